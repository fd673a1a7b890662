//! Cases whose truth is known: talk with storms of a given half-life, events of a given effect, and
//! captures with holes and cuts. What is drawn depends on the case's number alone.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp, Gamma, Poisson};
use recover_report::assess::series::Talk;
use recover_report::assess::storms::Found;
use recover_report::assess::talk::Judge;
use recover_report::assess::{Standing, record};
use recover_report::measure::Metrics;
use recover_report::measure::rows::{CaptureDay, FirstPageShare, TalkDay};
use recover_report::model::{Case, DaySpan, LogRetention, Margins, Plan};
use recover_report::stats::verdict::Verdict;

/// The quiet time before anything happens.
pub(crate) const QUIET_DAYS: u64 = 56;

/// The first day of the incident: a week after the quiet time.
pub(crate) const ONSET: u64 = QUIET_DAYS + 7;

/// What a usual week does to a usual day.
const WEEKDAYS: [f64; 7] = [1.1, 1.1, 1.05, 1.1, 1.0, 0.85, 0.8];

/// A burst of talk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Burst {
    /// The day on which it begins; its peak is two days later.
    pub(crate) day: u64,
    /// Negative originals beyond the usual at the peak.
    pub(crate) peak: f64,
    /// Days in which that halves.
    pub(crate) half_life: f64,
}

/// A case to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    /// Negative originals on a usual day.
    pub(crate) usual: f64,
    /// Other originals on a usual day.
    pub(crate) others: f64,
    /// The size of the negative binomial law: small is clumped.
    pub(crate) size: f64,
    /// What happens.
    pub(crate) bursts: Vec<Burst>,
    /// A day from which on negative talk is so many times what it would have been.
    pub(crate) event: Option<(u64, f64)>,
    /// The part of days without data.
    pub(crate) holes: f64,
    /// Days in all.
    pub(crate) days: u64,
}

/// The first day of every case: a Monday.
pub(crate) fn day(index: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).expect("a constant day") + Days::new(index)
}

/// What every case draws from.
pub(crate) fn dice(setting: u64, number: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(setting * 1_000_003 + number)
}

/// A count by the negative binomial law.
pub(crate) fn count(mean: f64, size: f64, dice: &mut ChaCha8Rng) -> f64 {
    let rate = Gamma::new(size, mean / size).map_or(0.0, |law| law.sample(dice));
    Poisson::new(rate.max(1e-12)).map_or(0.0, |law| law.sample(dice))
}

impl Story {
    /// Negative originals that are to be expected on a day.
    pub(crate) fn mean(&self, index: u64) -> f64 {
        let weekday = WEEKDAYS[(index % 7) as usize];
        let excess: f64 = self.bursts.iter().map(|burst| burst.excess(index)).sum();
        let effect = self.event.filter(|(day, _)| *day <= index).map_or(1.0, |(_, factor)| factor);
        weekday * (self.usual + excess) * effect
    }

    /// The negative share that is to be expected over some days, less the usual one.
    pub(crate) fn away(&self, days: std::ops::Range<u64>) -> f64 {
        let negative: f64 = days.clone().map(|index| self.mean(index)).sum();
        let others: f64 = days.map(|index| self.others * WEEKDAYS[(index % 7) as usize]).sum();
        negative / (negative + others) - self.usual / (self.usual + self.others)
    }

    /// The days of talk, as a query would give them.
    pub(crate) fn talk(&self, dice: &mut ChaCha8Rng) -> Vec<TalkDay> {
        let mut rows = Vec::new();
        for index in 0..self.days {
            let negative = count(self.mean(index), self.size, dice) as i64;
            let others = self.others * WEEKDAYS[(index % 7) as usize];
            let total = negative + count(others, 50.0, dice) as i64;
            if dice.random::<f64>() < self.holes {
                continue;
            }
            rows.push(TalkDay {
                case_id: "simulated".to_owned(),
                basis: "texts".to_owned(),
                published_on: day(index),
                original_count: Some(total),
                negative_original_count: Some(negative),
                negative_count: negative,
                scored_count: total,
                negative_share: None,
            });
        }
        rows
    }
}

