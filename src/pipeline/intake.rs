//! What one case takes from one table: rows typed, folded, scored and stored, and every one of them
//! accounted for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::error::Error;
use crate::load::RawRow;
use crate::model::hash::sha256;
use crate::model::row::Row;
use crate::model::table::{
    Capture, Claim, Commitment, Control, Event, HumanLabel, Mention, MentionCount, PageItem,
    Removal, SearchDemand, SearchResult, Vanished,
};
use crate::model::{Case, Kind, Note, NoteKind, Passport, Reason, Rejected, RejectedRow};
use crate::normalize::duplicates::{Folder, Known, Meeting, key};
use crate::normalize::mentions::MentionRule;
use crate::normalize::pseudonyms::Pseudonyms;
use crate::normalize::{Lens, Normal, Normalizer, Shown, is_name_of};
use crate::score::Labeler;
use crate::store::{FileWriter, Reading, Store};

/// How many names that stand for no case a passport tells.
const NAMES_KEPT: usize = 20;

/// An export says something of what vanished when it has at least this many of the items that it
/// could have.
const ITEMS_TO_JUDGE: usize = 10;

/// The rule by which two counts are one.
const SAME_SOURCE_DAY: &str = "same-source-day";

/// The rule by which two lines of a result page are one.
const SAME_CAPTURE_LINE: &str = "same-capture-line";

/// What is done to every row of a file.
pub(super) struct Task<'a> {
    pub(super) kind: Kind,
    pub(super) all_cases: &'a [Case],
    pub(super) normalizer: &'a Normalizer,
    pub(super) labeler: &'a Labeler,
    pub(super) pseudonyms: Option<&'a Pseudonyms>,
    pub(super) forgotten: &'a BTreeSet<String>,
    pub(super) trusts_labels: bool,
}

impl Task<'_> {
    /// Whether a name stands for any case of the config, asked for or not.
    fn is_claimed(&self, name: &str) -> bool {
        self.all_cases.iter().any(|case| is_name_of(self.kind, name, case))
    }

    /// Whether a row is of somebody who is to be kept no more.
    fn is_forgotten(&self, normal: &Normal) -> bool {
        let Normal::Mention(mention) = normal else { return false };
        let (Some(author), Some(pseudonyms)) = (&mention.author, self.pseudonyms) else {
            return false;
        };
        !self.forgotten.is_empty()
            && self.forgotten.contains(&pseudonyms.of(&mention.platform, author))
    }

    /// What becomes of a row for a case.
    fn fate(&self, row: &Result<RawRow, Rejected>, lens: &Lens) -> Fate {
        let normalizer = self.normalizer;
        let row = match row {
            Ok(row) => row,
            Err(rejected) => return Fate::Rejected(rejected.clone()),
        };
        let rejected = |reason| Fate::Rejected(Rejected { line: row.line, reason });
        match normalizer.is_about(row, &lens.case) {
            Some(false) => {
                let name = normalizer.name_in(row).filter(|name| !self.is_claimed(name));
                Fate::Aside(name.map(std::borrow::Cow::into_owned))
            }
            None => rejected(Reason::MissingValue { column: normalizer.routing_column() }),
            Some(true) => match normalizer.normalize(row, lens) {
                Ok(normal) if self.is_forgotten(&normal) => rejected(Reason::Forgotten),
                Ok(normal) => Fate::Typed(normal),
                Err(reason) => rejected(reason),
            },
        }
    }
}

/// What becomes of one row.
enum Fate {
    Typed(Normal),
    /// About another case, or, by the name it gives, about none.
    Aside(Option<String>),
    Rejected(Rejected),
}

/// When a table was read, and which.
pub(super) struct Occasion<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) first_seen_at: DateTime<Utc>,
    pub(super) member: Option<&'a str>,
}

/// What one case takes from one table.
pub(super) struct Intake<'a> {
    pub(super) desk: Desk<'a>,
    writer: FileWriter<'a>,
    /// The batch that is written while the next one is gone through.
    waiting: Batch,
}

