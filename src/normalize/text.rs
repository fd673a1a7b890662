//! Folding: what makes two ways of writing the same words equal.

use unicode_normalization::UnicodeNormalization;

/// Compatibility forms, case, width and kana folded away.
///
/// NFKC makes full-width letters narrow and half-width kana wide; katakana then become hiragana,
/// so that エンジョウ, ｴﾝｼﾞｮｳ and えんじょう are one word.
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).map(hiragana).collect()
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
