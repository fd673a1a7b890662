//! Vendors' exports in their exact form, with invented content, and what must be understood of them.
//!
//! Each folder under `tests/formats` holds the files of one export and `expect.json`, which names
//! what matters of the passports and of the rows; what it does not name is not compared.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::support::{Folder, checkout};

const CONFIG: &str = r#"
[[case]]
id = "soap"
organization = "Northmere Soap"
subjects = ["北嶺石鹸", "Noordmeer Zeep", "northmere soap"]
incident_terms = ["boycott", "advert", "不買", "炎上", "reclame"]
search_terms = [
    { term = "Northmere Soap" },
    { term = "北嶺石鹸 評判" },
    { term = "Noordmeer Zeep ervaringen" },
]
"#;

/// The tables whose rows are compared, in this order.
const TABLES: [&str; 11] = [
    "mentions",
    "mention_counts",
    "search_results",
    "page_items",
    "search_demand",
    "events",
    "removals",
    "labels",
    "claims",
    "commitments",
    "controls",
];

#[test]
fn every_export_is_understood_as_its_expectation_says() {
    let mut faults = Vec::new();
    for story in folders() {
        let name = story.file_name().unwrap().to_string_lossy().into_owned();
        faults.extend(faults_of(&story).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every profile of ours has a fixture that it reads.
#[test]
fn every_profile_has_an_export_to_show() {
    let mut shown: Vec<String> = Vec::new();
    for story in folders() {
        let expected = expectation(&story);
        for file in expected["files"].as_array().unwrap() {
            shown.extend(file["passport"]["profile"].as_str().map(str::to_owned));
        }
    }
    let ours = recover_report::load::profile::EMBEDDED.iter().map(|(name, _)| *name);
    // These have none of their own: the sample data is full of them.
    let lacking: Vec<&str> = ours
        .filter(|name| !name.starts_with("canonical-") && !name.starts_with("brand-monitor-"))
        .filter(|name| !shown.iter().any(|shown| shown == name))
        .collect();
    assert!(lacking.is_empty(), "no fixture for {}", lacking.join(", "));
}

fn folders() -> Vec<PathBuf> {
    let top = checkout().join("tests/formats");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(top).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn expectation(story: &Path) -> Value {
    serde_json::from_slice(&fs::read(story.join("expect.json")).unwrap()).unwrap()
}

fn faults_of(story: &Path) -> Vec<String> {
    let expected = expectation(story);
    let folder = Folder::new();
    for entry in fs::read_dir(story).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name != "expect.json" {
            folder.write(&format!("in/{name}"), fs::read(&path).unwrap());
        }
    }
    let kind = expected["kind"].as_str().unwrap();
    let more = expected["config"].as_str().unwrap_or_default();
    let input = format!("[[input]]\nkind = \"{kind}\"\nfiles = [\"in/*\"]\n{more}\n");
    folder.write("recover-report.toml", format!("{CONFIG}{input}"));
    let ran = folder.run(&["check", "--json", "--rows=1000"]);
    let Ok(told) = serde_json::from_str::<Value>(&ran.stdout) else {
        return vec![format!("no JSON: {}{}", ran.stdout, ran.stderr)];
    };
    let mut faults = Vec::new();
    if ran.code != 0 {
        faults.push(format!("code {}: {}", ran.code, ran.stderr));
    }
    let inputs = told["inputs"].as_array().unwrap();
    for file in expected["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        let path = format!("in/{name}");
        let Some(found) = inputs.iter().find(|input| input["passport"]["path"] == *path) else {
            let paths: Vec<_> = inputs.iter().map(|input| &input["passport"]["path"]).collect();
            faults.push(format!("{path} is not among {paths:?}"));
            continue;
        };
        for fault in differing(&file["passport"], &found["passport"]) {
            faults.push(format!("{name}: passport: {fault}"));
        }
        faults.extend(row_faults(file, found).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    faults
}

fn row_faults(expected: &Value, found: &Value) -> Vec<String> {
    let Some(expected) = expected["rows"].as_array() else { return Vec::new() };
    let rows: Vec<&Value> =
        TABLES.iter().filter_map(|table| found["first_rows"][table].as_array()).flatten().collect();
    let mut faults = Vec::new();
    if rows.len() != expected.len() {
        faults.push(format!("{} rows, expected {}", rows.len(), expected.len()));
    }
    for (number, (expected, found)) in expected.iter().zip(&rows).enumerate() {
        for fault in differing(expected, found) {
            faults.push(format!("row {}: {fault}", number + 1));
        }
    }
    faults
}

/// What a JSON object expects that another does not say.
fn differing(expected: &Value, found: &Value) -> Vec<String> {
    let none = Map::new();
    let expected = expected.as_object().unwrap_or(&none);
    expected
        .iter()
        .filter(|(name, value)| !is_same(value, &found[name.as_str()]))
        .map(|(name, value)| format!("{name} is {}, expected {value}", found[name.as_str()]))
        .collect()
}

fn is_same(expected: &Value, found: &Value) -> bool {
    match (expected.as_f64(), found.as_f64()) {
        (Some(expected), Some(found)) => (expected - found).abs() < 1e-9,
        _ => expected == found,
    }
}
