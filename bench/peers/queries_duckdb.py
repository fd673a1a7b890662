"""Runs the queries of the program on DuckDB, over the tables of a case that `recover-report measure
--tables` wrote: the same SQL on the same Parquet. What each gives goes to OUTPUT/QUERY.parquet, the least
time that each took to OUTPUT/times.csv."""

import argparse
import csv
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]


def timed(database, query, repeat):
    """The result of a query, and the least time it took."""
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        result = database.sql(query).to_arrow_table()
        best = min(best, time.perf_counter() - started)
    return result, best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path, help="the folder of the case's tables")
    parser.add_argument("output", type=Path, help="the folder to write to")
    parser.add_argument("--queries", type=Path, default=ROOT / "queries", help="the folder of queries")
    parser.add_argument("--repeat", type=int, default=1, help="run each so often; the best counts")
    arguments = parser.parse_args()

    database = duckdb.connect()
    started = time.perf_counter()
    for path in sorted(arguments.tables.glob("*.parquet")):
        database.execute(f"create view {path.stem} as select * from read_parquet('{path}')")
    times = [("tables", 0, time.perf_counter() - started)]
    arguments.output.mkdir(parents=True, exist_ok=True)
    for path in sorted(arguments.queries.glob("*.sql")):
        result, seconds = timed(database, path.read_text(), arguments.repeat)
        times.append((path.stem, result.num_rows, seconds))
        database.register("result", result)
        database.execute(f"copy (from result) to '{arguments.output / path.stem}.parquet' (format parquet)")
    with (arguments.output / "times.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query", "rows", "seconds"])
        writer.writerows((name, rows, f"{seconds:.4f}") for name, rows, seconds in times)
    for name, rows, seconds in times:
        print(f"{name:20} {rows:>10} {seconds * 1e3:10.1f} ms")
    print(f"{'in all':20} {'':>10} {sum(row[2] for row in times) * 1e3:10.1f} ms")


if __name__ == "__main__":
    main()
