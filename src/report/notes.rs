//! What makes a number doubtful, found from the report itself.

use std::collections::BTreeSet;

use super::{Report, findings};
use crate::measure::rows::NegativeShare;
use crate::model::{NO_SCORER, Note, NoteKind};

/// Above this share of unscored texts the negative share leaves too much out to pass over.
const UNSCORED_SHARE: f64 = 0.05;

/// The notes that a report's own numbers call for.
pub fn of_report(report: &Report) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(missing_data(report));
    notes.extend(captures(report));
    notes.extend(talk(report));
    notes.extend(rows(report));
    notes.extend(findings::notes(&report.findings));
    let overrides = report.methods.iter().filter(|method| method.is_override);
    notes.extend(
        overrides.map(|method| Note::new(NoteKind::Override, [("name", method.metric.clone())])),
    );
    notes
}

fn missing_data(report: &Report) -> Option<Note> {
    let has_talk = report.talk_span("period").is_some();
    let has_capture = report.record_span("period").is_some_and(|span| span.ok_capture_count > 0);
    let kind = match (has_talk, has_capture) {
        (true, true) => return None,
        (false, false) => NoteKind::NoData,
        (false, true) => NoteKind::NoTalk,
        (true, false) => NoteKind::NoCapture,
    };
    Some(Note::new(kind, []))
}

fn captures(report: &Report) -> Vec<Note> {
    let mut notes = Vec::new();
    let failed: Vec<_> = report.record.pages().filter(|day| day.failed_count > 0).collect();
    if let (Some(first), Some(last)) = (
        failed.iter().map(|day| day.captured_on).min(),
        failed.iter().map(|day| day.captured_on).max(),
    ) {
        let count: i64 = failed.iter().map(|day| day.failed_count).sum();
        let days: BTreeSet<_> = failed.iter().map(|day| day.captured_on).collect();
        let figures = [
            ("count", count.to_string()),
            ("days", days.len().to_string()),
            ("from", first.to_string()),
            ("to", last.to_string()),
        ];
        notes.push(Note::new(NoteKind::FailedCaptures, figures));
    }
    let holes = &report.record.holes;
    if !holes.is_empty() {
        let days: i64 = holes.iter().map(|hole| hole.days()).sum();
        let figures = [("count", holes.len().to_string()), ("days", days.to_string())];
        notes.push(Note::new(NoteKind::CaptureHoles, figures));
    }
    notes
}

fn talk(report: &Report) -> Vec<Note> {
    let mut notes = Vec::new();
    if report.talk.quiet.is_none() {
        notes.push(Note::new(NoteKind::NoBaseline, []));
    }
    let has_stale_audit = report.notes.iter().any(|note| note.kind == NoteKind::StaleAudit);
    // Whoever gives counts had them labeled by a machine too.
    let is_by_machine = |row: &NegativeShare| {
        row.by_machine_count > 0 || (row.basis != "texts" && row.scored_count > 0)
    };
    let has_machine = report.talk.shares.iter().any(|share| is_by_machine(&share.row));
    if has_machine && report.talk.audited.is_none() && !has_stale_audit {
        notes.push(Note::new(NoteKind::Uncorrected, []));
    }
    if report.talk_basis() == "shares" && !report.talk.days.is_empty() {
        notes.push(Note::new(NoteKind::SharesOnly, []));
    }
    let span = report.period.span();
    let in_period = report
        .talk
        .shares
        .iter()
        .map(|share| &share.row)
        .filter(|row| span.contains(row.published_on));
    let (unscored, scored) = in_period.fold((0, 0), |(unscored, scored), row| {
        (unscored + row.unscored_count, scored + row.scored_count)
    });
    if unscored as f64 > UNSCORED_SHARE * (unscored + scored) as f64 {
        let kind = match report.provenance.scorer.as_str() {
            NO_SCORER => NoteKind::NoScorer,
            _ => NoteKind::Unscored,
        };
        notes.push(Note::new(kind, [("count", unscored.to_string())]));
    }
    notes
}

fn rows(report: &Report) -> Vec<Note> {
    let mut notes = Vec::new();
    let rejected: u64 = report.inputs.iter().map(crate::model::Passport::rejected_count).sum();
    if rejected > 0 {
        notes.push(Note::new(NoteKind::RejectedRows, [("count", rejected.to_string())]));
    }
    let replaced: u64 = report.inputs.iter().map(crate::model::Passport::replaced_count).sum();
    if replaced > 0 {
        notes.push(Note::new(NoteKind::ReplacedCharacters, [("count", replaced.to_string())]));
    }
    for kind in [NoteKind::MangledIds, NoteKind::PassedOver] {
        let warnings = report.inputs.iter().flat_map(|passport| &passport.warnings);
        let count = warnings.filter(|warning| warning.kind == kind).count();
        if count > 0 {
            notes.push(Note::new(kind, [("count", count.to_string())]));
        }
    }
    notes
}
