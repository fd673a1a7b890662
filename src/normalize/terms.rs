//! Finds the case's incident terms in texts and addresses.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match};

use super::text::fold;

/// Terms, ready to look for all at once: those of the incident, or those of several claims.
#[derive(Debug, Clone)]
pub struct Terms {
    automaton: AhoCorasick,
    /// To which list each pattern belongs.
    lists: Vec<usize>,
}

impl Terms {
    /// Folds the terms as texts will be.
    pub fn new(terms: &[String]) -> Self {
        Self::of_lists(&[terms.iter().map(String::as_str).collect()])
    }

    /// The same for several lists, of which a text may name some and not the others.
    pub fn of_lists(lists: &[Vec<&str>]) -> Self {
        let all = lists
            .iter()
            .enumerate()
            .flat_map(|(list, terms)| terms.iter().map(move |term| (list, fold(term.trim()))));
        let (lists, folded): (Vec<usize>, Vec<String>) =
            all.filter(|(_, term)| !term.is_empty()).unzip();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(folded)
            .expect("terms are short");
        Self { automaton, lists }
    }

    /// Whether a text names any of the terms.
    ///
    /// A term may go on (`layoff` is in `layoffs`), but one that begins with a Latin letter or a
    /// digit must begin where a word does (`logo` is not in `blogosphere`). Japanese has no such
    /// place, so there a term counts wherever it stands.
    pub fn occur_in(&self, text: &str) -> bool {
        self.occur_in_folded(&fold(text))
    }

    /// The same of a text that is folded.
    pub fn occur_in_folded(&self, folded: &str) -> bool {
        self.automaton.find_overlapping_iter(folded).any(|found| stands_free(folded, &found))
    }

    /// The lists of which a text names a term, by their place.
    pub fn lists_in(&self, text: &str) -> BTreeSet<usize> {
        let folded = fold(text);
        let found = self.automaton.find_overlapping_iter(&folded);
        found
            .filter(|found| stands_free(&folded, found))
            .map(|found| self.lists[found.pattern().as_usize()])
            .collect()
    }

    /// Whether an address names the incident. What separates its words counts as a blank.
    pub fn occur_in_url(&self, url: &str) -> bool {
        if url.is_empty() {
            return false;
        }
        let decoded = percent_encoding::percent_decode_str(url).decode_utf8_lossy();
        let mut words = decoded.into_owned().into_bytes();
        for byte in words.iter_mut().filter(|byte| b"-_+/.?&=".contains(byte)) {
            *byte = b' ';
        }
        String::from_utf8(words).is_ok_and(|words| self.occur_in(&words))
    }
}

fn stands_free(folded: &str, found: &Match) -> bool {
    let begins_latin = folded[found.start()..].chars().next().is_some_and(is_latin);
    let follows_latin = folded[..found.start()].chars().next_back().is_some_and(is_latin);
    !(begins_latin && follows_latin)
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{24f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(words: &[&str]) -> Terms {
        Terms::new(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_term_begins_where_a_word_does_and_may_go_on() {
        let terms = terms(&["logo", "layoff"]);
        assert!(terms.occur_in("The new Logo"));
        assert!(terms.occur_in("LAYOFFS announced"));
        assert!(!terms.occur_in("the blogosphere"));
    }

    #[test]
    fn japanese_terms_count_wherever_they_stand() {
        let terms = terms(&["CM", "炎上"]);
        assert!(terms.occur_in("このＣＭは大炎上した"));
        assert!(terms.occur_in("新CM"));
        assert!(!terms.occur_in("ACMEの石鹸"));
    }

    #[test]
    fn an_address_is_read_as_words() {
        let terms = terms(&["job cuts", "炎上"]);
        assert!(terms.occur_in_url("https://news.example/verizon-job-cuts-2025"));
        assert!(terms.occur_in_url("https://news.example/%E7%82%8E%E4%B8%8A"));
        assert!(!terms.occur_in_url("https://news.example/jobs"));
    }

    #[test]
    fn of_several_lists_those_are_told_that_a_text_names() {
        let terms = Terms::of_lists(&[vec!["sued the poster", "lawsuit"], vec![], vec!["第三者"]]);
        let found = |text: &str| terms.lists_in(text).into_iter().collect::<Vec<_>>();
        assert_eq!(found("They SUED the poster, 第三者 says"), [0, 2]);
        assert_eq!(found("nothing of it"), Vec::<usize>::new());
    }

    #[test]
    fn no_terms_match_nothing() {
        assert!(!terms(&["", " "]).occur_in("anything"));
    }
}
