//! How people write a phrase.

use std::collections::BTreeMap;

use super::Text;
use super::choose::Found;
use super::parts::Parts;
use super::tally::Tally;
use super::words::{Cutter, Word};

/// So many of a theme's texts are asked.
const MOST_ASKED: usize = 300;

/// The commonest form in which a phrase is written; of two the first in the order of characters.
pub(super) fn as_most_do(
    cutter: &mut Cutter,
    tally: &Tally,
    texts: &[&Text<'_>],
    found: &Found,
) -> String {
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    for text in found.with_it.iter().take(MOST_ASKED) {
        let parts = Parts::new(texts[*text as usize].text);
        let words = cutter.words(&parts);
        for form in forms_in(&parts.text, &words, tally.pair(found.phrase), found.phrase) {
            *forms.entry(form).or_default() += 1;
        }
    }
    let commonest = forms.into_iter().rev().max_by_key(|(_, times)| *times);
    commonest.map(|(form, _)| form).unwrap_or_default()
}

/// How a text writes a phrase, each time it does.
fn forms_in(text: &str, words: &[Word], pair: Option<(u32, u32)>, phrase: u32) -> Vec<String> {
    let written =
        |from: usize, to: usize| text[from..to].split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(pair) = pair else {
        let words = words.iter().filter(|word| word.number == phrase);
        return words.map(|word| written(word.at.start, word.at.end)).collect();
    };
    let is_it = |two: &&[Word]| two[1].follows && (two[0].number, two[1].number) == pair;
    let pairs = words.windows(2).filter(is_it);
    pairs.map(|two| written(two[0].at.start, two[1].at.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(texts: &[&str], phrase: u32) -> String {
        let text = |text| Text { id: "", language: "en", text, author: None, copies: 0 };
        let texts: Vec<Text<'_>> = texts.iter().copied().map(text).collect();
        let texts: Vec<&Text<'_>> = texts.iter().collect();
        let mut cutter = Cutter::new("en", &[]);
        let tally = Tally::new(&mut cutter, &texts, &[]);
        let with_it = (0..texts.len() as u32).collect();
        as_most_do(&mut cutter, &tally, &texts, &Found { phrase, z: 0.0, with_it })
    }

    #[test]
    fn most_decide_how_a_phrase_is_written() {
        let texts = ["PR firm", "pr  firm", "PR FIRM", "PR  Firm", "PR firm", "Pr-firm"];
        assert_eq!(written(&texts, 0), "PR");
        assert_eq!(written(&texts, 1), "firm");
        assert_eq!(written(&texts, 2), "PR firm");
    }

    #[test]
    fn of_two_forms_that_are_as_common_the_first_is_taken() {
        assert_eq!(written(&["refund", "Refund"], 0), "Refund");
    }
}
