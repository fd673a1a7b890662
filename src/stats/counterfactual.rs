//! What would have been counted: a storm's decay, carried on past a date.
//!
//! The mean of a day is `expected * (base + excess) * controls`: the excess over the baseline dies
//! away, the baseline stays. How it dies away is not known, so several shapes are fitted to the days
//! before and carried on, and their forecasts are averaged by how likely each makes those days (J. A.
//! Hoeting and others, "Bayesian model averaging: a tutorial", Statistical Science 14, 1999). In days
//! `t` since the peak the log of the excess falls in proportion to `((1 + t)^shape - 1) / shape`:
//! shape 0 is the power law, 1 the exponential. As in K. H. Brodersen and others, "Inferring causal
//! impact using Bayesian structural time-series models", Annals of Applied Statistics 9 (2015), only
//! days before the date are fitted, so nothing that came after it bends the counterfactual.
//!
//! Weekdays come with `expected`: six more coefficients would cost two or three weeks of days more
//! than they give.

use nalgebra::{DMatrix, DVector};

use super::effect::Day;
use super::regression::{Fit, Line, Prior, regression, straight};

/// How far the level to which talk falls may lie from the baseline, on the log scale.
const NEAR_BASELINE: f64 = 0.2;

/// The same where it may be a level of its own.
const ANY_LEVEL: f64 = 1.5;

/// The half-life, in days, around which decays are looked for, and how widely, on the log scale.
const HALF_LIFE: (f64, f64) = (10.0, 1.2);

/// The days over which all shapes fall equally far for the same rate.
const FIRST_WEEK: f64 = 7.0;

/// How much of today's disturbance is left tomorrow, where residuals show that one lasts.
const PERSISTENCE: f64 = 0.7;

/// A way in which talk may go on.
struct Course {
    /// `None` does not decay.
    shape: Option<f64>,
    /// How far its level may lie from the baseline.
    level: f64,
    /// How likely it is before any day is seen, against the others.
    weight: f64,
}

/// The exponential counts double, as the one most storms are described with; a faster fall, and a
/// fall to a level of its own, count half.
const COURSES: [Course; 6] = [
    Course { shape: None, level: ANY_LEVEL, weight: 1.0 },
    Course { shape: Some(0.0), level: NEAR_BASELINE, weight: 1.0 },
    Course { shape: Some(0.5), level: NEAR_BASELINE, weight: 1.0 },
    Course { shape: Some(1.0), level: NEAR_BASELINE, weight: 2.0 },
    Course { shape: Some(1.0), level: ANY_LEVEL, weight: 0.5 },
    Course { shape: Some(1.5), level: NEAR_BASELINE, weight: 0.5 },
];

/// What was counted over some days, beside what would have been.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The count.
    pub observed: f64,
    /// The count to be expected had the days before gone on.
    pub counterfactual: f64,
    /// The log of their ratio, in which nothing observed stands for half an item.
    pub log_ratio: f64,
    /// Its standard error: of the shape, of its coefficients, and of the counts themselves.
    pub error: f64,
    /// The share of the deviance of the days before that is explained.
    pub r2: f64,
}

/// Carries the course of the days `before`, which began at `start`, on over the days `after`. Both
/// are in order, with expectations above 0, and logs of equally many controls. `None` where nothing
/// can be fitted.
pub fn forecast(before: &[&Day], after: &[&Day], start: i64) -> Option<Forecast> {
    let (mut past, mut future) = (Span::new(before, start), Span::new(after, start));
    // The level is that of days whose controls stand where they stood before.
    let usual = past.controls.row_mean();
    for mut row in past.controls.row_iter_mut().chain(future.controls.row_iter_mut()) {
        row -= &usual;
    }
    let counts: Vec<f64> = before.iter().map(|day| day.count).collect();
    let observed: f64 = after.iter().map(|day| day.count).sum();
    let told = COURSES.iter().filter_map(|course| {
        let priors = course.priors(&past, &counts);
        let fit = regression(&counts, &priors, None, |at: &DVector<f64>| past.line(course, at))?;
        Some(Told::new(&fit, &future.line(course, &fit.coefficients), course.weight, observed))
            .map(|told| Told { inflation: inflation(&fit, before), ..told })
    });
    averaged(&told.filter(Told::is_finite).collect::<Vec<_>>(), observed)
}

