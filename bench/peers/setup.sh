#!/usr/bin/env bash
# Makes a Python environment for the peers, and builds the scorer that duckdb_pipeline.py calls.
#
#   setup.sh FOLDER
#
# Needs Python 3.11 or later, a Rust toolchain, and for WeasyPrint the libraries of Pango. On Debian:
#
#   apt-get install python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
set -euo pipefail
folder=${1:?usage: setup.sh FOLDER}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --requirement "$here/requirements.txt" --constraint "$here/constraints.txt"
cargo build --release --manifest-path "$here/vader_score/Cargo.toml" --target-dir "$folder/target"
ln -sf ../target/release/vader_score "$folder/bin/vader_score"
echo "$folder/bin/python $here/pandas_pipeline.py --help"
