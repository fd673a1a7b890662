//! The rows of one table, whatever file they stand in, and where a column of ours is to be found in
//! them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;

use csv::StringRecord;
use encoding_rs::Encoding;
use regex::Regex;

use super::profile::{Join, Profile, Signs, Unpivot, known_columns, pattern};
use super::sniff::{Found, loosely};
use super::{Error, FileStamp};
use crate::model::{Kind, Reason, Rejected};

/// How many rows are looked at before a file is read: for dates, for mangled identities.
const SAMPLED_ROWS: usize = 2000;

/// How many bytes of rows are held at once, however few rows that are. A row's length is known once
/// it is read, so the last one may go beyond.
const BYTES_AT_ONCE: usize = 64 << 20;

/// One row of text.
#[derive(Debug, Clone)]
pub struct RawRow {
    /// The line it begins on; of a sheet its row, of Parquet and lists of documents its number.
    pub line: u64,
    /// Whether a cell of it has quotes though it is not quoted; they are part of its text.
    pub has_stray_quote: bool,
    cells: StringRecord,
}

impl RawRow {
    pub(super) fn new(line: u64, cells: StringRecord) -> Self {
        Self { line, has_stray_quote: false, cells }
    }

    /// A cell by its place in the header.
    pub fn cell(&self, index: usize) -> Option<&str> {
        self.cells.get(index)
    }

    /// What its cells take to hold, blank ones too.
    fn byte_count(&self) -> usize {
        self.cells.as_slice().len() + self.cells.len() * size_of::<usize>()
    }

    /// Counts the characters that could not be decoded, by the place of their cell.
    pub fn count_replaced(&self, counts: &mut BTreeMap<usize, u64>) {
        let text = self.cells.as_slice();
        if text.is_ascii() || !text.contains('\u{fffd}') {
            return;
        }
        for (index, cell) in self.cells.iter().enumerate() {
            let count = cell.matches('\u{fffd}').count() as u64;
            if count > 0 {
                *counts.entry(index).or_default() += count;
            }
        }
    }
}

/// Whether one of the cells is longer than a cell may be.
pub(super) fn has_longer_cell(cells: &StringRecord, longest: u64) -> bool {
    cells.as_slice().len() as u64 > longest && cells.iter().any(|cell| cell.len() as u64 > longest)
}

/// What is left of the rows and the bytes that may be held at once.
struct Room {
    rows: usize,
    bytes: usize,
}

impl Room {
    fn for_rows(rows: usize) -> Self {
        Self { rows, bytes: BYTES_AT_ONCE }
    }

    fn is_left(&self) -> bool {
        self.rows > 0 && self.bytes > 0
    }

    fn give(&mut self, row: &Result<RawRow, Rejected>) {
        self.rows -= 1;
        self.bytes = self.bytes.saturating_sub(row.as_ref().map_or(0, RawRow::byte_count));
    }
}

/// Gives the records of one table, whatever its form.
pub(super) trait Records {
    /// The next record; `None` at the end.
    fn next(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error>;
}

/// Where a column of ours is to be found.
#[derive(Debug, Clone, Default)]
pub struct Pick {
    cells: Vec<usize>,
    extract: Option<Regex>,
    prefix: Option<String>,
    nothing: Vec<String>,
    words: BTreeMap<String, String>,
    unescape: bool,
    fixed: Option<String>,
}

impl Pick {
    /// The value in a row, if it says anything: that of the first cell that does, else the one that
    /// the profile fixes.
    pub fn from<'a>(&'a self, row: &'a RawRow) -> Option<Cow<'a, str>> {
        let found = self.cells.iter().find_map(|index| {
            let cell = row.cells.get(*index)?.trim();
            if cell.is_empty() { None } else { self.meant(cell) }
        });
        found.or(self.fixed.as_deref().map(Cow::Borrowed))
    }

