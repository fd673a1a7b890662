//! Regression of counts: negative binomial, with a log link.
//!
//! J. A. Nelder and R. W. M. Wedderburn, "Generalized linear models", JRSS A 135 (1972): Fisher
//! scoring, which is iteratively reweighted least squares. The dispersion solves Pearson's equation
//! (N. E. Breslow, "Extra-Poisson variation in log-linear models", Applied Statistics 33, 1984), so
//! the model's own covariance is that of the scatter that was seen. A sandwich would not lean on the
//! form of the variance, but from two or three weeks of days it comes out too narrow. The explained
//! share is that of A. C. Cameron and F. A. G. Windmeijer, "R-squared measures for count data
//! regression models with applications to health-care utilization", JBES 14 (1996).
//!
//! The log mean may bend in its coefficients: each step takes the slopes where it stands. Each
//! coefficient has a normal prior; priors of precision 0 say nothing, and make the plain regression.

use nalgebra::linalg::Cholesky;
use nalgebra::{DMatrix, DVector, Dyn};
use statrs::function::gamma::ln_gamma;

/// How many steps a fit may take.
const STEPS: usize = 60;

/// A step that gains less log-likelihood than this changes nothing that could be read.
const GAIN: f64 = 1e-8;

/// Counts that scatter wider than this are not described by their mean.
const WIDEST: f64 = 50.0;

/// What is held likely of a coefficient before the counts are seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Where it lies, and where the fit begins.
    pub mean: f64,
    /// One over its variance; 0 where nothing is known.
    pub precision: f64,
}

/// The log means of some days, and how they move with the coefficients.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// One per day.
    pub log_means: DVector<f64>,
    /// One row per day, one column per coefficient.
    pub slopes: DMatrix<f64>,
}

/// A fitted regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// One per prior.
    pub coefficients: DVector<f64>,
    /// Of the coefficients, given the dispersion.
    pub covariance: DMatrix<f64>,
    /// Alpha in the variance `mean + alpha * mean^2`; 0 where counts scatter no wider than chance.
    pub dispersion: f64,
    /// What the regression expects of each day.
    pub means: Vec<f64>,
    /// How many coefficients were decided by the counts, not by the priors.
    pub freedom: f64,
    /// The share of the deviance from a single mean that the regression explains.
    pub r2: f64,
    /// The log of how likely the counts are under the model as a whole, by Laplace's approximation,
    /// up to what depends on the counts alone.
    pub log_evidence: f64,
}

/// Fits `line` to `counts` with the dispersion that is given, or else the one the counts ask for.
/// `None` where there is nothing to fit: no counts, only zeros, or coefficients that cannot be told
/// apart.
pub fn regression<F>(
    counts: &[f64],
    priors: &[Prior],
    dispersion: Option<f64>,
    line: F,
) -> Option<Fit>
where
    F: Fn(&DVector<f64>) -> Line,
{
    let are_counts = counts.iter().all(|count| count.is_finite() && *count >= 0.0);
    if !are_counts || counts.iter().sum::<f64>() <= 0.0 {
        return None;
    }
    let problem = Problem { counts, priors, line };
    let mut alpha = dispersion.unwrap_or(0.1);
    let start = DVector::from_iterator(priors.len(), priors.iter().map(|prior| prior.mean));
    let mut stand = problem.stand(start, alpha)?;
    for _ in 0..STEPS {
        let curve = problem.curve(&stand.line, alpha)?;
        let asked = dispersion.unwrap_or_else(|| problem.scatter(&stand.line, curve.freedom));
        let is_settled = (asked - alpha).abs() <= 1e-6 * (0.01 + alpha);
        if asked != alpha {
            alpha = asked;
            stand.height = problem.height(&stand.at, &stand.line, alpha);
        }
        let (next, gain) = problem.step(stand, &curve, alpha);
        stand = next;
        if is_settled && gain <= GAIN {
            break;
        }
    }
    problem.fit(stand, alpha)
}

/// The line that is linear in its coefficients: `offsets + design * coefficients`.
pub fn straight(design: DMatrix<f64>, offsets: DVector<f64>) -> impl Fn(&DVector<f64>) -> Line {
    move |coefficients| Line {
        log_means: &offsets + &design * coefficients,
        slopes: design.clone(),
    }
}

struct Problem<'a, F> {
    counts: &'a [f64],
    priors: &'a [Prior],
    line: F,
}

/// Where a fit stands: its coefficients, what they expect, and the log of how likely they are.
struct Stand {
    at: DVector<f64>,
    line: Line,
    height: f64,
}

/// How sharply likelihood and priors together fall off around the coefficients.
struct Curve {
    cholesky: Cholesky<f64, Dyn>,
    freedom: f64,
}

