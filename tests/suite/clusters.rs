//! The same queries on clusters that speak Spark Connect: Sail, and Spark with two workers of their own
//! (`tests/servers/README.md`).

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use polars::prelude::{
    Column, DataFrame, IntoColumn, IntoLazy, NamedFrom, Series, SortMultipleOptions,
};
use recover_report::engine::{Choice, Cluster, Engine, Error};

use crate::queries::every_query_means_it_on;
use crate::support::{Folder, checkout, python_with};

/// The word that Spark asks for.
const TOKEN: &str = "tattoo";

const TOKEN_VARIABLE: &str = "SPARK_CONNECT_AUTHENTICATE_TOKEN";

/// A server that goes with the process of the tests: it ends when its input does.
struct Server {
    _process: Child,
    port: u16,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let python = python_with(&format!("{}.txt", arguments[0]));
        let scripts = checkout().join("tests/servers");
        let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.log", arguments[0]));
        let mut process = Command::new(python)
            .arg(scripts.join("cluster.py"))
            .args(arguments)
            .arg("--log")
            .arg(log)
            .env(TOKEN_VARIABLE, TOKEN)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { _process: process, port: line.trim().parse().unwrap() }
    }

    fn url(&self) -> String {
        format!("sc://127.0.0.1:{}", self.port)
    }

    /// The engine for a test itself, which has the token in its address; the program refuses that.
    fn engine(&self) -> Box<dyn Engine> {
        self.engine_with(None, None)
    }

    fn engine_with(&self, tables: Option<&Path>, tables_seen_as: Option<&str>) -> Box<dyn Engine> {
        let tables = tables.map(|folder| folder.to_str().unwrap().to_owned());
        let tables_seen_as = tables_seen_as.map(str::to_owned);
        let url = format!("{}/;token={TOKEN}", self.url());
        Choice::Spark(Cluster { url, tables, tables_seen_as }).engine().unwrap()
    }
}

fn sail() -> &'static Server {
    static SAIL: OnceLock<Server> = OnceLock::new();
    SAIL.get_or_init(|| Server::start(&["sail"]))
}

/// Spark with two processes for workers, which ends every stream after a second.
fn spark() -> &'static Server {
    static SPARK: OnceLock<Server> = OnceLock::new();
    SPARK.get_or_init(|| Server::start(&["spark", "local-cluster[2,1,1024]"]))
}

/// The sample, read; with a folder that clusters can see.
fn sample() -> &'static Folder {
    static SAMPLE: OnceLock<Folder> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = Folder::of_sample();
        let config = String::from_utf8(folder.read("recover-report.toml")).unwrap();
        let engine = "\n[engine]\nkind = \"embedded\"\ntables = \"shared\"\n";
        folder.write("recover-report.toml", config + engine);
        folder
    })
}

const WEEK: &str = "2026-W44";

/// What `measure` prints, by the engine that it is asked for.
fn measured(engine: &str) -> String {
    // One at a time: the store belongs to one run.
    static STORE: Mutex<()> = Mutex::new(());
    let _one = STORE.lock().unwrap_or_else(PoisonError::into_inner);
    let environment = [(TOKEN_VARIABLE, TOKEN)];
    let ran = sample().run_with(&["measure", "--week", WEEK, "--engine", engine], &environment);
    assert!([0, 4].contains(&ran.code), "{}", ran.stderr);
    ran.stdout
}

fn equals_the_embedded(server: &Server) {
    let (embedded, found) = (measured("embedded"), measured(&server.url()));
    let unlike = embedded.lines().zip(found.lines()).find(|(ours, theirs)| ours != theirs);
    assert_eq!(unlike, None);
    assert!(embedded == found, "one of them has more lines");
    let left = sample().path().join("shared");
    assert_eq!(fs::read_dir(left).unwrap().count(), 0, "tables are left behind");
}

#[test]
fn every_query_means_on_sail_what_its_test_says() {
    every_query_means_it_on(&*sail().engine(), false);
}

