//! What each metric means, as rows given and rows expected, written so that an analyst can; and the
//! rules that keep the SQL to what every engine reads alike.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use polars::prelude::{
    AnyValue, Column, DataFrame, DataType, IntoColumn, IntoLazy, LazyFrame, NamedFrom,
    ScanArgsParquet, Series, TimeUnit,
};
use recover_report::assets::QUERIES;
use recover_report::engine::{Embedded, Engine};
use recover_report::measure::catalog::{Catalog, Metric};
use recover_report::measure::check;
use recover_report::measure::parameters::TABLE_NAMES;
use recover_report::model::ColumnType;
use recover_report::model::row::Row;
use recover_report::model::table::{
    Capture, Claim, Commitment, Control, Event, Mention, MentionCount, PageItem, Removal,
    SearchResult, Vanished,
};
use recover_report::stats::rounded;

use crate::support::{Folder, checkout};

/// Columns of the tables of parameters; the rest are those of the canonical tables.
const PARAMETERS: &[(&str, ColumnType)] = &[
    ("click_weight", ColumnType::Float),
    ("cutoff", ColumnType::Integer),
    ("ends_day", ColumnType::Integer),
    ("ends_on", ColumnType::Day),
    ("gone_day", ColumnType::Integer),
    ("lingering_day", ColumnType::Integer),
    ("recent_day", ColumnType::Integer),
    ("span", ColumnType::Text),
    ("starts_day", ColumnType::Integer),
    ("starts_on", ColumnType::Day),
    ("storm", ColumnType::Integer),
    ("item_id", ColumnType::Text),
    ("term_weight", ColumnType::Float),
    ("weight_set", ColumnType::Text),
];

/// One test of a file.
struct Case {
    sentence: String,
    given: BTreeMap<String, Grid>,
    expected: Grid,
}

/// A table as it is written: names, then rows of cells.
#[derive(Debug, Default, PartialEq)]
struct Grid {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

#[test]
fn every_query_means_what_its_test_says() {
    every_query_means_it_on(&Embedded, true);
}

/// Holds every query to its test on an engine; new expectations may be written by one engine alone.
pub(crate) fn every_query_means_it_on(engine: &dyn Engine, may_update: bool) {
    let catalog = Catalog::load(None).unwrap();
    let mut faults = Vec::new();
    for metric in catalog.metrics() {
        let path = test_file(&metric.name);
        let text = fs::read_to_string(&path).unwrap();
        let mut cases = parse(&text);
        for case in &mut cases {
            let found = grid(&run(engine, metric, case));
            if found != case.expected {
                faults.push(format!(
                    "{}: {}\nexpected\n{}found\n{}",
                    metric.name,
                    case.sentence,
                    case.expected.written(),
                    found.written()
                ));
                case.expected = found;
            }
        }
        if may_update && std::env::var("UPDATE_EXPECT").is_ok_and(|value| value == "1") {
            fs::write(&path, written(&cases)).unwrap();
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn test_file(metric: &str) -> PathBuf {
    checkout().join("tests/queries").join(format!("{metric}.txt"))
}

fn run(engine: &dyn Engine, metric: &Metric, case: &Case) -> DataFrame {
    let mut session = engine.open().unwrap();
    for (name, grid) in &case.given {
        let known = TABLE_NAMES.iter().find(|known| *known == name);
        let known = known.unwrap_or_else(|| panic!("{}: no table `{name}`", metric.name));
        assert!(metric.reads.contains(name), "{} does not read {name}", metric.name);
        session.add(known, &frame(grid).lazy()).unwrap();
    }
    check::only_declared(metric).unwrap();
    let found = session.run(&metric.sql, &metric.reads);
    let found = found.unwrap_or_else(|error| panic!("{}: {}: {error}", metric.name, case.sentence));
    check::grain(metric, &found).unwrap();
    found
}

fn parse(text: &str) -> Vec<Case> {
    text.split("\n---\n").map(parse_case).collect()
}

fn parse_case(text: &str) -> Case {
    let mut case =
        Case { sentence: String::new(), given: BTreeMap::new(), expected: Grid::default() };
    let mut target: Option<&mut Grid> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(sentence) = line.strip_prefix("# ") {
            case.sentence = format!("{} {sentence}", case.sentence).trim().to_owned();
        } else if let Some(name) = line.strip_prefix("given ") {
            target = Some(case.given.entry(name.trim().to_owned()).or_default());
        } else if line == "expect" {
            target = Some(&mut case.expected);
        } else {
            let cells: Vec<String> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
            let grid = target.as_deref_mut().expect("a row stands below `given` or `expect`");
            if grid.names.is_empty() {
                grid.names = cells;
            } else {
                assert_eq!(cells.len(), grid.names.len(), "{}: {line}", case.sentence);
                grid.rows.push(cells);
            }
        }
    }
    case
}

fn written(cases: &[Case]) -> String {
    let texts: Vec<String> = cases
        .iter()
        .map(|case| {
            let given: String = case
                .given
                .iter()
                .map(|(name, grid)| format!("given {name}\n{}\n", grid.written()))
                .collect();
            format!("# {}\n\n{given}expect\n{}", case.sentence, case.expected.written())
        })
        .collect();
    texts.join("\n---\n\n")
}

impl Grid {
    /// The table with its columns aligned.
    fn written(&self) -> String {
        let width = |index: usize| {
            let cells = self.rows.iter().map(|row| row[index].chars().count());
            cells.chain([self.names[index].chars().count()]).max().unwrap_or_default()
        };
        let line = |row: &[String]| {
            let cells: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(index, cell)| format!("{cell:<width$}", width = width(index)))
                .collect();
            format!("{}\n", cells.join(" | ").trim_end())
        };
        std::iter::once(line(&self.names)).chain(self.rows.iter().map(|row| line(row))).collect()
    }
}

fn holds(name: &str) -> ColumnType {
    let canonical = [
        Mention::COLUMNS,
        MentionCount::COLUMNS,
        Capture::COLUMNS,
        SearchResult::COLUMNS,
        Event::COLUMNS,
        Removal::COLUMNS,
        PageItem::COLUMNS,
        Vanished::COLUMNS,
        Claim::COLUMNS,
        Commitment::COLUMNS,
        Control::COLUMNS,
    ];
    let parameter = PARAMETERS.iter().find(|(known, _)| *known == name).map(|(_, holds)| *holds);
    let column = canonical.iter().copied().flatten().find(|column| column.name == name);
    parameter
        .or(column.map(|column| column.holds))
        .unwrap_or_else(|| panic!("no table has a column `{name}`"))
}

fn frame(grid: &Grid) -> DataFrame {
    let columns: Vec<Column> = grid
        .names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let cells: Vec<Option<&str>> = grid
                .rows
                .iter()
                .map(|row| Some(row[index].as_str()).filter(|cell| *cell != "null"))
                .collect();
            column(name, &cells)
        })
        .collect();
    DataFrame::new(grid.rows.len(), columns).unwrap()
}

