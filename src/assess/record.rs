//! The verdict on the record: week by week, whether a search still shows the incident among its first
//! ten results; how long pages stay there; and how much result pages have changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::talk::share_of;
use super::{Standing, WeekStanding, since};
use crate::measure::Metrics;
use crate::measure::rows::{CaptureDay, FirstPageShare, PageLine};
use crate::model::{DaySpan, Needs};
use crate::stats::difference::Part;
use crate::stats::overlap::overlap;
use crate::stats::verdict::{self, Week};
use crate::stats::{Interval, Measured, middle, rounded};

/// Fewer usable captures than this in four weeks say nothing.
const LEAST_CAPTURES: i64 = 4;

/// The incident has to be absent for so many days to be gone from the first page.
const CLEAN_DAYS: u64 = 28;

/// It shows there at present when it was seen in so many days.
const RECENT_DAYS: u64 = 14;

/// How many results are a first page.
pub const FIRST_PAGE: i64 = 10;

/// How many draws make an interval, and what they begin with.
const DRAWS: usize = 1000;
const SEED: u64 = 1979;

/// A capture and what it showed among its first ten results.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Look {
    on: NaiveDate,
    results: f64,
    incident: f64,
}

/// How the record stands on the last day that is known. `quiet` is the time before the incident, where
/// one is known.
pub fn standing(
    metrics: &Metrics,
    quiet: Option<DaySpan>,
    until: NaiveDate,
    cutoff: i64,
) -> Standing {
    let of_cutoff = |page: &&FirstPageShare| page.cutoff == cutoff;
    let pages = metrics.first_page_share.iter().filter(of_cutoff).collect();
    let looks = looks(pages, &metrics.capture_calendar, until);
    let Some(first_look) = looks.first() else {
        return Standing::unknown(&Needs::Captures { count: 0, of: LEAST_CAPTURES });
    };
    let seen: Vec<NaiveDate> =
        looks.iter().filter(|look| look.incident > 0.0).map(|look| look.on).collect();
    // Weeks end on the last day that is known, so that what was seen on it counts.
    let first = seen.first().copied().unwrap_or(first_look.on);
    let ends: Vec<NaiveDate> = {
        let back = (0..).map_while(|week| until.checked_sub_days(Days::new(7 * week)));
        back.take_while(|end| first <= *end).collect()
    };
    let judge = Judge { looks: &looks, seen: &seen, quiet };
    let weeks: Vec<Judged> = ends.iter().rev().map(|end| judge.judged(*end, first)).collect();
    let verdicts =
        verdict::verdicts(&weeks.iter().map(|week| week.said.clone()).collect::<Vec<_>>());
    let Some((now, verdict)) = weeks.last().zip(verdicts.last()) else {
        return Standing::unknown(&Needs::Weeks { count: 0, of: 1 });
    };
    let standings: Vec<WeekStanding> = weeks
        .iter()
        .zip(&verdicts)
        .map(|(week, verdict)| WeekStanding {
            week_start: week.from,
            verdict: *verdict,
            share: share_of(week.now),
            difference: week.difference.clone(),
            part: week.part.clone(),
        })
        .collect();
    let no_captures = || Measured::refused(Needs::Captures { count: 0, of: 1 }, 0);
    Standing {
        verdict: *verdict,
        needs: now.said.needs.clone(),
        week_start: Some(now.from),
        since: since(&standings),
        now: share_of(now.now),
        baseline: judge.usual().map_or_else(no_captures, |looks| share_of(part(&looks))),
        peak: now.peak.map_or_else(no_captures, share_of),
        difference: now.difference.clone(),
        margin: None,
        part: now.part.clone(),
        against: Vec::new(),
        weeks: standings,
    }
}