impl Burst {
    fn excess(&self, index: u64) -> f64 {
        match index.checked_sub(self.day) {
            None => 0.0,
            Some(0) => 0.4 * self.peak,
            Some(1) => 0.8 * self.peak,
            Some(since) => self.peak * 0.5_f64.powf((since - 2) as f64 / self.half_life),
        }
    }
}

/// The case as a config would say it.
pub(crate) fn case() -> Case {
    Case {
        id: "simulated".to_owned(),
        organization: "Simulated".to_owned(),
        subjects: Vec::new(),
        incident_terms: Vec::new(),
        search_terms: Vec::new(),
        owned_domains: Vec::new(),
        rules: Vec::new(),
        onset: Some(day(ONSET)),
        baseline: Some(DaySpan { from: day(0), to: day(QUIET_DAYS - 1) }),
        margins: Margins::default(),
        plan: Plan::default(),
        log_retention: LogRetention::default(),
    }
}

/// The storms that are found in the talk of a case up to a day.
pub(crate) fn found(rows: &[TalkDay], until: u64) -> Found {
    Found::new(Talk::new(rows, "texts", day(until)), &case())
}

/// How talk stands on a day.
pub(crate) fn talk_standing(rows: Vec<TalkDay>, until: u64) -> Standing {
    let found = found(&rows, until);
    let metrics = Metrics { talk_days: rows, ..Metrics::default() };
    let margins = Margins::default();
    Judge { found: &found, margins, metrics: &metrics, audit: None, until: day(until) }.standing()
}

/// Weekly captures of one page that shows the incident from the onset on and stays so many days at a
/// position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// Where it stands.
    pub(crate) position: i64,
    /// How many days it stays.
    pub(crate) stays: f64,
}

/// Captures of a case: one every so many days, some of them missing, looking less far from a day on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    /// Days between them.
    pub(crate) every: u64,
    /// The part that is missing.
    pub(crate) holes: f64,
    /// From this day on they look only so far.
    pub(crate) cut: Option<(u64, i64)>,
    /// Days in all.
    pub(crate) days: u64,
}

/// The first pages that captures show.
pub(crate) fn captures(page: Page, looks: Looks, dice: &mut ChaCha8Rng) -> Metrics {
    let mut metrics = Metrics::default();
    for index in (0..looks.days).step_by(looks.every as usize) {
        if dice.random::<f64>() < looks.holes {
            continue;
        }
        let depth = looks.cut.filter(|(from, _)| *from <= index).map_or(10, |(_, depth)| depth);
        let age = index as f64 - ONSET as f64;
        let is_there = 0.0 <= age && age < page.stays && page.position <= depth;
        metrics.first_page_share.push(FirstPageShare {
            case_id: "simulated".to_owned(),
            capture_id: index.to_string(),
            cutoff: 10,
            viewpoint: "google".to_owned(),
            search_term: "simulated".to_owned(),
            captured_on: day(index),
            result_count: depth,
            incident_count: i64::from(is_there),
            best_position: is_there.then_some(page.position),
            incident_share: None,
        });
        metrics.capture_calendar.push(CaptureDay {
            case_id: "simulated".to_owned(),
            viewpoint: "google".to_owned(),
            search_term: "simulated".to_owned(),
            coverage: "page".to_owned(),
            captured_on: day(index),
            ok_count: 1,
            empty_count: 0,
            failed_count: 0,
            depth,
        });
    }
    metrics
}

/// Whether the record of a case is called recovered on a day.
pub(crate) fn is_record_recovered(metrics: &Metrics, until: u64) -> bool {
    let quiet = DaySpan { from: day(0), to: day(QUIET_DAYS - 1) };
    record::standing(metrics, Some(quiet), day(until), record::FIRST_PAGE).verdict
        == Verdict::Recovered
}

/// Days that a page stays, by the exponential law.
pub(crate) fn stay(median: f64, dice: &mut ChaCha8Rng) -> f64 {
    Exp::new(2.0_f64.ln() / median).map_or(median, |law| law.sample(dice))
}
