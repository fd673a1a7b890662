//! The scorer that a config asks for, made good.

use std::path::Path;
use std::time::Duration;

use super::{Error, bad};
use crate::config::ScorerConfig;
use crate::normalize::language;
use crate::score::labeler::{Choice, Other};

/// The scorer that a config asks for, its paths beside the config.
pub(super) fn scorer(config: &ScorerConfig, folder: &Path) -> Result<Choice, Error> {
    let wrong =
        |message: &str, hint: &str| Err(bad("[scorer]", message.to_owned(), Some(hint.to_owned())));
    let is_off = config.enabled == Some(false);
    if is_off && *config != (ScorerConfig { enabled: Some(false), ..ScorerConfig::default() }) {
        return wrong(
            "`enabled = false`, and yet it says how to score",
            "leave one of them out; without a scorer labels are those of rules, vendors and people",
        );
    }
    if config.command.is_some() && config.fasttext.is_some() {
        return wrong("`command` and `fasttext` are both given", "leave one of them out");
    }
    let is_of_program =
        config.timeout_seconds.is_some() || config.batch_rows.is_some() || config.version.is_some();
    if is_of_program && config.command.is_none() {
        return wrong(
            "`timeout_seconds`, `batch_rows` and `version` are about a program",
            "name it: command = [\"python3\", \"score.py\"]",
        );
    }
    if !config.labels.is_empty() && config.fasttext.is_none() {
        return wrong(
            "`labels` are those of a fastText model",
            "name it: fasttext = \"model.bin\"",
        );
    }
    if !config.languages.is_empty() && config.command.is_none() && config.fasttext.is_none() {
        return wrong(
            "`languages` are those that a program or a fastText model is asked about",
            "name one, or leave `languages` out",
        );
    }
    if config.neutral_band.is_some_and(|band| band <= 0.0 || 1.0 <= band || band.is_nan()) {
        return wrong("`neutral_band` is none", "it lies between 0 and 1, such as 0.35");
    }
    if config.timeout_seconds == Some(0) || config.batch_rows == Some(0) {
        return wrong(
            "`timeout_seconds` and `batch_rows` are at least 1",
            "60 and 1000, where left out",
        );
    }
    let mut languages = Vec::new();
    for word in &config.languages {
        let Some(code) = language::of_word(word) else {
            return wrong(&format!("{word:?} is no language"), "write its code, such as de");
        };
        languages.push(code);
    }
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let program = config.command.clone().map(|command| Other::Command {
        command,
        folder: folder.to_owned(),
        timeout: config.timeout_seconds.map(Duration::from_secs),
        batch_rows: config.batch_rows,
        version: config.version.clone().unwrap_or_default(),
    });
    let model = config
        .fasttext
        .as_ref()
        .map(|path| Other::FastText { path: folder.join(path), labels: config.labels.clone() });
    Ok(Choice {
        models: config.models.iter().map(|path| folder.join(path)).collect(),
        other: program.or(model).or(is_off.then_some(Other::Nobody)),
        languages,
        neutral_band: config.neutral_band,
    })
}
