//! The mail that brings a document: what it is about, and what it says. It tells no number of a report
//! and names nobody in it, for a mail is read over many a shoulder.

use super::{Error, period_words};
use crate::model::Period;
use crate::report::wording::{Figure, Words};

/// What a mail is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The organization.
    pub organization: &'a str,
    /// The days that the report is about.
    pub period: Period,
    /// The edition.
    pub edition: &'a str,
    /// The document's name.
    pub document: &'a str,
    /// Its SHA-256.
    pub sha256: &'a str,
    /// Where it lies, where it does not go along.
    pub path: Option<&'a str>,
    /// The report that it takes the place of.
    pub supersedes: Option<&'a str>,
    /// Whether it is of a week that was missed.
    pub is_late: bool,
}

/// The subject and the text of a mail.
pub fn letter(words: &Words, about: &About<'_>) -> Result<(String, String), Error> {
    let text = |text: &str| Figure::Text(text.to_owned());
    let figures = [
        ("organization", text(about.organization)),
        ("period", Figure::Text(period_words(words, about.period)?)),
        ("edition", Figure::Text(words.text(&format!("mail-edition-{}", about.edition))?)),
    ];
    let subject = words.sentence("mail-subject", &figures)?;
    let mut lines = vec![
        match about.path {
            None => words.sentence("mail-attached", &figures)?,
            Some(path) => {
                let [organization, period, edition] = figures;
                let figures = [organization, period, edition, ("path", text(path))];
                words.sentence("mail-kept", &figures)?
            }
        },
        String::new(),
    ];
    if let Some(id) = about.supersedes {
        lines.push(words.sentence("mail-supersedes", &[("id", text(id))])?);
    }
    if about.is_late {
        lines.push(words.text("late-line")?);
    }
    lines.push(words.sentence(
        "mail-check",
        &[("document", text(about.document)), ("hash", text(about.sha256))],
    )?);
    lines.push(String::new());
    lines.push(words.text("mail-end")?);
    Ok((subject, lines.join("\n") + "\n"))
}
