//! A cluster that speaks Spark Connect: tables as views, queries as they are, answers as Arrow.
//!
//! The server closes the stream of an answer after a while, whether or not the query is done. That is
//! the end only when the answer said that it is whole; else the stream is taken up again where it was.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::thread;
use std::time::{Duration, Instant};

use polars::prelude::{
    CompatLevel, DataFrame, IpcStreamReader, IpcStreamWriter, LazyFrame, PolarsResult, SerReader,
    SerWriter,
};
use spark_connect_core::{
    ChannelBuilder, ExecutePlanResponseReattachableIterator, RetryPolicy, SparkConnectClient,
    SparkError, SparkErrorKind, block_on,
};
use spark_connect_proto::command::CommandType;
use spark_connect_proto::execute_plan_response::ResponseType;
use spark_connect_proto::plan::OpType;
use spark_connect_proto::read::{DataSource, ReadType};
use spark_connect_proto::relation::RelType;
use spark_connect_proto::{
    Command, CreateDataFrameViewCommand, ExecutePlanRequest, LocalRelation, Plan, Read, Relation,
    Sql, UserContext,
};

use super::share::Share;
use super::{Cluster, Engine, Error, Session};

/// What we call ourselves there.
const CLIENT: &str = "recover-report";

/// Tables of no more rows than this go along with the queries, whatever folder there is.
const FEW_ROWS: usize = 1000;

/// The most bytes that go along with a query; a server takes 128 MB at once.
const MOST_BYTES: usize = 64 << 20;

/// How long to wait before each further attempt.
const WAITS: [Duration; 2] = [Duration::from_millis(200), Duration::from_secs(2)];

/// A stream that says nothing for so long is dead; a living one is closed by its server before.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server that closes a stream sooner than this is not only tidying up.
const SHORTEST: Duration = Duration::from_millis(200);

/// gRPC codes after which trying again may help: cancelled, unknown, deadline exceeded, resource
/// exhausted, aborted, unavailable.
const PASSING: [i32; 6] = [1, 2, 4, 8, 10, 14];

/// gRPC codes of who is not let in: permission denied, unauthenticated.
const NOT_LET_IN: [i32; 2] = [7, 16];

/// A cluster that speaks Spark Connect.
pub struct SparkConnect {
    cluster: Cluster,
    channel: ChannelBuilder,
}

impl SparkConnect {
    /// Reads the cluster's address; the token is asked of the environment by the client.
    pub fn new(cluster: &Cluster) -> Result<Self, Error> {
        let address = |message| Error::Address { url: cluster.url.clone(), message };
        let mut channel =
            ChannelBuilder::parse(&cluster.url).map_err(|error| address(brief(&error)))?;
        for name in ["user_agent", "user_id"] {
            if channel.get(name).is_none() {
                channel.set(name, CLIENT);
            }
        }
        Ok(Self { cluster: cluster.clone(), channel })
    }

    fn told(&self, error: &SparkError) -> Error {
        let (url, message) = (self.cluster.url.clone(), brief(error));
        match (error.kind, error.grpc_code) {
            (_, Some(code)) if NOT_LET_IN.contains(&code) => Error::Refused { url, message },
            (SparkErrorKind::Analysis | SparkErrorKind::Parse, _) => Error::Sql { url, message },
            (SparkErrorKind::ValueError, None) => Error::Address { url, message },
            // Data that the SQL cannot deal with will be the same the next time.
            _ if error.sql_state().is_some_and(|state| is_of_the_query(&state)) => {
                Error::Sql { url, message }
            }
            (_, Some(code)) if !PASSING.contains(&code) => Error::Failed { url, message },
            _ => Error::Unreachable { url, message },
        }
    }
}

/// SQL states of data exceptions, of what is not supported, and of what is wrong in the text.
fn is_of_the_query(state: &str) -> bool {
    ["0A", "21", "22", "42"].iter().any(|class| state.starts_with(class))
}

/// What an error says, without plans and stack traces, for one line of a terminal.
fn brief(error: &SparkError) -> String {
    let message = error.message();
    let first = message.trim().lines().next().unwrap_or_default();
    let told: String = first.chars().take(400).collect();
    let told = told.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'");
    match error.sql_state() {
        Some(state) if !told.contains(&state) => format!("{told} (SQLSTATE {state})"),
        _ => told,
    }
}