    fn meant<'a>(&'a self, cell: &'a str) -> Option<Cow<'a, str>> {
        let cell = match &self.extract {
            Some(extract) => extract.captures(cell)?.get(1)?.as_str().trim(),
            None => cell,
        };
        if cell.is_empty() || self.nothing.iter().any(|word| word == cell) {
            return None;
        }
        if !self.words.is_empty()
            && let Some(word) = self.words.get(&cell.to_lowercase())
        {
            return Some(Cow::Borrowed(word));
        }
        if let Some(prefix) = self.prefix.as_ref().filter(|_| !cell.starts_with("http")) {
            return Some(Cow::Owned(format!("{prefix}{cell}")));
        }
        Some(if self.unescape { html_escape::decode_html_entities(cell) } else { cell.into() })
    }

    /// Whether nothing says where the column is.
    pub fn is_absent(&self) -> bool {
        self.cells.is_empty() && self.fixed.is_none()
    }

    /// Whether a cell of the file holds the column.
    pub fn is_in_file(&self) -> bool {
        !self.cells.is_empty()
    }
}

/// What a table is made of, as its form gave it.
pub(super) struct Table {
    /// Its header.
    pub header: Vec<String>,
    /// Whether the header has our names already, as that of JSON documents has.
    pub is_ours: bool,
    /// Its records.
    pub records: Box<dyn Records + Send>,
}

/// What a file turned out to be, for its passport.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// Its path, with the member below it.
    pub shown: PathBuf,
    /// `csv`, `json`, `json-lines`, `xlsx`, `xls`, `parquet`.
    pub format: &'static str,
    /// How it is packed, from the outside in.
    pub packing: Vec<&'static str>,
    /// How its bytes become text, where they are text.
    pub encoding: Option<&'static Encoding>,
    /// What separates its cells, where anything does.
    pub delimiter: Option<u8>,
    /// The line the header is on; 0 where there is none.
    pub header_line: u64,
    /// How many records stand before the header.
    pub preamble: usize,
    /// The files whose rows complete these.
    pub partners: Vec<PathBuf>,
}

/// Rows of a partner file, by what they share with these.
pub(super) struct Partner {
    /// The files they stand in.
    pub files: Vec<PathBuf>,
    /// The partner's columns, by our names.
    pub columns: Vec<String>,
    /// Their values, by key.
    pub rows: HashMap<String, Vec<String>>,
}

/// The rows of one table.
pub struct Rows {
    /// What the file turned out to be.
    pub facts: FileFacts,
    /// The profile that knows it, and why.
    pub found: Found,
    /// The header, cleaned.
    pub header: Vec<String>,
    loose_header: Vec<String>,
    is_ours: bool,
    records: Box<dyn Records + Send>,
    file: PathBuf,
    stamp: FileStamp,
    /// Columns of ours that stand behind the header's.
    beside: Vec<String>,
    /// Their values, where every row has the same.
    constants: Vec<String>,
    wide: Vec<WideColumn>,
    partner: Option<(Vec<usize>, Partner)>,
    fill_down: Vec<(usize, String)>,
    skip: Vec<(Pick, Signs)>,
    waiting: VecDeque<RawRow>,
    sample: Option<VecDeque<Result<RawRow, Rejected>>>,
    is_sample_all: bool,
}

/// One day of a wide table.
struct WideColumn {
    groups: Vec<String>,
    value: usize,
    beside: Vec<Option<usize>>,
}

