//! The line itself: the only place that knows the order of the stages. One case failing does not
//! stop the others.

pub mod bundle;
pub mod check;
pub mod child;
pub mod doctor;
pub mod ingest;
mod intake;
mod issue;
mod kept;
pub mod parts;
pub mod post;
mod reader;
pub mod rescore;
mod shelf;
mod side_by_side;
mod stamp;
pub mod verify;

use std::path::Path;

use indicatif::ProgressBar;

use crate::assess::series::{self, Talk};
use crate::assess::storms::Found;
use crate::assess::{self, Assessment};
use crate::deliver::{self, Delivered};
use crate::engine::Engine;
use crate::error::{Error, TRY_AGAIN};
use crate::evidence::inputs;
use crate::evidence::seal::Key;
use crate::evidence::timestamp;
use crate::job::{CaseJob, Job};
use crate::measure::catalog::Catalog;
use crate::measure::texts::negative_originals;
use crate::measure::{self, changes, parameters};
use crate::model::revision::Revision;
use crate::model::{Audit, Note, NoteKind, Period};
use crate::render::Templates;
use crate::report::{Context, Provenance, Report};
use crate::score::Labeler;
use crate::store::{AsOf, Store, Torn, unfinished};
use ingest::{Failures, Ingested};
use post::Posted;
use rescore::Rescored;
use side_by_side::side_by_side;
pub use stamp::Unstamped;

/// What a run did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What became of the input files.
    pub ingested: Ingested,
    /// What was scored anew, because the scorer changed.
    pub rescored: Rescored,
    /// The reports that were made.
    pub reports: Vec<Report>,
    /// The files of all reports that were asked for or due, those of earlier runs among them.
    pub delivered: Vec<Delivered>,
    /// What came of the mail.
    pub posted: Posted,
    /// Reports whose seal no authority has stamped with the time.
    pub unstamped: Vec<Unstamped>,
    /// What is left of a line of the ledger that an earlier run was cut off while writing.
    pub torn: Option<Torn>,
    /// Whether reports as data are all that was asked for.
    pub stops_at_reports: bool,
    /// The cases that failed, and why.
    pub failures: Failures,
}

impl Outcome {
    /// The exit code that says how it went.
    pub fn exit_code(&self) -> u8 {
        let failed = self.failures.values().flatten().map(Error::exit_code).max();
        let has_something = !self.delivered.is_empty();
        match failed {
            // What is missing is told; what did not go out has to be told as well.
            Some(_) | None if has_something && self.posted.exit_code() != 0 => {
                self.posted.exit_code()
            }
            Some(_) if has_something => 4,
            Some(_) if self.stops_at_reports && !self.reports.is_empty() => 4,
            Some(code) => code,
            None if self.unstamped.iter().any(|left| left.is_temporary) => TRY_AGAIN,
            None if self.torn.is_some()
                || self.reports.iter().any(has_warning)
                || self.delivered.iter().any(is_impaired)
                || !self.unstamped.is_empty() =>
            {
                4
            }
            None => 0,
        }
    }
}

fn is_impaired(delivered: &Delivered) -> bool {
    delivered.is_new && !delivered.impaired.is_empty()
}

fn has_warning(report: &Report) -> bool {
    report.notes.iter().any(|note| note.kind.is_warning())
}

/// The main job: reads what is new, and makes the reports that are due.
pub fn run(job: &Job, progress: &ProgressBar) -> Result<Outcome, Error> {
    let templates = Templates::load(job.templates.as_deref())?;
    deliver::preflight(&job.output)?;
    // A key that cannot be used is told before anything is made.
    job.seal_key.as_deref().map(Key::read).transpose()?;
    if let Some(authority) = &job.authority {
        timestamp::trusted(&authority.trusted)?;
    }
    post::preflight(job)?;
    let mut outcome = Outcome::default();
    let issued = read_all(job, progress, &mut outcome.failures, &mut outcome.torn);
    let issued = issued.map(|mut read| {
        let made = issue_all(job, &mut read, &templates, progress, &mut outcome.failures);
        (outcome.ingested, outcome.rescored) = (read.ingested, read.rescored);
        for (delivered, report) in made {
            outcome.delivered.push(delivered);
            outcome.reports.extend(report);
        }
        read.store
    });
    let followed = issued.and_then(|mut store| {
        outcome.unstamped =
            tracing::info_span!("stamping").in_scope(|| stamp::stamp(job, &mut store))?;
        // Who asks for a period by hand has the report before them.
        if job.cases.iter().all(|case| case.is_open) {
            progress.set_message("sending");
            outcome.posted = tracing::info_span!("sending")
                .in_scope(|| post::post(job, &mut store, &templates, false))?;
        }
        Ok(())
    });
    progress.finish_and_clear();
    followed.map(|()| outcome)
}

