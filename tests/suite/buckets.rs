//! Parts in a bucket of an object store that behaves well or badly on purpose
//! (`tests/servers/README.md`).

use std::fs;
use std::path::Path;

use crate::shards::{assert_alike, measured, share_key};
use crate::support::{Folder, Ran, Server};

const PLACE: &str = "s3://bucket/of/parts";

/// A store of buckets, with one bucket.
struct Buckets {
    folder: Folder,
    _server: Server,
    address: String,
}

impl Buckets {
    fn new(mode: &str) -> Self {
        Self::over(Folder::new(), mode)
    }

    /// The same store on a worse day, or a better one.
    fn turn(self, mode: &str) -> Self {
        Self::over(self.folder, mode)
    }

    fn over(folder: Folder, mode: &str) -> Self {
        fs::create_dir_all(folder.path().join("bucket")).unwrap();
        let path = folder.path().to_str().unwrap();
        let server =
            Server::start(Path::new("python3"), "bucket.py", &["--folder", path, "--mode", mode]);
        let address = format!("http://127.0.0.1:{}", server.port);
        Self { folder, _server: server, address }
    }

    fn run(&self, folder: &Folder, arguments: &[&str]) -> Ran {
        self.run_as("tester", folder, arguments)
    }

    fn run_as(&self, user: &str, folder: &Folder, arguments: &[&str]) -> Ran {
        let environment = [
            ("AWS_ENDPOINT_URL", self.address.as_str()),
            ("AWS_ALLOW_HTTP", "true"),
            ("AWS_ACCESS_KEY_ID", user),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ];
        folder.run_with(arguments, &environment)
    }

    fn parts(&self) -> usize {
        self.folder.files("bucket/of/parts/parts").len()
    }
}

/// A case that is read by one process, its report, and the same case before anything is read.
fn read_and_unread() -> (Folder, String, Folder) {
    let whole = Folder::of_story("one-storm");
    let report = measured(&whole, None);
    let shared = Folder::of_story("one-storm");
    share_key(&whole, &shared);
    (whole, report, shared)
}

const INGEST: [&str; 3] = ["ingest", "--out", PLACE];
const MEASURE: [&str; 5] = ["measure", "--week", "2026-W44", "--parts", PLACE];

#[test]
fn shares_in_a_bucket_are_taken_over_as_from_a_folder() {
    let (whole, report, shared) = read_and_unread();
    let buckets = Buckets::new("busy");
    for share in ["1/2", "2/2"] {
        buckets.run(&shared, &["ingest", "--shard", share, "--out", PLACE]).expect(0);
    }
    let known = buckets.run(&shared, &INGEST).expect(0);
    assert!(known.stderr.starts_with("0 files read (0 rows)"), "{}", known.stderr);
    let ran = buckets.run(&shared, &MEASURE);
    assert!(ran.stderr.starts_with("0 files read (0 rows)"), "{}", ran.stderr);
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
    assert!(
        buckets
            .folder
            .files("bucket")
            .iter()
            .all(|path| path.starts_with(buckets.folder.path().join("bucket/of/parts")))
    );
}

#[test]
fn what_a_bucket_does_not_take_is_no_part() {
    let (whole, report, shared) = read_and_unread();
    let mut buckets = Buckets::new("serve");
    for mode in ["down-writes", "cut-writes"] {
        buckets = buckets.turn(mode);
        let ran = buckets.run(&shared, &INGEST).expect(75);
        assert!(ran.stderr.contains("error: cannot write s3://bucket/of/parts/"), "{}", ran.stderr);
        assert_eq!(buckets.parts(), 0);
    }
    buckets = buckets.turn("serve");
    buckets.run(&shared, &INGEST).expect(0);
    let ran = buckets.run(&shared, &MEASURE);
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
}

#[test]
fn a_bucket_that_does_not_answer_as_it_should_ends_the_run_with_nothing_done_by_halves() {
    let (whole, report, shared) = read_and_unread();
    let mut buckets = Buckets::new("serve");
    buckets.run(&shared, &INGEST).expect(0);
    for (mode, told) in [
        (
            "down",
            "error: cannot read s3://bucket/of/parts: Server returned non-2xx status code: 503",
        ),
        ("half", "error: cannot read s3://bucket/of/parts/parts/"),
    ] {
        buckets = buckets.turn(mode);
        let ran = buckets.run(&shared, &MEASURE).expect(75);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        assert!(ran.stderr.contains("hint: run again later"), "{}", ran.stderr);
        assert!(shared.files("state/tables").is_empty());
    }
    // What was cut off before it was put there is damaged, and read from its file.
    buckets = buckets.turn("short");
    let ran = buckets.run(&shared, &MEASURE);
    assert!(!ran.stderr.starts_with("0 files read"), "{}", ran.stderr);
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
}

