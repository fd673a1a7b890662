//! Reads labeled texts: `label<TAB>text` or `source<TAB>label<TAB>text`, plain or gzip.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use recover_report::model::Label;
use recover_report::score::train::LabeledText;

/// The labeled texts of a file, those without a source under its name.
pub(crate) fn read(path: &Path) -> Result<Vec<LabeledText>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> =
        if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut texts = Vec::new();
    for (index, line) in BufReader::new(bytes).lines().enumerate() {
        let line = line?;
        let cells: Vec<&str> = line.splitn(3, '\t').collect();
        let (source, label, text) = match cells[..] {
            [source, label, text] if word(label).is_some() => {
                (source, word(label), text.to_owned())
            }
            [label, first, ref rest @ ..] if word(label).is_some() => {
                (name.as_str(), word(label), [&[first], rest].concat().join(" "))
            }
            _ if line.is_empty() => continue,
            _ => return Err(format!("{}:{}: no label", path.display(), index + 1).into()),
        };
        let label = label.ok_or("checked above")?;
        texts.push(LabeledText { source: source.to_owned(), label, text });
    }
    Ok(texts)
}

fn word(word: &str) -> Option<Label> {
    match word.trim().to_lowercase().as_str() {
        "neg" | "negative" | "-1" => Some(Label::Negative),
        "neu" | "neutral" | "0" => Some(Label::Neutral),
        "pos" | "positive" | "1" => Some(Label::Positive),
        _ => None,
    }
}
