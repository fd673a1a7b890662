//! Load, normalize, score, store: once for each file, and of a file that was seen before, never.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::job::{CaseJob, Input, Job};
use crate::load::{self, FileStamp, RawRow, Rows, hex};
use crate::model::table::{
    Capture, Event, HumanLabel, Mention, MentionCount, Removal, SearchResult,
};
use crate::model::{Case, Kind, Passport, Reason, Rejected, RejectedRow};
use crate::normalize::duplicates::{Folder, Known, key};
use crate::normalize::mentions::MentionRule;
use crate::normalize::{CaseHint, Lens, Normal, Normalizer, Origin, is_name_of};
use crate::score::{Scorer, score, score_results};
use crate::store::{FileWriter, Reading, Sighting, Stamp, Store};

/// Changes whenever the same file under the same config would give other rows.
const RECIPE: u32 = 1;

/// How many rows are held at once.
const ROWS_AT_ONCE: usize = 1 << 15;

/// How many names that stand for no case a passport tells.
const NAMES_KEPT: usize = 20;

/// A file changed this recently may change again within the same tick of the disk's clock.
const TICK_NS: u128 = 2_000_000_000;

/// What became of the input files.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Files read.
    pub files_read: usize,
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
    scorer: &dyn Scorer,
    progress: &ProgressBar,
) -> Result<(Ingested, Failures), Error> {
    let mut ingested = Ingested::default();
    let mut failures = Failures::new();
    let mut recipes: BTreeSet<String> = BTreeSet::new();
    let mut met = Met::default();
    let feeds_any = |input: &&Input| job.cases.iter().any(|case| input.feeds(&case.lens));
    let fed = job.inputs.iter().filter(feeds_any);
    progress.set_length(fed.map(|input| input.files.len() as u64).sum());
    for input in &job.inputs {
        let cases = job.cases.iter().filter(|case| input.feeds(&case.lens));
        let cases: Vec<(&CaseJob, String)> =
            cases.map(|case| (case, recipe(job, input, &case.lens, scorer))).collect();
        recipes.extend(cases.iter().map(|(_, recipe)| recipe.clone()));
        for path in input.files.iter().filter(|_| !cases.is_empty()) {
            progress.set_message(job.shown_path(path));
            match ingest_file(job, input, path, &cases, store, &mut met, scorer) {
                Ok(Some(rows)) => {
                    ingested.files_read += 1;
                    ingested.rows_read += rows;
                }
                Ok(None) => ingested.files_known += 1,
                Err(error @ (Error::Store(_) | Error::Unbalanced { .. })) => return Err(error),
                Err(error) => blame(&mut failures, &cases, error),
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
fn blame(failures: &mut Failures, cases: &[(&CaseJob, String)], error: Error) {
    let mut error = Some(error);
    for (case, _) in cases {
        failures.entry(case.lens.case.id.clone()).or_default().extend(error.take());
    }
}

impl Input {
    fn feeds(&self, lens: &Lens) -> bool {
        self.case.as_ref().is_none_or(|case| *case == lens.case.id)
    }
}

/// Names everything that the rows of an input depend on besides its bytes.
fn recipe(job: &Job, input: &Input, lens: &Lens, scorer: &dyn Scorer) -> String {
    let case = &lens.case;
    let terms: Vec<_> = case.search_terms.iter().map(|term| (&term.term, &term.aliases)).collect();
    let told = serde_json::json!({
        "recipe": RECIPE,
        "profiles": input.reading.candidates,
        "encoding": input.reading.encoding.map(encoding_rs::Encoding::name),
        "zone": input.zone.map(chrono_tz::Tz::name),
        "case": (&input.case, job.only_case()),
        "trusts_labels": input.trusts_labels,
        "scorer": scorer.version(),
        "case_id": case.id,
        "case_zone": lens.zone.name(),
        "subjects": (&case.organization, &case.subjects),
        "incident_terms": case.incident_terms,
        "search_terms": terms,
        "owned_domains": case.owned_domains,
        "rules": case.rules,
    });
    hex(&Sha256::digest(told.to_string().as_bytes()))
}

/// Reads one file for those cases that do not have it yet; the count of its rows, or `None` when
/// all of them do.
fn ingest_file(
    job: &Job,
    input: &Input,
    path: &Path,
    cases: &[(&CaseJob, String)],
    store: &mut Store,
    met: &mut Met,
    scorer: &dyn Scorer,
) -> Result<Option<u64>, Error> {
    let stamp = FileStamp::of(path)?;
    let shown = job.shown_path(path);
    let last = store.ledger.last_sighting(&shown).filter(|sighting| is_unchanged(sighting, &stamp));
    let (sha256, is_sighted) = match last {
        Some(sighting) => (sighting.sha256.clone(), true),
        None => (load::content_hash(path)?, false),
    };
    let wanting: Vec<&(&CaseJob, String)> = cases
        .iter()
        .filter(|(case, recipe)| {
            let reading = store.ledger.reading(&case.lens.case.id, &sha256);
            reading.is_none_or(|reading| reading.recipe != *recipe)
        })
        .collect();
    let first_seen_at = store.ledger.first_seen(&sha256).unwrap_or(job.now);
    let mut readings = Vec::new();
    let mut rows_read = None;
    if !wanting.is_empty() {
        tracing::info!(file = %shown.escape_debug(), "reading");
        let file = FileToRead { path, shown: &shown, sha256: &sha256, first_seen_at, at: job.now };
        readings = read_file(job, input, &file, &wanting, store, met, scorer)?;
        rows_read = readings.first().map(|reading| reading.passport.rows_read);
    }
    let stamp = Stamp { byte_count: stamp.byte_count, modified_ns: stamp.modified_ns.to_string() };
    let seen = (!is_sighted).then_some(Sighting { at: job.now, path: shown, sha256, stamp });
    store.ledger.add(seen, readings)?;
    Ok(rows_read)
}

/// Whether a file can be taken for what it was when it was last looked at.
fn is_unchanged(sighting: &Sighting, stamp: &FileStamp) -> bool {
    let seen_ns = sighting.at.timestamp_nanos_opt().and_then(|ns| u128::try_from(ns).ok());
    let was_at_rest = seen_ns.is_some_and(|seen| stamp.modified_ns + TICK_NS < seen);
    was_at_rest
        && sighting.stamp.byte_count == stamp.byte_count
        && sighting.stamp.modified_ns == stamp.modified_ns.to_string()
}

struct FileToRead<'a> {
    path: &'a Path,
    shown: &'a str,
    sha256: &'a str,
    first_seen_at: DateTime<Utc>,
    at: DateTime<Utc>,
}

/// Reads a file once, for all the cases that want it.
fn read_file(
    job: &Job,
    input: &Input,
    file: &FileToRead<'_>,
    wanting: &[&(&CaseJob, String)],
    store: &Store,
    met: &mut Met,
    scorer: &dyn Scorer,
) -> Result<Vec<Reading>, Error> {
    let mut rows = load::load(file.path, &input.reading)?;
    let origin =
        Origin { file_id: file.sha256[..16].to_owned(), first_seen_at: file.first_seen_at };
    let hint = CaseHint { named: input.case.as_deref(), only: job.only_case() };
    let normalizer = Normalizer::new(&rows, &origin, input.zone, hint);
    if !normalizer.can_route() {
        return Err(Error::NoRoute { path: file.shown.to_owned(), place: input.place.clone() });
    }
    let passport = new_passport(&rows, file, input);
    let mut intakes = Vec::new();
    for (case, recipe) in wanting {
        let known = met.take(store, &case.lens.case.id, passport.kind)?;
        intakes.push(Intake::new(store, &case.lens, recipe, passport.clone(), known));
    }
    let task = Task {
        kind: passport.kind,
        all_cases: &job.all_cases,
        normalizer: &normalizer,
        scorer,
        trusts_labels: input.trusts_labels,
    };
    loop {
        let batch = next_batch(&mut rows)?;
        if batch.is_empty() {
            break;
        }
        for intake in &mut intakes {
            intake.take(&batch, &task)?;
        }
    }
    refuse_if_useless(file, &intakes)?;
    let mut readings = Vec::new();
    for intake in intakes {
        let (reading, known) = intake.finish(file)?;
        met.put_back(&reading.case_id, reading.passport.kind, known);
        readings.push(reading);
    }
    Ok(readings)
}

/// What has been met so far, by case and kind: from the store at first, then from file to file.
///
/// It is taken out while a file is read. When that fails it does not come back, and is taken from
/// the store anew.
#[derive(Default)]
struct Met(BTreeMap<(String, Kind), Known>);

impl Met {
    fn take(&mut self, store: &Store, case_id: &str, kind: Kind) -> Result<Known, Error> {
        match self.0.remove(&(case_id.to_owned(), kind)) {
            Some(known) => Ok(known),
            None => Ok(store.known(case_id, kind)?),
        }
    }

    fn put_back(&mut self, case_id: &str, kind: Kind, known: Known) {
        self.0.insert((case_id.to_owned(), kind), known);
    }
}

fn new_passport(rows: &Rows, file: &FileToRead<'_>, input: &Input) -> Passport {
    let profile = rows.profile();
    let zone = input.zone.map(|zone| zone.name().to_owned()).or_else(|| profile.time_zone.clone());
    Passport {
        path: file.shown.to_owned(),
        sha256: file.sha256.to_owned(),
        byte_count: FileStamp::of(file.path).map(|stamp| stamp.byte_count).unwrap_or_default(),
        kind: profile.kind,
        profile: profile.name.clone(),
        recognized_by: rows.found.recognized_by.clone(),
        encoding: rows.encoding.name().to_owned(),
        delimiter: char::from(rows.found.delimiter).to_string(),
        header_line: rows.header_line,
        zone: zone.unwrap_or_else(|| "the case's".to_owned()),
        rows_read: 0,
        rows_kept: 0,
        rows_status: 0,
        rows_set_aside: 0,
        unclaimed: BTreeMap::new(),
        rows_rejected: BTreeMap::new(),
        rows_folded: BTreeMap::new(),
        replaced_characters: 0,
        first_on: None,
        last_on: None,
    }
}

fn next_batch(rows: &mut Rows) -> Result<Vec<Result<RawRow, Rejected>>, Error> {
    let mut batch = Vec::new();
    while batch.len() < ROWS_AT_ONCE {
        match rows.next_row()? {
            Some(row) => batch.push(row),
            None => break,
        }
    }
    Ok(batch)
}

/// A file not one row of which can be used is a broken file, or one that is read in the wrong way.
fn refuse_if_useless(file: &FileToRead<'_>, intakes: &[Intake<'_>]) -> Result<(), Error> {
    let Some(intake) = intakes.first() else { return Ok(()) };
    let (passport, rows) = (&intake.passport, intake.passport.rows_read);
    let Some((line, reason)) = intake.first_rejected.clone() else { return Ok(()) };
    if passport.rejected_count() < rows {
        return Ok(());
    }
    let path = file.path.to_owned();
    let all_are = |code: &str| passport.rows_rejected.get(code) == Some(&rows);
    Err(match reason {
        Reason::Blank if all_are("blank-row") => load::Error::AllBlank { path, rows },
        Reason::UnreadableDate { value } if all_are("unreadable-date") => {
            load::Error::NoReadableDate { path, line, value }
        }
        reason => load::Error::NothingUsable { path, line, reason: reason.to_string() },
    }
    .into())
}

/// What is done to every row of a file.
struct Task<'a> {
    kind: Kind,
    all_cases: &'a [Case],
    normalizer: &'a Normalizer,
    scorer: &'a dyn Scorer,
    trusts_labels: bool,
}

impl Task<'_> {
    /// Whether a name stands for any case of the config, asked for or not.
    fn is_claimed(&self, name: &str) -> bool {
        self.all_cases.iter().any(|case| is_name_of(self.kind, name, case))
    }
}

