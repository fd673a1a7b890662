//! What a file turned out to be, and what became of each of its rows.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::note::Note;
use super::row::{Row, Value};
use super::table::{Column, ColumnType, Kind};

/// What a file turned out to be, for one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passport {
    /// The path, relative to the config where it lies below it. Of a table inside a file, its name
    /// follows that of the file.
    pub path: String,
    /// SHA-256 of its bytes, in hex; of a table inside a file, of that file's.
    pub sha256: String,
    /// What its rows name it by: the first 16 digits of the hash, and behind a dot the number of the
    /// table inside the file, where there are several.
    pub file_id: String,
    /// Its length.
    pub byte_count: u64,
    /// What its rows are.
    pub kind: Kind,
    /// The profile that read it.
    pub profile: String,
    /// Why that profile.
    pub recognized_by: String,
    /// What it is made of: `csv`, `json`, `json-lines`, `xlsx`, `xls`, `parquet`.
    pub format: String,
    /// How it is packed, from the outside in: `gzip`, `zstd`, `zip`.
    pub packing: Vec<String>,
    /// How its bytes became text; empty where they are no text.
    pub encoding: String,
    /// What separates its cells; empty where nothing does.
    pub delimiter: String,
    /// How many records stand before the header.
    pub preamble_records: usize,
    /// The line its header is on; 0 where it has none.
    pub header_line: u64,
    /// The files that complete its rows, and the SHA-256 of each.
    pub partners: BTreeMap<String, String>,
    /// Our columns, and the header cells that they are read from.
    pub columns: BTreeMap<String, String>,
    /// Header cells that are read as no column; of many, some.
    pub columns_unread: Vec<String>,
    /// The zone of instants that name none.
    pub zone: String,
    /// Who says so: the config, the profile or the case.
    pub zone_from: String,
    /// How its dates are read, and why.
    pub date_rule: String,
    /// Rows below the header, blank lines apart.
    pub rows_read: u64,
    /// Rows that became rows of a table.
    pub rows_kept: u64,
    /// Rows that say a capture failed or found nothing; they became captures, not results.
    pub rows_status: u64,
    /// Rows about another case.
    pub rows_set_aside: u64,
    /// Of those, names that stand for no case of the config, and how many rows bear each.
    pub unclaimed: BTreeMap<String, u64>,
    /// Rows we could not use, by reason.
    pub rows_rejected: BTreeMap<String, u64>,
    /// Rows that repeat one we have, by the rule that says so.
    pub rows_folded: BTreeMap<String, u64>,
    /// Of the rows kept, those that change one we have: a new label, a new text.
    pub rows_changed: BTreeMap<String, u64>,
    /// Characters that could not be decoded, by the header cell of their column.
    pub replaced_characters: BTreeMap<String, u64>,
    /// Rows with quotes in cells that are not quoted; they were read as part of the text.
    pub rows_with_stray_quotes: u64,
    /// The words that its labels are written in, and how often each comes; of many, some.
    pub label_words: BTreeMap<String, u64>,
    /// What an analyst should know of the file.
    pub warnings: Vec<Note>,
    /// The first instant it tells of.
    pub first_at: Option<DateTime<Utc>>,
    /// The last instant it tells of.
    pub last_at: Option<DateTime<Utc>>,
    /// The first day it tells of.
    pub first_on: Option<NaiveDate>,
    /// The last day it tells of.
    pub last_on: Option<NaiveDate>,
}

impl Passport {
    /// A passport of a file of which nothing is known but what its rows are.
    pub fn blank(kind: Kind) -> Self {
        Self {
            path: String::new(),
            sha256: String::new(),
            file_id: String::new(),
            byte_count: 0,
            kind,
            profile: String::new(),
            recognized_by: String::new(),
            format: String::new(),
            packing: Vec::new(),
            encoding: String::new(),
            delimiter: String::new(),
            preamble_records: 0,
            header_line: 0,
            partners: BTreeMap::new(),
            columns: BTreeMap::new(),
            columns_unread: Vec::new(),
            zone: String::new(),
            zone_from: String::new(),
            date_rule: String::new(),
            rows_read: 0,
            rows_kept: 0,
            rows_status: 0,
            rows_set_aside: 0,
            unclaimed: BTreeMap::new(),
            rows_rejected: BTreeMap::new(),
            rows_folded: BTreeMap::new(),
            rows_changed: BTreeMap::new(),
            replaced_characters: BTreeMap::new(),
            rows_with_stray_quotes: 0,
            label_words: BTreeMap::new(),
            warnings: Vec::new(),
            first_at: None,
            last_at: None,
            first_on: None,
            last_on: None,
        }
    }

    /// Whether every row read is kept, rejected, folded or about something else.
    pub fn balances(&self) -> bool {
        let rejected: u64 = self.rows_rejected.values().sum();
        let folded: u64 = self.rows_folded.values().sum();
        self.rows_read
            == self.rows_kept + self.rows_status + self.rows_set_aside + rejected + folded
    }

    /// How many rows were rejected, for any reason.
    pub fn rejected_count(&self) -> u64 {
        self.rows_rejected.values().sum()
    }

