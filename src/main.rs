//! Parses, runs, prints the error and its hint, and exits with the code that says how it went.

use std::fs;
use std::io::{self, Read};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use recover_report::assets::{QUERIES, TEMPLATES};
use recover_report::cli::{
    Check, Cli, Formats, Init, LogForm, Measure, Pages, Render, RenderChild, Run, Scope, Talk, Verb,
};
use recover_report::config;
use recover_report::deliver;
use recover_report::error::Error;
use recover_report::job::{self, Job, Request};
use recover_report::model::Note;
use recover_report::model::display::plain;
use recover_report::pipeline::check::{check, what_is};
use recover_report::pipeline::child::{self, Answer};
use recover_report::pipeline::{self, Outcome, doctor};
use recover_report::render::{self, Templates};
use recover_report::report::format::Language;
use recover_report::report::{Report, SCHEMA_VERSION};
use recover_report::watch::Seen;

mod terminal;
mod verbs;

use terminal::{Ended, Failure, print_json, print_line, progress, say, start_log};
use verbs::{evidence, operation, scorer};

/// The exit code of inputs that were refused.
const REFUSED: u8 = 3;

/// The exit code when trying again may help.
const TRY_AGAIN: u8 = 75;

/// The exit code when another run holds the state folder.
const LOCKED: u8 = 11;

/// The exit code of a fault of ours.
const BUG: u8 = 70;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // What panics has told so on stderr; all that is left is the code.
    let ended = panic::catch_unwind(|| dispatch(cli)).unwrap_or(Ok(BUG));
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
        Some(Verb::Render(render)) => render_files(&render),
        Some(Verb::RenderChild(child)) => render_child(&child),
        Some(Verb::Forget(forget)) => evidence::run_forget(&forget),
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
    let mut request = request(&flags.scope, Some(&flags.pages));
    request.talk_flags = talk_flags(&flags.talk);
    let job = match Job::new(&request).map_err(Error::from) {
        Ok(job) => job,
        Err(error) => return Err(refused(request, error)),
    };
    let ran = pipeline::run(&job, &progress(&flags.talk));
    let is_unattended = job.cases.iter().all(|case| case.is_open);
    let code = ran.as_ref().map_or_else(Error::exit_code, Outcome::exit_code);
    // A run that another one keeps from running says nothing of that other's health.
    if is_unattended && code != LOCKED {
        doctor::beat(&job, code).map_err(Error::from)?;
    }
    let outcome = ran?;
    if let Some(path) = &flags.json_summary {
        let mut json = serde_json::to_vec_pretty(&summary(&outcome)).expect("plain data");
        json.push(b'\n');
        deliver::replace(path, &json).map_err(Error::from)?;
    }
    tell(&outcome, &flags.talk);
    if flags.talk.json {
        print_json(&summary(&outcome))?;
    } else {
        print_pages(outcome.delivered.iter().flat_map(|delivered| &delivered.paths))?;
    }
    Ok(outcome.exit_code())
}

/// `measure`: the reports as JSON, one document after another.
fn print_reports(flags: &Measure) -> Ended {
    start_log(&flags.talk);
    if flags.schema {
        let schema = schemars::schema_for!(Report);
        print_json(&serde_json::to_value(schema).expect("a schema is plain data"))?;
        return Ok(0);
    }
    let mut request = request(&flags.scope, None);
    request.editions.clone_from(&flags.edition);
    request.languages.clone_from(&flags.language);
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

/// `render`: from JSON to files, once or whenever something changes.
fn render_files(flags: &Render) -> Ended {
    start_log(&flags.talk);
    if !flags.watch {
        return render_once(flags);
    }
    if flags.reports.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage("standard input cannot be watched", "name a file"));
    }
    let paths: Vec<&Path> =
        flags.reports.iter().chain(&flags.pages.templates).map(PathBuf::as_path).collect();
    let mut seen = Seen::of(&paths);
    loop {
        if let Err(failure) = render_once(flags) {
            say(&failure.message);
        }
        seen = seen.wait(&paths);
    }
}

