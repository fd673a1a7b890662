//! From a report to its pages: the same in every place and thread count, in every language, and
//! with everything inside that it promises.

use recover_report::assess::themes::{Quote, ThemeFacts};
use recover_report::render::page::block::Block;
use recover_report::render::page::{Extras, Page};
use recover_report::render::{Templates, render};
use recover_report::report::Report;
use recover_report::report::format::Language;
use sha2::{Digest, Sha256};

use crate::support::{Folder, checkout};

const WEEK: [&str; 2] = ["--week", "2026-W20"];
const REPORT: &str = "reports/shop/2026-W20";

fn expected(name: &str) -> std::path::PathBuf {
    checkout().join("tests/cases/one-storm/expected").join(name)
}

/// Compares with the file of that name, or writes it when asked to.
fn compare(name: &str, found: &[u8]) {
    let path = expected(name);
    if std::env::var("UPDATE_EXPECT").is_ok_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read(&path).unwrap_or_default();
    assert!(
        expected == found,
        "{name} has changed; look at it, then run with UPDATE_EXPECT=1:\n{}",
        String::from_utf8_lossy(found)
    );
}

/// The report with what depends on the build left out: versions and hashes of our own files.
fn told(folder: &Folder) -> serde_json::Value {
    let mut report = folder.json(&format!("{REPORT}/report.json"));
    report["tool"] = "recover-report".into();
    report["provenance"]["scorer"] = "lexicon".into();
    for method in report["methods"].as_array_mut().unwrap() {
        method["sha256"] = "of the query".into();
    }
    report
}

fn report_of(folder: &Folder) -> Report {
    serde_json::from_value(folder.json(&format!("{REPORT}/report.json"))).unwrap()
}

#[test]
fn the_report_of_a_small_storm_is_the_one_we_looked_at() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let mut json = serde_json::to_vec_pretty(&told(&folder)).unwrap();
    json.push(b'\n');
    compare("report.json", &json);
    let report = report_of(&folder);
    let words = Templates::load(None).unwrap().words(Language::En).unwrap();
    let talk = recover_report::chart::negative_talk(&report, &words).unwrap().unwrap();
    compare("negative-talk.svg", talk.as_bytes());
    let pages: Vec<_> = recover_report::render::page::shown_pages(&report);
    let ranks = recover_report::chart::rank_map(&report, &pages, &words).unwrap().unwrap();
    compare("rank-map.svg", ranks.as_bytes());
    for edition in ["executive", "counsel"] {
        let page = Page::new(&report, edition, &words, Extras::default()).unwrap();
        compare(&format!("{edition}.json"), &serde_json::to_vec_pretty(&page).unwrap());
    }
}

#[test]
fn the_same_inputs_are_the_same_bytes_wherever_and_however_they_are_read() {
    let hashes = |environment: &[(&str, &str)]| -> Vec<(String, String)> {
        let folder = Folder::of_story("one-storm");
        let arguments = ["--week", "2026-W20", "--language", "en,ja,nl"];
        folder.run_with(&arguments, environment).expect(0);
        let files = folder.files("reports");
        assert!(
            files.iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")).count()
                == 6
        );
        files
            .iter()
            .map(|path| {
                let name = path.strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned();
                let digest = Sha256::digest(std::fs::read(path).unwrap());
                (name, digest.iter().map(|byte| format!("{byte:02x}")).collect())
            })
            .collect()
    };
    let here = hashes(&[
        ("TZ", "UTC"),
        ("LANG", "C"),
        ("RAYON_NUM_THREADS", "1"),
        ("POLARS_MAX_THREADS", "1"),
    ]);
    let there = hashes(&[
        ("TZ", "Asia/Tokyo"),
        ("LANG", "nl_NL.UTF-8"),
        ("RAYON_NUM_THREADS", "8"),
        ("POLARS_MAX_THREADS", "7"),
    ]);
    assert_eq!(here, there);
}