impl<F: Fn(&DVector<f64>) -> Line> Problem<'_, F> {
    fn stand(&self, at: DVector<f64>, alpha: f64) -> Option<Stand> {
        let line = (self.line)(&at);
        let height = self.height(&at, &line, alpha);
        height.is_finite().then_some(Stand { at, line, height })
    }

    /// One step, halved until it leads upward, and how far up it led.
    fn step(&self, from: Stand, curve: &Curve, alpha: f64) -> (Stand, f64) {
        let step = curve.cholesky.solve(&self.gradient(&from, alpha));
        let mut part = 1.0;
        for _ in 0..30 {
            if let Some(next) = self.stand(&from.at + part * &step, alpha)
                && from.height <= next.height
            {
                let gain = next.height - from.height;
                return (next, gain);
            }
            part /= 2.0;
        }
        (from, 0.0)
    }

    fn gradient(&self, from: &Stand, alpha: f64) -> DVector<f64> {
        let pulls = from.line.log_means.iter().zip(self.counts).map(|(log_mean, count)| {
            let mean = log_mean.exp();
            (count - mean) / (1.0 + alpha * mean)
        });
        let pulls = DVector::from_iterator(self.counts.len(), pulls);
        let mut gradient = from.line.slopes.tr_mul(&pulls);
        for (index, prior) in self.priors.iter().enumerate() {
            gradient[index] -= prior.precision * (from.at[index] - prior.mean);
        }
        gradient
    }

    fn curve(&self, line: &Line, alpha: f64) -> Option<Curve> {
        let mut weighted = line.slopes.clone();
        for (mut row, log_mean) in weighted.row_iter_mut().zip(line.log_means.iter()) {
            let mean = log_mean.exp();
            row *= mean / (1.0 + alpha * mean);
        }
        let informed = line.slopes.tr_mul(&weighted);
        let mut information = informed.clone();
        for (index, prior) in self.priors.iter().enumerate() {
            information[(index, index)] += prior.precision;
        }
        let cholesky = information.cholesky()?;
        let freedom = cholesky.solve(&informed).trace();
        freedom.is_finite().then_some(Curve { cholesky, freedom })
    }

    /// The log-likelihood and the log of the priors, up to what no coefficient moves.
    fn height(&self, at: &DVector<f64>, line: &Line, alpha: f64) -> f64 {
        let likelihood: f64 = (line.log_means.iter().zip(self.counts))
            .map(|(log_mean, count)| log_likelihood(*count, *log_mean, alpha))
            .sum();
        let priors: f64 = (self.priors.iter().zip(at.iter()))
            .map(|(prior, value)| prior.precision * (value - prior.mean).powi(2) / 2.0)
            .sum();
        likelihood - priors
    }

    /// The dispersion at which Pearson's statistic equals its degrees of freedom: Newton's method
    /// from 0, which cannot pass it, because the statistic falls ever more slowly.
    fn scatter(&self, line: &Line, freedom: f64) -> f64 {
        let left = self.counts.len() as f64 - freedom;
        let mut found = 0.0;
        for _ in 0..40 {
            let (mut excess, mut fall) = (-left, 0.0);
            for (log_mean, count) in line.log_means.iter().zip(self.counts) {
                let mean = log_mean.exp();
                let part = (count - mean).powi(2) / (mean + found * mean * mean);
                excess += part;
                fall += part * mean / (1.0 + found * mean);
            }
            let step = excess / fall;
            if left <= 0.0 || step.is_nan() || step <= 1e-9 {
                break;
            }
            found = (found + step).min(WIDEST);
        }
        found
    }

    fn fit(&self, stand: Stand, alpha: f64) -> Option<Fit> {
        let curve = self.curve(&stand.line, alpha)?;
        let sharpness: f64 = curve.cholesky.l_dirty().diagonal().map(f64::ln).sum();
        let precisions = self.priors.iter().map(|prior| prior.precision);
        let known: f64 =
            precisions.filter(|known| *known > 0.0).map(|known| known.ln() / 2.0).sum();
        let constant: f64 = self.counts.iter().map(|count| scatter_alone(*count, alpha)).sum();
        let means: Vec<f64> = stand.line.log_means.iter().map(|log_mean| log_mean.exp()).collect();
        Some(Fit {
            covariance: curve.cholesky.inverse(),
            dispersion: alpha,
            freedom: curve.freedom,
            r2: explained(self.counts, &means, alpha),
            log_evidence: stand.height + constant + known - sharpness,
            coefficients: stand.at,
            means,
        })
    }
}

/// The part of a count's log-likelihood in which its mean has a say.
fn log_likelihood(count: f64, log_mean: f64, alpha: f64) -> f64 {
    let mean = log_mean.exp();
    if alpha < 1e-9 {
        return count * log_mean - mean;
    }
    count * log_mean - (count + 1.0 / alpha) * (alpha * mean).ln_1p()
}

