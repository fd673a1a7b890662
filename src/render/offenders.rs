//! Finds the passages that keep a document from being made, by halving.

use std::collections::BTreeSet;

/// How many offenders are looked for one by one; with more, everything is withheld.
const MOST: usize = 8;

/// The fewest passages, out of so many, without which `works` is true, found one after the other;
/// `None` where it is not even true without any of them.
pub fn find(passages: usize, works: impl Fn(&BTreeSet<usize>) -> bool) -> Option<BTreeSet<usize>> {
    let all: BTreeSet<usize> = (0..passages).collect();
    if passages == 0 || !works(&all) {
        return None;
    }
    let mut found = BTreeSet::new();
    while found.len() < MOST {
        // With the first `high` withheld it works, with the first `low` it does not.
        let (mut low, mut high) = (0, passages);
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            let mut withheld = found.clone();
            withheld.extend(0..middle);
            if works(&withheld) { high = middle } else { low = middle }
        }
        found.insert(high - 1);
        if works(&found) {
            return Some(found);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn exactly_the_bad_ones_are_found(
            passages in 1_usize..200,
            bad in prop::collection::btree_set(0_usize..200, 1..MOST),
        ) {
            let bad: BTreeSet<usize> = bad.into_iter().filter(|at| *at < passages).collect();
            prop_assume!(!bad.is_empty());
            let found = find(passages, |withheld| bad.is_subset(withheld));
            prop_assert_eq!(found, Some(bad));
        }
    }

    #[test]
    fn what_fails_without_any_text_is_not_the_text_s_fault() {
        assert_eq!(find(10, |_| false), None);
        assert_eq!(find(0, |_| true), None);
    }

    #[test]
    fn of_very_many_everything_is_withheld() {
        let bad: BTreeSet<usize> = (0..50).collect();
        let found = find(100, |withheld| bad.is_subset(withheld));
        assert_eq!(found, Some((0..100).collect()));
    }
}
