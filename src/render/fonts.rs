//! Our fonts, parsed once, and the characters they have.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};

use crate::assets::FONTS;
use crate::model::display::Glyphs;

/// The embedded fonts, in the order they are looked through.
pub fn fonts() -> &'static [(Font, FontInfo)] {
    static PARSED: OnceLock<Vec<(Font, FontInfo)>> = OnceLock::new();
    PARSED.get_or_init(|| {
        FONTS
            .iter()
            .map(|(name, bytes)| {
                let font = Font::new(Bytes::new(*bytes), 0)
                    .unwrap_or_else(|| panic!("the embedded {name} is a font"));
                let info = font.info().clone();
                (font, info)
            })
            .collect()
    })
}

/// The characters that the page can set.
pub fn glyphs() -> Glyphs {
    static COVERED: OnceLock<Glyphs> = OnceLock::new();
    COVERED
        .get_or_init(|| {
            let covered = fonts().iter().flat_map(|(_, info)| info.coverage.iter());
            Glyphs::only(covered.collect::<BTreeSet<u32>>())
        })
        .clone()
}
