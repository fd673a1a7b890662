//! The slow clock for counsel: the charts, the register, and what searches show.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::{Block, Cell, Section};
use super::super::{Chart, Clocks, Error, Writer, by_urgency, shown_pages, stands_at};
use crate::chart::{panel, path_of};
use crate::measure::rows::LingeringPage;
use crate::report::wording::Figure;

impl Writer<'_> {
    pub(super) fn charts_section(&mut self, clocks: &Clocks) -> Result<Section, Error> {
        let mut blocks = Vec::new();
        for clock in [&clocks.talk, &clocks.record] {
            match &clock.chart {
                Some(chart) => blocks.push(Block::Chart(chart.clone())),
                None => {
                    blocks.push(Block::Heading { text: clock.no_chart_title.clone() });
                    blocks.push(Block::Remark { text: clock.no_chart.clone() });
                }
            }
        }
        blocks.push(Block::Remark { text: clocks.map_key.clone() });
        let panels = self.panels()?;
        if !panels.is_empty() {
            blocks.push(self.heading("panels-heading")?);
            blocks.push(Block::Panels { charts: panels });
            blocks.push(Block::Remark { text: self.panels_note()? });
        }
        blocks.push(self.rows_of(&["talk_days", "usual_days", "negative_share", "rank_path"])?);
        self.section("charts", blocks)
    }

    pub(super) fn register_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut blocks = Vec::new();
        if self.has_capture() {
            blocks.push(Block::list(self.changes()?));
        }
        let mut rows = Vec::new();
        let pages = by_urgency(report);
        // Rows that are not printed need no words.
        for (index, page) in pages.iter().take(report.counsel.table_rows as usize).enumerate() {
            rows.push(self.register_row(index, page)?);
        }
        let hidden = pages.len() - rows.len();
        let columns = ["number", "*page", "seen", ">presence", ">positions", "path", "state"];
        blocks.push(self.set_table(&columns, rows, hidden, "lingering_register.csv")?);
        blocks.push(self.remark("register-note")?);
        blocks.push(self.rows_of(&["lingering_register", "rank_path"])?);
        self.section("register", blocks)
    }

    fn register_row(&mut self, index: usize, page: &LingeringPage) -> Result<Vec<Cell>, Error> {
        let report = self.report;
        let of = |writer: &Self, count: i64, of: i64| {
            let figures = [("seen", Figure::Count(count)), ("possible", Figure::Count(of))];
            writer.words.sentence("register-of", &figures)
        };
        let capture =
            path_of(report, page).max_by_key(|point| (point.captured_on, &point.capture_id));
        let requests = report.removals.iter().filter(|removal| removal.url == page.url);
        let requests: Vec<String> = requests.map(|removal| removal.removal_id.clone()).collect();
        let mut below = vec![self.foreign(&page.url)];
        below.push(format!(
            "{} · {}",
            self.brief(&page.search_term, 40),
            self.brief(&page.viewpoint, 40)
        ));
        if let Some(point) = capture {
            let id = ("id", Figure::Text(self.brief(&point.capture_id, 64)));
            below.push(self.words.sentence("register-capture", &[id])?);
        }
        let mut state = Vec::new();
        if page.is_owned {
            state.push(self.words.text("register-owned")?);
        }
        if let Some(label) = &page.label {
            let source = page.label_source.as_deref().unwrap_or("unknown");
            let figures = [
                ("label", Figure::Text(self.word("label", label))),
                ("source", Figure::Text(self.word("label-source", source))),
            ];
            state.push(self.words.sentence("register-label", &figures)?);
        }
        if !requests.is_empty() {
            let separator = self.words.text("list-separator")?;
            let ids: Vec<String> = requests.iter().map(|id| self.brief(id, 30)).collect();
            let ids = ("ids", Figure::Text(ids.join(&separator)));
            state.push(self.words.sentence("register-requests", &[ids])?);
        }
        let positions = [Some(page.best_position), Some(page.middle_position), stands_at(page)]
            .map(|position| self.number_or_dash(position));
        let alt = [
            ("best", Figure::Text(positions[0].clone())),
            ("latest", Figure::Text(positions[2].clone())),
        ];
        let recent = of(self, page.recent_seen_count, page.recent_possible_count)?;
        let recent = ("of", Figure::Text(recent));
        Ok(vec![
            self.number(index as i64 + 1).into(),
            Cell::from(self.brief(&page.title, 120)).below(below),
            Cell::from(self.words.formats.numeric_day(page.first_seen_on))
                .below([self.words.formats.numeric_day(page.last_seen_on)]),
            Cell::from(of(self, page.seen_count, page.possible_count)?)
                .below([self.words.sentence("register-recent", &[recent])?]),
            positions.join(" · ").into(),
            Cell {
                picture: Some(format!("/charts/path-{}.svg", index + 1)),
                alt: self.words.sentence("register-path-alt", &alt)?,
                ..Cell::default()
            },
            Cell::from(self.word("state", &page.state))
                .below(state)
                .alarm(matches!(page.state.as_str(), "lingering" | "resurfaced")),
        ])
    }

    pub(super) fn search_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut blocks = vec![Block::list(self.captures()?)];
        let mut rows = Vec::new();
        for line in self.first_pages()? {
            let mut row = vec![Cell::from(line.term).below([line.viewpoint]), line.captured.into()];
            row.extend(line.tops.into_iter().map(Cell::from));
            row.extend([line.best.into(), line.owned.into()]);
            rows.push(row);
        }
        blocks.push(self.heading("first-page-heading")?);
        let columns = ["*term", "captured", ">top-3", ">top-10", ">top-20", ">best", ">owned"];
        let none = self.words.text("record-none")?;
        blocks.push(self.table_or(&columns, rows, "first_page_share", none)?);
        let tracked = self.tracked()?;
        if !tracked.is_empty() {
            blocks.push(Block::list(tracked));
        }
        blocks.push(self.heading("visibility-heading")?);
        let mut weeks: BTreeMap<&str, Vec<(chrono::NaiveDate, f64)>> = BTreeMap::new();
        for row in &report.record.visibility {
            weeks.entry(&row.weight_set).or_default().push((row.week_start, row.visibility));
        }
        let rows = weeks
            .into_iter()
            .map(|(set, mut weeks)| {
                weeks.sort_by_key(|(week, _)| *week);
                let peak = weeks.iter().map(|(_, share)| *share).fold(0.0, f64::max);
                let (week, last) = weeks.last().copied().unwrap_or_default();
                vec![
                    set.into(),
                    self.words.formats.numeric_day(week).into(),
                    self.words.share(last).into(),
                    self.words.share(peak).into(),
                ]
            })
            .collect();
        let columns = ["*weight-set", "week-from", ">attention", ">most"];
        let none = self.words.text("nothing-captured")?;
        blocks.push(self.table_or(&columns, rows, "visibility", none)?);
        blocks.push(self.heading("stability-heading")?);
        let mut rows = Vec::new();
        for found in &report.record.stability {
            rows.push(vec![
                Cell::from(self.brief(&found.search_term, 40))
                    .below([self.brief(&found.viewpoint, 40)]),
                self.words.text(&format!("against-{}", found.against))?.into(),
                self.words.formats.numeric_day(found.against_on).into(),
                self.number(found.depth).into(),
                self.measured(&found.overlap, Self::as_share)?,
            ]);
        }
        let columns = ["*term", "against", "captured", ">depth", ">overlap"];
        let none = self.words.text("stability-none")?;
        blocks.push(self.table_or(&columns, rows, "page_stability", none)?);
        blocks.push(self.heading("suggestions-heading")?);
        let mut rows = Vec::new();
        for found in &report.record.suggestions {
            rows.push(vec![
                self.brief(&found.search_term, 40).into(),
                self.word("item", &found.item_kind).into(),
                self.measured(&found.share, Self::as_share)?,
                self.number(found.share.n()).into(),
                self.day_or_dash(found.first_on).into(),
                self.day_or_dash(found.last_on).into(),
            ]);
        }
        let columns = ["*term", "item", ">carry", ">of", "first", "last"];
        let none = self.words.text("suggestions-none")?;
        blocks.push(self.table_or(&columns, rows, "suggestions", none)?);
        if let Some(stay) = &report.record.stay {
            blocks.push(self.heading("stay-heading")?);
            let rows = vec![vec![
                self.number(stay.page_count).into(),
                self.number(stay.left_count).into(),
                self.measured(&stay.median_days, Self::as_decimal)?,
                self.measured(&stay.median_days_between, Self::as_decimal)?,
                self.measured(&stay.removal_p, |writer, p| writer.words.formats.decimal(p, 3))?,
            ]];
            let columns = [">pages", ">left", ">stay", ">stay-between", ">request-p"];
            blocks.push(self.table(&columns, rows, "page_stay")?);
            blocks.push(self.remark("stay-note")?);
        }
        blocks.push(self.rows_of(&[
            "first_page_share",
            "owned_share",
            "visibility",
            "page_stability",
            "suggestions",
            "page_stay",
            "capture_calendar",
        ])?);
        self.section("search", blocks)
    }

    /// Which numbers of the map are which sites, with search term and viewpoint where rows differ in them.
    pub(in super::super) fn map_key(&mut self) -> Result<String, Error> {
        let separator = self.words.text("list-separator")?;
        let pages = shown_pages(self.report);
        let differ = |pick: fn(&LingeringPage) -> &str| {
            pages.iter().map(|page| pick(page)).collect::<BTreeSet<_>>().len() > 1
        };
        let (terms, viewpoints) =
            (differ(|page| &page.search_term), differ(|page| &page.viewpoint));
        let mut sites = Vec::new();
        for (number, page) in (1..).zip(pages) {
            let site = format!("{number}\u{a0}{}", self.brief(&page.domain, 40));
            let mut also = Vec::new();
            if terms {
                also.push(self.brief(&page.search_term, 30));
            }
            if viewpoints {
                also.push(self.brief(&page.viewpoint, 40));
            }
            if also.is_empty() {
                sites.push(site);
                continue;
            }
            let figures = [("site", Figure::Text(site)), ("term", Figure::Text(also.join(" · ")))];
            sites.push(self.words.sentence("map-term", &figures)?);
        }
        if sites.is_empty() {
            return Ok(String::new());
        }
        let sites = ("sites", Figure::Text(sites.join(&separator)));
        Ok(self.words.sentence("map-key", &[sites])?)
    }

    /// How to read the small charts.
    pub(in super::super) fn panels_note(&self) -> Result<String, Error> {
        let pooled = panel::panels(self.report).first().map_or(1, |panel| panel.pooled);
        Ok(self.words.sentence("panels-note", &[("weeks", Figure::Count(pooled))])?)
    }

    /// A small chart for each platform that says something, else for each language.
    pub(in super::super) fn panels(&mut self) -> Result<Vec<Chart>, Error> {
        let panels = panel::panels(self.report);
        let mut charts = Vec::new();
        for (index, panel) in panels.iter().enumerate() {
            let Some(last) = panel.weeks.last() else { continue };
            let name = self.word(panel.by, &panel.name);
            let figures = [
                ("name", Figure::Text(name.clone())),
                ("weeks", Figure::Count(panel.pooled)),
                ("week", Figure::Day(last.week_start)),
                ("share", Figure::Share(last.share)),
                ("low", Figure::Share(last.interval.low)),
                ("high", Figure::Share(last.interval.high)),
            ];
            charts.push(Chart {
                path: format!("/charts/panel-{}.svg", index + 1),
                title: name,
                note: String::new(),
                alt: self.words.sentence("panel-alt", &figures)?,
            });
        }
        Ok(charts)
    }
}
