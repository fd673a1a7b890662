//! Search results: lines of captured result pages, and the captures they belong to.

use super::dates::{DateRule, Moment};
use super::labels::LabelWords;
use super::text::fold;
use super::{Lens, Normal, Origin, RowRule, Shown, cells, duplicates, urls};
use crate::load::profile::{Coverage, Signs};
use crate::load::{Pick, RawRow, Rows};
use crate::model::period::{day_index, week_index, week_start};
use crate::model::table::{Capture, PageItem, SearchResult};
use crate::model::{Label, Reason};

/// The kind of items that are results.
const ORGANIC: &str = "organic";

/// The kind of rows that only say that a page was captured.
const PAGE: &str = "page";

/// Where a file keeps what makes a search result.
pub struct SearchRule {
    coverage: Coverage,
    depth_of_all: Option<i64>,
    first_position: i64,
    label_words: LabelWords,
    dates: DateRule,
    origin: Origin,
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
    item_kind: Pick,
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
            coverage: rows.profile().coverage,
            depth_of_all: rows.profile().depth,
            first_position: rows.profile().first_position,
            label_words: LabelWords::new(rows.profile()),
            dates,
            origin: origin.clone(),
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
            item_kind: rows.pick("item_kind"),
            failed: signs(&rows.profile().failed),
            empty: signs(&rows.profile().empty),
        }
    }

    fn capture(
        &self,
        row: &RawRow,
        lens: &Lens,
        (term, named): (&str, &str),
        moment: Moment,
        status: &str,
    ) -> Capture {
        let parts = [&self.engine, &self.locale, &self.device];
        let mut parts: Vec<String> = parts
            .iter()
            .filter_map(|pick| pick.from(row))
            .map(|word| word.to_lowercase())
            .collect();
        if self.coverage == Coverage::Tracked {
            // What was not looked for is not absent: such captures are compared with their like only.
            parts.push(Coverage::Tracked.as_str().to_owned());
        }
        let viewpoint = if parts.is_empty() { "unknown".to_owned() } else { parts.join(" / ") };
        let instant = moment.at.to_rfc3339();
        let key = duplicates::key(&[&viewpoint, term, &instant]);
        let depth = cells::optional_integer(&self.depth, row).or(self.depth_of_all);
        Capture {
            case_id: lens.case.id.clone(),
            capture_id: format!("{:016x}", key >> 64),
            viewpoint,
            search_term: term.to_owned(),
            named_as: named.to_owned(),
            coverage: self.coverage.as_str().to_owned(),
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
        let position = position.saturating_sub(self.first_position).saturating_add(1);
        if position < 1 {
            return Err(Reason::UnreadableNumber {
                column: "position",
                value: position.to_string(),
            });
        }
        let url = urls::canonical(&cells::required(&self.url, row, "url")?);
        let domain = urls::domain(&url).unwrap_or_default();
        let title = cells::text(&self.title, row).unwrap_or_default();
        let snippet = cells::text(&self.snippet, row).unwrap_or_default();
        let is_owned = lens.owns(&url)
            || self.is_owned.from(row).as_deref().and_then(cells::truth).unwrap_or(false);
        let ruled = lens.ruled(&url).map(|label| (label, "rule"));
        let labeled = ruled.or_else(|| self.vendor_label(row).map(|label| (label, "vendor")));
        let label = labeled.map(|(label, _)| label.as_str()).unwrap_or_default();
        let content_hash = duplicates::content_hash(&[], &[&title, &snippet, label]);
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
            is_incident: lens.is_incident(&[fold(&title), fold(&snippet)], &url),
            url,
            domain,
            title,
            snippet,
            label: labeled.map(|(label, _)| label.as_str().to_owned()),
            label_source: labeled.map(|(_, source)| source.to_owned()),
            polarity: None,
            is_owned,
            content_hash,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }

    fn vendor_label(&self, row: &RawRow) -> Option<Label> {
        self.label_words.label(&self.label.from(row)?)
    }

    /// What a page shows besides results.
    fn item(
        &self,
        row: &RawRow,
        lens: &Lens,
        capture: &Capture,
        item_kind: String,
    ) -> Result<PageItem, Reason> {
        let url = self.url.from(row).map(|url| urls::canonical(&url));
        let parts = [cells::text(&self.title, row), cells::text(&self.snippet, row)];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        let text = if said.is_empty() { url.clone() } else { Some(said.join("\n")) };
        let text = text.ok_or(Reason::MissingValue { column: "title" })?;
        let address = url.as_deref().unwrap_or_default();
        Ok(PageItem {
            case_id: lens.case.id.clone(),
            capture_id: capture.capture_id.clone(),
            viewpoint: capture.viewpoint.clone(),
            search_term: capture.search_term.clone(),
            captured_at: capture.captured_at,
            captured_on: capture.captured_on,
            week_start: capture.week_start,
            day_index: capture.day_index,
            week_index: capture.week_index,
            item_kind,
            item_position: cells::optional_integer(&self.position, row)
                .map(|position| position - self.first_position + 1),
            is_incident: lens.is_incident(&[fold(&text)], address),
            is_owned: lens.owns(address),
            domain: url.as_deref().and_then(urls::domain),
            text,
            url,
            file_id: self.origin.file_id.clone(),
            line: i64::try_from(row.line).unwrap_or(i64::MAX),
            first_seen_at: self.origin.first_seen_at,
        })
    }
}

impl RowRule for SearchRule {
    fn typed(&self, row: &RawRow, lens: &Lens) -> Result<Normal, Reason> {
        let moment = self.dates.required(row, "captured_at", lens.zone)?;
        let named = cells::required(&self.search_term, row, "search_term")?;
        let term = lens.case.search_term(&named).ok_or_else(|| Reason::UnknownWord {
            column: "search_term",
            value: named.clone().into_owned(),
        })?;
        let status = if tells(self.failed.as_ref(), row) {
            "failed"
        } else if tells(self.empty.as_ref(), row) {
            "empty"
        } else {
            "ok"
        };
        let mut capture = self.capture(row, lens, (&term.term, &named), moment, status);
        let item_kind = self.item_kind.from(row).unwrap_or(ORGANIC.into()).to_lowercase();
        let not_ranked = self.coverage == Coverage::Tracked && self.position.from(row).is_none();
        if status != "ok" || not_ranked || item_kind == PAGE {
            return Ok(Normal::Search(Box::new(capture), Shown::Nothing));
        }
        if item_kind != ORGANIC {
            let item = self.item(row, lens, &capture, item_kind)?;
            return Ok(Normal::Search(Box::new(capture), Shown::Item(Box::new(item))));
        }
        let result = self.result(row, lens, &capture)?;
        capture.result_count = 1;
        capture.depth = capture.depth.max(result.position);
        Ok(Normal::Search(Box::new(capture), Shown::Result(Box::new(result))))
    }
}

/// Whether a row carries the signs of a capture that is no page.
fn tells(signs: Option<&(Pick, Signs)>, row: &RawRow) -> bool {
    signs.is_some_and(|(pick, signs)| signs.are_in(pick, row))
}
