//! Reading: the tables of one case as they are known now, or were known then.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use polars::prelude::{
    DataFrame, DataType, IntoLazy, JoinArgs, JoinType, LazyFrame, ScanArgsParquet, TimeUnit,
    UnionArgs, UniqueKeepStrategy, col, concat, lit, when,
};

use super::{Error, Store, frame};
use crate::engine::Tables;
use crate::model::row::Row;
use crate::model::table::{
    Capture, Event, HumanLabel, Mention, MentionCount, Removal, SearchResult,
};
use crate::model::{Kind, Passport, RejectedRow};
use crate::normalize::duplicates::{self, Key, Known};

/// A table of no more rows than this is read once and held for all queries.
const ROWS_IN_MEMORY: u64 = 250_000;

/// How much is known: everything, or only what had been seen by an instant; and of that, only
/// what happened up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Nothing first seen after this.
    pub known_at: Option<DateTime<Utc>>,
    /// Nothing dated after this.
    pub until: NaiveDate,
}

impl Store {
    /// The case's tables, with people's labels laid over the machine's.
    pub fn tables(&self, case_id: &str, as_of: AsOf) -> Result<Tables, Error> {
        let labels = self.table::<HumanLabel>(case_id, as_of)?;
        let until = lit(as_of.until);
        let dated = |frame: LazyFrame, day: &str| frame.filter(col(day).lt_eq(until.clone()));
        let mentions = dated(self.table::<Mention>(case_id, as_of)?, "published_on");
        let results = dated(self.table::<SearchResult>(case_id, as_of)?, "captured_on");
        let captures = dated(self.table::<Capture>(case_id, as_of)?, "captured_on");
        let counts = dated(self.table::<MentionCount>(case_id, as_of)?, "counted_on");
        let events = dated(self.table::<Event>(case_id, as_of)?, "happened_on");
        let removals = dated(self.table::<Removal>(case_id, as_of)?, "filed_on");
        Ok(Tables::from([
            (
                "mentions",
                with_human_labels(
                    with_human_labels(mentions, "url", "item_url", &labels),
                    "mention_id",
                    "item",
                    &labels,
                ),
            ),
            ("mention_counts", counts),
            ("captures", merged_captures(captures)),
            ("search_results", with_human_labels(results, "url", "item_url", &labels)),
            ("events", events),
            ("removals", one_a_request(removals)),
        ]))
    }

    /// The passports of the files that the case's tables were made from.
    pub fn passports(&self, case_id: &str, as_of: AsOf) -> Vec<Passport> {
        let current = self.ledger.current(case_id, as_of.known_at);
        current.into_iter().map(|reading| reading.passport.clone()).collect()
    }

    /// The rows of those files that were rejected.
    pub fn rejected(&self, case_id: &str, as_of: AsOf) -> Result<Vec<RejectedRow>, Error> {
        let frame = self.collected(self.table::<RejectedRow>(case_id, as_of)?)?;
        let text = |name: &str| -> Vec<String> {
            let column = frame.column(name).expect("a column of the table");
            let column = column.str().expect("a text column");
            column.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
        };
        let lines = frame.column("line").expect("a column of the table");
        let lines = lines.i64().expect("an integer column").iter();
        let (files, reasons, details) = (text("file"), text("reason"), text("detail"));
        let mut rows: Vec<RejectedRow> = files
            .into_iter()
            .zip(lines)
            .zip(reasons.into_iter().zip(details))
            .map(|((file, line), (reason, detail))| RejectedRow {
                file,
                line: line.unwrap_or_default(),
                reason,
                detail,
            })
            .collect();
        rows.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Ok(rows)
    }

    /// The identities of what the store holds for a case and a kind, and the files that hold them.
    pub fn known(&self, case_id: &str, kind: Kind) -> Result<Known, Error> {
        let (table, columns): (&str, &[&str]) = match kind {
            Kind::Mentions => (Mention::TABLE, &["mention_id"]),
            Kind::SearchResults => (SearchResult::TABLE, &["capture_id", "url", "position"]),
            Kind::MentionCounts => (MentionCount::TABLE, &["source", "counted_on"]),
            Kind::Events | Kind::Removals | Kind::Labels => return Ok(Known::default()),
        };
        let columns: Vec<_> =
            columns.iter().map(|name| col(*name).cast(DataType::String)).collect();
        let mut known = Known::default();
        for reading in self.ledger.current_of_kind(case_id, kind) {
            if let Some(relative) = reading.tables.get(table) {
                let frame = scan(&self.table_path(relative))?.select(columns.clone());
                known.add_earlier(&reading.passport.sha256, keys(&self.collected(frame)?));
            }
        }
        Ok(known)
    }

