//! Identity: when two rows are one thing, and which rule says so.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

/// What identifies a thing: 128 bits of a SHA-256, so that ten million meet by accident never.
pub type Key = u128;

/// The key of a thing with these parts.
pub fn key(parts: &[&str]) -> Key {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let digest = hasher.finalize();
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    u128::from_be_bytes(first)
}

/// What was met so far, and in which reading of which file.
#[derive(Debug, Default)]
pub struct Known {
    owners: HashMap<Key, Owner>,
    readings: u32,
}

/// A reading of a file: which of them, and the start of the file's hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Owner {
    reading: u32,
    file: u64,
}

impl Known {
    /// Adds the keys that an earlier run found in a file.
    pub fn add_earlier(&mut self, file_id: &str, keys: impl IntoIterator<Item = Key>) {
        let owner = Owner { reading: 0, file: file_number(file_id) };
        self.owners.extend(keys.into_iter().map(|key| (key, owner)));
    }
}

fn file_number(file_id: &str) -> u64 {
    u64::from_str_radix(file_id.get(..16).unwrap_or_default(), 16).unwrap_or_default()
}

/// Tells what is new in one reading of a file, and counts the rest by the rule that knew it.
///
/// What an earlier reading of the same file had is new again: this reading takes its place.
#[derive(Debug)]
pub struct Folder {
    known: Known,
    owner: Owner,
    folded: BTreeMap<String, u64>,
}

impl Folder {
    /// Begins to read a file.
    pub fn new(mut known: Known, file_id: &str) -> Self {
        known.readings += 1;
        let owner = Owner { reading: known.readings, file: file_number(file_id) };
        Self { known, owner, folded: BTreeMap::new() }
    }

    /// Whether a thing is new. One that is not is counted under `rule`.
    pub fn is_new(&mut self, key: Key, rule: &str) -> bool {
        let owner = self.owner;
        let is_new = match self.known.owners.insert(key, owner) {
            None => true,
            Some(before) if before == owner => false,
            Some(before) if before.file == owner.file => true,
            Some(before) => {
                self.known.owners.insert(key, before);
                false
            }
        };
        if !is_new {
            *self.folded.entry(rule.to_owned()).or_default() += 1;
        }
        is_new
    }

    /// Ends the reading: what is known now, and what was folded, by rule.
    pub fn finish(self) -> (Known, BTreeMap<String, u64>) {
        (self.known, self.folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_eq!(key(&["ab", "c"]), key(&["ab", "c"]));
    }

    const A: &str = "aaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbb";

    #[test]
    fn what_comes_again_is_counted_by_its_rule() {
        let mut folder = Folder::new(Known::default(), A);
        assert!(folder.is_new(key(&["a"]), "same-id"));
        assert!(!folder.is_new(key(&["a"]), "same-id"));
        let (known, folded) = folder.finish();
        assert_eq!(folded, BTreeMap::from([("same-id".to_owned(), 1)]));
        let mut next = Folder::new(known, B);
        assert!(!next.is_new(key(&["a"]), "same-id"));
        assert!(next.is_new(key(&["b"]), "same-id"));
    }

    #[test]
    fn a_file_read_again_takes_the_place_of_its_earlier_self_only() {
        let mut known = Known::default();
        known.add_earlier(A, [key(&["a"])]);
        known.add_earlier(B, [key(&["b"])]);
        let mut again = Folder::new(known, A);
        assert!(again.is_new(key(&["a"]), "same-id"));
        assert!(!again.is_new(key(&["a"]), "same-id"));
        assert!(!again.is_new(key(&["b"]), "same-id"));
    }
}
