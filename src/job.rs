//! `Job`: config and flags made good. The only file that asks the clock, the environment, and
//! where we are.

mod cases;
mod engine;
mod evidence;
mod inputs;
mod keys;
mod mail;
mod scorer;

use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Days, NaiveDate, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::assess::docket;
use crate::config::{self, CaseConfig, Config};
use crate::engine::Choice as EngineChoice;
use crate::load::{self, Limits, ProfileSet};
use crate::mail::Settings;
use crate::model::display::did_you_mean;
use crate::model::hash::sha256;
use crate::model::period::start_of_day;
use crate::model::{Case, Counsel, DaySpan, DecisionClock, Period};
use crate::normalize::Lens;
use crate::normalize::pseudonyms::Pseudonyms;
use crate::report::format::Language;
use crate::score::labeler::Choice;
use crate::store::bucket::Place;
pub use evidence::Authority;
pub use mail::Recipients;

/// The editions there are.
pub const EDITIONS: [&str; 2] = ["executive", "counsel"];

/// The forms there are. The report as data is always written.
pub const FORMATS: [&str; 3] = ["pdf", "html", "json"];

/// The flags and the config do not make a job.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The config cannot be used.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// A profile cannot be used.
    #[error(transparent)]
    Profile(#[from] load::Error),
    /// A value that does not fit its place.
    #[error("{place}: {message}")]
    BadValue {
        /// The flag, or the place in the config.
        place: String,
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// A pattern that no file fits.
    #[error("no file fits {pattern:?}, which the {place} names")]
    NoFile {
        /// The pattern.
        pattern: String,
        /// The place in the config.
        place: String,
        /// What to do about it.
        hint: String,
    },
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// The file system said no.
    #[error("cannot read {}", path.display())]
    Read {
        /// The path.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Config(error) => error.hint(),
            Self::Profile(error) => error.hint(),
            Self::BadValue { hint, .. } => hint.clone(),
            Self::NoFile { hint, .. } => Some(hint.clone()),
            Self::Write { .. } => {
                Some("check that the disk has room and the folder is ours".to_owned())
            }
            Self::Read { .. } => None,
        }
    }
}

fn bad(place: impl Into<String>, message: impl Into<String>, hint: Option<String>) -> Error {
    Error::BadValue { place: place.into(), message: message.into(), hint }
}

/// What the flags ask for.
#[derive(Debug, Default)]
pub struct Request {
    /// The config to read; the default name in the working folder where none is given.
    pub config: Option<PathBuf>,
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// An ISO week by name.
    pub week: Option<String>,
    /// A day or an instant beyond which nothing is known.
    pub as_of: Option<String>,
    /// Only these cases.
    pub cases: Vec<String>,
    /// Only these editions.
    pub editions: Vec<String>,
    /// Only these languages.
    pub languages: Vec<String>,
    /// Only these forms.
    pub formats: Vec<String>,
    /// Where reports go.
    pub output: Option<PathBuf>,
    /// A folder over our templates.
    pub templates: Option<PathBuf>,
    /// A folder over our queries.
    pub queries: Option<PathBuf>,
    /// Another engine than the config's.
    pub engine: Option<String>,
    /// Where other processes put what they read.
    pub parts: Option<PathBuf>,
    /// Where the tables that the queries see are written.
    pub tables: Option<PathBuf>,
    /// The flags that say what is told.
    pub talk_flags: Vec<String>,
    /// The folder that paths of the config are relative to, where it is not its own.
    pub folder: Option<PathBuf>,
    /// Whether a report is only to be derived again: then no input is looked for.
    pub derives: bool,
}

