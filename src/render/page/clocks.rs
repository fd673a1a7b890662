//! The two clocks: figures, comparisons, charts with their words, and what the register comes to.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Chart, Clock, Error, Sentences, Writer, shown_pages};
use crate::chart::negative_talk::{EVENTS, Series, Shown};
use crate::chart::rank_map;
use crate::measure::rows::{RecordSpan, lingering};
use crate::report::Estimated;
use crate::report::wording::Figure;

impl Writer<'_> {
    pub(super) fn talk(&mut self) -> Result<Clock, Error> {
        let label = format!("talk-figure-label-{}", self.report.talk_basis());
        let span = self.report.talk_span("period");
        let share = span.and_then(|span| span.row.negative_share);
        let mut lines = Vec::new();
        match span {
            Some(span) => lines.extend(self.talk_lines(span)?),
            None => lines.push(self.words.text("talk-none")?),
        }
        lines.extend(self.talk_comparisons()?);
        Ok(Clock {
            figure: match share {
                Some(share) => self.words.share(share),
                None => self.words.text("no-figure")?,
            },
            label: if share.is_some() { self.words.text(&label)? } else { String::new() },
            lines,
            chart: self.talk_chart()?,
            no_chart_title: self.words.text("talk-chart-title-none")?,
            no_chart: self.words.text("talk-chart-none")?,
        })
    }

    fn talk_lines(&self, span: &Estimated<crate::measure::rows::TalkSpan>) -> Sentences {
        let mut lines = Vec::new();
        if let Some(interval) = span.interval {
            let figures = [
                ("negative", Figure::Text(self.number(span.row.negative_count))),
                ("scored", Figure::Text(self.number(span.row.scored_count))),
                ("low", Figure::Share(interval.low)),
                ("high", Figure::Share(interval.high)),
            ];
            let line = self.words.sentence("talk-share", &figures)?;
            let all = self.report.period.span().days();
            lines.push(format!("{line}{}", self.coverage(span.row.day_count, all)?));
        }
        lines.extend(self.corrected_line()?);
        if let (Some(originals), Some(negative)) =
            (span.row.original_count, span.row.negative_original_count)
        {
            let figures =
                [("originals", Figure::Count(originals)), ("negative", Figure::Count(negative))];
            lines.push(self.words.sentence("talk-originals", &figures)?);
        }
        Ok(lines)
    }

    /// What the share is once the errors of its labels are taken off, where an audit found them.
    fn corrected_line(&self) -> Result<Option<String>, Error> {
        let Some(audited) = self.report.talk.audited.as_ref() else { return Ok(None) };
        let labeled = i64::try_from(audited.audit.whole.labeled).unwrap_or(i64::MAX);
        let labeled = ("labeled", Figure::Count(labeled));
        let Some(corrected) = audited.corrected else {
            return Ok(Some(self.words.sentence("talk-not-corrected", &[labeled])?));
        };
        let figures = [
            labeled,
            ("share", Figure::Share(corrected.share)),
            ("low", Figure::Share(corrected.interval.low)),
            ("high", Figure::Share(corrected.interval.high)),
        ];
        Ok(Some(self.words.sentence("talk-corrected", &figures)?))
    }

    /// On how many of its days a span has any data, where that is not all of them.
    fn coverage(&self, days: i64, all: i64) -> Result<String, Error> {
        if days >= all {
            return Ok(String::new());
        }
        let figures = [("days", Figure::Count(days)), ("all", Figure::Count(all))];
        Ok(self.words.sentence("days-with-data", &figures)?)
    }

    fn talk_comparisons(&self) -> Sentences {
        let mut lines = Vec::new();
        let share = |name| self.report.talk_span(name).and_then(|span| span.row.negative_share);
        let all = self.report.period.span().days();
        if let (Some(share), Some(span)) = (share("previous"), self.report.talk_span("previous")) {
            let figures = [("share", Figure::Share(share)), ("days", Figure::Count(all))];
            let line = self.words.sentence("talk-previous", &figures)?;
            lines.push(format!("{line}{}", self.coverage(span.row.day_count, all)?));
        }
        if let (Some(share), Some(baseline)) =
            (share("baseline"), self.report.talk.quiet.as_ref().map(|quiet| quiet.span))
        {
            let figures = [
                ("share", Figure::Share(share)),
                ("from", Figure::Day(baseline.from)),
                ("to", Figure::Day(baseline.to)),
            ];
            lines.push(self.words.sentence("talk-baseline", &figures)?);
        }
        Ok(lines)
    }

    fn talk_chart(&self) -> Result<Option<Chart>, Error> {
        let Some(series) = Series::of(self.report) else { return Ok(None) };
        let Some((peak_day, peak)) =
            series.points.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        else {
            return Ok(None);
        };
        let last = &series.points[series.points.len().saturating_sub(7)..];
        let mean = last.iter().map(|(_, value)| value).sum::<f64>() / last.len() as f64;
        let days = ("days", Figure::Count(last.len() as i64));
        let basis = &series.basis;
        let mut figures = vec![
            ("from", Figure::Day(series.span.from)),
            ("to", Figure::Day(series.span.to)),
            ("peak-day", Figure::Day(peak_day)),
            days,
        ];
        if series.is_share() {
            figures.push(("peak", Figure::Share(peak / 100.0)));
            figures.push(("mean", Figure::Share(mean / 100.0)));
        } else {
            figures.push(("peak", Figure::Count(peak as i64)));
            figures.push(("mean", Figure::Text(self.words.formats.decimal(mean, 1))));
        }
        Ok(Some(Chart {
            path: "/charts/negative-talk.svg".to_owned(),
            title: self.words.text(&format!("talk-chart-title-{basis}"))?,
            note: self.talk_note(&series)?,
            alt: self.words.sentence(&format!("talk-chart-alt-{basis}"), &figures)?,
        }))
    }

    /// How to read the chart: only what it shows.
    fn talk_note(&self, series: &Series) -> Result<String, Error> {
        let shown = Shown::of(self.report, series);
        let events = self.report.events.len();
        let parts = [
            (true, if shown.quiet { "talk-note-quiet" } else { "talk-note-days" }),
            (shown.usual, "talk-note-usual"),
            (shown.storms, "talk-note-storms"),
            (shown.ahead, "talk-note-ahead"),
            (shown.events && events <= EVENTS, "talk-note-events"),
            (shown.events && EVENTS < events, "talk-note-latest-events"),
            (shown.gaps, "talk-note-gaps"),
        ];
        let count = [("count", Figure::Count(EVENTS as i64))];
        let parts = parts.iter().filter(|(is_there, _)| *is_there);
        let parts = parts.map(|(_, id)| self.words.sentence(id, &count));
        Ok(self.words.join(&parts.collect::<Result<Vec<_>, _>>()?))
    }

    pub(super) fn record(&mut self) -> Result<Clock, Error> {
        let span = self.report.record_span("period").filter(|span| span.ok_capture_count > 0);
        let share = span.and_then(|span| span.incident_share);
        let mut lines = match span {
            Some(span) => self.record_lines(span)?,
            None => vec![self.words.text("record-none")?],
        };
        lines.extend(self.record_comparisons()?);
        lines.extend(self.visibility()?);
        Ok(Clock {
            figure: match share {
                Some(share) => self.words.share(share),
                None => self.words.text("no-figure")?,
            },
            label: match share {
                Some(_) if self.report.case.search_terms.len() > 1 => {
                    self.words.text("record-figure-label-weighted")?
                }
                Some(_) => self.words.text("record-figure-label")?,
                None => String::new(),
            },
            lines,
            chart: self.record_chart()?,
            no_chart_title: self.words.text("record-chart-title")?,
            no_chart: self.words.text(if self.has_capture() {
                "record-chart-none"
            } else {
                "nothing-captured"
            })?,
        })
    }

    fn record_lines(&self, span: &RecordSpan) -> Sentences {
        let captures = Figure::Count(span.ok_capture_count);
        let seen = match span.best_position {
            Some(best) => {
                let figures = [
                    ("seen", Figure::Count(span.incident_capture_count)),
                    ("captures", captures),
                    ("best", Figure::Text(self.number(best))),
                ];
                self.words.sentence("record-seen", &figures)?
            }
            None => self.words.sentence("record-clean", &[("captures", captures)])?,
        };
        Ok(vec![seen])
    }

    fn record_comparisons(&self) -> Sentences {
        let mut lines = Vec::new();
        let days = || Figure::Count(self.report.period.span().days());
        let share = |name| self.report.record_span(name).and_then(|span| span.incident_share);
        match share("previous") {
            Some(share) => {
                let figures = [("share", Figure::Share(share)), ("days", days())];
                lines.push(self.words.sentence("record-previous", &figures)?);
            }
            None => lines.push(self.words.sentence("record-previous-none", &[("days", days())])?),
        }
        if let Some(share) = share("baseline") {
            lines.push(self.words.sentence("record-baseline", &[("share", Figure::Share(share))])?);
        }
        let owned = self.report.record_span("period").and_then(|span| span.owned_share);
        if let Some(share) = owned {
            lines.push(self.words.sentence("record-owned", &[("share", Figure::Share(share))])?);
        }
        Ok(lines)
    }

    /// The band of visibility over all weight sets, in the last week of the period with captures.
    pub(super) fn visibility(&self) -> Result<Option<String>, Error> {
        let span = self.report.period.span();
        let rows = &self.report.record.visibility;
        let touches = |week: NaiveDate| span.contains(week) || span.contains(week + Days::new(6));
        let inside = rows.iter().map(|row| row.week_start).filter(|week| touches(*week));
        let Some(week) = inside.max() else { return Ok(None) };
        let values: Vec<f64> =
            rows.iter().filter(|row| row.week_start == week).map(|row| row.visibility).collect();
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(0.0, f64::max);
        let figures = [
            ("low", Figure::Share(low)),
            ("high", Figure::Share(high)),
            ("week", Figure::Day(week)),
        ];
        let is_week = week == span.from && span.days() == 7;
        let id = if is_week { "visibility-band" } else { "visibility-band-week" };
        Ok(Some(self.words.sentence(id, &figures)?))
    }

    fn record_chart(&self) -> Result<Option<Chart>, Error> {
        let pages = shown_pages(self.report);
        let first = self.report.record.calendar.iter().map(|day| day.captured_on).min();
        let (Some(from), Some(best)) = (first, pages.iter().map(|page| page.best_position).min())
        else {
            return Ok(None);
        };
        let urls: BTreeSet<&str> = pages.iter().map(|page| page.url.as_str()).collect();
        let has_numbers = rank_map::has_numbers(self.report);
        let figures = [
            ("pages", Figure::Count(urls.len() as i64)),
            ("rows", Figure::Count(pages.len() as i64)),
            ("from", Figure::Day(from)),
            ("to", Figure::Day(self.report.period.to)),
            ("best", Figure::Text(self.number(best))),
        ];
        Ok(Some(Chart {
            path: "/charts/rank-map.svg".to_owned(),
            title: self.words.text("record-chart-title")?,
            note: self.words.text(if has_numbers {
                "record-chart-note"
            } else {
                "record-chart-note-bare"
            })?,
            alt: self.words.sentence("record-chart-alt", &figures)?,
        }))
    }

    /// Whether anybody looked in the last 14 days of the period: without a look there is no
    /// lingering and no being gone.
    fn has_looked(&self) -> bool {
        let since = self.report.period.to - Days::new(13);
        self.report.record.good_days().range(since..).next().is_some()
    }

    /// Whether there is any usable capture up to the end of the period.
    pub(super) fn has_capture(&self) -> bool {
        !self.report.record.good_days().is_empty()
    }

    /// What the register comes to. A page is counted once, however many search terms show it, in
    /// the most pressing of its states.
    pub(super) fn changes(&self) -> Sentences {
        if !self.has_capture() {
            return Ok(vec![self.words.text("nothing-captured")?]);
        }
        if !self.has_looked() {
            return Ok(vec![self.words.text("nothing-looked-at")?]);
        }
        let lingering = lingering(&self.report.record.register).into_iter();
        let lingering: BTreeSet<&str> = lingering.map(|page| page.url.as_str()).collect();
        let states = &self.report.changes.pages;
        let count = |state: &str| states.get(state).copied().unwrap_or_default();
        let lingering = Figure::Count(lingering.len() as i64);
        let mut lines = vec![self.words.sentence("change-lingering", &[("count", lingering)])?];
        for (state, id) in
            [("resurfaced", "change-resurfaced"), ("new", "change-new"), ("gone", "change-gone")]
        {
            if count(state) > 0 {
                lines.push(self.words.sentence(id, &[("count", Figure::Count(count(state)))])?);
            }
        }
        let open: Vec<i64> = self
            .report
            .removals
            .iter()
            .filter(|removal| removal.is_open())
            .map(|removal| removal.days_open)
            .collect();
        if let Some(oldest) = open.iter().max() {
            let figures =
                [("count", Figure::Count(open.len() as i64)), ("days", Figure::Count(*oldest))];
            lines.push(self.words.sentence("change-open-removals", &figures)?);
        }
        Ok(lines)
    }
}