fn column(name: &str, cells: &[Option<&str>]) -> Column {
    fn each<T>(cells: &[Option<&str>], read: impl Fn(&str) -> T) -> Vec<Option<T>> {
        cells.iter().map(|cell| cell.map(&read)).collect()
    }
    let day = |cell: &str| cell.parse::<NaiveDate>().unwrap().to_epoch_days();
    let instant = |cell: &str| cell.parse::<NaiveDateTime>().unwrap().and_utc().timestamp_micros();
    let instants = DataType::Datetime(TimeUnit::Microseconds, None);
    let named = name.into();
    let series = match holds(name) {
        ColumnType::Integer => Series::new(named, each(cells, |cell| cell.parse::<i64>().unwrap())),
        ColumnType::Float => Series::new(named, each(cells, |cell| cell.parse::<f64>().unwrap())),
        ColumnType::Text => Series::new(named, each(cells, str::to_owned)),
        ColumnType::Boolean => {
            Series::new(named, each(cells, |cell| cell.parse::<bool>().unwrap()))
        }
        ColumnType::Day => Series::new(named, each(cells, day)).cast(&DataType::Date).unwrap(),
        ColumnType::Instant => Series::new(named, each(cells, instant)).cast(&instants).unwrap(),
    };
    series.into_column()
}

fn grid(frame: &DataFrame) -> Grid {
    let names = frame.get_column_names().iter().map(ToString::to_string).collect();
    let rows = (0..frame.height())
        .map(|row| frame.columns().iter().map(|column| cell(&column.get(row).unwrap())).collect())
        .collect();
    Grid { names, rows }
}

fn cell(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => "null".to_owned(),
        AnyValue::Float64(number) => format!("{:?}", rounded(*number)),
        AnyValue::Date(days) => NaiveDate::from_epoch_days(*days).unwrap().to_string(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        other => other.to_string(),
    }
}

/// What some engine reads otherwise than another, without a word.
const FORBIDDEN: &[&str] = &[
    "date_trunc",
    "extract",
    "round(",
    "median",
    "percentile",
    "quantile",
    "approx_",
    "last_value",
    "first_value",
    "ntile",
    "varchar",
    "exists",
    "qualify",
    "\"",
    "\\",
    "1.0 *",
    "1e0",
    " ilike ",
    "recursive",
    "select *",
    "concat(",
    "now(",
    "current_date",
    " % ",
    "rank()",
    " between ",
];

