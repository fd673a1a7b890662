#!/usr/bin/env python3
"""Lets the system calls of a run fail, one after another, and looks at what is left.

A run consists of the process that is started and the one that it starts to render in; each is swept by
itself, because an early fault in the first would hide the same in the second. For each system call and
each n, a run on a fresh copy of a case meets an error, or with `--kill` its end, at the n-th such call.
Then has to hold:

1. The run ended in bounded time with a documented exit code, never 70, never by a signal, never 5, which
   is for files that were changed from outside, and left no torn PDF. If it says that it is done, the report is there, and listed.
2. Every report under its name is listed in the ledger with every hash right, or is as in an undisturbed
   run. Whatever else the ledger names is there with the bytes that it names.
3. Every line of the ledger follows the one before, but for at most one last line that was cut off.
4. An undisturbed run after it ends with 0 or 4, `verify` ends with 0, `reports/` is byte for byte as if
   nothing had happened, and nothing is left over.
"""

import argparse
import os
import re
import shlex
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import checks

ARGUMENTS = ["--week", "2026-W20", "--edition", "executive", "--format", "pdf", "--quiet"]

# The system calls of a kind, and the error that they are to meet.
KINDS = {
    "write": (("write", "writev", "pwrite64", "copy_file_range", "sendfile"), "ENOSPC"),
    "fsync": (("fsync", "fdatasync"), "EIO"),
    "rename": (("rename", "renameat", "renameat2"), "EXDEV"),
    "openat": (("openat",), "EMFILE"),
    "read": (("read", "readv", "pread64"), "EIO"),
}

PROCESSES = ("parent", "child")

# How often a point is tried whose call was not reached, though it should have been.
TRIES = 3

# Documented, but for what was changed from outside, and nothing is: a disk that fails is no tampering.
INTEGRITY = 5

# The loader reports so that it could not even load the program.
NOT_LOADED = (127, "error while loading shared libraries")

CALL = re.compile(r"^(\d+) +(\w+)\(")
UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
TARGET = re.compile(r"\(\d+<([^>]*)>|\((?:AT_FDCWD\S*, )?\"([^\"]*)\"")
RANDOM = re.compile(r"(\.tmp|\.recover-report-)\w{6}")


@dataclass(frozen=True)
class Series:
    """The calls that are to meet a fault, and in which process."""

    process: str
    call: str
    error: str

    def name(self):
        """What it is called in the output."""
        return f"{self.call} in the {self.process}"


@dataclass
class Counted:
    """How many calls one thread makes at most when nothing disturbs it, and at which it turns."""

    most: int
    edges: set


@dataclass
class Point:
    """What became of the run that met a fault at one call."""

    number: int
    ending: str
    met: list
    problems: list = field(default_factory=list)
    litter: list = field(default_factory=list)


@dataclass
class Sweep:
    """What all points of a sweep have in common."""

    program: Path
    case: Path
    work: Path
    keep: Path | None
    limit: float
    kills: bool
    reference: dict


def strace(log, series, options):
    """What stands before a command so that its calls are followed, in all its threads."""
    base = ["strace", "-f", "-qq", "-y", "-o", log, "-e", "signal=none"]
    # What the parent starts is let go as soon as it becomes another program.
    alone = ["-b", "execve"] if series.process == "parent" else ["--seccomp-bpf"]
    return [*base, *alone, "-e", f"trace={series.call}", *options]


def injection(sweep, series, number):
    """The fault at the n-th call; each thread counts its own."""
    what = "signal=KILL" if sweep.kills else f"error={series.error}"
    return ["-e", f"inject={series.call}:{what}:when={number}"]