/// Where rows are typed, folded and scored, and every one of them is accounted for.
pub(super) struct Desk<'a> {
    lens: &'a Lens,
    recipe: &'a str,
    scorer: &'a str,
    pub(super) passport: Passport,
    folder: Folder,
    store: &'a Store,
    captures: BTreeMap<String, Capture>,
    /// How many rows of the file have each identity that is made of their text.
    by_text: HashMap<u128, u32>,
    /// How many rows bear an identity that is another's.
    collisions: u64,
    /// Rows that were folded before they came here, by rule.
    folded_before: BTreeMap<String, u64>,
    pub(super) first_rejected: Option<(u64, Reason)>,
}

/// The typed rows of a batch, sorted by table.
#[derive(Default)]
struct Batch {
    mentions: Vec<Mention>,
    results: Vec<SearchResult>,
    items: Vec<PageItem>,
    demand: Vec<SearchDemand>,
    counts: Vec<MentionCount>,
    events: Vec<Event>,
    removals: Vec<Removal>,
    labels: Vec<HumanLabel>,
    claims: Vec<Claim>,
    commitments: Vec<Commitment>,
    controls: Vec<Control>,
    rejected: Vec<RejectedRow>,
}

/// Names what the tables of a reading are made with, for the names of their files.
pub(super) fn made_with(recipe: &str, scorer: &str) -> String {
    sha256(format!("{recipe} {scorer}").as_bytes())[..8].to_owned()
}

impl<'a> Intake<'a> {
    pub(super) fn new(
        store: &'a Store,
        lens: &'a Lens,
        recipe: &'a str,
        scorer: &'a str,
        passport: Passport,
        known: Known,
    ) -> Self {
        let (case_id, file_id) = (&lens.case.id, &passport.file_id);
        Self {
            writer: FileWriter::new(store, case_id, file_id, &made_with(recipe, scorer)),
            waiting: Batch::default(),
            desk: Desk {
                lens,
                recipe,
                scorer,
                folder: Folder::new(known, file_id),
                store,
                captures: BTreeMap::new(),
                by_text: HashMap::new(),
                collisions: 0,
                folded_before: BTreeMap::new(),
                first_rejected: None,
                passport,
            },
        }
    }

    /// Goes through some rows, while those before them are written.
    pub(super) fn take(
        &mut self,
        rows: &[Result<RawRow, Rejected>],
        task: &Task<'_>,
    ) -> Result<(), Error> {
        let Self { desk, writer, waiting } = self;
        let before = std::mem::take(waiting);
        let (written, batch) = rayon::join(|| before.write(writer), || desk.take(rows, task));
        written?;
        *waiting = batch?;
        Ok(())
    }

    /// Takes over what another process read for the case, which knew of no other file: the rows that are
    /// known from earlier ones are folded now. `None` where one bears the name of another thing, which
    /// only its own words can tell.
    pub(super) fn take_over(
        mut self,
        part: &Reading,
        parts: &Store,
        occasion: &Occasion<'_>,
    ) -> Result<Option<(Reading, Known)>, Error> {
        let Self { desk, writer, .. } = &mut self;
        desk.folded_before = std::mem::take(&mut desk.passport.rows_folded);
        let mut less: BTreeMap<String, i64> = BTreeMap::new();
        for (table, file) in &part.tables {
            let path = parts.table_path(&file.path);
            if table == Capture::TABLE {
                continue;
            }
            let Some(rows) = parts.identities(part, table)? else {
                writer.take_over(table, &path, None)?;
                continue;
            };
            let mut marks = Vec::with_capacity(rows.len());
            for row in &rows {
                let rule = match table.as_str() {
                    Mention::TABLE => MentionRule::identity_rule(&row.name),
                    MentionCount::TABLE => SAME_SOURCE_DAY,
                    _ => SAME_CAPTURE_LINE,
                };
                let may_collide = rule == MentionRule::BY_ID;
                let meeting = desk.folder.meet(row.key, row.content, rule, may_collide);
                if meeting == Meeting::Collision {
                    return Ok(None);
                }
                if meeting == Meeting::Again && table == SearchResult::TABLE {
                    *less.entry(row.name.clone()).or_default() += 1;
                }
                marks.push(meeting != Meeting::Again);
            }
            desk.passport.rows_kept -= marks.iter().filter(|mark| !**mark).count() as u64;
            if marks.contains(&true) {
                writer.take_over(table, &path, Some(&marks))?;
            }
        }
        if let Some(file) = part.tables.get(Capture::TABLE) {
            let path = parts.table_path(&file.path);
            match less.is_empty() {
                true => writer.take_over(Capture::TABLE, &path, None)?,
                false => writer.take_over_captures(&path, &less)?,
            }
        }
        self.finish(occasion).map(Some)
    }

