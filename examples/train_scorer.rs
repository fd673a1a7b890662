//! Trains the models in the program.
//!
//! `cargo run --release --example train_scorer -- FOLDER [LANGUAGE]...` reads `FOLDER/<language>-train.tsv.gz`
//! (source, label, text) and our own texts under `src/score/texts/`, and writes
//! `src/score/models/<language>.model`. The same texts give the same bytes.

#![allow(clippy::print_stdout, reason = "what an example finds, it prints")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use recover_report::score::model::Model;
use recover_report::score::train::{Settings, train};

#[path = "shared/labeled.rs"]
mod labeled;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, languages) = arguments.split_first().ok_or("which folder holds the texts?")?;
    let all = ["en", "ja", "nl"].map(str::to_owned);
    let score = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/score");
    for language in if languages.is_empty() { &all } else { languages } {
        let started = Instant::now();
        let mut texts =
            labeled::read(&PathBuf::from(folder).join(format!("{language}-train.tsv.gz")))?;
        let own = labeled::read(&score.join(format!("texts/{language}.tsv")))?;
        println!("{language}: {} texts of others, {} of our own", texts.len(), own.len());
        texts.extend(own);
        let settings = Settings {
            favored: vec![("own-".to_owned(), 6.0)],
            polar_shift: polar_shift(language),
            ..Settings::default()
        };
        let bytes = train(language, &texts, None, &settings);
        let version = Model::unpack(&bytes)?.version().to_owned();
        println!("{language}: {} bytes, {version}, {:.0?}", bytes.len(), started.elapsed());
        fs::write(score.join(format!("models/{language}.model")), bytes)?;
    }
    Ok(())
}

/// Chosen by leaving one source out after the other: so much brings the neutral band under which
/// texts of a sort not seen in training are read best to where that of the others lies.
fn polar_shift(language: &str) -> f32 {
    match language {
        "ja" | "nl" => 0.4,
        _ => 0.2,
    }
}