/// What becomes of one row.
enum Fate {
    Typed(Normal),
    /// About another case, or, by the name it gives, about none.
    Aside(Option<String>),
    Rejected(Rejected),
}

/// What one case takes from one file.
struct Intake<'a> {
    lens: &'a Lens,
    recipe: &'a str,
    passport: Passport,
    folder: Folder,
    writer: FileWriter<'a>,
    captures: BTreeMap<String, Capture>,
    first_rejected: Option<(u64, Reason)>,
}

/// The typed rows of a batch, sorted by table.
#[derive(Default)]
struct Batch {
    mentions: Vec<Mention>,
    results: Vec<SearchResult>,
    counts: Vec<MentionCount>,
    events: Vec<Event>,
    removals: Vec<Removal>,
    labels: Vec<HumanLabel>,
    rejected: Vec<RejectedRow>,
}

impl<'a> Intake<'a> {
    fn new(
        store: &'a Store,
        lens: &'a Lens,
        recipe: &'a str,
        passport: Passport,
        known: Known,
    ) -> Self {
        Self {
            lens,
            recipe,
            folder: Folder::new(known, &passport.sha256),
            writer: FileWriter::new(store, &lens.case.id, &passport.sha256, recipe),
            captures: BTreeMap::new(),
            first_rejected: None,
            passport,
        }
    }

