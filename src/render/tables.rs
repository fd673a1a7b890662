//! The rows behind every figure, as CSV for people. The report as JSON holds the same untouched.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Made;
use crate::model::display::{harmless_cell, plain};
use crate::report::Report;

/// The tables of a report, by the name of their metric.
pub fn all(report: &Report) -> Vec<Made> {
    let talk = &report.talk;
    let record = &report.record;
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
        ("removal_docket", csv(&report.removals)),
        ("event_log", csv(&report.events)),
    ];
    tables
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
        .map(|(name, bytes)| Made { name: format!("tables/{name}.csv"), bytes })
        .collect()
}

/// Rows as CSV with a header; nothing at all for no rows.
///
/// Cells that a spreadsheet would run as formulas are disarmed, and what cannot be seen is named.
pub fn csv<Row: Serialize>(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Map::new();
        flatten("", serde_json::to_value(row).expect("a row is plain data"), &mut cells);
        if index == 0 {
            writer.write_record(cells.keys()).expect("writing to memory cannot fail");
        }
        let texts = cells.values().map(cell);
        writer.write_record(texts).expect("every row has the columns of the first");
    }
    writer.into_inner().expect("writing to memory cannot fail")
}

/// Nested values get their path for a name; `row` itself is no part of it.
fn flatten(prefix: &str, value: Value, cells: &mut Map<String, Value>) {
    const INTERVAL: [&str; 2] = ["low", "high"];
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = match prefix {
                    "" | "row" => name,
                    _ => format!("{prefix}_{name}"),
                };
                flatten(&path, value, cells);
            }
        }
        Value::Null if prefix == "interval" => {
            for end in INTERVAL {
                cells.insert(format!("interval_{end}"), Value::Null);
            }
        }
        value => {
            cells.insert(prefix.to_owned(), value);
        }
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless_cell(&plain(text)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RejectedRow;

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
