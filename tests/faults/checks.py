"""What has to hold of a case folder whatever went wrong, and the means to look at it."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

CONFIG = "recover-report.toml"

# The exit codes that the program documents, but for 70, which is a fault of its own.
DOCUMENTED = {0, 2, 3, 4, 5, 6, 7, 11, 75}

# A run that did all it was asked ends with one of these.
DONE = {0, 4}

# What stands before the first line of a ledger.
NO_LINE = "0" * 64

# How the names begin of what is made before it gets its own name.
UNFINISHED = (".recover-report-", ".tmp")

# What is in the name of a folder that was in the way.
SET_ASIDE = ".set-aside-"


@dataclass
class Ended:
    """How a process ended: its code, negative for a signal, None if it had to be stopped."""

    code: int | None
    told: str
    seconds: float

    def name(self):
        """The ending in a word, to count by."""
        if self.code is None:
            return "stopped"
        return f"signal {-self.code}" if self.code < 0 else f"exit {self.code}"


@dataclass
class Ledger:
    """The lines of a ledger, what is wrong with them, and what stands behind the last line break."""

    events: list
    problems: list
    torn: bytes


def prepare(case, place, head=""):
    """Makes a fresh copy of a case without what was ever made of it, with a head for its config."""
    made = shutil.ignore_patterns("state", "reports", "expected")
    shutil.copytree(case, place, ignore=made)
    config = place / CONFIG
    config.write_text(head + config.read_text(encoding="utf-8"), encoding="utf-8")


def remove(place):
    """Takes a folder away, files that nobody may write to included."""
    shutil.rmtree(place, ignore_errors=True)


def start(command, cwd, told):
    """Starts a process at the head of a process group of its own."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=told,
        start_new_session=True,
    )


def kill_group(process, limit=10.0):
    """Kills a process with all that it started, and waits until none of them is left."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            break
        process.poll()
        time.sleep(0.005)
    process.wait()


def run(command, cwd, limit, meanwhile=None):
    """Runs a process to its end, or for as long as it may take; `meanwhile` is called with it."""
    began = time.monotonic()
    process = start(command, cwd, subprocess.PIPE)
    try:
        if meanwhile:
            meanwhile(process)
        _, told = process.communicate(timeout=limit)
        code = process.returncode
    except subprocess.TimeoutExpired:
        kill_group(process)
        told, code = process.stderr.read(), None
        process.stderr.close()
    return Ended(code, told.decode(errors="replace"), time.monotonic() - began)


def sha256(content):
    """SHA-256 of some bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def hashes(folder):
    """The hash of every file below a folder by its path in it; of an inner folder, `/`."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = "/" if path.is_dir() else sha256(path.read_bytes())
    return found


def files_of(folder):
    """The same without the inner folders, as the ledger lists a report's files."""
    return {name: told for name, told in hashes(folder).items() if told != "/"}


def difference(found, wanted):
    """The first thing in which two folders differ, or None."""
    for name in sorted(found.keys() | wanted.keys()):
        if name not in found:
            return f"{name} is missing"
        if name not in wanted:
            return f"{name} is too many"
        if found[name] != wanted[name]:
            return f"{name} differs"
    return None


def read_ledger(path):
    """Reads a ledger and checks that every whole line follows the one before it."""
    content = path.read_bytes() if path.exists() else b""
    *lines, torn = content.split(b"\n")
    events, problems, previous = [], [], NO_LINE
    for number, line in enumerate(lines, 1):
        try:
            event = json.loads(line)
        except ValueError:
            return Ledger(events, [f"ledger line {number} is no JSON"], torn)
        if event.get("prev") != previous:
            problems.append(f"ledger line {number} does not follow the line before it")
        previous = sha256(line)
        events.append(event)
    return Ledger(events, problems, torn)


def is_final(name):
    """Whether a folder below that of a case bears the name of a report."""
    return not name.startswith(".") and SET_ASIDE not in name


def report_folders(place):
    """The folders of reports that bear their names, by their path in the case's folder."""
    found = (place / "reports").glob("*/*")
    return {
        folder.relative_to(place).as_posix(): folder
        for folder in found
        if folder.is_dir() and is_final(folder.name)
    }


def check_named(place, ledger):
    """Whatever the ledger names is there, with the bytes that it names."""
    problems = []
    for event in ledger.events:
        for folder, files in named_files(place, event):
            for name, wanted in files.items():
                path = folder / name
                if not path.exists():
                    problems.append(f"{path.relative_to(place)} is named by the ledger and missing")
                elif sha256(path.read_bytes()) != wanted:
                    problems.append(f"{path.relative_to(place)} is not what the ledger names")
    return problems