    fn take(&mut self, rows: &[Result<RawRow, Rejected>], task: &Task<'_>) -> Result<(), Error> {
        let fates: Vec<Fate> = rows.par_iter().map(|row| fate(row, self.lens, task)).collect();
        let mut batch = Batch::default();
        self.passport.rows_read += rows.len() as u64;
        self.passport.replaced_characters +=
            rows.iter().flatten().map(RawRow::replaced_characters).sum::<u64>();
        for fate in fates {
            match fate {
                Fate::Aside(unclaimed) => self.set_aside(unclaimed),
                Fate::Rejected(rejected) => self.reject(rejected, &mut batch),
                Fate::Typed(normal) => self.sort(normal, &mut batch),
            }
        }
        score(&mut batch.mentions, task.scorer, task.trusts_labels);
        score_results(&mut batch.results, task.scorer, task.trusts_labels);
        self.writer.append(batch.mentions)?;
        self.writer.append(batch.results)?;
        self.writer.append(batch.counts)?;
        self.writer.append(batch.events)?;
        self.writer.append(batch.removals)?;
        self.writer.append(batch.labels)?;
        self.writer.append(batch.rejected)?;
        Ok(())
    }

    fn set_aside(&mut self, unclaimed: Option<String>) {
        self.passport.rows_set_aside += 1;
        let Some(name) = unclaimed else { return };
        let names = &mut self.passport.unclaimed;
        if names.len() < NAMES_KEPT || names.contains_key(&name) {
            *names.entry(name).or_default() += 1;
        }
    }

