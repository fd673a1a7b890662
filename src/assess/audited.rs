//! What an audit makes of the negative share of the period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Estimated;
use crate::measure::rows::NegativeShare;
use crate::model::audit::{Rate, Trust};
use crate::model::{Audit, DaySpan};
use crate::stats::rogan_gladen::{Found, Group, Test, corrected};
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
    pub fn new(audit: Audit, shares: &[Estimated<NegativeShare>], span: DaySpan) -> Self {
        let mut tests: Vec<Test> = Vec::new();
        let mut counts: Vec<Counts> = Vec::new();
        let mut known = Counts::default();
        let rows = shares.iter().map(|share| &share.row);
        for row in rows.filter(|row| row.basis == "texts" && span.contains(row.published_on)) {
            let test = test(audit.trust_of(&row.language, &row.platform));
            let place = tests.iter().position(|other| *other == test).unwrap_or_else(|| {
                tests.push(test);
                counts.push(Counts::default());
                tests.len() - 1
            });
            counts[place].negative += row.negative_by_machine_count as f64;
            counts[place].all += row.by_machine_count as f64;
            known.negative += (row.negative_count - row.negative_by_machine_count) as f64;
            known.all += (row.scored_count - row.by_machine_count) as f64;
        }
        let groups: Vec<Group> = counts
            .iter()
            .enumerate()
            .filter(|(_, counts)| counts.all > 0.0)
            .map(|(test, counts)| Group { apparent: counts.found(), test })
            .collect();
        let judged: f64 = groups.iter().map(|group| group.apparent.count).sum();
        let with_known =
            |share: f64| rounded((share * judged + known.negative) / (judged + known.all));
        let corrected = corrected(&groups, &tests).map(|found| CorrectedShare {
            share: with_known(found.share),
            interval: Interval {
                low: with_known(found.interval.low),
                high: with_known(found.interval.high),
            },
        });
        Self { audit, corrected }
    }
}

/// Labeled texts, and the negative ones among them.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    negative: f64,
    all: f64,
}

impl Counts {
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
    fn row(
        platform: &str,
        of: i64,
        negative: i64,
        by_machine: [i64; 2],
    ) -> Estimated<NegativeShare> {
        let row = NegativeShare {
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
        };
        Estimated { row, interval: None }
    }

    fn corrected_share(rows: &[Estimated<NegativeShare>]) -> CorrectedShare {
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
}