#[test]
fn measure_and_then_render_is_the_main_job() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let measured = folder.run(&["measure", "--week", "2026-W20"]).expect(0);
    folder.write("r.json", &measured.stdout);
    folder.run(&["render", "r.json", "--output", "again"]).expect(0);
    let name = "shop/2026-W20/shop-2026-W20-executive-en.pdf";
    assert!(folder.read(&format!("reports/{name}")) == folder.read(&format!("again/{name}")));
}

#[test]
fn every_pdf_carries_report_tables_and_manifest() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let pdf = folder.read(&format!("{REPORT}/shop-2026-W20-executive-en.pdf"));
    let text = String::from_utf8_lossy(&pdf);
    for name in ["report.json", "manifest.json", "lingering_register.csv", "talk_days.csv"] {
        assert!(text.contains(name), "{name} is not attached");
    }
    assert!(text.contains("pdfaid:part>3<") && text.contains("pdfaid:conformance>A<"));
    assert!(text.contains("pdfuaid:part>1<"));
    let manifest = folder.json(&format!("{REPORT}/manifest.json"));
    assert_eq!(manifest["inputs"].as_array().unwrap().len(), 5);
    for attached in manifest["attachments"].as_array().unwrap() {
        let bytes = folder.read(&format!("{REPORT}/{}", attached["name"].as_str().unwrap()));
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(attached["sha256"], hash.as_str());
    }
}

#[test]
fn a_table_has_a_row_for_every_row_of_the_report() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let report = folder.json(&format!("{REPORT}/report.json"));
    for (table, rows) in [
        ("talk_days", &report["talk"]["days"]),
        ("negative_share", &report["talk"]["shares"]),
        ("lingering_register", &report["record"]["register"]),
        ("rank_path", &report["record"]["rank_path"]),
        ("event_log", &report["events"]),
        ("removal_docket", &report["removals"]),
    ] {
        let text = folder.read(&format!("{REPORT}/tables/{table}.csv"));
        let count = csv::Reader::from_reader(text.as_slice()).records().count();
        assert_eq!(count, rows.as_array().unwrap().len(), "{table}");
    }
}

#[test]
fn a_period_without_data_gives_a_report_that_says_so() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["--week", "2025-W02", "--language", "en,ja,nl"]).expect(4);
    assert_eq!(ran.stdout.lines().count(), 8);
    let report = folder.json("reports/shop/2025-W02/report.json");
    let kinds: Vec<_> =
        report["notes"].as_array().unwrap().iter().map(|note| note["kind"].clone()).collect();
    assert!(kinds.contains(&"no-data".into()), "{kinds:?}");
    assert!(report["talk"]["days"].as_array().unwrap().is_empty());
}

#[test]
fn an_export_without_rows_is_no_week_without_criticism() {
    let folder = Folder::of_story("one-storm");
    let text = String::from_utf8(folder.read("mentions.csv")).unwrap();
    folder.write("mentions.csv", format!("{}\n", text.lines().next().unwrap()));
    folder.run(&WEEK).expect(0);
    let report = folder.json(&format!("{REPORT}/report.json"));
    assert!(report["notes"].as_array().unwrap().iter().any(|note| note["kind"] == "no-talk"));
    let standing = &report["verdict"]["talk"];
    assert_eq!(standing["verdict"], "cannot-tell");
    assert!(standing["now"]["value"].is_null(), "{standing}");
    let page = String::from_utf8(folder.read(&format!("{REPORT}/report.html"))).unwrap();
    assert!(page.contains("That is not the same as no criticism."));
}

#[test]
fn the_schema_describes_the_report() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let schema = folder.run(&["measure", "--schema"]).expect(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut report = folder.json(&format!("{REPORT}/report.json"));
    assert!(validator.is_valid(&report));
    report["record"]["register"][0]["best_position"] = "first".into();
    assert!(!validator.is_valid(&report));
}

