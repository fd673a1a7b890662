//! Waits until one of some files has changed, by looking at them now and then: that works on every
//! disk, shared folders among them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// When each file was last written, and how long it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Seen {
    /// Looks at some files, and at every file below some folders.
    pub fn of(paths: &[&Path]) -> Self {
        let mut seen = BTreeMap::new();
        for path in paths {
            look(path, &mut seen);
        }
        Self(seen)
    }

    /// Waits until they look different from this.
    pub fn wait(&self, paths: &[&Path]) -> Self {
        loop {
            thread::sleep(PAUSE);
            let now = Self::of(paths);
            if now != *self {
                return now;
            }
        }
    }
}

fn look(path: &Path, seen: &mut BTreeMap<PathBuf, (Option<SystemTime>, u64)>) {
    if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten() {
            look(&entry.path(), seen);
        }
    } else if let Ok(found) = fs::metadata(path) {
        seen.insert(path.to_owned(), (found.modified().ok(), found.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_below_a_folder_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sections/changes.typ");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "a").unwrap();
        let before = Seen::of(&[folder.path()]);
        assert_eq!(before, Seen::of(&[folder.path()]));
        fs::write(&file, "ab").unwrap();
        assert_eq!(before.wait(&[folder.path()]), Seen::of(&[folder.path()]));
        fs::remove_file(&file).unwrap();
        assert_ne!(before, Seen::of(&[folder.path()]));
    }
}
