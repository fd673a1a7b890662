//! Reading shared out: every process reads its share of the files, knowing of no other file, and puts what
//! it made of each into a folder or a bucket that all of them see. The run that reports takes it over from there and
//! folds what several files have.
//!
//! What a part says is what reading its file gives; where a part is missing, damaged or made under other
//! settings, the file itself is read.

use std::path::{Component, Path};

use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::ingest::fed_by;
use super::intake::{Intake, Occasion, made_with};
use super::reader::{FileReader, FileToRead, Met, Wanting};
use super::shelf::Shelf;
use crate::error::Error;
use crate::job::{CaseJob, Input, Job};
use crate::load::{self, FileStamp};
use crate::model::display::plain;
use crate::model::hash::sha256;
use crate::normalize::duplicates::key;
use crate::score::Labeler;
use crate::store::bucket::Place;
use crate::store::{Ledger, Reading, Store};

/// One share of the files out of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which; the first is 1.
    pub number: u64,
    /// Out of how many.
    pub of: u64,
}

impl Shard {
    /// Whether a file is in this share. That hangs on its path alone, so that a file that comes later
    /// moves no other.
    fn has(self, shown: &str) -> bool {
        let place = (key(&[shown]) >> 64) as u64 % self.of;
        place == self.number - 1
    }
}

/// What was read of a file for one case.
#[derive(Debug, Serialize, Deserialize)]
struct Part {
    /// What it hangs on besides the file, its recipe and the scorer.
    made_under: String,
    /// What became of each of its tables.
    readings: Vec<Reading>,
}

/// What a process did with its share.
#[derive(Debug, Default)]
pub struct Shared {
    /// Files that were read.
    pub files_read: usize,
    /// Files whose parts are there already.
    pub files_known: usize,
    /// Files of other shares.
    pub files_of_others: usize,
    /// Rows read.
    pub rows_read: u64,
    /// Files that could not be read, and why.
    pub failures: Vec<Error>,
}

