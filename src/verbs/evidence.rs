//! The verbs about evidence: `verify`, `bundle`.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use recover_report::cli::{Bundle, Forget, Verify};
use recover_report::error::Error;
use recover_report::evidence::seal;
use recover_report::job::{Job, Request};
use recover_report::model::DaySpan;
use recover_report::model::display::plain;
use recover_report::pipeline::bundle::bundle;
use recover_report::pipeline::verify::{Asked, Verified, verify};
use recover_report::store::{Issue, Store};

use crate::terminal::{Ended, Failure, print_json, print_line, say, start_log};

/// The exit code of a report that is not as it was issued.
const MISMATCH: u8 = 5;

/// The exit code of reports that can be checked in part only.
const INCOMPLETE: u8 = 4;

/// `verify`: whether reports are as they were issued, and come out again.
pub(crate) fn run_verify(flags: &Verify) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), flags.queries.clone())?;
    let asked = if !flags.files.is_empty() {
        Asked::Files(flags.files.clone())
    } else if flags.from.is_some() || flags.to.is_some() {
        let from = flags.from.unwrap_or(chrono::NaiveDate::MIN);
        let to = flags.to.unwrap_or(chrono::NaiveDate::MAX);
        Asked::Within(DaySpan::new(from, to).ok_or_else(|| {
            Failure::usage(&format!("--from {from} lies after --to {to}"), "swap the two")
        })?)
    } else {
        Asked::All
    };
    let all = verify(&job, &asked)?;
    let is_sound = all.iter().all(|verified| verified.difference.is_none());
    if flags.talk.json {
        let told: Vec<serde_json::Value> = all.iter().map(as_json).collect();
        print_json(&serde_json::json!({ "verified": told, "is_sound": is_sound }))?;
    } else if !flags.talk.quiet || !is_sound {
        for verified in &all {
            print_line(&plain(&line(verified)))?;
        }
        if all.is_empty() {
            print_line("the ledger is sound, and no report was issued in that time")?;
        }
    }
    let is_whole = all.iter().all(|verified| !verified.is_forgotten);
    Ok(match (is_sound, is_whole) {
        (false, _) => MISMATCH,
        (true, false) => INCOMPLETE,
        (true, true) => 0,
    })
}

fn line(verified: &Verified) -> String {
    let path = verified.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let name = path.or_else(|| verified.report_id.clone()).unwrap_or_default();
    match &verified.difference {
        Some(difference) => format!("{name}: NOT as issued: {difference}"),
        None if verified.is_forgotten => format!(
            "{name}: as issued; its numbers cannot be derived again, for rows that it rested on were \
             forgotten since"
        ),
        None => format!(
            "{name}: as issued{} ({} attachments, {} lines of the ledger, {} inputs, {} tables; {} \
             numbers derived again)",
            match (verified.is_sealed, verified.stamped_at) {
                (true, Some(at)) => format!(" and sealed, as of {}", at.to_rfc3339()),
                (true, None) => " and sealed".to_owned(),
                (false, _) => String::new(),
            },
            verified.attachments,
            verified.ledger_lines,
            verified.inputs,
            verified.tables,
            verified.compared.numbers
        ),
    }
}

fn as_json(verified: &Verified) -> serde_json::Value {
    serde_json::json!({
        "report": verified.report_id,
        "path": verified.path,
        "difference": verified.difference,
        "attachments": verified.attachments,
        "ledger_lines": verified.ledger_lines,
        "inputs": verified.inputs,
        "tables": verified.tables,
        "is_sealed": verified.is_sealed,
        "stamped_at": verified.stamped_at,
        "is_forgotten": verified.is_forgotten,
        "numbers": verified.compared.numbers,
        "other_values": verified.compared.others,
    })
}

/// `bundle`: a report with its inputs and its part of the ledger, as a bag.
pub(crate) fn run_bundle(flags: &Bundle) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), None)?;
    let made = bundle(&job, &flags.report, flags.output.as_deref())?;
    let shown = made.to_string_lossy();
    if flags.talk.json {
        print_json(&serde_json::json!({ "written": shown }))?;
    } else {
        print_line(&plain(&shown))?;
    }
    Ok(0)
}

/// `init --key`: a key to seal with, and what others check the seals by.
pub(crate) fn write_key(path: &Path) -> Ended {
    let public_path = seal::public_of(path);
    if let Some(path) = [path, &public_path].into_iter().find(|path| path.exists()) {
        let message = format!("{} is there already", path.display());
        return Err(Failure::usage(&message, "nothing was written; name another file"));
    }
    let (secret, public) = seal::new_key().map_err(Error::from)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|source| Failure::disk("create", folder, &source))?;
    }
    write_new(path, &secret, 0o600)?;
    write_new(&public_path, &public, 0o644)?;
    for path in [path, &public_path] {
        print_line(&plain(&path.to_string_lossy()))?;
    }
    say("keep the first where only the program can read it, and name it in the config: \
         [evidence] seal_key = \"…\"; give the second to whoever shall check the seals\n");
    Ok(0)
}

/// Writes a file that was not there, open to no more than `mode`.
fn write_new(path: &Path, text: &str, mode: u32) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .map_err(|source| Failure::disk("write", path, &source))
}

/// `forget`: takes what an account wrote out of the store.
pub(crate) fn run_forget(flags: &Forget) -> Ended {
    start_log(&flags.talk);
    let job = job(flags.config.clone(), None)?;
    if !job.pseudonym_key.exists() {
        let message = format!("there is no {}", job.pseudonym_key.display());
        return Err(Failure::usage(&message, "without the key nobody can be found"));
    }
    let mut store = Store::open(&job.state, job.now).map_err(Error::from)?;
    let done = store
        .forget(&|platform| job.pseudonyms.of(platform, &flags.author), job.now)
        .map_err(Error::from)?;
    let told = |report: &Issue| quotes(&job.folder.join(&report.folder), &done.mention_ids);
    let reports: Vec<&str> = store
        .ledger
        .issues()
        .iter()
        .filter(|report| told(report))
        .map(|report| report.report_id.as_str())
        .collect();
    if flags.talk.json {
        print_json(&serde_json::json!({
            "pseudonyms": done.pseudonyms,
            "rows": done.rows,
            "sources": done.sources,
            "reports": reports,
        }))?;
        return Ok(0);
    }
    print_line(&format!("{} rows forgotten", done.rows))?;
    for source in &done.sources {
        print_line(&plain(&format!("still in your own file: {source}")))?;
    }
    for report in reports {
        print_line(&plain(&format!("issued with their words in it: {report}")))?;
    }
    Ok(0)
}

/// Whether a report that was issued has any of these mentions in it.
fn quotes(folder: &Path, mention_ids: &BTreeSet<String>) -> bool {
    let Ok(text) = fs::read_to_string(folder.join("report.json")) else { return false };
    mention_ids.iter().any(|id| text.contains(&format!("\"{id}\"")))
}

/// The job of a config whose inputs are not looked at.
fn job(config: Option<PathBuf>, queries: Option<PathBuf>) -> Result<Job, Failure> {
    let request = Request { config, queries, derives: true, ..Request::default() };
    Ok(Job::new(&request).map_err(Error::from)?)
}
