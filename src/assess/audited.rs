//! What an audit makes of negative shares: of the period's, and of what two spans differ by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::rows::NegativeShare;
use crate::model::audit::{Rate, Trust};
use crate::model::{Audit, DaySpan};
use crate::stats::difference::{Difference, Part, difference};
use crate::stats::rogan_gladen::{Found, Group, Test, corrected, corrected_difference};
use crate::stats::wilson::{Z, score_interval};
use crate::stats::{Interval, rounded};

/// The labels of the case were judged by people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audited {
    /// What the audit found.
    pub audit: Audit,
    /// The negative share of the period's texts, corrected for the errors of their labels; absent
    /// where the labels tell too little for that.
    pub corrected: Option<CorrectedShare>,
}

/// A share corrected for the errors of labels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectedShare {
    /// From 0 to 1.
    pub share: f64,
    /// Its 95 % interval, the audit's own error included.
    pub interval: Interval,
}

impl Audited {
    /// Corrects the share of a span. Languages and platforms that the audit judged apart are corrected
    /// apart, the others together; what a person or a rule said stands as it is.
    pub fn new(audit: Audit, shares: &[NegativeShare], span: DaySpan) -> Self {
        let mut tests = Vec::new();
        let texts = Texts::new(&audit, &mut tests, shares, span, 1.0);
        let known = texts.known;
        if texts.groups.is_empty() && 0.0 < known.all {
            // People said what each text is: there is nothing to correct.
            let interval = score_interval(known.negative, known.all, Z);
            let corrected = CorrectedShare { share: rounded(known.negative / known.all), interval };
            return Self { audit, corrected: Some(corrected) };
        }
        let corrected = corrected(&texts.groups, &tests).map(|found| CorrectedShare {
            share: rounded(texts.with_known(found.share)),
            interval: Interval {
                low: rounded(texts.with_known(found.interval.low)),
                high: rounded(texts.with_known(found.interval.high)),
            },
        });
        Self { audit, corrected }
    }
}

/// By how much the corrected share of one span is larger than that of another, which is judged by the
/// same tests: their errors bear on both, and are drawn once for both. `dispersion` tells how clumped
/// the texts come. `None` where either has no texts or the labels tell too little.
pub fn difference_between(
    audit: &Audit,
    shares: &[NegativeShare],
    now: DaySpan,
    before: DaySpan,
    dispersion: f64,
) -> Option<Difference> {
    let mut tests = Vec::new();
    let now = Texts::new(audit, &mut tests, shares, now, dispersion);
    let before = Texts::new(audit, &mut tests, shares, before, dispersion);
    if now.groups.is_empty() && before.groups.is_empty() {
        return difference(now.known.part(), before.known.part());
    }
    let with_known = |now_share: f64, before_share: f64| {
        now.with_known(now_share) - before.with_known(before_share)
    };
    corrected_difference(&now.groups, &before.groups, &tests, with_known)
}

/// The texts of a span: those that machines labeled, by the test that judges them, and the others.
struct Texts {
    groups: Vec<Group>,
    known: Counts,
}

impl Texts {
    fn new(
        audit: &Audit,
        tests: &mut Vec<Test>,
        shares: &[NegativeShare],
        span: DaySpan,
        dispersion: f64,
    ) -> Self {
        let mut counts: Vec<Counts> = vec![Counts::default(); tests.len()];
        let mut known = Counts::default();
        let is_inside =
            |row: &&NegativeShare| row.basis == "texts" && span.contains(row.published_on);
        for row in shares.iter().filter(is_inside) {
            let test = test(audit.trust_of(&row.language, &row.platform));
            let place = tests.iter().position(|other| *other == test).unwrap_or_else(|| {
                tests.push(test);
                counts.push(Counts::default());
                tests.len() - 1
            });
            counts[place].negative += row.negative_by_machine_count as f64 / dispersion;
            counts[place].all += row.by_machine_count as f64 / dispersion;
            known.negative +=
                (row.negative_count - row.negative_by_machine_count) as f64 / dispersion;
            known.all += (row.scored_count - row.by_machine_count) as f64 / dispersion;
        }
        let groups = counts
            .iter()
            .enumerate()
            .filter(|(_, counts)| counts.all > 0.0)
            .map(|(test, counts)| Group { apparent: counts.found(), test })
            .collect();
        Self { groups, known }
    }

