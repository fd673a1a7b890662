//! How the clocks stand, and what speaks against it, in words.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Serialize;

use super::{Error, Sentences, Writer};
use crate::assess::{Fact, Standing};
use crate::model::Needs;
use crate::report::wording::Figure;
use crate::stats::Measured;
use crate::stats::verdict::Verdict;

/// How one clock stands.
#[derive(Debug, Serialize)]
pub struct VerdictLine {
    /// Which clock.
    pub clock: String,
    /// The verdict, by name.
    pub name: String,
    /// The verdict, in words.
    pub word: String,
    /// Since when.
    pub since: Option<String>,
    /// The numbers it rests on.
    pub sentences: Vec<String>,
    /// The heading of the facts.
    pub against_heading: String,
    /// What speaks most against it.
    pub against: Vec<String>,
}

impl Writer<'_> {
    pub(super) fn verdicts(&mut self) -> Result<Vec<VerdictLine>, Error> {
        let talk = &self.report.verdict.talk;
        let sentences = self.talk_sentences(talk)?;
        let first = self.verdict("talk", talk, sentences)?;
        let record = &self.report.verdict.record;
        let sentences = self.record_sentences(record)?;
        Ok(vec![first, self.verdict("record", record, sentences)?])
    }

    fn verdict(
        &mut self,
        clock: &str,
        standing: &Standing,
        mut sentences: Vec<String>,
    ) -> Result<VerdictLine, Error> {
        if let Some(needs) = &standing.needs {
            let reason = ("reason", Figure::Text(self.needs(needs)?));
            sentences.insert(0, self.words.sentence("verdict-cannot", &[reason])?);
        }
        let mut against = Vec::new();
        for fact in &standing.against {
            against.push(self.fact(fact)?);
        }
        let name = standing.verdict.name();
        let since = standing.since.filter(|_| standing.verdict != Verdict::CannotTell);
        let heading = match standing.verdict {
            Verdict::CannotTell => "against-heading-none",
            _ => "against-heading",
        };
        Ok(VerdictLine {
            clock: self.words.text(&format!("verdict-clock-{clock}"))?,
            name: name.to_owned(),
            word: self.words.text(&format!("verdict-{name}"))?,
            since: since.map(|day| self.since(day)).transpose()?,
            sentences,
            against_heading: self.words.text(heading)?,
            against,
        })
    }

    /// Since when a verdict holds. The weeks of the record end with the period, and are named by their
    /// first day where that is no Monday.
    fn since(&self, day: NaiveDate) -> Result<String, Error> {
        let is_week = day.weekday() == Weekday::Mon;
        let id = if is_week { "verdict-since" } else { "verdict-since-days" };
        Ok(self.words.sentence(id, &[("day", Figure::Day(day))])?)
    }

    fn talk_sentences(&self, talk: &Standing) -> Sentences {
        let mut lines = Vec::new();
        let (Some(now), Some(week)) = (talk.now.value(), talk.week_start) else {
            return Ok(lines);
        };
        let to = ("to", Figure::Day(week + Days::new(6)));
        let ends = talk.difference.interval();
        if let (Some(usual), Some(difference), Some(ends), Some(margin)) =
            (talk.baseline.value(), talk.difference.value(), ends, talk.margin)
        {
            let figures = [
                to,
                ("now", Figure::Share(now)),
                ("usual", Figure::Share(usual)),
                ("difference", Figure::Text(self.points(difference)?)),
                ("low", Figure::Text(self.signed(ends.low))),
                ("high", Figure::Text(self.signed(ends.high))),
                ("margin", Figure::Text(self.signed(margin))),
            ];
            lines.push(self.words.sentence("verdict-talk-figures", &figures)?);
            if self.report.talk.audited.is_some() && self.report.talk.basis == "texts" {
                lines.push(self.words.text("verdict-talk-corrected")?);
            }
        } else if let Some(ends) = talk.now.interval() {
            let figures = [
                to,
                ("now", Figure::Share(now)),
                ("low", Figure::Share(ends.low)),
                ("high", Figure::Share(ends.high)),
            ];
            lines.push(self.words.sentence("verdict-talk-now", &figures)?);
        }
        let is_held = talk.verdict == Verdict::Recovered
            && talk.margin.zip(ends).is_some_and(|(margin, ends)| margin < ends.high);
        if is_held {
            lines.push(self.words.text("verdict-held")?);
        }
        if self.report.talk.storms.is_empty() && talk.verdict == Verdict::Recovered {
            lines.push(self.words.text("verdict-no-storm")?);
        }
        lines.extend(self.part("verdict-part", talk)?);
        Ok(lines)
    }

    fn part(&self, id: &str, standing: &Standing) -> Result<Option<String>, Error> {
        let (Some(part), Some(ends), Some(peak)) =
            (standing.part.value(), standing.part.interval(), standing.peak.value())
        else {
            return Ok(None);
        };
        // All of the way, and no doubt about it: another sentence has said so.
        if ends.low == ends.high && part == 1.0 {
            return Ok(None);
        }
        let id = if 1.0 <= part { format!("{id}-all") } else { id.to_owned() };
        let figures = [
            ("part", Figure::Share(part)),
            ("peak", Figure::Share(peak)),
            ("low", Figure::Share(ends.low)),
            ("high", Figure::Share(ends.high)),
        ];
        Ok(Some(self.words.sentence(&id, &figures)?))
    }

    fn record_sentences(&self, record: &Standing) -> Sentences {
        let sightings = &self.report.record.sightings;
        let looks = ("looks", Figure::Count(sightings.look_days));
        if sightings.look_days == 0 {
            return Ok(Vec::new());
        }
        let (Some(last), Some(best)) = (sightings.last_on, sightings.best_position) else {
            return Ok(vec![self.words.sentence("verdict-record-never", &[looks])?]);
        };
        let figures = [
            looks,
            ("days", Figure::Count(sightings.seen_days)),
            ("last", Figure::Day(last)),
            ("best", Figure::Text(self.number(best))),
        ];
        let mut lines = vec![self.words.sentence("verdict-record-seen", &figures)?];
        if let Some(day) = sightings.clean_since {
            lines.push(self.words.sentence("verdict-record-clean", &[("day", Figure::Day(day))])?);
        }
        lines.extend(self.part("verdict-part-record", record)?);
        Ok(lines)
    }

    /// Why a number is not given.
    pub(super) fn needs(&mut self, needs: &Needs) -> Result<String, Error> {
        let tenths = |value: i64| self.words.formats.decimal(value as f64 / 10.0, 1);
        let id = format!("needs-{}", needs.name());
        let counts = |count: &i64, of: &i64| {
            vec![("count", Figure::Count(*count)), ("of", Figure::Count(*of))]
        };
        let figures = match needs {
            Needs::Baseline { day_count, of } => counts(day_count, of),
            Needs::Scored { count, of }
            | Needs::Captures { count, of }
            | Needs::Weeks { count, of }
            | Needs::PastPeak { count, of }
            | Needs::DaysBefore { count, of }
            | Needs::DaysAfter { count, of }
            | Needs::Placebos { count, of }
            | Needs::Gone { count, of }
            | Needs::Texts { count, of }
            | Needs::Decided { count, of }
            | Needs::WeekDays { count, of } => counts(count, of),
            Needs::StableHalfLife { low_tenths, high_tenths } => {
                let low = ("low", Figure::Text(tenths(*low_tenths)));
                let Some(high) = high_tenths else {
                    return Ok(self.words.sentence("needs-stable-half-life-open", &[low])?);
                };
                vec![low, ("high", Figure::Text(tenths(*high)))]
            }
            Needs::OneMeasure { about, on } => {
                let on = on.map_or_else(|| "–".to_owned(), |on| self.day(on));
                vec![("about", Figure::Text(self.brief(about, 40))), ("on", Figure::Text(on))]
            }
            Needs::EventAlone { on } | Needs::Peak { on } | Needs::NoStorm { on } => {
                vec![("on", Figure::Day(*on))]
            }
            _ => Vec::new(),
        };
        Ok(self.words.sentence(&id, &figures)?)
    }

    pub(super) fn refusal(&mut self, measured: &Measured) -> Result<String, Error> {
        match measured.needs() {
            Some(needs) => self.needs(needs),
            None => Ok(String::new()),
        }
    }

    /// A difference of shares in percentage points, with its sign.
    pub(super) fn signed(&self, difference: f64) -> String {
        let points = self.words.formats.decimal(difference.abs() * 100.0, 1);
        if difference < 0.0 { format!("−{points}") } else { format!("+{points}") }
    }

    pub(super) fn points(&self, difference: f64) -> Result<String, Error> {
        let figure = [("value", Figure::Text(self.signed(difference)))];
        Ok(self.words.sentence("points", &figure)?)
    }

    pub(super) fn decimal(&self, value: f64) -> Figure {
        Figure::Text(self.words.formats.decimal(value, 1))
    }

    pub(super) fn whole(&self, value: f64) -> Figure {
        Figure::Text(self.number(value.round() as i64))
    }

    fn fact(&mut self, fact: &Fact) -> Result<String, Error> {
        let mut id = format!("fact-{}", fact.name());
        let figures = match fact {
            Fact::StormOpen { opened_on: day }
            | Fact::StormEnded { on: day }
            | Fact::CleanSince { on: day } => vec![("day", Figure::Day(*day))],
            Fact::LastSeen { on, best_position } => {
                vec![("day", Figure::Day(*on)), ("best", Figure::Text(self.number(*best_position)))]
            }
            Fact::Resurfaced { count }
            | Fact::Vanished { count }
            | Fact::FailedCaptures { count }
            | Fact::BelowDepth { count }
            | Fact::FewScored { count }
            | Fact::FewCaptures { count } => vec![("count", Figure::Count(*count))],
            Fact::ClaimGrows { statement, fact_check, count, previous } => vec![
                ("found", Figure::Text(self.words.text(&format!("found-{fact_check}"))?)),
                ("statement", Figure::Text(self.brief(statement, 90))),
                ("count", Figure::Count(*count)),
                ("previous", Figure::Count(*previous)),
            ],
            Fact::Lingering { count, best_position } => vec![
                ("count", Figure::Count(*count)),
                ("best", Figure::Text(self.number(*best_position))),
            ],
            Fact::ShareAbove { interval, .. } => {
                vec![("high", Figure::Text(self.points(interval.high)?))]
            }
            Fact::CountAbove { count, bound } => {
                vec![("count", Figure::Count(*count)), ("bound", self.whole(*bound))]
            }
            Fact::Relapses { count, last_on } => {
                vec![("count", Figure::Count(*count)), ("day", Figure::Day(*last_on))]
            }
            Fact::NearStorm { on, count, total, bound } => {
                let mut figures = vec![
                    ("day", Figure::Day(*on)),
                    ("count", Figure::Count(*count)),
                    ("bound", self.whole(*bound)),
                ];
                if let Some(total) = total {
                    id.push_str("-share");
                    figures.push(("total", Figure::Count(*total)));
                }
                figures
            }
            Fact::Suggestions { share } => vec![("share", Figure::Share(*share))],
            Fact::Shallow { depth } => vec![("depth", Figure::Count(*depth))],
            Fact::ShareFell { from, to } => {
                vec![("from", Figure::Share(*from)), ("to", Figure::Share(*to))]
            }
            Fact::HalfLife { days } => vec![("days", self.decimal(*days))],
            Fact::Gone { count, of } => {
                vec![("count", Figure::Count(*count)), ("of", Figure::Count(*of))]
            }
            Fact::StormPending | Fact::Unchecked | Fact::NoVolume | Fact::NoEarlierCapture => {
                Vec::new()
            }
        };
        Ok(self.words.sentence(&id, &figures)?)
    }
}
