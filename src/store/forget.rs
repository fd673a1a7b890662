//! Forgetting: what an account wrote leaves the store, and does not come back with the next export.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;

use chrono::{DateTime, Utc};
use polars::prelude::{BooleanChunked, DataFrame, NewChunkedArray};

use super::Forgotten;
use super::read::{as_today, scan};
use super::{Error, FileWriter, Reading, Store};
use crate::model::hash::{copy_of, sha256};
use crate::model::row::Row;
use crate::model::table::Mention;

/// How many rows are held at once.
const ROWS_AT_ONCE: u32 = 1 << 15;

/// The reason that rows which were forgotten are counted under.
const REASON: &str = "forgotten";

/// What was forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgetting {
    /// The names under which the account was kept.
    pub pseudonyms: BTreeSet<String>,
    /// The identities of what it wrote.
    pub mention_ids: BTreeSet<String>,
    /// How many rows left the tables that count.
    pub rows: u64,
    /// The files that the rows came from, as their passports name them.
    pub sources: BTreeSet<String>,
}

impl Store {
    /// Takes every row out that `pseudonym` says is theirs: it gives the name that the account would have
    /// on a platform. Copies of the inputs that hold such rows go as well. The ledger says how many rows
    /// and which files, and under which pseudonym, and no more.
    pub fn forget(
        &mut self,
        pseudonym: &dyn Fn(&str) -> String,
        at: DateTime<Utc>,
    ) -> Result<Forgetting, Error> {
        let mut done = Forgetting::default();
        let mut removed = Forgotten { at, ..Forgotten::default() };
        let mut readings = Vec::new();
        let mut met = BTreeSet::new();
        let current = self.current_tables();
        for reading in self.ledger.readings().to_vec() {
            let Some(file) = reading.tables.get(Mention::TABLE) else { continue };
            if !met.insert(file.path.clone()) || !self.table_path(&file.path).exists() {
                continue;
            }
            let counts = current.contains(&file.path);
            let rows = self.without(&reading, pseudonym, &mut done, counts)?;
            let Some((reading, rows)) = rows else { continue };
            removed.tables.insert(file.path.clone());
            removed.inputs.insert(reading.passport.sha256.clone());
            done.sources.insert(reading.passport.path.clone());
            if counts {
                done.rows += rows;
                readings.push(Reading { at, ..reading });
            }
        }
        removed.pseudonyms.clone_from(&done.pseudonyms);
        removed.rows = done.rows;
        self.ledger.add_forgotten(removed, readings)?;
        self.finish_forgetting()?;
        Ok(done)
    }

    /// The table files of mentions that count for any case.
    fn current_tables(&self) -> BTreeSet<String> {
        let cases: BTreeSet<&str> =
            self.ledger.readings().iter().map(|reading| reading.case_id.as_str()).collect();
        let current = cases.into_iter().flat_map(|case_id| self.ledger.current(case_id, None));
        let files = current.filter_map(|reading| reading.tables.get(Mention::TABLE));
        files.map(|file| file.path.clone()).collect()
    }

    /// The reading without the rows that are theirs, and how many those were; `None` where none is.
    fn without(
        &self,
        reading: &Reading,
        pseudonym: &dyn Fn(&str) -> String,
        done: &mut Forgetting,
        is_written: bool,
    ) -> Result<Option<(Reading, u64)>, Error> {
        let Some(file) = reading.tables.get(Mention::TABLE) else { return Ok(None) };
        let whole = as_today::<Mention>(scan(&self.table_path(&file.path))?)?;
        let name = format!("without-{}", &sha256(file.sha256.as_bytes())[..16]);
        let mut writer = FileWriter::new(self, &reading.case_id, &reading.passport.file_id, &name);
        let (mut from, mut rows) = (0, 0);
        loop {
            let batch = self.collected(whole.clone().slice(from, ROWS_AT_ONCE))?;
            if batch.height() == 0 {
                break;
            }
            from += i64::from(ROWS_AT_ONCE);
            let stays = stays(&batch, pseudonym, done);
            rows += (stays.len() - stays.iter().filter(|stays| **stays).count()) as u64;
            let mask = BooleanChunked::from_slice("stays".into(), &stays);
            let kept = batch.filter(&mask).map_err(Error::table("write", &self.folder))?;
            if is_written && kept.height() > 0 {
                writer.append_frame::<Mention>(&kept)?;
            }
        }
        if rows == 0 {
            return Ok(None);
        }
        let mut reading = reading.clone();
        reading.tables.remove(Mention::TABLE);
        if is_written {
            reading.tables.extend(writer.finish()?);
        }
        let passport = &mut reading.passport;
        passport.rows_kept = passport.rows_kept.saturating_sub(rows);
        *passport.rows_rejected.entry(REASON.to_owned()).or_default() += rows;
        Ok(Some((reading, rows)))
    }

    /// Takes the files away that the ledger says are gone. A run that was cut off is finished by the next.
    pub(super) fn finish_forgetting(&self) -> Result<(), Error> {
        let tables = self.ledger.forgotten_tables().iter().map(|path| self.table_path(path));
        let copies = self.ledger.forgotten_inputs().iter();
        let copies = copies.map(|hash| copy_of(&self.folder, hash));
        for path in tables.chain(copies) {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::disk("remove", &path)(error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Which rows are not theirs.
fn stays(
    batch: &DataFrame,
    pseudonym: &dyn Fn(&str) -> String,
    done: &mut Forgetting,
) -> Vec<bool> {
    let column = |name: &str| {
        batch.column(name).expect("a column of the table").str().expect("a text column").clone()
    };
    let (platforms, authors, ids) = (column("platform"), column("author"), column("mention_id"));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let rows = platforms.iter().zip(authors.iter()).zip(ids.iter());
    let stays = rows.map(|((platform, author), id)| {
        let platform = platform.unwrap_or_default();
        let name = names.entry(platform.to_owned()).or_insert_with(|| pseudonym(platform));
        if author != Some(name.as_str()) {
            return true;
        }

        done.mention_ids.extend(id.map(str::to_owned));
        false
    });
    let stays = stays.collect();
    // On platforms where the account wrote nothing yet it is kept out as well.
    done.pseudonyms.extend(names.into_values());
    stays
}
