//! Rows to data frames: the one place that knows how a canonical type is held by polars.

use chrono::{DateTime, NaiveDate, SecondsFormat};
use polars::prelude::{
    AnyValue, Column, DataFrame, DataType, Field, IntoColumn, NamedFrom, PolarsResult, Schema,
    Series, TimeUnit,
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
    let mut cells: Vec<Vec<Value>> =
        R::COLUMNS.iter().map(|_| Vec::with_capacity(height)).collect();
    for row in rows {
        for (column, value) in cells.iter_mut().zip(row.into_values()) {
            column.push(value);
        }
    }
    let columns: PolarsResult<Vec<Column>> =
        R::COLUMNS.iter().zip(cells).map(|(column, values)| series(column, &values)).collect();
    DataFrame::new(height, columns?)
}

fn series(column: &model::Column, values: &[Value]) -> PolarsResult<Column> {
    let name = column.name.into();
    let series = match column.holds {
        ColumnType::Integer => Series::new(name, collect(values, integer)),
        ColumnType::Float => Series::new(name, collect(values, float)),
        ColumnType::Text => Series::new(name, collect(values, text)),
        ColumnType::Boolean => Series::new(name, collect(values, boolean)),
        ColumnType::Day => Series::new(name, collect(values, day)).cast(&DataType::Date)?,
        ColumnType::Instant => {
            Series::new(name, collect(values, instant)).cast(&data_type(ColumnType::Instant))?
        }
    };
    Ok(series.into_column())
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

fn collect<'a, T>(values: &'a [Value], take: fn(&'a Value) -> Option<T>) -> Vec<Option<T>> {
    values.iter().map(take).collect()
}

fn integer(value: &Value) -> Option<i64> {
    if let Value::Integer(number) = value { Some(*number) } else { None }
}

fn float(value: &Value) -> Option<f64> {
    if let Value::Float(number) = value { Some(*number) } else { None }
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

fn boolean(value: &Value) -> Option<bool> {
    if let Value::Boolean(truth) = value { Some(*truth) } else { None }
}

fn day(value: &Value) -> Option<i32> {
    if let Value::Day(day) = value { Some(NaiveDate::to_epoch_days(day)) } else { None }
}

fn instant(value: &Value) -> Option<i64> {
    if let Value::Instant(instant) = value { Some(instant.timestamp_micros()) } else { None }
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
