//! What was done after each storm opened, and how fast: against the plan, where there is one.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::storms::StormFacts;
use crate::measure::rows::EventLogged;
use crate::model::Plan;
use crate::model::period::minute_index;

/// The answers to an incident, in the order in which they are due: the step's name, the kinds of
/// event that are it, and the plan's hours for it.
type Step = (&'static str, &'static [&'static str], fn(&Plan) -> Option<f64>);

const STEPS: [Step; 5] = [
    ("notice", &["noticed"], |plan| plan.notice_hours),
    ("fact-check", &["fact-check", "investigation"], |plan| plan.fact_check_hours),
    ("statement", &["statement"], |plan| plan.statement_hours),
    ("apology", &["apology"], |plan| plan.apology_hours),
    ("measures", &["measure"], |plan| plan.measures_hours),
];

/// How an answer stands to the plan.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// In time.
    InTime,
    /// Too late.
    Late,
    /// Only its day is known, and the day does not say.
    Unclear,
    /// Not done, and its time is over.
    Missing,
    /// Not done, and its time is not over.
    ToCome,
    /// Nothing was planned for it.
    Unplanned,
}

/// One answer to a storm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The storm; the first is 1.
    pub storm: i64,
    /// `notice`, `fact-check`, `statement`, `apology` or `measures`.
    pub step: String,
    /// The day of the first event of that sort since the storm opened.
    pub done_on: Option<NaiveDate>,
    /// What it was.
    pub title: Option<String>,
    /// Hours since the storm's first text: the least it can have been.
    pub hours_low: Option<f64>,
    /// The most: the same where the time of day is known.
    pub hours_high: Option<f64>,
    /// The hours that were planned.
    pub planned_hours: Option<f64>,
    /// How it stands to the plan.
    pub kept: Kept,
    /// Whether it came on the day of the peak or before.
    pub is_before_peak: Option<bool>,
}

/// The answers to each storm that are known at the end of a day.
pub fn answers(
    storms: &[StormFacts],
    events: &[EventLogged],
    plan: &Plan,
    zone: Tz,
    until: NaiveDate,
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (at, storm) in storms.iter().enumerate() {
        let next = storms.get(at + 1).map(|next| next.opened_on);
        let began = Began::of(storm, events, zone);
        for (name, kinds, hours) in STEPS {
            let first_minute =
                |event: &EventLogged| minutes_done(event, zone).0.max(began.earliest);
            let event = events
                .iter()
                .filter(|event| {
                    kinds.contains(&event.kind.as_str())
                        && began.earliest <= minutes_done(event, zone).1
                        && next.is_none_or(|next| event.happened_on < next)
                })
                .min_by_key(|event| (event.happened_on, first_minute(event)));
            let planned = hours(plan);
            if event.is_none() && planned.is_none() {
                continue;
            }
            answers.push(answer(storm, name, event, planned, &began, zone, until));
        }
    }
    answers
}

/// When a storm began: the earliest and the latest minute it can have been.
struct Began {
    earliest: i64,
    latest: i64,
}

impl Began {
    /// The incident that is told of within two days before a storm opened; else its first text; else
    /// its first day.
    fn of(storm: &StormFacts, events: &[EventLogged], zone: Tz) -> Self {
        let incident = events.iter().rfind(|event| {
            let before = (storm.opened_on - event.happened_on).num_days();
            matches!(event.kind.as_str(), "incident" | "relapse") && (0..=2).contains(&before)
        });
        let first_text = storm.arrivals.iter().map(|arrival| arrival.first_minute).min();
        let on = incident.map_or(storm.opened_on, |event| event.happened_on);
        match (incident.and_then(|event| event.happened_minute), first_text) {
            (Some(minute), _) => Self { earliest: minute, latest: minute },
            (None, Some(minute)) if incident.is_none() => Self { earliest: minute, latest: minute },
            _ => {
                let (earliest, latest) = minutes_of(on, zone);
                Self { earliest, latest }
            }
        }
    }
}

fn answer(
    storm: &StormFacts,
    step: &str,
    event: Option<&EventLogged>,
    planned: Option<f64>,
    began: &Began,
    zone: Tz,
    until: NaiveDate,
) -> Answer {
    let done = event.map(|event| minutes_done(event, zone));
    let low = done.map(|(first, _)| (first - began.latest).max(0));
    let high = done.map(|(_, last)| (last - began.earliest).max(0));
    let (_, now) = minutes_of(until, zone);
    // What is kept is asked in minutes; hours are rounded for the page.
    let kept = match (planned.map(|hours| hours * 60.0), low.zip(high)) {
        (None, _) => Kept::Unplanned,
        (Some(planned), Some((_, high))) if high as f64 <= planned => Kept::InTime,
        (Some(planned), Some((low, _))) if planned < low as f64 => Kept::Late,
        (Some(_), Some(_)) => Kept::Unclear,
        (Some(planned), None) if planned < (now - began.latest) as f64 => Kept::Missing,
        (Some(_), None) => Kept::ToCome,
    };
    let hours = |minutes: i64| (minutes as f64 / 6.0).round() / 10.0;
    Answer {
        storm: storm.storm,
        step: step.to_owned(),
        done_on: event.map(|event| event.happened_on),
        title: event.map(|event| event.title.clone()),
        hours_low: low.map(hours),
        hours_high: high.map(hours),
        planned_hours: planned,
        kept,
        is_before_peak: event.map(|event| event.happened_on <= storm.peak_on),
    }
}

