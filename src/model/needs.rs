//! Why a number is not given: what would be needed for it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a number would need and does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Needs {
    /// Anything to measure.
    Data,
    /// A quiet time before the incident, with this many days of data.
    Baseline {
        /// Days with data there are.
        day_count: i64,
        /// Days it takes.
        of: i64,
    },
    /// The first day of the incident, or a quiet time before it, in the config: neither is there, and
    /// no storm was found from which they would follow.
    Onset,
    /// A storm: there has been none.
    Storm,
    /// More labeled mentions.
    Scored {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// More usable captures.
    Captures {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// Two complete weeks since the storm opened.
    Weeks {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// Weeks measured in one way: this changed on a day between them.
    OneMeasure {
        /// The source, or what else changed.
        about: String,
        /// The day.
        on: Option<NaiveDate>,
    },
    /// More days past the peak.
    PastPeak {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// Talk above its baseline: after the peak there is none to fade.
    Excess,
    /// A half-life that the days pin down: they allow anything between these, in days.
    StableHalfLife {
        /// The shortest, in tenths of a day.
        low_tenths: i64,
        /// The longest, in tenths of a day; absent where there is no end to it.
        high_tenths: Option<i64>,
    },
    /// Volumes: the source tells shares only.
    Volume,
    /// A time within two years.
    Horizon,
    /// A storm that fades evenly, so that it can be carried on.
    Trend,
    /// Something to compare.
    Comparison,
    /// More days before an event.
    DaysBefore {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// More days after an event.
    DaysAfter {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// An event that stands alone: another lies too near.
    EventAlone {
        /// The day of the other.
        on: NaiveDate,
    },
    /// More days on which nothing was done, to see what chance does.
    Placebos {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// A change that days on which nothing was done do not show as well.
    OutsidePlacebos,
    /// A change whose interval does not hold no change at all.
    ClearChange,
    /// Control series that move with the talk.
    ControlFit,
    /// A memory in two phases: the talk fades in one.
    TwoPhases,
    /// A rise of the share in the storm, from which it could come back.
    Rise,
    /// More gone pages.
    Gone {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// Earlier forecasts whose time is over.
    Forecasts,
    /// A storm that is past its peak: it reached it only after the event.
    Peak {
        /// The day of the peak.
        on: NaiveDate,
    },
    /// A time without another storm: one opened before the time was over.
    NoStorm {
        /// The day on which it opened.
        on: NaiveDate,
    },
    /// More days of the week with data.
    WeekDays {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// A usable capture in the last two weeks.
    RecentCapture,
    /// A removal request that names one of the pages.
    Request,
    /// Labels that tell more: people who checked them found too many wrong.
    Labels,
    /// More negative originals of one language in the period.
    Texts {
        /// How many there are, of the language that has most.
        count: i64,
        /// How many it takes.
        of: i64,
    },
    /// More decided requests.
    Decided {
        /// How many there are.
        count: i64,
        /// How many it takes.
        of: i64,
    },
}

impl Needs {
    /// The kind's name, which is also that of its message.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Baseline { .. } => "baseline",
            Self::Onset => "onset",
            Self::Storm => "storm",
            Self::Scored { .. } => "scored",
            Self::Captures { .. } => "captures",
            Self::Weeks { .. } => "weeks",
            Self::OneMeasure { .. } => "one-measure",
            Self::PastPeak { .. } => "past-peak",
            Self::Excess => "excess",
            Self::StableHalfLife { .. } => "stable-half-life",
            Self::Volume => "volume",
            Self::Horizon => "horizon",
            Self::Trend => "trend",
            Self::Comparison => "comparison",
            Self::DaysBefore { .. } => "days-before",
            Self::DaysAfter { .. } => "days-after",
            Self::EventAlone { .. } => "event-alone",
            Self::Placebos { .. } => "placebos",
            Self::OutsidePlacebos => "outside-placebos",
            Self::ClearChange => "clear-change",
            Self::ControlFit => "control-fit",
            Self::TwoPhases => "two-phases",
            Self::Rise => "rise",
            Self::Gone { .. } => "gone",
            Self::Forecasts => "forecasts",
            Self::Peak { .. } => "peak",
            Self::NoStorm { .. } => "no-storm",
            Self::WeekDays { .. } => "week-days",
            Self::RecentCapture => "recent-capture",
            Self::Request => "request",
            Self::Labels => "labels",
            Self::Texts { .. } => "texts",
            Self::Decided { .. } => "decided",
        }
    }
}
