//! Holds the house's own rules: who may use what, what every file says, where every metric stands.

use std::fs;
use std::path::{Path, PathBuf};

use recover_report::assets::{FONTS, QUERIES, TEMPLATES};
use recover_report::load::profile;
use recover_report::measure::catalog::Catalog;

use crate::support::checkout;

/// Which rooms may name which outside crate.
const CRATES: &[(&str, &[&str])] = &[
    ("polars", &["store", "engine", "measure"]),
    ("typst", &["render"]),
    ("typst_pdf", &["render"]),
    ("typst_kit", &["render"]),
    ("plotters", &["chart"]),
    ("maud", &["render"]),
    ("clap", &["cli.rs", "main.rs", "verbs"]),
    ("clap_complete", &["cli.rs", "main.rs"]),
    ("fluent_bundle", &["report"]),
    ("calamine", &["load"]),
    ("flate2", &["evidence", "load"]),
    ("parquet", &["load"]),
    ("struson", &["load"]),
    ("zip", &["load"]),
    ("zstd", &["load", "score"]),
    ("nalgebra", &["stats"]),
    ("statrs", &["stats", "themes"]),
    ("rbo", &["stats"]),
    ("daachorse", &["score"]),
    ("fasttext", &["score"]),
    ("rust_xlsxwriter", &["audit"]),
    ("icu_normalizer", &["score"]),
    ("icu_segmenter", &["score", "themes"]),
    ("rand", &["assess", "score", "stats", "themes"]),
    ("rand_distr", &["assess", "stats"]),
    ("siphasher", &["normalize"]),
    ("icu_datetime", &["normalize", "report"]),
    ("icu_decimal", &["report"]),
    ("indicatif", &["pipeline", "terminal.rs"]),
    ("csv", &["audit", "load", "render"]),
    ("clap_mangen", &["verbs"]),
    ("hmac", &["normalize"]),
    ("data_encoding", &["normalize"]),
    ("getrandom", &["job", "pipeline"]),
    ("der", &["evidence"]),
    ("lettre", &["mail"]),
    ("rustls_pki_types", &["evidence", "mail", "pipeline"]),
    ("rustls_native_certs", &["http.rs"]),
    ("ureq", &["http.rs"]),
    ("webpki", &["evidence"]),
    ("rlimit", &["pipeline"]),
    ("rustix", &["pipeline"]),
    ("wait_timeout", &["pipeline"]),
    ("hayro_syntax", &["evidence"]),
    ("minisign", &["evidence"]),
    ("reflink_copy", &["evidence"]),
    ("spark_connect_core", &["engine"]),
    ("spark_connect_proto", &["engine"]),
    ("object_store", &["store"]),
    ("tokio", &["engine", "store"]),
];

