//! What queries are told besides the data: the period, the spans, the weights. Each is a small
//! table, so that no value ever enters SQL text.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use polars::df;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame};
use serde::Deserialize;

use super::Error;
use super::demand::{self, Demand};
use crate::engine::Tables;
use crate::model::hash::sha256;
use crate::model::period::day_index;
use crate::model::{Case, DaySpan, Period};
use crate::stats::storms;

/// Every table a query may read.
pub const TABLE_NAMES: [&str; 18] = [
    "captures",
    "claim_items",
    "claims",
    "click_weights",
    "commitments",
    "controls",
    "events",
    "first_pages",
    "mention_counts",
    "mentions",
    "page_items",
    "period",
    "removals",
    "search_results",
    "search_terms",
    "spans",
    "storms",
    "vanished",
];

/// A page first seen this long before the period ends lingers, if it is still seen.
const LINGERING_DAYS: u64 = 28;

/// How long a page must be absent to be gone.
const GONE_DAYS: u64 = 14;

const WEIGHT_SETS: &str = include_str!("weight-sets.toml");

/// Click-through curves by name: the share of attention each position gets, from the top down.
/// They disagree threefold, so visibility is given under each.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct WeightSets(BTreeMap<String, Vec<f64>>);

impl WeightSets {
    /// The curves in the program.
    pub fn embedded() -> Self {
        toml::from_str(WEIGHT_SETS).expect("the embedded weight sets are well formed")
    }

    /// SHA-256 of the file that lists them, in hex.
    pub fn sha256() -> String {
        sha256(WEIGHT_SETS.as_bytes())
    }

    /// The curves by name.
    pub fn curves(&self) -> impl Iterator<Item = (&str, &[f64])> {
        self.0.iter().map(|(name, weights)| (name.as_str(), weights.as_slice()))
    }
}

/// The spans that a period is told against, by the name the query gives them.
pub fn spans(period: &Period, case: &Case) -> Vec<(&'static str, DaySpan)> {
    let mut spans = vec![("period", period.span), ("previous", period.span.previous())];
    let quiet = case.baseline.or_else(|| case.onset.map(storms::quiet_time));
    spans.extend(quiet.map(|quiet| ("baseline", quiet)));
    spans
}

/// The table of storms: the number, the first and the last day of each.
pub fn storms(storms: &[(i64, DaySpan)]) -> LazyFrame {
    let day = |pick: fn(&DaySpan) -> NaiveDate| -> Vec<i64> {
        storms.iter().map(|(_, span)| day_index(pick(span))).collect()
    };
    let frame = df!(
        "storm" => storms.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        "starts_day" => day(|span| span.from),
        "ends_day" => day(|span| span.to),
    );
    frame.expect("parameter columns are of equal length").lazy()
}

/// Adds the tables of parameters to a case's tables.
pub fn add(tables: &mut Tables, period: &Period, case: &Case) -> Result<(), Error> {
    let demand = Demand::of(tables)?;
    let mut sets = WeightSets::embedded();
    sets.0.extend(demand.curve().map(|curve| (demand::OWN_CURVE.to_owned(), curve)));
    let frames = [
        ("period", period_frame(period)),
        ("spans", spans_frame(&spans(period, case))),
        ("search_terms", terms_frame(case, &demand)),
        ("click_weights", weights_frame(&sets)),
        ("first_pages", df!("cutoff" => [3_i64, 10, 20])),
    ];
    for (name, frame) in frames {
        let frame: DataFrame = frame.expect("parameter columns are of equal length");
        tables.insert(name, frame.lazy());
    }
    Ok(())
}

type Made = polars::prelude::PolarsResult<DataFrame>;

fn period_frame(period: &Period) -> Made {
    let DaySpan { from, to } = period.span;
    let back = |days: u64| day_index(to - Days::new(days));
    df!(
        "starts_on" => [from],
        "ends_on" => [to],
        "starts_day" => [day_index(from)],
        "ends_day" => [day_index(to)],
        // First seen on this day or before: lingering.
        "lingering_day" => [back(LINGERING_DAYS)],
        // The first of the last 28 days, and of the last 14.
        "recent_day" => [back(LINGERING_DAYS - 1)],
        "gone_day" => [back(GONE_DAYS - 1)],
    )
}

fn spans_frame(spans: &[(&str, DaySpan)]) -> Made {
    let day = |pick: fn(&DaySpan) -> NaiveDate| -> Vec<i64> {
        spans.iter().map(|(_, span)| day_index(pick(span))).collect()
    };
    df!(
        "span" => spans.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "starts_day" => day(|span| span.from),
        "ends_day" => day(|span| span.to),
    )
}

/// The terms and their weights: those of the config, else how often a search console says that each
/// was seen, else all alike.
fn terms_frame(case: &Case, demand: &Demand) -> Made {
    let terms = &case.search_terms;
    let names: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
    let said: Vec<Option<f64>> = terms.iter().map(|term| term.weight).collect();
    let told = if said.iter().all(Option::is_none) { demand.term_weights(&names) } else { None };
    let weights =
        told.unwrap_or_else(|| said.into_iter().map(|weight| weight.unwrap_or(1.0)).collect());
    df!(
        "case_id" => vec![case.id.as_str(); terms.len()],
        "search_term" => names,
        "term_weight" => weights,
    )
}

fn weights_frame(sets: &WeightSets) -> Made {
    let rows: Vec<(&str, i64, f64)> = sets
        .curves()
        .flat_map(|(name, weights)| (1..).zip(weights).map(move |(at, weight)| (name, at, *weight)))
        .collect();
    df!(
        "weight_set" => rows.iter().map(|(name, _, _)| *name).collect::<Vec<_>>(),
        "position" => rows.iter().map(|(_, position, _)| *position).collect::<Vec<_>>(),
        "click_weight" => rows.iter().map(|(_, _, weight)| *weight).collect::<Vec<_>>(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_curve_weighs_ten_positions_and_falls() {
        let sets = WeightSets::embedded();
        let names: Vec<&str> = sets.curves().map(|(name, _)| name).collect();
        assert_eq!(names, ["dcg", "go-fish", "rbp-0.9", "sistrix-2020"]);
        for (name, weights) in sets.curves() {
            assert_eq!(weights.len(), 10, "{name}");
            assert!(weights.windows(2).all(|pair| pair[0] > pair[1]), "{name}");
        }
    }

    #[test]
    fn the_formulas_behind_two_of_the_curves_give_their_figures() {
        let sets = WeightSets::embedded();
        for (position, (dcg, rbp)) in (1..).zip(sets.0["dcg"].iter().zip(&sets.0["rbp-0.9"])) {
            let position = f64::from(position);
            assert!((dcg - 1.0 / (position + 1.0).log2()).abs() < 1e-9);
            assert!((rbp - 0.1 * 0.9_f64.powf(position - 1.0)).abs() < 1e-9);
        }
    }
}
