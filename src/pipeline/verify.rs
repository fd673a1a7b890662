//! Checks a report that was issued: its PDF, what lies inside it, the ledger, the copies of its inputs,
//! the tables they made, and every number, derived anew from what was known then.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Measuring;
use super::ingest::Ingested;
use crate::engine::Embedded;
use crate::error::Error;
use crate::evidence;
use crate::evidence::compare::{Compared, compare};
use crate::evidence::pdf;
use crate::evidence::seal::{self, Seal};
use crate::evidence::timestamp::{self, STAMP};
use crate::job::{Job, Request};
use crate::measure::catalog::Catalog;
use crate::model::hash::{copy_of, hash_of, sha256};
use crate::model::{DaySpan, NoteKind};
use crate::report::Report;
use crate::score::Labeler;
use crate::store::{Check, Issue, Store, Torn};

/// What a check of one report came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The report, where it is known which.
    pub report_id: Option<String>,
    /// The file that was checked, where one was named.
    pub path: Option<PathBuf>,
    /// The first thing that differs from what was issued.
    pub difference: Option<String>,
    /// Attachments whose hashes were compared.
    pub attachments: usize,
    /// Lines of the ledger that follow one another.
    pub ledger_lines: usize,
    /// Input files whose copies are whole.
    pub inputs: usize,
    /// Table files that are as they were written.
    pub tables: usize,
    /// Rows that it rested on were forgotten since, so that it cannot be derived again.
    pub is_forgotten: bool,
    /// Whether it bears the seal of the config's key.
    pub is_sealed: bool,
    /// When an authority says that its seal was there.
    pub stamped_at: Option<DateTime<Utc>>,
    /// Values that were derived again.
    pub compared: Compared,
}

impl Verified {
    fn new(path: Option<&Path>) -> Self {
        Self {
            report_id: None,
            path: path.map(Path::to_owned),
            difference: None,
            attachments: 0,
            ledger_lines: 0,
            inputs: 0,
            tables: 0,
            is_forgotten: false,
            is_sealed: false,
            stamped_at: None,
            compared: Compared::default(),
        }
    }
}

/// What is asked to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Reports that these PDFs are of.
    Files(Vec<PathBuf>),
    /// All reports on periods that lie within these days.
    Within(DaySpan),
    /// All reports.
    All,
}

/// Why a check ends: something differs, or it cannot go on.
enum Stop {
    Differs(String),
    Fails(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Fails(error.into())
    }
}

type Step<T = ()> = Result<T, Stop>;

fn differs<T>(what: impl Into<String>) -> Step<T> {
    Err(Stop::Differs(what.into()))
}

/// Checks what is asked, and notes in the ledger what came of it.
pub fn verify(job: &Job, asked: &Asked) -> Result<Vec<Verified>, Error> {
    let mut store = Store::open(&job.state, job.now)?;
    let mut all = Vec::new();
    match asked {
        Asked::Files(paths) => {
            for path in paths {
                let named = if path.exists() { None } else { named(&store, path) };
                all.push(checked(job, &store, named, Some(path))?);
            }
        }
        Asked::Within(_) | Asked::All => {
            let is_asked = |issue: &&Issue| match asked {
                Asked::Within(span) => {
                    span.contains(issue.period.from) && span.contains(issue.period.to)
                }
                _ => true,
            };
            let issues: Vec<Issue> =
                store.ledger.issues().iter().filter(is_asked).cloned().collect();
            for issue in issues {
                all.push(checked(job, &store, Some(issue), None)?);
            }
        }
    }
    if let Some(torn) = store.torn.as_ref().filter(|_| all.is_empty()) {
        all.push(Verified { difference: Some(cut_off(torn)), ..Verified::new(None) });
    }
    for verified in &all {
        if let Some(report_id) = verified.report_id.clone() {
            let difference = verified.difference.clone();
            store.ledger.add_check(Check { at: job.now, report_id, difference })?;
        }
    }
    Ok(all)
}

