//! Puts what was made where people look for it: whole and on the disk, or not at all, and over
//! nothing that is there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use tempfile::{NamedTempFile, TempDir};

use crate::model::files::{STAGING, folder_of, open_file_to_all, open_folder_to_all, sync_folder};
use crate::model::hash::hash_of;
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
    /// A file of a report is not what it was when the report was issued.
    #[error("{} was changed since the report was issued", path.display())]
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// What was read back is not what was written.
    #[error("{} does not read back as it was written", path.display())]
    Unlike {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Write { .. } => {
                "check that the disk has room and that the output folder is ours; then run again"
                    .to_owned()
            }
            Self::Altered { path } => format!(
                "`recover-report verify` says what differs; move {} away, and the next run that asks \
                 for its period makes it anew",
                path.display()
            ),
            Self::Unlike { .. } => "the disk may be failing; look at its log".to_owned(),
        })
    }

    fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// The files of one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The case.
    pub case_id: String,
    /// The report's id.
    pub report_id: String,
    /// The files, PDFs first.
    pub paths: Vec<PathBuf>,
    /// The PDFs that keep less than they should, by name.
    pub impaired: Vec<String>,
    /// Whether they were made now, and not by an earlier run.
    pub is_new: bool,
}

/// Finds out at once whether a folder can be written in.
pub fn preflight(output: &Path) -> Result<(), Error> {
    // A folder that is not there yet is made when there is something to put into it.
    let there = output.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    // A file without a name is gone with the process, however that ends.
    let mut file = tempfile::tempfile_in(there).map_err(Error::write(output))?;
    file.write_all(&[0; 4096]).and_then(|()| file.sync_all()).map_err(Error::write(output))
}

/// A folder beside the places of a case's reports, in which one is made before it gets its name.
/// Dropped before that, it leaves nothing behind.
pub fn staging(case_folder: &Path) -> Result<TempDir, Error> {
    fs::create_dir_all(case_folder).map_err(Error::write(case_folder))?;
    tempfile::Builder::new()
        .prefix(STAGING)
        .tempdir_in(case_folder)
        .map_err(Error::write(case_folder))
}

/// Takes away what runs that were killed have left in a case's folder.
pub fn clear_leftovers(case_folder: &Path) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(case_folder) else { return Ok(()) };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(STAGING) && entry.path().is_dir() {
            fs::remove_dir_all(entry.path()).map_err(Error::write(&entry.path()))?;
        }
    }
    Ok(())
}

/// Writes files into a folder and makes them safe on the disk.
pub fn write_all(files: &[Made], folder: &Path) -> Result<(), Error> {
    let mut folders = vec![folder.to_owned()];
    for made in files {
        let path = folder.join(&made.name);
        let parent = path.parent().unwrap_or(folder);
        if !folders.iter().any(|known| known == parent) {
            // One level only: a folder that was taken away is not made again.
            fs::create_dir(parent)
                .and_then(|()| open_folder_to_all(parent))
                .map_err(Error::write(parent))?;
            folders.push(parent.to_owned());
        }
        let mut file = File::create_new(&path).map_err(Error::write(&path))?;
        file.write_all(&made.bytes)
            .and_then(|()| open_file_to_all(&path))
            .and_then(|()| file.sync_all())
            .map_err(Error::write(&path))?;
    }
    folders.iter().try_for_each(|folder| sync(folder))
}

/// The hash of every file below a folder, by its path in it.
pub fn hashes(folder: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut hashes = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in fs::read_dir(&inner).map_err(Error::write(&inner))? {
            let path = entry.map_err(Error::write(&inner))?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            hashes.insert(name, hash_of(&path).map_err(Error::write(&path))?);
        }
    }
    Ok(hashes)
}

