//! How the failure of a program is told: its command, what was wrong, how it ended, its last words.

use std::fmt;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use super::answers::BadAnswer;

/// A program that did not keep to the protocol. It does not run any more.
#[derive(Debug, thiserror::Error)]
#[error("the scorer `{}` {fault}; {}", self.command_line().escape_debug(), self.ending())]
pub struct Failure {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The folder it ran in.
    pub folder: PathBuf,
    /// What was wrong.
    pub fault: Fault,
    /// How it ended; `None` when we ended it.
    pub status: Option<ExitStatus>,
    /// The last lines of its standard error, where it wrote any.
    #[source]
    pub last_words: Option<LastWords>,
}

/// What a program did wrong.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Fault {
    /// It closed its output while texts were waiting.
    #[error("stopped answering: {answered} of {asked} texts were answered")]
    Ended {
        /// Texts of the batch that were answered.
        answered: usize,
        /// Texts of the batch.
        asked: usize,
    },
    /// It took too long.
    #[error("took longer than {timeout:?}: {answered} of {asked} texts were answered")]
    Late {
        /// How long it may take for a batch.
        timeout: Duration,
        /// Texts of the batch that were answered.
        answered: usize,
        /// Texts of the batch.
        asked: usize,
    },
    /// It wrote a line that has no end.
    #[error("wrote more than {allowed} bytes as line {line}")]
    LongLine {
        /// The line's number in its output.
        line: u64,
        /// How many bytes a line may have.
        allowed: usize,
    },
    /// It wrote a line that is not what was asked.
    #[error("wrote `{}` as line {line}, which {why}", content.escape_debug())]
    BadLine {
        /// The line's number in its output.
        line: u64,
        /// The line's beginning.
        content: String,
        /// What is wrong with it.
        why: BadAnswer,
    },
}

/// The last lines that a program wrote to its standard error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastWords(pub Vec<String>);

impl std::error::Error for LastWords {}

impl fmt::Display for LastWords {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the last lines of its standard error are")?;
        self.0.iter().try_for_each(|line| write!(formatter, "\n  {}", line.escape_debug()))
    }
}

impl Failure {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let try_it = format!(
            "try it by hand: cd {} && echo {} | {}",
            quoted(&self.folder.display().to_string()),
            quoted(r#"{"id":1,"language":"en","text":"I love it"}"#),
            self.command_line(),
        );
        let must = r#"it has to write a line like {"id":1,"polarity":0.8} and flush it"#;
        match self.fault {
            Fault::Late { .. } => format!("{try_it}; {must}; if it is only slow, give it longer"),
            _ => format!("{try_it}; {must}"),
        }
    }

    /// Whether trying again later may help: a program that was late may have been held up.
    pub fn is_temporary(&self) -> bool {
        matches!(self.fault, Fault::Late { .. })
    }

    fn command_line(&self) -> String {
        let words: Vec<String> = self.command.iter().map(|word| quoted(word)).collect();
        words.join(" ")
    }

    fn ending(&self) -> String {
        self.status
            .map_or_else(|| "it was killed".to_owned(), |status| format!("it ended: {status}"))
    }
}

/// A word as a shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_split_them() {
        assert_eq!(quoted("./score.sh"), "./score.sh");
        assert_eq!(quoted("--name=x y"), "'--name=x y'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
