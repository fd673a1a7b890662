//! Finds the delimiter, the header and the profile of a table from its first rows.

use std::cmp::Reverse;

use csv::StringRecord;
use unicode_normalization::UnicodeNormalization;

use super::lines::first_line;
use super::profile::{Format, Names, Profile, pattern};
use super::{Error, Reading};
use crate::model::Kind;

/// How much of a text is looked at before it is read.
pub const HEAD_BYTES: u64 = 1 << 20;

/// How many records may stand before the header.
const PREAMBLE_RECORDS: usize = 20;

const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub struct Found {
    /// The profile that knows it.
    pub profile: Profile,
    /// Why that one.
    pub recognized_by: String,
}

/// How delimited text is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What separates its cells.
    pub delimiter: u8,
    /// How many records stand before the header, or before the rows where there is none.
    pub preamble: usize,
    /// Whether there is a header.
    pub has_header: bool,
    /// The line the header is on; 0 where there is none.
    pub header_line: u64,
    /// Whether the first cell of a record is its number.
    pub is_numbered: bool,
}

impl Shape {
    /// How many records stand before the first row.
    pub(super) fn records_before_rows(&self) -> usize {
        self.preamble + usize::from(self.has_header)
    }
}

/// A row of cells that may be the header.
#[derive(Debug, Clone)]
pub struct Candidate {
    shape: Shape,
    /// The cells, cleaned as header cells are.
    pub cells: Vec<String>,
    loose: Vec<String>,
    raw: Vec<String>,
}

impl Candidate {
    /// Cells that are a header for certain, as those of Parquet are.
    pub fn certain(cells: Vec<String>) -> Self {
        let shape = Shape {
            delimiter: b',',
            preamble: 0,
            has_header: true,
            header_line: 0,
            is_numbered: false,
        };
        let loose = cells.iter().map(|cell| loosely(cell)).collect();
        Self { shape, loose, raw: cells.clone(), cells }
    }

    fn has(&self, sign: &Names, profile: &Profile) -> bool {
        sign.all().iter().any(|name| self.position(name, profile.generic).is_some())
    }

    fn position(&self, name: &str, is_loose: bool) -> Option<usize> {
        let cells = if is_loose { &self.loose } else { &self.cells };
        cells.iter().position(|cell| cell == name)
    }

    fn matched(&self, profile: &Profile) -> usize {
        profile.recognize.iter().filter(|sign| self.has(sign, profile)).count()
    }

    /// Whether a profile knows the row: as its header, or as the first row of a file without one.
    fn fits(&self, profile: &Profile) -> bool {
        if profile.header.is_empty() {
            return self.matched(profile) == profile.recognize.len()
                && !(profile.recognize.is_empty() && profile.columns.is_empty());
        }
        let looks_right = |(name, text): (&String, &String)| {
            let at = profile.header.iter().position(|column| column == name);
            let cell = at.and_then(|at| self.raw.get(at));
            let pattern = pattern(text).ok();
            cell.zip(pattern).is_some_and(|(cell, pattern)| pattern.is_match(cell.trim()))
        };
        let width = self.raw.len();
        let is_as_wide = width == profile.header.len()
            || (profile.short_rows && (2..profile.header.len()).contains(&width));
        self.shape.preamble == 0 && is_as_wide && profile.shape.iter().all(looks_right)
    }

    fn why(&self, profile: &Profile) -> String {
        let place = if self.shape.header_line > 0 {
            format!(" on line {}", self.shape.header_line)
        } else {
            String::new()
        };
        if !profile.header.is_empty() {
            let signs: Vec<&str> = profile.shape.keys().map(String::as_str).collect();
            return format!(
                "no header; {} columns, of which {} look right",
                self.raw.len(),
                signs.join(", ")
            );
        }
        let signs: Vec<&str> = profile
            .recognize
            .iter()
            .filter_map(|sign| {
                let mut names = sign.all().iter();
                let at = names.find_map(|name| self.position(name, profile.generic));
                at.map(|at| self.cells[at].as_str())
            })
            .collect();
        format!("header has {}{place}", signs.join(", "))
    }
}

/// A header cell without case, width, blanks and punctuation.
pub(super) fn loosely(cell: &str) -> String {
    cell.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || matches!(c, '%' | '#'))
        .collect()
}

