//! The storms of a case: what is usual, when it was left, and how near it came otherwise.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::series::{Talk, within};
use crate::measure::rows::{StormArrival, StormItem};
use crate::model::{Case, DaySpan, Needs};
use crate::stats::baseline::{Baseline, LEAST_DAYS};
use crate::stats::changepoints::changepoints;
use crate::stats::storms::{self, Approach, Judged, Storm, Watch};
use crate::stats::{Interval, Measured, rounded};

/// A change of level lies this near to a storm's opening, in days, or disagrees with it.
const AGREES_WITHIN: i64 = 7;

/// Where a baseline comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The config says it.
    Config,
    /// Eight weeks that end a week before the onset that the config says.
    BeforeOnset,
    /// The same before the onset that was found.
    BeforeFoundOnset,
}

/// The quiet time that everything is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// Its days.
    pub span: DaySpan,
    /// Where it comes from.
    pub origin: Origin,
    /// Its days with data.
    pub day_count: i64,
    /// Negative originals, or items, on a usual day; absent where totals tell no volume.
    pub volume: Measured,
    /// The usual negative share.
    pub share: Measured,
    /// How many times more days scatter than if texts came each on its own.
    pub dispersion: f64,
    /// What Monday to Sunday make of a usual day.
    pub weekdays: Vec<f64>,
}

/// A burst of negative talk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StormFacts {
    /// Its number; the first is 1, and later ones are relapses.
    pub storm: i64,
    /// Its first day.
    pub opened_on: NaiveDate,
    /// The day of its peak.
    pub peak_on: NaiveDate,
    /// What was counted then.
    pub peak_count: i64,
    /// Out of how many, where shares are what is watched.
    pub peak_total: Option<i64>,
    /// Its last day; absent while it goes on.
    pub ended_on: Option<NaiveDate>,
    /// Its days with data so far.
    pub day_count: i64,
    /// Negative originals beyond what is usual; refused where totals tell no volume.
    pub size: Measured,
    /// Where it showed, in the order in which it did.
    pub arrivals: Vec<StormArrival>,
    /// Minutes from its first text on a social platform to the first in the news.
    pub news_lag_minutes: Option<i64>,
    /// Its first text, and the one that was repeated most.
    pub items: Vec<StormItem>,
    /// The change of level nearest to its opening, which was looked for in another way.
    pub changepoint_on: Option<NaiveDate>,
    /// Whether the two agree within a week.
    pub is_confirmed: bool,
}

#[cfg(test)]
impl StormFacts {
    /// A storm for tests: its number and its first day.
    pub(super) fn invented(storm: i64, opened_on: NaiveDate) -> Self {
        Self {
            storm,
            opened_on,
            peak_on: opened_on,
            peak_count: 200,
            peak_total: None,
            ended_on: None,
            day_count: 9,
            size: Measured::refused(Needs::Volume, 9),
            arrivals: Vec::new(),
            news_lag_minutes: None,
            items: Vec::new(),
            changepoint_on: None,
            is_confirmed: false,
        }
    }
}

/// The day outside of storms that came nearest to opening one, of the last four weeks where these have
/// any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nearest {
    /// The day.
    pub on: NaiveDate,
    /// What was counted.
    pub count: i64,
    /// Out of how many, where shares are what is watched.
    pub total: Option<i64>,
    /// What is usual on such a day.
    pub mean: f64,
    /// The bound that two of three days must exceed.
    pub bound: f64,
    /// Days that exceeded it, each alone.
    pub lone_days: i64,
}

/// A day beside what is usual.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The day.
    pub on: NaiveDate,
    /// What is usual: a count, or a share.
    pub usual: f64,
    /// What chance exceeds once in twenty days.
    pub closing: f64,
    /// What chance exceeds once in a thousand days.
    pub opening: f64,
}

