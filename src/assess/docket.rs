//! Removal requests against the clocks that apply to them, and posts against the time for which access
//! logs are kept.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::series::{Talk, within};
use super::talk::{part_of, share_of};
use crate::measure::Metrics;
use crate::measure::rows::{CaptureDay, LingeringPage, RankPoint, RemovalDocket};
use crate::model::hash::sha256;
use crate::model::{DaySpan, DecisionClock, LogRetention, Needs};
use crate::stats::difference::Part;
use crate::stats::kaplan_meier::{Spell, kaplan_meier};
use crate::stats::{Interval, Measured};

const CLOCKS: &str = include_str!("clocks.toml");

/// How many days before and after a request are compared.
const STREISAND_DAYS: u64 = 14;

/// The clocks that the law sets.
pub fn embedded_clocks() -> Vec<DecisionClock> {
    #[derive(Deserialize)]
    struct Clocks {
        clock: Vec<DecisionClock>,
    }
    let clocks: Clocks = toml::from_str(CLOCKS).expect("the embedded clocks are well formed");
    clocks.clock
}

/// SHA-256 of the clocks, in hex.
pub fn clocks_sha256(clocks: &[DecisionClock]) -> String {
    let text = serde_json::to_string(clocks).expect("clocks are plain data");
    sha256(text.as_bytes())
}

/// How a request stands to its clock.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ClockState {
    /// Nobody has decided, and there is time.
    Within,
    /// Nobody has decided, and the time is nearly over.
    DueSoon,
    /// Nobody has decided, and the time is over.
    Overdue,
    /// It was decided in time.
    DecidedInTime,
    /// It was decided too late.
    DecidedLate,
    /// No clock applies to its ground.
    NoClock,
    /// It was decided, and nobody says on which day.
    Undated,
}

/// A request and its clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Counsel's name for it.
    pub removal_id: String,
    /// The clock that applies.
    pub clock: Option<String>,
    /// The last day of it.
    pub due_on: Option<NaiveDate>,
    /// How it stands.
    pub state: ClockState,
    /// Days from filing to the receipt's acknowledgment.
    pub acknowledged_after: Option<i64>,
    /// The first capture after its removal that showed the page again, after one that did not.
    pub reappeared_on: Option<NaiveDate>,
    /// The last capture a week or more after its removal was decided that showed the page, which had
    /// been in every one before.
    pub still_shown_on: Option<NaiveDate>,
    /// What talk and record did in the days after it was filed, beside the days before.
    pub streisand: Streisand,
}

/// Two weeks after a request was filed beside the two weeks before. Plain facts: nothing says that the
/// one followed from the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Streisand {
    /// Negative originals before, or the negative share where totals tell no volume.
    pub talk_before: Measured,
    /// The same after.
    pub talk_after: Measured,
    /// The page's best position before.
    pub position_before: Option<i64>,
    /// The same after.
    pub position_after: Option<i64>,
    /// Whether all of the two weeks after are over.
    pub is_complete: bool,
}

/// How one channel decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// To whom requests went.
    pub channel: String,
    /// How many.
    pub request_count: i64,
    /// How many are decided.
    pub decided_count: i64,
    /// Of those with a clock whose time is over or that are decided, the share decided in time.
    pub in_time: Measured,
    /// Median days to a decision, open requests counted as still waiting (Kaplan and Meier).
    pub median_days: Measured,
}

/// A post whose author is sought, and the logs that lead to him.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogClock {
    /// The request that names it.
    pub removal_id: String,
    /// Its address.
    pub url: String,
    /// When it was posted, or first seen where nobody says so.
    pub posted_on: Option<NaiveDate>,
    /// Whether that is only the day on which it was first seen: it was posted then or earlier.
    pub is_first_seen: bool,
    /// Days since.
    pub age_days: Option<i64>,
    /// `green`, `amber`, `red`, or `unknown`.
    pub state: String,
}

/// Each request with its clock, as it stands at the end of a day.
pub fn requests(
    metrics: &Metrics,
    clocks: &[DecisionClock],
    talk: &Talk,
    until: NaiveDate,
) -> Vec<Request> {
    let docket = &metrics.removal_docket;
    docket.iter().map(|removal| request(removal, metrics, clocks, talk, until)).collect()
}

