//! A program that runs beside us: its three pipes, each with a thread of its own, and its end.
//!
//! One thread writes questions, one reads answers, one keeps the last lines of standard error; so
//! no pipe stays full because we are busy with another.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::super::{Polarity, Text};
use super::answers::{self, Answers};
use super::failure::{Failure, Fault, LastWords};

/// Bytes that a line of answers may have.
const LONGEST_LINE: usize = 1 << 20;

/// Lines that wait for us; when there are more, the program waits.
const LINES_IN_HAND: usize = 16;

/// How much of a bad line is shown.
const SHOWN_CHARACTERS: usize = 200;

/// Lines of standard error that are kept.
const KEPT_LINES: usize = 20;

/// Bytes of a line of standard error that are kept together; a longer line is kept in pieces.
const KEPT_BYTES: usize = 400;

/// How long a program may take to end when it has nothing more to do.
const GRACE: Duration = Duration::from_secs(2);

/// How long we wait for the last of standard error when the program has ended.
const ECHO: Duration = Duration::from_millis(500);

/// A line of answers, or `None` for one that is too long.
type Line = Option<Vec<u8>>;

/// A program that runs. Dropping it asks it to end, and ends it when it does not.
#[derive(Debug)]
pub(super) struct Process {
    child: Leash,
    /// Both are there until the program is asked to end.
    pipes: Option<Pipes>,
    last_words: Arc<Mutex<VecDeque<String>>>,
    listener: JoinHandle<()>,
    next_id: u64,
    lines_read: u64,
}

#[derive(Debug)]
struct Pipes {
    questions: Sender<Vec<u8>>,
    lines: Receiver<Line>,
}

impl Process {
    /// Starts a program in a folder.
    pub(super) fn start(program: &OsStr, arguments: &[String], folder: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = Leash::start(&mut command)?;
        let stdin = child.child.stdin.take().expect("standard input is piped");
        let stdout = child.child.stdout.take().expect("standard output is piped");
        let stderr = child.child.stderr.take().expect("standard error is piped");

        let (questions, asked) = mpsc::channel();
        let (told, lines) = mpsc::sync_channel(LINES_IN_HAND);
        let last_words = Arc::new(Mutex::new(VecDeque::new()));
        let kept = Arc::clone(&last_words);
        spawn("scorer-questions", move || write_questions(stdin, &asked))?;
        spawn("scorer-answers", move || read_lines(stdout, &told))?;
        let listener = spawn("scorer-stderr", move || keep_last_lines(stderr, &kept))?;
        let pipes = Some(Pipes { questions, lines });
        Ok(Self { child, pipes, last_words, listener, next_id: 1, lines_read: 0 })
    }

