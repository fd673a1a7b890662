//! Where processes that share out the reading put what they made: a folder or a bucket that all of them see.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use crate::deliver;
use crate::error::Error;
use crate::store::bucket::{self, Bucket, Place};
use crate::store::{Ledger, Reading, Store};

/// A folder or a bucket of parts.
pub(super) struct Shelf {
    /// Where table files lie; of a bucket, those that are on their way.
    pub(super) store: Store,
    bucket: Option<Bucket>,
    _under_way: Option<TempDir>,
}

/// Whether the place is there, or can be, and lets us in.
pub(super) fn check(place: &Place) -> Result<(), Error> {
    match place {
        Place::Folder(folder) => Ok(deliver::preflight(folder)?),
        Place::Bucket(address) => Ok(Bucket::open(address).map(|_| ())?),
    }
}

impl Shelf {
    /// Opens the shelf at a place; of the ledger it believes what it is given.
    pub(super) fn open(place: &Place, ledger: Ledger) -> Result<Self, Error> {
        match place {
            Place::Folder(folder) => {
                let store = Store::shared(folder, ledger);
                Ok(Self { store, bucket: None, _under_way: None })
            }
            Place::Bucket(address) => {
                let bucket = Bucket::open(address)?;
                let folder = tempfile::tempdir().map_err(|source| {
                    let (verb, path) = ("make a folder in", std::env::temp_dir());
                    bucket::Error::Disk { verb, path, source }
                })?;
                let store = Store::shared(folder.path(), ledger);
                Ok(Self { store, bucket: Some(bucket), _under_way: Some(folder) })
            }
        }
    }

    /// What stands under a name; `None` if nothing does, or nothing that can be read.
    pub(super) fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let bytes = match &self.bucket {
            Some(bucket) => bucket.get(name)?,
            None => fs::read(self.store.folder().join(name)).ok(),
        };
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Puts something under a name, as a whole, once the tables that it tells of are there.
    pub(super) fn put<T: Serialize>(
        &self,
        name: &str,
        told: &T,
        readings: &[Reading],
    ) -> Result<(), Error> {
        let Some(bucket) = &self.bucket else {
            deliver::replace_json(&self.store.folder().join(name), told)?;
            return Ok(());
        };
        for file in readings.iter().flat_map(|reading| reading.tables.values()) {
            let path = self.store.table_path(&file.path);
            bucket.send(&path, &table_name(&file.path))?;
            take_away(&path)?;
        }
        let bytes = serde_json::to_vec(told).expect("plain data becomes JSON");
        Ok(bucket.put(name, bytes)?)
    }

    /// Whether the tables of a reading are there: in a folder as they were written, in a bucket at all.
    pub(super) fn has_tables_of(&self, reading: &Reading) -> Result<bool, Error> {
        let Some(bucket) = &self.bucket else { return Ok(self.store.has_tables_of(reading)) };
        for file in reading.tables.values() {
            if bucket.byte_count(&table_name(&file.path))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Brings the tables of a reading to where they can be read; false where any is not as it was
    /// written.
    pub(super) fn fetch(&self, reading: &Reading) -> Result<bool, Error> {
        if let Some(bucket) = &self.bucket {
            for file in reading.tables.values() {
                let path = self.store.table_path(&file.path);
                make_folder_of(&path)?;
                if !bucket.fetch(&table_name(&file.path), &path)? {
                    return Ok(false);
                }
            }
        }
        Ok(self.store.has_tables_of(reading))
    }

    /// Lets go of the tables that were fetched for a reading.
    pub(super) fn let_go(&self, reading: &Reading) -> Result<(), Error> {
        if self.bucket.is_none() {
            return Ok(());
        }
        let files = reading.tables.values().map(|file| self.store.table_path(&file.path));
        files.filter(|path| path.exists()).try_for_each(|path| take_away(&path))
    }
}

/// The object that holds a table file.
fn table_name(relative: &str) -> String {
    format!("tables/{relative}")
}

fn make_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path.parent().map(PathBuf::from).unwrap_or_default();
    fs::create_dir_all(&folder)
        .map_err(|source| bucket::Error::Disk { verb: "create", path: folder, source }.into())
}

fn take_away(path: &Path) -> Result<(), Error> {
    fs::remove_file(path).map_err(|source| {
        bucket::Error::Disk { verb: "take away", path: path.to_owned(), source }.into()
    })
}
