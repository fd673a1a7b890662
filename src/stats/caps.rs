//! Daily totals that sit at a ceiling: a fetch cap, above which nothing was counted.
//!
//! The rule: the same highest value on most days. A source's total is capped from the first to the
//! last day on which it equals a value when no day between exceeds that value, at least seven days
//! do equal it, and they are three fifths of the days with data. Small values are left out: ten a
//! day may be all there is.

use chrono::NaiveDate;

/// A ceiling lower than this may be all there was.
const LOWEST: i64 = 10;

/// How many days must sit at the ceiling.
const DAYS_AT: usize = 7;

/// A run of days whose totals sit at one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// The value.
    pub value: i64,
    /// The first day that sits at it.
    pub first_on: NaiveDate,
    /// The last.
    pub last_on: NaiveDate,
    /// How many days sit at it.
    pub days_at: usize,
    /// How many days with data lie from the first to the last.
    pub days: usize,
}

/// The ceilings of a series of daily totals, which are in the order of their days.
pub fn caps(totals: &[(NaiveDate, i64)]) -> Vec<Cap> {
    let mut found = Vec::new();
    let mut rest = totals;
    while let Some((cap, after)) = first_cap(rest) {
        found.push(cap);
        rest = &rest[after..];
    }
    found
}

/// The first ceiling, and where the series goes on behind it.
fn first_cap(totals: &[(NaiveDate, i64)]) -> Option<(Cap, usize)> {
    totals.iter().enumerate().find_map(|(start, (_, value))| {
        let below = totals[start..].iter().take_while(|(_, total)| total <= value).count();
        let run = &totals[start..start + below];
        let length = run.iter().rposition(|(_, total)| total == value)? + 1;
        let run = &run[..length];
        let days_at = run.iter().filter(|(_, total)| total == value).count();
        let is_cap = LOWEST <= *value && DAYS_AT <= days_at && days_at * 5 >= length * 3;
        is_cap.then(|| {
            let (first_on, last_on) = (run[0].0, run[length - 1].0);
            (Cap { value: *value, first_on, last_on, days_at, days: length }, start + length)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(totals: &[i64]) -> Vec<(NaiveDate, i64)> {
        let first = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        (0..).zip(totals).map(|(day, total)| (first + chrono::Days::new(day), *total)).collect()
    }

    #[test]
    fn a_ceiling_that_is_raised_and_lowered_is_three() {
        let totals = [[40; 8].as_slice(), &[100; 9], &[38], &[50; 10]].concat();
        let found = caps(&days(&totals));
        let told: Vec<_> = found.iter().map(|cap| (cap.value, cap.days_at, cap.days)).collect();
        assert_eq!(told, [(40, 8, 8), (100, 9, 9), (50, 10, 10)]);
    }

    #[test]
    fn a_ceiling_is_not_always_reached() {
        let totals = [40, 40, 31, 40, 40, 28, 40, 40, 40, 12, 40];
        let found = caps(&days(&totals));
        assert_eq!((found[0].days_at, found[0].days), (8, 11));
    }

    #[test]
    fn volumes_that_come_and_go_have_none() {
        assert_eq!(caps(&days(&[12, 30, 29, 31, 44, 30, 18, 25, 30, 41, 30, 22, 30])), []);
        assert_eq!(caps(&days(&[0; 30])), []);
        assert_eq!(caps(&days(&[3; 30])), []);
        assert_eq!(caps(&[]), []);
    }
}