    fn reject(&mut self, rejected: Rejected, batch: &mut Batch) {
        let Rejected { line, reason } = rejected;
        *self.passport.rows_rejected.entry(reason.code().to_owned()).or_default() += 1;
        if self.first_rejected.is_none() {
            self.first_rejected = Some((line, reason.clone()));
        }
        batch.rejected.push(RejectedRow {
            file: self.passport.path.clone(),
            line: i64::try_from(line).unwrap_or(i64::MAX),
            reason: reason.code().to_owned(),
            detail: reason.to_string(),
        });
    }

    /// Puts a typed row where it belongs, unless it repeats one we have.
    fn sort(&mut self, normal: Normal, batch: &mut Batch) {
        match normal {
            Normal::Mention(mention) => {
                let rule = MentionRule::identity_rule(&mention);
                if self.keep(key(&[&mention.mention_id]), rule, mention.published_on) {
                    batch.mentions.push(*mention);
                }
            }
            Normal::Count(count) => {
                let day = count.counted_on.to_string();
                if self.keep(key(&[&count.source, &day]), "same-source-day", count.counted_on) {
                    batch.counts.push(*count);
                }
            }
            Normal::Search(capture, result) => {
                self.merge(&capture, result.is_some());
                if let Some(result) = result {
                    let position = result.position.to_string();
                    let key = key(&[&result.capture_id, &result.url, &position]);
                    if self.keep(key, "same-capture-line", result.captured_on) {
                        batch.results.push(*result);
                    } else if let Some(capture) = self.captures.get_mut(&capture.capture_id) {
                        capture.result_count -= 1;
                    }
                }
            }
            Normal::Event(event) => {
                self.count_kept(event.happened_on);
                batch.events.push(*event);
            }
            Normal::Removal(removal) => {
                self.count_kept(removal.filed_on);
                batch.removals.push(*removal);
            }
            Normal::Label(label) => {
                self.passport.rows_kept += 1;
                batch.labels.push(*label);
            }
        }
    }

