//! What every verb of the program shares: how it ends, what it prints, what it logs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use recover_report::cli::{LogForm, Talk};
use recover_report::error::Error;
use recover_report::job;
use recover_report::model::display::plain;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::timings::{OfTheLine, Timings};

/// What a verb comes to: an exit code, or a message and one.
pub(crate) type Ended = Result<u8, Failure>;

/// Why the program ends early.
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) code: u8,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { message: error.describe(), code: error.exit_code() }
    }
}

impl Failure {
    pub(crate) fn usage(message: &str, hint: &str) -> Self {
        Self { message: format!("error: {message}\n\nhint: {hint}\n"), code: 2 }
    }

    pub(crate) fn disk(verb: &str, path: &Path, source: &io::Error) -> Self {
        let message = format!("error: cannot {verb} {}\ncaused by: {source}\n", path.display());
        Self { message, code: 75 }
    }
}

/// A bar on a terminal, nothing in cron.
pub(crate) fn progress(talk: &Talk) -> ProgressBar {
    if talk.quiet || talk.json || !job::surroundings().is_watched {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}")
        .expect("the template of the bar is well formed");
    ProgressBar::no_length().with_style(style)
}

/// The log goes to stderr: warnings, or as much as `-v` and the environment ask for.
pub(crate) fn start_log(talk: &Talk) {
    let level = match (talk.quiet, talk.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "recover_report=info",
        (false, _) => "recover_report=debug",
    };
    let surroundings = job::surroundings();
    let filter = EnvFilter::new(surroundings.log.unwrap_or_else(|| level.to_owned()));
    let log =
        tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(surroundings.is_watched);
    let log = match talk.log {
        LogForm::Text => log.without_time().boxed(),
        LogForm::Json => log.json().boxed(),
    };
    let timings = talk.timings.then(|| TIMINGS.get_or_init(Timings::default).clone());
    tracing_subscriber::registry()
        .with(log.with_filter(filter))
        .with(timings.map(|timings| timings.with_filter(OfTheLine)))
        .init();
    IS_JSON.store(talk.log == LogForm::Json, Ordering::Relaxed);
}

/// Where the time goes, where that is asked.
static TIMINGS: OnceLock<Timings> = OnceLock::new();

/// Tells where the time went, if that was asked.
pub(crate) fn tell_timings(whole: Duration) {
    if let Some(timings) = TIMINGS.get() {
        say(&timings.table(whole));
    }
}

/// Whether stderr is read by a program, line by line.
static IS_JSON: AtomicBool = AtomicBool::new(false);

/// Writes to stderr, line by line. What files are called is in many of our messages, and none of it
/// moves a cursor. Where the log is JSON, a message is one line of it.
pub(crate) fn say(text: &str) {
    let lines: Vec<String> = text.split('\n').map(plain).collect();
    let mut text = lines.join("\n");
    if IS_JSON.load(Ordering::Relaxed) {
        let level = match text.split([':', ' ']).next() {
            Some("error" | "no") => "ERROR",
            Some("warning") => "WARN",
            _ => "INFO",
        };
        let fields = serde_json::json!({ "message": text.trim_end() });
        text = serde_json::json!({ "level": level, "fields": fields }).to_string() + "\n";
    }
    // Nothing more can be done when even stderr is gone.
    let _ = io::stderr().write_all(text.as_bytes());
}

pub(crate) fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print_line(&serde_json::to_string_pretty(value).expect("a value is plain data"))
}

/// A reader that has gone away wants no more, and that is no failure.
pub(crate) fn print_line(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::disk("write to", Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// The pages among the files written, a line each; where no pages were asked for, the reports as data.
pub(crate) fn print_pages<'a>(
    paths: impl Iterator<Item = &'a PathBuf> + Clone,
) -> Result<(), Failure> {
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
