//! What a model weighs of a text: its runs of words and of characters, each hashed into a table,
//! and what the word list says of it.
//!
//! Hashing does without a vocabulary (Weinberger et al. 2009): a feature is its place in the table.

use super::lexicon::{Feeling, Hit, Lexicon, Said};
use super::normal::Normalizer;
use super::tokens::{Token, cut, join};

/// How many numbers a model takes from the word list.
pub const INPUTS: usize = 3;

/// How many characters a run has at most in a language that writes no blanks.
const LONGEST_RUN: usize = 3;

/// How many tokens a negation marks.
const NEGATION_REACH: u8 = 3;

/// Where features go. Each comes with the bytes of the normal form that it was read from.
pub trait Sink {
    /// A run of words.
    fn words(&mut self, feature: u32, start: usize, end: usize);
    /// A run of characters.
    fn characters(&mut self, feature: u32, start: usize, end: usize);
    /// A term of the word list.
    fn term(&mut self, _hit: Hit) {}
}

/// How a language is written, which says what its features are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// With blanks between words.
    Words,
    /// Without.
    Characters,
}

impl Script {
    /// The script of a language (ISO 639-1).
    pub fn of(language: &str) -> Self {
        match language {
            "ja" | "zh" | "th" | "lo" | "km" | "my" => Self::Characters,
            _ => Self::Words,
        }
    }
}

/// Room that text after text is read in; one per thread.
#[derive(Default)]
pub struct Scratch {
    normalizer: Normalizer,
    tokens: Vec<Token>,
    characters: Vec<(u32, u32)>,
}

impl Scratch {
    /// The normal form of the text that was read last.
    pub fn normal(&self) -> &str {
        self.normalizer.normal()
    }
}

/// Reads a text: its features go to the sink, and what the word list says of it comes back.
pub fn read(
    text: &str,
    script: Script,
    lexicon: &Lexicon,
    scratch: &mut Scratch,
    sink: &mut impl Sink,
) -> [f32; INPUTS] {
    let Scratch { normalizer, tokens, characters } = scratch;
    let normal = normalizer.normalize(text);
    match script {
        Script::Words => {
            cut(normal, tokens);
            mark_denied(tokens, lexicon);
            runs_of_words(tokens, sink);
            runs_of_bytes(normal.as_bytes(), tokens, sink);
        }
        Script::Characters => runs_of_characters(normal, characters, sink),
    }
    let mut feeling = Feeling::default();
    lexicon.tell(normal, tokens, |said| match said {
        Said::Term(hit) => {
            feeling.add(hit.strength);
            sink.term(hit);
        }
        Said::Contrast(leaves) => feeling.fade(leaves),
    });
    feeling.inputs()
}

/// Marks the tokens that a negation reaches.
#[inline]
fn mark_denied(tokens: &mut [Token], lexicon: &Lexicon) {
    let mut reaches: u8 = 0;
    for token in tokens {
        if token.stops {
            reaches = 0;
        }
        token.is_denied = reaches > 0;
        reaches = reaches.saturating_sub(1);
        if lexicon.is_negation(token.name) {
            reaches = NEGATION_REACH;
        }
    }
}

/// Runs of one and two words; a single one that is denied is another.
#[inline]
fn runs_of_words(tokens: &[Token], sink: &mut impl Sink) {
    let mut before: Option<&Token> = None;
    for token in tokens {
        let name = if token.is_denied { token.name.rotate_left(17) } else { token.name };
        sink.words(place(name.wrapping_mul(0x9e37_79b9_7f4a_7c15)), token.start, token.end);
        if let Some(before) = before {
            sink.words(place(join(before.name, token.name)), before.start, token.end);
        }
        before = Some(token);
    }
}

