//! A number together with what is known of it, or the reason why there is none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Interval, rounded};
use crate::model::Needs;

/// A number with its interval and what it rests on, or what would be needed to give one.
///
/// Exactly one of value and needs is there, and both are private: nobody can print a number that was
/// refused, and nobody can build one that says neither.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Written")]
pub struct Measured {
    value: Option<f64>,
    interval: Option<Interval>,
    n: i64,
    needs: Option<Needs>,
}

impl Measured {
    /// A number that rests on `n` items, days or captures. One that is not finite is refused.
    pub fn known(value: f64, interval: Option<Interval>, n: i64) -> Self {
        if !value.is_finite() {
            return Self::refused(Needs::Data, n);
        }
        let is_finite = |interval: &Interval| interval.low.is_finite() && interval.high.is_finite();
        let interval = interval
            .filter(is_finite)
            .map(|interval| Interval { low: rounded(interval.low), high: rounded(interval.high) });
        Self { value: Some(rounded(value)), interval, n, needs: None }
    }

    /// No number, and why. `n` is how much there was.
    pub fn refused(needs: Needs, n: i64) -> Self {
        Self { value: None, interval: None, n, needs: Some(needs) }
    }

    /// The number, rounded to four places.
    pub fn value(&self) -> Option<f64> {
        self.value
    }

    /// Its 95 % interval, where it has one.
    pub fn interval(&self) -> Option<Interval> {
        self.interval
    }

    /// How many items, days or captures it rests on.
    pub fn n(&self) -> i64 {
        self.n
    }

    /// Why there is no number.
    pub fn needs(&self) -> Option<&Needs> {
        self.needs.as_ref()
    }
}

/// A number with its interval, or the reason why there is none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    value: Option<f64>,
    interval: Option<Interval>,
    n: i64,
    needs: Option<Needs>,
}

impl TryFrom<Written> for Measured {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { value, interval, n, needs } = written;
        if value.is_some() == needs.is_some() {
            return Err("a number is either given or refused with a reason");
        }
        if value.is_none() && interval.is_some() {
            return Err("a number that was refused has no interval");
        }
        Ok(Self { value, interval, n, needs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_given_or_refused_and_never_both() {
        let known = Measured::known(0.123_456, Some(Interval { low: 0.1, high: 0.2 }), 40);
        let text = serde_json::to_string(&known).unwrap();
        assert_eq!(serde_json::from_str::<Measured>(&text).unwrap(), known);
        assert_eq!(known.value(), Some(0.1235));
        let refused = Measured::refused(Needs::Storm, 0);
        let text = serde_json::to_string(&refused).unwrap();
        assert_eq!(serde_json::from_str::<Measured>(&text).unwrap(), refused);
        for both in [
            r#"{"value":1.0,"interval":null,"n":1,"needs":{"kind":"storm"}}"#,
            r#"{"value":null,"interval":null,"n":1,"needs":null}"#,
            r#"{"value":null,"interval":{"low":0.0,"high":1.0},"n":1,"needs":{"kind":"storm"}}"#,
        ] {
            assert!(serde_json::from_str::<Measured>(both).is_err(), "{both}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(Measured::known(f64::NAN, None, 3).needs(), Some(&Needs::Data));
    }
}
