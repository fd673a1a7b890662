//! Runs the SQL of a metric over named tables: in this process, or on a cluster.

pub mod embedded;
pub mod parquet;
#[cfg(feature = "spark")]
mod share;
#[cfg(feature = "spark")]
pub mod spark;

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, LazyFrame, PolarsError};

pub use embedded::Embedded;

/// Tables by the name a query uses for them.
pub type Tables = BTreeMap<&'static str, LazyFrame>;

/// Something that can run queries.
pub trait Engine: Sync {
    /// Begins to work on the tables of one case; the end of the session takes away what was put there
    /// for it.
    fn open(&self) -> Result<Box<dyn Session + '_>, Error>;
}

/// The tables of one case, where an engine can see them.
pub trait Session {
    /// Puts a table there, in place of an earlier one of that name.
    fn add(&mut self, name: &'static str, table: &LazyFrame) -> Result<(), Error>;

    /// Runs one `select` over the tables of these names, and over nothing else.
    fn run(&self, sql: &str, reads: &[String]) -> Result<DataFrame, Error>;
}

/// Which engine runs the queries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Choice {
    /// Polars, in this process.
    #[default]
    Embedded,
    /// A cluster that speaks Spark Connect.
    Spark(Cluster),
}

/// A cluster that speaks Spark Connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Where it is asked: `sc://host:port/;use_ssl=true`. Its token is no part of it.
    pub url: String,
    /// A folder or an object store's address that both we and every node of the cluster can reach.
    /// Without one, tables are sent along with the queries.
    pub tables: Option<String>,
    /// What the cluster calls that folder, where it calls it otherwise.
    pub tables_seen_as: Option<String>,
}

impl Choice {
    /// Makes the engine ready. Nothing is asked of a cluster yet.
    pub fn engine(&self) -> Result<Box<dyn Engine>, Error> {
        match self {
            Self::Embedded => Ok(Box::new(Embedded)),
            #[cfg(feature = "spark")]
            Self::Spark(cluster) => Ok(Box::new(spark::SparkConnect::new(cluster)?)),
            #[cfg(not(feature = "spark"))]
            Self::Spark(_) => Err(Error::NotBuiltIn),
        }
    }

    /// Asks the engine for an answer that everybody knows.
    pub fn check(&self) -> Result<(), Error> {
        let engine = self.engine()?;
        engine.open()?.run("select cast(1 as bigint) as one", &[]).map(|_| ())
    }
}

/// An engine did not run a query.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Polars refused it.
    #[error(transparent)]
    Embedded(Box<PolarsError>),
    /// A query reads a table that is not there.
    #[error("there is no table `{table}`")]
    NoTable {
        /// The table.
        table: String,
    },
    /// This program has no client for clusters.
    #[error("this program was built without the engine for clusters")]
    NotBuiltIn,
    /// The cluster's address cannot be used.
    #[error("the engine {url} cannot be asked: {message}")]
    Address {
        /// The address.
        url: String,
        /// Why.
        message: String,
    },
    /// The cluster does not answer.
    #[error("the engine {url} does not answer: {message}")]
    Unreachable {
        /// The address.
        url: String,
        /// What the connection said.
        message: String,
    },
    /// The cluster does not let us in.
    #[error("the engine {url} does not let us in: {message}")]
    Refused {
        /// The address.
        url: String,
        /// What it said.
        message: String,
    },
    /// The cluster does not take the query.
    #[error("the engine {url} refused the query: {message}")]
    Sql {
        /// The address.
        url: String,
        /// What it said.
        message: String,
    },
    /// The cluster took the query and did not finish.
    #[error("the engine {url} failed over the query: {message}")]
    Failed {
        /// The address.
        url: String,
        /// What it said.
        message: String,
    },
    /// The cluster cannot see a table that was put there for it.
    #[error("the engine {url} cannot see {path}: {message}")]
    Unseen {
        /// The address.
        url: String,
        /// The table, as the cluster was told of it.
        path: String,
        /// What it said.
        message: String,
    },
    /// A table is too large to be sent along with a query.
    #[error("the table `{table}` has {megabytes} MB, too many to be sent along with a query")]
    TooLarge {
        /// The table.
        table: &'static str,
        /// How large it is.
        megabytes: u64,
    },
    /// A table could not be put where the cluster can see it.
    #[error("cannot write {path}")]
    Share {
        /// Where.
        path: String,
        /// What polars said.
        source: Box<PolarsError>,
    },
    /// The answer is no table.
    #[error("the engine {url} answered with what is no Arrow table")]
    Answer {
        /// The address.
        url: String,
        /// What polars said.
        source: Box<PolarsError>,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Embedded(_) | Self::Sql { .. } => {
                "queries/README.md lists the SQL that works on every engine; the cause above is what \
                 this one said"
            }
            Self::NoTable { .. } => return None,
            Self::NotBuiltIn => {
                "build it with `cargo build --release --features spark`, or use `--engine embedded`"
            }
            Self::Address { .. } => {
                "write it like sc://host:15002/;use_ssl=true; a token needs TLS, save on this machine"
            }
            Self::Unreachable { .. } => {
                "check that it runs and that nothing stands between; `--engine embedded` does without"
            }
            Self::Refused { .. } => {
                "put its token into the environment: SPARK_CONNECT_AUTHENTICATE_TOKEN"
            }
            Self::Failed { .. } => "look at its log, then run again",
            Self::Unseen { .. } => {
                "`tables` in `[engine]` has to be a folder or an object store that every node can \
                 read; `tables_seen_as` says what the nodes call it"
            }
            Self::TooLarge { .. } => {
                "name a folder or an object store that every node can read: `tables` in `[engine]`"
            }
            Self::Share { .. } => {
                "check that the folder, or the bucket, of the tables is there and ours, and has room"
            }
            Self::Answer { .. } => "check that the address is that of a Spark Connect server",
        };
        Some(hint.to_owned())
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Failed { .. } | Self::Share { .. })
    }
}
