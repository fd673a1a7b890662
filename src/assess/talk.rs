//! The verdict on talk: week by week, how far the negative share is from what is usual, and whether it
//! is close enough.
//!
//! Close enough is an equivalence test and not the absence of a difference: over the last two complete
//! weeks together the upper end of the 95 % interval of the difference is at most the margin, in each
//! of the two the difference itself is, and negative originals are within what chance leaves likely.

use chrono::{Days, NaiveDate};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Distribution};

use super::audited::difference_between;
use super::series::{Talk, within};
use super::storms::Found;
use super::{Standing, WeekStanding, since, sources};
use crate::measure::Metrics;
use crate::model::period::week_start;
use crate::model::{Audit, DaySpan, Margins, Needs};
use crate::stats::baseline::{Baseline, LEAST_DAYS, SeriesDay};
use crate::stats::difference::{Difference, Part, difference};
use crate::stats::storms::{CLOSING_LEVEL, Watch};
use crate::stats::verdict::{self, Verdict, Week};
use crate::stats::{Interval, Measured, middle, quantile};

/// A week with fewer scored mentions says nothing.
const LEAST_SCORED: i64 = 30;

/// Nor does one with data on fewer days. Days on which a small case is silent count as days with data.
const LEAST_WEEK_DAYS: i64 = 4;

/// How many draws make the interval of the part covered, and what they begin with.
const DRAWS: usize = 2000;
const SEED: u64 = 2019;

/// What the weeks are judged by.
pub struct Judge<'a> {
    /// The storms, and what is usual.
    pub found: &'a Found,
    /// How close is close enough.
    pub margins: Margins,
    /// Shares by language and platform, for the correction.
    pub metrics: &'a Metrics,
    /// What people found of the labels.
    pub audit: Option<&'a Audit>,
    /// The last day that is known.
    pub until: NaiveDate,
}