def follow(sweep, series, place, log, options):
    """Runs the program in a case's folder with one of its processes followed."""
    command = strace(log, series, options)
    if series.process == "parent":
        return checks.run([*command, sweep.program, *ARGUMENTS], place, sweep.limit)
    program = place.with_suffix(".program")
    script = place.with_suffix(".script")
    os.link(sweep.program, program)
    followed = shlex.join(str(part) for part in [*command, sweep.program])
    script.write_text(f'#!/bin/sh\nexec {followed} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    try:
        return checks.run(
            [program, *ARGUMENTS], place, sweep.limit, lambda run: swap(run, place, script, program)
        )
    finally:
        program.unlink()
        script.unlink(missing_ok=True)


def swap(run, place, script, program):
    """Puts a script in the place of the program, once that knows what to start for its child."""
    while not (place / "state" / "lock").exists() and run.poll() is None:
        time.sleep(0.002)
    os.replace(script, program)


def joined(lines):
    """The lines of a log of strace, with those in one that another thread cut in two."""
    begun = {}
    for line in lines:
        line = line.rstrip("\n")
        if match := UNFINISHED.match(line):
            begun[match[1]] = match[2]
        elif match := RESUMED.match(line):
            yield f"{match[1]} {begun.pop(match[1], '')}{match[2]}"
        else:
            yield line
    yield from (f"{thread} {line}" for thread, line in begun.items())


def calls_of(path):
    """The calls in a log of strace, each with its thread; none where it never began."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as log:
        for line in joined(log):
            if match := CALL.match(line):
                yield match[1], line


def target(line):
    """What a call is about: a file by the end of its path, or a pipe and the like by its kind."""
    match = TARGET.search(line)
    path = RANDOM.sub(r"\1*", match[1] or match[2] or "") if match else ""
    return "/".join(path.split("/")[-2:]).split(":")[0] or "nothing named"


def counted(log):
    """Counts the calls of each thread; those before and after it turns to another file are edges."""
    counts, last, edges = Counter(), {}, set()
    for thread, line in calls_of(log):
        counts[thread] += 1
        if last.get(thread) != target(line):
            last[thread] = target(line)
            edges |= {counts[thread] - 1, counts[thread]}
    return Counted(max(counts.values(), default=0), edges - {0} | set(counts.values()))


def count_calls(sweep, series):
    """Follows a run without any fault."""
    place = sweep.work / "counted"
    log = sweep.work / "counted.log"
    checks.prepare(sweep.case, place)
    ended = follow(sweep, series, place, log, [])
    if ended.code not in checks.DONE:
        raise SystemExit(f"the followed run ended with {ended.name()}: {checks.short(ended.told)}")
    found = counted(log)
    checks.remove(place)
    log.unlink(missing_ok=True)
    return found


def faults_met(sweep, log, number):
    """The calls at which a run met the fault."""
    if not sweep.kills:
        return [line for _, line in calls_of(log) if "(INJECTED)" in line]
    counts, met = Counter(), []
    for thread, line in calls_of(log):
        counts[thread] += 1
        if counts[thread] == number:
            met.append(line)
    return met


def check_ending(sweep, ended):
    """The run ended by itself, in time, and with a code that is documented."""
    if ended.code is None:
        return [f"it did not end within {sweep.limit:g} seconds"]
    if sweep.kills and ended.code == -9:
        return []
    code, says = NOT_LOADED
    if ended.code == code and says in ended.told:
        return []
    if ended.code not in checks.DOCUMENTED - {INTEGRITY}:
        return [f"it ended with {ended.name()}: {checks.short(ended.told)}"]
    return []


def check_done(sweep, ended, place):
    """A run that says that it is done has made and listed the report."""
    if ended.code not in checks.DONE:
        return []
    finals = sorted(checks.report_folders(place))
    events = checks.read_ledger(place / "state" / "ledger.jsonl").events
    listed = sorted(event["folder"] for event in events if event.get("event") == "rendered")
    if finals != listed or not finals:
        return [f"it says done; there are {finals}, and the ledger lists {listed}"]
    wanted = {name for name, told in sweep.reference.items() if told != "/"}
    if not wanted <= checks.hashes(place / "reports").keys():
        return ["it says done, and files of the report are missing"]
    return []


def kept(sweep, place, name):
    """Keeps what a violation left, where that was asked for."""
    if sweep.keep:
        shutil.copytree(place, sweep.keep / name, dirs_exist_ok=True)


def try_point(sweep, series, number):
    """One run with a fault at the n-th call, one without after it, and all checks."""
    name = f"{series.process}-{series.call}-{number}"
    place, log = sweep.work / name, sweep.work / f"{name}.log"
    checks.prepare(sweep.case, place)
    ended = follow(sweep, series, place, log, injection(sweep, series, number))
    point = Point(number, ended.name(), faults_met(sweep, log, number))
    # What wakes a thread is no file: no disk can fail there, and nothing is asked of how the run ends.
    if not point.met or not all("<anon_inode:" in line for line in point.met):
        point.problems += check_ending(sweep, ended)
    point.problems += check_done(sweep, ended, place)
    point.problems += checks.check_after_fault(place, sweep.reference)
    if point.problems:
        kept(sweep, place, name)
    point.problems += checks.check_recovered(
        sweep.program, ARGUMENTS, place, sweep.reference, sweep.limit
    )
    point.litter = checks.litter(place)
    if point.problems:
        kept(sweep, place, f"{name}-after")
    checks.remove(place)
    log.unlink(missing_ok=True)
    return point


def try_hard(sweep, series, number, most):
    """Tries a point again whose call was not reached, though an undisturbed run makes so many."""
    for _ in range(TRIES):
        point = try_point(sweep, series, number)
        if point.met or point.problems or most < number:
            break
    return point


def numbers(found, options):
    """The numbers to try: each K-th, and those at which a file begins or ends; all up to an end."""
    number = options.first
    while options.until is None or number <= options.until:
        if (number - options.first) % options.every == 0 or number in found.edges:
            yield number
        number += 1


def sweep_series(sweep, series, options):
    """Tries point after point, until a run no longer reaches the call."""
    found = count_calls(sweep, series)
    if not found.most:
        return []
    print(f"{series.name()}: up to {found.most} by one thread", flush=True)
    points = numbers(found, options)
    done = []
    with ThreadPoolExecutor(options.jobs) as pool:
        while batch := list(islice(points, options.jobs)):
            tried = pool.map(lambda number: try_hard(sweep, series, number, found.most), batch)
            for point in tried:
                tell_point(series, point)
                done.append(point)
            # Threads share the work anew in every run: the end is beyond where they came before.
            if found.most < batch[-1] and not all(point.met for point in done[-len(batch) :]):
                break
    return done


def tell_point(series, point):
    """Prints a violation as soon as it is found."""
    for problem in point.problems:
        print(f"VIOLATION {series.name()}, n={point.number} ({point.ending}): {problem}")
    if point.problems:
        for line in point.met[:4]:
            print(f"    met at: {checks.short(line, 240)}")
    sys.stdout.flush()


def counts(values, most=12):
    """How often there is each value, the most frequent first."""
    found = Counter(values).most_common()
    told = [f"{count} x {value}" for value, count in found[:most]]
    others = [f"{len(found) - most} others"] if most < len(found) else []
    return ", ".join(told + others) or "none"


def tell_series(series, done):
    """Prints how many points were tried, and what came of them; the number of violations."""
    reached = [point for point in done if point.met]
    bad = [point.number for point in done if point.problems]
    littered = sum(1 for point in reached if point.litter)
    numbers_of_bad = ": n = " + ", ".join(map(str, bad)) if bad else ""
    print(f"  {len(done)} points, {len(reached)} met the fault: {counts(p.ending for p in reached)}")
    print(f"  at: {counts(target(line) for point in reached for line in point.met)}")
    print(f"  {littered} left something without a name in state/")
    print(f"  {len(bad)} points with violations{numbers_of_bad}", flush=True)
    return len(bad)


def all_series(options):
    """What is to be swept, in order."""
    for kind in options.call or KINDS:
        calls, error = KINDS[kind]
        for process in options.process or PROCESSES:
            for call in calls:
                yield Series(process, call, error)


def parsed():
    """The flags."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("case", type=checks.absolute, help="folder with a config and its inputs")
    add("--program", type=checks.absolute, required=True, metavar="PATH")
    add("--call", action="append", choices=KINDS, help="only this kind of call")
    add("--process", action="append", choices=PROCESSES, help="only in this process")
    add("--kill", action="store_true", help="kill the process that makes the call")
    add("--from", dest="first", type=int, default=1, metavar="N", help="begin with this point")
    add("--until", type=int, metavar="N", help="try no point beyond this one")
    add("--every", type=int, default=1, metavar="K", help="try each K-th point, and where files end")
    add("--jobs", type=int, default=1, help="this many points at once")
    add("--limit", type=float, default=180.0, help="seconds that a run may take")
    add("--work", type=checks.absolute, help="make copies below this folder")
    add("--keep", type=checks.absolute, help="keep in this folder what a violation left")
    return parser.parse_args()


def main():
    """Sweeps over all calls that were asked for; ends with 1 if anything is violated."""
    options = parsed()
    # Fewer threads make the n-th call of one run more nearly the n-th of the next.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    with tempfile.TemporaryDirectory(prefix="sweep-", dir=options.work) as folder:
        work = Path(folder)
        # A program that is built anew meanwhile must not change under our hands.
        program = Path(shutil.copy(options.program, work / "recover-report"))
        reference, seconds = checks.reference_of(
            program, ARGUMENTS, options.case, work, options.limit
        )
        print(f"an undisturbed run takes {seconds:.1f} s and makes {len(reference)} files")
        sweep = Sweep(
            program, options.case, work, options.keep, options.limit, options.kill, reference
        )
        bad = 0
        for series in all_series(options):
            if done := sweep_series(sweep, series, options):
                bad += tell_series(series, done)
    print(f"{bad} points with violations in all")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
