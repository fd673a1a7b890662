//! Scores texts with the `vader_sentiment` crate on all cores: CSV of `id,text` on standard input, CSV of
//! `id,compound` on standard output, in the same order.

use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::sync::mpsc::sync_channel;
use std::thread;

use csv::{ReaderBuilder, StringRecord};
use rayon::prelude::*;
use vader_sentiment::SentimentIntensityAnalyzer;

/// So many texts are scored at a time, while the next are read.
const BATCH: usize = 16_384;

/// So many batches may wait to be scored.
const WAITING: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let (sender, batches) = sync_channel::<Vec<StringRecord>>(WAITING);
    let reader = thread::spawn(move || -> csv::Result<()> {
        let mut rows = ReaderBuilder::new()
            .buffer_capacity(1 << 20)
            .from_reader(io::stdin().lock())
            .into_records();
        loop {
            let batch = rows.by_ref().take(BATCH).collect::<csv::Result<Vec<_>>>()?;
            if batch.is_empty() || sender.send(batch).is_err() {
                return Ok(());
            }
        }
    });

    let vader = SentimentIntensityAnalyzer::new();
    let mut output = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    writeln!(output, "id,compound")?;
    for batch in batches {
        let scores: Vec<f64> =
            batch.par_iter().map(|row| vader.polarity_scores(&row[1])["compound"]).collect();
        for (row, score) in batch.iter().zip(scores) {
            writeln!(output, "{},{score}", &row[0])?;
        }
    }
    output.flush()?;
    reader.join().expect("the reader does not panic")?;
    Ok(())
}
