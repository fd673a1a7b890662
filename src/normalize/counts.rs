//! Mention counts: a day's tally per label, where a source gives no texts.

use super::dates::DateRule;
use super::{Lens, Normal, Origin, RowRule, cells, duplicates};
use crate::load::{Pick, RawRow, Rows};
use crate::model::Reason;
use crate::model::period::{day_index, week_index, week_start};
use crate::model::table::MentionCount;

/// Where a file keeps what makes a day's counts.
pub struct CountRule {
    dates: DateRule,
    origin: Origin,
    is_shares_only: bool,
    source: Pick,
    negative_count: Pick,
    neutral_count: Pick,
    positive_count: Pick,
    unlabeled_count: Pick,
}

impl CountRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        Self {
            dates,
            origin: origin.clone(),
            is_shares_only: rows.profile().shares_only,
            source: rows.pick("source"),
            negative_count: rows.pick("negative_count"),
            neutral_count: rows.pick("neutral_count"),
            positive_count: rows.pick("positive_count"),
            unlabeled_count: rows.pick("unlabeled_count"),
        }
    }

    /// Makes a day's counts of a row.
    fn count(&self, row: &RawRow, lens: &Lens) -> Result<MentionCount, Reason> {
        let moment = self.dates.required(row, "counted_on", lens.zone)?;
        let tally = |pick: &Pick, column| match cells::required_integer(pick, row, column)? {
            number if number < 0 => {
                Err(Reason::UnreadableNumber { column, value: number.to_string() })
            }
            number => Ok(number),
        };
        let labeled = |pick: &Pick, column| {
            if self.unlabeled_count.is_absent() { tally(pick, column) } else { Ok(0) }
        };
        let negative_count = labeled(&self.negative_count, "negative_count")?;
        let neutral_count = labeled(&self.neutral_count, "neutral_count")?;
        let positive_count = labeled(&self.positive_count, "positive_count")?;
        let unlabeled_count = if self.unlabeled_count.is_absent() {
            0
        } else {
            tally(&self.unlabeled_count, "unlabeled_count")?
        };
        let counts = [negative_count, neutral_count, positive_count, unlabeled_count];
        let counts = counts.map(|count| count.to_string());
        Ok(MentionCount {
            case_id: lens.case.id.clone(),
            source: self.source.from(row).unwrap_or("unknown".into()).to_lowercase(),
            counted_on: moment.on,
            week_start: week_start(moment.on),
            day_index: day_index(moment.on),
            week_index: week_index(moment.on),
            negative_count,
            neutral_count,
            positive_count,
            unlabeled_count,
            is_shares_only: self.is_shares_only,
            content_hash: duplicates::content_hash(&[], &counts.each_ref().map(String::as_str)),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }
}

impl RowRule for CountRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        self.count(row, lens).map(Box::new).map(Normal::Count)
    }
}