#[test]
fn every_language_has_every_message_and_none_that_nobody_uses() {
    let templates = Templates::load(None).unwrap();
    let ids = |language| {
        let mut ids = templates.words(language).unwrap().ids().to_vec();
        ids.sort();
        ids
    };
    let english = ids(Language::En);
    for language in Language::ALL {
        assert_eq!(ids(language), english, "{language:?}");
    }
    let root = checkout();
    let mut used = String::new();
    for folder in [
        "src/render",
        "src/render/page",
        "src/render/page/counsel",
        "src/report",
        "report-templates",
        "report-templates/sections",
    ] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "rs" || end == "typ") {
                used += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    // Words that a table's own word chooses.
    let chosen = [
        "state-",
        "event-",
        "outcome-",
        "channel-",
        "note-",
        "needs-",
        "fact-",
        "found-",
        "shape-",
        "step-",
        "verdict-",
        "section-",
        "column-",
        "label-",
        "clock-",
        "kept-",
        "logs-state-",
        "promise-state-",
        "role-",
        "finding-",
        "choice-",
        "reason-",
        "kind-",
        "item-",
        "language-",
        "against-",
        "method-",
        "glossary-",
        "blind-",
        "provenance-",
        "mail-edition-",
    ];
    let is_used = |id: &str| {
        let bare = ["texts", "counts", "shares"].iter().find_map(|basis| id.strip_suffix(basis));
        used.contains(&format!("\"{id}\""))
            || used.contains(&format!("words.{id}"))
            || bare.is_some_and(|bare| used.contains(&format!("\"{bare}{{")))
            || chosen.iter().any(|prefix| id.starts_with(prefix))
    };
    let unused: Vec<&String> = english.iter().filter(|id| !is_used(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// What an executive gets to see: the page, and everything inside the PDF.
fn shown_to_executives(report: &Report) -> String {
    let report = report.for_executives();
    let templates = Templates::load(None).unwrap();
    let mut shown = String::new();
    for language in Language::ALL {
        let words = templates.words(language).unwrap();
        let page = Page::new(&report, "executive", &words, Extras::default()).unwrap();
        shown += &serde_json::to_string(&page).unwrap();
    }
    let html = Report { editions: vec!["executive".to_owned()], ..report };
    for file in render(&html, &templates).unwrap().files {
        if !file.name.ends_with(".pdf") && !file.name.starts_with("queries/") {
            shown += &String::from_utf8_lossy(&file.bytes);
        }
    }
    shown
}

#[test]
fn an_executive_sees_nothing_of_the_people_who_wrote() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let mut report = report_of(&folder);
    report.talk.themes.push(ThemeFacts {
        against: "baseline".to_owned(),
        language: "en".to_owned(),
        words: "petersen".to_owned(),
        z: 3.0,
        count: 9,
        before_count: 1,
        share: 0.3,
        before_share: 0.1,
        quotes: vec![Quote {
            mention_id: "m1".to_owned(),
            language: "en".to_owned(),
            platform: "x".to_owned(),
            text: "Jan the cook told me in the queue".to_owned(),
            decided_by: Vec::new(),
        }],
    });
    report.counsel.distribution.push("Ms Counsel".to_owned());
    let mut people = vec!["petersen", "Jan the cook", "Ms Counsel"];
    let pages = report.record.register.iter();
    people.extend(pages.flat_map(|page| [page.url.as_str(), page.title.as_str()]));
    people.extend(report.record.rank_path.iter().map(|point| point.url.as_str()));
    people.extend(report.removals.iter().map(|removal| removal.url.as_str()));
    let items = report.talk.storms.iter().flat_map(|storm| &storm.items);
    people.extend(items.flat_map(|item| [item.text.as_str(), item.mention_id.as_str()]));
    let quotes = report.talk.quotes.iter();
    people.extend(quotes.flat_map(|quote| [quote.text.as_str(), quote.mention_id.as_str()]));
    people.extend(report.rejected.iter().map(|row| row.detail.as_str()));
    people.retain(|found| !found.is_empty());
    assert!(people.len() > 12, "{people:?}");
    let whole = serde_json::to_string(&report).unwrap();
    assert!(people.iter().all(|found| whole.contains(&found.replace('"', "\\\""))));
    let shown = shown_to_executives(&report);
    let leaks: Vec<_> = people.iter().filter(|found| shown.contains(**found)).collect();
    assert!(leaks.is_empty(), "{leaks:?}");
}

/// The numbers of a text, as they are written.
fn numbers(text: &str) -> std::collections::BTreeSet<String> {
    let mut numbers = std::collections::BTreeSet::new();
    let mut number = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (!number.is_empty() && matches!(c, '.' | ',')) {
            number.push(c);
        } else if !number.is_empty() {
            numbers.insert(number.trim_end_matches(['.', ',']).to_owned());
            number.clear();
        }
    }
    numbers
}

#[test]
fn every_number_of_the_executive_edition_is_in_counsels() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let report = report_of(&folder);
    let templates = Templates::load(None).unwrap();
    for language in Language::ALL {
        let words = templates.words(language).unwrap();
        let told = |edition: &str| {
            let page = Page::new(&report, edition, &words, Extras::default()).unwrap();
            numbers(&serde_json::to_string(&page).unwrap())
        };
        let (executive, counsel) = (told("executive"), told("counsel"));
        let missing: Vec<_> = executive.difference(&counsel).collect();
        assert!(missing.is_empty(), "{language:?}: {missing:?}");
        assert!(executive.len() > 40);
    }
}

