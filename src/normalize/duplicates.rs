//! Identity: when two rows are one thing, which rule says so, and whether the thing has changed.

use std::collections::{BTreeMap, HashMap, HashSet};

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

/// What a thing says, in 64 bits: the upper half of them by what it keeps when it is edited or
/// labeled anew (who said it, and when), the lower by all the rest.
pub fn content_hash(anchor: &[&str], rest: &[&str]) -> i64 {
    let upper = (key(anchor) >> 96) as u64;
    let lower = (key(rest) >> 96) as u64;
    ((upper << 32) | lower) as i64
}

/// How the content of a thing met again is to that of the thing met before.
fn compared(before: i64, now: i64) -> Meeting {
    let upper = |content: i64| (content as u64) >> 32;
    let lower = |content: i64| content as u32;
    if lower(before) == lower(now) {
        Meeting::Again
    } else if upper(before) == upper(now) {
        Meeting::Changed
    } else {
        Meeting::Collision
    }
}

/// What was met so far, in which reading of which file, and what it said.
#[derive(Debug, Default)]
pub struct Known {
    owners: HashMap<[u64; 2], Owner>,
    files: Vec<u64>,
    readings: u32,
}

/// A reading of a file, and what a thing said in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Owner {
    reading: u32,
    file: u32,
    content: i64,
}

impl Known {
    /// Adds the keys that an earlier run found in a file, and what they said.
    pub fn add_earlier(&mut self, file_id: &str, keys: impl IntoIterator<Item = (Key, i64)>) {
        let file = self.file(file_id);
        self.owners.extend(
            keys.into_iter()
                .map(|(key, content)| (halves(key), Owner { reading: 0, file, content })),
        );
    }

    fn file(&mut self, file_id: &str) -> u32 {
        let number = file_number(file_id);
        let known = self.files.iter().position(|file| *file == number);
        let index = known.unwrap_or_else(|| {
            self.files.push(number);
            self.files.len() - 1
        });
        u32::try_from(index).expect("fewer files than that")
    }
}

fn halves(key: Key) -> [u64; 2] {
    [(key >> 64) as u64, key as u64]
}

fn file_number(file_id: &str) -> u64 {
    (key(&[file_id]) >> 64) as u64
}

/// What a row is to what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// Never met.
    New,
    /// Met, and it said something else.
    Changed,
    /// Another thing goes by the same name.
    Collision,
    /// Met, and it said the same.
    Again,
}

/// Tells what is new in one reading of a file, and counts the rest by the rule that knew it.
///
/// What an earlier reading of the same file had is new again: this reading takes its place.
#[derive(Debug)]
pub struct Folder {
    known: Known,
    reading: u32,
    file: u32,
    folded: BTreeMap<String, u64>,
    changed: BTreeMap<String, u64>,
    met_again: HashSet<[u64; 2]>,
}

impl Folder {
    /// Begins to read a file.
    pub fn new(mut known: Known, file_id: &str) -> Self {
        known.readings += 1;
        let (reading, file) = (known.readings, known.file(file_id));
        Self {
            known,
            reading,
            file,
            folded: BTreeMap::new(),
            changed: BTreeMap::new(),
            met_again: HashSet::new(),
        }
    }

    /// What a thing that says `content` is. One met before is counted under `rule`. Where names
    /// `may_collide`, one that belongs to another thing stays that one's.
    pub fn meet(&mut self, key: Key, content: i64, rule: &str, may_collide: bool) -> Meeting {
        let key = halves(key);
        let owner = Owner { reading: self.reading, file: self.file, content };
        let Some(before) = self.known.owners.insert(key, owner) else { return Meeting::New };
        let meeting = match compared(before.content, content) {
            Meeting::Collision if !may_collide => Meeting::Changed,
            meeting => meeting,
        };
        if meeting == Meeting::Collision {
            self.known.owners.insert(key, before);
            return meeting;
        }
        if before.file != owner.file {
            self.met_again.insert(key);
        } else if before.reading != owner.reading {
            return Meeting::New;
        }
        let counts = if meeting == Meeting::Changed {
            &mut self.changed
        } else {
            self.known.owners.insert(key, before);
            &mut self.folded
        };
        *counts.entry(rule.to_owned()).or_default() += 1;
        meeting
    }

    /// Whether a thing of another file was met in this reading.
    pub fn has_met_again(&self, key: Key) -> bool {
        self.met_again.contains(&halves(key))
    }

    /// How many things of other files were met in this reading.
    pub fn met_again_count(&self) -> usize {
        self.met_again.len()
    }

    /// Ends the reading: what is known now, and what was folded and changed, by rule.
    pub fn finish(self) -> (Known, BTreeMap<String, u64>, BTreeMap<String, u64>) {
        (self.known, self.folded, self.changed)
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
        assert_eq!(folder.meet(key(&["a"]), 1, "same-id", true), Meeting::New);
        assert_eq!(folder.meet(key(&["a"]), 1, "same-id", true), Meeting::Again);
        let (known, folded, _) = folder.finish();
        assert_eq!(folded, BTreeMap::from([("same-id".to_owned(), 1)]));
        let mut next = Folder::new(known, B);
        assert_eq!(next.meet(key(&["a"]), 1, "same-id", true), Meeting::Again);
        assert_eq!(next.meet(key(&["b"]), 1, "same-id", true), Meeting::New);
        assert!(next.has_met_again(key(&["a"])) && !next.has_met_again(key(&["b"])));
    }

    #[test]
    fn a_name_that_two_things_share_is_no_identity() {
        let says = |author: &str, text: &str| content_hash(&[author], &[text]);
        let mut folder = Folder::new(Known::default(), A);
        assert_eq!(folder.meet(key(&["1"]), says("ann", "One"), "same-id", true), Meeting::New);
        assert_eq!(
            folder.meet(key(&["1"]), says("bob", "Two"), "same-id", true),
            Meeting::Collision
        );
        assert_eq!(folder.meet(key(&["1"]), says("ann", "Two"), "same-id", true), Meeting::Changed);
    }

    #[test]
    fn what_says_something_else_has_changed_once() {
        let mut folder = Folder::new(Known::default(), A);
        folder.meet(key(&["a"]), 1, "same-id", true);
        let (known, ..) = folder.finish();
        let mut next = Folder::new(known, B);
        assert_eq!(next.meet(key(&["a"]), 2, "same-id", true), Meeting::Changed);
        assert_eq!(next.meet(key(&["a"]), 2, "same-id", true), Meeting::Again);
        let (_, folded, changed) = next.finish();
        assert_eq!((folded["same-id"], changed["same-id"]), (1, 1));
    }

    #[test]
    fn a_file_read_again_takes_the_place_of_its_earlier_self_only() {
        let mut known = Known::default();
        known.add_earlier(A, [(key(&["a"]), 1)]);
        known.add_earlier(B, [(key(&["b"]), 1)]);
        let mut again = Folder::new(known, A);
        assert_eq!(again.meet(key(&["a"]), 1, "same-id", true), Meeting::New);
        assert_eq!(again.meet(key(&["a"]), 1, "same-id", true), Meeting::Again);
        assert_eq!(again.meet(key(&["b"]), 1, "same-id", true), Meeting::Again);
    }
}
