//! Parquet that others wrote, row by row, as text.

use chrono::{DateTime, NaiveDate, TimeDelta};
use csv::StringRecord;
use parquet::basic::LogicalType;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

use super::Error;
use super::limits::Limits;
use super::rows::{RawRow, Records, has_longer_cell};
use super::unpack::Part;
use crate::model::{Reason, Rejected};

/// A Parquet file whose footer was found to be no bomb.
pub(super) struct ParquetFile {
    reader: SerializedFileReader<std::fs::File>,
    /// Its columns, nested ones as one.
    pub(super) header: Vec<String>,
}

impl ParquetFile {
    /// Reads the footer and checks what it claims.
    pub(super) fn open(part: &Part) -> Result<Self, Error> {
        let file = part.open_file()?;
        let length = file.metadata().map_err(|error| part.failed(error))?.len();
        let reader = SerializedFileReader::new(file).map_err(|error| part.broken(&error))?;
        let metadata = reader.metadata();
        let limits = part.limits;
        let claimed = |count: i64| u64::try_from(count).unwrap_or(u64::MAX);
        let rows = claimed(metadata.file_metadata().num_rows());
        let columns = || metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
        let bytes = columns()
            .fold(0_u64, |sum, column| sum.saturating_add(claimed(column.uncompressed_size())));
        let over = |error: super::limits::OverLimit| error.of(&part.shown());
        Limits::within("parquet_rows", limits.parquet_rows, rows, "rows by its footer")
            .map_err(over)?;
        Limits::within("parquet_bytes", limits.parquet_bytes, bytes, "bytes by its footer")
            .map_err(over)?;
        limits.unpacking(length, bytes).map_err(over)?;
        let fields = metadata.file_metadata().schema().get_fields();
        Limits::within("columns", limits.columns, fields.len() as u64, "columns").map_err(over)?;
        let header = fields.iter().map(|field| field.name().to_owned()).collect();
        Ok(Self { reader, header })
    }

    /// Its rows, of whose columns only the `wanted` are read; the others are blank.
    pub(super) fn rows(self, part: &Part, wanted: &[bool]) -> Result<ParquetRows, Error> {
        let schema = self.reader.metadata().file_metadata().schema();
        let fields: Vec<_> = schema.get_fields().to_vec();
        let chosen =
            fields.iter().zip(wanted).filter(|(_, is_wanted)| **is_wanted).map(|(field, _)| field);
        let projection = Type::group_type_builder(schema.name())
            .with_fields(chosen.cloned().collect())
            .build()
            .map_err(|error| part.broken(&error))?;
        let is_utc = fields.iter().map(|field| is_adjusted(field)).collect();
        let rows = RowIter::from_file_into(Box::new(self.reader))
            .project(Some(projection))
            .map_err(|error| part.broken(&error))?
            // A few bytes may stand for a thousand long texts, so none is made before its row.
            .with_batch_size(1);
        Ok(ParquetRows {
            rows,
            header: self.header,
            is_utc,
            longest_cell: part.limits.field_bytes,
            number: 0,
            path: part.shown(),
        })
    }
}

/// Whether a column of instants is in UTC rather than in no zone.
fn is_adjusted(field: &Type) -> bool {
    match field.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(timestamp)) => timestamp.is_adjusted_to_u_t_c,
        _ => true,
    }
}

/// The rows of one Parquet file.
pub(super) struct ParquetRows {
    rows: RowIter<'static>,
    header: Vec<String>,
    is_utc: Vec<bool>,
    longest_cell: u64,
    number: u64,
    path: std::path::PathBuf,
}

impl Records for ParquetRows {
    fn next(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        let Some(row) = self.rows.next() else { return Ok(None) };
        let row = row.map_err(|error| Error::broken(self.path.clone(), &error))?;
        self.number += 1;
        let fields = row.into_columns();
        let cells: StringRecord = self
            .header
            .iter()
            .zip(&self.is_utc)
            .map(|(name, is_utc)| {
                let field = fields.iter().find(|(field, _)| field == name);
                field.map(|(_, field)| text(field, *is_utc)).unwrap_or_default()
            })
            .collect();
        if has_longer_cell(&cells, self.longest_cell) {
            // Told as in delimited text, so that a row has one reason whatever its file is made of.
            return Ok(Some(Err(Rejected { line: self.number, reason: Reason::UnclosedQuote })));
        }
        Ok(Some(Ok(RawRow::new(self.number, cells))))
    }
}

/// A value as text; instants as ISO 8601, with a `Z` where they are in UTC.
fn text(field: &Field, is_utc: bool) -> String {
    let instant = |at: Option<DateTime<chrono::Utc>>| {
        let zone = if is_utc { "Z" } else { "" };
        at.map(|at| format!("{}{zone}", at.format("%Y-%m-%dT%H:%M:%S%.f"))).unwrap_or_default()
    };
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Date(days) => NaiveDate::default()
            .checked_add_signed(TimeDelta::days((*days).into()))
            .map(|day| day.to_string())
            .unwrap_or_default(),
        Field::TimestampMillis(millis) => instant(DateTime::from_timestamp_millis(*millis)),
        Field::TimestampMicros(micros) => instant(DateTime::from_timestamp_micros(*micros)),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}
