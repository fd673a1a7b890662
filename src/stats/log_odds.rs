//! Which words one side says more than another.
//!
//! B. L. Monroe, M. P. Colaresi and K. M. Quinn, "Fightin' words: lexical feature selection and
//! evaluation for identifying the content of political conflict", Political Analysis 16 (2008): the
//! log-odds ratio of a word under an informative Dirichlet prior (equations 15 and 16), its
//! approximate variance (18 to 20) and its z-score (22).
//!
//! The z-score says how much a word sets the sides apart. How easily chance does so is asked of
//! Fisher's exact test on the same four counts (R. A. Fisher, "The logic of inductive inference",
//! JRSS 98, 1935): the normal tail of z is far too thin for words that were said a few times. Of
//! many words asked at once, those that stand are found as in Y. Benjamini and Y. Hochberg,
//! "Controlling the false discovery rate", JRSS B 57 (1995).

use statrs::function::factorial::ln_binomial;

/// How often a word was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// On the side that is asked about.
    pub here: u32,
    /// On the side it is compared with.
    pub there: u32,
    /// In other texts, which say how common the word is and nothing about the sides.
    pub elsewhere: u32,
}

/// How a word sets the sides apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// The difference of its log-odds under the prior, above 0 where it is said more here.
    pub delta: f64,
    /// The variance of that, approximately.
    pub variance: f64,
    /// The difference in standard deviations.
    pub z: f64,
    /// How likely so many here are, or more, if the sides do not differ (Fisher, one-sided).
    pub p: f64,
}

/// The log-odds of every word of a vocabulary, in its order.
///
/// The prior of a word is its share of all counts, times `prior_total`: the more counts that stands
/// for, the nearer the sides are drawn to each other. A word that nobody said, or beside which
/// nobody said any other, has none; no word has any where a side is empty or the prior is not
/// above 0.
pub fn log_odds(counts: &[Counts], prior_total: f64) -> Vec<Option<LogOdds>> {
    let total = |of: fn(&Counts) -> u32| counts.iter().map(|word| u64::from(of(word))).sum::<u64>();
    let (here, there) = (total(|word| word.here), total(|word| word.there));
    let pooled = (here + there + total(|word| word.elsewhere)) as f64;
    if here == 0 || there == 0 || !prior_total.is_finite() || prior_total <= 0.0 {
        return vec![None; counts.len()];
    }
    let of_word = |word: &Counts| {
        let [said_here, said_there, elsewhere] =
            [word.here, word.there, word.elsewhere].map(u64::from);
        let prior = prior_total * (said_here + said_there + elsewhere) as f64 / pooled;
        let odds = |said: u64, of: u64| {
            let said = said as f64 + prior;
            said / (of as f64 + prior_total - said)
        };
        let delta = odds(said_here, here).ln() - odds(said_there, there).ln();
        let variance = 1.0 / (said_here as f64 + prior) + 1.0 / (said_there as f64 + prior);
        let p = at_least(said_here, said_here + said_there, here, there);
        delta.is_finite().then(|| LogOdds { delta, variance, z: delta / variance.sqrt(), p })
    };
    counts.iter().map(of_word).collect()
}

