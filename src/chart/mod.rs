//! Draws marks, as SVG. Words, captions and alternative texts are set around them by the page.

pub mod axis;
pub mod negative_talk;
pub mod panel;
pub mod rank_map;
pub mod spark;

use std::sync::Once;

use plotters::style::{FontStyle, RGBColor, register_font};

use crate::assets;
use crate::measure::rows::{LingeringPage, RankPoint};
use crate::model::DaySpan;
use crate::model::period::week_start;
use crate::report::Report;

pub use negative_talk::negative_talk;
pub use panel::panel;
pub use rank_map::rank_map;
pub use spark::spark;

/// A chart could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("chart `{chart}` cannot be drawn: {message}")]
pub struct Error {
    /// Which.
    pub chart: &'static str,
    /// What plotters said.
    pub message: String,
}

impl Error {
    fn of<E: std::fmt::Display>(chart: &'static str) -> impl Fn(E) -> Self {
        move |error| Self { chart, message: error.to_string() }
    }
}

/// The family that labels are written in: ours, by the name that the page knows it by.
const FAMILY: &str = "BIZ UDPGothic";

/// How large labels are, in the chart's own pixels.
const LABEL_SIZE: i32 = 24;

const INK: RGBColor = RGBColor(0x1f, 0x29, 0x33);
const MUTED: RGBColor = RGBColor(0x6b, 0x77, 0x85);
const GRID: RGBColor = RGBColor(0xdd, 0xe2, 0xe8);
const SHADE: RGBColor = RGBColor(0xee, 0xf2, 0xf6);

/// What is usual.
const BAND: RGBColor = RGBColor(0xcd, 0xd6, 0xdf);

/// What is to be expected: the wide interval, the narrow one, and its middle.
const FAN: [RGBColor; 3] =
    [RGBColor(0xd9, 0xe6, 0xf0), RGBColor(0xa9, 0xc9, 0xdf), RGBColor(0x00, 0x72, 0xb2)];

/// The line that a chart is about: of Okabe and Ito's colors, which the color-blind tell apart.
const LINE: RGBColor = RGBColor(0xd5, 0x5e, 0x00);

/// Makes our font known to plotters, once.
fn prepare_font() {
    static READY: Once = Once::new();
    READY.call_once(|| {
        let bytes = assets::embedded(assets::FONTS, "fonts/BIZUDPGothic-Regular.ttf")
            .expect("the font is embedded");
        if register_font(FAMILY, FontStyle::Normal, bytes).is_err() {
            unreachable!("the embedded font is a font");
        }
    });
}

/// The days over which talk and the record are drawn. They are the same, so that one can be read
/// against the other, unless that would leave one of them on less than half of its chart.
pub fn days(report: &Report) -> (Option<DaySpan>, Option<DaySpan>) {
    let (talk, record) = (negative_talk::days(report), rank_map::weeks(report));
    let (Some(talk_days), Some(record_days)) = (talk, record) else { return (talk, record) };
    let from = week_start(talk_days.from.min(record_days.from));
    let both = DaySpan { from, to: talk_days.to.max(record_days.to) };
    let shorter = talk_days.days().min(record_days.days());
    let most = (2 * shorter).min(7 * rank_map::WEEKS as i64);
    if both.days() <= most { (Some(both), Some(both)) } else { (talk, record) }
}

/// Where a page stood, capture by capture.
pub fn path_of<'a>(
    report: &'a Report,
    page: &'a LingeringPage,
) -> impl Iterator<Item = &'a RankPoint> {
    report.record.rank_path.iter().filter(|point| {
        point.url == page.url
            && point.viewpoint == page.viewpoint
            && point.search_term == page.search_term
    })
}