/// What there is to do.
pub struct Job {
    /// The instant the job began.
    pub now: DateTime<Utc>,
    /// This program, to be started once more.
    pub program: PathBuf,
    /// The flags that say what it tells, for a process started by it.
    pub talk_flags: Vec<String>,
    /// How long after the end of a week its report may be missing before somebody is told.
    pub grace: TimeDelta,
    /// From this day on every week is reported.
    pub reports_since: Option<NaiveDate>,
    /// The folder that the config lies in.
    pub folder: PathBuf,
    /// Where reports go.
    pub output: PathBuf,
    /// Where what was read is kept.
    pub state: PathBuf,
    /// The editions to make.
    pub editions: Vec<String>,
    /// The forms to make them in.
    pub formats: Vec<String>,
    /// What the pages for counsel say beyond the numbers.
    pub counsel: Counsel,
    /// A folder over our templates.
    pub templates: Option<PathBuf>,
    /// A folder over our queries.
    pub queries: Option<PathBuf>,
    /// How many combining marks a letter may carry on a page.
    pub marks_per_letter: u32,
    /// Times in which requests have to be decided.
    pub clocks: Vec<DecisionClock>,
    /// The config file.
    pub config_path: PathBuf,
    /// SHA-256 of it, in hex.
    pub config_sha256: String,
    /// The names under which authors are kept.
    pub pseudonyms: Pseudonyms,
    /// The file of their key.
    pub pseudonym_key: PathBuf,
    /// Whether copies of inputs and config are kept.
    pub keeps_inputs: bool,
    /// The key that reports are sealed with.
    pub seal_key: Option<PathBuf>,
    /// Who says when a seal was there.
    pub authority: Option<Authority>,
    /// How reports are sent.
    pub mail: Option<Settings>,
    /// An address that is called when an unattended run begins and ends.
    pub ping_url: Option<String>,
    /// What a file may ask of us.
    pub limits: Limits,
    /// Which scorer reads feelings from texts.
    pub scorer: Choice,
    /// Which engine runs the queries.
    pub engine: EngineChoice,
    /// Where other processes put what they read.
    pub parts: Option<Place>,
    /// Where the tables that the queries see are written, if anybody wants them.
    pub tables: Option<PathBuf>,
    /// Every case of the config.
    pub all_cases: Vec<Case>,
    /// The cases to report on.
    pub cases: Vec<CaseJob>,
    /// Where their rows come from.
    pub inputs: Vec<Input>,
}

/// One case and the period to report on.
pub struct CaseJob {
    /// The case, ready to look at rows with.
    pub lens: Lens,
    /// The period asked for, else the last complete week.
    pub period: Period,
    /// Whether no period was asked for, so that earlier weeks may be due as well.
    pub is_open: bool,
    /// Set when only what was known then is shown.
    pub as_of: Option<DateTime<Utc>>,
    /// The languages of its reports.
    pub languages: Vec<String>,
    /// Who is sent which edition of them.
    pub recipients: Recipients,
}

/// One `[[input]]`, its files found.
pub struct Input {
    /// Where in the config it stands, for messages.
    pub place: String,
    /// How its files are read.
    pub reading: load::Reading,
    /// Its files, in order.
    pub files: Vec<PathBuf>,
    /// The case that its rows are about, where no column says so.
    pub case: Option<String>,
    /// The zone of instants that name none.
    pub zone: Option<Tz>,
    /// Whether the vendor's labels are believed before the scorer's.
    pub trusts_labels: bool,
}

