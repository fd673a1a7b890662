//! Writing: the rows of one input file for one case, batch by batch, all or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use polars::io::parquet::write::BatchedWriter;
use polars::prelude::{DataFrame, ParquetCompression, ParquetWriter};
use tempfile::NamedTempFile;

use super::{Error, Store, TableFile, frame, unfinished};
use crate::model::files::{folder_of, sync_folder};
use crate::model::hash::hash_of;
use crate::model::row::Row;

/// Gathers the table files made of one input file for one case.
///
/// Rows go to temporary files beside their destination. `finish` makes them whole, gives them
/// their names and says which there are; dropped before that, they leave nothing behind.
pub struct FileWriter<'a> {
    store: &'a Store,
    case_id: String,
    name: String,
    open: BTreeMap<String, OpenTable>,
}

struct OpenTable {
    destination: PathBuf,
    file: NamedTempFile,
    /// Absent where the file is a copy.
    writer: Option<BatchedWriter<BufWriter<fs::File>>>,
}

impl<'a> FileWriter<'a> {
    /// Begins the tables of an input file, known by its id and by what they are made with.
    pub fn new(store: &'a Store, case_id: &str, file_id: &str, made_with: &str) -> Self {
        let name = format!("{file_id}-{made_with}.parquet");
        Self { store, case_id: case_id.to_owned(), name, open: BTreeMap::new() }
    }

    /// Adds rows to their table.
    pub fn append<R: Row>(&mut self, rows: Vec<R>) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let frame = frame::frame(rows);
        self.append_frame::<R>(&frame.map_err(Error::table("write", Path::new(R::TABLE)))?)
    }

    /// Adds rows that are a data frame of their table already.
    pub(super) fn append_frame<R: Row>(&mut self, rows: &DataFrame) -> Result<(), Error> {
        self.append_to(R::TABLE, rows)
    }

    /// Adds rows to the table of that name; all have the columns of the first.
    pub(super) fn append_to(&mut self, table: &str, rows: &DataFrame) -> Result<(), Error> {
        if !self.open.contains_key(table) {
            let (destination, file) = self.make(table)?;
            let handle = file.reopen().map_err(Error::disk("write", &destination))?;
            // Its end flushes, and says so when that fails.
            let writer = ParquetWriter::new(BufWriter::new(handle))
                .with_compression(ParquetCompression::Zstd(None))
                .batched(rows.schema())
                .map_err(Error::table("write", &destination))?;
            let made = OpenTable { destination, file, writer: Some(writer) };
            self.open.insert(table.to_owned(), made);
        }
        let made = self.open.get_mut(table).expect("opened above");
        let writer = made.writer.as_mut().expect("a table is written or copied");
        writer.write_batch(rows).map_err(Error::table("write", &made.destination))
    }

    /// Takes a table file as it is.
    pub(super) fn copy(&mut self, table: &str, from: &Path) -> Result<(), Error> {
        let (destination, file) = self.make(table)?;
        fs::copy(from, file.path()).map_err(Error::disk("copy", from))?;
        self.open.insert(table.to_owned(), OpenTable { destination, file, writer: None });
        Ok(())
    }

    /// A file for a table that has no name yet, and the name it is to have.
    fn make(&self, table: &str) -> Result<(PathBuf, NamedTempFile), Error> {
        let destination = self.store.table_path(&self.relative(table));
        let folder = folder_of(&destination);
        fs::create_dir_all(folder).map_err(Error::disk("create", folder))?;
        let making = unfinished(&self.store.folder);
        fs::create_dir_all(&making).map_err(Error::disk("create", &making))?;
        let file = NamedTempFile::new_in(&making).map_err(Error::disk("write in", &making))?;
        Ok((destination, file))
    }

    fn relative(&self, table: &str) -> String {
        format!("{table}/{}/{}", self.case_id, self.name)
    }

    /// Makes the files whole and gives them their names: the table files by table.
    pub fn finish(mut self) -> Result<BTreeMap<String, TableFile>, Error> {
        let mut tables = BTreeMap::new();
        for (name, made) in std::mem::take(&mut self.open) {
            let OpenTable { destination, file, writer } = made;
            if let Some(writer) = writer {
                writer.finish().map_err(Error::table("write", &destination))?;
            }
            file.as_file().sync_all().map_err(Error::disk("write", &destination))?;
            file.persist(&destination)
                .map_err(|error| Error::disk("write", &destination)(error.error))?;
            let folder = folder_of(&destination);
            sync_folder(folder).map_err(Error::disk("write in", folder))?;
            let sha256 = hash_of(&destination).map_err(Error::disk("read back", &destination))?;
            tables.insert(name.clone(), TableFile { path: self.relative(&name), sha256 });
        }
        Ok(tables)
    }
}
