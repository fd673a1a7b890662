//! Mention counts: a day's tally per label, where a source gives no texts.

use super::dates::DateRule;
use super::{Lens, Origin, cells};
use crate::load::{Pick, RawRow, Rows};
use crate::model::Reason;
use crate::model::period::{day_index, week_index, week_start};
use crate::model::table::MentionCount;

/// Where a file keeps what makes a day's counts.
pub struct CountRule {
    dates: DateRule,
    origin: Origin,
    is_shares_only: bool,
    counted_on: Pick,
    source: Pick,
    negative_count: Pick,
    neutral_count: Pick,
    positive_count: Pick,
}

impl CountRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        Self {
            dates,
            origin: origin.clone(),
            is_shares_only: rows.profile().shares_only,
            counted_on: rows.pick("counted_on"),
            source: rows.pick("source"),
            negative_count: rows.pick("negative_count"),
            neutral_count: rows.pick("neutral_count"),
            positive_count: rows.pick("positive_count"),
        }
    }

    /// Makes a day's counts of a row.
    pub fn count(&self, row: &RawRow, lens: &Lens) -> Result<MentionCount, Reason> {
        let counted = cells::required(&self.counted_on, row, "counted_on")?;
        let moment = self.dates.moment(counted, lens.zone)?;
        let tally = |pick: &Pick, column| match cells::required_integer(pick, row, column)? {
            number if number < 0 => {
                Err(Reason::UnreadableNumber { column, value: number.to_string() })
            }
            number => Ok(number),
        };
        Ok(MentionCount {
            case_id: lens.case.id.clone(),
            source: self.source.from(row).unwrap_or("unknown").to_lowercase(),
            counted_on: moment.on,
            week_start: week_start(moment.on),
            day_index: day_index(moment.on),
            week_index: week_index(moment.on),
            negative_count: tally(&self.negative_count, "negative_count")?,
            neutral_count: tally(&self.neutral_count, "neutral_count")?,
            positive_count: tally(&self.positive_count, "positive_count")?,
            is_shares_only: self.is_shares_only,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }
}
