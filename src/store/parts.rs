//! Readings that other processes made, taken over into the store of the run that reports.

use std::collections::BTreeMap;
use std::path::Path;

use polars::df;
use polars::prelude::{
    BooleanChunked, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, NewChunkedArray,
    PolarsResult, col, lit,
};

use super::read::{identity, keys, scan};
use super::write::FileWriter;
use super::{Error, Ledger, Reading, Store};
use crate::model::hash::hash_of;
use crate::model::row::Row;
use crate::model::table::Capture;
use crate::normalize::duplicates::Key;

/// How many rows are held at once.
const ROWS_AT_ONCE: usize = 1 << 18;

/// The identity of a row, what it says, and the text column that it is known by.
pub struct Known {
    /// What identifies it.
    pub key: Key,
    /// Hash of what it says.
    pub content: i64,
    /// The first column of its identity.
    pub name: String,
}

impl Store {
    /// A folder that several processes put table files into, each under names that nobody else gives to
    /// other rows. It has no ledger and no lock; of a ledger of another store it believes what it is
    /// given.
    pub fn shared(folder: &Path, ledger: Ledger) -> Self {
        Self { folder: folder.to_owned(), _lock: None, ledger, torn: None }
    }

    /// Whether every table file of a reading lies below the folder as it was written.
    pub fn has_tables_of(&self, reading: &Reading) -> bool {
        reading.tables.values().all(|file| {
            hash_of(&self.table_path(&file.path)).is_ok_and(|sha256| sha256 == file.sha256)
        })
    }

    /// The identities of a table's rows, in their order; `None` where rows of the table have none.
    pub fn identities(&self, reading: &Reading, table: &str) -> Result<Option<Vec<Known>>, Error> {
        let (Some(columns), Some(file)) = (identity(table), reading.tables.get(table)) else {
            return Ok(None);
        };
        let frame = scan(&self.table_path(&file.path))?.select(columns);
        let frame = self.collected(frame)?;
        let names = frame.columns()[0].str().map_err(Error::table("read", &self.folder))?;
        let known = keys(&frame).into_iter().zip(names.iter()).map(|((key, content), name)| {
            Known { key, content, name: name.unwrap_or_default().to_owned() }
        });
        Ok(Some(known.collect()))
    }
}

impl FileWriter<'_> {
    /// Takes over the rows of a table file that are marked, or all where none need be.
    pub fn take_over(
        &mut self,
        table: &str,
        path: &Path,
        marks: Option<&[bool]>,
    ) -> Result<(), Error> {
        let Some(marks) = marks.filter(|marks| marks.contains(&false)) else {
            return self.copy(table, path);
        };
        for (index, marks) in marks.chunks(ROWS_AT_ONCE).enumerate() {
            let first = (index * ROWS_AT_ONCE) as i64;
            let rows = scan(path)?.slice(first, marks.len() as u32).collect();
            let mask = BooleanChunked::from_slice("mark".into(), marks);
            let kept = rows.and_then(|rows| rows.filter(&mask));
            self.append_to(table, &kept.map_err(Error::table("read", path))?)?;
        }
        Ok(())
    }

    /// Takes over captures some of whose results are not taken over: so many less of each.
    pub fn take_over_captures(
        &mut self,
        path: &Path,
        less: &BTreeMap<String, i64>,
    ) -> Result<(), Error> {
        let captures = scan(path)?;
        let counted = with_less(captures, less).and_then(LazyFrame::collect);
        self.append_to(Capture::TABLE, &counted.map_err(Error::table("read", path))?)
    }
}

fn with_less(captures: LazyFrame, less: &BTreeMap<String, i64>) -> PolarsResult<LazyFrame> {
    let columns: Vec<_> = Capture::COLUMNS.iter().map(|column| col(column.name)).collect();
    let less = df!(
        "capture_id" => less.keys().map(String::as_str).collect::<Vec<_>>(),
        "less" => less.values().copied().collect::<Vec<_>>(),
    )?;
    let joined = captures.join(
        less.lazy(),
        [col("capture_id")],
        [col("capture_id")],
        JoinArgs::new(JoinType::Left),
    );
    let left = col("result_count") - col("less").fill_null(lit(0_i64));
    Ok(joined.with_column(left.cast(DataType::Int64).alias("result_count")).select(columns))
}
