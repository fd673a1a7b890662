//! Finds the case's incident terms in texts and addresses.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::text::fold;

/// The incident terms of a case, ready to look for all at once.
#[derive(Debug, Clone)]
pub struct Terms {
    automaton: AhoCorasick,
}

impl Terms {
    /// Folds the terms as texts will be.
    pub fn new(terms: &[String]) -> Self {
        let folded = terms.iter().map(|term| fold(term.trim())).filter(|term| !term.is_empty());
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(folded.collect::<Vec<_>>())
            .expect("incident terms are short");
        Self { automaton }
    }

    /// Whether a text names the incident.
    ///
    /// A term may go on (`layoff` is in `layoffs`), but one that begins with a Latin letter or a
    /// digit must begin where a word does (`logo` is not in `blogosphere`). Japanese has no such
    /// place, so there a term counts wherever it stands.
    pub fn occur_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.automaton.find_overlapping_iter(&folded).any(|found| {
            let begins_latin = folded[found.start()..].chars().next().is_some_and(is_latin);
            let follows_latin = folded[..found.start()].chars().next_back().is_some_and(is_latin);
            !(begins_latin && follows_latin)
        })
    }

    /// Whether an address names the incident. What separates its words counts as a blank.
    pub fn occur_in_url(&self, url: &str) -> bool {
        if url.is_empty() {
            return false;
        }
        let decoded = percent_encoding::percent_decode_str(url).decode_utf8_lossy();
        let words: String =
            decoded.chars().map(|c| if "-_+/.?&=".contains(c) { ' ' } else { c }).collect();
        self.occur_in(&words)
    }
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
    fn no_terms_match_nothing() {
        assert!(!terms(&["", " "]).occur_in("anything"));
    }
}
