//! A scorer of the user's: a program that reads texts and answers how they feel.
//!
//! Both sides speak JSON Lines. We write `{"id":17,"language":"ja","text":"…"}`, one line per text,
//! and flush. The program answers one line per text, in any order within a batch, and flushes:
//! `{"id":17,"polarity":-0.8}`, or `{"id":17,"label":"negative"}`, or `{"id":17,"polarity":null}`
//! where it cannot tell. A batch is answered completely before the next is sent. The end of its
//! standard input asks the program to end.

mod answers;
mod failure;
mod process;

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};

pub use self::answers::BadAnswer;
pub use self::failure::{Failure, Fault, LastWords};
use self::process::Process;
use super::{Error, Polarity, Scorer, Text};

/// A batch is closed early at this many bytes of text, so that huge texts do not fill the memory.
const BATCH_BYTES: usize = 8 << 20;

/// Scores texts with a program that is started once, at the first batch.
#[derive(Debug)]
pub struct ExternalScorer {
    command: Vec<String>,
    program: OsString,
    folder: PathBuf,
    timeout: Duration,
    batch_rows: usize,
    version: String,
    /// The program, once it runs and as long as it has kept to the protocol.
    process: Mutex<Option<Process>>,
}

impl ExternalScorer {
    /// Makes ready to run `command` in `folder`; the program is a file there, or on the PATH.
    ///
    /// It is given `batch_rows` texts at a time (at least one), and has `timeout` to answer them; the
    /// first batch also waits for it to start. `version` is the user's name for what cannot be seen
    /// from here, such as a model that the program fetches itself.
    pub fn start(
        command: &[String],
        folder: &Path,
        timeout: Duration,
        batch_rows: usize,
        version: &str,
    ) -> Result<Self, Error> {
        let program = command.first().filter(|program| !program.is_empty());
        let program = program.ok_or(Error::NoCommand)?;
        let folder = fs::canonicalize(folder).map_err(Error::read(folder))?;
        Ok(Self {
            program: found(program, &folder),
            version: fingerprint(command, &folder, version)?,
            command: command.to_vec(),
            folder,
            timeout,
            batch_rows: batch_rows.max(1),
            process: Mutex::new(None),
        })
    }

    fn start_process(&self) -> Result<Process, Error> {
        Process::start(&self.program, &self.command[1..], &self.folder).map_err(|source| {
            let program = self.command[0].clone();
            Error::Start { program, folder: self.folder.clone(), source }
        })
    }

    /// How many texts the next batch has.
    fn batch_length(&self, texts: &[Text<'_>]) -> usize {
        let mut bytes = 0;
        let fits = |text: &&Text<'_>| {
            bytes += text.text.len();
            bytes <= BATCH_BYTES
        };
        texts.iter().take(self.batch_rows).take_while(fits).count().max(1)
    }
}

impl Scorer for ExternalScorer {
    fn version(&self) -> &str {
        &self.version
    }

    fn score(&self, texts: &[Text<'_>]) -> Result<Vec<Option<Polarity>>, Error> {
        // A program is in the slot only between batches, so a panic elsewhere did it no harm.
        let mut slot = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let mut polarities = Vec::with_capacity(texts.len());
        let mut rest = texts;
        while !rest.is_empty() {
            let (batch, later) = rest.split_at(self.batch_length(rest));
            let mut process = slot.take().map_or_else(|| self.start_process(), Ok)?;
            match process.ask(batch, self.timeout) {
                Ok(answers) => polarities.extend(answers),
                Err(fault) => {
                    let failure = process.fail(fault, &self.command, &self.folder);
                    return Err(Error::Program(Box::new(failure)));
                }
            }
            *slot = Some(process);
            rest = later;
        }
        Ok(polarities)
    }
}

/// What to start: a file in the folder, or else a name for the PATH.
fn found(program: &str, folder: &Path) -> OsString {
    let path = folder.join(program);
    if path.is_file() { path.into_os_string() } else { program.into() }
}

/// Names the scorer by its command, the user's version, and the bytes of every file that the command
/// names.
fn fingerprint(command: &[String], folder: &Path, version: &str) -> Result<String, Error> {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    field(version.as_bytes());
    for word in command {
        field(word.as_bytes());
        let path = folder.join(word);
        let content = path.is_file().then(|| content_hash(&path)).transpose()?;
        field(content.as_deref().unwrap_or_default());
    }
    Ok(super::name("external", &hasher.finalize()))
}

/// The SHA-256 of a file's bytes.
fn content_hash(path: &Path) -> Result<Vec<u8>, Error> {
    let mut file = File::open(path).map_err(Error::read(path))?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer).map_err(Error::read(path))? {
            0 => return Ok(hasher.finalize().to_vec()),
            length => hasher.update(&buffer[..length]),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::time::Instant;

    use tempfile::TempDir;

    use super::*;

    /// Answers each text with the number that it consists of.
    const ECHO: &str =
        r#"exec sed -u -E 's/^(\{"id":[0-9]+),.*"text":"(.*)"\}$/\1,"polarity":\2}/'"#;

    /// A scorer made of a shell script, and the folder it lives in.
    fn scorer_for(script: &str, timeout: Duration, batch_rows: usize) -> (ExternalScorer, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("score.sh"), script).unwrap();
        let command = ["sh", "score.sh"].map(str::to_owned);
        let scorer = ExternalScorer::start(&command, folder.path(), timeout, batch_rows, "1");
        (scorer.unwrap(), folder)
    }

