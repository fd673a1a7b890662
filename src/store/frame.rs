//! Rows to data frames: the one place that knows how a canonical type is held by polars.

use chrono::{DateTime, NaiveDate, SecondsFormat};
use polars::prelude::{
    AnyValue, BooleanChunkedBuilder, ChunkedBuilder, Column, DataFrame, DataType, Field,
    Float64Type, Int32Type, Int64Type, IntoColumn, PolarsResult, PrimitiveChunkedBuilder, Schema,
    StringChunkedBuilder, TimeUnit,
};

use serde_json::Map;

use crate::model::row::{Row, Value};
use crate::model::{self, ColumnType};

/// The schema of a table.
pub fn schema<R: Row>() -> Schema {
    R::COLUMNS
        .iter()
        .map(|column| Field::new(column.name.into(), data_type(column.holds)))
        .collect()
}

fn data_type(holds: ColumnType) -> DataType {
    match holds {
        ColumnType::Integer => DataType::Int64,
        ColumnType::Float => DataType::Float64,
        ColumnType::Text => DataType::String,
        ColumnType::Boolean => DataType::Boolean,
        ColumnType::Day => DataType::Date,
        ColumnType::Instant => DataType::Datetime(TimeUnit::Microseconds, None),
    }
}

/// Rows as a data frame with the table's schema, whatever they hold.
pub fn frame<R: Row>(rows: Vec<R>) -> PolarsResult<DataFrame> {
    let height = rows.len();
    let mut builders: Vec<Builder> =
        R::COLUMNS.iter().map(|column| Builder::new(column, height)).collect();
    for row in rows {
        for (builder, value) in builders.iter_mut().zip(row.into_values()) {
            builder.push(value);
        }
    }
    let columns: PolarsResult<Vec<Column>> = builders.into_iter().map(Builder::finish).collect();
    DataFrame::new(height, columns?)
}

/// A column that is being filled.
enum Builder {
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Float(PrimitiveChunkedBuilder<Float64Type>),
    Text(StringChunkedBuilder),
    Boolean(BooleanChunkedBuilder),
    Day(PrimitiveChunkedBuilder<Int32Type>),
    Instant(PrimitiveChunkedBuilder<Int64Type>),
}

impl Builder {
    fn new(column: &model::Column, height: usize) -> Self {
        let name = column.name.into();
        match column.holds {
            ColumnType::Integer => Self::Integer(PrimitiveChunkedBuilder::new(name, height)),
            ColumnType::Float => Self::Float(PrimitiveChunkedBuilder::new(name, height)),
            ColumnType::Text => Self::Text(StringChunkedBuilder::new(name, height)),
            ColumnType::Boolean => Self::Boolean(BooleanChunkedBuilder::new(name, height)),
            ColumnType::Day => Self::Day(PrimitiveChunkedBuilder::new(name, height)),
            ColumnType::Instant => Self::Instant(PrimitiveChunkedBuilder::new(name, height)),
        }
    }

    /// Adds a value; one of another type is none.
    fn push(&mut self, value: Value) {
        match (self, value) {
            (Self::Integer(column), Value::Integer(number)) => column.append_value(number),
            (Self::Float(column), Value::Float(number)) => column.append_value(number),
            (Self::Text(column), Value::Text(text)) => column.append_value(text),
            (Self::Boolean(column), Value::Boolean(truth)) => column.append_value(truth),
            (Self::Day(column), Value::Day(day)) => column.append_value(day.to_epoch_days()),
            (Self::Instant(column), Value::Instant(instant)) => {
                column.append_value(instant.timestamp_micros());
            }
            (Self::Integer(column) | Self::Instant(column), _) => column.append_null(),
            (Self::Float(column), _) => column.append_null(),
            (Self::Text(column), _) => column.append_null(),
            (Self::Boolean(column), _) => column.append_null(),
            (Self::Day(column), _) => column.append_null(),
        }
    }

    fn finish(self) -> PolarsResult<Column> {
        Ok(match self {
            Self::Integer(column) => column.finish().into_column(),
            Self::Float(column) => column.finish().into_column(),
            Self::Text(column) => column.finish().into_column(),
            Self::Boolean(column) => column.finish().into_column(),
            Self::Day(column) => column.finish().into_column().cast(&DataType::Date)?,
            Self::Instant(column) => {
                column.finish().into_column().cast(&data_type(ColumnType::Instant))?
            }
        })
    }
}

/// The rows of a frame of canonical types as JSON objects.
pub fn objects(frame: &DataFrame) -> Vec<Map<String, serde_json::Value>> {
    let cell = |column: &Column, index: usize| match column.get(index) {
        Ok(AnyValue::Boolean(truth)) => truth.into(),
        Ok(AnyValue::Int64(number)) => number.into(),
        Ok(AnyValue::Float64(number)) => number.into(),
        Ok(AnyValue::String(text)) => text.into(),
        Ok(AnyValue::StringOwned(text)) => text.as_str().into(),
        Ok(AnyValue::Date(days)) => NaiveDate::from_epoch_days(days)
            .map_or(serde_json::Value::Null, |day| day.to_string().into()),
        Ok(AnyValue::Datetime(micros, ..) | AnyValue::DatetimeOwned(micros, ..)) => {
            DateTime::from_timestamp_micros(micros).map_or(serde_json::Value::Null, |at| {
                at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
            })
        }
        _ => serde_json::Value::Null,
    };
    (0..frame.height())
        .map(|index| {
            let columns = frame.columns().iter();
            columns.map(|column| (column.name().to_string(), cell(column, index))).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RejectedRow;
    use crate::model::table::{Capture, Mention};

    #[test]
    fn an_empty_table_still_has_its_schema() {
        let empty = frame::<Mention>(Vec::new()).unwrap();
        assert_eq!(empty.height(), 0);
        assert_eq!(*empty.schema().as_ref(), schema::<Mention>());
    }

    #[test]
    fn only_types_that_every_engine_reads_alike_are_used() {
        let kinds: Vec<DataType> = schema::<Capture>().iter_values().cloned().collect();
        assert!(kinds.iter().all(|kind| matches!(
            kind,
            DataType::Int64
                | DataType::Float64
                | DataType::String
                | DataType::Boolean
                | DataType::Date
                | DataType::Datetime(TimeUnit::Microseconds, None)
        )));
    }

    #[test]
    fn rows_keep_their_order_and_values() {
        let row = |line| RejectedRow {
            file: "a.csv".to_owned(),
            line,
            reason: "blank-row".to_owned(),
            detail: String::new(),
        };
        let made = frame(vec![row(2), row(7)]).unwrap();
        let lines: Vec<Option<i64>> = made.column("line").unwrap().i64().unwrap().iter().collect();
        assert_eq!(lines, [Some(2), Some(7)]);
    }
}