#[test]
fn figures_are_the_same_in_every_language() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let report = report_of(&folder);
    let templates = Templates::load(None).unwrap();
    for edition in ["executive", "counsel"] {
        let figures = |language| {
            let words = templates.words(language).unwrap();
            let page = Page::new(&report, edition, &words, Extras::default()).unwrap();
            let mut figures: Vec<String> = Vec::new();
            for section in page.sections.values() {
                for block in &section.blocks {
                    if let Block::Table(table) = block {
                        for (at, _) in table.columns.iter().enumerate().filter(|(_, c)| c.is_number)
                        {
                            figures.extend(table.rows.iter().map(|row| row[at].text.clone()));
                        }
                    }
                }
            }
            // Decimals have a comma in Dutch; minus signs and digits are the same everywhere.
            figures
                .into_iter()
                .map(|figure| figure.replace(',', ".").replace(['\u{a0}', ' '], ""))
                .collect::<Vec<_>>()
        };
        let english = figures(Language::En);
        assert!(edition == "executive" || english.len() > 30, "{}", english.len());
        let spelled = |figures: &[String]| -> Vec<String> {
            figures
                .iter()
                .map(|text| numbers(text).into_iter().collect::<Vec<_>>().join(" "))
                .collect()
        };
        for language in [Language::Ja, Language::Nl] {
            assert_eq!(spelled(&figures(language)), spelled(&english), "{language:?}");
        }
    }
}

#[test]
fn a_document_that_cannot_keep_a_promise_is_made_all_the_same_and_says_so() {
    let folder = Folder::of_story("one-storm");
    let changes = String::from_utf8(
        recover_report::assets::embedded(recover_report::assets::TEMPLATES, "sections/changes.typ")
            .unwrap()
            .to_vec(),
    )
    .unwrap();
    // A drawing without words for those who cannot see it.
    let without_alt = format!(
        "{}\n#let changes(data) = image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"))\n",
        changes.split("#let changes").next().unwrap()
    );
    folder.write("mine/sections/changes.typ", without_alt);
    let asked = ["--week", "2026-W20", "--edition", "executive", "--templates", "mine"];
    let ran = folder.run(&asked).expect(4);
    assert!(ran.stderr.contains("keeps less than it should"), "{}", ran.stderr);
    let pdf = folder.read(&format!("{REPORT}/shop-2026-W20-executive-en.pdf"));
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("pdfaid:conformance>B<") && !text.contains("pdfuaid:part"));
}

