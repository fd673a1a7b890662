//! Reads export files as rows of text, whatever their encoding, delimiter and vendor.

mod delimited;
mod documents;
pub mod encoding;
mod error;
mod join;
pub mod json;
pub mod limits;
pub mod lines;
mod parquet;
pub mod path;
pub mod profile;
pub mod rows;
mod sheet;
pub mod sniff;
mod surrogates;
pub mod unpack;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::model::Kind;
use crate::model::hash::hash_of;
use delimited::{Delimited, Tolerance};
use documents::{DocumentRows, MemberRows, RowFinder, SAMPLED_DOCUMENTS};
pub use error::Error;
use json::{Documents, Layout, Tree};
pub use limits::Limits;
use lines::UnixLines;
use parquet::ParquetFile;
pub use profile::{Profile, ProfileSet};
use rows::{FileFacts, Table};
pub use rows::{Pick, RawRow, Rows};
use sniff::{Candidate, Found, Shape};
use unpack::Form;
pub use unpack::{Part, each_part};

/// A file as it lies in its folder, before anything of it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStamp {
    /// Its length in bytes.
    pub byte_count: u64,
    /// When it was last written, in nanoseconds since the epoch; 0 when the disk does not say.
    pub modified_ns: u128,
}

impl FileStamp {
    /// Asks the file system, without opening the file.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let metadata =
            fs::metadata(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let modified_ns = metadata
            .modified()
            .ok()
            .and_then(|instant| instant.duration_since(SystemTime::UNIX_EPOCH).ok())
            .map_or(0, |elapsed| elapsed.as_nanos());
        Ok(Self { byte_count: metadata.len(), modified_ns })
    }
}

