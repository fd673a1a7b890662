//! The negative share of one platform or language over the weeks: one of several small charts of
//! equal scale.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use plotters::prelude::{
    ChartBuilder, Circle, IntoDrawingArea, IntoFont, LineSeries, Polygon, SVGBackend,
};
use plotters::style::{Color, TextStyle};

use super::axis::{AxisRange, Months, at};
use super::{BAND, Error, FAMILY, GRID, LABEL_SIZE, LINE, MUTED, prepare_font};
use crate::measure::rows::NegativeShare;
use crate::model::DaySpan;
use crate::model::period::week_start;
use crate::report::Report;
use crate::report::wording::Words;
use crate::stats::{Interval, wilson};

const SIZE: (u32, u32) = (760, 260);

/// One week of a platform or language, or several in a row taken together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekShare {
    /// The first Monday.
    pub week_start: NaiveDate,
    /// The negative share, from 0 to 1.
    pub share: f64,
    /// Its 95 % interval.
    pub interval: Interval,
}

/// How many panels there is room for.
const PANELS: usize = 6;

/// Fewer scored items say little, and fewer points make no course.
const LEAST_SCORED: i64 = 20;
const LEAST_POINTS: usize = 4;

/// Of how many weeks a point is made: of more where single weeks say too little.
const POOLED: [i64; 3] = [1, 2, 4];

/// One platform's or language's weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// `platform` or `language`.
    pub by: &'static str,
    /// Which.
    pub name: String,
    /// Of how many weeks each point is made.
    pub pooled: i64,
    /// Its points, in order.
    pub weeks: Vec<WeekShare>,
    scored: i64,
}

/// Which of the two a panel is of, and how a row names it.
type Grouping = (&'static str, fn(&NegativeShare) -> &str);

const GROUPINGS: [Grouping; 2] =
    [("platform", |row| &row.platform), ("language", |row| &row.language)];

/// The panels of a report: of its platforms where at least two have a course, else of its languages,
/// in single weeks if possible and else in several taken together; none where neither has. Those with
/// most scored items come first.
pub fn panels(report: &Report) -> Vec<Panel> {
    let choices = POOLED.iter().flat_map(|pooled| GROUPINGS.map(|of| (*pooled, of)));
    let mut found = choices.map(|(pooled, of)| grouped(report, pooled, of));
    found.find(|panels| 2 <= panels.len()).unwrap_or_default()
}

/// Whether there are several platforms or languages that could be told apart.
pub fn has_several(report: &Report) -> bool {
    GROUPINGS.iter().any(|(_, name)| {
        let names: BTreeSet<&str> = rows(report).map(name).collect();
        names.len() > 1
    })
}

/// The rows that the report's talk rests on.
fn rows(report: &Report) -> impl Iterator<Item = &NegativeShare> {
    let basis = report.talk_basis();
    let rows = report.talk.shares.iter().map(|share| &share.row);
    rows.filter(move |row| row.basis == basis && row.published_on <= report.period.to)
}

fn grouped(report: &Report, pooled: i64, (by, name): Grouping) -> Vec<Panel> {
    let last = week_start(report.period.to);
    let mut counts: BTreeMap<&str, BTreeMap<NaiveDate, (i64, i64)>> = BTreeMap::new();
    for row in rows(report) {
        // Weeks are taken together from the last one back.
        let back = (last - week_start(row.published_on)).num_weeks().div_euclid(pooled);
        let from = last - Days::new((7 * (pooled * (back + 1) - 1)).cast_unsigned());
        let count = counts.entry(name(row)).or_default().entry(from).or_default();
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
            Panel { by, name: name.to_owned(), pooled, weeks: weeks.collect(), scored }
        })
        .filter(|panel| LEAST_POINTS <= panel.weeks.len())
        .collect();
    // One that is known in a few weeks only has no course beside the others.
    let most = panels.iter().map(|panel| panel.weeks.len()).max().unwrap_or_default();
    panels.retain(|panel| most <= 2 * panel.weeks.len());
    panels.sort_by(|a, b| b.scored.cmp(&a.scored).then_with(|| a.name.cmp(&b.name)));
    panels.truncate(PANELS);
    panels
}

/// The days that all panels of a report are drawn over.
pub fn days(panels: &[Panel]) -> Option<DaySpan> {
    let points = || panels.iter().flat_map(|panel| panel.weeks.iter().map(|week| week.week_start));
    let pooled = panels.first()?.pooled.cast_unsigned();
    Some(DaySpan { from: points().min()?, to: points().max()? + Days::new(7 * pooled - 1) })
}

/// Draws one panel over the days of all; between points that do not follow each other nothing is
/// drawn.
pub fn panel(panel: &Panel, span: DaySpan, words: &Words) -> Result<String, Error> {
    prepare_font();
    let mut svg = String::new();
    draw(&mut svg, panel, span, words).map_err(Error::of("panel"))?;
    Ok(svg)
}

fn draw(
    svg: &mut String,
    panel: &Panel,
    span: DaySpan,
    words: &Words,
) -> Result<(), Box<dyn std::error::Error>> {
    let days = AxisRange::new(at(span.from), at(span.to) + 1.0);
    let values = AxisRange::new(0.0, 1.0);
    let months = Months::within(span, 3);
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(14)
        .margin_right(40)
        .x_label_area_size(48)
        .y_label_area_size(96)
        .build_cartesian_2d(
            days.marked_at(months.places()),
            values.marked_at(vec![0.0, 0.5, 1.0]),
        )?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .bold_line_style(GRID.stroke_width(1))
        .axis_style(MUTED.stroke_width(1))
        .label_style(TextStyle::from((FAMILY, LABEL_SIZE + 4).into_font()).color(&MUTED))
        .x_label_formatter(&|day| months.label(*day, &words.formats))
        .y_label_formatter(&|share| {
            words.percent_sign(&words.formats.integer((share * 100.0).round() as i64))
        })
        .draw()?;
    let width = 7 * panel.pooled;
    let follows = |a: &WeekShare, b: &WeekShare| (b.week_start - a.week_start).num_days() == width;
    let middle = |week: &WeekShare| at(week.week_start) + width as f64 / 2.0;
    for run in panel.weeks.chunk_by(follows) {
        let along =
            |pick: fn(&WeekShare) -> f64| run.iter().map(move |week| (middle(week), pick(week)));
        let upper = along(|week| week.interval.high);
        let lower = along(|week| week.interval.low).collect::<Vec<_>>().into_iter().rev();
        if let [week] = run {
            let ends = [week.interval.low, week.interval.high];
            let bar = ends.map(|end| (middle(week), end));
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
