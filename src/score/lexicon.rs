//! A scorer of word lists: strengths added up, turned by negation, stretched by intensifiers.
//!
//! The sum is brought into -1..1 as VADER does, `x / sqrt(x² + 15)` (Hutto and Gilbert 2014). Dutch
//! and English are read word by word, Japanese, which writes no blanks, stem by stem.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, MatchKind};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::Scorer;
use crate::load::hex;
use crate::model::Polarity;

/// Changes whenever the same lists would give another answer.
const ALGORITHM: &str = "lexicon-1";

/// How many words back a negation reaches, as in VADER and its descendants.
const NEGATION_REACH: usize = 4;

/// How many words one entry of a list may have.
const LONGEST_PHRASE: usize = 5;

/// How many characters after a Japanese stem its negation may begin.
const SUFFIX_REACH: usize = 4;

/// How many characters before a Japanese stem an intensifier may end.
const ADVERB_REACH: usize = 3;

/// The scorer that knows its languages by word lists.
pub struct Lexicons {
    version: String,
    by_language: HashMap<&'static str, Box<dyn Reader>>,
}

/// Adds up the feelings of one text.
trait Reader: Send + Sync {
    /// The sum of strengths of a text that is normalized and in lower case.
    fn sum(&self, text: &str) -> f64;
}

const EMBEDDED: [(&str, &str); 3] = [
    ("en", include_str!("lexicons/en.tsv")),
    ("ja", include_str!("lexicons/ja.tsv")),
    ("nl", include_str!("lexicons/nl.tsv")),
];

impl Lexicons {
    /// Builds the scorer from the lists in the program.
    pub fn embedded() -> Self {
        let mut hasher = Sha256::new();
        let mut by_language: HashMap<&'static str, Box<dyn Reader>> = HashMap::new();
        for (language, text) in EMBEDDED {
            hasher.update(text.as_bytes());
            let list = List::parse(text);
            let reader: Box<dyn Reader> = if language == "ja" {
                Box::new(Stems::new(&list))
            } else {
                Box::new(Words::new(list))
            };
            by_language.insert(language, reader);
        }
        let digest = hex(&hasher.finalize());
        Self { version: format!("{ALGORITHM}-{}", &digest[..12]), by_language }
    }
}

impl Scorer for Lexicons {
    fn version(&self) -> &str {
        &self.version
    }

    fn score(&self, text: &str, language: &str) -> Option<Polarity> {
        let reader = self.by_language.get(language)?;
        let normal: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let sum = reader.sum(&normal);
        Polarity::new(sum / (sum * sum + 15.0).sqrt())
    }
}

/// The entries of one list, by kind.
#[derive(Default)]
struct List {
    words: Vec<(String, f64)>,
    negations: Vec<(String, f64)>,
    intensifiers: Vec<(String, f64)>,
    emoji: Vec<(String, f64)>,
}

impl List {
    /// Lines are `kind<TAB>term<TAB>strength`; those that begin with `#` are comments.
    fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(kind), Some(term), Some(strength)) =
                (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let term: String = term.nfkc().flat_map(char::to_lowercase).collect();
            let strength = strength.parse().expect("an embedded list has numbers for strengths");
            let entries = match kind {
                "word" => &mut list.words,
                "negation" => &mut list.negations,
                "intensifier" => &mut list.intensifiers,
                "emoji" => &mut list.emoji,
                other => unreachable!("an embedded list has no kind `{other}`"),
            };
            entries.push((term, strength));
        }
        list
    }
}

/// Finds terms wherever they stand, the longest first.
struct Finder {
    automaton: AhoCorasick,
    strengths: Vec<f64>,
}

/// A term found.
struct Hit {
    start: usize,
    end: usize,
    strength: f64,
}

impl Finder {
    fn new(entries: &[(String, f64)]) -> Self {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(entries.iter().map(|(term, _)| term))
            .expect("embedded lists are short");
        Self { automaton, strengths: entries.iter().map(|(_, strength)| *strength).collect() }
    }

    fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        self.automaton.find_iter(text).map(|found| Hit {
            start: found.start(),
            end: found.end(),
            strength: self.strengths[found.pattern().as_usize()],
        })
    }

    fn sum(&self, text: &str) -> f64 {
        self.hits(text).map(|hit| hit.strength).sum()
    }
}

/// Languages that write blanks.
struct Words {
    words: HashMap<String, f64>,
    negations: HashMap<String, f64>,
    intensifiers: HashMap<String, f64>,
    emoji: Finder,
}

impl Words {
    fn new(list: List) -> Self {
        Self {
            emoji: Finder::new(&list.emoji),
            words: list.words.into_iter().collect(),
            negations: list.negations.into_iter().collect(),
            intensifiers: list.intensifiers.into_iter().collect(),
        }
    }

    /// The longest entry that begins at a word: its strength and how many words it has.
    fn phrase_at(&self, words: &[&str]) -> Option<(f64, usize)> {
        (1..=LONGEST_PHRASE.min(words.len())).rev().find_map(|length| {
            let strength = match words[..length] {
                [word] => self.words.get(word),
                _ => self.words.get(&words[..length].join(" ")),
            };
            strength.map(|strength| (*strength, length))
        })
    }

