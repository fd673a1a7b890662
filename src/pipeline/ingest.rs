//! Load, normalize, score, store: once for each file, and of a file that was seen before, never.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::path::Path;
use std::thread::{self, ScopedJoinHandle};

use indicatif::ProgressBar;

use super::parts;
use super::reader::{FileReader, FileToRead, Met, Wanting};
use super::shelf::Shelf;
use crate::error::Error;
use crate::evidence::inputs;
use crate::job::{CaseJob, Input, Job};
use crate::load::{self, FileStamp};
use crate::model::Passport;
use crate::model::display::plain;
use crate::model::hash::sha256;
use crate::normalize::Lens;
use crate::score::Labeler;
use crate::store::{Ledger, Reading, Sighting, Stamp, Store, unfinished};

/// Changes whenever the same file under the same config would give other rows.
const RECIPE: u32 = 5;

/// A file changed this recently may change again within the same tick of the disk's clock.
const TICK_NS: u128 = 2_000_000_000;

/// What became of the input files.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Files read.
    pub files_read: usize,
    /// Files that another process had read.
    pub files_taken_over: usize,
    /// Files that were seen before.
    pub files_known: usize,
    /// Rows read.
    pub rows_read: u64,
    /// Names in the files that stand for no case of the config.
    pub unclaimed: BTreeSet<String>,
    /// By case, readings under settings that have since changed, of files that are gone.
    pub stale: BTreeMap<String, usize>,
}

/// The cases that could not be fed, and why.
pub type Failures = BTreeMap<String, Vec<Error>>;

/// Reads every file that is new, or is to be read in a new way.
pub fn ingest(
    job: &Job,
    store: &mut Store,
    labeler: &Labeler,
    progress: &ProgressBar,
) -> Result<(Ingested, Failures), Error> {
    let mut ingested = Ingested::default();
    let mut failures = Failures::new();
    let mut recipes: BTreeSet<String> = BTreeSet::new();
    let mut met = Met::default();
    let reading_room = ReadingRoom { job, labeler, shelf: OnceCell::new() };
    let feeds_any = |input: &&Input| job.cases.iter().any(|case| is_fed(input, case));
    let fed = job.inputs.iter().filter(feeds_any);
    progress.set_length(fed.map(|input| input.files.len() as u64).sum());
    for input in &job.inputs {
        let cases = fed_by(job, input);
        recipes.extend(cases.iter().map(|(_, recipe)| recipe.clone()));
        for path in input.files.iter().filter(|_| !cases.is_empty()) {
            progress.set_message(plain(&job.shown_path(path)));
            match reading_room.ingest_file(input, path, &cases, store, &mut met) {
                Ok(Came::Read(rows)) => {
                    ingested.files_read += 1;
                    ingested.rows_read += rows;
                }
                Ok(Came::TakenOver) => ingested.files_taken_over += 1,
                Ok(Came::Known) => ingested.files_known += 1,
                Err(
                    error @ (Error::Score(_)
                    | Error::Store(_)
                    | Error::Bucket(_)
                    | Error::Unbalanced { .. }),
                ) => return Err(error),
                Err(error) => {
                    met.forget(&cases);
                    blame(&mut failures, &cases, error);
                }
            }
            progress.inc(1);
        }
    }
    forget_missing(job, store)?;
    for case in &job.cases {
        let case_id = &case.lens.case.id;
        for reading in store.ledger.current(case_id, None) {
            ingested.unclaimed.extend(reading.passport.unclaimed.keys().cloned());
        }
        let current = store.ledger.current(case_id, case.as_of);
        let stale = current.iter().filter(|reading| !recipes.contains(&reading.recipe)).count();
        ingested.stale.insert(case_id.clone(), stale);
    }
    Ok((ingested, failures))
}

/// A table kept by hand that is no longer there says nothing any more.
fn forget_missing(job: &Job, store: &mut Store) -> Result<(), Error> {
    let present: BTreeSet<String> =
        job.inputs.iter().flat_map(|input| &input.files).map(|path| job.shown_path(path)).collect();
    let missing: Vec<String> =
        store.ledger.kept_by_hand().into_iter().filter(|path| !present.contains(path)).collect();
    for path in missing {
        store.ledger.add_gone(path, job.now)?;
    }
    Ok(())
}

/// Every case that a refused file feeds goes without a report; the first one carries the error.
fn blame(failures: &mut Failures, cases: &[Wanting<'_>], error: Error) {
    let mut error = Some(error);
    for (case, _) in cases {
        failures.entry(case.lens.case.id.clone()).or_default().extend(error.take());
    }
}

/// Whether an input may have rows of a case.
fn is_fed(input: &Input, case: &CaseJob) -> bool {
    input.case.as_ref().is_none_or(|named| *named == case.lens.case.id)
}

/// The cases that an input may have rows of, each with the recipe that it is read by for that case.
pub(super) fn fed_by<'a>(job: &'a Job, input: &Input) -> Vec<Wanting<'a>> {
    let cases = job.cases.iter().filter(|case| is_fed(input, case));
    cases.map(|case| (case, recipe(job, input, &case.lens))).collect()
}

/// Names everything that the rows of an input depend on besides its bytes.
fn recipe(job: &Job, input: &Input, lens: &Lens) -> String {
    let case = &lens.case;
    let terms: Vec<_> = case.search_terms.iter().map(|term| (&term.term, &term.aliases)).collect();
    let told = serde_json::json!({
        "recipe": RECIPE,
        "profiles": input.reading.candidates,
        "encoding": input.reading.encoding.map(encoding_rs::Encoding::name),
        "zone": input.zone.map(chrono_tz::Tz::name),
        "limits": input.reading.limits,
        "case": (&input.case, job.only_case()),
        "trusts_labels": input.trusts_labels,
        "case_id": case.id,
        "case_zone": lens.zone.name(),
        "subjects": (&case.organization, &case.subjects),
        "incident_terms": case.incident_terms,
        "search_terms": terms,
        "owned_domains": case.owned_domains,
        "rules": case.rules,
    });
    sha256(told.to_string().as_bytes())
}

