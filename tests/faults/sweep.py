#!/usr/bin/env python3
"""Lets the system calls of a run fail, one after another, and looks at what is left.

For each kind of call and each n, a run on a fresh copy of a case meets an error, or with `--kill` its
end, at the n-th such call. Then has to hold:

1. The run ended in bounded time with a documented exit code, never 70, never by a signal, and left no
   torn PDF. If it says that it is done, the report is there, listed, as in an undisturbed run.
2. Every report under its name is listed in the ledger with every hash right, or is as in an undisturbed
   run. Whatever else the ledger names is there with the bytes that it names.
3. Every line of the ledger follows the one before, but for at most one last line that was cut off.
4. An undisturbed run after it ends with 0 or 4, `verify` ends with 0, `reports/` is byte for byte as if
   nothing had happened, and nothing is left over.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import checks

ARGUMENTS = ["--week", "2026-W20", "--edition", "executive", "--format", "pdf", "--quiet"]


@dataclass(frozen=True)
class Kind:
    """System calls that do the same, and the error that they are to meet."""

    names: tuple
    error: str


KINDS = {
    "write": Kind(("write", "writev", "pwrite64", "copy_file_range", "sendfile"), "ENOSPC"),
    "fsync": Kind(("fsync", "fdatasync"), "EIO"),
    "rename": Kind(("rename", "renameat", "renameat2"), "EXDEV"),
    "openat": Kind(("openat",), "EMFILE"),
    "read": Kind(("read", "readv", "pread64"), "EIO"),
}

# The loader reports so that it could not even load the program.
NOT_LOADED = (127, "error while loading shared libraries")

CALL = re.compile(r"^(\d+) +(\w+)\(")
UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")


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


def strace(log, names, *options):
    """The command before a command that follows its calls, and those of all that it starts."""
    base = ["strace", "-f", "-qq", "-y", "--seccomp-bpf", "-o", log]
    return [*base, "-e", "trace=" + ",".join(names), "-e", "signal=none", *options]


def injection(kind, names, number, kills):
    """The fault at the n-th call: each process and each thread counts its own."""
    what = "signal=KILL" if kills else f"error={kind.error}"
    return ["-e", f"inject={','.join(names)}:{what}:when={number}"]


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


def read_log(path):
    """The lines of a log of strace; none where it never began."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", errors="replace") as log:
        return list(joined(log))


def most_calls(sweep, kind):
    """Which calls of a kind a run makes, and the most of one of them that one thread makes."""
    place = sweep.work / "counted"
    checks.prepare(sweep.case, place)
    log = sweep.work / "counted.log"
    command = [*strace(log, kind.names), sweep.program, *ARGUMENTS]
    ended = checks.run(command, place, sweep.limit)
    if ended.code not in checks.DONE:
        raise SystemExit(f"strace ended with {ended.name()}: {checks.short(ended.told)}")
    calls = Counter(match.groups() for match in map(CALL.match, read_log(log)) if match)
    checks.remove(place)
    used = {name for _, name in calls}
    return [name for name in kind.names if name in used], max(calls.values(), default=0)


def faults_met(log, number, names, kills):
    """The calls at which a run met the fault."""
    lines = read_log(log)
    if not kills:
        return [line for line in lines if "(INJECTED)" in line]
    counts, met = Counter(), []
    for line in lines:
        if (match := CALL.match(line)) and match[2] in names:
            counts[match.groups()] += 1
            if counts[match.groups()] == number:
                met.append(line)
    return met


def check_ending(sweep, ended):
    """The run ended by itself, in time, and with a code that is documented."""
    if ended.code is None:
        return [f"it did not end within {sweep.limit:g} seconds"]
    if sweep.kills and ended.code == -9:
        return []
    not_loaded, says = NOT_LOADED
    if ended.code == not_loaded and says in ended.told:
        return []
    if ended.code not in checks.DOCUMENTED:
        return [f"it ended with {ended.name()}: {checks.short(ended.told)}"]
    return []


def check_done(sweep, ended, place):
    """A run that says that it is done has made and listed the report."""
    if ended.code not in checks.DONE:
        return []
    problems = []
    finals = sorted(checks.report_folders(place))
    events = checks.read_ledger(place / "state" / "ledger.jsonl").events
    listed = sorted(event["folder"] for event in events if event.get("event") == "rendered")
    if finals != listed or not finals:
        problems.append(f"it says done; there are {finals}, and the ledger lists {listed}")
    wanted = {name for name, told in sweep.reference.items() if told != "/"}
    if not wanted <= checks.hashes(place / "reports").keys():
        problems.append("it says done, and files of the report are missing")
    return problems


