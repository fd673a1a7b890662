//! Did the world change, or the measurement? What the data themselves say of how they were taken.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use crate::model::{Note, NoteKind, Passport};
use crate::stats::{caps, steps};

/// A change of the measurement, which a reader may take for one of the world.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What sort of change.
    pub kind: FindingKind,
    /// What it is about: a source, a search term, a profile, a file.
    pub about: String,
    /// The first day it bears on.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
    /// What it was before, or how much of it there is.
    pub before: String,
    /// What it is from there on.
    pub after: String,
}

/// What sort of change of the measurement.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// The totals of a source sit at a ceiling. `after` is the ceiling, `before` the days at it.
    FetchCap,
    /// Captures of a term look further down than before, or less far.
    DepthChange,
    /// Captures failed. `before` is how many.
    CollectorOutage,
    /// Days without a usable capture, within the rhythm of the others.
    Hole,
    /// A term goes by another name.
    RenamedTerm,
    /// Items that an export had and a later one of the same days has no more. `before` is how many.
    VanishedItems,
    /// A vendor writes its labels in other words.
    LabelWords,
    /// Items whose text or label a later export changed. `before` is how many.
    ChangedItems,
}

impl FindingKind {
    /// The kind's name, which is also that of its message.
    pub fn name(self) -> &'static str {
        match self {
            Self::FetchCap => "fetch-cap",
            Self::DepthChange => "depth-change",
            Self::CollectorOutage => "collector-outage",
            Self::Hole => "hole",
            Self::RenamedTerm => "renamed-term",
            Self::VanishedItems => "vanished-items",
            Self::LabelWords => "label-words",
            Self::ChangedItems => "changed-items",
        }
    }
}

/// The findings of a report.
pub fn of_report(report: &Report) -> Vec<Finding> {
    let mut findings = fetch_caps(report);
    findings.extend(depth_changes(report));
    findings.extend(outages(report));
    findings.extend(holes(report));
    findings.extend(renamed_terms(report));
    findings.extend(vanished(report));
    findings.extend(of_passports(&report.inputs));
    findings.sort();
    findings
}

fn fetch_caps(report: &Report) -> Vec<Finding> {
    let mut series: BTreeMap<(&str, &str), Vec<(NaiveDate, i64)>> = BTreeMap::new();
    for day in &report.talk.sources {
        let of = (day.source.as_str(), day.basis.as_str());
        series.entry(of).or_default().push((day.counted_on, day.item_count));
    }
    let capped = series.into_iter().flat_map(|((source, _), totals)| {
        caps(&totals).into_iter().map(move |cap| Finding {
            kind: FindingKind::FetchCap,
            about: source.to_owned(),
            from: Some(cap.first_on),
            to: Some(cap.last_on),
            before: cap.days_at.to_string(),
            after: cap.value.to_string(),
        })
    });
    capped.collect()
}

fn depth_changes(report: &Report) -> Vec<Finding> {
    let mut series: BTreeMap<(&str, &str), Vec<(NaiveDate, i64)>> = BTreeMap::new();
    for day in report.record.pages().filter(|day| day.ok_count > 0) {
        let of = (day.search_term.as_str(), day.viewpoint.as_str());
        series.entry(of).or_default().push((day.captured_on, day.depth));
    }
    let changed = series.into_iter().flat_map(|((term, viewpoint), depths)| {
        steps(&depths).into_iter().map(move |step| Finding {
            kind: FindingKind::DepthChange,
            about: format!("{term} ({viewpoint})"),
            from: Some(step.on),
            to: None,
            before: step.before.to_string(),
            after: step.after.to_string(),
        })
    });
    changed.collect()
}

/// Failed captures, those of consecutive days together.
fn outages(report: &Report) -> Vec<Finding> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for day in report.record.pages().filter(|day| day.failed_count > 0) {
        *days.entry(day.captured_on).or_default() += day.failed_count;
    }
    let mut runs: Vec<(NaiveDate, NaiveDate, i64)> = Vec::new();
    for (day, count) in days {
        match runs.last_mut() {
            Some((_, last, total)) if day == *last + chrono::Days::new(1) => {
                *last = day;
                *total += count;
            }
            _ => runs.push((day, day, count)),
        }
    }
    let outage = |(from, to, count): (NaiveDate, NaiveDate, i64)| Finding {
        kind: FindingKind::CollectorOutage,
        about: String::new(),
        from: Some(from),
        to: Some(to),
        before: count.to_string(),
        after: String::new(),
    };
    runs.into_iter().map(outage).collect()
}

fn holes(report: &Report) -> Vec<Finding> {
    let hole = |hole: &crate::model::DaySpan| Finding {
        kind: FindingKind::Hole,
        about: String::new(),
        from: Some(hole.from),
        to: Some(hole.to),
        before: hole.days().to_string(),
        after: String::new(),
    };
    report.record.holes.iter().map(hole).collect()
}

/// A name that stops before another begins: of those that had stopped by then, the last.
fn renamed_terms(report: &Report) -> Vec<Finding> {
    let names = &report.record.names;
    let renamed = names.iter().filter_map(|name| {
        let earlier = names
            .iter()
            .filter(|other| other.search_term == name.search_term && other.last_on < name.first_on);
        let before = earlier.max_by_key(|other| other.last_on)?;
        Some(Finding {
            kind: FindingKind::RenamedTerm,
            about: name.search_term.clone(),
            from: Some(name.first_on),
            to: None,
            before: before.named_as.clone(),
            after: name.named_as.clone(),
        })
    });
    renamed.collect()
}

