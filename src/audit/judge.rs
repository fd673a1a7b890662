//! What people's labels say of the machine's.
//!
//! A text stands for as many as its stratum has for each that was labeled: so a rare label that was
//! drawn often counts no more than it should.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::draw::Stratum;
use super::{Error, FEWEST};
use crate::load::{self, Limits};
use crate::model::audit::{Audit, Rate, Trust, TrustedGroup};
use crate::model::{Label, Polarity};
use crate::normalize::labeled;
use crate::score::evaluate::Confusion;
use crate::stats::rounded;
use crate::store::sample::Labeled;
use crate::store::{AsOf, Store};

/// A language and platform is judged apart when so many of its texts are labeled, at least a third of
/// that number negative and a third not.
const FEWEST_OF_GROUP: usize = 60;

/// Another neutral band is taken when it agrees better by at least this much macro-F1.
const WORTH_CHANGING: f64 = 0.01;

/// In so many parts a sample is judged, each under the band that the others chose.
const FOLDS: usize = 5;

/// A text that a person labeled, and what the machine said.
struct Pair {
    truth: Label,
    /// The label that counts in shares; under another neutral band it may become another.
    used: Label,
    is_scorers: bool,
    polarity: Option<Polarity>,
    scored: Option<Label>,
    vendor: Option<Label>,
    stratum: Stratum,
}

/// What came of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgment {
    /// What is remembered.
    pub audit: Audit,
    /// Person (rows) and labels in use (columns) under the band found, each text weighted.
    pub confusion: Confusion,
    /// Macro-F1 of the scorer under the band in use and under the band found.
    pub macro_f1: Option<(f64, f64)>,
    /// Rows without a label.
    pub blank: usize,
    /// Rows whose mention is none of the case's.
    pub strangers: usize,
    /// Rows that could not be read.
    pub rejected: u64,
}

/// Whose labels are judged, and when.
pub struct Judged<'a> {
    /// The case.
    pub case_id: &'a str,
    /// What is known of it.
    pub as_of: AsOf,
    /// The scorer in use.
    pub scorer: &'a str,
    /// The neutral band in use.
    pub neutral_band: f64,
    /// Now.
    pub at: DateTime<Utc>,
}

/// Reads a sheet back and judges the labels of its case.
pub fn judge(
    store: &Store,
    sheet: &Path,
    limits: Limits,
    judged: &Judged<'_>,
) -> Result<Judgment, Error> {
    let Sheet { mut truths, blank, rejected } = read_sheet(sheet, limits)?;
    let labeled_rows = truths.len();
    let mut pairs = Vec::new();
    let mut sizes: BTreeMap<Stratum, usize> = BTreeMap::new();
    store.labeled(judged.case_id, judged.as_of)?.each(&mut |labeled| {
        let stratum = Stratum::of(&labeled);
        *sizes.entry(stratum.clone()).or_default() += 1;
        if let Some(truth) = truths.remove(labeled.mention_id) {
            pairs.extend(pair(truth, &labeled, stratum));
        }
    });
    let strangers = labeled_rows - pairs.len();
    if pairs.len() < FEWEST {
        let (path, case_id) = (sheet.to_owned(), judged.case_id.to_owned());
        return Err(Error::TooFew { path, case_id, labeled: pairs.len(), strangers });
    }
    let weights = weights(&pairs, &sizes);
    let (band, macro_f1) = best_band(&pairs, &weights, judged.neutral_band, |_| true);
    relabel(&mut pairs, &weights, judged.neutral_band);
    let weighted: Vec<(&Pair, f64)> = pairs.iter().zip(weights).collect();
    let agreed = |said: fn(&Pair) -> Option<Label>| {
        let both = weighted
            .iter()
            .filter_map(|(pair, weight)| said(pair).map(|said| (pair.truth, said, *weight)));
        Confusion::of(both)
    };
    let audit = Audit {
        at: judged.at,
        case_id: judged.case_id.to_owned(),
        scorer: judged.scorer.to_owned(),
        sheet_sha256: load::content_hash(sheet)?,
        neutral_band: band,
        whole: trust(&weighted),
        groups: groups(&weighted),
        kappa_scorer: agreed(|pair| pair.scored).kappa().map(rounded),
        kappa_vendor: agreed(|pair| pair.vendor).kappa().map(rounded),
    };
    let confusion = agreed(|pair| Some(pair.used));
    Ok(Judgment { audit, confusion, macro_f1, blank, strangers, rejected })
}

/// What a sheet says.
struct Sheet {
    truths: HashMap<String, Label>,
    blank: usize,
    rejected: u64,
}

fn read_sheet(path: &Path, limits: Limits) -> Result<Sheet, Error> {
    let (rows, rejected) = labeled::read(path, limits)?;
    let mut truths = HashMap::new();
    let mut blank = 0;
    for row in rows {
        match row.label {
            None => blank += 1,
            Some(Ok(label)) => {
                truths.insert(row.item.unwrap_or_default(), label);
            }
            Some(Err(word)) => {
                return Err(Error::NoLabel { path: path.to_owned(), line: row.line, word });
            }
        }
    }
    Ok(Sheet { truths, blank, rejected })
}

