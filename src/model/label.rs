//! How a text feels, as a number and as a word, and who said so.

use serde::{Deserialize, Serialize};

/// What stands in place of a scorer where the config has none.
pub const NO_SCORER: &str = "no scorer";

/// How a text feels, from -1 (hostile) to 1 (warm).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Polarity(f64);

impl Polarity {
    /// `None` when the value is outside -1 to 1, or is not a number.
    pub fn new(value: f64) -> Option<Self> {
        // Adding zero makes a zero of a negative one.
        (-1.0..=1.0).contains(&value).then_some(Self(value + 0.0))
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Reads the polarity as a word. Anything closer to zero than `band` is neutral.
    pub fn label(self, band: f64) -> Label {
        if band <= self.0 {
            Label::Positive
        } else if self.0 <= -band {
            Label::Negative
        } else {
            Label::Neutral
        }
    }
}

/// The word for how a text feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Against the organization.
    Negative,
    /// Neither for nor against.
    Neutral,
    /// In favor of the organization.
    Positive,
}

impl Label {
    /// The word as it stands in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }

    /// Reads our own three words, whatever their case.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "negative" => Some(Self::Negative),
            "neutral" => Some(Self::Neutral),
            "positive" => Some(Self::Positive),
            _ => None,
        }
    }
}

/// Who gave a label. The order is the precedence: the first that speaks is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelSource {
    /// A person who read it.
    Human,
    /// A rule of the case: this address, this domain.
    Rule,
    /// The vendor whose export it came in.
    Vendor,
    /// The built-in scorer.
    Scorer,
}

impl LabelSource {
    /// The word as it stands in a table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Rule => "rule",
            Self::Vendor => "vendor",
            Self::Scorer => "scorer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_neutral_band_includes_neither_edge() {
        let label = |value| Polarity::new(value).unwrap().label(0.05);
        assert_eq!(label(0.05), Label::Positive);
        assert_eq!(label(0.049), Label::Neutral);
        assert_eq!(label(-0.05), Label::Negative);
    }

    #[test]
    fn a_polarity_is_a_number_between_its_ends() {
        assert_eq!(Polarity::new(1.01), None);
        assert_eq!(Polarity::new(f64::NAN), None);
        assert_eq!(Polarity::new(-1.0).unwrap().value(), -1.0);
    }
}
