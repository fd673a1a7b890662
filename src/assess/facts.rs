//! The facts that speak most against a verdict. Each is plain: a number and its day, no judgment.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::series::within;
use super::storms::Nearest;
use super::{Asked, Assessment};
use crate::measure::rows::{LingeringPage, lingering};
use crate::model::DaySpan;
use crate::stats::Interval;
use crate::stats::storms::CLOSING_LEVEL;
use crate::stats::verdict::Verdict;

/// A claim that fewer texts carry grows by chance.
const LEAST_GROWTH: i64 = 3;

/// A day that comes up to so much of the bound is near it.
const NEAR: f64 = 0.8;

/// With fewer scored texts the interval of a share is wide.
const FEW_SCORED: i64 = 200;

/// Fewer captures than this show little.
const FEW_CAPTURES: i64 = 4;

/// The kinds of fact, the gravest first.
const GRAVITY: [&str; 25] = [
    "storm-open",
    "storm-pending",
    "last-seen",
    "resurfaced",
    "claim-grows",
    "lingering",
    "share-above",
    "count-above",
    "relapses",
    "near-storm",
    "suggestions",
    "vanished",
    "failed-captures",
    "below-depth",
    "shallow",
    "unchecked",
    "no-volume",
    "few-scored",
    "few-captures",
    "no-earlier-capture",
    "storm-ended",
    "share-fell",
    "half-life",
    "clean-since",
    "gone",
];

/// How many facts stand beside a verdict.
pub const SHOWN: usize = 3;

/// One fact. The order of kinds is their gravity: of all that hold, the first are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fact {
    /// A storm goes on.
    StormOpen {
        /// Since when.
        opened_on: NaiveDate,
    },
    /// The last days exceed what chance leaves likely; whether they are a storm is not known yet.
    StormPending,
    /// The incident was among the first ten results.
    LastSeen {
        /// When it last was.
        on: NaiveDate,
        /// The best position it ever had.
        best_position: i64,
    },
    /// Pages came back after they had been gone.
    Resurfaced {
        /// How many.
        count: i64,
    },
    /// A claim that the fact check found false, or disputed, or has not settled, grows.
    ClaimGrows {
        /// What it says.
        statement: String,
        /// What the fact check found.
        fact_check: String,
        /// Texts of the period that carry it.
        count: i64,
        /// Those of the span before.
        previous: i64,
    },
    /// Pages linger among the results.
    Lingering {
        /// How many.
        count: i64,
        /// The highest of them stands now.
        best_position: i64,
    },
    /// The share may still be above the usual one.
    ShareAbove {
        /// By so much.
        difference: f64,
        /// The interval of that.
        interval: Interval,
    },
    /// There is more negative talk than chance leaves likely.
    CountAbove {
        /// Negative originals of the last complete week.
        count: i64,
        /// The bound.
        bound: f64,
    },
    /// There have been several storms.
    Relapses {
        /// How many after the first.
        count: i64,
        /// The last opened on.
        last_on: NaiveDate,
    },
    /// A day came near to opening a storm.
    NearStorm {
        /// The day.
        on: NaiveDate,
        /// What was counted.
        count: i64,
        /// Out of how many.
        total: Option<i64>,
        /// The bound.
        bound: f64,
    },
    /// Suggestions carry the incident.
    Suggestions {
        /// The share that does.
        share: f64,
    },
    /// Texts were there and are no more: deletion looks like recovery.
    Vanished {
        /// How many.
        count: i64,
    },
    /// Captures failed in the last four weeks.
    FailedCaptures {
        /// How many.
        count: i64,
    },
    /// Pages whose state nobody can see, because captures do not look so far down any more.
    BelowDepth {
        /// How many.
        count: i64,
    },
    /// Captures look less far down than a first page goes.
    Shallow {
        /// How far the shallowest of the last four weeks looked.
        depth: i64,
    },
    /// Nobody checked the labels.
    Unchecked,
    /// The source's totals are no volumes: how much was said is not known.
    NoVolume,
    /// Few texts: the interval is wide.
    FewScored {
        /// How many in the last two complete weeks.
        count: i64,
    },
    /// Few captures.
    FewCaptures {
        /// How many in the last two weeks.
        count: i64,
    },
    /// Nobody looked before the incident.
    NoEarlierCapture,
    /// The storm is over.
    StormEnded {
        /// Its last day.
        on: NaiveDate,
    },
    /// The share is below that of the worst week.
    ShareFell {
        /// From.
        from: f64,
        /// To.
        to: f64,
    },
    /// Talk loses half of its excess in so many days.
    HalfLife {
        /// Days.
        days: f64,
    },
    /// The incident was not among the first ten since.
    CleanSince {
        /// The first day without it.
        on: NaiveDate,
    },
    /// Pages are gone.
    Gone {
        /// How many.
        count: i64,
        /// Of how many.
        of: i64,
    },
}

