//! Placebo dates: earlier days on which nothing was done, taken for the event.
//!
//! Abadie and others' placebos in time (see `effect.rs`). Forecasts from few days are worse than
//! forecasts from many, so each placebo's change is measured in its own standard errors. Placebo
//! windows overlap: their range is never narrower than Student's, with as many degrees of freedom as
//! windows stand clear of each other. Seventy windows that overlap may be worth five.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::counterfactual::forecast;
use super::effect::Day;

/// How many days with data an event needs before it, in the current trend.
pub(super) const DAYS_BEFORE: usize = 14;

/// And how many after it.
pub(super) const DAYS_AFTER: usize = 7;

/// How many a placebo date needs before it in the current trend: a young trend would have none else.
const DAYS_BEFORE_PLACEBO: usize = 7;

/// Events nearer than this, in days, cannot be told apart.
const NEAR: u64 = 3;

/// A storm rises before its peak; the days before it end this many days earlier.
const RISE: i64 = 7;

/// More placebo dates than this say nothing new; they are thinned evenly.
const PLACEBOS_AT_MOST: usize = 100;

/// A date on which nothing was done, taken for the event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placebo {
    on: i64,
    /// The day after its window.
    until: i64,
    pub(super) is_in_trend: bool,
    /// The log of its ratio, in standard errors.
    errors: f64,
}

/// The range that holds 90 % of the placebos' changes, in standard errors. What is wrong with the
/// trend shows only in the trend, so the wider of the scatters in it and before it counts.
pub(super) fn usual(placebos: &[Placebo]) -> (f64, f64) {
    let (current, earlier): (Vec<_>, Vec<_>) =
        placebos.iter().copied().partition(|placebo| placebo.is_in_trend);
    let scatter = |part: &[Placebo]| -> f64 {
        let squares: f64 = part.iter().map(|placebo| placebo.errors.powi(2)).sum();
        (squares / part.len().max(1) as f64).sqrt()
    };
    let clear = (clear_of_each_other(&current) + clear_of_each_other(&earlier)) as f64;
    let quantile = StudentsT::new(0.0, 1.0, clear)
        .expect("the first placebo is clear of those before it")
        .inverse_cdf(0.95);
    let reach = quantile * scatter(&current).max(scatter(&earlier));
    let mut sorted: Vec<f64> = placebos.iter().map(|placebo| placebo.errors).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    (at(0.05).min(-reach), at(0.95).max(reach))
}

/// How many windows stand side by side.
fn clear_of_each_other(placebos: &[Placebo]) -> usize {
    let mut until = i64::MIN;
    let mut count = 0;
    for placebo in placebos {
        if until <= placebo.on {
            (until, count) = (placebo.until, count + 1);
        }
    }
    count
}

/// The days that can be used, and what divides them.
pub(super) struct Series<'a> {
    days: Vec<Day>,
    event: i64,
    other_events: &'a [i64],
    onset: i64,
    horizon: i64,
}

impl<'a> Series<'a> {
    pub(super) fn new(
        days: &[Day],
        event: i64,
        other_events: &'a [i64],
        onset: i64,
        horizon: i64,
    ) -> Self {
        let mut days: Vec<Day> = days
            .iter()
            .filter(|day| day.count.is_finite() && day.count >= 0.0 && day.expected.is_finite())
            .cloned()
            .collect();
        days.sort_by_key(|day| day.index);
        days.dedup_by_key(|day| day.index);
        let average = days.iter().map(|day| day.expected).sum::<f64>() / days.len() as f64;
        // A median of few items may be 0, of which there is no log.
        let least = (average / 4.0).max(0.1);
        for day in &mut days {
            day.expected = day.expected.max(least);
        }
        let in_use = onset..event.saturating_add(horizon);
        keep_controls(&mut days, |day| in_use.contains(&day.index));
        Self { days, event, other_events, onset, horizon }
    }

    pub(super) fn between(&self, from: i64, to: i64) -> Vec<&Day> {
        self.days.iter().filter(|day| (from..to).contains(&day.index)).collect()
    }

    pub(super) fn near(&self, day: i64) -> Option<i64> {
        self.other_events.iter().copied().find(|other| other.abs_diff(day) <= NEAR)
    }

    /// Every earlier day that could have been the event's, its window cut short where the trend or
    /// the time before the event ends.
    pub(super) fn placebos(&self) -> Vec<Placebo> {
        let indexes = self.days.iter().map(|day| day.index);
        let dates: Vec<i64> =
            indexes.filter(|day| *day < self.event && self.window(*day).is_some()).collect();
        let step = dates.len().div_ceil(PLACEBOS_AT_MOST).max(1);
        dates.iter().step_by(step).filter_map(|day| self.placebo(*day)).collect()
    }

    fn placebo(&self, on: i64) -> Option<Placebo> {
        let (start, until) = self.window(on)?;
        let found = forecast(&self.between(start, on), &self.between(on, until), start)?;
        let errors = found.log_ratio / found.error;
        Some(Placebo { on, until, is_in_trend: self.onset <= on, errors })
    }

    /// Where a placebo's trend starts and where its window ends.
    fn window(&self, on: i64) -> Option<(i64, i64)> {
        let is_in_trend = self.onset <= on;
        let first = self.days.first()?.index;
        let (start, end, least) = if is_in_trend {
            (self.onset, self.event, DAYS_BEFORE_PLACEBO)
        } else {
            (first, self.onset.saturating_sub(RISE), DAYS_BEFORE)
        };
        let until = on.saturating_add(self.horizon).min(end);
        let is_long =
            least <= self.between(start, on).len() && DAYS_AFTER <= self.between(on, until).len();
        (is_long && self.near(on).is_none()).then_some((start, until))
    }
}

/// Keeps the controls that have data on four of five of the days in use, as logs, and the days on
/// which all of these do.
fn keep_controls(days: &mut Vec<Day>, is_in_use: impl Fn(&Day) -> bool) {
    let width = days.iter().map(|day| day.controls.len()).min().unwrap_or_default();
    let has = |day: &Day, control: usize| {
        day.controls[control] >= 0.0 && day.controls[control].is_finite()
    };
    let in_use = days.iter().filter(|day| is_in_use(day)).count();
    let kept: Vec<usize> = (0..width)
        .filter(|control| {
            let with = days.iter().filter(|day| is_in_use(day) && has(day, *control)).count();
            in_use > 0 && in_use * 4 <= with * 5
        })
        .collect();
    days.retain(|day| kept.iter().all(|control| has(day, *control)));
    // Zero has no log; half of the smallest value above it stands for it.
    let nothing = |control: usize| {
        let values = days.iter().map(|day| day.controls[control]);
        values.filter(|value| *value > 0.0).min_by(f64::total_cmp).unwrap_or(1.0) / 2.0
    };
    let nothings: Vec<f64> = kept.iter().map(|control| nothing(*control)).collect();
    for day in days {
        let values = kept.iter().zip(&nothings);
        day.controls =
            values.map(|(control, nothing)| (day.controls[*control] + nothing).ln()).collect();
    }
}