    /// Characters that could not be decoded, in all columns.
    pub fn replaced_count(&self) -> u64 {
        self.replaced_characters.values().sum()
    }

    /// Widens the days it tells of to hold `day`.
    pub fn tells_of(&mut self, day: NaiveDate) {
        self.first_on = Some(self.first_on.map_or(day, |first| first.min(day)));
        self.last_on = Some(self.last_on.map_or(day, |last| last.max(day)));
    }

    /// Widens the instants it tells of to hold `at`.
    pub fn tells_of_instant(&mut self, at: DateTime<Utc>) {
        self.first_at = Some(self.first_at.map_or(at, |first| first.min(at)));
        self.last_at = Some(self.last_at.map_or(at, |last| last.max(at)));
    }
}

/// A row we could not use, and why. Rejected rows are reported, never dropped in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The line it begins on.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a row could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has fewer cells than the header.
    TooFewCells {
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// It has more cells than the header, and the surplus is not blank.
    TooManyCells {
        /// Cells in the header.
        expected: usize,
        /// Cells in the row.
        found: usize,
    },
    /// A quote was opened and not closed, in this line or one above that took this one in.
    UnclosedQuote,
    /// Text stands behind the quote that closes its cell.
    StrayQuote,
    /// All of its cells are blank.
    Blank,
    /// A cell that must say something is blank.
    MissingValue {
        /// Our name for the column.
        column: &'static str,
    },
    /// A date no rule of the file can read.
    UnreadableDate {
        /// What stood there.
        value: String,
    },
    /// A date before 1990.
    ImplausibleDate {
        /// What stood there.
        value: String,
    },
    /// A date after the file was first seen.
    FutureDate {
        /// What stood there.
        value: String,
    },
    /// A line of JSON that is none.
    BrokenDocument {
        /// What is wrong with it.
        message: String,
    },
    /// The header once more.
    RepeatedHeader,
    /// A row that the profile says is no data: a total, a heading.
    Skipped,
    /// A row of somebody who is to be kept no more.
    Forgotten,
    /// A number that is none.
    UnreadableNumber {
        /// Our name for the column.
        column: &'static str,
        /// What stood there.
        value: String,
    },
    /// A word the column does not know.
    UnknownWord {
        /// Our name for the column.
        column: &'static str,
        /// What stood there.
        value: String,
    },
}

impl Reason {
    /// A short name that stays the same from version to version.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewCells { .. } => "too-few-cells",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::UnclosedQuote => "unclosed-quote",
            Self::StrayQuote => "stray-quote",
            Self::Blank => "blank-row",
            Self::MissingValue { .. } => "missing-value",
            Self::UnreadableDate { .. } => "unreadable-date",
            Self::ImplausibleDate { .. } => "implausible-date",
            Self::FutureDate { .. } => "future-date",
            Self::BrokenDocument { .. } => "broken-document",
            Self::RepeatedHeader => "repeated-header",
            Self::Skipped => "skipped",
            Self::Forgotten => "forgotten",
            Self::UnreadableNumber { .. } => "unreadable-number",
            Self::UnknownWord { .. } => "unknown-word",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewCells { expected, found } | Self::TooManyCells { expected, found } => {
                write!(f, "{found} cells where the header has {expected}")
            }
            Self::UnclosedQuote => write!(f, "a quote is opened, here or above, and not closed"),
            Self::StrayQuote => write!(f, "text stands behind the quote that closes its cell"),
            Self::Blank => write!(f, "every cell is blank"),
            Self::MissingValue { column } => write!(f, "`{column}` is blank"),
            Self::UnreadableDate { value } => write!(f, "{value:?} is not a date"),
            Self::ImplausibleDate { value } => {
                write!(f, "{value:?} lies before 1990")
            }
            Self::FutureDate { value } => {
                write!(f, "{value:?} lies after the file was first seen")
            }
            Self::BrokenDocument { message } => write!(f, "no JSON: {message}"),
            Self::RepeatedHeader => write!(f, "the header once more"),
            Self::Forgotten => write!(f, "of an account that is to be kept no more"),
            Self::Skipped => write!(f, "no data by the profile: a total or a heading"),
            Self::UnreadableNumber { column, value } => {
                write!(f, "{value:?} in `{column}` is not a number")
            }
            Self::UnknownWord { column, value } => {
                write!(f, "{value:?} in `{column}` is not a word we know")
            }
        }
    }
}

/// A rejected row as it is stored and written to `rejected.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RejectedRow {
    /// The file, as its passport names it.
    pub file: String,
    /// The line the row begins on.
    pub line: i64,
    /// The reason's short name.
    pub reason: String,
    /// The reason in words.
    pub detail: String,
}

impl Row for RejectedRow {
    const TABLE: &'static str = "rejected";
    const COLUMNS: &'static [Column] = &[
        Column { name: "file", holds: ColumnType::Text },
        Column { name: "line", holds: ColumnType::Integer },
        Column { name: "reason", holds: ColumnType::Text },
        Column { name: "detail", holds: ColumnType::Text },
    ];
    fn into_values(self) -> Vec<Value> {
        vec![
            Value::Text(self.file),
            Value::Integer(self.line),
            Value::Text(self.reason),
            Value::Text(self.detail),
        ]
    }
}