impl Judge<'_> {
    /// How talk stands at the end of the last complete week.
    pub fn standing(&self) -> Standing {
        let (span, _) = match &self.found.quiet {
            Ok(quiet) => *quiet,
            Err(needs) => return self.unknown(needs),
        };
        let Some(first) = self.first_week() else {
            let part = Measured::refused(Needs::Storm, 0);
            return Standing { part, ..self.unknown(&Needs::Weeks { count: 0, of: 1 }) };
        };
        let last = last_complete_week(self.until);
        let weeks: Vec<Judged> = first
            .iter_days()
            .step_by(7)
            .take_while(|monday| *monday <= last)
            .map(|monday| self.judged(monday, span))
            .collect();
        let verdicts =
            verdict::verdicts(&weeks.iter().map(|week| week.said.clone()).collect::<Vec<_>>());
        let Some((now, verdict)) = weeks.last().zip(verdicts.last()) else {
            return self.unknown(&Needs::Weeks { count: 0, of: 2 });
        };
        let standings: Vec<WeekStanding> =
            weeks.iter().zip(&verdicts).map(|(week, verdict)| week.standing(*verdict)).collect();
        Standing {
            verdict: *verdict,
            // Where no storm ever was, what is neither close nor far tells nothing.
            needs: now
                .said
                .needs
                .clone()
                .or_else(|| (*verdict == Verdict::CannotTell).then_some(Needs::Storm)),
            week_start: Some(now.monday),
            since: since(&standings),
            now: share_of(now.two_weeks),
            baseline: self.usual_share(),
            peak: now.peak.map_or_else(|| Measured::refused(Needs::Storm, 0), share_of),
            difference: now.two_week_difference(),
            margin: Some(self.margins.share),
            part: now.part.clone(),
            against: Vec::new(),
            weeks: standings,
        }
    }

    fn unknown(&self, needs: &Needs) -> Standing {
        let last = last_complete_week(self.until);
        let two = two_weeks(last);
        let now = share_of(self.part(two));
        Standing {
            week_start: Some(last),
            now,
            baseline: self.usual_share(),
            margin: Some(self.margins.share),
            ..Standing::unknown(needs)
        }
    }

    /// The week in which the first storm opened, or the next where that week's end is too soon to know
    /// of it; where there was none, the second after the one in which the quiet time ends.
    fn first_week(&self) -> Option<NaiveDate> {
        let (span, _) = self.found.quiet.as_ref().ok()?;
        let opened = self.found.watch.storms.first().map(|storm| week_start(storm.opened_on));
        let first = opened.map_or_else(
            || week_start(span.to) + Days::new(14),
            |monday| {
                let is_known = !self.watch_in(monday).storms.is_empty();
                if is_known { monday } else { monday + Days::new(7) }
            },
        );
        (first <= last_complete_week(self.until)).then_some(first)
    }

    /// The storms known at the end of a week. At the end of the last complete one, a storm that opened
    /// since is known already.
    fn watch_in(&self, monday: NaiveDate) -> Watch {
        let end = monday + Days::new(6);
        let is_last = self.until < end + Days::new(7);
        self.found.watch_until(if is_last { self.until } else { end })
    }

    fn judged(&self, monday: NaiveDate, quiet: DaySpan) -> Judged {
        let (week, two) = (one_week(monday), two_weeks(monday));
        let watch = self.watch_in(monday);
        let storm = watch.storms.last();
        let (in_week, in_two) = (self.part(week), self.part(two));
        let of_week = self.difference(week, in_week, quiet);
        let of_two = self.difference(two, in_two, quiet);
        let before = one_week(monday - Days::new(7));
        let of_before = self.difference(before, self.part(before), quiet);
        let opened = storm.map(|storm| week_start(storm.opened_on));
        let peak = opened.and_then(|opened| self.peak(opened, monday));
        let part = self.covered(in_week, peak, opened.is_some_and(|opened| monday < opened));
        let needs = self.needs(in_week, two, quiet).or_else(|| self.unlike(of_two, quiet));
        let margin = self.margins.share;
        let is_near = |found: Option<Difference>| found.is_some_and(|found| found.value <= margin);
        let is_usual = self.is_usual(week) && self.is_usual(before);
        let is_back = of_two.is_some_and(|found| found.interval.high <= margin)
            && is_near(of_week)
            && is_near(of_before)
            && is_usual;
        let said = Week {
            needs,
            is_back,
            is_away: of_week.is_some_and(|found| margin < found.value && 0.0 < found.bounds.low)
                || !self.is_usual(week),
            storms: watch.storms.len(),
            is_stormy: storm.is_some_and(|storm| storm.ended_on.is_none()),
            part: part.interval(),
            middle: part.value(),
        };
        Judged { monday, in_week, two_weeks: in_two, of_week, of_two, peak, part, said }
    }

    /// The negative items of a span out of the scored ones. Of a feed, whose length is no measure of a
    /// day, each day counts alike.
    fn part(&self, span: DaySpan) -> Part {
        part_of(&self.found.talk, span)
    }

    fn dispersion(&self) -> f64 {
        self.found.usual_share.as_ref().map_or(1.0, |usual| usual.dispersion)
    }

    /// The share of a span less the usual one: corrected for the errors of labels where an audit says
    /// how large they are.
    fn difference(&self, span: DaySpan, part: Part, quiet: DaySpan) -> Option<Difference> {
        let usual = self.found.usual_share.as_ref()?;
        if self.found.talk.basis == "texts"
            && let Some(audit) = self.audit
        {
            let shares = &self.metrics.negative_share;
            return difference_between(audit, shares, span, quiet, self.dispersion());
        }
        let dispersion = self.dispersion();
        difference(part.thinned(dispersion), usual.part().thinned(dispersion))
    }

    /// Whether a week's negative originals are no more than chance leaves likely. Totals that tell no
    /// volume do not say.
    fn is_usual(&self, week: DaySpan) -> bool {
        let Some(usual) = self.found.usual.as_ref().filter(|_| self.found.talk.tells_volume())
        else {
            return true;
        };
        let days = within(&self.found.talk.volume, week);
        let count: f64 = days.iter().map(|day| day.count).sum();
        count <= usual.upper_bound(days, CLOSING_LEVEL)
    }

    /// Why there is nothing that a week could be compared with.
    fn unlike(&self, difference: Option<Difference>, quiet: DaySpan) -> Option<Needs> {
        if difference.is_some() {
            return None;
        }
        Some(if self.found.usual_share.is_some() { Needs::Labels } else { self.no_baseline(quiet) })
    }

    /// The quiet time has too few days with a share.
    fn no_baseline(&self, quiet: DaySpan) -> Needs {
        let day_count = within(&self.found.talk.share, quiet).len() as i64;
        Needs::Baseline { day_count, of: LEAST_DAYS as i64 }
    }

    fn needs(&self, in_week: Part, two: DaySpan, quiet: DaySpan) -> Option<Needs> {
        let week = DaySpan { from: two.to - Days::new(6), to: two.to };
        let days = within(self.found.talk.watched(), week).len() as i64;
        if days < LEAST_WEEK_DAYS {
            return Some(Needs::WeekDays { count: days, of: LEAST_WEEK_DAYS });
        }
        let scored = in_week.total.round() as i64;
        if scored < LEAST_SCORED {
            return Some(Needs::Scored { count: scored, of: LEAST_SCORED });
        }
        let changes =
            sources::changes(&self.metrics.source_days, &self.found.talk.basis, quiet, two);
        let change = changes.into_iter().next()?;
        Some(Needs::OneMeasure { about: change.source, on: Some(change.on) })
    }

    /// The largest weekly share since a storm opened.
    fn peak(&self, opened: NaiveDate, until: NaiveDate) -> Option<Part> {
        let weeks = opened.iter_days().step_by(7).take_while(|monday| *monday <= until);
        let parts = weeks.map(|monday| self.part(one_week(monday)));
        let enough = parts.filter(|part| LEAST_SCORED as f64 <= part.total);
        enough.max_by(|a, b| a.share().unwrap_or(0.0).total_cmp(&b.share().unwrap_or(0.0)))
    }

    /// The part of the way from the peak back to the usual share: `1 - (now - usual) / (peak - usual)`,
    /// which no error of the labels moves, because it bears on all three alike. Its interval is by draws
    /// from what the counts leave likely (Jeffreys' prior).
    fn covered(&self, now: Part, peak: Option<Part>, is_before: bool) -> Measured {
        let n = now.total.round() as i64;
        if n == 0 {
            return Measured::refused(Needs::Data, n);
        }
        let Some(peak) = peak else {
            // The storm opened after the last complete week.
            let needs = if is_before { Needs::Weeks { count: 0, of: 1 } } else { Needs::Storm };
            return Measured::refused(needs, n);
        };
        let Some(usual) = self.found.usual_share.as_ref().map(Baseline::part) else {
            return Measured::refused(Needs::Comparison, n);
        };
        let dispersion = self.dispersion();
        covered(now, usual, peak, dispersion).map_or_else(
            || Measured::refused(Needs::Rise, n),
            |(value, interval)| Measured::known(value, Some(interval), n),
        )
    }

    fn usual_share(&self) -> Measured {
        self.found.quiet_facts().map_or_else(
            || {
                let needs = self.found.quiet.as_ref().err().cloned().unwrap_or(Needs::Data);
                Measured::refused(needs, 0)
            },
            |quiet| quiet.share,
        )
    }
}

