//! Reads one file, table by table, for all the cases that want it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::intake::{Intake, Occasion, Task};
use crate::error::Error;
use crate::job::{CaseJob, Input, Job};
use crate::load::{self, FileStamp, Part, RawRow, Rows, each_part};
use crate::model::display::plain;
use crate::model::{Kind, Note, NoteKind, Passport, Reason, Rejected};
use crate::normalize::dates::{DateRule, Decision, Evidence};
use crate::normalize::duplicates::Known;
use crate::normalize::identity::{self, Mangled};
use crate::normalize::{CaseHint, Normalizer, Origin, date_column};
use crate::score::Labeler;
use crate::store::{Reading, Store};

/// How many rows are held at once.
const ROWS_AT_ONCE: usize = 1 << 15;

/// How many header cells that are no column of ours a passport tells.
const COLUMNS_KEPT: usize = 50;

/// How many words for labels a passport tells.
const LABEL_WORDS_KEPT: usize = 50;

/// A case that wants a file, and the recipe it is read by for that case.
pub(super) type Wanting<'a> = (&'a CaseJob, String);

/// A file that is to be read.
pub(super) struct FileToRead<'a> {
    pub(super) path: &'a Path,
    pub(super) shown: &'a str,
    pub(super) sha256: &'a str,
    pub(super) first_seen_at: DateTime<Utc>,
    pub(super) at: DateTime<Utc>,
}

/// Reads a file once, for all the cases that want it.
pub(super) struct FileReader<'a> {
    pub(super) job: &'a Job,
    pub(super) input: &'a Input,
    pub(super) file: &'a FileToRead<'a>,
    pub(super) wanting: &'a [&'a Wanting<'a>],
    pub(super) store: &'a Store,
    pub(super) labeler: &'a Labeler,
    /// Whether people are named by pseudonyms.
    pub(super) hides_names: bool,
}