/// What was found of the storms of a case, with what it was found by.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The talk.
    pub talk: Talk,
    /// The quiet time, or why there is none.
    pub quiet: Result<(DaySpan, Origin), Needs>,
    /// The onset that was looked for, where the config says neither it nor a baseline.
    pub onset: Option<NaiveDate>,
    /// What is usual of the watched series.
    pub usual: Option<Baseline>,
    /// What is usual of the share.
    pub usual_share: Option<Baseline>,
    /// What the series went through.
    pub watch: Watch,
    /// Its days since the baseline began, each beside its bounds.
    judged: Vec<Judged>,
}

impl Found {
    /// Looks for the storms of a case in its talk.
    pub fn new(talk: Talk, case: &Case) -> Self {
        let mut found = Self {
            talk,
            quiet: Err(Needs::Data),
            onset: None,
            usual: None,
            usual_share: None,
            watch: Watch::default(),
            judged: Vec::new(),
        };
        if found.talk.watched().is_empty() {
            return found;
        }
        let (span, origin) = match (case.baseline, case.onset) {
            (Some(span), _) => (span, Origin::Config),
            (None, Some(onset)) => (storms::quiet_time(onset), Origin::BeforeOnset),
            (None, None) => {
                let search = storms::search_onset(found.talk.watched());
                (found.watch.nearest, found.watch.recent) = (search.nearest, search.recent);
                let Some(onset) = search.onset else {
                    found.quiet = Err(Needs::Onset);
                    return found;
                };
                found.onset = Some(onset);
                (storms::quiet_time(onset), Origin::BeforeFoundOnset)
            }
        };
        let Some(usual) = Baseline::new(found.talk.watched(), span) else {
            let day_count = within(found.talk.watched(), span).len() as i64;
            found.quiet = Err(Needs::Baseline { day_count, of: LEAST_DAYS as i64 });
            return found;
        };
        found.quiet = Ok((span, origin));
        let since = found.talk.watched().partition_point(|day| day.on < span.from);
        found.judged = storms::judged(&found.talk.watched()[since..], &usual);
        found.watch = storms::watch(found.after_quiet(span));
        found.usual_share = Baseline::new(&found.talk.share, span);
        found.usual = Some(usual);
        found
    }

    /// The quiet time, where there is one.
    pub fn quiet_span(&self) -> Option<DaySpan> {
        self.quiet.as_ref().ok().map(|(span, _)| *span)
    }

    /// The number, first and last day of each storm, for queries; one that goes on runs to the end of
    /// the talk.
    pub fn spans(&self) -> Vec<(i64, DaySpan)> {
        let last = self.talk.span().map(|span| span.to);
        (1..)
            .zip(&self.watch.storms)
            .filter_map(|(number, storm)| {
                let to = storm.ended_on.or(last)?;
                Some((number, DaySpan::new(storm.opened_on, to)?))
            })
            .collect()
    }

    /// The quiet time, for the report.
    pub fn quiet_facts(&self) -> Option<Quiet> {
        let (span, origin) = *self.quiet.as_ref().ok()?;
        let usual = self.usual.as_ref()?;
        let days = usual.day_count as i64;
        let volume = if self.talk.tells_volume() {
            let half = crate::stats::wilson::Z * usual.level_deviation();
            let low = (usual.level - half).max(0.0);
            let interval = Interval { low, high: usual.level + half };
            Measured::known(usual.level, Some(interval), days)
        } else {
            Measured::refused(Needs::Volume, days)
        };
        let share = self.usual_share.as_ref().map_or_else(
            || Measured::refused(Needs::Baseline { day_count: 0, of: LEAST_DAYS as i64 }, 0),
            |share| {
                let part = share.part();
                Measured::known(share.level, share.interval(), part.total.round() as i64)
            },
        );
        Some(Quiet {
            span,
            origin,
            day_count: days,
            volume,
            share,
            dispersion: rounded(usual.dispersion),
            weekdays: usual.weekdays.iter().map(|factor| rounded(*factor)).collect(),
        })
    }

    /// The storms, for the report.
    pub fn storm_facts(&self, arrivals: &[StormArrival], items: &[StormItem]) -> Vec<StormFacts> {
        let changes = self.changes();
        (1..)
            .zip(&self.watch.storms)
            .map(|(number, storm)| self.facts(number, storm, arrivals, items, &changes))
            .collect()
    }