/// Usable captures that looked far enough to show the incident where it last stood, in the order of
/// their days: the others say nothing of it.
fn looks(mut pages: Vec<&FirstPageShare>, calendar: &[CaptureDay], until: NaiveDate) -> Vec<Look> {
    let depths = depths(calendar);
    pages.retain(|page| page.captured_on <= until);
    pages.sort_by(|a, b| (a.captured_on, &a.capture_id).cmp(&(b.captured_on, &b.capture_id)));
    let mut last_stood: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut looks = Vec::new();
    for page in pages {
        let place = (page.viewpoint.as_str(), page.search_term.as_str());
        let depth = depths.get(&(place.0, place.1, page.captured_on)).copied();
        let stood = last_stood.get(&place).copied().unwrap_or(1);
        if let Some(position) = page.best_position {
            last_stood.insert(place, position);
        } else if depth.is_some_and(|depth| depth < stood) {
            continue;
        }
        looks.push(Look {
            on: page.captured_on,
            results: page.result_count as f64,
            incident: page.incident_count as f64,
        });
    }
    looks
}

/// How far down the captures of a place and day looked.
pub fn depths(calendar: &[CaptureDay]) -> BTreeMap<(&str, &str, NaiveDate), i64> {
    let pages = calendar.iter().filter(|day| day.coverage == "page" && day.ok_count > 0);
    pages
        .map(|day| ((day.viewpoint.as_str(), day.search_term.as_str(), day.captured_on), day.depth))
        .collect()
}

fn part(looks: &[Look]) -> Part {
    Part {
        count: looks.iter().map(|look| look.incident).sum(),
        total: looks.iter().map(|look| look.results).sum(),
    }
}

struct Judge<'a> {
    looks: &'a [Look],
    seen: &'a [NaiveDate],
    quiet: Option<DaySpan>,
}

struct Judged {
    from: NaiveDate,
    now: Part,
    peak: Option<Part>,
    difference: Measured,
    part: Measured,
    said: Week,
}

impl Judge<'_> {
    fn judged(&self, end: NaiveDate, first: NaiveDate) -> Judged {
        let from = end - Days::new(6);
        let recent = two_weeks_to(end);
        let whole = DaySpan { from: end - Days::new(CLEAN_DAYS - 1), to: end };
        let captures = self.within(whole).len() as i64;
        let is_seen = |span: DaySpan| self.seen.iter().any(|day| span.contains(*day));
        let now = self.within(recent);
        let peak = self.worst(first, end);
        let needs = if captures < LEAST_CAPTURES {
            Some(Needs::Captures { count: captures, of: LEAST_CAPTURES })
        } else {
            now.is_empty().then_some(Needs::RecentCapture)
        };
        let (covered, difference) = self.compared(now, peak);
        let said = Week {
            needs,
            is_back: !is_seen(whole),
            is_away: is_seen(DaySpan { from, to: end }),
            storms: self.returns(end),
            is_stormy: is_seen(recent),
            part: covered.interval(),
            middle: covered.value(),
        };
        Judged { from, now: part(now), peak: peak.map(part), difference, part: covered, said }
    }

    fn within(&self, span: DaySpan) -> &[Look] {
        let from = self.looks.partition_point(|look| look.on < span.from);
        let to = self.looks.partition_point(|look| look.on <= span.to);
        &self.looks[from..to.max(from)]
    }

    /// The two weeks that showed most of the incident, of those that end a whole number of weeks before
    /// a day.
    fn worst(&self, first: NaiveDate, end: NaiveDate) -> Option<&[Look]> {
        let ends = (0..).map_while(|week| end.checked_sub_days(Days::new(7 * week)));
        let spans = ends.take_while(|end| first <= *end).map(two_weeks_to);
        let looks = spans.map(|span| self.within(span));
        let share = |looks: &[Look]| part(looks).share().unwrap_or(0.0);
        let shown = looks.filter(|looks| part(looks).count > 0.0);
        shown.max_by(|a, b| share(a).total_cmp(&share(b)))
    }

    /// How often the incident came to the first page until a day: a sighting after four clean weeks is
    /// a return.
    fn returns(&self, until: NaiveDate) -> usize {
        let seen: Vec<NaiveDate> = self.seen.iter().copied().filter(|day| *day <= until).collect();
        let gaps = seen.windows(2).filter(|pair| {
            let gap = (pair[1] - pair[0]).num_days();
            let between = self.looks.iter().filter(|look| pair[0] < look.on && look.on < pair[1]);
            // Between two sightings lies one day less than their distance.
            (CLEAN_DAYS as i64) < gap && LEAST_CAPTURES <= between.count() as i64
        });
        gaps.count() + usize::from(!seen.is_empty())
    }

    /// The captures of the time before the incident, where there are any.
    fn usual(&self) -> Option<Vec<Look>> {
        let looks = self.within(self.quiet?).to_vec();
        (!looks.is_empty()).then_some(looks)
    }

    /// The part of the way back, and the share less the usual one. Their intervals are by resampling
    /// captures (B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7,
    /// 1979), because the results of one page stand and fall together. Where nobody looked before the
    /// incident, there was none of it to see.
    fn compared(&self, now: &[Look], peak: Option<&[Look]>) -> (Measured, Measured) {
        let n = now.len() as i64;
        let usual = self.usual();
        let share = |looks: &[Look]| part(looks).share().unwrap_or(0.0);
        let before = usual.as_deref().map_or(0.0, share);
        let Some(peak) = peak.filter(|_| !now.is_empty()) else {
            let needs = if now.is_empty() { Needs::Data } else { Needs::Storm };
            return (Measured::refused(needs, n), Measured::refused(Needs::Comparison, n));
        };
        let rise = share(peak) - before;
        if rise <= 0.0 {
            return (Measured::refused(Needs::Rise, n), Measured::refused(Needs::Comparison, n));
        }
        let mut draw = ChaCha8Rng::seed_from_u64(SEED);
        let (mut parts, mut differences): (Vec<f64>, Vec<f64>) = (0..DRAWS)
            .map(|_| {
                let (now, peak) = (resampled(now, &mut draw), resampled(peak, &mut draw));
                // The worst weeks are no better than these.
                let rise = (peak.max(now) - before).max(rise / 10.0);
                (1.0 - (now - before) / rise, now - before)
            })
            .unzip();
        let value = share(now) - before;
        let difference = if usual.is_some() {
            Measured::known(value, Some(middle(&mut differences)), n)
        } else {
            Measured::refused(Needs::Comparison, n)
        };
        (Measured::known(1.0 - value / rise, Some(middle(&mut parts)), n), difference)
    }
}