impl Engine for SparkConnect {
    fn open(&self) -> Result<Box<dyn Session + '_>, Error> {
        let mut client = block_on(SparkConnectClient::connect(&self.channel))
            .map_err(|error| self.told(&error))?;
        client.set_retry_policy(RetryPolicy {
            max_retries: Some(2),
            initial_backoff_ms: 200,
            max_backoff_ms: Some(2000),
            ..RetryPolicy::default()
        });
        let share = Share::new(&self.cluster, client.session_id());
        Ok(Box::new(Connected { engine: self, client, share, names: BTreeSet::new() }))
    }
}

/// A session on the server, with views of its own.
struct Connected<'a> {
    engine: &'a SparkConnect,
    client: SparkConnectClient,
    share: Option<Share>,
    names: BTreeSet<&'static str>,
}

impl Session for Connected<'_> {
    fn add(&mut self, name: &'static str, table: &LazyFrame) -> Result<(), Error> {
        let count = rows(table)?;
        match &self.share {
            Some(share) if FEW_ROWS < count => {
                let path = share.put(name, table)?;
                self.show(name, &path, count).map_err(|error| match error {
                    Error::Sql { url, message } => Error::Unseen { url, path, message },
                    error => error,
                })?;
            }
            _ => {
                let data = ipc(table)?;
                if MOST_BYTES < data.len() {
                    let megabytes = data.len() as u64 >> 20;
                    return Err(Error::TooLarge { table: name, megabytes });
                }
                let local = LocalRelation { data: Some(data.into()), schema: None };
                self.create_view(name, RelType::LocalRelation(local))?;
            }
        }
        self.names.insert(name);
        Ok(())
    }

    /// A query has been held to what it declares before; here every view of the session is in its sight.
    fn run(&self, sql: &str, reads: &[String]) -> Result<DataFrame, Error> {
        if let Some(table) = reads.iter().find(|name| !self.names.contains(name.as_str())) {
            return Err(Error::NoTable { table: table.clone() });
        }
        self.ask(sql)
    }
}

