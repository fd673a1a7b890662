//! A doubtful number: told on stderr and on the page, beside the number it touches.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a note is about. Each kind has its sentence in every language.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Nothing was published, and nothing captured, in the period.
    NoData,
    /// No mention and no count falls in the period, though captures do.
    NoTalk,
    /// No usable capture falls in the period, though talk does.
    NoCapture,
    /// Captures failed: they are holes, not evidence of absence.
    FailedCaptures,
    /// Days between captures where none was taken.
    CaptureHoles,
    /// A source states a feed's composition each day: its shares mean something, its volume not.
    SharesOnly,
    /// No baseline is set, so no number can be compared with the time before.
    NoBaseline,
    /// Nobody has checked the labels, so shares carry the classifier's error.
    Uncorrected,
    /// People have checked the labels of an earlier scorer.
    StaleAudit,
    /// Rows were rejected.
    RejectedRows,
    /// Characters that could not be decoded.
    ReplacedCharacters,
    /// Texts in no language the scorer knows.
    Unscored,
    /// Texts without a label, because nobody scores.
    NoScorer,
    /// A query or template of the reader's own replaces ours.
    Override,
    /// A file was read under settings that have since changed, and is gone.
    StaleReading,
    /// Identities that a spreadsheet rounded, or that are row numbers, were passed over.
    MangledIds,
    /// A part of an archive or workbook that no profile knows was passed over.
    PassedOver,
    /// The totals of a source sit at a ceiling, so that they are no volume.
    FetchCap,
    /// Captures look further down than before, or less far.
    DepthChange,
    /// A search term goes by another name from a day on.
    RenamedTerm,
    /// Items that a later export of the same days has no more.
    VanishedItems,
    /// Items whose text or label a later export changed.
    ChangedItems,
    /// A vendor writes its labels in words that it did not use before.
    LabelWords,
}

impl NoteKind {
    /// The kind as a word.
    pub fn name(self) -> String {
        let name = serde_json::to_value(self).expect("a kind is plain data");
        name.as_str().expect("a kind is written as a word").to_owned()
    }

    /// The name that the sentence goes by in the messages.
    pub fn message(self) -> String {
        format!("note-{}", self.name())
    }

    /// Whether a person should look before the report is believed.
    pub fn is_warning(self) -> bool {
        matches!(self, Self::NoData)
    }
}

/// One note, with the figures its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The figures and names in its sentence.
    pub figures: BTreeMap<String, String>,
}

impl Note {
    /// A note whose sentence needs the `figures` given.
    pub fn new<const N: usize>(kind: NoteKind, figures: [(&str, String); N]) -> Self {
        let figures = figures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { kind, figures }
    }
}
