//! Polars, in this process.

use polars::prelude::{DataFrame, LazyFrame, PolarsError};
use polars::sql::SQLContext;

use super::{Engine, Tables};

/// Polars, in this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

impl Engine for Embedded {
    /// The context is built afresh each time: a name that one query gives a table would otherwise
    /// be seen by the next.
    fn run(&self, sql: &str, tables: &Tables) -> Result<DataFrame, PolarsError> {
        let mut context = SQLContext::new();
        for (name, frame) in tables {
            context.register(name, frame.clone());
        }
        context.execute(sql).and_then(LazyFrame::collect)
    }
}
