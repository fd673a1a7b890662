//! The names of the months in the languages of exports, from the Unicode locale data (ICU4X).

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_calendar::{Date, Iso};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::M;
use icu_locale_core::{Locale, locale};

/// The number of a month by its name, long or short, in English, Dutch or Japanese; in lower case
/// and without a full stop.
pub(super) fn number(name: &str) -> Option<u32> {
    static NAMES: LazyLock<HashMap<String, u32>> = LazyLock::new(names);
    NAMES.get(name.trim_end_matches('.')).copied()
}

fn names() -> HashMap<String, u32> {
    // What people write beside what the locale data has.
    let mut names = HashMap::from([("sept".to_owned(), 9), ("mrt".to_owned(), 3)]);
    for locale in [locale!("en"), locale!("en-GB"), locale!("nl"), locale!("ja")] {
        for fields in [M::long(), M::medium()] {
            names.extend(of(&locale, fields));
        }
    }
    names
}

fn of(locale: &Locale, fields: M) -> Vec<(String, u32)> {
    let formatter = DateTimeFormatter::try_new(locale.into(), fields)
        .expect("the program carries the date data of its languages");
    (1..=12_u8)
        .map(|month| {
            let day: Date<Iso> = Date::try_new_iso(2026, month, 1).expect("a day of every month");
            let name = formatter.format(&day).to_string().to_lowercase();
            (name.trim_end_matches('.').to_owned(), month.into())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_three_languages() {
        for (name, month) in [
            ("may", 5),
            ("mei", 5),
            ("5月", 5),
            ("november", 11),
            ("nov", 11),
            ("mrt", 3),
            ("maart", 3),
            ("oktober", 10),
            ("okt.", 10),
            ("sept", 9),
            ("december", 12),
        ] {
            assert_eq!(number(name), Some(month), "{name}");
        }
        assert_eq!(number("monday"), None);
    }
}
