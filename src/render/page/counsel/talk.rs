//! The fast clock for counsel: findings, storms, what people say, and what changed in how it is measured.

use super::super::block::{Block, Cell, Section};
use super::super::{Error, Writer};
use crate::report::wording::Figure;

impl Writer<'_> {
    /// The verdicts and the figures they rest on, numbered, so that a letter can name them.
    pub(super) fn findings_section(&mut self) -> Result<Section, Error> {
        let mut items = Vec::new();
        for verdict in self.verdicts()? {
            let since = verdict.since.unwrap_or_default();
            let text = format!("{} {since}", verdict.word);
            items.push(self.of_clock(&verdict.clock, text.trim())?);
            items.extend(verdict.sentences);
        }
        items.extend(self.changed()?);
        for clock in [self.talk()?, self.record()?] {
            let figure = format!("{} {}", clock.figure, clock.label);
            let lines = std::iter::once(figure.trim().to_owned()).chain(clock.lines);
            items.push(lines.collect::<Vec<_>>().join("; "));
        }
        let mut blocks = vec![Block::List { items, is_numbered: true }];
        for verdict in self.verdicts()? {
            if !verdict.against.is_empty() {
                let text = self.of_clock(&verdict.clock, &verdict.against_heading)?;
                blocks.push(Block::Heading { text });
                blocks.push(Block::list(verdict.against));
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
        Ok(self.words.sentence("clock-verdict", &figures)?)
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
        blocks.push(self.table(&columns, rows, "storms")?);
        blocks.push(self.heading("items-heading")?);
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
        blocks.push(self.table(&[">storm", "role", "day", "*text", ">copies"], rows, "storms")?);
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
        blocks.push(self.table(
            &["*week-from", ">expected", ">in-80", ">in-95"],
            rows,
            "storms",
        )?);
        blocks.push(self.rows_of(&["talk_days", "usual_days", "storms", "foretold"])?);
        self.section("storms", blocks)
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
        let mut blocks = vec![self.table(&columns, rows, "themes")?];
        let quotes: Vec<_> = report
            .talk
            .themes
            .iter()
            .flat_map(|theme| theme.quotes.iter().map(move |quote| (&theme.words, quote)))
            .collect();
        if !quotes.is_empty() {
            blocks.push(self.heading("quotes-heading")?);
            let mut rows = Vec::new();
            for (words, quote) in quotes {
                let decided = if quote.decided_by.is_empty() {
                    String::new()
                } else {
                    let words: Vec<String> =
                        quote.decided_by.iter().map(|word| self.brief(word, 30)).collect();
                    let words = words.join(&self.words.text("list-separator")?);
                    self.words.sentence("decided-by", &[("words", Figure::Text(words))])?
                };
                rows.push(vec![
                    self.brief(words, 60).into(),
                    Cell::from(self.foreign(&quote.text)).below([
                        decided,
                        self.brief(&quote.platform, 30),
                        self.brief(&quote.mention_id, 64),
                    ]),
                ]);
            }
            blocks.push(self.table(&["words", "*text"], rows, "themes")?);
        }
        blocks.push(self.remark("themes-note")?);
        blocks.push(self.rows_of(&["themes"])?);
        self.section("themes", blocks)
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
