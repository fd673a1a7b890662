//! How the numbers were made, for counsel: what they hang on, methods, files, words, queries.

use serde::Deserialize;

use super::super::block::{Block, Cell, Section};
use super::super::{Error, Writer};
use crate::assess::sensitivity::Choice;
use crate::model::Passport;
use crate::report::wording::Figure;

/// The formulas, and after whom.
const METHODS: &str = include_str!("../../../report/methods.toml");

#[derive(Deserialize)]
struct Methods {
    method: Vec<Method>,
}

#[derive(Deserialize)]
struct Method {
    id: String,
    formula: String,
    source: String,
}

impl Writer<'_> {
    pub(super) fn sensitivity_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut rows = Vec::new();
        for variant in &report.sensitivity {
            let mut figures = Vec::new();
            figures.extend(
                variant.margin.map(|share| ("share", Figure::Text(self.as_decimal(100.0 * share)))),
            );
            figures.extend(variant.from.map(|day| ("from", Figure::Day(day))));
            figures.extend(variant.to.map(|day| ("to", Figure::Day(day))));
            figures.extend(variant.results.map(|count| ("count", Figure::Count(count))));
            let id = match variant.choice {
                Choice::Margin => "choice-margin",
                Choice::Quiet => "choice-quiet",
                Choice::Uncorrected => "choice-uncorrected",
                Choice::Results => "choice-results",
            };
            let choice = self.words.sentence(id, &figures)?;
            let same = if variant.is_other { "choice-other" } else { "choice-same" };
            rows.push(vec![
                self.words.text(&format!("verdict-clock-{}", variant.clock))?.into(),
                choice.into(),
                self.measured(&variant.difference, Self::as_points)?,
                Cell::from(self.words.text(&format!("verdict-{}", variant.verdict.name()))?)
                    .below([self.words.text(same)?])
                    .alarm(variant.is_other),
            ]);
        }
        let columns = ["clock-of", "*choice", ">difference", "verdict"];
        let mut blocks = vec![self.table(&columns, rows, "sensitivity")?];
        blocks.extend(self.visibility()?.map(|text| Block::Paragraph { text }));
        blocks.push(self.rows_of(&["sensitivity", "visibility_band"])?);
        self.section("sensitivity", blocks)
    }

    pub(super) fn methods_section(&mut self) -> Result<Section, Error> {
        let methods: Methods = toml::from_str(METHODS).expect("the methods are well formed");
        let mut blocks = Vec::new();
        for method in methods.method {
            blocks.push(self.heading(&format!("method-{}-name", method.id))?);
            let text = self.words.text(&format!("method-{}", method.id))?;
            blocks.push(Block::Paragraph { text });
            blocks.push(Block::Code { title: String::new(), text: method.formula });
            let source = ("source", Figure::Text(method.source));
            blocks.push(Block::Remark { text: self.words.sentence("method-source", &[source])? });
        }
        self.section("methods", blocks)
    }

    pub(super) fn blind_section(&mut self) -> Result<Section, Error> {
        let ids = self.words.ids().iter().filter(|id| id.starts_with("blind-"));
        let items = ids.map(|id| self.words.text(id)).collect::<Result<_, _>>()?;
        self.section("blind", vec![Block::list(items)])
    }

    pub(super) fn glossary_section(&mut self) -> Result<Section, Error> {
        let mut terms = Vec::new();
        for id in self.words.ids().iter().filter(|id| id.starts_with("glossary-")) {
            if let Some(meaning) = id.strip_suffix("-word") {
                terms.push((self.words.text(id)?, self.words.text(meaning)?));
            }
        }
        self.section("glossary", vec![Block::Terms { terms }])
    }

    pub(super) fn passports_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut blocks = vec![Block::Paragraph { text: self.sources()? }];
        let mut rows = Vec::new();
        let most = report.counsel.table_rows as usize;
        for passport in report.inputs.iter().take(most) {
            rows.push(self.passport_row(passport)?);
        }
        let columns = ["*file", "form", ">read", ">kept", ">folded", ">rejected", "days-of"];
        let hidden = report.inputs.len() - rows.len();
        blocks.push(self.set_table(&columns, rows, hidden, "manifest.json")?);
        let mut reasons = std::collections::BTreeMap::<&str, u64>::new();
        for (reason, count) in report.inputs.iter().flat_map(|passport| &passport.rows_rejected) {
            *reasons.entry(reason).or_default() += count;
        }
        if !reasons.is_empty() {
            blocks.push(self.heading("rejected-heading")?);
            let mut rows = Vec::new();
            for (reason, count) in reasons {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                rows.push(vec![self.word("reason", reason).into(), self.number(count).into()]);
            }
            blocks.push(self.table(&["*reason", ">rows"], rows, "rejected")?);
        }
        blocks.push(self.heading("provenance-heading")?);
        let provenance = &report.provenance;
        let mut terms = vec![
            ("provenance-tool", report.tool.clone()),
            ("provenance-config", provenance.config_sha256.clone()),
            ("provenance-scorer", provenance.scorer.clone()),
            ("provenance-weights", provenance.weight_sets_sha256.clone()),
            ("provenance-clocks", provenance.clocks_sha256.clone()),
            ("provenance-zone", report.period.time_zone.clone()),
        ];
        terms.extend(self.manifest.clone().map(|hash| ("provenance-manifest", hash)));
        let mut named = Vec::new();
        for (id, text) in terms {
            named.push((self.words.text(id)?, text));
        }
        blocks.push(Block::Terms { terms: named });
        self.section("passports", blocks)
    }

    fn passport_row(&mut self, passport: &Passport) -> Result<Vec<Cell>, Error> {
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let folded: u64 = passport.rows_folded.values().sum();
        let mut form = vec![passport.profile.clone()];
        form.push(
            [passport.format.as_str(), passport.encoding.as_str(), passport.zone.as_str()]
                .join(" · "),
        );
        let day = |instant: Option<chrono::DateTime<chrono::Utc>>| {
            instant.map(|instant| instant.date_naive())
        };
        let first = passport.first_on.or(day(passport.first_at));
        let last = passport.last_on.or(day(passport.last_at));
        Ok(vec![
            Cell::from(self.foreign(&passport.path)).below([passport.sha256.clone()]),
            Cell::from(self.word("kind", passport.kind.name())).below(form),
            self.number(count(passport.rows_read - passport.rows_set_aside)).into(),
            self.number(count(passport.rows_kept + passport.rows_status)).into(),
            self.number(count(folded)).into(),
            self.number(count(passport.rejected_count())).into(),
            Cell::from(self.day_or_dash(first)).below([self.day_or_dash(last)]),
        ])
    }

    pub(super) fn queries_section(&mut self) -> Result<Section, Error> {
        let report = self.report;
        let mut blocks = vec![self.remark("queries-note")?];
        for method in &report.methods {
            let title = format!("{}.sql", method.metric);
            blocks.push(Block::Code { title, text: method.sql.clone() });
        }
        self.section("queries", blocks)
    }
}
