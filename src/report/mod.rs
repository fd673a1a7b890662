//! `Report`: everything that any page shows, as plain data. Left of it there is polars and no
//! typst; right of it typst and no polars.

pub mod changes;
pub mod findings;
pub mod format;
pub mod notes;
pub mod wording;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::assess::docket::{Channel, LogClock, Request};
use crate::assess::effects::Followed;
use crate::assess::fading::{Fading, Foretold};
use crate::assess::promises::Lapse;
use crate::assess::record::{Sightings, Stability, Suggestions, VisibilityBand};
use crate::assess::response::Answer;
use crate::assess::sensitivity::Variant;
use crate::assess::storms::{Band, Nearest, Quiet, StormFacts};
use crate::assess::survival::Stay;
use crate::assess::themes::{Quote, ThemeFacts};
use crate::assess::{Assessment, Audited, Standing};
use crate::measure::Metrics;
use crate::measure::catalog::Catalog;
use crate::measure::rows::{
    CaptureDay, ClaimRegister, ClaimWeek, ControlDay, EventLogged, FirstPageShare, LingeringPage,
    NegativeShare, OwnedShare, PageItemKind, Promise, RankPoint, RecordSpan, RemovalDocket,
    SourceDay, TalkDay, TalkSpan, TalkVolume, TalkWeek, TermName, TrackedPosition, VanishedItems,
    Visibility,
};
use crate::model::hash::sha256;
use crate::model::revision::Revision;
use crate::model::{
    Case, Counsel, DaySpan, LogRetention, Margins, Needs, Note, Passport, Period, Plan, RejectedRow,
};
use crate::stats::{Interval, gaps, wilson};
use changes::Changes;
use findings::Finding;

/// The shape of `report.json`. A number with the same name and another meaning gets another one.
pub const SCHEMA_VERSION: u32 = 7;

/// The program and its version.
pub const TOOL: &str = concat!("recover-report ", env!("CARGO_PKG_VERSION"));

/// How many rejected rows a report lists; the passports count them all.
pub const REJECTED_LISTED: usize = 10_000;

/// Everything that any page of a report shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The shape of this file.
    pub schema_version: u32,
    /// The program that made it, with its version.
    pub tool: String,
    /// Whom it is about.
    pub case: CaseFacts,
    /// When.
    pub period: PeriodFacts,
    /// What the report is called after its case: its period, the day it is as of, its revision.
    pub name: String,
    /// Which of the reports on its period it is.
    pub revision: Revision,
    /// Set when the report shows only what was known at an instant.
    pub as_of: Option<DateTime<Utc>>,
    /// The editions asked for.
    pub editions: Vec<String>,
    /// The languages asked for.
    pub languages: Vec<String>,
    /// The forms asked for.
    pub formats: Vec<String>,
    /// What the pages for counsel say beyond the numbers.
    pub counsel: Counsel,
    /// How many combining marks a letter may carry on its pages.
    pub marks_per_letter: u32,
    /// How the two clocks stand.
    pub verdict: Verdicts,
    /// How they would stand, had one thing been chosen otherwise.
    pub sensitivity: Vec<Variant>,
    /// What changed since the span before.
    pub changes: Changes,
    /// The fast clock: what people say.
    pub talk: Talk,
    /// The slow clock: what a search still shows.
    pub record: Record,
    /// Removal requests.
    pub removals: Vec<RemovalDocket>,
    /// What was done.
    pub events: Vec<EventLogged>,
    /// What came of what was done, was asked for and was promised.
    pub actions: Actions,
    /// What makes a number doubtful.
    pub notes: Vec<Note>,
    /// Changes of the measurement that may look like changes of the world.
    pub findings: Vec<Finding>,
    /// What each input file turned out to be.
    pub inputs: Vec<Passport>,
    /// Rows we could not use; of very many, the first.
    pub rejected: Vec<RejectedRow>,
    /// Each metric's definition.
    pub methods: Vec<Method>,
    /// What the numbers depend on besides the inputs.
    pub provenance: Provenance,
}

