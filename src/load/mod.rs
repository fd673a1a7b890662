//! Reads export files as rows of text, whatever their encoding, delimiter and vendor.

pub mod encoding;
pub mod lines;
pub mod profile;
pub mod rows;
pub mod sniff;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::model::Kind;
use lines::QuoteCount;
pub use profile::{Profile, ProfileSet};
pub use rows::{Pick, RawRow, Rows};

/// A file could not be read as what it is said to be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The file holds no bytes.
    #[error("{} is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// It grew, shrank or was replaced while it was read.
    #[error("{} changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The config names a profile that is not there.
    #[error("there is no profile `{name}`")]
    UnknownProfile {
        /// The name in the config.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A profile of ours or of the config is not well formed.
    #[error("profile `{name}` is not well formed: {message}")]
    BadProfile {
        /// Its name.
        name: String,
        /// What is wrong.
        message: String,
    },
    /// No header any profile knows.
    #[error("{} is no {} export that we know", path.display(), kind.name())]
    Unrecognized {
        /// The file.
        path: PathBuf,
        /// What the config says its rows are.
        kind: Kind,
        /// The cells of the line most like a header.
        present: Vec<String>,
    },
    /// The header lacks a promised column.
    #[error("{}:{line} has no column {}", path.display(), quoted(columns))]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The line the header is on.
        line: u64,
        /// The names looked for.
        columns: Vec<String>,
        /// The names there are.
        present: Vec<String>,
    },
    /// A column that the kind cannot do without is not mapped at all.
    #[error("nothing says which column of {} is `{column}`", path.display())]
    UnmappedColumn {
        /// The file.
        path: PathBuf,
        /// Our name.
        column: &'static str,
        /// The names there are.
        present: Vec<String>,
    },
    /// A header and nothing below it but blanks.
    #[error("{} has {rows} rows and every cell of them is blank", path.display())]
    AllBlank {
        /// The file.
        path: PathBuf,
        /// How many.
        rows: u64,
    },
    /// Not one row can be used.
    #[error("not one row of {} can be used; line {line}: {reason}", path.display())]
    NothingUsable {
        /// The file.
        path: PathBuf,
        /// The first row's line.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// It is no text at all.
    #[error("{} is no delimited text", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// Not one row has a date we can read.
    #[error("{}:{line} has {value:?} where a date should be, and no other row does better", path.display())]
    NoReadableDate {
        /// The file.
        path: PathBuf,
        /// The first such line.
        line: u64,
        /// What stands there.
        value: String,
    },
}

fn quoted(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
    quoted.join(" or ")
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read { .. } => None,
            Self::Empty { .. } => Some("take the export again, or move the file away".to_owned()),
            Self::Changed { .. } => {
                Some("something still writes to it; run again when it is done".to_owned())
            }
            Self::UnknownProfile { name, known } => Some(
                crate::model::display::did_you_mean(name, known.iter().map(String::as_str))
                    .unwrap_or_else(|| format!("there are {}", known.join(", "))),
            ),
            Self::BadProfile { .. } => {
                Some("compare it with the profiles under src/load/profiles".to_owned())
            }
            Self::Unrecognized { present, .. } => Some(format!(
                "it has {}; name a profile with `profile = \"…\"`, or name its columns under \
                 `columns = {{ … }}` of that [[input]]",
                list(present)
            )),
            Self::MissingColumn { present, .. } => Some(format!(
                "it has {}; name the right one under `columns` of that [[input]]",
                list(present)
            )),
            Self::UnmappedColumn { column, present, .. } => Some(format!(
                "it has {}; write `columns.{column} = \"…\"` in that [[input]]",
                list(present)
            )),
            Self::AllBlank { .. } => {
                Some("the export is broken; take it again, or move the file away".to_owned())
            }
            Self::NothingUsable { .. } => Some(
                "compare the header with the rows, and with `columns` of that [[input]]".to_owned(),
            ),
            Self::NotText { .. } => Some(
                "it looks like a spreadsheet or an archive; save it as CSV, or correct `files`"
                    .to_owned(),
            ),
            Self::NoReadableDate { .. } => Some(
                "write how dates look in that [[input]], for example \
                 `date_formats = [\"%d-%m-%Y %H.%M\"]`"
                    .to_owned(),
            ),
        }
    }
}

fn list(present: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut shown: Vec<String> =
        present.iter().take(SHOWN).map(|cell| format!("{cell:?}")).collect();
    if present.len() > SHOWN {
        shown.push(format!("and {} more", present.len() - SHOWN));
    }
    if shown.is_empty() { "no columns".to_owned() } else { shown.join(", ") }
}

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
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => return Ok(hex(&hasher.finalize())),
            length => hasher.update(&buffer[..length]),
        }
    }
}

/// Bytes in hex, lower case.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

/// What the config says about the files of one `[[input]]`.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What their rows are.
    pub kind: Kind,
    /// The profiles that may read them, the likeliest first.
    pub candidates: Vec<Profile>,
    /// The encoding, where the config names one.
    pub encoding: Option<&'static encoding_rs::Encoding>,
}

/// Opens a file, finds out what it is, and stands before its first row.
pub fn load(path: &Path, reading: &Reading) -> Result<Rows, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(sniff::HEAD_BYTES).read_to_end(&mut head))
        .map_err(failed)?;
    if head.is_empty() {
        return Err(Error::Empty { path: path.to_owned() });
    }
    let encoding = reading.encoding.unwrap_or_else(|| encoding::detect(&head));
    let text = encoding::decode(&head, encoding);
    // Single stray characters are a row's affair; a file full of them is none of ours.
    if head.starts_with(b"PK\x03\x04") || text.matches('\0').count() * 100 > text.len() {
        return Err(Error::NotText { path: path.to_owned() });
    }
    let found = sniff::recognize(path, &text, reading)?;
    let file = File::open(path).map_err(failed)?;
    let quotes = QuoteCount::default();
    let input = encoding::reader(file, encoding, quotes.clone());
    Rows::open(path, input, quotes, encoding, found)
}
