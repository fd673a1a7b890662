//! Draws the texts of an audit: by language, platform, label and week.
//!
//! Every language, platform and label gets a share that grows with the root of its size, so that
//! rare ones are judged too; within it the weeks get theirs in proportion. Which text of a week is
//! drawn, the seed decides.

use std::collections::{BTreeMap, BinaryHeap};

use sha2::{Digest, Sha256};

use crate::store::sample::{Labeled, Shown};
use crate::store::{self, AsOf, Store};

/// Texts that are drawn alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// The language.
    pub language: String,
    /// The platform.
    pub platform: String,
    /// The label that the machine gave.
    pub label: String,
}

impl Stratum {
    /// The stratum of a mention.
    pub fn of(labeled: &Labeled<'_>) -> Self {
        Self {
            language: labeled.language.to_owned(),
            platform: labeled.platform.to_owned(),
            label: labeled.label.to_owned(),
        }
    }
}

/// A text to be labeled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its identity.
    pub mention_id: String,
    /// What a person is shown.
    pub shown: Shown,
}

/// Draws about so many texts of a case, in an order that tells nothing of their labels.
pub fn draw(
    store: &Store,
    case_id: &str,
    as_of: AsOf,
    count: usize,
    seed: u64,
) -> Result<Vec<Drawn>, store::Error> {
    let mut sizes: BTreeMap<Stratum, BTreeMap<i64, usize>> = BTreeMap::new();
    let mentions = store.labeled(case_id, as_of)?;
    mentions.each(&mut |labeled| {
        *sizes.entry(Stratum::of(&labeled)).or_default().entry(labeled.week).or_default() += 1;
    });
    let wanted = allotted(&sizes, count);
    let mut picked: BTreeMap<(Stratum, i64), BinaryHeap<(u64, String)>> = BTreeMap::new();
    mentions.each(&mut |labeled| {
        let place = (Stratum::of(&labeled), labeled.week);
        let Some(room) = wanted.get(&place).filter(|room| **room > 0) else { return };
        let heap = picked.entry(place).or_default();
        heap.push((lot(seed, labeled.mention_id), labeled.mention_id.to_owned()));
        if heap.len() > *room {
            heap.pop();
        }
    });
    let mut ids: Vec<(u64, String)> = picked.into_values().flatten().collect();
    ids.sort();
    let ids: Vec<String> = ids.into_iter().map(|(_, id)| id).collect();
    let mut shown = store.shown(case_id, as_of, &ids)?;
    let drawn = ids.into_iter().filter_map(|mention_id| {
        shown.remove(&mention_id).map(|shown| Drawn { mention_id, shown })
    });
    Ok(drawn.collect())
}

/// How many texts each week of each stratum gives.
fn allotted(
    sizes: &BTreeMap<Stratum, BTreeMap<i64, usize>>,
    count: usize,
) -> BTreeMap<(Stratum, i64), usize> {
    let size = |weeks: &BTreeMap<i64, usize>| weeks.values().sum::<usize>();
    let roots: f64 = sizes.values().map(|weeks| (size(weeks) as f64).sqrt()).sum();
    let mut allotted = BTreeMap::new();
    for (stratum, weeks) in sizes {
        let whole = size(weeks);
        let share = count as f64 * (whole as f64).sqrt() / roots;
        let part = (share.round() as usize).clamp(1, whole) as f64 / whole as f64;
        // Rounding the running total leaves every week within one of its share.
        let (mut before, mut given) = (0, 0);
        for (week, size) in weeks {
            before += size;
            let until = (before as f64 * part).round() as usize;
            allotted.insert((stratum.clone(), *week), until - given);
            given = until;
        }
    }
    allotted
}

/// The lot of a mention: the lowest are drawn.
fn lot(seed: u64, mention_id: &str) -> u64 {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(mention_id).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(label: &str) -> Stratum {
        Stratum { language: "en".into(), platform: "x".into(), label: label.into() }
    }

    #[test]
    fn the_rare_label_gets_more_than_its_share_and_every_week_its_own() {
        let common = BTreeMap::from([(1, 4000), (2, 4000), (3, 2000)]);
        let sizes = BTreeMap::from([
            (stratum("neutral"), common),
            (stratum("negative"), BTreeMap::from([(1, 100)])),
        ]);
        let wanted = allotted(&sizes, 110);
        let of = |label: &str, week| wanted[&(stratum(label), week)];
        assert_eq!([of("neutral", 1), of("neutral", 2), of("neutral", 3)], [40, 40, 20]);
        assert_eq!(of("negative", 1), 10);
    }

    #[test]
    fn no_stratum_gives_more_than_it_has_or_nothing() {
        let sizes = BTreeMap::from([
            (stratum("negative"), BTreeMap::from([(1, 2), (2, 1)])),
            (stratum("neutral"), BTreeMap::from([(1, 1_000_000)])),
        ]);
        let wanted = allotted(&sizes, 100_000);
        assert_eq!(wanted[&(stratum("negative"), 1)] + wanted[&(stratum("negative"), 2)], 3);
        let few = allotted(&sizes, 50);
        assert_eq!(few[&(stratum("negative"), 1)] + few[&(stratum("negative"), 2)], 1);
    }
}
