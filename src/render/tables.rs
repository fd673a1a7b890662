//! The rows behind every figure, as CSV for people. The report as JSON holds the same untouched.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::Made;
use crate::model::display::{harmless_cell, plain};
use crate::report::Report;

/// The tables of a report, by the name of their metric.
pub fn all(report: &Report) -> Vec<Made> {
    let talk = &report.talk;
    let record = &report.record;
    let actions = &report.actions;
    let tables = [
        ("talk_volume", csv(&talk.volume)),
        ("negative_share", csv(&talk.shares)),
        ("talk_days", csv(&talk.days)),
        ("talk_weeks", csv(&talk.weeks)),
        ("talk_spans", csv(&talk.spans)),
        ("first_page_share", csv(&record.first_pages)),
        ("owned_share", csv(&record.owned)),
        ("visibility", csv(&record.visibility)),
        ("record_spans", csv(&record.spans)),
        ("lingering_register", csv(&record.register)),
        ("rank_path", csv(&record.rank_path)),
        ("capture_calendar", csv(&record.calendar)),
        ("tracked_positions", csv(&record.tracked)),
        ("source_days", csv(&talk.sources)),
        ("vanished_items", csv(&talk.vanished)),
        ("term_names", csv(&record.names)),
        ("page_item_kinds", csv(&record.items)),
        ("talk_standing", csv(&report.verdict.talk.weeks)),
        ("record_standing", csv(&report.verdict.record.weeks)),
        ("sensitivity", csv(&report.sensitivity)),
        ("storms", csv(&talk.storms)),
        ("usual_days", csv(&talk.bands)),
        ("foretold", csv(&talk.foretold)),
        ("themes", csv(&talk.themes)),
        ("quotes", csv(&talk.quotes)),
        ("claim_register", csv(&talk.claims)),
        ("claim_weeks", csv(&talk.claim_weeks)),
        ("page_stability", csv(&record.stability)),
        ("suggestions", csv(&record.suggestions)),
        ("visibility_band", csv(&record.visibility_band)),
        ("page_stay", csv(record.stay.as_ref().map_or(&[], |stay| stay.curve.as_slice()))),
        ("answers", csv(&actions.answers)),
        ("effects", csv(&actions.followed)),
        ("removal_clocks", csv(&actions.requests)),
        ("removal_channels", csv(&actions.channels)),
        ("log_clocks", csv(&actions.log_clocks)),
        ("promise_register", csv(&actions.promises)),
        ("promises_lapsed", csv(&actions.lapses)),
        ("control_days", csv(&actions.controls)),
        ("findings", csv(&report.findings)),
        ("removal_docket", csv(&report.removals)),
        ("event_log", csv(&report.events)),
    ];
    tables
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
        .map(|(name, bytes)| Made { name: format!("tables/{name}.csv"), bytes })
        .collect()
}

