//! Texts that a person has labeled, in any file that exports come in: a sheet of an audit that comes
//! back, or rows to train a model on.

use std::path::Path;

use crate::load::profile::{Names, Profile};
use crate::load::{self, Limits, ProfileSet, Reading, each_part, load};
use crate::model::{Kind, Label};

use super::labels::LabelWords;

/// A row of such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabeledRow {
    /// The line it begins on.
    pub line: u64,
    /// The mention it is about, where the file says so.
    pub item: Option<String>,
    /// What the text says, where the file holds it.
    pub text: Option<String>,
    /// The language of the text, where the file says so.
    pub language: Option<String>,
    /// The label; a word that is none comes as it stands; `None` where nothing was written.
    pub label: Option<Result<Label, String>>,
}

/// Reads the labeled rows of a file, and how many rows of it could not be read.
pub fn read(path: &Path, limits: Limits) -> Result<(Vec<LabeledRow>, u64), load::Error> {
    let profile = profile()?;
    let words = LabelWords::new(&profile);
    let reading = Reading {
        kind: Kind::Mentions,
        candidates: vec![profile],
        others: Vec::new(),
        encoding: None,
        limits,
        siblings: Vec::new(),
    };
    let mut labeled = Vec::new();
    let mut rejected = 0;
    each_part(path, limits, &mut |part| {
        let mut rows = load(part, &reading)?;
        let [item, text, language, label] =
            ["mention_id", "text", "language", "label"].map(|column| rows.pick(column));
        while let Some(row) = rows.next_row()? {
            let Ok(row) = row else {
                rejected += 1;
                continue;
            };
            let cell = |pick: &load::Pick| pick.from(&row).map(|cell| armed(&cell).to_owned());
            let label = cell(&label).map(|word| words.label(&word).ok_or(word));
            labeled.push(LabeledRow {
                line: row.line,
                item: cell(&item),
                text: cell(&text).filter(|text| !text.is_empty()),
                language: cell(&language).and_then(|word| super::language::of_word(&word)),
                label,
            });
        }
        Ok::<(), load::Error>(())
    })?;
    Ok((labeled, rejected))
}

/// A cell without the quote that disarmed it when the sheet was written.
fn armed(cell: &str) -> &str {
    let bare = cell.strip_prefix('\'').unwrap_or(cell);
    if bare.starts_with(['=', '+', '-', '@', '\t', '\r']) { bare } else { cell }
}

/// The names that exports of texts and of labels have for these columns.
fn profile() -> Result<Profile, load::Error> {
    let known = ProfileSet::with(&[])?;
    let (texts, labels) = (known.named("generic-mentions")?, known.named("generic-labels")?);
    let mut profile = Profile::blank("labeled-texts", Kind::Mentions);
    let names = |profile: &Profile, column: &str| -> Names { profile.columns[column].clone() };
    profile.generic = true;
    profile.short_rows = true;
    profile.recognize = vec![names(labels, "label")];
    profile.columns = [
        ("mention_id", names(labels, "item")),
        ("text", names(texts, "text")),
        ("language", names(texts, "language")),
        ("label", names(labels, "label")),
    ]
    .map(|(column, names)| (column.to_owned(), names))
    .into();
    // What a mention must have and nobody asks for here.
    profile.values = [("published_at", "1970-01-01"), ("text", "")]
        .map(|(column, value)| (column.to_owned(), value.to_owned()))
        .into();
    profile.labels.clone_from(&labels.labels);
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_in_any_of_three_languages_and_blank_ones_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.csv");
        std::fs::write(&path, "mention_id,本文,ラベル\na1,ひどい,ネガ\na2,はい,\na3,良い,よよ\n")
            .unwrap();
        let (rows, rejected) = read(&path, Limits::default()).unwrap();
        assert_eq!(rows[0].text.as_deref(), Some("ひどい"));
        let labels: Vec<_> = rows.into_iter().map(|row| row.label).collect();
        assert_eq!(labels, [Some(Ok(Label::Negative)), None, Some(Err("よよ".to_owned()))]);
        assert_eq!(rejected, 0);
    }

    #[test]
    fn labels_alone_are_enough() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("labels.csv");
        std::fs::write(&path, "mention_id;label\na1;negatief\n").unwrap();
        let (rows, _) = read(&path, Limits::default()).unwrap();
        assert_eq!((rows[0].item.as_deref(), &rows[0].text), (Some("a1"), &None));
        assert_eq!(rows[0].label, Some(Ok(Label::Negative)));
    }
}
