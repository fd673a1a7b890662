//! Rows of what was done: removal requests, events, promises, and the series they are held against.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// When its receipt was acknowledged.
    #[serde(deserialize_with = "Option::deserialize")]
    pub acknowledged_on: Option<NaiveDate>,
    /// When it was decided.
    #[serde(deserialize_with = "Option::deserialize")]
    pub decided_on: Option<NaiveDate>,
    /// How.
    #[serde(deserialize_with = "Option::deserialize")]
    pub outcome: Option<String>,
    /// Days to the decision, or to the end of the period.
    pub days_open: i64,
    /// When what it asks to remove was posted.
    #[serde(deserialize_with = "Option::deserialize")]
    pub posted_on: Option<NaiveDate>,
    /// Whether identifying the poster is considered.
    pub is_poster_sought: bool,
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
    /// Its minute since 1970-01-01T00:00Z, where the time of day is known.
    #[serde(deserialize_with = "Option::deserialize")]
    pub happened_minute: Option<i64>,
    /// How many rows say so.
    pub source_count: i64,
}

/// A measure that was promised. A row of `queries/promise_register.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The case.
    pub case_id: String,
    /// Its short name.
    pub commitment_id: String,
    /// What sort of measure.
    pub kind: String,
    /// What was promised.
    pub title: String,
    /// When.
    pub made_on: NaiveDate,
    /// By when it was to be done.
    #[serde(deserialize_with = "Option::deserialize")]
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    #[serde(deserialize_with = "Option::deserialize")]
    pub done_on: Option<NaiveDate>,
    /// What shows it.
    #[serde(deserialize_with = "Option::deserialize")]
    pub evidence: Option<String>,
    /// `kept`, `kept-late`, `overdue`, `to-come` or `no-date`.
    pub state: String,
    /// Days between the day it was due and the day it was done, or the end of the period.
    #[serde(deserialize_with = "Option::deserialize")]
    pub days_late: Option<i64>,
}

/// One day of another series. A row of `queries/control_days.sql`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ControlDay {
    /// The case.
    pub case_id: String,
    /// The series.
    pub series: String,
    /// The day.
    pub observed_on: NaiveDate,
    /// What was counted.
    pub value: f64,
}