    /// Asks about a batch of texts, and waits until each is answered.
    pub(super) fn ask(
        &mut self,
        texts: &[Text<'_>],
        timeout: Duration,
    ) -> Result<Vec<Option<Polarity>>, Fault> {
        let started = Instant::now();
        let asked = texts.len();
        let mut answers = Answers::new(self.next_id, asked);
        let ended = |answers: &Answers| Fault::Ended { answered: answers.answered(), asked };
        let pipes = self.pipes.as_ref().ok_or_else(|| ended(&answers))?;
        // A program that reads no more has ended, which its output tells, or will be late.
        let _ = pipes.questions.send(answers::questions(self.next_id, texts));
        self.next_id += asked as u64;
        while !answers.is_complete() {
            let left = timeout.saturating_sub(started.elapsed());
            match pipes.lines.recv_timeout(left) {
                Ok(line) => {
                    self.lines_read += 1;
                    take(&mut answers, line, self.lines_read)?;
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Err(Fault::Late { timeout, answered: answers.answered(), asked });
                }
                Err(RecvTimeoutError::Disconnected) => return Err(ended(&answers)),
            }
        }
        Ok(answers.into_polarities())
    }

    /// Ends the program, and tells how it failed.
    pub(super) fn fail(mut self, fault: Fault, command: &[String], folder: &Path) -> Failure {
        // One that has closed its output is about to end by itself.
        let grace = if matches!(fault, Fault::Ended { .. }) { GRACE } else { Duration::ZERO };
        let status = self.child.wait(grace);
        self.child.kill();
        wait_until(ECHO, || self.listener.is_finished().then_some(()));
        let kept = self.last_words.lock().unwrap_or_else(PoisonError::into_inner);
        let last_words = (!kept.is_empty()).then(|| LastWords(kept.iter().cloned().collect()));
        drop(kept);
        Failure { command: command.to_vec(), folder: folder.to_owned(), fault, status, last_words }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Without questions the writer closes the program's input, which asks it to end.
        self.pipes = None;
        self.child.wait(GRACE);
        self.child.kill();
    }
}

/// Reads one line of answers.
fn take(answers: &mut Answers, line: Line, number: u64) -> Result<(), Fault> {
    let Some(line) = line else {
        return Err(Fault::LongLine { line: number, allowed: LONGEST_LINE });
    };
    answers.take(&line).map_err(|why| {
        let content = String::from_utf8_lossy(&line);
        let content = content.trim_end().chars().take(SHOWN_CHARACTERS).collect();
        Fault::BadLine { line: number, content, why }
    })
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(work)
}

/// Writes batch after batch, until there are no more or nobody reads them.
fn write_questions(mut stdin: ChildStdin, batches: &Receiver<Vec<u8>>) {
    for batch in batches {
        if stdin.write_all(&batch).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

/// Reads line after line, until there are no more or nobody wants them.
fn read_lines(stdout: impl Read, lines: &SyncSender<Line>) {
    let mut reader = BufReader::new(stdout);
    loop {
        let line = match read_piece(&mut reader, LONGEST_LINE + 1) {
            Ok(line) if line.is_empty() => return,
            Ok(line) => (line.len() <= LONGEST_LINE).then_some(line),
            Err(_) => return,
        };
        let is_last = line.is_none();
        if lines.send(line).is_err() || is_last {
            return;
        }
    }
}

/// Reads standard error to its end, and keeps its last lines.
fn keep_last_lines(stderr: impl Read, kept: &Mutex<VecDeque<String>>) {
    let mut reader = BufReader::new(stderr);
    while let Ok(piece) = read_piece(&mut reader, KEPT_BYTES) {
        if piece.is_empty() {
            return;
        }
        let line = String::from_utf8_lossy(&piece).trim_end().to_owned();
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT_LINES {
            kept.pop_front();
        }
        kept.push_back(line);
    }
}

/// A line with its end, or so many bytes of it; empty at the end of the file.
fn read_piece(reader: &mut impl BufRead, longest: usize) -> io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    reader.take(longest as u64).read_until(b'\n', &mut piece)?;
    Ok(piece)
}

/// A child that never outlives us, and whose own children do not either.
#[derive(Debug)]
struct Leash {
    child: Child,
    is_killed: bool,
}

impl Leash {
    fn start(command: &mut Command) -> io::Result<Self> {
        // In a group of its own it can be ended together with what it started.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self { child: command.spawn()?, is_killed: false })
    }

    /// How the child ended, if it does so in time.
    fn wait(&mut self, longest: Duration) -> Option<ExitStatus> {
        wait_until(longest, || self.child.try_wait().ok().flatten())
    }

    /// Ends the child and its group. Errors say that there is nothing left to end.
    fn kill(&mut self) {
        if self.is_killed {
            return;
        }
        self.is_killed = true;
        #[cfg(unix)]
        // The standard library ends one process only; the system's own tool ends a group.
        let _ = Command::new("kill")
            .args(["-KILL", "--", &format!("-{}", self.child.id())])
            .stderr(Stdio::null())
            .status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Asks again and again until there is an answer or the time is over.
pub(super) fn wait_until<T>(longest: Duration, mut answer: impl FnMut() -> Option<T>) -> Option<T> {
    let started = Instant::now();
    loop {
        if let Some(answer) = answer() {
            return Some(answer);
        }
        if longest <= started.elapsed() {
            return None;
        }
        thread::sleep(Duration::from_millis(2));
    }
}