fn two_weeks_to(end: NaiveDate) -> DaySpan {
    DaySpan { from: end - Days::new(RECENT_DAYS - 1), to: end }
}

/// The share of incident items in as many captures, drawn with replacement.
fn resampled(looks: &[Look], draw: &mut ChaCha8Rng) -> f64 {
    let drawn: Vec<Look> =
        (0..looks.len()).map(|_| looks[draw.random_range(0..looks.len())]).collect();
    part(&drawn).share().unwrap_or(0.0)
}

/// The last day of the whole course on which a usable capture showed the incident among its first ten
/// results, and since when none did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sightings {
    /// Days with a usable capture.
    pub look_days: i64,
    /// Days on which one showed the incident.
    pub seen_days: i64,
    /// The first of them.
    pub first_on: Option<NaiveDate>,
    /// The last of them.
    pub last_on: Option<NaiveDate>,
    /// The first day after it with a usable capture.
    pub clean_since: Option<NaiveDate>,
    /// The highest position it had; 1 is the top.
    pub best_position: Option<i64>,
    /// How far down the shallowest capture of the last four weeks looked, where that is less than ten.
    pub shallow_depth: Option<i64>,
}

/// When the incident was among the first ten.
pub fn sightings(metrics: &Metrics, until: NaiveDate) -> Sightings {
    let pages = metrics.first_page_share.iter().filter(|page| page.cutoff == FIRST_PAGE);
    let looks = looks(pages.clone().collect(), &metrics.capture_calendar, until);
    let days: BTreeSet<NaiveDate> = looks.iter().map(|look| look.on).collect();
    let seen: BTreeSet<NaiveDate> =
        looks.iter().filter(|look| look.incident > 0.0).map(|look| look.on).collect();
    let last_on = seen.last().copied();
    let recent = until - Days::new(CLEAN_DAYS - 1);
    let depths = depths(&metrics.capture_calendar);
    let shallowest = depths.iter().filter(|((_, _, on), _)| recent <= *on).map(|(_, depth)| *depth);
    Sightings {
        shallow_depth: shallowest.min().filter(|depth| *depth < 10),
        look_days: days.len() as i64,
        seen_days: seen.len() as i64,
        first_on: seen.first().copied(),
        clean_since: last_on.and_then(|last| days.range(last.succ_opt()?..).next().copied()),
        last_on,
        best_position: pages.filter_map(|page| page.best_position).min(),
    }
}

