//! What has to be known of the measurement before anything is measured: sources whose totals sit at
//! a ceiling tell how a feed was made up, and no volume.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{DataType, IntoLazy, col, lit, when};

use super::Error;
use crate::engine::Tables;
use crate::stats::caps;

/// Marks the counts of capped sources as shares, and says which those are.
pub fn mark_capped_sources(tables: &mut Tables) -> Result<BTreeSet<String>, Error> {
    let Some(counts) = tables.get("mention_counts").cloned() else { return Ok(BTreeSet::new()) };
    let labels = ["negative_count", "neutral_count", "positive_count", "unlabeled_count"];
    let total = labels.into_iter().map(col).reduce(|sum, column| sum + column).expect("four");
    let days = counts
        .clone()
        .group_by([col("source"), col("counted_on")])
        .agg([total.sum().alias("total")])
        .with_column(col("counted_on").cast(DataType::Int32))
        .sort(["source", "counted_on"], polars::prelude::SortMultipleOptions::default())
        .collect()
        .map_err(Error::tables)?;
    let text = |name: &str| days.column(name).and_then(|column| column.str().cloned());
    let sources = text("source").map_err(Error::tables)?;
    let on = days.column("counted_on").and_then(|column| column.i32().cloned());
    let totals = days.column("total").and_then(|column| column.i64().cloned());
    let (on, totals) = (on.map_err(Error::tables)?, totals.map_err(Error::tables)?);
    let mut series: BTreeMap<String, Vec<(NaiveDate, i64)>> = BTreeMap::new();
    for ((source, on), total) in sources.iter().zip(on.iter()).zip(totals.iter()) {
        if let (Some(source), Some(on), Some(total)) = (source, on, total)
            && let Some(day) = NaiveDate::from_epoch_days(on)
        {
            series.entry(source.to_owned()).or_default().push((day, total));
        }
    }
    let is_capped = |(_, totals): &(String, Vec<(NaiveDate, i64)>)| !caps(totals).is_empty();
    let capped: BTreeSet<String> =
        series.into_iter().filter(is_capped).map(|(source, _)| source).collect();
    let is_one =
        capped.iter().fold(lit(false), |any, source| any.or(col("source").eq(lit(source.clone()))));
    let marked = when(is_one).then(lit(true)).otherwise(col("is_shares_only"));
    let marked = counts.with_column(marked.alias("is_shares_only"));
    tables.insert("mention_counts", marked.collect().map_err(Error::tables)?.lazy());
    Ok(capped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars::df;

    #[test]
    fn a_capped_source_tells_shares_and_the_others_stay() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        let days: Vec<NaiveDate> = (1..=9).chain(1..=9).map(day).collect();
        let sources = [["news"; 9], ["panel"; 9]].concat();
        let negative = [[10_i64; 9], [1, 9, 2, 8, 3, 7, 4, 6, 5]].concat();
        let frame = df!(
            "source" => sources,
            "counted_on" => days,
            "negative_count" => negative,
            "neutral_count" => vec![20_i64; 18],
            "positive_count" => vec![10_i64; 18],
            "unlabeled_count" => vec![0_i64; 18],
            "is_shares_only" => vec![false; 18],
        );
        let mut tables = Tables::from([("mention_counts", frame.unwrap().lazy())]);
        let capped = mark_capped_sources(&mut tables).unwrap();
        assert_eq!(capped, BTreeSet::from(["news".to_owned()]));
        let marked = tables["mention_counts"].clone().collect().unwrap();
        let shares = marked.column("is_shares_only").unwrap().bool().unwrap().sum();
        assert_eq!(shares, Some(9));
    }
}
