//! What the rows say together: whether talk fades, whether the record clears, and whether anything
//! that was done mattered. Takes the rows of all metrics, gives numbers that carry their intervals or
//! the reason why there are none. Never fails.

pub mod audited;
pub mod docket;
pub mod effects;
pub mod facts;
pub mod fading;
pub mod kept;
pub mod promises;
pub mod record;
pub mod response;
pub mod sensitivity;
pub mod series;
pub mod sources;
pub mod storms;
pub mod survival;
pub mod talk;
pub mod themes;

pub use audited::Audited;
pub use facts::Fact;

use chrono::NaiveDate;
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::Metrics;
use crate::measure::texts::NegativeText;
use crate::model::{Audit, Case, DaySpan, DecisionClock, Needs, Period};
use crate::stats::Measured;
use crate::stats::storms::quiet_time;
use crate::stats::verdict::Verdict;
use kept::Kept;
use storms::Found;

/// What is assessed.
pub struct Asked<'a> {
    /// The case.
    pub case: &'a Case,
    /// The period.
    pub period: &'a Period,
    /// The zone in which a day is a day.
    pub zone: Tz,
    /// The rows of all metrics, those of storms among them.
    pub metrics: &'a Metrics,
    /// The storms.
    pub found: &'a Found,
    /// Negative originals of the period, the span before it and the quiet time.
    pub texts: &'a [NegativeText],
    /// Times in which requests have to be decided.
    pub clocks: &'a [DecisionClock],
    /// What people found of the labels.
    pub audit: Option<&'a Audit>,
    /// The forecasts of earlier runs.
    pub kept: &'a Kept,
}

impl Asked<'_> {
    /// The quiet time of the record: it does not need talk to be known.
    fn before(&self) -> Option<DaySpan> {
        self.case.baseline.or(self.case.onset.map(quiet_time)).or(self.found.quiet_span())
    }

    /// What talk is judged by.
    fn judge(&self) -> talk::Judge<'_> {
        talk::Judge {
            found: self.found,
            margins: self.case.margins,
            metrics: self.metrics,
            audit: self.audit,
            until: self.period.span.to,
        }
    }
}

/// What the rows say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// How talk stands.
    pub talk: Standing,
    /// How the record stands.
    pub record: Standing,
    /// What talk is measured by.
    pub basis: String,
    /// The quiet time.
    pub quiet: Option<storms::Quiet>,
    /// Why there is none.
    pub quiet_needs: Option<Needs>,
    /// The onset that was found.
    pub found_onset: Option<NaiveDate>,
    /// The storms.
    pub storms: Vec<storms::StormFacts>,
    /// The day that came nearest to opening one.
    pub nearest: Option<storms::Nearest>,
    /// Whether the last days may be the opening of one.
    pub is_pending: bool,
    /// What is usual, day by day.
    pub bands: Vec<storms::Band>,
    /// How the last storm fades.
    pub fading: Option<fading::Fading>,
    /// The forecasts of earlier weeks.
    pub foretold: Vec<fading::Foretold>,
    /// What people criticize.
    pub said: themes::Said,
    /// What an audit makes of the period's share.
    pub audited: Option<Audited>,
    /// When the incident was among the first ten results.
    pub sightings: record::Sightings,
    /// How long pages stay there.
    pub stay: Option<survival::Stay>,
    /// How much result pages have changed.
    pub stability: Vec<record::Stability>,
    /// How far suggestions carry the incident.
    pub suggestions: Vec<record::Suggestions>,
    /// Visibility by week.
    pub visibility_band: Vec<record::VisibilityBand>,
    /// The answers to each storm.
    pub answers: Vec<response::Answer>,
    /// What followed events.
    pub followed: Vec<effects::Followed>,
    /// Removal requests and their clocks.
    pub requests: Vec<docket::Request>,
    /// How channels decide.
    pub channels: Vec<docket::Channel>,
    /// Posts whose author is sought.
    pub log_clocks: Vec<docket::LogClock>,
    /// Promises that lapsed.
    pub lapses: Vec<promises::Lapse>,
    /// How the clocks would stand, had one thing been chosen otherwise.
    pub sensitivity: Vec<sensitivity::Variant>,
}

/// The spans whose negative originals are compared word by word.
pub fn compared_spans(found: &Found, period: &Period) -> Vec<DaySpan> {
    [Some(period.span), Some(period.span.previous()), found.quiet_span()]
        .into_iter()
        .flatten()
        .collect()
}

