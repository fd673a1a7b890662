//! Files and folders: what lies beside a file, what is safe on the disk, and who may read it.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// How the names of folders begin in which something is made before it gets its own name.
pub const STAGING: &str = ".recover-report-";

/// The folder a file lies in; the working folder for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Makes what a folder says of its files safe on the disk.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Lets everybody read a folder: a temporary one is its owner's alone.
pub fn open_folder_to_all(folder: &Path) -> io::Result<()> {
    set_mode(folder, 0o755)
}

/// Lets everybody read a file: a temporary one is its owner's alone.
pub fn open_file_to_all(path: &Path) -> io::Result<()> {
    set_mode(path, 0o644)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Whether anybody but its owner may read a file or write to it.
#[cfg(unix)]
pub fn is_open_to_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

/// Whether anybody but its owner may read a file or write to it: not known here.
#[cfg(not(unix))]
pub fn is_open_to_others(_path: &Path) -> io::Result<bool> {
    Ok(false)
}
