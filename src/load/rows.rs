//! The rows of one delimited file, each with the line it begins on.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use encoding_rs::Encoding;

use super::lines::first_line;
use super::profile::Profile;
use super::sniff::{Found, header_cell};
use super::{Error, FileStamp};
use crate::model::{Kind, Reason, Rejected};

/// A cell longer than this is a quote that was never closed.
const LONGEST_CELL: usize = 4 << 20;

/// One row of text.
#[derive(Debug, Clone)]
pub struct RawRow {
    /// The line it begins on.
    pub line: u64,
    cells: StringRecord,
}

/// Where a column of ours is to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// In this cell, unless it is one of these words for nothing.
    Cell(usize, Vec<String>),
    /// Nowhere: the profile says it.
    Fixed(String),
    /// Nowhere.
    Absent,
}

impl Pick {
    /// The value in a row, if it says anything.
    pub fn from<'a>(&'a self, row: &'a RawRow) -> Option<&'a str> {
        match self {
            Self::Cell(index, nothing) => row
                .cells
                .get(*index)
                .map(str::trim)
                .filter(|cell| !cell.is_empty() && !nothing.iter().any(|word| word == cell)),
            Self::Fixed(value) => Some(value),
            Self::Absent => None,
        }
    }
}

/// The rows of one file, and what the file turned out to be.
pub struct Rows {
    /// The file.
    pub path: PathBuf,
    /// What it turned out to be.
    pub found: Found,
    /// How its bytes become text.
    pub encoding: &'static Encoding,
    /// Its header, cleaned.
    pub header: Vec<String>,
    /// The line that is on.
    pub header_line: u64,
    reader: csv::Reader<Box<dyn Read + Send>>,
    stamp: FileStamp,
}

impl Rows {
    /// Skips what stands before the header, and checks the header against the profile.
    pub(super) fn open(
        path: &Path,
        input: Box<dyn Read + Send>,
        encoding: &'static Encoding,
        found: Found,
    ) -> Result<Self, Error> {
        let stamp = FileStamp::of(path)?;
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(found.delimiter)
            .quoting(found.profile.quoting)
            .from_reader(input);
        let mut record = StringRecord::new();
        for _ in 0..=found.preamble {
            reader.read_record(&mut record).map_err(|error| read_error(path, error))?;
        }
        let header: Vec<String> = record.iter().map(header_cell).collect();
        let header_line = first_line(reader.position().line(), &record);
        let rows =
            Self { path: path.to_owned(), found, encoding, header, header_line, reader, stamp };
        rows.check_columns()?;
        Ok(rows)
    }

    /// The profile that reads the file.
    pub fn profile(&self) -> &Profile {
        &self.found.profile
    }

    /// Where the column that we call `ours` is.
    pub fn pick(&self, ours: &str) -> Pick {
        let profile = self.profile();
        let cell = profile.columns.get(ours).and_then(|names| {
            names.all().iter().find_map(|name| self.header.iter().position(|cell| cell == name))
        });
        let nothing = || profile.missing.get(ours).cloned().unwrap_or_default();
        match (cell, profile.values.get(ours)) {
            (Some(index), _) => Pick::Cell(index, nothing()),
            (None, Some(value)) => Pick::Fixed(value.clone()),
            (None, None) => Pick::Absent,
        }
    }

    /// The next row; `None` at the end of the file.
    pub fn next_row(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        let mut cells = StringRecord::new();
        let more =
            self.reader.read_record(&mut cells).map_err(|error| read_error(&self.path, error))?;
        if !more {
            return self.check_unchanged().map(|()| None);
        }
        let line = first_line(self.reader.position().line(), &cells);
        let row = match self.fault(&cells) {
            Some(reason) => Err(Rejected { line, reason }),
            None => Ok(RawRow { line, cells }),
        };
        Ok(Some(row))
    }

    /// What makes a row unusable whatever its cells say.
    fn fault(&self, cells: &StringRecord) -> Option<Reason> {
        let (expected, found) = (self.header.len(), cells.len());
        let profile = self.profile();
        if cells.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Some(Reason::UnclosedQuote);
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Some(Reason::Blank);
        }
        let surplus_is_blank = || cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
        if found > expected && !profile.last_cell_spills && !surplus_is_blank() {
            return Some(Reason::TooManyCells { expected, found });
        }
        if found < expected && !profile.short_rows {
            return Some(Reason::TooFewCells { expected, found });
        }
        None
    }

    /// A column that a kind needs must be mapped, and one that is mapped must be there.
    fn check_columns(&self) -> Result<(), Error> {
        for choice in required(self.profile().kind) {
            let is_there = |ours: &&'static str| self.pick(ours) != Pick::Absent;
            if choice.iter().any(is_there) {
                continue;
            }
            let mapped = choice.iter().find_map(|ours| self.profile().columns.get(*ours));
            return Err(match mapped {
                Some(names) => Error::MissingColumn {
                    path: self.path.clone(),
                    line: self.header_line,
                    columns: names.all().to_vec(),
                    present: self.header.clone(),
                },
                None => Error::UnmappedColumn {
                    path: self.path.clone(),
                    column: choice[0],
                    present: self.header.clone(),
                },
            });
        }
        Ok(())
    }

    fn check_unchanged(&self) -> Result<(), Error> {
        if FileStamp::of(&self.path)? == self.stamp {
            Ok(())
        } else {
            Err(Error::Changed { path: self.path.clone() })
        }
    }
}

impl RawRow {
    /// How many characters of it could not be decoded.
    pub fn replaced_characters(&self) -> u64 {
        let text = self.cells.as_slice();
        if text.is_ascii() { 0 } else { text.matches('\u{fffd}').count() as u64 }
    }
}

/// Columns that a kind cannot do without; of each inner list, one is enough.
fn required(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Mentions => &[&["published_at"], &["text", "title"]],
        Kind::MentionCounts => {
            &[&["counted_on"], &["negative_count"], &["neutral_count"], &["positive_count"]]
        }
        Kind::SearchResults => &[&["captured_at"], &["search_term"], &["position"], &["url"]],
        Kind::Events => &[&["happened_on"], &["kind"], &["title"]],
        Kind::Removals => &[&["url"], &["channel"], &["filed_on"]],
        Kind::Labels => &[&["item"], &["label", "is_incident"]],
    }
}

fn read_error(path: &Path, error: csv::Error) -> Error {
    let source = match error.into_kind() {
        csv::ErrorKind::Io(source) => source,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    };
    Error::Read { path: path.to_owned(), source }
}
