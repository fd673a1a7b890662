//! `check`: reads every input as the main job would, and writes nothing that stays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::ingest;
use crate::error::Error;
use crate::job::Job;
use crate::load::profile::known_columns;
use crate::load::{self, Limits, Part, ProfileSet, Reading, Rows, each_part};
use crate::measure::catalog::Catalog;
use crate::measure::check::only_declared;
use crate::model::{Kind, Passport};
use crate::render::Templates;
use crate::report::format::Language;
use crate::score::Labeler;
use crate::store::read::Object;
use crate::store::{self, Store};

/// What a look at everything found.
#[derive(Debug, Default)]
pub struct Checked {
    /// What each input file turned out to be, case by case.
    pub inputs: Vec<CheckedInput>,
    /// What is wrong.
    pub errors: Vec<Error>,
}

/// What one table turned out to be for one case.
#[derive(Debug)]
pub struct CheckedInput {
    /// The case.
    pub case_id: String,
    /// What the table turned out to be, and what became of its rows.
    pub passport: Passport,
    /// Its first rows as they are understood, by table.
    pub first_rows: BTreeMap<String, Vec<Object>>,
}

/// Looks at config, queries, templates and every input, in a store that is thrown away. Of each
/// table the first `row_count` rows are kept to be shown.
pub fn check(job: &Job, row_count: usize) -> Result<Checked, Error> {
    let catalog = Catalog::load(job.queries.as_deref())?;
    for metric in catalog.metrics() {
        only_declared(metric)?;
    }
    let templates = Templates::load(job.templates.as_deref())?;
    for language in Language::ALL {
        templates.words(language)?;
    }
    let folder = tempfile::tempdir().map_err(|source| store::Error::Disk {
        verb: "create",
        path: std::path::PathBuf::from("a temporary folder"),
        source,
    })?;
    let mut store = Store::open(folder.path(), job.now)?;
    let hidden = ProgressBar::hidden();
    let (_, failures) = ingest::ingest(job, &mut store, &Labeler::new(&job.scorer)?, &hidden)?;
    let mut inputs = Vec::new();
    for case in &job.cases {
        let case_id = &case.lens.case.id;
        for reading in store.ledger.current(case_id, None) {
            let first_rows = match row_count {
                0 => BTreeMap::new(),
                count => store.first_rows(reading, count)?,
            };
            let (case_id, passport) = (case_id.clone(), reading.passport.clone());
            inputs.push(CheckedInput { case_id, passport, first_rows });
        }
    }
    Ok(Checked { inputs, errors: failures.into_values().flatten().collect() })
}

/// What the tables inside a file are, of whatever kind, and why; and whether any of them is known.
pub fn what_is(path: &Path, profiles: &ProfileSet) -> Result<(Vec<String>, bool), load::Error> {
    let mut lines = Vec::new();
    let mut is_known = false;
    each_part(path, Limits::default(), &mut |part| {
        lines.push(part.shown().display().to_string());
        let found = recognized(part, path, profiles);
        is_known |= !matches!(found, Ok(Recognized::Unknown(_)));
        lines.extend(match found {
            Ok(Recognized::Whole(rows)) => told(&rows),
            Ok(Recognized::Lacking(profile, what)) => {
                vec![format!("  {profile}, as it seems; the config has to say more: {what}")]
            }
            Ok(Recognized::Unknown(what)) => vec![format!("  no export that is known: {what}")],
            Err(error) => return Err(error),
        });
        Ok(())
    })?;
    Ok((lines, is_known))
}

fn told(rows: &Rows) -> Vec<String> {
    let (profile, facts) = (rows.profile(), &rows.facts);
    let mut form = facts.packing.clone();
    form.push(facts.format);
    form.extend(facts.encoding.map(encoding_rs::Encoding::name));
    vec![
        format!("  {} ({})", profile.name, profile.kind.name()),
        format!("  {}", rows.found.recognized_by),
        format!("  {}", form.join(", ")),
    ]
}

/// What a table may be, when nobody has said what its rows are.
enum Recognized {
    Whole(Box<Rows>),
    /// A profile fits, but for what the config has to say.
    Lacking(String, String),
    Unknown(String),
}

