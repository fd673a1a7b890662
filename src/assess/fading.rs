//! How fast a storm fades, when it will have, and how earlier answers to that fared.

use chrono::{Days, NaiveDate};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use super::series::within;
use super::storms::Found;
use super::talk::last_complete_week;
use crate::model::period::week_start;
use crate::model::{DaySpan, Margins, Needs};
use crate::stats::baseline::SeriesDay;
use crate::stats::decay::{self, Day, Fitted, Shape, Unfit};
use crate::stats::forecast::{self, Ahead, Coming, Outlook};
use crate::stats::storms::Storm;
use crate::stats::tattoo::tattoo;
use crate::stats::{Interval, Measured, rounded, wilson};

/// How many days past the peak it takes.
const LEAST_DAYS: i64 = 10;

/// Later than this after the peak, a day tells of what is usual and no more of how the storm fades.
const LAST_DAY: u64 = 120;

/// How many weeks ahead counts are foretold.
const WEEKS_AHEAD: usize = 4;

/// How the last storm fades.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fading {
    /// The storm; the first is 1.
    pub storm: i64,
    /// `exponential`, `power-law` or `two-phase`; absent where none could be fitted.
    pub shape: Option<String>,
    /// Days until negative talk beyond what is usual is half of what it was at the peak, its interval by
    /// profile likelihood.
    pub half_life: Measured,
    /// The models that were compared.
    pub candidates: Vec<Candidate>,
    /// The share of attention that passed into the slow memory, by our reading of Candia and others
    /// (2019); only where talk fades in two phases.
    pub tattoo: Measured,
    /// Weeks until a week's excess of negative talk is within the margin; the 95 % interval.
    pub weeks_to_margin: Measured,
    /// The ends of its 80 % interval; absent where they lie beyond two years.
    pub weeks_low_80: Option<i64>,
    /// The upper end.
    pub weeks_high_80: Option<i64>,
    /// Negative originals of the weeks to come.
    pub ahead: Vec<WeekAhead>,
    /// How many of the forecasts that were due held within their 80 % interval.
    pub kept_80: Measured,
    /// The same within their 95 % interval.
    pub kept_95: Measured,
}

/// A model of how talk fades.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// `exponential`, `power-law` or `two-phase`.
    pub shape: String,
    /// Akaike's criterion, corrected for few days; the least is chosen.
    pub aicc: f64,
    /// Its half-life in days.
    pub half_life: f64,
}

/// What is foretold of one week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekAhead {
    /// Its Monday.
    pub week_start: NaiveDate,
    /// Negative originals: the median.
    pub median: f64,
    /// The 80 % interval.
    pub interval_80: Interval,
    /// The 95 % interval.
    pub interval_95: Interval,
}

/// A forecast that was due, and what came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Foretold {
    /// The Monday of the last week that was known.
    pub made_after: NaiveDate,
    /// What was foretold.
    pub week: WeekAhead,
    /// How many weeks ahead that was.
    pub weeks_ahead: i64,
    /// Negative originals that came.
    pub came: i64,
    /// Whether that lies within the 80 % interval.
    pub is_within_80: bool,
    /// Whether it lies within the 95 % interval.
    pub is_within_95: bool,
}