    pub(super) fn finish(self, occasion: &Occasion<'_>) -> Result<(Reading, Known), Error> {
        let Self { mut desk, mut writer, waiting } = self;
        waiting.write(&mut writer)?;
        writer.append(desk.vanished(occasion)?)?;
        writer.append(std::mem::take(&mut desk.captures).into_values().collect())?;
        let (mut reading, known) = desk.finish(occasion)?;
        reading.tables = writer.finish()?;
        Ok((reading, known))
    }
}

impl Batch {
    fn write(self, writer: &mut FileWriter<'_>) -> Result<(), Error> {
        writer.append(self.mentions)?;
        writer.append(self.results)?;
        writer.append(self.items)?;
        writer.append(self.demand)?;
        writer.append(self.counts)?;
        writer.append(self.events)?;
        writer.append(self.removals)?;
        writer.append(self.labels)?;
        writer.append(self.claims)?;
        writer.append(self.commitments)?;
        writer.append(self.controls)?;
        writer.append(self.rejected)?;
        Ok(())
    }
}

impl Desk<'_> {
    fn take(&mut self, rows: &[Result<RawRow, Rejected>], task: &Task<'_>) -> Result<Batch, Error> {
        let fates: Vec<Fate> = rows.par_iter().map(|row| task.fate(row, self.lens)).collect();
        let mut batch = Batch::default();
        self.passport.rows_read += rows.len() as u64;
        for fate in fates {
            match fate {
                Fate::Aside(unclaimed) => self.set_aside(unclaimed),
                Fate::Rejected(rejected) => self.reject(rejected, &mut batch),
                Fate::Typed(normal) => self.sort(normal, &mut batch),
            }
        }
        task.labeler.label_mentions(&mut batch.mentions, task.trusts_labels)?;
        task.labeler.label_results(&mut batch.results, task.trusts_labels)?;
        // Rows are told apart by what the export says; what is kept names nobody.
        if let Some(pseudonyms) = task.pseudonyms {
            batch.mentions.par_iter_mut().for_each(|mention| {
                let author = mention.author.take();
                mention.author = author.map(|author| pseudonyms.of(&mention.platform, &author));
            });
        }
        Ok(batch)
    }

    fn set_aside(&mut self, unclaimed: Option<String>) {
        self.passport.rows_set_aside += 1;
        let Some(name) = unclaimed else { return };
        let names = &mut self.passport.unclaimed;
        if names.len() < NAMES_KEPT || names.contains_key(&name) {
            *names.entry(name).or_default() += 1;
        }
    }

    fn reject(&mut self, rejected: Rejected, batch: &mut Batch) {
        let Rejected { line, reason } = rejected;
        *self.passport.rows_rejected.entry(reason.code().to_owned()).or_default() += 1;
        if self.first_rejected.is_none() {
            self.first_rejected = Some((line, reason.clone()));
        }
        batch.rejected.push(RejectedRow {
            file: self.passport.path.clone(),
            line: i64::try_from(line).unwrap_or(i64::MAX),
            reason: reason.code().to_owned(),
            detail: reason.to_string(),
        });
    }

    /// Puts a typed row where it belongs, unless it repeats one we have.
    fn sort(&mut self, normal: Normal, batch: &mut Batch) {
        match normal {
            Normal::Mention(mention) => self.sort_mention(*mention, batch),
            Normal::Count(count) => {
                let day = count.counted_on.to_string();
                let key = key(&[&count.source, &day]);
                self.passport.tells_of(count.counted_on);
                if self.is_news(key, count.content_hash, SAME_SOURCE_DAY) {
                    batch.counts.push(*count);
                }
            }
            Normal::Search(capture, shown) => self.sort_shown(&capture, shown, batch),
            Normal::Demand(demand) => {
                if let Some(on) = demand.demand_on {
                    self.passport.tells_of(on);
                }
                self.passport.rows_kept += 1;
                batch.demand.push(*demand);
            }
            Normal::Event(event) => {
                self.passport.tells_of(event.happened_on);
                self.passport.rows_kept += 1;
                batch.events.push(*event);
            }
            Normal::Removal(removal) => {
                self.passport.tells_of(removal.filed_on);
                self.passport.rows_kept += 1;
                batch.removals.push(*removal);
            }
            Normal::Label(label) => {
                self.passport.rows_kept += 1;
                batch.labels.push(*label);
            }
            Normal::Claim(claim) => {
                self.passport.rows_kept += 1;
                batch.claims.push(*claim);
            }
            Normal::Commitment(commitment) => {
                self.passport.tells_of(commitment.made_on);
                self.passport.rows_kept += 1;
                batch.commitments.push(*commitment);
            }
            Normal::Control(control) => {
                self.passport.tells_of(control.observed_on);
                self.passport.rows_kept += 1;
                batch.controls.push(*control);
            }
        }
    }

    fn sort_shown(&mut self, capture: &Capture, shown: Shown, batch: &mut Batch) {
        self.merge(capture, &shown);
        self.passport.tells_of_instant(capture.captured_at);
        match shown {
            Shown::Nothing => {}
            Shown::Result(result) => {
                if self.is_news(result_key(&result), result.content_hash, SAME_CAPTURE_LINE) {
                    batch.results.push(*result);
                } else if let Some(capture) = self.captures.get_mut(&capture.capture_id) {
                    capture.result_count -= 1;
                }
            }
            Shown::Item(item) => {
                if self.is_news(item_key(&item), 0, SAME_CAPTURE_LINE) {
                    batch.items.push(*item);
                }
            }
        }
    }

    fn sort_mention(&mut self, mut mention: Mention, batch: &mut Batch) {
        self.passport.tells_of(mention.published_on);
        self.passport.tells_of_instant(mention.published_at);
        let mut meeting = self.meet(&mut mention);
        if meeting == Meeting::Collision {
            self.collisions += 1;
            mention.mention_id = MentionRule::identity_without_id(&mention);
            meeting = self.meet(&mut mention);
        }
        if meeting != Meeting::Again {
            self.passport.rows_kept += 1;
            batch.mentions.push(mention);
        }
    }

    fn meet(&mut self, mention: &mut Mention) -> Meeting {
        let rule = MentionRule::identity_rule(&mention.mention_id);
        if rule == MentionRule::BY_TEXT {
            let count = self.by_text.entry(key(&[&mention.mention_id])).or_default();
            *count += 1;
            mention.mention_id = MentionRule::numbered(&mention.mention_id, *count);
        }
        self.folder.meet(
            key(&[&mention.mention_id]),
            mention.content_hash,
            rule,
            rule == MentionRule::BY_ID,
        )
    }

    /// Whether a row tells anything new. If so it is kept, else folded.
    fn is_news(&mut self, key: u128, content: i64, rule: &str) -> bool {
        let is_news = self.folder.meet(key, content, rule, false) != Meeting::Again;
        self.passport.rows_kept += u64::from(is_news);
        is_news
    }

    /// Adds what one row tells of a capture to what the others told.
    fn merge(&mut self, told: &Capture, shown: &Shown) {
        if *shown == Shown::Nothing {
            self.passport.rows_status += 1;
        }
        self.passport.tells_of(told.captured_on);
        match self.captures.get_mut(&told.capture_id) {
            None => {
                self.captures.insert(told.capture_id.clone(), told.clone());
            }
            Some(capture) => {
                capture.depth = capture.depth.max(told.depth);
                capture.result_count += told.result_count;
                if *shown != Shown::Nothing {
                    capture.status.clone_from(&told.status);
                }
            }
        }
    }

    /// Closes the account. The tables are still to be named.
    fn finish(mut self, occasion: &Occasion<'_>) -> Result<(Reading, Known), Error> {
        let (known, folded, changed) = self.folder.finish();
        if self.collisions > 0 {
            let figures = [("why", "collisions".to_owned()), ("rows", self.collisions.to_string())];
            self.passport.warnings.push(Note::new(NoteKind::MangledIds, figures));
        }
        self.passport.rows_folded = self.folded_before;
        for (rule, count) in folded {
            *self.passport.rows_folded.entry(rule).or_default() += count;
        }
        self.passport.rows_changed = changed;
        if !self.passport.balances() {
            let passport = &self.passport;
            let folded: u64 = passport.rows_folded.values().sum();
            return Err(Error::Unbalanced {
                path: passport.path.clone(),
                read: passport.rows_read,
                accounted: passport.rows_kept
                    + passport.rows_status
                    + passport.rows_set_aside
                    + passport.rejected_count()
                    + folded,
            });
        }
        let reading = Reading {
            at: occasion.at,
            case_id: self.lens.case.id.clone(),
            recipe: self.recipe.to_owned(),
            scorer: self.scorer.to_owned(),
            first_seen_at: occasion.first_seen_at,
            member: occasion.member.map(str::to_owned),
            tables: BTreeMap::new(),
            passport: self.passport,
        };
        Ok((reading, known))
    }

    /// Items of earlier exports of the same form that this one, though it tells of their days and
    /// has most of the others, has no more. The first and the last day it tells of may be cut off,
    /// and prove nothing.
    fn vanished(&self, occasion: &Occasion<'_>) -> Result<Vec<Vanished>, Error> {
        let (Some(first), Some(last)) = (self.passport.first_on, self.passport.last_on) else {
            return Ok(Vec::new());
        };
        if self.passport.kind != Kind::Mentions || self.folder.met_again_count() < ITEMS_TO_JUDGE {
            return Ok(Vec::new());
        }
        let earlier =
            self.store.mentions_between(&self.lens.case.id, &self.passport, first, last)?;
        let count = earlier.len();
        let missing: Vec<_> = earlier
            .into_iter()
            .filter(|(mention_id, _)| !self.folder.has_met_again(key(&[mention_id])))
            .collect();
        if missing.len() * 2 > count {
            return Ok(Vec::new());
        }
        let vanished = missing.into_iter().map(|(mention_id, published_on)| Vanished {
            case_id: self.lens.case.id.clone(),
            mention_id,
            published_on,
            missing_from: self.passport.file_id.clone(),
            first_seen_at: occasion.first_seen_at,
        });
        Ok(vanished.collect())
    }
}

fn result_key(result: &SearchResult) -> u128 {
    key(&[&result.capture_id, &result.url, &result.position.to_string()])
}

fn item_key(item: &PageItem) -> u128 {
    let position = item.item_position.map(|position| position.to_string());
    key(&[
        &item.capture_id,
        &item.item_kind,
        position.as_deref().unwrap_or_default(),
        &item.text,
        item.url.as_deref().unwrap_or_default(),
    ])
}
