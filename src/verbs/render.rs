//! The verb `render`, and the process that sets one report in type for the main job.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use recover_report::cli::{Render, RenderChild};
use recover_report::deliver;
use recover_report::error::Error;
use recover_report::job;
use recover_report::pipeline::child::{self, Answer};
use recover_report::render::{self, Templates};
use recover_report::report::{Report, SCHEMA_VERSION};
use recover_report::watch::Seen;

use crate::TRY_AGAIN;
use crate::terminal::{Ended, Failure, print_json, print_pages, say, start_log};

/// `render`: from JSON to files, once or whenever something changes.
pub(crate) fn render_files(flags: &Render) -> Ended {
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
pub(crate) fn render_child(flags: &RenderChild) -> Ended {
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
    let strange = reports.iter().find_map(|report| {
        let metrics = report.methods.iter().map(|method| method.metric.as_str());
        [report.case.id.as_str(), report.name.as_str()]
            .into_iter()
            .chain(metrics)
            .find(|name| !is_name_of_ours(name))
    });
    if let Some(name) = strange {
        let message = format!("{}: {name:?} is no name of ours", path.display());
        return Err(Failure::usage(&message, "files are called after it; was the report changed?"));
    }
    if reports.is_empty() {
        let message = format!("{} holds no report", path.display());
        return Err(Failure::usage(&message, "`recover-report measure` prints reports as JSON"));
    }
    Ok(reports)
}

/// Whether a name is one that this program gives: it becomes that of a file or a folder.
fn is_name_of_ours(name: &str) -> bool {
    let is_of_names = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().all(is_of_names)
}
