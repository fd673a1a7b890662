//! The page in one language: every word chosen, every number written, nothing left to compute.
//! Templates read it as `/page.json`.

mod actions;
pub mod block;
mod clocks;
mod counsel;
mod course;
mod executive;
mod lines;
mod verdicts;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Error, Made, fonts};
use crate::chart::negative_talk::EVENTS;
use crate::measure::rows::LingeringPage;
use crate::model::display::{self, Changes, EXCERPT, Glyphs};
use crate::model::hash::sha256;
use crate::report::Report;
use crate::report::changes::urgency;
use crate::report::wording::{Figure, Words};
use block::{Block, Section};
use verdicts::VerdictLine;

/// How many pages of the register the chart of positions shows.
const REGISTER_ROWS: usize = 8;

/// How many search terms the executive edition lists.
const TERM_ROWS: usize = 6;

/// The cuts of a first page, as the query makes them.
const CUTOFFS: [i64; 3] = [3, 10, 20];

/// The pages of one edition in one language.
#[derive(Debug, Serialize)]
pub struct Page {
    /// ISO 639-1.
    pub language: String,
    /// The edition.
    pub edition: String,
    /// The document's title.
    pub title: String,
    /// What it is about, for the document's metadata.
    pub description: String,
    /// The organization's name.
    pub organization: String,
    /// The period in words.
    pub period: String,
    /// What is to be known of the report itself: the day it is as of, that it is late, what it takes the
    /// place of.
    pub standing: Vec<String>,
    /// What stands at the head of every page.
    pub legend: Option<String>,
    /// Who is given a copy.
    pub distribution: Vec<String>,
    /// What the reader has to know before anything else.
    pub banner: Option<String>,
    /// What stands at the foot of every page.
    pub footer: String,
    /// Messages without figures, by name.
    pub words: BTreeMap<String, String>,
    /// How the two clocks stand.
    pub verdicts: Vec<VerdictLine>,
    /// The fast clock.
    pub talk: Clock,
    /// The slow clock.
    pub record: Clock,
    /// Which numbers of its chart are which sites.
    pub map_key: String,
    /// What was done, numbered as in the chart.
    pub events: Vec<EventLine>,
    /// How many earlier events there are.
    pub events_more: Option<String>,
    /// The edition's sections, by name.
    pub sections: BTreeMap<&'static str, Section>,
    /// The files inside the document.
    pub attachments: Vec<Attachment>,
    /// How many passages of foreign text it holds.
    #[serde(skip)]
    pub passages: usize,
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
    /// The heading of what is said in place of a chart.
    pub no_chart_title: String,
    /// What is said in place of a chart.
    pub no_chart: String,
}

/// What both editions say of the two clocks.
#[derive(Debug)]
struct Clocks {
    verdicts: Vec<VerdictLine>,
    talk: Clock,
    record: Clock,
    map_key: String,
}

/// A chart and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

/// The register's pages, the most pressing first: those that are still seen by where they stand, the
/// others by how lately they were.
pub fn by_urgency(report: &Report) -> Vec<&LingeringPage> {
    let mut pages: Vec<&LingeringPage> = report.record.register.iter().collect();
    let place = |page: &LingeringPage| match stands_at(page) {
        Some(position) => (None, position),
        None => (Some(Reverse(page.last_seen_on)), page.best_position),
    };
    pages.sort_by(|a, b| {
        (urgency(&a.state), place(a), &a.url, &a.search_term, &a.viewpoint).cmp(&(
            urgency(&b.state),
            place(b),
            &b.url,
            &b.search_term,
            &b.viewpoint,
        ))
    });
    pages
}

/// Where a page stands now, if it was seen lately.
fn stands_at(page: &LingeringPage) -> Option<i64> {
    let is_away = matches!(page.state.as_str(), "gone" | "below depth" | "unobserved");
    (!is_away).then_some(page.latest_position)
}

/// Those that the chart of positions shows.
pub fn shown_pages(report: &Report) -> Vec<&LingeringPage> {
    let mut pages = by_urgency(report);
    pages.truncate(REGISTER_ROWS);
    pages
}

/// What a page is made of besides its report and words.
#[derive(Debug, Clone, Copy)]
pub struct Extras<'a> {
    /// The files inside the document.
    pub attachments: &'a [Made],
    /// Templates that are not the program's own.
    pub overrides: &'a [String],
    /// The message of what the reader has to know before anything else.
    pub banner: Option<&'a str>,
    /// Passages of foreign text that cannot be set, by their place in the order of writing.
    pub withheld: &'a BTreeSet<usize>,
}

impl Default for Extras<'_> {
    fn default() -> Self {
        static NONE: BTreeSet<usize> = BTreeSet::new();
        Self { attachments: &[], overrides: &[], banner: None, withheld: &NONE }
    }
}