#[test]
fn the_sample_is_the_same_on_sail() {
    equals_the_embedded(sail());
}

#[test]
fn the_sample_is_the_same_on_spark_with_two_workers() {
    equals_the_embedded(spark());
}

/// The whole of a report, pages and all. The program itself refuses a report that is to be the same as an
/// earlier one and is not.
#[test]
fn a_report_made_with_a_cluster_is_the_same_byte_for_byte() {
    let folder = Folder::of_story("one-storm");
    folder.run(&["--output", "here"]);
    folder.run(&["--output", "there", "--engine", &sail().url()]);
    let here = folder.files("here");
    assert!(here.iter().any(|path| path.extension().is_some_and(|end| end == "pdf")));
    for path in here {
        let name = path.strip_prefix(folder.path().join("here")).unwrap();
        let there = folder.path().join("there").join(name);
        assert!(fs::read(&path).unwrap() == fs::read(&there).unwrap(), "{}", name.display());
    }
}

#[test]
fn an_answer_that_outlasts_its_streams_is_whole() {
    let engine = spark().engine();
    let slow = "select cast(sum(length(sha2(cast(id as string), 256))) as bigint) as total \
                from range(0, 6000000, 1, 1)";
    let found = engine.open().unwrap().run(slow, &[]).unwrap();
    let total = found.column("total").unwrap().i64().unwrap().get(0);
    assert_eq!(total, Some(64 * 6_000_000));
}

#[test]
fn what_goes_there_comes_back() {
    for server in [sail(), spark()] {
        let words = ["O'Brien \\ Zürich", "a\nb\t\"c\"", "石鹸 🧼", ""];
        let table = frame(vec![
            Series::new("item_id".into(), words).into_column(),
            Series::new("claim_id".into(), [Some(1_i64), None, Some(i64::MIN), Some(0)])
                .into_column(),
        ]);
        let engine = server.engine();
        let mut session = engine.open().unwrap();
        session.add("claims", &table.clone().lazy()).unwrap();
        let ask = |sql: &str| session.run(sql, &["claims".to_owned()]).unwrap();
        let sorted = "select item_id, claim_id from claims order by item_id";
        let expected =
            table.lazy().sort(["item_id"], SortMultipleOptions::default()).collect().unwrap();
        assert!(ask(sorted).equals_missing(&expected));
        let none = ask("select item_id, claim_id from claims where claim_id > 5");
        assert_eq!((none.height(), none.width()), (0, 2));
    }
}

fn frame(columns: Vec<Column>) -> DataFrame {
    DataFrame::new(4, columns).unwrap()
}

#[test]
fn what_a_cluster_refuses_is_told() {
    let engine = sail().engine();
    let session = engine.open().unwrap();
    let no_column = session.run("select nothing from nowhere", &[]).unwrap_err();
    assert!(matches!(no_column, Error::Sql { .. }), "{no_column:?}");
    assert!(no_column.to_string().contains("nowhere"), "{no_column}");
    let no_table = session.run("select 1", &["mentions".to_owned()]).unwrap_err();
    assert!(matches!(no_table, Error::NoTable { .. }));
}

#[test]
fn a_table_that_the_cluster_cannot_see_is_told() {
    let many = Series::new("x".into(), (0..2000_i64).collect::<Vec<_>>()).into_column();
    let table = DataFrame::new(2000, vec![many]).unwrap().lazy();
    let here = tempfile::tempdir().unwrap();
    for server in [sail(), spark()] {
        let engine = server.engine_with(Some(here.path()), Some("file:///not/there"));
        let mut session = engine.open().unwrap();
        let unseen = session
            .add("mentions", &table)
            .and_then(|()| {
                session.run("select x from mentions", &["mentions".to_owned()]).map(|_| ())
            })
            .unwrap_err();
        assert!(matches!(unseen, Error::Unseen { .. }), "{unseen:?}");
        assert!(unseen.to_string().contains("file:///not/there/"), "{unseen}");
    }
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 0, "tables are left behind");
}

