//! What the config file says, word for word. Making it good is `job`'s work.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::load::Limits;
use crate::load::profile::{Coverage, Meaning, Names, Order, Profile, Signs};
use crate::model::display::did_you_mean;
use crate::model::{
    Counsel, DecisionClock, Kind, Label, LogRetention, Margins, Plan, Rule, SearchTerm,
};

/// The config that is written for a beginner, and whose top-level values stand where a config
/// leaves them out.
pub const DEFAULT: &str = include_str!("default.toml");

/// The name under which the program looks for a config.
pub const FILE_NAME: &str = "recover-report.toml";

/// A config cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none.
    #[error("there is no {}", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file system said no.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// It is no TOML, or not ours.
    #[error("{}:{line}: {message}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// What is wrong there.
        message: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { path } if path.ends_with(FILE_NAME) => Some(
                "`recover-report init .` writes one to start from; `--config FILE` names another"
                    .to_owned(),
            ),
            Self::Missing { .. } => Some("check the path that `--config` gives".to_owned()),
            Self::Read { .. } => None,
            Self::Parse { message, .. } => {
                unknown_name(message).or_else(|| Some("compare with what `init` writes".to_owned()))
            }
        }
    }
}

/// Guesses what a name that is not known was meant to be, from what serde says of it.
fn unknown_name(message: &str) -> Option<String> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (given, known) = names.split_first()?;
    if known.is_empty() {
        return None;
    }
    did_you_mean(given, known.iter().copied())
        .or_else(|| Some(format!("what may stand here: {}", known.join(", "))))
}

/// A config file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The zone of whatever names none.
    pub time_zone: Option<String>,
    /// Where reports go.
    pub output: Option<PathBuf>,
    /// Where what was read is kept.
    pub state: Option<PathBuf>,
    /// Where other processes put what they read.
    pub parts: Option<PathBuf>,
    /// The day from which on every week is to be reported; else the first that was.
    #[serde(default, deserialize_with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub reports_since: Option<NaiveDate>,
    /// Hours after the end of a week from which on its missing report is overdue.
    pub grace_hours: Option<u32>,
    /// Which editions to make.
    pub editions: Option<Vec<String>>,
    /// In which languages.
    pub languages: Option<Vec<String>>,
    /// In which forms.
    pub formats: Option<Vec<String>>,
    /// What the pages for counsel say beyond the numbers.
    #[serde(default)]
    pub counsel: Counsel,
    /// A folder of templates that lie over ours.
    pub templates: Option<PathBuf>,
    /// A folder of queries that lie over ours.
    pub queries: Option<PathBuf>,
    /// The cases.
    #[serde(default, rename = "case")]
    pub cases: Vec<CaseConfig>,
    /// Where their rows come from.
    #[serde(default, rename = "input")]
    pub inputs: Vec<InputConfig>,
    /// What becomes of people's names.
    #[serde(default)]
    pub privacy: PrivacyConfig,
    /// What is kept for whoever asks later.
    #[serde(default)]
    pub evidence: EvidenceConfig,
    /// How reports are sent.
    #[serde(default)]
    pub mail: MailConfig,
    /// An address that is called when an unattended run begins and ends.
    pub ping_url: Option<String>,
    /// What a file may ask of us.
    #[serde(default)]
    pub limits: Limits,
    /// Which scorer reads feelings from texts.
    #[serde(default)]
    pub scorer: ScorerConfig,
    /// Which engine runs the queries.
    #[serde(default)]
    pub engine: EngineConfig,
    /// Times in which requests have to be decided, beside those that the law sets.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<DecisionClock>,
    /// The reader's own vendor profiles.
    #[serde(default, rename = "profile")]
    pub profiles: Vec<Profile>,
}

/// What becomes of people's names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyConfig {
    /// The key of the pseudonyms under which authors are kept; made where there is none.
    pub pseudonym_key: Option<PathBuf>,
}

/// What is kept for whoever asks later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EvidenceConfig {
    /// Whether a copy of every input file and of the config is kept, by its hash.
    pub keep_inputs: bool,
    /// The key that every report is sealed with.
    pub seal_key: Option<PathBuf>,
    /// The authority that stamps every seal with the time.
    pub timestamp_url: Option<String>,
    /// The certificates that its replies have to lead to.
    pub timestamp_ca: Option<PathBuf>,
}

impl Default for EvidenceConfig {
    fn default() -> Self {
        Self { keep_inputs: true, seal_key: None, timestamp_url: None, timestamp_ca: None }
    }
}

/// Which engine runs the queries. Left out, it is the one in the program.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EngineConfig {
    /// Which.
    pub kind: Option<String>,
    /// The address of a cluster.
    pub url: Option<String>,
    /// A folder or an object store that every node of the cluster can read.
    pub tables: Option<String>,
    /// What the nodes call it.
    pub tables_seen_as: Option<String>,
}

