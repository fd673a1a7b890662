//! Positions of the pages that show the incident, week by week: a row for each page, a cell for each
//! week, darker the higher the page stood.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use plotters::prelude::{
    ChartBuilder, Circle, IntoDrawingArea, IntoFont, PathElement, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor, TextStyle, WHITE};

use super::axis::{AxisRange, Months, at};
use super::{Error, FAMILY, INK, LABEL_SIZE, MUTED, SHADE, prepare_font};
use crate::measure::rows::LingeringPage;
use crate::model::DaySpan;
use crate::model::period::week_start;
use crate::report::Report;
use crate::report::wording::Words;

const WIDTH: u32 = 1600;
const ROW: u32 = 40;
const LABELS: u32 = 48;

/// How many weeks are drawn, the latest.
pub(super) const WEEKS: u64 = 104;

/// With more weeks than these, a cell has no room for its number.
const WEEKS_WITH_NUMBERS: usize = 52;

/// Among the first three, the first ten, and below: light enough for dark numbers only in the last.
const DEPTHS: [(i64, RGBColor); 3] = [
    (3, RGBColor(0x7f, 0x2c, 0x00)),
    (10, RGBColor(0xc2, 0x55, 0x00)),
    (i64::MAX, RGBColor(0xf6, 0xd2, 0xb8)),
];

/// What one week's captures say of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Nobody looked.
    NoCapture,
    /// It was not there.
    Absent,
    /// The best position it had.
    Stood(i64),
}

/// The weeks of captures that are drawn; `None` when nothing was captured.
pub(super) fn weeks(report: &Report) -> Option<DaySpan> {
    let first = report.record.pages().map(|day| day.captured_on).min()?;
    let last = week_start(report.period.to);
    let from = week_start(first).max(last - Days::new(7 * (WEEKS - 1)));
    DaySpan::new(from, last + Days::new(6))
}

/// Draws the map of `pages`, whose numbers are their places in the slice, from 1 up; `None` when
/// nothing was captured or no page shows the incident.
pub fn rank_map(
    report: &Report,
    pages: &[&LingeringPage],
    words: &Words,
) -> Result<Option<String>, Error> {
    let Some(span) = super::days(report).1.filter(|_| !pages.is_empty()) else { return Ok(None) };
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, report, pages, span, words).map_err(Error::of("rank_map"))?;
    Ok(Some(svg))
}

fn draw(
    svg: &mut String,
    report: &Report,
    pages: &[&LingeringPage],
    span: DaySpan,
    words: &Words,
) -> Result<(), Box<dyn std::error::Error>> {
    let rows = pages.len() as u32;
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    let places = AxisRange::new(-f64::from(rows), 0.0);
    let months = Months::within(span, 9);
    let middle = |row: usize| -(row as f64) - 0.5;
    let root = SVGBackend::with_string(svg, (WIDTH, 8 + rows * ROW + LABELS)).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(8)
        .margin_right(36)
        .x_label_area_size(LABELS)
        .y_label_area_size(84)
        .build_cartesian_2d(
            days.marked_at(months.places()),
            places.marked_at((0..pages.len()).map(middle).collect()),
        )?;
    let period = report.period.span();
    let corners = [
        (at(period.from).max(days.low()), places.low()),
        ((at(period.to) + 1.0).min(days.high()), places.high()),
    ];
    chart.draw_series([Rectangle::new(corners, SHADE.filled())])?;
    chart
        .configure_mesh()
        .disable_mesh()
        .axis_style(MUTED.stroke_width(1))
        .label_style(TextStyle::from((FAMILY, LABEL_SIZE).into_font()).color(&INK))
        .x_label_formatter(&|day| months.label(*day, &words.formats))
        .y_label_formatter(&|place| words.formats.integer((-place + 0.5).round() as i64))
        .draw()?;
    let mondays = mondays(report, span);
    let has_numbers = mondays.len() <= WEEKS_WITH_NUMBERS;
    let number = TextStyle::from((FAMILY, LABEL_SIZE - 2).into_font())
        .pos(Pos::new(HPos::Center, VPos::Center));
    for (row, page) in pages.iter().enumerate() {
        let cells = cells(report, page);
        for monday in &mondays {
            let corners =
                [(at(*monday) + 0.3, middle(row) + 0.42), (at(*monday) + 6.7, middle(row) - 0.42)];
            let center = (at(*monday) + 3.5, middle(row));
            match cells.get(monday).copied().unwrap_or(Cell::NoCapture) {
                Cell::NoCapture => {
                    let dash = [(at(*monday) + 2.0, middle(row)), (at(*monday) + 5.0, middle(row))];
                    chart.draw_series([PathElement::new(dash, MUTED.stroke_width(2))])?;
                }
                Cell::Absent => {
                    chart.draw_series([Circle::new(center, 3, MUTED.filled())])?;
                }
                Cell::Stood(position) => {
                    let (_, color) = DEPTHS[depth(position)];
                    chart.draw_series([Rectangle::new(corners, color.filled())])?;
                    if has_numbers {
                        let ink = if depth(position) < 2 { WHITE } else { INK };
                        let text = Text::new(position.to_string(), center, number.color(&ink));
                        chart.draw_series([text])?;
                    }
                }
            }
        }
    }
    root.present()?;
    Ok(())
}

/// The Mondays of the weeks that have cells: none lies after the period.
fn mondays(report: &Report, span: DaySpan) -> Vec<NaiveDate> {
    let last = span.to.min(report.period.to);
    week_start(span.from).iter_days().step_by(7).take_while(|day| *day <= last).collect()
}

/// Whether cells have room for their numbers.
pub fn has_numbers(report: &Report) -> bool {
    let span = super::days(report).1;
    span.is_none_or(|span| mondays(report, span).len() <= WEEKS_WITH_NUMBERS)
}

fn depth(position: i64) -> usize {
    DEPTHS.iter().position(|(deepest, _)| position <= *deepest).unwrap_or(DEPTHS.len() - 1)
}

/// What each week's captures of a page's search term say of it. A week without any has no cell.
fn cells(report: &Report, page: &LingeringPage) -> BTreeMap<NaiveDate, Cell> {
    let looked = report.record.pages().filter(|day| {
        day.ok_count > 0 && day.viewpoint == page.viewpoint && day.search_term == page.search_term
    });
    let looked: BTreeSet<NaiveDate> = looked.map(|day| week_start(day.captured_on)).collect();
    let mut cells: BTreeMap<NaiveDate, Cell> =
        looked.into_iter().map(|monday| (monday, Cell::Absent)).collect();
    for point in super::path_of(report, page) {
        let cell = cells.entry(week_start(point.captured_on)).or_insert(Cell::Absent);
        *cell = match *cell {
            Cell::Stood(best) => Cell::Stood(best.min(point.position)),
            _ => Cell::Stood(point.position),
        };
    }
    cells
}
