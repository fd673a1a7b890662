//! What followed events: an effect where one can be separated, and the reason where none can.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fading;
use super::series::within;
use super::storms::Found;
use crate::measure::rows::{ControlDay, EventLogged};
use crate::model::period::day_index;
use crate::model::{DaySpan, Needs};
use crate::stats::baseline::Baseline;
use crate::stats::effect::{self, Day, Effect, Refusal};
use crate::stats::storms::Storm;
use crate::stats::{Interval, Measured, rounded};

/// The sorts of event that are meant to change something.
const MEANT: [&str; 7] =
    ["statement", "apology", "withdrawal", "takedown", "measure", "settlement", "compensation"];

/// Over how many days an effect is looked for.
const HORIZONS: [i64; 2] = [14, 28];

/// What followed an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    /// The day of the event.
    pub happened_on: NaiveDate,
    /// What sort of thing.
    pub kind: String,
    /// What it was.
    pub title: String,
    /// Over how many days from the event on.
    pub horizon_days: i64,
    /// Negative originals of those days by what they would have been without it, less 1; refused where
    /// days on which nothing was done show as much.
    pub change: Measured,
    /// The change that was found and could not be told from chance, where there was one.
    pub unproven: Option<f64>,
    /// Negative originals that came.
    pub observed: Option<f64>,
    /// Those that would have.
    pub counterfactual: Option<f64>,
    /// Days on which nothing was done that were looked at in the same way.
    pub placebo_count: i64,
    /// Between these their changes lie, nine times in ten.
    pub placebo_range: Option<Interval>,
    /// The part of the talk before the event that the model tells, from 0 to 1; with control series only.
    pub fit_r2: Option<f64>,
    /// Negative originals of the three days before it, as plain fact.
    pub three_days_before: Option<i64>,
    /// The same of the three days from it on.
    pub three_days_after: Option<i64>,
}

/// What followed each event that was meant to change something.
pub fn followed(
    found: &Found,
    events: &[EventLogged],
    controls: &[ControlDay],
    until: NaiveDate,
) -> Vec<Followed> {
    let Some(usual) = found.usual.as_ref().filter(|_| found.talk.tells_volume()) else {
        return Vec::new();
    };
    let days = days(found, usual, controls);
    let meant: Vec<&EventLogged> = events
        .iter()
        .filter(|event| MEANT.contains(&event.kind.as_str()) && event.happened_on <= until)
        .collect();
    // Whether a storm fades evenly asks for a fit, which is made once.
    let mut even: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    let mut is_even = |storm: &Storm| {
        *even.entry(storm.opened_on).or_insert_with(|| fading::is_even(found, storm, until))
    };
    let mut all = Vec::new();
    for event in &meant {
        let at = day_index(event.happened_on);
        let others: Vec<i64> = events
            .iter()
            .map(|other| day_index(other.happened_on))
            .filter(|other| *other != at)
            .collect();
        let alone = meant.iter().filter(|other| other.happened_on == event.happened_on).count();
        let storm = found.watch.storms.iter().rfind(|storm| storm.peak_on <= event.happened_on);
        let peak = storm.map_or_else(
            || days.first().map_or(at, |day| day.index),
            |storm| day_index(storm.peak_on),
        );
        let is_inside =
            storm.is_some_and(|storm| storm.ended_on.is_none_or(|end| event.happened_on <= end));
        for horizon in HORIZONS {
            let outcome = if alone > 1 {
                Err(Refusal::OtherEventNear { index: at })
            } else {
                effect::effect(&days, at, &others, peak, horizon)
            };
            // A tail that fades more slowly than the storm began to looks like an effect.
            let is_told = matches!(
                outcome,
                Ok(_) | Err(Refusal::WithinPlacebos { .. } | Refusal::NotClear { .. })
            );
            let mut told = told(found, event, horizon, outcome);
            if is_told && is_inside && !storm.is_some_and(&mut is_even) {
                told.change = Measured::refused(Needs::Trend, horizon);
                told.unproven = None;
            }
            all.push(told);
        }
    }
    all
}

/// The talk as effects are looked for in it: each day beside what is usual and the control series.
pub fn days(found: &Found, usual: &Baseline, controls: &[ControlDay]) -> Vec<Day> {
    let held = held_against(controls);
    let volume = found.talk.volume.iter();
    volume
        .map(|day| Day {
            index: day_index(day.on),
            count: day.count,
            expected: usual.mean(day),
            controls: held
                .values()
                .map(|series| series.get(&day.on).copied().unwrap_or(f64::NAN))
                .collect(),
        })
        .collect()
}

fn held_against(controls: &[ControlDay]) -> BTreeMap<&str, BTreeMap<NaiveDate, f64>> {
    let mut held: BTreeMap<&str, BTreeMap<NaiveDate, f64>> = BTreeMap::new();
    for day in controls {
        held.entry(&day.series).or_default().insert(day.observed_on, day.value);
    }
    held
}

fn told(
    found: &Found,
    event: &EventLogged,
    horizon: i64,
    outcome: Result<Effect, Refusal>,
) -> Followed {
    let on = event.happened_on;
    let around = |from: NaiveDate, to: NaiveDate| -> Option<i64> {
        let days = within(&found.talk.volume, DaySpan { from, to });
        (days.len() == 3).then(|| days.iter().map(|day| day.count as i64).sum())
    };
    let mut followed = Followed {
        happened_on: on,
        kind: event.kind.clone(),
        title: event.title.clone(),
        horizon_days: horizon,
        change: Measured::refused(Needs::Data, 0),
        unproven: None,
        observed: None,
        counterfactual: None,
        placebo_count: 0,
        placebo_range: None,
        fit_r2: None,
        three_days_before: around(on - Days::new(3), on - Days::new(1)),
        three_days_after: around(on, on + Days::new(2)),
    };
    match outcome {
        Ok(effect) => {
            followed.change = Measured::known(effect.change, Some(effect.interval), horizon);
            followed.add(&effect);
        }
        Err(refusal @ (Refusal::WithinPlacebos { effect } | Refusal::NotClear { effect })) => {
            followed.change = Measured::refused(needs(&refusal), horizon);
            followed.unproven = Some(rounded(effect.change));
            followed.add(&effect);
        }
        Err(refusal) => followed.change = Measured::refused(needs(&refusal), 0),
    }
    followed
}

impl Followed {
    fn add(&mut self, effect: &Effect) {
        self.observed = Some(rounded(effect.observed));
        self.counterfactual = Some(rounded(effect.counterfactual));
        self.placebo_count = effect.placebo_count as i64;
        self.placebo_range =
            Some(Interval { low: rounded(effect.placebo_low), high: rounded(effect.placebo_high) });
        self.fit_r2 = effect.fit_r2.map(rounded);
    }
}

fn needs(refusal: &Refusal) -> Needs {
    match refusal {
        Refusal::TooFewDaysBefore { days } => Needs::DaysBefore { count: *days as i64, of: 14 },
        Refusal::TooFewDaysAfter { days } => Needs::DaysAfter { count: *days as i64, of: 7 },
        Refusal::OtherEventNear { index } => {
            Needs::EventAlone { on: NaiveDate::default() + chrono::TimeDelta::days(*index) }
        }
        Refusal::TooFewPlacebos { count } => Needs::Placebos { count: *count as i64, of: 20 },
        Refusal::PoorFit { .. } => Needs::ControlFit,
        Refusal::NotClear { .. } => Needs::ClearChange,
        _ => Needs::OutsidePlacebos,
    }
}