impl FileReader<'_> {
    /// Reads every table inside the file that a profile knows. One that none knows is passed over
    /// and told, unless there is no other.
    pub(super) fn read(&self, met: &mut Met) -> Result<Vec<Reading>, Error> {
        let mut readings: Vec<Reading> = Vec::new();
        let mut unknown: Vec<(String, load::Error)> = Vec::new();
        let mut number = 0;
        each_part(self.file.path, self.input.reading.limits, &mut |part| {
            number += 1;
            match load::load(part, &self.input.reading) {
                Ok(rows) => readings.extend(self.read_part(part, number, rows, met)?),
                Err(error) if part.member.is_some() && is_of_no_profile(&error) => {
                    unknown.push((part.member.clone().unwrap_or_default(), error));
                }
                Err(error) => return Err(error.into()),
            }
            Ok::<(), Error>(())
        })?;
        if readings.is_empty() && !unknown.is_empty() {
            return Err(unknown.swap_remove(0).1.into());
        }
        for (case, _) in self.wanting {
            let first = readings.iter_mut().find(|reading| reading.case_id == case.lens.case.id);
            let warnings = first.map(|reading| &mut reading.passport.warnings);
            let Some(warnings) = warnings else { continue };
            for (member, _) in &unknown {
                let figures = [("member", member.clone())];
                warnings.push(Note::new(NoteKind::PassedOver, figures));
            }
        }
        Ok(readings)
    }

    /// Reads a table. Its dates are read as its first rows want it, until a row wants it otherwise: then
    /// the whole column is asked, and the table is read once more.
    fn read_part(
        &self,
        part: &Part,
        number: usize,
        mut rows: Rows,
        met: &mut Met,
    ) -> Result<Vec<Reading>, Error> {
        // What was met in the tables before it is known to `met` alone, which a table that is left in the
        // middle does not give back.
        let has_others = part.member.is_some();
        let first = self.date_rule(part, &mut rows, has_others)?;
        if let Some(readings) = self.read_rows(part, number, rows, first, met)? {
            return Ok(readings);
        }
        let mut rows = load::load(part, &self.input.reading)?;
        let settled = self.date_rule(part, &mut rows, true)?;
        let readings = self.read_rows(part, number, rows, settled, met)?;
        // No row leaves open what the whole column decided, unless it came meanwhile.
        readings.ok_or_else(|| load::Error::Changed { path: part.shown() }.into())
    }

    /// Reads the rows of a table; `None` if one of them leaves open how its date is to be read.
    fn read_rows(
        &self,
        part: &Part,
        number: usize,
        mut rows: Rows,
        (dates, date_rule): (DateRule, String),
        met: &mut Met,
    ) -> Result<Option<Vec<Reading>>, Error> {
        let file_id = match part.member {
            Some(_) => format!("{}.{number}", &self.file.sha256[..16]),
            None => self.file.sha256[..16].to_owned(),
        };
        let first_seen_at = self.file.first_seen_at;
        let origin = Origin { file_id, first_seen_at };
        let mangled = mangled_ids(&mut rows)?;
        let hint = CaseHint { named: self.input.case.as_deref(), only: self.job.only_case() };
        let normalizer = Normalizer::new(&rows, dates.clone(), mangled, &origin, hint);
        if !normalizer.can_route() {
            let (path, place) = (plain(self.file.shown), self.input.place.clone());
            return Err(Error::NoRoute { path, place });
        }
        let passport = Passport { date_rule, ..self.new_passport(part, &rows, &origin, mangled) };
        let mut intakes = Vec::new();
        for (case, recipe) in self.wanting {
            let known = met.take(self.store, &case.lens.case.id, passport.kind)?;
            let scorer = self.labeler.version();
            intakes.push(Intake::new(
                self.store,
                &case.lens,
                recipe,
                scorer,
                passport.clone(),
                known,
            ));
        }
        let task = Task {
            kind: passport.kind,
            all_cases: &self.job.all_cases,
            normalizer: &normalizer,
            labeler: self.labeler,
            pseudonyms: self.hides_names.then_some(&self.job.pseudonyms),
            forgotten: self.store.ledger.forgotten_pseudonyms(),
            trusts_labels: self.input.trusts_labels,
        };
        let mut tally = Tally::default();
        let is_read = each_batch(&mut rows, |batch| {
            let is_left_open = |row: &RawRow| dates.is_left_open_by(row);
            if batch.par_iter().any(|row| row.as_ref().is_ok_and(is_left_open)) {
                return Ok(ControlFlow::Break(()));
            }
            tally.count(batch, &normalizer);
            intakes.iter_mut().try_for_each(|intake| intake.take(batch, &task))?;
            Ok(ControlFlow::Continue(()))
        })?;
        if is_read.is_break() {
            return Ok(None);
        }
        refuse_if_useless(&part.shown(), &intakes)?;
        let occasion = Occasion { at: self.file.at, first_seen_at, member: part.member.as_deref() };
        let mut readings = Vec::new();
        for mut intake in intakes {
            tally.tell(&rows.header, &mut intake.desk.passport);
            let (reading, known) = intake.finish(&occasion)?;
            met.put_back(&reading.case_id, reading.passport.kind, known);
            readings.push(reading);
        }
        Ok(Some(readings))
    }

    /// How the file's dates are read. Where its first rows leave anything open, or `asks_all`, the whole
    /// column is looked at before the first row is read, because its last row may be the one that decides.
    fn date_rule(
        &self,
        part: &Part,
        rows: &mut Rows,
        asks_all: bool,
    ) -> Result<(DateRule, String), Error> {
        let column = date_column(rows.profile().kind);
        let mut rule = DateRule::new(rows, column, self.input.zone, self.file.first_seen_at);
        let mut evidence = Evidence::default();
        if rule.is_open() {
            for row in rows.sample()?.iter().flatten() {
                rule.weigh(row, &mut evidence);
            }
        }
        if rule.is_open() && !rows.is_sample_all() && (asks_all || evidence.asks()) {
            evidence = Evidence::default();
            let mut column = load::load(part, &self.input.reading)?;
            while let Some(row) = column.next_row()? {
                if let Ok(row) = row {
                    rule.weigh(&row, &mut evidence);
                }
            }
        }
        let path = part.shown();
        match evidence.decide() {
            Decision::Open if !rule.is_open() => Ok((rule, "as it was told".to_owned())),
            Decision::Open if rule.has_formats() => Ok((rule, "by its patterns".to_owned())),
            Decision::Open => Ok((rule, "each value says it".to_owned())),
            Decision::Decided(order, why) => {
                rule.settle(order);
                Ok((rule, format!("{}: {why}", order.name())))
            }
            Decision::Undecided { line, value, readings } => {
                let readings = Box::new(readings);
                Err(load::Error::UndecidedDates { path, line, value, readings }.into())
            }
            Decision::Contradictory { one, other } => {
                let rows = Box::new([one, other]);
                Err(load::Error::ContradictoryDates { path, rows }.into())
            }
        }
    }

    fn new_passport(
        &self,
        part: &Part,
        rows: &Rows,
        origin: &Origin,
        mangled: Option<Mangled>,
    ) -> Passport {
        let (profile, facts) = (rows.profile(), &rows.facts);
        let (zone, zone_from) = match (self.input.zone, &profile.time_zone) {
            (Some(zone), _) => (zone.name().to_owned(), "config"),
            (None, Some(zone)) => (zone.clone(), "profile"),
            (None, None) => ("the case's".to_owned(), "case"),
        };
        let path = match &part.member {
            Some(member) => format!("{}/{member}", self.file.shown),
            None => self.file.shown.to_owned(),
        };
        let length = FileStamp::of(self.file.path).map(|stamp| stamp.byte_count);
        let (columns, mut columns_unread) = rows.columns_read();
        columns_unread.truncate(COLUMNS_KEPT);
        let partners = facts.partners.iter().filter_map(|partner| {
            Some((self.job.shown_path(partner), load::content_hash(partner).ok()?))
        });
        let mangled =
            mangled.map(|why| Note::new(NoteKind::MangledIds, [("why", why.name().to_owned())]));
        Passport {
            path,
            sha256: self.file.sha256.to_owned(),
            file_id: origin.file_id.clone(),
            byte_count: length.unwrap_or_default(),
            profile: profile.name.clone(),
            recognized_by: rows.found.recognized_by.clone(),
            format: facts.format.to_owned(),
            packing: facts.packing.iter().map(|&packing| packing.to_owned()).collect(),
            encoding: facts.encoding.map(|encoding| encoding.name().to_owned()).unwrap_or_default(),
            delimiter: facts.delimiter.map(|byte| char::from(byte).to_string()).unwrap_or_default(),
            preamble_records: facts.preamble,
            header_line: facts.header_line,
            partners: partners.collect(),
            columns,
            columns_unread,
            zone,
            zone_from: zone_from.to_owned(),
            warnings: mangled.into_iter().collect(),
            ..Passport::blank(profile.kind)
        }
    }
}

