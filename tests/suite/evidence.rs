//! Weeks, revisions, and what a court may ask: nothing is overwritten, nothing is done twice, and
//! whatever was changed is named.

use std::fs;
use std::path::{Path, PathBuf};

use recover_report::model::hash::sha256;

use crate::support::{Folder, Ran};

const WEEK: [&str; 2] = ["--week", "2026-W20"];

fn hashes(folder: &Folder, below: &str) -> Vec<(PathBuf, Vec<u8>)> {
    folder.files(below).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn ledger(folder: &Folder) -> String {
    String::from_utf8(folder.read("state/ledger.jsonl")).unwrap()
}

fn append(folder: &Folder, name: &str, text: &str) {
    let mut bytes = folder.read(name);
    bytes.extend(text.as_bytes());
    folder.write(name, bytes);
}

#[test]
fn a_week_that_is_done_is_done_and_a_changed_one_is_a_revision_that_names_what_it_supersedes() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let first = hashes(&folder, "reports");
    let lines = ledger(&folder).lines().count();
    let again = folder.run(&WEEK).expect(0);
    assert!(again.stderr.contains("shop-2026-W20: done already"), "{}", again.stderr);
    assert_eq!(again.stdout.lines().count(), 4);
    assert_eq!(hashes(&folder, "reports"), first);
    append(&folder, "events.csv", "2026-05-14,measure,shop,A late entry\n");
    folder.run(&WEEK).expect(0);
    for (path, bytes) in &first {
        assert!(fs::read(path).unwrap() == *bytes, "{} was overwritten", path.display());
    }
    let second = folder.json("reports/shop/2026-W20-r2/report.json");
    assert_eq!(second["revision"]["number"], 2);
    assert_eq!(second["revision"]["supersedes"]["report_id"], "shop-2026-W20");
    assert!(ledger(&folder).lines().count() > lines);
    assert!(ledger(&folder).contains("\"event\":\"superseded\""));
    let pdf = folder.path().join("reports/shop/2026-W20-r2/shop-2026-W20-r2-executive-en.pdf");
    assert!(pdf.is_file());
}

#[test]
fn a_file_that_is_missing_is_made_again_and_a_changed_one_is_named() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let first = hashes(&folder, "reports");
    let pdf = "reports/shop/2026-W20/shop-2026-W20-executive-en.pdf";
    fs::remove_file(folder.path().join(pdf)).unwrap();
    folder.run(&WEEK).expect(0);
    assert_eq!(hashes(&folder, "reports"), first);
    append(&folder, pdf, "\n");
    let refused = folder.run(&WEEK).expect(5);
    assert!(refused.stderr.contains("executive-en.pdf was changed"), "{}", refused.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_in_a_report_s_place_is_set_aside_and_not_followed() {
    let folder = Folder::of_story("one-storm");
    folder.write("elsewhere/mine.txt", "mine").write("reports/shop/none", "");
    let place = folder.path().join("reports/shop/2026-W20");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), &place).unwrap();
    folder.run(&WEEK).expect(0);
    assert_eq!(folder.files("elsewhere").len(), 1);
    assert!(!place.is_symlink() && place.join("report.json").is_file());
    assert!(folder.path().join("reports/shop/2026-W20.set-aside-1").is_symlink());
}

#[test]
fn missed_weeks_are_found_by_themselves_and_marked_late() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let since = chrono::Utc::now().date_naive() - chrono::Days::new(21);
    folder.write("recover-report.toml", format!("reports_since = {since}\n{config}"));
    let ran = folder.run(&["--edition", "executive", "--format", "pdf"]);
    assert!(ran.code == 4, "{}", ran.stderr);
    let reports = fs::read_dir(folder.path().join("reports/shop")).unwrap();
    let mut names: Vec<String> =
        reports.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!((3..=4).contains(&names.len()), "{names:?}");
    let is_late = |name: &String| {
        let report = folder.json(&format!("reports/shop/{name}/report.json"));
        report["revision"]["is_late"].as_bool().unwrap()
    };
    let late: Vec<bool> = names.iter().map(is_late).collect();
    let (last, earlier) = late.split_last().unwrap();
    assert!(!last && earlier.iter().all(|late| *late), "{names:?} {late:?}");
    let again = folder.run(&["--edition", "executive", "--format", "pdf"]).expect(0);
    assert!(again.stderr.contains("done already"), "{}", again.stderr);
}

