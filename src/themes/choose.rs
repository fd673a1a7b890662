//! Chooses among the phrases that are said more now: what stands, and which of them say the same.

use super::tally::{FEWEST_TEXTS, Tally};
use crate::stats::log_odds::{Counts, LogOdds, discoveries, log_odds};

/// A phrase is over-represented from here on.
const LOWEST_Z: f64 = 1.96;

/// So many of the phrases that stand may be chance.
const FALSE_DISCOVERY_RATE: f64 = 0.05;

/// The prior weighs this share of the smaller side: enough to steady words that were said a few
/// times, and too little to make two sides alike.
const PRIOR_SHARE: f64 = 0.25;

/// From this share on, a thing is nearly always there.
const NEARLY_ALWAYS: f64 = 0.8;

/// A phrase that is said more now.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) phrase: u32,
    pub(super) z: f64,
    /// The texts of this side that have it, in their order.
    pub(super) with_it: Vec<u32>,
}

/// At most so many phrases that are said more now, the clearest first.
pub(super) fn choose(tally: &Tally, names: &[String], most: usize) -> Vec<Found> {
    let mut found = standing(tally);
    let name = |phrase: u32| match tally.pair(phrase) {
        Some((first, second)) => (&names[first as usize], Some(&names[second as usize])),
        None => (&names[phrase as usize], None),
    };
    found.sort_by(|one, other| {
        other.z.total_cmp(&one.z).then_with(|| name(one.phrase).cmp(&name(other.phrase)))
    });
    without_repeated(tally, without_explained(tally, found), most)
}

/// The phrases that chance does not explain.
fn standing(tally: &Tally) -> Vec<Found> {
    // A phrase that is rare on both sides together could never stand and is not looked at.
    let is_common = |phrase: u32| {
        let [now, before] = tally.heard(phrase);
        now.voices + before.voices >= FEWEST_TEXTS
    };
    let looked_at: Vec<(u32, LogOdds)> = (0..)
        .zip(compare(tally))
        .filter_map(|(phrase, odds)| Some((phrase, odds.filter(|_| is_common(phrase))?)))
        .collect();
    let chances: Vec<f64> = looked_at.iter().map(|(_, odds)| odds.p).collect();
    let stands = discoveries(&chances, FALSE_DISCOVERY_RATE);
    let mut place = vec![None; tally.count()];
    let mut found = Vec::new();
    for ((phrase, odds), stands) in looked_at.into_iter().zip(stands) {
        if stands && odds.z >= LOWEST_Z && is_said_more(tally, phrase) {
            place[phrase as usize] = Some(found.len());
            found.push(Found { phrase, z: odds.z, with_it: Vec::new() });
        }
    }
    for (text, phrases) in (0..).zip(&tally.now.texts) {
        for place in phrases.iter().filter_map(|phrase| place[*phrase as usize]) {
            found[place].with_it.push(text);
        }
    }
    found
}

/// The log-odds of all phrases: words and pairs are one vocabulary, so that a pair is measured by
/// the same rule as its words, and in languages that have few pairs as well.
fn compare(tally: &Tally) -> Vec<Option<LogOdds>> {
    let heard = tally.now.heard.iter().zip(&tally.before.heard);
    let counts: Vec<Counts> = heard
        .map(|(now, before)| Counts { here: now.voices, there: before.voices, elsewhere: 0 })
        .collect();
    let total = |of: fn(&Counts) -> u32| counts.iter().map(|word| f64::from(of(word))).sum::<f64>();
    let smaller = total(|word| word.here).min(total(|word| word.there));
    log_odds(&counts, PRIOR_SHARE * smaller)
}

/// Whether enough voices have it, and a larger share of the texts than before.
fn is_said_more(tally: &Tally, phrase: u32) -> bool {
    let [now, before] = tally.heard(phrase);
    let (texts_now, texts_before) = (tally.now.texts.len() as u64, tally.before.texts.len() as u64);
    now.voices >= FEWEST_TEXTS
        && u64::from(now.texts) * texts_before > u64::from(before.texts) * texts_now
}

