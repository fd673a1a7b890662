//! Negative talk per day over the course of the case: what is usual, storms, what was done, and what
//! is to be expected.

use chrono::{Days, NaiveDate};
use plotters::coord::cartesian::Cartesian2d;
use plotters::prelude::{
    AreaSeries, ChartBuilder, ChartContext, Circle, DashedLineSeries, IntoDrawingArea, IntoFont,
    LineSeries, Polygon, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, TextStyle};

use super::axis::{Axis, AxisRange, Months, at};
use super::{BAND, Error, FAMILY, FAN, GRID, INK, LABEL_SIZE, LINE, MUTED, SHADE, prepare_font};
use crate::assess::fading::WeekAhead;
use crate::assess::storms::Band;
use crate::model::DaySpan;
use crate::report::Report;
use crate::report::wording::Words;

const SIZE: (u32, u32) = (1600, 440);

/// Two numbers nearer than this share of the width would overlap.
const CROWDED: f64 = 0.022;

/// How high the stems of events reach, as a share of the chart's height; numbers stand above.
const STEM: f64 = 0.86;

/// How high the strip below zero is in which storms are marked, as a share of the highest value.
const STRIP: f64 = 0.05;

/// How many weeks of a forecast are drawn.
const WEEKS_AHEAD: usize = 8;

/// How many events are marked, the latest.
pub const EVENTS: usize = 12;

type Canvas<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<Axis, Axis>>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

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
}

/// Runs of consecutive days: between them nothing is known, and nothing is drawn.
fn runs<Item>(items: impl IntoIterator<Item = Item>, on: fn(&Item) -> NaiveDate) -> Vec<Vec<Item>> {
    let mut runs: Vec<Vec<Item>> = Vec::new();
    let mut previous: Option<NaiveDate> = None;
    for item in items {
        let day = on(&item);
        let follows = previous.is_some_and(|before| before + Days::new(1) == day);
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.push(item),
            None => runs.push(vec![item]),
        }
        previous = Some(day);
    }
    runs
}

/// What a chart shows besides its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Days of the quiet time.
    pub quiet: bool,
    /// What is usual, and what opens a storm.
    pub usual: bool,
    /// Storms.
    pub storms: bool,
    /// What is to be expected.
    pub ahead: bool,
    /// Events.
    pub events: bool,
    /// Days on which nothing was counted.
    pub gaps: bool,
}

impl Shown {
    /// What the chart of a report shows.
    pub fn of(report: &Report, series: &Series) -> Self {
        let days = super::days(report).0;
        let touches = |other: DaySpan| other.from <= series.span.to && series.span.from <= other.to;
        Self {
            quiet: report.talk.quiet.as_ref().is_some_and(|quiet| touches(quiet.span)),
            usual: report.talk.bands.iter().any(|band| series.span.contains(band.on)),
            storms: !report.talk.storms.is_empty(),
            ahead: !weeks_ahead(report).is_empty(),
            events: days.is_some_and(|days| !event_marks(report, days).is_empty()),
            gaps: runs(series.points.iter(), |(day, _)| *day).len() > 1,
        }
    }
}

/// The days of the chart: those of the series, and the weeks of the forecast.
pub(super) fn days(report: &Report) -> Option<DaySpan> {
    let series = Series::of(report)?;
    let ahead = weeks_ahead(report).last().map(|week| week.week_start + Days::new(6));
    let last = ahead.map_or(series.span.to, |last| last.max(series.span.to));
    Some(DaySpan { from: series.span.from, to: last })
}

/// Draws the series with the period and baseline shaded and each event's number at its day.
pub fn negative_talk(report: &Report, words: &Words) -> Result<Option<String>, Error> {
    let (Some(series), Some(span)) = (Series::of(report), super::days(report).0) else {
        return Ok(None);
    };
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, &series, span, report, words).map_err(Error::of("negative_talk"))?;
    Ok(Some(svg))
}

fn draw(svg: &mut String, series: &Series, span: DaySpan, report: &Report, words: &Words) -> Drawn {
    let ahead = weeks_ahead(report);
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    let highest = series.points.iter().map(|(_, value)| *value).fold(1.0, f64::max);
    let expected = ahead.iter().map(|week| week.interval_80.high / 7.0).fold(0.0, f64::max);
    let top = highest.max(expected);
    let values = AxisRange::new(-top * STRIP, top * 1.22);
    let months = Months::within(span, 9);
    let ticks: Vec<f64> = values.whole_ticks(4).into_iter().filter(|tick| 0.0 <= *tick).collect();
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(8)
        .margin_right(36)
        .x_label_area_size(48)
        .y_label_area_size(84)
        .build_cartesian_2d(days.marked_at(months.places()), values.marked_at(ticks))?;
    let quiet = report.talk.quiet.as_ref().map(|quiet| quiet.span);
    for shade in [Some(report.period.span()), quiet].into_iter().flatten() {
        let (from, to) = (at(shade.from).max(days.low()), (at(shade.to) + 1.0).min(days.high()));
        if from < to {
            let corners = [(from, 0.0), (to, values.high())];
            chart.draw_series([Rectangle::new(corners, SHADE.filled())])?;
        }
    }
    draw_usual(&mut chart, report, series, values)?;
    let label = TextStyle::from((FAMILY, LABEL_SIZE).into_font()).color(&MUTED);
    let share = series.is_share();
    chart
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .bold_line_style(GRID.stroke_width(1))
        .axis_style(MUTED.stroke_width(1))
        .label_style(label.clone())
        .x_label_formatter(&|day| months.label(*day, &words.formats))
        .y_label_formatter(&|value| {
            let number = words.formats.integer(value.round() as i64);
            if share { words.percent_sign(&number) } else { number }
        })
        .draw()?;
    draw_expected(&mut chart, ahead, values)?;
    draw_points(&mut chart, series)?;
    draw_storms(&mut chart, report, span, values)?;
    draw_events(&mut chart, report, span, values)?;
    root.present()?;
    Ok(())
}

