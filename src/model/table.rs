//! Every table, every column name and every column type, in one place.
//!
//! Only types that every engine reads alike: 64-bit integers and floats, text, days, instants in
//! microseconds without a zone, and truth values. Buckets of time are columns, so that no query
//! has to compute one.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::row::{Cell, Row, Value};

/// One column of a canonical table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name a query uses.
    pub name: &'static str,
    /// What it holds.
    pub holds: ColumnType,
}

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// 64-bit integer.
    Integer,
    /// 64-bit float.
    Float,
    /// UTF-8 text.
    Text,
    /// Truth value.
    Boolean,
    /// Calendar day.
    Day,
    /// Microseconds since the epoch, UTC, without a zone.
    Instant,
}

/// What one row of an input file is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A published text naming the organization.
    Mentions,
    /// A day's count per label, where a source gives no texts.
    MentionCounts,
    /// One line of one captured result page.
    SearchResults,
    /// Something the organization or the world did.
    Events,
    /// One removal or delisting request and its fate.
    Removals,
    /// A person's verdict on one mention or page.
    Labels,
}

impl Kind {
    /// The kind's name in the config.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::MentionCounts => "mention-counts",
            Self::SearchResults => "search-results",
            Self::Events => "events",
            Self::Removals => "removals",
            Self::Labels => "labels",
        }
    }

    /// Whether its files are kept by hand and edited in place, so that the newest one counts.
    /// Exports, on the other hand, add up.
    pub fn is_kept_by_hand(self) -> bool {
        matches!(self, Self::Events | Self::Removals | Self::Labels)
    }
}

macro_rules! table {
    ($(#[$about:meta])* $row:ident = $table:literal {
        $($(#[$what:meta])* $column:ident: $holds:ty,)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $row {
            $($(#[$what])* pub $column: $holds,)*
        }

        impl Row for $row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [Column] = &[
                $(Column { name: stringify!($column), holds: <$holds as Cell>::TYPE },)*
            ];
            fn into_values(self) -> Vec<Value> {
                vec![$(self.$column.into_value(),)*]
            }
        }
    };
}

table! {
    /// One published text naming the organization.
    Mention = "mentions" {
        /// The case it was loaded for.
        case_id: String,
        /// The vendor's identity for it, or one made from address, text, author and instant.
        mention_id: String,
        /// Where it was published, in lower case.
        platform: String,
        /// Who published it, as the export says.
        author: Option<String>,
        /// Its canonical address.
        url: Option<String>,
        /// The registrable domain of the address.
        domain: Option<String>,
        /// ISO 639-1 code, or `und`.
        language: String,
        /// Its title, where it has one.
        title: Option<String>,
        /// What it says.
        text: String,
        /// When it was published.
        published_at: DateTime<Utc>,
        /// The day of that in the case's zone.
        published_on: NaiveDate,
        /// The Monday of that day's week.
        week_start: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// Weeks since 1969-12-29.
        week_index: i64,
        /// How it feels; absent when nobody could say.
        label: Option<String>,
        /// Who said so: human, rule, vendor or scorer.
        label_source: Option<String>,
        /// From -1 to 1, where a scorer spoke.
        polarity: Option<f64>,
        /// What the vendor said, believed or not.
        vendor_label: Option<String>,
        /// Whether it mentions the incident.
        is_incident: bool,
        /// Whether the organization published it.
        is_owned: bool,
        /// Whether it repeats another text without a comment of its own.
        is_repost: bool,
        /// How many people it may have reached, as the vendor says.
        reach: Option<i64>,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A day's count per label, where a source gives no texts.
    MentionCount = "mention_counts" {
        /// The case it was loaded for.
        case_id: String,
        /// Who counted.
        source: String,
        /// The day counted.
        counted_on: NaiveDate,
        /// The Monday of that day's week.
        week_start: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// Weeks since 1969-12-29.
        week_index: i64,
        /// Negative items.
        negative_count: i64,
        /// Neutral items.
        neutral_count: i64,
        /// Positive items.
        positive_count: i64,
        /// Whether the total says how full a feed was rather than how much was published.
        is_shares_only: bool,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// One result page at one instant, from one viewpoint.
    Capture = "captures" {
        /// The case it was loaded for.
        case_id: String,
        /// Names the capture: viewpoint, search term and instant.
        capture_id: String,
        /// Engine, locale and device, as one word.
        viewpoint: String,
        /// The words searched for.
        search_term: String,
        /// `page` when the whole result page was taken, `tracked` when only chosen sites were.
        coverage: String,
        /// When it was taken.
        captured_at: DateTime<Utc>,
        /// The day of that in the case's zone.
        captured_on: NaiveDate,
        /// The Monday of that day's week.
        week_start: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// Weeks since 1969-12-29.
        week_index: i64,
        /// `ok`, `empty` or `failed`.
        status: String,
        /// How far down it looked.
        depth: i64,
        /// How many results it holds.
        result_count: i64,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// One line of one captured result page.
    SearchResult = "search_results" {
        /// The case it was loaded for.
        case_id: String,
        /// The capture it belongs to.
        capture_id: String,
        /// Engine, locale and device, as one word.
        viewpoint: String,
        /// The words searched for.
        search_term: String,
        /// When it was taken.
        captured_at: DateTime<Utc>,
        /// The day of that in the case's zone.
        captured_on: NaiveDate,
        /// The Monday of that day's week.
        week_start: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// Weeks since 1969-12-29.
        week_index: i64,
        /// 1 is the top.
        position: i64,
        /// The canonical address.
        url: String,
        /// Its registrable domain.
        domain: String,
        /// The title shown.
        title: String,
        /// The lines shown under the title.
        snippet: String,
        /// How it feels; absent when nobody could say.
        label: Option<String>,
        /// Who said so: human, rule, vendor or scorer.
        label_source: Option<String>,
        /// From -1 to 1, where a scorer spoke.
        polarity: Option<f64>,
        /// Whether it shows the incident.
        is_incident: bool,
        /// Whether the organization controls it.
        is_owned: bool,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// Something the organization or the world did.
    Event = "events" {
        /// The case it belongs to.
        case_id: String,
        /// The day it happened.
        happened_on: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// What sort of thing: incident, noticed, statement, apology, measure and the like.
        kind: String,
        /// What it was, in a few words.
        title: String,
        /// Where it can be read.
        url: Option<String>,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// One removal or delisting request and its fate.
    Removal = "removals" {
        /// The case it belongs to.
        case_id: String,
        /// Counsel's name for the request.
        removal_id: String,
        /// The canonical address it asks to remove.
        url: String,
        /// To whom: a search engine, a platform, a publisher, a court.
        channel: String,
        /// On what ground.
        basis: String,
        /// The day it was filed.
        filed_on: NaiveDate,
        /// Days since 1970-01-01 of that day.
        filed_day: i64,
        /// The day it was decided.
        decided_on: Option<NaiveDate>,
        /// Days since 1970-01-01 of that day.
        decided_day: Option<i64>,
        /// `removed`, `delisted`, `refused`, `withdrawn`, or nothing yet.
        outcome: Option<String>,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A person's verdict on one mention or page. It overrules every machine's.
    HumanLabel = "labels" {
        /// The case it belongs to.
        case_id: String,
        /// The mention's identity, or an address, as it was written.
        item: String,
        /// The same as a canonical address.
        item_url: String,
        /// How it feels.
        label: Option<String>,
        /// Whether it shows or mentions the incident.
        is_incident: Option<bool>,
        /// The first 16 hex digits of the SHA-256 of the file it came in.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}