/// Leaves out pairs that explain no word, and words that pairs explain.
///
/// A pair explains a word that is nearly always said in it. It is shown if it explains the rarer of
/// its words, or if neither of them is a theme without it.
fn without_explained(tally: &Tally, found: Vec<Found>) -> Vec<Found> {
    let mut texts_in_pairs: Vec<Vec<u32>> = vec![Vec::new(); tally.words];
    let mut stands = vec![false; tally.count()];
    found.iter().for_each(|found| stands[found.phrase as usize] = true);
    let texts_with = |word: u32| f64::from(tally.now.heard[word as usize].texts);
    let explains = |found: &Found, (first, second): (u32, u32)| {
        let rarer = texts_with(first).min(texts_with(second));
        let is_alone = !stands[first as usize] && !stands[second as usize];
        is_alone || found.with_it.len() as f64 >= NEARLY_ALWAYS * rarer
    };
    let is_shown: Vec<bool> = found
        .iter()
        .map(|found| tally.pair(found.phrase).is_none_or(|pair| explains(found, pair)))
        .collect();
    for (found, is_shown) in found.iter().zip(&is_shown) {
        if let Some((first, second)) = tally.pair(found.phrase).filter(|_| *is_shown) {
            texts_in_pairs[first as usize].extend(&found.with_it);
            texts_in_pairs[second as usize].extend(&found.with_it);
        }
    }
    let is_explained = |phrase: u32| {
        let Some(texts) = texts_in_pairs.get(phrase as usize) else { return false };
        let mut texts = texts.clone();
        texts.sort_unstable();
        texts.dedup();
        texts.len() as f64 >= NEARLY_ALWAYS * texts_with(phrase)
    };
    let kept = found.into_iter().zip(is_shown);
    kept.filter(|(found, is_shown)| *is_shown && !is_explained(found.phrase))
        .map(|(found, _)| found)
        .collect()
}

/// The first so many phrases, one of those that are said in the same texts: the clearest, or the
/// clearest pair, which says more than a word.
fn without_repeated(tally: &Tally, found: Vec<Found>, most: usize) -> Vec<Found> {
    let is_pair = |found: &Found| tally.pair(found.phrase).is_some();
    let mut chosen: Vec<Found> = Vec::new();
    for found in found {
        match chosen.iter().position(|other| have_the_same_texts(other, &found)) {
            Some(same) if is_pair(&found) && !is_pair(&chosen[same]) => chosen[same] = found,
            None if chosen.len() < most => chosen.push(found),
            Some(_) | None => {}
        }
    }
    chosen
}

/// Whether two phrases are nearly always said in the same texts: then they are one theme.
fn have_the_same_texts(one: &Found, other: &Found) -> bool {
    let (one, other) = (&one.with_it, &other.with_it);
    let are_the_same = |both: usize| {
        let either = one.len() + other.len() - both;
        both as f64 >= NEARLY_ALWAYS * either as f64
    };
    // Most differ in number alone, which is seen at once.
    are_the_same(one.len().min(other.len()))
        && are_the_same(one.iter().filter(|text| other.binary_search(text).is_ok()).count())
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::super::words::Cutter;
    use super::*;

    /// What is chosen where so many texts say each of the sentences now, and before.
    fn chosen(said: &[(&str, usize, usize)], most: usize) -> Vec<String> {
        let text = |text| Text { id: "", language: "en", text, author: None, copies: 0 };
        let side = |times: fn(&(&str, usize, usize)) -> usize| -> Vec<Text<'_>> {
            said.iter().flat_map(|said| vec![text(said.0); times(said)]).collect()
        };
        let (now, before) = (side(|said| said.1), side(|said| said.2));
        let mut cutter = Cutter::new("en", &[]);
        let (now, before) = (now.iter().collect::<Vec<_>>(), before.iter().collect::<Vec<_>>());
        let tally = Tally::new(&mut cutter, &now, &before);
        let names = cutter.names();
        let name = |word: u32| names[word as usize].as_str();
        let written = |found: Found| match tally.pair(found.phrase) {
            Some((first, second)) => format!("{} {}", name(first), name(second)),
            None => name(found.phrase).to_owned(),
        };
        choose(&tally, names, most).into_iter().map(written).collect()
    }

    const QUIET: (&str, usize, usize) = ("train", 300, 300);

    #[test]
    fn a_pair_stands_for_its_words_when_it_explains_them() {
        let said = [QUIET, ("refund form", 40, 0), ("refund", 6, 0)];
        assert_eq!(chosen(&said, 9), ["refund form"]);
        let said = [QUIET, ("refund form", 40, 0), ("refund", 30, 0)];
        assert_eq!(chosen(&said, 9), ["refund", "refund form"]);
        let said = [QUIET, ("refund form", 30, 0), ("refund", 30, 0), ("form", 30, 0)];
        assert_eq!(chosen(&said, 9), ["form", "refund"]);
    }

    #[test]
    fn a_pair_of_common_words_may_be_a_theme_when_they_are_none() {
        let said = [QUIET, ("late train", 60, 0), ("late", 20, 80), ("train", 0, 60)];
        assert_eq!(chosen(&said, 9), ["late train"]);
    }

    #[test]
    fn phrases_of_the_same_texts_are_one_theme() {
        let said = [QUIET, ("refund, queue, trumpet player", 40, 0), ("kiosk", 30, 0)];
        assert_eq!(chosen(&said, 9), ["trumpet player", "kiosk"]);
        assert_eq!(chosen(&said, 1), ["trumpet player"]);
        assert!(chosen(&said, 0).is_empty());
    }

    #[test]
    fn fewer_than_five_texts_make_no_theme() {
        assert_eq!(chosen(&[QUIET, ("kiosk", 300, 300), ("refund", 4, 0)], 9), [""; 0]);
    }
}
