//! Identities that are none: rounded by a spreadsheet, or the numbers of rows.

use std::collections::HashSet;

use crate::load::{Pick, RawRow};

/// Below so many rows a column of identities proves nothing.
const ROWS_TO_JUDGE: usize = 20;

/// Why a file's identities are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mangled {
    /// `5.70306E+17`.
    Scientific,
    /// `570306000000000000`: a spreadsheet keeps fifteen digits.
    Rounded,
    /// Many rows of different texts share few of them.
    FewDistinct,
    /// 1, 2, 3: these number the rows of one file.
    RowNumbers,
}

impl Mangled {
    /// The reason's short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scientific => "scientific-notation",
            Self::Rounded => "rounded",
            Self::FewDistinct => "few-distinct",
            Self::RowNumbers => "row-numbers",
        }
    }
}

/// Judges a column of identities by its first rows, and what those say.
pub fn judge<'a>(
    rows: impl Iterator<Item = &'a RawRow>,
    id: &Pick,
    text: &Pick,
) -> Option<Mangled> {
    let pairs: Vec<(String, String)> = rows
        .filter_map(|row| {
            Some((id.from(row)?.into_owned(), text.from(row).unwrap_or_default().into_owned()))
        })
        .collect();
    let count = pairs.len();
    let share = |is: fn(&str) -> bool| pairs.iter().filter(|(id, _)| is(id)).count() * 2 > count;
    if count > 0 && share(is_scientific) {
        return Some(Mangled::Scientific);
    }
    if count > 0 && share(is_rounded) {
        return Some(Mangled::Rounded);
    }
    if count < ROWS_TO_JUDGE {
        return None;
    }
    let ids: HashSet<&str> = pairs.iter().map(|(id, _)| id.as_str()).collect();
    let texts: HashSet<&str> = pairs.iter().map(|(_, text)| text.as_str()).collect();
    if ids.len() * 2 < count && texts.len() * 10 > count * 9 {
        return Some(Mangled::FewDistinct);
    }
    let are_row_numbers = (1_usize..).zip(&pairs).all(|(number, (id, _))| id.parse() == Ok(number));
    are_row_numbers.then_some(Mangled::RowNumbers)
}

/// `5.70306E+17`, `1,78e+17`.
pub fn is_scientific(id: &str) -> bool {
    id.to_ascii_lowercase().split_once('e').is_some_and(|(mantissa, exponent)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
        digits(whole) && digits(fraction) && exponent.strip_prefix('+').is_some_and(digits)
    })
}

/// More than fifteen digits, and nothing but zeros behind the fifteenth.
fn is_rounded(id: &str) -> bool {
    id.len() > 16
        && id.bytes().all(|byte| byte.is_ascii_digit())
        && id[15..].bytes().all(|byte| byte == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_an_identity_is_none() {
        for id in ["5.70306E+17", "1,78e+17", "5E+17"] {
            assert!(is_scientific(id), "{id}");
        }
        for id in ["570306133677760513", "t3_abc", "e", "deadbeef", "1e5", "12e+x"] {
            assert!(!is_scientific(id), "{id}");
        }
        assert!(is_rounded("570306133677760000"));
        assert!(!is_rounded("570306133677760513") && !is_rounded("1000000"));
    }
}
