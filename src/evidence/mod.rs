//! What a court may ask for: the inputs as they were, what lies inside a PDF, whether two reports are
//! the same, and a bag to hand over.

pub mod bag;
pub mod compare;
pub mod inputs;
pub mod pdf;
pub mod seal;
pub mod timestamp;

use std::io;
use std::path::{Path, PathBuf};

/// Evidence could not be kept, read or handed over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot {verb} {}", path.display())]
    Disk {
        /// What was tried.
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A file changed while it was copied.
    #[error("{} changed while it was copied", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file is no PDF, or a broken one.
    #[error("{} cannot be read as a PDF", path.display())]
    NoPdf {
        /// The file.
        path: PathBuf,
    },
    /// A key cannot be used.
    #[error("the key cannot be used: {message}")]
    Key {
        /// Why.
        message: String,
    },
    /// There is no certificate where one is needed.
    #[error("{} holds no certificate", path.display())]
    NoCertificate {
        /// The file.
        path: PathBuf,
    },
    /// Others can read a secret key.
    #[error("{} can be read by others", path.display())]
    OpenKey {
        /// The key.
        path: PathBuf,
    },
    /// A file of a report is gone.
    #[error("{} is gone", path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// The ledger knows of no such report.
    #[error("the ledger knows of no report `{asked}`")]
    NoReport {
        /// What was named.
        asked: String,
    },
    /// The folder for a bag is there already.
    #[error("{} is there already", path.display())]
    Exists {
        /// The folder.
        path: PathBuf,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Disk { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                "check the path".to_owned()
            }
            Self::Disk { .. } => "check that the disk has room and the folder is ours".to_owned(),
            Self::Changed { .. } => "something is still writing it; run again later".to_owned(),
            Self::NoCertificate { .. } => "`timestamp_ca` names certificates in PEM".to_owned(),
            Self::NoPdf { .. } => "name a PDF that recover-report made".to_owned(),
            Self::Gone { .. } => "the next run that asks for its period makes it anew".to_owned(),
            Self::Key { .. } => "`recover-report init --key FILE` makes one".to_owned(),
            Self::OpenKey { path } => format!("chmod 600 {}", path.display()),
            Self::NoReport { .. } => {
                "name one by its id, such as soap-ad-2026-W44, or one of its documents".to_owned()
            }
            Self::Exists { .. } => "nothing was written; name another folder".to_owned(),
        })
    }

    /// What the file system said of a file.
    pub fn disk(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { verb, path, source }
    }
}
