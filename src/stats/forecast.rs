//! What a decay says of the weeks to come.
//!
//! Everything is read off draws (`decay::draws`, `decay::mixed_draws`): sets of parameters that the days leave
//! likely. The excess of a week is theirs; the count of a week adds the noise of its days, so that
//! its interval is a predictive one (A. Gelman et al., "Bayesian Data Analysis", 3rd edition,
//! section 7.3).

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::decay::Draw;
use super::negative_binomial;
use super::wilson::Interval;

/// The farthest week that is looked at.
const FARTHEST: u32 = 104;

/// How many weeks' counts are foretold.
const NEXT: usize = 4;

/// What the noise of the days begins with: the same fit gives the same weeks.
const SEED: u64 = 2019;

/// A day to come, as the baseline has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coming {
    /// How many the baseline expects on this day.
    pub expected: f64,
    /// The baseline's factor for this weekday; the mean of the seven is 1.
    pub weekday: f64,
}

/// What is asked of a decay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead<'a> {
    /// Days from the peak to the first day to come.
    pub since_peak: f64,
    /// How far above the baseline still counts as back, in counts per day.
    pub margin: f64,
    /// The days to come, in order; the first 28 are used, whole weeks only.
    pub coming: &'a [Coming],
}

/// A decay, carried on.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// When the excess is within the margin.
    pub weeks: Weeks,
    /// The weeks to come, the next one first.
    pub next: Vec<WeekAhead>,
}

/// The number of the week to come whose mean excess per day is within the margin, before weekdays:
/// 1 is the first, 0 says that the last seven days were. `None` is beyond 104 weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weeks {
    /// As likely earlier as later.
    pub median: Option<u32>,
    /// The earliest and the latest, with 80 % probability.
    pub interval_80: (Option<u32>, Option<u32>),
    /// The same with 95 %.
    pub interval_95: (Option<u32>, Option<u32>),
}

/// The count of a week to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekAhead {
    /// As likely less as more.
    pub median: f64,
    /// Holds the count with 80 % probability.
    pub interval_80: Interval,
    /// Holds it with 95 %.
    pub interval_95: Interval,
}

/// Carries draws of a decay on.
pub fn outlook(draws: &[Draw], ahead: &Ahead) -> Outlook {
    Outlook { weeks: weeks(draws, ahead), next: next(draws, ahead) }
}

fn weeks(draws: &[Draw], ahead: &Ahead) -> Weeks {
    let mut reached: Vec<u32> = draws.iter().map(|draw| reached(draw, ahead)).collect();
    reached.sort_unstable();
    let at = |share: f64| quantile(&reached, share).filter(|week| *week <= FARTHEST);
    Weeks { median: at(0.5), interval_80: (at(0.1), at(0.9)), interval_95: (at(0.025), at(0.975)) }
}

