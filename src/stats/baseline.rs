//! What is usual: the level of a series in a quiet time, its weekly rhythm and how it scatters.
//!
//! Level and scatter are means of values clipped at three robust standard deviations (1.4826 times the
//! median distance from the median, Hampel 1974) around the median, so that a stray day does not
//! move them. The median alone would do for hundreds a day; of two a day it is a whole number, and off
//! by up to half of one. The level of shares is the mean of the days' shares, each counting alike: how
//! many items a feed shows is no measure of a day. Days of the week have factors where the quiet time has four weeks of data,
//! each drawn towards 1 as if four usual days had been seen besides.

use chrono::{Datelike, NaiveDate};

use super::Interval;
use super::difference::Part;
use super::predictive::Expected;
use super::wilson::{Z, score_interval};
use crate::model::DaySpan;

/// How many days with data make a baseline.
pub const LEAST_DAYS: usize = 14;

/// How many days with data tell days of the week apart.
const LEAST_FOR_WEEKDAYS: usize = 28;

/// How many usual days a day of the week is thought to have had besides.
const USUAL_DAYS: f64 = 4.0;

/// How far from the median a value may be, in robust standard deviations, before it is clipped.
const CLIP: f64 = 3.0;

/// One day of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeriesDay {
    /// The day.
    pub on: NaiveDate,
    /// What was counted.
    pub count: f64,
    /// Out of how many; absent for volumes.
    pub total: Option<f64>,
}

impl SeriesDay {
    /// What a level of 1 would make of this day: its total, or 1.
    fn exposure(&self) -> f64 {
        self.total.unwrap_or(1.0)
    }
}

/// What is usual.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// The quiet time.
    pub span: DaySpan,
    /// Its days with data.
    pub day_count: usize,
    /// What is counted on a usual day; a share where days have totals.
    pub level: f64,
    /// What Monday to Sunday make of the level. Their mean is 1.
    pub weekdays: [f64; 7],
    /// How many times more than Poisson's or the binomial law's the variance is; at least 1.
    pub dispersion: f64,
    /// The exposure of a usual day: its total, or 1.
    exposure: f64,
    /// The standard error of the level over the level.
    level_error: f64,
}

impl Baseline {
    /// The baseline of a series over a span; `None` when it has fewer than [`LEAST_DAYS`] days with
    /// data there.
    pub fn new(series: &[SeriesDay], span: DaySpan) -> Option<Self> {
        let usable = |day: &&SeriesDay| span.contains(day.on) && day.exposure() > 0.0;
        let days: Vec<SeriesDay> = series.iter().filter(usable).copied().collect();
        if days.len() < LEAST_DAYS {
            return None;
        }
        let shares: Vec<f64> = days.iter().map(|day| day.count / day.exposure()).collect();
        let center = median(&shares);
        let spread = robust_deviation(&shares, center).max(least_deviation(&days, center));
        let clipped: Vec<f64> = shares
            .iter()
            .map(|share| share.clamp(center - CLIP * spread, center + CLIP * spread))
            .collect();
        let exposure: f64 = days.iter().map(SeriesDay::exposure).sum();
        let mean = clipped.iter().sum::<f64>() / days.len() as f64;
        // A quiet time without a single item still leaves one possible.
        let level = mean.max(0.5 / exposure);
        let weekdays = weekday_factors(&days, &clipped, level);
        let mut baseline = Self {
            span,
            day_count: days.len(),
            level,
            weekdays,
            dispersion: 1.0,
            exposure: exposure / days.len() as f64,
            level_error: 0.0,
        };
        baseline.dispersion = dispersion(&days, &baseline);
        let items = baseline.variance_of(level, exposure) * baseline.dispersion;
        baseline.level_error = items.sqrt() / (level * exposure);
        Some(baseline)
    }

    /// What is counted on a day on which all is as usual.
    pub fn mean(&self, day: &SeriesDay) -> f64 {
        let mean = self.level * self.weekday(day.on) * day.exposure();
        day.total.map_or(mean, |total| mean.min(total))
    }