/// How the last storm fades, as known at the end of a day, and the forecasts that were due by then.
/// `None` where totals tell no volume or there has been no storm.
pub fn fading(
    found: &Found,
    margins: Margins,
    until: NaiveDate,
    kept: &Kept,
) -> Option<(Fading, Vec<Foretold>)> {
    let number = found.watch.storms.len() as i64;
    let storm = found.watch.storms.last()?;
    if !found.talk.tells_volume() {
        return None;
    }
    let foretold = foretold(found, until, kept);
    let record = |is_within: fn(&Foretold) -> bool| {
        let hits = foretold.iter().filter(|week| is_within(week)).count() as i64;
        let count = foretold.len() as i64;
        wilson(hits, count).map_or_else(
            || Measured::refused(Needs::Forecasts, 0),
            |interval| Measured::known(hits as f64 / count as f64, Some(interval), count),
        )
    };
    let (kept_80, kept_95) = (record(|week| week.is_within_80), record(|week| week.is_within_95));
    let days = days_past(found, storm, until);
    let n = days.len() as i64;
    let fitted = match decay::fit(&days) {
        Ok(fitted) => fitted,
        Err(unfit) => {
            let refused = || Measured::refused(needs(&unfit), n);
            let fading = Fading {
                storm: number,
                shape: None,
                half_life: refused(),
                candidates: Vec::new(),
                tattoo: refused(),
                weeks_to_margin: refused(),
                weeks_low_80: None,
                weeks_high_80: None,
                ahead: Vec::new(),
                kept_80,
                kept_95,
            };
            return Some((fading, foretold));
        }
    };
    let coming = coming(found, until);
    let outlook = forecast::outlook(
        &decay::mixed_draws(&fitted),
        &ahead_of(found, storm, margins, until, &coming),
    );
    let decay = &fitted.decay;
    let fading = Fading {
        storm: number,
        shape: Some(name(decay.shape).to_owned()),
        half_life: Measured::known(decay.half_life, Some(decay.interval), n),
        candidates: candidates(&fitted),
        tattoo: tattoo(&fitted).map_or_else(
            || Measured::refused(Needs::TwoPhases, n),
            |tattoo| Measured::known(tattoo.share, Some(tattoo.interval), n),
        ),
        weeks_to_margin: weeks(&outlook, n),
        weeks_low_80: outlook.weeks.interval_80.0.map(i64::from),
        weeks_high_80: outlook.weeks.interval_80.1.map(i64::from),
        ahead: ahead(&outlook, until),
        kept_80,
        kept_95,
    };
    Some((fading, foretold))
}

fn name(shape: Shape) -> &'static str {
    match shape {
        Shape::Exponential { .. } => "exponential",
        Shape::PowerLaw { .. } => "power-law",
        Shape::TwoPhase { .. } => "two-phase",
    }
}

fn candidates(fitted: &Fitted) -> Vec<Candidate> {
    let all = fitted.candidates.iter().filter(|candidate| candidate.half_life.is_finite());
    all.map(|candidate| Candidate {
        shape: name(candidate.shape).to_owned(),
        aicc: rounded(candidate.aicc),
        half_life: rounded(candidate.half_life),
    })
    .collect()
}

fn needs(unfit: &Unfit) -> Needs {
    let tenths = |days: f64| (days * 10.0).round() as i64;
    match unfit {
        Unfit::TooFewDays { days } => Needs::PastPeak { count: *days as i64, of: LEAST_DAYS },
        Unfit::NoStableHalfLife { low, high } => {
            Needs::StableHalfLife { low_tenths: tenths(*low), high_tenths: high.map(tenths) }
        }
        Unfit::NoExcess => Needs::Excess,
    }
}

/// Whether a storm fades evenly, as far as is known at the end of a day: only then can its course be
/// carried on to what would have come.
pub fn is_even(found: &Found, storm: &Storm, until: NaiveDate) -> bool {
    let fitted = decay::fit(&days_past(found, storm, until));
    fitted.is_ok_and(|fitted| matches!(fitted.decay.shape, Shape::Exponential { .. }))
}

/// The days from the storm's peak on that are known at the end of a day.
fn days_past(found: &Found, storm: &Storm, until: NaiveDate) -> Vec<Day> {
    let Some(usual) = &found.usual else { return Vec::new() };
    let next = found.watch.storms.iter().find(|other| storm.peak_on < other.opened_on);
    let before_next = next.map_or(until, |next| next.opened_on - Days::new(1));
    let last = until.min(storm.peak_on + Days::new(LAST_DAY)).min(before_next);
    let Some(span) = DaySpan::new(storm.peak_on, last) else { return Vec::new() };
    within(&found.talk.volume, span)
        .iter()
        .map(|day| Day {
            since_peak: (day.on - storm.peak_on).num_days() as f64,
            count: day.count,
            expected: usual.mean(day),
            weekday: usual.weekday(day.on),
        })
        .collect()
}

/// The days of the weeks to come, as they usually are.
fn coming(found: &Found, until: NaiveDate) -> Vec<Coming> {
    first_to_come(until)
        .iter_days()
        .take(7 * WEEKS_AHEAD)
        .filter_map(|on| {
            let usual = found.usual.as_ref()?;
            let day = SeriesDay { on, count: 0.0, total: None };
            Some(Coming { expected: usual.mean(&day), weekday: usual.weekday(on) })
        })
        .collect()
}