impl Rows {
    /// Checks a table against its profile and stands before its first row.
    pub(super) fn new(
        file: PathBuf,
        facts: FileFacts,
        found: Found,
        table: Table,
        partner: Option<(Join, Partner)>,
    ) -> Result<Self, Error> {
        let stamp = FileStamp::of(&file)?;
        let mut rows = Self {
            facts,
            found,
            loose_header: table.header.iter().map(|cell| loosely(cell)).collect(),
            header: table.header,
            is_ours: table.is_ours,
            records: table.records,
            file,
            stamp,
            beside: Vec::new(),
            constants: Vec::new(),
            wide: Vec::new(),
            partner: None,
            fill_down: Vec::new(),
            skip: Vec::new(),
            waiting: VecDeque::new(),
            sample: None,
            is_sample_all: false,
        };
        let profile = rows.profile().clone();
        rows.read_file_name(&profile);
        if let Some(unpivot) = &profile.unpivot {
            rows.find_wide_columns(unpivot);
        }
        if let Some((join, partner)) = partner {
            rows.add_partner(&join, partner);
        }
        rows.check_columns()?;
        let fill_down = profile.fill_down.iter().flat_map(|ours| rows.pick(ours).cells);
        rows.fill_down = fill_down.map(|index| (index, String::new())).collect();
        rows.skip =
            profile.skip.iter().map(|signs| (rows.pick(&signs.column), signs.clone())).collect();
        Ok(rows)
    }

    /// The profile that reads the file.
    pub fn profile(&self) -> &Profile {
        &self.found.profile
    }

    /// Where the column that we call `ours` is.
    pub fn pick(&self, ours: &str) -> Pick {
        let profile = self.profile();
        let mut cells: Vec<usize> = if self.is_ours {
            self.header.iter().position(|cell| cell == ours).into_iter().collect()
        } else {
            let names = profile.names(ours).iter();
            names.filter_map(|name| self.header_position(name)).collect()
        };
        let beside = self.beside.iter().position(|cell| cell == ours);
        cells.extend(beside.map(|index| self.header.len() + index));
        Pick {
            cells,
            extract: profile.extract.get(ours).and_then(|text| pattern(text).ok()),
            prefix: profile.prefix.get(ours).cloned(),
            nothing: profile.missing.get(ours).cloned().unwrap_or_default(),
            words: profile.words.get(ours).map(lower_case).unwrap_or_default(),
            unescape: profile.unescape && matches!(ours, "title" | "text" | "snippet" | "author"),
            fixed: profile.values.get(ours).cloned(),
        }
    }

    /// Our columns, each with the header cells that hold it, and the header cells that hold none.
    pub fn columns_read(&self) -> (BTreeMap<String, String>, Vec<String>) {
        let mut read = BTreeMap::new();
        let mut used = vec![false; self.header.len()];
        for ours in known_columns(self.profile().kind) {
            let cells = self.pick(ours).cells;
            let held = cells.iter().filter(|index| **index < self.header.len());
            let names: Vec<&str> = held
                .map(|index| {
                    used[*index] = true;
                    self.header[*index].as_str()
                })
                .collect();
            if !names.is_empty() {
                read.insert((*ours).to_owned(), names.join(", "));
            }
        }
        let unread =
            self.header.iter().zip(used).filter(|(cell, is_used)| !is_used && !cell.is_empty());
        (read, unread.map(|(cell, _)| cell.clone()).collect())
    }

    fn header_position(&self, name: &str) -> Option<usize> {
        let cells = if self.profile().generic { &self.loose_header } else { &self.header };
        cells.iter().position(|cell| cell == name)
    }

    /// The first rows, which will be given out all the same.
    pub fn sample(&mut self) -> Result<&VecDeque<Result<RawRow, Rejected>>, Error> {
        if self.sample.is_none() {
            let mut sample = VecDeque::new();
            let mut room = Room::for_rows(SAMPLED_ROWS);
            while room.is_left() {
                let Some(row) = self.advance()? else {
                    self.is_sample_all = true;
                    break;
                };
                room.give(&row);
                sample.push_back(row);
            }
            self.sample = Some(sample);
        }
        Ok(self.sample.as_ref().expect("taken above"))
    }

    /// Whether the sample is all there is.
    pub fn is_sample_all(&self) -> bool {
        self.is_sample_all
    }

    /// The next rows, so many or as many as may be held at once; none at the end of the file.
    pub fn next_rows(&mut self, most: usize) -> Result<Vec<Result<RawRow, Rejected>>, Error> {
        let mut rows = Vec::new();
        let mut room = Room::for_rows(most);
        while room.is_left() {
            let Some(row) = self.next_row()? else { break };
            room.give(&row);
            rows.push(row);
        }
        Ok(rows)
    }