/// Whether a table is none that we know, rather than a broken one.
fn is_of_no_profile(error: &load::Error) -> bool {
    matches!(
        error,
        load::Error::Unrecognized { .. }
            | load::Error::MissingColumn { .. }
            | load::Error::NotText { .. }
            | load::Error::ForeignForm { .. }
    )
}

fn mangled_ids(rows: &mut Rows) -> Result<Option<Mangled>, Error> {
    if rows.profile().kind != Kind::Mentions {
        return Ok(None);
    }
    let (id, text) = (rows.pick("mention_id"), rows.pick("text"));
    let sample = rows.sample()?.iter().flatten();
    Ok(identity::judge(sample, &id, &text))
}

/// What is counted of a table's rows, whatever case they are about.
#[derive(Default)]
struct Tally {
    replaced: BTreeMap<usize, u64>,
    label_words: BTreeMap<String, u64>,
    stray_quotes: u64,
}

impl Tally {
    fn count(&mut self, rows: &[Result<RawRow, Rejected>], normalizer: &Normalizer) {
        for row in rows.iter().flatten() {
            row.count_replaced(&mut self.replaced);
            self.stray_quotes += u64::from(row.has_stray_quote);
            let Some(word) = normalizer.label_word(row) else { continue };
            let is_full = self.label_words.len() == LABEL_WORDS_KEPT;
            match self.label_words.get_mut(word.as_ref()) {
                Some(count) => *count += 1,
                None if is_full => {}
                None => {
                    self.label_words.insert(word.into_owned(), 1);
                }
            }
        }
    }

