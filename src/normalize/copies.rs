//! Originals and copies: SimHash fingerprints, and which texts repeat one published before.
//!
//! Charikar 2002 gives the fingerprint; Manku, Jain and Das Sarma 2007 give the rule for 64 bits:
//! two texts are near copies when their fingerprints differ in at most 3 bits. Of those, the one
//! published first is the original. What has fewer than eight words has no fingerprint: people say
//! the same short thing without copying.

use std::collections::VecDeque;
use std::hash::Hasher;

use siphasher::sip::SipHasher;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

/// Fewer words than this are no text to copy.
const WORDS_TO_JUDGE: usize = 8;

/// How many words a feature has.
const SHINGLE: usize = 3;

/// How many bits two near copies may differ in.
const BITS: u32 = 3;

/// How long after an original its copies are looked for, in microseconds: thirty days.
const WINDOW: i64 = 30 * 86_400 * 1_000_000;

/// The SimHash of a text in lower case, over its runs of three words and what stands between them,
/// without addresses and names of users; absent where it has too few words.
pub fn fingerprint(lower: &str) -> Option<u64> {
    let is_word = |part: &&str| {
        !part.starts_with("http") && !part.starts_with('@') && !matches!(*part, "rt" | "via")
    };
    let mut kept = String::with_capacity(lower.len());
    for part in lower.split_whitespace().filter(is_word) {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(part);
    }
    let words = words(&kept);
    if words.len() < WORDS_TO_JUDGE {
        return None;
    }
    // From the first letter of a word to the last of the second behind it.
    let shingle = |words: &[(usize, &str)]| {
        let ((start, _), (last, word)) = (words[0], words[words.len() - 1]);
        start..last + word.len()
    };
    Some(simhash(words.windows(SHINGLE).map(|words| &kept[shingle(words)])))
}

/// The words of a text whose parts are one blank apart, as UAX #29 has them, each with its place.
///
/// Boundaries stand around every blank, kanji and hiragana, unless a mark is attached to it, and around ASCII
/// letters and digits that only other ASCII stands beside; so these need not be asked for one by one.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut place = 0;
    for part in text.split(' ') {
        let is_beside = |c: char| c.is_ascii_punctuation() && c != '_';
        let core = part.trim_start_matches(is_beside);
        let before = part.len() - core.len();
        let core = core.trim_end_matches(is_beside);
        if core.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            if !core.is_empty() {
                words.push((place + before, core));
            }
            place += part.len() + 1;
            continue;
        }
        if part.chars().next().is_some_and(is_attached) {
            return text.unicode_word_indices().collect();
        }
        let mut rest = part;
        let mut from = place;
        while let Some(at) = rest.find(is_word_by_itself) {
            let (before, behind) = rest.split_at(at);
            let length = behind.chars().next().map_or(0, char::len_utf8);
            if behind[length..].chars().next().is_some_and(is_attached) {
                return text.unicode_word_indices().collect();
            }
            words.extend(before.unicode_word_indices().map(|(at, word)| (from + at, word)));
            words.push((from + at, &behind[..length]));
            rest = &behind[length..];
            from += at + length;
        }
        words.extend(rest.unicode_word_indices().map(|(at, word)| (from + at, word)));
        place += part.len() + 1;
    }
    words
}

/// Hiragana and kanji.
fn is_word_by_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a character goes with the one before it: marks, joiners, modifiers.
fn is_attached(c: char) -> bool {
    use GeneralCategoryGroup::{Mark, Other};
    !c.is_ascii()
        && !is_word_by_itself(c)
        && (matches!(c, '\u{ff9e}' | '\u{ff9f}' | '\u{1f3fb}'..='\u{1f3ff}')
            || matches!(c.general_category_group(), Mark | Other))
}