/// How much of one result page is on another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stability {
    /// Engine, locale and device.
    pub viewpoint: String,
    /// The words searched for.
    pub search_term: String,
    /// What the last page of the period is compared with: the last of `previous`, or of `baseline`.
    pub against: String,
    /// The day of that.
    pub against_on: NaiveDate,
    /// The depth that both were cut to.
    pub depth: i64,
    /// Rank-biased overlap, extrapolated; its interval runs from what is certain to what is possible
    /// below that depth. 1 is the same page.
    pub overlap: Measured,
}

/// The pages of the period beside those of the span before it and of the quiet time.
pub fn stability(lines: &[PageLine]) -> Vec<Stability> {
    let mut pages: BTreeMap<(&str, &str, &str), Vec<&PageLine>> = BTreeMap::new();
    for line in lines {
        let of = (line.viewpoint.as_str(), line.search_term.as_str(), line.span.as_str());
        pages.entry(of).or_default().push(line);
    }
    let mut found = Vec::new();
    for ((viewpoint, term, span), now) in &pages {
        if *span != "period" {
            continue;
        }
        for against in ["previous", "baseline"] {
            let Some(before) = pages.get(&(*viewpoint, *term, against)) else { continue };
            let depth = now[0].depth.min(before[0].depth);
            let (now, then) = (cut(now, depth), cut(before, depth));
            let measured = overlap(&now, &then).map_or_else(
                || Measured::refused(Needs::Comparison, 0),
                |found| {
                    let high = (found.least + found.residual).min(1.0);
                    let interval = Interval { low: found.least, high };
                    Measured::known(found.extrapolated, Some(interval), now.len() as i64)
                },
            );
            found.push(Stability {
                viewpoint: (*viewpoint).to_owned(),
                search_term: (*term).to_owned(),
                against: against.to_owned(),
                against_on: before[0].captured_on,
                depth,
                overlap: measured,
            });
        }
    }
    found
}

/// The addresses of a page down to a depth.
fn cut<'a>(page: &[&'a PageLine], depth: i64) -> Vec<&'a str> {
    let inside = page.iter().filter(|line| line.position <= depth);
    inside.map(|line| line.url.as_str()).collect()
}

/// How far suggestions and related searches carry the incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suggestions {
    /// The words searched for.
    pub search_term: String,
    /// `suggestion` or `related-search`.
    pub item_kind: String,
    /// Those of the period that name the incident, among all of them, 0 to 1.
    pub share: Measured,
    /// The first day on which one did.
    pub first_on: Option<NaiveDate>,
    /// The last.
    pub last_on: Option<NaiveDate>,
}

/// Suggestions and related searches by search term.
pub fn suggestions(metrics: &Metrics) -> Vec<Suggestions> {
    let kinds = metrics
        .page_item_kinds
        .iter()
        .filter(|kind| matches!(kind.item_kind.as_str(), "suggestion" | "related-search"));
    let mut by_term: BTreeMap<(&str, &str), Vec<&crate::measure::rows::PageItemKind>> =
        BTreeMap::new();
    for kind in kinds {
        by_term.entry((&kind.search_term, &kind.item_kind)).or_default().push(kind);
    }
    by_term
        .into_iter()
        .map(|((term, item_kind), kinds)| Suggestions {
            search_term: term.to_owned(),
            item_kind: item_kind.to_owned(),
            share: share_of(Part {
                count: kinds.iter().map(|kind| kind.period_incident_count as f64).sum(),
                total: kinds.iter().map(|kind| kind.period_count as f64).sum(),
            }),
            first_on: kinds.iter().filter_map(|kind| kind.first_incident_on).min(),
            last_on: kinds.iter().filter_map(|kind| kind.last_incident_on).max(),
        })
        .collect()
}

