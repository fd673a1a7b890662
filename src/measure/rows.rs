//! One struct per metric: the contract between a query and the pages.

use chrono::NaiveDate;
use polars::prelude::{AnyValue, DataFrame};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Error;
use super::catalog::Metric;
use crate::stats::rounded;

/// Reads a result as rows of `Row`. A column too many or too few is an error that names it, and so
/// is a number that is none. Numbers are rounded here, once.
pub fn read<Row: DeserializeOwned>(metric: &Metric, frame: &DataFrame) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::with_capacity(frame.height());
    for index in 0..frame.height() {
        let mut row = Map::new();
        for column in frame.columns() {
            let name = column.name().to_string();
            let value = json(metric, &name, &column.get(index).unwrap_or(AnyValue::Null))?;
            row.insert(name, value);
        }
        let row = serde_json::from_value(Value::Object(row))
            .map_err(|source| Error::Rows { metric: metric.name.clone(), source })?;
        rows.push(row);
    }
    Ok(rows)
}

fn json(metric: &Metric, column: &str, value: &AnyValue<'_>) -> Result<Value, Error> {
    Ok(match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(truth) => Value::from(*truth),
        AnyValue::Int64(number) => Value::from(*number),
        AnyValue::Float64(number) if number.is_finite() => Value::from(rounded(*number)),
        AnyValue::Float64(number) => {
            let (metric, column) = (metric.name.clone(), column.to_owned());
            return Err(Error::NotFinite { metric, column, value: *number });
        }
        AnyValue::Date(days) => {
            let day = NaiveDate::from_epoch_days(*days).map(|day| day.to_string());
            day.map_or(Value::Null, Value::from)
        }
        AnyValue::String(text) => Value::from(*text),
        AnyValue::StringOwned(text) => Value::from(text.as_str()),
        // Anything else is a type that not every engine reads alike; its name makes the row fail.
        other => Value::from(format!("{:?}", other.dtype())),
    })
}

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

/// Incident items among the first positions of one capture. A row of `queries/first_page_share.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstPageShare {
    /// The case.
    pub case_id: String,
    /// The capture.
    pub capture_id: String,
    /// How many positions: 3, 10 or 20.
    pub cutoff: i64,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// The day.
    pub captured_on: NaiveDate,
    /// Results there.
    pub result_count: i64,
    /// Incident items among them.
    pub incident_count: i64,
    /// The highest of them; 1 is the top.
    #[serde(deserialize_with = "Option::deserialize")]
    pub best_position: Option<i64>,
    /// 0 to 1; absent when the page is bare.
    #[serde(deserialize_with = "Option::deserialize")]
    pub incident_share: Option<f64>,
}

/// What the first ten results of one capture are made of. A row of `queries/owned_share.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnedShare {
    /// The case.
    pub case_id: String,
    /// The capture.
    pub capture_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// The day.
    pub captured_on: NaiveDate,
    /// Results there.
    pub result_count: i64,
    /// Those the organization controls, incident or not.
    pub owned_count: i64,
    /// Incident items.
    pub incident_part: i64,
    /// Owned ones that are none of the former.
    pub owned_part: i64,
    /// Negative ones that are none of the former.
    pub negative_part: i64,
    /// Neutral ones that are none of the former.
    pub neutral_part: i64,
    /// Positive ones that are none of the former.
    pub positive_part: i64,
    /// The rest.
    pub unlabeled_part: i64,
    /// Owned ones among all, 0 to 1.
    pub owned_share: f64,
}

/// Attention that falls on incident items in one week, under one weight set. A row of `queries/visibility.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visibility {
    /// The case.
    pub case_id: String,
    /// The week's Monday.
    pub week_start: NaiveDate,
    /// The click-through curve.
    pub weight_set: String,
    /// Ok captures it rests on.
    pub capture_count: i64,
    /// 0 to 1.
    pub visibility: f64,
}

/// The record of one span: the period, the one before it, or the baseline. A row of `queries/record_spans.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSpan {
    /// The case.
    pub case_id: String,
    /// `period`, `previous` or `baseline`.
    pub span: String,
    /// Usable captures.
    pub ok_capture_count: i64,
    /// Pages without results.
    pub empty_capture_count: i64,
    /// Captures that failed.
    pub failed_capture_count: i64,
    /// Captures with an incident item among the first ten.
    pub incident_capture_count: i64,
    /// Search terms with any.
    pub incident_term_count: i64,
    /// The highest of them; 1 is the top.
    #[serde(deserialize_with = "Option::deserialize")]
    pub best_position: Option<i64>,
    /// Mean share of incident items among the first ten, 0 to 1.
    #[serde(deserialize_with = "Option::deserialize")]
    pub incident_share: Option<f64>,
    /// Mean share of owned ones, 0 to 1.
    #[serde(deserialize_with = "Option::deserialize")]
    pub owned_share: Option<f64>,
}

