"""Writes CSV files of mentions as one Parquet file (Zstandard) with DuckDB, and looks at no row."""

import argparse

import duckdb

LOAD = "copy (select * from read_csv([{files}])) to {output} (format parquet, compression zstd)"


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="the CSV files, or patterns of their names")
    parser.add_argument("--output", required=True, help="the Parquet file to write")
    parser.add_argument("--unordered", action="store_true", help="rows need not keep their order")
    arguments = parser.parse_args()
    database = duckdb.connect()
    if arguments.unordered:
        database.execute("set preserve_insertion_order = false")
    files = ", ".join(map(quoted, arguments.files))
    (rows,) = database.execute(LOAD.format(files=files, output=quoted(arguments.output))).fetchone()
    print(f"{rows} rows")


if __name__ == "__main__":
    main()
