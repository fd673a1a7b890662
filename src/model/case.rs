//! One incident of one organization: what counts as it, and where to look.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::label::Label;
use super::period::DaySpan;

/// One incident of one organization.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Case {
    /// A short name for files and folders: `a-z`, `0-9` and `-`.
    pub id: String,
    /// The organization's name, as a reader knows it.
    pub organization: String,
    /// Names under which a table of several organizations lists this one.
    pub subjects: Vec<String>,
    /// Words that make a text or a result an incident item.
    pub incident_terms: Vec<String>,
    /// What people type to find the organization.
    pub search_terms: Vec<SearchTerm>,
    /// Domains that the organization controls.
    pub owned_domains: Vec<String>,
    /// Labels fixed for an address or a domain.
    pub rules: Vec<Rule>,
    /// The first day of the incident, where the organization knows it.
    pub onset: Option<chrono::NaiveDate>,
    /// The quiet time before it.
    pub baseline: Option<DaySpan>,
    /// How close to the baseline is close enough.
    pub margins: Margins,
    /// What was planned to be done after an incident, and how fast.
    pub plan: Plan,
    /// How long access logs are kept.
    pub log_retention: LogRetention,
}

impl Case {
    /// The search term that `name` stands for, be it the term or one of its aliases.
    pub fn search_term(&self, name: &str) -> Option<&SearchTerm> {
        self.search_terms.iter().find(|term| term.answers_to(name))
    }

    /// Whether `name`, in a table of several organizations, is this one.
    pub fn is_subject(&self, name: &str) -> bool {
        is_same(&self.organization, name)
            || self.subjects.iter().any(|subject| is_same(subject, name))
    }
}

/// How close to the baseline is close enough, fixed before anyone has seen the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Margins {
    /// How much larger the negative share may be, from 0 to 1.
    pub share: f64,
}

impl Default for Margins {
    fn default() -> Self {
        Self { share: 0.05 }
    }
}

/// Within how many hours of the onset each answer was planned.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Somebody notices.
    pub notice_hours: Option<f64>,
    /// The facts are checked.
    pub fact_check_hours: Option<f64>,
    /// The first statement.
    pub statement_hours: Option<f64>,
    /// The apology.
    pub apology_hours: Option<f64>,
    /// Measures against recurrence.
    pub measures_hours: Option<f64>,
}

/// How long after a post the logs that lead to its author last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LogRetention {
    /// Days after which it is late.
    pub amber_days: i64,
    /// Days after which it may be too late.
    pub red_days: i64,
}

impl Default for LogRetention {
    fn default() -> Self {
        Self { amber_days: 60, red_days: 90 }
    }
}

/// A time in which a request has to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionClock {
    /// Its name.
    pub name: String,
    /// The grounds of requests to which it applies.
    pub bases: Vec<String>,
    /// So many days after filing.
    pub days: Option<u32>,
    /// So many calendar months after filing.
    pub months: Option<u32>,
    /// Requests filed before this day have no such clock.
    pub since: Option<chrono::NaiveDate>,
    /// So many days before it is due, it is due soon.
    #[serde(default = "DecisionClock::three_days")]
    pub due_soon_days: u32,
}

impl DecisionClock {
    fn three_days() -> u32 {
        3
    }
}

/// What people type to find the organization.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchTerm {
    /// The words typed.
    pub term: String,
    /// How much it counts beside the others; where no term of a case says so, as often as a search
    /// console saw each, else all alike.
    pub weight: Option<f64>,
    /// Other names for the same term in exports, such as the one before a rename.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl SearchTerm {
    fn answers_to(&self, name: &str) -> bool {
        is_same(&self.term, name) || self.aliases.iter().any(|alias| is_same(alias, name))
    }
}

/// Names are the same whatever the case of their letters.
fn is_same(a: &str, b: &str) -> bool {
    a.trim() == b.trim() || a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// A label fixed for an address or a whole domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The address, compared after canonicalization.
    pub url: Option<String>,
    /// The registrable domain.
    pub domain: Option<String>,
    /// What everything there is.
    pub label: Label,
}
