//! Storms: bursts of negative talk that chance does not explain.
//!
//! A storm opens on the first day whose count exceeds what the baseline lets chance do once in a
//! thousand days, when one of the next two days does so too. It is over when seven days in a row stay
//! at or below what chance exceeds once in twenty; its last day is the one before these seven. It is
//! over as well when another opens on top of it: two weeks past its peak or later, by the same rule
//! against the fourteen days before instead of the quiet time, because a second wave need not wait
//! until the first has faded. The rule is that of outbreak detection (L. Hutwagner and others, "The bioterrorism preparedness and
//! response Early Aberration Reporting System", Journal of Urban Health 80, 2003) with a second day
//! asked for and a law that allows for clumps.

use chrono::{Days, NaiveDate};

use super::baseline::{Baseline, LEAST_DAYS, SeriesDay};
use crate::model::DaySpan;

/// Chance exceeds the bound that opens a storm once in a thousand days.
pub const OPENING_LEVEL: f64 = 0.999;

/// Chance exceeds the bound that closes one once in twenty days.
pub const CLOSING_LEVEL: f64 = 0.95;

/// How many days in a row end a storm.
const CLOSING_DAYS: usize = 7;

/// How many days, the first one included, the second exceedance may take; days without data may lie
/// between.
const OPENING_DAYS: usize = 3;
const OPENING_REACH: u64 = 4;

/// How long a day that came near to opening a storm is news.
const RECENT_DAYS: u64 = 28;

/// How long the quiet time before an incident is.
const BASELINE_DAYS: u64 = 56;

/// How long before the incident it ends.
const BASELINE_GAP: u64 = 7;

/// A burst of negative talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Storm {
    /// Its first day.
    pub opened_on: NaiveDate,
    /// The day of its largest count, or share.
    pub peak_on: NaiveDate,
    /// What was counted on that day, and out of how many.
    pub peak: SeriesDay,
    /// Its last day; absent while it goes on.
    pub ended_on: Option<NaiveDate>,
    /// What was counted beyond what is usual, over its days so far.
    pub excess: f64,
    /// Its days with data so far.
    pub day_count: usize,
}

/// A day and the bound it would have had to exceed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Approach {
    /// The day.
    pub day: SeriesDay,
    /// What is usual on such a day.
    pub mean: f64,
    /// The bound.
    pub bound: f64,
}

impl Approach {
    fn nearness(&self) -> f64 {
        self.day.count / self.bound.max(1.0)
    }

    fn replaces(self, other: &mut Option<Self>) {
        if other.is_none_or(|other| other.nearness() < self.nearness()) {
            *other = Some(self);
        }
    }
}

/// What a series went through.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watch {
    /// Its storms, in order.
    pub storms: Vec<Storm>,
    /// Outside of storms the day that came nearest to opening one.
    pub nearest: Option<Approach>,
    /// The same of the last four weeks.
    pub recent: Option<Approach>,
    /// Days outside of storms that exceeded the bound, each alone.
    pub lone_days: usize,
    /// The last day exceeds the bound: whether a storm opens, the next two will tell.
    pub is_pending: bool,
}

/// The days of a series, each beside its bounds. Days are in order.
pub fn judged(series: &[SeriesDay], baseline: &Baseline) -> Vec<Judged> {
    series.iter().map(|day| Judged::new(*day, baseline)).collect()
}

/// The storms of some days, which come after the baseline that they were judged by.
pub fn watch(days: &[Judged]) -> Watch {
    let mut watch = Watch::default();
    let recent = days.last().map(|day| day.day.on - Days::new(RECENT_DAYS - 1));
    let mut at = 0;
    while at < days.len() {
        if opens(days, at) {
            let length = storm_length(&days[at..]);
            let is_over = at + length < days.len();
            watch.storms.push(storm(&days[at..at + length], is_over));
            at += length;
        } else {
            watch.pass(&days[at], recent);
            at += 1;
        }
    }
    // Whether the days that exceed it at the very end are a storm is not known yet.
    let recent = days.len().saturating_sub(OPENING_DAYS - 1);
    let is_calm = watch.storms.last().is_none_or(|storm| storm.ended_on.is_some());
    watch.is_pending = is_calm && days[recent..].iter().any(Judged::exceeds);
    watch
}

impl Watch {
    fn pass(&mut self, day: &Judged, recent: Option<NaiveDate>) {
        self.lone_days += usize::from(day.exceeds());
        let approach = Approach { day: day.day, mean: day.mean, bound: day.opening };
        approach.replaces(&mut self.nearest);
        if recent.is_some_and(|recent| recent <= day.day.on) {
            approach.replaces(&mut self.recent);
        }
    }
}

/// The quiet time before an incident: eight weeks that end a week before it.
pub fn quiet_time(onset: NaiveDate) -> DaySpan {
    let to = onset - Days::new(BASELINE_GAP);
    DaySpan { from: to - Days::new(BASELINE_DAYS - 1), to }
}

