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

const SIZE: (u32, u32) = (1600, 440);

/// Two numbers nearer than this share of the width would overlap.
const CROWDED: f64 = 0.022;

/// How high the stems of events reach, as a share of the chart's height; numbers stand above.
const STEM: f64 = 0.86;

/// The days of a chart and how much there was on each; `None` when there is nothing to draw.
pub struct Series {
    /// From the first day with data to the end of the period.
    pub span: DaySpan,
    /// Days with data, in order: negative originals of texts, negative items of counts, the negative
    /// share of a feed in percent.
    pub points: Vec<(NaiveDate, f64)>,
    /// `texts`, `counts` or `shares`.
    pub basis: String,
}

impl Series {
    /// The series that the report's talk gives.
    pub fn of(report: &Report) -> Option<Self> {
        let basis = report.talk_basis();
        let days = report.talk.days.iter().map(|day| &day.row).filter(|day| day.basis == basis);
        let points: Vec<(NaiveDate, f64)> = days
            .filter_map(|day| {
                let value = match basis {
                    "texts" => day.negative_original_count? as f64,
                    "counts" => day.negative_count as f64,
                    _ => day.negative_share? * 100.0,
                };
                Some((day.published_on, value))
            })
            .collect();
        let first = points.first()?.0;
        Some(Self { span: DaySpan::new(first, report.period.to)?, points, basis: basis.to_owned() })
    }

    /// Whether the points are shares in percent.
    pub fn is_share(&self) -> bool {
        self.basis == "shares"
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
            values.marked_at(values.whole_ticks(4)),
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
    let share = series.is_share();
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
    let high = values.high();
    for (number, day, place) in event_marks(report, series.span) {
        let stem = [(day, 0.0), (day, high * STEM)];
        chart.draw_series(DashedLineSeries::new(stem, 5, 6, MUTED.stroke_width(1)))?;
        let lead = [(day, high * STEM), (place, high * (STEM + 0.05))];
        chart.draw_series(LineSeries::new(lead, MUTED.stroke_width(1)))?;
        let text = Text::new(number.to_string(), (place, high * 0.965), centered.clone());
        chart.draw_series([text])?;
    }
    root.present()?;
    Ok(())
}

fn from_axis(day: f64) -> NaiveDate {
    NaiveDate::from_epoch_days(day as i32).unwrap_or_default()
}

/// The events inside the chart: number, day, and where the number stands, which is above its day
/// or as near to it as its neighbors allow. Numbers are those of the report's list of events.
fn event_marks(report: &Report, span: DaySpan) -> Vec<(usize, f64, f64)> {
    let apart = (at(span.to) - at(span.from) + 1.0) * CROWDED;
    let mut marks: Vec<(usize, f64, f64)> = Vec::new();
    for (number, event) in (1..).zip(&report.events) {
        if span.contains(event.happened_on) {
            let day = at(event.happened_on) + 0.5;
            let left = marks.last().map_or(day, |(_, _, before)| before + apart);
            marks.push((number, day, day.max(left)));
        }
    }
    // What was pushed beyond the right edge pushes its neighbors back to the left.
    let mut right = at(span.to) + 1.0;
    for mark in marks.iter_mut().rev() {
        mark.2 = mark.2.min(right);
        right = mark.2 - apart;
    }
    marks
}