fn request(
    removal: &RemovalDocket,
    metrics: &Metrics,
    clocks: &[DecisionClock],
    talk: &Talk,
    until: NaiveDate,
) -> Request {
    let clock = clocks.iter().find(|clock| {
        clock.bases.contains(&removal.basis)
            && clock.since.is_none_or(|since| since <= removal.filed_on)
    });
    let due_on = clock.and_then(|clock| due(clock, removal.filed_on));
    let shown = shown_after(removal, &metrics.rank_path, &metrics.capture_calendar);
    Request {
        removal_id: removal.removal_id.clone(),
        clock: clock.map(|clock| clock.name.clone()),
        due_on,
        state: state(removal, clock, due_on, until),
        acknowledged_after: removal
            .acknowledged_on
            .map(|day| (day - removal.filed_on).num_days())
            .filter(|days| 0 <= *days),
        reappeared_on: shown.reappeared_on,
        still_shown_on: shown.still_shown_on,
        streisand: streisand(removal, &metrics.rank_path, talk, until),
    }
}

fn due(clock: &DecisionClock, filed_on: NaiveDate) -> Option<NaiveDate> {
    match (clock.days, clock.months) {
        (Some(days), _) => filed_on.checked_add_days(Days::new(days.into())),
        (None, Some(months)) => filed_on.checked_add_months(Months::new(months)),
        (None, None) => None,
    }
}

fn state(
    removal: &RemovalDocket,
    clock: Option<&DecisionClock>,
    due_on: Option<NaiveDate>,
    until: NaiveDate,
) -> ClockState {
    let Some((clock, due_on)) = clock.zip(due_on) else { return ClockState::NoClock };
    match removal.decided_on {
        // Nobody decides before being asked.
        Some(decided) if decided < removal.filed_on => ClockState::Undated,
        Some(decided) if decided <= due_on => ClockState::DecidedInTime,
        Some(_) => ClockState::DecidedLate,
        None if !removal.is_open() => ClockState::Undated,
        None if due_on < until => ClockState::Overdue,
        None if due_on <= until + Days::new(clock.due_soon_days.into()) => ClockState::DueSoon,
        None => ClockState::Within,
    }
}

/// What captures showed of a page after its removal had been decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shown {
    /// The first day on which a page that had been away was there again.
    reappeared_on: Option<NaiveDate>,
    /// The last day on which a page that was never away was there.
    still_shown_on: Option<NaiveDate>,
}

fn shown_after(removal: &RemovalDocket, path: &[RankPoint], calendar: &[CaptureDay]) -> Shown {
    let is_gone = matches!(removal.outcome.as_deref(), Some("removed" | "delisted"));
    let Some(decided) = removal.decided_on.filter(|_| is_gone) else { return Shown::default() };
    // Search engines take a while to forget; a week later a page should be gone.
    let slack = decided + Days::new(7);
    let mut seen: BTreeMap<(&str, &str), BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for point in path.iter().filter(|point| point.url == removal.url) {
        let place = (point.viewpoint.as_str(), point.search_term.as_str());
        seen.entry(place).or_default().insert(point.captured_on, point.position);
    }
    let mut shown = Shown::default();
    for ((viewpoint, term), days) in seen {
        // A capture that looked less far than the page last stood does not say that it is away.
        let last_stood = |day| days.range(..day).next_back().map_or(1, |(_, position)| *position);
        let away = calendar
            .iter()
            .filter(|look| {
                look.ok_count > 0
                    && look.coverage == "page"
                    && look.viewpoint == viewpoint
                    && look.search_term == term
                    && decided < look.captured_on
                    && !days.contains_key(&look.captured_on)
                    && last_stood(look.captured_on) <= look.depth
            })
            .map(|look| look.captured_on)
            .min();
        let late = days.keys().copied().filter(|day| slack < *day);
        let again = late.clone().find(|day| away.is_some_and(|away| away < *day));
        let still = late.rev().find(|day| away.is_none_or(|away| *day < away));
        shown.reappeared_on = again.into_iter().chain(shown.reappeared_on).min();
        shown.still_shown_on = shown.still_shown_on.max(still);
    }
    shown
}