/// Of each of 64 bits what most of the features' hashes have, and 0 where it is even.
///
/// The bits are counted all at once: a plane holds one binary digit of each of the 64 counts.
fn simhash<'a>(features: impl Iterator<Item = &'a str>) -> u64 {
    let mut planes = [0_u64; 32];
    let mut count = 0_u32;
    for feature in features {
        count += 1;
        let mut carry = hash(feature);
        for plane in &mut planes {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
            if carry == 0 {
                break;
            }
        }
    }
    let half = count / 2;
    let (mut more, mut equal) = (0, u64::MAX);
    for (digit, plane) in planes.iter().enumerate().rev() {
        let of_half = if half >> digit & 1 == 1 { u64::MAX } else { 0 };
        more |= equal & plane & !of_half;
        equal &= !(plane ^ of_half);
    }
    more
}

fn hash(feature: &str) -> u64 {
    let mut hasher = SipHasher::default();
    hasher.write(feature.as_bytes());
    hasher.write_u8(0xff);
    hasher.finish()
}

/// In how many bits two fingerprints differ.
fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
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
    let mut originals = Originals::new();
    texts.iter().map(|text| originals.has(*text)).collect()
}

/// The originals of the last thirty days. Fingerprints that differ in at most three of 64 bits agree in at
/// least one of four runs of 16, by which they are found: those of one run lie side by side, the oldest
/// first, because they are gone through far more often than they are added to.
struct Originals {
    bands: Vec<VecDeque<Text>>,
}

impl Originals {
    fn new() -> Self {
        Self { bands: vec![VecDeque::new(); 4 << 16] }
    }

    /// Whether a text copies one of them. If not, it is one.
    fn has(&mut self, text: Text) -> bool {
        let bands = bands(text.fingerprint);
        let is_copy = bands.iter().any(|band| {
            let alike = &mut self.bands[*band];
            while alike.front().is_some_and(|oldest| WINDOW < text.at - oldest.at) {
                alike.pop_front();
            }
            alike.iter().rev().any(|other| distance(text.fingerprint, other.fingerprint) <= BITS)
        });
        if !is_copy {
            bands.iter().for_each(|band| self.bands[*band].push_back(text));
        }
        is_copy
    }
}

fn bands(fingerprint: u64) -> [usize; 4] {
    [0, 1, 2, 3].map(|band| band << 16 | (fingerprint >> (16 * band)) as usize & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::text::lower_case;

    const ARTICLE: &str = "The soap maker Northmere withdrew its advert on Monday after two days of \
        anger, and said that nobody in its offices had seen how the picture would be read by those \
        who clean for a living. A spokesman said the agency would be asked how it came about, and \
        that every future picture would be shown to a panel of readers before it is printed.";

    fn text(day: i64, text: &str) -> Text {
        let fingerprint = fingerprint(&lower_case(text)).unwrap();
        Text { at: day * 86_400 * 1_000_000, fingerprint }
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
        fn words_are_those_of_the_standard(text in "([a-z0-9'._@:#é\"]|[ー・カ字漢のはが々〆]|[\u{200d}\u{fe0f}\u{301}\u{3099}\u{ff9e}ｶ\u{e0020}]|[🧼👍\u{1f3fd}🇯🇳Ⓜ]| |[א\"\u{ad}]|\\PC){0,40}") {
            let standard: Vec<(usize, &str)> = text.unicode_word_indices().collect();
            proptest::prop_assert_eq!(words(&text), standard);
        }

        #[test]
        fn a_fingerprint_has_what_most_features_have(features in proptest::collection::vec("[a-c]{1,3}", 0..40)) {
            let has = |feature: &String, bit: u32| hash(feature) >> bit & 1 == 1;
            let expected = (0..64).filter(|bit| {
                let ones = features.iter().filter(|feature| has(feature, *bit)).count();
                features.len() - ones < ones
            });
            let expected = expected.fold(0_u64, |found, bit| found | 1 << bit);
            proptest::prop_assert_eq!(simhash(features.iter().map(String::as_str)), expected);
        }

        #[test]
        fn near_fingerprints_are_found_whatever_bits_differ(base: u64, flips in proptest::collection::vec(0_u32..64, 0..=3)) {
            let other = flips.iter().fold(base, |found, bit| found ^ (1 << bit));
            let texts = [Text { at: 0, fingerprint: base }, Text { at: 1, fingerprint: other }];
            proptest::prop_assert!(copies(&texts)[1]);
        }
    }
}
