//! One incident of one organization: what counts as it, and where to look.

use serde::{Deserialize, Serialize};

use super::label::Label;
use super::period::DaySpan;

/// One incident of one organization.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
