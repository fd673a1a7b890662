//! What the pages for counsel say beyond the numbers, and how much of a table they show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the config says of the pages for counsel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Counsel {
    /// What stands at the head of every page, such as a claim of privilege.
    pub legend: Option<String>,
    /// Who is given a copy.
    pub distribution: Vec<String>,
    /// How many rows of a table are printed; all of them are in the attached tables.
    pub table_rows: u32,
}

impl Default for Counsel {
    fn default() -> Self {
        Self { legend: None, distribution: Vec::new(), table_rows: 200 }
    }
}