impl Course {
    /// The coefficients: the level, then where it decays the log of the excess at the start and the
    /// log of its rate, then one per control.
    fn priors(&self, past: &Span, counts: &[f64]) -> Vec<Prior> {
        let normal = |mean: f64, deviation: f64| Prior { mean, precision: deviation.powi(-2) };
        let mut priors = vec![normal(0.0, self.level)];
        if self.shape.is_some() {
            let first: f64 = counts.iter().take(3).sum();
            let expected: f64 = past.offsets.iter().take(3).map(|offset| offset.exp()).sum();
            let (half_life, width) = HALF_LIFE;
            priors.push(normal((first / expected - 1.0).max(0.1).ln(), 2.0));
            priors.push(normal((std::f64::consts::LN_2 / half_life).ln(), width));
        }
        priors.extend(vec![normal(0.0, 1.0); past.controls.ncols()]);
        priors
    }
}

/// Days as the regression sees them.
struct Span {
    /// Days since the start.
    ages: Vec<f64>,
    /// The logs of what the baseline expects.
    offsets: DVector<f64>,
    controls: DMatrix<f64>,
}

impl Span {
    fn new(days: &[&Day], start: i64) -> Self {
        let width = days.iter().map(|day| day.controls.len()).min().unwrap_or_default();
        Self {
            ages: days.iter().map(|day| day.index.saturating_sub(start) as f64).collect(),
            offsets: DVector::from_iterator(days.len(), days.iter().map(|day| day.expected.ln())),
            controls: DMatrix::from_fn(days.len(), width, |row, column| days[row].controls[column]),
        }
    }

    fn line(&self, course: &Course, at: &DVector<f64>) -> Line {
        let own = at.len() - self.controls.ncols();
        let mut slopes = DMatrix::from_element(self.ages.len(), at.len(), 1.0);
        slopes.columns_mut(own, self.controls.ncols()).copy_from(&self.controls);
        let Some(shape) = course.shape else {
            return straight(slopes, self.offsets.clone())(at);
        };
        let mut log_means = &self.offsets + &self.controls * at.rows(own, self.controls.ncols());
        let rate = at[2].exp();
        for (row, age) in self.ages.iter().enumerate() {
            let fall = rate * fallen(*age, shape);
            let (level, excess) = (at[0], at[1] - fall);
            let both = level.max(excess) + (-(level - excess).abs()).exp().ln_1p();
            let share = (excess - both).exp();
            log_means[row] += both;
            slopes[(row, 0)] = 1.0 - share;
            slopes[(row, 1)] = share;
            slopes[(row, 2)] = -share * fall;
        }
        Line { log_means, slopes }
    }
}

/// How far a decay of this shape has come at an age: as many days as the exponential would need.
fn fallen(age: f64, shape: f64) -> f64 {
    let far = |age: f64| {
        if shape == 0.0 { age.ln_1p() } else { (age + 1.0).powf(shape) - 1.0 }
    };
    FIRST_WEEK * far(age) / far(FIRST_WEEK)
}

/// What one course says of the days after.
struct Told {
    log_weight: f64,
    log_total: f64,
    /// Of the log of the total, from the coefficients and from the counts to come.
    variance: f64,
    inflation: f64,
    r2: f64,
}

impl Told {
    fn new(fit: &Fit, line: &Line, weight: f64, observed: f64) -> Self {
        let means = line.log_means.map(f64::exp);
        let total = means.sum();
        let lean = line.slopes.tr_mul(&means) / total;
        // The counts to come scatter around what they came to, not around what was expected.
        let ratio = observed.max(0.5) / total;
        let seen = means.map(|mean| ratio * mean);
        let scatter = seen.map(|mean| mean + fit.dispersion * mean * mean).sum();
        Self {
            log_weight: fit.log_evidence + weight.ln(),
            log_total: total.ln(),
            variance: (&fit.covariance * &lean).dot(&lean) + scatter / seen.sum().powi(2),
            inflation: 1.0,
            r2: fit.r2,
        }
    }

    fn is_finite(&self) -> bool {
        [self.log_weight, self.log_total, self.variance, self.inflation, self.r2]
            .iter()
            .all(|part| part.is_finite())
    }
}

