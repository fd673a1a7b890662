//! Keeps typed rows as append-only Parquet, one file per table, case and input file.
//!
//! A file is named after the hash of the input it came from, so what was read once is not read
//! again. The ledger says which files there are, when their inputs were first seen, and what
//! became of every row; nothing is read from the store that the ledger does not name.

mod claims;
pub mod frame;
pub mod ledger;
pub mod read;
pub mod relabel;
pub mod sample;
pub mod write;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use polars::prelude::PolarsError;

pub use ledger::{Ledger, Reading, Sighting, Stamp};
pub use read::AsOf;
pub use relabel::{Fresh, Relabeled};
pub use write::FileWriter;

/// The store cannot be read or written.
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
    /// A table could not be written or read.
    #[error("cannot {verb} {}", path.display())]
    Table {
        /// What was tried.
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// What polars said.
        source: Box<PolarsError>,
    },
    /// A table that the ledger names is not there.
    #[error("{} is gone, and the ledger names it", path.display())]
    MissingTable {
        /// The file.
        path: PathBuf,
    },
    /// Another run holds the state folder.
    #[error("another run holds {}", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// A line of the ledger is not one of ours.
    #[error("{}:{line} is not a line of the ledger", path.display())]
    BadLedger {
        /// The ledger.
        path: PathBuf,
        /// The first such line.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Disk { .. } => {
                Some("check that the disk has room and the folder is ours".to_owned())
            }
            Self::Table { path, .. } => Some(format!(
                "the file was changed from outside; remove {} and the ledger beside it, and the \
                 exports are read again",
                path.display()
            )),
            Self::MissingTable { .. } => Some(
                "put the file back from a copy, or remove the state folder and the exports are \
                 read again"
                    .to_owned(),
            ),
            Self::Locked { .. } => Some("wait until it is done, then run again".to_owned()),
            Self::BadLedger { .. } => Some(
                "if it is the last line, a run was cut off while writing it: remove that line and \
                 run again; else put the ledger back from a copy"
                    .to_owned(),
            ),
        }
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Disk { .. })
    }

    fn disk(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Disk { verb, path, source }
    }

    fn table(verb: &'static str, path: &Path) -> impl FnOnce(PolarsError) -> Self {
        let path = path.to_owned();
        move |source| Self::Table { verb, path, source: Box::new(source) }
    }
}

/// The folder of the store and what its ledger says.
///
/// While it is open no other run can open it; the lock dies with the process.
pub struct Store {
    folder: PathBuf,
    _lock: File,
    /// What was read, when, and what became of it.
    pub ledger: Ledger,
}

impl Store {
    /// Opens a store, which may be a folder that does not exist yet.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::disk("create", folder))?;
        let path = folder.join("lock");
        let lock = File::create(&path).map_err(Error::disk("write", &path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Locked { path }),
            Err(TryLockError::Error(source)) => return Err(Error::disk("lock", &path)(source)),
        }
        let ledger = Ledger::open(&folder.join("ledger.jsonl"))?;
        Ok(Self { folder: folder.to_owned(), _lock: lock, ledger })
    }

    /// Where a table file lies, from the path its ledger line gives.
    fn table_path(&self, relative: &str) -> PathBuf {
        self.folder.join("tables").join(relative)
    }
}
