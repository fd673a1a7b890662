//! Steps: where a series moves to another level and stays there.
//!
//! The rule: of the three values before and the three from there on, the smallest on one side is at
//! least half as much again as the largest on the other. A single odd value is no step.

use chrono::NaiveDate;

/// How many values on each side must agree.
const RUN: usize = 3;

/// A move to another level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The first day on the new level.
    pub on: NaiveDate,
    /// The largest of the values before.
    pub before: i64,
    /// The largest of the values from there on.
    pub after: i64,
}

/// The steps of a series, which is in the order of its days.
pub fn steps(series: &[(NaiveDate, i64)]) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    let mut at = RUN;
    while at + RUN <= series.len() {
        let (before, after) = (&series[at - RUN..at], &series[at..at + RUN]);
        let (low, high) = extremes(before);
        let (next_low, next_high) = extremes(after);
        if next_low * 2 >= high * 3 || low * 2 >= next_high * 3 {
            found.push(Step { on: after[0].0, before: high, after: next_high });
            at += RUN;
        } else {
            at += 1;
        }
    }
    found
}

fn extremes(values: &[(NaiveDate, i64)]) -> (i64, i64) {
    let values = || values.iter().map(|(_, value)| *value);
    (values().min().unwrap_or_default(), values().max().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[i64]) -> Vec<(i64, i64, i64)> {
        let first = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
        let series: Vec<_> = (0..)
            .zip(values)
            .map(|(day, value)| (first + chrono::Days::new(day), *value))
            .collect();
        let steps = steps(&series);
        steps.iter().map(|step| ((step.on - first).num_days(), step.before, step.after)).collect()
    }

    #[test]
    fn a_capture_that_looks_less_deep_from_a_day_on_is_a_step() {
        assert_eq!(found(&[99, 98, 99, 97, 10, 10, 9, 10]), [(4, 99, 10)]);
        assert_eq!(found(&[10, 10, 10, 20, 20, 20, 20, 10, 10, 10]), [(3, 10, 20), (7, 20, 10)]);
    }

    #[test]
    fn a_page_with_a_result_more_or_less_is_none() {
        assert_eq!(found(&[9, 8, 9, 10, 9, 9, 8, 10]), []);
        assert_eq!(found(&[10, 10, 3, 10, 10, 10]), []);
        assert_eq!(found(&[10, 10]), []);
    }
}