/// One week, judged.
struct Judged {
    monday: NaiveDate,
    in_week: Part,
    two_weeks: Part,
    of_week: Option<Difference>,
    of_two: Option<Difference>,
    peak: Option<Part>,
    part: Measured,
    said: Week,
}

impl Judged {
    fn standing(&self, verdict: Verdict) -> WeekStanding {
        WeekStanding {
            week_start: self.monday,
            verdict,
            share: share_of(self.in_week),
            difference: measured(self.of_week, self.in_week),
            part: self.part.clone(),
        }
    }

    fn two_week_difference(&self) -> Measured {
        measured(self.of_two, self.two_weeks)
    }
}

fn measured(difference: Option<Difference>, part: Part) -> Measured {
    let n = part.total.round() as i64;
    difference.map_or_else(
        || Measured::refused(Needs::Comparison, n),
        |found| Measured::known(found.value, Some(found.interval), n),
    )
}

/// A share with its score interval.
pub fn share_of(part: Part) -> Measured {
    let n = part.total.round() as i64;
    part.share().map_or_else(
        || Measured::refused(Needs::Data, n),
        |share| {
            let interval = crate::stats::wilson::score_interval(
                part.count,
                part.total,
                crate::stats::wilson::Z,
            );
            Measured::known(share, Some(interval), n)
        },
    )
}

