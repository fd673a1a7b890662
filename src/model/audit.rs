//! What an audit found: how far the labels of a case can be believed, by texts that a person labeled.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A share, and of how many it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// From 0 to 1.
    pub value: f64,
    /// Of how many texts that were drawn with equal chances it would be as sure (Kish 1965).
    pub effective_count: f64,
}

/// How labels stand to truth among some texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// Texts that a person labeled.
    pub labeled: u64,
    /// The share of negative texts that are labeled so.
    pub sensitivity: Rate,
    /// The share of other texts that are not.
    pub specificity: Rate,
}

/// The texts of one language and platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrustedGroup {
    /// ISO 639-1, or `und`.
    pub language: String,
    /// The platform.
    pub platform: String,
    /// How its labels stand to truth.
    pub trust: Trust,
}

/// What one audit found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// When it was read back.
    pub at: DateTime<Utc>,
    /// The case.
    pub case_id: String,
    /// The scorer whose labels were judged.
    pub scorer: String,
    /// SHA-256 of the sheet that came back, in hex.
    pub sheet_sha256: String,
    /// A polarity closer to zero than this is neutral: the band under which the scorer agrees best.
    pub neutral_band: f64,
    /// All texts together.
    pub whole: Trust,
    /// Languages and platforms of which enough texts were labeled to judge them apart.
    pub groups: Vec<TrustedGroup>,
    /// Cohen's kappa of the person and the scorer.
    pub kappa_scorer: Option<f64>,
    /// Cohen's kappa of the person and the vendor, among the texts that the vendor labeled.
    pub kappa_vendor: Option<f64>,
}

impl Audit {
    /// How the labels of a language and platform stand to truth: as found there, or as found in all.
    pub fn trust_of(&self, language: &str, platform: &str) -> &Trust {
        let group = self
            .groups
            .iter()
            .find(|group| group.language == language && group.platform == platform);
        group.map_or(&self.whole, |group| &group.trust)
    }
}
