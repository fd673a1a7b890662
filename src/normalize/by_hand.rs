//! Events, removals and human labels: small tables that people keep by hand.

use super::dates::DateRule;
use super::labels::LabelWords;
use super::{Lens, Normal, Origin, RowRule, cells, duplicates, urls};
use crate::load::{Pick, RawRow, Rows};
use crate::model::period::day_index;
use crate::model::table::{Event, HumanLabel, Removal};
use crate::model::{Kind, Reason};

/// Where a file keeps what people wrote.
pub struct ByHandRule {
    kind: Kind,
    dates: DateRule,
    origin: Origin,
    what: Pick,
    title: Pick,
    url: Pick,
    removal_id: Pick,
    channel: Pick,
    basis: Pick,
    decided_on: DateRule,
    outcome: Pick,
    item: Pick,
    label: Pick,
    label_words: LabelWords,
    is_incident: Pick,
}

impl ByHandRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        let kind = rows.profile().kind;
        Self {
            kind,
            decided_on: dates.of_column(rows.pick("decided_on")),
            dates,
            origin: origin.clone(),
            what: rows.pick("kind"),
            title: rows.pick("title"),
            url: rows.pick("url"),
            removal_id: rows.pick("removal_id"),
            channel: rows.pick("channel"),
            basis: rows.pick("basis"),
            outcome: rows.pick("outcome"),
            item: rows.pick("item"),
            label: rows.pick("label"),
            label_words: LabelWords::new(rows.profile()),
            is_incident: rows.pick("is_incident"),
        }
    }

    fn event(&self, row: &RawRow, lens: &Lens) -> Result<Event, Reason> {
        let happened_on = self.dates.required(row, "happened_on", lens.zone)?.on;
        Ok(Event {
            case_id: lens.case.id.clone(),
            happened_on,
            day_index: day_index(happened_on),
            kind: cells::required(&self.what, row, "kind")?.to_lowercase(),
            title: cells::required(&self.title, row, "title")?.into_owned(),
            url: cells::text(&self.url, row),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }

    fn removal(&self, row: &RawRow, lens: &Lens) -> Result<Removal, Reason> {
        let filed_on = self.dates.required(row, "filed_on", lens.zone)?.on;
        let decided_on = self.decided_on.optional(row, lens.zone)?.map(|moment| moment.on);
        let url = urls::canonical(&cells::required(&self.url, row, "url")?);
        let channel = cells::required(&self.channel, row, "channel")?.into_owned();
        let removal_id = cells::text(&self.removal_id, row).unwrap_or_else(|| {
            let key = duplicates::key(&[&url, &channel, &filed_on.to_string()]);
            format!("{:016x}", key >> 64)
        });
        Ok(Removal {
            case_id: lens.case.id.clone(),
            removal_id,
            url,
            channel,
            basis: cells::text(&self.basis, row).unwrap_or_default(),
            filed_on,
            filed_day: day_index(filed_on),
            decided_on,
            decided_day: decided_on.map(day_index),
            outcome: cells::text(&self.outcome, row).map(|outcome| outcome.to_lowercase()),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }

    fn label(&self, row: &RawRow, lens: &Lens) -> Result<HumanLabel, Reason> {
        let item = cells::required(&self.item, row, "item")?;
        let unknown = |column, value: &str| Reason::UnknownWord { column, value: value.to_owned() };
        let label = match self.label.from(row) {
            Some(word) => {
                Some(self.label_words.label(&word).ok_or_else(|| unknown("label", &word))?)
            }
            None => None,
        };
        let is_incident = match self.is_incident.from(row) {
            Some(word) => Some(cells::truth(&word).ok_or_else(|| unknown("is_incident", &word))?),
            None => None,
        };
        if label.is_none() && is_incident.is_none() {
            return Err(Reason::MissingValue { column: "label" });
        }
        Ok(HumanLabel {
            case_id: lens.case.id.clone(),
            item_url: urls::canonical(&item),
            item: item.into_owned(),
            label: label.map(|label| label.as_str().to_owned()),
            is_incident,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }
}

impl RowRule for ByHandRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        match self.kind {
            Kind::Removals => self.removal(row, lens).map(Box::new).map(Normal::Removal),
            Kind::Labels => self.label(row, lens).map(Box::new).map(Normal::Label),
            _ => self.event(row, lens).map(Box::new).map(Normal::Event),
        }
    }
}
