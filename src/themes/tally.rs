//! Counts who said what: the words of texts and the pairs that neighbors make, on either side.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Text;
use super::parts::Parts;
use super::words::{Cutter, Word};

/// A phrase that all texts together have less often cannot become a theme.
pub(super) const FEWEST_TEXTS: u32 = 5;

/// So many texts are taken apart in one go, by as many threads as there are.
const TEXTS_AT_ONCE: usize = 4096;

/// How widely a phrase, a word or a pair of neighbors, was said on one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// In how many texts.
    pub(super) texts: u32,
    /// The same, where the author who says it most counts once: one loud voice is one.
    pub(super) voices: u32,
}

/// What was said on one side.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// The phrases of each text, in the order of their numbers, each once.
    pub(super) texts: Vec<Vec<u32>>,
    /// Of each phrase, how widely it was said.
    pub(super) heard: Vec<Heard>,
    authors: Vec<u32>,
}

/// What was said on both.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) now: Side,
    pub(super) before: Side,
    /// Phrases with smaller numbers are words, the others pairs.
    pub(super) words: usize,
    /// The pairs, in the order of their numbers.
    pub(super) pairs: Vec<(u32, u32)>,
}

impl Tally {
    /// Cuts and counts the texts of one language.
    pub(super) fn new(cutter: &mut Cutter, now: &[&Text<'_>], before: &[&Text<'_>]) -> Self {
        let [(mut now, said_now), (mut before, said_before)] =
            [now, before].map(|texts| read(cutter, texts));
        let words = cutter.names().len();
        now.count(words);
        before.count(words);
        let heard = now.heard.iter().zip(&before.heard);
        let is_common: Vec<bool> =
            heard.map(|(now, before)| now.texts + before.texts >= FEWEST_TEXTS).collect();
        let mut numbers = HashMap::new();
        let mut pairs = Vec::new();
        for (side, said) in [(&mut now, &said_now), (&mut before, &said_before)] {
            for (phrases, said) in side.texts.iter_mut().zip(said) {
                let common = said.iter().filter(|(first, second)| {
                    is_common[*first as usize] && is_common[*second as usize]
                });
                phrases.extend(common.map(|pair| {
                    *numbers.entry(*pair).or_insert_with(|| {
                        pairs.push(*pair);
                        (words + pairs.len() - 1) as u32
                    })
                }));
                phrases.sort_unstable();
                phrases.dedup();
            }
        }
        now.count(words + pairs.len());
        before.count(words + pairs.len());
        Self { now, before, words, pairs }
    }

    /// How many phrases there are.
    pub(super) fn count(&self) -> usize {
        self.words + self.pairs.len()
    }

    /// How widely a phrase is said now and was before.
    pub(super) fn heard(&self, phrase: u32) -> [Heard; 2] {
        [&self.now, &self.before].map(|side| side.heard[phrase as usize])
    }

    /// The two words of a pair; none for a word.
    pub(super) fn pair(&self, phrase: u32) -> Option<(u32, u32)> {
        self.pairs.get((phrase as usize).checked_sub(self.words)?).copied()
    }
}

/// The words of texts, and beside them the pairs of neighbors.
fn read(cutter: &mut Cutter, texts: &[&Text<'_>]) -> (Side, Vec<Vec<(u32, u32)>>) {
    let mut side = Side::default();
    let mut authors = HashMap::new();
    let mut said = Vec::with_capacity(texts.len());
    for texts in texts.chunks(TEXTS_AT_ONCE) {
        let parts: Vec<Parts> = texts.par_iter().map(|text| Parts::new(text.text)).collect();
        for parts in &parts {
            let words = cutter.words(parts);
            said.push(distinct(neighbors(&words)));
            side.texts.push(distinct(words.iter().map(|word| word.number)));
        }
    }
    for (text, unknown) in texts.iter().zip((0..=u32::MAX).rev()) {
        // Nobody knows that two texts without an author have the same.
        let next = authors.len() as u32;
        let number = |author| *authors.entry(author).or_insert(next);
        side.authors.push(text.known_author().map_or(unknown, number));
    }
    (side, said)
}

/// The pairs of neighbors in a text.
fn neighbors(words: &[Word]) -> impl Iterator<Item = (u32, u32)> {
    let pairs = words.windows(2).filter(|pair| pair[1].follows);
    pairs.map(|pair| (pair[0].number, pair[1].number))
}

/// Each once, in order.
fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

impl Side {
    /// Counts how widely each of so many phrases is said.
    fn count(&mut self, phrases: usize) {
        let said = self.texts.iter().zip(&self.authors);
        let mut said: Vec<(u32, u32)> =
            said.flat_map(|(text, author)| text.iter().map(|phrase| (*phrase, *author))).collect();
        said.sort_unstable();
        self.heard = vec![Heard::default(); phrases];
        for said in said.chunk_by(|one, other| one.0 == other.0) {
            let loudest = said.chunk_by(|one, other| one == other).map(<[_]>::len).max();
            let (texts, loudest) = (said.len() as u32, loudest.unwrap_or(1) as u32);
            self.heard[said[0].0 as usize] = Heard { texts, voices: texts - loudest + 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(now: &[(&str, Option<&str>)]) -> (Tally, Vec<String>) {
        let texts = now.iter().map(|(text, author)| Text {
            id: "",
            language: "en",
            text,
            author: *author,
            copies: 0,
        });
        let texts: Vec<Text<'_>> = texts.collect();
        let mut cutter = Cutter::new("en", &[]);
        let tally = Tally::new(&mut cutter, &texts.iter().collect::<Vec<_>>(), &[]);
        let names = cutter.names().to_vec();
        (tally, names)
    }

    #[test]
    fn a_word_counts_once_per_text_and_a_loud_author_once() {
        let (tally, names) = tally(&[
            ("refund refund refund", Some("ann")),
            ("REFUND", Some("ann")),
            ("refund", Some("ben")),
            ("refund", None),
            ("refund", Some(" ")),
        ]);
        assert_eq!(names, ["refund"]);
        assert_eq!(tally.now.heard[0], Heard { texts: 5, voices: 4 });
    }

    #[test]
    fn pairs_are_made_of_common_words() {
        let texts = [("season ticket", None); 5];
        let (tally, _) = tally(&[texts.as_slice(), &[("season opener", None)]].concat());
        assert_eq!(tally.pairs, [(0, 1)]);
        assert_eq!(tally.pair(3), Some((0, 1)));
        assert_eq!((tally.pair(0), tally.pair(9)), (None, None));
        assert_eq!(tally.now.heard[3].texts, 5);
    }
}