    /// The next row; `None` at the end of the file.
    pub fn next_row(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        if let Some(row) = self.sample.as_mut().and_then(VecDeque::pop_front) {
            return Ok(Some(row));
        }
        let row = self.advance()?;
        if row.is_none() {
            self.check_unchanged()?;
        }
        Ok(row)
    }

    fn advance(&mut self) -> Result<Option<Result<RawRow, Rejected>>, Error> {
        loop {
            if let Some(row) = self.waiting.pop_front() {
                return Ok(Some(Ok(row)));
            }
            let row = match self.records.next()? {
                Some(Ok(row)) => row,
                other => return Ok(other),
            };
            if let Some(reason) = self.is_no_data(&row) {
                return Ok(Some(Err(Rejected { line: row.line, reason })));
            }
            let row = self.filled_down(row);
            if self.beside.is_empty() {
                return Ok(Some(Ok(row)));
            }
            self.widen(&row);
        }
    }

    /// A header that comes again, as it does when exports are pasted together, and rows that the
    /// profile says are none.
    fn is_no_data(&self, row: &RawRow) -> Option<Reason> {
        let is_header = !self.is_ours
            && !self.header.is_empty()
            && row.cells.len() >= self.header.len()
            && self.header.iter().zip(row.cells.iter()).all(|(name, cell)| name == cell.trim());
        if is_header {
            return Some(Reason::RepeatedHeader);
        }
        let is_skipped = self.skip.iter().any(|(pick, signs)| signs.are_in(pick, row));
        is_skipped.then_some(Reason::Skipped)
    }

    fn filled_down(&mut self, row: RawRow) -> RawRow {
        if self.fill_down.is_empty() {
            return row;
        }
        let mut cells: Vec<String> = row.cells.iter().map(str::to_owned).collect();
        for (index, above) in &mut self.fill_down {
            match cells.get_mut(*index) {
                Some(cell) if cell.trim().is_empty() => cell.clone_from(above),
                Some(cell) => above.clone_from(cell),
                None => {}
            }
        }
        RawRow::new(row.line, cells.into())
    }

    /// Adds what stands beside a row: in the file's name, in a partner file, in each of the days of
    /// a wide table.
    fn widen(&mut self, row: &RawRow) {
        let base: Vec<&str> =
            (0..self.header.len()).map(|index| row.cells.get(index).unwrap_or_default()).collect();
        let mut more: Vec<String> = self.constants.clone();
        if let Some((keys, partner)) = &self.partner {
            let key = keys.iter().find_map(|index| row.cells.get(*index));
            match key.and_then(|key| partner.rows.get(key.trim())) {
                Some(found) => more.extend(found.iter().cloned()),
                None => more.extend(partner.columns.iter().map(|_| String::new())),
            }
        }
        let whole = |more: &[String]| -> StringRecord {
            base.iter().copied().chain(more.iter().map(String::as_str)).collect()
        };
        if self.wide.is_empty() {
            self.waiting.push_back(RawRow::new(row.line, whole(&more)));
        }
        for column in &self.wide {
            let cell = |index: usize| row.cells.get(index).unwrap_or_default().to_owned();
            let mut more = more.clone();
            more.extend(column.groups.iter().cloned());
            more.push(cell(column.value));
            more.extend(column.beside.iter().map(|at| at.map(cell).unwrap_or_default()));
            self.waiting.push_back(RawRow::new(row.line, whole(&more)));
        }
    }

    fn read_file_name(&mut self, profile: &Profile) {
        let Some(pattern) = profile.file_name.as_deref().and_then(|text| pattern(text).ok()) else {
            return;
        };
        // Its own name, else that of the archive it lies in.
        let name = |path: &std::path::Path| {
            path.file_name().unwrap_or_default().to_string_lossy().into_owned()
        };
        let names = [name(&self.facts.shown), name(&self.file)];
        if let Some(found) = names.iter().find_map(|name| pattern.captures(name)) {
            for ours in pattern.capture_names().flatten() {
                if let Some(value) = found.name(ours) {
                    self.beside.push(ours.to_owned());
                    self.constants.push(value.as_str().to_owned());
                }
            }
        }
    }