/// Makes every report that is due: the first of each case side by side, then the second of each, and so on.
/// Whichever was made first, they are put in place and noted in the order of the cases.
fn issue_all(
    job: &Job,
    read: &mut Read,
    templates: &Templates,
    progress: &ProgressBar,
    failures: &mut Failures,
) -> Vec<(Delivered, Option<Report>)> {
    let mut lines = Vec::new();
    for case in whole_cases(job, failures) {
        let case_id = &case.lens.case.id;
        match deliver::clear_leftovers(&job.output.join(case_id)) {
            Ok(()) => lines.push((case, issue::due(job, case, &read.store.ledger), Vec::new())),
            Err(error) => fail(failures, case, error.into()),
        }
    }
    let turns = lines.iter().map(|(_, due, _)| due.len()).max().unwrap_or_default();
    for turn in 0..turns {
        let on_turn = lines.iter().filter_map(|(case, due, _)| Some((*case, *due.get(turn)?)));
        let on_turn: Vec<(&CaseJob, issue::Wanted)> = on_turn.collect();
        let measuring = read.measuring(job);
        let made = side_by_side(
            &on_turn,
            |(case, _)| read.store.row_count(&case.lens.case.id),
            |(case, wanted)| {
                let (case_id, week) = (&case.lens.case.id, wanted.period.name());
                progress.set_message(format!("reporting on {case_id}, {week}"));
                issue::make(&measuring, case, *wanted, &read.store, templates)
            },
        );
        let mut made = made.into_iter();
        for (case, _, done) in lines.iter_mut().filter(|(_, due, _)| turn < due.len()) {
            let made = made.next().expect("each on turn was made or failed");
            match made.and_then(|made| issue::put_in_place(job, made, &mut read.store)) {
                Ok(issued) => done.push(issued),
                Err(error) => fail(failures, case, error),
            }
        }
    }
    lines.into_iter().flat_map(|(_, _, done)| done).collect()
}

/// The main job up to the reports as data.
pub fn measure(job: &Job, progress: &ProgressBar) -> Result<Outcome, Error> {
    let mut outcome = Outcome { stops_at_reports: true, ..Outcome::default() };
    let read = read_all(job, progress, &mut outcome.failures, &mut outcome.torn)?;
    let cases = whole_cases(job, &outcome.failures);
    let measuring = read.measuring(job);
    let reports = side_by_side(
        &cases,
        |case| read.store.row_count(&case.lens.case.id),
        |case| {
            progress.set_message(format!("measuring {}", case.lens.case.id));
            measuring.report(case, case.period, Revision::FIRST, &read.store)
        },
    );
    for (case, report) in cases.into_iter().zip(reports) {
        match report {
            Ok(report) => outcome.reports.push(report),
            Err(error) => fail(&mut outcome.failures, case, error),
        }
    }
    (outcome.ingested, outcome.rescored) = (read.ingested, read.rescored);
    Ok(outcome)
}

fn fail(failures: &mut Failures, case: &CaseJob, error: Error) {
    failures.entry(case.lens.case.id.clone()).or_default().push(error);
}

/// The cases that nothing failed for.
fn whole_cases<'a>(job: &'a Job, failures: &Failures) -> Vec<&'a CaseJob> {
    job.cases.iter().filter(|case| !failures.contains_key(&case.lens.case.id)).collect()
}

/// The store after everything new was read into it, and what reports are made with.
struct Read {
    catalog: Catalog,
    engine: Box<dyn Engine>,
    labeler: Labeler,
    store: Store,
    ingested: Ingested,
    rescored: Rescored,
}

impl Read {
    fn measuring<'a>(&'a self, job: &'a Job) -> Measuring<'a> {
        Measuring {
            job,
            catalog: &self.catalog,
            engine: &*self.engine,
            labeler: &self.labeler,
            ingested: &self.ingested,
            kept_below: Some(&job.state),
        }
    }
}

/// Reads what is new, and scores it; a case that something failed for is told of.
fn read_all(
    job: &Job,
    progress: &ProgressBar,
    failures: &mut Failures,
    torn: &mut Option<Torn>,
) -> Result<Read, Error> {
    let catalog = Catalog::load(job.queries.as_deref())?;
    let engine = job.engine.engine().map_err(measure::Error::from)?;
    let labeler = Labeler::new(&job.scorer)?;
    let mut store = Store::open(&job.state, job.now)?;
    *torn = store.torn.take();
    job.keep_pseudonym_key()?;
    if job.keeps_inputs {
        let making = unfinished(store.folder());
        inputs::keep(store.folder(), &making, &job.config_path, &job.config_sha256)?;
    }
    let (ingested, failed) = tracing::info_span!("reading")
        .in_scope(|| ingest::ingest(job, &mut store, &labeler, progress))?;
    *failures = failed;
    let mut rescored = Rescored::new();
    for case in &job.cases {
        let case_id = &case.lens.case.id;
        if failures.contains_key(case_id) {
            continue;
        }
        let scored = tracing::info_span!("scoring anew")
            .in_scope(|| rescore::rescore(job, case_id, &mut store, &labeler, progress));
        match scored {
            Ok(counts) => rescored.extend(counts.map(|counts| (case_id.clone(), counts))),
            Err(error) => fail(failures, case, error),
        }
    }
    Ok(Read { catalog, engine, labeler, store, ingested, rescored })
}

