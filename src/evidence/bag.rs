//! A bag to hand over: files and the hashes that prove them whole, as RFC 8493 (BagIt 1.0) has it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Error;
use crate::model::files::{STAGING, folder_of, open_folder_to_all, sync_folder};
use crate::model::hash::hash_of;

/// What goes into a bag, by its path below `data/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A copy of a file.
    File(PathBuf),
    /// These bytes.
    Bytes(Vec<u8>),
}

/// Makes a bag in a folder that does not exist yet. `info` goes into `bag-info.txt`, label by label.
pub fn make(
    folder: &Path,
    contents: &BTreeMap<String, Content>,
    info: &[(&str, String)],
) -> Result<(), Error> {
    if folder.exists() {
        return Err(Error::Exists { path: folder.to_owned() });
    }
    let parent = folder_of(folder);
    fs::create_dir_all(parent).map_err(Error::disk("create", parent))?;
    let staging = tempfile::Builder::new()
        .prefix(STAGING)
        .tempdir_in(parent)
        .map_err(Error::disk("write in", parent))?;
    let root = staging.path();
    let mut payload = BTreeMap::new();
    let mut byte_count = 0;
    for (name, content) in contents {
        let name = format!("data/{name}");
        let path = root.join(&name);
        let inner = path.parent().unwrap_or(root);
        fs::create_dir_all(inner).map_err(Error::disk("create", inner))?;
        match content {
            Content::File(source) => {
                let mut from = File::open(source).map_err(Error::disk("read", source))?;
                let mut file = File::create_new(&path).map_err(Error::disk("write", &path))?;
                std::io::copy(&mut from, &mut file)
                    .and_then(|_| file.sync_all())
                    .map_err(Error::disk("write", &path))?;
            }
            Content::Bytes(bytes) => write(&path, bytes)?,
        }
        byte_count += fs::metadata(&path).map_err(Error::disk("read back", &path))?.len();
        payload.insert(name, hash_of(&path).map_err(Error::disk("read back", &path))?);
    }
    let mut tags = BTreeMap::new();
    let mut tag = |name: &str, text: String| -> Result<(), Error> {
        write(&root.join(name), text.as_bytes())?;
        let hash = hash_of(&root.join(name)).map_err(Error::disk("read back", &root.join(name)))?;
        tags.insert(name.to_owned(), hash);
        Ok(())
    };
    tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned())?;
    tag("manifest-sha256.txt", listed(&payload))?;
    let mut lines = format!("Payload-Oxum: {byte_count}.{}\n", payload.len());
    for (label, value) in info {
        // A value is one line.
        let value: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        lines += &format!("{label}: {value}\n");
    }
    tag("bag-info.txt", lines)?;
    write(&root.join("tagmanifest-sha256.txt"), listed(&tags).as_bytes())?;
    open_folder_to_all(root).map_err(Error::disk("write", root))?;
    fs::rename(root, folder).map_err(Error::disk("write", folder))?;
    let _ = staging.keep();
    sync_folder(parent).map_err(Error::disk("write in", parent))
}

/// Hashes and paths, a line each; what would end a line is written in percent.
fn listed(hashes: &BTreeMap<String, String>) -> String {
    let escaped = |name: &str| name.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D");
    hashes.iter().map(|(name, hash)| format!("{hash}  {}\n", escaped(name))).collect()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(Error::disk("write", path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hash::sha256;

    #[test]
    fn a_bag_lists_every_file_and_its_own_lists() {
        let folder = tempfile::tempdir().unwrap();
        let bag = folder.path().join("bag");
        let contents = BTreeMap::from([
            ("a/one.txt".to_owned(), Content::Bytes(b"1".to_vec())),
            ("50%\nof.txt".to_owned(), Content::Bytes(b"22".to_vec())),
        ]);
        make(&bag, &contents, &[("External-Identifier", "soap-ad\n2026".to_owned())]).unwrap();
        let read = |name: &str| fs::read_to_string(bag.join(name)).unwrap();
        let listed = read("manifest-sha256.txt");
        assert!(listed.contains(&format!("{}  data/a/one.txt\n", sha256(b"1"))), "{listed}");
        assert!(listed.contains("  data/50%25%0Aof.txt\n"), "{listed}");
        let info = read("bag-info.txt");
        assert_eq!(info, "Payload-Oxum: 3.2\nExternal-Identifier: soap-ad 2026\n");
        assert_eq!(read("tagmanifest-sha256.txt").lines().count(), 3);
        let again = make(&bag, &contents, &[]).unwrap_err();
        assert!(matches!(again, Error::Exists { .. }));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
