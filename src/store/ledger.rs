//! The ledger: one line of JSON for everything that was done, each with the hash of the line before it,
//! so that no line can be changed, taken out or put in unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::Error;
use super::lines::{Check, Forgotten, Issue, Line, Mailing, Reading, Sighting, Stamping, Torn};
use crate::model::files::{folder_of, sync_folder};
use crate::model::hash::sha256;
use crate::model::{Audit, DaySpan, Kind};

/// How the files of lines that were cut off begin.
const TORN: &str = "ledger-torn-";

/// What stands before the first line.
const NO_LINE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Everything the ledger says, in the order it was written.
#[derive(Debug, Default)]
pub struct Ledger {
    path: PathBuf,
    readings: Vec<Reading>,
    sightings: Vec<Sighting>,
    gone: Vec<(DateTime<Utc>, String)>,
    audits: Vec<Audit>,
    issues: Vec<Issue>,
    seals: BTreeMap<String, String>,
    stampings: BTreeMap<String, Stamping>,
    mailings: Vec<Mailing>,
    pseudonyms: BTreeSet<String>,
    forgotten_tables: BTreeSet<String>,
    forgotten_inputs: BTreeSet<String>,
    last_at: Option<DateTime<Utc>>,
    /// The hash of every line.
    hashes: Vec<String>,
    torn: Vec<u8>,
    /// Cut-off lines that are noted, by their hash.
    noted: BTreeSet<String>,
    /// Whether an append failed in such a way that nobody knows what the file ends with.
    is_unsure: bool,
}

