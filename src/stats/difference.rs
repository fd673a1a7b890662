//! The difference of two shares.
//!
//! R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison
//! of eleven methods", Statistics in Medicine 17 (1998), method 10: the score intervals of the two,
//! squared and added. Whether the difference is small enough is asked as in an equivalence test (D. J.
//! Schuirmann, "A comparison of the two one-sided tests procedure", Journal of Pharmacokinetics and
//! Biopharmaceutics 15, 1987): its one-sided 95 % bound, which is an end of the 90 % interval.

use super::Interval;
use super::wilson::{Z, score_interval};

/// The normal quantile of a one-sided bound of 95 %.
pub const Z_ONE_SIDED: f64 = 1.644_853_626_951_472_2;

/// So many of so many. Fractions of items stand for items that come in clumps.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Part {
    /// How many.
    pub count: f64,
    /// Of how many.
    pub total: f64,
}

impl Part {
    /// The share, from 0 to 1; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        (self.total > 0.0).then(|| self.count / self.total)
    }

    /// The same share of fewer items: a day's items resemble each other, so that so many of them tell
    /// only as much as `1 / dispersion` of them would if each were on its own.
    pub fn thinned(self, dispersion: f64) -> Self {
        let dispersion = dispersion.max(1.0);
        Self { count: self.count / dispersion, total: self.total / dispersion }
    }
}

/// By how much one share is larger than another, from -1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The difference.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// The one-sided 95 % bounds, which are asked whether it is small enough.
    pub bounds: Interval,
}

/// The difference `now - before`; `None` where either is a share of nothing.
pub fn difference(now: Part, before: Part) -> Option<Difference> {
    let (share_now, share_before) = (now.share()?, before.share()?);
    let value = share_now - share_before;
    let at = |z| {
        let first = score_interval(now.count, now.total, z);
        let second = score_interval(before.count, before.total, z);
        let low = (share_now - first.low).hypot(second.high - share_before);
        let high = (first.high - share_now).hypot(share_before - second.low);
        Interval { low: value - low, high: value + high }
    };
    Some(Difference { value, interval: at(Z), bounds: at(Z_ONE_SIDED) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(count: f64, total: f64) -> Part {
        Part { count, total }
    }

    #[test]
    fn the_worked_examples_of_newcombe_1998_come_out() {
        // Table II, method 10, and tests/oracles/difference.py.
        let of = |now, before| {
            let found = difference(now, before).unwrap().interval;
            ((found.low * 1e4).round() / 1e4, (found.high * 1e4).round() / 1e4)
        };
        assert_eq!(of(part(56.0, 70.0), part(48.0, 80.0)), (0.0524, 0.3339));
        assert_eq!(of(part(9.0, 10.0), part(3.0, 10.0)), (0.1705, 0.8090));
        assert_eq!(of(part(0.0, 10.0), part(0.0, 10.0)), (-0.2775, 0.2775));
        assert_eq!(of(part(10.0, 10.0), part(0.0, 20.0)), (0.6791, 1.0));
    }

    #[test]
    fn the_one_sided_bounds_lie_inside() {
        let found = difference(part(54.0, 350.0), part(114.0, 780.0)).unwrap();
        assert!(found.interval.low < found.bounds.low && found.bounds.high < found.interval.high);
    }

    #[test]
    fn items_in_clumps_tell_less() {
        let width = |dispersion| {
            let found = difference(part(30.0, 90.0).thinned(dispersion), part(20.0, 100.0));
            let interval = found.unwrap().interval;
            interval.high - interval.low
        };
        assert!(width(4.0) > width(1.0));
        assert_eq!(width(0.5), width(1.0));
    }

    #[test]
    fn nothing_differs_from_nothing() {
        assert_eq!(difference(part(0.0, 0.0), part(1.0, 2.0)), None);
    }
}