impl Job {
    /// Reads the config, finds the files and settles the period.
    pub fn new(request: &Request) -> Result<Self, Error> {
        let path = config_path(request)?;
        let config = Config::load(&path)?;
        let bytes =
            std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let of_config = path.parent().map(Path::to_owned).unwrap_or_default();
        let folder = request.folder.clone().unwrap_or(of_config);
        let below = |path: &Option<PathBuf>| folder.join(path.as_deref().unwrap_or(Path::new("")));
        let flag_or = |flag: &Option<PathBuf>, config: &Option<PathBuf>| {
            flag.clone().or_else(|| config.as_ref().map(|path| folder.join(path)))
        };
        let pseudonym_key = config.privacy.pseudonym_key.as_deref();
        let pseudonym_key = folder.join(pseudonym_key.unwrap_or(Path::new(keys::PSEUDONYM_KEY)));
        let now = now();
        let profiles = ProfileSet::with(&config.profiles)?;
        let job = Self {
            now,
            program: program()?,
            talk_flags: request.talk_flags.clone(),
            grace: TimeDelta::hours(i64::from(config.grace_hours.unwrap_or(GRACE_HOURS))),
            reports_since: config.reports_since,
            output: request.output.clone().unwrap_or_else(|| below(&config.output)),
            state: below(&config.state),
            editions: known_editions(asked(&request.editions, config.editions.as_ref()))?,
            formats: known_formats(asked(&request.formats, config.formats.as_ref()))?,
            counsel: config.counsel.clone(),
            templates: existing("templates", flag_or(&request.templates, &config.templates))?,
            queries: existing("queries", flag_or(&request.queries, &config.queries))?,
            marks_per_letter: marks_per_letter(&config)?,
            clocks: clocks(&config)?,
            config_sha256: sha256(&bytes),
            config_path: path.clone(),
            pseudonyms: keys::pseudonyms(&pseudonym_key)?,
            pseudonym_key,
            keeps_inputs: config.evidence.keep_inputs,
            seal_key: config.evidence.seal_key.as_ref().map(|path| folder.join(path)),
            authority: evidence::authority(&config.evidence, &folder)?,
            mail: mail::settings(
                &config.mail,
                &folder,
                &below(&config.state),
                credentials().as_deref(),
            )?,
            ping_url: evidence::checked_url("ping_url", config.ping_url.as_deref())?,
            limits: config.limits,
            scorer: scorer::scorer(&config.scorer, &folder)?,
            parts: request.parts.as_deref().map(Place::of).or_else(|| {
                let place = config.parts.as_deref().map(Place::of)?;
                Some(place.below(&folder))
            }),
            tables: request.tables.clone(),
            engine: engine::engine(&config.engine, request.engine.as_deref(), &folder)?,
            all_cases: config.cases.iter().map(cases::case_of).collect(),
            cases: cases(request, &config, now)?,
            inputs: if request.derives {
                Vec::new()
            } else {
                inputs::inputs(&config, &folder, &profiles)?
            },
            folder,
        };
        mail::check_recipients(&job, &config)?;
        Ok(job)
    }

    /// The only case of the config: its rows need not say so.
    pub fn only_case(&self) -> Option<&str> {
        match self.all_cases.as_slice() {
            [case] => Some(&case.id),
            _ => None,
        }
    }

    /// A path as the ledger names it: relative to the config where it lies below it, and else such that
    /// it is found again from any folder.
    pub fn ledger_path(&self, path: &Path) -> String {
        let is_below = path.starts_with(&self.folder);
        let path = if is_below { path.to_owned() } else { absolute(path) };
        self.shown_path(&path)
    }

    /// A path as reports name it: relative to the config where it lies below it.
    pub fn shown_path(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.folder).unwrap_or(path);
        shown.to_string_lossy().replace('\\', "/")
    }
}

/// A report that is missing on Tuesday noon is overdue.
const GRACE_HOURS: u32 = 36;

/// More than this on a letter, and setting one page takes seconds.
const MOST_MARKS: u32 = 1000;

/// The clocks of the config come before the law's of the same name.
fn clocks(config: &Config) -> Result<Vec<DecisionClock>, Error> {
    cases::check_clocks(&config.clocks)?;
    let own = |name: &str| config.clocks.iter().any(|clock| clock.name == name);
    let law = docket::embedded_clocks().into_iter().filter(|clock| !own(&clock.name));
    Ok(config.clocks.iter().cloned().chain(law).collect())
}

fn marks_per_letter(config: &Config) -> Result<u32, Error> {
    let marks = config.limits.combining_marks;
    if marks <= MOST_MARKS {
        return Ok(marks);
    }
    let message = format!("`combining_marks` is {marks}");
    let hint = format!("a page sets at most {MOST_MARKS} on a letter");
    Err(bad("[limits]", message, Some(hint)))
}

/// The profiles there are: those of the program, and those of a config where one is named.
pub fn profiles(config: Option<&Path>) -> Result<ProfileSet, Error> {
    let own = match config {
        Some(path) => Config::load(path)?.profiles,
        None => Vec::new(),
    };
    Ok(ProfileSet::with(&own)?)
}

/// A path from the root; as it is where there is no working folder.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// This program.
fn program() -> Result<PathBuf, Error> {
    env::current_exe()
        .map_err(|source| Error::Read { path: PathBuf::from("/proc/self/exe"), source })
}

/// The instant, to the microsecond, which is what the tables hold.
#[expect(clippy::disallowed_methods, reason = "this is the file that asks the clock")]
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

