//! Which of the reports on a period one is. Nothing that was issued is ever overwritten.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which of the reports on a period one is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// From 1 up.
    pub number: u32,
    /// The report whose place it takes.
    pub supersedes: Option<Superseded>,
    /// Whether its week was missed, and it was made in a later one.
    pub is_late: bool,
}

/// A report whose place another takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Superseded {
    /// Its id.
    pub report_id: String,
    /// SHA-256 of its `report.json`, in hex.
    pub sha256: String,
}

impl Revision {
    /// The first report on a period, in time.
    pub const FIRST: Self = Self { number: 1, supersedes: None, is_late: false };
}
