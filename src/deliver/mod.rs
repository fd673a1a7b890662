//! Writes what was made: beside its place first, then, whole and on the disk, under its name.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::render::{Made, Rendered};

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system said no.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(
            "check that the disk has room and that the output folder is ours; then run again"
                .to_owned(),
        )
    }
}

/// The files of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The case.
    pub case_id: String,
    /// The period.
    pub period: String,
    /// The files, PDFs first.
    pub paths: Vec<PathBuf>,
    /// The PDFs that keep less than they should, by name.
    pub impaired: Vec<String>,
}

/// Writes a report's files below `output/<case>/<period>/`.
pub fn deliver(rendered: &Rendered, output: &Path) -> Result<Delivered, Error> {
    let folder = output.join(&rendered.case_id).join(&rendered.period);
    let mut paths = Vec::new();
    for made in &rendered.files {
        paths.push(write(&folder, made)?);
    }
    clear(&folder, &paths)?;
    let (case_id, period) = (rendered.case_id.clone(), rendered.period.clone());
    Ok(Delivered { case_id, period, paths, impaired: rendered.impaired.clone() })
}

/// Takes away tables and lists of an earlier run that this one no longer makes.
fn clear(folder: &Path, made: &[PathBuf]) -> Result<(), Error> {
    let mut old = vec![folder.join("rejected.csv")];
    for kind in ["tables", "queries"] {
        if let Ok(entries) = fs::read_dir(folder.join(kind)) {
            old.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    for path in old.into_iter().filter(|path| path.is_file() && !made.contains(path)) {
        fs::remove_file(&path).map_err(|source| Error::Write { path, source })?;
    }
    Ok(())
}

/// Writes one file so that under its name there is all of it or what was there before.
fn write(folder: &Path, made: &Made) -> Result<PathBuf, Error> {
    let path = folder.join(&made.name);
    let failed = |source| Error::Write { path: path.clone(), source };
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(failed)?;
    let mut file = NamedTempFile::new_in(parent).map_err(failed)?;
    file.write_all(&made.bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    readable_by_all(file.as_file()).map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    File::open(parent).and_then(|parent| parent.sync_all()).map_err(failed)?;
    Ok(path)
}

/// A temporary file is its owner's alone; a report is for others to read.
#[cfg(unix)]
fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &File) -> io::Result<()> {
    Ok(())
}
