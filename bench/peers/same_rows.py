"""Says which Parquet files of two folders hold other rows, and ends with 1 if any do.

Rows are compared in their order, column by column; numbers that are not whole but for the last digits, which hang on
the order in which an engine adds."""

import argparse
import math
import sys
from pathlib import Path

import pyarrow.parquet as parquet


def is_same(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) or (one != one and other != other)
    return one == other


def difference(one, other):
    """What differs first between two tables; nothing if they hold the same rows."""
    if sorted(one.column_names) != sorted(other.column_names):
        return "other columns"
    if one.num_rows != other.num_rows:
        return f"{one.num_rows} rows, and {other.num_rows}"
    for name in one.column_names:
        pairs = zip(one[name].to_pylist(), other[name].to_pylist(), strict=True)
        for row, (first, second) in enumerate(pairs):
            if not is_same(first, second):
                return f"`{name}` of row {row} is {first!r}, and {second!r}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("one", type=Path, help="a folder")
    parser.add_argument("other", type=Path, help="another one")
    arguments = parser.parse_args()
    names = sorted({path.name for folder in (arguments.one, arguments.other) for path in folder.glob("*.parquet")})
    if not names:
        print("there is nothing to compare")
        return 1
    differing = rows = 0
    for name in names:
        paths = [arguments.one / name, arguments.other / name]
        if not all(path.exists() for path in paths):
            found = "only one of them has it"
        else:
            tables = [parquet.read_table(path) for path in paths]
            rows += tables[0].num_rows
            found = difference(*tables)
        if found:
            differing += 1
            print(f"{name}: {found}")
    if not differing:
        print(f"{len(names)} tables of {rows:,} rows")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
