//! Runs the queries over tables that `recover-report measure --tables DIR` wrote, one case at a time.
//!
//! `cargo run --release --example run_queries -- DIR/CASE OUTPUT [REPEAT] [sc://… FOLDER]`: each query so
//! often (once, where nothing is said), in this process or on a cluster that sees FOLDER. The rows of each
//! go to `OUTPUT/QUERY.parquet`, the least time that each took to `OUTPUT/times.csv`.
#![expect(clippy::print_stdout, reason = "the time is what it is for")]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use polars::prelude::{IntoLazy, LazyFrame, ScanArgsParquet};
use recover_report::engine::{Choice, Cluster, parquet};
use recover_report::measure::catalog::Catalog;
use recover_report::measure::parameters::TABLE_NAMES;

fn main() -> Result<(), Box<dyn Error>> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let [tables, output, more @ ..] = &asked[..] else {
        return Err("run_queries DIR/CASE OUTPUT [REPEAT] [sc://… FOLDER]".into());
    };
    let repeat: usize = more.first().map_or(Ok(1), |text| text.parse())?;
    let choice = match more.get(1) {
        None => Choice::Embedded,
        Some(url) => {
            let (url, tables) = (url.clone(), more.get(2).cloned());
            Choice::Spark(Cluster { url, tables, tables_seen_as: None })
        }
    };
    let engine = choice.engine()?;
    let mut session = engine.open()?;
    let began = Instant::now();
    for name in TABLE_NAMES {
        let path = format!("{tables}/{name}.parquet");
        let table = LazyFrame::scan_parquet(path.as_str().into(), ScanArgsParquet::default())?;
        session.add(name, &table)?;
    }
    std::fs::create_dir_all(output)?;
    let mut times = csv::Writer::from_path(Path::new(output).join("times.csv"))?;
    times.write_record(["query", "rows", "seconds"])?;
    let mut told = vec![("tables".to_owned(), 0, began.elapsed().as_secs_f64())];
    for metric in Catalog::load(None)?.metrics() {
        let mut least = f64::INFINITY;
        let mut rows = None;
        for _ in 0..repeat {
            let began = Instant::now();
            rows = Some(session.run(&metric.sql, &metric.reads)?);
            least = least.min(began.elapsed().as_secs_f64());
        }
        let rows = rows.ok_or("REPEAT is at least 1")?;
        told.push((metric.name.clone(), rows.height(), least));
        parquet::write(&rows.lazy(), &format!("{output}/{}.parquet", metric.name))?;
    }
    for (name, rows, seconds) in &told {
        times.write_record([name, &rows.to_string(), &format!("{seconds:.4}")])?;
    }
    times.flush()?;
    println!("{:.4} s", told.iter().map(|(_, _, seconds)| seconds).sum::<f64>());
    Ok(())
}
