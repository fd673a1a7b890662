//! Folding: what makes two ways of writing the same words equal.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Compatibility forms, case, width and kana folded away.
///
/// NFKC makes full-width letters narrow and half-width kana wide; katakana then become hiragana,
/// so that エンジョウ, ｴﾝｼﾞｮｳ and えんじょう are one word.
pub fn fold(text: &str) -> String {
    fold_kana(lower_case(text))
}

/// The kana of a text that `lower_case` made, folded away.
pub fn fold_kana(mut lower: String) -> String {
    // Katakana and the hiragana for them are three bytes each, and stand 0x60 apart.
    if !lower.is_ascii() && lower.chars().any(|c| hiragana(c) != c) {
        lower = lower.chars().map(hiragana).collect();
    }
    lower
}

/// Compatibility forms, case and width folded away. Most texts are in that form but for their case,
/// which is found out much faster than they are brought there.
pub fn lower_case(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => text.to_lowercase(),
        _ => text.nfkc().collect::<String>().to_lowercase(),
    }
}

/// Whether a character is in that form already, but for the case of ASCII: so are nearly all of those
/// that Japanese, English and Dutch are written in, and most emoji.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\u{7f}'
        | '\u{df}'..='\u{f6}'
        | '\u{f8}'..='\u{ff}'
        | '\u{2012}'..='\u{2016}'
        | '\u{2018}'..='\u{201d}'
        | '\u{3001}'..='\u{3003}'
        | '\u{3005}'..='\u{3035}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309e}'
        | '\u{30a0}'..='\u{30fe}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{fe0f}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}')
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

    #[test]
    fn plain_characters_are_in_their_form_already() {
        for c in ('\0'..='\u{1ffff}').filter(|c| is_plain(*c)) {
            let mut text = String::from(c);
            text.push('か');
            let known: String = text.nfkc().collect::<String>().to_lowercase();
            assert_eq!(text.to_ascii_lowercase(), known, "{c:?}");
        }
    }
}