#[expect(clippy::disallowed_methods, reason = "this is the file that asks where we are")]
fn config_path(request: &Request) -> Result<PathBuf, Error> {
    if let Some(path) = &request.config {
        return Ok(path.clone());
    }
    let here =
        env::current_dir().map_err(|source| Error::Read { path: PathBuf::from("."), source })?;
    Ok(here.join(config::FILE_NAME))
}

/// What the environment asks to be logged, and whether a person watches.
pub struct Surroundings {
    /// The value of `RECOVER_REPORT_LOG`.
    pub log: Option<String>,
    /// Whether stderr is a terminal.
    pub is_watched: bool,
}

/// Asks the environment.
#[expect(clippy::disallowed_methods, reason = "this is the file that reads the environment")]
pub fn surroundings() -> Surroundings {
    Surroundings {
        log: env::var("RECOVER_REPORT_LOG").ok(),
        is_watched: io::stderr().is_terminal(),
    }
}

/// The folder in which a service manager puts what is secret.
fn credentials() -> Option<PathBuf> {
    env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)
}

fn existing(what: &str, folder: Option<PathBuf>) -> Result<Option<PathBuf>, Error> {
    match folder {
        Some(folder) if !folder.is_dir() => Err(bad(
            format!("--{what}"),
            format!("there is no folder {}", folder.display()),
            Some(format!("`recover-report init DIR --{what}` writes one to start from")),
        )),
        folder => Ok(folder),
    }
}

/// What the flags ask for, else what the config does.
fn asked(flags: &[String], config: Option<&Vec<String>>) -> Vec<String> {
    if flags.is_empty() { config.cloned().unwrap_or_default() } else { flags.to_vec() }
}

/// The editions asked for, each of which must be one that there is.
pub fn known_editions(asked: Vec<String>) -> Result<Vec<String>, Error> {
    known("edition", asked, &EDITIONS)
}

/// The forms asked for, each of which must be one that there is.
pub fn known_formats(asked: Vec<String>) -> Result<Vec<String>, Error> {
    known("format", asked, &FORMATS)
}

/// The languages asked for, each of which must be one that reports are written in.
pub fn languages(asked: Vec<String>) -> Result<Vec<String>, Error> {
    known("language", asked, &Language::ALL.map(Language::code))
}

fn known(what: &str, asked: Vec<String>, known: &[&str]) -> Result<Vec<String>, Error> {
    if asked.is_empty() {
        return Err(bad(
            what,
            "none is asked for",
            Some(format!("what there is: {}", known.join(", "))),
        ));
    }
    asked.iter().try_for_each(|word| known_word(what, what, word, known))?;
    let mut met = BTreeSet::new();
    Ok(asked.into_iter().filter(|word| met.insert(word.clone())).collect())
}

fn known_word(place: &str, what: &str, word: &str, known: &[&str]) -> Result<(), Error> {
    if known.contains(&word) {
        return Ok(());
    }
    let hint = did_you_mean(word, known.iter().copied())
        .unwrap_or_else(|| format!("what there is: {}", known.join(", ")));
    Err(bad(place, format!("there is no {what} `{word}`"), Some(hint)))
}

fn zone(place: &str, name: &str) -> Result<Tz, Error> {
    name.parse().map_err(|_| {
        let known = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        let hint = did_you_mean(name, known)
            .unwrap_or_else(|| "zones are named like Asia/Tokyo".to_owned());
        bad(place, format!("there is no time zone `{name}`"), Some(hint))
    })
}

fn cases(request: &Request, config: &Config, now: DateTime<Utc>) -> Result<Vec<CaseJob>, Error> {
    if config.cases.is_empty() {
        return Err(bad("config", "there is no [[case]]", Some("`init` shows one".to_owned())));
    }
    let mut ids = BTreeSet::new();
    for case in &config.cases {
        cases::check_id(&case.id)?;
        if !ids.insert(case.id.as_str()) {
            return Err(bad("config", format!("two cases are called `{}`", case.id), None));
        }
    }
    for asked in &request.cases {
        if !ids.contains(asked.as_str()) {
            let hint = did_you_mean(asked, ids.iter().copied())
                .unwrap_or_else(|| format!("there are {}", Vec::from_iter(ids).join(", ")));
            return Err(bad("--case", format!("there is no case `{asked}`"), Some(hint)));
        }
    }
    let default_zone = zone("time_zone", config.time_zone.as_deref().unwrap_or("UTC"))?;
    config
        .cases
        .iter()
        .filter(|case| request.cases.is_empty() || request.cases.contains(&case.id))
        .map(|case| cases::case_job(request, config, case, default_zone, now))
        .collect()
}