#[test]
fn a_report_as_it_was_known_then_does_not_take_the_place_of_todays() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let tomorrow = chrono::Utc::now().date_naive() + chrono::Days::new(1);
    folder.run(&["--week", "2026-W20", "--as-of", &tomorrow.to_string()]).expect(0);
    let name = format!("reports/shop/2026-W20-as-of-{tomorrow}/report.json");
    assert_eq!(folder.json(&name)["revision"]["number"], 1);
    assert_eq!(folder.json("reports/shop/2026-W20/report.json")["as_of"], serde_json::Value::Null);
}

#[test]
fn a_process_that_takes_too_much_is_one_reports_failure() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    folder.write("recover-report.toml", format!("{config}\n[limits]\nrender_memory_mb = 64\n"));
    let ran = folder.run(&WEEK).expect(6);
    assert!(ran.stderr.contains("the rendering process"), "{}", ran.stderr);
    assert!(ran.stderr.contains("render_memory_mb"), "{}", ran.stderr);
    assert!(!folder.path().join("reports/shop/2026-W20").exists());
    assert!(folder.files("reports").is_empty());
}

/// Gives the folder a template for executives that does this before it sets anything.
fn with_template(folder: &Folder, what: &str) {
    let ours = recover_report::assets::TEMPLATES;
    let ours = recover_report::assets::embedded(ours, "executive.typ").unwrap();
    let data = "#let data = json(\"/page.json\")\n";
    let changed = String::from_utf8_lossy(ours).replace(data, &format!("{data}{what}\n"));
    assert!(changed.contains(what));
    folder.write("mine/executive.typ", changed);
}

#[test]
fn one_report_that_takes_all_memory_leaves_the_others_alone() {
    let folder = Folder::of_story("one-storm");
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let config = config.replace("files = [", "case = \"shop\"\nfiles = [");
    let bakery = "[[case]]\nid = \"bakery\"\norganization = \"The Bakery\"\n\
                  incident_terms = [\"mold\"]\n[[input]]\nkind = \"mentions\"\n\
                  files = [\"loaves.csv\"]\ncase = \"bakery\"\n";
    let limits = "[limits]\nrender_memory_mb = 2048\n";
    folder.write("recover-report.toml", format!("{config}\n{bakery}{limits}"));
    folder.write("loaves.csv", "published_at,text\n2026-05-11,There is mold in it\n");
    let condition = "data.organization == \"The Bakery\"";
    with_template(&folder, &format!("#if {condition} {{ range(1000000000) }}"));
    let arguments = ["--week", "2026-W20", "--templates", "mine"];
    let ran = folder.run(&arguments).expect(4);
    assert!(ran.stderr.contains("no report for case `bakery`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("the rendering process was ended by signal"), "{}", ran.stderr);
    assert!(ran.stdout.contains("shop-2026-W20-executive-en.pdf"));
    assert!(folder.files("reports/bakery").is_empty());
}

#[test]
fn a_report_that_takes_all_time_is_stopped() {
    let folder = Folder::of_story("one-storm");
    append(&folder, "recover-report.toml", "\n[limits]\nrender_seconds = 1\n");
    with_template(&folder, "#for a in range(100000) { for b in range(100000) { } }");
    let ran = folder.run(&["--week", "2026-W20", "--templates", "mine"]).expect(6);
    let said = "rendering took longer than 1 seconds, and was stopped";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(folder.files("reports").is_empty());
}

/// Runs `verify` on the executive's document.
fn verify(folder: &Folder) -> Ran {
    folder.run(&["verify", "reports/shop/2026-W20/shop-2026-W20-executive-en.pdf"])
}

/// Changes one byte in the middle of a file.
fn flip(path: &Path) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "a file of the test's own")]
    permissions.set_readonly(false);
    fs::set_permissions(path, permissions).unwrap();
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn first_file(folder: &Folder, below: &str) -> PathBuf {
    folder.files(below).remove(0)
}

#[test]
fn an_untouched_report_is_verified_number_by_number() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let ran = verify(&folder).expect(0);
    assert!(ran.stdout.contains("as issued") && ran.stdout.contains("5 inputs"), "{}", ran.stdout);
    // What was learned later does not count against it, and neither does another config.
    append(&folder, "events.csv", "2026-05-14,measure,shop,A late entry\n");
    append(&folder, "recover-report.toml", "\n# a remark\n");
    folder.run(&WEEK).expect(0);
    verify(&folder).expect(0);
    let all = folder.run(&["verify", "--json"]).expect(0);
    let all: serde_json::Value = serde_json::from_str(&all.stdout).unwrap();
    assert_eq!(all["verified"].as_array().unwrap().len(), 2);
    assert!(all["verified"][0]["numbers"].as_u64().unwrap() > 500, "{all}");
    let lost = folder.run(&["verify", "nothing.pdf"]).expect(2);
    assert!(lost.stderr.contains("check the path"), "{}", lost.stderr);
    let none = folder.run(&["verify", "--from", "2027-01-01"]).expect(0);
    assert!(none.stdout.contains("no report was issued"), "{}", none.stdout);
}

