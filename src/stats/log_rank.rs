//! Whether the things of one group stay longer than those of another.
//!
//! N. Mantel, "Evaluation of survival data and two new rank order statistics arising in its
//! consideration", Cancer Chemotherapy Reports 50 (1966); with late entry as in J. P. Klein and
//! M. L. Moeschberger, "Survival analysis" (2003), section 7.3: at each age at which something went,
//! what was at risk then is what entered before and had not left.
//!
//! Nobody drew lots over who is in which group, so a difference is no effect. A thing that joins the
//! second group at some age (a removal was requested) belongs to the first until then: it is two
//! spells, one that ends there without an event and one that enters there. Counting its whole life
//! to the second group would credit that group with the days the thing had to last to get there.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::kaplan_meier::{Spell, event_times, usable};

/// Fewer events than this, and the normal law behind the test is far away.
const FEWEST_EVENTS: usize = 5;

/// One of the two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many spells it has.
    pub n: usize,
    /// How many of its things went.
    pub observed: usize,
    /// How many would have, if both groups went at the same rate at every age.
    pub expected: f64,
}

/// What the comparison found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRank {
    /// The test statistic, with one degree of freedom.
    pub chi_square: f64,
    /// How often chance alone makes the groups differ this much.
    pub p: f64,
    /// The group named first.
    pub first: Group,
    /// The other.
    pub second: Group,
}

/// The two-sample log-rank test.
///
/// `None` when a group is empty, when fewer than five things went in all, and when the groups were
/// never at risk at the same age, so that nothing compares them.
pub fn log_rank(first: &[Spell], second: &[Spell]) -> Option<LogRank> {
    let (first, second) = (usable(first), usable(second));
    let (first_events, second_events) = (events(&first), events(&second));
    let all = first_events + second_events;
    if first.is_empty() || second.is_empty() || all < FEWEST_EVENTS {
        return None;
    }
    let (expected, variance) = expected(&first, &second);
    if variance <= 0.0 {
        return None;
    }
    let chi_square = (first_events as f64 - expected).powi(2) / variance;
    let group = |n, observed, expected| Group { n, observed, expected };
    Some(LogRank {
        chi_square,
        p: ChiSquared::new(1.0).ok()?.sf(chi_square),
        first: group(first.len(), first_events, expected),
        second: group(second.len(), second_events, all as f64 - expected),
    })
}

fn events(spells: &[Spell]) -> usize {
    spells.iter().filter(|spell| spell.is_event).count()
}

/// How many events the first group would have, and the variance of that number: the sums of the
/// means and variances of a hypergeometric draw at each age.
fn expected(first: &[Spell], second: &[Spell]) -> (f64, f64) {
    let (mut mean, mut variance) = (0.0, 0.0);
    for time in event_times(&[first, second].concat()) {
        let at_risk =
            |spells: &[Spell]| spells.iter().filter(|spell| spell.is_at_risk(time)).count() as f64;
        let gone = |spells: &[Spell]| {
            spells.iter().filter(|spell| spell.is_event && spell.left == time).count() as f64
        };
        let (all, gone) = (at_risk(first) + at_risk(second), gone(first) + gone(second));
        let share = at_risk(first) / all;
        mean += gone * share;
        if 1.0 < all {
            variance += gone * share * (1.0 - share) * (all - gone) / (all - 1.0);
        }
    }
    (mean, variance)
}

#[cfg(test)]
mod tests {
    use super::super::kaplan_meier::tests::spells;
    use super::*;

    const FIRST: &str = "4 9 13+ 16 22 30+ 2:7 5:18 6:25 8:33 10:12 14:40+ 17:28";

    const SECOND: &str = "10 24 35+ 3:29 7:45 11:50+ 15:38 19:52";

    fn is_like(found: &LogRank, chi_square: f64, p: f64, expected: f64) {
        assert!((found.chi_square - chi_square).abs() < 1e-9, "{found:?} is not {chi_square}");
        assert!((found.p - p).abs() < 1e-9, "{found:?} is not {p}");
        assert!((found.first.expected - expected).abs() < 1e-9, "{found:?} is not {expected}");
    }

    #[test]
    fn groups_with_late_entry_compare_as_in_statsmodels() {
        // tests/oracles/kaplan_meier.py
        let found = log_rank(&spells(FIRST), &spells(SECOND)).unwrap();
        is_like(&found, 3.2755202443, 0.0703206278, 6.7458541459);
        assert_eq!((found.first.n, found.first.observed), (13, 10));
        assert_eq!((found.second.n, found.second.observed), (8, 6));
        let (observed, expected) = (16.0, found.first.expected + found.second.expected);
        assert!((expected - observed).abs() < 1e-12);
    }

    #[test]
    fn groups_followed_from_birth_compare_as_in_lifelines() {
        // tests/oracles/kaplan_meier.py
        let from_birth = |text| -> Vec<Spell> {
            spells(text).into_iter().map(|spell| Spell { entered: 0.0, ..spell }).collect()
        };
        let found = log_rank(&from_birth(FIRST), &from_birth(SECOND)).unwrap();
        is_like(&found, 3.6849169638, 0.0549067055, 6.5269173723);
    }

    #[test]
    fn a_group_is_not_unlike_itself() {
        let found = log_rank(&spells(FIRST), &spells(FIRST)).unwrap();
        assert!(found.chi_square < 1e-20 && found.p > 0.999_999);
    }

    #[test]
    fn too_few_events_compare_nothing() {
        let four = "4 5 9+";
        assert_eq!(log_rank(&spells(four), &spells(four)), None);
        assert_eq!(log_rank(&spells(FIRST), &[]), None);
        assert_eq!(log_rank(&[], &[]), None);
    }

    #[test]
    fn groups_that_were_never_at_risk_together_are_not_compared() {
        let young = "3 4 5";
        let old = "10:13 10:14 10:15";
        assert_eq!(log_rank(&spells(young), &spells(old)), None);
    }
}