fn render_once(flags: &Render) -> Ended {
    let templates = Templates::load(flags.pages.templates.as_deref()).map_err(Error::from)?;
    let output = flags.pages.output.clone().unwrap_or_else(|| PathBuf::from("reports"));
    let mut paths = Vec::new();
    let mut is_impaired = false;
    for path in &flags.reports {
        for mut report in read_reports(path)? {
            let asked = |words: &[String], known: fn(Vec<String>) -> Result<_, job::Error>| {
                if words.is_empty() { Ok(None) } else { known(words.to_vec()).map(Some) }
            };
            let pages = &flags.pages;
            let editions = asked(&pages.edition, job::known_editions).map_err(Error::from)?;
            let languages = asked(&pages.language, job::languages).map_err(Error::from)?;
            let formats = asked(&pages.format, job::known_formats).map_err(Error::from)?;
            report.editions = editions.unwrap_or(report.editions);
            report.languages = languages.unwrap_or(report.languages);
            report.formats = formats.unwrap_or(report.formats);
            let rendered = render::render(&report, &templates).map_err(Error::from)?;
            is_impaired |= !rendered.impaired.is_empty();
            paths.extend(deliver::overwrite(&rendered, &output).map_err(Error::from)?);
        }
    }
    if flags.talk.json {
        let written: Vec<String> =
            paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        print_json(&serde_json::json!({ "written": written }))?;
    } else {
        print_pages(paths.iter())?;
    }
    Ok(if is_impaired { 4 } else { 0 })
}

/// Sets the report on stdin in type, and says on stdout what came of it.
fn render_child(flags: &RenderChild) -> Ended {
    start_log(&flags.talk);
    if let Err(source) = child::keep_to(flags.memory_mb, flags.cpu_seconds) {
        tracing::warn!(%source, "the process cannot be kept to its limits");
    }
    let answer = match render_report(flags) {
        Ok(impaired) => Answer::Made(impaired),
        Err(error) => {
            let is_temporary = error.exit_code() == TRY_AGAIN;
            Answer::Failed { message: error.told(), is_temporary }
        }
    };
    print_json(&serde_json::to_value(answer).expect("an answer is plain data"))?;
    Ok(0)
}

fn render_report(flags: &RenderChild) -> Result<Vec<String>, Error> {
    let templates = Templates::load(flags.templates.as_deref())?;
    let report: Report = serde_json::from_reader(io::BufReader::new(io::stdin().lock()))
        .map_err(|error| child::Error::Start { source: error.into() })?;
    let rendered = render::render(&report, &templates)?;
    deliver::write_all(&rendered.files, &flags.folder)?;
    Ok(rendered.impaired)
}

/// Reads the JSON documents of a file, one report each.
fn read_reports(path: &Path) -> Result<Vec<Report>, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        io::stdin().read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|source| Failure {
        message: format!("error: cannot read {}\ncaused by: {source}\n", path.display()),
        code: 2,
    })?;
    let reports: Result<Vec<Report>, _> =
        serde_json::Deserializer::from_str(&text).into_iter::<Report>().collect();
    let reports = reports.map_err(|error| {
        let message = format!("{}:{} is no report: {error}", path.display(), error.line());
        Failure::usage(&message, "`recover-report measure` prints reports as JSON")
    })?;
    if let Some(report) = reports.iter().find(|report| report.schema_version != SCHEMA_VERSION) {
        let message = format!(
            "{} has the form {}, and this program reads {SCHEMA_VERSION}",
            path.display(),
            report.schema_version
        );
        return Err(Failure::usage(&message, "render it with the program that measured it"));
    }
    if reports.is_empty() {
        let message = format!("{} holds no report", path.display());
        return Err(Failure::usage(&message, "`recover-report measure` prints reports as JSON"));
    }
    Ok(reports)
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
        say(&format!(
            "{} files read ({} rows), {} known from before\n",
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
        "files_known": outcome.ingested.files_known,
        "rows_read": outcome.ingested.rows_read,
        "rescored": rescored,
        "reports": reports,
        "failed_cases": failed,
        "exit_code": outcome.exit_code(),
    })
}

/// The pages among the files written, a line each; where no pages were asked for, the reports as data.
fn print_pages<'a>(paths: impl Iterator<Item = &'a PathBuf> + Clone) -> Result<(), Failure> {
    let is_page = |path: &&PathBuf| {
        path.extension().is_some_and(|extension| extension == "pdf" || extension == "html")
    };
    let has_pages = paths.clone().any(|path| is_page(&path));
    let is_data = |path: &&PathBuf| path.file_name().is_some_and(|name| name == "report.json");
    for path in paths.filter(|path| if has_pages { is_page(path) } else { is_data(path) }) {
        print_line(&plain(&path.to_string_lossy()))?;
    }
    Ok(())
}