#[test]
fn tables_larger_than_a_piece_go_there_and_come_back() {
    // Words that no compression makes small.
    let mut state = 1_u64;
    let mut word = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", state >> 16)
    };
    let rows: String = (0..4_000)
        .map(|id| {
            let text: Vec<String> = (0..500).map(|_| word()).collect();
            format!("m{id}b,2026-10-{:02}T10:00:00Z,x,{}\n", 1 + id % 28, text.join(" "))
        })
        .collect();
    let [whole, shared] = [(); 2].map(|()| {
        let folder = Folder::new();
        let config = "[[case]]\nid = \"shop\"\norganization = \"The Shop\"\nincident_terms = [\"words\"]\n\n\
                      [[input]]\nkind = \"mentions\"\nfiles = [\"exports/*.csv\"]\n";
        folder.write("recover-report.toml", config);
        folder.write("exports/a.csv", format!("mention_id,published_at,platform,text\n{rows}"));
        folder
    });
    let report = measured(&whole, None);
    share_key(&whole, &shared);
    let mut buckets = Buckets::new("cut-writes");
    buckets.run(&shared, &INGEST).expect(75);
    assert_eq!(buckets.folder.files("bucket"), Vec::<std::path::PathBuf>::new());
    buckets = buckets.turn("busy");
    buckets.run(&shared, &INGEST).expect(0);
    let largest = buckets.folder.files("bucket").into_iter();
    let largest = largest.map(|path| fs::metadata(path).unwrap().len()).max();
    assert!(largest > Some(8 << 20), "{largest:?}");
    let ran = buckets.run(&shared, &MEASURE);
    assert!(ran.stderr.starts_with("0 files read (0 rows), 1 taken over"), "{}", ran.stderr);
    assert_eq!(ran.stdout, report);
    assert_alike(&shared, &whole);
}

#[test]
fn who_is_not_let_in_and_what_is_no_bucket_is_told() {
    let shared = Folder::of_story("one-storm");
    let buckets = Buckets::new("serve");
    let refused = buckets.run_as("somebody", &shared, &INGEST).expect(2);
    assert!(
        refused.stderr.contains("s3://bucket/of/parts does not let us read"),
        "{}",
        refused.stderr
    );
    assert!(refused.stderr.contains("AWS_ACCESS_KEY_ID"), "{}", refused.stderr);
    let none = buckets.run(&shared, &["ingest", "--out", "s3://another/parts"]).expect(2);
    assert!(none.stderr.contains("there is no bucket for s3://another/parts"), "{}", none.stderr);
    for address in ["ftp://bucket/parts", "s3:/bucket/parts"] {
        let odd = buckets.run(&shared, &["ingest", "--out", address]).expect(2);
        let told = format!("{address} is no address of a bucket");
        assert!(odd.stderr.contains(&told), "{}", odd.stderr);
        assert!(odd.stderr.contains("hint: write it like s3://bucket/folder"), "{}", odd.stderr);
    }
    let told = buckets.run(&shared, &["ingest", "--out", "s3://me:secret@bucket/parts"]).expect(2);
    assert!(told.stderr.contains("a key does not belong into"), "{}", told.stderr);
    assert!(!told.stderr.contains("secret@"), "{}", told.stderr);
}

#[test]
fn who_has_no_key_or_no_tls_is_told_what_to_set() {
    let shared = Folder::of_story("one-storm");
    let buckets = Buckets::new("serve");
    let endpoint = ("AWS_ENDPOINT_URL", buckets.address.as_str());
    let key = [("AWS_ACCESS_KEY_ID", "tester"), ("AWS_SECRET_ACCESS_KEY", "secret")];
    let plain = shared.run_with(&INGEST, &[&key[..], &[endpoint]].concat()).expect(2);
    assert!(plain.stderr.contains("AWS_ALLOW_HTTP=true"), "{}", plain.stderr);
    let halved = shared.run_with(&INGEST, &[key[0]]).expect(2);
    assert!(halved.stderr.contains("is missing or wrong"), "{}", halved.stderr);
    assert!(halved.stderr.contains("AWS_SECRET_ACCESS_KEY"), "{}", halved.stderr);
    // The service of the machine that may know who we are is not there either.
    let nowhere = [("AWS_METADATA_ENDPOINT", "http://127.0.0.1:1"), ("AWS_ALLOW_HTTP", "true")];
    let none = shared.run_with(&INGEST, &nowhere).expect(2);
    assert!(none.stderr.contains("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"), "{}", none.stderr);
    for address in ["az://container/parts", "gs://bucket/parts"] {
        let environment = [("GOOGLE_APPLICATION_CREDENTIALS", "/not/there.json")];
        let none = shared.run_with(&["ingest", "--out", address], &environment).expect(2);
        assert!(none.stderr.contains("is missing or wrong"), "{}", none.stderr);
    }
}

#[test]
fn a_bucket_is_asked_only_for_what_is_wanted() {
    let shared = Folder::of_story("one-storm");
    measured(&shared, None);
    let buckets = Buckets::new("down");
    let ran = buckets.run(&shared, &MEASURE);
    assert!([0, 4].contains(&ran.code), "{}", ran.stderr);
    let config = String::from_utf8(shared.read("recover-report.toml")).unwrap();
    shared.write("recover-report.toml", format!("parts = \"{PLACE}\"\n{config}"));
    let doctor = buckets.run(&shared, &["doctor"]).expect(5);
    assert!(doctor.stdout.contains("BROKEN parts"), "{}", doctor.stdout);
    let told = buckets.turn("serve").run(&shared, &["doctor"]);
    assert!(told.stdout.contains(&format!("ok     parts     {PLACE}")), "{}", told.stdout);
}