/// Whether every file reads back as it was written.
pub fn read_back(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Error> {
    for (name, hash) in files {
        let path = folder.join(name);
        if hash_of(&path).map_err(Error::write(&path))? != *hash {
            return Err(Error::Unlike { path });
        }
    }
    Ok(())
}

/// Gives a report its name: from here on it is there, whole. A folder of that name that holds the
/// same is left as it is; one that holds something else, which no ledger knows of, is set aside. The
/// answer says where.
pub fn place(staging: TempDir, destination: &Path) -> Result<Option<PathBuf>, Error> {
    let parent = destination.parent().unwrap_or(destination);
    let mut aside = None;
    // Asked of the name itself: a link that leads nowhere is in the way as well.
    if destination.symlink_metadata().is_ok() {
        if destination.is_dir() && hashes(destination)? == hashes(staging.path())? {
            return Ok(None);
        }
        let name = destination.file_name().unwrap_or_default().to_string_lossy();
        let place = (1..)
            .map(|number| destination.with_file_name(format!("{name}.set-aside-{number}")))
            .find(|place| !place.exists())
            .expect("numbers do not end");
        fs::rename(destination, &place).map_err(Error::write(&place))?;
        aside = Some(place);
    }
    open_folder_to_all(staging.path()).map_err(Error::write(staging.path()))?;
    fs::rename(staging.path(), destination).map_err(Error::write(destination))?;
    // It has another name now, and must not be taken away.
    let _ = staging.keep();
    sync(parent)?;
    Ok(aside)
}

/// Puts files that are missing from a report back, and leaves all others as they are.
pub fn restore<'a>(
    names: impl Iterator<Item = &'a String>,
    staging: &Path,
    destination: &Path,
) -> Result<(), Error> {
    for name in names {
        let path = destination.join(name);
        if path.exists() {
            continue;
        }
        let parent = path.parent().unwrap_or(destination);
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
        fs::rename(staging.join(name), &path).map_err(Error::write(&path))?;
        sync(parent)?;
    }
    Ok(())
}

/// Writes files below `output/<case>/<period>/`, over what is there: for those who try out templates.
pub fn overwrite(rendered: &Rendered, output: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = output.join(&rendered.case_id).join(&rendered.folder);
    let mut paths = Vec::new();
    for made in &rendered.files {
        paths.push(write(&folder, made)?);
    }
    clear(&folder, &paths)?;
    Ok(paths)
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
        fs::remove_file(&path).map_err(Error::write(&path))?;
    }
    Ok(())
}

/// Writes one file so that under its name there is all of it or what was there before.
fn write(folder: &Path, made: &Made) -> Result<PathBuf, Error> {
    let path = folder.join(&made.name);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(Error::write(&path))?;
    replace(&path, &made.bytes)?;
    Ok(path)
}

/// Writes a file so that under its name there is all of it or what was there before.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    put_over(path, bytes, open_file_to_all)
}

/// The same for plain data as JSON, in a folder that is made if it is not there.
pub fn replace_json(path: &Path, data: &impl Serialize) -> Result<(), Error> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(Error::write(folder))?;
    replace(path, &serde_json::to_vec(data).expect("plain data can be written"))
}

/// The same for a file that is its owner's alone.
pub fn replace_secret(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    put_over(path, bytes, |_| Ok(()))
}

fn put_over(
    path: &Path,
    bytes: &[u8],
    open: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<(), Error> {
    let parent = folder_of(path);
    let mut file = NamedTempFile::new_in(parent).map_err(Error::write(path))?;
    file.write_all(bytes)
        .and_then(|()| open(file.path()))
        .and_then(|()| file.as_file().sync_all())
        .map_err(Error::write(path))?;
    file.persist(path).map_err(|error| Error::write(path)(error.error))?;
    sync(parent)
}

fn sync(folder: &Path) -> Result<(), Error> {
    sync_folder(folder).map_err(Error::write(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staged(case: &Path, text: &str) -> TempDir {
        let staging = staging(case).unwrap();
        let made = [
            Made { name: "report.json".to_owned(), bytes: text.as_bytes().to_vec() },
            Made { name: "tables/a.csv".to_owned(), bytes: b"a\n".to_vec() },
        ];
        write_all(&made, staging.path()).unwrap();
        staging
    }

    #[test]
    fn what_is_there_is_kept_and_what_nobody_knows_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let place_of = folder.path().join("2026-W44");
        assert_eq!(place(staged(folder.path(), "1"), &place_of).unwrap(), None);
        assert_eq!(place(staged(folder.path(), "1"), &place_of).unwrap(), None);
        let aside = place(staged(folder.path(), "2"), &place_of).unwrap().unwrap();
        assert_eq!(fs::read_to_string(aside.join("report.json")).unwrap(), "1");
        assert_eq!(fs::read_to_string(place_of.join("report.json")).unwrap(), "2");
        assert_eq!(hashes(&place_of).unwrap().len(), 2);
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn a_run_that_was_killed_leaves_nothing_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let _ = staged(folder.path(), "1").keep();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        clear_leftovers(folder.path()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