#[test]
fn queries_keep_to_the_sql_that_every_engine_reads_alike() {
    let mut faults = Vec::new();
    for (name, bytes) in QUERIES {
        let code = code_of(std::str::from_utf8(bytes).unwrap());
        let mut fault = |what: String| faults.push(format!("{name}: {what}"));
        for forbidden in FORBIDDEN.iter().filter(|word| code.contains(**word)) {
            fault(format!("uses `{forbidden}`"));
        }
        if code != code.to_lowercase() {
            fault("is not in lower case".to_owned());
        }
        if !code.contains("order by")
            || !code.trim_end().rsplit("order by").next().unwrap().contains("case_id")
        {
            fault("does not end ordered by its grain".to_owned());
        }
        for (at, _) in code.match_indices("count(") {
            if !code[..at].trim_end().ends_with("cast(") {
                fault("counts without a cast: some engines' counts wrap".to_owned());
            }
        }
        for (at, _) in code.match_indices("avg(").chain(code.match_indices("preceding")) {
            let rest = &code[at..];
            if rest.starts_with("avg(")
                && rest.split(')').nth(1).is_some_and(|after| after.contains("over"))
            {
                fault("averages over a window: polars gives the whole partition's mean".to_owned());
            }
            if rest.starts_with("preceding") && !code[..at].trim_end().ends_with("unbounded") {
                fault("has a moving frame".to_owned());
            }
        }
        for share in divisions(&code) {
            if !share.contains("double") && !share.contains("weight") {
                fault(format!("divides what may be whole numbers: {share}"));
            }
        }
        if code.matches(';').count() > 0 {
            fault("holds more than one statement".to_owned());
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A query without its comments, blanks run together.
fn code_of(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// What stands around each division.
fn divisions(code: &str) -> Vec<&str> {
    code.match_indices(" / ")
        .map(|(at, _)| {
            let from = code[..at].rfind(',').unwrap_or(0);
            let to = code[at..].find(" as ").map_or(code.len(), |end| at + end);
            &code[from..to]
        })
        .collect()
}

/// Faults of the SQL of polars 0.55, each behind a rule above. An upgrade that mends one will be
/// greeted here.
#[test]
fn the_faults_behind_the_rules_are_still_there() {
    let table = DataFrame::new(
        3,
        vec![
            Series::new("k".into(), [1_i64, 2, 3]).into_column(),
            Series::new("x".into(), [1.0, 2.0, 6.0]).into_column(),
        ],
    );
    let mut session = Embedded.open().unwrap();
    session.add("period", &table.unwrap().lazy()).unwrap();
    let run = |sql: &str| session.run(sql, &["period".to_owned()]);
    let first = |sql: &str| run(sql).unwrap().columns()[0].get(0).unwrap().to_string();
    assert_eq!(first("select count(*) as n from period where k > 9"), "0");
    let wrapped =
        "with c as (select count(*) as n from period where k > 9) select n - 1 as m from c";
    assert_ne!(first(wrapped), "-1", "counts no longer wrap");
    let running = "select avg(x) over (order by k) as m from period order by k";
    assert_ne!(first(running), "1.0", "ordered averages are no longer those of the whole");
    assert!(run("select date_trunc('week', k) as w from period").is_err());
}

/// What the queries see can be had as Parquet, and gives whoever queries it what the report says.
#[test]
fn the_tables_that_queries_see_can_be_had() {
    let folder = Folder::of_story("one-storm");
    let ran = folder.run(&["measure", "--week", "2026-W20", "--tables", "seen"]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let in_the_way = ["measure", "--tables", "recover-report.toml/seen"];
    let refused = folder.run(&in_the_way).expect(2);
    assert!(refused.stderr.contains("--tables: there can be no folder"), "{}", refused.stderr);
    let case_id = report["case"]["id"].as_str().unwrap();
    let mut session = Embedded.open().unwrap();
    for name in TABLE_NAMES {
        let path = folder.path().join("seen").join(case_id).join(format!("{name}.parquet"));
        let path = path.to_str().unwrap().into();
        let table = LazyFrame::scan_parquet(path, ScanArgsParquet::default()).unwrap();
        session.add(name, &table).unwrap();
    }
    let metric = Catalog::load(None).unwrap().metric("talk_days").clone();
    let found = session.run(&metric.sql, &metric.reads).unwrap();
    let counts = found.column("original_count").unwrap().i64().unwrap().iter();
    let days = report["talk"]["days"].as_array().unwrap();
    let told = days.iter().map(|day| day["row"]["original_count"].as_i64());
    assert!(counts.eq(told));
    let storms = session.run("select storm from storms", &["storms".to_owned()]).unwrap();
    assert_eq!(storms.height(), report["talk"]["storms"].as_array().unwrap().len());
}
