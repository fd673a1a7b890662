//! Finds the words of a text that can be themes.
//!
//! A word is known by its folded form, so that capitals, widths and kana do not matter. Function
//! words, names of sites and whatever belongs to a term that is left out are no themes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::parts::Parts;
use crate::normalize::text::fold;

/// What may follow a noun of one kanji: particles and the copula. Other hiragana end a verb.
const AFTER_NOUNS: &str = "はがをにのもとでへやだ";

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its number among the cutter's words.
    pub(super) number: u32,
    /// Where it stands in the text that was cut.
    pub(super) at: Range<usize>,
    /// Whether it and the word before are neighbors.
    pub(super) follows: bool,
}

/// Cuts the texts of one language and numbers their words.
pub(super) struct Cutter {
    functions: HashSet<String>,
    left_out: AhoCorasick,
    known: HashMap<String, Known>,
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

/// What is known of a written form.
struct Known {
    folded: String,
    /// None where it is no word that can be a theme.
    number: Option<u32>,
}

impl Cutter {
    /// A cutter for a language (ISO 639-1) that leaves out some terms, in whatever form.
    pub(super) fn new(language: &str, left_out: &[String]) -> Self {
        let folded = left_out.iter().map(|term| fold(term.trim()).replace('-', " "));
        let left_out = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(folded.filter(|term| !term.trim().is_empty()).collect::<Vec<_>>())
            .expect("terms are short");
        let functions = function_words(language).map(fold).collect();
        let (known, numbers) = (HashMap::new(), HashMap::new());
        Self { functions, left_out, known, numbers, names: Vec::new() }
    }

    /// The folded forms of the words, by their numbers.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The words of a text, in order, that can be themes.
    pub(super) fn words(&mut self, parts: &Parts) -> Vec<Word> {
        let text = parts.text.as_str();
        // What is folded of the text so far, and where in it each word stands.
        let (mut folded, mut places) = (String::with_capacity(text.len()), Vec::new());
        let mut words = Vec::new();
        let (mut start, mut follows) = (0, false);
        for &(end, is_word) in &parts.ends {
            let (at, end) = (start, end as usize);
            let part = &text[at..end];
            start = end;
            if !is_word {
                follows &= joins(part);
                folded.push_str(if joins(part) { " " } else { part });
                continue;
            }
            let word = without_possessive(part);
            let known = self.know(word);
            let from = folded.len();
            folded.push_str(&known.folded);
            let number = known.number.filter(|_| !is_stem(word, &text[end..]));
            if let Some(number) = number {
                let at = at - letter_before(&text[..at])..at + word.len();
                words.push(Word { number, at, follows });
                places.push(from..folded.len());
            }
            follows = number.is_some();
        }
        self.without_left_out(words, &places, &folded)
    }

    /// What is known of a written form, which is learned when it is new.
    fn know(&mut self, word: &str) -> &Known {
        if !self.known.contains_key(word) {
            let folded = fold(word).replace('’', "'");
            let number = self.can_be_theme(word, &folded).then(|| self.number(&folded));
            self.known.insert(word.to_owned(), Known { folded, number });
        }
        &self.known[word]
    }

    /// The number of a folded form.
    fn number(&mut self, folded: &str) -> u32 {
        if let Some(number) = self.numbers.get(folded) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.push(folded.to_owned());
        self.numbers.insert(folded.to_owned(), number);
        number
    }

    /// Whether a word may be a theme: one that says something by itself.
    fn can_be_theme(&self, word: &str, folded: &str) -> bool {
        let tail = folded.split_once('\'').map_or("", |(_, tail)| tail);
        let is_name_of_site = folded.contains(['.', '_', ':']);
        let is_function = self.functions.contains(folded) || self.functions.contains(tail);
        let is_long_enough = match word.chars().count() {
            1 => word.chars().all(is_kanji),
            2 => !word.chars().all(is_hiragana),
            _ => true,
        };
        let is_whole = !word.starts_with(['っ', 'ん', 'ゃ', 'ゅ', 'ょ', 'ー']);
        !is_name_of_site && !is_function && is_long_enough && is_whole
    }

