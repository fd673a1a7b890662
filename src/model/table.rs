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
    /// How often a term was searched for, and how often the organization's pages were clicked.
    SearchDemand,
    /// Something the organization or the world did.
    Events,
    /// One removal or delisting request and its fate.
    Removals,
    /// A person's verdict on one mention or page.
    Labels,
    /// A statement that circulates about the incident, and what a fact check found.
    Claims,
    /// A measure that was promised against recurrence.
    Commitments,
    /// Another series to hold the talk against: the sector's, a competitor's.
    Controls,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Mentions,
        Self::MentionCounts,
        Self::SearchResults,
        Self::SearchDemand,
        Self::Events,
        Self::Removals,
        Self::Labels,
        Self::Claims,
        Self::Commitments,
        Self::Controls,
    ];

    /// The kind's name in the config.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::MentionCounts => "mention-counts",
            Self::SearchResults => "search-results",
            Self::SearchDemand => "search-demand",
            Self::Events => "events",
            Self::Removals => "removals",
            Self::Labels => "labels",
            Self::Claims => "claims",
            Self::Commitments => "commitments",
            Self::Controls => "controls",
        }
    }

    /// Whether its files are kept by hand and edited in place, so that the newest one counts.
    /// Exports, on the other hand, add up.
    pub fn is_kept_by_hand(self) -> bool {
        matches!(
            self,
            Self::Events
                | Self::Removals
                | Self::Labels
                | Self::Claims
                | Self::Commitments
                | Self::Controls
        )
    }
}

macro_rules! table {
    ($(#[$about:meta])* $row:ident = $table:literal $(by [$($identity:literal),+])? {
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
            $(const IDENTITY: Option<&'static [&'static str]> = Some(&[$($identity),+]);)?
            fn into_values(self) -> Vec<Value> {
                vec![$(self.$column.into_value(),)*]
            }
        }
    };
}

