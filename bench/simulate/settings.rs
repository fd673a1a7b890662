//! The settings, and what is counted in each.

use rand::RngExt;
use rayon::prelude::*;
use recover_report::assess::effects;
use recover_report::assess::fading::fading;
use recover_report::assess::kept::Kept;
use recover_report::model::Margins;
use recover_report::model::period::day_index;
use recover_report::stats::Interval;
use recover_report::stats::effect::{Effect, Refusal, effect};
use recover_report::stats::turnbull::{Censored, turnbull};
use recover_report::stats::verdict::Verdict;

use crate::cases::{
    Burst, Looks, ONSET, Page, Story, captures, dice, found, is_record_recovered, stay,
    talk_standing,
};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Rate {
    /// How many.
    pub(crate) hits: usize,
    /// Of how many.
    pub(crate) of: usize,
}

impl Rate {
    /// The share, in percent; nothing of nothing.
    pub(crate) fn percent(self) -> Option<f64> {
        (self.of > 0).then(|| 100.0 * self.hits as f64 / self.of as f64)
    }

    fn of(found: impl Iterator<Item = Option<bool>>) -> Self {
        found.flatten().fold(Self::default(), |rate, hit| Self {
            hits: rate.hits + usize::from(hit),
            of: rate.of + 1,
        })
    }
}

/// A quiet case, in which nothing happens.
fn quiet(size: f64) -> Story {
    Story {
        usual: 20.0,
        others: 80.0,
        size,
        bursts: Vec::new(),
        event: None,
        holes: 0.0,
        days: QUIET_LENGTH,
    }
}

/// How long a case is watched in which nothing happens.
const QUIET_LENGTH: u64 = 365;

/// Storms in cases in which nothing happens: how many, and in how many years of days.
pub(crate) fn false_storms(cases: u64, usual: f64, size: f64) -> (usize, f64) {
    let story = Story { usual, others: 4.0 * usual, ..quiet(size) };
    let storms: usize = (0..cases)
        .into_par_iter()
        .map(|number| {
            let rows = story.talk(&mut dice(1, number));
            found(&rows, QUIET_LENGTH - 1).watch.storms.len()
        })
        .sum();
    (storms, cases as f64 * (QUIET_LENGTH - ONSET) as f64 / 365.25)
}

/// What one storm of a known half-life gives.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Storms {
    /// Opened within a day of the truth.
    pub(crate) opened: Rate,
    /// A half-life was given.
    pub(crate) given: Rate,
    /// Its interval held the truth.
    pub(crate) held: Rate,
    /// Called recovered while the share to be expected was still further away than the margin.
    pub(crate) wrongly_recovered: Rate,
}

/// One storm with a known half-life, watched for a number of days that differs from case to case.
pub(crate) fn storms(cases: u64, half_life: f64, holes: f64) -> Storms {
    let told: Vec<_> = (0..cases)
        .into_par_iter()
        .map(|number| {
            let mut dice = dice(2 + half_life as u64, number);
            let until = ONSET + 28 + dice.random_range(0..(half_life as u64 * 8).max(60));
            let burst = Burst { day: ONSET, peak: 150.0, half_life };
            let story = Story { bursts: vec![burst], holes, days: until + 1, ..quiet(10.0) };
            let rows = story.talk(&mut dice);
            let found = found(&rows, until);
            let opened = found.watch.storms.first().is_some_and(|storm| {
                (day_index(storm.opened_on) - day_index(crate::cases::day(ONSET))).abs() <= 1
            });
            let fading =
                fading(&found, Margins::default(), crate::cases::day(until), &Kept::default());
            let interval = fading.and_then(|(fading, _)| fading.half_life.interval());
            let verdict = talk_standing(rows, until).verdict;
            let wrong = is_wrong(&story, verdict, until);
            (opened, interval, wrong)
        })
        .collect();
    let holds = |interval: &Interval| interval.low <= half_life && half_life <= interval.high;
    Storms {
        opened: Rate::of(told.iter().map(|(opened, _, _)| Some(*opened))),
        given: Rate::of(told.iter().map(|(_, interval, _)| Some(interval.is_some()))),
        held: Rate::of(told.iter().map(|(_, interval, _)| interval.as_ref().map(holds))),
        wrongly_recovered: Rate::of(told.iter().map(|(_, _, wrong)| Some(*wrong))),
    }
}

/// Whether a case is called recovered while its share is further away than the margin, over the last two
/// complete weeks.
fn is_wrong(story: &Story, verdict: Verdict, until: u64) -> bool {
    // Every case begins on a Monday.
    let end = (until + 1) / 7 * 7;
    verdict == Verdict::Recovered && Margins::default().share < story.away(end - 14..end)
}