/// Gives every text the label of the band that agrees best on the texts of the other folds: a band is
/// never judged on the texts that chose it.
fn relabel(pairs: &mut [Pair], weights: &[f64], in_use: f64) {
    for fold in 0..FOLDS {
        let (band, _) = best_band(pairs, weights, in_use, |index| index % FOLDS != fold);
        pairs.iter_mut().skip(fold).step_by(FOLDS).for_each(|pair| pair.relabel(band));
    }
}

impl Pair {
    /// Labels it anew under a neutral band.
    fn relabel(&mut self, band: f64) {
        self.scored = self.polarity.map(|polarity| polarity.label(band));
        if self.is_scorers {
            self.used = self.scored.unwrap_or(self.used);
        }
    }
}

fn pair(truth: Label, labeled: &Labeled<'_>, stratum: Stratum) -> Option<Pair> {
    let used = Label::from_word(labeled.label)?;
    let vendor = labeled.vendor_label.and_then(Label::from_word);
    let polarity = labeled.polarity.and_then(Polarity::new);
    let is_scorers = labeled.is_scorers;
    Some(Pair { truth, used, is_scorers, polarity, scored: None, vendor, stratum })
}

/// How many texts each labeled one stands for.
fn weights(pairs: &[Pair], sizes: &BTreeMap<Stratum, usize>) -> Vec<f64> {
    let mut labeled: BTreeMap<&Stratum, f64> = BTreeMap::new();
    for pair in pairs {
        *labeled.entry(&pair.stratum).or_default() += 1.0;
    }
    let weight = |pair: &Pair| sizes[&pair.stratum] as f64 / labeled[&pair.stratum];
    pairs.iter().map(weight).collect()
}

/// The band under which the scorer agrees best, of those a twentieth apart, and its macro-F1 beside
/// that of the band in use, which stays where no other is worth changing to.
fn best_band(
    pairs: &[Pair],
    weights: &[f64],
    in_use: f64,
    counts: impl Fn(usize) -> bool,
) -> (f64, Option<(f64, f64)>) {
    let macro_f1 = |band: f64| {
        let counted = pairs.iter().zip(weights).enumerate().filter(|(index, _)| counts(*index));
        let scored = counted.filter_map(|(_, (pair, weight))| {
            pair.polarity.map(|polarity| (pair.truth, polarity.label(band), *weight))
        });
        Confusion::of(scored).macro_f1()
    };
    let Some(now) = macro_f1(in_use) else { return (in_use, None) };
    let knows_neutral = pairs.iter().any(|pair| pair.truth == Label::Neutral);
    let bands = (1..20).map(|step| f64::from(step) / 20.0).filter(|_| knows_neutral);
    let found = bands.filter_map(|band| Some((macro_f1(band)?, band)));
    let distance = |band: f64| (band - in_use).abs();
    let best =
        found.max_by(|a, b| a.0.total_cmp(&b.0).then(distance(b.1).total_cmp(&distance(a.1))));
    match best {
        Some((then, band)) if now + WORTH_CHANGING <= then => (band, Some((now, then))),
        _ => (in_use, Some((now, now))),
    }
}

fn trust(pairs: &[(&Pair, f64)]) -> Trust {
    let confusion =
        Confusion::of(pairs.iter().map(|(pair, weight)| (pair.truth, pair.used, *weight)));
    let effective = |is_negative: bool| {
        let weights = pairs
            .iter()
            .filter(|(pair, _)| (pair.truth == Label::Negative) == is_negative)
            .map(|(_, weight)| *weight);
        let (sum, squares) = weights
            .fold((0.0, 0.0), |(sum, squares), weight| (sum + weight, squares + weight * weight));
        if squares > 0.0 { sum * sum / squares } else { 0.0 }
    };
    let rate = |value: Option<f64>, is_negative| Rate {
        value: rounded(value.unwrap_or_default()),
        effective_count: rounded(effective(is_negative)),
    };
    Trust {
        labeled: pairs.len() as u64,
        sensitivity: rate(confusion.sensitivity(Label::Negative), true),
        specificity: rate(confusion.specificity(Label::Negative), false),
    }
}

fn groups(pairs: &[(&Pair, f64)]) -> Vec<TrustedGroup> {
    let mut by_group: BTreeMap<(&str, &str), Vec<(&Pair, f64)>> = BTreeMap::new();
    for (pair, weight) in pairs {
        let key = (pair.stratum.language.as_str(), pair.stratum.platform.as_str());
        by_group.entry(key).or_default().push((*pair, *weight));
    }
    let is_enough = |pairs: &Vec<(&Pair, f64)>| {
        let negative = pairs.iter().filter(|(pair, _)| pair.truth == Label::Negative).count();
        let least = FEWEST_OF_GROUP / 3;
        FEWEST_OF_GROUP <= pairs.len() && least <= negative && least <= pairs.len() - negative
    };
    let enough = by_group.into_iter().filter(|(_, pairs)| is_enough(pairs));
    enough
        .map(|((language, platform), pairs)| TrustedGroup {
            language: language.to_owned(),
            platform: platform.to_owned(),
            trust: trust(&pairs),
        })
        .collect()
}
