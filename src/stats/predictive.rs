//! How large a count can be by chance alone.
//!
//! Counts of a day are more scattered than Poisson's and binomial's laws allow, because talk comes in
//! clumps. Volumes are taken as negative binomial (Greenwood and Yule 1920), counts out of a total as
//! beta-binomial (Skellam 1948), both fixed by their mean and variance; where the variance asks for
//! no clumps the limits are Poisson and binomial.

use statrs::distribution::{Beta, Binomial, ContinuousCDF, DiscreteCDF, NegativeBinomial, Poisson};
use statrs::function::gamma::ln_gamma;

/// Of more items than this the beta-binomial is as good as the beta.
const MANY: f64 = 5000.0;

/// A count that is still to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Its mean.
    pub mean: f64,
    /// Its variance, what is not known of the mean included.
    pub variance: f64,
    /// Out of how many; absent for volumes.
    pub total: Option<f64>,
}

impl Expected {
    /// The smallest count that is exceeded with a chance of at most `1 - level`.
    pub fn upper_bound(self, level: f64) -> f64 {
        if !(self.mean > 0.0 && self.variance.is_finite()) {
            return 0.0;
        }
        match self.total {
            None => volume_bound(self.mean, self.variance, level),
            Some(total) => part_bound(self, total, level),
        }
    }
}

fn volume_bound(mean: f64, variance: f64, level: f64) -> f64 {
    let excess = variance - mean;
    if excess <= mean * 1e-6 {
        return Poisson::new(mean).map_or(0.0, |law| law.inverse_cdf(level) as f64);
    }
    let size = mean * mean / excess;
    let law = NegativeBinomial::new(size, size / (size + mean));
    law.map_or(0.0, |law| law.inverse_cdf(level) as f64)
}

fn part_bound(expected: Expected, total: f64, level: f64) -> f64 {
    let share = (expected.mean / total).clamp(1e-9, 1.0 - 1e-9);
    let alone = total * share * (1.0 - share);
    let together = ((expected.variance / alone - 1.0) / (total - 1.0).max(1.0)).min(0.999);
    if together <= 1e-9 {
        let law = Binomial::new(share, total.round() as u64);
        return law.map_or(0.0, |law| law.inverse_cdf(level) as f64);
    }
    let (a, b) = (share * (1.0 / together - 1.0), (1.0 - share) * (1.0 / together - 1.0));
    if total > MANY {
        return Beta::new(a, b).map_or(0.0, |law| (law.inverse_cdf(level) * total).ceil());
    }
    beta_binomial_bound(total.round(), a, b, level)
}

/// Adds up the chances of 0, 1, 2 …, each from the one before.
fn beta_binomial_bound(total: f64, a: f64, b: f64, level: f64) -> f64 {
    let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let mut chance = (ln_beta(a, total + b) - ln_beta(a, b)).exp();
    let mut below = chance;
    let mut count = 0.0;
    while below < level && count < total {
        chance *= (total - count) / (count + 1.0) * (a + count) / (total - count - 1.0 + b);
        count += 1.0;
        below += chance;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(mean: f64, variance: f64, total: Option<f64>, level: f64) -> f64 {
        Expected { mean, variance, total }.upper_bound(level)
    }

    #[test]
    fn the_quantiles_are_those_of_scipy() {
        // tests/oracles/predictive.py.
        assert_eq!(bound(3.0, 3.0, None, 0.999), 10.0);
        assert_eq!(bound(3.0, 6.0, None, 0.999), 15.0);
        assert_eq!(bound(120.0, 900.0, None, 0.95), 173.0);
        assert_eq!(bound(8.0, 8.0 * 0.84, Some(50.0), 0.999), 17.0);
        assert_eq!(bound(8.0, 12.0, Some(50.0), 0.999), 21.0);
        assert_eq!(bound(8.0, 12.0, Some(50.0), 0.95), 14.0);
        // Of very many items the beta law stands in: 1613 by the other.
        assert_eq!(bound(900.0, 40_000.0, Some(6000.0), 0.999), 1607.0);
    }

    #[test]
    fn a_quiet_series_has_a_bound_of_nothing() {
        assert_eq!(bound(0.0, 0.0, None, 0.999), 0.0);
        assert_eq!(bound(f64::NAN, 1.0, None, 0.999), 0.0);
        assert_eq!(bound(0.5, 0.4, Some(0.0), 0.999), 0.0);
    }

    #[test]
    fn a_bound_of_a_part_is_at_most_the_whole() {
        assert_eq!(bound(9.9, 500.0, Some(10.0), 0.999), 10.0);
        assert_eq!(bound(0.9, 0.1, Some(1.0), 0.999), 1.0);
    }
}
