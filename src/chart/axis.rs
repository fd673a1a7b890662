//! Ranges that plotters can draw: finite, ordered, bounded.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use crate::model::DaySpan;
use crate::model::period::day_index;
use crate::report::format::Formats;

/// No number on a page is larger.
const LARGEST: f64 = 1e12;

/// A range of an axis. plotters loops for ever on an infinite one and panics on no number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AxisRange {
    low: f64,
    high: f64,
}

impl AxisRange {
    /// The range from `low` to `high`, brought within bounds; one of no width is given some.
    pub fn new(low: f64, high: f64) -> Self {
        let bounded =
            |value: f64| if value.is_finite() { value.clamp(-LARGEST, LARGEST) } else { 0.0 };
        let (low, high) = (bounded(low), bounded(high));
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        if high - low < 1e-9 { Self { low, high: low + 1.0 } } else { Self { low, high } }
    }

    /// The lower end.
    pub fn low(self) -> f64 {
        self.low
    }

    /// The upper end.
    pub fn high(self) -> f64 {
        self.high
    }

    /// An axis of this range, marked at these places.
    pub fn marked_at(self, ticks: Vec<f64>) -> Axis {
        Axis { range: self, ticks }
    }

    /// About `count` round numbers within the range, none closer together than 1.
    pub fn whole_ticks(self, count: usize) -> Vec<f64> {
        self.ticks(count).into_iter().filter(|tick| tick.fract() == 0.0).collect()
    }

    /// About `count` round numbers within the range.
    pub fn ticks(self, count: usize) -> Vec<f64> {
        let rough = (self.high - self.low) / count.max(1) as f64;
        let magnitude = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * magnitude)
            .find(|step| rough <= *step)
            .unwrap_or(magnitude * 10.0);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        (first..=last).map(|tick| tick as f64 * step).collect()
    }
}

/// An axis whose marks we choose.
pub struct Axis {
    range: AxisRange,
    ticks: Vec<f64>,
}

impl Ranged for Axis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let share = (value - self.range.low) / (self.range.high - self.range.low);
        limit.0 + (share * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.range.low..self.range.high
    }
}

/// Where a day lies on an axis of days.
pub fn at(day: NaiveDate) -> f64 {
    day_index(day) as f64
}

/// The day at a place of such an axis.
pub fn from_axis(place: f64) -> NaiveDate {
    NaiveDate::from_epoch_days(place.floor() as i32).unwrap_or_default()
}

/// The months that mark an axis of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Months {
    firsts: Vec<NaiveDate>,
}

impl Months {
    /// The first days of the months within a span, thinned to about `count`; its first day where it
    /// holds none.
    pub fn within(span: DaySpan, count: usize) -> Self {
        let first = span.from.with_day(1).unwrap_or(span.from);
        let months: Vec<NaiveDate> = (0..1200)
            .map_while(|months| first.checked_add_months(chrono::Months::new(months)))
            .take_while(|day| *day <= span.to)
            .filter(|day| span.from <= *day)
            .collect();
        if months.is_empty() {
            return Self { firsts: vec![span.from] };
        }
        let step = months.len().div_ceil(count.max(1)).max(1);
        Self { firsts: months.into_iter().step_by(step).collect() }
    }

    /// Where they lie on the axis.
    pub fn places(&self) -> Vec<f64> {
        self.firsts.iter().map(|day| at(*day)).collect()
    }

    /// What stands at a place: the month, with its year where another year begins. Where all are of one
    /// year, the page around the chart names it.
    pub fn label(&self, place: f64, formats: &Formats) -> String {
        let day = from_axis(place);
        let years = || self.firsts.iter().map(NaiveDate::year);
        let before = self.firsts.iter().rfind(|first| **first < day).map(NaiveDate::year);
        if years().min() != years().max() && before != Some(day.year()) {
            formats.month_of_year(day)
        } else {
            formats.month(day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_two_numbers_make_a_range_that_can_be_drawn(low: f64, high: f64) {
            let range = AxisRange::new(low, high);
            prop_assert!(range.low.is_finite() && range.high.is_finite());
            prop_assert!(range.low < range.high);
            let ticks = range.ticks(6);
            prop_assert!(ticks.len() <= 8, "{ticks:?}");
            prop_assert!(ticks.iter().all(|tick| range.low <= *tick && *tick <= range.high));
        }
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(AxisRange::new(0.0, 312.0).ticks(4), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(AxisRange::new(0.0, 0.9).ticks(4), [0.0, 0.5]);
    }

    proptest! {
        #[test]
        fn every_drawn_place_maps_back_to_its_number(low in -1e6..1e6_f64, width in 1.0..1e6_f64, share in 0.0..1.0_f64) {
            let axis = AxisRange::new(low, low + width).marked_at(Vec::new());
            let value = low + share * width;
            let place = axis.map(&value, (0, 10_000));
            prop_assert!((0..=10_000).contains(&place));
            let back = low + f64::from(place) / 10_000.0 * width;
            prop_assert!((back - value).abs() <= width / 10_000.0);
        }
    }

    #[test]
    fn months_are_thinned() {
        let day = |text: &str| text.parse().unwrap();
        let span = DaySpan { from: day("2026-03-02"), to: day("2026-11-01") };
        let months = Months::within(span, 4);
        let ticks: Vec<String> = months.firsts.iter().map(NaiveDate::to_string).collect();
        assert_eq!(ticks, ["2026-04-01", "2026-06-01", "2026-08-01", "2026-10-01"]);
        let week = DaySpan { from: day("2026-03-02"), to: day("2026-03-08") };
        assert_eq!(Months::within(week, 4).firsts, [day("2026-03-02")]);
    }

    #[test]
    fn a_year_is_named_where_it_begins_and_only_if_there_are_several() {
        let labels = |from: &str, to: &str| -> Vec<String> {
            let span = DaySpan { from: from.parse().unwrap(), to: to.parse().unwrap() };
            let months = Months::within(span, 5);
            let formats = Formats::new(crate::report::format::Language::En);
            months.places().iter().map(|place| months.label(*place, &formats)).collect()
        };
        assert_eq!(labels("2026-03-02", "2026-06-30"), ["Apr", "May", "Jun"]);
        assert_eq!(labels("2025-10-20", "2026-02-10"), ["Nov 2025", "Dec", "Jan 2026", "Feb"]);
    }
}
