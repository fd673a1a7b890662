//! The two pages for executives: what changed, what to decide, and what cannot be told. Nothing here
//! names or quotes anybody who wrote.

use std::collections::BTreeSet;

use super::block::{Block, Cell, Section};
use super::counsel::Sections;
use super::{Error, Sentences, Writer, shown_pages, stands_at};
use crate::chart::panel;
use crate::measure::rows::{LingeringPage, lingering};
use crate::model::Needs;
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
            let blocks =
                vec![Block::Panels { charts: panels }, Block::Remark { text: self.panels_note()? }];
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
                self.number_or_dash(stands_at(page)).into(),
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

    /// What somebody has to decide or do: first what the law or a log's end presses for, then what came
    /// back, was promised or stays, then what is missing.
    pub(super) fn decisions(&mut self) -> Sentences {
        let report = self.report;
        let mut lines = Vec::new();
        for request in &report.actions.requests {
            lines.extend(self.overdue(request)?);
        }
        lines.extend(self.logs("red", "logs-red")?);
        for request in &report.actions.requests {
            lines.extend(self.due_soon(request)?);
        }
        let asked: BTreeSet<&str> =
            report.removals.iter().map(|removal| removal.url.as_str()).collect();
        let back = report.record.register.iter().filter(|page| page.state == "resurfaced");
        let (again, back) = without_owned(back).partition(|url| asked.contains(*url));
        lines.extend(self.pages_of("decide-resurfaced-again", &again)?);
        lines.extend(self.pages_of("decide-resurfaced", &back)?);
        for request in &report.actions.requests {
            lines.extend(self.shown_after(request)?);
        }
        for promise in report.actions.promises.iter().filter(|promise| promise.state == "overdue") {
            let figures = [
                ("days", Figure::Count(promise.days_late.unwrap_or_default())),
                ("title", Figure::Text(self.brief(&promise.title, 80))),
            ];
            lines.push(self.words.sentence("promise-overdue", &figures)?);
        }
        let stays = without_owned(lingering(&report.record.register).into_iter());
        let stays = stays.filter(|url| !asked.contains(*url)).collect();
        lines.extend(self.pages_of("decide-lingering", &stays)?);
        if !self.has_capture() {
            lines.push(self.words.text("decide-capture")?);
        }
        if report.talk.days.is_empty() {
            lines.push(self.words.text("decide-talk")?);
        }
        let has_labels = report.talk.days.iter().any(|day| day.row.scored_count > 0);
        if report.talk.audited.is_none() && report.talk.basis == "texts" && has_labels {
            lines.push(self.words.text("decide-audit")?);
        }
        Ok(lines)
    }

    /// A sentence on how many pages there are, if there are any.
    fn pages_of(&self, id: &str, urls: &BTreeSet<&str>) -> Result<Option<String>, Error> {
        if urls.is_empty() {
            return Ok(None);
        }
        let count = ("count", Figure::Count(urls.len() as i64));
        Ok(Some(self.words.sentence(id, &[count])?))
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
        lines.extend(self.unknown_fading()?);
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
            let is_none = 1 < all && untold == all;
            let id = if is_none { "unknown-effects-all" } else { "unknown-effects" };
            lines.push(self.words.sentence(id, &figures)?);
        }
        if panel::has_several(report) && panel::panels(report).is_empty() {
            lines.push(self.words.text("unknown-panels")?);
        }
        lines.push(self.words.text("unknown-always")?);
        Ok(lines)
    }

    /// How fast talk fades and when it will be back; where it is back, only the first can be asked.
    fn unknown_fading(&mut self) -> Sentences {
        let Some(fading) = &self.report.talk.fading else { return Ok(Vec::new()) };
        let is_back = self.report.verdict.talk.verdict == Verdict::Recovered;
        let (pace, time) = (fading.half_life.needs(), fading.weeks_to_margin.needs());
        let lines = match (pace, time.filter(|_| !is_back)) {
            (Some(pace), Some(time)) if pace == time => vec![("unknown-fading", pace)],
            (pace, time) => {
                let pace = pace.map(|needs| ("unknown-half-life", needs));
                let time = time.map(|needs| ("unknown-weeks", needs));
                pace.into_iter().chain(time).collect()
            }
        };
        let line = |(id, needs): (&str, &Needs)| {
            let what = self.words.text(id)?;
            self.unknown(&what, needs)
        };
        lines.into_iter().map(line).collect()
    }

    fn unknown(&mut self, what: &str, needs: &Needs) -> Result<String, Error> {
        let figures =
            [("what", Figure::Text(what.to_owned())), ("reason", Figure::Text(self.needs(needs)?))];
        Ok(self.words.sentence("unknown-line", &figures)?)
    }
}

/// The addresses of pages that are not the organization's own.
fn without_owned<'a>(
    pages: impl Iterator<Item = &'a LingeringPage>,
) -> impl Iterator<Item = &'a str> {
    pages.filter(|page| !page.is_owned).map(|page| page.url.as_str())
}
