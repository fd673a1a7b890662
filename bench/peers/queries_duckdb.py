"""Runs the queries of the program on DuckDB, over the Parquet tables that the program wrote.

The tables are read as they stand. Three things that the program lays over them when it reads them are
not here: which texts are copies (`is_copy` is false), people's labels, and which items carry a claim
(`claim_items` is empty). Figures of originals and of claims are others for that. Storms are taken from
a report.json, if one is given; without one there are none."""

import argparse
import csv
import datetime
import json
import time
import tomllib
from pathlib import Path

import duckdb

import common

ROOT = Path(__file__).resolve().parents[2]
EPOCH = datetime.date(1970, 1, 1)
# The days before a period's end from which a page lingers, was seen lately, and is gone.
LINGERING, RECENT, GONE = 28, 27, 13
# Without a baseline of its own a case has the 56 days that end 7 days before its onset.
QUIET_GAP, QUIET_DAYS = 7, 56

# The column that says of which day a row is; nothing after the period is seen.
DAYS = {
    "mentions": "published_on",
    "mention_counts": "counted_on",
    "captures": "captured_on",
    "search_results": "captured_on",
    "page_items": "captured_on",
    "vanished": "published_on",
    "events": "happened_on",
    "removals": "filed_on",
    "claims": None,
    "commitments": "made_on",
    "controls": "observed_on",
}


def day_index(day):
    return (day - EPOCH).days


def add_tables(database, tables, case_id, last_day, is_loaded):
    """Puts the case's Parquet files in the place of the empty tables."""
    database.execute(Path(__file__).with_name("tables.sql").read_text())
    kind = "table" if is_loaded else "view"
    for table, day in DAYS.items():
        folder = tables / table / case_id
        if any(folder.glob("*.parquet")):
            until = f"where {day} <= date '{last_day}'" if day else ""
            source = f"read_parquet('{folder}/*.parquet', union_by_name = true)"
            database.execute(f"drop table {table}")
            database.execute(f"create {kind} {table} as select * from {source} {until}")


def add_parameters(database, case, first_day, last_day, weight_sets):
    """Makes the small tables that tell the queries of period, spans and weights."""

    def fill(table, columns, rows):
        database.execute(f"create table {table} ({columns})")
        for row in rows:
            marks = ", ".join("?" * len(row))
            database.execute(f"insert into {table} values ({marks})", row)

    start, end = day_index(first_day), day_index(last_day)
    length = end - start + 1
    spans = [("period", start, end), ("previous", start - length, end - length)]
    if "baseline" in case:
        baseline = case["baseline"]
        spans.append(("baseline", day_index(baseline["from"]), day_index(baseline["to"])))
    elif "onset" in case:
        until = day_index(case["onset"]) - QUIET_GAP
        spans.append(("baseline", until - QUIET_DAYS + 1, until))
    fill(
        "period",
        "starts_on date, ends_on date, starts_day bigint, ends_day bigint, lingering_day bigint, "
        "recent_day bigint, gone_day bigint",
        [(first_day, last_day, start, end, end - LINGERING, end - RECENT, end - GONE)],
    )
    fill("spans", "span text, starts_day bigint, ends_day bigint", spans)
    terms = [(case["id"], term["term"], term.get("weight", 1.0)) for term in case["search_terms"]]
    fill("search_terms", "case_id text, search_term text, term_weight double", terms)
    weights = [
        (name, position, weight)
        for name, curve in tomllib.loads(weight_sets.read_text()).items()
        for position, weight in enumerate(curve, 1)
    ]
    fill("click_weights", "weight_set text, position bigint, click_weight double", weights)
    fill("first_pages", "cutoff bigint", [(3,), (10,), (20,)])


def add_storms(database, report):
    """The storms that a report tells of; one that goes on runs to the last day of the talk."""
    talk = json.loads(report.read_text())["talk"]
    last = max(day["row"]["published_on"] for day in talk["days"])
    for storm in talk["storms"]:
        days = (storm["opened_on"], storm["ended_on"] or last)
        ends = [day_index(datetime.date.fromisoformat(day)) for day in days]
        database.execute("insert into storms values (?, ?, ?)", [storm["storm"], *ends])


def timed(database, query, repeat):
    """The result of a query, and the least time it took."""
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        result = database.sql(query).to_arrow_table()
        best = min(best, time.perf_counter() - started)
    return result, best


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path, help="the folder `state/tables` of the program")
    parser.add_argument("case", help="the id of the case")
    parser.add_argument("--config", type=Path, required=True, help="the recover-report.toml")
    parser.add_argument("--week", required=True, help="the ISO week, such as 2026-W20")
    parser.add_argument("--output", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--format", choices=["parquet", "csv"], default="parquet")
    parser.add_argument("--queries", type=Path, default=ROOT / "queries", help="the folder of queries")
    parser.add_argument(
        "--weight-sets",
        type=Path,
        default=ROOT / "src" / "measure" / "weight-sets.toml",
        help="the click-through curves",
    )
    parser.add_argument("--report", type=Path, help="a report.json, from which storms are taken")
    parser.add_argument("--load", action="store_true", help="read the Parquet files once, into memory")
    parser.add_argument("--repeat", type=int, default=1, help="run each so often; the best counts")
    arguments = parser.parse_args()

    config = tomllib.loads(arguments.config.read_text())
    (case,) = [case for case in config["case"] if case["id"] == arguments.case]
    first_day, last_day = common.week_days(arguments.week)
    database = duckdb.connect()
    started = time.perf_counter()
    add_tables(database, arguments.tables, case["id"], last_day, arguments.load)
    times = [("tables", "", time.perf_counter() - started)]
    add_parameters(database, case, first_day, last_day, arguments.weight_sets)
    if arguments.report:
        add_storms(database, arguments.report)

    arguments.output.mkdir(parents=True, exist_ok=True)
    for path in sorted(arguments.queries.glob("*.sql")):
        result, seconds = timed(database, path.read_text(), arguments.repeat)
        times.append((path.stem, result.num_rows, seconds))
        file = arguments.output / f"{path.stem}.{arguments.format}"
        database.register("result", result)
        database.execute(f"copy (from result) to '{file}' (format {arguments.format})")
    with (arguments.output / "times.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query", "rows", "seconds"])
        writer.writerows((name, rows, f"{seconds:.4f}") for name, rows, seconds in times)
    for name, rows, seconds in times:
        print(f"{name:20} {rows:>10} {seconds * 1e3:10.1f} ms")
    print(f"{'in all':20} {'':>10} {sum(row[2] for row in times) * 1e3:10.1f} ms")


if __name__ == "__main__":
    main()
