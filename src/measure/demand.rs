//! What a search console tells: how much each search term counts, and the click-through curve of
//! one's own pages.

use std::collections::BTreeMap;

use polars::prelude::col;

use super::Error;
use crate::engine::Tables;

/// The name of the reader's own curve among the weight sets.
pub const OWN_CURVE: &str = "search-console";

/// How many positions a curve has.
const POSITIONS: usize = 10;

/// A position seen less often than this says nothing of how often it is clicked.
const IMPRESSIONS_TO_JUDGE: f64 = 100.0;

/// What people searched for and clicked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demand {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
struct Row {
    search_term: String,
    impressions: f64,
    clicks: f64,
    mean_position: Option<f64>,
}

impl Demand {
    /// Reads the case's table.
    pub fn of(tables: &Tables) -> Result<Self, Error> {
        let Some(demand) = tables.get("search_demand").cloned() else { return Ok(Self::default()) };
        let columns = ["search_term", "impressions", "clicks", "mean_position"].map(col);
        let frame = demand.select(columns).collect().map_err(Error::tables)?;
        let column = |name: &str| frame.column(name).map_err(Error::tables);
        let terms = column("search_term")?.str().map_err(Error::tables)?;
        let impressions = column("impressions")?.i64().map_err(Error::tables)?;
        let clicks = column("clicks")?.i64().map_err(Error::tables)?;
        let positions = column("mean_position")?.f64().map_err(Error::tables)?;
        let row = |index: usize| Row {
            search_term: terms.get(index).unwrap_or_default().to_owned(),
            impressions: impressions.get(index).unwrap_or_default() as f64,
            clicks: clicks.get(index).unwrap_or_default() as f64,
            mean_position: positions.get(index),
        };
        Ok(Self { rows: (0..frame.height()).map(row).collect() })
    }

    /// How often each term was seen, if any was. A term that was not seen is one that is searched for
    /// too rarely to be told, and counts as seen once.
    pub fn term_weights(&self, terms: &[&str]) -> Option<Vec<f64>> {
        let seen: Vec<f64> = terms.iter().map(|term| self.impressions(term)).collect();
        let is_any_seen = seen.iter().any(|impressions| *impressions > 0.0);
        is_any_seen.then(|| seen.into_iter().map(|impressions| impressions.max(1.0)).collect())
    }

    fn impressions(&self, term: &str) -> f64 {
        let of_term = self.rows.iter().filter(|row| row.search_term == term);
        of_term.map(|row| row.impressions).sum()
    }

    /// Clicks per impression at positions 1 to 10, over the queries whose mean position rounds to
    /// each. Needs the first three positions; one that was seen too rarely stands midway between its
    /// neighbors, and those below the last that can be told get nothing.
    pub fn curve(&self) -> Option<Vec<f64>> {
        let mut seen: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for row in &self.rows {
            let Some(position) = row.mean_position.map(f64::round) else { continue };
            if (1.0..=POSITIONS as f64).contains(&position) {
                let (impressions, clicks) = seen.entry(position as usize).or_default();
                *impressions += row.impressions;
                *clicks += row.clicks;
            }
        }
        let told: BTreeMap<usize, f64> = seen
            .into_iter()
            .filter(|(_, (impressions, _))| *impressions >= IMPRESSIONS_TO_JUDGE)
            .map(|(position, (impressions, clicks))| (position, clicks / impressions))
            .collect();
        let has_top = (1..=3).all(|position| told.contains_key(&position));
        let weight = |position: usize| -> f64 {
            let above = told.range(..=position).next_back();
            let below = told.range(position..).next();
            match (above, below) {
                (Some((above, high)), Some((below, low))) if above != below => {
                    let way = (position - above) as f64 / (below - above) as f64;
                    high + (low - high) * way
                }
                (Some(_), Some((_, here))) => *here,
                _ => 0.0,
            }
        };
        let curve: Vec<f64> = (1..=POSITIONS).map(weight).collect();
        (has_top && curve.iter().sum::<f64>() > 0.0).then_some(curve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(rows: &[(&str, f64, f64, f64)]) -> Demand {
        let rows = rows.iter().map(|(term, impressions, clicks, position)| Row {
            search_term: (*term).to_owned(),
            impressions: *impressions,
            clicks: *clicks,
            mean_position: Some(*position),
        });
        Demand { rows: rows.collect() }
    }

    #[test]
    fn a_term_weighs_as_often_as_it_was_seen() {
        let demand = demand(&[("soap", 2150.0, 143.0, 2.4), ("soap", 50.0, 1.0, 9.0)]);
        assert_eq!(demand.term_weights(&["soap", "soap review"]), Some(vec![2200.0, 1.0]));
        assert_eq!(demand.term_weights(&["paper"]), None);
    }

    #[test]
    fn the_curve_is_clicks_per_impression_and_gaps_are_bridged() {
        let demand = demand(&[
            ("a", 1000.0, 300.0, 1.2),
            ("b", 1000.0, 100.0, 1.0),
            ("c", 500.0, 50.0, 2.4),
            ("d", 400.0, 20.0, 3.0),
            ("e", 10.0, 10.0, 4.0),
            ("f", 200.0, 2.0, 5.0),
            ("g", 9000.0, 9.0, 37.0),
        ]);
        let curve = demand.curve().unwrap();
        let expected = [0.2, 0.1, 0.05, 0.03, 0.01, 0.0, 0.0, 0.0, 0.0, 0.0];
        assert!(
            curve.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-9)
        );
    }

    #[test]
    fn without_the_top_of_the_page_there_is_no_curve() {
        assert_eq!(demand(&[("a", 1000.0, 300.0, 1.0), ("b", 90.0, 9.0, 2.0)]).curve(), None);
    }
}