#[test]
fn a_byte_that_was_changed_is_named_wherever_it_lies() {
    type Place = fn(&Folder) -> PathBuf;
    let touched: [(&str, Place, &str); 5] = [
        (
            "the document",
            |folder| folder.path().join("reports/shop/2026-W20/shop-2026-W20-executive-en.pdf"),
            "executive-en.pdf was changed",
        ),
        (
            "a file beside it",
            |folder| folder.path().join("reports/shop/2026-W20/tables/talk_days.csv"),
            "talk_days.csv was changed",
        ),
        ("an input", |folder| first_file(folder, "state/inputs"), "the copy of the input"),
        ("a stored file", |folder| first_file(folder, "state/tables/mentions"), "the stored"),
        ("the ledger", |folder| folder.path().join("state/ledger.jsonl"), "ledger.jsonl:"),
    ];
    for (what, path, says) in touched {
        let folder = Folder::of_story("one-storm");
        folder.run(&WEEK).expect(0);
        flip(&path(&folder));
        let ran = verify(&folder).expect(5);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(told.contains(says), "{what}: {told}");
    }
}

#[test]
fn where_no_copies_are_kept_an_export_that_was_changed_is_named() {
    let folder = Folder::of_story("one-storm");
    append(&folder, "recover-report.toml", "\n[evidence]\nkeep_inputs = false\n");
    folder.run(&WEEK).expect(0);
    assert!(!folder.path().join("state/inputs").exists());
    verify(&folder).expect(0);
    flip(&folder.path().join("mentions.csv"));
    let ran = verify(&folder).expect(5);
    assert!(ran.stdout.contains("the input mentions.csv was changed"), "{}", ran.stdout);
}

/// A PDF with one attachment: zeros, packed twice.
#[cfg(unix)]
fn bomb(gigabytes: usize) -> Vec<u8> {
    use std::io::Write;
    fn packed(part: &[u8], times: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        (0..times).for_each(|_| encoder.write_all(part).unwrap());
        encoder.finish().unwrap()
    }
    let twice = packed(&packed(&vec![0; 1 << 20], gigabytes << 10), 1);
    let mut stream = format!(
        "<< /Type /EmbeddedFile /Filter [/FlateDecode /FlateDecode] /Length {} >>\nstream\n",
        twice.len()
    )
    .into_bytes();
    stream.extend(twice);
    stream.extend(b"\nendstream");
    let names = "<< /EmbeddedFiles << /Names [(report.json) 4 0 R] >> >>";
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R /Names {names} >>").into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>".to_vec(),
        b"<< /Type /Filespec /F (report.json) /EF << /F 5 0 R >> >>".to_vec(),
        stream,
    ];
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", pdf.len());
        pdf.extend(format!("{number} 0 obj\n").bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let start = pdf.len();
    pdf.extend(table.bytes());
    pdf.extend(format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
    pdf
}

#[cfg(unix)]
#[test]
fn a_document_that_unpacks_to_gigabytes_is_not_as_issued() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    folder.write("bomb.pdf", bomb(2));
    folder.run_within(1_500_000, &["verify", "bomb.pdf"]).expect(5);
}

#[test]
fn a_line_of_the_ledger_that_was_cut_off_is_told_and_the_next_run_goes_on() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let whole = ledger(&folder);
    folder.write("state/ledger.jsonl", &whole[..whole.len() - 30]);
    let ran = folder.run(&WEEK).expect(4);
    assert!(ran.stderr.contains("was cut off while writing the ledger"), "{}", ran.stderr);
    assert!(ledger(&folder).contains("\"event\":\"torn\""));
    folder.run(&WEEK).expect(0);
    verify(&folder).expect(0);
}

#[test]
fn a_ledger_that_lost_its_last_line_does_not_know_the_report() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let whole = ledger(&folder);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    folder.write("state/ledger.jsonl", lines[..lines.len() - 1].concat());
    let ran = verify(&folder).expect(5);
    assert!(ran.stdout.contains("the ledger knows no such document"), "{}", ran.stdout);
}