    /// What a day of the week makes of the level.
    pub fn weekday(&self, day: NaiveDate) -> f64 {
        self.weekdays[day.weekday().num_days_from_monday() as usize]
    }

    /// The counts of some days together, if all stays as usual.
    pub fn expected(&self, days: &[SeriesDay]) -> Expected {
        let means: Vec<f64> = days.iter().map(|day| self.mean(day)).collect();
        let mean: f64 = means.iter().sum();
        let scatter: f64 = days
            .iter()
            .zip(&means)
            .map(|(day, mean)| {
                let alone = self.variance_of(mean / day.exposure(), day.exposure());
                alone * self.clumping(mean / day.exposure(), day.exposure())
            })
            .sum();
        let unknown = (mean * self.level_error).powi(2);
        let totals: Option<f64> = days.iter().map(|day| day.total).sum();
        Expected { mean, variance: scatter + unknown, total: totals }
    }

    /// The largest count of some days that chance leaves likely at a level from 0 to 1.
    pub fn upper_bound(&self, days: &[SeriesDay], level: f64) -> f64 {
        self.expected(days).upper_bound(level)
    }

    /// What the quiet time comes to as a share, of as many items as it tells of.
    pub fn part(&self) -> Part {
        let total = self.exposure * self.day_count as f64;
        Part { count: self.level * total, total }
    }

    /// The standard error of the level.
    pub fn level_deviation(&self) -> f64 {
        self.level_error * self.level
    }

    /// The 95 % interval of the level of shares, by the score method, of as many items as the days tell
    /// of when their clumping is taken off; `None` of volumes.
    pub fn interval(&self) -> Option<Interval> {
        let part = self.part().thinned(self.dispersion);
        self.has_totals().then(|| score_interval(part.count, part.total, Z))
    }

    fn has_totals(&self) -> bool {
        self.exposure > 1.0
    }

    /// The variance by Poisson's law, or by the binomial one where days have totals.
    fn variance_of(&self, share: f64, exposure: f64) -> f64 {
        let alone = share * exposure;
        if self.has_totals() { alone * (1.0 - share).max(0.0) } else { alone }
    }

    /// How many times more a day's variance is. It grows with what a day holds, because what makes
    /// items clump bears on all of them.
    fn clumping(&self, share: f64, exposure: f64) -> f64 {
        let more = self.dispersion - 1.0;
        if self.has_totals() {
            1.0 + more * ((exposure - 1.0) / (self.exposure - 1.0)).max(0.0)
        } else {
            1.0 + more * share * exposure / self.level
        }
    }
}

/// The variance over that of the plain law, from residuals clipped as the level was.
fn dispersion(days: &[SeriesDay], baseline: &Baseline) -> f64 {
    let residuals: Vec<f64> = days
        .iter()
        .map(|day| {
            let mean = baseline.mean(day);
            let variance = baseline.variance_of(mean / day.exposure(), day.exposure());
            (day.count - mean) / variance.max(1e-9).sqrt()
        })
        .collect();
    let reach = CLIP * robust_deviation(&residuals, median(&residuals)).max(1.0);
    let squares: f64 = residuals.iter().map(|residual| residual.clamp(-reach, reach).powi(2)).sum();
    (squares / (days.len() as f64 - 1.0)).max(1.0)
}

fn weekday_factors(days: &[SeriesDay], shares: &[f64], level: f64) -> [f64; 7] {
    let mut factors = [1.0; 7];
    if days.len() < LEAST_FOR_WEEKDAYS {
        return factors;
    }
    for (weekday, factor) in (0..7).zip(&mut factors) {
        let of: Vec<f64> = days
            .iter()
            .zip(shares)
            .filter(|(day, _)| day.on.weekday().num_days_from_monday() == weekday)
            .map(|(_, share)| *share)
            .collect();
        let usual = USUAL_DAYS * level;
        *factor = (of.iter().sum::<f64>() + usual) / (of.len() as f64 + USUAL_DAYS) / level;
    }
    let mean = factors.iter().sum::<f64>() / 7.0;
    factors.map(|factor| factor / mean)
}

