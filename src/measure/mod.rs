//! Runs the metric definitions in `queries/` over a case's tables.

pub mod catalog;
pub mod changes;
pub mod check;
pub mod demand;
pub mod parameters;
pub mod rows;
pub mod texts;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use polars::prelude::PolarsError;
use serde::de::DeserializeOwned;

use crate::engine::{self, Session, Tables};
use crate::model::DaySpan;
use catalog::{Catalog, Metric};
use rows::{
    CaptureDay, ClaimRegister, ClaimWeek, ControlDay, EventLogged, FirstPageShare, LingeringPage,
    NegativeShare, OwnedShare, PageItemKind, PageLine, Promise, RankPoint, RecordSpan,
    RemovalDocket, SourceDay, StormArrival, StormItem, TalkDay, TalkSpan, TalkVolume, TalkWeek,
    TermName, TrackedPosition, VanishedItems, Visibility,
};

/// A metric could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A query of the reader's cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// A query of the reader's replaces none of ours.
    #[error("`{name}` is the name of no query")]
    UnknownQuery {
        /// The file.
        name: String,
    },
    /// A query does not say what it must say at its head.
    #[error("queries/{metric}.sql has no `-- {line}:` line at its head")]
    NoHead {
        /// The metric.
        metric: String,
        /// The line it lacks.
        line: &'static str,
    },
    /// A query reads a table that no stage makes.
    #[error("metric `{metric}` reads `{table}`, which is no table of ours")]
    UnknownTable {
        /// The metric.
        metric: String,
        /// The table.
        table: String,
    },
    /// A query looks at a table that its head does not declare, or at a file.
    #[error("metric `{metric}` looks at `{table}`, which its `reads` line does not name")]
    Undeclared {
        /// The metric.
        metric: String,
        /// The table.
        table: String,
    },
    /// The engine refused the query.
    #[error("metric `{metric}` failed")]
    Query {
        /// The metric.
        metric: String,
        /// What it said.
        source: engine::Error,
    },
    /// The engine cannot be asked.
    #[error(transparent)]
    Engine(#[from] engine::Error),
    /// Two rows of the result are the same thing, or a row is no thing.
    #[error("metric `{metric}` breaks its grain: {fault} in {columns}")]
    Grain {
        /// The metric.
        metric: String,
        /// What is wrong.
        fault: &'static str,
        /// The columns of the grain.
        columns: String,
    },
    /// The result is not the rows that the pages know.
    #[error("metric `{metric}` gives other columns than the pages know")]
    Rows {
        /// The metric.
        metric: String,
        /// What does not fit.
        source: serde_json::Error,
    },
    /// The tables of a case could not be looked at.
    #[error("the tables of the case cannot be read")]
    Tables(#[source] Box<PolarsError>),
    /// A number that is none.
    #[error("metric `{metric}` gives {value} in `{column}`, which is no number to print")]
    NotFinite {
        /// The metric.
        metric: String,
        /// The column.
        column: String,
        /// `inf` or `NaN`.
        value: f64,
    },
}

impl Error {
    fn tables(source: PolarsError) -> Self {
        Self::Tables(Box::new(source))
    }

    fn polars(metric: &Metric, source: PolarsError) -> Self {
        let source = engine::Error::Embedded(Box::new(source));
        Self::Query { metric: metric.name.clone(), source }
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Query { source, .. } | Self::Engine(source) if source.is_temporary())
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read { .. } => None,
            Self::UnknownQuery { name } => {
                let known = crate::assets::QUERIES.iter().map(|(known, _)| *known);
                crate::model::display::did_you_mean(name, known)
                    .or_else(|| Some("`init --queries` writes those there are".to_owned()))
            }
            Self::NoHead { line, .. } => Some(format!(
                "copy the head of the query it replaces: definition, `-- grain: …`, `-- reads: …`; \
                 `{line}` is missing"
            )),
            Self::UnknownTable { .. } => {
                Some(format!("the tables are {}", parameters::TABLE_NAMES.join(", ")))
            }
            Self::Undeclared { table, .. }
                if table.starts_with("read_") || table.starts_with("scan_") =>
            {
                Some("a query reads the tables it is given and opens no files".to_owned())
            }
            Self::Undeclared { table, .. } => {
                Some(format!("add `{table}` to the `-- reads:` line"))
            }
            Self::Tables(_) => None,
            Self::Query { source, .. } | Self::Engine(source) => source.hint(),
            Self::Grain { .. } => {
                Some("group by the columns of the grain, or change the `-- grain:` line".to_owned())
            }
            Self::Rows { .. } => {
                Some("give the columns of the query it replaces, under the same names".to_owned())
            }
            Self::NotFinite { .. } => Some("guard the division with `nullif(…, 0)`".to_owned()),
        }
    }
}