impl Page {
    /// Writes an edition of a report out in one language.
    pub fn new<'a>(
        report: &'a Report,
        edition: &str,
        words: &'a Words,
        extras: Extras<'a>,
    ) -> Result<Self, Error> {
        let glyphs = fonts::glyphs().with_marks(report.marks_per_letter);
        let manifest = extras.attachments.iter().find(|made| made.name == "manifest.json");
        let manifest = manifest.map(|made| sha256(&made.bytes));
        let tables = extras
            .attachments
            .iter()
            .filter_map(|made| made.name.strip_prefix("tables/")?.strip_suffix(".csv"))
            .collect();
        let mut writer = Writer {
            report,
            words,
            glyphs,
            changes: Changes::default(),
            manifest,
            tables,
            withheld: extras.withheld,
            passages: 0,
        };
        let is_counsel = edition == "counsel";
        let organization = if is_counsel {
            writer.foreign(&report.case.organization)
        } else {
            writer.brief(&report.case.organization, 80)
        };
        let period = writer.period()?;
        let days = [
            ("organization", Figure::Text(organization.clone())),
            ("period", Figure::Text(period.clone())),
        ];
        let clocks = Clocks {
            verdicts: writer.verdicts()?,
            talk: writer.talk()?,
            record: writer.record()?,
            map_key: writer.map_key()?,
        };
        let mut sections =
            if is_counsel { writer.counsel(&clocks)? } else { writer.executive()? };
        let counsel = &report.counsel;
        let page = Self {
            language: words.language.code().to_owned(),
            edition: edition.to_owned(),
            title: words.sentence("title-for", &days)?,
            description: words.sentence("description", &days)?,
            period,
            standing: writer.standing()?,
            legend: match &counsel.legend {
                Some(legend) if is_counsel => Some(writer.foreign(legend)),
                _ => None,
            },
            distribution: if is_counsel {
                counsel.distribution.iter().map(|name| writer.foreign(name)).collect()
            } else {
                Vec::new()
            },
            banner: match extras.banner {
                Some(id) => Some(words.text(id)?),
                None => None,
            },
            footer: writer.footer()?,
            words: words.plain(),
            verdicts: clocks.verdicts,
            talk: clocks.talk,
            record: clocks.record,
            map_key: clocks.map_key,
            events: if is_counsel { Vec::new() } else { writer.events() },
            events_more: writer.more("events-more", report.events.len(), EVENTS)?,
            attachments: writer.attachments(extras.attachments)?,
            organization,
            sections: BTreeMap::new(),
            passages: 0,
        };
        let mut told = writer.overrides(extras.overrides)?;
        told.extend(writer.withheld_note()?);
        told.extend(writer.display_note()?);
        let last = if is_counsel { "measurement" } else { "notes" };
        if let Some(section) = sections.get_mut(last).filter(|_| !told.is_empty()) {
            match section.blocks.first_mut() {
                Some(Block::List { items, .. }) => items.extend(told),
                _ => section.blocks.insert(0, Block::list(told)),
            }
        }
        Ok(Self { sections, passages: writer.passages, ..page })
    }
}

/// Writes parts of a page, and counts what foreign text had to be changed.
struct Writer<'a> {
    report: &'a Report,
    words: &'a Words,
    glyphs: Glyphs,
    changes: Changes,
    /// SHA-256 of the manifest inside the document, in hex.
    manifest: Option<String>,
    /// The tables inside the document, by name.
    tables: BTreeSet<&'a str>,
    withheld: &'a BTreeSet<usize>,
    /// How many passages of foreign text were written so far.
    passages: usize,
}

/// What stands where a passage cannot be set.
const WITHHELD: &str = "⟨…⟩";

type Sentences = Result<Vec<String>, Error>;

impl Writer<'_> {
    /// Foreign text, fit for the page.
    fn foreign(&mut self, text: &str) -> String {
        self.passages += 1;
        if self.withheld.contains(&(self.passages - 1)) {
            return WITHHELD.to_owned();
        }
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

    /// What names the report on every page: its id, the day it is as of, its hash, and the program.
    fn footer(&self) -> Result<String, Error> {
        let day = ("day", Figure::Text(self.words.formats.numeric_day(self.known_on())));
        let mut parts = vec![self.report.id(), self.words.sentence("footer-as-of", &[day])?];
        if let Some(hash) = &self.manifest {
            let hash = ("hash", Figure::Text(hash[..16].to_owned()));
            parts.push(self.words.sentence("footer-manifest", &[hash])?);
        }
        parts.push(self.report.tool.clone());
        Ok(parts.join(" · "))
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
