//! What changed since the span of equal length before the period.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::Metrics;
use crate::measure::rows::{LingeringPage, TalkSpan};
use crate::model::{DaySpan, Needs};
use crate::stats::Measured;
use crate::stats::difference::{Part, difference};

/// What changed since the span of equal length before the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// That span.
    pub since: DaySpan,
    /// The negative share of the period less that of the span, from -1 to 1.
    pub negative_share: Measured,
    /// Negative originals of the period, and of the span before; absent where only shares are known.
    pub negative_originals: Option<(i64, i64)>,
    /// The share of incident items among the first ten results less that of the span, from -1 to 1.
    pub incident_share: Measured,
    /// Pages of the register by state, each page once, in its most pressing one.
    pub pages: BTreeMap<String, i64>,
}

/// The states of a page, the most pressing first.
pub const STATES: [&str; 7] =
    ["resurfaced", "lingering", "new", "intermittent", "unobserved", "below depth", "gone"];

/// The rank of a state: the lower, the more it presses.
pub fn urgency(state: &str) -> usize {
    STATES.iter().position(|known| *known == state).unwrap_or(STATES.len())
}

impl Changes {
    /// Compares the spans that were measured: talk on the basis that the pages tell of.
    pub(super) fn of(metrics: &Metrics, basis: &str, period: DaySpan) -> Self {
        let talk = |name: &str| {
            metrics.talk_spans.iter().find(|row| row.span == name && row.basis == basis)
        };
        let record = |name: &str| metrics.record_spans.iter().find(|row| row.span == name);
        let part = |row: &TalkSpan| Part {
            count: row.negative_count as f64,
            total: row.scored_count as f64,
        };
        let refused = || Measured::refused(Needs::Comparison, 0);
        let spans = talk("period").zip(talk("previous"));
        let shares = spans.and_then(|(now, before)| {
            let found = difference(part(now), part(before))?;
            Some(Measured::known(found.value, Some(found.interval), now.scored_count))
        });
        let originals = spans.and_then(|(now, before)| {
            Some((now.negative_original_count?, before.negative_original_count?))
        });
        let pages = record("period").zip(record("previous")).and_then(|(now, before)| {
            let change = now.incident_share? - before.incident_share?;
            Some(Measured::known(change, None, now.ok_capture_count))
        });
        Self {
            since: period.previous(),
            negative_share: shares.unwrap_or_else(refused),
            negative_originals: originals,
            incident_share: pages.unwrap_or_else(refused),
            pages: page_states(&metrics.lingering_register),
        }
    }
}

fn page_states(register: &[LingeringPage]) -> BTreeMap<String, i64> {
    let mut states: BTreeMap<&str, &str> = BTreeMap::new();
    for page in register {
        let state = states.entry(&page.url).or_insert(&page.state);
        if urgency(&page.state) < urgency(state) {
            *state = &page.state;
        }
    }
    let mut counts = BTreeMap::new();
    for state in states.into_values() {
        *counts.entry(state.to_owned()).or_default() += 1;
    }
    counts
}