/// How reports are sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// The sender; without one nothing is sent.
    pub from: Option<String>,
    /// The server; without one, mail is put into a folder.
    pub server: Option<String>,
    /// How what is said to it is kept secret.
    pub security: Option<String>,
    /// Who logs in there.
    pub user: Option<String>,
    /// The file of the password.
    pub password_file: Option<PathBuf>,
    /// Certificates that are trusted beside those of the machine.
    pub ca_file: Option<PathBuf>,
    /// How many seconds an answer may take.
    pub timeout_seconds: Option<u64>,
    /// The folder for mail where there is no server.
    pub outbox: Option<PathBuf>,
    /// The editions whose documents go along.
    pub attach: Option<Vec<String>>,
    /// From how many megabytes on a document does not.
    pub attach_mb: Option<u64>,
    /// Who is sent which edition of every case.
    pub recipients: BTreeMap<String, Vec<RecipientConfig>>,
}

/// Somebody who is sent reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "this is neither an address nor { to = \"…\", language = \"…\" }")]
pub enum RecipientConfig {
    /// In every language that there are reports in.
    Address(String),
    /// In one language.
    InLanguage {
        /// The address.
        to: String,
        /// The language.
        language: String,
    },
}

/// Which scorer reads feelings from texts. Left out, it is the one in the program.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorerConfig {
    /// Whether texts are scored at all; they are, where left out.
    pub enabled: Option<bool>,
    /// Models made by `recover-report train`, each for one language.
    #[serde(default)]
    pub models: Vec<PathBuf>,
    /// A program that reads and writes JSON Lines, and its arguments.
    pub command: Option<Vec<String>>,
    /// How many seconds it may take over a batch.
    pub timeout_seconds: Option<u64>,
    /// How many texts are a batch.
    pub batch_rows: Option<usize>,
    /// What it depends on that cannot be seen from here.
    pub version: Option<String>,
    /// A model of fastText's.
    pub fasttext: Option<PathBuf>,
    /// What its labels mean.
    #[serde(default)]
    pub labels: BTreeMap<String, Label>,
    /// The languages that the program or the model is asked about.
    #[serde(default)]
    pub languages: Vec<String>,
    /// A polarity closer to zero than this is neutral.
    pub neutral_band: Option<f64>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseConfig {
    /// A short name.
    pub id: String,
    /// The organization's name.
    pub organization: String,
    /// The case's zone.
    pub time_zone: Option<String>,
    /// The languages of its reports.
    pub languages: Option<Vec<String>>,
    /// Names in tables of several organizations.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// What makes an incident item.
    #[serde(default)]
    pub incident_terms: Vec<String>,
    /// What people type.
    #[serde(default)]
    pub search_terms: Vec<SearchTerm>,
    /// Domains the organization controls.
    #[serde(default)]
    pub owned_domains: Vec<String>,
    /// Labels fixed for addresses and domains.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The first day of the incident.
    #[serde(default, deserialize_with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub onset: Option<NaiveDate>,
    /// The quiet time before it.
    pub baseline: Option<SpanConfig>,
    /// How close to the baseline is close enough.
    #[serde(default)]
    pub margins: Margins,
    /// Within how many hours each answer was planned.
    #[serde(default)]
    pub plan: Plan,
    /// How long access logs are kept.
    #[serde(default)]
    pub log_retention: LogRetention,
    /// Who is sent which edition of its reports.
    #[serde(default)]
    pub recipients: BTreeMap<String, Vec<RecipientConfig>>,
}

/// A run of days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanConfig {
    /// The first day.
    #[serde(deserialize_with = "day")]
    pub from: NaiveDate,
    /// The last day.
    #[serde(deserialize_with = "day")]
    pub to: NaiveDate,
}