def try_point(sweep, kind_name, names, number):
    """One run with a fault at the n-th call, one without after it, and all checks."""
    kind = KINDS[kind_name]
    place = sweep.work / f"{kind_name}-{number}"
    log = sweep.work / f"{kind_name}-{number}.log"
    checks.prepare(sweep.case, place)
    options = injection(kind, names, number, sweep.kills)
    command = [*strace(log, names, *options), sweep.program, *ARGUMENTS]
    ended = checks.run(command, place, sweep.limit)
    point = Point(number, ended.name(), faults_met(log, number, names, sweep.kills))
    point.problems += check_ending(sweep, ended) + check_done(sweep, ended, place)
    point.problems += checks.check_after_fault(place, sweep.reference)
    if point.problems and sweep.keep:
        shutil.copytree(place, sweep.keep / place.name, dirs_exist_ok=True)
    point.problems += checks.check_recovered(
        sweep.program, ARGUMENTS, place, sweep.reference, sweep.limit
    )
    point.litter = checks.litter(place)
    if point.problems and sweep.keep:
        shutil.copytree(place, sweep.keep / f"{place.name}-after", dirs_exist_ok=True)
        shutil.copy(log, sweep.keep)
    checks.remove(place)
    log.unlink(missing_ok=True)
    return point


def points(first, last, every):
    """The numbers to try: all up to `last`, or without an end."""
    number = first
    while last is None or number <= last:
        yield number
        number += every


def sweep_kind(sweep, kind_name, options):
    """Tries one kind of call at point after point, until a run no longer reaches the call."""
    names, most = most_calls(sweep, KINDS[kind_name])
    if not names:
        print(f"{kind_name}: no such call", flush=True)
        return []
    calls = ", ".join(names)
    print(f"{kind_name} ({calls}): up to {most} calls of one kind in one thread", flush=True)
    numbers = points(options.first, options.until, options.every)
    done = []
    with ThreadPoolExecutor(options.jobs) as pool:
        while batch := list(islice(numbers, options.jobs)):
            tried = pool.map(lambda number: try_point(sweep, kind_name, names, number), batch)
            for point in tried:
                tell_point(kind_name, point)
                done.append(point)
            # Threads share the work anew in every run: the end is beyond where they came before.
            if any(not point.met for point in done[-len(batch) :]) and most < batch[-1]:
                break
    return done


def tell_point(kind_name, point):
    """Prints a violation as soon as it is found."""
    for problem in point.problems:
        print(f"VIOLATION {kind_name} n={point.number} ({point.ending}): {problem}")
    if point.problems:
        for line in point.met[:4]:
            print(f"    met at: {checks.short(line, 240)}")
    sys.stdout.flush()


def tell_kind(kind_name, done):
    """Prints how many points were tried, and what came of them."""
    reached = [point for point in done if point.met]
    endings = Counter(point.ending for point in reached)
    told = ", ".join(f"{count} x {ending}" for ending, count in sorted(endings.items()))
    bad = [point.number for point in done if point.problems]
    littered = sum(1 for point in reached if point.litter)
    print(f"{kind_name}: {len(done)} points, {len(reached)} met the fault: {told or 'none'}")
    print(f"{kind_name}: {littered} left something without a name in state/")
    print(f"{kind_name}: {len(bad)} violations{': n = ' if bad else ''}{', '.join(map(str, bad))}")
    sys.stdout.flush()
    return len(bad)


def parsed():
    """The flags."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=checks.absolute, help="folder with a config and its inputs")
    parser.add_argument("--program", type=checks.absolute, required=True, metavar="PATH")
    parser.add_argument("--call", action="append", choices=KINDS, help="only this kind of call")
    parser.add_argument("--kill", action="store_true", help="kill the process that makes the call")
    parser.add_argument("--from", dest="first", type=int, default=1, metavar="N")
    parser.add_argument("--until", type=int, metavar="N", help="try no point beyond this one")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="try each K-th point")
    parser.add_argument("--jobs", type=int, default=1, help="this many points at once")
    parser.add_argument("--limit", type=float, default=180.0, help="seconds that a run may take")
    parser.add_argument("--work", type=checks.absolute, default=None, help="make copies below this")
    parser.add_argument("--keep", type=checks.absolute, help="keep what a violation left here")
    return parser.parse_args()


def main():
    """Sweeps over all kinds of calls that were asked for; ends with 1 if anything is violated."""
    options = parsed()
    # Fewer threads make the n-th call of one run more nearly the n-th of the next.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sweep-", dir=options.work) as folder:
        work = Path(folder)
        common = (options.program, ARGUMENTS, options.case, work, options.limit)
        reference, seconds = checks.reference_of(*common)
        print(f"an undisturbed run takes {seconds:.1f} s and makes {len(reference)} files")
        sweep = Sweep(
            options.program, options.case, work, options.keep, options.limit, options.kill, reference
        )
        kinds = options.call or list(KINDS)
        bad = sum(tell_kind(kind, sweep_kind(sweep, kind, options)) for kind in kinds)
    print(f"{bad} points with violations in all")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
