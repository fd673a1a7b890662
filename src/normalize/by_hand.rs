//! Events, removals and human labels: small tables that people keep by hand.

use super::dates::DateRule;
use super::labels::LabelWords;
use super::{Lens, Normal, Origin, RowRule, cells, duplicates, urls};
use crate::load::{Pick, RawRow, Rows};
use crate::model::Reason;
use crate::model::period::{day_index, minute_index};
use crate::model::table::{Event, HumanLabel, Removal};

/// Where a file keeps what was done.
pub struct EventRule {
    happened_on: DateRule,
    happened_at: DateRule,
    origin: Origin,
    kind: Pick,
    title: Pick,
    url: Pick,
}

impl EventRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, happened_on: DateRule, origin: &Origin) -> Self {
        Self {
            happened_at: happened_on.of_column(rows.pick("happened_at")),
            happened_on,
            origin: origin.clone(),
            kind: rows.pick("kind"),
            title: rows.pick("title"),
            url: rows.pick("url"),
        }
    }
}

impl RowRule for EventRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let happened_on = self.happened_on.required(row, "happened_on", lens.zone)?.on;
        let happened_at = self.happened_at.optional(row, lens.zone)?;
        if let Some(moment) = happened_at.filter(|moment| moment.on != happened_on) {
            let value = format!("{happened_on} / {}", moment.on);
            return Err(Reason::UnreadableDate { value });
        }
        Ok(Normal::Event(Box::new(Event {
            case_id: lens.case.id.clone(),
            happened_on,
            day_index: day_index(happened_on),
            happened_minute: happened_at.map(|moment| minute_index(moment.at)),
            kind: cells::required(&self.kind, row, "kind")?.to_lowercase(),
            title: cells::required(&self.title, row, "title")?.into_owned(),
            url: cells::text(&self.url, row),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// Where a file keeps removal requests.
pub struct RemovalRule {
    filed_on: DateRule,
    acknowledged_on: DateRule,
    decided_on: DateRule,
    posted_on: DateRule,
    origin: Origin,
    removal_id: Pick,
    url: Pick,
    channel: Pick,
    basis: Pick,
    outcome: Pick,
    is_poster_sought: Pick,
}

impl RemovalRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, filed_on: DateRule, origin: &Origin) -> Self {
        Self {
            acknowledged_on: filed_on.of_column(rows.pick("acknowledged_on")),
            decided_on: filed_on.of_column(rows.pick("decided_on")),
            posted_on: filed_on.of_column(rows.pick("posted_on")),
            filed_on,
            origin: origin.clone(),
            removal_id: rows.pick("removal_id"),
            url: rows.pick("url"),
            channel: rows.pick("channel"),
            basis: rows.pick("basis"),
            outcome: rows.pick("outcome"),
            is_poster_sought: rows.pick("is_poster_sought"),
        }
    }
}

impl RowRule for RemovalRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let filed_on = self.filed_on.required(row, "filed_on", lens.zone)?.on;
        let day = |rule: &DateRule| -> Result<_, Reason> {
            Ok(rule.optional(row, lens.zone)?.map(|moment| moment.on))
        };
        let decided_on = day(&self.decided_on)?;
        let url = urls::canonical(&cells::required(&self.url, row, "url")?);
        let channel = cells::required(&self.channel, row, "channel")?.into_owned();
        let removal_id = cells::text(&self.removal_id, row).unwrap_or_else(|| {
            let key = duplicates::key(&[&url, &channel, &filed_on.to_string()]);
            format!("{:016x}", key >> 64)
        });
        let is_poster_sought = truth(&self.is_poster_sought, row, "is_poster_sought")?;
        Ok(Normal::Removal(Box::new(Removal {
            case_id: lens.case.id.clone(),
            removal_id,
            url,
            channel,
            basis: cells::text(&self.basis, row).unwrap_or_default(),
            filed_on,
            filed_day: day_index(filed_on),
            acknowledged_on: day(&self.acknowledged_on)?,
            decided_on,
            decided_day: decided_on.map(day_index),
            outcome: cells::text(&self.outcome, row).map(|outcome| outcome.to_lowercase()),
            posted_on: day(&self.posted_on)?,
            is_poster_sought: is_poster_sought.unwrap_or_default(),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// Where a file keeps people's verdicts.
pub struct LabelRule {
    origin: Origin,
    item: Pick,
    label: Pick,
    label_words: LabelWords,
    is_incident: Pick,
}

impl LabelRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, origin: &Origin) -> Self {
        Self {
            origin: origin.clone(),
            item: rows.pick("item"),
            label: rows.pick("label"),
            label_words: LabelWords::new(rows.profile()),
            is_incident: rows.pick("is_incident"),
        }
    }
}

impl RowRule for LabelRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let item = cells::required(&self.item, row, "item")?;
        let label = match self.label.from(row) {
            Some(word) => {
                Some(self.label_words.label(&word).ok_or_else(|| unknown("label", &word))?)
            }
            None => None,
        };
        let is_incident = truth(&self.is_incident, row, "is_incident")?;
        if label.is_none() && is_incident.is_none() {
            return Err(Reason::MissingValue { column: "label" });
        }
        Ok(Normal::Label(Box::new(HumanLabel {
            case_id: lens.case.id.clone(),
            item_url: urls::canonical(&item),
            item: item.into_owned(),
            label: label.map(|label| label.as_str().to_owned()),
            is_incident,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })))
    }
}

/// Yes or no, if the cell says either.
fn truth(pick: &Pick, row: &RawRow, column: &'static str) -> Result<Option<bool>, Reason> {
    match pick.from(row) {
        Some(word) => cells::truth(&word).map(Some).ok_or_else(|| unknown(column, &word)),
        None => Ok(None),
    }
}

fn unknown(column: &'static str, value: &str) -> Reason {
    Reason::UnknownWord { column, value: value.to_owned() }
}
