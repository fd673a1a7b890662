//! The negative originals of some spans, word for word: what people criticize is read from them.

use chrono::{NaiveDate, TimeDelta};
use polars::prelude::{DataType, SortMultipleOptions, StringChunked, col, lit};

use super::Error;
use crate::engine::Tables;
use crate::model::DaySpan;

/// A negative text that others published and that is no repost and no copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NegativeText {
    /// The mention.
    pub mention_id: String,
    /// The day it was published.
    pub published_on: NaiveDate,
    /// Where.
    pub platform: String,
    /// ISO 639-1 code, or `und`.
    pub language: String,
    /// Who published it, as the export says.
    pub author: Option<String>,
    /// What it says.
    pub text: String,
}

/// The negative originals of some spans, in the order of their identities.
pub fn negative_originals(tables: &Tables, spans: &[DaySpan]) -> Result<Vec<NegativeText>, Error> {
    let Some(mentions) = tables.get("mentions") else { return Ok(Vec::new()) };
    let inside = spans.iter().fold(lit(false), |inside, span| {
        let day = || col("published_on");
        inside.or(day().gt_eq(lit(span.from)).and(day().lt_eq(lit(span.to))))
    });
    let is_original = col("is_owned").not().and(col("is_repost").not()).and(col("is_copy").not());
    let frame = mentions
        .clone()
        .filter(inside.and(is_original).and(col("label").eq(lit("negative"))))
        .select([
            col("mention_id"),
            col("platform"),
            col("language"),
            col("author"),
            col("text"),
            col("published_on").cast(DataType::Int32),
        ])
        .sort(["mention_id"], SortMultipleOptions::default())
        .collect()
        .map_err(Error::tables)?;
    let texts = |name: &str| -> Result<StringChunked, Error> {
        frame.column(name).and_then(|column| column.str().cloned()).map_err(Error::tables)
    };
    let days = frame.column("published_on").and_then(|column| column.i32().cloned());
    let days = days.map_err(Error::tables)?;
    let (ids, platforms, languages) =
        (texts("mention_id")?, texts("platform")?, texts("language")?);
    let (authors, said) = (texts("author")?, texts("text")?);
    let own = |column: &StringChunked, row: usize| column.get(row).unwrap_or_default().to_owned();
    Ok((0..frame.height())
        .map(|row| NegativeText {
            mention_id: own(&ids, row),
            published_on: NaiveDate::default()
                + TimeDelta::days(days.get(row).unwrap_or_default().into()),
            platform: own(&platforms, row),
            language: own(&languages, row),
            author: authors.get(row).map(str::to_owned),
            text: own(&said, row),
        })
        .collect())
}