/// Which of many p-values stand when a share of at most `rate` of those that do may be chance.
pub fn discoveries(chances: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted: Vec<f64> = chances.iter().copied().filter(|p| !p.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let allowed = |rank: usize| rate * rank as f64 / chances.len() as f64;
    let last = (1..).zip(&sorted).filter(|(rank, p)| **p <= allowed(*rank)).last();
    let limit = last.map(|(_, p)| *p);
    chances.iter().map(|p| limit.is_some_and(|limit| *p <= limit)).collect()
}

/// How likely at least `found` of `drawn` are of the first kind, when there are `first` and
/// `second` to draw from.
///
/// The tail that does not hold the mean is added up, from its thick end, so that no term is lost to
/// the smallness of the one before it.
fn at_least(found: u64, drawn: u64, first: u64, second: u64) -> f64 {
    let mean = drawn as f64 * first as f64 / (first as f64 + second as f64);
    let (lowest, highest) = (drawn.saturating_sub(second), drawn.min(first));
    if found <= lowest {
        return 1.0;
    }
    // Of a number to the next higher one.
    let step = |at: u64| {
        let (first, second) = ((first - at) as f64, (second + at + 1 - drawn) as f64);
        first * (drawn - at) as f64 / ((at + 1) as f64 * second)
    };
    let chance = |at: u64| {
        let ways = ln_binomial(first, at) + ln_binomial(second, drawn - at);
        (ways - ln_binomial(first + second, drawn)).exp()
    };
    if found as f64 > mean {
        sum_while_it_counts(chance(found), (found..highest).map(step)).min(1.0)
    } else {
        let below = (lowest..found - 1).rev().map(|at| 1.0 / step(at));
        (1.0 - sum_while_it_counts(chance(found - 1), below)).max(0.0)
    }
}

/// A term and those after it, each the one before times a factor.
fn sum_while_it_counts(first: f64, factors: impl Iterator<Item = f64>) -> f64 {
    let (mut term, mut sum) = (first, first);
    for factor in factors {
        term *= factor;
        if term <= sum * f64::EPSILON {
            break;
        }
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[(u32, u32, u32)]) -> Vec<Counts> {
        rows.iter().map(|&(here, there, elsewhere)| Counts { here, there, elsewhere }).collect()
    }

    fn is_near(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= 1e-9 * expected.abs().max(1e-3)
    }

    /// A word that is said more, a new one, one that is gone, two common ones and two rare ones.
    fn vocabulary() -> Vec<Counts> {
        words(&[
            (40, 12, 100),
            (9, 0, 0),
            (0, 7, 3),
            (300, 310, 2000),
            (151, 171, 897),
            (5, 3, 0),
            (1, 1, 7),
        ])
    }

    #[test]
    fn the_worked_example_comes_out() {
        // tests/oracles/log_odds.py, prior_total = 125.
        let expected = [
            (1.026837641406e+00, 8.212963918210e-02, 3.583041373903e+00, 4.517331375762e-05),
            (3.511816481666e+00, 3.678424593594e+00, 1.831052868302e+00, 1.918283537183e-03),
            (-3.171169053924e+00, 3.350376873574e+00, -1.732497288652e+00, 1.0),
            (-7.512771838303e-02, 5.179299636677e-03, -1.043913901864e+00, 7.838899442205e-01),
            (-1.516685833271e-01, 1.007912852978e-02, -1.510720555786e+00, 9.280191348267e-01),
            (4.796971280131e-01, 4.983070901487e-01, 6.795455690776e-01, 3.649112890655e-01),
            (-3.181069278200e-03, 1.562427071179e+00, -2.544914814497e-03, 7.512368878117e-01),
        ];
        for (found, (delta, variance, z, p)) in
            log_odds(&vocabulary(), 125.0).into_iter().zip(expected)
        {
            let found = found.unwrap();
            assert!(is_near(found.delta, delta) && is_near(found.variance, variance), "{found:?}");
            assert!(is_near(found.z, z) && is_near(found.p, p), "{found:?}");
        }
    }

    #[test]
    fn a_light_prior_leaves_new_words_less_sure() {
        // tests/oracles/log_odds.py, prior_total = 10.
        let of = |prior| log_odds(&vocabulary(), prior)[1].unwrap();
        assert!(is_near(of(10.0).z, 8.987602757531e-01));
        assert!(of(10.0).delta > of(125.0).delta && of(10.0).z < of(125.0).z);
    }

    #[test]
    fn the_exact_chance_is_right_far_from_the_mean_on_either_side() {
        // tests/oracles/log_odds.py, large counts.
        assert!(is_near(at_least(900, 6100, 100_000, 900_000), 8.596570145353e-32));
        assert!(is_near(at_least(10, 910, 100_000, 900_000), 1.0));
        assert!(is_near(at_least(7, 67, 300, 20_000), 5.846684491619e-05));
        assert_eq!(at_least(0, 0, 5, 5), 1.0);
        assert_eq!(at_least(5, 10, 5, 5), 1.0);
    }

    #[test]
    fn of_many_chances_only_those_that_are_small_for_so_many_stand() {
        // tests/oracles/log_odds.py: statsmodels.
        let chances = [
            0.001, 0.008, 0.039, 0.041, 0.042, 0.059, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251,
            0.269, 0.275, 0.34,
        ];
        let standing = |rate| discoveries(&chances, rate).into_iter().filter(|stands| *stands);
        assert_eq!(standing(0.05).count(), 1);
        assert_eq!(standing(0.15).count(), 6);
        assert_eq!(discoveries(&[f64::NAN, 1e-9], 0.05), [false, true]);
        assert!(discoveries(&[], 0.05).is_empty());
    }

    #[test]
    fn nothing_is_said_of_an_empty_side_or_a_word_without_others() {
        assert_eq!(log_odds(&words(&[(3, 0, 4), (5, 0, 1)]), 10.0), [None, None]);
        assert_eq!(log_odds(&words(&[(3, 4, 0)]), 10.0), [None]);
        assert_eq!(log_odds(&vocabulary(), f64::NAN), [None; 7]);
        assert_eq!(log_odds(&words(&[(0, 0, 0), (2, 1, 0), (1, 2, 0)]), 1.0)[0], None);
        assert_eq!(log_odds(&[], 1.0), []);
        let most = words(&[(u32::MAX, u32::MAX, u32::MAX), (1, u32::MAX, 0)]);
        assert!(log_odds(&most, 1.0).iter().all(Option::is_some));
    }
}