#[test]
fn a_document_that_can_be_no_archive_is_made_all_the_same_and_says_so() {
    let folder = Folder::of_story("one-storm");
    let ours = recover_report::assets::TEMPLATES;
    let ours = recover_report::assets::embedded(ours, "executive.typ").unwrap();
    // A character that is none, and in no passage that could be withheld.
    let broken = format!("{}\n#\"\\u{{fffe}}\"\n", String::from_utf8_lossy(ours));
    folder.write("mine/executive.typ", broken);
    let asked = ["--week", "2026-W20", "--edition", "executive", "--templates", "mine"];
    let ran = folder.run(&asked).expect(4);
    assert_eq!(ran.stderr.matches("keeps less than it should").count(), 2, "{}", ran.stderr);
    let pdf = folder.read(&format!("{REPORT}/shop-2026-W20-executive-en.pdf"));
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.starts_with("%PDF-1.7") && !text.contains("pdfaid:part"));
}

#[test]
fn a_passage_that_cannot_be_set_is_withheld_and_told() {
    let folder = Folder::of_story("one-storm");
    let ours = String::from_utf8(
        recover_report::assets::embedded(recover_report::assets::TEMPLATES, "components.typ")
            .unwrap()
            .to_vec(),
    )
    .unwrap();
    // A letter that no font has, wherever one word is shown.
    let broken = ours.replace(
        "#let cell-body(cell) = {",
        "#let cell-body(cell) = {\n  if cell.text.contains(\"the shop\") { \"\\u{e000}\" }",
    );
    assert_ne!(ours, broken);
    folder.write("mine/components.typ", broken);
    let asked = ["--week", "2026-W20", "--edition", "executive", "--templates", "mine"];
    folder.run(&asked).expect(4);
    let pdf = folder.read(&format!("{REPORT}/shop-2026-W20-executive-en.pdf"));
    assert!(String::from_utf8_lossy(&pdf).contains("pdfaid:conformance>A<"));
}

#[test]
fn every_note_has_its_sentence_in_every_language() {
    let templates = Templates::load(None).unwrap();
    let source = include_str!("../../src/model/note.rs");
    let kinds: Vec<&str> = source
        .split("pub enum NoteKind {")
        .nth(1)
        .unwrap()
        .split("\n}")
        .next()
        .unwrap()
        .lines()
        .filter_map(|line| {
            line.trim().strip_suffix(',').filter(|name| name.chars().all(char::is_alphanumeric))
        })
        .collect();
    assert!(kinds.len() > 8);
    for language in Language::ALL {
        let words = templates.words(language).unwrap();
        for kind in &kinds {
            let mut id = "note".to_owned();
            for c in kind.chars() {
                if c.is_uppercase() {
                    id.push('-');
                }
                id.extend(c.to_lowercase());
            }
            assert!(words.ids().contains(&id), "{language:?} has no {id}");
        }
    }
}

#[test]
fn a_template_of_the_reader_s_own_is_used_and_marked() {
    let folder = Folder::of_story("one-storm");
    let ours = std::str::from_utf8(
        recover_report::assets::embedded(recover_report::assets::TEMPLATES, "lang/en.ftl").unwrap(),
    )
    .unwrap()
    .to_owned();
    folder.write("mine/lang/en.ftl", ours.replace("title = Recovery report", "title = Our week"));
    folder.run(&["--week", "2026-W20", "--templates", "mine"]).expect(0);
    let manifest = folder.json(&format!("{REPORT}/manifest.json"));
    let overridden: Vec<_> = manifest["templates"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|template| template["is_override"] == true)
        .map(|template| template["name"].clone())
        .collect();
    assert_eq!(overridden, ["lang/en.ftl"]);
}

