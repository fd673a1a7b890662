//! Makes typed rows of raw ones: instants in UTC, days in the case's zone, canonical addresses,
//! incident items told apart. A bad row is an answer here, never an error.

pub mod by_hand;
pub mod cells;
pub mod counts;
pub mod dates;
pub mod duplicates;
pub mod language;
pub mod mentions;
pub mod search;
pub mod terms;
pub mod text;
pub mod urls;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::load::{Pick, RawRow, Rows};
use crate::model::table::{
    Capture, Event, HumanLabel, Mention, MentionCount, Removal, SearchResult,
};
use crate::model::{Case, Kind, Label, Reason, Rule};
use dates::DateRule;
use terms::Terms;

/// A case, made ready to look at rows with.
#[derive(Debug, Clone)]
pub struct Lens {
    /// The case.
    pub case: Case,
    /// Its time zone, which says what a day is.
    pub zone: Tz,
    terms: Terms,
    owned_domains: Vec<String>,
}

impl Lens {
    /// Compiles what the case looks for.
    pub fn new(case: &Case, zone: Tz) -> Self {
        Self {
            case: case.clone(),
            zone,
            terms: Terms::new(&case.incident_terms),
            owned_domains: case
                .owned_domains
                .iter()
                .map(|domain| domain.trim().to_lowercase())
                .collect(),
        }
    }

    /// Whether any of the texts, or the address, names the incident.
    pub fn is_incident(&self, texts: &[&str], url: &str) -> bool {
        texts.iter().any(|text| self.terms.occur_in(text)) || self.terms.occur_in_url(url)
    }

    /// Whether the organization controls the site of an address.
    pub fn owns(&self, url: &str) -> bool {
        self.owned_domains.iter().any(|domain| urls::is_below(url, domain))
    }

    /// The label that a rule of the case fixes for an address, if any does.
    pub fn ruled(&self, url: &str) -> Option<Label> {
        let applies = |rule: &&Rule| {
            rule.url.as_deref().is_some_and(|ruled| urls::canonical(ruled) == url)
                || rule.domain.as_deref().is_some_and(|domain| urls::is_below(url, domain))
        };
        self.case.rules.iter().find(applies).map(|rule| rule.label)
    }
}

/// Where a row comes from, and when we met it.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The first 16 hex digits of the SHA-256 of its file.
    pub file_id: String,
    /// When this program first saw that file.
    pub first_seen_at: DateTime<Utc>,
}

/// A typed row.
#[derive(Debug, Clone, PartialEq)]
pub enum Normal {
    /// A published text.
    Mention(Box<Mention>),
    /// A day's counts.
    Count(Box<MentionCount>),
    /// A capture, and the result of it that the row tells of, if any.
    Search(Box<Capture>, Option<Box<SearchResult>>),
    /// An event.
    Event(Box<Event>),
    /// A removal request.
    Removal(Box<Removal>),
    /// A person's verdict.
    Label(Box<HumanLabel>),
}

/// Which case a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The input feeds this case alone.
    Fixed(String),
    /// A column says; where it is blank, the case that the input names, or the only one there is.
    ByColumn(Pick, Option<String>),
}

/// Which case the rows of an input are about, as far as the config says.
#[derive(Debug, Clone, Copy, Default)]
pub struct CaseHint<'a> {
    /// The case that the input names.
    pub named: Option<&'a str>,
    /// The only case of the config.
    pub only: Option<&'a str>,
}

/// Knows how one file's rows become typed ones.
pub struct Normalizer {
    rule: KindRule,
    route: Route,
    kind: Kind,
}

enum KindRule {
    Mentions(mentions::MentionRule),
    Counts(counts::CountRule),
    Search(search::SearchRule),
    ByHand(by_hand::ByHandRule),
}

impl Normalizer {
    /// Finds the columns of a file that has just been opened.
    pub fn new(rows: &Rows, origin: &Origin, zone: Option<Tz>, hint: CaseHint<'_>) -> Self {
        let kind = rows.profile().kind;
        let dates = DateRule::new(rows.profile(), zone);
        let rule = match kind {
            Kind::Mentions => KindRule::Mentions(mentions::MentionRule::new(rows, dates, origin)),
            Kind::MentionCounts => KindRule::Counts(counts::CountRule::new(rows, dates, origin)),
            Kind::SearchResults => KindRule::Search(search::SearchRule::new(rows, dates, origin)),
            Kind::Events | Kind::Removals | Kind::Labels => {
                KindRule::ByHand(by_hand::ByHandRule::new(rows, dates, origin))
            }
        };
        let told = hint.named.or(hint.only).map(str::to_owned);
        let route = match (rows.pick(routing_column(kind)), told) {
            (Pick::Absent, Some(case_id)) => Route::Fixed(case_id),
            (pick, told) => Route::ByColumn(pick, told.filter(|_| kind != Kind::SearchResults)),
        };
        Self { rule, route, kind }
    }

    /// Whether a row is about a case; `None` when the column that would say is blank.
    pub fn is_about(&self, row: &RawRow, case: &Case) -> Option<bool> {
        match &self.route {
            Route::Fixed(case_id) => Some(case.id == *case_id),
            Route::ByColumn(pick, only) => match pick.from(row) {
                Some(name) => Some(is_name_of(self.kind, name, case)),
                None => only.as_ref().map(|only| *only == case.id),
            },
        }
    }

    /// The name by which a row says which case it is about, if it does.
    pub fn name_in<'a>(&'a self, row: &'a RawRow) -> Option<&'a str> {
        match &self.route {
            Route::Fixed(_) => None,
            Route::ByColumn(pick, _) => pick.from(row),
        }
    }

    /// Whether rows can be told apart by case at all.
    pub fn can_route(&self) -> bool {
        !matches!(self.route, Route::ByColumn(Pick::Absent, _))
    }

    /// The column that says which case a row is about, for the reason of a row that leaves it blank.
    pub fn routing_column(&self) -> &'static str {
        routing_column(self.kind)
    }

    /// Makes a typed row of a raw one.
    pub fn normalize(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        match &self.rule {
            KindRule::Mentions(rule) => rule.mention(row, lens).map(Box::new).map(Normal::Mention),
            KindRule::Counts(rule) => rule.count(row, lens).map(Box::new).map(Normal::Count),
            KindRule::Search(rule) => rule.line(row, lens),
            KindRule::ByHand(rule) => rule.row(row, lens),
        }
    }
}

fn routing_column(kind: Kind) -> &'static str {
    match kind {
        Kind::SearchResults => "search_term",
        Kind::Mentions | Kind::MentionCounts => "subject",
        Kind::Events | Kind::Removals | Kind::Labels => "case_id",
    }
}

/// Whether a name that a file uses stands for a case.
pub fn is_name_of(kind: Kind, name: &str, case: &Case) -> bool {
    match kind {
        Kind::SearchResults => case.search_term(name).is_some(),
        Kind::Mentions | Kind::MentionCounts => case.is_subject(name),
        Kind::Events | Kind::Removals | Kind::Labels => case.id == name,
    }
}
