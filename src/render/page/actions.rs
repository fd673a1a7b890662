//! What was done, asked for and promised, and what came of it, in words.

use super::{Error, Sentences, Writer};
use crate::assess::docket::{ClockState, Request};
use crate::assess::effects::Followed;
use crate::assess::response::{Answer, Kept};
use crate::measure::rows::ClaimRegister;
use crate::report::wording::Figure;

/// Of fewer requests no share is told.
const FEWEST: i64 = 3;

/// How many lines of each sort an executive sees.
const LINES: usize = 5;

impl Writer<'_> {
    /// Answers to the last storm, effects, clocks that press, claims and promises.
    pub(super) fn actions(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        let last = report.talk.storms.len() as i64;
        let answers = report.actions.answers.iter().filter(|answer| answer.storm == last);
        let (missing, given): (Vec<&Answer>, Vec<&Answer>) =
            answers.partition(|answer| answer.kept == Kept::Missing);
        for answer in &given {
            lines.push(self.answer(answer)?);
        }
        if let [answer] = missing[..] {
            lines.push(self.answer(answer)?);
        } else if !missing.is_empty() {
            let steps =
                missing.iter().map(|answer| self.words.text(&format!("step-{}", answer.step)));
            let steps = steps.collect::<Result<Vec<_>, _>>()?;
            let figures = [
                ("number", Figure::Text(last.to_string())),
                ("steps", Figure::Text(steps.join(&self.words.text("list-separator")?))),
            ];
            lines.push(self.words.sentence("answers-missing", &figures)?);
        }
        let followed = report.actions.followed.iter().filter(|event| event.horizon_days == 28);
        let mut followed: Vec<&Followed> = followed.collect();
        followed.sort_by_key(|event| event.change.value().is_none());
        for event in followed.into_iter().take(LINES) {
            lines.push(self.effect(event)?);
        }
        lines.extend(self.clocks()?);
        let circulates = |claim: &&ClaimRegister| claim.period_count + claim.previous_count > 0;
        for claim in report.talk.claims.iter().filter(circulates).take(LINES) {
            let figures = [
                ("found", Figure::Text(self.words.text(&format!("found-{}", claim.fact_check))?)),
                ("statement", Figure::Text(self.brief(&claim.statement, 90))),
                ("count", Figure::Count(claim.period_count)),
                ("previous", Figure::Count(claim.previous_count)),
            ];
            lines.push(self.words.sentence("claim-line", &figures)?);
        }
        lines.extend(self.promises()?);
        Ok(lines)
    }

    fn answer(&self, answer: &Answer) -> Result<String, Error> {
        let id = match answer.kept {
            Kept::InTime => "answer-in-time",
            Kept::Late => "answer-late",
            Kept::Unclear => "answer-unclear",
            Kept::Missing => "answer-missing",
            Kept::ToCome => "answer-to-come",
            Kept::Unplanned => "answer-unplanned",
        };
        let range = self.hours_of(answer)?;
        let planned = answer.planned_hours.map(|hours| self.planned_words(hours)).transpose()?;
        let figures = [
            ("number", Figure::Text(answer.storm.to_string())),
            ("step", Figure::Text(self.words.text(&format!("step-{}", answer.step))?)),
            ("hours", Figure::Text(range)),
            ("planned", Figure::Text(planned.unwrap_or_default())),
        ];
        Ok(self.words.sentence(id, &figures)?)
    }

    /// The hours that were planned: whole ones without a decimal.
    pub(super) fn planned(&self, hours: f64) -> String {
        if hours.fract() == 0.0 {
            self.number(hours as i64)
        } else {
            self.words.formats.decimal(hours, 1)
        }
    }

    /// The same in a sentence.
    fn planned_words(&self, hours: f64) -> Result<String, Error> {
        if hours.fract() == 0.0 {
            return Ok(self
                .words
                .sentence("hours-count", &[("hours", Figure::Count(hours as i64))])?);
        }
        let hours = ("hours", Figure::Text(self.planned(hours)));
        Ok(self.words.sentence("hours-decimal", &[hours])?)
    }

    /// The hours that an answer took: the least and the most where only the day is known.
    pub(super) fn hours_of(&self, answer: &Answer) -> Result<String, Error> {
        let hours = |value: f64| self.words.formats.decimal(value, 1);
        match (answer.hours_low, answer.hours_high) {
            (Some(low), Some(high)) if low == high => Ok(hours(low)),
            (Some(low), Some(high)) => {
                let ends = [("low", Figure::Text(hours(low))), ("high", Figure::Text(hours(high)))];
                Ok(self.words.sentence("hours-range", &ends)?)
            }
            _ => Ok(String::new()),
        }
    }

    /// A change in percent, with its sign.
    pub(super) fn change(&self, value: f64) -> String {
        let share = self.words.share(value.abs());
        if value < 0.0 { format!("−{share}") } else { format!("+{share}") }
    }

    fn effect(&mut self, event: &Followed) -> Result<String, Error> {
        let mut figures = vec![
            ("day", Figure::Day(event.happened_on)),
            ("kind", Figure::Text(self.word("event", &event.kind))),
        ];
        if let (Some(change), Some(ends), Some(placebo)) =
            (event.change.value(), event.change.interval(), event.placebo_range)
        {
            figures.extend([
                ("change", Figure::Text(self.change(change))),
                ("days", Figure::Count(event.change.n())),
                ("low", Figure::Text(self.change(ends.low))),
                ("high", Figure::Text(self.change(ends.high))),
                ("placebo-low", Figure::Text(self.change(placebo.low))),
                ("placebo-high", Figure::Text(self.change(placebo.high))),
            ]);
            return Ok(self.words.sentence("effect-found", &figures)?);
        }
        if let Some(needs) = event.change.needs() {
            figures.push(("reason", Figure::Text(self.needs(needs)?)));
        }
        match (event.three_days_before, event.three_days_after) {
            (Some(before), Some(after)) => {
                figures.push(("before", Figure::Text(self.number(before))));
                figures.push(("after", Figure::Text(self.number(after))));
                Ok(self.words.sentence("effect-none", &figures)?)
            }
            _ => Ok(self.words.sentence("effect-none-bare", &figures)?),
        }
    }

    /// Requests whose time is over or nearly so, pages that came back, and logs that go.
    pub(super) fn clocks(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for request in &report.actions.requests {
            lines.extend(self.shown_after(request)?);
            lines.extend(self.overdue(request)?);
            lines.extend(self.due_soon(request)?);
            if request.state == ClockState::DecidedLate {
                lines.extend(self.due("request-decided-late", request)?);
            }
        }
        lines.extend(self.logs("red", "logs-red")?);
        lines.extend(self.logs("amber", "logs-amber")?);
        for channel in &report.actions.channels {
            let judged = channel.in_time.n();
            let Some(share) = channel.in_time.value().filter(|_| FEWEST <= judged) else {
                continue;
            };
            let figures = [
                ("channel", Figure::Text(self.word("channel", &channel.channel))),
                ("share", Figure::Share(share)),
                ("count", Figure::Count(judged)),
            ];
            lines.push(self.words.sentence("channel-in-time", &figures)?);
        }
        Ok(lines)
    }

    /// Access logs whose clock is in one of its states.
    pub(super) fn logs(&mut self, state: &str, message: &str) -> Sentences {
        let report = self.report;
        let clocks = report.actions.log_clocks.iter().filter(|clock| clock.state == state);
        clocks
            .map(|clock| {
                let figures = [
                    ("id", Figure::Text(self.brief(&clock.removal_id, 30))),
                    ("days", Figure::Count(clock.age_days.unwrap_or_default())),
                ];
                Ok(self.words.sentence(message, &figures)?)
            })
            .collect()
    }

    /// A request whose time is over.
    pub(super) fn overdue(&mut self, request: &Request) -> Result<Option<String>, Error> {
        match request.state {
            ClockState::Overdue => self.due("request-overdue", request),
            _ => Ok(None),
        }
    }

    /// A request whose time is nearly over.
    pub(super) fn due_soon(&mut self, request: &Request) -> Result<Option<String>, Error> {
        match request.state {
            ClockState::DueSoon => self.due("request-due-soon", request),
            _ => Ok(None),
        }
    }

    /// The page of a request that is shown although its removal was decided.
    pub(super) fn shown_after(&mut self, request: &Request) -> Sentences {
        let mut lines = Vec::new();
        let shown = [
            ("request-reappeared", request.reappeared_on),
            ("request-still-shown", request.still_shown_on),
        ];
        for (message, day) in shown {
            let Some(day) = day else { continue };
            let id = ("id", Figure::Text(self.brief(&request.removal_id, 30)));
            lines.push(self.words.sentence(message, &[id, ("day", Figure::Day(day))])?);
        }
        Ok(lines)
    }

    fn due(&mut self, message: &str, request: &Request) -> Result<Option<String>, Error> {
        let (Some(clock), Some(due)) = (&request.clock, request.due_on) else { return Ok(None) };
        let figures = [
            ("id", Figure::Text(self.brief(&request.removal_id, 30))),
            ("clock", Figure::Text(self.brief(clock, 40))),
            ("day", Figure::Day(due)),
        ];
        Ok(Some(self.words.sentence(message, &figures)?))
    }

    fn promises(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for promise in &report.actions.promises {
            let message = match promise.state.as_str() {
                "overdue" => "promise-overdue",
                "kept-late" => "promise-kept-late",
                _ => continue,
            };
            let figures = [
                ("days", Figure::Count(promise.days_late.unwrap_or_default())),
                ("title", Figure::Text(self.brief(&promise.title, 80))),
            ];
            let mut line = self.words.sentence(message, &figures)?;
            let lapse = report
                .actions
                .lapses
                .iter()
                .find(|lapse| lapse.commitment_id == promise.commitment_id);
            if let Some(day) = lapse.and_then(|lapse| lapse.relapsed_on) {
                let day = ("day", Figure::Day(day));
                line.push_str(&self.words.sentence("promise-relapse", &[day])?);
            }
            lines.push(line);
        }
        let dated = report.actions.promises.iter().filter(|promise| promise.due_on.is_some());
        let kept = dated.clone().filter(|promise| promise.state == "kept");
        let of = dated.count() as i64;
        if of > 0 {
            let figures =
                [("count", Figure::Count(kept.count() as i64)), ("of", Figure::Count(of))];
            lines.push(self.words.sentence("promises-kept", &figures)?);
        }
        Ok(lines)
    }
}