    /// The words that are no part of a term that is left out.
    ///
    /// A term is found as incident terms are: it may go on, but one in Latin letters begins where a
    /// word does. What separates its words counts as a blank.
    fn without_left_out(
        &self,
        mut words: Vec<Word>,
        places: &[Range<usize>],
        folded: &str,
    ) -> Vec<Word> {
        let mut is_out = vec![false; words.len()];
        for found in self.left_out.find_overlapping_iter(folded) {
            let begins_latin = folded[found.start()..].chars().next().is_some_and(is_latin);
            let follows_latin = folded[..found.start()].chars().next_back().is_some_and(is_latin);
            if !(begins_latin && follows_latin) {
                let first = places.partition_point(|place| place.end <= found.start());
                let last = places.partition_point(|place| place.start < found.end());
                is_out[first..last].fill(true);
            }
        }
        for at in 1..words.len() {
            words[at].follows &= !is_out[at - 1];
        }
        let mut is_out = is_out.into_iter();
        words.retain(|_| !is_out.next().unwrap_or_default());
        words
    }
}

/// Whether the words on both sides of this are neighbors: blanks and hyphens, but no end of a line.
fn joins(part: &str) -> bool {
    part.chars().all(|c| c == '-' || (c.is_whitespace() && c != '\n' && c != '\r'))
}

/// How many bytes before a word belong to it: those of a letter and a hyphen, as in `e-mail`.
fn letter_before(before: &str) -> usize {
    let bytes = before.as_bytes();
    match bytes {
        [.., before, letter, b'-'] => {
            let is_single = !before.is_ascii_alphanumeric() && before.is_ascii();
            if is_single && letter.is_ascii_alphabetic() { 2 } else { 0 }
        }
        [letter, b'-'] if letter.is_ascii_alphabetic() => 2,
        _ => 0,
    }
}

/// A word without the `'s` that says whose something is.
fn without_possessive(word: &str) -> &str {
    let tail = word.len() - word.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’']).len();
    let has_tail = matches!(&word[word.len() - tail..], "'s" | "’s" | "'S" | "’S");
    if has_tail && tail < word.len() { &word[..word.len() - tail] } else { word }
}

/// Whether a kanji is the stem of a verb, of which the rest comes after it.
fn is_stem(word: &str, after: &str) -> bool {
    let goes_on = |c: char| matches!(c, '\u{3041}'..='\u{3096}') && !AFTER_NOUNS.contains(c);
    word.chars().all(is_kanji)
        && word.chars().nth(1).is_none()
        && after.chars().next().is_some_and(goes_on)
}

/// The function words of a language, in lists of our own.
fn function_words(language: &str) -> impl Iterator<Item = &'static str> {
    let list = match language {
        "en" => include_str!("stopwords/en.txt"),
        "ja" => include_str!("stopwords/ja.txt"),
        "nl" => include_str!("stopwords/nl.txt"),
        _ => "",
    };
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | 'ー')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{24f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: &str, left_out: &[&str], text: &str) -> Vec<String> {
        let left_out: Vec<String> = left_out.iter().map(|&term| term.to_owned()).collect();
        let parts = Parts::new(text);
        let words = Cutter::new(language, &left_out).words(&parts);
        let mark = |word: &Word| if word.follows { "+" } else { "" };
        words.iter().map(|word| format!("{}{}", mark(word), &parts.text[word.at.clone()])).collect()
    }

    #[test]
    fn words_that_say_something_stay_and_neighbors_are_known() {
        let text = "The season ticket isn’t cheap; 40 euros, Northmere's ticket-office says";
        let expected =
            ["season", "+ticket", "cheap", "euros", "Northmere", "+ticket", "+office", "+says"];
        assert_eq!(words("en", &[], text), expected);
        assert_eq!(words("nl", &[], "Zo'n vieze lepel, bah"), ["vieze", "+lepel", "bah"]);
        assert_eq!(words("ja", &[], "夫の嘘がひどい。見たくない"), ["夫", "嘘", "ひどい"]);
    }

    #[test]
    fn a_letter_and_a_hyphen_belong_to_the_word_behind_them() {
        assert_eq!(words("en", &[], "an e-mail, a cross-mail"), ["e-mail", "cross", "+mail"]);
    }

    #[test]
    fn names_of_sites_are_no_words() {
        assert_eq!(words("en", &[], "on northmere.example refund_desk today"), ["today"]);
    }

    #[test]
    fn a_term_is_left_out_in_any_form_and_only_where_it_stands() {
        let terms = ["CM", "エンジョウ", "that post", "apolog", "tone-deaf"];
        assert!(words("ja", &terms, "ＣＭ ｃｍ ｴﾝｼﾞｮｳ えんじょう").is_empty());
        assert_eq!(words("en", &terms, "That  POST! A post office"), ["post", "+office"]);
        assert_eq!(words("en", &terms, "apologised (tone deaf, tone-deaf)"), [""; 0]);
        assert_eq!(words("en", &terms, "bad apology today"), ["bad", "today"]);
    }

    #[test]
    fn capitals_width_and_kana_are_one_word() {
        let mut cutter = Cutter::new("ja", &[]);
        let mut number = |text: &str| cutter.words(&Parts::new(text))[0].number;
        assert_eq!(number("ポンプ"), number("ﾎﾟﾝﾌﾟ"));
        assert_eq!(number("Pump"), number("ＰＵＭＰ"));
    }

    #[test]
    fn a_language_without_a_list_keeps_its_function_words() {
        assert_eq!(words("fr", &[], "le retard"), ["le", "+retard"]);
    }
}
