//! The manifest: what a report was made from, to the byte, and nothing of when or where.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Made, Templates};
use crate::assets::FONTS;
use crate::model::hash::sha256;
use crate::model::{DaySpan, Passport};
use crate::report::{Method, Provenance, Report};

/// What a report was made from.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    report_id: String,
    tool: &'a str,
    case_id: &'a str,
    period: DaySpan,
    as_of: Option<chrono::DateTime<chrono::Utc>>,
    provenance: &'a Provenance,
    inputs: &'a [Passport],
    queries: &'a [Method],
    templates: Vec<FileHash>,
    fonts: Vec<FileHash>,
    attachments: Vec<FileHash>,
}

#[derive(Debug, Serialize)]
struct FileHash {
    name: String,
    sha256: String,
    is_override: bool,
}

/// The manifest of a report and of the files made from it so far, as JSON.
pub fn manifest(report: &Report, templates: &Templates, made: &[Made]) -> Vec<u8> {
    let attachments = made.iter().map(|made| hash(&made.name, &made.bytes, false));
    let fonts = FONTS.iter().map(|(name, bytes)| hash(name, bytes, false));
    let ours = templates.overlay.names().map(str::to_owned);
    let names: BTreeSet<String> = ours.chain(templates.overrides.iter().cloned()).collect();
    let used = names.iter().filter_map(|name| {
        let found = templates.overlay.find(name).ok().flatten()?;
        Some(hash(name, &found.bytes, found.is_override))
    });
    let manifest = Manifest {
        report_id: report.id(),
        tool: &report.tool,
        case_id: &report.case.id,
        period: report.period.span(),
        as_of: report.as_of,
        provenance: &report.provenance,
        inputs: &report.inputs,
        queries: &report.methods,
        templates: used.collect(),
        fonts: fonts.collect(),
        attachments: attachments.collect(),
    };
    let mut json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
    json.push(b'\n');
    json
}

fn hash(name: &str, bytes: &[u8], is_override: bool) -> FileHash {
    FileHash { name: name.to_owned(), sha256: sha256(bytes), is_override }
}
