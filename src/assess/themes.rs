//! What people criticize: words that the negative originals of the period have more of than those of the
//! quiet time, or than those of the span before.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::texts::NegativeText;
use crate::model::{Case, DaySpan};
use crate::stats::rounded;
use crate::themes::{Asked, Text, themes};

/// How many themes of a language are kept.
const MOST: usize = 12;

/// A word, or two neighbors, that the period has more of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeFacts {
    /// What the period is compared with: `baseline` or `previous`.
    pub against: String,
    /// The language of the texts.
    pub language: String,
    /// The word or pair as most people write it.
    pub words: String,
    /// How clearly it is said more, in standard deviations.
    pub z: f64,
    /// Texts of the period with it.
    pub count: i64,
    /// Texts with it of what the period is compared with.
    pub before_count: i64,
    /// Of the period's negative originals of that language, the share with it.
    pub share: f64,
    /// The same before.
    pub before_share: f64,
    /// At most two texts that stand for it.
    pub quotes: Vec<Quote>,
}

/// A text that stands for a theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The mention.
    pub mention_id: String,
    /// Where it was published.
    pub platform: String,
    /// What it says.
    pub text: String,
    /// The words that weighed most in its being read as negative, the heaviest first; none where the
    /// program's own scorer does not read its language.
    pub decided_by: Vec<String>,
}

/// The themes of the period against the quiet time, where there is one, and against the span before.
pub fn of_period(
    texts: &[NegativeText],
    case: &Case,
    period: DaySpan,
    quiet: Option<DaySpan>,
) -> Vec<ThemeFacts> {
    let mut left_out = case.incident_terms.clone();
    left_out.push(case.organization.clone());
    left_out.extend(case.subjects.iter().cloned());
    left_out.extend(case.search_terms.iter().map(|term| term.term.clone()));
    let by_id: BTreeMap<&str, &NegativeText> =
        texts.iter().map(|text| (text.mention_id.as_str(), text)).collect();
    let now = inside(texts, period);
    let spans = [("baseline", quiet), ("previous", Some(period.previous()))];
    let mut all = Vec::new();
    for (against, span) in spans {
        let Some(span) = span else { continue };
        let before = inside(texts, span);
        let asked = Asked { now: &now, before: &before, left_out: &left_out, most: MOST };
        all.extend(themes(&asked).into_iter().map(|theme| {
            ThemeFacts {
                against: against.to_owned(),
                language: theme.language,
                words: theme.words,
                z: rounded(theme.z),
                count: theme.count,
                before_count: theme.before_count,
                share: rounded(theme.share),
                before_share: rounded(theme.before_share),
                quotes: theme
                    .quotes
                    .iter()
                    .filter_map(|id| by_id.get(id.as_str()))
                    .map(|text| Quote {
                        mention_id: text.mention_id.clone(),
                        platform: text.platform.clone(),
                        text: text.text.clone(),
                        decided_by: Vec::new(),
                    })
                    .collect(),
            }
        }));
    }
    all
}

fn inside(texts: &[NegativeText], span: DaySpan) -> Vec<Text<'_>> {
    let inside = texts.iter().filter(|text| span.contains(text.published_on));
    inside
        .map(|text| Text {
            id: &text.mention_id,
            language: &text.language,
            text: &text.text,
            author: text.author.as_deref(),
            copies: 0,
        })
        .collect()
}
