//! Promises that lapsed, and the storms that opened meanwhile: plain facts, which do not say that the
//! one came of the other.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::storms::StormFacts;
use crate::measure::rows::Promise;

/// A promise that was not kept in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lapse {
    /// The promise.
    pub commitment_id: String,
    /// The day by which it was to be done.
    pub due_on: NaiveDate,
    /// The first storm after the first one that opened while it lapsed: after that day, and before it was
    /// done, if it was.
    pub relapsed_on: Option<NaiveDate>,
}

/// The promises that lapsed.
pub fn lapses(promises: &[Promise], storms: &[StormFacts]) -> Vec<Lapse> {
    let late = promises.iter().filter(|promise| promise.days_late.is_some_and(|days| days > 0));
    late.filter_map(|promise| {
        let due_on = promise.due_on?;
        let meanwhile =
            storms.iter().skip(1).map(|storm| storm.opened_on).find(|opened| {
                due_on < *opened && promise.done_on.is_none_or(|done| *opened < done)
            });
        let commitment_id = promise.commitment_id.clone();
        Some(Lapse { commitment_id, due_on, relapsed_on: meanwhile })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn storm(storm: i64, opened: &str) -> StormFacts {
        StormFacts::invented(storm, day(opened))
    }

    fn promise(due: &str, done: Option<&str>, days_late: i64) -> Promise {
        Promise {
            case_id: "soap-ad".to_owned(),
            commitment_id: "K1".to_owned(),
            kind: "training".to_owned(),
            title: "Training".to_owned(),
            made_on: day("2026-06-01"),
            due_on: Some(day(due)),
            done_on: done.map(day),
            evidence: None,
            state: "overdue".to_owned(),
            days_late: Some(days_late),
        }
    }

    #[test]
    fn a_storm_that_opens_while_a_promise_lapses_is_told() {
        let storms = [storm(1, "2026-05-11"), storm(2, "2026-09-07")];
        let relapsed = |promise| lapses(&[promise], &storms).pop().map(|lapse| lapse.relapsed_on);
        assert_eq!(relapsed(promise("2026-08-31", None, 60)), Some(Some(day("2026-09-07"))));
        assert_eq!(relapsed(promise("2026-08-31", Some("2026-09-01"), 1)), Some(None));
        assert_eq!(relapsed(promise("2026-09-30", None, 30)), Some(None));
        assert_eq!(relapsed(promise("2026-09-30", Some("2026-09-29"), 0)), None);
    }
}
