//! Workbooks: a sheet, cell by cell, becomes delimited text whose first cell is the row's number.
//!
//! Cells are read one by one and never as a range: a single cell in the last corner would make a
//! range of hundreds of gigabytes.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek};

use calamine::{Data, DataRef, DataType, Reader, SheetVisible, Xls, Xlsx};
use chrono::{NaiveDateTime, NaiveTime};
use tempfile::NamedTempFile;
use zip::ZipArchive;

use super::Error;
use super::limits::{Bounded, Limits, OverLimit};
use super::unpack::Part;

/// A workbook whose sheets can be unpacked one by one.
pub(super) enum Workbook {
    /// `.xlsx`.
    Xlsx(Box<Xlsx<BufReader<File>>>),
    /// `.xls`.
    Xls(Box<Xls<BufReader<File>>>),
}

impl Workbook {
    /// Opens an XLSX workbook, once it is known that its members unpack to no more than allowed.
    pub(super) fn xlsx(
        part: &Part,
        archive: &mut ZipArchive<impl Read + Seek>,
    ) -> Result<Self, Error> {
        check_members(part, archive)?;
        let book =
            Xlsx::new(BufReader::new(part.open_file()?)).map_err(|error| part.broken(&error))?;
        Ok(Self::Xlsx(Box::new(book)))
    }

    /// Opens an XLS workbook, which is held in memory.
    pub(super) fn xls(part: &Part) -> Result<Self, Error> {
        let file = part.open_file()?;
        let length = file.metadata().map_err(|error| part.failed(error))?.len();
        Limits::within("sheet_bytes", part.limits.sheet_bytes, length, "bytes")
            .map_err(|over| over.of(&part.shown()))?;
        let book = Xls::new(BufReader::new(file)).map_err(|error| part.broken(&error))?;
        Ok(Self::Xls(Box::new(book)))
    }

    /// The names of the sheets that a reader of the workbook sees.
    pub(super) fn sheets(&self, part: &Part) -> Result<Vec<String>, Error> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
        };
        let mut names = BTreeSet::new();
        for sheet in sheets {
            // Sheets are read by name.
            if !names.insert(&sheet.name) {
                let (path, name) = (part.shown(), sheet.name.clone());
                return Err(Error::SameName { path, parts: "sheets", name });
            }
        }
        let visible = sheets.iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
        Ok(visible.map(|sheet| sheet.name.clone()).collect())
    }

    /// Writes a sheet as delimited text into a temporary file; nothing for a sheet without cells.
    pub(super) fn unpack(
        &mut self,
        name: &str,
        part: &Part,
    ) -> Result<Option<NamedTempFile>, Error> {
        let file = NamedTempFile::new().map_err(|error| part.failed(error))?;
        let mut rows = SheetRows::new(BufWriter::new(file), part.limits);
        let written = match self {
            Self::Xlsx(book) => {
                let mut cells =
                    book.worksheet_cells_reader(name).map_err(|error| part.broken(&error))?;
                loop {
                    match cells.next_cell().map_err(|error| part.broken(&error))? {
                        Some(cell) => match rows.put(cell.get_position(), &shown(cell.get_value()))
                        {
                            Ok(()) => {}
                            Err(fault) => break Err(fault),
                        },
                        None => break Ok(()),
                    }
                }
            }
            Self::Xls(book) => {
                let range = book.worksheet_range(name).map_err(|error| part.broken(&error))?;
                let (top, left) = range.start().unwrap_or_default();
                range.used_cells().try_for_each(|(row, column, value)| {
                    rows.put((top + row as u32, left + column as u32), &shown_owned(value))
                })
            }
        };
        written.and_then(|()| rows.finish()).map_err(|fault| match fault {
            Fault::Over(over) => over.of(&part.shown()),
            Fault::Disk(error) => part.failed(error),
        })
    }
}

