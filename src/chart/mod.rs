//! Draws marks, as SVG. Words, captions and alternative texts are set around them by the page.

pub mod axis;
pub mod negative_talk;
pub mod rank_path;

use std::sync::Once;

use plotters::style::{FontStyle, RGBColor, register_font};

use crate::assets;

pub use negative_talk::negative_talk;
pub use rank_path::rank_path;

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

/// Okabe and Ito's colors, which the color-blind tell apart.
const PALETTE: [RGBColor; 8] = [
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x00, 0x72, 0xb2),
    RGBColor(0x00, 0x9e, 0x73),
    RGBColor(0xcc, 0x79, 0xa7),
    RGBColor(0x7a, 0x5c, 0x00),
    RGBColor(0x3a, 0x8f, 0xbf),
    RGBColor(0x00, 0x00, 0x00),
    RGBColor(0x88, 0x88, 0x88),
];

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