impl Ledger {
    /// Reads the ledger, which may not exist yet, and checks that every line follows the one before.
    /// What stands behind the last line break was cut off, and is put aside by `mend`.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::read(path, None)
    }

    /// What the ledger said when a report was about to be noted.
    pub fn open_before(path: &Path, report_id: &str) -> Result<Self, Error> {
        Self::read(path, Some(report_id))
    }

    fn read(path: &Path, until: Option<&str>) -> Result<Self, Error> {
        let mut ledger = Self { path: path.to_owned(), ..Self::default() };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(ledger),
            Err(error) => return Err(Error::disk("read", path)(error)),
        };
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        ledger.torn = bytes[whole..].to_vec();
        for line in bytes[..whole].split_inclusive(|byte| *byte == b'\n') {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            let number = ledger.line_count() + 1;
            let bad = |source| Error::BadLedger { path: path.to_owned(), line: number, source };
            let mut fields: serde_json::Map<String, serde_json::Value> =
                serde_json::from_slice(line).map_err(bad)?;
            // The hash of the line before stands first in every line.
            let prev = fields.remove("prev");
            if prev.as_ref().and_then(|prev| prev.as_str()) != Some(ledger.head()) {
                return Err(Error::BrokenChain { path: path.to_owned(), line: number });
            }
            let told: Line =
                serde_json::from_value(serde_json::Value::Object(fields)).map_err(bad)?;
            if matches!(&told, Line::Rendered(issue) if Some(issue.report_id.as_str()) == until) {
                return Ok(ledger);
            }
            ledger.remember(told);
            ledger.follow(line);
        }
        Ok(ledger)
    }

    /// The hash of the last line, in hex; zeros where there is none.
    pub fn head(&self) -> &str {
        self.hashes.last().map_or(NO_LINE, String::as_str)
    }

    /// The hash of a line, counted from 1.
    pub fn hash_at(&self, line: usize) -> Option<&str> {
        self.hashes.get(line.checked_sub(1)?).map(String::as_str)
    }

    /// How many whole lines there are.
    pub fn line_count(&self) -> usize {
        self.hashes.len()
    }

    /// The bytes of a last line that was cut off.
    pub fn torn(&self) -> &[u8] {
        &self.torn
    }

    fn follow(&mut self, line: &[u8]) {
        self.hashes.push(sha256(line));
    }

    /// Takes what is left of a line that was cut off out of the ledger, keeps it in a file beside it,
    /// and notes so. What an earlier run put aside and could not note is noted too.
    pub fn mend(&mut self, at: DateTime<Utc>) -> Result<Option<Torn>, Error> {
        self.put_aside()?;
        let mut last = None;
        for path in self.aside()? {
            let bytes = fs::read(&path).map_err(Error::disk("read", &path))?;
            let sha256 = sha256(&bytes);
            if self.noted.contains(&sha256) {
                continue;
            }
            let torn = Torn { at, byte_count: bytes.len() as u64, sha256 };
            self.append(vec![Line::Torn(torn.clone())])?;
            last = Some(torn);
        }
        Ok(last)
    }

    /// Copies what stands behind the last line break into a file beside the ledger, and cuts it off.
    fn put_aside(&mut self) -> Result<(), Error> {
        if self.torn.is_empty() {
            return Ok(());
        }
        let sha256 = sha256(&self.torn);
        let aside = self.path.with_file_name(format!("{TORN}{}.txt", &sha256[..16]));
        let mut file = File::create(&aside).map_err(Error::disk("write", &aside))?;
        file.write_all(&self.torn)
            .and_then(|()| file.sync_all())
            .map_err(Error::disk("write", &aside))?;
        sync_folder(folder_of(&aside)).map_err(Error::disk("write in", &aside))?;
        let failed = || Error::disk("write", &self.path);
        let file = OpenOptions::new().write(true).open(&self.path).map_err(failed())?;
        let length = file.metadata().map_err(failed())?.len();
        file.set_len(length - self.torn.len() as u64)
            .and_then(|()| file.sync_all())
            .map_err(failed())?;
        self.torn.clear();
        Ok(())
    }

    /// The files of lines that were cut off.
    fn aside(&self) -> Result<Vec<PathBuf>, Error> {
        let Some(folder) = self.path.parent() else { return Ok(Vec::new()) };
        let entries = fs::read_dir(folder).map_err(Error::disk("read", folder))?;
        let is_torn = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(TORN))
        };
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(is_torn).collect();
        paths.sort();
        Ok(paths)
    }

    fn remember(&mut self, line: Line) {
        self.last_at = self.last_at.max(Some(line.at()));
        match line {
            Line::Read(reading) => self.readings.push(*reading),
            Line::Seen(sighting) => self.sightings.push(sighting),
            Line::Gone { at, path } => self.gone.push((at, path)),
            Line::Audited(audit) => self.audits.push(audit),
            Line::Rendered(issue) => self.issues.push(*issue),
            Line::Forgot(forgotten) => {
                self.pseudonyms.extend(forgotten.pseudonyms);
                self.forgotten_tables.extend(forgotten.tables);
                self.forgotten_inputs.extend(forgotten.inputs);
            }
            Line::Sealed { report_id, sha256, .. } => {
                // A new seal has no stamp yet.
                self.stampings.remove(&report_id);
                self.seals.insert(report_id, sha256);
            }
            Line::Stamped(stamping) => {
                self.stampings.insert(stamping.report_id.clone(), stamping);
            }
            Line::Mailed(mailing) => self.mailings.push(mailing),
            Line::Superseded { .. } | Line::Verified(_) => {}
            Line::Torn(torn) => {
                self.noted.insert(torn.sha256);
            }
        }
    }

    /// Writes down that a report stands under its name.
    pub fn add_issue(&mut self, issue: Issue) -> Result<(), Error> {
        let (at, by) = (issue.at, issue.report_id.clone());
        let superseded = issue.supersedes.clone();
        let superseded = superseded.map(|report_id| Line::Superseded { at, report_id, by });
        self.append(std::iter::once(Line::Rendered(Box::new(issue))).chain(superseded).collect())
    }

    /// The hash of a report's seal, where it has one.
    pub fn seal(&self, report_id: &str) -> Option<&str> {
        self.seals.get(report_id).map(String::as_str)
    }

    /// Writes down what was forgotten, and what the readings come to without it.
    pub fn add_forgotten(
        &mut self,
        forgotten: Forgotten,
        readings: Vec<Reading>,
    ) -> Result<(), Error> {
        let readings = readings.into_iter().map(Box::new).map(Line::Read);
        self.append(readings.chain([Line::Forgot(forgotten)]).collect())
    }

    /// The names under which accounts were kept that are to be kept no more.
    pub fn forgotten_pseudonyms(&self) -> &BTreeSet<String> {
        &self.pseudonyms
    }

    /// Table files that are gone because of what they held.
    pub fn forgotten_tables(&self) -> &BTreeSet<String> {
        &self.forgotten_tables
    }

    /// SHA-256 of the inputs whose copies are gone because of what they held.
    pub fn forgotten_inputs(&self) -> &BTreeSet<String> {
        &self.forgotten_inputs
    }

    /// Writes down that a report was sealed, and the hash of its seal.
    pub fn add_seal(
        &mut self,
        report_id: String,
        sha256: String,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.append(vec![Line::Sealed { at, report_id, sha256 }])
    }

    /// Writes down that an authority has stamped a seal.
    pub fn add_stamping(&mut self, stamping: Stamping) -> Result<(), Error> {
        self.append(vec![Line::Stamped(stamping)])
    }

    /// The time stamp of a report's seal, where it has one.
    pub fn stamping(&self, report_id: &str) -> Option<&Stamping> {
        self.stampings.get(report_id)
    }

    /// The reports that are sealed, and no authority has stamped the seal.
    pub fn unstamped(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| {
            self.seal(&issue.report_id).is_some() && self.stamping(&issue.report_id).is_none()
        })
    }

    /// Writes down what came of an attempt to send a document.
    pub fn add_mailing(&mut self, mailing: Mailing) -> Result<(), Error> {
        self.append(vec![Line::Mailed(mailing)])
    }

    /// What came of the last attempt to send somebody a document.
    pub fn mailing(&self, sha256: &str, recipient: &str) -> Option<&Mailing> {
        let is_it = |sent: &&Mailing| sent.sha256 == sha256 && sent.recipient == recipient;
        self.mailings.iter().rfind(is_it)
    }

    /// Writes down what a check of a report found.
    pub fn add_check(&mut self, check: Check) -> Result<(), Error> {
        self.append(vec![Line::Verified(check)])
    }

    /// The reports that were made, in order.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The reports on a period of a case, as it was known at an instant, in order.
    pub fn issues_on(
        &self,
        case_id: &str,
        period: DaySpan,
        as_of: Option<DateTime<Utc>>,
    ) -> impl DoubleEndedIterator<Item = &Issue> {
        self.issues.iter().filter(move |issue| {
            issue.case_id == case_id && issue.period == period && issue.as_of == as_of
        })
    }

    /// The latest instant that any line tells.
    pub fn last_at(&self) -> Option<DateTime<Utc>> {
        self.last_at
    }

    /// All readings, in order.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The lines that are about a case, and of all others the hash, so that the chain can be followed.
    pub fn slice(&self, case_id: &str) -> Result<String, Error> {
        let failed = || Error::disk("read", &self.path);
        let text = fs::read_to_string(&self.path).map_err(failed())?;
        let of_case = self.readings.iter().filter(|reading| reading.case_id == case_id);
        let paths: BTreeSet<&str> = of_case.map(|reading| reading.passport.path.as_str()).collect();
        let ids: BTreeSet<&str> = self
            .issues
            .iter()
            .filter(|issue| issue.case_id == case_id)
            .map(|issue| issue.report_id.as_str())
            .collect();
        let mut slice = String::new();
        for line in text.lines() {
            let told: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
            let names = |field: &str| told[field].as_str().unwrap_or_default();
            let is_of_case = names("case_id") == case_id
                || paths.contains(names("path"))
                || ids.contains(names("report_id"));
            if is_of_case {
                slice += line;
            } else {
                let hash = sha256(line.as_bytes());
                slice += &serde_json::json!({ "sha256": hash }).to_string();
            }
            slice.push('\n');
        }
        Ok(slice)
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
        if self.is_unsure {
            let error = io::Error::other("an earlier line could not be written");
            return Err(Error::disk("append to", &self.path)(error));
        }
        let mut prev = self.head().to_owned();
        let mut texts = Vec::new();
        for line in &lines {
            let line = serde_json::to_string(line).expect("a line of the ledger is plain data");
            let text = format!("{{\"prev\":\"{prev}\",{}", &line[1..]);
            prev = sha256(text.as_bytes());
            texts.push(text);
        }
        let is_new = !self.path.exists();
        let path = self.path.clone();
        let failed = || Error::disk("append to", &path);
        let mut file =
            OpenOptions::new().create(true).append(true).open(&self.path).map_err(failed())?;
        let before = file.metadata().map_err(failed())?.len();
        let bytes = texts.join("\n") + "\n";
        if let Err(error) = file.write_all(bytes.as_bytes()).and_then(|()| file.sync_data()) {
            // Lines that may not be on the disk must not be there at all. Where even that fails nothing
            // may be added by this run, for it would follow nobody knows what.
            self.is_unsure = file.set_len(before).and_then(|()| file.sync_data()).is_err();
            return Err(failed()(error));
        }
        if is_new && let Err(error) = sync_folder(folder_of(&self.path)) {
            self.is_unsure = true;
            return Err(failed()(error));
        }
        for (line, text) in lines.into_iter().zip(texts) {
            self.remember(line);
            self.follow(text.as_bytes());
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
    use crate::model::Passport;
    use crate::store::lines::Stamp;

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

    /// A ledger of four lines, and its text.
    fn written(folder: &Path) -> (PathBuf, String) {
        let path = folder.join("ledger.jsonl");
        let mut ledger = Ledger::open(&path).unwrap();
        add(&mut ledger, "week-1.csv", "a", Kind::Mentions, 1);
        add(&mut ledger, "week-2.csv", "b", Kind::Mentions, 8);
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    }

    #[test]
    fn a_line_that_was_cut_off_is_put_aside_and_told() {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = written(folder.path());
        fs::write(&path, &text[..text.len() - 9]).unwrap();
        let mut ledger = Ledger::open(&path).unwrap();
        assert_eq!((ledger.line_count(), ledger.readings.len()), (3, 1));
        let torn = ledger.mend(at(9)).unwrap().unwrap();
        let aside = folder.path().join(format!("ledger-torn-{}.txt", &torn.sha256[..16]));
        assert_eq!(fs::metadata(aside).unwrap().len(), torn.byte_count);
        let again = Ledger::open(&path).unwrap();
        assert!(again.torn().is_empty() && again.line_count() == 4);
        assert!(fs::read_to_string(&path).unwrap().contains("\"event\":\"torn\""));
    }

    #[test]
    fn a_line_that_was_changed_taken_out_or_put_in_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = written(folder.path());
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let changed = text.replacen("week-1.csv", "week-9.csv", 1);
        let taken_out = [lines[0], lines[2], lines[3]].concat();
        let put_in = [lines[0], lines[1], lines[1], lines[2], lines[3]].concat();
        let no_json = [lines[0], "gone\n", lines[2]].concat();
        for (altered, says) in [
            (changed, "ledger.jsonl:2 does not follow the line before it"),
            (taken_out, "ledger.jsonl:2 does not follow the line before it"),
            (put_in, "ledger.jsonl:3 does not follow the line before it"),
            (no_json, "ledger.jsonl:2 is not a line of the ledger"),
        ] {
            fs::write(&path, altered).unwrap();
            let refused = Ledger::open(&path).unwrap_err().to_string();
            assert!(refused.ends_with(says), "{refused}");
        }
    }
}
