//! Finds the delimiter, the header and the profile of a delimited text from its first lines.

use std::path::Path;

use csv::StringRecord;

use super::lines::first_line;
use super::profile::Profile;
use super::{Error, Reading};

/// How much of a file is looked at before it is read.
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
    /// What separates its cells.
    pub delimiter: u8,
    /// How many records stand before the header.
    pub preamble: usize,
}

/// One line that may be the header.
struct Candidate {
    delimiter: u8,
    preamble: usize,
    line: u64,
    cells: Vec<String>,
}

/// The profile, delimiter and header line of a file that begins with `head`.
///
/// Of the profiles all of whose signs stand in one line, the one with the most signs wins. A
/// profile that the config names, or whose columns it lists, is the only one asked.
pub fn recognize(path: &Path, head: &str, reading: &Reading) -> Result<Found, Error> {
    let lines = candidates(head);
    let best = reading
        .candidates
        .iter()
        .flat_map(|profile| lines.iter().map(move |line| (profile, line)))
        .filter(|(profile, line)| line.matched(profile) == profile.recognize.len())
        .max_by_key(|(profile, line)| (profile.recognize.len(), std::cmp::Reverse(line.preamble)));
    if let Some((profile, line)) = best {
        return Ok(Found {
            profile: profile.clone(),
            recognized_by: format!("{} on line {}", profile.recognize.join(", "), line.line),
            delimiter: line.delimiter,
            preamble: line.preamble,
        });
    }
    Err(unrecognized(path, &lines, reading))
}

/// Says what is missing, or that nothing fits.
fn unrecognized(path: &Path, lines: &[Candidate], reading: &Reading) -> Error {
    let path = path.to_owned();
    if let [profile] = reading.candidates.as_slice()
        && let Some(line) = lines.iter().max_by_key(|line| {
            (line.matched(profile), line.cells.len(), std::cmp::Reverse(line.preamble))
        })
    {
        let missing = profile.recognize.iter().filter(|sign| !line.has(sign));
        return Error::MissingColumn {
            path,
            line: line.line,
            columns: missing.take(1).cloned().collect(),
            present: line.cells.clone(),
        };
    }
    let widest =
        lines.iter().max_by_key(|line| (line.cells.len(), std::cmp::Reverse(line.preamble)));
    let present = widest.map(|line| line.cells.clone()).unwrap_or_default();
    Error::Unrecognized { path, kind: reading.kind, present }
}

impl Candidate {
    fn matched(&self, profile: &Profile) -> usize {
        profile.recognize.iter().filter(|sign| self.has(sign)).count()
    }

    fn has(&self, sign: &str) -> bool {
        self.cells.iter().any(|cell| cell == sign)
    }
}

/// The first records under each delimiter, their cells cleaned as header cells are.
fn candidates(head: &str) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for delimiter in DELIMITERS {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(head.as_bytes());
        let mut record = StringRecord::new();
        for preamble in 0..PREAMBLE_RECORDS {
            if !reader.read_record(&mut record).unwrap_or(false) {
                break;
            }
            let line = first_line(reader.position().line(), &record);
            let cells = record.iter().map(header_cell).collect();
            candidates.push(Candidate { delimiter, preamble, line, cells });
        }
    }
    candidates
}

/// A header cell without the byte order mark, quotes and blanks that cling to it.
pub fn header_cell(cell: &str) -> String {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '"').to_owned()
}
