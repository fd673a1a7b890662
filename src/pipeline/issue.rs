//! From a case and a period to a report under its name: what is due, whether it is done already, which
//! revision it is; measured here, set in type in a process of its own, put in place, and noted in the
//! ledger.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, Utc};
use chrono_tz::Tz;
use serde_json::json;
use tempfile::TempDir;

use super::{Measuring, child, post};
use crate::deliver::{self, Delivered};
use crate::error::Error;
use crate::evidence::seal::{self, Seal};
use crate::job::{CaseJob, Job};
use crate::model::Period;
use crate::model::hash::sha256;
use crate::model::period::start_of_day;
use crate::model::revision::{Revision, Superseded};
use crate::render::Templates;
use crate::report::Report;
use crate::store::{AsOf, Issue, Ledger, Store};

/// A report that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The period it is about.
    pub(super) period: Period,
    /// Whether its week was missed.
    pub(super) is_late: bool,
}

/// The reports of a case that are due: where nothing is asked for, every complete week that has none yet
/// since the day that the config names, else since the first that was reported without being asked for;
/// and the last complete week in any case.
pub(super) fn due(job: &Job, case: &CaseJob, ledger: &Ledger) -> Vec<Wanted> {
    let last = Wanted { period: case.period, is_late: false };
    if !case.is_open {
        return vec![last];
    }
    let case_id = case.lens.case.id.as_str();
    let weeks = ledger.issues().iter().filter(|issue| {
        issue.case_id == case_id
            && issue.is_unasked
            && Period::week_of(issue.period.from).span == issue.period
    });
    let first = weeks.map(|issue| issue.period.from).min();
    let Some(first) = job.reports_since.or(first) else { return vec![last] };
    let mondays = Period::week_of(first).span.from.iter_days().step_by(7);
    let missed = mondays
        .take_while(|monday| *monday < case.period.span.from)
        .map(Period::week_of)
        .filter(|week| ledger.issues_on(case_id, week.span, None).next().is_none())
        .map(|period| Wanted { period, is_late: true });
    missed.chain([last]).collect()
}

/// What a report's folder is called, and its id after that of the case.
pub(super) fn name(
    period: Period,
    as_of: Option<DateTime<Utc>>,
    zone: Tz,
    revision: u32,
) -> String {
    let mut name = period.name();
    if let Some(instant) = as_of {
        name += &format!("-as-of-{}", instant_name(instant, zone));
    }
    if 1 < revision {
        name += &format!("-r{revision}");
    }
    name
}

/// A day for the end of one, else the instant.
fn instant_name(instant: DateTime<Utc>, zone: Tz) -> String {
    let next = instant + chrono::TimeDelta::microseconds(1);
    let day = next.with_timezone(&zone).date_naive();
    if next == start_of_day(day, zone) {
        (day - Days::new(1)).to_string()
    } else {
        instant.format("%Y%m%dT%H%M%SZ").to_string()
    }
}

/// A report about to be made: its place among those on its period.
struct Place {
    revision: Revision,
    name: String,
    /// The report of an earlier run that this one has to equal.
    equal_to: Option<Issue>,
}

/// What there is of a wanted report before it is put in place.
pub(super) enum Made {
    /// It stands under its name, in this folder: an earlier run made it from the same.
    Stands(Box<Issue>, PathBuf),
    /// It was made now.
    Now(Box<MadeNow>),
}

/// A report that was made now, in a folder of its own beside the others.
pub(super) struct MadeNow {
    report: Report,
    staging: TempDir,
    destination: PathBuf,
    issue: Issue,
    /// Whether the ledger has it already, and only files of it were missing.
    is_noted: bool,
}