impl Connected<'_> {
    /// Makes a view of a table that lies where the cluster should see it, and makes sure that it does: some
    /// take what is not there for a table without rows.
    fn show(&self, name: &'static str, path: &str, count: usize) -> Result<(), Error> {
        let source = DataSource {
            format: Some("parquet".to_owned()),
            paths: vec![path.to_owned()],
            ..DataSource::default()
        };
        let read = Read { is_streaming: false, read_type: Some(ReadType::DataSource(source)) };
        self.create_view(name, RelType::Read(read))?;
        let seen = self.ask(&format!("select cast(count(*) as bigint) as n from {name}"))?;
        let seen = seen.columns().first().and_then(|column| column.get(0).ok()?.extract::<usize>());
        if seen == Some(count) {
            return Ok(());
        }
        let message = format!("it has {} rows there, and {count} here", seen.unwrap_or_default());
        Err(Error::Sql { url: self.engine.cluster.url.clone(), message })
    }

    fn ask(&self, sql: &str) -> Result<DataFrame, Error> {
        let sql = Sql { query: sql.to_owned(), ..Sql::default() };
        let parts = self.execute(&OpType::Root(relation(RelType::Sql(sql))))?;
        let url = || self.engine.cluster.url.clone();
        if parts.is_empty() {
            let message = "the answer is whole and has no part, not even an empty one".to_owned();
            return Err(Error::Failed { url: url(), message });
        }
        joined(&parts).map_err(|source| Error::Answer { url: url(), source: Box::new(source) })
    }

    fn create_view(&self, name: &str, of: RelType) -> Result<Vec<Vec<u8>>, Error> {
        let view = CreateDataFrameViewCommand {
            input: Some(relation(of)),
            name: name.to_owned(),
            is_global: false,
            replace: true,
        };
        let command = Command { command_type: Some(CommandType::CreateDataframeView(view)) };
        self.execute(&OpType::Command(command))
    }

    /// Has a plan executed, and again where that may help: nothing that we ask changes anything but our
    /// own views.
    fn execute(&self, plan: &OpType) -> Result<Vec<Vec<u8>>, Error> {
        let attempt =
            || block_on(self.attempt(plan.clone())).map_err(|error| self.engine.told(&error));
        for wait in WAITS {
            match attempt() {
                Err(Error::Unreachable { .. }) => thread::sleep(wait),
                answered => return answered,
            }
        }
        attempt()
    }

    /// The parts of the answer, each an Arrow stream of its own.
    async fn attempt(&self, plan: OpType) -> Result<Vec<Vec<u8>>, SparkError> {
        let user_id = self.client.user_id().unwrap_or(CLIENT).to_owned();
        let execution = ExecutePlanResponseReattachableIterator::new(ExecutePlanRequest {
            session_id: self.client.session_id().to_owned(),
            user_context: Some(UserContext { user_id, ..UserContext::default() }),
            client_type: Some(CLIENT.to_owned()),
            plan: Some(Plan { op_type: Some(plan) }),
            ..ExecutePlanRequest::default()
        });
        let mut stream = self.client.execute_plan(execution.request().clone()).await?;
        let mut parts = Vec::new();
        // How often in a row the stream broke, or ended at once.
        let mut breaks = 0;
        let mut began = Instant::now();
        loop {
            let ended = match tokio::time::timeout(PATIENCE, stream.message()).await {
                Ok(Ok(Some(response))) => {
                    execution.set_last_response_id(&response).await;
                    if let Some(ResponseType::ArrowBatch(batch)) = response.response_type {
                        parts.push(batch.data.into());
                    }
                    breaks = 0;
                    continue;
                }
                Ok(Ok(None)) if execution.is_completed().await => break,
                Ok(Ok(None)) => {
                    if SHORTEST < began.elapsed() {
                        breaks = 0;
                    }
                    SparkError::connect_msg("the stream ended before the answer did")
                }
                Ok(Err(status)) => SparkError::from_grpc_status(status),
                Err(_) => SparkError::connect_msg("nothing came for five minutes"),
            };
            let is_passing = ended.grpc_code.is_none_or(|code| PASSING.contains(&code));
            if !is_passing || breaks == WAITS.len() {
                return Err(ended);
            }
            breaks += 1;
            began = Instant::now();
            let again = execution.create_reattach_request().await;
            stream = self.client.reattach_execute(again).await?;
        }
        let release = execution.create_release_request(true).await;
        // What we have is whole; a server that keeps it longer than needed does no harm.
        let _ = self.client.release_execute(release).await;
        Ok(parts)
    }
}

impl Drop for Connected<'_> {
    fn drop(&mut self) {
        // Who is gone has forgotten us by itself.
        if let Err(error) = block_on(self.client.release_session()) {
            tracing::debug!(error = %brief(&error), "the session was not released");
        }
    }
}

fn relation(of: RelType) -> Relation {
    Relation { common: None, rel_type: Some(of) }
}

fn rows(table: &LazyFrame) -> Result<usize, Error> {
    let counted = table.clone().select([polars::prelude::len()]).collect().and_then(|frame| {
        let count = frame.columns().first().map(|column| column.get(0));
        count.transpose().map(|count| count.and_then(|count| count.extract::<usize>()))
    });
    counted.map(Option::unwrap_or_default).map_err(|source| Error::Embedded(Box::new(source)))
}

/// A table as an Arrow stream, in the types that every version of Arrow knows.
fn ipc(table: &LazyFrame) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let written = table.clone().collect().and_then(|mut frame| {
        IpcStreamWriter::new(&mut bytes).with_compat_level(CompatLevel::oldest()).finish(&mut frame)
    });
    written.map_err(|source| Error::Embedded(Box::new(source)))?;
    Ok(bytes)
}

/// The parts of an answer as one table; an answer without rows still has its columns.
fn joined(parts: &[Vec<u8>]) -> PolarsResult<DataFrame> {
    let mut whole = DataFrame::empty();
    for part in parts {
        let frame = IpcStreamReader::new(Cursor::new(part)).finish()?;
        if whole.width() == 0 {
            whole = frame;
        } else {
            whole.vstack_mut(&frame)?;
        }
    }
    Ok(whole)
}