/// The report that a name stands for which is that of no file here: its id, or one of its documents.
fn named(store: &Store, name: &Path) -> Option<Issue> {
    let name = name.to_str()?;
    let is_document = name.ends_with(".pdf");
    let is_it =
        |issue: &&Issue| issue.report_id == name || (is_document && issue.files.contains_key(name));
    store.ledger.issues().iter().rfind(is_it).cloned()
}

fn cut_off(torn: &Torn) -> String {
    format!("the last line of the ledger was cut off after {} bytes", torn.byte_count)
}

fn checked(
    job: &Job,
    store: &Store,
    issue: Option<Issue>,
    path: Option<&Path>,
) -> Result<Verified, Error> {
    let mut verified = Verified::new(path);
    verified.ledger_lines = store.ledger.line_count();
    let mut checking = Checking { job, store, verified: &mut verified };
    match checking.whole(issue, path) {
        Ok(()) => {}
        Err(Stop::Differs(what)) => verified.difference = Some(what),
        Err(Stop::Fails(error)) => return Err(error),
    }
    Ok(verified)
}

struct Checking<'a> {
    job: &'a Job,
    store: &'a Store,
    verified: &'a mut Verified,
}

impl Checking<'_> {
    fn whole(&mut self, issue: Option<Issue>, path: Option<&Path>) -> Step {
        if let Some(torn) = &self.store.torn {
            return differs(cut_off(torn));
        }
        let issue = match (issue, path) {
            (Some(issue), _) => issue,
            (None, Some(path)) => self.issue_of(path)?,
            (None, None) => return Ok(()),
        };
        self.verified.report_id = Some(issue.report_id.clone());
        let folder = self.job.folder.join(&issue.folder);
        self.files(&issue, &folder)?;
        self.seal(&issue, &folder)?;
        let json = folder.join("report.json");
        let report = fs::read(&json).map_err(evidence::Error::disk("read", &json))?;
        let Ok(report) = serde_json::from_slice::<Report>(&report) else {
            return differs(format!("{} is no report of this program's form", json.display()));
        };
        self.inputs(&report)?;
        let then = self.store.before(&issue.report_id)?;
        self.tables(&issue, &then)?;
        // What was forgotten cannot be counted again.
        if self.verified.is_forgotten {
            return Ok(());
        }
        self.numbers(&issue, &report, &then)
    }

    /// The report that a PDF is of; a PDF that is not as it was issued differs.
    fn issue_of(&mut self, path: &Path) -> Step<Issue> {
        let hash = hash_of(path).map_err(evidence::Error::disk("read", path))?;
        let issues = self.store.ledger.issues();
        if let Some(issue) =
            issues.iter().rfind(|issue| issue.files.values().any(|known| *known == hash))
        {
            return Ok(issue.clone());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Which report it would be is known by its name, or by what lies inside it.
        let inside = pdf::attachments(path).ok();
        let id = inside.as_ref().and_then(report_id);
        let meant = issues.iter().rfind(|issue| {
            issue.files.contains_key(&name) || Some(&issue.report_id) == id.as_ref()
        });
        self.verified.report_id = meant.map(|issue| issue.report_id.clone());
        let Some(then) = meant.and_then(|issue| issue.files.get(&name)) else {
            return differs(format!("{name}: the ledger knows no such document (SHA-256 {hash})"));
        };
        let told = format!("{name} was changed: its SHA-256 is {hash}, and was {then}");
        // An attachment that was changed is the more exact answer.
        match self.attachments(path) {
            Err(Stop::Differs(inside)) => differs(format!("{told}; {inside}")),
            _ => differs(told),
        }
    }

    /// Every attachment is the one that the manifest beside it lists.
    fn attachments(&mut self, path: &Path) -> Step {
        let inside = pdf::attachments(path)?;
        let Some(manifest) = inside.get("manifest.json") else {
            return differs("no manifest.json lies inside");
        };
        let Ok(manifest) = serde_json::from_slice::<Value>(manifest) else {
            return differs("the attached manifest.json is no JSON");
        };
        let listed = manifest["attachments"].as_array().cloned().unwrap_or_default();
        for entry in &listed {
            let name = entry["name"].as_str().unwrap_or_default();
            let bare = name.rsplit('/').next().unwrap_or(name);
            let Some(bytes) = inside.get(bare) else {
                return differs(format!("the attachment {bare} is gone"));
            };
            if entry["sha256"].as_str() != Some(sha256(bytes).as_str()) {
                return differs(format!("the attachment {bare} was changed"));
            }
        }
        if inside.len() != listed.len() + 1 {
            return differs("there are attachments that manifest.json does not list");
        }
        self.verified.attachments = inside.len();
        Ok(())
    }

    /// Every file of the report lies where it was put, as it was.
    fn files(&mut self, issue: &Issue, folder: &Path) -> Step {
        for (name, hash) in &issue.files {
            let path = folder.join(name);
            match hash_of(&path) {
                Ok(found) if found == *hash => {}
                Ok(_) => return differs(format!("{} was changed", path.display())),
                Err(_) => return differs(format!("{} is gone", path.display())),
            }
        }
        for name in issue.files.keys().filter(|name| name.ends_with(".pdf")) {
            self.attachments(&folder.join(name))?;
        }
        Ok(())
    }

    /// A seal is as it was made, of the key, and of what was issued. A report of before there was a key
    /// has none.
    fn seal(&mut self, issue: &Issue, folder: &Path) -> Step {
        let path = folder.join(seal::SEAL);
        let Some(hash) = self.store.ledger.seal(&issue.report_id) else {
            if path.exists() {
                return differs(format!("the ledger knows nothing of the seal {}", path.display()));
            }
            return Ok(());
        };
        let signature = folder.join(seal::SIGNATURE);
        let (Ok(bytes), Ok(signature)) = (fs::read(&path), fs::read_to_string(&signature)) else {
            return differs(format!("the seal of {} is gone", issue.report_id));
        };
        if sha256(&bytes) != hash {
            return differs(format!("{} was changed", path.display()));
        }
        let Some(key) = &self.job.seal_key else { return Ok(()) };
        let public = seal::public_of(key);
        let is_signed = if public.exists() {
            seal::is_signed_by(&public, &bytes, &signature)?
        } else {
            seal::Key::read(key)?.has_signed(&bytes, &signature)
        };
        if !is_signed {
            return differs(format!("{} is not sealed by this key", path.display()));
        }
        let told: Option<Seal> = serde_json::from_slice(&bytes).ok();
        let holds = told.is_some_and(|seal| {
            let stood = self.store.ledger.hash_at(seal.ledger_lines);
            seal.report_id == issue.report_id
                && seal.files == issue.files
                && stood == Some(seal.ledger_head.as_str())
        });
        if !holds {
            return differs(format!(
                "{} seals something else than the ledger tells",
                path.display()
            ));
        }
        self.verified.is_sealed = true;
        self.stamp(issue, folder, &bytes)
    }

    /// A time stamp is as the authority gave it, on this seal, and of whom the config trusts.
    fn stamp(&mut self, issue: &Issue, folder: &Path, seal: &[u8]) -> Step {
        let Some(stamping) = self.store.ledger.stamping(&issue.report_id) else { return Ok(()) };
        let path = folder.join(STAMP);
        let Ok(reply) = fs::read(&path) else {
            return differs(format!("the time stamp of {} is gone", issue.report_id));
        };
        if sha256(&reply) != stamping.sha256 {
            return differs(format!("{} was changed", path.display()));
        }
        if let Some(authority) = &self.job.authority {
            let trusted = timestamp::trusted(&authority.trusted)?;
            let checked = timestamp::check(&reply, &Sha256::digest(seal).into(), None, &trusted);
            match checked {
                Ok(at) if at == stamping.stamped_at => {}
                Ok(at) => return differs(format!("{} names {at}", path.display())),
                Err(what) => return differs(format!("{} does not count: {what}", path.display())),
            }
        }
        self.verified.stamped_at = Some(stamping.stamped_at);
        Ok(())
    }

    /// Every input is there, as a copy or where it came from, with the bytes that were read.
    fn inputs(&mut self, report: &Report) -> Step {
        let state = self.store.folder();
        for passport in &report.inputs {
            let copy = copy_of(state, &passport.sha256);
            let origin = self.job.folder.join(&passport.path);
            let (path, what) = if copy.exists() { (copy, "the copy of ") } else { (origin, "") };
            match hash_of(&path) {
                Ok(found) if found == passport.sha256 => self.verified.inputs += 1,
                Ok(_) => {
                    return differs(format!(
                        "{what}the input {} was changed ({})",
                        passport.path,
                        path.display()
                    ));
                }
                Err(_) if self.store.ledger.forgotten_inputs().contains(&passport.sha256) => {
                    self.verified.is_forgotten = true;
                }
                Err(_) => {
                    return differs(format!(
                        "the input {} is gone, and there is no copy of it",
                        passport.path
                    ));
                }
            }
        }
        Ok(())
    }

    /// Every table file that bore on the report is as it was written.
    fn tables(&mut self, issue: &Issue, then: &Store) -> Step {
        for reading in then.ledger.current(&issue.case_id, issue.as_of) {
            for file in reading.tables.values() {
                let path = self.store.table_path(&file.path);
                match hash_of(&path) {
                    Ok(found) if found == file.sha256 => self.verified.tables += 1,
                    Ok(_) => return differs(format!("the stored {} was changed", path.display())),
                    Err(_) if self.store.ledger.forgotten_tables().contains(&file.path) => {
                        self.verified.is_forgotten = true;
                    }
                    Err(_) => return differs(format!("the stored {} is gone", path.display())),
                }
            }
        }
        Ok(())
    }

    /// Every number comes out again.
    fn numbers(&mut self, issue: &Issue, report: &Report, then: &Store) -> Step {
        let derived = self.derived(issue, report, then)?;
        let json = |report: &Report| serde_json::to_value(report).expect("a report is plain data");
        match compare(&json(report), &json(&derived)) {
            Ok(compared) => {
                self.verified.compared = compared;
                Ok(())
            }
            Err(difference) if report.tool != derived.tool => differs(format!(
                "{difference} (the report was made by {}, and this is {})",
                report.tool, derived.tool
            )),
            Err(difference) => differs(difference),
        }
    }

    /// The report as the store of then gives it, under the config of then.
    fn derived(&self, issue: &Issue, report: &Report, then: &Store) -> Step<Report> {
        let state = self.store.folder();
        let kept = copy_of(state, &issue.config_sha256);
        let config = if kept.exists() { kept } else { self.job.config_path.clone() };
        match hash_of(&config) {
            Ok(found) if found == issue.config_sha256 => {}
            Ok(_) => {
                return differs(format!(
                    "the config is not the one of then, whose SHA-256 is {}; no copy of that was kept",
                    issue.config_sha256
                ));
            }
            Err(_) => return differs(format!("{} is gone", config.display())),
        }
        let mut job = Job::new(&Request {
            config: Some(config),
            folder: Some(self.job.folder.clone()),
            derives: true,
            since: Some(issue.period.from),
            until: Some(issue.period.to),
            cases: vec![issue.case_id.clone()],
            editions: report.editions.clone(),
            languages: report.languages.clone(),
            formats: report.formats.clone(),
            queries: self.job.queries.clone(),
            ..Request::default()
        })?;
        job.cases.iter_mut().for_each(|case| case.as_of = issue.as_of);
        let Some(case) = job.cases.first() else {
            return differs(format!("the config of then has no case `{}`", issue.case_id));
        };
        let mut ingested = Ingested::default();
        let stale = report.notes.iter().find(|note| note.kind == NoteKind::StaleReading);
        let stale = stale.and_then(|note| note.figures.get("count")?.parse().ok());
        ingested.stale.extend(stale.map(|count| (issue.case_id.clone(), count)));
        let measuring = Measuring {
            job: &job,
            catalog: &Catalog::load(job.queries.as_deref())?,
            // What a cluster found is found anew by another engine.
            engine: &Embedded,
            labeler: &Labeler::new(&job.scorer)?,
            ingested: &ingested,
            // All of it is found anew.
            kept_below: None,
        };
        Ok(measuring.report(case, case.period, report.revision.clone(), then)?)
    }
}

fn report_id(inside: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let report: Report = serde_json::from_slice(inside.get("report.json")?).ok()?;
    Some(report.id())
}
