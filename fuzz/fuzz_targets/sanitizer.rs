//! What is shown holds nothing unseen, and shown again it stays as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recover_report_fuzz::model::display::{EXCERPT, Glyphs, harmless_cell, plain, show};

fuzz_target!(|text: &str| {
    let (shown, _) = show(text, EXCERPT, &Glyphs::any());
    assert!(!shown.chars().any(char::is_control));
    let line = plain(text);
    assert!(!line.chars().any(char::is_control));
    assert_eq!(plain(&line), line);
    let cell = harmless_cell(&line);
    assert!(!cell.starts_with(['=', '@', '\t', '\r', '\0']));
});
