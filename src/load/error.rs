//! What can be wrong with a file, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::limits::OverLimit;
use crate::model::Kind;
use crate::model::display::{EXCERPT, plain};

/// A file could not be read as what it is said to be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot read {}", shown(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The file holds no bytes.
    #[error("{} is empty", shown(path))]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// It grew, shrank or was replaced while it was read.
    #[error("{} changed while it was read", shown(path))]
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
    /// It is damaged, or cut short.
    #[error("{} is damaged or cut short", shown(path))]
    Broken {
        /// The file.
        path: PathBuf,
        /// What gave it away.
        source: io::Error,
    },
    /// JSON that is none.
    #[error("document {number} of {} is no JSON: {message}", shown(path))]
    BrokenJson {
        /// The file.
        path: PathBuf,
        /// Which document, from 1; of a single one 1.
        number: u64,
        /// What is wrong.
        message: String,
    },
    /// It asks for more than a limit allows.
    #[error("{} asks for too much: {over}", shown(path))]
    OverLimit {
        /// The file.
        path: PathBuf,
        /// Which limit.
        over: OverLimit,
    },
    /// A form that we know by name and do not read.
    #[error("{} is {what}", shown(path))]
    ForeignForm {
        /// The file.
        path: PathBuf,
        /// Which form.
        what: &'static str,
    },
    /// Two of its parts have one name, by which only one of them would be read.
    #[error("{} has two {parts} called {name:?}", shown(path))]
    SameName {
        /// The file.
        path: PathBuf,
        /// What they are: `members` of an archive, `sheets` of a workbook.
        parts: &'static str,
        /// The name.
        name: String,
    },
    /// An archive within an archive.
    #[error("{} is packed more often than anybody packs an export", shown(path))]
    NestedArchive {
        /// The archive.
        path: PathBuf,
    },
    /// Two profiles know the header equally well.
    #[error("{} may be a `{}` or a `{}` export", shown(path), names[0], names[1])]
    TwoProfiles {
        /// The file.
        path: PathBuf,
        /// The profiles.
        names: [String; 2],
    },
    /// The file that completes the rows is not there.
    #[error(
        "the rows of {} are completed by a `{profile}` file, and none lies beside it",
        shown(path)
    )]
    NoPartner {
        /// The file.
        path: PathBuf,
        /// The profile of the missing one.
        profile: String,
    },
    /// No header any profile knows.
    #[error("{} is no {} export that we know", shown(path), kind.name())]
    Unrecognized {
        /// The file.
        path: PathBuf,
        /// What the config says its rows are.
        kind: Kind,
        /// The profile that would know it, and what its rows are.
        other: Option<(String, Kind)>,
        /// The cells of the line most like a header.
        present: Vec<String>,
    },
    /// The header lacks a promised column.
    #[error("{}:{line} has no column {}", shown(path), quoted(columns))]
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
    #[error("nothing says which column of {} is `{column}`", shown(path))]
    UnmappedColumn {
        /// The file.
        path: PathBuf,
        /// The profile that reads it.
        profile: String,
        /// Our name.
        column: &'static str,
        /// The names there are.
        present: Vec<String>,
    },
    /// A header and nothing below it but blanks.
    #[error("{} has {rows} rows and every cell of them is blank", shown(path))]
    AllBlank {
        /// The file.
        path: PathBuf,
        /// How many.
        rows: u64,
    },
    /// Not one row can be used.
    #[error("not one row of {} can be used; line {line}: {reason}", shown(path))]
    NothingUsable {
        /// The file.
        path: PathBuf,
        /// The first row's line.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// It is no text at all.
    #[error("{} is no delimited text", shown(path))]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// Days and months may be taken for each other, and nothing in the column tells them apart.
    #[error(
        "{}:{line} has {value:?}, which may be {} or {}, and no row decides",
        shown(path), readings[0].0, readings[1].0
    )]
    UndecidedDates {
        /// The file.
        path: PathBuf,
        /// The first such line.
        line: u64,
        /// What stands there.
        value: String,
        /// The two readings, and the word of the config that chooses each.
        readings: Box<[(String, String); 2]>,
    },
    /// Some rows put the day first, others the month.
    #[error(
        "{} writes its dates in two orders: {:?} on line {}, {:?} on line {}",
        shown(path), rows[0].1, rows[0].0, rows[1].1, rows[1].0
    )]
    ContradictoryDates {
        /// The file.
        path: PathBuf,
        /// Two lines, and what stands there.
        rows: Box<[(u64, String); 2]>,
    },
    /// Not one row has a date we can read.
    #[error(
        "{}:{line} has {value:?} where a date should be, and no other row does better",
        shown(path)
    )]
    NoReadableDate {
        /// The file.
        path: PathBuf,
        /// The first such line.
        line: u64,
        /// What stands there.
        value: String,
    },
}

