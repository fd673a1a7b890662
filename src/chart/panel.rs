//! The negative share of one platform or language, week by week: one of several small charts of equal
//! scale.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use plotters::prelude::{
    ChartBuilder, Circle, IntoDrawingArea, IntoFont, LineSeries, Polygon, SVGBackend,
};
use plotters::style::{Color, TextStyle};

use super::axis::{AxisRange, at, from_axis, month_ticks};
use super::{BAND, Error, FAMILY, GRID, LABEL_SIZE, LINE, MUTED, prepare_font};
use crate::measure::rows::NegativeShare;
use crate::model::DaySpan;
use crate::model::period::week_start;
use crate::report::Report;
use crate::report::wording::Words;
use crate::stats::{Interval, wilson};

const SIZE: (u32, u32) = (760, 260);

/// A week of one platform or language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekShare {
    /// Its Monday.
    pub week_start: NaiveDate,
    /// The negative share, from 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// How many panels there is room for.
const PANELS: usize = 6;

/// Fewer scored items in a week say little, and fewer such weeks make no course.
const LEAST_SCORED: i64 = 20;
const LEAST_WEEKS: usize = 4;

/// One platform's or language's weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// `platform` or `language`.
    pub by: &'static str,
    /// Which.
    pub name: String,
    /// Its weeks, in order.
    pub weeks: Vec<WeekShare>,
    scored: i64,
}

/// The panels of a report: of its platforms where at least two have a course, else of its languages;
/// none where neither has. Those with most scored items come first.
pub fn panels(report: &Report) -> Vec<Panel> {
    let of = |by: &'static str, name: fn(&NegativeShare) -> &str| {
        let basis = report.talk_basis();
        let mut counts: BTreeMap<&str, BTreeMap<NaiveDate, (i64, i64)>> = BTreeMap::new();
        let rows = report.talk.shares.iter().map(|share| &share.row);
        for row in rows.filter(|row| row.basis == basis && row.published_on <= report.period.to) {
            let week = week_start(row.published_on);
            let count = counts.entry(name(row)).or_default().entry(week).or_default();
            *count = (count.0 + row.negative_count, count.1 + row.scored_count);
        }
        let mut panels: Vec<Panel> = counts
            .into_iter()
            .map(|(name, weeks)| {
                let scored = weeks.values().map(|(_, scored)| scored).sum();
                let weeks = weeks.into_iter().filter_map(|(week_start, (negative, scored))| {
                    let interval = wilson(negative, scored).filter(|_| LEAST_SCORED <= scored)?;
                    Some(WeekShare { week_start, share: negative as f64 / scored as f64, interval })
                });
                Panel { by, name: name.to_owned(), weeks: weeks.collect(), scored }
            })
            .filter(|panel| LEAST_WEEKS <= panel.weeks.len())
            .collect();
        // One that is known in a few weeks only has no course beside the others.
        let most = panels.iter().map(|panel| panel.weeks.len()).max().unwrap_or_default();
        panels.retain(|panel| most <= 2 * panel.weeks.len());
        panels.sort_by(|a, b| b.scored.cmp(&a.scored).then_with(|| a.name.cmp(&b.name)));
        panels.truncate(PANELS);
        if panels.len() < 2 { Vec::new() } else { panels }
    };
    let platforms = of("platform", |row| &row.platform);
    if platforms.is_empty() { of("language", |row| &row.language) } else { platforms }
}

/// Draws the weeks of one panel over the days of all; between weeks that do not follow each other
/// nothing is drawn.
pub fn panel(weeks: &[WeekShare], span: DaySpan, words: &Words) -> Result<String, Error> {
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, weeks, span, words).map_err(Error::of("panel"))?;
    Ok(svg)
}

fn draw(
    svg: &mut String,
    weeks: &[WeekShare],
    span: DaySpan,
    words: &Words,
) -> Result<(), Box<dyn std::error::Error>> {
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    let values = AxisRange::new(0.0, 1.0);
    let months = month_ticks(span, 3);
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(14)
        .margin_right(40)
        .x_label_area_size(48)
        .y_label_area_size(96)
        .build_cartesian_2d(
            days.marked_at(months.iter().map(|day| at(*day)).collect()),
            values.marked_at(vec![0.0, 0.5, 1.0]),
        )?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .bold_line_style(GRID.stroke_width(1))
        .axis_style(MUTED.stroke_width(1))
        .label_style(TextStyle::from((FAMILY, LABEL_SIZE + 4).into_font()).color(&MUTED))
        .x_label_formatter(&|day| words.formats.month(from_axis(*day)))
        .y_label_formatter(&|share| {
            words.percent_sign(&words.formats.integer((share * 100.0).round() as i64))
        })
        .draw()?;
    let follows = |a: &WeekShare, b: &WeekShare| (b.week_start - a.week_start).num_days() == 7;
    for run in weeks.chunk_by(follows) {
        let along = |pick: fn(&WeekShare) -> f64| {
            run.iter().map(move |week| (at(week.week_start) + 3.5, pick(week)))
        };
        let upper = along(|week| week.interval.high);
        let lower = along(|week| week.interval.low).collect::<Vec<_>>().into_iter().rev();
        if let [week] = run {
            let ends = [week.interval.low, week.interval.high];
            let bar = ends.map(|end| (at(week.week_start) + 3.5, end));
            chart.draw_series(LineSeries::new(bar, BAND.stroke_width(6)))?;
        } else {
            let outline: Vec<(f64, f64)> = upper.chain(lower).collect();
            chart.draw_series([Polygon::new(outline, BAND.filled())])?;
            chart.draw_series(LineSeries::new(along(|week| week.share), LINE.stroke_width(4)))?;
        }
        if let Some(last) = along(|week| week.share).next_back() {
            chart.draw_series([Circle::new(last, 6, LINE.filled())])?;
        }
    }
    root.present()?;
    Ok(())
}
