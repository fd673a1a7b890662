"""Writes CSV files of mentions as one Parquet file (Zstandard) with polars, and looks at no row."""

import argparse

import polars


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="the CSV files, or patterns of their names")
    parser.add_argument("--output", required=True, help="the Parquet file to write")
    parser.add_argument("--unordered", action="store_true", help="rows need not keep their order")
    arguments = parser.parse_args()
    mentions = polars.scan_csv(arguments.files, try_parse_dates=True)
    mentions.sink_parquet(arguments.output, compression="zstd", maintain_order=not arguments.unordered)
    rows = polars.scan_parquet(arguments.output).select(polars.len()).collect().item()
    print(f"{rows} rows")


if __name__ == "__main__":
    main()
