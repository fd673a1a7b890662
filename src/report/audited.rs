//! What an audit makes of the negative share of the period.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Estimated;
use crate::measure::rows::NegativeShare;
use crate::model::audit::{Rate, Trust};
use crate::model::{Audit, DaySpan};
use crate::stats::Interval;
use crate::stats::rogan_gladen::{Found, Group, Test, corrected};

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
    /// Corrects the shares of a span, language by language and platform by platform.
    pub fn new(audit: Audit, shares: &[Estimated<NegativeShare>], span: DaySpan) -> Self {
        let mut counts: BTreeMap<(&str, &str), (i64, i64)> = BTreeMap::new();
        let rows = shares.iter().map(|share| &share.row);
        for row in rows.filter(|row| row.basis == "texts" && span.contains(row.published_on)) {
            let key = (row.language.as_str(), row.platform.as_str());
            let count = counts.entry(key).or_default();
            count.0 += row.negative_count;
            count.1 += row.scored_count;
        }
        let mut tests: Vec<Test> = Vec::new();
        let mut groups = Vec::new();
        for ((language, platform), (negative, scored)) in counts {
            if scored == 0 {
                continue;
            }
            let test = test(audit.trust_of(language, platform));
            let place = tests.iter().position(|known| *known == test).unwrap_or_else(|| {
                tests.push(test);
                tests.len() - 1
            });
            let share = negative as f64 / scored as f64;
            groups.push(Group { apparent: Found { share, count: scored as f64 }, test: place });
        }
        let corrected = corrected(&groups, &tests);
        let corrected =
            corrected.map(|found| CorrectedShare { share: found.share, interval: found.interval });
        Self { audit, corrected }
    }
}

fn test(trust: &Trust) -> Test {
    let found = |rate: &Rate| Found { share: rate.value, count: rate.effective_count };
    Test { sensitivity: found(&trust.sensitivity), specificity: found(&trust.specificity) }
}
