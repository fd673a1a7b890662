//! A folder to run the program in, and what it said.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder of its own for one test.
pub(crate) struct Folder {
    folder: TempDir,
}

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder that holds the files of `tests/cases/<story>/`.
    pub(crate) fn of_story(story: &str) -> Self {
        let made = Self::new();
        let from = checkout().join("tests/cases").join(story);
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, made.path().join(path.file_name().unwrap())).unwrap();
            }
        }
        made
    }

    /// A folder that holds the sample, of which nothing was read yet.
    pub(crate) fn of_sample() -> Self {
        let made = Self::new();
        copy(&checkout().join("sample-data"), made.path());
        made
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    pub(crate) fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&self.read(name)).unwrap()
    }

    /// Runs the program here with an empty environment.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// Runs the program here with this environment and no other.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(program());
        command.env_clear().envs(environment.iter().copied());
        let output = command.current_dir(self.path()).args(arguments).output().unwrap();
        Ran::of(&output)
    }

    /// Runs the program here with so many kilobytes of memory to its name.
    #[cfg(unix)]
    pub(crate) fn run_within(&self, kilobytes: u64, arguments: &[&str]) -> Ran {
        let script = format!("ulimit -v {kilobytes} && exec \"$0\" \"$@\"");
        let mut command = Command::new("/bin/sh");
        command.env_clear().current_dir(self.path()).arg("-c").arg(script);
        let output = command.arg(program()).args(arguments).output().unwrap();
        Ran::of(&output)
    }

    /// Every file below the folder's `name`, by path, in order; none where that is not there.
    pub(crate) fn files(&self, name: &str) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let below = self.path().join(name);
        if below.exists() {
            collect(&below, &mut files);
        }
        files.sort();
        files
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Fails the test with what the program said, unless it ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The checkout that runs the tests. Asked when they run: a target folder that several checkouts
/// share may hold tests that were built in another.
pub(crate) fn checkout() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
}

pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_recover-report"))
}

/// A Python that has what a file of `tests/servers` lists, set up beside what cargo builds. Asked for by
/// one test at a time.
pub(crate) fn python_with(requirements: &str) -> PathBuf {
    let needs = checkout().join("tests/servers").join(requirements);
    let name = needs.file_stem().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("servers").join(name);
    let (python, done) = (folder.join("bin/python"), folder.join("done.txt"));
    if fs::read(&done).ok() != fs::read(&needs).ok() {
        let run =
            |command: &mut std::process::Command| assert!(command.status().unwrap().success());
        run(std::process::Command::new("python3").args(["-m", "venv"]).arg(&folder));
        let pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-r"];
        run(std::process::Command::new(&python).args(pip).arg(&needs));
        fs::copy(&needs, &done).unwrap();
    }
    python
}

/// A server of `tests/servers` that goes with the test.
pub(crate) struct Server {
    process: Child,
    pub(crate) port: u16,
}

impl Server {
    pub(crate) fn start(python: &Path, script: &str, arguments: &[&str]) -> Self {
        let mut process = std::process::Command::new(python)
            .arg(checkout().join("tests/servers").join(script))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { process, port: line.trim().parse().unwrap() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if path.is_dir() && name != "reports" && name != "state" {
            copy(&path, &to.join(name));
        } else if path.is_file() && name != "pseudonym.key" {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
