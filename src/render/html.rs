//! A report as one HTML file for people who look on a phone: the same pages, block by block, in every
//! language asked for, with its charts inside it and nothing to load or to run.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::block::{Block, Cell, Section, Table};
use super::page::{Chart, Clock, Extras, Page};
use super::world::Generated;
use super::{Error, Made, Templates, pdf};
use crate::report::Report;
use crate::report::format::Language;

/// The look of the page. Colors are those of the PDF; text keeps a contrast of at least 4.5 to 1.
const STYLE: &str = include_str!("html.css");

/// The sections of each edition, in the order of its PDF.
const EXECUTIVE: [&str; 8] =
    ["changes", "decisions", "unknowns", "register", "panels", "course", "actions", "notes"];
const COUNSEL: [&str; 19] = [
    "findings",
    "charts",
    "register",
    "search",
    "removals",
    "logs",
    "storms",
    "answers",
    "effects",
    "claims",
    "promises",
    "themes",
    "measurement",
    "sensitivity",
    "methods",
    "blind",
    "passports",
    "glossary",
    "queries",
];

/// A page in one language, and its charts.
struct Part {
    page: Page,
    charts: Generated,
}

/// Makes the HTML file of one edition, in every language of the report.
pub fn edition(
    report: &Report,
    edition: &str,
    templates: &Templates,
    beside: &[Made],
) -> Result<Vec<u8>, Error> {
    let mut parts = Vec::new();
    for code in &report.languages {
        let language = Language::from_code(code)
            .ok_or_else(|| Error::UnknownLanguage { code: code.clone() })?;
        let words = templates.words(language)?;
        let extras =
            Extras { overrides: &templates.overrides, attachments: beside, ..Extras::default() };
        let page = Page::new(report, edition, &words, extras)?;
        parts.push(Part { page, charts: pdf::charts(report, edition, &words)? });
    }
    Ok(document(&parts).into_string().into_bytes())
}

fn document(parts: &[Part]) -> Markup {
    let Some(first) = parts.first().map(|part| &part.page) else { return html! {} };
    html! {
        (DOCTYPE)
        html lang=(first.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                meta name="generator" content=(first.footer);
                title { (first.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @if parts.len() > 1 {
                    nav aria-label=(first.words["languages"]) {
                        @for part in parts {
                            a href=(format!("#{}", part.page.language)) lang=(part.page.language) {
                                (part.page.words["language-name"])
                            }
                        }
                    }
                }
                main {
                    @for part in parts { (article(part)) }
                }
            }
        }
    }
}

fn article(part: &Part) -> Markup {
    let page = &part.page;
    let order: &[&str] = if page.edition == "counsel" { &COUNSEL } else { &EXECUTIVE };
    html! {
        article id=(page.language) lang=(page.language) {
            header {
                @if let Some(legend) = &page.legend { p class="legend" { (legend) } }
                h1 { (page.organization) }
                p { (page.period) }
                @for line in &page.standing { p class="muted" { (line) } }
                @if !page.distribution.is_empty() {
                    p { (page.words["distribution"]) ":" }
                    ul { @for name in &page.distribution { li { (name) } } }
                }
            }
            div class="verdicts" {
                @for (verdict, clock) in page.verdicts.iter().zip([&page.talk, &page.record]) {
                    section {
                        h2 { (verdict.clock) " " span class=(verdict.name) { (verdict.word) } }
                        @if let Some(since) = &verdict.since { p class="muted" { (since) } }
                        @if !clock.label.is_empty() {
                            p { strong { (clock.figure) } " " (clock.label) }
                        }
                        @if let Some(line) = clock.lines.first() { p class="muted" { (line) } }
                        @for sentence in &verdict.sentences { p { (sentence) } }
                        @if !verdict.against.is_empty() {
                            h3 { (verdict.against_heading) }
                            ul { @for fact in &verdict.against { li { (fact) } } }
                        }
                    }
                }
            }
            @if page.edition != "counsel" {
                (clock(&page.talk, part))
                (clock(&page.record, part))
                p class="muted" { (page.map_key) }
            }
            @if page.edition == "counsel" {
                nav aria-label=(page.words["contents"]) {
                    @for name in order {
                        @if let Some(found) = page.sections.get(name) {
                            a href=(format!("#{}-{name}", page.language)) { (found.title) }
                        }
                    }
                }
            }
            @for name in order {
                @if let Some(found) = page.sections.get(name) {
                    (section(found, part, &format!("{}-{name}", page.language)))
                }
            }
            @if page.edition != "counsel" && !page.events.is_empty() {
                h2 { (page.words["events-heading"]) }
                @if let Some(more) = &page.events_more { p class="muted" { (more) } }
                dl {
                    @for event in &page.events {
                        dt { (event.number) " · " (event.day) }
                        dd { (event.kind) " · " (event.title) }
                    }
                }
            }
            footer { p class="muted" { (page.footer) } }
        }
    }
}

fn clock(clock: &Clock, part: &Part) -> Markup {
    html! {
        @match &clock.chart {
            Some(found) => (chart(found, part, 2)),
            None => {
                h2 { (clock.no_chart_title) }
                p class="muted" { (clock.no_chart) }
            }
        }
    }
}

fn section(section: &Section, part: &Part, id: &str) -> Markup {
    // A table goes by the last heading above it.
    let mut of = section.title.as_str();
    let mut named = Vec::new();
    for block in &section.blocks {
        if let Block::Heading { text } = block {
            of = text;
        }
        named.push((block, of));
    }
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.title) }
            @for (found, of) in named { (block(found, part, of)) }
        }
    }
}