table! {
    /// One published text naming the organization.
    Mention = "mentions" by ["mention_id"] {
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
        /// Minutes since 1970-01-01T00:00Z.
        minute_index: i64,
        /// How it feels; absent when nobody could say.
        label: Option<String>,
        /// Who said so: human, rule, vendor or scorer.
        label_source: Option<String>,
        /// From -1 to 1, where a scorer spoke.
        polarity: Option<f64>,
        /// What the vendor said, believed or not.
        vendor_label: Option<String>,
        /// The same from -1 to 1, where the vendor's labels are numbers or graded words.
        vendor_polarity: Option<f64>,
        /// Whether it mentions the incident.
        is_incident: bool,
        /// Whether the organization published it.
        is_owned: bool,
        /// Whether it repeats another text without a comment of its own.
        is_repost: bool,
        /// Whether it is a copy, or nearly one, of a text published before it. Known only among all
        /// texts of a case, and so false until they are read together.
        is_copy: bool,
        /// The SimHash of what it says, by which near copies are found; absent for short texts.
        simhash: Option<i64>,
        /// How many people it may have reached, as the vendor says.
        reach: Option<i64>,
        /// Hashes of author and instant, and of text and vendor's label, by which a change is told
        /// from another post.
        content_hash: i64,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A day's count per label, where a source gives no texts.
    MentionCount = "mention_counts" by ["source", "counted_on"] {
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
        /// Items that the source gives no label for.
        unlabeled_count: i64,
        /// Whether the total says how full a feed was rather than how much was published.
        is_shares_only: bool,
        /// A hash of the counts, by which a change is noticed.
        content_hash: i64,
        /// The file it came in, by the `file_id` of its passport.
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
        /// The words as the export names them, which may be an alias.
        named_as: String,
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
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// One line of one captured result page.
    SearchResult = "search_results" by ["capture_id", "url", "position"] {
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
        /// A hash of what it shows and its label, by which a change is noticed.
        content_hash: i64,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// What a captured result page shows besides results: suggestions, related searches, an AI
    /// overview, questions, news, ads.
    PageItem = "page_items" {
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
        /// What it is: `suggestion`, `related-search`, `ai-overview`, `question`, `news`, `video`,
        /// `ad` and the like.
        item_kind: String,
        /// Its place among its kind; 1 comes first. Absent where the export does not say.
        item_position: Option<i64>,
        /// What it says.
        text: String,
        /// Its canonical address, where it leads somewhere.
        url: Option<String>,
        /// The registrable domain of that.
        domain: Option<String>,
        /// Whether it names the incident.
        is_incident: bool,
        /// Whether it leads to a page that the organization controls.
        is_owned: bool,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A mention that an earlier export had and a later one of the same days has no more.
    Vanished = "vanished" {
        /// The case it was loaded for.
        case_id: String,
        /// The mention.
        mention_id: String,
        /// The day it was published.
        published_on: NaiveDate,
        /// The file that has it no more, by the `file_id` of its passport.
        missing_from: String,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// How often a term was searched for and the organization's pages were seen and clicked.
    SearchDemand = "search_demand" {
        /// The case it was loaded for.
        case_id: String,
        /// The words searched for, as people typed them.
        search_term: String,
        /// The last day of the time it tells of, where the file says.
        demand_on: Option<NaiveDate>,
        /// How often a page of the organization was shown.
        impressions: i64,
        /// How often one was clicked.
        clicks: i64,
        /// The mean position it was shown at.
        mean_position: Option<f64>,
        /// On which device, where the file says.
        device: Option<String>,
        /// In which country, where the file says.
        country: Option<String>,
        /// The file it came in, by the `file_id` of its passport.
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
        /// Minutes since 1970-01-01T00:00Z, where the time of day is known.
        happened_minute: Option<i64>,
        /// What sort of thing: incident, noticed, statement, apology, measure and the like.
        kind: String,
        /// What it was, in a few words.
        title: String,
        /// Where it can be read.
        url: Option<String>,
        /// The file it came in, by the `file_id` of its passport.
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
        /// The day its receipt was acknowledged.
        acknowledged_on: Option<NaiveDate>,
        /// The day it was decided.
        decided_on: Option<NaiveDate>,
        /// Days since 1970-01-01 of that day.
        decided_day: Option<i64>,
        /// `removed`, `delisted`, `refused`, `withdrawn`, or nothing yet.
        outcome: Option<String>,
        /// The day on which what it asks to remove was posted.
        posted_on: Option<NaiveDate>,
        /// Whether identifying the poster is considered, for which access logs are needed.
        is_poster_sought: bool,
        /// The file it came in, by the `file_id` of its passport.
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
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A statement that circulates about the incident, and what a fact check found.
    Claim = "claims" {
        /// The case it belongs to.
        case_id: String,
        /// A short name for it.
        claim_id: String,
        /// What it says.
        statement: String,
        /// Words that carry it, each on a line of its own.
        terms: String,
        /// `true`, `false`, `disputed` or `open`.
        fact_check: String,
        /// The day of the fact check.
        checked_on: Option<NaiveDate>,
        /// Where the fact check can be read.
        url: Option<String>,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// A measure that was promised against recurrence.
    Commitment = "commitments" {
        /// The case it belongs to.
        case_id: String,
        /// A short name for it.
        commitment_id: String,
        /// What sort of measure.
        kind: String,
        /// What was promised, in a few words.
        title: String,
        /// The day it was promised.
        made_on: NaiveDate,
        /// Days since 1970-01-01 of that day.
        made_day: i64,
        /// The day by which it was to be done.
        due_on: Option<NaiveDate>,
        /// Days since 1970-01-01 of that day.
        due_day: Option<i64>,
        /// The day it was done.
        done_on: Option<NaiveDate>,
        /// Days since 1970-01-01 of that day.
        done_day: Option<i64>,
        /// What shows that it was done.
        evidence: Option<String>,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}

table! {
    /// One day of another series to hold the talk against.
    Control = "controls" {
        /// The case it belongs to.
        case_id: String,
        /// The series.
        series: String,
        /// The day.
        observed_on: NaiveDate,
        /// Days since 1970-01-01.
        day_index: i64,
        /// What was counted.
        value: f64,
        /// The file it came in, by the `file_id` of its passport.
        file_id: String,
        /// The line of that file on which it begins.
        line: i64,
        /// When this program first saw that file.
        first_seen_at: DateTime<Utc>,
    }
}
