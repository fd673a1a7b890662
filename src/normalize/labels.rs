//! Labels from the words and numbers in which exports write them.

use std::collections::BTreeMap;

use super::cells;
use crate::load::Profile;
use crate::load::profile::Meaning;
use crate::model::{Label, Polarity};

/// Numbers closer to zero than this are neutral.
const NEUTRAL_BAND: f64 = 0.05;

/// The words of one file for our labels.
#[derive(Debug, Clone)]
pub struct LabelWords {
    words: BTreeMap<String, Meaning>,
    scale: Option<f64>,
}

impl LabelWords {
    /// The words of a profile, whose case does not matter.
    pub fn new(profile: &Profile) -> Self {
        let words = profile.labels.iter();
        Self {
            words: words.map(|(word, meaning)| (word.to_lowercase(), *meaning)).collect(),
            scale: profile.label_scale,
        }
    }

    /// What a word means: a label, and a polarity where it is a number or stands for one.
    pub fn meaning(&self, word: &str) -> (Option<Label>, Option<f64>) {
        let number = |value: f64| {
            let polarity = Polarity::new(value.clamp(-1.0, 1.0));
            let label = polarity.map(|polarity| polarity.label(NEUTRAL_BAND));
            (label, polarity.map(Polarity::value))
        };
        match self.words.get(&word.to_lowercase()) {
            Some(Meaning::Label(label)) => (Some(*label), None),
            Some(Meaning::Number(value)) => number(*value),
            None => match self.scale.zip(cells::signed_decimal(word)) {
                Some((scale, value)) => number(value / scale),
                None => (Label::from_word(word), None),
            },
        }
    }

    /// The label that a word means.
    pub fn label(&self, word: &str) -> Option<Label> {
        self.meaning(word).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn labels_come_as_words_marks_and_numbers() {
        let mut profile = Profile::blank("own", Kind::Mentions);
        profile.labels.insert("Negatief".to_owned(), Meaning::Label(Label::Negative));
        profile.labels.insert("▲".to_owned(), Meaning::Number(-0.5));
        profile.label_scale = Some(5.0);
        let words = LabelWords::new(&profile);
        assert_eq!(words.meaning("NEGATIEF"), (Some(Label::Negative), None));
        assert_eq!(words.meaning("▲"), (Some(Label::Negative), Some(-0.5)));
        assert_eq!(words.meaning("-2,5"), (Some(Label::Negative), Some(-0.5)));
        assert_eq!(words.meaning("7"), (Some(Label::Positive), Some(1.0)));
        assert_eq!(words.meaning("Positive"), (Some(Label::Positive), None));
        assert_eq!(words.meaning("unknown"), (None, None));
    }
}
