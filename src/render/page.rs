//! The page in one language: every word chosen, every number written, nothing left to compute.
//! Templates read it as `/page.json`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::{Error, Made, fonts};
use crate::chart::negative_talk::Series;
use crate::measure::rows::{LingeringPage, RecordSpan};
use crate::model::display::{self, Changes, EXCERPT, Glyphs};
use crate::model::{Note, NoteKind, Period};
use crate::report::wording::{Figure, Words};
use crate::report::{Estimated, Report};

/// How many pages of the register the executive edition lists and draws.
const REGISTER_ROWS: usize = 8;

/// How many events the executive edition lists, the latest.
const EVENT_ROWS: usize = 12;

/// How many removal requests the executive edition lists.
const REMOVAL_ROWS: usize = 5;

/// How many search terms the executive edition lists.
const TERM_ROWS: usize = 6;

/// The cuts of a first page, as the query makes them.
const CUTOFFS: [i64; 3] = [3, 10, 20];

/// A page in one language.
#[derive(Debug, Serialize)]
pub struct Page {
    /// ISO 639-1.
    pub language: String,
    /// The document's title.
    pub title: String,
    /// What it is about, for the document's metadata.
    pub description: String,
    /// The organization's name.
    pub organization: String,
    /// The period in words.
    pub period: String,
    /// Set when only what was known then is shown.
    pub as_of: Option<String>,
    /// What stands at the foot of every page.
    pub footer: String,
    /// Messages without figures, by name.
    pub words: BTreeMap<String, String>,
    /// The fast clock.
    pub talk: Clock,
    /// The slow clock.
    pub record: Clock,
    /// What the register comes to.
    pub changes: Vec<String>,
    /// What was done, numbered as in the chart.
    pub events: Vec<EventLine>,
    /// How many earlier events there are.
    pub events_more: Option<String>,
    /// The pages that showed the incident, numbered as in the chart.
    pub register: Vec<RegisterLine>,
    /// What is said in place of an empty register.
    pub register_empty: String,
    /// How many more there are.
    pub register_more: Option<String>,
    /// The first page of each search term, at the latest capture of the period.
    pub first_pages: Vec<FirstPageLine>,
    /// The headings of the cuts in that table: top 3, top 10, top 20.
    pub tops: Vec<String>,
    /// What a rank tracker says.
    pub tracked: Vec<String>,
    /// Captures of the period and of the whole course.
    pub captures: Vec<String>,
    /// Removal requests.
    pub removals: Vec<RemovalLine>,
    /// How many more there are.
    pub removals_more: Option<String>,
    /// What makes a number doubtful.
    pub notes: Vec<String>,
    /// What the numbers rest on.
    pub sources: String,
    /// The files inside the document.
    pub attachments: Vec<Attachment>,
}

/// One of the two clocks: a figure, what it is, and what stands beside it.
#[derive(Debug, Serialize)]
pub struct Clock {
    /// The figure, large.
    pub figure: String,
    /// What it is.
    pub label: String,
    /// What it is compared with.
    pub lines: Vec<String>,
    /// The chart; absent when there is nothing to draw.
    pub chart: Option<Chart>,
    /// What is said in place of a chart.
    pub no_chart: String,
}

/// A chart and its words.
#[derive(Debug, Serialize)]
pub struct Chart {
    /// Its path in the templates' world.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How to read it.
    pub note: String,
    /// What it shows, from its numbers, for those who cannot see it.
    pub alt: String,
}

/// Something that was done.
#[derive(Debug, Serialize)]
pub struct EventLine {
    /// Its number in the chart.
    pub number: String,
    /// The day.
    pub day: String,
    /// What sort of thing.
    pub kind: String,
    /// What it was.
    pub title: String,
}

/// A page that showed the incident.
#[derive(Debug, Serialize)]
pub struct RegisterLine {
    /// Its number in the chart.
    pub number: String,
    /// The title shown.
    pub title: String,
    /// The registrable domain.
    pub domain: String,
    /// Whether the organization controls it.
    pub is_owned: bool,
    /// The words searched for.
    pub term: String,
    /// The first capture that showed it.
    pub first: String,
    /// The last one.
    pub last: String,
    /// In how many captures of how many.
    pub seen: String,
    /// The highest it stood.
    pub best: String,
    /// Where it stood last.
    pub latest: String,
    /// Its state, in words.
    pub state: String,
    /// Its state, by name.
    pub state_name: String,
}

/// One search term's first page.
#[derive(Debug, Serialize)]
pub struct FirstPageLine {
    /// The words searched for.
    pub term: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The day.
    pub captured: String,
    /// Incident items among the first 3, 10 and 20.
    pub tops: Vec<String>,
    /// The highest of them.
    pub best: String,
    /// Owned ones among the first ten.
    pub owned: String,
}

