//! Reading: the tables of one case as they are known now, or were known then.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use polars::io::RowIndex;
use polars::prelude::{
    BooleanChunked, Column, DataFrame, DataType, Expr, Field, IdxSize, IntoColumn, IntoLazy,
    JoinArgs, JoinType, LazyFrame, NULL, PolarsResult, ScanArgsParquet, Schema,
    SortMultipleOptions, TimeUnit, UnionArgs, UniqueKeepStrategy, col, concat, lit, when,
};
use rayon::prelude::*;

use super::{Error, Reading, Store, frame};
use crate::engine::Tables;
use crate::model::row::Row;
use crate::model::table::{
    Capture, Claim, Commitment, Control, Event, HumanLabel, Mention, MentionCount, PageItem,
    Removal, SearchDemand, SearchResult, Vanished,
};
use crate::model::{Kind, Label, LabelSource, Passport, RejectedRow};
use crate::normalize::copies::{Text, copies};
use crate::normalize::duplicates::{self, Key, Known};

/// A row as JSON.
pub type Object = serde_json::Map<String, serde_json::Value>;

/// A table of no more rows than this is read once and held for all queries.
const ROWS_IN_MEMORY: u64 = 250_000;

/// How many files are looked through for identities at once.
const FILES_AT_ONCE: usize = 16;

/// How much is known: everything, or only what had been seen by an instant; and of that, only
/// what happened up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// Nothing first seen after this.
    pub known_at: Option<DateTime<Utc>>,
    /// Nothing dated after this.
    pub until: NaiveDate,
}

/// Whether a file may have rows up to a day. Instants may fall on another day in another zone.
fn bears_on(passport: &Passport, until: NaiveDate) -> bool {
    let first = passport.first_at.map(|at| at.date_naive() - Days::new(1));
    passport.first_on.into_iter().chain(first).min().is_none_or(|first| first <= until)
}

impl Store {
    /// The case's tables, with people's labels laid over the machine's. A `neutral_band` that an audit
    /// found decides anew what the scorer's polarities come to.
    pub fn tables(
        &self,
        case_id: &str,
        as_of: AsOf,
        neutral_band: Option<f64>,
    ) -> Result<Tables, Error> {
        let labels = self.collected(self.table::<HumanLabel>(case_id, as_of)?)?;
        let until = lit(as_of.until);
        let dated = |frame: LazyFrame, day: &str| frame.filter(col(day).lt_eq(until.clone()));
        let (mentions, row_count) = self.numbered::<Mention>(case_id, as_of)?;
        let mentions = dated(mentions, "published_on");
        let mentions = with_band(self.with_copies(mentions, row_count)?, neutral_band);
        let results = dated(self.table::<SearchResult>(case_id, as_of)?, "captured_on");
        let results = with_band(results, neutral_band);
        let captures = dated(self.table::<Capture>(case_id, as_of)?, "captured_on");
        let counts = dated(self.table::<MentionCount>(case_id, as_of)?, "counted_on");
        let events = dated(self.table::<Event>(case_id, as_of)?, "happened_on");
        let removals = dated(self.table::<Removal>(case_id, as_of)?, "filed_on");
        let claims = last_of_each(self.table::<Claim>(case_id, as_of)?, "claim_id");
        let claims = self.collected(claims)?;
        let carried = self.claim_items(case_id, &claims, &mentions, &results)?;
        let commitments = dated(self.table::<Commitment>(case_id, as_of)?, "made_on");
        let controls = dated(self.table::<Control>(case_id, as_of)?, "observed_on");
        let mentions = with_human_labels(mentions, "url", "item_url", &labels);
        let mentions = with_human_labels(mentions, "mention_id", "item", &labels);
        let results = with_human_labels(results, "url", "item_url", &labels);
        // What is held anyway is made ready once, and not anew by every query.
        let ready = |frame: LazyFrame, is_held: bool| {
            if is_held { Ok(self.collected(frame)?.lazy()) } else { Ok(frame) }
        };
        Ok(Tables::from([
            ("claims", claims.lazy()),
            ("claim_items", carried.lazy()),
            ("commitments", last_of_each(commitments, "commitment_id")),
            ("controls", controls),
            ("mentions", ready(mentions, self.is_held::<Mention>(case_id, as_of))?),
            ("mention_counts", counts),
            (
                "captures",
                ready(merged_captures(captures), self.is_held::<Capture>(case_id, as_of))?,
            ),
            ("search_results", ready(results, self.is_held::<SearchResult>(case_id, as_of))?),
            ("page_items", dated(self.table::<PageItem>(case_id, as_of)?, "captured_on")),
            ("search_demand", self.newest_demand(case_id, as_of)?),
            ("vanished", dated(self.table::<Vanished>(case_id, as_of)?, "published_on")),
            ("events", events),
            ("removals", last_of_each(removals, "removal_id")),
        ]))
    }

