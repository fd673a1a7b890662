# What is done often. `just` lists it.

# List the recipes.
default:
    @just --list

# Report on the three invented cases, below sample-data/reports.
sample:
    cargo run --release -- --config sample-data/recover-report.toml --week 2026-W44

# Run all tests.
test:
    cargo test --release

# Look at format and lints; change nothing.
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- --deny warnings

# Write down what the tests find as what they expect. Read the difference before you keep it.
bless:
    UPDATE_EXPECT=1 cargo test --release

# Make docs/page-one.png anew, from the English report on wrong-account. Needs pdftoppm (Poppler).
picture: sample
    mkdir -p docs
    pdftoppm -png -r 110 -f 1 -l 1 -singlefile sample-data/reports/wrong-account/2026-W44/wrong-account-2026-W44-executive-en.pdf docs/page-one