/// What every report of a run is measured with.
struct Measuring<'a> {
    job: &'a Job,
    catalog: &'a Catalog,
    engine: &'a dyn Engine,
    labeler: &'a Labeler,
    ingested: &'a Ingested,
    /// The state folder, where what closed weeks came to is kept and believed.
    kept_below: Option<&'a Path>,
}

impl Measuring<'_> {
    /// The audit that a case's labels are corrected by.
    fn audit<'a>(&self, case: &CaseJob, store: &'a Store) -> Option<&'a Audit> {
        store.ledger.audit(&case.lens.case.id, self.labeler.version(), case.as_of)
    }

    /// How many files of a case were read under settings that have since changed, and are gone.
    fn stale(&self, case_id: &str) -> usize {
        self.ingested.stale.get(case_id).copied().unwrap_or_default()
    }

    /// Makes one case's report from what the store holds.
    fn report(
        &self,
        case: &CaseJob,
        period: Period,
        revision: Revision,
        store: &Store,
    ) -> Result<Report, Error> {
        let Self { job, catalog, labeler, .. } = *self;
        let case_id = &case.lens.case.id;
        let as_of = AsOf { known_at: case.as_of, until: period.span.to };
        let audit = self.audit(case, store);
        let span = tracing::info_span!("tables").entered();
        let mut tables = store.tables(case_id, as_of, audit.map(|audit| audit.neutral_band))?;
        changes::mark_capped_sources(&mut tables)?;
        parameters::add(&mut tables, &period, &case.lens.case)?;
        drop(span);
        let span = tracing::info_span!("queries").entered();
        let mut session = self.engine.open().map_err(measure::Error::from)?;
        measure::show(&mut *session, &tables)?;
        let mut metrics = measure::measure_all(catalog, &*session)?;
        let talk = Talk::new(&metrics.talk_days, series::basis(&metrics), period.span.to);
        let found = Found::new(talk, &case.lens.case);
        measure::measure_storms(catalog, &mut *session, &found.spans(), &mut metrics)?;
        drop(session);
        if let Some(folder) = &job.tables {
            tables.insert("storms", parameters::storms(&found.spans()));
            measure::write(&tables, &folder.join(case_id))?;
        }
        drop(span);
        let span = tracing::info_span!("assessing").entered();
        let spans = assess::compared_spans(&found, &period);
        let kept = kept::open(self.kept_below, case_id);
        let mut assessment = assess::assess(&assess::Asked {
            case: &case.lens.case,
            period: &period,
            zone: case.lens.zone,
            metrics: &metrics,
            found: &found,
            texts: &negative_originals(&tables, &spans)?,
            clocks: &job.clocks,
            audit,
            kept: &kept,
        });
        kept::keep(self.kept_below, case_id, kept);
        add_deciding_words(&mut assessment, labeler);
        drop(span);
        let stale = self.stale(case_id);
        let mut notes = Vec::new();
        if stale > 0 {
            notes.push(Note::new(NoteKind::StaleReading, [("count", stale.to_string())]));
        }
        if audit.is_none() && store.ledger.has_audit(case_id, case.as_of) {
            notes.push(Note::new(NoteKind::StaleAudit, []));
        }
        let name = issue::name(period, case.as_of, case.lens.zone, revision.number);
        let context = Context {
            case: &case.lens.case,
            period: &period,
            name,
            revision,
            time_zone: case.lens.zone.name(),
            as_of: case.as_of,
            editions: &job.editions,
            languages: &case.languages,
            formats: &job.formats,
            counsel: &job.counsel,
            marks_per_letter: job.marks_per_letter,
            catalog,
            inputs: store.passports(case_id, as_of),
            rejected: store.rejected(case_id, as_of)?,
            notes,
            provenance: Provenance {
                config_sha256: job.config_sha256.clone(),
                scorer: labeler.version().to_owned(),
                weight_sets_sha256: parameters::WeightSets::sha256(),
                clocks_sha256: assess::docket::clocks_sha256(&job.clocks),
            },
        };
        Ok(Report::new(context, metrics, assessment))
    }
}

/// How many words are told to have decided.
const DECIDING: usize = 4;

/// Says of each quote which words had it read as negative.
fn add_deciding_words(assessment: &mut Assessment, labeler: &Labeler) {
    let said = &mut assessment.said;
    let of_themes = said.themes.iter_mut().flat_map(|theme| &mut theme.quotes);
    for quote in of_themes.chain(&mut said.quotes) {
        let language = labeler.builtin().language(&quote.language);
        if let Some(language) = language.filter(|_| labeler.is_builtin(&quote.language)) {
            quote.decided_by = language.explain(&quote.text).hostile(DECIDING);
        }
    }
}