fn vanished(report: &Report) -> Vec<Finding> {
    let path = |file_id: &str| {
        let passport = report.inputs.iter().find(|passport| passport.file_id == file_id);
        passport.map_or_else(|| file_id.to_owned(), |passport| passport.path.clone())
    };
    let vanished = report.talk.vanished.iter().map(|items| Finding {
        kind: FindingKind::VanishedItems,
        about: path(&items.missing_from),
        from: Some(items.first_on),
        to: Some(items.last_on),
        before: items.vanished_count.to_string(),
        after: String::new(),
    });
    vanished.collect()
}

/// What a series of exports of one form says: words for labels that come or go, items that changed.
fn of_passports(inputs: &[Passport]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut words: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut inputs: Vec<&Passport> = inputs.iter().collect();
    inputs.sort_by_key(|passport| (passport.first_on, passport.path.as_str()));
    for passport in inputs {
        let finding = |kind, before: String, after: String| Finding {
            kind,
            about: passport.path.clone(),
            from: passport.first_on,
            to: passport.last_on,
            before,
            after,
        };
        let changed: u64 = passport.rows_changed.values().sum();
        if changed > 0 {
            findings.push(finding(FindingKind::ChangedItems, changed.to_string(), String::new()));
        }
        // Numbers are no vocabulary.
        let is_word = |word: &&String| word.parse::<f64>().is_err();
        let now: BTreeSet<String> =
            passport.label_words.keys().filter(is_word).map(|word| word.to_lowercase()).collect();
        if now.is_empty() {
            continue;
        }
        let known = words.entry(&passport.profile).or_default();
        let new: Vec<&str> = now.difference(known).map(String::as_str).collect();
        if !known.is_empty() && !new.is_empty() {
            let known = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            findings.push(finding(FindingKind::LabelWords, known, new.join(", ")));
        }
        known.extend(now);
    }
    findings
}

/// The notes by which the pages tell of findings: those of one sort and day together.
pub fn notes(findings: &[Finding]) -> Vec<Note> {
    let mut notes = Vec::new();
    let of = |kind| findings.iter().filter(move |finding| finding.kind == kind);
    for finding in of(FindingKind::FetchCap) {
        let figures = [
            ("source", finding.about.clone()),
            ("limit", finding.after.clone()),
            ("from", shown(finding.from)),
            ("to", shown(finding.to)),
        ];
        notes.push(Note::new(NoteKind::FetchCap, figures));
    }
    let mut depths: BTreeMap<(Option<NaiveDate>, &str, &str), i64> = BTreeMap::new();
    for finding in of(FindingKind::DepthChange) {
        *depths.entry((finding.from, &finding.before, &finding.after)).or_default() += 1;
    }
    for ((from, before, after), count) in depths {
        let figures = [
            ("count", count.to_string()),
            ("from", shown(from)),
            ("before", before.to_owned()),
            ("after", after.to_owned()),
        ];
        notes.push(Note::new(NoteKind::DepthChange, figures));
    }
    for finding in of(FindingKind::RenamedTerm) {
        let figures = [
            ("before", finding.before.clone()),
            ("after", finding.after.clone()),
            ("from", shown(finding.from)),
        ];
        notes.push(Note::new(NoteKind::RenamedTerm, figures));
    }
    let total =
        |kind| -> i64 { of(kind).filter_map(|finding| finding.before.parse::<i64>().ok()).sum() };
    for (kind, note) in [
        (FindingKind::VanishedItems, NoteKind::VanishedItems),
        (FindingKind::ChangedItems, NoteKind::ChangedItems),
    ] {
        if total(kind) > 0 {
            notes.push(Note::new(note, [("count", total(kind).to_string())]));
        }
    }
    for finding in of(FindingKind::LabelWords) {
        let figures = [("file", finding.about.clone()), ("words", finding.after.clone())];
        notes.push(Note::new(NoteKind::LabelWords, figures));
    }
    notes
}

fn shown(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn passport(path: &str, words: &[&str], changed: u64) -> Passport {
        let mut passport = Passport { path: path.to_owned(), ..Passport::blank(Kind::Mentions) };
        passport.profile = "brandwatch".to_owned();
        passport.label_words = words.iter().map(|word| ((*word).to_owned(), 1)).collect();
        if changed > 0 {
            passport.rows_changed.insert("same-id".to_owned(), changed);
        }
        passport
    }

    #[test]
    fn a_word_that_no_export_before_had_is_told_once() {
        let found = of_passports(&[
            passport("1.csv", &["negative", "neutral"], 0),
            passport("2.csv", &["negative", "Unknown"], 0),
            passport("3.csv", &["unknown", "neutral", "0.5"], 0),
        ]);
        let told: Vec<_> = found.iter().map(|found| (&*found.about, &*found.after)).collect();
        assert_eq!(told, [("2.csv", "unknown")]);
    }

    #[test]
    fn changed_items_are_counted_by_file_and_told_together() {
        let found = of_passports(&[passport("1.csv", &[], 2), passport("2.csv", &[], 3)]);
        assert_eq!(found.len(), 2);
        let notes = notes(&found);
        assert_eq!(notes[0].figures["count"], "5");
    }
}