/// Whom a report is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseFacts {
    /// The case's short name.
    pub id: String,
    /// The organization's name.
    pub organization: String,
    /// What makes an incident item.
    pub incident_terms: Vec<String>,
    /// What people type.
    pub search_terms: Vec<String>,
    /// Domains the organization controls.
    pub owned_domains: Vec<String>,
    /// The first day of the incident, as the config says it.
    pub onset: Option<NaiveDate>,
    /// The quiet time before it.
    pub baseline: Option<DaySpan>,
    /// How close to the baseline is close enough.
    pub margins: Margins,
    /// Within how many hours of the onset each answer was planned.
    pub plan: Plan,
    /// How long access logs are kept.
    pub log_retention: LogRetention,
}

/// How the two clocks stand. There is no blend of the two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// The fast clock.
    pub talk: Standing,
    /// The slow clock.
    pub record: Standing,
}

/// What came of what was done, was asked for and was promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// The answers to each storm.
    pub answers: Vec<Answer>,
    /// What followed events.
    pub followed: Vec<Followed>,
    /// Removal requests and their clocks, in the order of the docket.
    pub requests: Vec<Request>,
    /// How those decide to whom requests went.
    pub channels: Vec<Channel>,
    /// Posts whose author is sought.
    pub log_clocks: Vec<LogClock>,
    /// What was promised against recurrence.
    pub promises: Vec<Promise>,
    /// Promises that lapsed, and the storms that opened meanwhile.
    pub lapses: Vec<Lapse>,
    /// Other series that talk was held against.
    pub controls: Vec<ControlDay>,
}

/// When a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodFacts {
    /// `2026-W47`, or two days.
    pub name: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The zone in which a day is a day.
    pub time_zone: String,
}

impl PeriodFacts {
    /// Its days.
    pub fn span(&self) -> DaySpan {
        DaySpan { from: self.from, to: self.to }
    }
}

/// A row and the 95 % interval of the share in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimated<Row> {
    /// The row as the query gave it.
    pub row: Row,
    /// Wilson interval of the negative share; absent when nothing was scored.
    pub interval: Option<Interval>,
}

/// The fast clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// What it is measured by: `texts`, `counts`, or `shares` of a feed.
    pub basis: String,
    /// The quiet time that everything is compared with.
    pub quiet: Option<Quiet>,
    /// Why there is none.
    pub quiet_needs: Option<Needs>,
    /// The onset that was found, where the config says neither it nor a baseline.
    pub found_onset: Option<NaiveDate>,
    /// Its storms, in order.
    pub storms: Vec<StormFacts>,
    /// The day outside of storms that came nearest to opening one.
    pub nearest: Option<Nearest>,
    /// Whether the last days may be the opening of a storm.
    pub is_pending: bool,
    /// What is usual, day by day.
    pub bands: Vec<Band>,
    /// How the last storm fades.
    pub fading: Option<Fading>,
    /// The forecasts of earlier weeks beside what came.
    pub foretold: Vec<Foretold>,
    /// What people criticize.
    pub themes: Vec<ThemeFacts>,
    /// Why no words could be compared.
    pub themes_needs: Option<Needs>,
    /// Texts that stand for all the negative originals of the period, where no theme has any.
    pub quotes: Vec<Quote>,
    /// Statements that circulate.
    pub claims: Vec<ClaimRegister>,
    /// The same by week.
    pub claim_weeks: Vec<ClaimWeek>,
    /// Texts by day and platform.
    pub volume: Vec<TalkVolume>,
    /// Negative share by day, platform and language.
    pub shares: Vec<Estimated<NegativeShare>>,
    /// Talk by day.
    pub days: Vec<Estimated<TalkDay>>,
    /// Talk by week.
    pub weeks: Vec<Estimated<TalkWeek>>,
    /// The period and what it is compared with.
    pub spans: Vec<Estimated<TalkSpan>>,
    /// Items by day and source.
    pub sources: Vec<SourceDay>,
    /// What an audit of the labels found, and the share it corrects.
    pub audited: Option<Audited>,
    /// Mentions that later exports have no more.
    pub vanished: Vec<VanishedItems>,
}