/// The weeks to come that a forecast was made for.
fn weeks_ahead(report: &Report) -> &[WeekAhead] {
    let ahead = report.talk.fading.as_ref().map_or(&[][..], |fading| fading.ahead.as_slice());
    &ahead[..ahead.len().min(WEEKS_AHEAD)]
}

/// What is usual, up to what one day in twenty exceeds by chance, as a band; and above
/// it, dashed, what a storm has to exceed.
fn draw_usual(
    chart: &mut Canvas<'_>,
    report: &Report,
    series: &Series,
    values: AxisRange,
) -> Drawn {
    let scale = if series.is_share() { 100.0 } else { 1.0 };
    let height = |value: f64| (value * scale).clamp(0.0, values.high());
    let inside = report.talk.bands.iter().filter(|band| series.span.contains(band.on));
    for run in runs(inside, |band: &&Band| band.on) {
        let along = |pick: fn(&Band) -> f64| {
            let places = run.iter().map(|band| (at(band.on) + 0.5, height(pick(band))));
            places.collect::<Vec<_>>()
        };
        let mut outline = along(|band| band.closing);
        let (Some(first), Some(last)) = (outline.first().copied(), outline.last().copied()) else {
            continue;
        };
        outline.extend([(last.0, 0.0), (first.0, 0.0)]);
        chart.draw_series([Polygon::new(outline, BAND.filled())])?;
        let opening = along(|band| band.opening);
        chart.draw_series(DashedLineSeries::new(opening, 10, 6, MUTED.stroke_width(2)))?;
    }
    Ok(())
}

/// The weeks to come: the middle of what is expected per day, and the 80 % and 95 % intervals.
fn draw_expected(chart: &mut Canvas<'_>, ahead: &[WeekAhead], values: AxisRange) -> Drawn {
    for week in ahead {
        let (from, to) = (at(week.week_start), at(week.week_start) + 7.0);
        let height = |value: f64| (value / 7.0).clamp(0.0, values.high() * STEM);
        for (interval, color) in [(week.interval_95, FAN[0]), (week.interval_80, FAN[1])] {
            let corners = [(from, height(interval.low)), (to, height(interval.high))];
            chart.draw_series([Rectangle::new(corners, color.filled())])?;
        }
        let middle = [(from, height(week.median)), (to, height(week.median))];
        chart.draw_series(LineSeries::new(middle, FAN[2].stroke_width(3)))?;
    }
    Ok(())
}

fn draw_points(chart: &mut Canvas<'_>, series: &Series) -> Drawn {
    for run in runs(series.points.iter().copied(), |(day, _)| *day) {
        let places: Vec<(f64, f64)> =
            run.iter().map(|(day, value)| (at(*day) + 0.5, *value)).collect();
        if let [place] = places[..] {
            chart.draw_series([Circle::new(place, 4, LINE.filled())])?;
            continue;
        }
        let area = AreaSeries::new(places.iter().copied(), 0.0, LINE.mix(0.18));
        chart.draw_series(area)?;
        chart.draw_series(LineSeries::new(places, LINE.stroke_width(3)))?;
    }
    Ok(())
}

/// Storms as bars below zero; one that goes on runs to the end of the period.
fn draw_storms(chart: &mut Canvas<'_>, report: &Report, span: DaySpan, values: AxisRange) -> Drawn {
    for storm in &report.talk.storms {
        let ended = storm.ended_on.unwrap_or(report.period.to);
        let (from, to) = (storm.opened_on.max(span.from), ended.min(span.to));
        if from <= to {
            let low = values.low();
            let corners = [(at(from), low * 0.85), (at(to) + 1.0, low * 0.3)];
            chart.draw_series([Rectangle::new(corners, INK.filled())])?;
        }
    }
    Ok(())
}

fn draw_events(chart: &mut Canvas<'_>, report: &Report, span: DaySpan, values: AxisRange) -> Drawn {
    let centered = TextStyle::from((FAMILY, LABEL_SIZE).into_font())
        .color(&INK)
        .pos(Pos::new(HPos::Center, VPos::Center));
    let high = values.high();
    for (number, day, place) in event_marks(report, span) {
        let stem = [(day, 0.0), (day, high * STEM)];
        chart.draw_series(DashedLineSeries::new(stem, 5, 6, MUTED.stroke_width(1)))?;
        let lead = [(day, high * STEM), (place, high * (STEM + 0.05))];
        chart.draw_series(LineSeries::new(lead, MUTED.stroke_width(1)))?;
        let text = Text::new(number.to_string(), (place, high * 0.965), centered.clone());
        chart.draw_series([text])?;
    }
    Ok(())
}

/// The latest events inside the chart: number, day, and where the number stands, which is above its
/// day or as near to it as its neighbors allow. Numbers are those of the report's list of events.
fn event_marks(report: &Report, span: DaySpan) -> Vec<(usize, f64, f64)> {
    let earlier = report.events.len().saturating_sub(EVENTS);
    let apart = (at(span.to) - at(span.from) + 1.0) * CROWDED;
    let mut marks: Vec<(usize, f64, f64)> = Vec::new();
    for (number, event) in (1..).zip(&report.events).skip(earlier) {
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
