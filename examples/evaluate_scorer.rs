//! Says how well and how fast the scorer in the program does on labeled texts.
//!
//! `cargo run --release --example evaluate_scorer -- FILE... [--language L] [--peer]`: files of
//! `label<TAB>text` or `source<TAB>label<TAB>text`, plain or gzip. The language is that of most
//! texts unless it is told. `--peer` has the `vader_sentiment` crate score the same texts.

#![allow(clippy::print_stdout, reason = "what an example finds, it prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use recover_report::model::Label;
use recover_report::normalize::language;
use recover_report::score::builtin::{Builtin, Language};
use recover_report::score::evaluate::{Evaluation, Judged, LABELS};
use recover_report::score::features::Scratch;
use recover_report::score::train::LabeledText;
use recover_report::score::{NEUTRAL_BAND, Scorer, Text};

#[path = "shared/labeled.rs"]
mod labeled;

/// So many texts of a file are asked for their language.
const ASKED: usize = 500;

/// Each speed is the best of so many.
const REPEATS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let (mut told, mut with_peer) = (None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--language" => told = Some(arguments.next().ok_or("--language wants one")?),
            "--peer" => with_peer = true,
            "-h" | "--help" => {
                println!("evaluate_scorer FILE... [--language L] [--peer]");
                return Ok(());
            }
            flag if flag.starts_with('-') => return Err(format!("there is no flag {flag}").into()),
            _ => files.push(argument),
        }
    }
    if files.is_empty() {
        return Err("which FILE of labeled texts?".into());
    }
    let builtin = Builtin::new(Vec::new());
    println!("scorer {}, neutral below {NEUTRAL_BAND}", builtin.version());
    for file in files {
        let texts = labeled::read(Path::new(&file))?;
        let name = told.clone().unwrap_or_else(|| language_of(&texts).to_owned());
        let language =
            builtin.language(&name).ok_or_else(|| format!("{file}: no model for `{name}`"))?;
        println!("\n{file}: {} texts, {name}", texts.len());
        println!(
            "source               texts macro-F1 macro-recall accuracy   AUC  confusion (rows true, columns said: neg neu pos)"
        );
        let mut by_source: BTreeMap<&str, Vec<&LabeledText>> = BTreeMap::new();
        for text in &texts {
            by_source.entry(&text.source).or_default().push(text);
        }
        let is_one = by_source.len() == 1;
        for (source, texts) in &by_source {
            print(source, &judged(language, texts));
        }
        if !is_one {
            print("all", &judged(language, &texts.iter().collect::<Vec<_>>()));
        }
        speed(&builtin, &name, &texts, with_peer)?;
    }
    Ok(())
}

/// The language that most of the first texts are in, of those that there is a model for.
fn language_of(texts: &[LabeledText]) -> &'static str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts.iter().take(ASKED) {
        *counts.entry(language::of_text(&text.text)).or_default() += 1;
    }
    let count = |language: &&str| counts.get(language).copied().unwrap_or_default();
    ["en", "ja", "nl"].into_iter().max_by_key(count).unwrap_or("en")
}

fn judged(language: &Language, texts: &[&LabeledText]) -> Vec<Judged> {
    let mut scratch = Scratch::default();
    let mut judge = |text: &&LabeledText| {
        let answer = language.read(&text.text, &mut scratch);
        let said = answer.polarity().label(NEUTRAL_BAND);
        Judged { truth: text.label, said, direction: answer.direction }
    };
    texts.iter().map(&mut judge).collect()
}

fn print(source: &str, judged: &[Judged]) {
    let Evaluation { confusion, auc } = Evaluation::of(judged);
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
    let rows: Vec<String> = LABELS
        .iter()
        .filter(|label| judged.iter().any(|one| one.truth == **label))
        .map(|label: &Label| {
            let row = confusion.0[*label as usize];
            format!("{} {:?}", label.as_str(), row)
        })
        .collect();
    println!(
        "{source:20} {:5} {:>8} {:>12} {:>8} {:>5}  {}",
        judged.len(),
        number(confusion.macro_f1()),
        number(confusion.macro_recall()),
        number(confusion.accuracy()),
        number(auc),
        rows.join("; ")
    );
}

fn speed(
    builtin: &Builtin,
    language: &str,
    texts: &[LabeledText],
    with_peer: bool,
) -> Result<(), Box<dyn Error>> {
    let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
    let batch: Vec<Text<'_>> =
        texts.iter().map(|text| Text { text: &text.text, language }).collect();
    let rate = |taken: Duration| texts.len() as f64 / taken.as_secs_f64();
    let line = |name: &str, taken: Duration| {
        let megabytes = bytes as f64 / 1e6 / taken.as_secs_f64();
        println!("{name:28} {:>9.0} texts/s {megabytes:>7.1} MB/s", rate(taken));
    };
    let pools: Result<Vec<_>, _> = [1, 2]
        .map(|threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build())
        .into_iter()
        .collect();
    let pools = pools?;
    let vader = vader_sentiment::SentimentIntensityAnalyzer::new();
    let mut best = [Duration::MAX; 3];
    // By turns, so that what else the machine does weighs on all alike.
    for _ in 0..REPEATS {
        for (pool, best) in pools.iter().zip(&mut best) {
            let started = Instant::now();
            pool.install(|| builtin.score(&batch))?;
            *best = started.elapsed().min(*best);
        }
        if with_peer {
            let started = Instant::now();
            for text in texts {
                std::hint::black_box(vader.polarity_scores(&text.text));
            }
            best[2] = started.elapsed().min(best[2]);
        }
    }
    line("ours, 1 thread", best[0]);
    line("ours, 2 threads", best[1]);
    if with_peer {
        line("vader_sentiment, 1 thread", best[2]);
        println!("ours on one thread is {:.1} times as fast", rate(best[0]) / rate(best[2]));
        let judged: Vec<Judged> = texts
            .iter()
            .map(|text| {
                let compound =
                    vader.polarity_scores(&text.text).get("compound").copied().unwrap_or_default();
                let said = match compound {
                    c if c >= 0.05 => Label::Positive,
                    c if c <= -0.05 => Label::Negative,
                    _ => Label::Neutral,
                };
                Judged { truth: text.label, said, direction: compound }
            })
            .collect();
        print("vader_sentiment, all", &judged);
    }
    Ok(())
}
