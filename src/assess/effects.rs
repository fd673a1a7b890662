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
            if let Some(needs) = stormy(found, event.happened_on, horizon) {
                all.push(Followed::refused(found, event, horizon, needs));
                continue;
            }
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
                told.change = Measured::refused(Needs::Trend, told.change.n());
                told.unproven = None;
            }
            all.push(told);
        }
    }
    all
}

/// Why nothing can be told of an event where a storm had not reached its peak, or another opened
/// before the time was over: what came then is the storm.
fn stormy(found: &Found, on: NaiveDate, horizon: i64) -> Option<Needs> {
    let end = on + Days::new(horizon.unsigned_abs());
    found.watch.storms.iter().find_map(|storm| {
        if storm.opened_on <= on && on < storm.peak_on {
            Some(Needs::Peak { on: storm.peak_on })
        } else if on < storm.opened_on && storm.opened_on < end {
            Some(Needs::NoStorm { on: storm.opened_on })
        } else {
            None
        }
    })
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
    let to = on + Days::new(horizon.unsigned_abs() - 1);
    let n = within(&found.talk.volume, DaySpan { from: on, to }).len() as i64;
    let mut followed = Followed::refused(found, event, horizon, Needs::Data);
    match outcome {
        Ok(effect) => {
            followed.change = Measured::known(effect.change, Some(effect.interval), n);
            followed.add(&effect);
        }
        Err(refusal @ (Refusal::WithinPlacebos { effect } | Refusal::NotClear { effect })) => {
            followed.change = Measured::refused(needs(&refusal), n);
            followed.unproven = Some(rounded(effect.change));
            followed.add(&effect);
        }
        Err(refusal) => followed.change = Measured::refused(needs(&refusal), 0),
    }
    followed
}

impl Followed {
    /// What is known of an event of which no effect is told.
    fn refused(found: &Found, event: &EventLogged, horizon: i64, needs: Needs) -> Self {
        let on = event.happened_on;
        let around = |from: NaiveDate, to: NaiveDate| -> Option<i64> {
            let days = within(&found.talk.volume, DaySpan { from, to });
            (days.len() == 3).then(|| days.iter().map(|day| day.count as i64).sum())
        };
        Self {
            happened_on: on,
            kind: event.kind.clone(),
            title: event.title.clone(),
            horizon_days: horizon,
            change: Measured::refused(needs, 0),
            unproven: None,
            observed: None,
            counterfactual: None,
            placebo_count: 0,
            placebo_range: None,
            fit_r2: None,
            three_days_before: around(on - Days::new(3), on - Days::new(1)),
            three_days_after: around(on, on + Days::new(2)),
        }
    }

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
        Refusal::TooFewPlacebos { count, of } => {
            Needs::Placebos { count: *count as i64, of: *of as i64 }
        }
        Refusal::PoorFit { .. } => Needs::ControlFit,
        Refusal::NotClear { .. } => Needs::ClearChange,
        Refusal::NoFit => Needs::Trend,
        Refusal::WithinPlacebos { .. } => Needs::OutsidePlacebos,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::series::Talk;
    use crate::assess::storms::Found;
    use crate::model::Case;
    use crate::stats::baseline::SeriesDay;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Ten a day since January, and a storm from 6 April that peaks on the 10th and is over in May.
    fn found() -> Found {
        let first = day("2026-01-05");
        let count = |on: NaiveDate| match (on - day("2026-04-06")).num_days() {
            past @ 0..5 => 60.0 + 60.0 * past as f64,
            past @ 5..40 => 10.0 + 290.0 * (-0.25 * (past - 4) as f64).exp(),
            _ => 10.0 + f64::from(u8::from(on.to_string().ends_with('3'))),
        };
        let volume: Vec<SeriesDay> = first
            .iter_days()
            .take(160)
            .map(|on| SeriesDay { on, count: count(on).round(), total: None })
            .collect();
        let share =
            volume.iter().map(|day| SeriesDay { total: Some(day.count + 100.0), ..*day }).collect();
        let talk = Talk { basis: "texts".to_owned(), volume, share };
        let case = Case { onset: Some(day("2026-04-06")), ..Case::default() };
        Found::new(talk, &case)
    }

    fn reason(on: &str, horizon: i64) -> Option<Needs> {
        let event = EventLogged {
            case_id: "soap-ad".to_owned(),
            happened_on: day(on),
            kind: "statement".to_owned(),
            title: "Statement".to_owned(),
            happened_minute: None,
            source_count: 1,
        };
        let all = followed(&found(), &[event], &[], day("2026-06-10"));
        let found = all.into_iter().find(|followed| followed.horizon_days == horizon).unwrap();
        assert!(found.change.value().is_none(), "{found:?}");
        found.change.needs().cloned()
    }

    #[test]
    fn a_storm_is_no_effect_of_what_was_done_before_its_peak() {
        let peak = Some(Needs::Peak { on: day("2026-04-10") });
        assert_eq!((reason("2026-04-07", 14), reason("2026-04-07", 28)), (peak.clone(), peak));
        let opens = Some(Needs::NoStorm { on: found().watch.storms[0].opened_on });
        assert_eq!(reason("2026-03-30", 14), opens);
        assert_ne!(reason("2026-03-10", 14), opens);
        assert_eq!(reason("2026-03-10", 28), opens);
    }
}
