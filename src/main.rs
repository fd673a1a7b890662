//! Parses, runs, prints the error and its hint, and exits with the code that says how it went.

use std::fs;
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{CommandFactory, Parser};
use recover_report::assets::{QUERIES, TEMPLATES};
use recover_report::cli::{
    Check, Cli, Formats, Init, LogForm, Measure, Pages, Run, Scope, Talk, Verb,
};
use recover_report::config;
use recover_report::deliver;
use recover_report::error::{Error, TRY_AGAIN};
use recover_report::job::{self, Job, Request};
use recover_report::model::Note;
use recover_report::model::display::plain;
use recover_report::model::files::folder_of;
use recover_report::pipeline::check::{check, what_is};
use recover_report::pipeline::{self, Outcome, doctor};
use recover_report::render::Templates;
use recover_report::report::Report;
use recover_report::report::format::Language;

mod terminal;
mod timings;
mod verbs;

use terminal::{
    Ended, Failure, print_json, print_line, print_pages, progress, say, start_log, tell_timings,
};
use verbs::{evidence, operation, render, scorer};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The exit code of inputs that were refused.
const REFUSED: u8 = 3;

/// The exit code when another run holds the state folder.
const LOCKED: u8 = 11;

/// The exit code of a fault of ours.
const BUG: u8 = 70;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // What panics has told so on stderr; all that is left is the code.
    let began = Instant::now();
    let ended = panic::catch_unwind(|| dispatch(cli)).unwrap_or(Ok(BUG));
    tell_timings(began.elapsed());
    match ended {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            say(&failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn dispatch(cli: Cli) -> Ended {
    match cli.verb {
        None => run(&cli.run),
        Some(Verb::Init(init)) => write_start(&init),
        Some(Verb::Check(check)) => look(&check),
        Some(Verb::Formats(formats)) => tell_formats(&formats),
        Some(Verb::Measure(measure)) => print_reports(&measure),
        Some(Verb::Render(flags)) => render::render_files(&flags),
        Some(Verb::RenderChild(flags)) => render::render_child(&flags),
        Some(Verb::Forget(forget)) => evidence::run_forget(&forget),
        Some(Verb::Ingest(ingest)) => operation::run_ingest(&ingest),
        Some(Verb::Deliver(deliver)) => operation::run_deliver(&deliver),
        Some(Verb::Doctor(doctor)) => operation::run_doctor(&doctor),
        Some(Verb::Man(man)) => operation::write_manual(&man, &Cli::command()),
        Some(Verb::Verify(verify)) => evidence::run_verify(&verify),
        Some(Verb::Bundle(bundle)) => evidence::run_bundle(&bundle),
        Some(Verb::Audit { half }) => scorer::run_audit(&half),
        Some(Verb::Explain(explain)) => scorer::run_explain(&explain),
        Some(Verb::Train(train)) => scorer::run_train(&train),
        Some(Verb::Rescore(rescore)) => scorer::run_rescore(&rescore),
        Some(Verb::Completions { shell }) => {
            let mut command = Cli::command();
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "recover-report", &mut script);
            print_line(String::from_utf8_lossy(&script).trim_end())?;
            Ok(0)
        }
    }
}

/// The main job.
fn run(flags: &Run) -> Ended {
    start_log(&flags.talk);
    if let Some(path) = &flags.json_summary {
        let folder = folder_of(path);
        if !folder.is_dir() {
            let message = format!("--json-summary: there is no folder {}", folder.display());
            return Err(Failure::usage(&message, "make it, or name another"));
        }
        // That of an earlier run is none of this one, however it ends.
        let _ = fs::remove_file(path);
    }
    let mut request = request(&flags.scope, Some(&flags.pages));
    request.talk_flags = talk_flags(&flags.talk);
    let job = match Job::new(&request).map_err(Error::from) {
        Ok(job) => job,
        Err(error) => return Err(refused(request, error)),
    };
    let is_unattended = job.cases.iter().all(|case| case.is_open);
    if is_unattended {
        tell_ping(doctor::ping(&job, None));
    }
    let ran = pipeline::run(&job, &progress(&flags.talk));
    let code = ran.as_ref().map_or_else(Error::exit_code, Outcome::exit_code);
    // A run that another one keeps from running says nothing of that other's health.
    let mut beaten = Ok(());
    if is_unattended && code != LOCKED {
        tell_ping(doctor::ping(&job, Some(code)));
        beaten = doctor::beat(&job, code);
    }
    // What kept the run from its work is told first.
    let outcome = ran?;
    beaten.map_err(Error::from)?;
    let summary = summary(&outcome);
    if let Some(path) = &flags.json_summary {
        let mut json = serde_json::to_vec_pretty(&summary).expect("plain data");
        json.push(b'\n');
        deliver::replace(path, &json).map_err(Error::from)?;
    }
    tell(&outcome, &flags.talk);
    if flags.talk.json {
        print_json(&summary)?;
    } else {
        print_pages(outcome.delivered.iter().flat_map(|delivered| &delivered.paths))?;
    }
    Ok(outcome.exit_code())
}

fn tell_ping(failure: Option<String>) {
    if let Some(failure) = failure {
        say(&format!("warning: {failure}\n"));
    }
}

/// `measure`: the reports as JSON, one document after another.
fn print_reports(flags: &Measure) -> Ended {
    start_log(&flags.talk);
    if flags.schema {
        let schema = schemars::schema_for!(Report);
        print_json(&serde_json::to_value(schema).expect("a schema is plain data"))?;
        return Ok(0);
    }
    if let Some(folder) = &flags.tables
        && let Err(error) = fs::create_dir_all(folder)
    {
        let message = format!("--tables: there can be no folder {}: {error}", folder.display());
        return Err(Failure::usage(&message, "name a folder of a disk, there or not"));
    }
    let mut request = request(&flags.scope, None);
    request.editions.clone_from(&flags.edition);
    request.languages.clone_from(&flags.language);
    request.tables.clone_from(&flags.tables);
    let job = Job::new(&request).map_err(Error::from)?;
    let progress = progress(&flags.talk);
    let outcome = pipeline::measure(&job, &progress)?;
    progress.finish_and_clear();
    tell(&outcome, &flags.talk);
    for report in &outcome.reports {
        print_json(&serde_json::to_value(report).expect("a report is plain data"))?;
    }
    Ok(outcome.exit_code())
}

/// `check`: looks at everything and writes nothing.
fn look(flags: &Check) -> Ended {
    start_log(&flags.talk);
    let request = Request {
        config: flags.config.clone(),
        templates: flags.templates.clone(),
        queries: flags.queries.clone(),
        ..Request::default()
    };
    let job = Job::new(&request).map_err(Error::from)?;
    let checked = check(&job, flags.rows)?;
    if flags.talk.json {
        let inputs: Vec<serde_json::Value> = checked
            .inputs
            .iter()
            .map(|input| {
                serde_json::json!({
                    "case": input.case_id,
                    "passport": input.passport,
                    "first_rows": input.first_rows,
                })
            })
            .collect();
        print_json(&serde_json::json!({ "inputs": inputs }))?;
    } else {
        for line in checked.lines() {
            print_line(&plain(&line))?;
        }
    }
    for error in &checked.errors {
        say(&error.describe());
    }
    Ok(checked.errors.iter().map(Error::exit_code).max().unwrap_or(0))
}

/// `formats`: the profiles there are, one of them, or what a file is.
fn tell_formats(flags: &Formats) -> Ended {
    let profiles = job::profiles(flags.config.as_deref()).map_err(Error::from)?;
    if let Some(name) = &flags.show {
        let profile = profiles.named(name).map_err(Error::from)?;
        print_line(profile.as_toml().trim_end())?;
        return Ok(0);
    }
    if flags.files.is_empty() {
        for profile in profiles.all() {
            print_line(&format!(
                "{:<28} {:<15} {}",
                profile.name,
                profile.kind.name(),
                profile.title
            ))?;
        }
        return Ok(0);
    }
    let mut code = 0;
    for path in &flags.files {
        match what_is(path, &profiles) {
            Ok((lines, is_known)) => {
                for line in lines {
                    print_line(&plain(&line))?;
                }
                code = code.max(if is_known { 0 } else { REFUSED });
            }
            Err(error) => {
                let error = Error::from(error);
                say(&error.describe());
                code = code.max(error.exit_code());
            }
        }
    }
    Ok(code)
}

/// `init`: writes a config, and what else is asked for, over nothing that is there.
fn write_start(flags: &Init) -> Ended {
    if let Some(path) = &flags.key {
        return evidence::write_key(path);
    }
    if flags.folder.is_file() {
        let message = format!("{} is a file", flags.folder.display());
        return Err(Failure::usage(&message, "name the folder to write in"));
    }
    let assets = [("templates", flags.templates, TEMPLATES), ("queries", flags.queries, QUERIES)];
    let mut config = config::DEFAULT.to_owned();
    for (folder, _, _) in assets.iter().filter(|(_, is_wanted, _)| *is_wanted) {
        config = config.replace(&format!("# {folder} = "), &format!("{folder} = "));
    }
    let mut files: Vec<(PathBuf, &[u8])> =
        vec![(flags.folder.join(config::FILE_NAME), config.as_bytes())];
    for (folder, is_wanted, assets) in assets {
        for (name, bytes) in assets.iter().filter(|_| is_wanted) {
            files.push((flags.folder.join(folder).join(name), bytes));
        }
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        let message = format!("{} is there already", path.display());
        return Err(Failure::usage(&message, "nothing was written; name another folder"));
    }
    for (path, bytes) in &files {
        let folder = path.parent().unwrap_or(&flags.folder);
        fs::create_dir_all(folder).map_err(|source| Failure::disk("create", folder, &source))?;
        fs::write(path, bytes).map_err(|source| Failure::disk("write", path, &source))?;
    }
    print_line(&files[0].0.to_string_lossy())?;
    Ok(0)
}

fn request(scope: &Scope, pages: Option<&Pages>) -> Request {
    Request {
        config: scope.config.clone(),
        since: scope.since,
        until: scope.until,
        week: scope.week.clone(),
        as_of: scope.as_of.clone(),
        cases: scope.case.clone(),
        queries: scope.queries.clone(),
        engine: scope.engine.clone(),
        parts: scope.parts.clone(),
        editions: pages.map(|pages| pages.edition.clone()).unwrap_or_default(),
        languages: pages.map(|pages| pages.language.clone()).unwrap_or_default(),
        formats: pages.map(|pages| pages.format.clone()).unwrap_or_default(),
        output: pages.and_then(|pages| pages.output.clone()),
        templates: pages.and_then(|pages| pages.templates.clone()),
        ..Request::default()
    }
}

/// The failure of a run that could not begin, noted in the heartbeat if there is a place for it.
fn refused(request: Request, error: Error) -> Failure {
    let code = error.exit_code();
    if let Ok(job) = Job::new(&Request { derives: true, ..request })
        && job.cases.iter().all(|case| case.is_open)
    {
        // The failure itself is what has to be told.
        tell_ping(doctor::ping(&job, Some(code)));
        let _ = doctor::beat(&job, code);
    }
    error.into()
}

/// The flags that say how much is told and in what form, for a process started by this one.
fn talk_flags(talk: &Talk) -> Vec<String> {
    let mut flags = Vec::new();
    if talk.log == LogForm::Json {
        flags.extend(["--log".to_owned(), "json".to_owned()]);
    }
    if talk.quiet {
        flags.push("--quiet".to_owned());
    }
    flags.extend(std::iter::repeat_n("--verbose".to_owned(), usize::from(talk.verbose)));
    flags
}

/// Tells on stderr what was read, what is doubtful, and what failed.
fn tell(outcome: &Outcome, talk: &Talk) {
    if !talk.quiet {
        let read = &outcome.ingested;
        let taken_over = match read.files_taken_over {
            0 => String::new(),
            count => format!(", {count} taken over"),
        };
        say(&format!(
            "{} files read ({} rows){taken_over}, {} known from before\n",
            read.files_read, read.rows_read, read.files_known
        ));
        for (case_id, counts) in &outcome.rescored {
            say(&format!(
                "{case_id}: the scorer has changed; {} rows scored anew, {} labels changed\n",
                counts.rows, counts.changed
            ));
        }
        for done in outcome.delivered.iter().filter(|done| !done.is_new) {
            say(&format!("{}: done already\n", done.report_id));
        }
        if !read.unclaimed.is_empty() {
            let names: Vec<String> = read.unclaimed.iter().map(|name| plain(name)).collect();
            say(&format!(
                "note: of no case, and left out: {}; an alias or a subject in the config would \
                 take them in\n",
                names.join(", ")
            ));
        }
    }
    if let Some(torn) = &outcome.torn {
        say(&format!(
            "warning: an earlier run was cut off while writing the ledger; the {} bytes of its last \
             line are kept beside it\n",
            torn.byte_count
        ));
    }
    for report in &outcome.reports {
        for note in report.notes.iter().filter(|note| note.kind.is_warning()) {
            say(&format!(
                "warning: {}, {}: {}\n",
                report.case.id,
                report.period.name,
                sentence(note)
            ));
        }
    }
    for left in &outcome.unstamped {
        say(&format!(
            "warning: {} has no time stamp yet: {}\n",
            left.report_id,
            plain(&left.reason)
        ));
    }
    operation::tell_posted(&outcome.posted, talk.quiet);
    for (case_id, errors) in &outcome.failures {
        if errors.is_empty() {
            say(&format!("no report for case `{case_id}`: an input of it was refused\n"));
        }
        for error in errors {
            say(&format!("no report for case `{case_id}`\n{}", error.describe()));
        }
    }
}

/// A note as a terminal tells it: in English, without its figures.
fn sentence(note: &Note) -> String {
    let id = note.kind.message();
    Templates::load(None)
        .and_then(|templates| templates.words(Language::En))
        .ok()
        .and_then(|words| words.text(&id).ok())
        .unwrap_or(id)
}

fn summary(outcome: &Outcome) -> serde_json::Value {
    let reports: Vec<serde_json::Value> = outcome
        .delivered
        .iter()
        .map(|delivered| {
            let paths: Vec<String> =
                delivered.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            serde_json::json!({
                "case": delivered.case_id,
                "report": delivered.report_id,
                "is_new": delivered.is_new,
                "written": paths,
            })
        })
        .collect();
    let rescored = outcome.rescored.iter().map(|(case_id, counts)| {
        serde_json::json!({
            "case": case_id,
            "rows": counts.rows,
            "labels_changed": counts.changed,
        })
    });
    let rescored: Vec<serde_json::Value> = rescored.collect();
    let failed: Vec<&String> = outcome.failures.keys().collect();
    serde_json::json!({
        "files_read": outcome.ingested.files_read,
        "files_taken_over": outcome.ingested.files_taken_over,
        "files_known": outcome.ingested.files_known,
        "rows_read": outcome.ingested.rows_read,
        "rescored": rescored,
        "reports": reports,
        "failed_cases": failed,
        "mail": operation::posted_as_json(&outcome.posted),
        "without_time_stamp": outcome
            .unstamped
            .iter()
            .map(|left| left.report_id.as_str())
            .collect::<Vec<_>>(),
        "exit_code": outcome.exit_code(),
    })
}
