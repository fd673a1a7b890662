//! What one row of a table is made of, whatever the table.

use chrono::{DateTime, NaiveDate, Utc};

use super::table::{Column, ColumnType};

/// One row of a canonical table.
pub trait Row: Sized {
    /// The name a query uses for the table.
    const TABLE: &'static str;
    /// Its columns, in order.
    const COLUMNS: &'static [Column];
    /// The columns by which a row is known again when it comes with other content, in tables whose
    /// rows may change.
    const IDENTITY: Option<&'static [&'static str]> = None;
    /// Its values, in the order of the columns.
    fn into_values(self) -> Vec<Value>;
}

/// One value of a canonical table. There are no others.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is known.
    Null,
    /// A whole number, or a truth value in a column of those.
    Integer(i64),
    /// A number.
    Float(f64),
    /// Words.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A calendar day in the case's time zone.
    Day(NaiveDate),
    /// An instant, in UTC.
    Instant(DateTime<Utc>),
}

/// A Rust type that stands for a column.
pub trait Cell {
    /// The column's type.
    const TYPE: ColumnType;
    /// The value as the table holds it.
    fn into_value(self) -> Value;
}

macro_rules! cell {
    ($rust:ty => $variant:ident) => {
        impl Cell for $rust {
            const TYPE: ColumnType = ColumnType::$variant;
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    };
}

cell!(i64 => Integer);
cell!(f64 => Float);
cell!(String => Text);
cell!(bool => Boolean);
cell!(NaiveDate => Day);
cell!(DateTime<Utc> => Instant);

impl<T: Cell> Cell for Option<T> {
    const TYPE: ColumnType = T::TYPE;
    fn into_value(self) -> Value {
        self.map_or(Value::Null, Cell::into_value)
    }
}
