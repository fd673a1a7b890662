//! The fast clock for counsel: findings, storms, what people say, and what changed in how it is measured.

use super::super::block::{Block, Cell, Section};
use super::super::{Clocks, Error, Writer};
use crate::assess::themes::Quote;
use crate::model::Needs;
use crate::report::wording::Figure;

impl Writer<'_> {
    /// The verdicts and the figures they rest on, numbered, so that a letter can name them.
    pub(super) fn findings_section(&mut self, clocks: &Clocks) -> Result<Section, Error> {
        let mut items = Vec::new();
        let both = clocks.verdicts.iter().zip([&clocks.talk, &clocks.record]);
        for (verdict, figures) in both.clone() {
            let since = verdict.since.as_deref().unwrap_or_default();
            let mut lines = vec![format!("{} {since}", verdict.word).trim().to_owned()];
            lines.extend(verdict.sentences.iter().cloned());
            if !figures.label.is_empty() {
                lines.push(format!("{} {}", figures.figure, figures.label));
            }
            lines.extend(figures.lines.iter().cloned());
            for line in lines {
                items.push(self.of_clock(&verdict.clock, &line)?);
            }
        }
        items.extend(self.changed()?);
        let mut blocks = vec![Block::List { items, is_numbered: true }];
        for (verdict, _) in both {
            if !verdict.against.is_empty() {
                let text = self.of_clock(&verdict.clock, &verdict.against_heading)?;
                blocks.push(Block::Heading { text });
                blocks.push(Block::list(verdict.against.clone()));
            }
        }
        blocks.push(self.heading("decisions-heading")?);
        let decisions = self.decisions()?;
        blocks.push(if decisions.is_empty() {
            self.remark("decisions-none")?
        } else {
            Block::list(decisions)
        });
        blocks.push(self.heading("unknowns-heading")?);
        blocks.push(Block::list(self.unknowns()?));
        blocks.push(self.rows_of(&[
            "talk_spans",
            "record_spans",
            "talk_standing",
            "record_standing",
        ])?);
        self.section("findings", blocks)
    }

    /// What is said of one of the clocks.
    fn of_clock(&self, clock: &str, text: &str) -> Result<String, Error> {
        let figures =
            [("clock", Figure::Text(clock.to_owned())), ("text", Figure::Text(text.to_owned()))];
        Ok(self.words.sentence("clock-line", &figures)?)
    }

    pub(super) fn storms_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut blocks = vec![Block::list(self.course()?)];
        let mut rows = Vec::new();
        for storm in &report.talk.storms {
            let peak = match storm.peak_total {
                Some(total) => {
                    let figures = [
                        ("seen", Figure::Count(storm.peak_count)),
                        ("possible", Figure::Count(total)),
                    ];
                    self.words.sentence("register-of", &figures)?
                }
                None => self.number(storm.peak_count),
            };
            let ended = match storm.ended_on {
                Some(day) => self.words.formats.numeric_day(day),
                None => self.words.text("going-on")?,
            };
            let lag = storm.news_lag_minutes.map(|minutes| self.as_decimal(minutes as f64 / 60.0));
            let separator = self.words.text("list-separator")?;
            let arrivals: Vec<String> =
                storm.arrivals.iter().map(|arrival| self.brief(&arrival.platform, 30)).collect();
            rows.push(vec![
                self.number(storm.storm).into(),
                self.words.formats.numeric_day(storm.opened_on).into(),
                Cell::from(self.words.formats.numeric_day(storm.peak_on)).below([peak]),
                ended.into(),
                self.measured(&storm.size, Self::as_whole)?,
                arrivals.join(&separator).into(),
                lag.unwrap_or_else(|| "–".to_owned()).into(),
                self.day_or_dash(storm.changepoint_on).into(),
            ]);
        }
        let columns = [
            ">number",
            "opened",
            "peak",
            "ended",
            ">size",
            "*arrivals",
            ">news-lag",
            "second-method",
        ];
        // Where there is none, the list above has said why.
        if !rows.is_empty() {
            blocks.push(self.table(&columns, rows, "storms")?);
            blocks.push(self.heading("items-heading")?);
        }
        let mut rows = Vec::new();
        for storm in &report.talk.storms {
            for item in &storm.items {
                let url = item.url.clone().unwrap_or_default();
                rows.push(vec![
                    self.number(item.storm).into(),
                    self.word("role", &item.role).into(),
                    self.words.formats.numeric_day(item.published_on).into(),
                    Cell::from(self.foreign(&item.text)).below([
                        self.brief(&item.platform, 30),
                        self.foreign(&url),
                        self.brief(&item.mention_id, 64),
                    ]),
                    self.number(item.item_count).into(),
                ]);
            }
        }
        if !report.talk.storms.is_empty() {
            let columns = [">storm", "role", "day", "*text", ">copies"];
            blocks.push(self.table(&columns, rows, "storms")?);
        }
        blocks.push(self.heading("forecast-heading")?);
        let mut rows = Vec::new();
        for week in report.talk.fading.iter().flat_map(|fading| &fading.ahead) {
            let range = |ends: crate::stats::Interval| {
                let ends = [
                    ("low", Figure::Text(self.as_whole(ends.low))),
                    ("high", Figure::Text(self.as_whole(ends.high))),
                ];
                self.words.sentence("range", &ends)
            };
            rows.push(vec![
                self.words.formats.numeric_day(week.week_start).into(),
                self.as_whole(week.median).into(),
                range(week.interval_80)?.into(),
                range(week.interval_95)?.into(),
            ]);
        }
        let columns = ["*week-from", ">expected", ">in-80", ">in-95"];
        let none = self.no_forecast()?;
        blocks.push(self.table_or(&columns, rows, "storms", none)?);
        blocks.push(self.rows_of(&["talk_days", "usual_days", "storms", "foretold"])?);
        self.section("storms", blocks)
    }

    /// Why there is no forecast.
    fn no_forecast(&mut self) -> Result<String, Error> {
        let report = self.report;
        let fading = report.talk.fading.as_ref();
        let refused = fading
            .and_then(|fading| fading.half_life.needs().or_else(|| fading.weeks_to_margin.needs()));
        let needs = match (refused, &report.talk.quiet_needs) {
            (Some(needs), _) | (None, Some(needs)) => needs.clone(),
            _ if report.talk.days.is_empty() => Needs::Data,
            _ if report.talk.storms.is_empty() => Needs::Storm,
            _ => Needs::Volume,
        };
        let reason = ("reason", Figure::Text(self.needs(&needs)?));
        Ok(self.words.sentence("forecast-none", &[reason])?)
    }

    pub(super) fn themes_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for theme in &report.talk.themes {
            rows.push(vec![
                Cell::from(self.brief(&theme.words, 60))
                    .below([self.word("language", &theme.language)]),
                self.words.text(&format!("against-{}", theme.against))?.into(),
                self.words.formats.decimal(theme.z, 1).into(),
                Cell::from(self.number(theme.count)).below([self.words.share(theme.share)]),
                Cell::from(self.number(theme.before_count))
                    .below([self.words.share(theme.before_share)]),
            ]);
        }
        let columns = ["*words", "against", ">z", ">now", ">before"];
        let none = match &report.talk.themes_needs {
            Some(needs) => {
                let reason = ("reason", Figure::Text(self.needs(needs)?));
                self.words.sentence("themes-unknown", &[reason])?
            }
            None => self.words.text("themes-none")?,
        };
        let has_themes = !rows.is_empty();
        let mut blocks = vec![self.table_or(&columns, rows, "themes", none)?];
        let mut rows = Vec::new();
        for theme in &report.talk.themes {
            for quote in &theme.quotes {
                let words = self.brief(&theme.words, 60);
                rows.push(vec![words.into(), self.quote(quote)?]);
            }
        }
        if !rows.is_empty() {
            blocks.push(self.heading("quotes-heading")?);
            blocks.push(self.table(&["words", "*text"], rows, "themes")?);
        }
        let mut rows = Vec::new();
        for quote in &report.talk.quotes {
            rows.push(vec![self.word("language", &quote.language).into(), self.quote(quote)?]);
        }
        if !rows.is_empty() {
            blocks.push(self.heading("quotes-heading")?);
            blocks.push(self.table(&["language", "*text"], rows, "quotes")?);
            blocks.push(self.remark("quotes-note")?);
        }
        if has_themes {
            blocks.push(self.remark("themes-note")?);
        }
        blocks.push(self.rows_of(&["themes", "quotes"])?);
        self.section("themes", blocks)
    }

    /// A quote, the words that had it read as negative, and where it stands.
    fn quote(&mut self, quote: &Quote) -> Result<Cell, Error> {
        let decided = if quote.decided_by.is_empty() {
            String::new()
        } else {
            let words: Vec<String> =
                quote.decided_by.iter().map(|word| self.brief(word, 30)).collect();
            let words = words.join(&self.words.text("list-separator")?);
            self.words.sentence("decided-by", &[("words", Figure::Text(words))])?
        };
        Ok(Cell::from(self.foreign(&quote.text)).below([
            decided,
            self.brief(&quote.platform, 30),
            self.brief(&quote.mention_id, 64),
        ]))
    }

    /// Whether the world changed or the measurement.
    pub(super) fn measurement_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let notes = self.notes()?;
        let mut blocks =
            vec![if notes.is_empty() { self.remark("notes-none")? } else { Block::list(notes) }];
        let mut rows = Vec::new();
        for finding in &report.findings {
            rows.push(vec![
                Cell::from(self.word("finding", finding.kind.name()))
                    .below([self.brief(&finding.about, 80)]),
                Cell::from(self.day_or_dash(finding.from)).below([self.day_or_dash(finding.to)]),
                self.brief(&finding.before, 80).into(),
                self.brief(&finding.after, 80).into(),
            ]);
        }
        if !rows.is_empty() {
            blocks.push(self.table(&["*kind", "days-of", "was", "is"], rows, "findings")?);
        }
        blocks.push(self.rows_of(&["findings", "source_days", "vanished_items", "term_names"])?);
        self.section("measurement", blocks)
    }
}
