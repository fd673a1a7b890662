//! The metrics this program knows, in the order they are measured.
//!
//! A metric is one file in `queries/`. Its name is the file's name, and the comment at its head
//! defines it and says what one row is (`grain`) and what it may look at (`reads`).

use std::path::Path;

use super::Error;
use crate::assets::{Overlay, QUERIES};
use crate::model::hash::sha256;

/// One metric: a name, a definition, a grain, and a single `select`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// The file's name without its ending.
    pub name: String,
    /// What the number is, from the head of the file.
    pub definition: String,
    /// Columns that together name a row. The result is unique on these.
    pub grain: Vec<String>,
    /// Tables the query may see. Nothing else is registered when it runs.
    pub reads: Vec<String>,
    /// The text of the file.
    pub sql: String,
    /// Whether it is the reader's own.
    pub is_override: bool,
}

impl Metric {
    /// Reads a query and its head.
    pub fn parse(name: &str, sql: &str, is_override: bool) -> Result<Self, Error> {
        let head: Vec<&str> = sql.lines().map_while(|line| line.strip_prefix("-- ")).collect();
        let listed = |key: &'static str| -> Result<Vec<String>, Error> {
            let line = head
                .iter()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
                .ok_or_else(|| Error::NoHead { metric: name.to_owned(), line: key })?;
            Ok(line.split(',').map(|part| part.trim().to_owned()).collect())
        };
        let definition: Vec<&str> =
            head.iter().take_while(|line| !line.starts_with("grain: ")).copied().collect();
        Ok(Self {
            name: name.to_owned(),
            definition: definition.join(" "),
            grain: listed("grain")?,
            reads: listed("reads")?,
            sql: sql.to_owned(),
            is_override,
        })
    }

    /// SHA-256 of the file, in hex.
    pub fn sha256(&self) -> String {
        sha256(self.sql.as_bytes())
    }
}

/// Every metric, in the order it is measured.
#[derive(Debug, Clone)]
pub struct Catalog {
    metrics: Vec<Metric>,
}

impl Catalog {
    /// Our queries, with those of the reader's folder in their place.
    pub fn load(folder: Option<&Path>) -> Result<Self, Error> {
        let overlay = Overlay::new(QUERIES, folder);
        let additions =
            overlay.additions().map_err(|(path, source)| Error::Read { path, source })?;
        if let Some(name) = additions.into_iter().find(|name| name.ends_with(".sql")) {
            return Err(Error::UnknownQuery { name });
        }
        let mut metrics = Vec::new();
        for file in overlay.names() {
            let found = overlay
                .find(file)
                .map_err(|(path, source)| Error::Read { path, source })?
                .expect("every name has an embedded file");
            let name = file.strip_suffix(".sql").expect("queries end in .sql");
            metrics.push(Metric::parse(
                name,
                &String::from_utf8_lossy(&found.bytes),
                found.is_override,
            )?);
        }
        Ok(Self { metrics })
    }

    /// All of them.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// The metric of that name.
    ///
    /// # Panics
    /// When there is none: names are ours, and a test says that each has its file.
    pub fn metric(&self, name: &str) -> &Metric {
        self.metrics.iter().find(|metric| metric.name == name).expect("a metric has its query")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_defines_its_metric() {
        let sql = "-- Texts by day.\n-- All of them.\n-- grain: case_id, day\n-- reads: mentions\nselect 1";
        let metric = Metric::parse("texts", sql, false).unwrap();
        assert_eq!(metric.definition, "Texts by day. All of them.");
        assert_eq!(metric.grain, ["case_id", "day"]);
        assert_eq!(metric.reads, ["mentions"]);
    }

    #[test]
    fn a_query_without_a_head_is_refused() {
        let refused = Metric::parse("texts", "-- Texts.\n-- grain: a\nselect 1", true).unwrap_err();
        assert_eq!(refused.to_string(), "queries/texts.sql has no `-- reads:` line at its head");
    }
}