/// The slow clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// When the incident was among the first ten results.
    pub sightings: Sightings,
    /// How long pages stay there.
    pub stay: Option<Stay>,
    /// How much result pages have changed.
    pub stability: Vec<Stability>,
    /// How far suggestions and related searches carry the incident.
    pub suggestions: Vec<Suggestions>,
    /// Visibility by week, over all weight sets.
    pub visibility_band: Vec<VisibilityBand>,
    /// Incident items among the first positions of each capture.
    pub first_pages: Vec<FirstPageShare>,
    /// What first pages are made of.
    pub owned: Vec<OwnedShare>,
    /// Attention on incident items, by week and weight set.
    pub visibility: Vec<Visibility>,
    /// The period and what it is compared with.
    pub spans: Vec<RecordSpan>,
    /// The digital tattoo.
    pub register: Vec<LingeringPage>,
    /// Positions of its pages over time.
    pub rank_path: Vec<RankPoint>,
    /// Captures by day.
    pub calendar: Vec<CaptureDay>,
    /// Days without a usable capture, within the rhythm of the rest.
    pub holes: Vec<DaySpan>,
    /// Positions that a rank tracker follows.
    pub tracked: Vec<TrackedPosition>,
    /// The names under which exports list each search term.
    pub names: Vec<TermName>,
    /// What pages show besides results.
    pub items: Vec<PageItemKind>,
}

/// What a metric is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// The metric.
    pub metric: String,
    /// Its definition, from the head of its query.
    pub definition: String,
    /// The query.
    pub sql: String,
    /// SHA-256 of it, in hex.
    pub sha256: String,
    /// Whether the reader's own query replaces ours.
    pub is_override: bool,
}

/// What the numbers depend on besides the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// SHA-256 of the config file, in hex.
    pub config_sha256: String,
    /// The scorer and its version.
    pub scorer: String,
    /// SHA-256 of the click-through curves, in hex.
    pub weight_sets_sha256: String,
    /// SHA-256 of the times in which requests have to be decided, in hex.
    pub clocks_sha256: String,
}

/// What a report is made from, besides its metrics.
pub struct Context<'a> {
    /// The case.
    pub case: &'a Case,
    /// The period.
    pub period: &'a Period,
    /// What the report is called after its case.
    pub name: String,
    /// Which of the reports on its period it is.
    pub revision: Revision,
    /// The name of the case's zone.
    pub time_zone: &'a str,
    /// Set when only what was known then is shown.
    pub as_of: Option<DateTime<Utc>>,
    /// The editions asked for.
    pub editions: &'a [String],
    /// The languages asked for.
    pub languages: &'a [String],
    /// The forms asked for.
    pub formats: &'a [String],
    /// What the pages for counsel say beyond the numbers.
    pub counsel: &'a Counsel,
    /// How many combining marks a letter may carry on its pages.
    pub marks_per_letter: u32,
    /// The metrics' definitions.
    pub catalog: &'a Catalog,
    /// What became of the input files.
    pub inputs: Vec<Passport>,
    /// Rows that were not used.
    pub rejected: Vec<RejectedRow>,
    /// Notes of earlier stages.
    pub notes: Vec<Note>,
    /// What the numbers depend on besides the inputs.
    pub provenance: Provenance,
}

