//! What can go wrong, over all stages: the line, the causes, the hint, the exit code.

use crate::{audit, deliver, job, load, measure, render, score, store};

/// A failure of the program's line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Flags and config make no job.
    #[error(transparent)]
    Job(#[from] job::Error),
    /// A file could not be read.
    #[error(transparent)]
    Load(#[from] load::Error),
    /// Nothing says which case a file's rows are about.
    #[error("nothing says which case the rows of {path} are about")]
    NoRoute {
        /// The file.
        path: String,
        /// Where in the config it is named.
        place: String,
    },
    /// An audit cannot be made.
    #[error(transparent)]
    Audit(#[from] audit::Error),
    /// Texts could not be scored.
    #[error(transparent)]
    Score(#[from] score::Error),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A metric could not be measured.
    #[error(transparent)]
    Measure(#[from] measure::Error),
    /// A page could not be made.
    #[error(transparent)]
    Render(#[from] render::Error),
    /// Files could not be written.
    #[error(transparent)]
    Deliver(#[from] deliver::Error),
    /// Rows went missing between the file and the tables. This is ours.
    #[error("the rows of {path} do not add up: {read} read, {accounted} accounted for")]
    Unbalanced {
        /// The file.
        path: String,
        /// Rows read.
        read: u64,
        /// Rows kept, rejected, folded or set aside.
        accounted: u64,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Job(error) => error.hint(),
            Self::Load(error) => error.hint(),
            Self::NoRoute { place, .. } => {
                Some(format!("write `case = \"…\"` in {place}, or map the column that says so"))
            }
            Self::Audit(error) => error.hint(),
            Self::Score(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Measure(error) => error.hint(),
            Self::Render(error) => error.hint(),
            Self::Deliver(error) => error.hint(),
            Self::Unbalanced { .. } => Some(
                "this is a fault of the program; please report it with the file's header"
                    .to_owned(),
            ),
        }
    }

    /// The exit code, one of those that `--help` lists.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Job(job::Error::NoFile { .. }) | Self::Load(_) | Self::NoRoute { .. } => 3,
            Self::Audit(audit::Error::Load(_) | audit::Error::NoLabel { .. }) => 3,
            Self::Audit(audit::Error::Store(error)) => Self::code_of_store(error),
            Self::Audit(audit::Error::Write { .. }) => 75,
            Self::Score(error) if error.is_temporary() => 75,
            Self::Job(_) | Self::Measure(_) | Self::Audit(_) | Self::Score(_) => 2,
            Self::Store(error) => Self::code_of_store(error),
            Self::Render(_) => 6,
            Self::Deliver(_) => 75,
            Self::Unbalanced { .. } => 70,
        }
    }

    fn code_of_store(error: &store::Error) -> u8 {
        match error {
            store::Error::Locked { .. } => 11,
            error if error.is_temporary() => 75,
            _ => 5,
        }
    }

    /// The error as a terminal shows it: one line, its causes, and what to do.
    pub fn describe(&self) -> String {
        let mut text = format!("error: {self}\n");
        let mut cause = std::error::Error::source(self);
        while let Some(source) = cause {
            text.push_str(&format!("caused by: {source}\n"));
            cause = source.source();
        }
        if let Some(hint) = self.hint() {
            text.push_str(&format!("\nhint: {hint}\n"));
        }
        text
    }
}
