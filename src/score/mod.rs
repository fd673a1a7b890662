//! Says how each text feels, and who says so.
//!
//! Precedence: a person, then a rule of the case, then the vendor where the config trusts it, then
//! the scorer. People's labels change after a text is stored, so they are laid over the tables when
//! they are read; the other three are decided here, once per row.

pub mod lexicon;

use rayon::prelude::*;

use crate::model::table::{Mention, SearchResult};
use crate::model::{LabelSource, Polarity};

/// A polarity closer to zero than this is neutral.
pub const NEUTRAL_BAND: f64 = 0.05;

/// Reads feelings from texts.
pub trait Scorer: Send + Sync {
    /// Names the scorer and everything its answers depend on. Rows remember it.
    fn version(&self) -> &str;

    /// How a text in a language (ISO 639-1) feels; `None` when the scorer does not know the
    /// language, which is not the same as neutral.
    fn score(&self, text: &str, language: &str) -> Option<Polarity>;
}

/// Labels mentions that no rule has labeled.
pub fn score(mentions: &mut [Mention], scorer: &dyn Scorer, trusts_vendor: bool) {
    mentions.par_iter_mut().for_each(|mention| {
        let polarity = scorer.score(&mention.text, &mention.language);
        mention.polarity = polarity.map(Polarity::value);
        if mention.label.is_some() {
            return;
        }
        let vendor = mention.vendor_label.clone().filter(|_| trusts_vendor);
        let (label, source) = match (vendor, polarity) {
            (Some(label), _) => (Some(label), Some(LabelSource::Vendor)),
            (None, Some(polarity)) => {
                (Some(polarity.label(NEUTRAL_BAND).as_str().to_owned()), Some(LabelSource::Scorer))
            }
            (None, None) => (None, None),
        };
        mention.label = label;
        mention.label_source = source.map(|source| source.as_str().to_owned());
    });
}

/// Labels search results that neither a rule nor a trusted vendor has labeled.
pub fn score_results(results: &mut [SearchResult], scorer: &dyn Scorer, trusts_vendor: bool) {
    results.par_iter_mut().for_each(|result| {
        let text = format!("{} {}", result.title, result.snippet);
        let language = crate::normalize::language::of_text(&text);
        let polarity = scorer.score(&text, language);
        result.polarity = polarity.map(Polarity::value);
        let from_vendor = result.label_source.as_deref() == Some(LabelSource::Vendor.as_str());
        if result.label.is_some() && (trusts_vendor || !from_vendor) {
            return;
        }
        result.label = polarity.map(|polarity| polarity.label(NEUTRAL_BAND).as_str().to_owned());
        result.label_source = polarity.map(|_| LabelSource::Scorer.as_str().to_owned());
    });
}