/// Unpacks every member to nowhere: what a directory claims may be less than what is there.
fn check_members(part: &Part, archive: &mut ZipArchive<impl Read + Seek>) -> Result<(), Error> {
    let limits = Limits { unpacked_bytes: part.limits.sheet_bytes, ..part.limits };
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| part.broken(&error))?;
        let packed = member.compressed_size();
        unpacked += io::copy(&mut Bounded::new(member, packed, limits), &mut io::sink())
            .map_err(|error| part.failed(error))?;
        Limits::within("sheet_bytes", limits.unpacked_bytes, unpacked, "bytes once unpacked")
            .map_err(|over| over.of(&part.shown()))?;
    }
    Ok(())
}

enum Fault {
    Over(OverLimit),
    Disk(io::Error),
}

/// Gathers cells into rows, each with its number before it.
struct SheetRows {
    writer: csv::Writer<BufWriter<NamedTempFile>>,
    limits: Limits,
    row: u32,
    cells: Vec<String>,
    /// How many bytes its cells have come to.
    byte_count: u64,
    is_empty: bool,
}

impl SheetRows {
    fn new(file: BufWriter<NamedTempFile>, limits: Limits) -> Self {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        Self { writer, limits, row: 0, cells: Vec::new(), byte_count: 0, is_empty: true }
    }

    fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        let name = || cell_name(row, column);
        let over = |name_of_limit, allowed, what: String| {
            Err(Fault::Over(OverLimit { name: name_of_limit, allowed, what }))
        };
        if self.limits.sheet_rows <= u64::from(row) {
            return over("sheet_rows", self.limits.sheet_rows, format!("it has a cell {}", name()));
        }
        if self.limits.sheet_columns <= u64::from(column) {
            let allowed = self.limits.sheet_columns;
            return over("sheet_columns", allowed, format!("it has a cell {}", name()));
        }
        if row != self.row {
            self.flush()?;
            self.row = row;
        }
        let column = column as usize;
        let width = self.cells.len().max(column + 1);
        // In the workbook a text that many cells share stands once, and a blank cell not at all.
        self.byte_count += (text.len() + width - self.cells.len()) as u64;
        let allowed = self.limits.sheet_bytes;
        Limits::within("sheet_bytes", allowed, self.byte_count, "bytes of cells or more")
            .map_err(Fault::Over)?;
        self.cells.resize(width, String::new());
        self.cells[column].push_str(text);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Fault> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.is_empty = false;
        let number = (self.row + 1).to_string();
        let record = std::iter::once(number.as_str()).chain(self.cells.iter().map(String::as_str));
        self.writer.write_record(record).map_err(|error| Fault::Disk(error.into()))?;
        self.cells.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<Option<NamedTempFile>, Fault> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(|error| Fault::Disk(error.into_error()))?;
        let file = file.into_inner().map_err(|error| Fault::Disk(error.into_error()))?;
        Ok((!self.is_empty).then_some(file))
    }
}

/// `A1`, `XFD1048576`.
fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        other => shown_owned(&Data::from(other.clone())),
    }
}

/// A cell as text: dates as ISO 8601 without a zone, whole numbers without decimals.
fn shown_owned(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) if moment.is_duration() => moment.as_f64().to_string(),
        Data::DateTime(moment) => match value.as_datetime() {
            Some(at) => shown_moment(at, moment.as_f64()),
            None => moment.as_f64().to_string(),
        },
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A day where the serial is whole, a clock time where it is less than a day, else both.
fn shown_moment(at: NaiveDateTime, serial: f64) -> String {
    if serial < 1.0 {
        at.time().format("%H:%M:%S").to_string()
    } else if at.time() == NaiveTime::MIN {
        at.date().to_string()
    } else {
        at.format("%Y-%m-%d %H:%M:%S%.f").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_a_spreadsheet_names_them() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(9, 27), "AB10");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn a_whole_serial_is_a_day() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
        assert_eq!(shown_moment(at("2026-05-11 00:00:00"), 46153.0), "2026-05-11");
        assert_eq!(shown_moment(at("2026-05-11 08:05:00"), 46153.3), "2026-05-11 08:05:00");
        assert_eq!(shown_moment(at("1899-12-31 08:05:00"), 0.3), "08:05:00");
    }
}