impl Fact {
    /// The kind's name, which is also that of its message.
    pub fn name(&self) -> &'static str {
        match self {
            Self::StormOpen { .. } => "storm-open",
            Self::StormPending => "storm-pending",
            Self::LastSeen { .. } => "last-seen",
            Self::Resurfaced { .. } => "resurfaced",
            Self::ClaimGrows { .. } => "claim-grows",
            Self::Lingering { .. } => "lingering",
            Self::ShareAbove { .. } => "share-above",
            Self::CountAbove { .. } => "count-above",
            Self::Relapses { .. } => "relapses",
            Self::NearStorm { .. } => "near-storm",
            Self::Suggestions { .. } => "suggestions",
            Self::Vanished { .. } => "vanished",
            Self::FailedCaptures { .. } => "failed-captures",
            Self::BelowDepth { .. } => "below-depth",
            Self::Shallow { .. } => "shallow",
            Self::Unchecked => "unchecked",
            Self::NoVolume => "no-volume",
            Self::FewScored { .. } => "few-scored",
            Self::FewCaptures { .. } => "few-captures",
            Self::NoEarlierCapture => "no-earlier-capture",
            Self::StormEnded { .. } => "storm-ended",
            Self::ShareFell { .. } => "share-fell",
            Self::HalfLife { .. } => "half-life",
            Self::CleanSince { .. } => "clean-since",
            Self::Gone { .. } => "gone",
        }
    }

    /// Its place among the kinds: the lower, the graver.
    fn gravity(&self) -> usize {
        GRAVITY.iter().position(|name| *name == self.name()).unwrap_or(GRAVITY.len())
    }

    /// Whether it is good news, which speaks against a bad verdict; the rest is bad news or doubt, which
    /// speaks against a good one.
    pub fn is_good(&self) -> bool {
        matches!(
            self,
            Self::StormEnded { .. }
                | Self::ShareFell { .. }
                | Self::HalfLife { .. }
                | Self::CleanSince { .. }
                | Self::Gone { .. }
        )
    }
}

/// The facts that speak most against the verdict on talk; where there is none, those that hold.
pub fn against_talk(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = of_storms(assessment, asked);
    facts.extend(of_claims(asked));
    facts.extend(of_shares(assessment, asked));
    facts.extend(of_labels(assessment, asked));
    shown(facts, assessment.talk.verdict)
}

/// The same of the record.
pub fn against_record(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = of_register(assessment, asked);
    facts.extend(of_captures(assessment, asked));
    shown(facts, assessment.record.verdict)
}

/// The gravest of some facts: bad news against a good verdict, good news against a bad one.
fn shown(facts: Vec<Fact>, verdict: Verdict) -> Vec<Fact> {
    let wants_good = match verdict {
        Verdict::Recovered | Verdict::Recovering => Some(false),
        Verdict::NotRecovering | Verdict::Relapsed => Some(true),
        Verdict::CannotTell => None,
    };
    let speaks = |fact: &Fact| wants_good.is_none_or(|good| fact.is_good() == good);
    let mut facts: Vec<Fact> = facts.into_iter().filter(speaks).collect();
    facts.sort_by_key(Fact::gravity);
    facts.truncate(SHOWN);
    facts
}

