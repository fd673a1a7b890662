//! One edition in one language: template and page to a PDF that is an archive document (PDF/A-3a)
//! and accessible (PDF/UA-1).

use chrono::{Datelike, Days, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::page::Page;
use super::world::{Generated, ReportWorld};
use super::{Error, Made, Templates};
use crate::chart;
use crate::report::Report;
use crate::report::wording::Words;

/// Makes the PDF of one edition in one language.
pub fn edition(
    report: &Report,
    edition: &str,
    words: &Words,
    templates: &Templates,
    attachments: &[Made],
) -> Result<Vec<u8>, Error> {
    let page = Page::new(report, words, attachments, &templates.overrides)?;
    let mut generated = Generated::new();
    let json = serde_json::to_vec(&page).expect("a page is plain data");
    generated.insert("page.json".to_owned(), json);
    if let Some(svg) = chart::negative_talk(report, words)? {
        generated.insert("charts/negative-talk.svg".to_owned(), svg.into_bytes());
    }
    if let Some(svg) = chart::rank_path(report, &super::page::shown_pages(report), words)? {
        generated.insert("charts/rank-path.svg".to_owned(), svg.into_bytes());
    }
    for made in attachments {
        generated.insert(format!("attachments/{}", made.name), made.bytes.clone());
    }
    let dated = dated(report);
    let main = format!("{edition}.typ");
    let world = ReportWorld::new(&main, generated, templates.overlay.clone(), dated);
    let bytes = compile(&world, report, edition, words);
    // The caches are the process's; one document leaves nothing for the next.
    typst::comemo::evict(0);
    bytes
}

fn compile(
    world: &ReportWorld,
    report: &Report,
    edition: &str,
    words: &Words,
) -> Result<Vec<u8>, Error> {
    let document = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|diagnostics| Error::Compile { message: describe(world, &diagnostics) })?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .expect("one standard for archives and one for access go together");
    let ident = format!("recover-report/{}/{edition}/{}", report.id(), words.language.code());
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(report.tool.clone())),
        timestamp: Some(Timestamp::new_utc(dated(report))),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options)
        .map_err(|diagnostics| Error::Export { message: describe(world, &diagnostics) })
}

/// The instant the report is as of: what was asked for, or the end of its period.
fn dated(report: &Report) -> Datetime {
    let end_of_period = || {
        let zone: Tz = report.period.time_zone.parse().unwrap_or(Tz::UTC);
        let next = report.period.to + Days::new(1);
        let midnight = zone.from_local_datetime(&next.and_time(NaiveTime::MIN)).earliest();
        midnight.map_or_else(
            || Utc.from_utc_datetime(&next.and_time(NaiveTime::MIN)),
            |instant| instant.with_timezone(&Utc),
        )
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
