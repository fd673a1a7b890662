//! The line itself: the only place that knows the order of the stages. One case failing does not
//! stop the others.

pub mod check;
pub mod ingest;
mod intake;
pub mod rescore;

use std::collections::BTreeMap;

use indicatif::ProgressBar;

use crate::assess::series::{self, Talk};
use crate::assess::storms::Found;
use crate::assess::{self, Assessment};
use crate::deliver::{self, Delivered};
use crate::engine::Embedded;
use crate::error::Error;
use crate::job::{CaseJob, Job};
use crate::measure::catalog::Catalog;
use crate::measure::texts::negative_originals;
use crate::measure::{self, changes, parameters};
use crate::model::{Note, NoteKind};
use crate::render::{self, Templates};
use crate::report::{Context, Provenance, Report};
use crate::score::Labeler;
use crate::store::{AsOf, Store};
use ingest::Ingested;
use rescore::Rescored;

/// What a run did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What became of the input files.
    pub ingested: Ingested,
    /// What was scored anew, because the scorer changed.
    pub rescored: Rescored,
    /// The reports, by case.
    pub reports: Vec<Report>,
    /// The files written.
    pub delivered: Vec<Delivered>,
    /// Whether reports as data are all that was asked for.
    pub stops_at_reports: bool,
    /// The cases that failed, and why.
    pub failures: BTreeMap<String, Vec<Error>>,
}

impl Outcome {
    /// The exit code that says how it went.
    pub fn exit_code(&self) -> u8 {
        let failed = self.failures.values().flatten().map(Error::exit_code).max();
        match failed {
            Some(_) if !self.delivered.is_empty() => 4,
            Some(_) if self.stops_at_reports && !self.reports.is_empty() => 4,
            Some(code) => code,
            None if self.reports.iter().any(has_warning)
                || self.delivered.iter().any(is_impaired) =>
            {
                4
            }
            None => 0,
        }
    }
}

fn is_impaired(delivered: &Delivered) -> bool {
    !delivered.impaired.is_empty()
}

fn has_warning(report: &Report) -> bool {
    report.notes.iter().any(|note| note.kind.is_warning())
}

/// The main job: reads what is new, and makes every case's report.
pub fn run(job: &Job, progress: &ProgressBar) -> Result<Outcome, Error> {
    let templates = Templates::load(job.templates.as_deref())?;
    let mut outcome = Outcome { stops_at_reports: false, ..measure(job, progress)? };
    for report in &outcome.reports {
        progress.set_message(format!("rendering {}", report.case.id));
        match make_files(report, &templates, job) {
            Ok(delivered) => outcome.delivered.push(delivered),
            Err(error) => outcome.failures.entry(report.case.id.clone()).or_default().push(error),
        }
    }
    progress.finish_and_clear();
    Ok(outcome)
}

/// The main job up to the reports as data.
pub fn measure(job: &Job, progress: &ProgressBar) -> Result<Outcome, Error> {
    let catalog = Catalog::load(job.queries.as_deref())?;
    let labeler = Labeler::new(&job.scorer)?;
    let mut store = Store::open(&job.state)?;
    let (ingested, mut failures) = ingest::ingest(job, &mut store, &labeler, progress)?;
    let mut rescored = Rescored::new();
    let mut reports = Vec::new();
    for case in &job.cases {
        if failures.contains_key(&case.lens.case.id) {
            continue;
        }
        let case_id = &case.lens.case.id;
        match rescore::rescore(job, case_id, &mut store, &labeler, progress) {
            Ok(counts) => rescored.extend(counts.map(|counts| (case_id.clone(), counts))),
            Err(error) => {
                failures.entry(case_id.clone()).or_default().push(error);
                continue;
            }
        }
        progress.set_message(format!("measuring {case_id}"));
        match make_report(job, case, &store, &catalog, &labeler, &ingested) {
            Ok(report) => reports.push(report),
            Err(error) => failures.entry(case.lens.case.id.clone()).or_default().push(error),
        }
    }
    Ok(Outcome {
        ingested,
        rescored,
        reports,
        delivered: Vec::new(),
        stops_at_reports: true,
        failures,
    })
}

/// Makes one case's report from what the store holds.
fn make_report(
    job: &Job,
    case: &CaseJob,
    store: &Store,
    catalog: &Catalog,
    labeler: &Labeler,
    ingested: &Ingested,
) -> Result<Report, Error> {
    let case_id = &case.lens.case.id;
    let as_of = AsOf { known_at: case.as_of, until: case.period.span.to };
    let audit = store.ledger.audit(case_id, labeler.version(), case.as_of);
    let mut tables = store.tables(case_id, as_of, audit.map(|audit| audit.neutral_band))?;
    changes::mark_capped_sources(&mut tables)?;
    parameters::add(&mut tables, &case.period, &case.lens.case)?;
    let mut metrics = measure::measure_all(catalog, &Embedded, &tables)?;
    let talk = Talk::new(&metrics.talk_days, series::basis(&metrics), case.period.span.to);
    let found = Found::new(talk, &case.lens.case);
    measure::measure_storms(catalog, &Embedded, &mut tables, &found.spans(), &mut metrics)?;
    let spans = assess::compared_spans(&found, &case.period);
    let mut assessment = assess::assess(&assess::Asked {
        case: &case.lens.case,
        period: &case.period,
        zone: case.lens.zone,
        metrics: &metrics,
        found: &found,
        texts: &negative_originals(&tables, &spans)?,
        clocks: &job.clocks,
        audit,
    });
    add_deciding_words(&mut assessment, labeler);
    let stale = ingested.stale.get(case_id).copied().unwrap_or_default();
    let mut notes = Vec::new();
    if stale > 0 {
        notes.push(Note::new(NoteKind::StaleReading, [("count", stale.to_string())]));
    }
    if audit.is_none() && store.ledger.has_audit(case_id, case.as_of) {
        notes.push(Note::new(NoteKind::StaleAudit, []));
    }
    let context = Context {
        case: &case.lens.case,
        period: &case.period,
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

/// Renders a report and writes its files.
fn make_files(report: &Report, templates: &Templates, job: &Job) -> Result<Delivered, Error> {
    let rendered = render::render(report, templates)?;
    Ok(deliver::deliver(&rendered, &job.output)?)
}
