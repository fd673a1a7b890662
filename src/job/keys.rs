//! The key of the pseudonyms: read, or made and written down once.

use std::io::{self, Write};
use std::path::Path;

use super::{Error, Job, bad};
use crate::model::files::{folder_of, is_open_to_others, sync_folder};
use crate::normalize::pseudonyms::{KEY_BYTES, Pseudonyms};

/// The name of the key's file beside the config, where no other is named.
pub(super) const PSEUDONYM_KEY: &str = "pseudonym.key";

/// The pseudonyms of the key in a file; of a new key where there is none.
pub(super) fn pseudonyms(path: &Path) -> Result<Pseudonyms, Error> {
    let wrong = |message: &str, hint: String| {
        Err(bad("[privacy]", format!("{} {message}", path.display()), Some(hint)))
    };
    match std::fs::read_to_string(path) {
        Ok(_) if is_open_to_others(path).unwrap_or(true) => {
            wrong("can be read by others", format!("chmod 600 {}", path.display()))
        }
        Ok(text) => Pseudonyms::read(&text).map_or_else(
            || {
                wrong(
                    "is no key",
                    "put the key back from a copy; a new one makes new names".to_owned(),
                )
            },
            Ok,
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut key = [0; KEY_BYTES];
            getrandom::fill(&mut key)
                .map_err(|error| bad("[privacy]", format!("no random numbers: {error}"), None))?;
            Ok(Pseudonyms::new(key))
        }
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

impl Job {
    /// Writes the key of the pseudonyms down, unless it was read from there.
    pub fn keep_pseudonym_key(&self) -> Result<(), Error> {
        let failed = |source| Error::Write { path: self.pseudonym_key.clone(), source };
        if self.pseudonym_key.exists() {
            // Another run may have made one after this one looked.
            return match pseudonyms(&self.pseudonym_key)? == self.pseudonyms {
                true => Ok(()),
                false => Err(failed(io::Error::other("another run made it at this moment"))),
            };
        }
        let folder = folder_of(&self.pseudonym_key);
        std::fs::create_dir_all(folder).map_err(failed)?;
        // A temporary file is its owner's alone, and so is the key.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(self.pseudonyms.written().as_bytes())
            .and_then(|()| file.as_file().sync_all())
            .map_err(failed)?;
        file.persist_noclobber(&self.pseudonym_key).map_err(|error| failed(error.error))?;
        sync_folder(folder).map_err(failed)
    }
}
