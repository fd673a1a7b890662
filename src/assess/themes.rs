//! What people criticize: words that the negative originals of the period have more of than those of the
//! quiet time, or than those of the span before.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::texts::NegativeText;
use crate::model::{Case, DaySpan, Needs};
use crate::stats::rounded;
use crate::themes::{self, Asked, FEWEST_TEXTS, Text};

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
    /// At most two texts that speak for it.
    pub quotes: Vec<Quote>,
}

/// A text that speaks for others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The mention.
    pub mention_id: String,
    /// Its language.
    pub language: String,
    /// Where it was published.
    pub platform: String,
    /// What it says.
    pub text: String,
    /// The words that weighed most in its being read as negative, the heaviest first; none where the
    /// program's own scorer does not read its language.
    pub decided_by: Vec<String>,
}

impl Quote {
    fn of(text: &NegativeText) -> Self {
        Self {
            mention_id: text.mention_id.clone(),
            language: text.language.clone(),
            platform: text.platform.clone(),
            text: text.text.clone(),
            decided_by: Vec::new(),
        }
    }
}

/// What the negative originals of a period say.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The themes of the period against the quiet time, where there is one, and against the span
    /// before.
    pub themes: Vec<ThemeFacts>,
    /// Why words could not be compared.
    pub needs: Option<Needs>,
    /// Texts that stand for all, where no theme has any.
    pub quotes: Vec<Quote>,
}

/// What is said in the period.
pub fn of_period(
    texts: &[NegativeText],
    case: &Case,
    period: DaySpan,
    quiet: Option<DaySpan>,
) -> Said {
    let mut left_out = case.incident_terms.clone();
    left_out.push(case.organization.clone());
    left_out.extend(case.subjects.iter().cloned());
    left_out.extend(case.search_terms.iter().map(|term| term.term.clone()));
    let by_id: BTreeMap<&str, &NegativeText> =
        texts.iter().map(|text| (text.mention_id.as_str(), text)).collect();
    let quoted = |ids: &[String]| -> Vec<Quote> {
        ids.iter().filter_map(|id| by_id.get(id.as_str())).map(|text| Quote::of(text)).collect()
    };
    let now = inside(texts, period);
    let spans = [("baseline", quiet), ("previous", Some(period.previous()))];
    let mut found = Vec::new();
    let mut has_before = false;
    for (against, span) in spans {
        let Some(span) = span else { continue };
        let before = inside(texts, span);
        has_before |= !before.is_empty();
        let asked = Asked { now: &now, before: &before, left_out: &left_out, most: MOST };
        found.extend(themes::themes(&asked).into_iter().map(|theme| ThemeFacts {
            against: against.to_owned(),
            quotes: quoted(&theme.quotes),
            language: theme.language,
            words: theme.words,
            z: rounded(theme.z),
            count: theme.count,
            before_count: theme.before_count,
            share: rounded(theme.share),
            before_share: rounded(theme.before_share),
        }));
    }
    let needs = needs(&now, has_before).filter(|_| found.is_empty());
    let is_quoted = found.iter().any(|theme| !theme.quotes.is_empty());
    let quotes = if is_quoted { Vec::new() } else { quoted(&themes::representative(&now)) };
    Said { themes: found, needs, quotes }
}

/// Why no words can be compared, if they cannot.
fn needs(now: &[Text<'_>], has_before: bool) -> Option<Needs> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    now.iter().for_each(|text| *counts.entry(text.language).or_default() += 1);
    let most = counts.into_values().max().unwrap_or_default();
    if most < FEWEST_TEXTS {
        Some(Needs::Texts { count: most as i64, of: FEWEST_TEXTS as i64 })
    } else {
        (!has_before).then_some(Needs::Comparison)
    }
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