/// A second storm some weeks after the first: whether it is found, and whether the case is called
/// recovered meanwhile.
pub(crate) fn relapses(cases: u64) -> (Rate, Rate) {
    let told: Vec<_> = (0..cases)
        .into_par_iter()
        .map(|number| {
            let mut dice = dice(40, number);
            let second = ONSET + dice.random_range(28..70);
            let until = second + dice.random_range(3..21);
            let burst = |day, peak| Burst { day, peak, half_life: 7.0 };
            let story = Story {
                bursts: vec![burst(ONSET, 150.0), burst(second, 90.0)],
                days: until + 1,
                ..quiet(10.0)
            };
            let rows = story.talk(&mut dice);
            let storms = found(&rows, until).watch.storms;
            let opened = crate::cases::day(second);
            let is_found = storms
                .iter()
                .skip(1)
                .any(|storm| (day_index(storm.opened_on) - day_index(opened)).abs() <= 2);
            let verdict = talk_standing(rows, until).verdict;
            (is_found, verdict == Verdict::Recovered)
        })
        .collect();
    (
        Rate::of(told.iter().map(|(found, _)| Some(*found))),
        Rate::of(told.iter().map(|(_, recovered)| Some(*recovered))),
    )
}

/// What an event of a known effect gives.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Effects {
    /// An effect was claimed.
    pub(crate) claimed: Rate,
    /// Its interval held the truth, claimed or not.
    pub(crate) held: Rate,
}

/// An event that takes a part of all negative talk away, on a plateau or on the tail of a storm.
pub(crate) fn effects(cases: u64, part: f64, half_life: Option<f64>) -> Effects {
    let told: Vec<_> = (0..cases)
        .into_par_iter()
        .map(|number| {
            let mut dice = dice(60 + half_life.unwrap_or_default() as u64, number);
            let since = if half_life.is_some() { 30 } else { 60 };
            let event = ONSET + since;
            let bursts = half_life
                .map(|half_life| Burst { day: ONSET, peak: 200.0, half_life })
                .into_iter()
                .collect();
            let story =
                Story { bursts, event: Some((event, 1.0 - part)), days: event + 28, ..quiet(10.0) };
            let rows = story.talk(&mut dice);
            let found = found(&rows, event + 27);
            let usual = found.usual.as_ref().expect("eight weeks are a baseline");
            let days = effects::days(&found, usual, &[]);
            let start = if half_life.is_some() { ONSET + 2 } else { 0 };
            let at = |index: u64| day_index(crate::cases::day(index));
            effect(&days, at(event), &[], at(start), 14)
        })
        .collect();
    let truth = -part;
    let interval = |outcome: &Result<Effect, Refusal>| match outcome {
        Ok(effect) | Err(Refusal::WithinPlacebos { effect } | Refusal::NotClear { effect }) => {
            Some(effect.interval)
        }
        Err(_) => None,
    };
    let holds = |interval: Interval| interval.low <= truth && truth <= interval.high;
    Effects {
        claimed: Rate::of(told.iter().map(|outcome| Some(outcome.is_ok()))),
        held: Rate::of(told.iter().map(|outcome| interval(outcome).map(holds))),
    }
}

/// Pages whose stay is known, seen by captures with holes: how often the interval of the median holds the
/// truth, and how often a page that is still there is called gone for good.
pub(crate) fn capture_holes(cases: u64, holes: f64) -> (Rate, Rate) {
    const MEDIAN: f64 = 60.0;
    let told: Vec<_> = (0..cases)
        .into_par_iter()
        .map(|number| {
            let mut dice = dice(80, number);
            let pages: Vec<Censored> = (0..20)
                .filter_map(|_| followed(stay(MEDIAN, &mut dice), holes, &mut dice))
                .collect();
            let found = turnbull(&pages);
            let ends = found.and_then(|found| Some((found.median_low?, found.median_high?)));
            let looks = Looks { every: 7, holes, cut: None, days: ONSET + 112 };
            let page = Page { position: 4, stays: 1e6 };
            let metrics = captures(page, looks, &mut dice);
            let wrong = is_record_recovered(&metrics, ONSET + 111);
            (ends.map(|(low, high)| low <= MEDIAN && MEDIAN <= high), wrong)
        })
        .collect();
    (
        Rate::of(told.iter().map(|(held, _)| *held)),
        Rate::of(told.iter().map(|(_, wrong)| Some(*wrong))),
    )
}

/// A page's stay as weekly captures with holes see it.
fn followed(stays: f64, holes: f64, dice: &mut rand_chacha::ChaCha8Rng) -> Option<Censored> {
    let offset = dice.random::<f64>() * 7.0;
    let looks = (0..30).map(|week| offset + 7.0 * f64::from(week));
    let taken: Vec<f64> = looks.filter(|_| holes <= dice.random::<f64>()).collect();
    let after =
        taken.iter().copied().filter(|look| *look < stays).fold(None, |_, look| Some(look))?;
    let by = taken.iter().copied().find(|look| stays <= *look);
    Some(Censored { entered: 0.0, after, by })
}

/// Captures that from a day on look less far down than the incident stands: how often the record is
/// called recovered although the page is still there.
pub(crate) fn depth_cut(cases: u64) -> Rate {
    let told: Vec<_> = (0..cases)
        .into_par_iter()
        .map(|number| {
            let mut dice = dice(90, number);
            let cut = ONSET + 28 + dice.random_range(0..28);
            let depth = dice.random_range(3..6);
            let page = Page { position: dice.random_range(depth + 1..=10), stays: 1e6 };
            let looks = Looks { every: 2, holes: 0.1, cut: Some((cut, depth)), days: ONSET + 140 };
            let metrics = captures(page, looks, &mut dice);
            is_record_recovered(&metrics, ONSET + 139)
        })
        .collect();
    Rate::of(told.iter().map(|wrong| Some(*wrong)))
}