/// A path as a message shows it: it came with the file, and may hold anything.
fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

fn quoted(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
    quoted.join(" or ")
}

impl Error {
    /// A file that is damaged, by the word of a library. What it says may quote the file, so it is
    /// made one line that is not too long.
    pub(super) fn broken(path: PathBuf, error: &dyn std::error::Error) -> Self {
        let said: String = error.to_string().chars().take(EXCERPT).collect();
        Self::Broken { path, source: io::Error::other(plain(&said)) }
    }

    /// What went wrong in reading a path.
    pub(super) fn of_io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.downcast::<OverLimit>() {
            Ok(over) => Self::OverLimit { path, over },
            Err(source) => match source.kind() {
                io::ErrorKind::UnexpectedEof
                | io::ErrorKind::InvalidData
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::Other => Self::Broken { path, source },
                _ => Self::Read { path, source },
            },
        }
    }

    pub(super) fn of_csv(path: &Path, error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Self::of_io(path, source),
            other => {
                Self::of_io(path, io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")))
            }
        }
    }
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
                Some("`recover-report formats --show NAME` prints one that is".to_owned())
            }
            Self::Broken { .. } | Self::BrokenJson { .. } => {
                Some("take the export again, or move the file away".to_owned())
            }
            Self::OverLimit { over, .. } => Some(format!(
                "if the file is what it should be, raise `{}` under [limits] in the config",
                over.name
            )),
            Self::SameName { .. } => Some(
                "give each a name of its own, or export them as CSV, one file each".to_owned(),
            ),
            Self::ForeignForm { .. } | Self::NestedArchive { .. } => {
                Some("unpack it, or export it as CSV, XLSX or JSON".to_owned())
            }
            Self::TwoProfiles { names, .. } => {
                Some(format!("write `profile = \"{}\"` in that [[input]], or the other", names[0]))
            }
            Self::NoPartner { profile, .. } => Some(format!(
                "put it in the same folder and under the same `files`; \
                 `recover-report formats --show {profile}` prints what it looks like"
            )),
            Self::Unrecognized { other: Some((profile, kind)), .. } => Some(format!(
                "it looks like a `{profile}` export, whose rows are {}; list it under an [[input]] \
                 of that kind",
                kind.name()
            )),
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
                "it has {}; write `columns.{column} = \"…\"` in that [[input]], or, where all rows \
                 share one, `values.{column} = \"…\"`",
                list(present)
            )),
            Self::AllBlank { .. } => {
                Some("the export is broken; take it again, or move the file away".to_owned())
            }
            Self::NothingUsable { .. } => Some(
                "compare the header with the rows, and with `columns` of that [[input]]".to_owned(),
            ),
            Self::NotText { .. } => {
                Some("export it as CSV, XLSX, JSON or Parquet, or correct `files`".to_owned())
            }
            Self::UndecidedDates { readings, .. } => Some(format!(
                "write `day_order = {:?}` in that [[input]] for the first, or {:?} for the second",
                readings[0].1, readings[1].1
            )),
            Self::ContradictoryDates { .. } => Some(
                "a spreadsheet may have turned some of them: take the export again, without opening it \
                 in one; or write `day_order = \"day-first\"` in that [[input]], and the rows that \
                 cannot be read so are rejected"
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