/// The profile and the header among rows that may be one.
///
/// Of the profiles that fit, those of the reader's own come first, then ours, then the generic
/// ones; of equals the one with the most signs wins, and of two equals none does.
pub fn recognize(
    path: &std::path::Path,
    rows: &[Candidate],
    reading: &Reading,
) -> Result<(Found, Candidate), Error> {
    let fitting = |is_generic: bool| -> Vec<(&Profile, &Candidate)> {
        reading
            .candidates
            .iter()
            .filter(|profile| profile.format == Format::Table && profile.generic == is_generic)
            .flat_map(|profile| rows.iter().map(move |row| (profile, row)))
            .filter(|(profile, row)| row.fits(profile))
            .collect()
    };
    let rank = |profile: &Profile| (profile.is_own, profile.recognize.len() + profile.shape.len());
    let mut found = fitting(false);
    if found.is_empty() {
        found = fitting(true);
    }
    let best =
        found.iter().max_by_key(|(profile, row)| (rank(profile), Reverse(row.shape.preamble)));
    let Some(&(profile, row)) = best else { return Err(unrecognized(path, rows, reading)) };
    let mut rivals = found.iter().filter(|(rival, _)| rank(rival) == rank(profile));
    if let Some((rival, _)) = rivals.find(|(rival, _)| rival.name != profile.name) {
        return Err(Error::TwoProfiles {
            path: path.to_owned(),
            names: [rival.name.clone(), profile.name.clone()],
        });
    }
    let mut row = row.clone();
    row.shape.has_header = profile.header.is_empty();
    if !row.shape.has_header {
        row.shape.header_line = 0;
        row.cells.clone_from(&profile.header);
    }
    let found = Found { profile: profile.clone(), recognized_by: row.why(profile) };
    Ok((found, row))
}

impl Candidate {
    /// How its text is laid out, and its cells.
    pub fn into_parts(self) -> (Shape, Vec<String>) {
        (self.shape, self.cells)
    }
}

/// Says what is missing, or that nothing fits.
pub(super) fn unrecognized(path: &std::path::Path, rows: &[Candidate], reading: &Reading) -> Error {
    let path = path.to_owned();
    if let [profile] = reading.candidates.as_slice()
        && let Some(row) = rows
            .iter()
            .max_by_key(|row| (row.matched(profile), row.cells.len(), Reverse(row.shape.preamble)))
    {
        let missing = profile.recognize.iter().filter(|sign| !row.has(sign, profile));
        return Error::MissingColumn {
            path,
            line: row.shape.header_line,
            columns: missing.take(1).flat_map(|names| names.all().to_vec()).collect(),
            present: row.cells.clone(),
        };
    }
    let others = reading.others.iter().filter(|profile| profile.format == Format::Table);
    let other = others
        .filter(|profile| !profile.generic && rows.iter().any(|row| row.fits(profile)))
        .max_by_key(|profile| profile.recognize.len());
    let widest = rows.iter().max_by_key(|row| (row.cells.len(), Reverse(row.shape.preamble)));
    let present = widest.map(|row| row.cells.clone()).unwrap_or_default();
    Error::Unrecognized {
        path,
        kind: reading.kind,
        other: other
            .map(|profile: &Profile| -> (String, Kind) { (profile.name.clone(), profile.kind) }),
        present,
    }
}

/// The first records of a text under each delimiter.
pub fn candidates(head: &str) -> Vec<Candidate> {
    DELIMITERS.into_iter().flat_map(|delimiter| under(delimiter, head, false)).collect()
}

/// The first records of a sheet, whose first cells are their numbers.
pub fn numbered_candidates(head: &str) -> Vec<Candidate> {
    under(b',', head, true)
}

fn under(delimiter: u8, head: &str, is_numbered: bool) -> Vec<Candidate> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head.as_bytes());
    let mut record = StringRecord::new();
    let mut candidates = Vec::new();
    for preamble in 0..=PREAMBLE_RECORDS {
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let line = if is_numbered {
            record.get(0).and_then(|number| number.parse().ok()).unwrap_or_default()
        } else {
            first_line(reader.position().line(), &record)
        };
        let raw: Vec<String> =
            record.iter().skip(usize::from(is_numbered)).map(str::to_owned).collect();
        let cells: Vec<String> = raw.iter().map(|cell| header_cell(cell)).collect();
        let loose = cells.iter().map(|cell| loosely(cell)).collect();
        let shape = Shape { delimiter, preamble, has_header: true, header_line: line, is_numbered };
        candidates.push(Candidate { shape, cells, loose, raw });
    }
    candidates
}

/// A header cell without the byte order mark, quotes and blanks that cling to it.
pub fn header_cell(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '"').to_owned()
}
