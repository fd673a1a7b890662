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
    open: BTreeMap<&'static str, OpenTable>,
}

struct OpenTable {
    destination: PathBuf,
    relative: String,
    file: NamedTempFile,
    writer: BatchedWriter<BufWriter<fs::File>>,
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
        if !self.open.contains_key(R::TABLE) {
            let table = self.open_table::<R>()?;
            self.open.insert(R::TABLE, table);
        }
        let table = &mut self.open.get_mut(R::TABLE).expect("opened above");
        table.writer.write_batch(rows).map_err(Error::table("write", &table.destination))
    }

    fn open_table<R: Row>(&self) -> Result<OpenTable, Error> {
        let relative = format!("{}/{}/{}", R::TABLE, self.case_id, self.name);
        let destination = self.store.table_path(&relative);
        let folder = folder_of(&destination);
        fs::create_dir_all(folder).map_err(Error::disk("create", folder))?;
        let making = unfinished(&self.store.folder);
        fs::create_dir_all(&making).map_err(Error::disk("create", &making))?;
        let file = NamedTempFile::new_in(&making).map_err(Error::disk("write in", &making))?;
        let handle = file.reopen().map_err(Error::disk("write in", &making))?;
        // Its end flushes, and says so when that fails.
        let writer = ParquetWriter::new(BufWriter::new(handle))
            .with_compression(ParquetCompression::Zstd(None))
            .batched(&frame::schema::<R>())
            .map_err(Error::table("write", &destination))?;
        Ok(OpenTable { destination, relative, file, writer })
    }

    /// Makes the files whole and gives them their names: the table files by table.
    pub fn finish(self) -> Result<BTreeMap<String, TableFile>, Error> {
        let mut tables = BTreeMap::new();
        for (name, table) in self.open {
            let OpenTable { destination, relative, file, writer } = table;
            writer.finish().map_err(Error::table("write", &destination))?;
            file.as_file().sync_all().map_err(Error::disk("write", &destination))?;
            file.persist(&destination)
                .map_err(|error| Error::disk("write", &destination)(error.error))?;
            let folder = folder_of(&destination);
            sync_folder(folder).map_err(Error::disk("write in", folder))?;
            let sha256 = hash_of(&destination).map_err(Error::disk("read back", &destination))?;
            tables.insert(name.to_owned(), TableFile { path: relative, sha256 });
        }
        Ok(tables)
    }
}
