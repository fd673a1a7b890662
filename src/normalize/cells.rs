//! Single cells: numbers with thousands in any style, and truth values.

use std::borrow::Cow;

use crate::load::{Pick, RawRow};
use crate::model::Reason;

/// A whole number, with thousands set off by dots, commas, blanks or apostrophes, or with idle
/// decimals (`3.0`).
pub fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    if let Ok(number) = digits.parse::<i64>() {
        return Some(sign * number);
    }
    let separator = |c: char| matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = digits.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let is_digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(is_digits) {
        return None;
    }
    if (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3) {
        return groups.concat().parse::<i64>().ok().map(|number| sign * number);
    }
    match rest {
        [decimals] if decimals.bytes().all(|b| b == b'0') => {
            first.parse::<i64>().ok().map(|number| sign * number)
        }
        _ => None,
    }
}

/// A whole number that must be there.
pub fn required_integer(pick: &Pick, row: &RawRow, column: &'static str) -> Result<i64, Reason> {
    let value = required(pick, row, column)?;
    integer(&value).ok_or_else(|| Reason::UnreadableNumber { column, value: value.into_owned() })
}

/// A cell that must say something.
pub fn required<'a>(
    pick: &'a Pick,
    row: &'a RawRow,
    column: &'static str,
) -> Result<Cow<'a, str>, Reason> {
    pick.from(row).ok_or(Reason::MissingValue { column })
}

/// Yes or no, in the words exports use.
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "ja" | "waar" | "はい" => Some(true),
        "false" | "0" | "no" | "n" | "nee" | "onwaar" | "いいえ" => Some(false),
        _ => None,
    }
}

/// The text of a cell, owned, if it says anything.
pub fn text(pick: &Pick, row: &RawRow) -> Option<String> {
    pick.from(row).map(Cow::into_owned)
}

/// A whole number, if the cell has one.
pub fn optional_integer(pick: &Pick, row: &RawRow) -> Option<i64> {
    pick.from(row).as_deref().and_then(integer)
}

/// How many, as people round it: `1,204`, `1.2K`, `3,5M`, `12.5`, `1e6`. Never less than none.
pub fn quantity(text: &str) -> Option<i64> {
    let text = text.trim();
    let (number, scale) = match text.char_indices().next_back()? {
        (at, 'k' | 'K') => (&text[..at], 1e3),
        (at, 'm' | 'M') => (&text[..at], 1e6),
        (at, '万') => (&text[..at], 1e4),
        _ => (text, 1.0),
    };
    let whole = integer(number).filter(|_| scale == 1.0);
    let rounded = || decimal(number).or_else(|| signed_decimal(number)).map(|value| value * scale);
    let found = whole.or_else(|| rounded().map(|value| value.round() as i64));
    found.filter(|count| (0..=1 << 53).contains(count))
}

/// A number with decimals set off by a dot or a comma, in percent or not: `6.67%`, `3,2`.
pub fn decimal(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    if let Some(whole) = integer(text) {
        return Some(whole as f64);
    }
    let (whole, fraction) = text.rsplit_once(['.', ','])?;
    let is_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let whole = if matches!(whole, "" | "-") { 0 } else { integer(whole)? };
    let fraction: f64 = is_digits.then(|| format!("0.{fraction}"))?.parse().ok()?;
    Some(if text.starts_with('-') { whole as f64 - fraction } else { whole as f64 + fraction })
}

/// A number as programs write it, with its sign: `-2.5`, `3e-1`.
pub fn signed_decimal(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite()).or_else(|| decimal(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_come_in_many_styles() {
        for text in
            ["407137", "407.137", "407,137", "407 137", "407\u{a0}137", "407’137", "407137.0"]
        {
            assert_eq!(integer(text), Some(407_137), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for text in ["", "-", "N/A", "4.5", "1.23.456", "5.70306E+17", "12,34,567"] {
            assert_eq!(integer(text), None, "{text}");
        }
    }

    #[test]
    fn quantities_come_rounded_and_short() {
        for (text, count) in [
            ("1,204", 1204),
            ("1.2K", 1200),
            ("3,5M", 3_500_000),
            ("12.5", 13),
            ("1e6", 1_000_000),
            ("3.400,0", 3400),
            ("2万", 20_000),
        ] {
            assert_eq!(quantity(text), Some(count), "{text}");
        }
        for text in ["", "-5", "n/a", "99999999999999999999", "K"] {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_come_with_a_dot_or_a_comma() {
        for (text, value) in [
            ("3.2", 3.2),
            ("3,2", 3.2),
            ("6.67%", 6.67),
            ("-0,5", -0.5),
            ("1.234,5", 1234.5),
            ("7", 7.0),
        ] {
            assert_eq!(decimal(text), Some(value), "{text}");
        }
        for text in ["", "-", "a.b", "1.2.3.4", "%"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn idle_decimals_are_dropped_and_signs_kept() {
        assert_eq!(integer("3.0"), Some(3));
        assert_eq!(integer("-12"), Some(-12));
    }
}
