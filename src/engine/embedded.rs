//! Polars, in this process.

use polars::prelude::{DataFrame, LazyFrame};
use polars::sql::SQLContext;

use super::{Engine, Error, Session, Tables};

/// Polars, in this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

impl Engine for Embedded {
    fn open(&self) -> Result<Box<dyn Session + '_>, Error> {
        Ok(Box::new(Here(Tables::new())))
    }
}

struct Here(Tables);

impl Session for Here {
    fn add(&mut self, name: &'static str, table: &LazyFrame) -> Result<(), Error> {
        self.0.insert(name, table.clone());
        Ok(())
    }

    /// The context is built afresh each time: a name that one query gives a table would otherwise
    /// be seen by the next.
    fn run(&self, sql: &str, reads: &[String]) -> Result<DataFrame, Error> {
        let mut context = SQLContext::new();
        for name in reads {
            let table = self.0.get(name.as_str());
            let table = table.ok_or_else(|| Error::NoTable { table: name.clone() })?;
            context.register(name, table.clone());
        }
        let found = context.execute(sql).and_then(LazyFrame::collect);
        found.map_err(|source| Error::Embedded(Box::new(source)))
    }
}