#[test]
fn a_bag_holds_the_report_its_inputs_and_its_part_of_the_ledger() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let ran = folder.run(&["bundle", "shop-2026-W20"]).expect(0);
    assert_eq!(ran.stdout.trim(), "shop-2026-W20-bag");
    let manifest = String::from_utf8(folder.read("shop-2026-W20-bag/manifest-sha256.txt")).unwrap();
    assert_eq!(manifest.matches("  data/inputs/").count(), 5);
    for name in ["data/report/report.json", "data/ledger.jsonl", "data/recover-report.toml"] {
        assert!(manifest.contains(&format!("  {name}\n")), "{manifest}");
    }
    folder.run(&["bundle", "shop-2026-W20"]).expect(2);
    let refused = folder.run(&["bundle", "shop-2026-W21"]).expect(2);
    assert!(refused.stderr.contains("knows of no report `shop-2026-W21`"), "{}", refused.stderr);
}

#[test]
fn a_sealed_report_is_checked_by_its_key() {
    let folder = Folder::of_story("one-storm");
    let key = folder.run(&["init", "--key", "keys/seal.key"]).expect(0);
    assert_eq!(key.stdout.lines().collect::<Vec<_>>(), ["keys/seal.key", "keys/seal.key.pub"]);
    folder.run(&["init", "--key", "keys/seal.key"]).expect(2);
    append(&folder, "recover-report.toml", "\n[evidence]\nseal_key = \"keys/seal.key\"\n");
    folder.run(&WEEK).expect(0);
    let ran = verify(&folder).expect(0);
    assert!(ran.stdout.contains("as issued and sealed"), "{}", ran.stdout);
    assert!(ledger(&folder).contains("\"event\":\"sealed\""));
    // Who checks needs no more than the public part.
    fs::remove_file(folder.path().join("keys/seal.key")).unwrap();
    verify(&folder).expect(0);
    flip(&folder.path().join("reports/shop/2026-W20/seal.json.minisig"));
    let ran = verify(&folder).expect(5);
    assert!(ran.stdout.contains("is not sealed by this key"), "{}", ran.stdout);
    flip(&folder.path().join("reports/shop/2026-W20/seal.json"));
    let ran = verify(&folder).expect(5);
    assert!(ran.stdout.contains("seal.json was changed"), "{}", ran.stdout);
}

#[test]
fn a_report_is_checked_by_its_name_as_well() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    for name in ["shop-2026-W20", "shop-2026-W20-executive-en.pdf"] {
        let ran = folder.run(&["verify", name]).expect(0);
        assert!(ran.stdout.contains("as issued"), "{}", ran.stdout);
    }
    folder.run(&["verify", "shop-2026-W99"]).expect(2);
}

#[test]
fn a_seal_that_was_cut_off_before_the_ledger_knew_it_is_made_anew() {
    let folder = Folder::of_story("one-storm");
    folder.run(&["init", "--key", "keys/seal.key"]).expect(0);
    append(&folder, "recover-report.toml", "\n[evidence]\nseal_key = \"keys/seal.key\"\n");
    folder.run(&WEEK).expect(0);
    let whole = ledger(&folder);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    folder.write("state/ledger.jsonl", lines[..lines.len() - 1].concat());
    folder.run(&WEEK).expect(0);
    verify(&folder).expect(0);
}

#[test]
fn a_seal_that_the_ledger_does_not_know_is_told() {
    let folder = Folder::of_story("one-storm");
    folder.run(&["init", "--key", "keys/seal.key"]).expect(0);
    append(&folder, "recover-report.toml", "\n[evidence]\nseal_key = \"keys/seal.key\"\n");
    folder.run(&WEEK).expect(0);
    let whole = ledger(&folder);
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    assert!(lines.last().unwrap().contains("\"event\":\"sealed\""));
    folder.write("state/ledger.jsonl", lines[..lines.len() - 1].concat());
    let ran = verify(&folder).expect(5);
    assert!(ran.stdout.contains("seal"), "{}", ran.stdout);
}

#[test]
fn the_doctor_tells_what_is_missing() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["doctor"]).expect(4);
    assert!(ran.stdout.contains("LOOK   last run"), "{}", ran.stdout);
    let arguments = ["--edition", "executive", "--format", "pdf", "--json-summary", "summary.json"];
    folder.run(&arguments).expect(4);
    assert_eq!(folder.json("summary.json")["exit_code"], 4);
    let beat = folder.json("state/heartbeat.json");
    assert_eq!(beat["exit_code"], 4);
    assert!(beat["last_success_at"].is_string() && beat["next_due_at"].is_string());
    let ran = folder.run(&["doctor"]).expect(0);
    assert!(ran.stdout.contains("unbroken"), "{}", ran.stdout);
    flip(&folder.path().join("state/ledger.jsonl"));
    let ran = folder.run(&["doctor", "-q"]).expect(5);
    assert!(ran.stdout.starts_with("BROKEN ledger"), "{}", ran.stdout);
}

