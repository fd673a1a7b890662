//! Puts the tables of a session where every node of a cluster can read them.

use std::fs;
use std::path::Path;

use polars::prelude::LazyFrame;

use super::parquet::{is_local, write};
use super::{Cluster, Error};

/// A folder of one session; gone when the session is, where it is a folder of a disk. What lies in an
/// object store is left to the store's own rules of expiry.
pub(super) struct Share {
    ours: String,
    theirs: String,
}

impl Share {
    /// The folder of a session, whose name nobody else has.
    pub(super) fn new(cluster: &Cluster, session: &str) -> Option<Self> {
        let ours = cluster.tables.as_deref()?.trim_end_matches('/');
        let theirs = match cluster.tables_seen_as.as_deref() {
            Some(theirs) => theirs.trim_end_matches('/').to_owned(),
            None if is_local(ours) => format!("file://{ours}"),
            None => ours.to_owned(),
        };
        let name = format!("recover-report-{session}");
        Some(Self { ours: format!("{ours}/{name}"), theirs: format!("{theirs}/{name}") })
    }

    /// Writes a table as it is made, without holding it, and says what the cluster calls it.
    pub(super) fn put(&self, name: &str, table: &LazyFrame) -> Result<String, Error> {
        let path = format!("{}/{name}.parquet", self.ours);
        write(table, &path)?;
        Ok(format!("{}/{name}.parquet", self.theirs))
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let folder = Path::new(&self.ours);
        if is_local(&self.ours)
            && folder.exists()
            && let Err(error) = fs::remove_dir_all(folder)
        {
            tracing::warn!(folder = %self.ours.escape_debug(), %error, "cannot be taken away");
        }
    }
}
