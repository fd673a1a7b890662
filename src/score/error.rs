//! What can go wrong while texts are scored.

use std::io;
use std::path::{Path, PathBuf};

use super::external::Failure;

/// A scorer cannot be built, or failed at its work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// A model cannot be used.
    #[error("{} cannot be used as a model", path.display())]
    Model {
        /// The file.
        path: PathBuf,
        /// Why.
        source: super::model::Error,
    },
    /// Two models are for one language.
    #[error("{} and another model are both for `{language}`", path.display())]
    TwoModels {
        /// The second file.
        path: PathBuf,
        /// The language.
        language: String,
    },
    /// The config names a scorer of the user's and gives no command.
    #[error("the command of the external scorer is empty")]
    NoCommand,
    /// A program could not be started.
    #[error("cannot start the scorer `{}`", program.escape_debug())]
    Start {
        /// The program as the config names it.
        program: String,
        /// The folder it would have been started in.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A program did not keep to the protocol.
    #[error(transparent)]
    Program(Box<Failure>),
    /// A file is no supervised model of fastText, or a broken one.
    #[error("{} is not a fastText model that can be used: {why}", path.display())]
    NotAModel {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A model has a label that stands for none of ours.
    #[error(
        "the label `{}` of {} stands for none of negative, neutral and positive",
        label.escape_debug(),
        path.display()
    )]
    UnknownLabel {
        /// The model's file.
        path: PathBuf,
        /// The label, without its prefix.
        label: String,
    },
    /// A file was written to while it was read.
    #[error("{} has changed while it was read", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Read { .. } => None,
            Self::Model { .. } => Some("make it anew with `recover-report train`".to_owned()),
            Self::TwoModels { .. } => Some("leave one of them out of `models`".to_owned()),
            Self::NoCommand => {
                Some("name the program and its arguments, as in [\"python3\", \"score.py\"]".into())
            }
            Self::Start { folder, .. } => Some(format!(
                "it is looked for in {} and on the PATH, and has to be executable; or name what \
                 runs it first, as in [\"python3\", \"score.py\"]",
                folder.display()
            )),
            Self::Program(failure) => Some(failure.hint()),
            Self::NotAModel { .. } => Some(
                "it has to be the .bin or .ftz that `fasttext supervised` writes; take it again if \
                 it was copied"
                    .to_owned(),
            ),
            Self::UnknownLabel { label, .. } => Some(format!(
                "say in the config which of the three `{}` means",
                label.escape_debug()
            )),
            Self::Changed { .. } => {
                Some("something still writes to it; run again when it is done".to_owned())
            }
        }
    }

    /// Whether trying again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Changed { .. } => true,
            Self::Program(failure) => failure.is_temporary(),
            Self::Read { .. }
            | Self::Model { .. }
            | Self::TwoModels { .. }
            | Self::NoCommand
            | Self::Start { .. }
            | Self::NotAModel { .. }
            | Self::UnknownLabel { .. } => false,
        }
    }

    /// Says which file could not be read.
    pub(crate) fn read(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Read { path: path.to_owned(), source }
    }
}
