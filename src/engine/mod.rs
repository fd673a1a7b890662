//! Runs the SQL of a metric over named tables.

pub mod embedded;

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, LazyFrame, PolarsError};

pub use embedded::Embedded;

/// Tables by the name a query uses for them.
pub type Tables = BTreeMap<&'static str, LazyFrame>;

/// Something that can run a query.
pub trait Engine: Sync {
    /// Runs one `select` over `tables`, and over nothing else.
    fn run(&self, sql: &str, tables: &Tables) -> Result<DataFrame, PolarsError>;
}