fn streisand(
    removal: &RemovalDocket,
    path: &[RankPoint],
    talk: &Talk,
    until: NaiveDate,
) -> Streisand {
    let filed = removal.filed_on;
    let before = DaySpan { from: filed - Days::new(STREISAND_DAYS), to: filed - Days::new(1) };
    let after = DaySpan { from: filed, to: filed + Days::new(STREISAND_DAYS - 1) };
    let best = |span: DaySpan| {
        let seen = path
            .iter()
            .filter(|point| point.url == removal.url && span.contains(point.captured_on));
        seen.map(|point| point.position).min()
    };
    Streisand {
        talk_before: negative_in(talk, before),
        talk_after: negative_in(talk, after),
        position_before: best(before),
        position_after: best(after),
        is_complete: after.to <= until,
    }
}

fn negative_in(talk: &Talk, span: DaySpan) -> Measured {
    if !talk.tells_volume() {
        return share_of(part_of(talk, span));
    }
    let days = within(&talk.volume, span);
    if days.is_empty() {
        return Measured::refused(Needs::Data, 0);
    }
    Measured::known(days.iter().map(|day| day.count).sum(), None, days.len() as i64)
}

/// How each channel decides.
pub fn channels(docket: &[RemovalDocket], requests: &[Request]) -> Vec<Channel> {
    let mut by_channel: BTreeMap<&str, Vec<(&RemovalDocket, &Request)>> = BTreeMap::new();
    for pair in docket.iter().zip(requests) {
        by_channel.entry(&pair.0.channel).or_default().push(pair);
    }
    by_channel.into_iter().map(|(name, pairs)| channel(name, &pairs)).collect()
}

fn channel(name: &str, pairs: &[(&RemovalDocket, &Request)]) -> Channel {
    let with = |states: &[ClockState]| {
        pairs.iter().filter(|(_, request)| states.contains(&request.state)).count() as f64
    };
    let in_time = with(&[ClockState::DecidedInTime]);
    let judged = in_time + with(&[ClockState::DecidedLate, ClockState::Overdue]);
    // Of one that was closed on an unknown day nobody knows how long it took.
    let spells: Vec<Spell> = pairs
        .iter()
        .filter(|(removal, _)| {
            let is_dated = |day| removal.filed_on <= day;
            removal.is_open() || removal.decided_on.is_some_and(is_dated)
        })
        .map(|(removal, _)| Spell {
            entered: 0.0,
            left: removal.days_open as f64,
            is_event: removal.decided_on.is_some(),
        })
        .collect();
    let decided = spells.iter().filter(|spell| spell.is_event).count() as i64;
    let survival = kaplan_meier(&spells);
    let median = survival.as_ref().and_then(|found| found.median);
    let n = pairs.len() as i64;
    Channel {
        channel: name.to_owned(),
        request_count: n,
        decided_count: decided,
        in_time: share_of(Part { count: in_time, total: judged }),
        median_days: match (median, survival) {
            (Some(median), Some(found)) => {
                let ends = found.median_low.zip(found.median_high);
                let interval = ends.map(|(low, high)| Interval { low, high });
                Measured::known(median, interval, n)
            }
            _ => Measured::refused(Needs::Decided { count: decided, of: (n + 1) / 2 }, n),
        },
    }
}

