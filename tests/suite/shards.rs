//! Reading shared out to several processes: what comes together in the end is what one process reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use polars::prelude::{DataFrame, ParquetReader, SerReader};

use crate::support::{Folder, program};

const WEEK: [&str; 3] = ["measure", "--week", "2026-W44"];

/// The report, as data, of a run that takes over what lies in `parts`, if anything is to be taken.
pub(crate) fn measured(folder: &Folder, parts: Option<&str>) -> String {
    let more = parts.map_or(Vec::new(), |parts| vec!["--parts", parts]);
    let ran = folder.run(&[&WEEK[..], &more].concat());
    assert!([0, 4].contains(&ran.code), "{}", ran.stderr);
    ran.stdout
}

fn ingest(folder: &Folder, number: usize) -> Command {
    let mut command = Command::new(program());
    let shard = format!("{number}/8");
    command.current_dir(folder.path()).env_clear().stderr(Stdio::null());
    command.args(["ingest", "--shard", &shard, "--out", "parts"]);
    command
}

/// A table file, without the instant at which this store first met its input.
fn rows(path: &Path) -> DataFrame {
    let frame = ParquetReader::new(fs::File::open(path).unwrap()).finish().unwrap();
    frame.drop("first_seen_at").unwrap_or(frame)
}

fn tables(folder: &Folder) -> BTreeSet<PathBuf> {
    let below = folder.path().join("state/tables");
    let files = folder.files("state/tables").into_iter();
    files.map(|path| path.strip_prefix(&below).unwrap().to_owned()).collect()
}

/// The passports of a store, in the order in which its files were read.
fn passports(folder: &Folder) -> Vec<serde_json::Value> {
    let ledger = String::from_utf8(folder.read("state/ledger.jsonl")).unwrap();
    let lines = ledger.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    lines.filter(|line| line["event"] == "read").map(|line| line["passport"].clone()).collect()
}

/// One store and another hold the same rows of the same files, each file's accounted for alike.
pub(crate) fn assert_alike(one: &Folder, other: &Folder) {
    assert_eq!(passports(one), passports(other));
    assert_eq!(tables(one), tables(other));
    for table in tables(one) {
        let of = |folder: &Folder| rows(&folder.path().join("state/tables").join(&table));
        assert!(of(one).equals_missing(&of(other)), "{}", table.display());
    }
}

/// The sample as one process reads it, and the same before anything is read; both with one key.
fn read_and_unread() -> (Folder, String, Folder) {
    let whole = Folder::of_sample();
    let report = measured(&whole, None);
    let shared = Folder::of_sample();
    share_key(&whole, &shared);
    (whole, report, shared)
}

/// Lets two folders name people alike.
pub(crate) fn share_key(from: &Folder, to: &Folder) {
    use std::os::unix::fs::PermissionsExt;
    to.write("pseudonym.key", from.read("pseudonym.key"));
    let path = to.path().join("pseudonym.key");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn eight_shares_one_of_them_killed_and_read_again_are_the_store_of_one_process() {
    let (whole, report, shared) = read_and_unread();
    let mut killed = ingest(&shared, 3).spawn().unwrap();
    thread::sleep(Duration::from_millis(150));
    killed.kill().unwrap();
    killed.wait().unwrap();
    let mut processes: Vec<_> =
        (1..=8).map(|number| ingest(&shared, number).spawn().unwrap()).collect();
    for process in &mut processes {
        assert!(process.wait().unwrap().success());
    }
    let known = shared.run(&["ingest", "--shard", "3/8", "--out", "parts"]).expect(0);
    assert!(known.stderr.starts_with("0 files read"), "{}", known.stderr);
    let ran = shared.run(&[&WEEK[..], &["--parts", "parts"]].concat());
    assert!(
        ran.stderr.starts_with("0 files read (0 rows), 65 taken over, 0 known"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
    let folded = passports(&shared).iter().any(|one| one["rows_folded"] != serde_json::json!({}));
    assert!(folded, "the sample has files that overlap");
}

#[test]
fn what_is_missing_or_damaged_is_read_from_its_file() {
    let (whole, report, shared) = read_and_unread();
    for number in 1..=7 {
        assert!(ingest(&shared, number).status().unwrap().success());
    }
    let mentions = shared.files("parts/tables/mentions");
    let mut bytes = fs::read(&mentions[0]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&mentions[0], bytes).unwrap();
    fs::write(&shared.files("parts/parts")[0], "{\"made_under\":").unwrap();
    let ran = shared.run(&[&WEEK[..], &["--parts", "parts"]].concat());
    assert!(!ran.stderr.starts_with("0 files read"), "{}", ran.stderr);
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
}

/// Two exports of one week that share rows, change some, lack some, and give one name to two things.
#[test]
fn exports_that_overlap_are_folded_as_one_process_folds_them() {
    let config = "[[case]]\nid = \"shop\"\norganization = \"The Shop\"\nincident_terms = [\"words\"]\n\n\
                  [[input]]\nkind = \"mentions\"\nfiles = [\"exports/*.csv\"]\n";
    let line = |id: u32, day: u32, text: &str| {
        format!("m{id}b{id},2026-05-{day:02}T10:00:00Z,x,a{id},{text} number {id} of the shop\n")
    };
    let header = "mention_id,published_at,platform,author,text\n";
    let first: String = (1..=40).map(|id| line(id, 1 + id % 20, "the words")).collect();
    let second: String = (12..=60)
        .filter(|id| *id != 33)
        .map(|id| line(id, 1 + id % 20, if id % 9 == 0 { "other words" } else { "the words" }))
        .collect();
    let collides = "m5b5,2026-05-09T10:00:00Z,x,somebody else,another thing by the name of five\n";
    for more in ["", collides] {
        let [whole, shared] = [(); 2].map(|()| {
            let folder = Folder::new();
            folder.write("recover-report.toml", config);
            folder.write("exports/a.csv", format!("{header}{first}"));
            folder.write(
                "exports/b.csv",
                format!("{header}{second}{more}{}", line(12, 13, "the words")),
            );
            folder
        });
        let report = measured(&whole, None);
        share_key(&whole, &shared);
        shared.run(&["ingest", "--out", "parts"]).expect(0);
        assert_eq!(measured(&shared, Some("parts")), report);
        assert_alike(&shared, &whole);
        let last = passports(&shared).pop().unwrap();
        assert_eq!(last["rows_changed"]["same-id"], 3, "{last}");
        assert!(last["rows_folded"]["same-id"].as_u64() > Some(20), "{last}");
    }
}

#[test]
fn a_share_that_is_none_is_told() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["ingest", "--shard", "9/8", "--out", "parts"]).expect(2);
    assert!(ran.stderr.contains("a share is written like 3/8"), "{}", ran.stderr);
}
