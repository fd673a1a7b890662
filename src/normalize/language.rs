//! Which language a text is in.

use whatlang::{Detector, Lang};

/// Short texts are guessed at among these only.
const OURS: [Lang; 3] = [Lang::Eng, Lang::Jpn, Lang::Nld];

/// Below this many letters a third language is a likelier mistake than a fact.
const SHORT: usize = 60;

/// The ISO 639-1 code of a text's language, or `und` when nothing can be said.
///
/// Kana decide for Japanese, when they are more than a face made of one. For the rest `whichlang` speaks; where it names a language that is
/// none of ours for a short text, `whatlang` chooses among ours.
pub fn of_text(text: &str) -> &'static str {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let kana = text.chars().filter(|c| is_kana(*c)).count();
    if kana > 0 && kana * 5 >= letters {
        return "ja";
    }
    if letters < 2 {
        return "und";
    }
    let guess = iso_639_1(whichlang::detect_language(text));
    if matches!(guess, "en" | "ja" | "nl") || letters > SHORT {
        return guess;
    }
    match Detector::with_allowlist(OURS.to_vec()).detect_lang(text) {
        Some(Lang::Eng) => "en",
        Some(Lang::Jpn) => "ja",
        Some(Lang::Nld) => "nl",
        _ => guess,
    }
}

/// The code for what an export writes in its language column, if it is one.
pub fn of_word(word: &str) -> Option<String> {
    let word = word.trim().to_lowercase();
    let code = match word.as_str() {
        "english" | "eng" | "英語" | "engels" => "en",
        "japanese" | "jpn" | "日本語" | "japans" => "ja",
        "dutch" | "nld" | "dut" | "オランダ語" | "nederlands" => "nl",
        other => other.split(['-', '_']).next().unwrap_or_default(),
    };
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then(|| code.to_owned())
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}')
}

fn iso_639_1(language: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_languages_are_told_apart_even_when_short() {
        assert_eq!(of_text("二度と買わない"), "ja");
        assert_eq!(of_text("This is a disgrace and they should be ashamed"), "en");
        assert_eq!(of_text("Wat een schande, daar koop ik nooit meer iets"), "nl");
        assert_eq!(of_text("walgelijk"), "nl");
        assert_eq!(of_text("disgusting awful terrible advert ¯\\_(ツ)_/¯"), "en");
    }

    #[test]
    fn no_letters_no_language() {
        assert_eq!(of_text("😡😡 !!"), "und");
        assert_eq!(of_text(""), "und");
    }

    #[test]
    fn exports_write_languages_in_words_and_codes() {
        assert_eq!(of_word("Japanese").as_deref(), Some("ja"));
        assert_eq!(of_word("en-GB").as_deref(), Some("en"));
        assert_eq!(of_word("unknown"), None);
    }
}
