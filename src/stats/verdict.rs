//! Verdicts, week by week, from what was measured of each week.
//!
//! A verdict has a memory, so that it does not flip with the noise of every week: what was recovered
//! stays so until two weeks in a row speak against it or a new storm opens, and from `recovering` to
//! `not recovering` and back it takes two weeks that say the same. The memory is worked out from the
//! weeks themselves each time; nothing is kept between runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Interval;
use crate::model::Needs;

/// How one of the two clocks stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Back where it was.
    Recovered,
    /// On its way back.
    Recovering,
    /// Not on its way back.
    NotRecovering,
    /// Worse again after it had been better.
    Relapsed,
    /// The data do not say.
    CannotTell,
}

impl Verdict {
    /// The verdict's name, which is also that of its message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recovered => "recovered",
            Self::Recovering => "recovering",
            Self::NotRecovering => "not-recovering",
            Self::Relapsed => "relapsed",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// What one week says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Week {
    /// Why it says nothing.
    pub needs: Option<Needs>,
    /// With the week before it, it is as close to the baseline as the margin asks.
    pub is_back: bool,
    /// It is by itself further from the baseline than the margin.
    pub is_away: bool,
    /// How many storms, or returns of what was gone, there have been until its end.
    pub storms: usize,
    /// Whether the last of them goes on at its end.
    pub is_stormy: bool,
    /// The part of the way back that it has come: 0 at the peak, 1 at the baseline.
    pub part: Option<Interval>,
    /// The same without its interval.
    pub middle: Option<f64>,
}

/// How many weeks back a week is compared with.
const STRIDE: usize = 4;

/// The part of the way whose being covered for certain needs no second week.
const CERTAIN: f64 = 0.8;

/// The verdict of each week.
pub fn verdicts(weeks: &[Week]) -> Vec<Verdict> {
    let mut memory = Memory::default();
    (0..weeks.len()).map(|at| memory.next(&weeks[..=at])).collect()
}

#[derive(Default)]
struct Memory {
    /// With how many storms it was last recovered.
    recovered_after: Option<usize>,
    /// How many weeks in a row were away since.
    away: usize,
    /// Whether it was rising, and for how many weeks the contrary has been the case.
    is_rising: Option<bool>,
    contrary: usize,
}

impl Memory {
    /// The verdict of the last of some weeks, of which there is at least one.
    fn next(&mut self, weeks: &[Week]) -> Verdict {
        let (week, before) = weeks.split_last().expect("a verdict is asked of a week");
        if before.last().is_some_and(|last| last.storms < week.storms) {
            self.is_rising = None;
            self.contrary = 0;
        }
        if week.needs.is_some() {
            return Verdict::CannotTell;
        }
        if week.is_stormy && 1 < week.storms || self.is_returned(week) {
            return Verdict::Relapsed;
        }
        if week.is_back && !week.is_stormy {
            (self.recovered_after, self.away) = (Some(week.storms), 0);
            return Verdict::Recovered;
        }
        self.away = if week.is_away { self.away + 1 } else { 0 };
        if self.recovered_after == Some(week.storms) && self.away < 2 && !week.is_stormy {
            return Verdict::Recovered;
        }
        if week.storms == 0 && !week.is_away {
            return Verdict::CannotTell;
        }
        self.recovered_after = None;
        if self.rises(week, before) { Verdict::Recovering } else { Verdict::NotRecovering }
    }

    /// A storm opened after it had recovered from another, and goes on. A first storm is no relapse.
    fn is_returned(&self, week: &Week) -> bool {
        let is_newer = |storms: usize| 0 < storms && storms < week.storms;
        week.is_stormy && self.recovered_after.is_some_and(is_newer)
    }

    /// Whether it is on its way back: the lower end of its part rose against four weeks ago, or against
    /// the storm's opening where that is later; or its part may be all of the way, and is more likely
    /// most of it than not.
    fn rises(&mut self, week: &Week, before: &[Week]) -> bool {
        let now = week.part.is_some_and(|part| {
            let earlier = before.iter().rev().nth(STRIDE - 1);
            let earlier = earlier.filter(|earlier| earlier.storms == week.storms);
            let low = earlier.and_then(|earlier| earlier.part).map_or(0.0, |part| part.low);
            low < part.low || (1.0 <= part.high && week.middle.is_some_and(|middle| 0.5 <= middle))
        });
        let was = *self.is_rising.get_or_insert(now);
        self.contrary = if now == was { 0 } else { self.contrary + 1 };
        // One week is enough where nearly all of the way is certain.
        let is_certain = now && week.part.is_some_and(|part| CERTAIN <= part.low);
        if 2 <= self.contrary || is_certain {
            (self.is_rising, self.contrary) = (Some(now), 0);
        }
        self.is_rising == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(low: f64) -> Week {
        let part = Some(Interval { low, high: low + 0.1 });
        Week { storms: 1, part, middle: Some(low + 0.05), ..Week::default() }
    }

    fn stormy(low: f64) -> Week {
        Week { is_stormy: true, is_away: true, ..week(low) }
    }

    fn back() -> Week {
        Week { is_back: true, ..week(0.95) }
    }

    fn names(weeks: &[Week]) -> Vec<&'static str> {
        verdicts(weeks).into_iter().map(Verdict::name).collect()
    }

