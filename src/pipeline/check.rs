//! `check`: reads every input as the main job would, and writes nothing that stays.

use indicatif::ProgressBar;

use super::ingest;
use crate::error::Error;
use crate::job::Job;
use crate::measure::catalog::Catalog;
use crate::measure::check::only_declared;
use crate::model::Passport;
use crate::render::Templates;
use crate::report::format::Language;
use crate::score::lexicon::Lexicons;
use crate::store::{self, Store};

/// What a look at everything found.
#[derive(Debug, Default)]
pub struct Checked {
    /// What each input file turned out to be, case by case.
    pub passports: Vec<(String, Passport)>,
    /// What is wrong.
    pub errors: Vec<Error>,
}

/// Looks at config, queries, templates and every input, in a store that is thrown away.
pub fn check(job: &Job) -> Result<Checked, Error> {
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
    let mut store = Store::open(folder.path())?;
    let hidden = ProgressBar::hidden();
    let (_, failures) = ingest::ingest(job, &mut store, &Lexicons::embedded(), &hidden)?;
    let mut passports = Vec::new();
    for case in &job.cases {
        let case_id = &case.lens.case.id;
        for reading in store.ledger.current(case_id, None) {
            passports.push((case_id.clone(), reading.passport.clone()));
        }
    }
    Ok(Checked { passports, errors: failures.into_values().flatten().collect() })
}

impl Checked {
    /// The passports as lines for a person.
    pub fn lines(&self) -> Vec<String> {
        self.passports.iter().flat_map(|(case_id, passport)| lines(case_id, passport)).collect()
    }
}

fn lines(case_id: &str, passport: &Passport) -> Vec<String> {
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
        format!("  profile   {}: header has {}", passport.profile, passport.recognized_by),
        format!(
            "  form      {}, `{delimiter}`, header on line {}, zone {}",
            passport.encoding, passport.header_line, passport.zone
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
    lines
}