fn block(block: &Block, part: &Part, of: &str) -> Markup {
    html! {
        @match block {
            Block::Heading { text } => h3 { (text) },
            Block::Paragraph { text } => p { (text) },
            Block::Remark { text } => @if !text.is_empty() { p class="muted" { (text) } },
            Block::List { items, is_numbered: true } => ol { @for item in items { li { (item) } } },
            Block::List { items, .. } => ul { @for item in items { li { (item) } } },
            Block::Terms { terms } => dl {
                @for (word, meaning) in terms { dt { (word) } dd { (meaning) } }
            },
            Block::Table(found) => (table(found, part, of)),
            Block::Chart(found) => (chart(found, part, 3)),
            Block::Panels { charts } => div class="panels" {
                @for found in charts { (chart(found, part, 3)) }
            },
            Block::Code { title, text } => {
                @if !title.is_empty() { h3 { (title) } }
                pre { code { (text) } }
            },
        }
    }
}

/// A chart with its words. The drawing is one picture to a screen reader, and the sentence beside it
/// says what it shows.
fn chart(chart: &Chart, part: &Part, level: u8) -> Markup {
    html! {
        figure {
            @if !chart.title.is_empty() {
                @if level == 2 { h2 { (chart.title) } } @else { h3 { (chart.title) } }
            }
            (drawing(&chart.path, &chart.alt, true, part))
            @if !chart.note.is_empty() { figcaption class="muted" { (chart.note) } }
        }
    }
}

/// Where it is wider than the screen it scrolls, for which it has to be reached by keyboard.
fn drawing(path: &str, alt: &str, can_scroll: bool, part: &Part) -> Markup {
    let svg =
        part.charts.get(path.trim_start_matches('/')).map(|bytes| String::from_utf8_lossy(bytes));
    html! {
        @if let Some(svg) = svg {
            div class="drawing" role="img" aria-label=(alt) tabindex=[can_scroll.then_some("0")] { (PreEscaped(scaling(&svg))) }
        }
    }
}

/// A drawing that is as wide as there is room: its size becomes its own coordinates.
fn scaling(svg: &str) -> String {
    let size = svg.split_once("<svg width=\"").and_then(|(_, rest)| {
        let (width, rest) = rest.split_once("\" height=\"")?;
        let (height, _) = rest.split_once('"')?;
        Some((width, height))
    });
    match size {
        Some((width, height)) => svg.replacen(
            &format!("<svg width=\"{width}\" height=\"{height}\""),
            "<svg aria-hidden=\"true\" focusable=\"false\"",
            1,
        ),
        None => svg.to_owned(),
    }
}

fn table(table: &Table, part: &Part, of: &str) -> Markup {
    html! {
        div class="table" role="group" aria-label=(of) tabindex="0" {
            table {
                thead {
                    tr {
                        @for column in &table.columns {
                            th scope="col" class=[column.is_number.then_some("number")] {
                                (column.heading)
                            }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (at, found) in row.iter().enumerate() {
                                (cell(found, table.columns.get(at).is_some_and(|c| c.is_number), part))
                            }
                        }
                    }
                }
            }
        }
        @if let Some(more) = &table.more { p class="muted" { (more) } }
    }
}

fn cell(cell: &Cell, is_number: bool, part: &Part) -> Markup {
    html! {
        td class=[is_number.then_some("number")] {
            @if let Some(path) = &cell.picture { (drawing(path, &cell.alt, false, part)) }
            @if cell.is_alarm { strong class="alarm" { (cell.text) } } @else { (cell.text) }
            @for line in &cell.below { br; small class="muted" { (line) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_takes_the_room_there_is() {
        let svg = "<svg width=\"760\" height=\"260\" viewBox=\"0 0 760 260\" xmlns=\"http://www.w3.org/2000/svg\">\n</svg>";
        let scaled = scaling(svg);
        assert!(
            scaled.starts_with(
                "<svg aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 760 260\""
            )
        );
        assert_eq!(scaling("<g></g>"), "<g></g>");
    }
}
