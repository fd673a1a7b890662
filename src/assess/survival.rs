//! How long pages stay among the first ten results once they show the incident there.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::record::depths;
use crate::measure::Metrics;
use crate::model::Needs;
use crate::stats::kaplan_meier::{Spell, kaplan_meier};
use crate::stats::log_rank::log_rank;
use crate::stats::turnbull::{Censored, turnbull};
use crate::stats::{Interval, Measured, rounded};

/// The first page.
const FIRST_PAGE: i64 = 10;

/// The stay of pages on the first page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stay {
    /// Pages, each once for every viewpoint and search term.
    pub page_count: i64,
    /// Those that left.
    pub left_count: i64,
    /// Median days on the first page by Kaplan and Meier, a page taken to leave halfway between the
    /// last capture that showed it and the next.
    pub median_days: Measured,
    /// The same by Turnbull, who takes only that it left between the two.
    pub median_days_between: Measured,
    /// The curve of Kaplan and Meier.
    pub curve: Vec<StayStep>,
    /// Whether pages leave sooner or later once their removal was asked for, by the log-rank test: the
    /// chance of a difference as large if they did not. Until its request a page counts as one without.
    /// Nobody drew lots over which pages were asked about.
    pub removal_p: Measured,
    /// Of the pages with a request, how many left.
    pub asked_left: Option<i64>,
    /// How many would have, had they left as all pages together do.
    pub asked_expected: Option<f64>,
}

/// A step of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StayStep {
    /// Days on the first page.
    pub days: f64,
    /// The share that stays longer, 0 to 1.
    pub stays: f64,
    /// Its 95 % interval.
    pub interval: Option<Interval>,
}

/// One page's stay.
struct Follow {
    /// Its age when it was first seen: more than nothing where it was there at the first capture.
    entered: f64,
    after: f64,
    by: Option<f64>,
    /// Its age when its removal was first asked for, where it was.
    asked: Option<f64>,
}

/// How long pages stay on the first page.
pub fn stay(metrics: &Metrics, onset: Option<NaiveDate>, until: NaiveDate) -> Option<Stay> {
    let follows = follows(metrics, onset, until);
    if follows.is_empty() {
        return None;
    }
    let spells: Vec<Spell> = follows.iter().map(Follow::spell).collect();
    let n = follows.len() as i64;
    let left = follows.iter().filter(|follow| follow.by.is_some()).count() as i64;
    let refused = || Measured::refused(Needs::Gone { count: left, of: (n + 1) / 2 }, n);
    let by_halves = kaplan_meier(&spells);
    let median_days = by_halves.as_ref().and_then(|found| {
        let ends = found.median_low.zip(found.median_high);
        let interval = ends.map(|(low, high)| Interval { low, high });
        Some(Measured::known(found.median?, interval, n))
    });
    let censored: Vec<Censored> = follows
        .iter()
        .map(|follow| Censored { entered: follow.entered, after: follow.after, by: follow.by })
        .collect();
    let between = turnbull(&censored).and_then(|found| {
        let median = found.median?;
        let ends = found.median_low.zip(found.median_high);
        let interval = ends.map(|(low, high)| Interval { low, high });
        Some(Measured::known(f64::midpoint(median.after, median.by), interval, n))
    });
    let asked: Vec<Spell> = follows.iter().filter_map(Follow::after_request).collect();
    let others: Vec<Spell> = follows.iter().filter_map(Follow::before_request).collect();
    let test = log_rank(&asked, &others);
    let curve = by_halves.map(|found| found.steps).unwrap_or_default();
    Some(Stay {
        page_count: n,
        left_count: left,
        median_days: median_days.unwrap_or_else(refused),
        median_days_between: between.unwrap_or_else(refused),
        curve: curve
            .into_iter()
            .map(|step| StayStep {
                days: rounded(step.time),
                stays: rounded(step.survival),
                interval: step.interval.map(|interval| Interval {
                    low: rounded(interval.low),
                    high: rounded(interval.high),
                }),
            })
            .collect(),
        asked_left: test.as_ref().map(|test| test.first.observed as i64),
        asked_expected: test.as_ref().map(|test| rounded(test.first.expected)),
        removal_p: test.map_or_else(
            || {
                let needs = if asked.is_empty() {
                    Needs::Request
                } else {
                    Needs::Gone { count: left, of: 5 }
                };
                Measured::refused(needs, n)
            },
            |test| Measured::known(test.p, None, n),
        ),
    })
}

impl Follow {
    fn spell(&self) -> Spell {
        let left = self.by.map_or(self.after, |by| f64::midpoint(self.after, by));
        Spell { entered: self.entered, left, is_event: self.by.is_some() }
    }

    /// Its stay from the request on. Until then it is one of those without: else a request would seem to
    /// make pages stay, because only a page that is still there is asked about.
    fn after_request(&self) -> Option<Spell> {
        let spell = self.spell();
        let asked = self.asked.filter(|asked| *asked < spell.left)?;
        Some(Spell { entered: spell.entered.max(asked), ..spell })
    }