/// Runs of four bytes, which in languages of Latin script are characters, nearly always. None begins
/// in a word that is denied: its letters would say the contrary of what is meant.
#[inline]
fn runs_of_bytes(bytes: &[u8], tokens: &[Token], sink: &mut impl Sink) {
    let ends = tokens.iter().skip(1).map(|next| next.start).chain([bytes.len()]);
    for (token, end) in tokens.iter().zip(ends).filter(|(token, _)| !token.is_denied) {
        let from = &bytes[token.start..bytes.len().min(end + 3)];
        for (start, run) in (token.start..).zip(from.windows(4)) {
            let four = u64::from(u32::from_le_bytes([run[0], run[1], run[2], run[3]]));
            sink.characters(spread(four), start, start + 4);
        }
    }
}

/// Runs of one to three characters, katakana read as hiragana.
#[inline]
fn runs_of_characters(normal: &str, room: &mut Vec<(u32, u32)>, sink: &mut impl Sink) {
    room.clear();
    room.extend(normal.char_indices().map(|(at, c)| (hiragana(c), at as u32)));
    room.push((0, normal.len() as u32));
    for first in 0..room.len() - 1 {
        let run = &room[first..room.len().min(first + LONGEST_RUN + 1)];
        let start = run[0].1 as usize;
        let mut name = 0;
        for (character, next) in run.iter().zip(&run[1..]) {
            name = join(name, u64::from(character.0));
            sink.characters(place(name), start, next.1 as usize);
        }
    }
}

#[inline]
fn hiragana(c: char) -> u32 {
    match c {
        'ァ'..='ヶ' => c as u32 - 0x60,
        _ => c as u32,
    }
}

/// The place of a run of bytes, of which a table takes the lowest bits.
#[inline]
fn spread(run: u64) -> u32 {
    (run.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as u32
}

/// The place of a run that has a name already.
#[inline]
fn place(name: u64) -> u32 {
    (name ^ (name >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keeps the bytes that features were read from.
    #[derive(Default)]
    struct Kept(Vec<(u32, usize, usize)>);

    impl Sink for Kept {
        fn words(&mut self, feature: u32, start: usize, end: usize) {
            self.0.push((feature, start, end));
        }
        fn characters(&mut self, feature: u32, start: usize, end: usize) {
            self.0.push((feature, start, end));
        }
    }

    fn features(text: &str, language: &str) -> (String, Vec<(u32, usize, usize)>) {
        let (mut scratch, mut kept) = (Scratch::default(), Kept::default());
        let lexicon = Lexicon::embedded(language);
        read(text, Script::of(language), &lexicon, &mut scratch, &mut kept);
        (scratch.normal().to_owned(), kept.0)
    }

    #[test]
    fn words_come_alone_and_in_pairs_and_bytes_in_fours() {
        let (normal, features) = features("so sad", "en");
        let runs: Vec<&str> =
            features.iter().map(|(_, start, end)| &normal[*start..*end]).collect();
        assert_eq!(runs, ["so", "sad", "so sad", "so s", "o sa", " sad"]);
    }

    #[test]
    fn characters_come_in_runs_of_one_to_three() {
        let (normal, features) = features("悪い", "ja");
        let runs: Vec<&str> =
            features.iter().map(|(_, start, end)| &normal[*start..*end]).collect();
        assert_eq!(runs, ["悪", "悪い", "い"]);
    }

    #[test]
    fn kana_of_either_kind_are_one() {
        let places = |text| -> Vec<u32> { features(text, "ja").1.iter().map(|f| f.0).collect() };
        assert_eq!(places("ひどい"), places("ヒドイ"));
    }

    #[test]
    fn a_word_that_is_denied_is_another_feature() {
        let place_of = |text: &str, word: &str| {
            let (normal, features) = features(text, "en");
            let found = features.iter().find(|(_, start, end)| &normal[*start..*end] == word);
            found.unwrap().0
        };
        assert_ne!(place_of("not a fine day", "fine"), place_of("a fine day", "fine"));
        assert_eq!(place_of("no. fine day", "fine"), place_of("a fine day", "fine"));
    }
}
