//! Tables as Parquet, for whoever runs queries elsewhere.

use std::sync::Arc;

use polars::prelude::{
    FileWriteFormat, LazyFrame, ParquetCompression, ParquetWriteOptions, PlRefPath,
    SinkDestination, SinkTarget, UnifiedSinkArgs,
};

use super::Error;

/// Writes a table as it is made, without holding it, to a path of a disk, whose folder is made if it is not
/// there, or to an address in an object store.
pub fn write(table: &LazyFrame, path: &str) -> Result<(), Error> {
    let target = SinkDestination::File { target: SinkTarget::Path(PlRefPath::new(path)) };
    let options = ParquetWriteOptions {
        compression: ParquetCompression::Zstd(None),
        ..ParquetWriteOptions::default()
    };
    let arguments = UnifiedSinkArgs { mkdir: is_local(path), ..UnifiedSinkArgs::default() };
    let written = table
        .clone()
        .sink(target, FileWriteFormat::Parquet(Arc::new(options)), arguments)
        .and_then(LazyFrame::collect);
    written.map(|_| ()).map_err(|source| {
        let path = path.to_owned();
        Error::Share { path, source: Box::new(source) }
    })
}

/// Whether a path is one of a disk.
pub(super) fn is_local(path: &str) -> bool {
    !path.contains("://")
}