/// The negative items of a span out of the scored ones.
pub fn part_of(talk: &Talk, span: DaySpan) -> Part {
    let days = within(&talk.share, span);
    let total: f64 = days.iter().filter_map(|day| day.total).sum();
    if days.is_empty() || talk.tells_volume() {
        return Part { count: days.iter().map(|day| day.count).sum(), total };
    }
    let share = |day: &SeriesDay| day.count / day.total.unwrap_or(1.0);
    let mean = days.iter().map(share).sum::<f64>() / days.len() as f64;
    Part { count: mean * total, total }
}

/// The part of the way from `peak` back to `usual` that `now` has covered, with its 95 % interval;
/// `None` where the peak is not clearly above what is usual.
pub fn covered(now: Part, usual: Part, peak: Part, dispersion: f64) -> Option<(f64, Interval)> {
    let (at_now, at_usual, at_peak) = (now.share()?, usual.share()?, peak.share()?);
    let law = |part: Part| {
        let part = part.thinned(dispersion);
        Beta::new(part.count + 0.5, part.total - part.count + 0.5).ok()
    };
    let (now, usual, peak) = (law(now)?, law(usual)?, law(peak)?);
    // A rise of next to nothing would make any part of any size.
    let least = (at_peak - at_usual) / 10.0;
    let mut draw = ChaCha8Rng::seed_from_u64(SEED);
    let mut rises = Vec::with_capacity(DRAWS);
    let mut parts: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let (usual, now) = (usual.sample(&mut draw), now.sample(&mut draw));
            let peak = peak.sample(&mut draw);
            rises.push(peak - usual);
            // The worst week is no better than this one.
            1.0 - (now - usual) / (peak.max(now) - usual).max(least.max(1e-3))
        })
        .collect();
    if quantile(&mut rises, 0.025) <= 0.0 {
        return None;
    }
    let value = 1.0 - (at_now - at_usual) / (at_peak - at_usual);
    Some((value, middle(&mut parts)))
}

/// The Monday of the last week that is over when a day is.
pub fn last_complete_week(day: NaiveDate) -> NaiveDate {
    week_start(day + Days::new(1)) - Days::new(7)
}

fn one_week(monday: NaiveDate) -> DaySpan {
    DaySpan { from: monday, to: monday + Days::new(6) }
}

fn two_weeks(monday: NaiveDate) -> DaySpan {
    DaySpan { from: monday - Days::new(7), to: monday + Days::new(6) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sunday_completes_its_week() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(last_complete_week(day("2026-11-01")), day("2026-10-26"));
        assert_eq!(last_complete_week(day("2026-10-31")), day("2026-10-19"));
        assert_eq!(last_complete_week(day("2026-11-02")), day("2026-10-26"));
    }

    #[test]
    fn half_of_the_way_is_half() {
        let part = |count| Part { count, total: 2000.0 };
        let (value, interval) = covered(part(600.0), part(200.0), part(1000.0), 1.0).unwrap();
        assert!((value - 0.5).abs() < 1e-9);
        assert!((0.4..0.5).contains(&interval.low) && (0.5..0.6).contains(&interval.high));
    }

    #[test]
    fn a_share_that_never_rose_cannot_come_back() {
        let part = |count| Part { count, total: 200.0 };
        assert_eq!(covered(part(20.0), part(20.0), part(22.0), 1.0), None);
    }
}
