//! The tables and lists of a page, line by line.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Attachment, CUTOFFS, EVENTS, Error, EventLine, FirstPageLine, Sentences, TERM_ROWS, Writer,
};
use crate::model::display::Changes;
use crate::model::{Note, Period};
use crate::render::{Made, period_words};
use crate::report::wording::Figure;

impl Writer<'_> {
    pub(super) fn period(&self) -> Result<String, Error> {
        period_words(self.words, Period { span: self.report.period.span() })
    }

    /// What is to be known of the report itself.
    pub(super) fn standing(&self) -> Sentences {
        let revision = &self.report.revision;
        let mut lines = Vec::new();
        if self.report.as_of.is_some() {
            let day = Figure::Day(self.known_on());
            lines.push(self.words.sentence("as-of-line", &[("day", day)])?);
        }
        if revision.is_late {
            lines.push(self.words.text("late-line")?);
        }
        if let Some(old) = &revision.supersedes {
            let figures = [
                ("number", Figure::Text(revision.number.to_string())),
                ("id", Figure::Text(old.report_id.clone())),
                ("hash", Figure::Text(old.sha256.chars().take(16).collect())),
            ];
            lines.push(self.words.sentence("revision-line", &figures)?);
        }
        Ok(lines)
    }

    /// The last day that the report knows of.
    pub(super) fn known_on(&self) -> NaiveDate {
        let zone: chrono_tz::Tz =
            self.report.period.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let of = |instant: chrono::DateTime<chrono::Utc>| instant.with_timezone(&zone).date_naive();
        self.report.as_of.map_or(self.report.period.to, of)
    }

    /// The latest events; their numbers are their places in the whole list, as in the chart.
    pub(super) fn events(&mut self) -> Vec<EventLine> {
        let report = self.report;
        let hidden = report.events.len().saturating_sub(EVENTS);
        let numbered = (1..).zip(&report.events).skip(hidden);
        numbered
            .map(|(number, event)| EventLine {
                number: number.to_string(),
                day: self.day(event.happened_on),
                kind: self.word("event", &event.kind),
                title: self.brief(&event.title, 90),
            })
            .collect()
    }

    /// For each viewpoint and search term, the latest capture of the period.
    pub(super) fn first_pages(&mut self) -> Result<Vec<FirstPageLine>, Error> {
        let report = self.report;
        let span = report.period.span();
        let mut latest: BTreeMap<(&str, &str), (NaiveDate, &str)> = BTreeMap::new();
        for page in report.record.first_pages.iter().filter(|page| span.contains(page.captured_on))
        {
            let found = (page.captured_on, page.capture_id.as_str());
            let known = latest.entry((&page.search_term, &page.viewpoint)).or_insert(found);
            *known = (*known).max(found);
        }
        let mut lines = Vec::new();
        for ((term, viewpoint), (day, capture_id)) in latest.into_iter().take(TERM_ROWS) {
            lines.push(self.first_page(term, viewpoint, day, capture_id)?);
        }
        Ok(lines)
    }

    fn first_page(
        &mut self,
        term: &str,
        viewpoint: &str,
        day: NaiveDate,
        capture_id: &str,
    ) -> Result<FirstPageLine, Error> {
        let report = self.report;
        let pages: Vec<_> =
            report.record.first_pages.iter().filter(|page| page.capture_id == capture_id).collect();
        let mut tops = Vec::new();
        for cutoff in CUTOFFS {
            tops.push(match pages.iter().find(|page| page.cutoff == cutoff) {
                Some(page) => {
                    let figures = [
                        ("incident", Figure::Count(page.incident_count)),
                        ("results", Figure::Count(page.result_count)),
                    ];
                    self.words.sentence("first-page-of", &figures)?
                }
                None => "–".to_owned(),
            });
        }
        let best = pages.iter().filter_map(|page| page.best_position).min();
        let owned = report.record.owned.iter().find(|page| page.capture_id == capture_id);
        Ok(FirstPageLine {
            term: self.brief(term, 40),
            viewpoint: self.brief(viewpoint, 40),
            captured: self.brief_day(day),
            tops,
            best: best.map_or_else(|| "–".to_owned(), |best| self.number(best)),
            owned: owned.map_or_else(|| "–".to_owned(), |page| self.words.share(page.owned_share)),
        })
    }

    pub(super) fn tracked(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for tracked in report.record.tracked.iter().take(TERM_ROWS) {
            let term = ("term", Figure::Text(self.brief(&tracked.search_term, 40)));
            let day = ("day", Figure::Day(tracked.last_captured_on));
            lines.push(match tracked.latest_position {
                Some(position) => {
                    let position = ("position", Figure::Text(self.number(position)));
                    self.words.sentence("tracked-line", &[term, day, position])?
                }
                None => self.words.sentence("tracked-line-none", &[term, day])?,
            });
        }
        Ok(lines)
    }

    pub(super) fn captures(&self) -> Sentences {
        let span = self.report.period.span();
        let inside = self.report.record.pages().filter(|day| span.contains(day.captured_on));
        let (ok, failed, empty) = inside.fold((0, 0, 0), |(ok, failed, empty), day| {
            (ok + day.ok_count, failed + day.failed_count, empty + day.empty_count)
        });
        let figures = [
            ("ok", Figure::Count(ok)),
            ("failed", Figure::Count(failed)),
            ("empty", Figure::Count(empty)),
        ];
        let all = [("days", Figure::Count(self.report.record.good_days().len() as i64))];
        Ok(vec![
            self.words.sentence("captures-period", &figures)?,
            self.words.sentence("captures-all", &all)?,
        ])
    }

    /// What makes a number doubtful.
    pub(super) fn notes(&mut self) -> Sentences {
        let report = self.report;
        report.notes.iter().map(|note| self.note(note)).collect()
    }

    /// Templates that are not the program's own.
    pub(super) fn overrides(&mut self, names: &[String]) -> Sentences {
        let mut lines = Vec::new();
        for name in names {
            let name = ("name", Figure::Text(self.foreign(name)));
            lines.push(self.words.sentence("note-override-template", &[name])?);
        }
        Ok(lines)
    }

    fn note(&mut self, note: &Note) -> Result<String, Error> {
        let figures: Vec<(&str, Figure)> = note
            .figures
            .iter()
            .map(|(name, value)| {
                let figure = match (value.parse::<i64>(), value.parse::<NaiveDate>()) {
                    (Ok(count), _) => Figure::Count(count),
                    (_, Ok(day)) => Figure::Day(day),
                    _ => Figure::Text(self.foreign(value)),
                };
                (name.as_str(), figure)
            })
            .collect();
        Ok(self.words.sentence(&note.kind.message(), &figures)?)
    }

    /// Passages that could not be set, and stand inside the document as they are.
    pub(super) fn withheld_note(&self) -> Result<Option<String>, Error> {
        if self.withheld.is_empty() {
            return Ok(None);
        }
        let count = ("count", Figure::Count(self.withheld.len() as i64));
        Ok(Some(self.words.sentence("note-withheld", &[count])?))
    }

    pub(super) fn display_note(&self) -> Result<Option<String>, Error> {
        let Changes {
            control_characters,
            invisible_characters,
            combining_marks,
            missing_glyphs,
            shortened_texts,
        } = self.changes;
        let count = control_characters
            + invisible_characters
            + combining_marks
            + missing_glyphs
            + shortened_texts;
        if count == 0 {
            return Ok(None);
        }
        let count = Figure::Count(i64::try_from(count).unwrap_or(i64::MAX));
        Ok(Some(self.words.sentence("note-display", &[("count", count)])?))
    }

    pub(super) fn sources(&self) -> Result<String, Error> {
        let inputs = &self.report.inputs;
        let total = |pick: fn(&crate::model::Passport) -> u64| {
            let sum: u64 = inputs.iter().map(pick).sum();
            Figure::Count(i64::try_from(sum).unwrap_or(i64::MAX))
        };
        let figures = [
            ("files", Figure::Count(inputs.len() as i64)),
            ("rows", total(|passport| passport.rows_read - passport.rows_set_aside)),
            ("kept", total(|passport| passport.rows_kept + passport.rows_status)),
            ("folded", total(|passport| passport.rows_folded.values().sum())),
            ("rejected", total(crate::model::Passport::rejected_count)),
        ];
        Ok(self.words.sentence("sources-line", &figures)?)
    }

    pub(super) fn attachments(&self, made: &[Made]) -> Result<Vec<Attachment>, Error> {
        made.iter().map(|made| self.attachment(&made.name)).collect()
    }

    fn attachment(&self, name: &str) -> Result<Attachment, Error> {
        let bare = name.rsplit('/').next().unwrap_or(name);
        let of = |ending: &str| {
            let metric = bare.strip_suffix(ending)?;
            Some([("name", Figure::Text(metric.to_owned()))])
        };
        let (mime, relationship, description) = if bare == "report.json" {
            ("application/json", "source", self.words.text("attachment-report")?)
        } else if bare == "manifest.json" {
            ("application/json", "data", self.words.text("attachment-manifest")?)
        } else if let Some(figures) = of(".sql") {
            ("application/sql", "source", self.words.sentence("attachment-query", &figures)?)
        } else {
            let figures = of(".csv").unwrap_or_else(|| [("name", Figure::Text(bare.to_owned()))]);
            ("text/csv", "data", self.words.sentence("attachment-table", &figures)?)
        };
        Ok(Attachment {
            path: format!("/attachments/{name}"),
            name: bare.to_owned(),
            mime: mime.to_owned(),
            description,
            relationship: relationship.to_owned(),
        })
    }
}
