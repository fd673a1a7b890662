//! Numbers and dates as a language writes them, by the Unicode locale data (ICU4X).

use chrono::{Datelike, NaiveDate};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{M, MD, YM, YMD};
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::{Locale, locale};

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    En,
    /// Japanese.
    Ja,
    /// Dutch.
    Nl,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::Ja, Self::Nl];

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
            Self::Nl => "nl",
        }
    }

    /// The language of a code, if reports are written in it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The locale whose numbers and dates are used. English dates are written day first.
    fn locale(self) -> Locale {
        match self {
            Self::En => locale!("en-GB"),
            Self::Ja => locale!("ja-JP"),
            Self::Nl => locale!("nl-NL"),
        }
    }
}

/// Writes numbers and dates in one language.
pub struct Formats {
    decimals: DecimalFormatter,
    days: DateTimeFormatter<YMD>,
    short_days: DateTimeFormatter<MD>,
    numeric_days: DateTimeFormatter<YMD>,
    months: DateTimeFormatter<M>,
    months_of_years: DateTimeFormatter<YM>,
}

impl Formats {
    /// The formats of a language.
    pub fn new(language: Language) -> Self {
        let locale = language.locale();
        Self {
            decimals: DecimalFormatter::try_new(
                (&locale).into(),
                DecimalFormatterOptions::default(),
            )
            .expect("the program carries the number data of its languages"),
            days: DateTimeFormatter::try_new((&locale).into(), YMD::long())
                .expect("the program carries the date data of its languages"),
            months: DateTimeFormatter::try_new((&locale).into(), M::medium())
                .expect("the program carries the date data of its languages"),
            months_of_years: DateTimeFormatter::try_new((&locale).into(), YM::medium())
                .expect("the program carries the date data of its languages"),
            numeric_days: DateTimeFormatter::try_new((&locale).into(), YMD::medium())
                .expect("the program carries the date data of its languages"),
            short_days: DateTimeFormatter::try_new((&locale).into(), MD::medium())
                .expect("the program carries the date data of its languages"),
        }
    }

    /// `12,345`, `12.345`.
    pub fn integer(&self, value: i64) -> String {
        self.decimals.format(&Decimal::from(value)).to_string()
    }

    /// A number with a fixed count of decimals.
    pub fn decimal(&self, value: f64, decimals: i16) -> String {
        let scaled = (value * 10_f64.powi(i32::from(decimals))).round();
        let mut decimal = Decimal::from(scaled as i64);
        decimal.multiply_pow10(-decimals);
        decimal.absolute.pad_end(-decimals);
        self.decimals.format(&decimal).to_string()
    }

    /// A share of 0 to 1 in percent, without the sign: `23.4`.
    pub fn percent(&self, share: f64) -> String {
        self.decimal(share * 100.0, 1)
    }

    /// `11 May 2026`, `2026年5月11日`, `11 mei 2026`.
    pub fn day(&self, day: NaiveDate) -> String {
        self.days.format(&iso(day)).to_string()
    }

    /// `May`, `5月`, `mei`.
    pub fn month(&self, day: NaiveDate) -> String {
        self.months.format(&iso(day)).to_string()
    }

    /// `May 2026`, `2026年5月`, `mei 2026`.
    pub fn month_of_year(&self, day: NaiveDate) -> String {
        self.months_of_years.format(&iso(day)).to_string()
    }

    /// `11 May 2026`, `2026/05/11`, `11 mei 2026`.
    pub fn numeric_day(&self, day: NaiveDate) -> String {
        self.numeric_days.format(&iso(day)).to_string()
    }

    /// `11 May`, `5月11日`, `11 mei`: a day of a year that is named elsewhere.
    pub fn short_day(&self, day: NaiveDate) -> String {
        self.short_days.format(&iso(day)).to_string()
    }
}

fn iso(day: NaiveDate) -> Date<icu_calendar::Iso> {
    let (month, of_month) = (day.month() as u8, day.day() as u8);
    Date::try_new_iso(day.year(), month, of_month).expect("a day of ours is a day of theirs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(language: Language) -> [String; 4] {
        let formats = Formats::new(language);
        let day = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
        [formats.integer(12_345), formats.percent(0.2344), formats.day(day), formats.short_day(day)]
    }

    #[test]
    fn each_language_writes_its_own_way() {
        assert_eq!(written(Language::En), ["12,345", "23.4", "11 May 2026", "11 May"]);
        assert_eq!(written(Language::Ja), ["12,345", "23.4", "2026年5月11日", "5月11日"]);
        assert_eq!(written(Language::Nl), ["12.345", "23,4", "11 mei 2026", "11 mei"]);
    }

    #[test]
    fn decimals_are_kept_even_when_idle() {
        assert_eq!(Formats::new(Language::Nl).decimal(0.5, 2), "0,50");
        assert_eq!(Formats::new(Language::En).decimal(-1234.0, 1), "-1,234.0");
    }
}
