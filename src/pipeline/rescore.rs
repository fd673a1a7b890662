//! Scores what the store holds anew, when the scorer is another than the one that scored it.

use std::collections::BTreeMap;

use indicatif::ProgressBar;

use super::intake::made_with;
use crate::error::Error;
use crate::job::Job;
use crate::model::Polarity;
use crate::score::{Labeler, Text};
use crate::store::relabel::Rescoring;
use crate::store::{Fresh, Reading, Relabeled, Store};

/// By case, what was scored anew; cases without such rows are left out.
pub type Rescored = BTreeMap<String, Relabeled>;

/// Scores anew the rows of a case that another scorer labeled; `None` where there are none.
pub fn rescore(
    job: &Job,
    case_id: &str,
    store: &mut Store,
    labeler: &Labeler,
    progress: &ProgressBar,
) -> Result<Option<Relabeled>, Error> {
    let mut counts: Option<Relabeled> = None;
    for reading in stale(store, case_id, labeler) {
        progress.set_message(format!("scoring {} anew", reading.passport.path));
        *counts.get_or_insert_default() += relabel(store, &reading, labeler, job)?;
    }
    Ok(counts)
}

/// The readings of a case whose rows another scorer labeled.
pub fn stale(store: &Store, case_id: &str, labeler: &Labeler) -> Vec<Reading> {
    let current = store.ledger.current(case_id, None).into_iter();
    current.filter(|reading| is_stale(reading, labeler)).cloned().collect()
}

/// Whether a reading made rows with texts, and another scorer labeled them.
fn is_stale(reading: &Reading, labeler: &Labeler) -> bool {
    let has_texts =
        ["mentions", "search_results"].iter().any(|name| reading.tables.contains_key(*name));
    has_texts && reading.scorer != labeler.version()
}

fn relabel(
    store: &mut Store,
    reading: &Reading,
    labeler: &Labeler,
    job: &Job,
) -> Result<Relabeled, Error> {
    let fresh = |polarities: Vec<Option<Polarity>>| -> Vec<Fresh> {
        let fresh = polarities.into_iter().map(|polarity| Fresh {
            polarity: polarity.map(Polarity::value),
            label: polarity.map(|polarity| labeler.label(polarity).as_str()),
        });
        fresh.collect()
    };
    let of_mentions = |rows: &[(&str, &str)]| {
        let texts: Vec<Text<'_>> =
            rows.iter().map(|(text, language)| Text { text, language }).collect();
        Ok(fresh(labeler.polarities(&texts)?))
    };
    let of_results = |rows: &[(&str, &str)]| Ok(fresh(labeler.result_polarities(rows)?));
    let rescoring = Rescoring {
        scorer: labeler.version(),
        made_with: &made_with(&reading.recipe, labeler.version()),
        of_mentions: &of_mentions,
        of_results: &of_results,
    };
    store.relabel(reading, &rescoring, job.now)
}
