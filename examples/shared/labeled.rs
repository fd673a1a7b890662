//! Reads labeled texts: `label<TAB>text` or `source<TAB>label<TAB>text`, plain or gzip.

use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use recover_report::model::Label;
use recover_report::score::train::LabeledText;

/// The labeled texts of a file, those without a source under its name. A first line without a label
/// is a header. What is no UTF-8 is replaced.
pub(crate) fn read(path: &Path) -> Result<Vec<LabeledText>, Box<dyn Error>> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(told)?;
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let mut reader: Box<dyn Read> =
        if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(told)?;
    let text = String::from_utf8_lossy(&bytes);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut texts = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match labeled(line, &name) {
            Some(labeled) => texts.push(labeled),
            None if index == 0 || line.trim().is_empty() => {}
            None => return Err(format!("{}:{}: no label", path.display(), index + 1).into()),
        }
    }
    Ok(texts)
}

fn labeled(line: &str, name: &str) -> Option<LabeledText> {
    let (first, rest) = line.split_once('\t')?;
    if let Some((second, text)) = rest.split_once('\t')
        && let Some(label) = word(second)
    {
        return Some(LabeledText { source: first.to_owned(), label, text: text.to_owned() });
    }
    let label = word(first)?;
    Some(LabeledText { source: name.to_owned(), label, text: rest.to_owned() })
}

fn word(word: &str) -> Option<Label> {
    match word.trim().to_lowercase().as_str() {
        "neg" | "negative" | "-1" => Some(Label::Negative),
        "neu" | "neutral" | "0" => Some(Label::Neutral),
        "pos" | "positive" | "1" => Some(Label::Positive),
        _ => None,
    }
}