#[test]
fn who_has_no_token_is_told_where_it_belongs() {
    let folder = Folder::of_story("one-storm");
    for token in [None, Some((TOKEN_VARIABLE, "wrong"))] {
        let environment: Vec<_> = token.into_iter().collect();
        let ran = folder.run_with(&["--engine", &spark().url()], &environment).expect(2);
        assert!(ran.stderr.contains("does not let us in"), "{}", ran.stderr);
        assert!(ran.stderr.contains(TOKEN_VARIABLE), "{}", ran.stderr);
        assert!(folder.files("reports").is_empty());
    }
}

#[test]
fn a_cluster_that_is_not_there_is_for_later() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let hangs_up = mute.local_addr().unwrap().port();
    thread::spawn(move || mute.incoming().for_each(drop));
    let folder = Folder::of_story("one-storm");
    for port in [closed, hangs_up] {
        let url = format!("sc://127.0.0.1:{port}");
        let ran = folder.run(&["--engine", &url]).expect(75);
        assert!(
            ran.stderr.contains(&format!("the engine {url} does not answer")),
            "{}",
            ran.stderr
        );
        assert!(folder.files("reports").is_empty());
    }
}

#[test]
fn tables_too_large_to_send_along_need_a_folder() {
    let long = "x".repeat(1 << 20);
    let texts = Series::new("text".into(), vec![long.as_str(); 65]).into_column();
    let table = DataFrame::new(65, vec![texts]).unwrap().lazy();
    let engine = sail().engine();
    let refused = engine.open().unwrap().add("mentions", &table).unwrap_err();
    assert!(matches!(refused, Error::TooLarge { .. }), "{refused:?}");
    assert!(refused.hint().unwrap().contains("`tables` in `[engine]`"));
}

/// The processes that work for Spark here, all of them begun by this one.
fn workers() -> Vec<u32> {
    let parent = |process: u32| -> Option<u32> {
        let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        status.rsplit(") ").next()?.split(' ').nth(1)?.parse().ok()
    };
    let is_ours = |process: u32| {
        std::iter::successors(Some(process), |process| parent(*process))
            .any(|process| process == std::process::id())
    };
    let is_worker = |process: &u32| {
        let command = fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command).contains("CoarseGrainedExecutorBackend")
    };
    let entries = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().file_name());
    let processes = entries.filter_map(|name| name.to_str()?.parse().ok());
    processes.filter(|process| is_worker(process) && is_ours(*process)).collect()
}

#[test]
fn a_worker_that_is_killed_in_the_middle_costs_no_row() {
    let engine = spark().engine();
    let slow = "select cast(sum(length(sha2(cast(id as string), 256))) as bigint) as total \
                from range(0, 20000000, 1, 16)";
    let found = thread::scope(|scope| {
        let asked = scope.spawn(|| engine.open().and_then(|session| session.run(slow, &[])));
        // Its workers are there from the start; by now they are at it.
        thread::sleep(Duration::from_secs(1));
        let worker = *workers().first().expect("Spark has two workers");
        assert!(!asked.is_finished(), "the query is over before its worker is killed");
        assert!(Command::new("kill").args(["-9", &worker.to_string()]).status().unwrap().success());
        asked.join().unwrap().unwrap()
    });
    let total = found.column("total").unwrap().i64().unwrap().get(0);
    assert_eq!(total, Some(64 * 20_000_000));
}

#[test]
fn a_server_that_is_gone_in_the_middle_is_for_later() {
    let server = Server::start(&["sail"]);
    let engine = server.engine();
    let slow = "select cast(sum(length(sha2(cast(id as string), 256))) as bigint) as total \
                from range(0, 4000000000, 1, 8)";
    let error = thread::scope(|scope| {
        let asked = scope.spawn(|| engine.open().and_then(|session| session.run(slow, &[])));
        thread::sleep(Duration::from_secs(2));
        assert!(!asked.is_finished(), "the query is over before its server is gone");
        drop(server);
        asked.join().unwrap().unwrap_err()
    });
    assert!(error.is_temporary(), "{error:?}");
}