    fn turned(&self, strength: f64, before: &[&str]) -> f64 {
        let stretch = before.last().and_then(|word| self.intensifiers.get(*word)).copied();
        let reach = before.len().saturating_sub(NEGATION_REACH);
        let turn = before[reach..].iter().find_map(|word| self.negations.get(*word)).copied();
        strength * stretch.unwrap_or(1.0) * turn.unwrap_or(1.0)
    }
}

impl Reader for Words {
    fn sum(&self, text: &str) -> f64 {
        let straight = text.replace('’', "'");
        let words: Vec<&str> = straight.unicode_words().collect();
        let mut sum = self.emoji.sum(text);
        let mut at = 0;
        while at < words.len() {
            match self.phrase_at(&words[at..]) {
                Some((strength, length)) => {
                    sum += self.turned(strength, &words[..at]);
                    at += length;
                }
                None => at += 1,
            }
        }
        sum
    }
}

/// Japanese: stems, the suffixes that deny them, the adverbs that stretch them.
struct Stems {
    stems: Finder,
    negations: Vec<(String, f64)>,
    intensifiers: Vec<(String, f64)>,
    emoji: Finder,
}

impl Stems {
    fn new(list: &List) -> Self {
        Self {
            stems: Finder::new(&list.words),
            negations: list.negations.clone(),
            intensifiers: list.intensifiers.clone(),
            emoji: Finder::new(&list.emoji),
        }
    }

    fn turned(&self, hit: &Hit, text: &str) -> f64 {
        let after: Vec<&str> = tails(&text[hit.end..], SUFFIX_REACH).collect();
        let turn = self
            .negations
            .iter()
            .find(|(suffix, _)| after.iter().any(|tail| tail.starts_with(suffix.as_str())));
        let before: Vec<&str> = heads(&text[..hit.start], ADVERB_REACH).collect();
        let stretch = self
            .intensifiers
            .iter()
            .find(|(adverb, _)| before.iter().any(|head| head.ends_with(adverb.as_str())));
        hit.strength * turn.map_or(1.0, |(_, turn)| *turn) * stretch.map_or(1.0, |(_, by)| *by)
    }
}

impl Reader for Stems {
    fn sum(&self, text: &str) -> f64 {
        let stems: f64 = self.stems.hits(text).map(|hit| self.turned(&hit, text)).sum();
        stems + self.emoji.sum(text)
    }
}

/// The text from each of its first characters on, up to the end of the clause.
fn tails(text: &str, reach: usize) -> impl Iterator<Item = &str> {
    text.char_indices()
        .take_while(|(_, c)| !"、。!?「」".contains(*c))
        .take(reach + 1)
        .map(|(at, _)| &text[at..])
}

/// The text up to each of its last characters.
fn heads(text: &str, reach: usize) -> impl Iterator<Item = &str> {
    std::iter::once(text)
        .chain(text.char_indices().rev().map(|(at, _)| &text[..at]))
        .take(reach + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Label;

    fn label(text: &str, language: &str) -> Label {
        Lexicons::embedded().score(text, language).unwrap().label(super::super::NEUTRAL_BAND)
    }

    #[test]
    fn outrage_is_negative_in_three_languages() {
        assert_eq!(
            label("This is a disgusting, tone-deaf advert. Boycott them.", "en"),
            Label::Negative
        );
        assert_eq!(label("このCMは本当にひどい。二度と買わない。", "ja"), Label::Negative);
        assert_eq!(label("Wat een walgelijk filmpje, schandalig!", "nl"), Label::Negative);
    }

    #[test]
    fn praise_is_positive_in_three_languages() {
        assert_eq!(label("Great response, well handled. Kudos.", "en"), Label::Positive);
        assert_eq!(label("誠実な対応で見直した。応援しています。", "ja"), Label::Positive);
        assert_eq!(label("Netjes opgelost, chapeau!", "nl"), Label::Positive);
    }

    #[test]
    fn negation_turns_a_word_around() {
        assert_eq!(label("not good", "en"), Label::Negative);
        assert_eq!(label("おいしくない", "ja"), Label::Negative);
        assert_eq!(label("niet lekker", "nl"), Label::Negative);
    }

    #[test]
    fn a_text_without_feeling_is_neutral_and_one_in_a_strange_tongue_is_unscored() {
        assert_eq!(label("The shop opens at nine.", "en"), Label::Neutral);
        assert_eq!(Lexicons::embedded().score("Das ist schrecklich", "de"), None);
    }

    #[test]
    fn an_intensifier_makes_it_stronger() {
        let scorer = Lexicons::embedded();
        let polarity = |text: &str, language| scorer.score(text, language).unwrap().value();
        assert!(polarity("very bad", "en") < polarity("bad", "en"));
        assert!(polarity("heel slecht", "nl") < polarity("slecht", "nl"));
        assert!(polarity("本当に最悪", "ja") < polarity("最悪", "ja"));
    }
}
