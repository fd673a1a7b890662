//! The page in one language: every word chosen, every number written, nothing left to compute.
//! Templates read it as `/page.json`.

mod actions;
mod clocks;
mod course;
mod lines;
mod verdicts;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Error, Made, fonts};
use crate::measure::rows::LingeringPage;
use crate::model::display::{self, Changes, EXCERPT, Glyphs};
use crate::report::Report;
use crate::report::wording::{Figure, Words};
use verdicts::VerdictLine;

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
    /// How the two clocks stand.
    pub verdicts: Vec<VerdictLine>,
    /// What talk and record went through.
    pub course: Vec<String>,
    /// What was done, and what came of it.
    pub actions: Vec<String>,
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
        let glyphs = fonts::glyphs().with_marks(report.marks_per_letter);
        let mut writer = Writer { report, words, glyphs, changes: Changes::default() };
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
            verdicts: writer.verdicts()?,
            course: writer.course()?,
            actions: writer.actions()?,
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

    fn more(&self, id: &str, all: usize, shown: usize) -> Result<Option<String>, Error> {
        let count = all.saturating_sub(shown) as i64;
        if count == 0 {
            return Ok(None);
        }
        Ok(Some(self.words.sentence(id, &[("count", Figure::Count(count))])?))
    }
}
