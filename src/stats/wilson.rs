//! The score interval for a share.
//!
//! E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
//! (1927). Unlike the textbook interval it stays within 0 and 1 and is usable for few items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rounded;

/// The normal quantile of a two-sided interval of 95 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// A range that holds the true value with 95 % confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The 95 % interval of `count` out of `total`, as shares from 0 to 1; `None` when nothing was
/// counted or the counts make no share.
pub fn wilson(count: i64, total: i64) -> Option<Interval> {
    if total <= 0 || !(0..=total).contains(&count) {
        return None;
    }
    let Interval { low, high } = score_interval(count as f64, total as f64, Z);
    Some(Interval { low: rounded(low), high: rounded(high) })
}

/// The same, unrounded, for `count` out of `total` (more than nothing, and not whole numbers where
/// items come in clumps) at the normal quantile `z`.
pub fn score_interval(count: f64, total: f64, z: f64) -> Interval {
    let share = count / total;
    let spread = z * z / total;
    let center = share + spread / 2.0;
    let half = (spread * share * (1.0 - share) + spread * spread / 4.0).sqrt();
    let low = ((center - half) / (1.0 + spread)).max(0.0);
    let high = ((center + half) / (1.0 + spread)).min(1.0);
    Interval { low, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_of_newcombe_1998_come_out() {
        // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", table I.
        let of = |count, total| wilson(count, total).map(|interval| (interval.low, interval.high));
        assert_eq!(of(81, 263), Some((0.2553, 0.3662)));
        assert_eq!(of(15, 148), Some((0.0624, 0.1605)));
        assert_eq!(of(0, 20), Some((0.0, 0.1611)));
        assert_eq!(of(1, 29), Some((0.0061, 0.1718)));
    }

    #[test]
    fn nothing_counted_has_no_interval() {
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(5, 4), None);
        assert_eq!(wilson(-1, 4), None);
    }

    #[test]
    fn all_of_all_ends_at_one() {
        assert_eq!(wilson(20, 20).unwrap().high, 1.0);
    }
}
