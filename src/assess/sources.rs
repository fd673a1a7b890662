//! Sources that came or went between the quiet time and now: a change of the measurement.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::measure::rows::SourceDay;
use crate::model::DaySpan;

/// A source that holds less than this of all items moves nothing.
const LEAST_SHARE: f64 = 0.1;

/// A source from which this many items could be expected, and of which there are none, is gone: by
/// Poisson's law so many happen to be none once in twenty thousand times.
const LEAST_EXPECTED: f64 = 10.0;

/// A source that is there in only one of two spans.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The source.
    pub source: String,
    /// The first day without it, or with it.
    pub on: NaiveDate,
    /// Whether it came, and did not go.
    pub is_new: bool,
}

/// The sources of one basis that are there in only one of two spans, the earlier one first.
pub fn changes(days: &[SourceDay], basis: &str, before: DaySpan, now: DaySpan) -> Vec<Change> {
    let of_basis: Vec<&SourceDay> = days.iter().filter(|day| day.basis == basis).collect();
    let (earlier, later) = (Counts::new(&of_basis, before), Counts::new(&of_basis, now));
    let mut sources: Vec<&str> = of_basis.iter().map(|day| day.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
        .into_iter()
        .filter_map(|source| {
            let is_lost = later.lacks(source, &earlier, now);
            let is_new = earlier.lacks(source, &later, before);
            let seen = of_basis.iter().filter(|day| day.source == source).map(|day| day.counted_on);
            let on = if is_lost {
                seen.filter(|day| *day <= now.to).max()?.succ_opt()?
            } else {
                seen.filter(|day| before.to < *day).min()?
            };
            (is_lost || is_new).then(|| Change { source: source.to_owned(), on, is_new })
        })
        .collect()
}

struct Counts<'a> {
    by_source: BTreeMap<&'a str, i64>,
    total: i64,
    days: f64,
}

impl<'a> Counts<'a> {
    fn new(days: &[&'a SourceDay], span: DaySpan) -> Self {
        let mut by_source: BTreeMap<&str, i64> = BTreeMap::new();
        for day in days.iter().filter(|day| span.contains(day.counted_on)) {
            *by_source.entry(day.source.as_str()).or_default() += day.item_count;
        }
        let total = by_source.values().sum();
        Self { by_source, total, days: span.days() as f64 }
    }

    /// Whether a source is not here although, by what it was in another span, it should be.
    fn lacks(&self, source: &str, other: &Self, span: DaySpan) -> bool {
        let there = other.by_source.get(source).copied().unwrap_or_default() as f64;
        let is_here = self.by_source.get(source).is_some_and(|count| *count > 0);
        let expected = there / other.days * span.days() as f64;
        !is_here
            && self.total > 0
            && LEAST_SHARE <= there / (other.total as f64).max(1.0)
            && LEAST_EXPECTED <= expected
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
    }

    fn span(from: u64, to: u64) -> DaySpan {
        DaySpan { from: first() + Days::new(from), to: first() + Days::new(to) }
    }

    fn days(source: &str, span: DaySpan, item_count: i64) -> Vec<SourceDay> {
        let days = span.from.iter_days().take_while(|day| *day <= span.to);
        days.map(|counted_on| SourceDay {
            case_id: "soap-ad".to_owned(),
            basis: "texts".to_owned(),
            source: source.to_owned(),
            counted_on,
            item_count,
        })
        .collect()
    }

    #[test]
    fn a_source_that_falls_silent_is_lost_and_one_that_begins_is_new() {
        let mut rows = days("x", span(0, 90), 9);
        rows.extend(days("forum", span(0, 60), 3));
        rows.extend(days("news", span(80, 90), 4));
        let found = changes(&rows, "texts", span(0, 40), span(77, 90));
        let found: Vec<_> =
            found.iter().map(|change| (change.source.as_str(), change.is_new)).collect();
        assert_eq!(found, [("forum", false), ("news", true)]);
    }

    #[test]
    fn a_small_source_may_be_silent() {
        let mut rows = days("x", span(0, 90), 90);
        rows.extend(days("forum", span(0, 60), 3));
        assert!(changes(&rows, "texts", span(0, 40), span(77, 90)).is_empty());
    }
}