/// Posts whose author is sought.
pub fn log_clocks(
    docket: &[RemovalDocket],
    register: &[LingeringPage],
    retention: LogRetention,
    until: NaiveDate,
) -> Vec<LogClock> {
    let sought = docket.iter().filter(|removal| removal.is_poster_sought);
    sought
        .map(|removal| {
            let seen = register.iter().filter(|page| page.url == removal.url);
            let first_seen = seen.map(|page| page.first_seen_on).min();
            let posted_on = removal.posted_on.or(first_seen);
            let age = posted_on.map(|day| (until - day).num_days()).filter(|age| 0 <= *age);
            let state = match age {
                None => "unknown",
                Some(age) if retention.red_days <= age => "red",
                Some(age) if retention.amber_days <= age => "amber",
                Some(_) => "green",
            };
            LogClock {
                removal_id: removal.removal_id.clone(),
                url: removal.url.clone(),
                posted_on,
                is_first_seen: removal.posted_on.is_none(),
                age_days: age,
                state: state.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn removal(basis: &str, filed: &str, decided: Option<&str>) -> RemovalDocket {
        RemovalDocket {
            case_id: "soap-ad".to_owned(),
            removal_id: "r1".to_owned(),
            url: "https://a.example/x".to_owned(),
            channel: "platform".to_owned(),
            basis: basis.to_owned(),
            filed_on: day(filed),
            acknowledged_on: None,
            decided_on: decided.map(day),
            outcome: decided.map(|_| "removed".to_owned()),
            days_open: 5,
            posted_on: None,
            is_poster_sought: true,
        }
    }

    fn found(basis: &str, filed: &str, decided: Option<&str>, until: &str) -> Request {
        let metrics =
            Metrics { removal_docket: vec![removal(basis, filed, decided)], ..Metrics::default() };
        let talk = Talk { basis: "texts".to_owned(), ..Talk::default() };
        requests(&metrics, &embedded_clocks(), &talk, day(until)).remove(0)
    }

    #[test]
    fn seven_days_are_seven_days() {
        let state = |decided, until| found("jp-platform-act", "2026-05-25", decided, until).state;
        assert_eq!(state(Some("2026-06-01"), "2026-06-30"), ClockState::DecidedInTime);
        assert_eq!(state(Some("2026-06-02"), "2026-06-30"), ClockState::DecidedLate);
        assert_eq!(state(None, "2026-05-28"), ClockState::Within);
        assert_eq!(state(None, "2026-05-30"), ClockState::DueSoon);
        assert_eq!(state(None, "2026-06-01"), ClockState::DueSoon);
        assert_eq!(state(None, "2026-06-02"), ClockState::Overdue);
    }

    #[test]
    fn a_month_ends_with_the_month() {
        let request = found("gdpr-erasure", "2026-01-31", None, "2026-02-10");
        assert_eq!(request.due_on, Some(day("2026-02-28")));
    }

    #[test]
    fn a_request_before_the_law_has_no_clock() {
        let request = found("jp-platform-act", "2025-03-31", None, "2026-02-10");
        assert_eq!((request.clock, request.state), (None, ClockState::NoClock));
        assert_eq!(
            found("dsa-notice", "2026-01-31", None, "2026-02-10").state,
            ClockState::NoClock
        );
    }

    #[test]
    fn logs_turn_amber_and_then_red() {
        let state = |until: &str| {
            let mut removal = removal("x", "2026-05-25", None);
            removal.posted_on = Some(day("2026-05-01"));
            log_clocks(&[removal], &[], LogRetention::default(), day(until)).remove(0).state
        };
        assert_eq!(state("2026-06-29"), "green");
        assert_eq!(state("2026-06-30"), "amber");
        assert_eq!(state("2026-07-30"), "red");
    }

    #[test]
    fn a_page_that_was_away_has_reappeared_and_one_that_never_was_is_still_shown() {
        let point = |on: &str| RankPoint {
            case_id: "soap-ad".to_owned(),
            viewpoint: "google".to_owned(),
            search_term: "x".to_owned(),
            url: "https://a.example/x".to_owned(),
            capture_id: on.to_owned(),
            captured_on: day(on),
            position: 4,
        };
        let removal = removal("x", "2026-05-20", Some("2026-05-25"));
        let look = |on: &str| CaptureDay {
            case_id: "soap-ad".to_owned(),
            viewpoint: "google".to_owned(),
            search_term: "x".to_owned(),
            coverage: "page".to_owned(),
            captured_on: day(on),
            ok_count: 1,
            empty_count: 0,
            failed_count: 0,
            depth: 10,
        };
        let shown = |seen: &[&str], looked: &[&str]| {
            let path: Vec<RankPoint> = seen.iter().map(|on| point(on)).collect();
            let looks: Vec<CaptureDay> = looked.iter().map(|on| look(on)).collect();
            let shown = shown_after(&removal, &path, &looks);
            (shown.reappeared_on, shown.still_shown_on)
        };
        let (soon, away, later) = ("2026-05-26", "2026-06-12", "2026-06-26");
        assert_eq!(shown(&[soon], &[soon, later]), (None, None));
        assert_eq!(shown(&[soon, later], &[soon, away, later]), (Some(day(later)), None));
        assert_eq!(shown(&[soon, later], &[soon, later]), (None, Some(day(later))));
    }
}
