//! Makes typed rows of raw ones: instants in UTC, days in the case's zone, canonical addresses,
//! incident items told apart. A bad row is an answer here, never an error.

pub mod by_hand;
pub mod cells;
pub mod copies;
pub mod counts;
pub mod dates;
pub mod demand;
pub mod duplicates;
pub mod follow_up;
pub mod identity;
pub mod labeled;
pub mod labels;
pub mod language;
pub mod mentions;
mod months;
pub mod pseudonyms;
pub mod search;
pub mod terms;
pub mod text;
pub mod urls;
pub mod written;

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::load::{Pick, RawRow, Rows};
use crate::model::table::{
    Capture, Claim, Commitment, Control, Event, HumanLabel, Mention, MentionCount, PageItem,
    Removal, SearchDemand, SearchResult,
};
use crate::model::{Case, Kind, Label, Reason, Rule};
use dates::DateRule;
use identity::Mangled;
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

    /// Whether any of the texts, which are folded, or the address names the incident.
    pub fn is_incident(&self, folded: &[String], url: &str) -> bool {
        folded.iter().any(|text| self.terms.occur_in_folded(text)) || self.terms.occur_in_url(url)
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
    /// A capture, and what the row tells of it.
    Search(Box<Capture>, Shown),
    /// What people searched for.
    Demand(Box<SearchDemand>),
    /// An event.
    Event(Box<Event>),
    /// A removal request.
    Removal(Box<Removal>),
    /// A person's verdict.
    Label(Box<HumanLabel>),
    /// A claim.
    Claim(Box<Claim>),
    /// A promise.
    Commitment(Box<Commitment>),
    /// A day of a control series.
    Control(Box<Control>),
}

/// What a row tells of a capture.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Only that it was taken, and how that went.
    Nothing,
    /// A result.
    Result(Box<SearchResult>),
    /// Something besides the results.
    Item(Box<PageItem>),
}

/// Which case a row is about.
#[derive(Debug, Clone)]
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
    rule: Box<dyn RowRule>,
    route: Route,
    kind: Kind,
}

/// How the rows of a kind become typed ones.
trait RowRule: Sync {
    /// Makes a typed row of a raw one.
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason>;

    /// The word that the row's label is written in, where rows of the kind have one.
    fn label_word<'a>(&'a self, _row: &'a RawRow) -> Option<Cow<'a, str>> {
        None
    }
}

impl Normalizer {
    /// Finds the columns of a file that has just been opened.
    pub fn new(
        rows: &Rows,
        dates: DateRule,
        mangled: Option<Mangled>,
        origin: &Origin,
        hint: CaseHint<'_>,
    ) -> Self {
        let kind = rows.profile().kind;
        let rule: Box<dyn RowRule> = match kind {
            Kind::Mentions => Box::new(mentions::MentionRule::new(rows, dates, origin, mangled)),
            Kind::MentionCounts => Box::new(counts::CountRule::new(rows, dates, origin)),
            Kind::SearchResults => Box::new(search::SearchRule::new(rows, dates, origin)),
            Kind::SearchDemand => Box::new(demand::DemandRule::new(rows, dates, origin)),
            Kind::Events => Box::new(by_hand::EventRule::new(rows, dates, origin)),
            Kind::Removals => Box::new(by_hand::RemovalRule::new(rows, dates, origin)),
            Kind::Labels => Box::new(by_hand::LabelRule::new(rows, origin)),
            Kind::Claims => Box::new(follow_up::ClaimRule::new(rows, dates, origin)),
            Kind::Commitments => Box::new(follow_up::CommitmentRule::new(rows, dates, origin)),
            Kind::Controls => Box::new(follow_up::ControlRule::new(rows, dates, origin)),
        };
        let told = hint.named.or(hint.only).map(str::to_owned);
        // Search demand tells of all that people searched for; its terms name no case.
        let pick = match kind {
            Kind::SearchDemand => Pick::default(),
            _ => rows.pick(routing_column(kind)),
        };
        let route = match told {
            Some(case_id) if pick.is_absent() => Route::Fixed(case_id),
            told => Route::ByColumn(pick, told.filter(|_| kind != Kind::SearchResults)),
        };
        Self { rule, route, kind }
    }

    /// Whether a row is about a case; `None` when the column that would say is blank.
    pub fn is_about(&self, row: &RawRow, case: &Case) -> Option<bool> {
        match &self.route {
            Route::Fixed(case_id) => Some(case.id == *case_id),
            Route::ByColumn(pick, only) => match pick.from(row) {
                Some(name) => Some(is_name_of(self.kind, &name, case)),
                None => only.as_ref().map(|only| *only == case.id),
            },
        }
    }

    /// The name by which a row says which case it is about, if it does.
    pub fn name_in<'a>(&'a self, row: &'a RawRow) -> Option<Cow<'a, str>> {
        match &self.route {
            Route::Fixed(_) => None,
            Route::ByColumn(pick, _) => pick.from(row),
        }
    }

    /// Whether rows can be told apart by case at all.
    pub fn can_route(&self) -> bool {
        !matches!(&self.route, Route::ByColumn(pick, _) if pick.is_absent())
    }

    /// The column that says which case a row is about, for the reason of a row that leaves it blank.
    pub fn routing_column(&self) -> &'static str {
        routing_column(self.kind)
    }

    /// The word that a row's label is written in, where it has one.
    pub fn label_word<'a>(&'a self, row: &'a RawRow) -> Option<Cow<'a, str>> {
        self.rule.label_word(row)
    }

    /// Makes a typed row of a raw one.
    pub fn normalize(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        self.rule.typed(row, lens)
    }
}

/// The column that says when: the one whose order of day and month has to be known.
pub fn date_column(kind: Kind) -> &'static str {
    match kind {
        Kind::Mentions => "published_at",
        Kind::MentionCounts => "counted_on",
        Kind::SearchResults => "captured_at",
        Kind::SearchDemand => "demand_on",
        Kind::Removals => "filed_on",
        Kind::Events | Kind::Labels => "happened_on",
        Kind::Claims => "checked_on",
        Kind::Commitments => "made_on",
        Kind::Controls => "observed_on",
    }
}

fn routing_column(kind: Kind) -> &'static str {
    match kind {
        Kind::SearchResults | Kind::SearchDemand => "search_term",
        Kind::Mentions | Kind::MentionCounts => "subject",
        _ => "case_id",
    }
}

/// Whether a name that a file uses stands for a case.
pub fn is_name_of(kind: Kind, name: &str, case: &Case) -> bool {
    match kind {
        Kind::SearchResults | Kind::SearchDemand => case.search_term(name).is_some(),
        Kind::Mentions | Kind::MentionCounts => case.is_subject(name),
        _ => case.id == name,
    }
}