/// Asks the profiles of all kinds: first those of vendors, then the generic ones, of which the one
/// that finds the most columns is believed.
fn recognized(part: &Part, path: &Path, profiles: &ProfileSet) -> Result<Recognized, load::Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let siblings = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let siblings: Vec<PathBuf> =
        siblings.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    let mut unknown = String::from("nothing of it looks like a header");
    for is_generic in [false, true] {
        let mut best: Option<(usize, Rows)> = None;
        for kind in Kind::ALL {
            let candidates = profiles.of_kind(kind).filter(|known| known.generic == is_generic);
            let reading = Reading {
                kind,
                candidates: candidates.cloned().collect(),
                others: profiles.all().to_vec(),
                encoding: None,
                limits: part.limits,
                siblings: siblings.clone(),
            };
            match load::load(part, &reading) {
                Ok(rows) => {
                    let names = known_columns(kind).iter();
                    let found = names.filter(|ours| rows.pick(ours).is_in_file()).count();
                    if best.as_ref().is_none_or(|(most, _)| *most < found) {
                        best = Some((found, rows));
                    }
                }
                Err(load::Error::UnmappedColumn { profile, column, .. }) => {
                    let what = format!("`values = {{ {column} = \"…\" }}` or its column");
                    return Ok(Recognized::Lacking(profile, what));
                }
                Err(load::Error::Unrecognized { present, .. }) => unknown = present.join(", "),
                Err(load::Error::MissingColumn { .. }) => {}
                Err(error @ (load::Error::NotText { .. } | load::Error::ForeignForm { .. })) => {
                    return Ok(Recognized::Unknown(error.to_string()));
                }
                Err(error) => return Err(error),
            }
        }
        if let Some((_, rows)) = best {
            return Ok(Recognized::Whole(Box::new(rows)));
        }
    }
    Ok(Recognized::Unknown(unknown))
}

impl Checked {
    /// The passports as lines for a person.
    pub fn lines(&self) -> Vec<String> {
        self.inputs.iter().flat_map(lines).collect()
    }
}

fn lines(input: &CheckedInput) -> Vec<String> {
    let CheckedInput { case_id, passport, first_rows } = input;
    let tally = |counts: &std::collections::BTreeMap<String, u64>| -> String {
        let told: Vec<String> =
            counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
        if told.is_empty() { "0".to_owned() } else { told.join(", ") }
    };
    let days = match (passport.first_on, passport.last_on) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no day".to_owned(),
    };
    let delimiter = match passport.delimiter.as_str() {
        "\t" => "TAB",
        other => other,
    };
    let mut lines = vec![
        format!("{} ({case_id}, {})", passport.path, passport.kind.name()),
        format!("  profile   {}: {}", passport.profile, passport.recognized_by),
        format!("  form      {}", form(passport, delimiter)),
        format!("  columns   {}", columns(passport)),
        format!(
            "  dates     {}; without a zone: {} ({})",
            passport.date_rule, passport.zone, passport.zone_from
        ),
        format!(
            "  rows      {} read = {} kept + {} about captures + {} of other cases + rejected ({}) \
             + repeated ({})",
            passport.rows_read,
            passport.rows_kept,
            passport.rows_status,
            passport.rows_set_aside,
            tally(&passport.rows_rejected),
            tally(&passport.rows_folded),
        ),
        format!("  days      {days}"),
    ];
    if !passport.unclaimed.is_empty() {
        lines.push(format!("  no case   {}", tally(&passport.unclaimed)));
    }
    if !passport.rows_changed.is_empty() {
        lines.push(format!("  changed   {}", tally(&passport.rows_changed)));
    }
    if !passport.label_words.is_empty() {
        lines.push(format!("  labels    {}", tally(&passport.label_words)));
    }
    if !passport.replaced_characters.is_empty() {
        lines.push(format!("  replaced  {}", tally(&passport.replaced_characters)));
    }
    if passport.rows_with_stray_quotes > 0 {
        let count = passport.rows_with_stray_quotes;
        lines.push(format!("  quotes    {count} rows have quotes that are not escaped"));
    }
    for warning in &passport.warnings {
        let figures: Vec<&str> = warning.figures.values().map(String::as_str).collect();
        lines.push(format!("  warning   {}: {}", warning.kind.name(), figures.join(", ")));
    }
    for (table, rows) in first_rows.iter().filter(|(table, _)| *table != "rejected") {
        for row in rows {
            let told = row.iter().filter(|(_, value)| !value.is_null());
            let told: Vec<String> = told.map(|(name, value)| format!("{name}={value}")).collect();
            lines.push(format!("  {table}: {}", told.join(" ")));
        }
    }
    lines
}

/// Which header cells are read as what, and some of those that are not read.
fn columns(passport: &Passport) -> String {
    const SHOWN: usize = 8;
    let read: Vec<String> =
        passport.columns.iter().map(|(ours, theirs)| format!("{ours} = {theirs}")).collect();
    let unread = &passport.columns_unread;
    let mut text = read.join("; ");
    if !unread.is_empty() {
        text += &format!("; not read: {}", unread[..unread.len().min(SHOWN)].join(", "));
        text += if unread.len() > SHOWN { ", and more" } else { "" };
    }
    text
}

/// What a file is made of, in a few words.
fn form(passport: &Passport, delimiter: &str) -> String {
    let mut parts = passport.packing.clone();
    parts.push(passport.format.clone());
    parts.extend((!passport.encoding.is_empty()).then(|| passport.encoding.clone()));
    parts.extend((!delimiter.is_empty()).then(|| format!("cells between `{delimiter}`")));
    if passport.header_line > 0 {
        parts.push(format!("header on line {}", passport.header_line));
    }
    parts.join(", ")
}