fn ahead_of<'a>(
    found: &Found,
    storm: &Storm,
    margins: Margins,
    until: NaiveDate,
    coming: &'a [Coming],
) -> Ahead<'a> {
    Ahead {
        since_peak: (first_to_come(until) - storm.peak_on).num_days() as f64,
        margin: daily_margin(found, margins),
        coming,
    }
}

/// The Monday after the last complete week.
fn first_to_come(until: NaiveDate) -> NaiveDate {
    last_complete_week(until) + Days::new(7)
}

/// The margin of the share as negative originals a day: that many more of the usual number of texts.
fn daily_margin(found: &Found, margins: Margins) -> f64 {
    let usual = found.usual.as_ref().map_or(0.0, |usual| usual.level);
    let share = found.usual_share.as_ref().map_or(1.0, |usual| usual.level.max(1e-3));
    (usual / share * margins.share).max(1e-3)
}

fn weeks(outlook: &Outlook, n: i64) -> Measured {
    let Some(median) = outlook.weeks.median else { return Measured::refused(Needs::Horizon, n) };
    let ends = outlook.weeks.interval_95.0.zip(outlook.weeks.interval_95.1);
    let interval = ends.map(|(low, high)| Interval { low: low.into(), high: high.into() });
    Measured::known(median.into(), interval, n)
}

fn ahead(outlook: &Outlook, until: NaiveDate) -> Vec<WeekAhead> {
    let round =
        |interval: Interval| Interval { low: rounded(interval.low), high: rounded(interval.high) };
    first_to_come(until)
        .iter_days()
        .step_by(7)
        .zip(&outlook.next)
        .map(|(week_start, week)| WeekAhead {
            week_start,
            median: rounded(week.median),
            interval_80: round(week.interval_80),
            interval_95: round(week.interval_95),
        })
        .collect()
}

/// What would have been foretold at the end of each earlier week of the talk's last storm, from what
/// had been published by then, beside what came: the forecast's own record.
fn foretold(found: &Found, until: NaiveDate, kept: &Kept) -> Vec<Foretold> {
    let Some(storm) = found.watch.storms.last() else { return Vec::new() };
    let last = last_complete_week(until);
    let over = storm.ended_on.map_or(last, |end| last.min(week_start(end) + Days::new(7)));
    let first = week_start(storm.peak_on);
    let weeks: Vec<NaiveDate> =
        first.iter_days().step_by(7).take_while(|day| *day <= over && *day < last).collect();
    weeks.par_iter().flat_map_iter(|monday| foretold_after(found, *monday, last, kept)).collect()
}

fn foretold_after(found: &Found, monday: NaiveDate, last: NaiveDate, kept: &Kept) -> Vec<Foretold> {
    let then = monday + Days::new(6);
    let watch = found.watch_until(then);
    let Some(known) = watch.storms.last() else { return Vec::new() };
    let (days, coming) = (days_past(found, known, then), coming(found, then));
    let asked = ahead_of(found, known, Margins::default(), then, &coming);
    let forecast = kept.forecast(&days, &asked, || {
        let fitted = decay::fit(&days).ok();
        let outlook = fitted.map(|it| forecast::outlook(&decay::mixed_draws(&it), &asked));
        outlook.map(|outlook| ahead(&outlook, then)).unwrap_or_default()
    });
    let told = (1..).zip(forecast).filter_map(|(weeks_ahead, week)| {
        let came = came(found, week.week_start, last)?;
        let holds =
            |interval: Interval| interval.low <= came as f64 && came as f64 <= interval.high;
        Some(Foretold {
            made_after: monday,
            week,
            weeks_ahead,
            came,
            is_within_80: holds(week.interval_80),
            is_within_95: holds(week.interval_95),
        })
    });
    told.collect()
}

/// Negative originals of a week that is over and has data on every day.
fn came(found: &Found, monday: NaiveDate, last: NaiveDate) -> Option<i64> {
    let span = DaySpan { from: monday, to: monday + Days::new(6) };
    let days = within(&found.talk.volume, span);
    let count: f64 = days.iter().map(|day| day.count).sum();
    (monday <= last && days.len() == 7).then_some(count as i64)
}
