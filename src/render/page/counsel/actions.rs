//! What was done, asked for and promised, for counsel.

use super::super::block::{Block, Cell, Section};
use super::super::{Error, Writer};
use crate::assess::docket::ClockState;
use crate::assess::response::Kept;
use crate::report::wording::Figure;

impl Writer<'_> {
    pub(super) fn removals_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        let mut effects = Vec::new();
        for (removal, request) in report.removals.iter().zip(&report.actions.requests) {
            let state = match request.state {
                ClockState::Within => "within",
                ClockState::DueSoon => "due-soon",
                ClockState::Overdue => "overdue",
                ClockState::DecidedInTime => "decided-in-time",
                ClockState::DecidedLate => "decided-late",
                ClockState::NoClock => "no-clock",
                ClockState::Undated => "undated",
            };
            let clock = request.clock.as_deref().unwrap_or_default();
            let outcome = removal.outcome.as_deref().unwrap_or("undecided");
            let id: Cell = self.brief(&removal.removal_id, 30).into();
            let acknowledged = match removal.acknowledged_on {
                Some(day) => {
                    let day = ("day", Figure::Text(self.words.formats.numeric_day(day)));
                    self.words.sentence("removal-acknowledged", &[day])?
                }
                None => String::new(),
            };
            rows.push(vec![
                id.clone(),
                Cell::from(self.foreign(&removal.url)).below([
                    self.word("channel", &removal.channel),
                    self.brief(&removal.basis, 60),
                ]),
                Cell::from(self.words.formats.numeric_day(removal.filed_on)).below([acknowledged]),
                Cell::from(self.word("outcome", outcome)).below([removal
                    .decided_on
                    .map(|day| self.words.formats.numeric_day(day))
                    .unwrap_or_default()]),
                self.number(removal.days_open).into(),
                Cell::from(self.words.text(&format!("clock-{state}"))?)
                    .below([
                        self.brief(clock, 40),
                        request
                            .due_on
                            .map(|day| self.words.formats.numeric_day(day))
                            .unwrap_or_default(),
                    ])
                    .alarm(request.state == ClockState::Overdue),
            ]);
            let streisand = &request.streisand;
            let write = if report.talk.basis == "shares" { Self::as_share } else { Self::as_whole };
            effects.push(vec![
                id,
                self.measured(&streisand.talk_before, write)?,
                self.measured(&streisand.talk_after, write)?,
                self.number_or_dash(streisand.position_before).into(),
                self.number_or_dash(streisand.position_after).into(),
                self.words.text(if streisand.is_complete { "yes" } else { "not-yet" })?.into(),
            ]);
        }
        let columns = ["id", "*page", "filed", "outcome", ">days", "clock"];
        let mut blocks = vec![self.table(&columns, rows, "removal_docket")?];
        if !report.removals.is_empty() {
            let clocks = self.clocks()?;
            if !clocks.is_empty() {
                blocks.push(Block::list(clocks));
            }
            blocks.push(self.heading("channels-heading")?);
            let mut rows = Vec::new();
            for channel in &report.actions.channels {
                rows.push(vec![
                    self.word("channel", &channel.channel).into(),
                    self.number(channel.request_count).into(),
                    self.number(channel.decided_count).into(),
                    self.measured(&channel.in_time, Self::as_share)?,
                    self.measured(&channel.median_days, Self::as_decimal)?,
                ]);
            }
            let columns = ["*channel", ">requests", ">decided", ">in-time", ">days-to-decision"];
            blocks.push(self.table(&columns, rows, "removal_channels")?);
            blocks.push(self.heading("streisand-heading")?);
            let columns =
                ["*id", ">talk-before", ">talk-after", ">best-before", ">best-after", "complete"];
            blocks.push(self.table(&columns, effects, "removal_clocks")?);
            blocks.push(self.remark("streisand-note")?);
        }
        blocks.push(self.rows_of(&["removal_docket", "removal_clocks", "removal_channels"])?);
        self.section("removals", blocks)
    }

    pub(super) fn logs_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let retention = report.case.log_retention;
        let mut rows = Vec::new();
        for clock in &report.actions.log_clocks {
            let first = if clock.is_first_seen {
                self.words.text("logs-first-seen")?
            } else {
                String::new()
            };
            rows.push(vec![
                self.brief(&clock.removal_id, 30).into(),
                self.foreign(&clock.url).into(),
                Cell::from(self.day_or_dash(clock.posted_on)).below([first]),
                self.number_or_dash(clock.age_days).into(),
                Cell::from(self.words.text(&format!("logs-state-{}", clock.state))?)
                    .alarm(clock.state == "red"),
            ]);
        }
        let figures = [
            ("amber", Figure::Count(retention.amber_days)),
            ("red", Figure::Count(retention.red_days)),
        ];
        let note = self.words.sentence("logs-note", &figures)?;
        let columns = ["id", "*page", "posted", ">days", "state"];
        let blocks = vec![
            self.table(&columns, rows, "log_clocks")?,
            Block::Remark { text: note },
            self.rows_of(&["log_clocks"])?,
        ];
        self.section("logs", blocks)
    }

    pub(super) fn answers_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for answer in &report.actions.answers {
            let kept = match answer.kept {
                Kept::InTime => "in-time",
                Kept::Late => "late",
                Kept::Unclear => "unclear",
                Kept::Missing => "missing",
                Kept::ToCome => "to-come",
                Kept::Unplanned => "unplanned",
            };
            let before = match answer.is_before_peak {
                Some(true) => self.words.text("answer-before-peak")?,
                Some(false) => self.words.text("answer-after-peak")?,
                None => String::new(),
            };
            let title = answer.title.clone().unwrap_or_default();
            rows.push(vec![
                self.number(answer.storm).into(),
                Cell::from(self.words.text(&format!("step-{}", answer.step))?)
                    .below([self.brief(&title, 90)]),
                self.day_or_dash(answer.done_on).into(),
                Cell::from(self.hours_of(answer)?).below([before]),
                answer
                    .planned_hours
                    .map_or_else(|| "–".to_owned(), |hours| self.planned(hours))
                    .into(),
                Cell::from(self.words.text(&format!("kept-{kept}"))?)
                    .alarm(matches!(answer.kept, Kept::Late | Kept::Missing)),
            ]);
        }
        let columns = [">storm", "*step", "done", ">hours", ">planned", "state"];
        let mut blocks = vec![self.table(&columns, rows, "answers")?];
        if !report.talk.storms.is_empty() {
            blocks.push(self.remark("course-rates")?);
        }
        blocks.push(self.heading("events-heading")?);
        let mut rows = Vec::new();
        for (number, event) in (1..).zip(&report.events) {
            rows.push(vec![
                self.number(number).into(),
                self.words.formats.numeric_day(event.happened_on).into(),
                self.word("event", &event.kind).into(),
                self.foreign(&event.title).into(),
            ]);
        }
        blocks.push(self.table(&[">number", "day", "kind", "*title"], rows, "event_log")?);
        blocks.push(self.rows_of(&["answers", "event_log"])?);
        self.section("answers", blocks)
    }

    pub(super) fn effects_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for event in &report.actions.followed {
            let placebo = match event.placebo_range {
                Some(range) => {
                    let ends = [
                        ("low", Figure::Text(self.change(range.low))),
                        ("high", Figure::Text(self.change(range.high))),
                    ];
                    let count = ("count", Figure::Count(event.placebo_count));
                    Cell::from(self.words.sentence("range", &ends)?)
                        .below([self.words.sentence("placebo-dates", &[count])?])
                }
                None => "–".into(),
            };
            let days = [event.three_days_before, event.three_days_after];
            let [before, after] = days.map(|count| self.number_or_dash(count));
            rows.push(vec![
                Cell::from(self.words.formats.numeric_day(event.happened_on))
                    .below([self.word("event", &event.kind)]),
                Cell::from(self.brief(&event.title, 90)),
                self.number(event.horizon_days).into(),
                self.measured(&event.change, Self::change)?,
                placebo,
                event
                    .fit_r2
                    .map_or_else(|| "–".to_owned(), |r2| self.words.formats.decimal(r2, 2))
                    .into(),
                format!("{before} → {after}").into(),
            ]);
        }
        let columns = ["day", "*title", ">horizon", ">change", ">placebo", ">fit", ">three-days"];
        let blocks = vec![
            self.table(&columns, rows, "effects")?,
            self.remark("effects-note")?,
            self.rows_of(&["effects", "event_log", "control_days"])?,
        ];
        self.section("effects", blocks)
    }

    pub(super) fn claims_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for claim in &report.talk.claims {
            let weeks =
                report.talk.claim_weeks.iter().filter(|week| week.claim_id == claim.claim_id);
            let carried =
                weeks.max_by_key(|week| week.week_start).and_then(|week| week.carried_share);
            let mut below = vec![self.brief(&claim.claim_id, 30)];
            below.extend(claim.url.as_ref().map(|url| self.foreign(url)));
            rows.push(vec![
                Cell::from(self.foreign(&claim.statement)).below(below),
                Cell::from(self.words.text(&format!("found-{}", claim.fact_check))?)
                    .below([claim
                        .checked_on
                        .map(|day| self.words.formats.numeric_day(day))
                        .unwrap_or_default()])
                    .alarm(
                        claim.fact_check == "false" && claim.previous_count < claim.period_count,
                    ),
                Cell::from(self.number(claim.period_count))
                    .below([self.number(claim.previous_count)]),
                self.number(claim.mention_count).into(),
                carried.map_or_else(|| "–".to_owned(), |share| self.words.share(share)).into(),
                Cell::from(self.day_or_dash(claim.first_seen_on))
                    .below([self.day_or_dash(claim.last_seen_on)]),
                Cell::from(self.number(claim.page_count)).below([claim
                    .last_result_on
                    .map(|day| self.words.formats.numeric_day(day))
                    .unwrap_or_default()]),
            ]);
        }
        let columns =
            ["*claim", "fact-check", ">period-before", ">texts", ">carried", "seen", ">results"];
        let blocks = vec![
            self.table(&columns, rows, "claim_register")?,
            self.remark("claims-note")?,
            self.rows_of(&["claim_register", "claim_weeks"])?,
        ];
        self.section("claims", blocks)
    }

    pub(super) fn promises_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for promise in &report.actions.promises {
            let lapse = report
                .actions
                .lapses
                .iter()
                .find(|lapse| lapse.commitment_id == promise.commitment_id);
            let relapse = match lapse.and_then(|lapse| lapse.relapsed_on) {
                Some(day) => self
                    .words
                    .sentence("promise-relapse", &[("day", Figure::Day(day))])?
                    .trim()
                    .to_owned(),
                None => String::new(),
            };
            let evidence = promise.evidence.clone().unwrap_or_default();
            rows.push(vec![
                self.brief(&promise.commitment_id, 30).into(),
                Cell::from(self.foreign(&promise.title)).below([self.foreign(&evidence), relapse]),
                self.words.formats.numeric_day(promise.made_on).into(),
                self.day_or_dash(promise.due_on).into(),
                self.day_or_dash(promise.done_on).into(),
                self.number_or_dash(promise.days_late).into(),
                Cell::from(self.words.text(&format!("promise-state-{}", promise.state))?)
                    .alarm(promise.state == "overdue"),
            ]);
        }
        let columns = ["id", "*promise", "made", "due", "done", ">days-late", "state"];
        let blocks = vec![
            self.table(&columns, rows, "promise_register")?,
            self.rows_of(&["promise_register", "promises_lapsed"])?,
        ];
        self.section("promises", blocks)
    }
}
