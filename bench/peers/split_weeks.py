"""Splits a CSV file into one file for each ISO week of a column of instants."""

import argparse
import csv
import datetime
import functools
from pathlib import Path


@functools.cache
def week(day):
    """The ISO week of a day such as 2026-05-17."""
    year, number, _ = datetime.date.fromisoformat(day).isocalendar()
    return f"{year}-W{number:02}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="the CSV file")
    parser.add_argument("column", help="the column of instants, such as published_at")
    parser.add_argument("output", type=Path, help="the folder to write to")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    files, writers = [], {}
    with arguments.file.open(newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        at = header.index(arguments.column)
        for row in rows:
            name = week(row[at][:10])
            if name not in writers:
                files.append((arguments.output / f"{name}.csv").open("w", newline="", encoding="utf-8"))
                writers[name] = csv.writer(files[-1], lineterminator="\n")
                writers[name].writerow(header)
            writers[name].writerow(row)
    for file in files:
        file.close()
    print(f"{len(writers)} weeks")


if __name__ == "__main__":
    main()
