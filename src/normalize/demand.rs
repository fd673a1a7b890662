//! Search demand: how often terms were searched for, as a search console tells the owner of a site.

use super::dates::DateRule;
use super::{Lens, Normal, Origin, RowRule, cells};
use crate::load::{Pick, RawRow, Rows};
use crate::model::Reason;
use crate::model::table::SearchDemand;

/// Where a file keeps what people searched for.
pub struct DemandRule {
    dates: DateRule,
    origin: Origin,
    search_term: Pick,
    impressions: Pick,
    clicks: Pick,
    position: Pick,
    device: Pick,
    country: Pick,
}

impl DemandRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        Self {
            dates,
            origin: origin.clone(),
            search_term: rows.pick("search_term"),
            impressions: rows.pick("impressions"),
            clicks: rows.pick("clicks"),
            position: rows.pick("position"),
            device: rows.pick("device"),
            country: rows.pick("country"),
        }
    }

    /// Makes a row of a row.
    fn demand(&self, row: &RawRow, lens: &Lens) -> Result<SearchDemand, Reason> {
        let count = |pick: &Pick, column| match cells::required_integer(pick, row, column)? {
            number if number < 0 => {
                Err(Reason::UnreadableNumber { column, value: number.to_string() })
            }
            number => Ok(number),
        };
        let mean_position = match self.position.from(row) {
            Some(text) => Some(cells::decimal(&text).ok_or_else(|| Reason::UnreadableNumber {
                column: "position",
                value: text.into_owned(),
            })?),
            None => None,
        };
        let named = cells::required(&self.search_term, row, "search_term")?;
        let term = lens.case.search_term(&named).map(|term| term.term.clone());
        Ok(SearchDemand {
            case_id: lens.case.id.clone(),
            search_term: term.unwrap_or_else(|| named.into_owned()),
            demand_on: self.dates.optional(row, lens.zone)?.map(|moment| moment.on),
            impressions: count(&self.impressions, "impressions")?,
            clicks: if self.clicks.is_absent() { 0 } else { count(&self.clicks, "clicks")? },
            mean_position,
            device: cells::text(&self.device, row),
            country: cells::text(&self.country, row),
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }
}

impl RowRule for DemandRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        self.demand(row, lens).map(Box::new).map(Normal::Demand)
    }
}