/// Makes a wanted report, unless it stands under its name. Reads the store, and changes nothing that
/// anybody has been told of.
pub(super) fn make(
    measuring: &Measuring<'_>,
    case: &CaseJob,
    wanted: Wanted,
    store: &Store,
    templates: &Templates,
) -> Result<Made, Error> {
    let job = measuring.job;
    let case_id = &case.lens.case.id;
    let case_folder = job.output.join(case_id);
    let key = key(measuring, case, wanted.period, store, templates)?;
    let place = find_place(case, wanted, &key, &store.ledger);
    let destination = case_folder.join(&place.name);
    let shown = job.ledger_path(&destination);
    let here =
        store.ledger.issues().iter().rfind(|issue| issue.folder == shown && issue.key == key);
    if let Some(issue) = here
        && is_intact(issue, &destination)?
    {
        return Ok(Made::Stands(Box::new(issue.clone()), destination));
    }
    let report = measuring.report(case, wanted.period, place.revision.clone(), store)?;
    let staging = deliver::staging(&case_folder)?;
    let impaired = tracing::info_span!("rendering")
        .in_scope(|| child::render(job, &report, staging.path()))?;
    let files = deliver::hashes(staging.path())?;
    if let Some(issue) = place.equal_to.as_ref().filter(|issue| issue.files != files) {
        let unlike = files.iter().find(|(name, hash)| issue.files.get(*name) != Some(*hash));
        let name = unlike.map_or("report.json", |(name, _)| name.as_str());
        return Err(deliver::Error::Altered { path: destination.join(name) }.into());
    }
    let issue = Issue {
        at: job.now,
        case_id: case_id.clone(),
        report_id: report.id(),
        period: wanted.period.span,
        as_of: case.as_of,
        revision: report.revision.number,
        supersedes: report.revision.supersedes.as_ref().map(|old| old.report_id.clone()),
        is_late: report.revision.is_late,
        is_unasked: case.is_open,
        recipients: if case.is_open {
            post::recipients(case, files.keys())
        } else {
            BTreeMap::new()
        },
        key,
        config_sha256: job.config_sha256.clone(),
        folder: shown,
        files,
        impaired,
    };
    let is_noted = here.is_some();
    Ok(Made::Now(Box::new(MadeNow { report, staging, destination, issue, is_noted })))
}

/// Gives a report that was made its name and notes it; `None` of a report that stood there already.
pub(super) fn put_in_place(
    job: &Job,
    made: Made,
    store: &mut Store,
) -> Result<(Delivered, Option<Report>), Error> {
    let MadeNow { report, staging, destination, issue, is_noted } = match made {
        Made::Stands(issue, destination) => {
            seal_once(job, &issue, &destination, store)?;
            return Ok((delivered(&issue, &destination, false), None));
        }
        Made::Now(made) => *made,
    };
    let span = tracing::info_span!("delivering").entered();
    if !is_noted || !destination.exists() {
        put(staging, &destination)?;
    } else {
        deliver::restore(issue.files.keys(), staging.path(), &destination)?;
    }
    deliver::read_back(&destination, &issue.files)?;
    drop(span);
    let delivered = delivered(&issue, &destination, true);
    // What was put back is noted already.
    if !is_noted {
        store.ledger.add_issue(issue.clone())?;
    }
    seal_once(job, &issue, &destination, store)?;
    Ok((delivered, Some(report)))
}

/// Gives a report that is new its name.
fn put(staging: TempDir, destination: &Path) -> Result<(), Error> {
    if let Some(aside) = deliver::place(staging, destination)? {
        tracing::warn!(
            folder = %aside.display().to_string().escape_debug(),
            "a folder that no ledger knows of was in the way, and is set aside"
        );
    }
    Ok(())
}

/// Seals a report that has no seal yet, where there is a key.
fn seal_once(job: &Job, issue: &Issue, folder: &Path, store: &mut Store) -> Result<(), Error> {
    let (path, signature) = (folder.join(seal::SEAL), folder.join(seal::SIGNATURE));
    let is_whole =
        path.exists() && signature.exists() && store.ledger.seal(&issue.report_id).is_some();
    let Some(key) = job.seal_key.as_ref().filter(|_| !is_whole) else { return Ok(()) };
    let key = seal::Key::read(key)?;
    let seal = Seal {
        report_id: issue.report_id.clone(),
        files: issue.files.clone(),
        ledger_lines: store.ledger.line_count(),
        ledger_head: store.ledger.head().to_owned(),
    };
    let bytes = seal.bytes();
    let signed = key.sign(&bytes, &format!("{}, ledger {}", seal.report_id, seal.ledger_head))?;
    deliver::replace(&path, &bytes)?;
    deliver::replace(&signature, signed.as_bytes())?;
    Ok(store.ledger.add_seal(seal.report_id, sha256(&bytes), job.now)?)
}

