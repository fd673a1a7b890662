//! Names what forecasts are made by: whatever changes here may change them, and none that was kept from
//! before counts any more.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

/// The statistics behind a forecast, and the crates that they stand on.
const MADE_BY: [&str; 3] = ["src/stats", "src/assess/fading.rs", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for path in MADE_BY {
        println!("cargo::rerun-if-changed={path}");
        add(Path::new(path), &mut hasher)?;
    }
    println!("cargo::rustc-env=RECOVER_REPORT_FORECASTS_BY={:016x}", hasher.finish());
    Ok(())
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut inside: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
        inside.sort_by_key(fs::DirEntry::path);
        return inside.iter().try_for_each(|entry| add(&entry.path(), hasher));
    }
    fs::read(path)?.hash(hasher);
    Ok(())
}
