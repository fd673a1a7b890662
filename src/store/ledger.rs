//! The ledger: one line of JSON for every file read and every change of a file kept by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Error;
use crate::model::{Audit, Kind, Passport};

/// A file's length and time of change, by which it is known again without being opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length.
    pub byte_count: u64,
    /// When it was last written, in nanoseconds since the epoch, as text: JSON has no such number.
    pub modified_ns: String,
}

/// A file was read for a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When.
    pub at: DateTime<Utc>,
    /// For which case.
    pub case_id: String,
    /// Hash of everything in the config that the rows depend on.
    pub recipe: String,
    /// The scorer that its rows were labeled by, where they have texts to score.
    #[serde(default)]
    pub scorer: String,
    /// When these bytes were first met; earlier than `at` when they are read anew.
    pub first_seen_at: DateTime<Utc>,
    /// The table's name inside the file, where it lies inside.
    #[serde(default)]
    pub member: Option<String>,
    /// What the file turned out to be and what became of its rows.
    pub passport: Passport,
    /// The table files made of it, by table, relative to the folder of tables.
    pub tables: BTreeMap<String, String>,
}

/// A path was seen to hold certain bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// The file's length and time of change.
    pub stamp: Stamp,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Line {
    Read(Box<Reading>),
    Seen(Sighting),
    Gone { at: DateTime<Utc>, path: String },
    Audited(Audit),
}

/// Everything the ledger says, in the order it was written.
#[derive(Debug, Default)]
pub struct Ledger {
    path: PathBuf,
    readings: Vec<Reading>,
    sightings: Vec<Sighting>,
    gone: Vec<(DateTime<Utc>, String)>,
    audits: Vec<Audit>,
}