impl Report {
    /// Gathers what was measured, adds intervals, and notes what is doubtful.
    pub fn new(context: Context<'_>, metrics: Metrics, assessment: Assessment) -> Self {
        let period = context.period;
        let case = context.case;
        let changes = Changes::of(&metrics, &assessment.basis, period.span);
        let holes = capture_holes(&metrics.capture_calendar);
        let mut report = Self {
            schema_version: SCHEMA_VERSION,
            tool: TOOL.to_owned(),
            case: CaseFacts {
                id: case.id.clone(),
                organization: case.organization.clone(),
                incident_terms: case.incident_terms.clone(),
                search_terms: case.search_terms.iter().map(|term| term.term.clone()).collect(),
                owned_domains: case.owned_domains.clone(),
                onset: case.onset,
                baseline: case.baseline,
                margins: case.margins,
                plan: case.plan,
                log_retention: case.log_retention,
            },
            period: PeriodFacts {
                name: period.name(),
                from: period.span.from,
                to: period.span.to,
                time_zone: context.time_zone.to_owned(),
            },
            name: context.name,
            revision: context.revision,
            as_of: context.as_of,
            editions: context.editions.to_vec(),
            languages: context.languages.to_vec(),
            formats: context.formats.to_vec(),
            counsel: context.counsel.clone(),
            marks_per_letter: context.marks_per_letter,
            verdict: Verdicts { talk: assessment.talk, record: assessment.record },
            sensitivity: assessment.sensitivity,
            changes,
            talk: Talk {
                basis: assessment.basis,
                quiet: assessment.quiet,
                quiet_needs: assessment.quiet_needs,
                found_onset: assessment.found_onset,
                storms: assessment.storms,
                nearest: assessment.nearest,
                is_pending: assessment.is_pending,
                bands: assessment.bands,
                fading: assessment.fading,
                foretold: assessment.foretold,
                themes: assessment.said.themes,
                themes_needs: assessment.said.needs,
                quotes: assessment.said.quotes,
                claims: metrics.claim_register,
                claim_weeks: metrics.claim_weeks,
                volume: metrics.talk_volume,
                shares: estimated(metrics.negative_share, |row| {
                    (row.negative_count, row.scored_count)
                }),
                days: estimated(metrics.talk_days, |row| (row.negative_count, row.scored_count)),
                weeks: estimated(metrics.talk_weeks, |row| (row.negative_count, row.scored_count)),
                spans: estimated(metrics.talk_spans, |row| (row.negative_count, row.scored_count)),
                sources: metrics.source_days,
                audited: assessment.audited,
                vanished: metrics.vanished_items,
            },
            record: Record {
                sightings: assessment.sightings,
                stay: assessment.stay,
                stability: assessment.stability,
                suggestions: assessment.suggestions,
                visibility_band: assessment.visibility_band,
                first_pages: metrics.first_page_share,
                owned: metrics.owned_share,
                visibility: metrics.visibility,
                spans: metrics.record_spans,
                register: metrics.lingering_register,
                rank_path: metrics.rank_path,
                calendar: metrics.capture_calendar,
                holes,
                tracked: metrics.tracked_positions,
                names: metrics.term_names,
                items: metrics.page_item_kinds,
            },
            removals: metrics.removal_docket,
            events: metrics.event_log,
            actions: Actions {
                answers: assessment.answers,
                followed: assessment.followed,
                requests: assessment.requests,
                channels: assessment.channels,
                log_clocks: assessment.log_clocks,
                promises: metrics.promise_register,
                lapses: assessment.lapses,
                controls: metrics.control_days,
            },
            notes: context.notes,
            findings: Vec::new(),
            inputs: context.inputs,
            rejected: context.rejected.into_iter().take(REJECTED_LISTED).collect(),
            methods: context.catalog.metrics().iter().map(Method::of).collect(),
            provenance: context.provenance,
        };
        report.findings = findings::of_report(&report);
        report.notes.extend(notes::of_report(&report));
        report.notes.sort();
        report.notes.dedup();
        report
    }

