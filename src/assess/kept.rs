//! Forecasts that earlier runs made, so that a week that is over is not gone through again.
//!
//! Each is kept by what it was made of and by: the days, the margin, the statistics. Whoever does not
//! trust them starts with none, and gets the same.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::fading::WeekAhead;
use crate::model::hash::sha256;
use crate::stats::decay::Day;
use crate::stats::forecast::Ahead;

/// Names the statistics that this program was built with.
const MADE_BY: &str = env!("RECOVER_REPORT_FORECASTS_BY");

/// Forecasts by the hash of what they were made of; a decay that could not be fitted foretells nothing.
pub type Forecasts = BTreeMap<String, Vec<WeekAhead>>;

/// The forecasts of earlier runs, and those that this one asked for.
#[derive(Debug, Default)]
pub struct Kept {
    known: Forecasts,
    asked: Mutex<Forecasts>,
}

impl Kept {
    /// Begins with what earlier runs kept.
    pub fn new(known: Forecasts) -> Self {
        Self { known, asked: Mutex::default() }
    }

    /// A forecast, made only if it is not known.
    pub(super) fn forecast(
        &self,
        days: &[Day],
        ahead: &Ahead<'_>,
        make: impl FnOnce() -> Vec<WeekAhead>,
    ) -> Vec<WeekAhead> {
        let key = key(days, ahead);
        let forecast = self.known.get(&key).cloned().unwrap_or_else(make);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(key, forecast.clone());
        forecast
    }

    /// What is to be kept for the next run, which is what this one asked for; `None` where that is known.
    pub fn if_new(self) -> Option<Forecasts> {
        let asked = self.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        asked.keys().any(|key| !self.known.contains_key(key)).then_some(asked)
    }
}

/// Hash of the numbers, bit by bit.
fn key(days: &[Day], ahead: &Ahead<'_>) -> String {
    let of_days =
        days.iter().flat_map(|day| [day.since_peak, day.count, day.expected, day.weekday]);
    let of_coming = ahead.coming.iter().flat_map(|day| [day.expected, day.weekday]);
    let lengths = [days.len() as f64, ahead.since_peak, ahead.margin];
    let numbers = lengths.into_iter().chain(of_days).chain(of_coming);
    let bytes = numbers.flat_map(|number| number.to_bits().to_le_bytes());
    sha256(&MADE_BY.bytes().chain(bytes).collect::<Vec<u8>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_of_the_same_is_not_made_again() {
        let day = |count| Day { since_peak: 1.0, count, expected: 2.0, weekday: 1.0 };
        let ahead = Ahead { since_peak: 7.0, margin: 1.0, coming: &[] };
        let first = Kept::default();
        assert!(first.forecast(&[day(5.0)], &ahead, Vec::new).is_empty());
        let kept = Kept::new(first.if_new().unwrap());
        kept.forecast(&[day(5.0)], &ahead, || panic!("it is known"));
        let mut is_made = false;
        kept.forecast(&[day(6.0)], &ahead, || {
            is_made = true;
            Vec::new()
        });
        assert!(is_made, "another count is another forecast");
        let both = kept.if_new().unwrap();
        assert_eq!(both.len(), 2);
        let again = Kept::new(both);
        again.forecast(&[day(6.0)], &ahead, || panic!("it is known"));
        assert_eq!(again.if_new(), None);
    }
}
