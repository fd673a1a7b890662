//! One edition in one language: template and page to a PDF that is an archive document (PDF/A-3a)
//! and accessible (PDF/UA-1), or to the best that can be had.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Timelike};
use chrono_tz::Tz;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::page::{Extras, Page};
use super::world::{Generated, ReportWorld};
use super::{Error, Made, Templates, offenders};
use crate::chart::{self, panel};
use crate::model::period::start_of_day;
use crate::report::Report;
use crate::report::wording::Words;

/// What a PDF promises, the most first. A document that cannot keep one promise is made under the next,
/// with a banner that says so.
const LADDER: [(&[PdfStandard], Option<&str>); 3] = [
    (&[PdfStandard::A_3a, PdfStandard::Ua_1], None),
    (&[PdfStandard::A_3b], Some("banner-no-access")),
    (&[PdfStandard::V_1_7], Some("banner-no-archive")),
];

/// A PDF, and what it could not keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many passages of foreign text it withholds, because no standard lets them be set.
    pub withheld: usize,
    /// The message of what it does not keep; none for one that keeps every promise.
    pub banner: Option<&'static str>,
}

impl Pdf {
    /// Whether it keeps every promise and shows every passage.
    pub fn is_whole(&self) -> bool {
        self.withheld == 0 && self.banner.is_none()
    }
}

/// Makes the PDF of one edition in one language. There always is one, unless a template does not
/// compile: passages that cannot be set are found by halving and withheld, and where no passage is to
/// blame, the document promises less.
pub fn edition(
    report: &Report,
    edition: &str,
    words: &Words,
    templates: &Templates,
    attachments: &[Made],
) -> Result<Pdf, Error> {
    let charts = charts(report, edition, words)?;
    let maker = Maker { report, edition, words, templates, attachments, charts };
    let pdf = maker.best();
    // The caches are the process's; one document leaves nothing for the next.
    typst::comemo::evict(0);
    pdf
}

struct Maker<'a> {
    report: &'a Report,
    edition: &'a str,
    words: &'a Words,
    templates: &'a Templates,
    attachments: &'a [Made],
    /// The same for every try: they hold no foreign text.
    charts: Generated,
}

impl Maker<'_> {
    fn best(&self) -> Result<Pdf, Error> {
        let mut failure = None;
        for (standards, banner) in LADDER {
            let none = BTreeSet::new();
            match self.make(standards, banner, &none) {
                Ok(bytes) => return Ok(Pdf { bytes, withheld: 0, banner }),
                Err(Error::Export { message }) => {
                    tracing::warn!(
                        case = self.report.case.id,
                        edition = self.edition,
                        message,
                        "a document keeps less than it should"
                    );
                    let page = self.page(banner, &none)?;
                    let works =
                        |withheld: &BTreeSet<usize>| self.make(standards, banner, withheld).is_ok();
                    if let Some(withheld) = offenders::find(page.passages, works) {
                        let bytes = self.make(standards, banner, &withheld)?;
                        return Ok(Pdf { bytes, withheld: withheld.len(), banner });
                    }
                    failure.get_or_insert(Error::Export { message });
                }
                Err(error) => return Err(error),
            }
        }
        Err(failure.expect("a ladder has rungs"))
    }

    fn page(&self, banner: Option<&str>, withheld: &BTreeSet<usize>) -> Result<Page, Error> {
        let extras = Extras {
            attachments: self.attachments,
            overrides: &self.templates.overrides,
            banner,
            withheld,
        };
        Page::new(self.report, self.edition, self.words, extras)
    }

    fn make(
        &self,
        standards: &[PdfStandard],
        banner: Option<&str>,
        withheld: &BTreeSet<usize>,
    ) -> Result<Vec<u8>, Error> {
        let page = self.page(banner, withheld)?;
        let mut generated = self.charts.clone();
        let json = serde_json::to_vec(&page).expect("a page is plain data");
        generated.insert("page.json".to_owned(), json);
        for made in self.attachments {
            generated.insert(format!("attachments/{}", made.name), made.bytes.clone());
        }
        let main = format!("{}.typ", self.edition);
        let overlay = self.templates.overlay.clone();
        let world = ReportWorld::new(&main, generated, overlay, dated(self.report));
        let document = typst::compile::<PagedDocument>(&world)
            .output
            .map_err(|diagnostics| Error::Compile { message: describe(&world, &diagnostics) })?;
        let standards = PdfStandards::new(standards).expect("the standards of a rung go together");
        let language = self.words.language.code();
        let ident = format!("recover-report/{}/{}/{language}", self.report.id(), self.edition);
        let options = PdfOptions {
            ident: Smart::Custom(ident),
            creator: Smart::Custom(Some(self.report.tool.clone())),
            timestamp: Some(Timestamp::new_utc(dated(self.report))),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options)
            .map_err(|diagnostics| Error::Export { message: describe(&world, &diagnostics) })
    }
}

/// The charts that an edition shows, by their path in the templates' world.
pub fn charts(report: &Report, edition: &str, words: &Words) -> Result<Generated, Error> {
    let mut generated = Generated::new();
    let mut add = |name: String, svg: Option<String>| {
        generated.extend(svg.map(|svg| (format!("charts/{name}.svg"), svg.into_bytes())));
    };
    add("negative-talk".to_owned(), chart::negative_talk(report, words)?);
    let shown = super::page::shown_pages(report);
    add("rank-map".to_owned(), chart::rank_map(report, &shown, words)?);
    let panels = panel::panels(report);
    if let Some(span) = panel::days(&panels) {
        for (number, panel) in (1..).zip(&panels) {
            add(format!("panel-{number}"), Some(chart::panel(panel, span, words)?));
        }
    }
    if edition == "counsel" {
        let rows = report.counsel.table_rows as usize;
        for (number, page) in (1..).zip(super::page::by_urgency(report)).take(rows) {
            add(format!("path-{number}"), chart::spark(report, page)?);
        }
    }
    Ok(generated)
}

/// The instant the report is as of: what was asked for, or the end of its period.
fn dated(report: &Report) -> Datetime {
    let end_of_period = || {
        let zone: Tz = report.period.time_zone.parse().unwrap_or(Tz::UTC);
        start_of_day(report.period.to + Days::new(1), zone)
    };
    let instant = report.as_of.unwrap_or_else(end_of_period);
    Datetime::from_ymd_hms(
        instant.year(),
        instant.month() as u8,
        instant.day() as u8,
        instant.hour() as u8,
        instant.minute() as u8,
        instant.second() as u8,
    )
    .expect("an instant of ours is an instant of theirs")
}

/// What typst found wrong, each with its file and line.
fn describe(world: &ReportWorld, diagnostics: &[SourceDiagnostic]) -> String {
    let told: Vec<String> = diagnostics
        .iter()
        .take(3)
        .map(|diagnostic| {
            let place = diagnostic.span.id().and_then(|id| {
                let source = world.source(id).ok()?;
                let range = world.range(diagnostic.span)?;
                let line = source.text().get(..range.start)?.matches('\n').count() + 1;
                Some(format!("{}:{line}: ", id.vpath().get_without_slash()))
            });
            format!("{}{}", place.unwrap_or_default(), diagnostic.message)
        })
        .collect();
    told.join("; ")
}