    /// Its stay until the request, or all of it where there was none.
    fn before_request(&self) -> Option<Spell> {
        let spell = self.spell();
        match self.asked {
            Some(asked) if asked <= spell.entered => None,
            Some(asked) if asked < spell.left => {
                Some(Spell { left: asked, is_event: false, ..spell })
            }
            _ => Some(spell),
        }
    }
}

/// Follows each page from the first capture that showed it on the first page to the first two in a row
/// that did not, though they looked so far. A page that was there at the very first capture is taken
/// to be as old as the incident, and is followed from the age it has then: had it left before, nobody
/// would know of it.
fn follows(metrics: &Metrics, onset: Option<NaiveDate>, until: NaiveDate) -> Vec<Follow> {
    type Place<'a> = (&'a str, &'a str);
    let mut looks: BTreeMap<Place<'_>, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for ((viewpoint, term, on), depth) in depths(&metrics.capture_calendar) {
        if on <= until {
            looks.entry((viewpoint, term)).or_default().insert(on, depth);
        }
    }
    let mut seen: BTreeMap<(Place<'_>, &str), BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for point in metrics.rank_path.iter().filter(|point| point.position <= FIRST_PAGE) {
        let place = (point.viewpoint.as_str(), point.search_term.as_str());
        seen.entry((place, &point.url)).or_default().insert(point.captured_on, point.position);
    }
    let mut asked: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for removal in &metrics.removal_docket {
        let first = asked.entry(&removal.url).or_insert(removal.filed_on);
        *first = (*first).min(removal.filed_on);
    }
    seen.iter()
        .filter_map(|((place, url), days)| {
            let taken = looks.get(place)?;
            let (first, _) = taken.first_key_value()?;
            let born = onset.filter(|onset| onset < first && days.contains_key(first));
            follow(taken, days, born, asked.get(url).copied())
        })
        .collect()
}

/// `taken` has the depth of each capture, and `seen` the position of the page in those that showed it. A
/// capture that did not look so far down as the page last stood says nothing of it.
fn follow(
    taken: &BTreeMap<NaiveDate, i64>,
    seen: &BTreeMap<NaiveDate, i64>,
    born: Option<NaiveDate>,
    asked_on: Option<NaiveDate>,
) -> Option<Follow> {
    let (first, position) = seen.first_key_value()?;
    let (first, mut stood) = (*first, *position);
    let age = |day: NaiveDate| (day - born.unwrap_or(first)).num_days() as f64;
    let entered = age(first);
    let asked = asked_on.map(age);
    let mut last = first;
    let mut missed: Option<NaiveDate> = None;
    for (day, depth) in taken.range(first..) {
        if let Some(position) = seen.get(day) {
            (last, missed, stood) = (*day, None, *position);
        } else if *depth < stood {
            continue;
        } else if let Some(gone) = missed {
            return Some(Follow { entered, after: age(last), by: Some(age(gone)), asked });
        } else {
            missed = Some(*day);
        }
    }
    Some(Follow { entered, after: age(last), by: None, asked })
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    /// Days after the first, all with one depth or position.
    fn at(offsets: &[u64], number: i64) -> BTreeMap<NaiveDate, i64> {
        let first = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
        offsets.iter().map(|offset| (first + Days::new(*offset), number)).collect()
    }

    fn days(offsets: &[u64]) -> BTreeMap<NaiveDate, i64> {
        at(offsets, 10)
    }

    #[test]
    fn a_capture_that_looks_less_far_says_nothing() {
        let mut taken = at(&[0, 7], 20);
        taken.extend(at(&[14, 21, 28], 5));
        let low = follow(&taken, &at(&[0, 7], 8), None, None).unwrap();
        assert_eq!((low.after, low.by), (7.0, None));
        let high = follow(&taken, &at(&[0, 7], 3), None, None).unwrap();
        assert_eq!((high.after, high.by), (7.0, Some(14.0)));
    }

    #[test]
    fn a_page_has_left_when_two_captures_in_a_row_lack_it() {
        let taken = days(&[0, 7, 14, 21, 28, 35]);
        let left = follow(&taken, &days(&[7, 14]), None, None).unwrap();
        assert_eq!((left.after, left.by), (7.0, Some(14.0)));
        let missed_once = follow(&taken, &days(&[7, 14, 28, 35]), None, None).unwrap();
        assert_eq!((missed_once.after, missed_once.by), (28.0, None));
        let maybe = follow(&taken, &days(&[7, 14, 21, 28]), None, None).unwrap();
        assert_eq!((maybe.after, maybe.by), (21.0, None));
    }

    #[test]
    fn a_page_is_without_a_request_until_it_has_one() {
        let taken = days(&[0, 7, 14, 21, 28, 35]);
        let asked_on = taken.keys().nth(1).copied();
        let page = follow(&taken, &days(&[0, 7, 14]), None, asked_on).unwrap();
        let (before, after) = (page.before_request().unwrap(), page.after_request().unwrap());
        assert_eq!((before.entered, before.left, before.is_event), (0.0, 7.0, false));
        assert_eq!((after.entered, after.left, after.is_event), (7.0, 17.5, true));
        let never = follow(&taken, &days(&[0, 7, 14]), None, None).unwrap();
        assert_eq!((never.after_request(), never.before_request()), (None, Some(never.spell())));
    }
}
