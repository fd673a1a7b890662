//! Which texts and results carry which claim. It is found when the tables are read, because claims are
//! kept by hand and change after a text is stored.

use polars::prelude::{Column, DataFrame, LazyFrame, StringChunked, col};
use rayon::prelude::*;

use super::{Error, Store};
use crate::normalize::terms::Terms;

/// How many rows one thread looks at in one go.
const BATCH: usize = 4096;

impl Store {
    /// One row for each claim and item that carries it: `case_id`, `claim_id`, `item_kind` (`mention`
    /// or `result`) and `item_id` (the mention's identity, or the result's address).
    pub(super) fn claim_items(
        &self,
        case_id: &str,
        claims: &DataFrame,
        mentions: &LazyFrame,
        results: &LazyFrame,
    ) -> Result<DataFrame, Error> {
        let mut found: Vec<(usize, &'static str, String)> = Vec::new();
        let ids = texts(claims, "claim_id");
        if claims.height() > 0 {
            let terms = texts(claims, "terms");
            let lists: Vec<Vec<&str>> =
                terms.iter().map(|terms| terms.unwrap_or_default().split('\n').collect()).collect();
            let terms = Terms::of_lists(&lists);
            for (kind, frame, id, told) in [
                ("mention", mentions, "mention_id", ["title", "text"]),
                ("result", results, "url", ["title", "snippet"]),
            ] {
                let frame = frame.clone().select([col(id), col(told[0]), col(told[1])]);
                let frame = self.collected(frame)?;
                let carried = carriers(&frame, id, told, &terms);
                found.extend(carried.into_iter().map(|(claim, item)| (claim, kind, item)));
            }
            found.sort();
            found.dedup();
        }
        let claim = |at: usize| ids.get(at).unwrap_or_default();
        Ok(DataFrame::new_infer_height(vec![
            Column::new("case_id".into(), vec![case_id; found.len()]),
            Column::new(
                "claim_id".into(),
                found.iter().map(|(at, _, _)| claim(*at)).collect::<Vec<_>>(),
            ),
            Column::new("item_kind".into(), found.iter().map(|found| found.1).collect::<Vec<_>>()),
            Column::new(
                "item_id".into(),
                found.iter().map(|found| found.2.as_str()).collect::<Vec<_>>(),
            ),
        ])
        .expect("columns of equal length"))
    }
}

/// The claims that each row carries, and the row's identity.
fn carriers(frame: &DataFrame, id: &str, told: [&str; 2], terms: &Terms) -> Vec<(usize, String)> {
    let (ids, first, second) = (texts(frame, id), texts(frame, told[0]), texts(frame, told[1]));
    (0..frame.height())
        .into_par_iter()
        .with_min_len(BATCH)
        .flat_map_iter(|row| {
            let mut lists = terms.lists_in(first.get(row).unwrap_or_default());
            lists.extend(terms.lists_in(second.get(row).unwrap_or_default()));
            let id = ids.get(row).unwrap_or_default();
            lists.into_iter().map(move |list| (list, id.to_owned()))
        })
        .collect()
}

fn texts<'a>(frame: &'a DataFrame, name: &str) -> &'a StringChunked {
    let column = frame.column(name).expect("a column of the table");
    column.str().expect("a text column")
}