/// A removal request.
#[derive(Debug, Serialize)]
pub struct RemovalLine {
    /// The page's address.
    pub page: String,
    /// To whom.
    pub channel: String,
    /// When.
    pub filed: String,
    /// Its fate.
    pub outcome: String,
    /// Days to the decision, or so far.
    pub days: String,
}

/// A file inside the document.
#[derive(Debug, Serialize)]
pub struct Attachment {
    /// Its path in the templates' world.
    pub path: String,
    /// Its name inside the document.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// What it is.
    pub description: String,
    /// What it is to the document: `source` or `data`.
    pub relationship: String,
}

/// The register's pages that an executive sees, the most pressing first.
pub fn shown_pages(report: &Report) -> Vec<&LingeringPage> {
    let mut pages: Vec<&LingeringPage> = report.record.register.iter().collect();
    pages.sort_by(|a, b| {
        (urgency(&a.state), a.latest_position, &a.url, &a.search_term, &a.viewpoint).cmp(&(
            urgency(&b.state),
            b.latest_position,
            &b.url,
            &b.search_term,
            &b.viewpoint,
        ))
    });
    pages.truncate(REGISTER_ROWS);
    pages
}

fn urgency(state: &str) -> usize {
    let order =
        ["resurfaced", "lingering", "new", "intermittent", "unobserved", "below depth", "gone"];
    order.iter().position(|known| *known == state).unwrap_or(order.len())
}

impl Page {
    /// Writes a report out in one language.
    pub fn new(
        report: &Report,
        words: &Words,
        attachments: &[Made],
        template_overrides: &[String],
    ) -> Result<Self, Error> {
        let mut writer =
            Writer { report, words, glyphs: fonts::glyphs(), changes: Changes::default() };
        let organization = writer.brief(&report.case.organization, 80);
        let period = writer.period()?;
        let days = [
            ("organization", Figure::Text(organization.clone())),
            ("period", Figure::Text(period.clone())),
            ("from", Figure::Day(report.period.from)),
            ("to", Figure::Day(report.period.to)),
        ];
        let mut page = Self {
            language: words.language.code().to_owned(),
            title: words.sentence("title-for", &days)?,
            description: words.sentence("description", &days)?,
            period,
            as_of: writer.as_of()?,
            footer: format!("{} · {}", report.id(), report.tool),
            words: words.plain(),
            talk: writer.talk()?,
            record: writer.record()?,
            changes: writer.changes()?,
            events: writer.events(),
            events_more: writer.more("events-more", report.events.len(), EVENT_ROWS)?,
            register: writer.register()?,
            register_empty: words.text(if writer.has_capture() {
                "register-none"
            } else {
                "nothing-captured"
            })?,
            register_more: writer.more(
                "register-more",
                report.record.register.len(),
                REGISTER_ROWS,
            )?,
            first_pages: writer.first_pages()?,
            tops: writer.tops()?,
            tracked: writer.tracked()?,
            captures: writer.captures()?,
            removals: writer.removals(),
            removals_more: writer.more("removals-more", report.removals.len(), REMOVAL_ROWS)?,
            notes: writer.notes(template_overrides)?,
            sources: writer.sources()?,
            attachments: writer.attachments(attachments)?,
            organization,
        };
        page.notes.extend(writer.display_note()?);
        Ok(page)
    }
}

/// Writes parts of a page, and counts what foreign text had to be changed.
struct Writer<'a> {
    report: &'a Report,
    words: &'a Words,
    glyphs: Glyphs,
    changes: Changes,
}

type Sentences = Result<Vec<String>, Error>;