/// What a usual day scatters at the least, so that equal days do not clip all others.
fn least_deviation(days: &[SeriesDay], center: f64) -> f64 {
    let exposure = days.iter().map(SeriesDay::exposure).sum::<f64>() / days.len() as f64;
    (center * exposure).max(1.0).sqrt() / exposure
}

/// 1.4826 times the median distance from a center: of normal values their standard deviation.
fn robust_deviation(values: &[f64], center: f64) -> f64 {
    let distances: Vec<f64> = values.iter().map(|value| (value - center).abs()).collect();
    1.482_6 * median(&distances)
}

/// The median of some values, of which there is at least one.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn first() -> NaiveDate {
        // A Monday.
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
    }

    fn volumes(counts: &[f64]) -> Vec<SeriesDay> {
        (0..)
            .zip(counts)
            .map(|(day, count)| SeriesDay {
                on: first() + Days::new(day),
                count: *count,
                total: None,
            })
            .collect()
    }

    fn over(series: &[SeriesDay]) -> Option<Baseline> {
        Baseline::new(series, DaySpan { from: first(), to: first() + Days::new(400) })
    }

    #[test]
    fn fewer_than_fourteen_days_are_no_baseline() {
        assert_eq!(over(&volumes(&[3.0; 13])), None);
        assert_eq!(over(&volumes(&[3.0; 14])).unwrap().day_count, 14);
    }

    #[test]
    fn a_stray_day_moves_nothing() {
        let mut counts = [2.0, 1.0, 3.0, 2.0, 1.0, 2.0, 3.0].repeat(8);
        let usual = over(&volumes(&counts)).unwrap();
        counts[20] = 500.0;
        let stray = over(&volumes(&counts)).unwrap();
        assert!((stray.level - usual.level).abs() < 0.1);
        assert!(stray.dispersion < 2.0);
        assert_eq!(usual.level, 2.0);
    }

    #[test]
    fn weekends_are_quieter_where_four_weeks_say_so() {
        let week = [10.0, 10.0, 10.0, 10.0, 10.0, 4.0, 2.0];
        let short = over(&volumes(&week.repeat(3))).unwrap();
        assert_eq!(short.weekdays, [1.0; 7]);
        let long = over(&volumes(&week.repeat(9))).unwrap();
        assert!(long.weekdays[0] > 1.1 && long.weekdays[6] < 0.6);
        assert!((long.weekdays.iter().sum::<f64>() - 7.0).abs() < 1e-9);
    }

    #[test]
    fn each_day_counts_alike_however_long_its_feed() {
        let days: Vec<SeriesDay> = (0..20)
            .map(|day| SeriesDay {
                on: first() + Days::new(day),
                count: if day % 2 == 0 { 20.0 } else { 4.0 },
                total: Some(if day % 2 == 0 { 100.0 } else { 40.0 }),
            })
            .collect();
        let baseline = over(&days).unwrap();
        assert!((baseline.level - 0.15).abs() < 1e-9);
        assert_eq!(baseline.part().total, 1400.0);
        let bound = baseline.upper_bound(&days[..1], 0.999);
        assert!((28.0..40.0).contains(&bound), "{bound}");
    }

    #[test]
    fn a_week_scatters_less_than_seven_days() {
        let baseline = over(&volumes(&[2.0, 1.0, 5.0, 2.0, 0.0, 2.0, 3.0].repeat(8))).unwrap();
        let week = volumes(&[0.0; 7]);
        let daily: f64 = week.iter().map(|day| baseline.upper_bound(&[*day], 0.95)).sum();
        assert!(baseline.upper_bound(&week, 0.95) < daily);
    }

    #[test]
    fn a_quiet_time_without_an_item_leaves_one_possible() {
        let baseline = over(&volumes(&[0.0; 30])).unwrap();
        assert!(baseline.level > 0.0 && baseline.upper_bound(&volumes(&[0.0]), 0.999) >= 1.0);
    }
}