/// The end of a day in the case's zone, or an instant that says its own.
fn instant(text: &str, zone: Tz) -> Result<DateTime<Utc>, Error> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(instant.with_timezone(&Utc));
    }
    let next_day =
        text.parse::<NaiveDate>().ok().and_then(|day| day.checked_add_days(Days::new(1)));
    next_day.map(|day| start_of_day(day, zone) - TimeDelta::microseconds(1)).ok_or_else(|| {
        let hint = "write a day, 2026-10-01, or an instant, 2026-10-01T09:00:00+09:00";
        bad("--as-of", format!("{text:?} is neither a day nor an instant"), Some(hint.to_owned()))
    })
}

fn period(request: &Request, today: NaiveDate) -> Result<Period, Error> {
    if let Some(week) = &request.week {
        return Period::from_week_name(week).ok_or_else(|| {
            let hint = "weeks are named like 2026-W07".to_owned();
            bad("--week", format!("there is no ISO week {week:?}"), Some(hint))
        });
    }
    let Some(since) = request.since else { return Ok(Period::last_complete_week(today)) };
    for day in [Some(since), request.until].into_iter().flatten() {
        if !(1990..=9999).contains(&day.year()) {
            return Err(bad("--since", format!("{day} is out of reach"), None));
        }
    }
    let until = request.until.unwrap_or(today - Days::new(1));
    DaySpan::new(since, until)
        .map(|span| Period { span })
        .ok_or_else(|| bad("--since", format!("{since} lies after the last day, {until}"), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_period_is_the_last_complete_week_unless_asked_otherwise() {
        let today = day("2026-11-22");
        let of = |request: Request| period(&request, today).unwrap().name();
        assert_eq!(of(Request::default()), "2026-W46");
        assert_eq!(
            of(Request { week: Some("2026-W30".to_owned()), ..Request::default() }),
            "2026-W30"
        );
        let since = Some(day("2026-08-14"));
        assert_eq!(of(Request { since, ..Request::default() }), "2026-08-14--2026-11-21");
        let until = Some(day("2026-09-30"));
        assert_eq!(of(Request { since, until, ..Request::default() }), "2026-08-14--2026-09-30");
        let tomorrow = Some(day("2026-11-23"));
        assert!(period(&Request { since: tomorrow, ..Request::default() }, today).is_err());
    }

    #[test]
    fn a_day_to_be_known_by_ends_in_the_case_s_zone() {
        let end = instant("2026-10-01", Tz::Asia__Tokyo).unwrap();
        assert_eq!(end.to_rfc3339(), "2026-10-01T14:59:59.999999+00:00");
        assert!(instant("yesterday", Tz::UTC).is_err());
    }

    #[test]
    fn a_day_ends_though_the_next_one_has_no_midnight() {
        let end = instant("2026-04-23", Tz::Africa__Cairo).unwrap();
        assert_eq!(end.to_rfc3339(), "2026-04-23T21:59:59.999999+00:00");
        let end = instant("2026-03-28", Tz::Asia__Beirut).unwrap();
        assert_eq!(end.to_rfc3339(), "2026-03-28T21:59:59.999999+00:00");
    }

    #[test]
    fn a_case_has_a_name_that_a_path_cannot_trip_over() {
        assert!(cases::check_id("soap-ad").is_ok());
        for id in ["", "../etc", "Soap", "石鹸", "a b"] {
            assert!(cases::check_id(id).is_err(), "{id}");
        }
    }

    #[test]
    fn a_mistyped_zone_is_guessed() {
        let error = zone("time_zone", "Asia/Tokio").unwrap_err();
        assert_eq!(error.hint().as_deref(), Some("did you mean `Asia/Tokyo`?"));
    }
}
