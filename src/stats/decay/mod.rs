//! How fast a storm dies down: its half-life, from the counts after its peak.
//!
//! Three shapes compete. The exponential and the power law are the usual forms of a burst's end
//! (R. Crane and D. Sornette, "Robust dynamic classes revealed by measuring the response function
//! of a social system", PNAS 105, 2008). The two-phase form, fast talk that feeds a slow record, is
//! that of C. Candia, C. Jara-Figueroa, C. Rodriguez-Sickert, A.-L. Barabási and C. A. Hidalgo,
//! "The universal decay of collective memory and attention", Nature Human Behaviour 3 (2019).
//!
//! The count of day `t` after the peak is negative binomial with mean
//! `expected + weekday * amplitude * g(t)`, `g(0) = 1`. A shape is chosen by AICc (C. M. Hurvich
//! and C.-L. Tsai, "Regression and time series model selection in small samples", Biometrika 76,
//! 1989). The peak's own day is left out of the fit: it was chosen because its count was the
//! largest, so that count says too much of the amplitude.

mod draws;
mod family;
mod interval;
mod profile;
mod sample;

pub use draws::{Draw, draws, mixed_draws};
use family::Family;
use profile::Curve;
use sample::{Point, Sample};

use super::wilson::Interval;

/// How many days with data a fit needs past the peak.
const FEWEST_DAYS: usize = 10;

/// How much likelier than the baseline alone a fit must be, in logarithms: the 95 % point of half a
/// chi-squared.
const CLEARLY: f64 = 1.920_729_410_347_062;

/// One day of a storm, from its peak on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Day {
    /// Days since the peak.
    pub since_peak: f64,
    /// How many there were.
    pub count: f64,
    /// How many the baseline expects on this day.
    pub expected: f64,
    /// The baseline's factor for this weekday; the mean of the seven is 1.
    pub weekday: f64,
}

/// A form of decay, with its rates per day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// `exp(-rate t)`.
    Exponential {
        /// Per day.
        rate: f64,
    },
    /// `(1 + t)^-exponent`.
    PowerLaw {
        /// Has no unit.
        exponent: f64,
    },
    /// `fast_share exp(-fast t) + (1 - fast_share) exp(-slow t)`.
    TwoPhase {
        /// The rate of the fast phase, per day.
        fast: f64,
        /// The rate of the slow phase, per day, less than `fast`.
        slow: f64,
        /// From 0 to 1, at the peak.
        fast_share: f64,
    },
}

impl Shape {
    /// What is left of the peak's excess after so many days: 1 at the peak.
    pub fn left(&self, since_peak: f64) -> f64 {
        match *self {
            Self::Exponential { rate } => (-rate * since_peak).exp(),
            Self::PowerLaw { exponent } => (-exponent * since_peak.ln_1p()).exp(),
            Self::TwoPhase { fast, slow, fast_share } => {
                fast_share * (-fast * since_peak).exp()
                    + (1.0 - fast_share) * (-slow * since_peak).exp()
            }
        }
    }
}

/// One shape at its likeliest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The shape.
    pub shape: Shape,
    /// The excess per day at the peak, as the shape has it.
    pub amplitude: f64,
    /// The size `k` of the counts' distribution; from [`super::negative_binomial::POISSON`] on the
    /// counts are no more uneven than Poisson's.
    pub size: f64,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// The smaller, the better.
    pub aicc: f64,
    /// Days until the excess is half of what it was at the peak.
    pub half_life: f64,
}

/// The shape that was chosen, and how well it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decay {
    /// The shape.
    pub shape: Shape,
    /// The excess per day at the peak, as the shape has it.
    pub amplitude: f64,
    /// The size `k` of the counts' distribution; from [`super::negative_binomial::POISSON`] on the
    /// counts are no more uneven than Poisson's.
    pub size: f64,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
    /// The smaller, the better.
    pub aicc: f64,
    /// Days until the excess is half of what it was at the peak.
    pub half_life: f64,
    /// The half-life's 95 % interval, in days.
    pub interval: Interval,
}

/// A storm's end, fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The chosen decay.
    pub decay: Decay,
    /// All shapes, the best first.
    pub candidates: Vec<Candidate>,
    sample: Sample,
    family: Family,
    best: Point,
    /// The shapes and their best points, in the order of the candidates.
    rivals: Vec<(Family, Point)>,
}

/// Why there is no half-life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Unfit {
    /// There are fewer than ten days with data past the peak.
    TooFewDays {
        /// So many.
        days: usize,
    },
    /// The days past the peak are not clearly above the baseline.
    NoExcess,
    /// The half-life's interval is wider than a factor of four.
    NoStableHalfLife {
        /// Its lower end in days, 0 where none was found.
        low: f64,
        /// Its upper end in days; `None` where none was found.
        high: Option<f64>,
    },
}

/// Fits the three shapes to the days from the peak on and chooses one.
///
/// Days whose numbers make no sense (a count that is negative or no number) are left out.
pub fn fit(days: &[Day]) -> Result<Fitted, Unfit> {
    let sample = Sample::new(days);
    if sample.len() < FEWEST_DAYS {
        return Err(Unfit::TooFewDays { days: sample.len() });
    }
    let curves = curves(&sample);
    let Curve { family, best, .. } = curves[0];
    if best.log_likelihood - sample.without_excess() < CLEARLY {
        return Err(Unfit::NoExcess);
    }
    let interval = interval::interval(&sample, &curves)?;
    let candidates: Vec<Candidate> =
        curves.iter().map(|curve| candidate(curve, sample.len())).collect();
    let rivals = curves.iter().map(|curve| (curve.family, curve.best)).collect();
    Ok(Fitted { decay: decay(candidates[0], interval), candidates, sample, family, best, rivals })
}

/// The shapes' profiles, the best first.
fn curves(sample: &Sample) -> Vec<Curve> {
    let mut curves = Family::ALL.map(|family| Curve::new(sample, family)).to_vec();
    let days = sample.len();
    curves.sort_by(|one, other| aicc(one, days).total_cmp(&aicc(other, days)));
    curves
}

fn aicc(curve: &Curve, days: usize) -> f64 {
    let parameters = curve.family.parameters() as f64;
    let spare = days as f64 - parameters - 1.0;
    2.0 * (parameters - curve.best.log_likelihood) + 2.0 * parameters * (parameters + 1.0) / spare
}

fn candidate(curve: &Curve, days: usize) -> Candidate {
    let Point { amplitude, size, log_likelihood, half_life, .. } = curve.best;
    let shape = curve.family.shape(&curve.best);
    Candidate { shape, amplitude, size, log_likelihood, aicc: aicc(curve, days), half_life }
}

fn decay(candidate: Candidate, interval: Interval) -> Decay {
    let Candidate { shape, amplitude, size, log_likelihood, aicc, half_life } = candidate;
    Decay { shape, amplitude, size, log_likelihood, aicc, half_life, interval }
}

#[cfg(test)]
pub(crate) mod tests;