/// Rows as CSV with a header; nothing at all for no rows. A column that a row lacks is blank.
///
/// Cells that a spreadsheet would run as formulas are disarmed, and what cannot be seen is named.
pub fn csv<Row: Serialize>(rows: &[Row]) -> Vec<u8> {
    let mut header: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for row in rows {
        let json = serde_json::to_string(row).expect("a row is plain data");
        let row: Cells = serde_json::from_str(&json).expect("a row is an object");
        let mut cells = Vec::new();
        flatten("", row, &mut cells);
        let mut line = vec![String::new(); header.len()];
        for (index, (name, text)) in cells.into_iter().enumerate() {
            // Nearly always each row has the columns of the first, in their order.
            let known = header.get(index).filter(|known| **known == name).map(|_| index);
            match known.or_else(|| header.iter().position(|known| *known == name)) {
                Some(place) => line[place] = text,
                None => {
                    header.push(name);
                    line.push(text);
                }
            }
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("writing to memory cannot fail");
    for mut line in lines {
        line.resize(header.len(), String::new());
        writer.write_record(line).expect("every line has a cell for every column");
    }
    writer.into_inner().expect("writing to memory cannot fail")
}

/// The fields of a row in the order of its struct.
struct Cells(Vec<(String, Cell)>);

/// One field of a row.
enum Cell {
    Text(String),
    Nested(Cells),
    Plain(Value),
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Cell::deserialize(deserializer)? {
            Cell::Nested(cells) => Ok(cells),
            Cell::Text(_) | Cell::Plain(_) => Err(D::Error::custom("a row is an object")),
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Cell;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = map.next_entry()? {
                    cells.push(cell);
                }
                Ok(Cell::Nested(Cells(cells)))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Cell, A::Error> {
                Value::deserialize(SeqAccessDeserializer::new(seq)).map(Cell::Plain)
            }
            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }
            fn visit_bool<E>(self, truth: bool) -> Result<Cell, E> {
                Ok(Cell::Plain(truth.into()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Plain(number.into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Plain(number.into()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Plain(number.into()))
            }
            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell::Plain(Value::Null))
            }
        }
        deserializer.deserialize_any(InOrder)
    }
}

/// Nested values get their path for a name; `row` itself is no part of it.
fn flatten(prefix: &str, row: Cells, cells: &mut Vec<(String, String)>) {
    for (name, cell) in row.0 {
        let path = match prefix {
            "" | "row" => name,
            _ => format!("{prefix}_{name}"),
        };
        match cell {
            // A number that was refused says why, in a word.
            Cell::Nested(inner) if path.ends_with("needs") => {
                let kind = inner.0.into_iter().find(|(name, _)| name == "kind");
                let text = match kind {
                    Some((_, Cell::Text(text))) => text,
                    _ => String::new(),
                };
                cells.push((path, text));
            }
            Cell::Text(text) => cells.push((path, harmless_cell(&plain(&text)))),
            Cell::Nested(inner) => flatten(&path, inner, cells),
            Cell::Plain(Value::Null) if is_range(&path) => {
                let ends = ["low", "high"].map(|end| (format!("{path}_{end}"), String::new()));
                cells.extend(ends);
            }
            Cell::Plain(Value::Null) => cells.push((path, String::new())),
            Cell::Plain(value @ Value::Array(_)) => {
                cells.push((path, harmless_cell(&plain(&value.to_string()))));
            }
            Cell::Plain(value) => cells.push((path, value.to_string())),
        }
    }
}

/// Whether a field holds two ends, so that a blank one is two blank cells.
fn is_range(path: &str) -> bool {
    path.ends_with("interval") || path.ends_with("range")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Needs, RejectedRow};

    #[test]
    fn a_column_that_a_row_lacks_is_blank() {
        let rows = [
            serde_json::json!({"a": 1}),
            serde_json::json!({"a": 2, "b": 3}),
            serde_json::json!({"b": 4}),
        ];
        assert_eq!(String::from_utf8(csv(&rows)).unwrap(), "a,b\n1,\n2,3\n,4\n");
    }
    use crate::stats::{Interval, Measured};

    #[test]
    fn a_number_that_was_refused_has_the_columns_of_one_that_was_not() {
        #[derive(Serialize)]
        struct Row {
            share: Measured,
        }
        let interval = Some(Interval { low: 0.1, high: 0.3 });
        let rows = [
            Row { share: Measured::known(0.2, interval, 40) },
            Row { share: Measured::refused(Needs::Scored { count: 3, of: 30 }, 3) },
        ];
        let text = String::from_utf8(csv(&rows)).unwrap();
        assert_eq!(
            text,
            "share_value,share_interval_low,share_interval_high,share_n,share_needs\n\
             0.2,0.1,0.3,40,\n,,,3,scored\n"
        );
    }

    #[test]
    fn a_formula_leaves_disarmed() {
        let row = RejectedRow {
            file: "a.csv".to_owned(),
            line: 3,
            reason: "unknown-word".to_owned(),
            detail: "=cmd|' /C calc'!A0".to_owned(),
        };
        let text = String::from_utf8(csv(&[row])).unwrap();
        assert_eq!(text, "file,line,reason,detail\na.csv,3,unknown-word,'=cmd|' /C calc'!A0\n");
    }

    #[test]
    fn no_rows_are_no_table() {
        assert!(csv::<RejectedRow>(&[]).is_empty());
    }
}
