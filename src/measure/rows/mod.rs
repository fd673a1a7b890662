//! One struct per metric: the contract between a query and the pages.

mod measures;
mod record;
mod talk;

pub use measures::*;
pub use record::*;
pub use talk::*;

use chrono::NaiveDate;
use polars::prelude::{AnyValue, DataFrame};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Error;
use super::catalog::Metric;
use crate::stats::rounded;

/// Reads a result as rows of `Row`. A column too many or too few is an error that names it, and so
/// is a number that is none. Numbers are rounded here, once.
pub fn read<Row: DeserializeOwned>(metric: &Metric, frame: &DataFrame) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::with_capacity(frame.height());
    for index in 0..frame.height() {
        let mut row = Map::new();
        for column in frame.columns() {
            let name = column.name().to_string();
            let value = json(metric, &name, &column.get(index).unwrap_or(AnyValue::Null))?;
            row.insert(name, value);
        }
        let row = serde_json::from_value(Value::Object(row))
            .map_err(|source| Error::Rows { metric: metric.name.clone(), source })?;
        rows.push(row);
    }
    Ok(rows)
}

fn json(metric: &Metric, column: &str, value: &AnyValue<'_>) -> Result<Value, Error> {
    Ok(match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(truth) => Value::from(*truth),
        AnyValue::Int64(number) => Value::from(*number),
        AnyValue::Float64(number) if number.is_finite() => Value::from(rounded(*number)),
        AnyValue::Float64(number) => {
            let (metric, column) = (metric.name.clone(), column.to_owned());
            return Err(Error::NotFinite { metric, column, value: *number });
        }
        AnyValue::Date(days) => {
            let day = NaiveDate::from_epoch_days(*days).map(|day| day.to_string());
            day.map_or(Value::Null, Value::from)
        }
        AnyValue::String(text) => Value::from(*text),
        AnyValue::StringOwned(text) => Value::from(text.as_str()),
        // Anything else is a type that not every engine reads alike; its name makes the row fail.
        other => Value::from(format!("{:?}", other.dtype())),
    })
}