fn of_storms(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let last = assessment.storms.last();
    match last.map(|storm| (storm.opened_on, storm.ended_on)) {
        Some((opened_on, None)) => facts.push(Fact::StormOpen { opened_on }),
        Some((_, Some(on))) => facts.push(Fact::StormEnded { on }),
        None => {}
    }
    if assessment.is_pending {
        facts.push(Fact::StormPending);
    }
    let half_life = assessment.fading.as_ref().and_then(|fading| fading.half_life.value());
    facts.extend(half_life.map(|days| Fact::HalfLife { days }));
    if let [_, later @ ..] = assessment.storms.as_slice()
        && let Some(storm) = later.last()
    {
        let count = later.len() as i64;
        facts.push(Fact::Relapses { count, last_on: storm.opened_on });
    }
    let recent = asked.period.span.to - Days::new(27);
    let is_near =
        |nearest: &&Nearest| recent <= nearest.on && NEAR * nearest.bound <= nearest.count as f64;
    facts.extend(assessment.nearest.as_ref().filter(is_near).map(|nearest| {
        let Nearest { on, count, total, bound, .. } = *nearest;
        Fact::NearStorm { on, count, total, bound }
    }));
    facts
}

fn of_claims(asked: &Asked<'_>) -> Vec<Fact> {
    let has_before =
        asked.metrics.talk_spans.iter().any(|span| {
            span.span == "previous" && span.mention_count.is_some_and(|count| 0 < count)
        });
    if !has_before {
        return Vec::new();
    }
    let grows = asked.metrics.claim_register.iter().filter(|claim| {
        claim.fact_check != "true"
            && LEAST_GROWTH <= claim.period_count
            && claim.previous_count < claim.period_count
    });
    let mut claims: Vec<_> = grows.collect();
    claims.sort_by_key(|claim| {
        (claim.fact_check != "false", -claim.period_count, claim.claim_id.clone())
    });
    claims
        .into_iter()
        .map(|claim| Fact::ClaimGrows {
            statement: claim.statement.clone(),
            fact_check: claim.fact_check.clone(),
            count: claim.period_count,
            previous: claim.previous_count,
        })
        .collect()
}

fn of_shares(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let talk = &assessment.talk;
    if let (Some(difference), Some(interval)) =
        (talk.difference.value(), talk.difference.interval())
        && 0.0 < interval.high
    {
        facts.push(Fact::ShareAbove { difference, interval });
    }
    // Of the last two weeks one may itself be the worst.
    let recent = talk.weeks.len().saturating_sub(2);
    let is_over = talk.weeks[recent..].iter().all(|week| week.share.value() < talk.peak.value());
    if let (Some(from), Some(to)) = (talk.peak.value(), talk.now.value())
        && is_over
        && to < from
    {
        facts.push(Fact::ShareFell { from, to });
    }
    if let Some(usual) = asked.found.usual.as_ref().filter(|_| asked.found.talk.tells_volume())
        && let Some(monday) = talk.week_start
    {
        let week = DaySpan { from: monday, to: monday + Days::new(6) };
        let days = within(&asked.found.talk.volume, week);
        let count: f64 = days.iter().map(|day| day.count).sum();
        let bound = usual.upper_bound(days, CLOSING_LEVEL);
        if bound < count {
            facts.push(Fact::CountAbove { count: count as i64, bound });
        }
    }
    facts
}

fn of_labels(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let vanished: i64 = asked.metrics.vanished_items.iter().map(|row| row.vanished_count).sum();
    if vanished > 0 {
        facts.push(Fact::Vanished { count: vanished });
    }
    if !asked.found.talk.tells_volume() && !asked.found.talk.share.is_empty() {
        facts.push(Fact::NoVolume);
    }
    let scored = assessment.talk.now.n();
    if 0 < scored && scored < FEW_SCORED {
        facts.push(Fact::FewScored { count: scored });
    }
    if assessment.audited.is_none() && !asked.found.talk.share.is_empty() {
        facts.push(Fact::Unchecked);
    }
    facts
}