/// One sort of input file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputConfig {
    /// What its rows are.
    pub kind: Kind,
    /// Where its files are.
    pub files: Vec<String>,
    /// The case its rows are about.
    pub case: Option<String>,
    /// The vendor's form.
    pub profile: Option<String>,
    /// Our columns to theirs.
    #[serde(default)]
    pub columns: BTreeMap<String, Names>,
    /// Our columns to values the export leaves unsaid.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Our columns to words that mean nothing is there.
    #[serde(default)]
    pub missing: BTreeMap<String, Vec<String>>,
    /// Their words for our labels.
    #[serde(default)]
    pub labels: BTreeMap<String, Meaning>,
    /// Labels are numbers from minus this to this.
    pub label_scale: Option<f64>,
    /// Our columns to their words and ours for them.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// Our columns to patterns with one group, which is what counts of a cell.
    #[serde(default)]
    pub extract: BTreeMap<String, String>,
    /// Our columns to what is put before their cells.
    #[serde(default)]
    pub prefix: BTreeMap<String, String>,
    /// Our columns whose blank cells repeat the cell above.
    #[serde(default)]
    pub fill_down: Vec<String>,
    /// Rows that are no data.
    #[serde(default)]
    pub skip: Vec<Signs>,
    /// The order of day, month and year in dates of three numbers.
    pub day_order: Option<Order>,
    /// A pattern for the file's name whose named groups are columns of ours.
    pub file_name: Option<String>,
    /// The number of the first position.
    pub first_position: Option<i64>,
    /// Whether texts hold HTML entities.
    pub unescape: Option<bool>,
    /// Whether a row may be narrower than the header.
    pub short_rows: Option<bool>,
    /// How dates look.
    #[serde(default)]
    pub date_formats: Vec<String>,
    /// The zone of instants that name none.
    pub time_zone: Option<String>,
    /// How bytes become text.
    pub encoding: Option<String>,
    /// Rows that tell of a capture that failed.
    pub failed: Option<Signs>,
    /// Rows that tell of a page without results.
    pub empty: Option<Signs>,
    /// What a capture covers.
    pub coverage: Option<Coverage>,
    /// How far down every capture looks.
    pub depth: Option<i64>,
    /// Whether counts tell how a feed was made up rather than how much was published.
    pub shares_only: Option<bool>,
    /// Whether the vendor's labels are believed before the scorer's.
    #[serde(default)]
    pub trusts_labels: bool,
}

impl Config {
    /// Reads a config file.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => Error::Missing { path: path.to_owned() },
            _ => Error::Read { path: path.to_owned(), source },
        })?;
        Self::parse(&text, path)
    }

    /// Reads a config, whose top-level values the default's stand in for.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Error> {
        let read = |text: &str| -> Result<Self, Error> {
            toml::from_str(text).map_err(|error: toml::de::Error| {
                let at = error.span().map_or(0, |span| span.start);
                let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
                let message = error.message().trim().replace('\n', " ");
                Error::Parse { path: path.to_owned(), line, message }
            })
        };
        let base = read(DEFAULT)?;
        let own = read(text)?;
        Ok(Self {
            time_zone: own.time_zone.or(base.time_zone),
            output: own.output.or(base.output),
            state: own.state.or(base.state),
            editions: own.editions.or(base.editions),
            languages: own.languages.or(base.languages),
            formats: own.formats.or(base.formats),
            ..own
        })
    }
}

/// A TOML date, or the same in quotes.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Date(toml::value::Datetime),
        Text(String),
    }
    let text = match Written::deserialize(deserializer)? {
        Written::Date(date) => date.to_string(),
        Written::Text(text) => text,
    };
    text.parse()
        .map_err(|_| serde::de::Error::custom(format!("{text:?} is no day like 2026-05-11")))
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    day(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, Error> {
        Config::parse(text, Path::new("recover-report.toml"))
    }

    #[test]
    fn the_default_is_a_config() {
        let config = parse(DEFAULT).unwrap();
        assert_eq!(config.cases[0].id, "example");
        assert_eq!(config.inputs.len(), 2);
    }

    #[test]
    fn what_a_config_leaves_out_the_default_says_but_never_a_case() {
        let config = parse("languages = [\"ja\"]").unwrap();
        assert_eq!(config.time_zone.as_deref(), Some("UTC"));
        assert_eq!(config.languages, Some(vec!["ja".to_owned()]));
        assert!(config.cases.is_empty() && config.inputs.is_empty());
    }

    #[test]
    fn a_mistyped_name_is_found_with_its_line() {
        let error = parse("\n[[case]]\nid = \"a\"\norganization = \"A\"\nincidnet_terms = []\n")
            .unwrap_err();
        assert!(
            error.to_string().starts_with("recover-report.toml:5: unknown field `incidnet_terms`")
        );
        assert_eq!(error.hint().as_deref(), Some("did you mean `incident_terms`?"));
    }

    #[test]
    fn days_are_written_with_and_without_quotes() {
        let case = "[[case]]\nid = \"a\"\norganization = \"A\"\n";
        for onset in ["2026-05-11", "\"2026-05-11\""] {
            let config = parse(&format!("{case}onset = {onset}")).unwrap();
            assert_eq!(config.cases[0].onset.unwrap().to_string(), "2026-05-11");
        }
        let refused = parse(&format!("{case}onset = \"spring\"")).unwrap_err();
        assert!(refused.to_string().contains("recover-report.toml:4: \"spring\" is no day"));
    }
}