    /// The share of all texts, when that of the ones that machines labeled is this.
    fn with_known(&self, share: f64) -> f64 {
        let judged: f64 = self.groups.iter().map(|group| group.apparent.count).sum();
        (share * judged + self.known.negative) / (judged + self.known.all)
    }
}

/// Labeled texts, and the negative ones among them.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    negative: f64,
    all: f64,
}

impl Counts {
    fn part(self) -> Part {
        Part { count: self.negative, total: self.all }
    }

    fn found(self) -> Found {
        Found { share: self.negative / self.all, count: self.all }
    }
}

fn test(trust: &Trust) -> Test {
    let found = |rate: &Rate| Found { share: rate.value, count: rate.effective_count };
    Test { sensitivity: found(&trust.sensitivity), specificity: found(&trust.specificity) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 11).unwrap()
    }

    fn audit() -> Audit {
        let rate = |value| Rate { value, effective_count: 100.0 };
        let whole = Trust { labeled: 200, sensitivity: rate(0.8), specificity: rate(0.9) };
        Audit {
            at: day().and_hms_opt(0, 0, 0).unwrap().and_utc(),
            case_id: "soap-ad".to_owned(),
            scorer: "s".to_owned(),
            sheet_sha256: String::new(),
            neutral_band: 0.35,
            whole,
            groups: Vec::new(),
            kappa_scorer: None,
            kappa_vendor: None,
        }
    }

    /// `of` labeled texts of a platform, some negative, some labeled by machines, some both.
    fn row(platform: &str, of: i64, negative: i64, by_machine: [i64; 2]) -> NegativeShare {
        NegativeShare {
            case_id: "soap-ad".to_owned(),
            basis: "texts".to_owned(),
            published_on: day(),
            platform: platform.to_owned(),
            language: "ja".to_owned(),
            negative_count: negative,
            neutral_count: of - negative,
            positive_count: 0,
            unscored_count: 0,
            scored_count: of,
            by_machine_count: by_machine[0],
            negative_by_machine_count: by_machine[1],
            negative_share: None,
        }
    }

    fn corrected_share(rows: &[NegativeShare]) -> CorrectedShare {
        let span = DaySpan { from: day(), to: day() };
        Audited::new(audit(), rows, span).corrected.unwrap()
    }

    #[test]
    fn many_small_platforms_are_corrected_as_one() {
        let small: Vec<_> = (0..60).map(|n| row(&format!("p{n}"), 10, 2, [10, 2])).collect();
        let one = corrected_share(&[row("x", 600, 120, [600, 120])]);
        assert_eq!(corrected_share(&small), one);
        // (0.2 + 0.9 - 1) / (0.8 + 0.9 - 1).
        assert_eq!(one.share, 0.1429);
        assert!(one.interval.low < one.share && one.share < one.interval.high);
    }

    #[test]
    fn what_people_said_is_not_corrected() {
        let by_people = corrected_share(&[row("x", 601, 200, [1, 0])]);
        assert!((by_people.share - 200.0 / 601.0).abs() < 0.001);
        assert!(by_people.interval.high - by_people.interval.low < 0.01);
    }

    #[test]
    fn a_difference_is_corrected_with_one_draw_of_the_errors_for_both() {
        let next = NaiveDate::from_ymd_opt(2026, 5, 12).unwrap();
        let later = NegativeShare { published_on: next, ..row("x", 1000, 300, [1000, 300]) };
        let rows = [row("x", 1000, 200, [1000, 200]), later];
        let span = |day| DaySpan { from: day, to: day };
        let found = difference_between(&audit(), &rows, span(next), span(day()), 1.0).unwrap();
        // (0.3 - 0.2) / (0.8 + 0.9 - 1).
        assert!((found.value - 0.1 / 0.7).abs() < 1e-3);
        assert!(0.0 < found.interval.low && found.interval.low < found.value);
        let clumped = difference_between(&audit(), &rows, span(next), span(day()), 4.0).unwrap();
        assert!(clumped.interval.low < found.interval.low);
    }
}
