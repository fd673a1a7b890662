//! Vendor profiles: how to recognize an export and what its columns are. One vendor is one file of
//! data under `profiles/`; a reader adds one in the config, in the same form.

use std::collections::BTreeMap;

use chrono::format::{Item, StrftimeItems};
use chrono_tz::Tz;
use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::Error;
use super::path::Path;
use super::sniff::loosely;
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
    /// Header cells, or paths, that must all be there for the file to be this. Of a list inside, one
    /// is enough.
    #[serde(default)]
    pub recognize: Vec<Names>,
    /// Whether header cells are compared loosely, and the profile asked only when no other fits.
    #[serde(default)]
    pub generic: bool,
    /// Whether it reads tables or JSON documents.
    #[serde(default)]
    pub format: Format,
    /// Where the rows of a JSON document are; without any, each document is a row.
    #[serde(default)]
    pub rows: Vec<RowsAt>,
    /// The columns of a file without a header, in order.
    #[serde(default)]
    pub header: Vec<String>,
    /// What the first row of such a file looks like: patterns by column.
    #[serde(default)]
    pub shape: BTreeMap<String, String>,
    /// A pattern for the file's name whose named groups are columns of ours.
    pub file_name: Option<String>,
    /// Our column to the header cells that may hold it, the best first.
    #[serde(default)]
    pub columns: BTreeMap<String, Names>,
    /// Our column to a value that the export leaves unsaid.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Our column to words that mean nothing is there.
    #[serde(default)]
    pub missing: BTreeMap<String, Vec<String>>,
    /// Our column to a text that is put before the cell, unless it is an address already.
    #[serde(default)]
    pub prefix: BTreeMap<String, String>,
    /// Our column to a pattern with one group, which is what counts of the cell.
    #[serde(default)]
    pub extract: BTreeMap<String, String>,
    /// Our column to their words and ours for them.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Our columns whose blank cells repeat the cell above, as merged cells leave them.
    #[serde(default)]
    pub fill_down: Vec<String>,
    /// Rows that are no data: totals, headings.
    #[serde(default)]
    pub skip: Vec<Signs>,
    /// How the days of a wide table become rows.
    pub unpivot: Option<Unpivot>,
    /// The file that completes these rows.
    pub join: Option<Join>,
    /// Whether titles and texts hold HTML entities.
    #[serde(default)]
    pub unescape: bool,
    /// How dates look, as `strftime` patterns; ISO 8601 and RFC 3339 need none.
    #[serde(default)]
    pub date_formats: Vec<String>,
    /// The order of day, month and year in dates of three numbers, where it is known.
    pub day_order: Option<Order>,
    /// The zone of instants that name none; the config's where the vendor does not say.
    pub time_zone: Option<String>,
    /// The vendor's words for our labels, beside our own, or numbers from -1 to 1 for them.
    #[serde(default)]
    pub labels: BTreeMap<String, Meaning>,
    /// Labels are numbers from minus this to this.
    pub label_scale: Option<f64>,
    /// Rows that tell of a capture that failed.
    pub failed: Option<Signs>,
    /// Rows that tell of a page without results.
    pub empty: Option<Signs>,
    /// What a capture covers.
    #[serde(default)]
    pub coverage: Coverage,
    /// How far down every capture looks, where the export does not show it.
    pub depth: Option<i64>,
    /// The number of the first position.
    #[serde(default = "one")]
    pub first_position: i64,
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
    /// Whether the reader wrote it.
    #[serde(skip)]
    pub is_own: bool,
}

fn yes() -> bool {
    true
}

fn one() -> i64 {
    1
}

/// In which order day, month and year stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 24-02-2015.
    DayFirst,
    /// 02/24/2015.
    MonthFirst,
    /// 15/02/24.
    YearFirst,
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::DayFirst, Self::MonthFirst, Self::YearFirst];

    /// The order in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day/month/year",
            Self::MonthFirst => "month/day/year",
            Self::YearFirst => "year/month/day",
        }
    }

    /// The order in the config.
    pub fn key(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
            Self::YearFirst => "year-first",
        }
    }
}