impl Writer<'_> {
    /// Foreign text, fit for the page.
    fn foreign(&mut self, text: &str) -> String {
        let (shown, changes) = display::show(text, EXCERPT, &self.glyphs);
        self.changes.add(changes);
        shown
    }

    /// Foreign text that has little room.
    fn brief(&mut self, text: &str, longest: usize) -> String {
        let letters = text.chars().count();
        if letters <= longest {
            return self.foreign(text);
        }
        self.changes.shortened_texts += 1;
        let cut: String = text.chars().take(longest - 1).collect();
        self.foreign(&format!("{}…", cut.trim_end()))
    }

    fn day(&self, day: NaiveDate) -> String {
        self.words.formats.day(day)
    }

    /// A day without its year, where that is the period's.
    fn brief_day(&self, day: NaiveDate) -> String {
        if day.year() == self.report.period.to.year() {
            self.words.formats.short_day(day)
        } else {
            self.words.formats.numeric_day(day)
        }
    }

    fn number(&self, value: i64) -> String {
        self.words.formats.integer(value)
    }

    /// A word of ours where there is one, else what the table says.
    fn word(&mut self, prefix: &str, name: &str) -> String {
        let id = format!("{prefix}-{}", name.replace(' ', "-"));
        self.words.text(&id).unwrap_or_else(|_| self.brief(name, 30))
    }

    fn period(&self) -> Result<String, Error> {
        let span = self.report.period.span();
        let days = [("from", Figure::Day(span.from)), ("to", Figure::Day(span.to))];
        let is_week = Period { span } == Period::week_of(span.from);
        if !is_week {
            return Ok(self.words.sentence("period-span", &days)?);
        }
        let week = Figure::Text(span.from.iso_week().week().to_string());
        let [from, to] = days;
        Ok(self.words.sentence("period-week", &[("week", week), from, to])?)
    }

    fn as_of(&self) -> Result<Option<String>, Error> {
        let Some(instant) = self.report.as_of else { return Ok(None) };
        let zone: chrono_tz::Tz =
            self.report.period.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
        let day = Figure::Day(instant.with_timezone(&zone).date_naive());
        Ok(Some(self.words.sentence("as-of-line", &[("day", day)])?))
    }

    fn talk(&mut self) -> Result<Clock, Error> {
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
        if let (Some(originals), Some(negative)) =
            (span.row.original_count, span.row.negative_original_count)
        {
            let figures =
                [("originals", Figure::Count(originals)), ("negative", Figure::Count(negative))];
            lines.push(self.words.sentence("talk-originals", &figures)?);
        }
        Ok(lines)
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
        if let (Some(share), Some(baseline)) = (share("baseline"), self.report.case.baseline) {
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
        let basis = series.basis;
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
            note: self.words.text("talk-chart-note")?,
            alt: self.words.sentence(&format!("talk-chart-alt-{basis}"), &figures)?,
        }))
    }

    fn record(&mut self) -> Result<Clock, Error> {
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
    fn visibility(&self) -> Result<Option<String>, Error> {
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
        let figures = [
            ("pages", Figure::Count(urls.len() as i64)),
            ("from", Figure::Day(from)),
            ("to", Figure::Day(self.report.period.to)),
            ("best", Figure::Text(self.number(best))),
        ];
        Ok(Some(Chart {
            path: "/charts/rank-path.svg".to_owned(),
            title: self.words.text("record-chart-title")?,
            note: self.words.text("record-chart-note")?,
            alt: self.words.sentence("record-chart-alt", &figures)?,
        }))
    }

    /// Whether anybody looked in the last 14 days of the period: without a look there is no
    /// lingering and no being gone.
    fn has_looked(&self) -> bool {
        let since = self.report.period.to - Days::new(13);
        self.report.record.pages().any(|day| day.ok_count > 0 && since <= day.captured_on)
    }

    /// Whether there is any usable capture up to the end of the period.
    fn has_capture(&self) -> bool {
        self.report.record.pages().any(|day| day.ok_count > 0)
    }

    /// What the register comes to. A page is counted once, however many search terms show it, in
    /// the most pressing of its states.
    fn changes(&self) -> Sentences {
        if !self.has_capture() {
            return Ok(vec![self.words.text("nothing-captured")?]);
        }
        if !self.has_looked() {
            return Ok(vec![self.words.text("nothing-looked-at")?]);
        }
        let mut states: BTreeMap<&str, &str> = BTreeMap::new();
        let mut lingering: BTreeSet<&str> = BTreeSet::new();
        for page in &self.report.record.register {
            let state = states.entry(&page.url).or_insert(&page.state);
            if urgency(&page.state) < urgency(state) {
                *state = &page.state;
            }
            if page.is_lingering {
                lingering.insert(&page.url);
            }
        }
        let count = |state: &str| states.values().filter(|found| **found == state).count() as i64;
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
            .filter(|removal| removal.outcome.is_none() && removal.decided_on.is_none())
            .map(|removal| removal.days_open)
            .collect();
        if let Some(oldest) = open.iter().max() {
            let figures =
                [("count", Figure::Count(open.len() as i64)), ("days", Figure::Count(*oldest))];
            lines.push(self.words.sentence("change-open-removals", &figures)?);
        }
        Ok(lines)
    }

    /// The latest events; their numbers are their places in the whole list, as in the chart.
    fn events(&mut self) -> Vec<EventLine> {
        let report = self.report;
        let hidden = report.events.len().saturating_sub(EVENT_ROWS);
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

    fn register(&mut self) -> Result<Vec<RegisterLine>, Error> {
        let mut lines = Vec::new();
        for (number, page) in (1..).zip(shown_pages(self.report)) {
            lines.push(self.register_line(number, page)?);
        }
        Ok(lines)
    }

    fn register_line(&mut self, number: i64, page: &LingeringPage) -> Result<RegisterLine, Error> {
        let figures = [
            ("seen", Figure::Count(page.seen_count)),
            ("possible", Figure::Count(page.possible_count)),
        ];
        Ok(RegisterLine {
            number: number.to_string(),
            title: self.brief(&page.title, 64),
            domain: self.brief(&page.domain, 40),
            is_owned: page.is_owned,
            term: self.brief(&page.search_term, 40),
            first: self.brief_day(page.first_seen_on),
            last: self.brief_day(page.last_seen_on),
            seen: self.words.sentence("register-of", &figures)?,
            best: self.number(page.best_position),
            latest: self.number(page.latest_position),
            state: self.word("state", &page.state),
            state_name: page.state.clone(),
        })
    }

    /// For each viewpoint and search term, the latest capture of the period.
    fn first_pages(&mut self) -> Result<Vec<FirstPageLine>, Error> {
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

    fn tops(&self) -> Sentences {
        let heading = |cutoff: i64| {
            let figures = [("top", Figure::Text(self.number(cutoff)))];
            Ok(self.words.sentence("first-page-top", &figures)?)
        };
        CUTOFFS.into_iter().map(heading).collect()
    }

    fn tracked(&mut self) -> Sentences {
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

    fn captures(&self) -> Sentences {
        let pages = || self.report.record.pages();
        let span = self.report.period.span();
        let inside = pages().filter(|day| span.contains(day.captured_on));
        let (ok, failed, empty) = inside.fold((0, 0, 0), |(ok, failed, empty), day| {
            (ok + day.ok_count, failed + day.failed_count, empty + day.empty_count)
        });
        let mut good: Vec<NaiveDate> =
            pages().filter(|day| day.ok_count > 0).map(|day| day.captured_on).collect();
        good.sort_unstable();
        good.dedup();
        let figures = [
            ("ok", Figure::Count(ok)),
            ("failed", Figure::Count(failed)),
            ("empty", Figure::Count(empty)),
        ];
        let all = [("days", Figure::Count(good.len() as i64))];
        Ok(vec![
            self.words.sentence("captures-period", &figures)?,
            self.words.sentence("captures-all", &all)?,
        ])
    }

    /// Undecided requests first, the oldest of them at the top.
    fn removals(&mut self) -> Vec<RemovalLine> {
        let report = self.report;
        let mut removals: Vec<_> = report.removals.iter().collect();
        removals.sort_by_key(|removal| {
            (
                removal.outcome.is_some() || removal.decided_on.is_some(),
                removal.filed_on,
                removal.removal_id.clone(),
            )
        });
        removals
            .into_iter()
            .take(REMOVAL_ROWS)
            .map(|removal| RemovalLine {
                page: self.brief(removal.url.trim_start_matches("https://"), 48),
                channel: self.word("channel", &removal.channel),
                filed: self.brief_day(removal.filed_on),
                outcome: self.word("outcome", removal.outcome.as_deref().unwrap_or("undecided")),
                days: self.number(removal.days_open),
            })
            .collect()
    }

    fn more(&self, id: &str, all: usize, shown: usize) -> Result<Option<String>, Error> {
        let count = all.saturating_sub(shown) as i64;
        if count == 0 {
            return Ok(None);
        }
        Ok(Some(self.words.sentence(id, &[("count", Figure::Count(count))])?))
    }

    fn notes(&mut self, template_overrides: &[String]) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for note in &report.notes {
            lines.push(self.note(note)?);
        }
        for name in template_overrides {
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
        Ok(self.words.sentence(&format!("note-{}", note_name(note.kind)), &figures)?)
    }

    fn display_note(&self) -> Result<Option<String>, Error> {
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

    fn sources(&self) -> Result<String, Error> {
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

    fn attachments(&self, made: &[Made]) -> Result<Vec<Attachment>, Error> {
        made.iter().map(|made| self.attachment(&made.name)).collect()
    }

    fn attachment(&self, name: &str) -> Result<Attachment, Error> {
        let bare = name.strip_prefix("tables/").unwrap_or(name);
        let (mime, relationship, description) = match bare {
            "report.json" => ("application/json", "source", self.words.text("attachment-report")?),
            "manifest.json" => {
                ("application/json", "data", self.words.text("attachment-manifest")?)
            }
            table => {
                let figures = [("name", Figure::Text(table.trim_end_matches(".csv").to_owned()))];
                ("text/csv", "data", self.words.sentence("attachment-table", &figures)?)
            }
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

/// The name that a note's sentence goes by in the messages.
fn note_name(kind: NoteKind) -> String {
    let name = serde_json::to_value(kind).expect("a kind is plain data");
    name.as_str().expect("a kind is written as a word").to_owned()
}