    /// The same without a word of what people wrote, and without what leads to them: what an
    /// executive's document shows and carries inside it. An address becomes its site and a short hash,
    /// so that rows of different tables still name the same page.
    pub fn for_executives(&self) -> Self {
        let mut report = self.clone();
        for item in report.talk.storms.iter_mut().flat_map(|storm| &mut storm.items) {
            item.text.clear();
            item.mention_id = short_hash(&item.mention_id);
            item.url = item.url.take().map(|url| without_path(&url));
        }
        // Even a single word may be a name.
        report.talk.themes.clear();
        report.talk.quotes.clear();
        for page in &mut report.record.register {
            page.title.clear();
            page.url = without_path(&page.url);
        }
        report.record.rank_path.iter_mut().for_each(|point| point.url = without_path(&point.url));
        report.removals.iter_mut().for_each(|removal| removal.url = without_path(&removal.url));
        let clocks = report.actions.log_clocks.iter_mut();
        clocks.for_each(|clock| clock.url = without_path(&clock.url));
        for claim in &mut report.talk.claims {
            claim.url = claim.url.take().map(|url| without_path(&url));
        }
        for row in &mut report.rejected {
            row.detail.clear();
        }
        report.counsel.distribution.clear();
        report.counsel.legend = None;
        report
    }

    /// The basis of talk that the pages tell of.
    pub fn talk_basis(&self) -> &str {
        &self.talk.basis
    }

    /// Talk in one of the spans, on the basis that the pages tell of.
    pub fn talk_span(&self, span: &str) -> Option<&Estimated<TalkSpan>> {
        let basis = self.talk_basis();
        self.talk.spans.iter().find(|found| found.row.span == span && found.row.basis == basis)
    }

    /// The record in one of the spans.
    pub fn record_span(&self, span: &str) -> Option<&RecordSpan> {
        self.record.spans.iter().find(|found| found.span == span)
    }

    /// The report's id: its case and its name.
    pub fn id(&self) -> String {
        format!("{}-{}", self.case.id, self.name)
    }
}

/// An address without what may name somebody: its host, and a hash of the whole.
fn without_path(address: &str) -> String {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    format!("{}/{}", host.unwrap_or_default(), short_hash(address))
}

/// Enough of a hash to tell the rows of one report apart.
fn short_hash(text: &str) -> String {
    let mut hash = sha256(text.as_bytes());
    hash.truncate(12);
    hash
}

impl Method {
    fn of(metric: &crate::measure::catalog::Metric) -> Self {
        Self {
            metric: metric.name.clone(),
            definition: metric.definition.clone(),
            sql: metric.sql.clone(),
            sha256: metric.sha256(),
            is_override: metric.is_override,
        }
    }
}

fn estimated<Row>(rows: Vec<Row>, counts: fn(&Row) -> (i64, i64)) -> Vec<Estimated<Row>> {
    rows.into_iter()
        .map(|row| {
            let (count, total) = counts(&row);
            Estimated { row, interval: wilson(count, total) }
        })
        .collect()
}

impl Record {
    /// The calendar of whole pages, which is what holes are holes in.
    pub fn pages(&self) -> impl Iterator<Item = &CaptureDay> {
        pages(&self.calendar)
    }

    /// The days with a usable capture of a page, of any term.
    pub fn good_days(&self) -> BTreeSet<NaiveDate> {
        good_days(&self.calendar)
    }
}

fn pages(calendar: &[CaptureDay]) -> impl Iterator<Item = &CaptureDay> {
    calendar.iter().filter(|day| day.coverage == "page")
}

fn good_days(calendar: &[CaptureDay]) -> BTreeSet<NaiveDate> {
    pages(calendar).filter(|day| day.ok_count > 0).map(|day| day.captured_on).collect()
}

/// Spans of days without a usable capture of a page, of any term, within the rhythm of the days
/// with one.
fn capture_holes(calendar: &[CaptureDay]) -> Vec<DaySpan> {
    gaps(&good_days(calendar).into_iter().collect::<Vec<_>>())
}