    fn facts(
        &self,
        number: i64,
        storm: &Storm,
        arrivals: &[StormArrival],
        items: &[StormItem],
        changes: &[NaiveDate],
    ) -> StormFacts {
        let mut arrivals: Vec<StormArrival> =
            arrivals.iter().filter(|arrival| arrival.storm == number).cloned().collect();
        arrivals.sort_by(|a, b| (a.first_minute, &a.platform).cmp(&(b.first_minute, &b.platform)));
        let distance = |day: &NaiveDate| (*day - storm.opened_on).num_days().abs();
        let changepoint = changes.iter().copied().min_by_key(|day| (distance(day), *day));
        let days = storm.day_count as i64;
        StormFacts {
            storm: number,
            opened_on: storm.opened_on,
            peak_on: storm.peak_on,
            peak_count: storm.peak.count as i64,
            peak_total: storm.peak.total.map(|total| total as i64),
            ended_on: storm.ended_on,
            day_count: days,
            size: if self.talk.tells_volume() {
                Measured::known(storm.excess, None, days)
            } else {
                Measured::refused(Needs::Volume, days)
            },
            news_lag_minutes: news_lag(&arrivals),
            arrivals,
            items: items.iter().filter(|item| item.storm == number).cloned().collect(),
            changepoint_on: changepoint,
            is_confirmed: changepoint.is_some_and(|day| distance(&day) <= AGREES_WITHIN),
        }
    }

    /// The days on which the level of the watched series changes. Counts are taken by their roots, which
    /// scatter alike whatever their size.
    fn changes(&self) -> Vec<NaiveDate> {
        let days = self.talk.watched();
        let values: Vec<f64> = days
            .iter()
            .map(|day| match day.total {
                Some(total) => day.count / total.max(1.0),
                None => (day.count + 0.375).sqrt(),
            })
            .collect();
        changepoints(&values).into_iter().filter_map(|at| Some(days.get(at)?.on)).collect()
    }

    /// The day of the last four weeks that came nearest to opening a storm, for the report; where these
    /// have none outside of storms, the one of the whole time.
    pub fn nearest(&self) -> Option<Nearest> {
        let Approach { day, mean, bound } = self.watch.recent.or(self.watch.nearest)?;
        Some(Nearest {
            on: day.on,
            count: day.count as i64,
            total: day.total.map(|total| total as i64),
            mean: rounded(mean),
            bound,
            lone_days: self.watch.lone_days as i64,
        })
    }

    /// What is usual on each day since the baseline began; shares where shares are watched.
    pub fn bands(&self) -> Vec<Band> {
        let band = |judged: &Judged| {
            let scale = judged.day.total.unwrap_or(1.0).max(1.0);
            Band {
                on: judged.day.on,
                usual: rounded(judged.mean / scale),
                closing: rounded(judged.closing / scale),
                opening: rounded(judged.opening / scale),
            }
        };
        self.judged.iter().map(band).collect()
    }

    /// The storms known at the end of a day, as if nothing had been published since.
    pub fn watch_until(&self, day: NaiveDate) -> Watch {
        let Some(quiet) = self.quiet_span() else { return Watch::default() };
        let days = self.after_quiet(quiet);
        storms::watch(&days[..days.partition_point(|judged| judged.day.on <= day)])
    }

    fn after_quiet(&self, quiet: DaySpan) -> &[Judged] {
        &self.judged[self.judged.partition_point(|judged| judged.day.on <= quiet.to)..]
    }
}

/// Minutes from the first text on a social platform to the first in the news, where both were reached.
fn news_lag(arrivals: &[StormArrival]) -> Option<i64> {
    const NEWS: [&str; 5] = ["news", "online news", "newspaper", "press", "online_news"];
    let is_news = |arrival: &&StormArrival| NEWS.contains(&arrival.platform.as_str());
    let news = arrivals.iter().find(is_news)?;
    let social = arrivals.iter().find(|arrival| !is_news(arrival))?;
    Some(news.first_minute - social.first_minute)
}