/// By how much a disturbance that lasts for days widens the variance of a sum over days, judged by
/// the correlation of residuals from one day to the next. Within one standard error of zero it is
/// chance; a fit's residuals lean below zero by what the fit has used up.
fn inflation(fit: &Fit, days: &[&Day]) -> f64 {
    let count = days.len() as f64;
    let residuals: Vec<f64> = (fit.means.iter().zip(days))
        .map(|(mean, day)| (day.count - mean) / (mean + fit.dispersion * mean * mean).sqrt())
        .collect();
    let pairs = residuals.windows(2).zip(days.windows(2));
    let neighbors = pairs.filter(|(_, days)| days[0].index.saturating_add(1) == days[1].index);
    let shared: f64 = neighbors.map(|(residuals, _)| residuals[0] * residuals[1]).sum();
    let all: f64 = residuals.iter().map(|residual| residual * residual).sum();
    let correlation = shared / all.max(1e-9) + fit.freedom / count - 1.0 / count.sqrt();
    1.0 + 2.0 * correlation.clamp(0.0, 1.0) / (1.0 - PERSISTENCE)
}

fn averaged(told: &[Told], observed: f64) -> Option<Forecast> {
    let highest = told.iter().map(|told| told.log_weight).max_by(f64::total_cmp)?;
    let weight = |told: &Told| (told.log_weight - highest).exp();
    let total: f64 = told.iter().map(weight).sum();
    let mean = |part: &dyn Fn(&Told) -> f64| -> f64 {
        told.iter().map(|told| weight(told) / total * part(told)).sum()
    };
    let log_total = mean(&|told| told.log_total);
    let variance = mean(&|told| told.variance + (told.log_total - log_total).powi(2));
    Some(Forecast {
        observed,
        counterfactual: log_total.exp(),
        log_ratio: observed.max(0.5).ln() - log_total,
        error: (mean(&|told| told.inflation) * variance).sqrt(),
        r2: mean(&|told| told.r2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: i64, to: i64, count: impl Fn(f64) -> f64) -> Vec<Day> {
        let day = |index: i64| Day {
            index,
            count: count(index as f64).round(),
            expected: 5.0,
            controls: Vec::new(),
        };
        (from..to).map(day).collect()
    }

    fn told(count: impl Fn(f64) -> f64) -> Forecast {
        let (before, after) = (days(0, 24, &count), days(24, 38, &count));
        forecast(&before.iter().collect::<Vec<_>>(), &after.iter().collect::<Vec<_>>(), 0).unwrap()
    }

    #[test]
    fn exponential_and_power_law_are_both_carried_on() {
        let exponential = told(|day| 5.0 + 200.0 * 0.5_f64.powf(day / 7.0));
        let power_law = told(|day| 5.0 + 200.0 / (1.0 + day));
        assert!(exponential.log_ratio.abs() < 0.1, "{exponential:?}");
        assert!(power_law.log_ratio.abs() < 0.1, "{power_law:?}");
        assert!(exponential.r2 > 0.95);
    }

    #[test]
    fn talk_that_settles_above_its_baseline_is_not_expected_to_fall_to_it() {
        let settled = told(|day| 15.0 + 150.0 * 0.5_f64.powf(day / 2.0));
        assert!(settled.log_ratio.abs() < 0.15, "{settled:?}");
    }

    #[test]
    fn a_disturbance_that_lasts_for_days_widens_the_error() {
        let scattered = told(|day| 20.0 + if day % 2.0 == 0.0 { 6.0 } else { -6.0 });
        let lasting = told(|day| 20.0 + if day % 12.0 < 6.0 { 6.0 } else { -6.0 });
        assert!(lasting.error > 1.3 * scattered.error, "{lasting:?} {scattered:?}");
    }

    #[test]
    fn days_without_a_single_item_are_no_course() {
        let (before, after) = (days(0, 24, |_| 0.0), days(24, 38, |_| 3.0));
        let forecast = |before: &[Day]| {
            forecast(&before.iter().collect::<Vec<_>>(), &after.iter().collect::<Vec<_>>(), 0)
        };
        assert_eq!(forecast(&before), None);
        assert_eq!(forecast(&[]), None);
    }
}
