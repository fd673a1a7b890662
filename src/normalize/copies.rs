//! Originals and copies: SimHash fingerprints, and which texts repeat one published before.
//!
//! Charikar 2002 gives the fingerprint; Manku, Jain and Das Sarma 2007 give the rule for 64 bits:
//! two texts are near copies when their fingerprints differ in at most 3 bits. Of those, the one
//! published first is the original. What has fewer than eight words has no fingerprint: people say
//! the same short thing without copying.

use std::collections::HashMap;

use simhash::{hamming_distance, simhash_stream};
use unicode_segmentation::UnicodeSegmentation;

use super::text::lower_case;

/// Fewer words than this are no text to copy.
const WORDS_TO_JUDGE: usize = 8;

/// How many words a feature has.
const SHINGLE: usize = 3;

/// How many bits two near copies may differ in.
const BITS: u32 = 3;

/// How long after an original its copies are looked for, in microseconds: thirty days.
const WINDOW: i64 = 30 * 86_400 * 1_000_000;

/// The SimHash of a text over its runs of three words and what stands between them, without addresses
/// and names of users; absent where it has too few words.
pub fn fingerprint(text: &str) -> Option<u64> {
    let is_word = |part: &&str| {
        !part.starts_with("http") && !part.starts_with('@') && !matches!(*part, "RT" | "via")
    };
    let kept: String = text.split_whitespace().filter(is_word).collect::<Vec<_>>().join(" ");
    let folded = lower_case(&kept);
    let words: Vec<(usize, &str)> = folded.unicode_word_indices().collect();
    if words.len() < WORDS_TO_JUDGE {
        return None;
    }
    // From the first letter of a word to the last of the second behind it.
    let shingle = |words: &[(usize, &str)]| {
        let ((start, _), (last, word)) = (words[0], words[words.len() - 1]);
        start..last + word.len()
    };
    Some(simhash_stream(words.windows(SHINGLE).map(|words| &folded[shingle(words)])))
}

/// A text, as far as copies are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// When it was published, in microseconds.
    pub at: i64,
    /// Its fingerprint.
    pub fingerprint: u64,
}

/// Which of the texts, which stand in the order of their publication, are copies of earlier ones.
pub fn copies(texts: &[Text]) -> Vec<bool> {
    let mut originals = Originals::default();
    texts.iter().map(|text| originals.has(*text)).collect()
}

/// The originals so far. Fingerprints that differ in at most three of 64 bits agree in at least one
/// of four runs of 16, by which they are found.
#[derive(Default)]
struct Originals {
    texts: Vec<Text>,
    exact: HashMap<u64, usize>,
    bands: HashMap<(u8, u16), Vec<u32>>,
}

impl Originals {
    /// Whether a text copies one of them. If not, it is one.
    fn has(&mut self, text: Text) -> bool {
        let is_near = |other: &Text| text.at - other.at <= WINDOW;
        let same = self.exact.get(&text.fingerprint).map(|index| &self.texts[*index]);
        let is_copy = same.is_some_and(is_near)
            || bands(text.fingerprint).iter().any(|band| {
                let alike = self.bands.get(band).into_iter().flatten().rev();
                alike
                    .map(|index| &self.texts[*index as usize])
                    .take_while(|other| is_near(other))
                    .any(|other| hamming_distance(text.fingerprint, other.fingerprint) <= BITS)
            });
        if !is_copy {
            let index = self.texts.len();
            self.exact.insert(text.fingerprint, index);
            for band in bands(text.fingerprint) {
                self.bands.entry(band).or_default().push(index as u32);
            }
            self.texts.push(text);
        }
        is_copy
    }
}

fn bands(fingerprint: u64) -> [(u8, u16); 4] {
    [0_u8, 1, 2, 3].map(|band| (band, (fingerprint >> (16 * u32::from(band))) as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "The soap maker Northmere withdrew its advert on Monday after two days of \
        anger, and said that nobody in its offices had seen how the picture would be read by those \
        who clean for a living. A spokesman said the agency would be asked how it came about, and \
        that every future picture would be shown to a panel of readers before it is printed.";

    fn text(day: i64, text: &str) -> Text {
        Text { at: day * 86_400 * 1_000_000, fingerprint: fingerprint(text).unwrap() }
    }

    #[test]
    fn a_syndicated_article_is_a_copy_though_a_word_was_changed() {
        let elsewhere = ARTICLE.replace("on Monday", "on monday").replace("Northmere", "NORTHMERE");
        let longer = format!("{ARTICLE} https://news.example/7 @desk");
        let texts =
            [text(1, ARTICLE), text(2, &elsewhere), text(3, &longer), text(4, &ARTICLE[120..])];
        assert_eq!(copies(&texts), [false, true, true, false]);
    }

    #[test]
    fn a_copy_long_after_is_an_original_again() {
        assert_eq!(copies(&[text(1, ARTICLE), text(40, ARTICLE)]), [false, false]);
    }

    #[test]
    fn short_texts_are_never_copies() {
        assert_eq!(fingerprint("What a disgrace, never again"), None);
        assert!(fingerprint("この広告は本当にひどい。二度と買わないと決めました。").is_some());
    }

    proptest::proptest! {
        #[test]
        fn near_fingerprints_are_found_whatever_bits_differ(base: u64, flips in proptest::collection::vec(0_u32..64, 0..=3)) {
            let other = flips.iter().fold(base, |found, bit| found ^ (1 << bit));
            let texts = [Text { at: 0, fingerprint: base }, Text { at: 1, fingerprint: other }];
            proptest::prop_assert!(copies(&texts)[1]);
        }
    }
}
