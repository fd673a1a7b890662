//! Negative talk per day over the course of the case, with what was done.

use chrono::{Days, NaiveDate};
use plotters::prelude::{
    AreaSeries, ChartBuilder, Circle, DashedLineSeries, IntoDrawingArea, IntoFont, LineSeries,
    Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::axis::{AxisRange, at, month_ticks};
use super::{Error, FAMILY, GRID, INK, LABEL_SIZE, MUTED, PALETTE, SHADE, prepare_font};
use crate::model::DaySpan;
use crate::report::Report;
use crate::report::wording::Words;

const SIZE: (u32, u32) = (1600, 560);

/// Two numbers nearer than this share of the width would overlap.
const CROWDED: f64 = 0.022;

/// The days of a chart and how much there was on each; `None` when there is nothing to draw.
pub struct Series {
    /// From the first day with data to the end of the period.
    pub span: DaySpan,
    /// Days with data, in order: negative originals, or the negative share in percent.
    pub points: Vec<(NaiveDate, f64)>,
    /// Whether the points are shares.
    pub is_share: bool,
}

impl Series {
    /// The series that the report's talk gives.
    pub fn of(report: &Report) -> Option<Self> {
        let basis = report.talk_basis();
        let days = report.talk.days.iter().map(|day| &day.row).filter(|day| day.basis == basis);
        let points: Vec<(NaiveDate, f64)> = days
            .filter_map(|day| {
                let count = day.negative_original_count.map(|count| count as f64);
                let value = count.or(day.negative_share.map(|share| share * 100.0))?;
                Some((day.published_on, value))
            })
            .collect();
        let first = points.first()?.0;
        Some(Self { span: DaySpan::new(first, report.period.to)?, points, is_share: basis == "counts" })
    }

    /// Runs of consecutive days: between them nothing is known, and nothing is drawn.
    fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let mut runs: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut previous: Option<NaiveDate> = None;
        for &(day, value) in &self.points {
            let follows = previous.is_some_and(|before| before + Days::new(1) == day);
            match runs.last_mut().filter(|_| follows) {
                Some(run) => run.push((at(day), value)),
                None => runs.push(vec![(at(day), value)]),
            }
            previous = Some(day);
        }
        runs
    }
}

/// Draws the series with the period and baseline shaded and each event's number at its day.
pub fn negative_talk(report: &Report, words: &Words) -> Result<Option<String>, Error> {
    let Some(series) = Series::of(report) else { return Ok(None) };
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, &series, report, words).map_err(Error::of("negative_talk"))?;
    Ok(Some(svg))
}

fn draw(
    svg: &mut String,
    series: &Series,
    report: &Report,
    words: &Words,
) -> Result<(), Box<dyn std::error::Error>> {
    let days = AxisRange::new(at(series.span.from), at(series.span.to) + 1.0);
    let top = series.points.iter().map(|(_, value)| *value).fold(1.0, f64::max);
    let values = AxisRange::new(0.0, top * 1.22);
    let months = month_ticks(series.span, 9);
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(8)
        .margin_right(36)
        .x_label_area_size(48)
        .y_label_area_size(84)
        .build_cartesian_2d(
            days.marked_at(months.iter().map(|day| at(*day)).collect()),
            values.marked_at(values.ticks(4)),
        )?;
    let shades = [Some(report.period.span()), report.case.baseline];
    for shade in shades.into_iter().flatten() {
        let (from, to) = (at(shade.from).max(days.low()), (at(shade.to) + 1.0).min(days.high()));
        if from < to {
            let corners = [(from, values.low()), (to, values.high())];
            chart.draw_series([Rectangle::new(corners, SHADE.filled())])?;
        }
    }
    let label = TextStyle::from((FAMILY, LABEL_SIZE).into_font()).color(&MUTED);
    let share = series.is_share;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .bold_line_style(GRID.stroke_width(1))
        .axis_style(MUTED.stroke_width(1))
        .label_style(label.clone())
        .x_label_formatter(&|day| words.formats.month(from_axis(*day)))
        .y_label_formatter(&|value| {
            let number = words.formats.integer(value.round() as i64);
            if share { words.percent_sign(&number) } else { number }
        })
        .draw()?;
    for run in series.runs() {
        if let [(x, y)] = run[..] {
            chart.draw_series([Circle::new((x, y), 4, PALETTE[0].filled())])?;
            continue;
        }
        let area = AreaSeries::new(run.iter().copied(), 0.0, PALETTE[0].mix(0.18));
        chart.draw_series(area)?;
        chart.draw_series(LineSeries::new(run, PALETTE[0].stroke_width(3)))?;
    }
    let centered = TextStyle::from((FAMILY, LABEL_SIZE).into_font())
        .color(&INK)
        .pos(Pos::new(HPos::Center, VPos::Center));
    for (number, day, level) in event_marks(report, series.span) {
        let height = values.high() * (0.965 - 0.075 * level as f64);
        let stem = [(day, 0.0), (day, height - values.high() * 0.035)];
        chart.draw_series(DashedLineSeries::new(stem, 6, 5, INK.stroke_width(2)))?;
        chart.draw_series([Text::new(number.to_string(), (day, height), centered.clone())])?;
    }
    root.present()?;
    Ok(())
}

fn from_axis(day: f64) -> NaiveDate {
    NaiveDate::from_epoch_days(day as i32).unwrap_or_default()
}

/// The events inside the chart: number, place, and the row that the number stands in, chosen so
/// that neighbors do not overlap. Numbers are those of the report's list of events.
fn event_marks(report: &Report, span: DaySpan) -> Vec<(usize, f64, usize)> {
    let width = at(span.to) - at(span.from) + 1.0;
    let mut last_in_row: Vec<f64> = Vec::new();
    let mut marks = Vec::new();
    for (number, event) in (1..).zip(&report.events) {
        if !span.contains(event.happened_on) {
            continue;
        }
        let place = at(event.happened_on) + 0.5;
        let row = last_in_row.iter().position(|last| place - last > width * CROWDED);
        let row = row.unwrap_or(last_in_row.len());
        if row == last_in_row.len() {
            last_in_row.push(place);
        } else {
            last_in_row[row] = place;
        }
        marks.push((number, place, row.min(5)));
    }
    marks
}
