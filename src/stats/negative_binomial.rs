//! Counts that vary more than Poisson's: the negative binomial distribution in its second form.
//!
//! J. M. Hilbe, "Negative Binomial Regression", 2nd edition (2011): the variance of a count with
//! mean `mu` is `mu + mu^2 / k`. The size `k` tells how even the counts are; from [`POISSON`] on
//! they are Poisson's.

use rand::Rng;
use rand_distr::{Distribution, Gamma, Poisson};
use statrs::function::gamma::{digamma, ln_gamma};

/// The size from which a negative binomial count is taken to be Poisson's.
pub const POISSON: f64 = 1e6;

/// Means are held above this, so that a count where nothing was expected is unlikely, not
/// impossible.
const LEAST_MEAN: f64 = 1e-9;

/// The logarithm of the probability of `count` (not negative) under a mean and a size.
pub fn ln_pmf(count: f64, mean: f64, size: f64) -> f64 {
    ln_pmf_of_mean(count, mean, size) + ln_pmf_of_size(&[count], size) - ln_gamma(count + 1.0)
}

/// The part of [`ln_pmf`] that depends on the mean, which is all a fit of the mean needs.
pub fn ln_pmf_of_mean(count: f64, mean: f64, size: f64) -> f64 {
    let mean = mean.max(LEAST_MEAN);
    if size >= POISSON {
        count * mean.ln() - mean
    } else {
        count * mean.ln() - (count + size) * (mean / size).ln_1p()
    }
}

/// The part of [`ln_pmf`] that depends on the size and not on the mean, summed over counts.
pub fn ln_pmf_of_size(counts: &[f64], size: f64) -> f64 {
    if size >= POISSON {
        return 0.0;
    }
    let (none, ln_size) = (ln_gamma(size), size.ln());
    let positive = counts.iter().filter(|count| **count > 0.0);
    positive.map(|count| ln_gamma(count + size) - none - count * ln_size).sum()
}

/// How [`ln_pmf`] changes with the mean.
pub fn mean_score(count: f64, mean: f64, size: f64) -> f64 {
    let mean = mean.max(LEAST_MEAN);
    (count - mean) * mean_information(mean, size)
}

/// What a count tells of its mean: one over the variance.
pub fn mean_information(mean: f64, size: f64) -> f64 {
    let mean = mean.max(LEAST_MEAN);
    let extra = if size >= POISSON { 0.0 } else { mean / size };
    1.0 / (mean * (1.0 + extra))
}

/// How [`ln_pmf`], summed over counts with their means, changes with the size.
pub fn size_score(counts: &[f64], means: &[f64], size: f64) -> f64 {
    let none = digamma(size);
    let score = |(&count, &mean): (&f64, &f64)| {
        let mean = mean.max(LEAST_MEAN);
        let grown = if count > 0.0 { digamma(count + size) - none } else { 0.0 };
        grown - (mean / size).ln_1p() + (mean - count) / (size + mean)
    };
    counts.iter().zip(means).map(score).sum()
}

/// Draws a count.
pub fn draw(mean: f64, size: f64, rng: &mut impl Rng) -> f64 {
    let rate = match Gamma::new(size, mean / size) {
        Ok(gamma) if size < POISSON => gamma.sample(rng),
        _ => mean,
    };
    // A rate beyond what can be drawn is its own best guess.
    Poisson::new(rate).map_or(rate.max(0.0), |poisson| poisson.sample(rng))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn is_near(value: f64, expected: f64, within: f64) {
        assert!((value - expected).abs() <= within, "{value} is not {expected}");
    }

    #[test]
    fn probabilities_are_those_of_scipy() {
        // tests/oracles/negative_binomial.py
        is_near(ln_pmf(0.0, 3.0, 2.0), -1.832_581_464, 1e-8);
        is_near(ln_pmf(7.0, 3.5, 0.8), -3.338_872_555, 1e-8);
        is_near(ln_pmf(150.0, 90.0, 20.0), -7.118_292_392, 1e-8);
        is_near(ln_pmf(1000.0, 1000.0, 5000.0), -4.464_063_062, 1e-8);
        is_near(ln_pmf(12.0, 9.5, POISSON), -2.471_712_912, 1e-8);
    }

    #[test]
    fn the_scores_are_the_slopes() {
        let slope = |f: &dyn Fn(f64) -> f64, at: f64| (f(at + 1e-4) - f(at - 1e-4)) / 2e-4;
        for (count, mean, size) in [(0.0, 3.0, 2.0), (7.0, 3.5, 0.8), (150.0, 90.0, 20.0)] {
            let by_mean = slope(&|mean| ln_pmf(count, mean, size), mean);
            is_near(mean_score(count, mean, size), by_mean, 1e-6);
            let by_size = slope(&|size| ln_pmf(count, mean, size), size);
            is_near(size_score(&[count], &[mean], size), by_size, 1e-6);
        }
    }

    #[test]
    fn a_count_where_none_was_expected_is_unlikely_not_impossible() {
        assert!(ln_pmf(5.0, 0.0, 8.0).is_finite());
        is_near(ln_pmf(0.0, 0.0, 8.0), 0.0, 1e-8);
    }

    #[test]
    fn draws_have_the_mean_and_the_variance() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let drawn: Vec<f64> = (0..20_000).map(|_| draw(30.0, 8.0, &mut rng)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        let variance = drawn.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / 20_000.0;
        is_near(mean, 30.0, 0.5);
        is_near(variance, 30.0 + 900.0 / 8.0, 8.0);
        assert_eq!(draw(0.0, 8.0, &mut rng), 0.0);
        assert_eq!(draw(f64::NAN, 8.0, &mut rng), 0.0);
    }
}
