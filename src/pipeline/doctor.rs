//! Says whether the unattended job can do its work and has done it: config, folders, ledger, disk,
//! clock, reports that are missing, and when the next is due.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Days, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{issue, post, shelf};
use crate::deliver;
use crate::engine::Choice;
use crate::evidence::seal::Key;
use crate::evidence::timestamp;
use crate::http;
use crate::job::{CaseJob, Job};
use crate::mail::Channel;
use crate::model::Period;
use crate::model::period::start_of_day;
use crate::store::Ledger;

/// With less room than this the next run may not fit.
const LEAST_BYTES: u64 = 1 << 30;

/// The file that says how the last unattended run went.
pub const HEARTBEAT: &str = "heartbeat.json";

/// How the last unattended run went, for whatever watches over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// The code it ended with.
    pub exit_code: u8,
    /// When the last one began that ended with 0 or 4.
    pub last_success_at: Option<DateTime<Utc>>,
    /// When the next report is due: soon after the end of the running week of the first zone to reach it.
    pub next_due_at: DateTime<Utc>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// All is well.
    Fine,
    /// Somebody should look.
    Look,
    /// The next run will fail, or its reports cannot be believed.
    Broken,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub what: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// What was found.
    pub found: String,
}

impl Finding {
    fn new(what: &'static str, gravity: Gravity, found: impl Into<String>) -> Self {
        Self { what, gravity, found: found.into() }
    }
}

/// Looks at everything that the next run depends on, and at what the last ones did.
pub fn examine(job: &Job) -> Vec<Finding> {
    let mut findings = vec![Finding::new(
        "config",
        Gravity::Fine,
        format!("{}, cases: {}", job.shown_path(&job.config_path), job.cases.len()),
    )];
    for (what, folder) in [("reports", &job.output), ("state", &job.state)] {
        findings.push(match deliver::preflight(folder) {
            Ok(()) => room(what, folder),
            Err(error) => {
                Finding::new(what, Gravity::Broken, format!("{error}: {}", source_of(&error)))
            }
        });
    }
    findings.extend(key(job));
    findings.extend(mail(job));
    findings.extend(engine(job));
    findings.extend(parts(job));
    let ledger = match Ledger::open(&job.state.join("ledger.jsonl")) {
        Ok(ledger) => ledger,
        Err(error) => {
            findings.push(Finding::new("ledger", Gravity::Broken, error.to_string()));
            return findings;
        }
    };
    findings.push(chain(&ledger));
    findings.push(clock(job, &ledger));
    findings.push(last_run(job));
    findings.extend(stamps(job, &ledger));
    findings.extend(unsent(job, &ledger));
    findings.extend(job.cases.iter().map(|case| reports(job, case, &ledger)));
    findings
}

fn source_of(error: &dyn std::error::Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}

fn room(what: &'static str, folder: &Path) -> Finding {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let shown = folder.display();
    match rustix::fs::statvfs(there) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let gravity = if free < LEAST_BYTES { Gravity::Look } else { Gravity::Fine };
            Finding::new(what, gravity, format!("{shown}, {} MB free", free >> 20))
        }
        Err(error) => Finding::new(what, Gravity::Look, format!("{shown}: {error}")),
    }
}

fn key(job: &Job) -> Option<Finding> {
    let path = job.seal_key.as_ref()?;
    Some(match Key::read(path) {
        Ok(_) => Finding::new("seal key", Gravity::Fine, job.shown_path(path)),
        Err(error) => Finding::new("seal key", Gravity::Broken, error.to_string()),
    })
}

fn engine(job: &Job) -> Option<Finding> {
    let Choice::Spark(cluster) = &job.engine else { return None };
    Some(match job.engine.check() {
        Ok(()) => Finding::new("engine", Gravity::Fine, cluster.url.clone()),
        Err(error) => Finding::new("engine", Gravity::Broken, error.to_string()),
    })
}

fn parts(job: &Job) -> Option<Finding> {
    let place = job.parts.as_ref()?;
    Some(match shelf::check(place) {
        Ok(()) => Finding::new("parts", Gravity::Fine, place.to_string()),
        Err(error) => Finding::new("parts", Gravity::Broken, error.to_string()),
    })
}

fn mail(job: &Job) -> Option<Finding> {
    let settings = job.mail.as_ref()?;
    Some(match (post::preflight(job), &settings.channel) {
        (Err(error), _) => Finding::new("mail", Gravity::Broken, error.to_string()),
        (Ok(()), Channel::Server(server)) => {
            Finding::new("mail", Gravity::Fine, format!("{}:{}", server.host, server.port))
        }
        (Ok(()), Channel::Folder(folder)) => {
            Finding::new("mail", Gravity::Fine, format!("into {}", job.shown_path(folder)))
        }
    })
}

/// Documents that were not sent to somebody.
fn unsent(job: &Job, ledger: &Ledger) -> Option<Finding> {
    let (waiting, refused) = post::unsent(job, ledger);
    (waiting + refused > 0).then(|| {
        let found = format!(
            "mails: {waiting} waiting (`deliver`), {refused} refused (`deliver --refused`)"
        );
        Finding::new("unsent", Gravity::Look, found)
    })
}

