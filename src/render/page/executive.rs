//! The two pages for executives: what changed, what to decide, and what cannot be told. Nothing here
//! names or quotes anybody who wrote.

use super::block::{Block, Cell, Section};
use super::counsel::Sections;
use super::{Error, Sentences, Writer, shown_pages};
use crate::report::wording::Figure;
use crate::stats::verdict::Verdict;

/// How many lines of each part there is room for.
const CHANGES: usize = 3;
const DECISIONS: usize = 7;
const UNKNOWNS: usize = 6;
const COURSE: usize = 6;
const ACTIONS: usize = 6;
const NOTES: usize = 5;

impl Writer<'_> {
    /// Every section of the edition.
    pub(super) fn executive(&mut self) -> Result<Sections, Error> {
        let mut sections = Sections::new();
        let text = |writer: &Self, id: &str| writer.words.text(id);
        let list = |items: Vec<String>| vec![Block::list(items)];
        let title = text(self, "changes-heading")?;
        let mut changed = self.changed()?;
        changed.truncate(CHANGES);
        sections.insert("changes", Section { title, blocks: list(changed) });
        let title = text(self, "decisions-heading")?;
        let decisions = self.decisions()?;
        let blocks = if decisions.is_empty() {
            vec![Block::Remark { text: text(self, "decisions-none")? }]
        } else {
            self.shortened(decisions, DECISIONS)?
        };
        sections.insert("decisions", Section { title, blocks });
        let title = text(self, "unknowns-heading")?;
        let unknowns = self.unknowns()?;
        sections.insert("unknowns", Section { title, blocks: self.shortened(unknowns, UNKNOWNS)? });
        let title = text(self, "register-heading")?;
        sections.insert("register", Section { title, blocks: self.brief_register()? });
        let title = text(self, "course-heading")?;
        let course = self.course()?;
        sections.insert("course", Section { title, blocks: self.shortened(course, COURSE)? });
        let title = text(self, "actions-heading")?;
        let actions = self.actions()?;
        if !actions.is_empty() {
            sections
                .insert("actions", Section { title, blocks: self.shortened(actions, ACTIONS)? });
        }
        let panels = self.panels()?;
        if !panels.is_empty() {
            let title = text(self, "panels-heading")?;
            let blocks = vec![
                Block::Panels { charts: panels },
                Block::Remark { text: text(self, "panels-note")? },
            ];
            sections.insert("panels", Section { title, blocks });
        }
        let title = text(self, "notes-heading")?;
        let mut notes = self.captures()?;
        notes.extend(self.notes()?);
        let mut blocks = self.shortened(notes, NOTES)?;
        blocks.push(Block::Remark { text: self.sources()? });
        sections.insert("notes", Section { title, blocks });
        Ok(sections)
    }

    /// A list cut to what there is room for, and how much more counsel's edition has.
    fn shortened(&self, mut items: Vec<String>, most: usize) -> Result<Vec<Block>, Error> {
        let hidden = items.len().saturating_sub(most);
        items.truncate(most);
        let mut blocks = vec![Block::list(items)];
        if hidden > 0 {
            let count = ("count", Figure::Count(hidden as i64));
            blocks.push(Block::Remark { text: self.words.sentence("more-for-counsel", &[count])? });
        }
        Ok(blocks)
    }

    /// The pages of the map by number: sites and states, and no titles, for these may name people.
    fn brief_register(&mut self) -> Result<Vec<Block>, Error> {
        let report = self.report;
        if report.record.register.is_empty() {
            let id = if self.has_capture() { "register-none" } else { "nothing-captured" };
            return Ok(vec![Block::Remark { text: self.words.text(id)? }]);
        }
        let mut rows = Vec::new();
        for (number, page) in (1..).zip(shown_pages(report)) {
            let owned =
                if page.is_owned { self.words.text("register-owned")? } else { String::new() };
            rows.push(vec![
                Cell::from(self.number(number)),
                Cell::from(self.brief(&page.domain, 40)).below([owned]),
                self.brief(&page.search_term, 30).into(),
                self.brief_day(page.first_seen_on).into(),
                self.brief_day(page.last_seen_on).into(),
                self.number(page.best_position).into(),
                self.number(page.latest_position).into(),
                Cell::from(self.word("state", &page.state))
                    .alarm(matches!(page.state.as_str(), "lingering" | "resurfaced")),
            ]);
        }
        let columns = ["number", "*site", "term", "first", "last", ">best", ">latest", "state"];
        let hidden = report.record.register.len() - rows.len();
        Ok(vec![self.set_table(&columns, rows, hidden, "lingering_register.csv")?])
    }

    /// What changed since the span before, the verdicts first.
    pub(super) fn changed(&mut self) -> Sentences {
        let report = self.report;
        let changes = &report.changes;
        let mut lines = Vec::new();
        for (clock, standing) in
            [("talk", &report.verdict.talk), ("record", &report.verdict.record)]
        {
            if let [.., before, now] = standing.weeks.as_slice()
                && before.verdict != now.verdict
            {
                let word =
                    |verdict: Verdict| self.words.text(&format!("verdict-{}", verdict.name()));
                let figures = [
                    ("clock", Figure::Text(self.words.text(&format!("verdict-clock-{clock}"))?)),
                    ("now", Figure::Text(word(now.verdict)?)),
                    ("before", Figure::Text(word(before.verdict)?)),
                ];
                lines.push(self.words.sentence("changed-verdict", &figures)?);
            }
        }
        let share = &changes.negative_share;
        let spans = report.talk_span("period").zip(report.talk_span("previous"));
        if let (Some(change), Some(ends), Some((now, before))) =
            (share.value(), share.interval(), spans)
            && let (Some(now), Some(before)) = (now.row.negative_share, before.row.negative_share)
        {
            let figures = [
                ("now", Figure::Share(now)),
                ("before", Figure::Share(before)),
                ("change", Figure::Text(self.points(change)?)),
                ("low", Figure::Text(self.signed(ends.low))),
                ("high", Figure::Text(self.signed(ends.high))),
            ];
            lines.push(self.words.sentence("changed-share", &figures)?);
        }
        let spans = report.record_span("period").zip(report.record_span("previous"));
        let shares = spans.and_then(|(now, before)| now.incident_share.zip(before.incident_share));
        if let (Some(change), Some((now, before))) = (changes.incident_share.value(), shares) {
            let figures = [
                ("now", Figure::Share(now)),
                ("before", Figure::Share(before)),
                ("change", Figure::Text(self.points(change)?)),
            ];
            lines.push(self.words.sentence("changed-record", &figures)?);
        }
        if let Some((now, before)) = changes.negative_originals {
            let figures =
                [("now", Figure::Count(now)), ("before", Figure::Text(self.number(before)))];
            lines.push(self.words.sentence("changed-originals", &figures)?);
        }
        if lines.is_empty() {
            lines.push(self.words.text("changed-unknown")?);
        }
        Ok(lines)
    }

    /// What somebody has to decide or do, the most pressing first.
    pub(super) fn decisions(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        let pages = &report.changes.pages;
        let count = |state: &str| pages.get(state).copied().unwrap_or_default();
        if count("resurfaced") > 0 {
            let count = ("count", Figure::Count(count("resurfaced")));
            lines.push(self.words.sentence("decide-resurfaced", &[count])?);
        }
        for request in &report.actions.requests {
            lines.extend(self.pressing(request)?);
        }
        for clock in report.actions.log_clocks.iter().filter(|clock| clock.state == "red") {
            let figures = [
                ("id", Figure::Text(self.brief(&clock.removal_id, 30))),
                ("days", Figure::Count(clock.age_days.unwrap_or_default())),
            ];
            lines.push(self.words.sentence("logs-red", &figures)?);
        }
        for promise in report.actions.promises.iter().filter(|promise| promise.state == "overdue") {
            let figures = [
                ("days", Figure::Count(promise.days_late.unwrap_or_default())),
                ("title", Figure::Text(self.brief(&promise.title, 80))),
            ];
            lines.push(self.words.sentence("promise-overdue", &figures)?);
        }
        let asked: std::collections::BTreeSet<&str> =
            report.removals.iter().map(|removal| removal.url.as_str()).collect();
        let lingering: std::collections::BTreeSet<&str> = report
            .record
            .register
            .iter()
            .filter(|page| {
                page.is_lingering && !page.is_owned && !asked.contains(page.url.as_str())
            })
            .map(|page| page.url.as_str())
            .collect();
        if !lingering.is_empty() {
            let count = ("count", Figure::Count(lingering.len() as i64));
            lines.push(self.words.sentence("decide-lingering", &[count])?);
        }
        let has_labels = report.talk.days.iter().any(|day| day.row.scored_count > 0);
        if report.talk.audited.is_none() && report.talk.basis == "texts" && has_labels {
            lines.push(self.words.text("decide-audit")?);
        }
        Ok(lines)
    }

    /// What cannot be told, and why.
    pub(super) fn unknowns(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for (clock, standing) in
            [("talk", &report.verdict.talk), ("record", &report.verdict.record)]
        {
            if let Some(needs) = &standing.needs {
                let clock = self.words.text(&format!("verdict-clock-{clock}"))?;
                lines.push(self.unknown(&clock, needs)?);
            }
        }
        if let Some(fading) = &report.talk.fading {
            for (id, measured) in [
                ("unknown-half-life", &fading.half_life),
                ("unknown-weeks", &fading.weeks_to_margin),
            ] {
                if let Some(needs) = measured.needs() {
                    let what = self.words.text(id)?;
                    lines.push(self.unknown(&what, needs)?);
                }
            }
        }
        if let Some(needs) = report.record.stay.as_ref().and_then(|stay| stay.median_days.needs()) {
            let what = self.words.text("unknown-stay")?;
            lines.push(self.unknown(&what, needs)?);
        }
        let followed = report.actions.followed.iter().filter(|event| event.horizon_days == 28);
        let untold = followed.clone().filter(|event| event.change.value().is_none()).count();
        let all = followed.count();
        if untold > 0 {
            let figures =
                [("count", Figure::Count(untold as i64)), ("of", Figure::Count(all as i64))];
            lines.push(self.words.sentence("unknown-effects", &figures)?);
        }
        lines.push(self.words.text("unknown-always")?);
        Ok(lines)
    }

    fn unknown(&mut self, what: &str, needs: &crate::model::Needs) -> Result<String, Error> {
        let figures =
            [("what", Figure::Text(what.to_owned())), ("reason", Figure::Text(self.needs(needs)?))];
        Ok(self.words.sentence("unknown-line", &figures)?)
    }
}
