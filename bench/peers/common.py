"""What both pipelines share: the config, the command line, and how results are written."""

import argparse
import csv
import datetime
import re
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "report-templates" / "fonts"
NEGATIVE, POSITIVE = -0.05, 0.05
FIRST_PAGE = 10
Z = 1.959963984540054


@dataclass(frozen=True)
class Case:
    """A case of the config, as far as the peers need it."""

    id: str
    organization: str
    time_zone: str
    incident_terms: list[str]
    search_terms: list[str]
    baseline: dict[str, datetime.date]

    @property
    def incident_pattern(self):
        """A pattern that any of the incident's terms matches."""
        return "|".join(re.escape(term) for term in self.incident_terms)


@dataclass(frozen=True)
class Job:
    """What to read, what to report on, and where to write it."""

    cases: list[Case]
    mentions: list[str]
    search_results: list[str]
    first_day: datetime.date
    last_day: datetime.date
    output: Path
    fonts: Path


def parser(description):
    """The command line of a pipeline, to which it adds its own flags."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("config", type=Path, help="recover-report.toml beside the exports")
    made.add_argument("--week", required=True, help="the ISO week to report on, such as 2026-W20")
    made.add_argument("--output", type=Path, required=True, help="the folder to write to")
    made.add_argument("--fonts", type=Path, default=FONTS, help="the folder with the fonts")
    return made


def week_days(name):
    """The Monday and the Sunday of an ISO week such as 2026-W20."""
    year, week = name.split("-W")
    monday = datetime.date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + datetime.timedelta(days=6)


def job(arguments):
    """Reads the config that the command line names."""
    config = tomllib.loads(arguments.config.read_text())
    cases = [
        Case(
            case["id"],
            case["organization"],
            case.get("time_zone", config.get("time_zone", "UTC")),
            case["incident_terms"],
            [term["term"] for term in case["search_terms"]],
            case["baseline"],
        )
        for case in config["case"]
    ]

    def files(kind):
        folder = arguments.config.parent
        patterns = [
            pattern for entry in config["input"] if entry["kind"] == kind for pattern in entry["files"]
        ]
        return sorted(str(path) for pattern in patterns for path in folder.glob(pattern))

    first_day, last_day = week_days(arguments.week)
    arguments.output.mkdir(parents=True, exist_ok=True)
    return Job(
        cases,
        files("mentions"),
        files("search-results"),
        first_day,
        last_day,
        arguments.output,
        arguments.fonts,
    )


def wilson(count, total):
    """The 95 % score interval of `count` out of `total`."""
    share, spread = count / total, Z * Z / total
    center = share + spread / 2
    half = (spread * share * (1 - share) + spread * spread / 4) ** 0.5
    return max(0.0, (center - half) / (1 + spread)), min(1.0, (center + half) / (1 + spread))


def with_intervals(rows):
    """Adds the negative share and its interval to rows of counts."""
    for row in rows:
        row["negative_share"] = row["negative"] / row["mentions"]
        row["low"], row["high"] = wilson(row["negative"], row["mentions"])
    return rows


def write_csv(path, rows):
    """Writes rows, numbers that are not whole with four decimals."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {name: f"{value:.4f}" if isinstance(value, float) else value for name, value in row.items()}
            )


class Stopwatch:
    """Prints to standard error how long each stage took."""

    def __init__(self):
        self.started = self.last = time.perf_counter()

    def lap(self, stage):
        now = time.perf_counter()
        print(f"{stage:12} {now - self.last:8.2f} s", file=sys.stderr)
        self.last = now

    def stop(self):
        print(f"{'in all':12} {time.perf_counter() - self.started:8.2f} s", file=sys.stderr)