    fn keep(&mut self, key: u128, rule: &str, on: chrono::NaiveDate) -> bool {
        let is_new = self.folder.is_new(key, rule);
        if is_new {
            self.count_kept(on);
        }
        is_new
    }

    fn count_kept(&mut self, on: chrono::NaiveDate) {
        self.passport.rows_kept += 1;
        self.passport.tells_of(on);
    }

    /// Adds what one row tells of a capture to what the others told.
    fn merge(&mut self, told: &Capture, has_result: bool) {
        if !has_result {
            self.passport.rows_status += 1;
        }
        self.passport.tells_of(told.captured_on);
        match self.captures.get_mut(&told.capture_id) {
            None => {
                self.captures.insert(told.capture_id.clone(), told.clone());
            }
            Some(capture) => {
                capture.depth = capture.depth.max(told.depth);
                capture.result_count += told.result_count;
                if has_result {
                    capture.status.clone_from(&told.status);
                }
            }
        }
    }

    fn finish(mut self, file: &FileToRead<'_>) -> Result<(Reading, Known), Error> {
        let (known, folded) = self.folder.finish();
        self.passport.rows_folded = folded;
        if !self.passport.balances() {
            let passport = &self.passport;
            let folded: u64 = passport.rows_folded.values().sum();
            return Err(Error::Unbalanced {
                path: passport.path.clone(),
                read: passport.rows_read,
                accounted: passport.rows_kept
                    + passport.rows_status
                    + passport.rows_set_aside
                    + passport.rejected_count()
                    + folded,
            });
        }
        self.writer.append(self.captures.into_values().collect())?;
        let reading = Reading {
            at: file.at,
            case_id: self.lens.case.id.clone(),
            recipe: self.recipe.to_owned(),
            first_seen_at: file.first_seen_at,
            tables: self.writer.finish()?,
            passport: self.passport,
        };
        Ok((reading, known))
    }
}

/// What becomes of a row for a case.
fn fate(row: &Result<RawRow, Rejected>, lens: &Lens, task: &Task<'_>) -> Fate {
    let normalizer = task.normalizer;
    let row = match row {
        Ok(row) => row,
        Err(rejected) => return Fate::Rejected(rejected.clone()),
    };
    let rejected = |reason| Fate::Rejected(Rejected { line: row.line, reason });
    match normalizer.is_about(row, &lens.case) {
        Some(false) => {
            let name = normalizer.name_in(row).filter(|name| !task.is_claimed(name));
            Fate::Aside(name.map(str::to_owned))
        }
        None => rejected(Reason::MissingValue { column: normalizer.routing_column() }),
        Some(true) => match normalizer.normalize(row, lens) {
            Ok(normal) => Fate::Typed(normal),
            Err(reason) => rejected(reason),
        },
    }
}
