//! What followed an event, against what would have come without it.
//!
//! An interrupted time series (J. Lopez Bernal, S. Cummins and A. Gasparrini, "Interrupted time
//! series regression for the evaluation of public health interventions: a tutorial", International
//! Journal of Epidemiology 46, 2017), with the counterfactual of `counterfactual.rs`. It is held
//! against placebo dates, on which nothing was done (A. Abadie, A. Diamond and J. Hainmueller,
//! "Comparative politics and the synthetic control method", AJPS 59, 2015).

use super::counterfactual::{Forecast, forecast};
use super::placebos::{DAYS_AFTER, DAYS_BEFORE, Placebo, Series, usual};
use super::wilson::{Interval, Z};

/// Fewer placebo dates than this have no date beyond their 5th percentile.
const PLACEBOS: usize = 20;

/// How many of them must lie in the current trend, which the others say nothing of.
const PLACEBOS_IN_TREND: usize = 5;

/// What controls must explain of the days before.
const LEAST_R2: f64 = 0.5;

/// One day of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// Days since 1970-01-01.
    pub index: i64,
    /// Negative originals.
    pub count: f64,
    /// What the baseline expects of that weekday.
    pub expected: f64,
    /// What the control series, which the event cannot have touched, were; not a number where
    /// missing.
    pub controls: Vec<f64>,
}

/// What followed an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Over how many days.
    pub horizon: i64,
    /// Observed over counterfactual, minus 1.
    pub change: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The count over the days after that have data.
    pub observed: f64,
    /// The count to be expected on the same days without the event.
    pub counterfactual: f64,
    /// How many earlier dates were tried in the event's place.
    pub placebo_count: usize,
    /// The lower end of the range that holds 90 % of the placebos' changes, at the event's precision.
    pub placebo_low: f64,
    /// Its upper end.
    pub placebo_high: f64,
    /// The share of the deviance of the days before that is explained; `None` without controls.
    pub fit_r2: Option<f64>,
}

/// Why no effect can be separated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Refusal {
    /// Too little of the current trend has data before the event.
    TooFewDaysBefore {
        /// How many days do.
        days: usize,
    },
    /// Too little has data after it.
    TooFewDaysAfter {
        /// How many days do.
        days: usize,
    },
    /// Another event is too near to tell the two apart.
    OtherEventNear {
        /// Its day.
        index: i64,
    },
    /// Too few earlier dates could be tried in the event's place.
    TooFewPlacebos {
        /// How many could: of all, or of those in the current trend where only these are too few.
        count: usize,
        /// How many it takes.
        of: usize,
    },
    /// Dates on which nothing was done show changes as large.
    WithinPlacebos {
        /// The change that is not larger.
        effect: Effect,
    },
    /// The change's own interval holds no change at all.
    NotClear {
        /// The change.
        effect: Effect,
    },
    /// With the controls the days before are explained too badly.
    PoorFit {
        /// The share of their deviance that is explained.
        r2: f64,
    },
    /// No course could be fitted.
    NoFit,
}

/// What followed the event over `horizon` days from its own on. The current trend restarts at
/// `onset`, the day of the storm's peak, or the first day of a series without one. `other_events` do
/// not hold the event itself.
pub fn effect(
    days: &[Day],
    event: i64,
    other_events: &[i64],
    onset: i64,
    horizon: i64,
) -> Result<Effect, Refusal> {
    let series = Series::new(days, event, other_events, onset, horizon);
    let before = series.between(onset, event);
    let after = series.between(event, event.saturating_add(horizon));
    if before.len() < DAYS_BEFORE {
        return Err(Refusal::TooFewDaysBefore { days: before.len() });
    }
    if after.len() < DAYS_AFTER {
        return Err(Refusal::TooFewDaysAfter { days: after.len() });
    }
    if let Some(index) = series.near(event) {
        return Err(Refusal::OtherEventNear { index });
    }
    let found = forecast(&before, &after, onset).ok_or(Refusal::NoFit)?;
    let fit_r2 = before.first().filter(|day| !day.controls.is_empty()).map(|_| found.r2);
    if let Some(r2) = fit_r2.filter(|r2| *r2 < LEAST_R2) {
        return Err(Refusal::PoorFit { r2 });
    }
    judged(&found, fit_r2, horizon, &series.placebos())
}