    fn tell(&self, header: &[String], passport: &mut Passport) {
        let name = |index: usize| {
            header.get(index).cloned().unwrap_or_else(|| "beyond the header".to_owned())
        };
        for (index, count) in &self.replaced {
            *passport.replaced_characters.entry(name(*index)).or_default() += count;
        }
        passport.label_words.clone_from(&self.label_words);
        passport.rows_with_stray_quotes = self.stray_quotes;
    }
}

/// What has been met so far, by case and kind: from the store at first, then from file to file.
///
/// It is taken out while a file is read. When that fails it is forgotten, and is taken from the store anew:
/// what a file had that is not in the ledger was never met.
#[derive(Default)]
pub(super) struct Met(BTreeMap<(String, Kind), Known>);

impl Met {
    pub(super) fn take(
        &mut self,
        store: &Store,
        case_id: &str,
        kind: Kind,
    ) -> Result<Known, Error> {
        match self.0.remove(&(case_id.to_owned(), kind)) {
            Some(known) => Ok(known),
            None => Ok(store.known(case_id, kind)?),
        }
    }

    pub(super) fn forget(&mut self, cases: &[Wanting<'_>]) {
        let is_of = |case_id: &str| cases.iter().any(|(case, _)| case.lens.case.id == case_id);
        self.0.retain(|(case_id, _), _| !is_of(case_id));
    }

    pub(super) fn put_back(&mut self, case_id: &str, kind: Kind, known: Known) {
        self.0.insert((case_id.to_owned(), kind), known);
    }
}

/// Takes a table's rows batch by batch, to the end or until `take` breaks off, and reads the next while one is
/// taken.
fn each_batch(
    rows: &mut Rows,
    mut take: impl FnMut(&[Result<RawRow, Rejected>]) -> Result<ControlFlow<()>, Error>,
) -> Result<ControlFlow<()>, Error> {
    thread::scope(|scope| {
        // None waits: one is taken, and one is being read.
        let (sender, batches) = mpsc::sync_channel(0);
        scope.spawn(move || {
            loop {
                let batch = rows.next_rows(ROWS_AT_ONCE);
                let is_last = batch.as_ref().map_or(true, Vec::is_empty);
                if sender.send(batch).is_err() || is_last {
                    return;
                }
            }
        });
        for batch in batches {
            let batch = batch?;
            if !batch.is_empty() && take(&batch)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// A table not one row of which can be used is broken, or read in the wrong way.
fn refuse_if_useless(path: &Path, intakes: &[Intake<'_>]) -> Result<(), Error> {
    let Some(intake) = intakes.first() else { return Ok(()) };
    let (passport, rows) = (&intake.desk.passport, intake.desk.passport.rows_read);
    let Some((line, reason)) = intake.desk.first_rejected.clone() else { return Ok(()) };
    // Totals and headers are no rows: a file of nothing else is that of a quiet week.
    let of = |code: &str| passport.rows_rejected.get(code).copied().unwrap_or_default();
    if passport.rejected_count() < rows || of("skipped") + of("repeated-header") == rows {
        return Ok(());
    }
    let path = path.to_owned();
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
