//! Talk as series of days: how much of it is negative, and which share of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::measure::Metrics;
use crate::measure::rows::TalkDay;
use crate::model::DaySpan;
use crate::stats::baseline::SeriesDay;

/// What the talk of a case is measured by: texts before counts before the make-up of a feed.
const BASES: [&str; 3] = ["texts", "counts", "shares"];

/// The basis of talk that is told of: of those with data in the period, else of all, texts before counts
/// before the make-up of a feed.
pub fn basis(metrics: &Metrics) -> &'static str {
    let in_period = |basis: &str| {
        metrics.talk_spans.iter().any(|row| row.span == "period" && row.basis == basis)
    };
    let ever = |basis: &str| metrics.talk_days.iter().any(|day| day.basis == basis);
    BASES
        .into_iter()
        .find(|basis| in_period(basis))
        .or_else(|| BASES.into_iter().find(|basis| ever(basis)))
        .unwrap_or("texts")
}

/// A source that publishes more than this a day is never silent for a day by chance: of Poisson's law
/// one day in a hundred is, at this mean.
const NEVER_SILENT: f64 = 4.6;

/// The talk of a case by day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    /// `texts`, `counts` or `shares`.
    pub basis: String,
    /// Negative originals of texts, negative items of counts; of shares none, for their totals tell
    /// no volume.
    pub volume: Vec<SeriesDay>,
    /// Negative items out of the scored ones.
    pub share: Vec<SeriesDay>,
}

impl Talk {
    /// The talk of one basis up to a day. Of texts, a day without any is a day of nothing, or, where so
    /// many are published that no day is silent by chance, one without data.
    pub fn new(days: &[TalkDay], basis: &str, until: NaiveDate) -> Self {
        let rows: Vec<&TalkDay> =
            days.iter().filter(|day| day.basis == basis && day.published_on <= until).collect();
        let share = rows
            .iter()
            .filter(|day| day.scored_count > 0)
            .map(|day| SeriesDay {
                on: day.published_on,
                count: day.negative_count as f64,
                total: Some(day.scored_count as f64),
            })
            .collect();
        let counted: BTreeMap<NaiveDate, f64> = rows
            .iter()
            .map(|day| {
                let negative = day.negative_original_count.unwrap_or(day.negative_count);
                (day.published_on, negative as f64)
            })
            .collect();
        let volume = match basis {
            "shares" => Vec::new(),
            "texts" if !is_never_silent(&rows) => with_silent_days(&counted, until),
            _ => counted.into_iter().map(|(on, count)| volume(on, count)).collect(),
        };
        Self { basis: basis.to_owned(), volume, share }
    }

    /// The series in which storms are looked for: volumes where there are any.
    pub fn watched(&self) -> &[SeriesDay] {
        if self.tells_volume() { &self.volume } else { &self.share }
    }

    /// Whether its totals say how much was published.
    pub fn tells_volume(&self) -> bool {
        self.basis != "shares"
    }

    /// The first and the last day with data.
    pub fn span(&self) -> Option<DaySpan> {
        let days = self.watched();
        DaySpan::new(days.first()?.on, days.last()?.on)
    }
}

fn volume(on: NaiveDate, count: f64) -> SeriesDay {
    SeriesDay { on, count, total: None }
}

/// Whether so many are published on a day with any that none would be silent by chance: asked of the
/// quietest quarter of the days, because a long storm says nothing of the days without it.
fn is_never_silent(rows: &[&TalkDay]) -> bool {
    let mut totals: Vec<i64> =
        rows.iter().map(|day| day.original_count.unwrap_or_default()).collect();
    totals.sort_unstable();
    totals.get(totals.len() / 4).is_some_and(|quiet| NEVER_SILENT < *quiet as f64)
}

fn with_silent_days(counted: &BTreeMap<NaiveDate, f64>, until: NaiveDate) -> Vec<SeriesDay> {
    let Some((first, _)) = counted.first_key_value() else { return Vec::new() };
    let days = first.iter_days().take_while(|day| *day <= until);
    days.map(|on| volume(on, counted.get(&on).copied().unwrap_or_default())).collect()
}

/// The days of a series that lie in a span.
pub fn within(series: &[SeriesDay], span: DaySpan) -> &[SeriesDay] {
    let from = series.partition_point(|day| day.on < span.from);
    let to = series.partition_point(|day| day.on <= span.to);
    &series[from..to.max(from)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(date: u32, originals: i64, negative: i64) -> TalkDay {
        TalkDay {
            case_id: "soap-ad".to_owned(),
            basis: "texts".to_owned(),
            published_on: on(date),
            original_count: Some(originals),
            negative_original_count: Some(negative),
            negative_count: negative,
            scored_count: originals,
            negative_share: None,
        }
    }

    fn on(date: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, date).unwrap()
    }

    #[test]
    fn a_small_case_has_silent_days_and_a_large_one_has_holes() {
        let small = Talk::new(&[day(1, 2, 1), day(3, 1, 0)], "texts", on(5));
        let counts: Vec<f64> = small.volume.iter().map(|day| day.count).collect();
        assert_eq!(counts, [1.0, 0.0, 0.0, 0.0, 0.0]);
        let large = Talk::new(&[day(1, 40, 9), day(3, 50, 8)], "texts", on(5));
        assert_eq!(large.volume.len(), 2);
        assert_eq!(large.span(), DaySpan::new(on(1), on(3)));
    }

    #[test]
    fn the_make_up_of_a_feed_tells_no_volume() {
        let row = TalkDay { basis: "shares".to_owned(), ..day(1, 40, 9) };
        let talk = Talk::new(&[row], "shares", on(5));
        assert!(talk.volume.is_empty() && talk.watched().len() == 1);
    }

    #[test]
    fn a_span_cuts_a_series() {
        let talk = Talk::new(&[day(1, 40, 9), day(3, 50, 8), day(4, 50, 8)], "texts", on(5));
        let inside = within(&talk.volume, DaySpan { from: on(2), to: on(3) });
        assert_eq!(inside.len(), 1);
        assert!(within(&talk.volume, DaySpan { from: on(6), to: on(7) }).is_empty());
    }
}