/// Assesses a case.
pub fn assess(asked: &Asked<'_>) -> Assessment {
    let Asked { case, metrics, found, .. } = *asked;
    let period = asked.period.span;
    let until = period.to;
    let quiet = found.quiet_span();
    let first_storm = found.watch.storms.first().map(|storm| storm.opened_on);
    let onset = case.onset.or(found.onset).or(first_storm);
    let storms = found.storm_facts(&metrics.storm_arrivals, &metrics.storm_items);
    let (fading, foretold) = fading::fading(found, case.margins, until, asked.kept).unzip();
    let requests = docket::requests(metrics, asked.clocks, &found.talk, until);
    let mut assessment = Assessment {
        talk: asked.judge().standing(),
        record: record::standing(metrics, asked.before(), until, record::FIRST_PAGE),
        basis: found.talk.basis.clone(),
        quiet: found.quiet_facts(),
        quiet_needs: found.quiet.as_ref().err().cloned(),
        found_onset: found.onset,
        nearest: found.nearest(),
        is_pending: found.watch.is_pending,
        bands: found.bands(),
        fading,
        foretold: foretold.unwrap_or_default(),
        said: themes::of_period(asked.texts, case, period, quiet),
        audited: asked
            .audit
            .map(|audit| Audited::new(audit.clone(), &metrics.negative_share, period)),
        sightings: record::sightings(metrics, until),
        stay: survival::stay(metrics, onset, until),
        stability: record::stability(&metrics.page_order),
        suggestions: record::suggestions(metrics),
        visibility_band: record::visibility_band(metrics),
        answers: response::answers(&storms, &metrics.event_log, &case.plan, asked.zone, until),
        followed: effects::followed(found, &metrics.event_log, &metrics.control_days, until),
        lapses: promises::lapses(&metrics.promise_register, &storms),
        channels: docket::channels(&metrics.removal_docket, &requests),
        log_clocks: docket::log_clocks(
            &metrics.removal_docket,
            &metrics.lingering_register,
            case.log_retention,
            until,
        ),
        requests,
        storms,
        sensitivity: Vec::new(),
    };
    let told = (assessment.talk.verdict, assessment.record.verdict);
    assessment.sensitivity = sensitivity::variants(asked, told.0, told.1);
    assessment.talk.against = facts::against_talk(&assessment, asked);
    assessment.record.against = facts::against_record(&assessment, asked);
    assessment
}

/// How one of the two clocks stands, how that is known, and what speaks against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The verdict.
    pub verdict: Verdict,
    /// Why there is none, where there is none.
    pub needs: Option<Needs>,
    /// The first day of the last week, which it tells of: of talk the last complete one, of the record the
    /// seven days that end the period.
    pub week_start: Option<NaiveDate>,
    /// The first day of the week since which it has been so.
    pub since: Option<NaiveDate>,
    /// What is measured: of talk the negative share of the last two complete weeks, of the record the
    /// share of incident items among the first ten results of the last two weeks.
    pub now: Measured,
    /// The same of the quiet time.
    pub baseline: Measured,
    /// The same of the worst week since the storm opened, or of the record's worst two weeks.
    pub peak: Measured,
    /// `now` less `baseline`.
    pub difference: Measured,
    /// How large the difference may be at the upper end of its interval for the clock to be recovered.
    pub margin: Option<f64>,
    /// The part of the way back from the peak that has been covered: 1 is all of it.
    pub part: Measured,
    /// The three facts that speak most against the verdict.
    pub against: Vec<Fact>,
    /// Week by week.
    pub weeks: Vec<WeekStanding>,
}

/// How a clock stood at the end of one week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekStanding {
    /// Its first day.
    pub week_start: NaiveDate,
    /// The verdict.
    pub verdict: Verdict,
    /// The share of that week, or, of the record, of the two weeks up to its end.
    pub share: Measured,
    /// The same less the baseline.
    pub difference: Measured,
    /// The part of the way back.
    pub part: Measured,
}

impl Standing {
    /// A clock of which nothing can be told.
    pub fn unknown(needs: &Needs) -> Self {
        let refused = || Measured::refused(needs.clone(), 0);
        Self {
            verdict: Verdict::CannotTell,
            needs: Some(needs.clone()),
            week_start: None,
            since: None,
            now: refused(),
            baseline: refused(),
            peak: refused(),
            difference: refused(),
            margin: None,
            part: refused(),
            against: Vec::new(),
            weeks: Vec::new(),
        }
    }
}

/// The Monday since which the last verdict of some weeks has stood.
fn since(weeks: &[WeekStanding]) -> Option<NaiveDate> {
    let last = weeks.last()?;
    let same = weeks.iter().rev().take_while(|week| week.verdict == last.verdict);
    same.last().map(|week| week.week_start)
}