    /// The readings that bear on what is shown: all but those whose first row lies behind its last day.
    pub fn bearing(&self, case_id: &str, as_of: AsOf) -> Vec<&Reading> {
        let current = self.ledger.current(case_id, as_of.known_at);
        current.into_iter().filter(|reading| bears_on(&reading.passport, as_of.until)).collect()
    }

    /// The passports of the files that the case's tables were made from.
    pub fn passports(&self, case_id: &str, as_of: AsOf) -> Vec<Passport> {
        let bearing = self.bearing(case_id, as_of);
        let mut passports: Vec<Passport> =
            bearing.into_iter().map(|reading| reading.passport.clone()).collect();
        passports.sort_by(|a, b| (a.kind, &a.path, &a.sha256).cmp(&(b.kind, &b.path, &b.sha256)));
        passports
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

    /// The first rows of each table that a reading made, as JSON objects.
    pub fn first_rows(
        &self,
        reading: &Reading,
        count: usize,
    ) -> Result<BTreeMap<String, Vec<Object>>, Error> {
        let mut tables = BTreeMap::new();
        for (table, file) in &reading.tables {
            let rows = u32::try_from(count).unwrap_or(u32::MAX);
            let frame = self.collected(scan(&self.table_path(&file.path))?.limit(rows))?;
            tables.insert(table.clone(), frame::objects(&frame));
        }
        Ok(tables)
    }

    /// The identities of what the store holds for a case and a kind, the files that hold them, and
    /// hashes of what they say where that may change.
    pub fn known(&self, case_id: &str, kind: Kind) -> Result<Known, Error> {
        let readings = self.ledger.current_of_kind(case_id, kind);
        let files: Vec<(&str, PathBuf, Vec<Expr>)> = readings
            .iter()
            .flat_map(|reading| {
                reading.tables.iter().map(|table| (&reading.passport.file_id, table))
            })
            .filter_map(|(file_id, (table, file))| {
                Some((file_id.as_str(), self.table_path(&file.path), identity(table)?))
            })
            .collect();
        let mut known = Known::default();
        // A year of weeks is many small files: those of a few are gone through at once.
        for files in files.chunks(FILES_AT_ONCE) {
            let found: Vec<Result<_, Error>> = files
                .par_iter()
                .map(|(_, path, columns)| {
                    Ok(keys(&self.collected(scan(path)?.select(columns.clone()))?))
                })
                .collect();
            for ((file_id, ..), keys) in files.iter().zip(found) {
                known.add_earlier(file_id, keys?);
            }
        }
        Ok(known)
    }

    /// The mentions that earlier files of the same form have strictly between two days, by identity
    /// and day.
    pub fn mentions_between(
        &self,
        case_id: &str,
        like: &Passport,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<(String, NaiveDate)>, Error> {
        let mut found = Vec::new();
        for reading in self.ledger.current_of_kind(case_id, Kind::Mentions) {
            let passport = &reading.passport;
            let is_apart = passport.last_on.is_none_or(|day| day <= first)
                || passport.first_on.is_none_or(|day| last <= day);
            let is_alike =
                passport.profile == like.profile && passport.sha256 != like.sha256 && !is_apart;
            let Some(file) = reading.tables.get(Mention::TABLE).filter(|_| is_alike) else {
                continue;
            };
            let inside = col("published_on").gt(lit(first)).and(col("published_on").lt(lit(last)));
            let frame = scan(&self.table_path(&file.path))?
                .filter(inside)
                .select([col("mention_id"), col("published_on").cast(DataType::Int32)]);
            let frame = self.collected(frame)?;
            let ids = frame.column("mention_id").and_then(|column| column.str().cloned());
            let days = frame.column("published_on").and_then(|column| column.i32().cloned());
            let (ids, days) = (
                ids.map_err(Error::table("read", &self.folder))?,
                days.map_err(Error::table("read", &self.folder))?,
            );
            found.extend(ids.iter().zip(days.iter()).filter_map(|(id, day)| {
                let day = NaiveDate::default() + TimeDelta::days(day?.into());
                Some((id?.to_owned(), day))
            }));
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    /// Of search demand, what the newest file tells.
    fn newest_demand(&self, case_id: &str, as_of: AsOf) -> Result<LazyFrame, Error> {
        let whole = self.table::<SearchDemand>(case_id, as_of)?;
        let newest = self
            .ledger
            .current(case_id, as_of.known_at)
            .into_iter()
            .rfind(|reading| reading.tables.contains_key(SearchDemand::TABLE));
        let file_id = newest.map(|reading| reading.passport.file_id.clone()).unwrap_or_default();
        Ok(whole.filter(col("file_id").eq(lit(file_id))))
    }

    /// Marks the copies of texts published before, among all texts of a case that are no reposts. Rows are
    /// numbered, with numbers below `row_count`.
    ///
    /// A mark is looked up by the number that a row had in its file, so that what a query asks for besides
    /// still decides which rows are read at all.
    fn with_copies(&self, numbered: LazyFrame, row_count: usize) -> Result<LazyFrame, Error> {
        let judged = numbered
            .clone()
            .filter(col("simhash").is_not_null().and(col("is_repost").not()))
            .select([
                col(ROW).cast(DataType::Int64).alias("row"),
                col("published_at").cast(DataType::Int64),
                col("simhash"),
            ])
            .sort(["published_at", "row"], SortMultipleOptions::default());
        let judged = self.collected(judged)?;
        let integers = |name: &str| {
            let column = judged.column(name).expect("a column of the table");
            column.i64().expect("an integer column").iter().map(Option::unwrap_or_default)
        };
        let texts: Vec<Text> = integers("published_at")
            .zip(integers("simhash"))
            .map(|(at, fingerprint)| Text { at, fingerprint: fingerprint as u64 })
            .collect();
        let mut is_copied = vec![false; row_count];
        for (row, is_copy) in integers("row").zip(copies(&texts)) {
            is_copied[row as usize] = is_copy;
        }
        let look_up = move |rows: Column| -> PolarsResult<Column> {
            let rows = rows.u32()?.iter();
            let marks: BooleanChunked =
                rows.map(|row| row.map(|row| is_copied[row as usize])).collect();
            Ok(marks.into_column())
        };
        let is_boolean =
            |_: &Schema, field: &Field| Ok(Field::new(field.name().clone(), DataType::Boolean));
        Ok(numbered
            .with_column(col(ROW).map(look_up, is_boolean).alias("is_copy"))
            .drop(polars::prelude::cols([ROW])))
    }

    /// One table of a case, of all files that count.
    pub(super) fn table<R: Row>(&self, case_id: &str, as_of: AsOf) -> Result<LazyFrame, Error> {
        let (numbered, _) = self.numbered::<R>(case_id, as_of)?;
        Ok(numbered.drop(polars::prelude::cols([ROW])))
    }

    /// The same with a number for each row, and one more than the largest there may be.
    fn numbered<R: Row>(&self, case_id: &str, as_of: AsOf) -> Result<(LazyFrame, usize), Error> {
        let readings = self.ledger.current(case_id, as_of.known_at);
        let mut frames = Vec::new();
        let mut row_count = 0;
        let mut has_versions = false;
        for reading in readings {
            if let Some(file) = reading.tables.get(R::TABLE) {
                let path = self.table_path(&file.path);
                if !path.exists() {
                    return Err(Error::MissingTable { path });
                }
                frames.push(as_today::<R>(scan_numbered(&path, row_count)?)?);
                row_count += usize::try_from(reading.passport.rows_kept).unwrap_or(usize::MAX);
                has_versions |= !reading.passport.rows_changed.is_empty();
            }
        }
        if frames.is_empty() {
            let empty = frame::frame::<R>(Vec::new()).expect("an empty table has its schema");
            return Ok((empty.lazy().with_row_index(ROW, None), 0));
        }
        let folder = self.folder.join("tables").join(R::TABLE);
        let whole = concat(frames, UnionArgs::default()).map_err(Error::table("read", &folder))?;
        let whole = match R::IDENTITY {
            Some(identity) if has_versions => {
                let identity = polars::prelude::cols(identity.iter().copied());
                whole.unique_stable(Some(identity), UniqueKeepStrategy::Last)
            }
            _ => whole,
        };
        // Many queries read it, and opening many small files for each costs more than the rows do.
        let is_held = self.is_held::<R>(case_id, as_of);
        let whole = if is_held { self.collected(whole)?.lazy() } else { whole };
        Ok((whole, row_count))
    }

    /// Whether a table is small enough to be read once and held.
    fn is_held<R: Row>(&self, case_id: &str, as_of: AsOf) -> bool {
        let readings = self.ledger.current(case_id, as_of.known_at).into_iter();
        let with_rows = readings.filter(|reading| reading.tables.contains_key(R::TABLE));
        with_rows.map(|reading| reading.passport.rows_kept).sum::<u64>() <= ROWS_IN_MEMORY
    }

    pub(super) fn collected(&self, frame: LazyFrame) -> Result<DataFrame, Error> {
        frame.collect().map_err(Error::table("read", &self.folder))
    }
}

/// The column with the number of a row, while there is one.
const ROW: &str = "row_number";

pub(super) fn scan(path: &Path) -> Result<LazyFrame, Error> {
    scanned(path, None)
}

/// The rows of a file, numbered from `first` on.
fn scan_numbered(path: &Path, first: usize) -> Result<LazyFrame, Error> {
    let offset = IdxSize::try_from(first).expect("fewer rows than four billion in a case");
    scanned(path, Some(RowIndex { name: ROW.into(), offset }))
}

fn scanned(path: &Path, row_index: Option<RowIndex>) -> Result<LazyFrame, Error> {
    let text = path.to_string_lossy();
    let arguments = ScanArgsParquet { glob: false, row_index, ..ScanArgsParquet::default() };
    LazyFrame::scan_parquet(text.as_ref().into(), arguments).map_err(Error::table("read", path))
}

/// What the rows of a table are known by, as text, and last a hash of what they say, where that may
/// change; `None` where nothing tells them apart.
pub(super) fn identity(table: &str) -> Option<Vec<Expr>> {
    let (columns, may_change): (&[&str], bool) = match table {
        Mention::TABLE => (&["mention_id"], true),
        MentionCount::TABLE => (&["source", "counted_on"], true),
        SearchResult::TABLE => (&["capture_id", "url", "position"], true),
        PageItem::TABLE => (&["capture_id", "item_kind", "item_position", "text", "url"], false),
        _ => return None,
    };
    let content = if may_change { col("content_hash") } else { lit(0) };
    let parts = columns.iter().map(|name| col(*name).cast(DataType::String));
    Some(parts.chain([content.cast(DataType::Int64).alias("content_hash")]).collect())
}

/// The key of each row, whose text columns are its parts, and the hash in its last column.
pub(super) fn keys(frame: &DataFrame) -> Vec<(Key, i64)> {
    let (content, parts) = frame.columns().split_last().expect("a hash and what identifies");
    let parts: Vec<_> = parts.iter().map(|column| column.str().expect("cast to text")).collect();
    let content = content.i64().expect("an integer column");
    (0..frame.height())
        .map(|row| {
            let parts: Vec<&str> =
                parts.iter().map(|column| column.get(row).unwrap_or_default()).collect();
            (duplicates::key(&parts), content.get(row).unwrap_or_default())
        })
        .collect()
}

/// A table as it is written today: columns that an earlier version did not have are blank, and
/// those that there are no more are left out.
pub(super) fn as_today<R: Row>(mut stored: LazyFrame) -> Result<LazyFrame, Error> {
    let known = stored.collect_schema().map_err(Error::table("read", Path::new(R::TABLE)))?;
    let today = frame::schema::<R>();
    let columns = today.iter().map(|(name, kind)| match known.get(name) {
        Some(_) => col(name.clone()),
        None if name == "minute_index" => {
            (col("published_at").cast(DataType::Int64).floor_div(lit(60_000_000_i64)))
                .alias(name.clone())
        }
        None if *kind == DataType::Boolean => lit(false).alias(name.clone()),
        None if *kind == DataType::Int64 => lit(0).cast(DataType::Int64).alias(name.clone()),
        None => lit(NULL).cast(kind.clone()).alias(name.clone()),
    });
    let columns: Vec<_> =
        known.contains(ROW).then(|| col(ROW)).into_iter().chain(columns).collect();
    Ok(stored.select(columns))
}

/// Of two rows with one name the later counts.
fn last_of_each(rows: LazyFrame, name: &'static str) -> LazyFrame {
    rows.unique_stable(Some(polars::prelude::cols([name])), UniqueKeepStrategy::Last)
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
            col("named_as").first(),
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

/// The scorer's labels under another neutral band.
fn with_band(frame: LazyFrame, band: Option<f64>) -> LazyFrame {
    let Some(band) = band else { return frame };
    let polarity = || col("polarity");
    let label = when(polarity().gt_eq(lit(band)))
        .then(lit(Label::Positive.as_str()))
        .when(polarity().lt_eq(lit(-band)))
        .then(lit(Label::Negative.as_str()))
        .otherwise(lit(Label::Neutral.as_str()));
    let is_scorers = col("label_source").eq(lit(LabelSource::Scorer.as_str()));
    frame.with_column(when(is_scorers).then(label).otherwise(col("label")).alias("label"))
}

/// A person's word replaces the machine's, item by item.
fn with_human_labels(frame: LazyFrame, ours: &str, theirs: &str, labels: &DataFrame) -> LazyFrame {
    if labels.height() == 0 {
        return frame;
    }
    let verdicts = labels.clone().lazy().group_by_stable([col(theirs)]).agg([
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
