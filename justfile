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

# Have the queries run on Sail and on Spark, which are set up for it. Needs protoc, Java 17 and 500 MB.
clusters:
    cargo test --release --features spark --test suite -- clusters::

# Look at format and lints; change nothing.
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- --deny warnings

# Look at the licenses and sources of all that is built in. Needs cargo-deny.
deny:
    cargo deny --locked check bans licenses sources

# Write target/sbom.json, a CycloneDX list of all that is built in. Needs cargo-cyclonedx.
sbom:
    mkdir -p target
    cargo cyclonedx --format json --spec-version 1.5 --override-filename recover-report-sbom
    mv recover-report-sbom.json target/sbom.json

# Write down what the tests find as what they expect. Read the difference before you keep it.
bless:
    UPDATE_EXPECT=1 cargo test --release

# Make docs/page-one.png anew, from the English report on wrong-account. Needs pdftoppm (Poppler).
picture: sample
    mkdir -p docs
    pdftoppm -png -r 110 -f 1 -l 1 -singlefile sample-data/reports/wrong-account/2026-W44/wrong-account-2026-W44-executive-en.pdf docs/page-one
