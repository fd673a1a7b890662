//! Rows of the slow clock: what a search still shows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Where it stood in the middle one of its sightings, of two the higher.
    pub middle_position: i64,
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

/// The rows of pages that linger. One that came back in the period is told as such, and not counted
/// so again.
pub fn lingering(register: &[LingeringPage]) -> Vec<&LingeringPage> {
    let back = register.iter().filter(|page| page.state == "resurfaced");
    let back: BTreeSet<&str> = back.map(|page| page.url.as_str()).collect();
    let rows = register.iter().filter(|page| page.is_lingering);
    rows.filter(|page| !back.contains(page.url.as_str())).collect()
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
    /// How many were shown in the period.
    pub period_count: i64,
    /// How many of these name the incident.
    pub period_incident_count: i64,
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

/// A line of a whole page that is compared. A row of `queries/page_order.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageLine {
    /// The case.
    pub case_id: String,
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// The span whose last page it is: `period`, `previous` or `baseline`.
    pub span: String,
    /// 1 is the top.
    pub position: i64,
    /// What stood there.
    pub url: String,
    /// The day of the capture.
    pub captured_on: NaiveDate,
    /// How far down it looked.
    pub depth: i64,
}