fn judged(
    found: &Forecast,
    fit_r2: Option<f64>,
    horizon: i64,
    placebos: &[Placebo],
) -> Result<Effect, Refusal> {
    let in_trend = placebos.iter().filter(|placebo| placebo.is_in_trend).count();
    if placebos.len() < PLACEBOS {
        return Err(Refusal::TooFewPlacebos { count: placebos.len(), of: PLACEBOS });
    }
    if in_trend < PLACEBOS_IN_TREND {
        return Err(Refusal::TooFewPlacebos { count: in_trend, of: PLACEBOS_IN_TREND });
    }
    let change = |errors: f64| (errors * found.error).exp() - 1.0;
    let around = |errors: f64| (found.log_ratio + errors * found.error).exp() - 1.0;
    let (low, high) = usual(placebos);
    let whole = found.observed / found.counterfactual - 1.0;
    let effect = Effect {
        horizon,
        change: whole,
        interval: Interval { low: around(-Z).min(whole), high: around(Z) },
        observed: found.observed,
        counterfactual: found.counterfactual,
        placebo_count: placebos.len(),
        placebo_low: change(low),
        placebo_high: change(high),
        fit_r2,
    };
    if (low..=high).contains(&(found.log_ratio / found.error)) {
        return Err(Refusal::WithinPlacebos { effect });
    }
    if (effect.interval.low..=effect.interval.high).contains(&0.0) {
        return Err(Refusal::NotClear { effect });
    }
    Ok(effect)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;
    use rand_distr::{Distribution, Gamma, Poisson};

    use super::*;

    const WEEK: [f64; 7] = [1.1, 1.15, 1.1, 1.05, 1.0, 0.75, 0.85];

    fn day(index: i64, count: f64, baseline: f64) -> Day {
        let expected = baseline * WEEK[index.rem_euclid(7) as usize];
        Day { index, count, expected, controls: Vec::new() }
    }

    /// From 6 under to 6 over, in no order.
    fn jumbled(index: i64) -> f64 {
        (index * index * 7 % 13 - 6) as f64
    }

    /// A storm with its peak on day 50, and a drop from day 74 on.
    fn storm(left: f64) -> Vec<Day> {
        let count = |index: i64| {
            let age = (index - 50) as f64;
            let excess = match index {
                50.. => 200.0 * 0.5_f64.powf(age / 7.0),
                47..50 => 50.0 * (age + 4.0),
                _ => 0.0,
            };
            let factor = WEEK[(index % 7) as usize];
            let left = if index >= 74 { left } else { 1.0 };
            ((5.0 * factor + excess * factor) * (1.0 + 0.35 * jumbled(index) / 6.0) * left).round()
        };
        (0..88).map(|index| day(index, count(index), 5.0)).collect()
    }

    /// A plateau that shares its ups and downs with a control, and a drop from day 60 on.
    fn shared() -> Vec<Day> {
        let one = |index: i64| {
            let at = index as f64;
            let swing = (0.6 * (at / 3.0).sin() + 0.3 * (at / 1.7).cos()).exp();
            let left = if index >= 60 { 0.7 } else { 1.0 };
            let count = (20.0 * swing * (1.0 + 0.3 * jumbled(index) / 6.0) * left).round();
            let control = 200.0 * swing * (1.0 + 0.1 * (index * 5 % 11 - 5) as f64 / 5.0);
            Day { index, count, expected: 20.0, controls: vec![control] }
        };
        (0..74).map(one).collect()
    }

    fn near(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 5e-4 * (1.0 + expected.abs())
    }

    // The values of the next two are those of tests/oracles/effect.py.
    #[test]
    fn a_storm_that_falls_faster_after_an_event_shows_its_effect() {
        let effect = effect(&storm(0.4), 74, &[], 50, 14).unwrap();
        assert_eq!((effect.observed, effect.placebo_count), (86.0, 34));
        assert!(near(effect.counterfactual, 209.1082), "{effect:?}");
        assert!(near(effect.change, -0.5887));
        assert!(near(effect.interval.low, -0.7264) && near(effect.interval.high, -0.3818));
        assert!(near(effect.placebo_low, -0.3734) && near(effect.placebo_high, 0.5959));
        assert_eq!(effect.fit_r2, None);
    }

    #[test]
    fn a_control_explains_what_both_series_went_through() {
        let found = effect(&shared(), 60, &[], 0, 14).unwrap();
        assert!(near(found.change, -0.2924) && near(found.counterfactual, 313.7465), "{found:?}");
        assert!(near(found.interval.low, -0.3892) && near(found.interval.high, -0.1803));
        assert!(near(found.fit_r2.unwrap(), 0.8556));
        let alone: Vec<Day> =
            shared().into_iter().map(|day| Day { controls: Vec::new(), ..day }).collect();
        assert!(matches!(effect(&alone, 60, &[], 0, 14), Err(Refusal::WithinPlacebos { .. })));
    }

    #[test]
    fn a_storm_that_goes_on_as_before_shows_none() {
        let refused = effect(&storm(1.0), 74, &[], 50, 14).unwrap_err();
        let Refusal::WithinPlacebos { effect } = refused else { panic!("{refused:?}") };
        assert!(effect.interval.low < 0.0 && 0.0 < effect.interval.high);
        assert!(effect.placebo_low < effect.change && effect.change < effect.placebo_high);
    }

    #[test]
    fn an_effect_needs_days_on_both_sides() {
        let days = storm(0.4);
        let of = |event, onset| effect(&days, event, &[], onset, 14);
        assert_eq!(of(63, 50), Err(Refusal::TooFewDaysBefore { days: 13 }));
        assert_eq!(of(40, 50), Err(Refusal::TooFewDaysBefore { days: 0 }));
        assert_eq!(of(82, 50), Err(Refusal::TooFewDaysAfter { days: 6 }));
        assert_eq!(effect(&[], 74, &[], 50, 14), Err(Refusal::TooFewDaysBefore { days: 0 }));
    }

    #[test]
    fn events_within_three_days_cannot_be_told_apart() {
        let days = storm(0.4);
        let with = |other| effect(&days, 74, &[other], 50, 14);
        assert_eq!(with(77), Err(Refusal::OtherEventNear { index: 77 }));
        assert_eq!(with(71), Err(Refusal::OtherEventNear { index: 71 }));
        assert!(with(78).is_ok());
        assert!(with(i64::MIN).is_ok());
    }

    #[test]
    fn a_trend_without_placebos_of_its_own_is_not_checked() {
        let days = storm(0.4);
        assert_eq!(
            effect(&days, 67, &[], 50, 14),
            Err(Refusal::TooFewPlacebos { count: 4, of: 5 })
        );
        assert_eq!(
            effect(&days[50..], 74, &[], 50, 14),
            Err(Refusal::TooFewPlacebos { count: 11, of: 20 })
        );
    }

    #[test]
    fn a_control_that_explains_nothing_is_a_poor_fit() {
        let mut days = shared();
        for day in &mut days {
            day.controls = vec![100.0 + jumbled(day.index + 3)];
        }
        assert!(matches!(effect(&days, 60, &[], 0, 14), Err(Refusal::PoorFit { .. })));
    }

    #[test]
    fn a_control_with_holes_is_used_where_it_has_data_or_not_at_all() {
        let mut days = shared();
        for day in days.iter_mut().step_by(10) {
            day.controls[0] = f64::NAN;
        }
        assert!(effect(&days, 60, &[], 0, 14).unwrap().fit_r2.is_some());
        for day in days.iter_mut().step_by(2) {
            day.controls[0] = f64::NAN;
        }
        let refused = effect(&days, 60, &[], 0, 14).unwrap_err();
        assert!(matches!(refused, Refusal::WithinPlacebos { effect } if effect.fit_r2.is_none()));
    }

    #[test]
    fn silence_after_an_event_is_a_change_of_all() {
        let effect = effect(&storm(0.0), 74, &[], 50, 14).unwrap();
        assert_eq!((effect.change, effect.interval.low), (-1.0, -1.0));
        assert!(effect.interval.high < -0.5);
    }

    #[test]
    fn no_data_makes_it_fail() {
        let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300];
        for (count, expected) in odd.iter().flat_map(|count| odd.map(|other| (*count, other))) {
            let one = |index| Day { index, count, expected, controls: vec![expected, count] };
            let days: Vec<Day> = (0..60).map(one).collect();
            assert!(effect(&days, 40, &[], 0, 14).is_err());
            assert!(effect(&days[..1], 0, &[], 0, 14).is_err());
        }
        assert!(effect(&storm(0.4), i64::MAX, &[], i64::MIN, i64::MAX).is_err());
        assert!(effect(&storm(0.4), 74, &[], i64::MIN, 14).is_err());
        assert!(effect(&storm(0.4), i64::MIN, &[], i64::MAX, i64::MIN).is_err());
    }

    #[test]
    fn few_plateaus_without_an_effect_show_one_and_most_with_a_drop_do() {
        let mut draw = ChaCha8Rng::seed_from_u64(2015);
        let mut plateau = |left: f64| {
            let mut count = |index: i64| {
                let left = if index >= 40 { left } else { 1.0 };
                let mean = 20.0 * WEEK[(index % 7) as usize] * left;
                let rate: f64 = Gamma::new(10.0, mean / 10.0).unwrap().sample(&mut draw);
                Poisson::new(rate).unwrap().sample(&mut draw)
            };
            let days: Vec<Day> = (0..54).map(|index| day(index, count(index), 20.0)).collect();
            effect(&days, 40, &[], 0, 14)
        };
        let claims = |left: f64, plateau: &mut dyn FnMut(f64) -> Result<Effect, Refusal>| {
            (0..6).filter(|_| plateau(left).is_ok()).count()
        };
        assert!(claims(1.0, &mut plateau) <= 1);
        assert!(claims(0.4, &mut plateau) >= 4);
    }
}
