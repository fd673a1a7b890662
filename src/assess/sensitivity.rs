//! Whether the verdicts hang on a choice: the same rows judged by another margin, another quiet time,
//! without the correction, and by more or fewer of the first results.

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::storms::Found;
use super::{Asked, Standing, record, talk};
use crate::model::{Case, DaySpan, Margins};
use crate::stats::verdict::Verdict;
use crate::stats::{Measured, rounded};

/// The other quiet times, in days; they end when the one in use does.
const QUIET_DAYS: [u64; 2] = [28, 84];

/// The other margins, as parts of the one in use.
const MARGINS: [f64; 2] = [0.5, 2.0];

/// The other numbers of first results in which the incident is looked for.
const CUTOFFS: [i64; 2] = [3, 20];

/// A choice that could have been another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// How close to the baseline is close enough.
    Margin,
    /// The time that everything is compared with.
    Quiet,
    /// Shares as labeled, though an audit could correct them.
    Uncorrected,
    /// How many results from the top are looked through.
    Results,
}

/// How a clock would stand, had one thing been chosen otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// `talk` or `record`.
    pub clock: String,
    /// What was chosen otherwise.
    pub choice: Choice,
    /// The margin, from 0 to 1.
    pub margin: Option<f64>,
    /// The first day of the quiet time.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub to: Option<NaiveDate>,
    /// How many results are looked through.
    pub results: Option<i64>,
    /// How the clock would stand.
    pub verdict: Verdict,
    /// The present less the baseline, in shares.
    pub difference: Measured,
    /// Whether that is another verdict than the one on page one.
    pub is_other: bool,
}

impl Variant {
    fn new(clock: &str, choice: Choice, standing: &Standing, told: Verdict) -> Self {
        Self {
            clock: clock.to_owned(),
            choice,
            margin: None,
            from: None,
            to: None,
            results: None,
            verdict: standing.verdict,
            difference: standing.difference.clone(),
            is_other: standing.verdict != told,
        }
    }
}

/// Judges both clocks again for each other choice.
pub fn variants(asked: &Asked<'_>, talk_verdict: Verdict, record_verdict: Verdict) -> Vec<Variant> {
    let judge = asked.judge();
    let of_talk =
        |choice, standing: &Standing| Variant::new("talk", choice, standing, talk_verdict);
    let mut variants = Vec::new();
    for part in MARGINS {
        let margins = Margins { share: asked.case.margins.share * part };
        let standing = talk::Judge { margins, ..judge }.standing();
        let margin = Some(rounded(margins.share));
        variants.push(Variant { margin, ..of_talk(Choice::Margin, &standing) });
    }
    for span in asked.found.quiet_span().into_iter().flat_map(other_quiet_times) {
        let case = Case { baseline: Some(span), ..asked.case.clone() };
        let found = Found::new(asked.found.talk.clone(), &case);
        let standing = talk::Judge { found: &found, ..judge }.standing();
        let (from, to) = (Some(span.from), Some(span.to));
        variants.push(Variant { from, to, ..of_talk(Choice::Quiet, &standing) });
    }
    if asked.audit.is_some() {
        let standing = talk::Judge { audit: None, ..judge }.standing();
        variants.push(of_talk(Choice::Uncorrected, &standing));
    }
    for count in CUTOFFS {
        let until = asked.period.span.to;
        let standing = record::standing(asked.metrics, asked.before(), until, count);
        let variant = Variant::new("record", Choice::Results, &standing, record_verdict);
        variants.push(Variant { results: Some(count), ..variant });
    }
    variants
}

fn other_quiet_times(quiet: DaySpan) -> impl Iterator<Item = DaySpan> {
    QUIET_DAYS
        .into_iter()
        .filter_map(move |days| DaySpan::new(quiet.to - Days::new(days - 1), quiet.to))
        .filter(move |span| *span != quiet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_quiet_times_end_when_the_one_in_use_does() {
        let day = |text: &str| text.parse().unwrap();
        let quiet = DaySpan { from: day("2026-03-02"), to: day("2026-04-26") };
        let spans: Vec<DaySpan> = other_quiet_times(quiet).collect();
        let expected = [("2026-03-30", "2026-04-26"), ("2026-02-02", "2026-04-26")];
        assert_eq!(spans, expected.map(|(from, to)| DaySpan { from: day(from), to: day(to) }));
        let already = DaySpan { from: day("2026-03-30"), to: day("2026-04-26") };
        assert_eq!(other_quiet_times(already).count(), 1);
    }
}
