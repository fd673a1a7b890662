#!/usr/bin/env python3
"""Kills a catch-up of some weeks at random instants and looks at what is left.

One round is a fresh copy of a case, on which runs are started and killed, with all the processes that
they started, at random instants of the time that an undisturbed catch-up takes. A share of the kills is
made worse: the last line of the ledger loses its end, as after a loss of power. Right after each has to
hold:

- Every report under its name is listed in the ledger with every hash right, or is as in an undisturbed
  run. Whatever else the ledger names is there with the bytes that it names.
- Every line of the ledger follows the one before, but for at most one last line that was cut off.
- No PDF under a final name is torn.

At the end of a round an undisturbed run has to end with 0 or 4 and `verify` with 0, `reports/` has to be
byte for byte as if nothing had happened, and nothing may be left over.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import checks

ARGUMENTS = ["--edition", "executive", "--format", "pdf", "--quiet"]


@dataclass
class Chase:
    """What all rounds have in common."""

    program: Path
    case: Path
    work: Path
    keep: Path | None
    head: str
    seed: int
    most_kills: int
    torn_share: float
    only_parent: bool
    limit: float
    reference: dict
    seconds: float


@dataclass
class Round:
    """What became of one round."""

    number: int
    told: Counter = field(default_factory=Counter)
    problems: list = field(default_factory=list)


def first_day(case, weeks):
    """The Monday so many weeks before the present one, where the case is at home."""
    config = tomllib.loads((case / checks.CONFIG).read_text(encoding="utf-8"))
    today = datetime.now(ZoneInfo(config.get("time_zone", "UTC"))).date()
    return today - timedelta(days=today.weekday(), weeks=weeks)


def run_and_kill(chase, place, after):
    """Starts a run and kills it after some seconds; whether it was still running then, and its code."""
    process = checks.start([chase.program, *ARGUMENTS], place, subprocess.DEVNULL)
    try:
        return False, process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        pass
    if chase.only_parent:
        process.send_signal(signal.SIGKILL)
        process.wait()
    else:
        checks.kill_group(process)
    return True, process.returncode


def tear(place, rng):
    """Takes the end off the last line of the ledger, as a loss of power may; whether there was one."""
    path = place / "state" / "ledger.jsonl"
    content = path.read_bytes() if path.exists() else b""
    if not content.endswith(b"\n"):
        return False
    begins = content.rfind(b"\n", 0, -1) + 1
    path.write_bytes(content[: rng.randrange(begins, len(content))])
    return True


def note_state(round_, place):
    """Counts what state a kill has left."""
    ledger = checks.read_ledger(place / "state" / "ledger.jsonl")
    listed = {event["folder"] for event in ledger.events if event.get("event") == "rendered"}
    finals = checks.report_folders(place)
    round_.told["reports under their names"] += len(finals)
    round_.told["of them not listed yet"] += len(finals.keys() - listed)
    round_.told["unfinished folders"] += len(list((place / "reports").glob("*/.recover-report-*")))
    round_.told["ledgers with a line cut off"] += bool(ledger.torn)
    round_.told["things without a name in state/"] += len(checks.litter(place))


def strike(chase, round_, place, rng, number):
    """One run, killed at random, and the checks right after it."""
    after = rng.uniform(0.0, chase.seconds)
    was_killed, code = run_and_kill(chase, place, after)
    what = f"kill {number} after {after:.3f} s"
    if was_killed:
        round_.told["kills"] += 1
        if rng.random() < chase.torn_share and tear(place, rng):
            what += ", ledger torn"
    else:
        round_.told[f"ended before with {code}"] += 1
        if code not in checks.DONE:
            round_.problems.append(f"{what}: it had ended with {code}")
    note_state(round_, place)
    found = checks.check_after_fault(place, chase.reference)
    round_.problems += [f"{what}: {problem}" for problem in found]
    if found and chase.keep:
        kept = chase.keep / f"{place.name}-kill-{number}"
        shutil.copytree(place, kept, dirs_exist_ok=True)


def play(chase, number):
    """A round: some kills, then a run to the end."""
    round_ = Round(number)
    rng = random.Random(f"{chase.seed}/{number}")
    place = chase.work / f"round-{number}"
    checks.prepare(chase.case, place, chase.head)
    for kill in range(1, rng.randint(1, chase.most_kills) + 1):
        strike(chase, round_, place, rng, kill)
    found = checks.check_recovered(
        chase.program, ARGUMENTS, place, chase.reference, chase.limit
    )
    round_.problems += [f"at the end: {problem}" for problem in found]
    round_.told["things without a name in state/ at the end"] += len(checks.litter(place))
    if round_.problems and chase.keep:
        shutil.copytree(place, chase.keep / f"{place.name}-end", dirs_exist_ok=True)
    checks.remove(place)
    return round_


def parsed():
    """The flags."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=checks.absolute, help="folder with a config and its inputs")
    parser.add_argument("--program", type=checks.absolute, required=True, metavar="PATH")
    parser.add_argument("--count", type=int, default=200, help="rounds")
    parser.add_argument("--from", dest="first", type=int, default=1, help="number of the first round")
    parser.add_argument("--kills", type=int, default=4, help="the most kills of a round")
    parser.add_argument("--weeks", type=int, default=10, help="weeks to catch up")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other instants")
    parser.add_argument("--tear", type=float, default=0.25, help="share of kills that tear the ledger")
    parser.add_argument("--only-parent", action="store_true", help="leave started processes alone")
    parser.add_argument("--jobs", type=int, default=1, help="this many rounds at once")
    parser.add_argument("--limit", type=float, default=600.0, help="seconds that a run may take")
    parser.add_argument("--work", type=checks.absolute, default=None, help="make copies below this")
    parser.add_argument("--keep", type=checks.absolute, help="keep what a violation left here")
    return parser.parse_args()