/// The authority for time stamps, and the seals it has not stamped.
fn stamps(job: &Job, ledger: &Ledger) -> Option<Finding> {
    let authority = job.authority.as_ref()?;
    if let Err(error) = timestamp::trusted(&authority.trusted) {
        return Some(Finding::new("stamps", Gravity::Broken, error.to_string()));
    }
    let left: Vec<&str> = ledger.unstamped().map(|issue| issue.report_id.as_str()).collect();
    Some(match left.as_slice() {
        [] => Finding::new("stamps", Gravity::Fine, "every seal has one"),
        left => Finding::new("stamps", Gravity::Look, format!("none yet on {}", left.join(", "))),
    })
}

fn chain(ledger: &Ledger) -> Finding {
    let lines = ledger.line_count();
    match ledger.torn().len() {
        0 => Finding::new("ledger", Gravity::Fine, format!("{lines} lines, unbroken")),
        bytes => Finding::new(
            "ledger",
            Gravity::Look,
            format!("{lines} lines, and {bytes} bytes of one that was cut off"),
        ),
    }
}

fn clock(job: &Job, ledger: &Ledger) -> Finding {
    match ledger.last_at().filter(|last| job.now < *last) {
        Some(last) => Finding::new(
            "clock",
            Gravity::Broken,
            format!("it is {} here, and the ledger has a line of {last}", job.now),
        ),
        None => Finding::new("clock", Gravity::Fine, job.now.to_rfc3339()),
    }
}

fn last_run(job: &Job) -> Finding {
    let text = std::fs::read(job.state.join(HEARTBEAT)).ok();
    let Some(beat) = text.and_then(|text| serde_json::from_slice::<Heartbeat>(&text).ok()) else {
        return Finding::new("last run", Gravity::Look, "none yet without a period asked for");
    };
    let success = beat.last_success_at.map_or_else(|| "none".to_owned(), |at| at.to_rfc3339());
    let told = format!(
        "{}, exit code {}; last success {success}; next due {}",
        beat.began_at.to_rfc3339(),
        beat.exit_code,
        beat.next_due_at.to_rfc3339()
    );
    let is_fine = matches!(beat.exit_code, 0 | 4) && job.now < beat.next_due_at + job.grace;
    Finding::new("last run", if is_fine { Gravity::Fine } else { Gravity::Look }, told)
}

/// The weeks that a case has no report on. The last one is not missed before its time of grace is over.
fn reports(job: &Job, case: &CaseJob, ledger: &Ledger) -> Finding {
    let case_id = &case.lens.case.id;
    let is_missed = |period: Period| {
        ledger.issues_on(case_id, period.span, None).next().is_none()
            && end_of(case, period) + job.grace < job.now
    };
    let due = issue::due(job, case, ledger);
    let missed: Vec<String> = due
        .iter()
        .filter(|wanted| is_missed(wanted.period))
        .map(|wanted| wanted.period.name())
        .collect();
    let last = ledger.issues().iter().rfind(|issue| issue.case_id == *case_id);
    let last = last.map_or_else(|| "no report yet".to_owned(), |issue| issue.report_id.clone());
    if missed.is_empty() {
        Finding::new("reports", Gravity::Fine, format!("{case_id}: {last}"))
    } else {
        let found = format!("{case_id}: overdue: {}; last: {last}", missed.join(", "));
        Finding::new("reports", Gravity::Look, found)
    }
}

/// The instant at which a period is over in the case's zone.
fn end_of(case: &CaseJob, period: Period) -> DateTime<Utc> {
    start_of_day(period.span.to + Days::new(1), case.lens.zone)
}

/// How long whoever watches over the runs may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Calls whoever watches over unattended runs: that one begins, or how it went. That they cannot be
/// reached is theirs to notice, and no failure of the run; it is told.
pub fn ping(job: &Job, exit_code: Option<u8>) -> Option<String> {
    let url = job.ping_url.as_deref()?.trim_end_matches('/');
    let called = match exit_code {
        None => http::call(&format!("{url}/start"), PATIENCE),
        Some(0 | 4) => http::call(url, PATIENCE),
        Some(code) => http::call(&format!("{url}/{code}"), PATIENCE),
    };
    called.err().map(|error| format!("whoever watches over the runs was not reached: {error}"))
}

/// Writes down how an unattended run went.
pub fn beat(job: &Job, exit_code: u8) -> Result<(), deliver::Error> {
    let path = job.state.join(HEARTBEAT);
    let before = std::fs::read(&path).ok();
    let before = before.and_then(|text| serde_json::from_slice::<Heartbeat>(&text).ok());
    let is_success = matches!(exit_code, 0 | 4);
    let week_to_come = |case: &CaseJob| {
        let next = Period::week_of(case.period.span.to + Days::new(1));
        end_of(case, next)
    };
    let next_due_at = job.cases.iter().map(week_to_come).min();
    let beat = Heartbeat {
        began_at: job.now,
        exit_code,
        last_success_at: if is_success {
            Some(job.now)
        } else {
            before.and_then(|before| before.last_success_at)
        },
        next_due_at: next_due_at.unwrap_or(job.now + TimeDelta::days(7)),
    };
    let mut json = serde_json::to_vec_pretty(&beat).expect("a heartbeat is plain data");
    json.push(b'\n');
    std::fs::create_dir_all(&job.state)
        .map_err(|source| deliver::Error::Write { path: job.state.clone(), source })?;
    deliver::replace(&path, &json)
}
