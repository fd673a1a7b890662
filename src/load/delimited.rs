//! The records of delimited text, each with the line it begins on.

use std::collections::VecDeque;
use std::io::Read;
use std::path::PathBuf;

use csv::StringRecord;

use super::Error;
use super::lines::{QuoteWatch, Stray, UnixLines, first_line, lines_inside};
use super::rows::{RawRow, Records, has_longer_cell};
use super::sniff::Shape;
use crate::model::{Reason, Rejected};

/// What a row may be like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tolerance {
    /// Cells in the header.
    pub width: usize,
    /// Whether cells are quoted at all.
    pub quoting: bool,
    /// Whether a row may be wider, its surplus being parts of the last cell.
    pub last_cell_spills: bool,
    /// Whether a row may be narrower.
    pub short_rows: bool,
    /// How long a cell may be before it is taken for a quote that was never closed.
    pub longest_cell: u64,
}

/// The records of one delimited text.
pub(super) struct Delimited {
    path: PathBuf,
    tolerance: Tolerance,
    is_numbered: bool,
    reader: csv::Reader<Box<dyn Read + Send>>,
    quotes: QuoteWatch,
    /// The record after the one given out last, with its line.
    ahead: Option<(StringRecord, u64)>,
    /// Lines that a quote swallowed, each of which is a row that we could not use.
    swallowed: VecDeque<Rejected>,
}

impl Delimited {
    /// Opens a text and skips what stands before its first row.
    pub(super) fn open(
        path: PathBuf,
        text: Box<dyn Read + Send>,
        shape: &Shape,
        tolerance: Tolerance,
    ) -> Result<Self, Error> {
        let quotes = QuoteWatch::new(shape.delimiter);
        let watch = tolerance.quoting.then(|| quotes.clone());
        let text: Box<dyn Read + Send> =
            Box::new(UnixLines::new(text, watch, tolerance.longest_cell));
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(shape.delimiter)
            .quoting(tolerance.quoting)
            .buffer_capacity(1 << 16)
            .from_reader(text);
        let mut records = Self {
            path,
            tolerance,
            is_numbered: shape.is_numbered,
            reader,
            quotes,
            ahead: None,
            swallowed: VecDeque::new(),
        };
        for _ in 0..shape.records_before_rows() {
            records.advance()?;
        }
        records.ahead = records.advance()?;
        Ok(records)
    }

    fn advance(&mut self) -> Result<Option<(StringRecord, u64)>, Error> {
        let mut cells = StringRecord::new();
        let more = self
            .reader
            .read_record(&mut cells)
            .map_err(|error| Error::of_csv(&self.path, error))?;
        if !more {
            return Ok(None);
        }
        let line = if self.is_numbered {
            let number = cells.get(0).and_then(|number| number.parse().ok()).unwrap_or_default();
            cells = cells.iter().skip(1).collect();
            number
        } else {
            first_line(self.reader.position().line(), &cells)
        };
        Ok(Some((cells, line)))
    }

    /// Whether a record of several lines is one row and what a quote that it does not close took
    /// in. It is when its cells are too many or too few, or when the file ends inside a quote.
    fn swallows(&self, cells: &StringRecord, fault: Option<&Reason>) -> bool {
        let ends_open = || {
            self.ahead.is_none()
                && self.quotes.is_open()
                && cells.iter().next_back().is_some_and(|cell| cell.contains('\n'))
        };
        let is_torn = matches!(
            fault,
            Some(Reason::TooFewCells { .. } | Reason::TooManyCells { .. } | Reason::UnclosedQuote)
        );
        self.tolerance.quoting
            && !self.is_numbered
            && cells.as_slice().contains('\n')
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
        let Tolerance { width, last_cell_spills, short_rows, longest_cell, .. } = self.tolerance;
        let found = cells.len();
        if has_longer_cell(cells, longest_cell) {
            return Some(Reason::UnclosedQuote);
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Some(Reason::Blank);
        }
        let surplus_is_blank = || cells.iter().skip(width).all(|cell| cell.trim().is_empty());
        if found > width && !last_cell_spills && !surplus_is_blank() {
            return Some(Reason::TooManyCells { expected: width, found });
        }
        if found < width && !short_rows {
            return Some(Reason::TooFewCells { expected: width, found });
        }
        None
    }
}

impl Records for Delimited {
    fn next(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        if let Some(rejected) = self.swallowed.pop_front() {
            return Ok(Some(Err(rejected)));
        }
        let Some((cells, line)) = self.ahead.take() else { return Ok(None) };
        self.ahead = self.advance()?;
        let fault = self.fault(&cells);
        if self.swallows(&cells, fault.as_ref()) {
            return Ok(self.reject_lines(&cells, line));
        }
        let stray = if self.is_numbered {
            None
        } else {
            self.quotes.take_until(line + lines_inside(&cells))
        };
        let fault = fault.or((stray == Some(Stray::TextBehind)).then_some(Reason::StrayQuote));
        Ok(Some(match fault {
            Some(reason) => Err(Rejected { line, reason }),
            None => {
                let mut row = RawRow::new(line, cells);
                row.has_stray_quote = stray.is_some();
                Ok(row)
            }
        }))
    }
}
