//! How much of one result page is on another, the top counting most.
//!
//! W. Webber, A. Moffat and J. Zobel, "A similarity measure for indefinite rankings", ACM
//! Transactions on Information Systems 28 (2010): rank-biased overlap, here of two lists whose
//! continuation nobody looked at. `extrapolated` is their equation 32, `residual` equation 30 and
//! `least` equation 11. M. Corsi and J. Urbano, "The treatment of ties in rank-biased overlap"
//! (SIGIR 2024), treats ties; a result page has none, since every result has a place of its own.
//!
//! The crate `rbo` computes all three, and was checked against the definition on pages of one and of
//! two lengths. Its `min` stops at the end of the shorter list, while its residual counts what the
//! longer one shows beyond it, so that of two unequal pages the two do not meet. The lower end is
//! therefore taken from pages of one length, the shorter continued with results that are nowhere
//! else: this is what "least" means.

use std::collections::BTreeSet;

use rbo::rbo;

/// How likely a reader goes on from one result to the next. At 0.9 the first ten results carry 86 %
/// of the weight.
const PERSISTENCE: f64 = 0.9;

/// How alike two ranked lists are, from 0 (nothing in common) to 1 (the same).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// The overlap, if the lists go on to agree as they have so far.
    pub extrapolated: f64,
    /// The overlap, if they have nothing in common from here on.
    pub least: f64,
    /// How much more it could be: `least + residual` is the most.
    pub residual: f64,
}

/// One place on a page that is as long as the other.
#[derive(PartialEq, Eq, Hash)]
enum Place<'a> {
    /// An address that was there.
    Seen(&'a str),
    /// Something below the depth at which we looked.
    Unseen(usize),
}

/// The overlap of the page as it is now with the page before, both from the top down.
///
/// An address that stands on a page more than once counts where it stands first, and what follows
/// moves up. `None` when one of the pages is empty: how far a list agrees with no list is not
/// defined, and an empty page is seldom what the engine showed.
pub fn overlap(now: &[&str], before: &[&str]) -> Option<Overlap> {
    let (now, before) = (distinct(now), distinct(before));
    if now.is_empty() || before.is_empty() {
        return None;
    }
    let length = now.len().max(before.len());
    let found = rbo(&now, &before, PERSISTENCE).ok()?;
    let least = rbo(&continued(&now, length), &continued(&before, length), PERSISTENCE).ok()?.min;
    // The sums end a few units in the last place beside 0 and 1.
    let share = |value: f64| value.clamp(0.0, 1.0);
    Some(Overlap {
        extrapolated: share(found.extrapolated),
        least: share(least),
        residual: share(found.residual),
    })
}

/// Every address at its first place.
fn distinct<'a>(page: &[&'a str]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    page.iter().copied().filter(|address| seen.insert(*address)).collect()
}

/// The page, continued to this length with what is on no other. Of two pages at most one is shorter,
/// so the places of one are never taken for those of the other.
fn continued<'a>(page: &[&'a str], length: usize) -> Vec<Place<'a>> {
    let seen = page.iter().copied().map(Place::Seen);
    seen.chain((page.len()..length).map(Place::Unseen)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two pages of results that are called a, b, c.
    fn of(now: &str, before: &str) -> Option<[f64; 3]> {
        fn page(text: &str) -> Vec<&str> {
            (0..text.len()).map(|at| &text[at..=at]).collect()
        }
        overlap(&page(now), &page(before))
            .map(|overlap| [overlap.extrapolated, overlap.least, overlap.residual])
    }

    fn is_near(found: Option<[f64; 3]>, expected: [f64; 3]) {
        let found = found.unwrap();
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
        }
    }

    #[test]
    fn the_three_figures_are_those_of_the_paper_s_equations() {
        // tests/oracles/overlap.py
        let pairs = [
            ("abcdefghij", "abcdefghij", [1.0, 0.855585446747, 0.144414553253]),
            ("abcdefghij", "bacdefxyzw", [0.711133460614, 0.624484728663, 0.209207984491]),
            ("abcde", "bcdaf", [0.69678, 0.434371152442, 0.380506847558]),
            ("abcdefg", "abcdefghijklmnopqrstuvwxyz", [1.0, 0.767139016773, 0.232860983227]),
            ("xaybz", "abcdefghij", [0.37089, 0.239685576221, 0.380335529199]),
            ("abc", "xyz", [0.0, 0.0, 0.679428]),
            ("a", "abcdefghij", [1.0, 0.255842788110, 0.744157211890]),
            ("j", "abcdefghij", [0.038742048900, 0.024300593575, 0.744157211890]),
        ];
        for (now, before, expected) in pairs {
            is_near(of(now, before), expected);
        }
    }

    #[test]
    fn the_crate_s_own_least_of_unequal_pages_is_why_we_do_not_take_it() {
        // One result of ten, and it stands last: nothing is in common at the end of the shorter page.
        let long: Vec<char> = "abcdefghij".chars().collect();
        assert_eq!(rbo(&['j'], &long, PERSISTENCE).unwrap().min, 0.0);
        assert!(of("j", "abcdefghij").unwrap()[1] > 0.02);
    }

    #[test]
    fn an_address_shown_twice_counts_where_it_stands_first() {
        assert_eq!(of("abacd", "bbacd"), of("abcd", "bacd"));
    }

    #[test]
    fn an_empty_page_is_like_nothing() {
        assert_eq!(of("", "abc"), None);
        assert_eq!(of("abc", ""), None);
        assert_eq!(of("", ""), None);
    }

    #[test]
    fn it_does_not_matter_which_page_came_first() {
        is_near(of("abcdefgh", "bxa"), of("bxa", "abcdefgh").unwrap());
    }
}