/// What was found where nobody says when the incident was.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Search {
    /// The first day that opens a storm.
    pub onset: Option<NaiveDate>,
    /// Of the days before it the one that came nearest.
    pub nearest: Option<Approach>,
    /// The same of the last four weeks.
    pub recent: Option<Approach>,
}

/// Looks for the onset: the first day that opens a storm against the quiet time before it, which moves
/// along with the days until then. That a series began after the incident this cannot show.
pub fn search_onset(series: &[SeriesDay]) -> Search {
    let mut seen = Watch::default();
    let recent = series.last().map(|day| day.on - Days::new(RECENT_DAYS - 1));
    for at in LEAST_DAYS..series.len() {
        let quiet = quiet_time(series[at].on);
        let Some(baseline) = Baseline::new(&series[..at], quiet) else { continue };
        let reach = series.len().min(at + OPENING_DAYS);
        let next: Vec<Judged> = judged(&series[at..reach], &baseline);
        if opens(&next, 0) {
            return Search {
                onset: Some(series[at].on),
                nearest: seen.nearest,
                recent: seen.recent,
            };
        }
        seen.pass(&next[0], recent);
    }
    Search { onset: None, nearest: seen.nearest, recent: seen.recent }
}

/// A day beside its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The day.
    pub day: SeriesDay,
    /// What is usual on such a day.
    pub mean: f64,
    /// What chance exceeds once in a thousand days.
    pub opening: f64,
    /// What chance exceeds once in twenty days.
    pub closing: f64,
}

impl Judged {
    fn new(day: SeriesDay, baseline: &Baseline) -> Self {
        let expected = baseline.expected(&[day]);
        Self {
            day,
            mean: expected.mean,
            opening: expected.upper_bound(OPENING_LEVEL),
            closing: expected.upper_bound(CLOSING_LEVEL),
        }
    }

    fn exceeds(&self) -> bool {
        self.opening < self.day.count
    }

    /// How far up the day is: its count, or its share.
    fn height(&self) -> f64 {
        self.day.count / self.day.total.unwrap_or(1.0).max(1.0)
    }
}

fn opens(days: &[Judged], at: usize) -> bool {
    let next = days[at + 1..].iter().take(OPENING_DAYS - 1);
    let reach = days[at].day.on + Days::new(OPENING_REACH);
    days[at].exceeds() && next.into_iter().any(|day| day.exceeds() && day.day.on <= reach)
}

/// How many days a storm that opens with the first of these has, so far or in all.
fn storm_length(days: &[Judged]) -> usize {
    let calm = days
        .windows(CLOSING_DAYS)
        .position(|week| week.iter().all(|day| day.day.count <= day.closing));
    let length = calm.unwrap_or(days.len());
    let mut peak = 0;
    for at in 1..length {
        if peak + LEAST_DAYS <= at && rises_anew(&days[..length], at) {
            return at;
        }
        if days[peak].height() < days[at].height() {
            peak = at;
        }
    }
    length
}

/// Whether a day, and one of the next two, exceed what the fourteen days before leave likely.
fn rises_anew(days: &[Judged], at: usize) -> bool {
    if !opens(days, at) {
        return false;
    }
    let before: Vec<SeriesDay> = days[at - LEAST_DAYS..at].iter().map(|day| day.day).collect();
    let span = DaySpan { from: before[0].on, to: before[LEAST_DAYS - 1].on };
    let Some(recent) = Baseline::new(&before, span) else { return false };
    let exceeds = |day: &Judged| recent.upper_bound(&[day.day], OPENING_LEVEL) < day.day.count;
    exceeds(&days[at]) && days[at + 1..].iter().take(OPENING_DAYS - 1).any(exceeds)
}

