//! What was done, asked for and promised, and what came of it, in words.

use super::{Error, Sentences, Writer};
use crate::assess::docket::ClockState;
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
        for answer in report.actions.answers.iter().filter(|answer| answer.storm == last) {
            lines.push(self.answer(answer)?);
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
        let hours = |value: f64| self.words.formats.decimal(value, 1);
        let range = match (answer.hours_low, answer.hours_high) {
            (Some(low), Some(high)) if low == high => hours(low),
            (Some(low), Some(high)) => {
                let ends = [("low", Figure::Text(hours(low))), ("high", Figure::Text(hours(high)))];
                self.words.sentence("hours-range", &ends)?
            }
            _ => String::new(),
        };
        let planned = answer.planned_hours.map(|hours| self.number(hours.round() as i64));
        let figures = [
            ("number", Figure::Text(answer.storm.to_string())),
            ("step", Figure::Text(self.words.text(&format!("step-{}", answer.step))?)),
            ("hours", Figure::Text(range)),
            ("planned", Figure::Text(planned.unwrap_or_default())),
        ];
        Ok(self.words.sentence(id, &figures)?)
    }

    fn effect(&mut self, event: &Followed) -> Result<String, Error> {
        let mut figures = vec![
            ("day", Figure::Day(event.happened_on)),
            ("kind", Figure::Text(self.word("event", &event.kind))),
        ];
        let signed = |value: f64| {
            let share = self.words.share(value.abs());
            if value < 0.0 { format!("−{share}") } else { format!("+{share}") }
        };
        if let (Some(change), Some(ends), Some(placebo)) =
            (event.change.value(), event.change.interval(), event.placebo_range)
        {
            figures.extend([
                ("change", Figure::Text(signed(change))),
                ("days", Figure::Count(event.horizon_days)),
                ("low", Figure::Text(signed(ends.low))),
                ("high", Figure::Text(signed(ends.high))),
                ("placebo-low", Figure::Text(signed(placebo.low))),
                ("placebo-high", Figure::Text(signed(placebo.high))),
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
    fn clocks(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for request in &report.actions.requests {
            let id = ("id", Figure::Text(self.brief(&request.removal_id, 30)));
            if let Some(day) = request.reappeared_on {
                let figures = [id.clone(), ("day", Figure::Day(day))];
                lines.push(self.words.sentence("request-reappeared", &figures)?);
            }
            let message = match request.state {
                ClockState::Overdue => "request-overdue",
                ClockState::DueSoon => "request-due-soon",
                ClockState::DecidedLate => "request-decided-late",
                _ => continue,
            };
            let (Some(clock), Some(due)) = (&request.clock, request.due_on) else { continue };
            let clock = ("clock", Figure::Text(self.brief(clock, 40)));
            let figures = [id, clock, ("day", Figure::Day(due))];
            lines.push(self.words.sentence(message, &figures)?);
        }
        for clock in &report.actions.log_clocks {
            let message = match clock.state.as_str() {
                "red" => "logs-red",
                "amber" => "logs-amber",
                _ => continue,
            };
            let figures = [
                ("id", Figure::Text(self.brief(&clock.removal_id, 30))),
                ("days", Figure::Count(clock.age_days.unwrap_or_default())),
            ];
            lines.push(self.words.sentence(message, &figures)?);
        }
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
        let kept = report.actions.promises.iter().filter(|promise| promise.state == "kept");
        let of = report.actions.promises.len() as i64;
        if of > 0 {
            let figures =
                [("count", Figure::Count(kept.count() as i64)), ("of", Figure::Count(of))];
            lines.push(self.words.sentence("promises-kept", &figures)?);
        }
        Ok(lines)
    }
}
