//! Relabeling: the rows that a reading made, as another scorer reads them.

use chrono::{DateTime, Utc};
use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series, StringChunked};

use super::read::{as_today, scan};
use super::{Error, FileWriter, Reading, Store};
use crate::model::LabelSource;
use crate::model::row::Row;
use crate::model::table::{Mention, SearchResult};

/// How many rows are held at once.
const ROWS_AT_ONCE: u32 = 1 << 15;

/// What a scorer says of a row now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fresh {
    /// From -1 to 1; absent when it cannot say.
    pub polarity: Option<f64>,
    /// The label that comes of it.
    pub label: Option<&'static str>,
}

/// How many rows were scored anew, and how many of them have another label now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relabeled {
    /// Rows scored.
    pub rows: u64,
    /// Rows whose label changed.
    pub changed: u64,
}

impl std::ops::AddAssign for Relabeled {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.changed += other.changed;
    }
}

/// What a scorer says of some rows, each shown by two of its columns.
pub type Scores<'a, E> = dyn Fn(&[(&str, &str)]) -> Result<Vec<Fresh>, E> + 'a;

/// What another scorer is, and what it says.
pub struct Rescoring<'a, E> {
    /// Its name and version.
    pub scorer: &'a str,
    /// What the tables are made with, for the names of their files.
    pub made_with: &'a str,
    /// What it says of mentions, by text and language.
    pub of_mentions: &'a Scores<'a, E>,
    /// What it says of search results, by title and snippet.
    pub of_results: &'a Scores<'a, E>,
}

impl Store {
    /// Writes the rows that a reading made once more, with what a scorer says of them now, and notes
    /// so in the ledger. What a rule or a trusted vendor said stays.
    pub fn relabel<E: From<Error>>(
        &mut self,
        reading: &Reading,
        rescoring: &Rescoring<'_, E>,
        at: DateTime<Utc>,
    ) -> Result<Relabeled, E> {
        let mut counts = Relabeled::default();
        let file_id = &reading.passport.file_id;
        let mut writer = FileWriter::new(self, &reading.case_id, file_id, rescoring.made_with);
        let of_mentions = rescoring.of_mentions;
        self.relabel_table::<Mention, E>(
            reading,
            ["text", "language"],
            of_mentions,
            &mut writer,
            &mut counts,
        )?;
        let of_results = rescoring.of_results;
        self.relabel_table::<SearchResult, E>(
            reading,
            ["title", "snippet"],
            of_results,
            &mut writer,
            &mut counts,
        )?;
        let mut tables = reading.tables.clone();
        tables.extend(writer.finish()?);
        let scorer = rescoring.scorer.to_owned();
        self.ledger.add(None, vec![Reading { at, scorer, tables, ..reading.clone() }])?;
        Ok(counts)
    }

    fn relabel_table<R: Row, E: From<Error>>(
        &self,
        reading: &Reading,
        shown: [&str; 2],
        scores: &Scores<'_, E>,
        writer: &mut FileWriter<'_>,
        counts: &mut Relabeled,
    ) -> Result<(), E> {
        let Some(file) = reading.tables.get(R::TABLE) else { return Ok(()) };
        let path = self.table_path(&file.path);
        if !path.exists() {
            return Err(Error::MissingTable { path }.into());
        }
        let whole = as_today::<R>(scan(&path)?)?;
        let mut from = 0;
        loop {
            let rows = self.collected(whole.clone().slice(from, ROWS_AT_ONCE))?;
            if rows.height() == 0 {
                return Ok(());
            }
            let [first, second] = shown.map(|name| text(&rows, name));
            let texts: Vec<(&str, &str)> = first
                .iter()
                .zip(second.iter())
                .map(|(a, b)| (a.unwrap_or_default(), b.unwrap_or_default()))
                .collect();
            let fresh = scores(&texts)?;
            counts.rows += fresh.len() as u64;
            writer.append_frame::<R>(&with_labels(rows.clone(), &fresh, counts))?;
            from += i64::from(ROWS_AT_ONCE);
        }
    }
}

fn text<'a>(rows: &'a DataFrame, name: &str) -> &'a StringChunked {
    rows.column(name).expect("a column of the table").str().expect("a text column")
}

/// The rows with what the scorer says now, wherever it was the scorer who spoke, or nobody.
fn with_labels(mut rows: DataFrame, fresh: &[Fresh], counts: &mut Relabeled) -> DataFrame {
    let stays =
        |source: Option<&str>| source.is_some_and(|source| source != LabelSource::Scorer.as_str());
    let before: Vec<(Option<&str>, Option<&str>)> =
        text(&rows, "label").iter().zip(text(&rows, "label_source").iter()).collect();
    let after: Vec<(Option<&str>, Option<&str>)> = before
        .iter()
        .zip(fresh)
        .map(|((label, source), fresh)| match fresh.label {
            _ if stays(*source) => (*label, *source),
            now => (now, now.map(|_| LabelSource::Scorer.as_str())),
        })
        .collect();
    counts.changed += before.iter().zip(&after).filter(|(a, b)| a.0 != b.0).count() as u64;
    let labels: Vec<Option<&str>> = after.iter().map(|(label, _)| *label).collect();
    let sources: Vec<Option<&str>> = after.iter().map(|(_, source)| *source).collect();
    let polarities: Vec<Option<f64>> = fresh.iter().map(|fresh| fresh.polarity).collect();
    let columns = [
        Series::new("label".into(), labels),
        Series::new("label_source".into(), sources),
        Series::new("polarity".into(), polarities),
    ];
    for column in columns {
        let name = column.name().clone();
        rows.replace(&name, column.into_column()).expect("a column of the same length");
    }
    rows
}