/// What a profile reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Tables with a header, in whatever file they stand; JSON documents of plain members, too.
    #[default]
    Table,
    /// JSON documents, into which columns are paths.
    Json,
}

/// Where rows are in a JSON document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsAt {
    /// The path of the rows; `$` is the document.
    pub at: String,
    /// What a row must say to count: path to words.
    #[serde(default, rename = "where")]
    pub only: BTreeMap<String, Vec<String>>,
    /// Columns that differ from the profile's.
    #[serde(default)]
    pub columns: BTreeMap<String, Names>,
    /// Values that differ from the profile's.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// A wide table, one column a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unpivot {
    /// A pattern for the header cells of such columns, whose named groups are columns of ours.
    pub column: String,
    /// What their cells are: a column of ours.
    pub value: String,
    /// Our column to the header cell that stands beside; `{}` is the one that matched.
    #[serde(default)]
    pub beside: BTreeMap<String, String>,
}

/// Rows of another file in the folder that complete these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The profile of that file.
    pub profile: String,
    /// The column, or path, by which rows of both belong together.
    pub on: String,
}

/// What a vendor's word for a label means.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meaning {
    /// A label.
    Label(Label),
    /// A polarity.
    Number(f64),
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
            "is_owned",
            "published_time",
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
            "unlabeled_count",
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
            "item_kind",
        ],
        Kind::SearchDemand => &[
            "search_term",
            "clicks",
            "impressions",
            "ctr",
            "position",
            "url",
            "device",
            "country",
            "demand_on",
        ],
        Kind::Events => &["case_id", "happened_on", "happened_at", "kind", "title", "url"],
        Kind::Removals => &[
            "case_id",
            "removal_id",
            "url",
            "channel",
            "basis",
            "filed_on",
            "acknowledged_on",
            "decided_on",
            "outcome",
            "posted_on",
            "is_poster_sought",
        ],
        Kind::Labels => &["case_id", "item", "label", "is_incident"],
        Kind::Claims => {
            &["case_id", "claim_id", "statement", "terms", "fact_check", "checked_on", "url"]
        }
        Kind::Commitments => &[
            "case_id",
            "commitment_id",
            "kind",
            "title",
            "made_on",
            "due_on",
            "done_on",
            "evidence",
        ],
        Kind::Controls => &["case_id", "series", "observed_on", "value"],
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
    fn loosen(&mut self) {
        match self {
            Self::One(name) => *name = loosely(name),
            Self::Any(names) => names.iter_mut().for_each(|name| *name = loosely(name)),
        }
    }

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
        Ok(profile.loosened())
    }

    /// Makes the names of a generic profile what header cells are compared with: loose ones. Of any
    /// other it changes nothing.
    pub fn loosened(mut self) -> Self {
        if self.generic {
            let names = self.recognize.iter_mut().chain(self.columns.values_mut());
            names.for_each(Names::loosen);
        }
        self
    }

    /// A profile that says nothing yet.
    pub fn blank(name: &str, kind: Kind) -> Self {
        let text = format!("name = {name:?}\nkind = {:?}\n", kind.name());
        toml::from_str(&text).expect("name and kind are all that a profile must have")
    }

    /// Every name of ours is one that its kind has, and every pattern is one.
    pub fn check(&self) -> Result<(), Error> {
        let bad = |message: String| Error::BadProfile { name: self.name.clone(), message };
        let unpivoted = self
            .unpivot
            .iter()
            .flat_map(|unpivot| unpivot.beside.keys().chain(std::iter::once(&unpivot.value)));
        let signs = self.failed.iter().chain(&self.empty).chain(&self.skip);
        let given = self
            .columns
            .keys()
            .chain(self.values.keys())
            .chain(self.missing.keys())
            .chain(self.extract.keys())
            .chain(self.prefix.keys())
            .chain(self.words.keys())
            .chain(&self.fill_down)
            .chain(self.rows.iter().flat_map(|rows| rows.columns.keys().chain(rows.values.keys())))
            .chain(unpivoted)
            .chain(signs.map(|signs| &signs.column));
        if let Some(name) = unknown_column(self.kind, given) {
            return Err(bad(format!("{} have no column `{name}`", self.kind.name())));
        }
        let patterns = self
            .extract
            .values()
            .chain(self.shape.values())
            .chain(&self.file_name)
            .chain(self.unpivot.iter().map(|unpivot| &unpivot.column));
        for text in patterns {
            pattern(text).map_err(|error| bad(format!("{text:?} is no pattern: {error}")))?;
        }
        if let Some(name) = self.shape.keys().find(|name| !self.header.contains(name)) {
            return Err(bad(format!("`shape` names `{name}`, and `header` does not")));
        }
        if let Some(format) = self.date_formats.iter().find(|format| !is_date_format(format)) {
            return Err(bad(format!("{format:?} is no pattern for dates")));
        }
        if let Some(zone) = self.time_zone.as_ref().filter(|zone| zone.parse::<Tz>().is_err()) {
            return Err(bad(format!("there is no time zone `{zone}`")));
        }
        if self.format == Format::Json {
            let names = self
                .columns
                .values()
                .chain(self.rows.iter().flat_map(|rows| rows.columns.values()));
            let paths = names.flat_map(|names| names.all().iter());
            let paths = paths.chain(self.recognize.iter().flat_map(|names| names.all().iter()));
            let paths = paths.chain(self.rows.iter().flat_map(|rows| rows.only.keys()));
            let paths = paths.chain(self.join.iter().map(|join| &join.on));
            let mut paths = paths.chain(self.rows.iter().map(|rows| &rows.at));
            if let Some(text) = paths.find(|text| Path::parse(text).is_none()) {
                return Err(bad(format!("{text:?} is no path")));
            }
        }
        Ok(())
    }

    /// The profile in the form of the config: as we wrote it with our remarks, where it is ours.
    pub fn as_toml(&self) -> String {
        let ours = EMBEDDED.iter().find(|(name, _)| *name == self.name && !self.is_own);
        match ours {
            Some((_, text)) => (*text).to_owned(),
            None => toml::to_string(self).expect("a profile can be written"),
        }
    }

    /// The other header names, or paths, that serve as a column of ours.
    pub fn names(&self, ours: &str) -> &[String] {
        self.columns.get(ours).map(Names::all).unwrap_or_default()
    }
}