/// Every metric of one case and period, as rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metrics {
    /// Texts by day and platform.
    pub talk_volume: Vec<TalkVolume>,
    /// Negative share by day, platform and language.
    pub negative_share: Vec<NegativeShare>,
    /// Talk by day.
    pub talk_days: Vec<TalkDay>,
    /// Talk by week.
    pub talk_weeks: Vec<TalkWeek>,
    /// Talk in the period and the spans it is compared with.
    pub talk_spans: Vec<TalkSpan>,
    /// Incident share of the first positions, by capture.
    pub first_page_share: Vec<FirstPageShare>,
    /// What first pages are made of.
    pub owned_share: Vec<OwnedShare>,
    /// Attention on incident items, by week and weight set.
    pub visibility: Vec<Visibility>,
    /// The record in the period and the spans it is compared with.
    pub record_spans: Vec<RecordSpan>,
    /// The digital tattoo.
    pub lingering_register: Vec<LingeringPage>,
    /// Positions of its pages over time.
    pub rank_path: Vec<RankPoint>,
    /// Captures by day.
    pub capture_calendar: Vec<CaptureDay>,
    /// Positions that a rank tracker follows.
    pub tracked_positions: Vec<TrackedPosition>,
    /// Items by day and source.
    pub source_days: Vec<SourceDay>,
    /// The names under which exports list each search term.
    pub term_names: Vec<TermName>,
    /// Mentions that later exports have no more.
    pub vanished_items: Vec<VanishedItems>,
    /// What pages show besides results.
    pub page_item_kinds: Vec<PageItemKind>,
    /// Whole pages to compare.
    pub page_order: Vec<PageLine>,
    /// Where each storm showed first.
    pub storm_arrivals: Vec<StormArrival>,
    /// The texts that mark each storm.
    pub storm_items: Vec<StormItem>,
    /// Statements that circulate.
    pub claim_register: Vec<ClaimRegister>,
    /// The same by week.
    pub claim_weeks: Vec<ClaimWeek>,
    /// Removal requests.
    pub removal_docket: Vec<RemovalDocket>,
    /// What was done.
    pub event_log: Vec<EventLogged>,
    /// What was promised.
    pub promise_register: Vec<Promise>,
    /// Other series to hold the talk against.
    pub control_days: Vec<ControlDay>,
}

/// Gives an engine the tables of a case that queries may read.
pub fn show(session: &mut dyn Session, tables: &Tables) -> Result<(), Error> {
    for name in parameters::TABLE_NAMES {
        if let Some(table) = tables.get(name) {
            session.add(name, table)?;
        }
    }
    Ok(())
}

/// Writes the tables of a case that queries may read as Parquet into a folder, for queries that are tried
/// with other tools.
pub fn write(tables: &Tables, folder: &Path) -> Result<(), Error> {
    for name in parameters::TABLE_NAMES {
        if let Some(table) = tables.get(name) {
            let path = folder.join(format!("{name}.parquet"));
            engine::parquet::write(table, &path.to_string_lossy())?;
        }
    }
    Ok(())
}

/// Measures every metric of the catalog over a case's tables, save those of storms.
pub fn measure_all(catalog: &Catalog, session: &dyn Session) -> Result<Metrics, Error> {
    let measured = Measured { catalog, session };
    Ok(Metrics {
        talk_volume: measured.rows("talk_volume")?,
        negative_share: measured.rows("negative_share")?,
        talk_days: measured.rows("talk_days")?,
        talk_weeks: measured.rows("talk_weeks")?,
        talk_spans: measured.rows("talk_spans")?,
        first_page_share: measured.rows("first_page_share")?,
        owned_share: measured.rows("owned_share")?,
        visibility: measured.rows("visibility")?,
        record_spans: measured.rows("record_spans")?,
        lingering_register: measured.rows("lingering_register")?,
        rank_path: measured.rows("rank_path")?,
        capture_calendar: measured.rows("capture_calendar")?,
        tracked_positions: measured.rows("tracked_positions")?,
        source_days: measured.rows("source_days")?,
        term_names: measured.rows("term_names")?,
        vanished_items: measured.rows("vanished_items")?,
        page_item_kinds: measured.rows("page_item_kinds")?,
        page_order: measured.rows("page_order")?,
        storm_arrivals: Vec::new(),
        storm_items: Vec::new(),
        claim_register: measured.rows("claim_register")?,
        claim_weeks: measured.rows("claim_weeks")?,
        removal_docket: measured.rows("removal_docket")?,
        event_log: measured.rows("event_log")?,
        promise_register: measured.rows("promise_register")?,
        control_days: measured.rows("control_days")?,
    })
}

/// Measures what is asked of storms, once these are known: their number, first and last day.
pub fn measure_storms(
    catalog: &Catalog,
    session: &mut dyn Session,
    storms: &[(i64, DaySpan)],
    metrics: &mut Metrics,
) -> Result<(), Error> {
    session.add("storms", &parameters::storms(storms))?;
    let measured = Measured { catalog, session };
    metrics.storm_arrivals = measured.rows("storm_arrivals")?;
    metrics.storm_items = measured.rows("storm_items")?;
    Ok(())
}

struct Measured<'a> {
    catalog: &'a Catalog,
    session: &'a dyn Session,
}

impl Measured<'_> {
    fn rows<Row: DeserializeOwned>(&self, name: &str) -> Result<Vec<Row>, Error> {
        let metric = self.catalog.metric(name);
        measure(metric, self.session)
    }
}

/// Measures one metric over the tables it declares, and only those.
pub fn measure<Row: DeserializeOwned>(
    metric: &Metric,
    session: &dyn Session,
) -> Result<Vec<Row>, Error> {
    check::only_declared(metric)?;
    let began = Instant::now();
    let frame = session.run(&metric.sql, &metric.reads).map_err(|error| match error {
        engine::Error::NoTable { table } => {
            Error::UnknownTable { metric: metric.name.clone(), table }
        }
        source => Error::Query { metric: metric.name.clone(), source },
    })?;
    tracing::debug!(
        metric = %metric.name,
        milliseconds = began.elapsed().as_millis(),
        rows = frame.height(),
        "measured"
    );
    check::grain(metric, &frame)?;
    rows::read(metric, &frame)
}