fn of_register(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let register = &asked.metrics.lingering_register;
    // A page is one page, however many search terms show it.
    let distinct = |pages: &mut dyn Iterator<Item = &LingeringPage>| -> i64 {
        pages.map(|page| page.url.as_str()).collect::<BTreeSet<_>>().len() as i64
    };
    let of_state = |state: &str| distinct(&mut register.iter().filter(|page| page.state == state));
    let resurfaced = of_state("resurfaced");
    if resurfaced > 0 {
        facts.push(Fact::Resurfaced { count: resurfaced });
    }
    let lingering = lingering(register);
    if let Some(best_position) = lingering.iter().map(|page| page.latest_position).min() {
        facts.push(Fact::Lingering { count: distinct(&mut lingering.into_iter()), best_position });
    }
    let sightings = &assessment.sightings;
    if let (Some(on), Some(best_position)) = (sightings.last_on, sightings.best_position) {
        facts.push(Fact::LastSeen { on, best_position });
    }
    facts.extend(sightings.clean_since.map(|on| Fact::CleanSince { on }));
    let gone = of_state("gone");
    if gone > 0 {
        facts.push(Fact::Gone { count: gone, of: distinct(&mut register.iter()) });
    }
    let unseen = of_state("below depth");
    if unseen > 0 {
        facts.push(Fact::BelowDepth { count: unseen });
    }
    facts
}

fn of_captures(assessment: &Assessment, asked: &Asked<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let shares = assessment.suggestions.iter().filter_map(|found| found.share.value());
    let worst = shares.fold(0.0_f64, f64::max);
    if worst > 0.0 {
        facts.push(Fact::Suggestions { share: worst });
    }
    let recent = asked.period.span.to - Days::new(27);
    let calendar = asked.metrics.capture_calendar.iter();
    let failed: i64 = calendar
        .filter(|day| day.coverage == "page" && recent <= day.captured_on)
        .map(|day| day.failed_count)
        .sum();
    if failed > 0 {
        facts.push(Fact::FailedCaptures { count: failed });
    }
    facts.extend(assessment.sightings.shallow_depth.map(|depth| Fact::Shallow { depth }));
    let captures = assessment.record.now.n();
    let looks = assessment.record.part.n().max(i64::from(captures > 0));
    if assessment.sightings.look_days > 0 && looks < FEW_CAPTURES {
        facts.push(Fact::FewCaptures { count: looks });
    }
    if assessment.sightings.look_days > 0 && assessment.record.baseline.value().is_none() {
        facts.push(Fact::NoEarlierCapture);
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_bad_news_speaks_against_a_good_verdict_and_good_news_against_a_bad_one() {
        let on = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
        let facts = vec![
            Fact::Unchecked,
            Fact::NoVolume,
            Fact::StormEnded { on },
            Fact::Relapses { count: 1, last_on: on },
            Fact::StormOpen { opened_on: on },
        ];
        let names = |verdict| -> Vec<&str> {
            shown(facts.clone(), verdict).iter().map(Fact::name).collect()
        };
        assert_eq!(names(Verdict::Recovered), ["storm-open", "relapses", "unchecked"]);
        assert_eq!(names(Verdict::NotRecovering), ["storm-ended"]);
        assert_eq!(names(Verdict::CannotTell), ["storm-open", "relapses", "unchecked"]);
    }

    #[test]
    fn every_kind_has_its_gravity() {
        let arms = include_str!("facts.rs").split("=> \"").skip(1);
        let mut names: Vec<&str> = arms.filter_map(|rest| rest.split('"').next()).collect();
        names.retain(|name| name.chars().all(|c| c == '-' || c.is_ascii_lowercase()));
        names.sort_unstable();
        let mut graded = GRAVITY;
        graded.sort_unstable();
        assert_eq!(names, graded);
    }
}
