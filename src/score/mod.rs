//! Says how each text feels, and who says so.
//!
//! Precedence: a person, then a rule of the case, then the vendor where the config trusts it, then
//! the scorer. People's labels change after a text is stored, so they are laid over the tables when
//! they are read; the other three are decided here, once per row.

pub mod builtin;
pub mod error;
pub mod evaluate;
pub mod external;
pub mod fasttext;
pub mod features;
pub mod labeler;
pub mod lexicon;
pub mod model;
pub mod normal;
pub mod tokens;
pub mod train;

pub use builtin::Builtin;
pub use error::Error;
pub use external::ExternalScorer;
pub use fasttext::FastText;
pub use labeler::{Labeler, NEUTRAL_BAND};

use crate::model::hash::hex;
use crate::model::{Label, Polarity};

/// A text and the language it is in (ISO 639-1).
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// The language.
    pub language: &'a str,
}

/// Reads feelings from texts.
pub trait Scorer: Send + Sync {
    /// Names the scorer and everything its answers depend on. Rows remember it.
    fn version(&self) -> &str;

    /// How each text feels, in their order; `None` for a text in a language that the scorer does
    /// not know, which is not the same as neutral.
    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error>;
}

/// A kind of scorer and the first twelve hex digits of what it depends on.
fn name(kind: &str, digest: &[u8]) -> String {
    format!("{kind}-{}", &hex(digest)[..12])
}