impl Ledger {
    /// Reads the ledger, which may not exist yet.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut ledger = Self { path: path.to_owned(), ..Self::default() };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ledger),
            Err(error) => return Err(Error::disk("read", path)(error)),
        };
        for (index, line) in text.lines().enumerate() {
            let line = serde_json::from_str(line).map_err(|source| Error::BadLedger {
                path: path.to_owned(),
                line: index + 1,
                source,
            })?;
            ledger.remember(line);
        }
        Ok(ledger)
    }

    fn remember(&mut self, line: Line) {
        match line {
            Line::Read(reading) => self.readings.push(*reading),
            Line::Seen(sighting) => self.sightings.push(sighting),
            Line::Gone { at, path } => self.gone.push((at, path)),
            Line::Audited(audit) => self.audits.push(audit),
        }
    }

    /// Writes down what a path holds now, if that is news, and what was read of it, in one go.
    pub fn add(&mut self, seen: Option<Sighting>, read: Vec<Reading>) -> Result<(), Error> {
        let read = read.into_iter().map(Box::new).map(Line::Read);
        self.append(seen.map(Line::Seen).into_iter().chain(read).collect())
    }

    /// Writes down that a path holds nothing any more.
    pub fn add_gone(&mut self, path: String, at: DateTime<Utc>) -> Result<(), Error> {
        self.append(vec![Line::Gone { at, path }])
    }

    /// Writes down what an audit found.
    pub fn add_audit(&mut self, audit: Audit) -> Result<(), Error> {
        self.append(vec![Line::Audited(audit)])
    }

    /// The last audit of a case that judged the labels of a scorer, of those known by an instant.
    pub fn audit(
        &self,
        case_id: &str,
        scorer: &str,
        as_of: Option<DateTime<Utc>>,
    ) -> Option<&Audit> {
        self.audits.iter().rev().find(|audit| {
            audit.case_id == case_id
                && audit.scorer == scorer
                && as_of.is_none_or(|instant| audit.at <= instant)
        })
    }

    /// Whether a case was ever audited, under whatever scorer.
    pub fn has_audit(&self, case_id: &str, as_of: Option<DateTime<Utc>>) -> bool {
        self.audits.iter().any(|audit| {
            audit.case_id == case_id && as_of.is_none_or(|instant| audit.at <= instant)
        })
    }

    fn append(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(Error::disk("create", folder))?;
        }
        let mut text = String::new();
        for line in &lines {
            text += &serde_json::to_string(line).expect("a line of the ledger is plain data");
            text.push('\n');
        }
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_data()))
            .map_err(Error::disk("append to", &self.path))?;
        for line in lines {
            self.remember(line);
        }
        Ok(())
    }

    /// What a path held when it was last looked at.
    pub fn last_sighting(&self, path: &str) -> Option<&Sighting> {
        let last = self.sightings.iter().rev().find(|sighting| sighting.path == path)?;
        let is_gone = self.gone.iter().any(|(at, gone)| gone == path && last.at < *at);
        (!is_gone).then_some(last)
    }

    /// When these bytes were first met, for any case.
    pub fn first_seen(&self, sha256: &str) -> Option<DateTime<Utc>> {
        self.sightings.iter().filter(|sighting| sighting.sha256 == sha256).map(|s| s.at).min()
    }

    /// The last reading of some bytes for a case.
    pub fn reading(&self, case_id: &str, sha256: &str) -> Option<&Reading> {
        self.readings
            .iter()
            .rev()
            .find(|reading| reading.case_id == case_id && reading.passport.sha256 == sha256)
    }

    /// What each path holds, as far as is known.
    fn held(&self, as_of: Option<DateTime<Utc>>) -> BTreeMap<&str, &str> {
        let is_known = |at: DateTime<Utc>| as_of.is_none_or(|instant| at <= instant);
        let mut held: BTreeMap<&str, (&str, DateTime<Utc>)> = BTreeMap::new();
        for sighting in self.sightings.iter().filter(|sighting| is_known(sighting.at)) {
            held.insert(&sighting.path, (&sighting.sha256, sighting.at));
        }
        for (at, path) in self.gone.iter().filter(|(at, _)| is_known(*at)) {
            if held.get(path.as_str()).is_some_and(|(_, seen_at)| seen_at < at) {
                held.remove(path.as_str());
            }
        }
        held.into_iter().map(|(path, (sha256, _))| (path, sha256)).collect()
    }

    /// The paths of tables kept by hand that hold something, as far as is known.
    pub fn kept_by_hand(&self) -> Vec<String> {
        let readings = self.readings.iter().filter(|read| read.passport.kind.is_kept_by_hand());
        let by_hand: BTreeSet<&str> = readings.map(|read| read.passport.sha256.as_str()).collect();
        let held = self.held(None).into_iter().filter(|(_, sha256)| by_hand.contains(sha256));
        held.map(|(path, _)| path.to_owned()).collect()
    }

    /// The readings that count for a case: of each file's bytes the last; of tables kept by hand
    /// only what each path held when last seen. `as_of` leaves out what was not yet known then. They
    /// stand in the order in which they were met, so that of two versions the later stands below.
    pub fn current(&self, case_id: &str, as_of: Option<DateTime<Utc>>) -> Vec<&Reading> {
        let is_known = |at: DateTime<Utc>| as_of.is_none_or(|instant| at <= instant);
        let held = self.held(as_of);
        let mut last: BTreeMap<(&str, Option<&str>), (usize, &Reading)> = BTreeMap::new();
        for (index, reading) in self.readings.iter().enumerate() {
            if reading.case_id == case_id {
                let table = (reading.passport.sha256.as_str(), reading.member.as_deref());
                last.insert(table, (index, reading));
            }
        }
        let mut current: Vec<(usize, &Reading)> = last
            .into_values()
            .filter(|(_, reading)| is_known(reading.first_seen_at))
            .filter(|(_, reading)| {
                !reading.passport.kind.is_kept_by_hand()
                    || held.values().any(|sha256| *sha256 == reading.passport.sha256)
            })
            .collect();
        current.sort_by_key(|(index, reading)| (reading.first_seen_at, *index));
        current.into_iter().map(|(_, reading)| reading).collect()
    }

    /// The current readings of one kind.
    pub fn current_of_kind(&self, case_id: &str, kind: Kind) -> Vec<&Reading> {
        let current = self.current(case_id, None);
        current.into_iter().filter(|reading| reading.passport.kind == kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> DateTime<Utc> {
        chrono::NaiveDate::from_ymd_opt(2026, 5, day)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap()
            .and_utc()
    }

    fn passport(path: &str, sha256: &str, kind: Kind) -> Passport {
        Passport {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            profile: "canonical".to_owned(),
            ..Passport::blank(kind)
        }
    }

    fn add(ledger: &mut Ledger, path: &str, sha256: &str, kind: Kind, day: u32) {
        let stamp = Stamp { byte_count: 1, modified_ns: "0".to_owned() };
        let (path, sha256) = (path.to_owned(), sha256.to_owned());
        let sighting = Sighting { at: at(day), path: path.clone(), sha256: sha256.clone(), stamp };
        let first_seen_at = ledger.first_seen(&sha256).unwrap_or(at(day));
        let passport = passport(&path, &sha256, kind);
        let reading = Reading {
            at: at(day),
            case_id: "soap-ad".to_owned(),
            recipe: "r".to_owned(),
            scorer: String::new(),
            first_seen_at,
            member: None,
            passport,
            tables: BTreeMap::new(),
        };
        ledger.add(Some(sighting), vec![reading]).unwrap();
    }

    fn hashes(ledger: &Ledger, as_of: Option<u32>) -> Vec<&str> {
        let current = ledger.current("soap-ad", as_of.map(at));
        current.iter().map(|reading| reading.passport.sha256.as_str()).collect()
    }

    #[test]
    fn exports_add_up_and_tables_kept_by_hand_replace_themselves() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.jsonl")).unwrap();
        add(&mut ledger, "week-1.csv", "a", Kind::Mentions, 1);
        add(&mut ledger, "events.csv", "b", Kind::Events, 1);
        add(&mut ledger, "week-2.csv", "c", Kind::Mentions, 8);
        add(&mut ledger, "events.csv", "d", Kind::Events, 8);
        assert_eq!(hashes(&ledger, None), ["a", "c", "d"]);
        assert_eq!(hashes(&ledger, Some(7)), ["a", "b"]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        let mut ledger = Ledger::open(&path).unwrap();
        add(&mut ledger, "week-1.csv", "a", Kind::Mentions, 1);
        let again = Ledger::open(&path).unwrap();
        assert_eq!(again.readings, ledger.readings);
        assert_eq!(again.sightings, ledger.sightings);
    }

    #[test]
    fn a_broken_line_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        let mut ledger = Ledger::open(&path).unwrap();
        add(&mut ledger, "week-1.csv", "a", Kind::Mentions, 1);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 9]).unwrap();
        let refused = Ledger::open(&path).unwrap_err();
        assert!(refused.to_string().ends_with("ledger.jsonl:2 is not a line of the ledger"));
    }
}
