//! The texts that speak for a theme: those nearest to what all of its texts say.

use super::Text;
use super::tally::Side;

/// How many texts speak for a theme.
const MOST: usize = 2;

/// A shorter text speaks only where there is no other, in characters.
const SHORT: usize = 20;

/// Two texts whose words have at least this cosine are one text in two versions.
const NEAR_DUPLICATE: f64 = 0.8;

/// How much the words of a side weigh, by their numbers: a rare word more (tf-idf).
pub(super) fn weights(side: &Side, words: usize) -> Vec<f64> {
    let total = side.texts.len() as f64;
    let weight = |texts: u32| (1.0 + total / f64::from(texts.max(1))).ln();
    side.heard[..words].iter().map(|heard| weight(heard.texts)).collect()
}

/// The identifiers of at most two of a theme's texts: those nearest to the centroid, by different
/// authors and not alike. Of texts that are as near, the one that was repeated most comes first,
/// then the smaller identifier.
pub(super) fn quotes(
    texts: &[&Text<'_>],
    side: &Side,
    weights: &[f64],
    with_it: &[u32],
) -> Vec<String> {
    let vectors: Vec<Vector> =
        with_it.iter().map(|text| Vector::new(&side.texts[*text as usize], weights)).collect();
    let mut centroid = vec![0.0; weights.len()];
    for vector in &vectors {
        vector.parts.iter().for_each(|(word, part)| centroid[*word as usize] += part);
    }
    let nearness = |vector: &Vector| -> f64 {
        vector.parts.iter().map(|(word, part)| part * centroid[*word as usize]).sum()
    };
    let mut ranked: Vec<(bool, f64, &Text<'_>, &Vector)> = Vec::with_capacity(vectors.len());
    for (vector, text) in vectors.iter().zip(with_it) {
        let text = texts[*text as usize];
        ranked.push((is_short(text.text), nearness(vector), text, vector));
    }
    ranked.sort_by(|one, other| {
        let by_nearness = one.0.cmp(&other.0).then(other.1.total_cmp(&one.1));
        by_nearness.then(other.2.copies.cmp(&one.2.copies)).then(one.2.id.cmp(other.2.id))
    });
    let mut chosen: Vec<(&Text<'_>, &Vector)> = Vec::new();
    for (_, _, text, vector) in ranked {
        let is_other = |(other, said): &(&Text<'_>, &Vector)| {
            let author = text.known_author();
            let is_by_another = author.is_none() || author != other.known_author();
            is_by_another && vector.cosine(said) < NEAR_DUPLICATE
        };
        if chosen.len() < MOST && chosen.iter().all(is_other) {
            chosen.push((text, vector));
        }
    }
    chosen.into_iter().map(|(text, _)| text.id.to_owned()).collect()
}

fn is_short(text: &str) -> bool {
    text.trim().chars().nth(SHORT - 1).is_none()
}

/// The words of a text with their weights, of length 1 together.
struct Vector {
    parts: Vec<(u32, f64)>,
}

impl Vector {
    /// Phrases come in the order of their numbers; those past the weights are pairs.
    fn new(phrases: &[u32], weights: &[f64]) -> Self {
        let words = phrases.iter().map_while(|word| Some((*word, *weights.get(*word as usize)?)));
        let mut parts: Vec<(u32, f64)> = words.collect();
        let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        parts.iter_mut().for_each(|(_, weight)| *weight /= length);
        Self { parts }
    }

    fn cosine(&self, other: &Self) -> f64 {
        let part_of = |word: u32| {
            let found = other.parts.binary_search_by_key(&word, |(other, _)| *other);
            found.map_or(0.0, |at| other.parts[at].1)
        };
        self.parts.iter().map(|(word, part)| part * part_of(*word)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tally::Tally;
    use super::super::words::Cutter;
    use super::*;

    fn text<'a>(id: &'a str, author: &'a str, text: &'a str) -> Text<'a> {
        Text { id, language: "en", text, author: Some(author), copies: 0 }
    }

    /// The quotes of texts that are all of one theme.
    fn quoted(texts: &[Text<'_>]) -> Vec<String> {
        let texts: Vec<&Text<'_>> = texts.iter().collect();
        let tally = Tally::new(&mut Cutter::new("en", &[]), &texts, &[]);
        let all: Vec<u32> = (0..texts.len() as u32).collect();
        quotes(&texts, &tally.now, &weights(&tally.now, tally.words), &all)
    }

    #[test]
    fn the_texts_nearest_to_what_all_say_speak() {
        let texts = [
            text("a", "ann", "refund queue, and besides my neighbor plays trumpet on Sundays"),
            text("b", "ben", "refund queue at Ellerby station is endless"),
            text("c", "cas", "an endless refund queue"),
            text("d", "dot", "the refund queue of Ellerby station"),
        ];
        assert_eq!(quoted(&texts), ["b", "c"]);
    }

    #[test]
    fn a_short_text_speaks_only_where_there_is_no_other() {
        let short = [text("a", "ann", "refund queue"), text("b", "ben", "refund please, people")];
        assert_eq!(quoted(&short), ["b", "a"]);
        let longer = text("c", "cas", "refund for everybody who waited in Ellerby");
        assert_eq!(quoted(&[short[0], short[1], longer]), ["b", "c"]);
    }

    #[test]
    fn the_second_is_another_text_by_another_author() {
        let said = "the refund queue of Ellerby station";
        let texts = [
            text("a", "ann", said),
            text("b", "ben", "The Refund Queue of Ellerby station!!"),
            text("c", "ann", "refund queue of two hours at Ellerby"),
            text("d", "dot", "waited for my refund at the wrong queue in Marlby"),
        ];
        assert_eq!(quoted(&texts), ["a", "d"]);
        assert_eq!(quoted(&texts[..2]), ["a"]);
        let repeated = Text { copies: 3, ..texts[1] };
        assert_eq!(quoted(&[texts[0], repeated]), ["b"]);
    }

    #[test]
    fn a_text_without_an_author_is_by_another() {
        let texts = [
            text("a", "", "the refund queue of Ellerby station"),
            text("b", "", "waited for my refund at the wrong queue in Marlby"),
        ];
        assert_eq!(quoted(&texts), ["a", "b"]);
    }
}