/// One page that showed the incident, for one viewpoint and search term. A row of `queries/lingering_register.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LingeringPage {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// Its canonical address.
    pub url: String,
    /// The title shown.
    pub title: String,
    /// The registrable domain.
    pub domain: String,
    /// The first capture that showed it.
    pub first_seen_on: NaiveDate,
    /// The last one.
    pub last_seen_on: NaiveDate,
    /// Captures that showed it.
    pub seen_count: i64,
    /// Ok captures since the first.
    pub possible_count: i64,
    /// Of the last 28 days, those that showed it.
    pub recent_seen_count: i64,
    /// Ok captures of the last 28 days.
    pub recent_possible_count: i64,
    /// The highest it stood.
    pub best_position: i64,
    /// Where it stood last.
    pub latest_position: i64,
    /// How it feels.
    #[serde(deserialize_with = "Option::deserialize")]
    pub label: Option<String>,
    /// Who said so.
    #[serde(deserialize_with = "Option::deserialize")]
    pub label_source: Option<String>,
    /// Whether the organization controls it.
    pub is_owned: bool,
    /// Seen in the period and its last 14 days, and first seen 28 days or more before its end.
    pub is_lingering: bool,
    /// `lingering`, `intermittent`, `resurfaced`, `new`, `gone`, `below depth` or `unobserved`.
    pub state: String,
}

/// Where one page stood in one capture. A row of `queries/rank_path.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RankPoint {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// The page.
    pub url: String,
    /// The capture.
    pub capture_id: String,
    /// The day.
    pub captured_on: NaiveDate,
    /// 1 is the top.
    pub position: i64,
}

/// What became of one day's captures. A row of `queries/capture_calendar.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptureDay {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// `page` or `tracked`.
    pub coverage: String,
    /// The day.
    pub captured_on: NaiveDate,
    /// Usable ones.
    pub ok_count: i64,
    /// Pages without results.
    pub empty_count: i64,
    /// Failed ones.
    pub failed_count: i64,
    /// How far down the deepest looked.
    pub depth: i64,
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

/// A name under which exports list a search term. A row of `queries/term_names.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermName {
    /// The case.
    pub case_id: String,
    /// The words searched for, as the config has them.
    pub search_term: String,
    /// The same as the export has them.
    pub named_as: String,
    /// The first day on which it does.
    pub first_on: NaiveDate,
    /// The last.
    pub last_on: NaiveDate,
    /// In how many captures.
    pub capture_count: i64,
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

/// What captured pages show besides results. A row of `queries/page_item_kinds.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageItemKind {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// What they are: `suggestion`, `related-search`, `ai-overview` and the like.
    pub item_kind: String,
    /// How many were shown, over all captures.
    pub item_count: i64,
    /// How many of them name the incident.
    pub incident_count: i64,
    /// The first day on which one did.
    #[serde(deserialize_with = "Option::deserialize")]
    pub first_incident_on: Option<NaiveDate>,
    /// The last.
    #[serde(deserialize_with = "Option::deserialize")]
    pub last_incident_on: Option<NaiveDate>,
    /// The last day on which any was shown.
    pub last_on: NaiveDate,
}

/// Where a rank tracker last saw the sites it follows. A row of `queries/tracked_positions.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackedPosition {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// How often it has looked.
    pub look_count: i64,
    /// The last time.
    pub last_captured_on: NaiveDate,
    /// Where it stood then; absent when not ranked.
    #[serde(deserialize_with = "Option::deserialize")]
    pub latest_position: Option<i64>,
    /// The highest it stood.
    #[serde(deserialize_with = "Option::deserialize")]
    pub best_position: Option<i64>,
}

/// One removal request and its fate. A row of `queries/removal_docket.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalDocket {
    /// The case.
    pub case_id: String,
    /// Counsel's name for it.
    pub removal_id: String,
    /// The page.
    pub url: String,
    /// To whom.
    pub channel: String,
    /// On what ground.
    pub basis: String,
    /// When.
    pub filed_on: NaiveDate,
    /// When it was decided.
    #[serde(deserialize_with = "Option::deserialize")]
    pub decided_on: Option<NaiveDate>,
    /// How.
    #[serde(deserialize_with = "Option::deserialize")]
    pub outcome: Option<String>,
    /// Days to the decision, or to the end of the period.
    pub days_open: i64,
}

impl RemovalDocket {
    /// Whether nobody has decided it yet, as far as is known.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none() && self.decided_on.is_none()
    }
}

/// Something that was done. A row of `queries/event_log.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventLogged {
    /// The case.
    pub case_id: String,
    /// The day.
    pub happened_on: NaiveDate,
    /// What sort of thing.
    pub kind: String,
    /// What it was.
    pub title: String,
    /// How many rows say so.
    pub source_count: i64,
}