def named_files(place, event):
    """The files that a line of the ledger names, by folder."""
    state = place / "state"
    match event.get("event"):
        case "rendered":
            yield place / event["folder"], event["files"]
        case "read":
            tables = event["tables"].values()
            yield state / "tables", {table["path"]: table["sha256"] for table in tables}
        case "torn":
            kept = f"ledger-torn-{event['sha256'][:16]}.txt"
            yield state, {kept: event["sha256"]}


def check_folders(place, ledger, reference):
    """Every report under its name is listed as it is, or is as in a run that nothing disturbed."""
    problems = []
    listed = {}
    for event in ledger.events:
        if event.get("event") == "rendered":
            folder = (place / event["folder"]).relative_to(place).as_posix()
            listed[folder] = event["files"]
    for name, folder in report_folders(place).items():
        if name in listed:
            found, wanted, by = files_of(folder), listed[name], "as the ledger lists it"
        else:
            inner = name.removeprefix("reports/") + "/"
            wanted = {
                file.removeprefix(inner): told
                for file, told in reference.items()
                if file.startswith(inner)
            }
            found, by = hashes(folder), "as in an undisturbed run, and the ledger lists it not"
        differs = difference(found, wanted)
        if differs:
            problems.append(f"{name} is not {by}: {differs}")
    return problems


def check_pdfs(place):
    """Every PDF under a final name has its head and its end."""
    problems = []
    for folder in report_folders(place).values():
        for path in folder.rglob("*.pdf"):
            content = path.read_bytes()
            if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-16:]:
                problems.append(f"{path.relative_to(place)} is torn")
    return problems


def check_after_fault(place, reference):
    """All that has to hold at any instant at which a run may have ended."""
    ledger = read_ledger(place / "state" / "ledger.jsonl")
    return (
        ledger.problems
        + check_named(place, ledger)
        + check_folders(place, ledger, reference)
        + check_pdfs(place)
    )


def check_recovered(program, arguments, place, reference, limit):
    """A run that nothing disturbs makes good whatever an earlier one left, and all is as issued."""
    problems = []
    for what, command, codes in (
        ("the run after it", [program, *arguments], DONE),
        ("verify", [program, "verify", "--quiet"], {0}),
    ):
        ended = run(command, place, limit)
        if ended.code not in codes:
            problems.append(f"{what} ended with {ended.name()}: {short(ended.told)}")
    differs = difference(hashes(place / "reports"), reference)
    if differs:
        problems.append(f"reports/ is not as in an undisturbed run: {differs}")
    ledger = read_ledger(place / "state" / "ledger.jsonl")
    if ledger.torn:
        problems.append("the ledger still ends with a line that was cut off")
    return problems + ledger.problems + check_named(place, ledger) + strangers(place)


def strangers(place):
    """Whatever lies in the case's folder itself that was not there before and is not ours to make."""
    names = (path.name for path in place.iterdir())
    return [f"{name} is left over" for name in sorted(names) if name.startswith(UNFINISHED)]


def litter(place):
    """What is left in the state folder that never got its name."""
    found = (place / "state").rglob(".*")
    return [path.relative_to(place).as_posix() for path in found]


def reference_of(program, arguments, case, work, limit, head=""):
    """The reports of two runs that nothing disturbs, which have to be the same, and how long one took.

    A third run after the second has nothing to do and changes nothing.
    """
    trees, seconds = [], 0.0
    for number in (1, 2):
        place = work / f"reference-{number}"
        prepare(case, place, head)
        ended = run([program, *arguments], place, limit)
        if ended.code not in DONE:
            raise SystemExit(f"the undisturbed run ended with {ended.name()}: {short(ended.told)}")
        seconds = ended.seconds
        trees.append(hashes(place / "reports"))
    differs = difference(*trees)
    if differs:
        raise SystemExit(
            f"two undisturbed runs do not make the same reports: {differs}; "
            "a case whose reports depend on a key needs that key in its folder"
        )
    problems = check_recovered(program, arguments, place, trees[0], limit)
    if problems:
        raise SystemExit("an undisturbed run is not as it should be: " + "; ".join(problems))
    return trees[0], seconds


def short(text, most=400):
    """A text on one line, cut to what a summary can hold."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + " ..."


def absolute(path):
    """A path that holds whatever the working folder is."""
    return Path(path).resolve()