#[test]
fn a_clock_that_was_set_back_is_found_and_changes_no_report() {
    let folder = Folder::of_story("one-storm");
    folder.run(&WEEK).expect(0);
    let first = hashes(&folder, "reports");
    let prev = sha256(ledger(&folder).lines().next_back().unwrap().as_bytes());
    let line = serde_json::json!({
        "prev": prev, "event": "seen", "at": "2126-01-01T00:00:00Z", "path": "later.csv",
        "sha256": "00", "stamp": { "byte_count": 1, "modified_ns": "0" },
    });
    append(&folder, "state/ledger.jsonl", &format!("{line}\n"));
    let ran = folder.run(&["doctor", "-q"]).expect(5);
    assert!(ran.stdout.starts_with("BROKEN clock"), "{}", ran.stdout);
    folder.run(&WEEK).expect(0);
    assert_eq!(hashes(&folder, "reports"), first);
}

#[test]
fn the_manual_has_a_page_for_each_verb() {
    let folder = Folder::new();
    let ran = folder.run(&["man"]).expect(0);
    assert!(ran.stdout.contains(".TH recover-report 1"), "{}", ran.stdout);
    folder.run(&["man", "pages"]).expect(0);
    for page in ["recover-report.1", "recover-report-verify.1", "recover-report-audit-draw.1"] {
        assert!(folder.path().join("pages").join(page).is_file(), "{page}");
    }
}

/// A row of somebody whose name is found nowhere else.
const OTTER: &str = "m901,2026-05-13T09:00:00+02:00,x,teacup_otter,https://x.example/901,,\"The shop is awful.\",en,false,10\n";

#[test]
fn people_who_write_are_kept_under_names_that_a_secret_key_makes() {
    let folder = Folder::of_story("one-storm");
    append(&folder, "mentions.csv", OTTER);
    folder.run(&WEEK).expect(0);
    assert_eq!(folder.read("pseudonym.key").len(), 65);
    for path in folder.files("state/tables").into_iter().chain(folder.files("reports")) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(!text.contains("teacup_otter"), "{} names somebody", path.display());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.path().join("pseudonym.key");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let refused = folder.run(&WEEK).expect(2);
        assert!(refused.stderr.contains("chmod 600"), "{}", refused.stderr);
    }
    fs::remove_file(folder.path().join("pseudonym.key")).unwrap();
    folder.run(&["check"]).expect(0);
    assert!(!folder.path().join("pseudonym.key").exists());
}

#[test]
fn somebody_who_is_to_be_forgotten_leaves_the_store_and_does_not_come_back() {
    let folder = Folder::of_story("one-storm");
    append(&folder, "mentions.csv", OTTER);
    folder.run(&WEEK).expect(0);
    let count = |folder: &Folder, name: &str| {
        let report = folder.json(&format!("reports/shop/{name}/report.json"));
        let spans = report["talk"]["spans"].as_array().unwrap().clone();
        let period = spans.into_iter().find(|span| span["row"]["span"] == "period").unwrap();
        period["row"]["mention_count"].as_i64().unwrap()
    };
    let before = count(&folder, "2026-W20");
    let ran = folder.run(&["forget", "teacup_otter"]).expect(0);
    assert!(ran.stdout.starts_with("1 rows forgotten"), "{}", ran.stdout);
    assert!(ran.stdout.contains("still in your own file: mentions.csv"), "{}", ran.stdout);
    assert!(!ledger(&folder).contains("teacup_otter"));
    // The copy of the export is gone, and the report of then stands and says what cannot be checked.
    for path in folder.files("state/inputs") {
        assert!(!fs::read_to_string(path).unwrap().contains("teacup_otter"));
    }
    let checked = verify(&folder).expect(4);
    assert!(checked.stdout.contains("forgotten since"), "{}", checked.stdout);
    // Another setting has the export read anew.
    let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
    let changed = config.replacen("incident_terms = [", "incident_terms = [\"unheard\", ", 1);
    assert_ne!(config, changed);
    folder.write("recover-report.toml", changed);
    folder.run(&WEEK).expect(0);
    assert_eq!(count(&folder, "2026-W20-r2"), before - 1);
    let report = folder.json("reports/shop/2026-W20-r2/report.json");
    let inputs = report["inputs"].as_array().unwrap();
    assert!(inputs.iter().any(|input| input["rows_rejected"]["forgotten"] == 1), "{inputs:?}");
}