/// A pattern, compiled, which may take up no more than a mebibyte.
pub fn pattern(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).size_limit(1 << 20).dfa_size_limit(1 << 20).build()
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
    "ahrefs-rank-tracker",
    "brand-monitor-counts",
    "brand-monitor-search",
    "brandwatch",
    "canonical-claims",
    "canonical-commitments",
    "canonical-controls",
    "canonical-events",
    "canonical-labels",
    "canonical-mention-counts",
    "canonical-mentions",
    "canonical-removals",
    "canonical-search-results",
    "crowdtangle",
    "dataforseo",
    "determ-media",
    "determ-social",
    "gdelt-doc",
    "gdelt-doc-json",
    "gdelt-gkg",
    "generic-count-totals",
    "generic-counts",
    "generic-events",
    "generic-labels",
    "generic-mentions",
    "generic-removals",
    "generic-search-results",
    "hootsuite",
    "lumen-notices",
    "mediacloud-counts",
    "mediacloud-stories",
    "meltwater",
    "reddit-comments",
    "reddit-submissions",
    "search-console-queries",
    "searchapi",
    "semrush-position-tracking",
    "serpapi",
    "serpapi-autocomplete",
    "serpbear",
    "serpbear-search-console",
    "serposcope",
    "serposcope-serp",
    "sprout",
    "talkwalker",
    "websearcher",
    "websearcher-searches",
    "x-api",
    "x-api-csv",
    "x-api-flat",
    "x-archive",
    "zyte-search",
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
            profiles.push(Profile { is_own: true, ..profile.clone().loosened() });
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

    /// All of them.
    pub fn all(&self) -> &[Profile] {
        &self.profiles
    }

    /// Those whose rows are of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Profile> {
        self.profiles.iter().filter(move |profile| profile.kind == kind)
    }
}