/// Visibility of one week, over all weight sets: they disagree, so it is a range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisibilityBand {
    /// The week's Monday.
    pub week_start: NaiveDate,
    /// Usable captures it rests on.
    pub capture_count: i64,
    /// By the weight set that gives least.
    pub low: f64,
    /// By the one that gives most.
    pub high: f64,
}

/// The range of visibility in each week.
pub fn visibility_band(metrics: &Metrics) -> Vec<VisibilityBand> {
    let mut weeks: BTreeMap<NaiveDate, VisibilityBand> = BTreeMap::new();
    for row in &metrics.visibility {
        let band = weeks.entry(row.week_start).or_insert(VisibilityBand {
            week_start: row.week_start,
            capture_count: row.capture_count,
            low: row.visibility,
            high: row.visibility,
        });
        band.low = rounded(band.low.min(row.visibility));
        band.high = rounded(band.high.max(row.visibility));
    }
    weeks.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::verdict::Verdict;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A capture of ten results, the incident at a position or nowhere, and how far it looked.
    fn metrics(captures: &[(&str, Option<i64>, i64)]) -> Metrics {
        let mut metrics = Metrics::default();
        for (on, position, depth) in captures {
            metrics.first_page_share.push(FirstPageShare {
                case_id: "soap-ad".to_owned(),
                capture_id: (*on).to_owned(),
                cutoff: FIRST_PAGE,
                viewpoint: "google".to_owned(),
                search_term: "soap".to_owned(),
                captured_on: day(on),
                result_count: 10,
                incident_count: i64::from(position.is_some()),
                best_position: *position,
                incident_share: Some(if position.is_some() { 0.1 } else { 0.0 }),
            });
            metrics.capture_calendar.push(CaptureDay {
                case_id: "soap-ad".to_owned(),
                viewpoint: "google".to_owned(),
                search_term: "soap".to_owned(),
                coverage: "page".to_owned(),
                captured_on: day(on),
                ok_count: 1,
                empty_count: 0,
                failed_count: 0,
                depth: *depth,
            });
        }
        metrics
    }

    fn weekly(
        first: &str,
        positions: &[Option<i64>],
        depth: i64,
    ) -> Vec<(String, Option<i64>, i64)> {
        let days = day(first).iter_days().step_by(7).map(|on| on.to_string());
        days.zip(positions).map(|(on, position)| (on, *position, depth)).collect()
    }

    fn verdict(captures: &[(String, Option<i64>, i64)]) -> (Verdict, Option<Needs>) {
        let captures: Vec<_> =
            captures.iter().map(|(on, position, depth)| (on.as_str(), *position, *depth)).collect();
        let until = day(captures.last().unwrap().0);
        let standing = standing(&metrics(&captures), None, until, FIRST_PAGE);
        (standing.verdict, standing.needs)
    }

    #[test]
    fn four_clean_weeks_are_a_recovery_and_captures_that_look_less_far_are_none() {
        let seen = [Some(3), Some(5), Some(8)];
        let mut positions = seen.to_vec();
        positions.extend([None; 4]);
        assert_eq!(verdict(&weekly("2026-05-03", &positions, 10)).0, Verdict::Recovered);
        let mut captures = weekly("2026-05-03", &seen, 10);
        captures.extend(weekly("2026-05-24", &[None; 4], 5));
        let (verdict, needs) = verdict(&captures);
        assert_eq!(verdict, Verdict::CannotTell);
        assert!(matches!(needs, Some(Needs::Captures { count: 0, of: 4 })), "{needs:?}");
    }

    #[test]
    fn what_was_away_for_less_than_four_clean_weeks_has_not_come_back() {
        // Seen on the first and the twenty-eighth day after: twenty-seven days lie between.
        let mut positions = vec![Some(3), None, None, None, Some(3)];
        let mut captures = weekly("2026-05-03", &positions, 10);
        captures.push(("2026-05-06".to_owned(), None, 10));
        captures.sort();
        assert_ne!(verdict(&captures).0, Verdict::Relapsed);
        positions.insert(1, None);
        assert_eq!(verdict(&weekly("2026-05-03", &positions, 10)).0, Verdict::Relapsed);
    }
}
