"""Repeats the rows of a report's register under new addresses, until there are as many as wanted.

Each row keeps what was said of it, and brings along the positions of the row it was made from. Counsel's
edition is told to print them all."""

import argparse
import json
from collections import defaultdict
from pathlib import Path

PAGE = ["url", "search_term", "viewpoint"]
DOMAINS = 300


def repeated(register, path, rows):
    """So many rows of a register, and the positions of each."""
    seen = defaultdict(list)
    for point in path:
        seen[tuple(point[name] for name in PAGE)].append(point)
    pages, points = [], []
    for number in range(rows):
        page = register[number % len(register)]
        domain = f"site{number % DOMAINS}.example"
        url = f"https://{domain}/p{number:05}"
        points += [{**point, "url": url} for point in seen[tuple(page[name] for name in PAGE)]]
        pages.append({**page, "url": url, "domain": domain, "title": f"{page['title']} {number}"})
    return pages, points


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, help="a report.json whose register has a row at least")
    parser.add_argument("output", type=Path, help="the report.json to write")
    parser.add_argument("--rows", type=int, default=2_000)
    arguments = parser.parse_args()
    report = json.loads(arguments.report.read_text(encoding="utf-8"))
    record = report["record"]
    if not record["register"]:
        parser.error(f"{arguments.report} has no row in its register")
    pages, points = repeated(record["register"], record["rank_path"], arguments.rows)
    record["register"], record["rank_path"] = pages, points
    report["languages"] = ["en"]
    report["counsel"]["table_rows"] = arguments.rows
    arguments.output.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    print(f"{len(pages)} rows, {len(points)} positions")


if __name__ == "__main__":
    main()
