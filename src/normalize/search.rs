//! Search results: lines of captured result pages, and the captures they belong to.

use super::dates::{DateRule, Moment};
use super::{Lens, Normal, Origin, cells, duplicates, urls};
use crate::load::profile::{Coverage, Signs};
use crate::load::{Pick, Profile, RawRow, Rows};
use crate::model::period::{day_index, week_index, week_start};
use crate::model::table::{Capture, SearchResult};
use crate::model::{Label, Reason};

/// Where a file keeps what makes a search result.
pub struct SearchRule {
    profile: Profile,
    dates: DateRule,
    origin: Origin,
    captured_at: Pick,
    engine: Pick,
    search_term: Pick,
    locale: Pick,
    device: Pick,
    depth: Pick,
    position: Pick,
    url: Pick,
    title: Pick,
    snippet: Pick,
    label: Pick,
    is_owned: Pick,
    failed: Option<(Pick, Signs)>,
    empty: Option<(Pick, Signs)>,
}

impl SearchRule {
    /// Finds the columns.
    pub fn new(rows: &Rows, dates: DateRule, origin: &Origin) -> Self {
        let signs = |signs: &Option<Signs>| {
            signs.as_ref().map(|signs| (rows.pick(&signs.column), signs.clone()))
        };
        Self {
            profile: rows.profile().clone(),
            dates,
            origin: origin.clone(),
            captured_at: rows.pick("captured_at"),
            engine: rows.pick("engine"),
            search_term: rows.pick("search_term"),
            locale: rows.pick("locale"),
            device: rows.pick("device"),
            depth: rows.pick("depth"),
            position: rows.pick("position"),
            url: rows.pick("url"),
            title: rows.pick("title"),
            snippet: rows.pick("snippet"),
            label: rows.pick("label"),
            is_owned: rows.pick("is_owned"),
            failed: signs(&rows.profile().failed),
            empty: signs(&rows.profile().empty),
        }
    }

    /// Makes a capture of a row, and a result where it tells of one.
    pub fn line(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let captured = cells::required(&self.captured_at, row, "captured_at")?;
        let moment = self.dates.moment(captured, lens.zone)?;
        let named = cells::required(&self.search_term, row, "search_term")?;
        let term = lens.case.search_term(named).ok_or_else(|| Reason::UnknownWord {
            column: "search_term",
            value: named.to_owned(),
        })?;
        let status = if tells(self.failed.as_ref(), row) {
            "failed"
        } else if tells(self.empty.as_ref(), row) {
            "empty"
        } else {
            "ok"
        };
        let mut capture = self.capture(row, lens, &term.term, moment, status);
        let not_ranked =
            self.profile.coverage == Coverage::Tracked && self.position.from(row).is_none();
        if status != "ok" || not_ranked {
            return Ok(Normal::Search(Box::new(capture), None));
        }
        let result = self.result(row, lens, &capture)?;
        capture.result_count = 1;
        capture.depth = capture.depth.max(result.position);
        Ok(Normal::Search(Box::new(capture), Some(Box::new(result))))
    }

    fn capture(
        &self,
        row: &RawRow,
        lens: &Lens,
        term: &str,
        moment: Moment,
        status: &str,
    ) -> Capture {
        let parts = [&self.engine, &self.locale, &self.device];
        let mut parts: Vec<String> =
            parts.iter().filter_map(|pick| pick.from(row)).map(str::to_lowercase).collect();
        if self.profile.coverage == Coverage::Tracked {
            // What was not looked for is not absent: such captures are compared with their like only.
            parts.push(Coverage::Tracked.as_str().to_owned());
        }
        let viewpoint = if parts.is_empty() { "unknown".to_owned() } else { parts.join(" / ") };
        let instant = moment.at.to_rfc3339();
        let key = duplicates::key(&[&viewpoint, term, &instant]);
        let depth = self.depth.from(row).and_then(cells::integer).or(self.profile.depth);
        Capture {
            case_id: lens.case.id.clone(),
            capture_id: format!("{:016x}", key >> 64),
            viewpoint,
            search_term: term.to_owned(),
            coverage: self.profile.coverage.as_str().to_owned(),
            captured_at: moment.at,
            captured_on: moment.on,
            week_start: week_start(moment.on),
            day_index: day_index(moment.on),
            week_index: week_index(moment.on),
            status: status.to_owned(),
            depth: depth.unwrap_or(0),
            result_count: 0,
            file_id: self.origin.file_id.clone(),
            first_seen_at: self.origin.first_seen_at,
        }
    }

    fn result(&self, row: &RawRow, lens: &Lens, capture: &Capture) -> Result<SearchResult, Reason> {
        let position = cells::required_integer(&self.position, row, "position")?;
        if position < 1 {
            return Err(Reason::UnreadableNumber {
                column: "position",
                value: position.to_string(),
            });
        }
        let url = urls::canonical(cells::required(&self.url, row, "url")?);
        let domain = urls::domain(&url).unwrap_or_default();
        let title = cells::text(&self.title, row).unwrap_or_default();
        let snippet = cells::text(&self.snippet, row).unwrap_or_default();
        let is_owned =
            lens.owns(&url) || self.is_owned.from(row).and_then(cells::truth).unwrap_or(false);
        let ruled = lens.ruled(&url).map(|label| (label, "rule"));
        let labeled = ruled.or_else(|| self.vendor_label(row).map(|label| (label, "vendor")));
        Ok(SearchResult {
            case_id: lens.case.id.clone(),
            capture_id: capture.capture_id.clone(),
            viewpoint: capture.viewpoint.clone(),
            search_term: capture.search_term.clone(),
            captured_at: capture.captured_at,
            captured_on: capture.captured_on,
            week_start: capture.week_start,
            day_index: capture.day_index,
            week_index: capture.week_index,
            position,
            is_incident: lens.is_incident(&[&title, &snippet], &url),
            url,
            domain,
            title,
            snippet,
            label: labeled.map(|(label, _)| label.as_str().to_owned()),
            label_source: labeled.map(|(_, source)| source.to_owned()),
            polarity: None,
            is_owned,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }

    fn vendor_label(&self, row: &RawRow) -> Option<Label> {
        let word = self.label.from(row)?;
        self.profile.labels.get(word).copied().or_else(|| Label::from_word(word))
    }
}

/// Whether a row carries the signs of a capture that is no page.
fn tells(signs: Option<&(Pick, Signs)>, row: &RawRow) -> bool {
    signs.is_some_and(|(pick, signs)| {
        pick.from(row).is_some_and(|cell| {
            signs.starts_with.iter().any(|start| cell.starts_with(start.as_str()))
        })
    })
}