#[test]
fn a_query_of_the_reader_s_own_is_used_and_marked() {
    let folder = Folder::of_story("one-storm");
    let ours = std::str::from_utf8(
        recover_report::assets::embedded(recover_report::assets::QUERIES, "event_log.sql").unwrap(),
    )
    .unwrap()
    .to_owned();
    folder.write("mine/event_log.sql", ours.replace("day_index <= ends_day", "kind = 'apology'"));
    folder.run(&["--week", "2026-W20", "--queries", "mine"]).expect(0);
    let report = folder.json(&format!("{REPORT}/report.json"));
    assert_eq!(report["events"].as_array().unwrap().len(), 1);
    let notes = report["notes"].as_array().unwrap();
    assert!(
        notes
            .iter()
            .any(|note| note["kind"] == "override" && note["figures"]["name"] == "event_log")
    );
}

/// A section's lists, item by item.
fn items(page: &Page, section: &str) -> Vec<String> {
    let blocks = page.sections[section].blocks.iter();
    let lists = blocks.filter_map(|block| match block {
        Block::List { items, .. } => Some(items.clone()),
        _ => None,
    });
    lists.flatten().collect()
}

#[test]
fn what_came_back_is_told_once_and_asked_for_again_only_if_it_was_asked_for() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let mut report = report_of(&folder);
    let words = Templates::load(None).unwrap().words(Language::En).unwrap();
    report.record.register.truncate(1);
    let page = &mut report.record.register[0];
    (page.state, page.is_lingering, page.is_owned) = ("resurfaced".to_owned(), true, false);
    let url = page.url.clone();
    let decisions = |report: &Report| {
        let page = Page::new(report, "counsel", &words, Extras::default()).unwrap();
        assert!(items(&page, "register").iter().any(|line| line.starts_with("No page lingers")));
        let lines = items(&page, "findings").into_iter();
        lines.filter(|line| line.contains("came back among")).collect::<Vec<_>>()
    };
    report.removals.iter_mut().for_each(|removal| removal.url = "https://a.example/".to_owned());
    let found = decisions(&report);
    assert!(found.len() == 1 && !found[0].contains("again"), "{found:?}");
    report.removals[0].url = url;
    let found = decisions(&report);
    assert!(found.len() == 1 && found[0].contains("ask again"), "{found:?}");
}

#[test]
fn of_hundreds_of_events_the_chart_marks_those_that_are_listed() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let mut report = report_of(&folder);
    let words = Templates::load(None).unwrap().words(Language::En).unwrap();
    let event = report.events.last().unwrap().clone();
    report.events = vec![event; 300];
    let page = Page::new(&report, "executive", &words, Extras::default()).unwrap();
    let listed: Vec<&str> = page.events.iter().map(|event| event.number.as_str()).collect();
    assert_eq!(listed.len(), 12);
    let note = page.talk.chart.unwrap().note;
    assert!(note.contains("the latest 12 things"), "{note}");
    let svg = recover_report::chart::negative_talk(&report, &words).unwrap().unwrap();
    let texts: Vec<&str> = svg.split("<text ").skip(1).collect();
    let x_of = |number: &str| -> f64 {
        let is_it = |text: &&&str| text.split(['>', '<']).any(|part| part.trim() == number);
        let text = texts.iter().find(is_it).unwrap_or_else(|| panic!("{number} is not marked"));
        text.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
    };
    let places: Vec<f64> = listed.iter().map(|number| x_of(number)).collect();
    assert!(places.windows(2).all(|pair| 20.0 < pair[1] - pair[0]), "{places:?}");
    assert!(places.iter().all(|place| (84.0..1600.0).contains(place)), "{places:?}");
    assert!(!texts.iter().any(|text| text.contains(">\n288\n") || text.contains(">288<")));
}