def chase_of(options, work):
    """Makes the reference that all rounds are held against."""
    head = f'reports_since = "{first_day(options.case, options.weeks)}"\n'
    reference, seconds = checks.reference_of(
        options.program, ARGUMENTS, options.case, work, options.limit, head
    )
    reports = {name for name in reference if name.count("/") == 1 and reference[name] == "/"}
    if len(reports) != options.weeks:
        raise SystemExit(f"the undisturbed run made {len(reports)} reports, not {options.weeks}")
    print(f"an undisturbed run makes {len(reports)} reports in {seconds:.1f} s", flush=True)
    return Chase(
        program=options.program,
        case=options.case,
        work=work,
        keep=options.keep,
        head=head,
        seed=options.seed,
        most_kills=options.kills,
        torn_share=options.tear,
        only_parent=options.only_parent,
        limit=options.limit,
        reference=reference,
        seconds=seconds,
    )


def tell(rounds, began):
    """Prints the counts of all rounds together."""
    told = sum((round_.told for round_ in rounds), Counter())
    print(f"{len(rounds)} rounds in {time.monotonic() - began:.0f} s")
    for what, count in sorted(told.items()):
        print(f"{count:6} {what}")
    bad = [round_.number for round_ in rounds if round_.problems]
    numbers = ": " + ", ".join(map(str, bad)) if bad else ""
    print(f"{len(bad)} rounds with violations{numbers}")
    return 1 if bad else 0


def main():
    """Plays all rounds; ends with 1 if anything is violated."""
    options = parsed()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-", dir=options.work) as folder:
        chase = chase_of(options, Path(folder))
        numbers = range(options.first, options.first + options.count)
        rounds = []
        with ThreadPoolExecutor(options.jobs) as pool:
            for round_ in pool.map(lambda number: play(chase, number), numbers):
                rounds.append(round_)
                for problem in round_.problems:
                    print(f"VIOLATION round {round_.number}: {problem}", flush=True)
    return tell(rounds, began)


if __name__ == "__main__":
    sys.exit(main())