/// The part in which only the dispersion has a say.
fn scatter_alone(count: f64, alpha: f64) -> f64 {
    if alpha < 1e-6 {
        return 0.0;
    }
    ln_gamma(count + 1.0 / alpha) - ln_gamma(1.0 / alpha) + count * alpha.ln()
}

fn explained(counts: &[f64], means: &[f64], alpha: f64) -> f64 {
    let gap = |(count, mean): (&f64, f64)| {
        let best = if *count > 0.0 { log_likelihood(*count, count.ln(), alpha) } else { 0.0 };
        best - log_likelihood(*count, mean.ln(), alpha)
    };
    let average = counts.iter().sum::<f64>() / counts.len() as f64;
    let all: f64 = counts.iter().map(|count| gap((count, average))).sum();
    let left: f64 = counts.iter().zip(means.iter().copied()).map(gap).sum();
    if all > 0.0 { 1.0 - left / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING_KNOWN: Prior = Prior { mean: 0.0, precision: 0.0 };

    /// A decay over twenty days, with a baseline that differs by the day.
    fn decay(dispersion: Option<f64>) -> Fit {
        let counts = [31, 22, 30, 17, 12, 19, 11, 14, 6, 9, 12, 5, 7, 4, 8, 2, 5, 3, 6, 1];
        let counts = counts.map(f64::from);
        let expected = [4.0_f64, 5.0, 6.0, 3.0, 4.0];
        let offsets = DVector::from_fn(20, |day, _| expected[day % 5].ln());
        let design =
            DMatrix::from_fn(20, 2, |day, column| if column == 0 { 1.0 } else { day as f64 });
        regression(&counts, &[NOTHING_KNOWN; 2], dispersion, straight(design, offsets)).unwrap()
    }

    fn is(fit: &Fit, coefficients: [f64; 2], errors: [f64; 2], r2: f64) {
        for index in 0..2 {
            let error = fit.covariance[(index, index)].sqrt();
            assert!((fit.coefficients[index] - coefficients[index]).abs() < 1e-5, "{fit:?}");
            assert!((error - errors[index]).abs() < 1e-5, "{error}");
        }
        assert!((fit.r2 - r2).abs() < 1e-5, "{}", fit.r2);
    }

    // The values are those of tests/oracles/regression.py.
    #[test]
    fn a_given_dispersion_gives_the_values_of_statsmodels() {
        let (fixed, poisson) = (decay(Some(0.3)), decay(Some(0.0)));
        is(&fixed, [1.841_187_3, -0.117_878_5], [0.263_386_2, 0.026_093_8], 0.746_634_2);
        is(&poisson, [1.851_604_0, -0.122_707_8], [0.101_508_6, 0.013_373_2], 0.814_157_0);
    }

    #[test]
    fn the_dispersion_solves_pearsons_equation() {
        let fit = decay(None);
        assert!((fit.dispersion - 0.049_557_1).abs() < 1e-6, "{}", fit.dispersion);
        is(&fit, [1.851_800_8, -0.121_216_5], [0.144_666_2, 0.016_587_0], 0.794_942_8);
        assert!((fit.freedom - 2.0).abs() < 1e-9);
    }

    #[test]
    fn counts_closer_than_chance_have_no_dispersion() {
        let line = straight(DMatrix::from_element(8, 1, 1.0), DVector::zeros(8));
        let fit = regression(&[9.0; 8], &[NOTHING_KNOWN], None, line).unwrap();
        assert_eq!(fit.dispersion, 0.0);
        assert!((fit.coefficients[0] - 9.0_f64.ln()).abs() < 1e-6);
        assert_eq!(fit.r2, 0.0);
    }

    #[test]
    fn a_firm_prior_outweighs_few_counts() {
        let line = straight(DMatrix::from_element(3, 1, 1.0), DVector::zeros(3));
        let firm = Prior { mean: 0.0, precision: 1e6 };
        let fit = regression(&[9.0, 8.0, 10.0], &[firm], None, line).unwrap();
        assert!(fit.coefficients[0].abs() < 1e-3);
        assert!(fit.freedom < 0.01);
    }

    #[test]
    fn where_there_is_nothing_to_fit_there_is_no_fit() {
        let fit = |counts: &[f64], columns: usize| {
            let design = DMatrix::from_element(counts.len(), columns, 1.0);
            let line = straight(design, DVector::zeros(counts.len()));
            regression(counts, &vec![NOTHING_KNOWN; columns], None, line)
        };
        assert_eq!(fit(&[], 1), None);
        assert_eq!(fit(&[0.0; 9], 1), None);
        assert_eq!(fit(&[1.0, f64::NAN, 3.0], 1), None);
        assert_eq!(fit(&[1.0, -2.0, 3.0], 1), None);
        // Two columns that say the same cannot be told apart.
        assert_eq!(fit(&[4.0, 2.0, 3.0, 5.0], 2), None);
    }
}
