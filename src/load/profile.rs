//! Vendor profiles: how to recognize an export and what its columns are. One vendor is one file of
//! data under `profiles/`; a reader adds one in the config, in the same form.

use std::collections::BTreeMap;

use chrono::format::{Item, StrftimeItems};
use serde::{Deserialize, Serialize};

use super::Error;
use crate::model::{Kind, Label};

/// How to recognize one vendor's export, and what its columns are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The name the config uses.
    pub name: String,
    /// What it is, for people.
    #[serde(default)]
    pub title: String,
    /// What its rows are.
    pub kind: Kind,
    /// Header cells that must all be there for the file to be this.
    #[serde(default)]
    pub recognize: Vec<String>,
    /// Our column to the header cells that may hold it, the best first.
    #[serde(default)]
    pub columns: BTreeMap<String, Names>,
    /// Our column to a value that the export leaves unsaid.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Our column to words that mean nothing is there.
    #[serde(default)]
    pub missing: BTreeMap<String, Vec<String>>,
    /// How dates look, as `strftime` patterns; ISO 8601 and RFC 3339 need none.
    #[serde(default)]
    pub date_formats: Vec<String>,
    /// The zone of instants that name none; the config's where the vendor does not say.
    pub time_zone: Option<String>,
    /// The vendor's words for our labels, beside our own.
    #[serde(default)]
    pub labels: BTreeMap<String, Label>,
    /// Rows that tell of a capture that failed.
    pub failed: Option<Signs>,
    /// Rows that tell of a page without results.
    pub empty: Option<Signs>,
    /// What a capture covers.
    #[serde(default)]
    pub coverage: Coverage,
    /// How far down every capture looks, where the export does not show it.
    pub depth: Option<i64>,
    /// Whether counts tell how a feed was made up rather than how much was published.
    #[serde(default)]
    pub shares_only: bool,
    /// Whether cells are quoted at all.
    #[serde(default = "yes")]
    pub quoting: bool,
    /// Whether a row may be wider than the header, its surplus being parts of the last cell.
    #[serde(default)]
    pub last_cell_spills: bool,
    /// Whether a row may be narrower than the header.
    #[serde(default)]
    pub short_rows: bool,
}

fn yes() -> bool {
    true
}

/// Our names for what a row of a kind may hold.
pub fn known_columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Mentions => &[
            "mention_id",
            "published_at",
            "platform",
            "author",
            "url",
            "title",
            "text",
            "language",
            "label",
            "is_repost",
            "repost_of",
            "reach",
            "subject",
        ],
        Kind::MentionCounts => &[
            "counted_on",
            "source",
            "subject",
            "negative_count",
            "neutral_count",
            "positive_count",
        ],
        Kind::SearchResults => &[
            "captured_at",
            "engine",
            "search_term",
            "locale",
            "device",
            "depth",
            "status",
            "position",
            "url",
            "title",
            "snippet",
            "label",
            "is_owned",
        ],
        Kind::Events => &["case_id", "happened_on", "kind", "title", "url"],
        Kind::Removals => &[
            "case_id",
            "removal_id",
            "url",
            "channel",
            "basis",
            "filed_on",
            "decided_on",
            "outcome",
        ],
        Kind::Labels => &["case_id", "item", "label", "is_incident"],
    }
}

/// A name among `given` that is none of ours for a kind: it would be passed over, and its column lost.
pub fn unknown_column<'a>(
    kind: Kind,
    mut given: impl Iterator<Item = &'a String>,
) -> Option<&'a str> {
    let known = known_columns(kind);
    given.find(|name| !known.contains(&name.as_str())).map(String::as_str)
}

/// Whether a pattern is one that dates can be read by.
pub fn is_date_format(format: &str) -> bool {
    !StrftimeItems::new(format).any(|item| item == Item::Error)
}

/// One header name or several that serve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// Just this.
    One(String),
    /// Any of these, the best first.
    Any(Vec<String>),
}

impl Names {
    /// The names, the best first.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Any(names) => names,
        }
    }
}

/// What gives a row away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// Our name for the column to look at.
    pub column: String,
    /// How its cell begins.
    pub starts_with: Vec<String>,
}

/// What a capture covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// The whole result page, as deep as it goes.
    #[default]
    Page,
    /// Only the sites someone chose to track.
    Tracked,
}

impl Coverage {
    /// The word as it stands in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Tracked => "tracked",
        }
    }
}

impl Profile {
    /// Reads a profile from TOML.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, Error> {
        let profile: Self = toml::from_str(text).map_err(|error| Error::BadProfile {
            name: name.to_owned(),
            message: error.message().to_owned(),
        })?;
        profile.check()?;
        Ok(profile)
    }

    /// Every name of ours is one that its kind has.
    fn check(&self) -> Result<(), Error> {
        let given = self.columns.keys().chain(self.values.keys()).chain(self.missing.keys());
        match unknown_column(self.kind, given) {
            Some(name) => Err(Error::BadProfile {
                name: self.name.clone(),
                message: format!("{} have no column `{name}`", self.kind.name()),
            }),
            None => Ok(()),
        }
    }
}

/// The profiles there are: ours, then the reader's own.
#[derive(Debug, Clone)]
pub struct ProfileSet {
    profiles: Vec<Profile>,
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("profiles/", $name, ".toml")))),+]
    };
}

/// Ours, by name. The folder holds these and no others; a test says so.
pub const EMBEDDED: &[(&str, &str)] = embedded![
    "brand-monitor-counts",
    "brand-monitor-search",
    "brandwatch",
    "canonical-events",
    "canonical-labels",
    "canonical-mention-counts",
    "canonical-mentions",
    "canonical-removals",
    "canonical-search-results",
    "serpbear",
];

impl ProfileSet {
    /// Ours and `own`, of which a name of ours overrules ours.
    pub fn with(own: &[Profile]) -> Result<Self, Error> {
        let mut profiles: Vec<Profile> = Vec::new();
        for (name, text) in EMBEDDED {
            if !own.iter().any(|profile| profile.name == *name) {
                profiles.push(Profile::from_toml(name, text)?);
            }
        }
        for profile in own {
            profile.check()?;
            profiles.push(profile.clone());
        }
        Ok(Self { profiles })
    }

    /// The profile of that name.
    pub fn named(&self, name: &str) -> Result<&Profile, Error> {
        self.profiles.iter().find(|profile| profile.name == name).ok_or_else(|| {
            let known = self.profiles.iter().map(|profile| profile.name.clone()).collect();
            Error::UnknownProfile { name: name.to_owned(), known }
        })
    }

    /// Those whose rows are of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().filter(move |profile| profile.kind == kind)
    }
}