/// The first and the last minute in which an event can have happened.
fn minutes_done(event: &EventLogged, zone: Tz) -> (i64, i64) {
    let exact = event.happened_minute.map(|minute| (minute, minute));
    exact.unwrap_or_else(|| minutes_of(event.happened_on, zone))
}

/// The first and the last minute of a day in a zone.
fn minutes_of(day: NaiveDate, zone: Tz) -> (i64, i64) {
    let begin = |day: NaiveDate| -> i64 {
        let midnight = day.and_time(NaiveTime::MIN);
        let local = zone.from_local_datetime(&midnight).earliest();
        let at: DateTime<Utc> = local.map_or_else(|| midnight.and_utc(), |at| at.to_utc());
        minute_index(at)
    };
    (begin(day), day.succ_opt().map_or(i64::MAX, begin) - 1)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Asia::Tokyo;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn storm() -> StormFacts {
        StormFacts { peak_on: day("2026-05-13"), ..StormFacts::invented(1, day("2026-05-11")) }
    }

    fn event(kind: &str, on: &str, at: Option<&str>) -> EventLogged {
        let minute = |text: &str| minute_index(text.parse::<DateTime<Utc>>().unwrap());
        EventLogged {
            case_id: "soap-ad".to_owned(),
            happened_on: day(on),
            kind: kind.to_owned(),
            title: kind.to_owned(),
            happened_minute: at.map(minute),
            source_count: 1,
        }
    }

    fn of(events: &[EventLogged], plan: &Plan, step: &str) -> Answer {
        let answers = answers(&[storm()], events, plan, Tokyo, day("2026-06-30"));
        answers.into_iter().find(|answer| answer.step == step).unwrap()
    }

    #[test]
    fn instants_give_hours() {
        let events = [
            event("incident", "2026-05-11", Some("2026-05-11T12:40:00Z")),
            event("noticed", "2026-05-12", Some("2026-05-11T15:10:00Z")),
        ];
        let plan = Plan { notice_hours: Some(4.0), ..Plan::default() };
        let answer = of(&events, &plan, "notice");
        assert_eq!((answer.hours_low, answer.hours_high), (Some(2.5), Some(2.5)));
        assert_eq!((answer.kept, answer.is_before_peak), (Kept::InTime, Some(true)));
        let plan = Plan { notice_hours: Some(2.0), ..Plan::default() };
        assert_eq!(of(&events, &plan, "notice").kept, Kept::Late);
    }

    #[test]
    fn days_give_a_range_and_may_not_decide() {
        let events =
            [event("incident", "2026-05-11", None), event("statement", "2026-05-12", None)];
        let kept = |hours| {
            let plan = Plan { statement_hours: Some(hours), ..Plan::default() };
            of(&events, &plan, "statement").kept
        };
        assert_eq!(kept(24.0), Kept::Unclear);
        assert_eq!(kept(48.0), Kept::InTime);
        let late = [event("incident", "2026-05-11", None), event("statement", "2026-05-14", None)];
        let plan = Plan { statement_hours: Some(24.0), ..Plan::default() };
        assert_eq!(of(&late, &plan, "statement").kept, Kept::Late);
    }

    #[test]
    fn what_was_planned_and_never_done_is_missing() {
        let plan = Plan { apology_hours: Some(72.0), measures_hours: Some(9e4), ..Plan::default() };
        let events = [event("incident", "2026-05-11", None)];
        assert_eq!(of(&events, &plan, "apology").kept, Kept::Missing);
        assert_eq!(of(&events, &plan, "measures").kept, Kept::ToCome);
    }

    #[test]
    fn the_first_answer_is_the_earliest_and_none_from_before_the_incident() {
        let events = [
            event("incident", "2026-05-11", Some("2026-05-11T06:00:00Z")),
            event("apology", "2026-05-11", Some("2026-05-11T13:00:00Z")),
            event("apology", "2026-05-11", Some("2026-05-11T07:00:00Z")),
            event("statement", "2026-05-11", Some("2026-05-11T00:30:00Z")),
        ];
        let plan = Plan { apology_hours: Some(3.0), statement_hours: Some(4.0), ..Plan::default() };
        let answers = answers(&[storm()], &events, &plan, Tokyo, day("2026-05-20"));
        let of = |step: &str| answers.iter().find(|answer| answer.step == step).unwrap();
        assert_eq!((of("apology").hours_high, of("apology").kept), (Some(1.0), Kept::InTime));
        assert_eq!((of("statement").hours_high, of("statement").kept), (None, Kept::Missing));
    }

    #[test]
    fn minutes_decide_what_is_in_time() {
        let events = [
            event("incident", "2026-05-11", Some("2026-05-11T06:00:00Z")),
            event("statement", "2026-05-11", Some("2026-05-11T10:02:00Z")),
        ];
        let plan = Plan { statement_hours: Some(4.0), ..Plan::default() };
        let answers = answers(&[storm()], &events, &plan, Tokyo, day("2026-05-20"));
        assert_eq!((answers[0].hours_low, answers[0].kept), (Some(4.0), Kept::Late));
    }
}
