//! Folding: what makes two ways of writing the same words equal.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Compatibility forms, case, width and kana folded away.
///
/// NFKC makes full-width letters narrow and half-width kana wide; katakana then become hiragana,
/// so that エンジョウ, ｴﾝｼﾞｮｳ and えんじょう are one word.
pub fn fold(text: &str) -> String {
    lower_case(text).chars().map(hiragana).collect()
}

/// Compatibility forms, case and width folded away. Most texts are in that form but for their case,
/// which is found out much faster than they are brought there.
pub fn lower_case(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => text.nfkc().collect::<String>().to_lowercase(),
    }
}

fn hiragana(c: char) -> char {
    match c {
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_kana_do_not_matter() {
        assert_eq!(fold("ＣＭ"), "cm");
        assert_eq!(fold("ｴﾝｼﾞｮｳ"), "えんじょう");
        assert_eq!(fold("エンジョウ"), fold("えんじょう"));
        assert_eq!(fold("Schandalig É"), "schandalig é");
    }
}