    /// One table of a case, of all files that count.
    fn table<R: Row>(&self, case_id: &str, as_of: AsOf) -> Result<LazyFrame, Error> {
        let readings = self.ledger.current(case_id, as_of.known_at);
        let mut frames = Vec::new();
        let mut rows = 0;
        for reading in readings {
            if let Some(relative) = reading.tables.get(R::TABLE) {
                let path = self.table_path(relative);
                if !path.exists() {
                    return Err(Error::MissingTable { path });
                }
                frames.push(scan(&path)?);
                rows += reading.passport.rows_kept;
            }
        }
        if frames.is_empty() {
            let empty = frame::frame::<R>(Vec::new()).expect("an empty table has its schema");
            return Ok(empty.lazy());
        }
        let folder = self.folder.join("tables").join(R::TABLE);
        let whole = concat(frames, UnionArgs::default()).map_err(Error::table("read", &folder))?;
        // Many queries read it, and opening many small files for each costs more than the rows do.
        if rows <= ROWS_IN_MEMORY { Ok(self.collected(whole)?.lazy()) } else { Ok(whole) }
    }

    fn collected(&self, frame: LazyFrame) -> Result<DataFrame, Error> {
        frame.collect().map_err(Error::table("read", &self.folder))
    }
}

fn scan(path: &Path) -> Result<LazyFrame, Error> {
    let text = path.to_string_lossy();
    let arguments = ScanArgsParquet { glob: false, ..ScanArgsParquet::default() };
    LazyFrame::scan_parquet(text.as_ref().into(), arguments).map_err(Error::table("read", path))
}

/// The key of each row, whose columns are its parts.
fn keys(frame: &DataFrame) -> Vec<Key> {
    let columns: Vec<_> =
        frame.columns().iter().map(|column| column.str().expect("cast to text")).collect();
    (0..frame.height())
        .map(|row| {
            let parts: Vec<&str> =
                columns.iter().map(|column| column.get(row).unwrap_or_default()).collect();
            duplicates::key(&parts)
        })
        .collect()
}

/// One row a request: of two rows with one name the later counts.
fn one_a_request(removals: LazyFrame) -> LazyFrame {
    removals.unique_stable(Some(polars::prelude::cols(["removal_id"])), UniqueKeepStrategy::Last)
}

/// One row a capture: rows of two exports that tell of the same one are one.
fn merged_captures(captures: LazyFrame) -> LazyFrame {
    let same = ["case_id", "capture_id", "viewpoint", "search_term", "coverage", "captured_at"];
    let days = ["captured_on", "week_start", "day_index", "week_index"];
    let keys: Vec<_> = same.iter().chain(&days).map(|name| col(*name)).collect();
    let rank = when(col("status").eq(lit("ok")))
        .then(lit(2))
        .when(col("status").eq(lit("empty")))
        .then(lit(1))
        .otherwise(lit(0));
    captures
        .with_column(rank.alias("rank"))
        .group_by_stable(keys)
        .agg([
            col("rank").max(),
            col("depth").max(),
            col("result_count").sum(),
            col("file_id").min(),
            col("first_seen_at").min(),
        ])
        .with_column(
            when(col("rank").eq(lit(2)))
                .then(lit("ok"))
                .when(col("rank").eq(lit(1)))
                .then(lit("empty"))
                .otherwise(lit("failed"))
                .alias("status"),
        )
        .drop(polars::prelude::cols(["rank"]))
        .with_column(col("captured_at").cast(DataType::Datetime(TimeUnit::Microseconds, None)))
}

/// A person's word replaces the machine's, item by item.
fn with_human_labels(frame: LazyFrame, ours: &str, theirs: &str, labels: &LazyFrame) -> LazyFrame {
    let verdicts = labels.clone().group_by_stable([col(theirs)]).agg([
        col("label").drop_nulls().last().alias("human_label"),
        col("is_incident").drop_nulls().last().alias("human_incident"),
    ]);
    let labeled = |then| when(col("human_label").is_not_null()).then(then);
    frame
        .join(verdicts, [col(ours)], [col(theirs)], JoinArgs::new(JoinType::Left))
        .with_columns([
            labeled(lit("human")).otherwise(col("label_source")).alias("label_source"),
            labeled(col("human_label")).otherwise(col("label")).alias("label"),
            when(col("human_incident").is_not_null())
                .then(col("human_incident"))
                .otherwise(col("is_incident"))
                .alias("is_incident"),
        ])
        .drop(polars::prelude::cols(["human_label", "human_incident"]))
}
