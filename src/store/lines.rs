//! What the lines of the ledger say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{Audit, DaySpan, Passport};

/// A file's length and time of change, by which it is known again without being opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length.
    pub byte_count: u64,
    /// When it was last written, in nanoseconds since the epoch, as text: JSON has no such number.
    pub modified_ns: String,
}

/// A file was read for a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When.
    pub at: DateTime<Utc>,
    /// For which case.
    pub case_id: String,
    /// Hash of everything in the config that the rows depend on.
    pub recipe: String,
    /// The scorer that its rows were labeled by, where they have texts to score.
    #[serde(default)]
    pub scorer: String,
    /// When these bytes were first met; earlier than `at` when they are read anew.
    pub first_seen_at: DateTime<Utc>,
    /// The table's name inside the file, where it lies inside.
    #[serde(default)]
    pub member: Option<String>,
    /// What the file turned out to be and what became of its rows.
    pub passport: Passport,
    /// The table files made of it, by table.
    pub tables: BTreeMap<String, TableFile>,
}

/// A table file of the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableFile {
    /// Where it lies, relative to the folder of tables.
    pub path: String,
    /// SHA-256 of its bytes, as they were read back.
    pub sha256: String,
}

/// A path was seen to hold certain bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// The file's length and time of change.
    pub stamp: Stamp,
}

/// A report stands under its name, whole and on the disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// When.
    pub at: DateTime<Utc>,
    /// Of which case.
    pub case_id: String,
    /// The report's id, which is also the name of its folder below that of the case.
    pub report_id: String,
    /// The days it is about.
    pub period: DaySpan,
    /// The instant beyond which it shows nothing, where one was asked for.
    pub as_of: Option<DateTime<Utc>>,
    /// Which of the reports on that period it is, from 1 up.
    pub revision: u32,
    /// The report that it takes the place of.
    pub supersedes: Option<String>,
    /// Whether it was made after the week for which it was due.
    pub is_late: bool,
    /// Whether it was made because it was due, and not because somebody asked for its period.
    pub is_unasked: bool,
    /// Hash of all that it depends on.
    pub key: String,
    /// SHA-256 of the config it was made with.
    pub config_sha256: String,
    /// The folder that it lies in.
    pub folder: String,
    /// SHA-256 of each of its files.
    pub files: BTreeMap<String, String>,
    /// The documents that keep less than they should, by name.
    #[serde(default)]
    pub impaired: Vec<String>,
    /// Who is to be sent which document.
    #[serde(default)]
    pub recipients: BTreeMap<String, BTreeSet<String>>,
}

/// A line was cut off while it was written; what there was of it was put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Torn {
    /// When that was found.
    pub at: DateTime<Utc>,
    /// How many bytes there were.
    pub byte_count: u64,
    /// SHA-256 of them.
    pub sha256: String,
}

/// Somebody had a report checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// When.
    pub at: DateTime<Utc>,
    /// Which report.
    pub report_id: String,
    /// The first thing that differed.
    pub difference: Option<String>,
}

/// Somebody was, or was not, sent a document of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    /// When the run began that did.
    pub at: DateTime<Utc>,
    /// The report.
    pub report_id: String,
    /// The document, by its name in the report's folder.
    pub document: String,
    /// SHA-256 of it.
    pub sha256: String,
    /// Who it is for.
    pub recipient: String,
    /// The Message-ID, the same at every attempt.
    pub message_id: String,
    /// What came of it.
    pub outcome: MailOutcome,
}

/// What came of an attempt to send a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum MailOutcome {
    /// A server took it, and said this.
    Sent {
        /// The server's answer.
        reply: String,
    },
    /// There is no server, and it lies in this folder as a file.
    PutOut {
        /// The file.
        path: String,
    },
    /// A server will not have it, now or later.
    Refused {
        /// The server's answer.
        reply: String,
    },
    /// It waits for another attempt.
    Waiting {
        /// Why.
        reason: String,
    },
}

/// An authority said that a seal was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamping {
    /// When the run began that asked.
    pub at: DateTime<Utc>,
    /// The report.
    pub report_id: String,
    /// SHA-256 of the authority's reply, as it is kept beside the seal.
    pub sha256: String,
    /// The instant it names.
    pub stamped_at: DateTime<Utc>,
}

/// What an account wrote was taken out of the store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// When.
    pub at: DateTime<Utc>,
    /// The names under which it was kept.
    pub pseudonyms: BTreeSet<String>,
    /// How many rows left the tables that count.
    pub rows: u64,
    /// The table files that are gone, as readings name them.
    pub tables: BTreeSet<String>,
    /// SHA-256 of the input files whose copies are gone.
    pub inputs: BTreeSet<String>,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(super) enum Line {
    Read(Box<Reading>),
    Seen(Sighting),
    Gone { at: DateTime<Utc>, path: String },
    Audited(Audit),
    Rendered(Box<Issue>),
    Superseded { at: DateTime<Utc>, report_id: String, by: String },
    Sealed { at: DateTime<Utc>, report_id: String, sha256: String },
    Verified(Check),
    Mailed(Mailing),
    Stamped(Stamping),
    Forgot(Forgotten),
    Torn(Torn),
}

impl Line {
    /// When the run began that wrote it.
    pub(super) fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Read(reading) => reading.at,
            Self::Seen(sighting) => sighting.at,
            Self::Audited(audit) => audit.at,
            Self::Rendered(issue) => issue.at,
            Self::Gone { at, .. } | Self::Superseded { at, .. } | Self::Sealed { at, .. } => *at,
            Self::Verified(check) => check.at,
            Self::Mailed(mailing) => mailing.at,
            Self::Stamped(stamping) => stamping.at,
            Self::Forgot(forgotten) => forgotten.at,
            Self::Torn(torn) => torn.at,
        }
    }
}
