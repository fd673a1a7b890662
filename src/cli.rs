//! Flags and their help, nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const AFTER_HELP: &str = "\
Without a verb, reports on the last complete ISO week of every case in ./recover-report.toml.

Exit codes: 0 done or already done, 2 usage or config, 3 inputs refused, 4 written but look at the \
notes, 5 integrity mismatch, 6 render failed, 7 delivery failed, 11 another run holds the lock, \
70 a bug, 75 try again";

/// Tells whether an organization recovers from an online firestorm: talk and search record, week by
/// week, with uncertainty
#[derive(Debug, Parser)]
#[command(name = "recover-report", version, after_help = AFTER_HELP, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// Something other than the main job
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// The main job's flags
    #[command(flatten)]
    pub run: Run,
}

/// A calendar day.
fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    text.parse().map_err(|_| "days are written like 2026-08-14".to_owned())
}

/// One share out of several.
fn share(text: &str) -> Result<(u64, u64), String> {
    let read = |text: &str| text.parse::<u64>().ok();
    let both = text.split_once('/').and_then(|(number, of)| read(number).zip(read(of)));
    both.filter(|(number, of)| (1..=*of).contains(number))
        .ok_or_else(|| "a share is written like 3/8, the third of eight".to_owned())
}

/// Something other than the main job.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write a commented config to start from
    Init(Init),
    /// Look at config, queries, templates and every input; write nothing
    Check(Check),
    /// List the export formats that are known, print one, or say what a file is
    Formats(Formats),
    /// Stop at the report as JSON, one document per case, on stdout
    Measure(Measure),
    /// Start from the JSON that `measure` printed
    Render(Render),
    /// Have people check the labels: draw a sample, read it back
    Audit {
        /// Which half
        #[command(subcommand)]
        half: AuditHalf,
    },
    /// Say how a text is read, and which words decided
    Explain(Explain),
    /// Make a model of texts that you labeled
    Train(Train),
    /// If the scorer has changed, let it score what was read before
    Rescore(Rescore),
    /// Check reports that were issued: documents, ledger, inputs, and every number, derived anew
    Verify(Verify),
    /// Take what an account wrote out of the store, and keep it out
    Forget(Forget),
    /// Read one share of the files into a folder, where the main job takes it over
    Ingest(Ingest),
    /// Send what waits to be sent
    Deliver(Deliver),
    /// Say whether the unattended job can run and has run: folders, keys, ledger, disk, clock, missing reports
    Doctor(Doctor),
    /// Write manual pages
    Man(Man),
    /// Hand a report over with its inputs and its part of the ledger, as a BagIt bag
    Bundle(Bundle),
    /// Set one report in type within limits; the main job starts this process
    #[command(hide = true)]
    RenderChild(RenderChild),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Flags of the main job.
