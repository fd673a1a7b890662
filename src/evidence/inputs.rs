//! Copies of the input files, by their hash, which nobody writes to again.

use std::fs::{self, File};
use std::path::Path;

use super::Error;
use crate::model::files::sync_folder;
use crate::model::hash::{copy_of, hash_of};

/// Keeps a copy of a file whose hash is known, unless there is one. Where the file system can, the two
/// share their blocks; a hard link is not made, for who writes to the file would write to the copy. It
/// is made in the folder `making`, which the next run clears should this one be killed.
pub fn keep(state: &Path, making: &Path, source: &Path, sha256: &str) -> Result<(), Error> {
    let copy = copy_of(state, sha256);
    if copy.exists() {
        return Ok(());
    }
    let shelf = copy.parent().unwrap_or(state);
    fs::create_dir_all(shelf).map_err(Error::disk("create", shelf))?;
    fs::create_dir_all(making).map_err(Error::disk("create", making))?;
    let folder = tempfile::tempdir_in(making).map_err(Error::disk("write in", making))?;
    let made = folder.path().join("copy");
    reflink_copy::reflink_or_copy(source, &made).map_err(Error::disk("copy", source))?;
    if hash_of(&made).map_err(Error::disk("read back", &made))? != sha256 {
        return Err(Error::Changed { path: source.to_owned() });
    }
    let file = File::open(&made).map_err(Error::disk("write", &made))?;
    let mut permissions = file.metadata().map_err(Error::disk("write", &made))?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&made, permissions)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&made, &copy))
        .map_err(Error::disk("write", &copy))?;
    sync_folder(shelf).map_err(Error::disk("write in", shelf))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hash::sha256;

    #[test]
    fn a_copy_is_made_once_and_nobody_writes_to_it() {
        let state = tempfile::tempdir().unwrap();
        let source = state.path().join("export.csv");
        fs::write(&source, "a,b\n").unwrap();
        let hash = sha256(b"a,b\n");
        keep(state.path(), &state.path().join("making"), &source, &hash).unwrap();
        keep(state.path(), &state.path().join("making"), &source, &hash).unwrap();
        fs::write(&source, "a,c\n").unwrap();
        let copy = copy_of(state.path(), &hash);
        assert_eq!(fs::read_to_string(&copy).unwrap(), "a,b\n");
        assert!(fs::metadata(&copy).unwrap().permissions().readonly());
        let other = sha256(b"a,d\n");
        let refused =
            keep(state.path(), &state.path().join("making"), &source, &other).unwrap_err();
        assert!(matches!(refused, Error::Changed { .. }), "{refused}");
        assert!(!copy_of(state.path(), &other).exists());
    }
}
