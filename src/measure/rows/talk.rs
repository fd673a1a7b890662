//! Rows of the fast clock: what people say.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Texts published by others on one day and platform. A row of `queries/talk_volume.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkVolume {
    /// The case.
    pub case_id: String,
    /// The day.
    pub published_on: NaiveDate,
    /// Where.
    pub platform: String,
    /// All texts.
    pub mention_count: i64,
    /// Those that are no bare repost.
    pub original_count: i64,
    /// Negative ones among the originals.
    pub negative_original_count: i64,
    /// Texts that mention the incident.
    pub incident_count: i64,
    /// Distinct authors.
    pub author_count: i64,
}

/// Negative items of one day, platform and language. A row of `queries/negative_share.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NegativeShare {
    /// The case.
    pub case_id: String,
    /// `texts`, `counts`, or `shares` for counts whose total says nothing.
    pub basis: String,
    /// The day.
    pub published_on: NaiveDate,
    /// Where.
    pub platform: String,
    /// ISO 639-1 code, or `und`.
    pub language: String,
    /// Negative items.
    pub negative_count: i64,
    /// Neutral items.
    pub neutral_count: i64,
    /// Positive items.
    pub positive_count: i64,
    /// Items that nobody could label.
    pub unscored_count: i64,
    /// Labeled items.
    pub scored_count: i64,
    /// Texts labeled by the scorer or the vendor.
    pub by_machine_count: i64,
    /// Negative ones of these.
    pub negative_by_machine_count: i64,
    /// 0 to 1; absent when nothing was scored.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_share: Option<f64>,
}

/// Talk of one day, all platforms together. A row of `queries/talk_days.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkDay {
    /// The case.
    pub case_id: String,
    /// `texts`, `counts`, or `shares` for counts whose total says nothing.
    pub basis: String,
    /// The day.
    pub published_on: NaiveDate,
    /// Originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub original_count: Option<i64>,
    /// Negative originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_original_count: Option<i64>,
    /// Negative items.
    pub negative_count: i64,
    /// Labeled items.
    pub scored_count: i64,
    /// 0 to 1; absent when nothing was scored.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_share: Option<f64>,
}

/// Talk of one ISO week, all platforms together. A row of `queries/talk_weeks.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkWeek {
    /// The case.
    pub case_id: String,
    /// `texts`, `counts`, or `shares` for counts whose total says nothing.
    pub basis: String,
    /// Its Monday.
    pub week_start: NaiveDate,
    /// Days with any data.
    pub day_count: i64,
    /// All texts; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub mention_count: Option<i64>,
    /// Originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub original_count: Option<i64>,
    /// Negative originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_original_count: Option<i64>,
    /// Negative items.
    pub negative_count: i64,
    /// Labeled items.
    pub scored_count: i64,
    /// 0 to 1; absent when nothing was scored.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_share: Option<f64>,
}

/// Talk of one span: the period, the one before it, or the baseline. A row of `queries/talk_spans.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TalkSpan {
    /// The case.
    pub case_id: String,
    /// `texts`, `counts`, or `shares` for counts whose total says nothing.
    pub basis: String,
    /// `period`, `previous` or `baseline`.
    pub span: String,
    /// Days with any data.
    pub day_count: i64,
    /// All texts; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub mention_count: Option<i64>,
    /// Originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub original_count: Option<i64>,
    /// Negative originals; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_original_count: Option<i64>,
    /// Texts that mention the incident; absent unless of texts.
    #[serde(deserialize_with = "Option::deserialize")]
    pub incident_count: Option<i64>,
    /// Negative items.
    pub negative_count: i64,
    /// Labeled items.
    pub scored_count: i64,
    /// 0 to 1; absent when nothing was scored.
    #[serde(deserialize_with = "Option::deserialize")]
    pub negative_share: Option<f64>,
}

/// Items of one day from one source. A row of `queries/source_days.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceDay {
    /// The case.
    pub case_id: String,
    /// `texts`, `counts` or `shares`.
    pub basis: String,
    /// The platform, or who counted.
    pub source: String,
    /// The day.
    pub counted_on: NaiveDate,
    /// All items, whatever their label.
    pub item_count: i64,
}

/// Mentions that a later export of the same days has no more. A row of `queries/vanished_items.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VanishedItems {
    /// The case.
    pub case_id: String,
    /// The file that lacks them, by the `file_id` of its passport.
    pub missing_from: String,
    /// How many.
    pub vanished_count: i64,
    /// The first day they were published on.
    pub first_on: NaiveDate,
    /// The last.
    pub last_on: NaiveDate,
}

/// Where a storm showed first. A row of `queries/storm_arrivals.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StormArrival {
    /// The case.
    pub case_id: String,
    /// The storm; the first is 1.
    pub storm: i64,
    /// Where.
    pub platform: String,
    /// The day of the first negative original there since the storm opened.
    pub first_on: NaiveDate,
    /// Its minute, since 1970-01-01T00:00Z.
    pub first_minute: i64,
    /// Negative originals there until the storm ended.
    pub negative_original_count: i64,
}

/// A text that marks a storm. A row of `queries/storm_items.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StormItem {
    /// The case.
    pub case_id: String,
    /// The storm; the first is 1.
    pub storm: i64,
    /// `first` or `most-repeated`.
    pub role: String,
    /// The mention.
    pub mention_id: String,
    /// Where.
    pub platform: String,
    /// The day.
    pub published_on: NaiveDate,
    /// What it says.
    pub text: String,
    /// Its address, where it has one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub url: Option<String>,
    /// How many texts have its fingerprint; of the first, 1.
    pub item_count: i64,
}

/// A statement that circulates. A row of `queries/claim_register.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimRegister {
    /// The case.
    pub case_id: String,
    /// Its short name.
    pub claim_id: String,
    /// What it says.
    pub statement: String,
    /// `true`, `false`, `disputed` or `open`, as known at the end of the period.
    pub fact_check: String,
    /// The day of the fact check.
    #[serde(deserialize_with = "Option::deserialize")]
    pub checked_on: Option<NaiveDate>,
    /// Where it can be read.
    #[serde(deserialize_with = "Option::deserialize")]
    pub url: Option<String>,
    /// Texts that carry it.
    pub mention_count: i64,
    /// Those of the period.
    pub period_count: i64,
    /// Those of the span before it.
    pub previous_count: i64,
    /// The day of the first text.
    #[serde(deserialize_with = "Option::deserialize")]
    pub first_seen_on: Option<NaiveDate>,
    /// The day of the last.
    #[serde(deserialize_with = "Option::deserialize")]
    pub last_seen_on: Option<NaiveDate>,
    /// Pages that carry it in search results of the period.
    pub page_count: i64,
    /// The last capture that showed one.
    #[serde(deserialize_with = "Option::deserialize")]
    pub last_result_on: Option<NaiveDate>,
}

/// Texts that carry a claim in one week. A row of `queries/claim_weeks.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimWeek {
    /// The case.
    pub case_id: String,
    /// The claim.
    pub claim_id: String,
    /// The week's Monday.
    pub week_start: NaiveDate,
    /// Texts that carry it.
    pub mention_count: i64,
    /// Negative originals among them.
    pub negative_original_count: i64,
    /// All negative originals of the week.
    pub all_negative_original_count: i64,
    /// The former among the latter, 0 to 1.
    #[serde(deserialize_with = "Option::deserialize")]
    pub carried_share: Option<f64>,
}
