//! Sets a report in type in a process of its own, so that whatever goes wrong there is that report's
//! failure and nobody else's.

use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wait_timeout::ChildExt;

use crate::job::Job;
use crate::report::Report;

/// The verb that the process is started with.
pub const VERB: &str = "render-child";

/// What the process says on stdout when it is done.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The files are in the folder; these keep less than they should.
    Made(Vec<String>),
    /// They could not be made.
    Failed {
        /// The error as a terminal shows it.
        message: String,
        /// Whether trying again may help.
        is_temporary: bool,
    },
}

/// A report could not be set in type.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The process could not be started, or spoken to.
    #[error("cannot start a process to render in")]
    Start {
        /// What the system said.
        source: io::Error,
    },
    /// It took longer than it may.
    #[error("rendering took longer than {seconds} seconds, and was stopped")]
    TooSlow {
        /// How long it may take.
        seconds: u64,
    },
    /// It ended without an answer.
    #[error("the rendering process {how}")]
    Died {
        /// How.
        how: String,
        /// How much memory it may take, in megabytes.
        memory_mb: u64,
    },
    /// It said why it could not.
    #[error("{}", message.trim_end())]
    Failed {
        /// Its words.
        message: String,
        /// Whether trying again may help.
        is_temporary: bool,
    },
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Start { .. } => {
                Some("the system may be out of processes or memory; run again".to_owned())
            }
            Self::TooSlow { .. } => {
                Some("if that is not enough, raise `render_seconds` under [limits]".to_owned())
            }
            Self::Died { memory_mb, .. } => Some(format!(
                "it may take {memory_mb} MB (`render_memory_mb` under [limits]); a template of \
                 one's own may ask for more"
            )),
            // Its own words end with a hint.
            Self::Failed { .. } => None,
        }
    }
}

/// Renders a report into a folder; the documents that keep less than they should, by name.
pub fn render(job: &Job, report: &Report, folder: &Path) -> Result<Vec<String>, Error> {
    let start = |source| Error::Start { source };
    let mut command = Command::new(&job.program);
    command.arg(VERB).arg(folder).args(&job.talk_flags);
    if let Some(templates) = &job.templates {
        command.arg("--templates").arg(templates);
    }
    command.arg("--memory-mb").arg(job.limits.render_memory_mb.to_string());
    command.arg("--cpu-seconds").arg(cpu_seconds(job).to_string());
    // When memory is out, there is none to tell by what way.
    command.env("RUST_BACKTRACE", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(start)?;
    let seconds = job.limits.render_seconds;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (Some(input), Some(mut output)) = (input, output) else {
        return Err(start(io::Error::other("no pipes")));
    };
    let mut answer = Vec::new();
    let ended = thread::scope(|scope| {
        scope.spawn(move || {
            // A process that ends early says why itself.
            let mut input = BufWriter::new(input);
            let _ = serde_json::to_writer(&mut input, report);
            let _ = input.flush();
        });
        let reader = scope.spawn(|| output.read_to_end(&mut answer));
        let ended = wait(&mut child, seconds);
        let _ = reader.join();
        ended
    })?;
    match serde_json::from_slice(&answer) {
        Ok(Answer::Made(impaired)) if ended.success() => Ok(impaired),
        Ok(Answer::Failed { message, is_temporary }) => {
            Err(Error::Failed { message, is_temporary })
        }
        _ => {
            let memory_mb = job.limits.render_memory_mb;
            Err(Error::Died { how: how_it_ended(ended), memory_mb })
        }
    }
}

/// All threads together may take as long as the clock allows each of four.
fn cpu_seconds(job: &Job) -> u64 {
    job.limits.render_seconds.saturating_mul(4)
}

fn wait(child: &mut Child, seconds: u64) -> Result<ExitStatus, Error> {
    let ended = child.wait_timeout(Duration::from_secs(seconds));
    if let Ok(Some(status)) = ended {
        return Ok(status);
    }
    let _ = child.kill();
    let _ = child.wait();
    match ended {
        Ok(_) => Err(Error::TooSlow { seconds }),
        Err(source) => Err(Error::Start { source }),
    }
}

#[cfg(unix)]
fn how_it_ended(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(signal) => format!("was ended by signal {signal}"),
        None => format!("ended without an answer ({status})"),
    }
}

#[cfg(not(unix))]
fn how_it_ended(status: ExitStatus) -> String {
    format!("ended without an answer ({status})")
}

/// Keeps this process to so much memory and time of all its threads.
#[cfg(unix)]
pub fn keep_to(memory_mb: u64, cpu_seconds: u64) -> io::Result<()> {
    use rlimit::Resource;
    let bytes = memory_mb.saturating_mul(1 << 20);
    for (resource, most) in [(Resource::AS, bytes), (Resource::CPU, cpu_seconds)] {
        let (_, hard) = resource.get()?;
        resource.set(most.min(hard), most.min(hard))?;
    }
    // Nobody waits for a page whose program is gone.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    // A file of its memory would be the memory of people's texts.
    Resource::CORE.set(0, 0)
}

#[cfg(not(unix))]
pub fn keep_to(_memory_mb: u64, _cpu_seconds: u64) -> io::Result<()> {
    Ok(())
}