    fn scorer(script: &str) -> (ExternalScorer, TempDir) {
        scorer_for(script, Duration::from_secs(60), 3)
    }

    fn texts<'a>(texts: &[&'a str]) -> Vec<Text<'a>> {
        texts.iter().map(|text| Text { text, language: "en" }).collect()
    }

    fn score(scorer: &ExternalScorer, asked: &[&str]) -> Vec<Option<f64>> {
        let polarities = scorer.score(&texts(asked)).unwrap();
        polarities.into_iter().map(|polarity| polarity.map(Polarity::value)).collect()
    }

    /// How a script fails that is asked about three texts.
    fn failure_of(script: &str) -> Failure {
        let (scorer, _folder) = scorer_for(script, Duration::from_secs(5), 3);
        failure(&scorer)
    }

    fn failure(scorer: &ExternalScorer) -> Failure {
        match scorer.score(&texts(&["0.1", "0.2", "0.3"])).unwrap_err() {
            Error::Program(failure) => *failure,
            other => panic!("{other}"),
        }
    }

    #[cfg(target_os = "linux")]
    /// Whether a process is there that is not merely waiting to be buried.
    fn is_alive(pid: &str) -> bool {
        let status = fs::read_to_string(format!("/proc/{}/status", pid.trim()));
        status.is_ok_and(|status| !status.contains("State:\tZ"))
    }

    #[test]
    fn texts_are_answered_batch_by_batch_in_order() {
        let (scorer, _folder) = scorer(ECHO);
        let expected = [0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7].map(Some);
        let asked = ["0.1", "-0.2", "0.3", "-0.4", "0.5", "-0.6", "0.7"];
        assert_eq!(score(&scorer, &asked), expected);
        assert_eq!(score(&scorer, &["null", "1"]), [None, Some(1.0)]);
        assert_eq!(score(&scorer, &[]), []);
    }

    #[test]
    fn a_batch_may_be_answered_in_any_order() {
        let backwards = r#"
            while read -r a && read -r b && read -r c; do
                printf '%s\n' "$c" "$a" "$b" |
                    sed -E 's/^(\{"id":[0-9]+),.*"text":"(.*)"\}$/\1,"polarity":\2}/'
            done"#;
        let (scorer, _folder) = scorer(backwards);
        let expected = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6].map(Some);
        assert_eq!(score(&scorer, &["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]), expected);
    }

    #[test]
    fn a_label_is_as_good_as_a_number() {
        let labels = r#"exec sed -u -E 's/^(\{"id":[0-9]+),.*"text":"(.*)"\}$/\1,"label":"\2"}/'"#;
        let (scorer, _folder) = scorer(labels);
        let expected = [-1.0, 0.0, 1.0].map(Some);
        assert_eq!(score(&scorer, &["negative", "neutral", "Positive"]), expected);
    }

    #[test]
    fn the_program_is_started_once_and_not_before_it_is_needed() {
        let (scorer, folder) = scorer(&format!("echo started >> log\n{ECHO}"));
        let log = folder.path().join("log");
        assert_eq!(score(&scorer, &[]), []);
        assert!(!log.exists());
        score(&scorer, &["0", "0", "0", "0"]);
        score(&scorer, &["0"]);
        assert_eq!(fs::read_to_string(log).unwrap(), "started\n");
    }

    #[test]
    fn the_program_may_lie_in_the_folder() {
        let (_, folder) = scorer(ECHO);
        symlink("/bin/sh", folder.path().join("run")).unwrap();
        let command = ["./run", "score.sh"].map(str::to_owned);
        let minute = Duration::from_secs(60);
        let scorer = ExternalScorer::start(&command, folder.path(), minute, 0, "").unwrap();
        assert_eq!(score(&scorer, &["0.5", "-0.5"]), [Some(0.5), Some(-0.5)]);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let command = ["no-such-program".to_owned()];
        let minute = Duration::from_secs(60);
        let scorer = ExternalScorer::start(&command, folder.path(), minute, 1, "").unwrap();
        let error = scorer.score(&texts(&["good"])).unwrap_err();
        assert_eq!(error.to_string(), "cannot start the scorer `no-such-program`");
        let error = ExternalScorer::start(&[], folder.path(), minute, 1, "").unwrap_err();
        assert_eq!(error.to_string(), "the command of the external scorer is empty");
    }

    #[test]
    fn a_program_that_ends_in_the_middle_is_told_with_its_status_and_its_last_words() {
        let failure = failure_of(
            r#"read -r line; echo '{"id":1,"polarity":0}'; printf 'no\033[1m model\n' >&2; exit 3"#,
        );
        assert_eq!(
            failure.to_string(),
            "the scorer `sh score.sh` stopped answering: 1 of 3 texts were answered; \
             it ended: exit status: 3"
        );
        let last_words = "the last lines of its standard error are\n  no\\u{1b}[1m model";
        assert_eq!(failure.last_words.as_ref().unwrap().to_string(), last_words);
        assert!(failure.hint().starts_with("try it by hand: cd "), "{}", failure.hint());
        assert!(failure.hint().contains("| sh score.sh; it has to write"), "{}", failure.hint());
    }

    #[test]
    fn the_next_call_starts_a_program_that_failed_anew() {
        let (scorer, _folder) =
            scorer(&format!("[ -e again ] || {{ touch again; exit 1; }}\n{ECHO}"));
        assert!(matches!(failure(&scorer).fault, Fault::Ended { answered: 0, asked: 3 }));
        assert_eq!(score(&scorer, &["0.5"]), [Some(0.5)]);
    }

    #[test]
    fn a_line_that_is_no_answer_is_shown() {
        let failure = failure_of(r#"read -r line; printf 'loading\tmodel\n'; exec sleep 60"#);
        assert_eq!(
            failure.to_string(),
            "the scorer `sh score.sh` wrote `loading\\tmodel` as line 1, which is no answer: \
             expected value; it was killed"
        );
    }

    #[test]
    fn a_text_is_answered_once_and_only_when_it_was_asked_about() {
        let why = |line: &str| match failure_of(&format!("echo '{line}'; exec sleep 60")).fault {
            Fault::BadLine { why, .. } => why,
            other => panic!("{other}"),
        };
        assert_eq!(why(r#"{"id":4,"polarity":0}"#), BadAnswer::UnknownId);
        assert_eq!(why(r#"{"id":0,"polarity":0}"#), BadAnswer::RepeatedId);
        assert_eq!(why(r#"{"id":1,"polarity":2}"#), BadAnswer::OutOfRange(2.0));
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let failure = failure_of("exec tr '\\0' x < /dev/zero");
        assert_eq!(failure.fault, Fault::LongLine { line: 1, allowed: 1 << 20 });
    }

    #[test]
    fn silence_is_not_waited_for_without_end() {
        let started = Instant::now();
        let (scorer, _folder) = scorer_for("exec sleep 60", Duration::from_millis(300), 3);
        let failure = failure(&scorer);
        assert_eq!(
            failure.to_string(),
            "the scorer `sh score.sh` took longer than 300ms: 0 of 3 texts were answered; \
             it was killed"
        );
        assert!(failure.is_temporary());
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn the_last_twenty_lines_of_a_flood_are_kept() {
        let flood = "seq 1 200000 >&2; printf '%09000d\\n' 7 >&2; exit 1";
        let kept = failure_of(flood).last_words.unwrap().0;
        assert_eq!(kept.len(), 20);
        assert!(kept.iter().all(|line| line.len() <= 400));
        assert!(kept[19].ends_with("07"));
    }

    #[test]
    fn a_flood_of_complaints_holds_nothing_up() {
        let (scorer, _folder) = scorer(&format!("seq 1 200000 >&2\n{ECHO}"));
        assert_eq!(score(&scorer, &["0.5"]), [Some(0.5)]);
    }

    #[test]
    fn a_hundred_thousand_texts_pass_through_full_pipes() {
        let numbers: Vec<String> = (0..100_000).map(|n| format!("0.{n:05}")).collect();
        let asked: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let (scorer, _folder) = scorer_for(ECHO, Duration::from_secs(120), asked.len());
        let expected: Vec<Option<f64>> = numbers.iter().map(|n| n.parse().ok()).collect();
        assert_eq!(score(&scorer, &asked), expected);
    }

    #[test]
    fn a_program_that_answers_before_it_reads_finds_a_reader() {
        // More than a pipe holds, in both directions.
        let script = r#"seq 1 20000 | sed 's/.*/{"id":&,"polarity":0}/'; exec cat > /dev/null"#;
        let (scorer, _folder) = scorer_for(script, Duration::from_secs(60), 20_000);
        let long = "long ".repeat(40);
        let asked = vec![long.as_str(); 20_000];
        assert_eq!(score(&scorer, &asked), vec![Some(0.0); 20_000]);
    }

    #[test]
    fn huge_texts_travel_in_smaller_batches() {
        let (scorer, _folder) = scorer(ECHO);
        let huge = "x".repeat(BATCH_BYTES / 2 + 1);
        let batch = texts(&[&huge, "good", &huge, "good"]);
        assert_eq!(scorer.batch_length(&batch), 2);
        assert_eq!(scorer.batch_length(&batch[1..]), 3);
        let larger = huge.repeat(2);
        assert_eq!(scorer.batch_length(&texts(&[&larger, "good"])), 1);
    }

    #[test]
    fn the_end_of_its_input_asks_the_program_to_end() {
        let (scorer, folder) = scorer(&format!("{}\necho done > end", ECHO.replace("exec ", "")));
        score(&scorer, &["0.5"]);
        drop(scorer);
        assert_eq!(fs::read_to_string(folder.path().join("end")).unwrap(), "done\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_outlives_the_scorer() {
        let stubborn = format!("sleep 600 & echo $! > sleeper; echo $$ > pid\n{ECHO}; sleep 600");
        let (scorer, folder) = scorer(&stubborn.replace("exec ", ""));
        score(&scorer, &["0.5"]);
        let pid = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(is_alive(&pid("pid")) && is_alive(&pid("sleeper")));
        let started = Instant::now();
        drop(scorer);
        assert!(started.elapsed() < Duration::from_secs(10));
        assert!(!is_alive(&pid("pid")));
        // The signal takes a moment to arrive where nobody waits for it.
        let is_gone = || (!is_alive(&pid("sleeper"))).then_some(());
        assert!(process::wait_until(Duration::from_secs(5), is_gone).is_some());
    }

    #[test]
    fn the_version_is_of_the_command_its_files_and_what_the_user_says() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("score.sh"), "one").unwrap();
        let version = |command: &[&str], own: &str| {
            let command: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
            let minute = Duration::from_secs(60);
            let scorer = ExternalScorer::start(&command, folder.path(), minute, 1, own).unwrap();
            scorer.version().to_owned()
        };
        let before = version(&["sh", "score.sh"], "1");
        assert_eq!(before.len(), "external-".len() + 12);
        assert_eq!(before, version(&["sh", "score.sh"], "1"));
        assert_ne!(before, version(&["sh", "score.sh"], "2"));
        assert_ne!(before, version(&["sh", "score.sh", "-v"], "1"));
        assert_ne!(version(&["a b"], ""), version(&["a", "b"], ""));
        fs::write(folder.path().join("score.sh"), "two").unwrap();
        assert_ne!(before, version(&["sh", "score.sh"], "1"));
    }
}