/// How the rows of a file came into the store.
enum Came {
    /// They were read, so many.
    Read(u64),
    /// Another process had read them.
    TakenOver,
    /// They were there.
    Known,
}

/// What reading a file needs, whichever file it is.
struct ReadingRoom<'a> {
    job: &'a Job,
    labeler: &'a Labeler,
    /// Where other processes put what they read; opened when a file is wanted.
    shelf: OnceCell<Shelf>,
}

impl ReadingRoom<'_> {
    /// Reads one file for those cases that do not have it yet.
    fn ingest_file(
        &self,
        input: &Input,
        path: &Path,
        cases: &[Wanting<'_>],
        store: &mut Store,
        met: &mut Met,
    ) -> Result<Came, Error> {
        let job = self.job;
        let stamp = FileStamp::of(path)?;
        let shown = job.shown_path(path);
        let last =
            store.ledger.last_sighting(&shown).filter(|sighting| is_unchanged(sighting, &stamp));
        let (sha256, is_sighted) = match last {
            Some(sighting) => (sighting.sha256.clone(), true),
            None => (load::content_hash(path)?, false),
        };
        let wanting: Vec<&Wanting<'_>> = cases
            .iter()
            .filter(|(case, recipe)| {
                let reading = store.ledger.reading(&case.lens.case.id, &sha256);
                reading.is_none_or(|reading| {
                    reading.recipe != *recipe || has_other_partners(job, &reading.passport)
                })
            })
            .collect();
        let first_seen_at = store.ledger.first_seen(&sha256).unwrap_or(job.now);
        let file = FileToRead { path, shown: &shown, sha256: &sha256, first_seen_at, at: job.now };
        let keep = || inputs::keep(store.folder(), &unfinished(store.folder()), path, &sha256);
        let (kept, read) = thread::scope(|scope| {
            // While a file is read, a copy of it is made.
            let keeper = (job.keeps_inputs && is_kept(job, store)).then(|| scope.spawn(keep));
            let read = self.read(input, &file, &wanting, store, met);
            (keeper.map(ScopedJoinHandle::join), read)
        });
        let (readings, came) = read?;
        match kept {
            Some(Ok(kept)) => kept?,
            Some(Err(panic)) => resume_unwind(panic),
            None => {}
        }
        if !wanting.is_empty() && FileStamp::of(path)? != stamp {
            return Err(load::Error::Changed { path: path.to_owned() }.into());
        }
        let stamp =
            Stamp { byte_count: stamp.byte_count, modified_ns: stamp.modified_ns.to_string() };
        let seen = (!is_sighted).then_some(Sighting { at: job.now, path: shown, sha256, stamp });
        store.ledger.add(seen, readings)?;
        Ok(came)
    }

    fn shelf(&self) -> Result<Option<&Shelf>, Error> {
        let Some(place) = &self.job.parts else { return Ok(None) };
        if self.shelf.get().is_none() {
            // Nobody else opens it meanwhile.
            let _ = self.shelf.set(Shelf::open(place, Ledger::default())?);
        }
        Ok(self.shelf.get())
    }

    /// What a file has for the cases that want it, and how it came.
    fn read(
        &self,
        input: &Input,
        file: &FileToRead<'_>,
        wanting: &[&Wanting<'_>],
        store: &Store,
        met: &mut Met,
    ) -> Result<(Vec<Reading>, Came), Error> {
        let Self { job, labeler, .. } = *self;
        let Some((first, _)) = wanting.first() else { return Ok((Vec::new(), Came::Known)) };
        tracing::info!(file = %file.shown.escape_debug(), "reading");
        let shelf = if is_kept(job, store) { self.shelf()? } else { None };
        if let Some(shelf) = shelf {
            let scorer = labeler.version();
            if let Some(readings) = parts::take_over(job, shelf, store, met, wanting, file, scorer)?
            {
                return Ok((readings, Came::TakenOver));
            }
        }
        let hides_names = is_kept(job, store);
        let reader = FileReader { job, input, file, wanting, store, labeler, hides_names };
        let readings = reader.read(met)?;
        let of_first = readings.iter().filter(|reading| reading.case_id == first.lens.case.id);
        let rows = of_first.map(|reading| reading.passport.rows_read).sum();
        Ok((readings, Came::Read(rows)))
    }
}

/// Whether what is read is kept. Where it is only looked at, it is shown as it is.
fn is_kept(job: &Job, store: &Store) -> bool {
    store.folder() == job.state
}

/// Whether a file that completed a reading holds other bytes now.
fn has_other_partners(job: &Job, passport: &Passport) -> bool {
    passport.partners.iter().any(|(path, sha256)| {
        load::content_hash(&job.folder.join(path)).is_ok_and(|now| now != *sha256)
    })
}

/// Whether a file can be taken for what it was when it was last looked at.
fn is_unchanged(sighting: &Sighting, stamp: &FileStamp) -> bool {
    let seen_ns = sighting.at.timestamp_nanos_opt().and_then(|ns| u128::try_from(ns).ok());
    let was_at_rest = seen_ns.is_some_and(|seen| stamp.modified_ns + TICK_NS < seen);
    was_at_rest
        && sighting.stamp.byte_count == stamp.byte_count
        && sighting.stamp.modified_ns == stamp.modified_ns.to_string()
}