/// Reads the files of one share, each for all the cases that it feeds, into a folder or a bucket.
pub fn share(
    job: &Job,
    shard: Shard,
    place: &Place,
    labeler: &Labeler,
    progress: &ProgressBar,
) -> Result<Shared, Error> {
    let ledger = Ledger::open(&job.state.join("ledger.jsonl"))?;
    job.keep_pseudonym_key()?;
    let shelf = Shelf::open(place, ledger)?;
    let mut shared = Shared::default();
    for input in &job.inputs {
        let cases = fed_by(job, input);
        for path in input.files.iter().filter(|_| !cases.is_empty()) {
            let shown = job.shown_path(path);
            if !shard.has(&shown) {
                shared.files_of_others += 1;
                continue;
            }
            progress.set_message(plain(&shown));
            match share_file(job, &shelf, input, path, &cases, labeler) {
                Ok(Some(rows)) => {
                    shared.files_read += 1;
                    shared.rows_read += rows;
                }
                Ok(None) => shared.files_known += 1,
                Err(error @ (Error::Load(_) | Error::NoRoute { .. })) => {
                    shared.failures.push(error);
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(shared)
}

/// Reads one file for those cases that have no part of it yet; the count of its rows, or `None` when all
/// of them do.
fn share_file(
    job: &Job,
    shelf: &Shelf,
    input: &Input,
    path: &Path,
    cases: &[Wanting<'_>],
    labeler: &Labeler,
) -> Result<Option<u64>, Error> {
    let store = &shelf.store;
    let stamp = FileStamp::of(path)?;
    let (shown, sha256) = (job.shown_path(path), load::content_hash(path)?);
    let first_seen_at = store.ledger.first_seen(&sha256).unwrap_or(job.now);
    let file = FileToRead { path, shown: &shown, sha256: &sha256, first_seen_at, at: job.now };
    let made_under = made_under(job, store);
    let name_of =
        |case: &CaseJob, recipe: &str| name(case, &file, &made_with(recipe, labeler.version()));
    let mut wanting = Vec::new();
    for one @ (case, recipe) in cases {
        let part = known(shelf, &name_of(case, recipe), &made_under)?;
        let has_tables = |part: &Part| -> Result<bool, Error> {
            part.readings.iter().try_fold(true, |all, one| Ok(all && shelf.has_tables_of(one)?))
        };
        if !part.as_ref().map_or(Ok(false), has_tables)? {
            wanting.push(one);
        }
    }
    let Some((first, _)) = wanting.first() else { return Ok(None) };
    let reader = FileReader {
        job,
        input,
        file: &file,
        wanting: &wanting,
        store,
        labeler,
        hides_names: true,
    };
    let readings = reader.read(&mut Met::default())?;
    if FileStamp::of(path)? != stamp {
        return Err(load::Error::Changed { path: path.to_owned() }.into());
    }
    let of = |case: &CaseJob| -> Vec<Reading> {
        let of_case = readings.iter().filter(|reading| reading.case_id == case.lens.case.id);
        of_case.cloned().collect()
    };
    for (case, recipe) in &wanting {
        let part = Part { made_under: made_under.clone(), readings: of(case) };
        // Until it is there as a whole, there is none.
        shelf.put(&name_of(case, recipe), &part, &part.readings)?;
    }
    Ok(Some(of(first).iter().map(|reading| reading.passport.rows_read).sum()))
}

/// What processes with shares made of a file, taken over for the cases that want it; `None` where that of
/// any case is not there or cannot be used.
pub(super) fn take_over(
    job: &Job,
    shelf: &Shelf,
    store: &Store,
    met: &mut Met,
    wanting: &[&Wanting<'_>],
    file: &FileToRead<'_>,
    scorer: &str,
) -> Result<Option<Vec<Reading>>, Error> {
    let made_under = made_under(job, store);
    let mut found = Vec::new();
    for (case, recipe) in wanting {
        let name = name(case, file, &made_with(recipe, scorer));
        let Some(part) = known(shelf, &name, &made_under)? else { return Ok(None) };
        found.push((*case, part.readings));
    }
    let of_all = || found.iter().flat_map(|(_, readings)| readings);
    let mut is_whole = true;
    for reading in of_all() {
        is_whole = is_whole && shelf.fetch(reading)?;
    }
    let taken = match is_whole {
        true => put_together(shelf, store, met, &found, file)?,
        false => {
            tracing::warn!(file = %file.shown.escape_debug(), "its part is damaged; the file is read");
            None
        }
    };
    of_all().try_for_each(|reading| shelf.let_go(reading))?;
    Ok(taken)
}

/// Folds what earlier files have, and keeps the rest; `None` where only the file itself can tell.
fn put_together(
    shelf: &Shelf,
    store: &Store,
    met: &mut Met,
    found: &[(&CaseJob, Vec<Reading>)],
    file: &FileToRead<'_>,
) -> Result<Option<Vec<Reading>>, Error> {
    let mut readings = Vec::new();
    for (case, of_case) in found {
        for part in of_case {
            let known = met.take(store, &part.case_id, part.passport.kind)?;
            let occasion = Occasion {
                at: file.at,
                first_seen_at: part.first_seen_at,
                member: part.member.as_deref(),
            };
            let intake = Intake::new(
                store,
                &case.lens,
                &part.recipe,
                &part.scorer,
                part.passport.clone(),
                known,
            );
            let Some((reading, known)) = intake.take_over(part, &shelf.store, &occasion)? else {
                return Ok(None);
            };
            met.put_back(&reading.case_id, reading.passport.kind, known);
            readings.push(reading);
        }
    }
    Ok(Some(readings))
}

/// Names what rows hang on besides their file and their recipe: the program, the key of the pseudonyms,
/// and who is to be kept no more.
fn made_under(job: &Job, store: &Store) -> String {
    let told = json!([
        crate::report::TOOL,
        sha256(job.pseudonyms.written().as_bytes()),
        store.ledger.forgotten_pseudonyms(),
    ]);
    sha256(told.to_string().as_bytes())
}

/// The name of the part of a file for a case. Its path counts as well as its bytes, because rejected rows
/// name it.
fn name(case: &CaseJob, file: &FileToRead<'_>, made_with: &str) -> String {
    let path = &sha256(file.shown.as_bytes())[..8];
    format!("parts/{}/{}-{path}-{made_with}.json", case.lens.case.id, file.sha256)
}

/// The part of that name, if it was made under the same settings and its tables lie where tables do.
fn known(shelf: &Shelf, name: &str, made_under: &str) -> Result<Option<Part>, Error> {
    let part: Option<Part> = shelf.get(name)?;
    let lies_below = |path: &str| {
        Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
    };
    let is_sound = |part: &Part| {
        let mut files = part.readings.iter().flat_map(|reading| reading.tables.values());
        part.made_under == made_under && files.all(|file| lies_below(&file.path))
    };
    Ok(part.filter(is_sound))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_file_is_in_one_share_whatever_else_there_is() {
        let mut counts = BTreeMap::<u64, usize>::new();
        for file in (0..800).map(|number| format!("exports/{number}.csv")) {
            let shares = (1..=8).filter(|&number| Shard { number, of: 8 }.has(&file));
            let shares: Vec<u64> = shares.collect();
            assert_eq!(shares.len(), 1);
            *counts.entry(shares[0]).or_default() += 1;
        }
        assert!(counts.values().all(|count| (50..150).contains(count)), "{counts:?}");
    }
}
