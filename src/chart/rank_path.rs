//! Positions of the pages that show the incident, capture by capture.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use plotters::prelude::{
    ChartBuilder, Circle, Cross, IntoDrawingArea, IntoFont, LineSeries, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::axis::{AxisRange, at, month_ticks};
use super::{Error, FAMILY, GRID, LABEL_SIZE, MUTED, PALETTE, SHADE, prepare_font};
use crate::measure::rows::LingeringPage;
use crate::model::DaySpan;
use crate::report::Report;
use crate::report::wording::Words;

const SIZE: (u32, u32) = (1600, 420);

/// Positions below this one are nobody's first pages.
const DEEPEST: i64 = 20;

/// Draws the paths of `pages`, whose numbers are their places in the slice, from 1 up; `None` when
/// nothing was captured or no page shows the incident.
pub fn rank_path(
    report: &Report,
    pages: &[&LingeringPage],
    words: &Words,
) -> Result<Option<String>, Error> {
    let Some(first) = report.record.calendar.iter().map(|day| day.captured_on).min() else {
        return Ok(None);
    };
    let Some(span) = DaySpan::new(first, report.period.to).filter(|_| !pages.is_empty()) else {
        return Ok(None);
    };
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, report, pages, span, words).map_err(Error::of("rank_path"))?;
    Ok(Some(svg))
}

fn draw(
    svg: &mut String,
    report: &Report,
    pages: &[&LingeringPage],
    span: DaySpan,
    words: &Words,
) -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<Vec<Vec<(f64, f64)>>> = pages.iter().map(|page| runs(report, page)).collect();
    let deepest = paths.iter().flatten().flatten().map(|(_, y)| -y).fold(10.0, f64::max);
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    // Positions are drawn upside down: 1 is the top.
    let places = AxisRange::new(-deepest - 1.0, -0.2);
    let ticks: Vec<f64> = [1.0, 5.0, 10.0, 15.0, 20.0]
        .into_iter()
        .filter(|tick| *tick <= deepest)
        .map(|t: f64| -t)
        .collect();
    let months = month_ticks(span, 9);
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(8)
        .margin_right(52)
        .x_label_area_size(48)
        .y_label_area_size(84)
        .build_cartesian_2d(
            days.marked_at(months.iter().map(|day| at(*day)).collect()),
            places.marked_at(ticks),
        )?;
    let period = report.period.span();
    let corners =
        [(at(period.from).max(days.low()), places.low()), (at(period.to) + 1.0, places.high())];
    chart.draw_series([Rectangle::new(corners, SHADE.filled())])?;
    let label = TextStyle::from((FAMILY, LABEL_SIZE).into_font()).color(&MUTED);
    chart
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .bold_line_style(GRID.stroke_width(1))
        .axis_style(MUTED.stroke_width(1))
        .label_style(label)
        .x_label_formatter(&|day| {
            words.formats.month(NaiveDate::from_epoch_days(*day as i32).unwrap_or_default())
        })
        .y_label_formatter(&|place| words.formats.integer(-place.round() as i64))
        .draw()?;
    for day in failed_days(report) {
        let mark = (at(day) + 0.5, places.low() + 0.5);
        chart.draw_series([Cross::new(mark, 6, MUTED.stroke_width(2))])?;
    }
    for (index, path) in paths.iter().enumerate() {
        let color = PALETTE[index % PALETTE.len()];
        for run in path {
            chart.draw_series(LineSeries::new(run.clone(), color.stroke_width(3)))?;
            chart.draw_series(run.iter().map(|point| Circle::new(*point, 5, color.filled())))?;
        }
    }
    let beside =
        TextStyle::from((FAMILY, LABEL_SIZE).into_font()).pos(Pos::new(HPos::Left, VPos::Center));
    for (index, place) in label_places(&paths) {
        let color = PALETTE[index % PALETTE.len()];
        let text = Text::new((index + 1).to_string(), place, beside.color(&color));
        chart.draw_series([text])?;
    }
    root.present()?;
    Ok(())
}

/// A page's positions, in runs of consecutive ok captures of its term: where a capture lacks the
/// page, its line ends.
fn runs(report: &Report, page: &LingeringPage) -> Vec<Vec<(f64, f64)>> {
    let days: BTreeSet<NaiveDate> = report
        .record
        .calendar
        .iter()
        .filter(|day| {
            day.ok_count > 0
                && day.viewpoint == page.viewpoint
                && day.search_term == page.search_term
        })
        .map(|day| day.captured_on)
        .collect();
    let stood = |day: NaiveDate| {
        let here = report.record.rank_path.iter().filter(|point| {
            point.captured_on == day
                && point.url == page.url
                && point.viewpoint == page.viewpoint
                && point.search_term == page.search_term
        });
        here.map(|point| point.position).min()
    };
    let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut is_open = false;
    for day in days {
        match stood(day).filter(|position| *position <= DEEPEST) {
            Some(position) => {
                let point = (at(day) + 0.5, -(position as f64));
                match runs.last_mut().filter(|_| is_open) {
                    Some(run) => run.push(point),
                    None => runs.push(vec![point]),
                }
                is_open = true;
            }
            None => is_open = false,
        }
    }
    runs
}

/// Days on which every capture failed.
fn failed_days(report: &Report) -> BTreeSet<NaiveDate> {
    let good = report.record.good_days();
    let failed =
        report.record.pages().filter(|day| day.failed_count > 0).map(|day| day.captured_on);
    failed.filter(|day| !good.contains(day)).collect()
}

/// Where each path's number stands: right of its last point, moved down where another is there.
fn label_places(paths: &[Vec<Vec<(f64, f64)>>]) -> Vec<(usize, (f64, f64))> {
    let mut places: Vec<(usize, (f64, f64))> = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let Some(&(x, y)) = path.last().and_then(|run| run.last()) else { continue };
        let mut place = (x + 1.5, y);
        let near =
            |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < 6.0 && (a.1 - b.1).abs() < 1.0;
        while places.iter().any(|(_, other)| near(place, *other)) {
            place = (place.0 + 6.0, place.1);
            if place.0 > x + 24.0 {
                place = (x + 1.5, place.1 - 1.0);
            }
        }
        places.push((index, place));
    }
    places
}