/// Which revision a report is: the one that was made from the same, else the next.
fn find_place(case: &CaseJob, wanted: Wanted, key: &str, ledger: &Ledger) -> Place {
    let case_id = case.lens.case.id.as_str();
    let issues = || ledger.issues_on(case_id, wanted.period.span, case.as_of);
    let named = |number| name(wanted.period, case.as_of, case.lens.zone, number);
    let last = issues().next_back();
    if let Some(same) = last.filter(|issue| issue.key == key) {
        let superseded = same.supersedes.as_ref().and_then(|id| {
            let old = issues().find(|issue| issue.report_id == *id)?;
            Some(superseded(old))
        });
        let revision =
            Revision { number: same.revision, supersedes: superseded, is_late: same.is_late };
        return Place { name: named(same.revision), revision, equal_to: Some(same.clone()) };
    }
    let number = last.map_or(1, |issue| issue.revision + 1);
    let revision = Revision { number, supersedes: last.map(superseded), is_late: wanted.is_late };
    Place { name: named(number), revision, equal_to: None }
}

fn superseded(issue: &Issue) -> Superseded {
    let sha256 = issue.files.get("report.json").cloned().unwrap_or_default();
    Superseded { report_id: issue.report_id.clone(), sha256 }
}

/// Hash of all that a report depends on: two with the same key have the same bytes.
fn key(
    measuring: &Measuring<'_>,
    case: &CaseJob,
    period: Period,
    store: &Store,
    templates: &Templates,
) -> Result<String, Error> {
    let job = measuring.job;
    let case_id = &case.lens.case.id;
    let as_of = AsOf { known_at: case.as_of, until: period.span.to };
    let readings: Vec<_> = store
        .bearing(case_id, as_of)
        .into_iter()
        .map(|reading| {
            (&reading.passport.sha256, &reading.recipe, &reading.scorer, &reading.tables)
        })
        .collect();
    let audit = measuring.audit(case, store).map(|audit| (audit.at, &audit.scorer));
    let queries: Vec<_> = measuring
        .catalog
        .metrics()
        .iter()
        .map(|metric| (&metric.name, sha256(metric.sql.as_bytes())))
        .collect();
    let told = json!({
        "tool": crate::report::TOOL,
        "config": job.config_sha256,
        "scorer": measuring.labeler.version(),
        "templates": templates.hash()?,
        "queries": queries,
        "editions": job.editions,
        "languages": case.languages,
        "formats": job.formats,
        "period": period.span,
        "as_of": case.as_of,
        "readings": readings,
        "stale": measuring.stale(case_id),
        "audit": audit,
    });
    Ok(sha256(told.to_string().as_bytes()))
}

/// Whether every file of a report is there as it was issued; a changed one is an error.
fn is_intact(issue: &Issue, folder: &Path) -> Result<bool, Error> {
    if !folder.exists() {
        return Ok(false);
    }
    let found = deliver::hashes(folder)?;
    for (name, hash) in &issue.files {
        match found.get(name) {
            Some(known) if known == hash => {}
            // What is missing is made again with all the rest, and has to come out the same.
            None => return Ok(false),
            Some(_) => {
                return Err(deliver::Error::Altered { path: folder.join(name) }.into());
            }
        }
    }
    Ok(true)
}

fn delivered(issue: &Issue, folder: &Path, is_new: bool) -> Delivered {
    let rank = |name: &String| match name.rsplit('.').next() {
        Some("pdf") => 0,
        Some("html") => 1,
        _ => 2,
    };
    let mut names: Vec<&String> = issue.files.keys().collect();
    names.sort_by_key(|name| (rank(name), name.as_str()));
    let paths: Vec<PathBuf> = names.into_iter().map(|name| folder.join(name)).collect();
    Delivered {
        case_id: issue.case_id.clone(),
        report_id: issue.report_id.clone(),
        paths,
        impaired: issue.impaired.clone(),
        is_new,
    }
}