/// The SHA-256 of a file's bytes, in hex.
pub fn content_hash(path: &Path) -> Result<String, Error> {
    hash_of(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// What the config says about the files of one `[[input]]`.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What their rows are.
    pub kind: Kind,
    /// The profiles that may read them.
    pub candidates: Vec<Profile>,
    /// All profiles: those that a refused file may have been meant for, and partners of others.
    pub others: Vec<Profile>,
    /// The encoding, where the config names one.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// What a file may ask of us.
    pub limits: Limits,
    /// The other files of the input, among which a partner may be.
    pub siblings: Vec<PathBuf>,
}

/// Finds out what a part of a file is, and stands before its first row.
pub fn load(part: &Part, reading: &Reading) -> Result<Rows, Error> {
    let shown = part.shown();
    let mut facts = FileFacts {
        shown: shown.clone(),
        format: "",
        packing: part.packing.clone(),
        encoding: None,
        delimiter: None,
        header_line: 0,
        preamble: 0,
        partners: Vec::new(),
    };
    let (found, table) = match part.form {
        Form::Parquet => {
            facts.format = "parquet";
            load_parquet(part, reading)?
        }
        Form::Xlsx | Form::Xls => {
            facts.format = if part.form == Form::Xlsx { "xlsx" } else { "xls" };
            let head = text_head(part, encoding_rs::UTF_8)?;
            let (found, shape, header) =
                recognize(&shown, &sniff::numbered_candidates(&head), reading)?;
            (facts.header_line, facts.preamble) = (shape.header_line, shape.preamble);
            let table = delimited(part, part.open()?, &found.profile, &shape, header)?;
            (found, table)
        }
        Form::Text => load_text(part, reading, &mut facts)?,
        Form::Foreign(what) => return Err(Error::ForeignForm { path: shown, what }),
    };
    let partner = match &found.profile.join {
        Some(join) => Some((join.clone(), join::partner(part, join, reading)?)),
        None => None,
    };
    facts.partners = partner.iter().flat_map(|(_, partner)| partner.files.clone()).collect();
    Rows::new(part.path.clone(), facts, found, table, partner)
}

fn recognize(
    shown: &Path,
    rows: &[Candidate],
    reading: &Reading,
) -> Result<(Found, Shape, Vec<String>), Error> {
    let (found, row) = sniff::recognize(shown, rows, reading)?;
    let (shape, cells) = row.into_parts();
    Ok((found, shape, cells))
}

fn load_text(
    part: &Part,
    reading: &Reading,
    facts: &mut FileFacts,
) -> Result<(Found, Table), Error> {
    let encoding = match reading.encoding {
        Some(encoding) => encoding,
        None => encoding::detect(part.open()?).map_err(|error| part.failed(error))?,
    };
    facts.encoding = Some(encoding);
    let head = text_head(part, encoding)?;
    // Single stray characters are a row's affair; a file full of them is none of ours.
    if head.matches('\0').count() * 100 > head.len() {
        return Err(Error::NotText { path: part.shown() });
    }
    let text = || -> Result<_, Error> { Ok(encoding::decoded(part.open()?, encoding)) };
    if let Some(layout) = Layout::of(&head) {
        facts.format = layout.name();
        let open = || -> Result<Documents, Error> {
            Documents::new(text()?, layout, part.limits).map_err(|error| part.failed(error))
        };
        return load_json(part, reading, &open);
    }
    facts.format = "csv";
    let (found, shape, header) = recognize(&part.shown(), &sniff::candidates(&head), reading)?;
    facts.delimiter = Some(shape.delimiter);
    (facts.header_line, facts.preamble) = (shape.header_line, shape.preamble);
    let table = delimited(part, text()?, &found.profile, &shape, header)?;
    Ok((found, table))
}

fn delimited(
    part: &Part,
    text: Box<dyn Read + Send>,
    profile: &Profile,
    shape: &Shape,
    header: Vec<String>,
) -> Result<Table, Error> {
    Limits::within("columns", part.limits.columns, header.len() as u64, "columns")
        .map_err(|over| over.of(&part.shown()))?;
    let is_sheet = shape.is_numbered;
    let tolerance = Tolerance {
        width: header.len(),
        quoting: is_sheet || profile.quoting,
        last_cell_spills: profile.last_cell_spills,
        // A sheet leaves out the blank cells at the end of a row.
        short_rows: is_sheet || profile.short_rows,
        longest_cell: part.limits.field_bytes,
    };
    let records = Delimited::open(part.shown(), text, shape, tolerance)?;
    Ok(Table { header, is_ours: false, records: Box::new(records) })
}

fn load_json(
    part: &Part,
    reading: &Reading,
    open: &dyn Fn() -> Result<Documents, Error>,
) -> Result<(Found, Table), Error> {
    let sample = first_documents(&mut open()?);
    let fitting = |profiles: &[Profile]| -> Result<Option<Profile>, Error> {
        let rank = |profile: &Profile| {
            documents::fit(profile, &sample).map(|signs| (profile.is_own, signs))
        };
        let Some(best) = profiles.iter().filter_map(rank).max() else { return Ok(None) };
        let mut equals = profiles.iter().filter(|profile| rank(profile) == Some(best));
        match (equals.next(), equals.next()) {
            (Some(one), Some(other)) => Err(Error::TwoProfiles {
                path: part.shown(),
                names: [one.name.clone(), other.name.clone()],
            }),
            (found, _) => Ok(found.cloned()),
        }
    };
    if let Some(profile) = fitting(&reading.candidates)? {
        let signs: Vec<&str> = profile
            .recognize
            .iter()
            .filter_map(|names| names.all().first())
            .map(String::as_str)
            .collect();
        let recognized_by = format!("its documents have {}", signs.join(", "));
        let finder = RowFinder::new(&profile);
        let header = finder.header.clone();
        let records = Box::new(DocumentRows::new(part, open()?, finder));
        return Ok((Found { profile, recognized_by }, Table { header, is_ours: true, records }));
    }
    let names = documents::member_names(&sample);
    let rows = [Candidate::certain(names)];
    match recognize(&part.shown(), &rows, reading) {
        Ok((found, _, mut header)) => {
            // Members that documents further down may have.
            let names = found.profile.columns.values().flat_map(profile::Names::all);
            let late: Vec<String> = names.filter(|name| !header.contains(name)).cloned().collect();
            header.extend(late);
            let records = Box::new(MemberRows::new(part, open()?, header.clone()));
            Ok((found, Table { header, is_ours: false, records }))
        }
        Err(Error::Unrecognized { path, kind, other, present }) => {
            // What is no JSON at all is told as that, not as an export of another kind.
            if sample.is_empty() {
                documents::check_first(part, open()?)?;
            }
            let meant = || fitting(&reading.others).ok().flatten();
            let other = other.or_else(|| meant().map(|profile| (profile.name, profile.kind)));
            Err(Error::Unrecognized { path, kind, other, present })
        }
        Err(error) => Err(error),
    }
}

fn first_documents(documents: &mut Documents) -> Vec<Tree> {
    let mut sample = Vec::new();
    for _ in 0..SAMPLED_DOCUMENTS {
        match documents.read_next() {
            Ok(Some((_, document))) => sample.push(document),
            Ok(None) => break,
            Err((_, fault)) if documents.ends_with(&fault) => break,
            Err(_) => {}
        }
    }
    sample
}

fn load_parquet(part: &Part, reading: &Reading) -> Result<(Found, Table), Error> {
    let file = ParquetFile::open(part)?;
    let header = file.header.clone();
    let (found, _, header) = recognize(&part.shown(), &[Candidate::certain(header)], reading)?;
    let profile = &found.profile;
    let is_wanted = |cell: &String| {
        let name = if profile.generic { sniff::loosely(cell) } else { cell.clone() };
        let mut names = profile.columns.values().flat_map(profile::Names::all);
        profile.join.is_some() || profile.unpivot.is_some() || names.any(|known| *known == name)
    };
    let wanted: Vec<bool> = header.iter().map(is_wanted).collect();
    let records = Box::new(file.rows(part, &wanted)?);
    Ok((found, Table { header, is_ours: false, records }))
}

/// The first lines of a text, with LF at their ends.
fn text_head(part: &Part, encoding: &'static encoding_rs::Encoding) -> Result<String, Error> {
    let decoded = encoding::decoded(part.open()?, encoding);
    let mut head = Vec::new();
    UnixLines::new(decoded, None, u64::MAX)
        .take(sniff::HEAD_BYTES)
        .read_to_end(&mut head)
        .map_err(|error| part.failed(error))?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}