fn storm(days: &[Judged], is_over: bool) -> Storm {
    let highest = |best: &Judged, day: &Judged| best.height() < day.height();
    let first = &days[0];
    let peak = days.iter().fold(first, |best, day| if highest(best, day) { day } else { best });
    Storm {
        opened_on: first.day.on,
        peak_on: peak.day.on,
        peak: peak.day,
        ended_on: is_over.then(|| days[days.len() - 1].day.on),
        excess: days.iter().map(|day| day.day.count - day.mean).sum(),
        day_count: days.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
    }

    fn day(index: u64) -> NaiveDate {
        first() + Days::new(index)
    }

    /// Eight quiet weeks of two or three a day, and then these counts.
    fn series(after: &[f64]) -> Vec<SeriesDay> {
        let quiet = [2.0, 3.0, 1.0, 2.0, 4.0, 2.0, 1.0].repeat(8);
        (0..)
            .zip(quiet.iter().chain(after))
            .map(|(index, count)| SeriesDay { on: day(index), count: *count, total: None })
            .collect()
    }

    fn watched(after: &[f64]) -> Watch {
        let series = series(after);
        let baseline = Baseline::new(&series, DaySpan { from: first(), to: day(55) }).unwrap();
        watch_after(&series, &baseline)
    }

    fn watch_after(series: &[SeriesDay], baseline: &Baseline) -> Watch {
        let after = series.partition_point(|day| day.on <= baseline.span.to);
        watch(&judged(&series[after..], baseline))
    }

    #[test]
    fn a_storm_opens_with_the_first_of_two_loud_days_and_ends_before_seven_calm_ones() {
        let mut counts = vec![2.0, 40.0, 90.0, 60.0, 20.0, 12.0, 8.0];
        counts.extend([2.0; 7]);
        let watch = watched(&counts);
        let storm = &watch.storms[0];
        assert_eq!(watch.storms.len(), 1);
        assert_eq!((storm.opened_on, storm.peak_on), (day(57), day(58)));
        assert_eq!(storm.ended_on, Some(day(62)));
        assert!((storm.excess - (230.0 - 6.0 * 2.14)).abs() < 4.0);
    }

    #[test]
    fn one_loud_day_is_no_storm_but_the_nearest_to_one() {
        let watch = watched(&[2.0, 3.0, 30.0, 2.0, 1.0, 2.0, 2.0]);
        assert!(watch.storms.is_empty() && !watch.is_pending);
        assert_eq!(watch.lone_days, 1);
        let nearest = watch.nearest.unwrap();
        assert_eq!(nearest.day.on, day(58));
        assert!(nearest.bound < 30.0 && 5.0 < nearest.bound);
    }

    #[test]
    fn a_loud_last_day_may_be_one() {
        assert!(watched(&[2.0, 3.0, 30.0]).is_pending);
        assert!(watched(&[2.0, 30.0, 2.0]).is_pending);
        assert!(!watched(&[30.0, 2.0, 2.0]).is_pending);
    }

    #[test]
    fn six_calm_days_do_not_end_a_storm() {
        let mut counts = vec![40.0, 90.0];
        counts.extend([2.0; 6]);
        counts.extend([30.0, 20.0]);
        let watch = watched(&counts);
        assert_eq!(watch.storms.len(), 1);
        assert_eq!(watch.storms[0].ended_on, None);
    }

    #[test]
    fn a_storm_after_a_storm_is_a_second_one() {
        let mut counts = vec![40.0, 90.0];
        counts.extend([2.0; 8]);
        counts.extend([50.0, 45.0]);
        counts.extend([2.0; 8]);
        let opened: Vec<_> = watched(&counts).storms.iter().map(|storm| storm.opened_on).collect();
        assert_eq!(opened, [day(56), day(66)]);
    }

    #[test]
    fn a_second_wave_on_the_tail_of_the_first_is_a_storm_of_its_own() {
        let mut counts = vec![150.0, 140.0, 90.0, 60.0, 40.0, 30.0, 25.0, 20.0, 18.0, 15.0];
        counts.extend([14.0, 12.0, 13.0, 11.0, 12.0, 10.0, 11.0, 12.0, 10.0, 9.0]);
        let tail = watched(&counts).storms;
        assert_eq!(tail.len(), 1);
        counts.extend([100.0, 80.0, 60.0, 40.0]);
        let storms = watched(&counts).storms;
        let opened: Vec<_> = storms.iter().map(|storm| storm.opened_on).collect();
        assert_eq!(opened, [day(56), day(76)]);
        assert_eq!(storms[0].ended_on, Some(day(75)));
    }

    #[test]
    fn the_onset_is_found_where_nobody_says_it() {
        assert_eq!(search_onset(&series(&[2.0, 40.0, 90.0, 60.0])).onset, Some(day(57)));
        let quiet = search_onset(&series(&[2.0, 40.0, 2.0, 2.0]));
        assert_eq!((quiet.onset, quiet.nearest.unwrap().day.on), (None, day(57)));
        assert_eq!(search_onset(&series(&[2.0; 9])[50..]), Search::default());
        assert_eq!(search_onset(&[]), Search::default());
    }

    #[test]
    fn the_second_loud_day_may_come_after_a_day_without_data() {
        let mut series = series(&[40.0, 0.0, 60.0, 30.0]);
        series.remove(57);
        let baseline = Baseline::new(&series, DaySpan { from: first(), to: day(55) }).unwrap();
        assert_eq!(watch_after(&series, &baseline).storms[0].opened_on, day(56));
    }

    #[test]
    fn shares_have_storms_of_shares() {
        let mut days = Vec::new();
        for index in 0..40 {
            let count = if index < 30 { 7.0 } else { 25.0 };
            days.push(SeriesDay { on: day(index), count, total: Some(50.0) });
        }
        let baseline = Baseline::new(&days, DaySpan { from: first(), to: day(20) }).unwrap();
        assert_eq!(watch_after(&days, &baseline).storms[0].opened_on, day(30));
    }
}
