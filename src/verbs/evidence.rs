//! The verbs about evidence: `verify`, `bundle`.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use recover_report::cli::{Bundle, Verify};
use recover_report::error::Error;
use recover_report::evidence::seal;
use recover_report::job::{Job, Request};
use recover_report::model::DaySpan;
use recover_report::model::display::plain;
use recover_report::pipeline::bundle::bundle;
use recover_report::pipeline::verify::{Asked, Verified, verify};

use crate::terminal::{Ended, Failure, print_json, print_line, say, start_log};

/// The exit code of a report that is not as it was issued.
const MISMATCH: u8 = 5;

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
    Ok(if is_sound { 0 } else { MISMATCH })
}

fn line(verified: &Verified) -> String {
    let path = verified.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let name = path.or_else(|| verified.report_id.clone()).unwrap_or_default();
    match &verified.difference {
        Some(difference) => format!("{name}: NOT as issued: {difference}"),
        None => format!(
            "{name}: as issued{} ({} attachments, {} lines of the ledger, {} inputs, {} tables; {} \
             numbers derived again)",
            if verified.is_sealed { " and sealed" } else { "" },
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

/// The job of a config whose inputs are not looked at.
fn job(config: Option<PathBuf>, queries: Option<PathBuf>) -> Result<Job, Failure> {
    let request = Request { config, queries, derives: true, ..Request::default() };
    Ok(Job::new(&request).map_err(Error::from)?)
}
