//! The path of one page through the captures, small enough for the row of a table.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use plotters::prelude::{
    ChartBuilder, Circle, IntoDrawingArea, LineSeries, PathElement, SVGBackend,
};
use plotters::style::Color;

use super::axis::{AxisRange, at};
use super::{Error, GRID, LINE};
use crate::measure::rows::LingeringPage;
use crate::model::DaySpan;
use crate::report::Report;

const SIZE: (u32, u32) = (240, 60);

/// Positions below this one are drawn on the lowest line.
const DEEPEST: i64 = 20;

/// Draws the positions of one page over the days of all captures, 1 at the top and a line at 10;
/// where a capture lacks the page, its line ends. `None` when nothing was captured.
pub fn spark(report: &Report, page: &LingeringPage) -> Result<Option<String>, Error> {
    let Some(first) = report.record.pages().map(|day| day.captured_on).min() else {
        return Ok(None);
    };
    let Some(span) = DaySpan::new(first, report.period.to) else { return Ok(None) };
    let mut svg = String::new();
    draw(&mut svg, report, page, span).map_err(Error::of("spark"))?;
    Ok(Some(svg))
}

fn draw(
    svg: &mut String,
    report: &Report,
    page: &LingeringPage,
    span: DaySpan,
) -> Result<(), Box<dyn std::error::Error>> {
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    let places = AxisRange::new(-(DEEPEST as f64) - 1.0, 0.0);
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin(4)
        .build_cartesian_2d(days.marked_at(Vec::new()), places.marked_at(Vec::new()))?;
    let tenth = [(days.low(), -10.5), (days.high(), -10.5)];
    chart.draw_series([PathElement::new(tenth, GRID.stroke_width(2))])?;
    for run in runs(report, page) {
        if let [place] = run[..] {
            chart.draw_series([Circle::new(place, 3, LINE.filled())])?;
        } else {
            chart.draw_series(LineSeries::new(run, LINE.stroke_width(4)))?;
        }
    }
    root.present()?;
    Ok(())
}

/// A page's positions, in runs of consecutive ok captures of its term.
fn runs(report: &Report, page: &LingeringPage) -> Vec<Vec<(f64, f64)>> {
    let days: BTreeSet<NaiveDate> = report
        .record
        .pages()
        .filter(|day| {
            day.ok_count > 0
                && day.viewpoint == page.viewpoint
                && day.search_term == page.search_term
        })
        .map(|day| day.captured_on)
        .collect();
    let mut stood = std::collections::BTreeMap::new();
    for point in super::path_of(report, page) {
        let best = stood.entry(point.captured_on).or_insert(point.position);
        *best = point.position.min(*best);
    }
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut is_open = false;
    for day in days {
        let Some(position) = stood.get(&day) else {
            is_open = false;
            continue;
        };
        let place = (at(day) + 0.5, -((*position).min(DEEPEST) as f64));
        match runs.last_mut().filter(|_| is_open) {
            Some(run) => run.push(place),
            None => runs.push(vec![place]),
        }
        is_open = true;
    }
    runs
}