    fn add_partner(&mut self, join: &Join, partner: Partner) {
        let keys = if self.is_ours {
            self.header.iter().position(|cell| *cell == JOIN_KEY)
        } else {
            self.header_position(&join.on)
        };
        self.beside.extend(partner.columns.iter().cloned());
        self.partner = Some((keys.into_iter().collect(), partner));
    }

    fn find_wide_columns(&mut self, unpivot: &Unpivot) {
        let Ok(pattern) = pattern(&unpivot.column) else { return };
        let names: Vec<&str> = pattern.capture_names().flatten().collect();
        for (value, cell) in self.header.iter().enumerate() {
            let Some(found) = pattern.captures(cell) else { continue };
            let group = |name: &&str| found.name(name).map(|text| text.as_str().to_owned());
            let groups = names.iter().map(|name| group(name).unwrap_or_default()).collect();
            let beside = unpivot.beside.values().map(|name| {
                let name = name.replace("{}", cell);
                self.header.iter().position(|cell| *cell == name)
            });
            self.wide.push(WideColumn { groups, value, beside: beside.collect() });
        }
        if !self.wide.is_empty() {
            self.beside.extend(names.into_iter().map(str::to_owned));
            self.beside.push(unpivot.value.clone());
            self.beside.extend(unpivot.beside.keys().cloned());
        }
    }

    /// A column that a kind needs must be mapped, and one that is mapped must be there.
    fn check_columns(&self) -> Result<(), Error> {
        for choice in required(self.profile().kind) {
            if choice.iter().any(|ours| !self.pick(ours).is_absent()) {
                continue;
            }
            let mapped = choice.iter().find_map(|ours| self.profile().columns.get(*ours));
            return Err(match mapped {
                Some(names) => Error::MissingColumn {
                    path: self.facts.shown.clone(),
                    line: self.facts.header_line,
                    columns: names.all().to_vec(),
                    present: self.header.clone(),
                },
                None => Error::UnmappedColumn {
                    path: self.facts.shown.clone(),
                    profile: self.profile().name.clone(),
                    column: choice[0],
                    present: self.header.clone(),
                },
            });
        }
        Ok(())
    }

    fn check_unchanged(&self) -> Result<(), Error> {
        if FileStamp::of(&self.file)? == self.stamp {
            Ok(())
        } else {
            Err(Error::Changed { path: self.file.clone() })
        }
    }
}

/// The column by which rows of two files belong together.
pub(super) const JOIN_KEY: &str = "join_key";

impl Signs {
    /// Whether a row carries them.
    pub fn are_in(&self, pick: &Pick, row: &RawRow) -> bool {
        pick.from(row).is_some_and(|cell| {
            self.starts_with.iter().any(|start| cell.starts_with(start.as_str()))
        })
    }
}

fn lower_case(words: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    words.iter().map(|(theirs, ours)| (theirs.to_lowercase(), ours.clone())).collect()
}

/// Columns that a kind cannot do without; of each inner list, one is enough.
pub(super) fn required(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Mentions => &[&["published_at"], &["text", "title"]],
        Kind::MentionCounts => &[&["counted_on"], &["negative_count", "unlabeled_count"]],
        Kind::SearchResults => &[&["captured_at"], &["search_term"]],
        Kind::SearchDemand => &[&["search_term"], &["impressions"]],
        Kind::Events => &[&["happened_on"], &["kind"], &["title"]],
        Kind::Removals => &[&["url"], &["channel"], &["filed_on"]],
        Kind::Labels => &[&["item"], &["label", "is_incident"]],
        Kind::Claims => &[&["statement"], &["terms"], &["fact_check"]],
        Kind::Commitments => &[&["title"], &["made_on"]],
        Kind::Controls => &[&["series"], &["observed_on"], &["value"]],
    }
}
