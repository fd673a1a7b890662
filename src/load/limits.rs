//! How much a file may ask of us before it is refused: bombs are told from big exports by these.

use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Error;
use crate::model::display::MARKS_PER_LETTER;

/// Below this size nobody asks how far a file was packed.
const RATIO_ASKED_FROM: u64 = 64 << 20;

/// What a file may ask of us. Each may be set under `[limits]` in the config.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes that a compressed file, or an archive as a whole, may unpack to.
    pub unpacked_bytes: u64,
    /// How many times its own size a packed file may unpack to, asked from 64 MiB on.
    pub unpacked_ratio: u64,
    /// Files in an archive, sheets and parts of a spreadsheet.
    pub archive_members: u64,
    /// Bytes that a spreadsheet may unpack to, and each of its sheets come to, where a text counts each
    /// time it stands there. Its texts are held in memory.
    pub sheet_bytes: u64,
    /// The last row that a sheet may use.
    pub sheet_rows: u64,
    /// The last column that a sheet may use.
    pub sheet_columns: u64,
    /// How deep JSON may be nested.
    pub json_depth: u32,
    /// Bytes of one JSON document, which is held in memory.
    pub json_document_bytes: u64,
    /// Rows that the footer of a Parquet file may claim.
    pub parquet_rows: u64,
    /// Bytes that a Parquet file may unpack to, by its footer.
    pub parquet_bytes: u64,
    /// Bytes of one cell. A longer one makes its row unusable; where it is quoted, its quote was never
    /// closed, and the file is refused.
    pub field_bytes: u64,
    /// Columns of a table.
    pub columns: u64,
    /// Combining marks that a letter may carry on a page; the rest are counted.
    pub combining_marks: u32,
    /// Megabytes of memory that setting one report in type may take.
    pub render_memory_mb: u64,
    /// Seconds that it may take.
    pub render_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked_bytes: 64 << 30,
            unpacked_ratio: 200,
            archive_members: 1000,
            sheet_bytes: 1 << 30,
            sheet_rows: 1 << 20,
            sheet_columns: 2000,
            json_depth: 128,
            json_document_bytes: 64 << 20,
            parquet_rows: 1 << 30,
            parquet_bytes: 32 << 30,
            field_bytes: 4 << 20,
            render_memory_mb: 4096,
            render_seconds: 600,
            columns: 20_000,
            combining_marks: MARKS_PER_LETTER,
        }
    }
}

/// A file asks for more than a limit allows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}, and `limits.{name}` is {allowed}")]
pub struct OverLimit {
    /// The limit's name in the config.
    pub name: &'static str,
    /// Its value.
    pub allowed: u64,
    /// What the file asks for.
    pub what: String,
}

impl OverLimit {
    /// As an error of a file.
    pub(super) fn of(self, path: &Path) -> Error {
        Error::OverLimit { path: path.to_owned(), over: self }
    }
}

impl Limits {
    /// Whether unpacking a file of `packed` bytes may have come to `unpacked`.
    pub(super) fn unpacking(&self, packed: u64, unpacked: u64) -> Result<(), OverLimit> {
        if self.unpacked_bytes < unpacked {
            return Err(OverLimit {
                name: "unpacked_bytes",
                allowed: self.unpacked_bytes,
                what: format!("{packed} bytes unpack to {unpacked} or more"),
            });
        }
        if RATIO_ASKED_FROM <= unpacked && packed.saturating_mul(self.unpacked_ratio) < unpacked {
            return Err(OverLimit {
                name: "unpacked_ratio",
                allowed: self.unpacked_ratio,
                what: format!(
                    "{packed} bytes unpack to {unpacked} or more, {} times as many",
                    unpacked / packed.max(1)
                ),
            });
        }
        Ok(())
    }

    /// Whether a count stays within the limit called `name`.
    pub(super) fn within(
        name: &'static str,
        allowed: u64,
        found: u64,
        what: &str,
    ) -> Result<(), OverLimit> {
        if found <= allowed {
            return Ok(());
        }
        Err(OverLimit { name, allowed, what: format!("it has {found} {what}") })
    }
}

/// Unpacks no more than the limits allow; then it fails with an [`OverLimit`] inside.
pub(super) struct Bounded<R> {
    inner: R,
    limits: Limits,
    packed: u64,
    unpacked: u64,
}

impl<R> Bounded<R> {
    /// Bounds what a file of `packed` bytes unpacks to.
    pub(super) fn new(inner: R, packed: u64, limits: Limits) -> Self {
        Self { inner, limits, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.unpacked += length as u64;
        self.limits.unpacking(self.packed, self.unpacked).map_err(io::Error::other)?;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_told_from_a_well_packed_export() {
        let limits = Limits::default();
        assert!(limits.unpacking(1 << 20, 40 << 20).is_ok(), "forty times");
        assert!(limits.unpacking(100, 1 << 20).is_ok(), "small enough to ask nothing");
        assert_eq!(limits.unpacking(1 << 20, 1 << 30).unwrap_err().name, "unpacked_ratio");
        assert_eq!(limits.unpacking(1 << 34, 1 << 37).unwrap_err().name, "unpacked_bytes");
    }

    #[test]
    fn unpacking_stops_at_the_limit() {
        let limits = Limits { unpacked_bytes: 10, ..Limits::default() };
        let mut bounded = Bounded::new([0_u8; 100].as_slice(), 1, limits);
        let refused = bounded.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(refused.to_string().contains("limits.unpacked_bytes"));
    }
}