/// Which of our rooms each room may name, besides itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("config", &["load", "model"]),
    ("load", &["model"]),
    ("normalize", &["load", "model"]),
    ("score", &["load", "model", "normalize"]),
    ("store", &["engine", "model", "normalize"]),
    ("audit", &["load", "model", "normalize", "score", "stats", "store"]),
    ("engine", &[]),
    ("measure", &["assets", "engine", "load", "model", "stats"]),
    ("stats", &["model"]),
    ("themes", &["normalize", "stats"]),
    ("assess", &["load", "measure", "model", "stats", "themes"]),
    ("report", &["assess", "measure", "model", "stats"]),
    ("chart", &["assess", "assets", "measure", "model", "report", "stats"]),
    ("render", &["assess", "assets", "chart", "load", "measure", "model", "report", "stats"]),
    ("deliver", &["model", "render", "report"]),
    ("evidence", &["model"]),
    ("mail", &["model"]),
];

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut strays = Vec::new();
    for (file, text) in sources() {
        for (outside, rooms) in CRATES {
            let is_named = text.lines().any(|line| names(line, &format!("{outside}::")));
            if is_named && !rooms.contains(&room(&file)) {
                strays.push(format!("{} uses {outside}", file.display()));
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    let mut strays = Vec::new();
    for (file, text) in sources() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room(&file)) else {
            continue;
        };
        for (other, _) in ROOMS.iter().filter(|(other, _)| *other != room(&file)) {
            let is_named = text.lines().any(|line| line.contains(&format!("crate::{other}")));
            if is_named && !allowed.contains(other) {
                strays.push(format!("{} uses {other}", file.display()));
            }
        }
        for singled in ["crate::job", "crate::pipeline", "crate::cli", "crate::error::"] {
            if text.contains(singled) {
                strays.push(format!("{} uses {singled}", file.display()));
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "{} opens without a sentence", file.display());
    }
}

#[test]
fn every_file_of_a_folder_is_in_the_program() {
    let listed = |assets: &[(&str, &[u8])]| -> Vec<String> {
        assets.iter().map(|(name, _)| (*name).to_owned()).collect()
    };
    let mut templates = listed(TEMPLATES);
    templates.extend(listed(FONTS));
    templates.sort();
    assert_eq!(files_in("report-templates", &["typ", "ftl", "ttf"]), templates);
    let mut queries = listed(QUERIES);
    queries.sort();
    assert_eq!(files_in("queries", &["sql"]), queries);
    let mut profiles: Vec<String> =
        profile::EMBEDDED.iter().map(|(name, _)| format!("{name}.toml")).collect();
    profiles.sort();
    assert_eq!(files_in("src/load/profiles", &["toml"]), profiles);
}

/// One metric is one name wherever it stands, so that `git grep` lists the whole slice.
#[test]
fn every_metric_has_a_test_and_stands_in_a_section() {
    let sections: String = files_in("report-templates/sections", &["typ"])
        .iter()
        .map(|name| read(&Path::new("report-templates/sections").join(name)))
        .collect();
    for metric in Catalog::load(None).unwrap().metrics() {
        let name = &metric.name;
        let test = Path::new("tests/queries").join(format!("{name}.txt"));
        assert!(checkout().join(test).is_file(), "{name} has no test under tests/queries");
        assert!(sections.contains(name.as_str()), "no section shows {name}");
        assert!(metric.definition.len() > 20, "{name} does not say what it is");
    }
}

#[test]
fn templates_run_nothing_that_they_read() {
    for name in files_in("report-templates", &["typ"]) {
        let text = read(&Path::new("report-templates").join(&name));
        assert!(!text.contains("eval("), "{name} calls eval");
        assert!(!text.contains("@preview"), "{name} asks for a package");
        assert!(!text.contains("link("), "{name} makes a link");
        assert!(!text.contains("justify: true"), "{name} justifies what anybody may have written");
    }
}

fn read(relative: &Path) -> String {
    fs::read_to_string(checkout().join(relative)).unwrap()
}

/// The room a source file is in: its folder below `src`, or the file itself.
fn room(file: &Path) -> &str {
    file.iter().nth(1).unwrap().to_str().unwrap()
}

/// Whether a line names a path that begins with `start`, and not one that only ends with it.
fn names(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
    })
}

fn sources() -> Vec<(PathBuf, String)> {
    files_in("src", &["rs"])
        .into_iter()
        .map(|name| {
            let path = Path::new("src").join(name);
            let text = read(&path);
            (path, text)
        })
        .collect()
}

/// The files below a folder that end so, by path relative to it, in order.
fn files_in(folder: &str, endings: &[&str]) -> Vec<String> {
    fn walk(top: &Path, folder: &Path, endings: &[&str], found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(top, &path, endings, found);
            } else if path.extension().is_some_and(|end| endings.iter().any(|known| end == *known))
            {
                found.push(path.strip_prefix(top).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    let top = checkout().join(folder);
    let mut found = Vec::new();
    walk(&top, &top, endings, &mut found);
    found.sort();
    found
}
