//! Invents the sample: three firestorms that never happened, and the exports they would leave behind.
//!
//! `make_sample_data [DIR]` writes the sample, the same bytes each time. With `--mentions N` it writes
//! a large set to time the program with instead, made as it is written, so that its size is only the
//! disk's concern.

mod bank;
mod by_hand;
mod claims;
mod controls;
mod dice;
mod exports;
mod record;
mod sheet;
mod story;
mod talk;
mod timing;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use dice::Dice;
use story::Story;

/// The config and the account of the sample are kept by hand, beside what is generated.
const KEPT_BY_HAND: [(&str, &str); 2] = [
    ("recover-report.toml", include_str!("../../sample-data/recover-report.toml")),
    ("README.md", include_str!("../../sample-data/README.md")),
];

/// Writes invented sample data, or a large set to time the program with.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder to write to.
    #[arg(default_value = "sample-data")]
    dir: PathBuf,
    /// Write a timing set of this many mentions instead of the sample.
    #[arg(long, value_name = "N")]
    mentions: Option<u64>,
    /// How many cases the timing set has.
    #[arg(long, value_name = "K", default_value_t = 1, requires = "mentions")]
    cases: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    match arguments.mentions {
        Some(mentions) => timing::make_timing_set(&arguments.dir, mentions, arguments.cases.max(1)),
        None => make_sample(&arguments.dir),
    }
}

/// Writes the three cases and the tables kept by hand.
fn make_sample(dir: &Path) -> Result<(), Box<dyn Error>> {
    let mut tables = by_hand::Tables::default();
    for story in Story::all()? {
        let mentions = talk::talk(&story, &mut Dice::seeded(story.seed));
        let captures = record::captures(&story, &mut Dice::seeded(story.seed + 1));
        exports::export(dir, &story, &mentions, &captures)?;
        tables.add(&story, &mentions, &mut Dice::seeded(story.seed + 2));
        eprintln!("{}: {} mentions, {} captures", story.id, mentions.len(), captures.len());
    }
    tables.write(dir)?;
    keep_by_hand(dir)
}

/// Puts the files kept by hand where they are missing, so that any folder holds the whole sample.
fn keep_by_hand(dir: &Path) -> Result<(), Box<dyn Error>> {
    for (name, text) in KEPT_BY_HAND {
        let path = dir.join(name);
        if !path.exists() {
            fs::write(&path, text)
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
    }
    Ok(())
}
