//! Takes texts apart into words and what stands between them.
//!
//! Words end where Unicode says (UAX 29), and in languages without blanks where a dictionary does.

use std::borrow::Cow;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use regex::Regex;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// So much of a text is looked at: what stands further down is no theme of the week.
const MOST_CHARACTERS: usize = 20_000;

/// And so many words of it.
const MOST_WORDS: usize = 2000;

/// A longer run of letters is no word, in bytes.
const LONGEST_WORD: usize = 90;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Web addresses, mail addresses and names of accounts.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:https?://|www\.)[!-~]*|[0-9a-z_.+-]*@[0-9a-z_.-]*")
        .expect("the pattern of addresses is one")
});

/// A text in parts: words, and what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    /// The text in compatible forms, without addresses.
    pub(super) text: String,
    /// Where each part ends, and whether it is a word.
    pub(super) ends: Vec<(u32, bool)>,
}

impl Parts {
    /// The parts of a text: what takes long, and asks nothing of other texts.
    pub(super) fn new(text: &str) -> Self {
        let text = plain(text);
        let (mut ends, mut start, mut words) = (Vec::new(), 0, 0);
        for end in SEGMENTER.segment_str(&text).skip(1) {
            let part = &text[start..end];
            let is_word = part.len() <= LONGEST_WORD && part.contains(char::is_alphabetic);
            ends.push((end as u32, is_word));
            start = end;
            words += usize::from(is_word);
            if words == MOST_WORDS {
                break;
            }
        }
        Self { text, ends }
    }
}

/// The beginning of a text in compatible forms (NFKC), with the end of a line for each address.
fn plain(text: &str) -> String {
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let compatible: Cow<'_, str> = match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        _ => text.nfkc().collect::<String>().into(),
    };
    ADDRESS.replace_all(&compatible, "\n").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let parts = Parts::new(text);
        let mut start = 0;
        let mut words = Vec::new();
        for &(end, is_word) in &parts.ends {
            words.extend(is_word.then(|| parts.text[start..end as usize].to_owned()));
            start = end as usize;
        }
        words
    }

    #[test]
    fn words_end_at_blanks_or_as_a_dictionary_says() {
        assert_eq!(words("Don't, 40 times!"), ["Don't", "times"]);
        assert_eq!(words("検証結果がない"), ["検証", "結果", "が", "ない"]);
        assert_eq!(words("ﾎﾟﾝﾌﾟ ＣＭ"), ["ポンプ", "CM"]);
    }

    #[test]
    fn addresses_and_accounts_are_no_words() {
        let text = "see https://a.example/x?y=1 @desk_7 refund@a.example www.refund.example";
        assert_eq!(words(text), ["see"]);
        assert_eq!(words("詳細https://a.example/返金@abc返金"), ["詳細", "返金", "返金"]);
    }

    #[test]
    fn hostile_texts_are_cut_short() {
        let units =
            ["a", "あ", "漢", "😡", "\u{0}", "\u{fdfa}", "a\u{301}", "ก", "'s", "@", "' ", "ab "];
        for unit in units {
            assert!(words(&unit.repeat(1_000_000 / unit.len())).len() <= MOST_WORDS, "{unit}");
        }
        assert_eq!(words(&"ab ".repeat(1_000_000)).len(), MOST_WORDS);
    }
}
