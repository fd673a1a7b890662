//! Keeps typed rows as append-only Parquet, one file per table, case and input file.
//!
//! A file is named after the hash of the input it came from, so what was read once is not read
//! again. The ledger says which files there are, when their inputs were first seen, and what
//! became of every row; nothing is read from the store that the ledger does not name.

pub mod bucket;
mod claims;
pub mod forget;
pub mod frame;
pub mod ledger;
mod lines;
pub mod parts;
pub mod read;
pub mod relabel;
pub mod sample;
pub mod write;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use polars::prelude::PolarsError;

pub use ledger::Ledger;
pub use lines::{
    Check, Forgotten, Issue, MailOutcome, Mailing, Reading, Sighting, Stamp, Stamping, TableFile,
    Torn,
};
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
    #[error("another run holds {}{holder}", path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
        /// Its process and since when, as that run wrote it down.
        holder: String,
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
    /// A line of the ledger was changed, or one before it taken out or put in.
    #[error("{}:{line} does not follow the line before it", path.display())]
    BrokenChain {
        /// The ledger.
        path: PathBuf,
        /// The first such line.
        line: usize,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Disk { .. } => {
                Some("check that the disk has room and the folder is ours".to_owned())
            }
            Self::Table { .. } if self.is_temporary() => {
                Some("check that the disk has room and the folder is ours".to_owned())
            }
            Self::Table { .. } => Some(
                "the file was changed from outside; put it back from a copy, or move the state \
                 folder away as a whole, keep it as evidence, and the exports are read again"
                    .to_owned(),
            ),
            Self::MissingTable { .. } => Some(
                "put the file back from a copy, or move the state folder away as a whole, keep it as \
                 evidence, and the exports are read again"
                    .to_owned(),
            ),
            Self::Locked { .. } => Some("wait until it is done, then run again".to_owned()),
            Self::BadLedger { .. } | Self::BrokenChain { .. } => Some(
                "the ledger was changed from outside; put it back from a copy, and keep this one \
                 as evidence"
                    .to_owned(),
            ),
        }
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Disk { .. } => true,
            Self::Table { verb, source, .. } => {
                *verb == "write" || matches!(**source, PolarsError::IO { .. })
            }
            _ => false,
        }
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
    _lock: Option<File>,
    /// What was read, when, and what became of it.
    pub ledger: Ledger,
    /// What is left of a line of the ledger that was cut off, if one was found.
    pub torn: Option<Torn>,
}

impl Store {
    /// Opens a store, which may be a folder that does not exist yet, for a run that began at an instant.
    pub fn open(folder: &Path, at: DateTime<Utc>) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::disk("create", folder))?;
        let lock = lock(&folder.join("lock"), at)?;
        clear_unfinished(folder)?;
        let mut ledger = Ledger::open(&folder.join("ledger.jsonl"))?;
        let torn = ledger.mend(at)?;
        let store = Self { folder: folder.to_owned(), _lock: Some(lock), ledger, torn };
        store.finish_forgetting()?;
        Ok(store)
    }

    /// The folder of the store.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The store as it was known when a report was about to be noted; only to be read.
    pub fn before(&self, report_id: &str) -> Result<Self, Error> {
        let ledger = Ledger::open_before(&self.folder.join("ledger.jsonl"), report_id)?;
        Ok(Self { folder: self.folder.clone(), _lock: None, ledger, torn: None })
    }

    /// How many rows there are of a case.
    pub fn row_count(&self, case_id: &str) -> u64 {
        let readings = self.ledger.current(case_id, None).into_iter();
        readings.map(|reading| reading.passport.rows_kept).sum()
    }

    /// Where a table file lies, from the path its ledger line gives.
    pub fn table_path(&self, relative: &str) -> PathBuf {
        self.folder.join("tables").join(relative)
    }
}

/// Where files are made before they get their names.
pub fn unfinished(state: &Path) -> PathBuf {
    state.join("unfinished")
}

/// Takes away what runs that were killed have left.
fn clear_unfinished(state: &Path) -> Result<(), Error> {
    let folder = unfinished(state);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::disk("clear", &folder))?;
    }
    Ok(())
}

/// Takes the lock, which dies with the process, and writes down who holds it.
fn lock(path: &Path, at: DateTime<Utc>) -> Result<File, Error> {
    let failed = || Error::disk("write", path);
    let mut file = OpenOptions::new()
        .create(true)
        .read(true)
        .write(true)
        .truncate(false)
        .open(path)
        .map_err(failed())?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Whoever holds it may not have written yet.
            let _ = file.read_to_string(&mut holder);
            let holder = holder.lines().next().map(|line| format!(" ({line})")).unwrap_or_default();
            return Err(Error::Locked { path: path.to_owned(), holder });
        }
        Err(TryLockError::Error(source)) => return Err(Error::disk("lock", path)(source)),
    }
    let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let holder = format!("process {}, since {at}\n", std::process::id());
    file.set_len(0).and_then(|()| file.write_all(holder.as_bytes())).map_err(failed())?;
    Ok(file)
}