    #[test]
    fn a_storm_that_fades_is_recovering_and_then_recovered() {
        let weeks = [stormy(0.0), stormy(0.2), stormy(0.5), week(0.7), back(), back()];
        assert_eq!(
            names(&weeks),
            [
                "not-recovering",
                "not-recovering",
                "recovering",
                "recovering",
                "recovered",
                "recovered"
            ]
        );
    }

    #[test]
    fn a_plateau_is_not_recovering() {
        let weeks: Vec<Week> = (0..9).map(|n| stormy(0.3 - 0.001 * f64::from(n))).collect();
        let names = names(&weeks);
        assert_eq!(names[0], "recovering");
        assert_eq!(names[8], "not-recovering");
    }

    #[test]
    fn a_first_week_of_which_nothing_is_known_is_no_recovery() {
        let part = |low, high| Some(Interval { low, high });
        let unknown = Week { part: part(-0.4, 1.0), middle: Some(0.3), ..stormy(0.0) };
        assert_eq!(names(&[unknown]), ["not-recovering"]);
        let nearly = Week { part: part(0.0, 1.1), middle: Some(0.6), ..stormy(0.0) };
        assert_eq!(names(&[nearly]), ["recovering"]);
    }

    #[test]
    fn nearly_all_of_the_way_for_certain_is_enough_at_once() {
        let weeks = [stormy(0.0), stormy(0.0), stormy(0.0), week(0.9)];
        assert_eq!(names(&weeks)[2..], ["not-recovering", "recovering"]);
    }

    #[test]
    fn one_week_to_the_contrary_flips_nothing() {
        let lows = [0.1, 0.2, 0.3, 0.4, 0.5, 0.15, 0.6, 0.62, 0.65];
        assert!(names(&lows.map(week)).iter().all(|name| *name == "recovering"));
    }

    #[test]
    fn what_has_recovered_stays_so_until_two_weeks_are_away() {
        let away = || Week { is_away: true, ..week(0.7) };
        let weeks = [back(), away(), week(0.9), away(), away()];
        assert_eq!(
            names(&weeks),
            ["recovered", "recovered", "recovered", "recovered", "not-recovering"]
        );
    }

    #[test]
    fn a_second_storm_is_a_relapse_while_it_lasts() {
        let second = |low| Week { storms: 2, ..stormy(low) };
        let after = |low| Week { storms: 2, ..week(low) };
        let weeks = [stormy(0.1), week(0.5), second(0.0), second(0.4), after(0.8), after(0.85)];
        assert_eq!(names(&weeks)[2..], ["relapsed", "relapsed", "recovering", "recovering"]);
    }

    #[test]
    fn a_first_storm_is_no_relapse() {
        let quiet = Week { storms: 0, ..back() };
        assert_eq!(names(&[quiet, stormy(0.0)]), ["recovered", "not-recovering"]);
        let second = Week { storms: 2, ..stormy(0.0) };
        assert_eq!(names(&[back(), second]), ["recovered", "relapsed"]);
    }

    #[test]
    fn without_a_storm_there_is_nothing_to_come_back_from() {
        let wide = Week { storms: 0, part: None, middle: None, ..Week::default() };
        let away = Week { is_away: true, ..wide.clone() };
        assert_eq!(names(&[wide.clone(), away]), ["cannot-tell", "not-recovering"]);
        let quiet = Week { is_back: true, ..wide.clone() };
        assert_eq!(names(&[quiet, wide]), ["recovered", "recovered"]);
    }

    #[test]
    fn a_week_that_says_nothing_says_so_and_forgets_nothing() {
        let silent = Week { needs: Some(Needs::Data), ..week(0.0) };
        let weeks = [back(), silent, week(0.9)];
        assert_eq!(names(&weeks), ["recovered", "cannot-tell", "recovered"]);
    }
}
