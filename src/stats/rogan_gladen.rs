//! What a share would be if the labels were true.
//!
//! W. J. Rogan and B. Gladen, "Estimating prevalence from the results of a screening test", American
//! Journal of Epidemiology 107 (1978): `(q + spec - 1) / (sens + spec - 1)`. The interval carries the
//! error of all three, by draws from the Beta distributions (Jeffreys' prior) that their counts leave
//! likely.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution};

use super::difference::Difference;
use super::quantile;
use super::rounded;
use super::wilson::Interval;

/// How many draws make an interval.
const DRAWS: usize = 4000;

/// What the draws begin with: the same counts give the same interval.
const SEED: u64 = 1978;

/// A share found in so many items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// From 0 to 1.
    pub share: f64,
    /// Of how many.
    pub count: f64,
}

/// How labels stand to truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// The share of those that have it which are labeled so.
    pub sensitivity: Found,
    /// The share of those that do not which are not.
    pub specificity: Found,
}

/// A share of labels in one group of items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// The share that is labeled so.
    pub apparent: Found,
    /// Which of the tests judges its labels.
    pub test: usize,
}

/// A corrected share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// From 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// The share over all groups, corrected group by group. `None` without items, and where labels tell
/// so little that `sens + spec - 1` is not clearly above nothing.
pub fn corrected(groups: &[Group], tests: &[Test]) -> Option<Corrected> {
    let total: f64 = groups.iter().map(|group| group.apparent.count).sum();
    if total <= 0.0 {
        return None;
    }
    let tells = |test: &Test| test.sensitivity.share + test.specificity.share - 1.0;
    let over_all = |shares: &[f64], tells: &[f64], specificities: &[f64]| -> f64 {
        let parts = groups.iter().zip(shares).map(|(group, share)| {
            let corrected = (share + specificities[group.test] - 1.0) / tells[group.test];
            group.apparent.count / total * corrected.clamp(0.0, 1.0)
        });
        parts.sum()
    };
    let mut draw = ChaCha8Rng::seed_from_u64(SEED);
    let mut drawn = Vec::with_capacity(DRAWS);
    let mut lowest = vec![Vec::with_capacity(DRAWS); tests.len()];
    for _ in 0..DRAWS {
        let mut told = Vec::new();
        let mut specificities = Vec::new();
        for (test, lowest) in tests.iter().zip(&mut lowest) {
            let sensitivity = likely(test.sensitivity, &mut draw)?;
            let specificity = likely(test.specificity, &mut draw)?;
            lowest.push(sensitivity + specificity - 1.0);
            told.push((sensitivity + specificity - 1.0).max(1e-6));
            specificities.push(specificity);
        }
        let shares: Option<Vec<f64>> =
            groups.iter().map(|group| likely(group.apparent, &mut draw)).collect();
        drawn.push(over_all(&shares?, &told, &specificities));
    }
    let is_used = |test: &usize| groups.iter().any(|group| group.test == *test);
    if (0..tests.len()).filter(is_used).any(|test| quantile(&mut lowest[test], 0.025) <= 0.0) {
        return None;
    }
    let shares: Vec<f64> = groups.iter().map(|group| group.apparent.share).collect();
    let told: Vec<f64> = tests.iter().map(tells).collect();
    let specificities: Vec<f64> = tests.iter().map(|test| test.specificity.share).collect();
    let (low, high) = (quantile(&mut drawn, 0.025), quantile(&mut drawn, 0.975));
    Some(Corrected {
        share: rounded(over_all(&shares, &told, &specificities)),
        interval: Interval { low: rounded(low), high: rounded(high) },
    })
}

