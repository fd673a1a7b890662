//! The rows of one delimited file, each with the line it begins on.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use encoding_rs::Encoding;

use super::lines::{QuoteCount, first_line};
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
    quotes: QuoteCount,
    stamp: FileStamp,
    /// The record after the one given out last, with its line.
    ahead: Option<(StringRecord, u64)>,
    /// Lines that a quote swallowed, each of which is a row that we could not use.
    swallowed: VecDeque<Rejected>,
}

impl Rows {
    /// Skips what stands before the header, and checks the header against the profile.
    pub(super) fn open(
        path: &Path,
        input: Box<dyn Read + Send>,
        quotes: QuoteCount,
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
        let mut rows = Self {
            path: path.to_owned(),
            found,
            encoding,
            header,
            header_line,
            reader,
            quotes,
            stamp,
            ahead: None,
            swallowed: VecDeque::new(),
        };
        rows.check_columns()?;
        rows.ahead = rows.advance()?;
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
        if let Some(rejected) = self.swallowed.pop_front() {
            return Ok(Some(Err(rejected)));
        }
        let Some((cells, line)) = self.ahead.take() else {
            return self.check_unchanged().map(|()| None);
        };
        self.ahead = self.advance()?;
        let fault = self.fault(&cells);
        if self.swallows(&cells, fault.as_ref()) {
            return Ok(self.reject_lines(&cells, line));
        }
        Ok(Some(match fault {
            Some(reason) => Err(Rejected { line, reason }),
            None => Ok(RawRow { line, cells }),
        }))
    }

    fn advance(&mut self) -> Result<Option<(StringRecord, u64)>, Error> {
        let mut cells = StringRecord::new();
        let more =
            self.reader.read_record(&mut cells).map_err(|error| read_error(&self.path, error))?;
        let line = first_line(self.reader.position().line(), &cells);
        Ok(more.then_some((cells, line)))
    }

    /// Whether a record of several lines is one row and what a quote that it does not close took
    /// in. It is when its cells are too many or too few, or when the file ends inside a quote.
    fn swallows(&self, cells: &StringRecord, fault: Option<&Reason>) -> bool {
        let ends_open = || {
            self.ahead.is_none()
                && self.quotes.is_odd()
                && cells.iter().next_back().is_some_and(|cell| cell.contains('\n'))
        };
        let is_torn = matches!(
            fault,
            Some(Reason::TooFewCells { .. } | Reason::TooManyCells { .. } | Reason::UnclosedQuote)
        );
        self.profile().quoting
            && cells.iter().any(|cell| cell.contains('\n'))
            && (is_torn || ends_open())
    }

    /// Each line that a quote took in is a row of the file, and each is told. Their text may have
    /// lost its own quotes by then, so none of them is used.
    fn reject_lines(
        &mut self,
        cells: &StringRecord,
        line: u64,
    ) -> Option<Result<RawRow, Rejected>> {
        let inside: usize = cells.iter().map(|cell| cell.trim_end().matches('\n').count()).sum();
        // Ended by the end of the file, not by that of a line, it was counted from one line too high.
        let ends_open = cells.iter().next_back().is_some_and(|cell| cell.ends_with('\n'));
        let line = line + u64::from(ends_open);
        let lines = line..=line + inside as u64;
        self.swallowed.extend(lines.map(|line| Rejected { line, reason: Reason::UnclosedQuote }));
        self.swallowed.pop_front().map(Err)
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
