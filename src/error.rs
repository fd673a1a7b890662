//! What can go wrong, over all stages: the line, the causes, the hint, the exit code.

use crate::pipeline::child;
use crate::store::bucket;
use crate::{audit, deliver, evidence, job, load, mail, measure, render, score, store};

/// The exit code when trying again may help.
pub const TRY_AGAIN: u8 = 75;

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
    /// A bucket could not be read or written.
    #[error(transparent)]
    Bucket(#[from] bucket::Error),
    /// A metric could not be measured.
    #[error(transparent)]
    Measure(#[from] measure::Error),
    /// A page could not be made.
    #[error(transparent)]
    Render(#[from] render::Error),
    /// A page could not be made in its own process.
    #[error(transparent)]
    Child(#[from] child::Error),
    /// Files could not be written.
    #[error(transparent)]
    Deliver(#[from] deliver::Error),
    /// Evidence could not be kept or read.
    #[error(transparent)]
    Evidence(#[from] evidence::Error),
    /// Mail cannot be sent as the settings are.
    #[error(transparent)]
    Mail(#[from] mail::Error),
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
            Self::Bucket(error) => Some(error.hint()),
            Self::Measure(error) => error.hint(),
            Self::Render(error) => error.hint(),
            Self::Child(error) => error.hint(),
            Self::Deliver(error) => error.hint(),
            Self::Evidence(error) => error.hint(),
            Self::Mail(error) => error.hint(),
            Self::Unbalanced { .. } => Some(
                "this is a fault of the program; please report it with the file's header"
                    .to_owned(),
            ),
        }
    }

    /// The exit code, one of those that `--help` lists.
    pub fn exit_code(&self) -> u8 {
        match self {
            // It is being written at this moment.
            Self::Load(load::Error::Changed { .. }) => TRY_AGAIN,
            Self::Job(job::Error::Write { .. }) => TRY_AGAIN,
            Self::Job(job::Error::NoFile { .. }) | Self::Load(_) | Self::NoRoute { .. } => 3,
            Self::Audit(audit::Error::Load(_) | audit::Error::NoLabel { .. }) => 3,
            Self::Audit(audit::Error::Store(error)) => Self::code_of_store(error),
            Self::Audit(audit::Error::Write { .. }) => TRY_AGAIN,
            Self::Score(error) if error.is_temporary() => TRY_AGAIN,
            Self::Bucket(error) if error.is_temporary() => TRY_AGAIN,
            Self::Measure(error) if error.is_temporary() => TRY_AGAIN,
            Self::Job(_)
            | Self::Measure(_)
            | Self::Audit(_)
            | Self::Score(_)
            | Self::Mail(_)
            | Self::Bucket(_) => 2,
            Self::Store(error) => Self::code_of_store(error),
            Self::Child(
                child::Error::Start { .. } | child::Error::Failed { is_temporary: true, .. },
            ) => TRY_AGAIN,
            Self::Render(_) | Self::Child(_) => 6,
            Self::Deliver(deliver::Error::Altered { .. } | deliver::Error::Unlike { .. }) => 5,
            Self::Evidence(
                evidence::Error::NoPdf { .. }
                | evidence::Error::Key { .. }
                | evidence::Error::OpenKey { .. }
                | evidence::Error::NoCertificate { .. }
                | evidence::Error::NoReport { .. }
                | evidence::Error::Exists { .. },
            ) => 2,
            Self::Evidence(evidence::Error::Gone { .. }) => 5,
            Self::Evidence(evidence::Error::Disk { source, .. })
                if source.kind() == std::io::ErrorKind::NotFound =>
            {
                2
            }
            Self::Deliver(_) | Self::Evidence(_) => TRY_AGAIN,
            Self::Unbalanced { .. } => 70,
        }
    }

    fn code_of_store(error: &store::Error) -> u8 {
        match error {
            store::Error::Locked { .. } => 11,
            error if error.is_temporary() => TRY_AGAIN,
            _ => 5,
        }
    }

    /// The error as a terminal shows it: one line, its causes, and what to do.
    pub fn describe(&self) -> String {
        format!("error: {}", self.told())
    }

    /// The same without the word that says it is one.
    pub fn told(&self) -> String {
        let mut text = format!("{self}\n");
        let mut cause = std::error::Error::source(self);
        let mut last = self.to_string();
        while let Some(source) = cause {
            let told = source.to_string();
            // Some say no more than what they are caused by.
            if told != last {
                text.push_str(&format!("caused by: {told}\n"));
            }
            last = told;
            cause = source.source();
        }
        if let Some(hint) = self.hint() {
            text.push_str(&format!("\nhint: {hint}\n"));
        }
        text
    }
}