/// By how much one corrected share is larger than another that the same tests judge. `whole` makes the
/// difference of the two corrected shares; it may take in items that need no correction. `None` where
/// either has no items, or the labels tell too little.
pub fn corrected_difference(
    now: &[Group],
    before: &[Group],
    tests: &[Test],
    whole: impl Fn(f64, f64) -> f64,
) -> Option<Difference> {
    // Where there is nothing to correct, `whole` gives the share of no groups no weight.
    let of = |groups: &[Group]| {
        if groups.is_empty() { Some(0.0) } else { Some(corrected(groups, tests)?.share) }
    };
    let value = whole(of(now)?, of(before)?);
    let mut draw = ChaCha8Rng::seed_from_u64(SEED);
    let mut drawn = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let mut likely_tests = Vec::with_capacity(tests.len());
        for test in tests {
            let sensitivity = likely(test.sensitivity, &mut draw)?;
            likely_tests.push((sensitivity, likely(test.specificity, &mut draw)?));
        }
        let mut share = |groups: &[Group]| -> Option<f64> {
            let total: f64 = groups.iter().map(|group| group.apparent.count).sum();
            let mut sum = 0.0;
            for group in groups {
                let (sensitivity, specificity) = likely_tests[group.test];
                let tells = (sensitivity + specificity - 1.0).max(1e-6);
                let corrected = (likely(group.apparent, &mut draw)? + specificity - 1.0) / tells;
                sum += group.apparent.count / total * corrected.clamp(0.0, 1.0);
            }
            Some(sum)
        };
        drawn.push(whole(share(now)?, share(before)?));
    }
    let mut between = |tail: f64| Interval {
        low: quantile(&mut drawn, tail),
        high: quantile(&mut drawn, 1.0 - tail),
    };
    Some(Difference { value, interval: between(0.025), bounds: between(0.05) })
}

/// A share that is as likely as what was found leaves it.
fn likely(found: Found, draw: &mut ChaCha8Rng) -> Option<f64> {
    let hits = found.share * found.count;
    Some(Beta::new(hits + 0.5, found.count - hits + 0.5).ok()?.sample(draw))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(hits: f64, count: f64) -> Found {
        Found { share: hits / count, count }
    }

    fn test(sensitivity: Found, specificity: Found) -> Test {
        Test { sensitivity, specificity }
    }

    #[test]
    fn the_share_is_that_of_the_formula() {
        // (0.25 + 0.9 - 1) / (0.8 + 0.9 - 1) = 0.15 / 0.7.
        let test = test(found(80.0, 100.0), found(270.0, 300.0));
        let group = Group { apparent: found(250.0, 1000.0), test: 0 };
        let corrected = corrected(&[group], &[test]).unwrap();
        assert_eq!(corrected.share, 0.2143);
        assert!(corrected.interval.low < 0.2143 && 0.2143 < corrected.interval.high);
    }

    #[test]
    fn the_error_of_the_test_widens_the_interval() {
        let group = Group { apparent: found(2500.0, 10_000.0), test: 0 };
        let width = |labeled: f64| {
            let test = test(found(0.8 * labeled, labeled), found(0.9 * labeled, labeled));
            let interval = corrected(&[group], &[test]).unwrap().interval;
            interval.high - interval.low
        };
        assert!(width(40.0) > 2.0 * width(400.0));
    }

    #[test]
    fn labels_that_tell_nothing_correct_nothing() {
        let group = Group { apparent: found(300.0, 1000.0), test: 0 };
        let coin = test(found(15.0, 30.0), found(16.0, 30.0));
        assert_eq!(corrected(&[group], &[coin]), None);
        assert_eq!(corrected(&[], &[coin]), None);
    }

    #[test]
    fn groups_are_corrected_each_by_its_own_test() {
        let tests = [
            test(found(90.0, 100.0), found(90.0, 100.0)),
            test(found(60.0, 100.0), found(95.0, 100.0)),
        ];
        let groups = [
            Group { apparent: found(260.0, 1000.0), test: 0 },
            Group { apparent: found(160.0, 1000.0), test: 1 },
        ];
        // (0.26 - 0.1) / 0.8 = 0.2 and (0.16 - 0.05) / 0.55 = 0.2.
        assert_eq!(corrected(&groups, &tests).unwrap().share, 0.2);
    }
}
