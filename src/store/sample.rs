//! The mentions of a case as an audit sees them: without their texts, of which it wants few.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, NamedFrom, Series, col, lit};

use super::{AsOf, Error, Store};
use crate::model::LabelSource;
use crate::model::table::Mention;

/// One labeled mention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labeled<'a> {
    /// Its identity.
    pub mention_id: &'a str,
    /// Its language.
    pub language: &'a str,
    /// Where it was published.
    pub platform: &'a str,
    /// Its label, which counts in shares.
    pub label: &'a str,
    /// Whether the scorer gave it.
    pub is_scorers: bool,
    /// What the vendor said.
    pub vendor_label: Option<&'a str>,
    /// What the scorer said.
    pub polarity: Option<f64>,
    /// Its week, by number.
    pub week: i64,
}

/// What a person is shown of a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it says.
    pub text: String,
    /// Its language.
    pub language: String,
    /// Where it was published.
    pub platform: String,
    /// Its address.
    pub url: Option<String>,
    /// The day it was published, as `2026-08-14`.
    pub published_on: String,
}

/// The labeled mentions of a case, read once.
pub struct LabeledMentions(DataFrame);

impl LabeledMentions {
    /// Shows every one of them.
    pub fn each(&self, visit: &mut dyn FnMut(Labeled<'_>)) {
        let column = |name: &str| self.0.column(name).expect("a column that was selected");
        let text = |name: &str| column(name).str().expect("a text column");
        let (ids, languages, platforms) = (text("mention_id"), text("language"), text("platform"));
        let (labels, sources, vendor) = (text("label"), text("label_source"), text("vendor_label"));
        let polarities = column("polarity").f64().expect("a column of numbers");
        let weeks = column("week_index").i64().expect("an integer column");
        for row in 0..self.0.height() {
            visit(Labeled {
                mention_id: ids.get(row).unwrap_or_default(),
                language: languages.get(row).unwrap_or_default(),
                platform: platforms.get(row).unwrap_or_default(),
                label: labels.get(row).unwrap_or_default(),
                is_scorers: sources.get(row) == Some(LabelSource::Scorer.as_str()),
                vendor_label: vendor.get(row),
                polarity: polarities.get(row),
                week: weeks.get(row).unwrap_or_default(),
            });
        }
    }
}

impl Store {
    /// The mentions of a case that the scorer or the vendor labeled, of those that count in shares.
    pub fn labeled(&self, case_id: &str, as_of: AsOf) -> Result<LabeledMentions, Error> {
        let by_machine =
            col("label_source").eq(lit("scorer")).or(col("label_source").eq(lit("vendor")));
        let names = [
            "mention_id",
            "language",
            "platform",
            "label",
            "label_source",
            "vendor_label",
            "polarity",
            "week_index",
        ];
        let rows = self
            .table::<Mention>(case_id, as_of)?
            .filter(
                by_machine
                    .and(col("is_owned").not())
                    .and(col("published_on").lt_eq(lit(as_of.until))),
            )
            .select(names.map(col));
        Ok(LabeledMentions(self.collected(rows)?))
    }

    /// What a person is shown of some mentions, by identity.
    pub fn shown(
        &self,
        case_id: &str,
        as_of: AsOf,
        ids: &[String],
    ) -> Result<BTreeMap<String, Shown>, Error> {
        let wanted = lit(Series::new("wanted".into(), ids)).implode(true);
        let names = ["mention_id", "text", "language", "platform", "url", "published_on"];
        let rows = self
            .table::<Mention>(case_id, as_of)?
            .filter(col("mention_id").is_in(wanted, false))
            .select(names.map(|name| col(name).cast(polars::prelude::DataType::String)));
        let rows = self.collected(rows)?;
        let cell = |name: &str, row: usize| -> Option<String> {
            let column = rows.column(name).expect("a column that was selected");
            column.str().expect("cast to text").get(row).map(str::to_owned)
        };
        let shown = (0..rows.height()).filter_map(|row| {
            Some((
                cell("mention_id", row)?,
                Shown {
                    text: cell("text", row).unwrap_or_default(),
                    language: cell("language", row).unwrap_or_default(),
                    platform: cell("platform", row).unwrap_or_default(),
                    url: cell("url", row),
                    published_on: cell("published_on", row).unwrap_or_default(),
                },
            ))
        });
        Ok(shown.collect())
    }
}
