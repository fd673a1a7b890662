//! The sheet of an audit, as CSV and as a workbook.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError,
};

use super::Error;
use super::draw::Drawn;
use crate::model::Label;
use crate::model::display::harmless_cell;

/// The columns, and how wide the workbook shows them. A person fills in the last but one, and the
/// last as they like.
const COLUMNS: [(&str, f64); 8] = [
    ("mention_id", 16.0),
    ("published_on", 12.0),
    ("platform", 12.0),
    ("language", 9.0),
    ("text", 90.0),
    ("url", 30.0),
    ("label", 12.0),
    ("remark", 30.0),
];

/// The place of the label among the columns.
const LABEL: u16 = 6;

/// What a cell of a workbook can hold, in UTF-16 units; what is longer is cut.
const LONGEST_CELL: usize = 32_000;

/// Writes a sample as `<name>.csv` and `<name>.xlsx` into a folder, over nothing that is there.
pub fn write(drawn: &[Drawn], folder: &Path, name: &str) -> Result<[PathBuf; 2], Error> {
    let paths = ["csv", "xlsx"].map(|form| folder.join(format!("{name}.{form}")));
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(Error::Exists { path: path.clone() });
    }
    let [csv, xlsx] = &paths;
    // Both are made before either is written: one alone would stand in the way of the next draw.
    let table = as_csv(drawn);
    let book = as_workbook(drawn).map_err(|error| std::io::Error::other(error.to_string()));
    let book = book.map_err(Error::write(xlsx))?;
    fs::create_dir_all(folder).map_err(Error::write(folder))?;
    fs::write(csv, table).map_err(Error::write(csv))?;
    fs::write(xlsx, book).map_err(Error::write(xlsx))?;
    Ok(paths)
}

fn cells(drawn: &Drawn) -> [&str; 6] {
    let shown = &drawn.shown;
    [
        &drawn.mention_id,
        &shown.published_on,
        &shown.platform,
        &shown.language,
        &shown.text,
        shown.url.as_deref().unwrap_or_default(),
    ]
}

/// With the mark by which spreadsheets know UTF-8, and without cells that they would run.
fn as_csv(drawn: &[Drawn]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let header = writer.write_record(COLUMNS.map(|(name, _)| name));
    let rows = drawn.iter().map(|drawn| {
        let cells = cells(drawn).map(harmless_cell);
        cells.into_iter().chain([String::new(), String::new()])
    });
    rows.fold(header, |written, row| written.and_then(|()| writer.write_record(row)))
        .expect("writing to memory");
    writer.into_inner().expect("writing to memory")
}

fn as_workbook(drawn: &[Drawn]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook tells when it was made; the same sample is the same file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    let mut last = 0;
    for (row, drawn) in (1..).zip(drawn) {
        for (column, cell) in (0..).zip(cells(drawn)) {
            sheet.write_string_with_format(row, column, cut(cell), &wrapped)?;
        }
        last = row;
    }
    let words = [Label::Negative, Label::Neutral, Label::Positive].map(Label::as_str);
    let choice = DataValidation::new().allow_list_strings(&words)?;
    sheet.add_data_validation(1, LABEL, last.max(1), LABEL, &choice)?;
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_CELL
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::Shown;

    #[test]
    fn a_workbook_takes_cells_of_any_length() {
        let long = "x".repeat(40_000);
        let shown = Shown {
            text: "=1+1".to_owned(),
            language: "en".to_owned(),
            platform: long.clone(),
            url: Some(format!("https://a.example/{long}")),
            published_on: "2026-05-11".to_owned(),
        };
        assert!(as_workbook(&[Drawn { mention_id: long, shown }]).is_ok());
    }

    #[test]
    fn a_cell_is_cut_between_letters() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"x".repeat(40_000)).len(), LONGEST_CELL);
        let odd = format!("x{}", "😀".repeat(20_000));
        assert_eq!(cut(&odd).chars().count(), LONGEST_CELL / 2);
    }
}