/// The first week within the margin, one more than the farthest if none is. An excess only falls,
/// so that the weeks can be halved.
fn reached(draw: &Draw, ahead: &Ahead) -> u32 {
    let is_above = |week: u32| {
        let first = ahead.since_peak + 7.0 * (f64::from(week) - 1.0);
        let left = (0..7).map(|day| draw.shape.left((first + f64::from(day)).max(0.0)));
        let excess = draw.amplitude * left.sum::<f64>() / 7.0;
        // A margin that is no number is never reached.
        excess.partial_cmp(&ahead.margin).is_none_or(std::cmp::Ordering::is_gt)
    };
    let (mut low, mut high) = (0, FARTHEST + 1);
    while low < high {
        let middle = (low + high) / 2;
        if is_above(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

fn next(draws: &[Draw], ahead: &Ahead) -> Vec<WeekAhead> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let weeks = ahead.coming.chunks_exact(7).take(NEXT).enumerate();
    let week_ahead = |(week, days): (usize, &[Coming])| {
        let first = ahead.since_peak + 7.0 * week as f64;
        let mut counts: Vec<f64> =
            draws.iter().map(|draw| count(draw, first, days, &mut rng)).collect();
        counts.sort_by(f64::total_cmp);
        week_of(&counts)
    };
    weeks.filter_map(week_ahead).collect()
}

/// What a week may come to under one draw.
fn count(draw: &Draw, first: f64, days: &[Coming], rng: &mut ChaCha8Rng) -> f64 {
    let counts = days.iter().enumerate().map(|(index, day)| {
        let excess = draw.amplitude * draw.shape.left(first + index as f64);
        negative_binomial::draw(day.expected + day.weekday * excess, draw.size, rng)
    });
    counts.sum()
}

fn week_of(counts: &[f64]) -> Option<WeekAhead> {
    let between =
        |low, high| Some(Interval { low: quantile(counts, low)?, high: quantile(counts, high)? });
    Some(WeekAhead {
        median: quantile(counts, 0.5)?,
        interval_80: between(0.1, 0.9)?,
        interval_95: between(0.025, 0.975)?,
    })
}

/// Of values in order, the one that leaves this share below it.
fn quantile<T: Copy>(ordered: &[T], share: f64) -> Option<T> {
    let last = ordered.len().checked_sub(1)?;
    ordered.get((last as f64 * share).round() as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::super::decay;
    use super::super::decay::tests::{WEEK, day, is_near, one};
    use super::*;

    /// The days after those of the storm, for so many weeks.
    fn coming(weeks: usize) -> Vec<Coming> {
        let weekdays = (41..).map(|day: usize| WEEK[day % 7]).take(7 * weeks);
        weekdays.map(|weekday| Coming { expected: 3.0 * weekday, weekday }).collect()
    }

    fn of_one(margin: f64) -> Outlook {
        let fitted = decay::fit(&one(3.0)).unwrap();
        outlook(&decay::draws(&fitted), &Ahead { since_peak: 41.0, margin, coming: &coming(4) })
    }

    #[test]
    fn the_draws_are_as_a_grid_has_them() {
        // tests/oracles/forecast.py
        let drawn = decay::draws(&decay::fit(&one(3.0)).unwrap());
        let rate = |shape| match shape {
            decay::Shape::Exponential { rate } => rate,
            other => panic!("{other:?}"),
        };
        let is_as_in = |values: &mut Vec<f64>, expected: [f64; 5], share: f64| {
            values.sort_by(f64::total_cmp);
            for (at, expected) in [0.025, 0.1, 0.5, 0.9, 0.975].into_iter().zip(expected) {
                is_near(quantile(values, at).unwrap(), expected, share);
            }
        };
        let mut half_lives: Vec<f64> =
            drawn.iter().map(|draw| 2.0_f64.ln() / rate(draw.shape)).collect();
        is_as_in(&mut half_lives, [6.61, 7.00, 7.71, 8.49, 8.99], 0.02);
        let mut amplitudes: Vec<f64> = drawn.iter().map(|draw| draw.amplitude).collect();
        is_as_in(&mut amplitudes, [99.9, 109.2, 127.6, 152.5, 166.6], 0.04);
        let mut sizes: Vec<f64> = drawn.iter().map(|draw| draw.size).collect();
        is_as_in(&mut sizes, [4.92, 6.34, 10.59, 18.03, 25.10], 0.12);
    }

    #[test]
    fn the_weeks_to_the_margin_are_as_a_grid_has_them() {
        let Weeks { median, interval_80, interval_95 } = of_one(0.5).weeks;
        assert_eq!(median, Some(4));
        assert_eq!(interval_80, (Some(3), Some(5)));
        assert_eq!(interval_95, (Some(3), Some(5)));
        assert_eq!(of_one(2.0).weeks.median, Some(2));
    }

    #[test]
    fn the_next_weeks_are_as_a_grid_has_them() {
        let next = of_one(0.5).next;
        let expected = [
            (38.0, (28.0, 50.0), (23.0, 57.0)),
            (30.0, (22.0, 40.0), (18.0, 45.0)),
            (26.0, (18.0, 34.0), (15.0, 39.0)),
            (23.0, (17.0, 31.0), (13.0, 36.0)),
        ];
        assert_eq!(next.len(), 4);
        for (week, (median, of_80, of_95)) in next.iter().zip(expected) {
            let is_close = |value: f64, expected: f64| {
                assert!((value - expected).abs() <= 1.5, "{week:?}");
            };
            is_close(week.median, median);
            is_close(week.interval_80.low, of_80.0);
            is_close(week.interval_80.high, of_80.1);
            is_close(week.interval_95.low, of_95.0);
            is_close(week.interval_95.high, of_95.1);
        }
    }

    #[test]
    fn the_same_fit_gives_the_same_outlook() {
        assert_eq!(of_one(0.5), of_one(0.5));
    }

    #[test]
    fn what_is_within_the_margin_already_takes_no_week_and_nothing_is_within_none() {
        assert_eq!(of_one(1e6).weeks.interval_95, (Some(0), Some(0)));
        assert_eq!(of_one(0.0).weeks.interval_95, (None, None));
        assert_eq!(of_one(f64::NAN).weeks.median, None);
    }

    #[test]
    fn a_part_of_a_week_is_not_foretold() {
        let fitted = decay::fit(&one(3.0)).unwrap();
        let coming = coming(2);
        let ahead = Ahead { since_peak: 41.0, margin: 1.0, coming: &coming[..13] };
        let draws = decay::draws(&fitted);
        assert_eq!(outlook(&draws, &ahead).next.len(), 1);
        assert_eq!(outlook(&draws, &Ahead { coming: &[], ..ahead }).next, []);
    }

    #[test]
    fn a_week_of_certain_decay_is_the_sum_of_its_means() {
        let mean = |since: u8| 40.0 + 200.0 * 0.5_f64.powf(f64::from(since) / 10.0);
        let days: Vec<_> = (0..40)
            .map(|since| decay::Day {
                weekday: 1.0,
                expected: 40.0,
                ..day(since, mean(since).round(), 40.0)
            })
            .collect();
        let fitted = decay::fit(&days).unwrap();
        let coming = [Coming { expected: 40.0, weekday: 1.0 }; 7];
        let ahead = Ahead { since_peak: 40.0, margin: 1.0, coming: &coming };
        let week = outlook(&decay::draws(&fitted), &ahead).next[0];
        let sum: f64 = (40..47).map(mean).sum();
        is_near(week.median, sum, 0.02);
        // Poisson's spread, and little more.
        is_near(week.interval_95.high - week.interval_95.low, 2.0 * 1.96 * sum.sqrt(), 0.25);
    }
}
