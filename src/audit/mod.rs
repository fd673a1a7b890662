//! Audits: a sample of texts for people to label, and what their labels say of the machine's.

pub mod draw;
pub mod judge;
pub mod sheet;

use std::io;
use std::path::{Path, PathBuf};

pub use draw::draw;
pub use judge::{Judgment, judge};

use crate::{load, store};

/// Fewer labeled texts than this judge nothing.
pub const FEWEST: usize = 50;

/// An audit cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A sheet could not be read.
    #[error(transparent)]
    Load(#[from] load::Error),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A sheet could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A sheet is there already, and somebody may have labeled it.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The case has no labeled texts yet.
    #[error("case `{case_id}` has no texts that the scorer or the vendor labeled")]
    NoTexts {
        /// The case.
        case_id: String,
    },
    /// The store holds labels of another scorer.
    #[error("case `{case_id}` holds rows that another scorer labeled")]
    Stale {
        /// The case.
        case_id: String,
    },
    /// A word that is no label.
    #[error("{}:{line}: {word:?} is no label", path.display())]
    NoLabel {
        /// The sheet.
        path: PathBuf,
        /// The line.
        line: u64,
        /// What stands there.
        word: String,
    },
    /// Too few texts are labeled to say anything.
    #[error(
        "{} has {labeled} labeled texts of case `{case_id}`, and an audit needs {FEWEST}",
        path.display()
    )]
    TooFew {
        /// The sheet.
        path: PathBuf,
        /// The case.
        case_id: String,
        /// How many there are.
        labeled: usize,
        /// How many rows have a label but belong to no mention of the case.
        strangers: usize,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Load(error) => return error.hint(),
            Self::Store(error) => return error.hint(),
            Self::Write { .. } => "check that the disk has room and the folder is ours".to_owned(),
            Self::Exists { .. } => {
                "nothing was written; name another folder with --output".to_owned()
            }
            Self::NoTexts { .. } => {
                "run `recover-report` first, so that the exports are read and scored".to_owned()
            }
            Self::Stale { .. } => {
                "run `recover-report rescore` first; nothing was changed".to_owned()
            }
            Self::NoLabel { .. } => {
                "write negative, neutral or positive, or leave the cell blank".to_owned()
            }
            Self::TooFew { strangers: 0, .. } => {
                "label more rows of the sheet and apply it again; nothing was changed".to_owned()
            }
            Self::TooFew { strangers, .. } => format!(
                "{strangers} labeled rows are about no mention of this case: it is the sheet of \
                 another, or a spreadsheet rounded the identities of the CSV (the workbook keeps \
                 them). Nothing was changed"
            ),
        })
    }

    fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}