#[derive(Debug, Args, Default)]
pub struct Run {
    /// Flags about what to report on
    #[command(flatten)]
    pub scope: Scope,
    /// Flags about the pages
    #[command(flatten)]
    pub pages: Pages,
    /// Write what was done as JSON into this file, whatever is printed
    #[arg(long, value_name = "FILE")]
    pub json_summary: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// What to report on.
#[derive(Debug, Args, Default)]
pub struct Scope {
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Begin the period on this day, such as 2026-08-14
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<chrono::NaiveDate>,
    /// End the period on this day; yesterday where only --since is given
    #[arg(long, value_name = "DATE", value_parser = day, requires = "since")]
    pub until: Option<chrono::NaiveDate>,
    /// Report on this ISO week, such as 2026-W47
    #[arg(long, value_name = "WEEK", conflicts_with = "since")]
    pub week: Option<String>,
    /// Show only what was known by the end of this day, or by this instant
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Only these cases
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub case: Vec<String>,
    /// Lay the queries of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Have the queries run here (`embedded`), on the config's cluster (`spark-connect`) or on another
    /// one (sc://host:port)
    #[arg(long, value_name = "ENGINE")]
    pub engine: Option<String>,
    /// Take over what `ingest --shard` read into this folder or bucket (s3://bucket/folder, gs://…, az://…)
    #[arg(long, value_name = "DIR")]
    pub parts: Option<PathBuf>,
}

/// How the pages come out.
#[derive(Debug, Args, Default)]
pub struct Pages {
    /// Only these editions
    #[arg(long, value_name = "EDITION", value_delimiter = ',')]
    pub edition: Vec<String>,
    /// Only these languages: en, ja, nl
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Only these forms: pdf, html, json
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<String>,
    /// Write below this folder
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Lay the templates of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// What is printed while it works.
#[derive(Debug, Args, Default)]
pub struct Talk {
    /// Print what was done as JSON on stdout
    #[arg(long)]
    pub json: bool,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more; twice, still more
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Say on stderr where the time went
    #[arg(long)]
    pub timings: bool,
    /// The form of the log on stderr
    #[arg(long, value_enum, default_value_t)]
    pub log: LogForm,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogForm {
    /// Lines for people
    #[default]
    Text,
    /// Lines of JSON
    Json,
}

/// Flags of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Where to write it
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Write the templates too, to change them
    #[arg(long)]
    pub templates: bool,
    /// Write the queries too, to change them
    #[arg(long)]
    pub queries: bool,
    /// Write nothing but a new key to seal reports with, and FILE.pub to check the seals by
    #[arg(long, value_name = "FILE", conflicts_with_all = ["templates", "queries", "folder"])]
    pub key: Option<PathBuf>,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print the first rows of each file too, as they are understood
    #[arg(long, value_name = "COUNT", default_value_t = 0, default_missing_value = "3")]
    #[arg(num_args = 0..=1, require_equals = true)]
    pub rows: usize,
    /// Lay the queries of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Lay the templates of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `formats`.
#[derive(Debug, Args)]
pub struct Formats {
    /// Say what these files are
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// List the formats; so it does without a flag
    #[arg(long, conflicts_with_all = ["show", "files"])]
    pub list: bool,
    /// Print the profile of this format, to use as it is or to change in the config
    #[arg(long, value_name = "NAME", conflicts_with = "files")]
    pub show: Option<String>,
    /// Take the formats of this config into account
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Flags of `measure`.
#[derive(Debug, Args)]
pub struct Measure {
    /// Print the JSON Schema of a report instead
    #[arg(long)]
    pub schema: bool,
    /// Write the tables that the queries see as Parquet into DIR/CASE, to try SQL on
    #[arg(long, value_name = "DIR")]
    pub tables: Option<PathBuf>,
    /// Flags about what to report on
    #[command(flatten)]
    pub scope: Scope,
    /// Write these editions into the report
    #[arg(long, value_name = "EDITION", value_delimiter = ',')]
    pub edition: Vec<String>,
    /// Write these languages into the report
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `render`.
#[derive(Debug, Args)]
pub struct Render {
    /// Files of reports as JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub reports: Vec<PathBuf>,
    /// Render again whenever a report or a template changes, until stopped
    #[arg(long)]
    pub watch: bool,
    /// Flags about the pages
    #[command(flatten)]
    pub pages: Pages,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Documents to check, or names of reports; every report that was issued where none is named
    #[arg(value_name = "PDF|NAME", conflicts_with_all = ["from", "to"])]
    pub files: Vec<PathBuf>,
    /// Check the reports on periods from this day on
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<chrono::NaiveDate>,
    /// Check the reports on periods up to this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<chrono::NaiveDate>,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Lay the queries of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub queries: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The account, as exports name it
    #[arg(value_name = "AUTHOR")]
    pub author: String,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `ingest`.
#[derive(Debug, Args)]
pub struct Ingest {
    /// Which share of the files out of how many, such as 3/8
    #[arg(long, value_name = "I/N", default_value = "1/1", value_parser = share)]
    pub shard: (u64, u64),
    /// The folder or bucket (s3://bucket/folder, gs://…, az://…) that all processes see
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Only for these cases
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub case: Vec<String>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `deliver`.
#[derive(Debug, Args)]
pub struct Deliver {
    /// Try once more what a server has refused
    #[arg(long)]
    pub refused: bool,
    /// Only these cases
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub case: Vec<String>,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for the program and one for each verb into this folder; the program's own is printed
    /// otherwise
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Flags of `bundle`.
#[derive(Debug, Args)]
pub struct Bundle {
    /// The report's id, such as soap-ad-2026-W44, or one of its documents
    #[arg(value_name = "REPORT")]
    pub report: String,
    /// Make the bag here; a folder named after the report otherwise
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of the process that sets one report in type.
#[derive(Debug, Args)]
pub struct RenderChild {
    /// Where to write
    pub folder: PathBuf,
    /// Lay the templates of this folder over the program's own
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Memory it may take
    #[arg(long, value_name = "COUNT")]
    pub memory_mb: u64,
    /// Time that all its threads may take
    #[arg(long, value_name = "COUNT")]
    pub cpu_seconds: u64,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// The two halves of an audit.
#[derive(Debug, Subcommand)]
pub enum AuditHalf {
    /// Draw texts for people to label, as CSV and as a workbook
    Draw(Draw),
    /// Read a labeled sheet back: how far the labels can be believed, and the shares corrected
    Apply(Apply),
}

/// Flags of `audit draw`.
#[derive(Debug, Args)]
pub struct Draw {
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The case; needed where the config has several
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// About how many texts to draw
    #[arg(long, value_name = "COUNT", default_value_t = 200)]
    #[arg(value_parser = clap::value_parser!(u32).range(50..=100_000))]
    pub rows: u32,
    /// Another seed draws other texts; the same one the same
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Write the sheets into this folder
    #[arg(long, value_name = "DIR", default_value = "audit")]
    pub output: PathBuf,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `audit apply`.
#[derive(Debug, Args)]
pub struct Apply {
    /// The labeled sheet, CSV or workbook
    #[arg(value_name = "FILE")]
    pub sheet: PathBuf,
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The case; needed where the config has several
    #[arg(long, value_name = "ID")]
    pub case: Option<String>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The text; `-` reads standard input
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// Its language, such as ja; guessed otherwise
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Ask the scorer of this config instead of that of ./recover-report.toml, or, where there is none,
    /// of the one in the program
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `train`.
#[derive(Debug, Args)]
pub struct Train {
    /// Files with a column of texts and one of labels
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The language of the texts, such as nl; rows in another are left out where the file says so
    #[arg(long, value_name = "LANGUAGE")]
    pub language: String,
    /// Write the model here
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,
    /// Learn from these texts alone, not upon the model in the program
    #[arg(long)]
    pub alone: bool,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}

/// Flags of `rescore`.
#[derive(Debug, Args)]
pub struct Rescore {
    /// Read this config instead of ./recover-report.toml
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Only these cases
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub case: Vec<String>,
    /// Flags about what is printed
    #[command(flatten)]
    pub talk: Talk,
}
