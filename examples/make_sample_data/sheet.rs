//! Sheets: delimited text in the encodings and with the separators that exports really have.

use std::error::Error;
use std::fs;
use std::path::Path;

use csv::{Terminator, WriterBuilder};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16LE, WINDOWS_1252};

/// How a sheet is written down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    encoding: &'static Encoding,
    has_mark: bool,
    delimiter: u8,
    terminator: Terminator,
}

impl Form {
    /// UTF-8 with commas, as programs write it.
    pub(crate) const PLAIN: Self = Self {
        encoding: UTF_8,
        has_mark: false,
        delimiter: b',',
        terminator: Terminator::Any(b'\n'),
    };
    /// UTF-8 behind a byte order mark, as spreadsheets write it.
    pub(crate) const MARKED: Self =
        Self { has_mark: true, terminator: Terminator::CRLF, ..Self::PLAIN };
    /// UTF-16 with tabs, whatever the file is called.
    pub(crate) const WIDE: Self = Self { encoding: UTF_16LE, delimiter: b'\t', ..Self::MARKED };
    /// Shift_JIS, as older Japanese tools write it.
    pub(crate) const JAPANESE: Self =
        Self { encoding: SHIFT_JIS, terminator: Terminator::CRLF, ..Self::PLAIN };
    /// Windows-1252 with semicolons, as a Dutch spreadsheet writes it.
    pub(crate) const DUTCH: Self = Self {
        encoding: WINDOWS_1252,
        delimiter: b';',
        terminator: Terminator::CRLF,
        ..Self::PLAIN
    };
}

/// Writes a sheet: what stands before the header, the header, the rows.
pub(crate) fn write_sheet<const N: usize>(
    path: &Path,
    form: Form,
    preamble: &str,
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Result<(), Box<dyn Error>> {
    let mut writer = WriterBuilder::new()
        .delimiter(form.delimiter)
        .terminator(form.terminator)
        .from_writer(Vec::new());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(&row)?;
    }
    let text = preamble.to_owned() + &String::from_utf8(writer.into_inner()?)?;
    write_text(path, form, &text)
}

/// Writes a text in a form's encoding.
pub(crate) fn write_text(path: &Path, form: Form, text: &str) -> Result<(), Box<dyn Error>> {
    let mark = if form.has_mark { "\u{feff}" } else { "" };
    let bytes = encode(&format!("{mark}{text}"), form.encoding);
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, bytes)
        .map_err(|error| format!("cannot write {}: {error}", path.display()).into())
}

/// The bytes of a text. Characters that the encoding does not have are left out.
fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    let has = |c: &char| c.is_ascii() || !encoding.encode(c.encode_utf8(&mut [0; 4])).2;
    let known: String = text.chars().filter(has).collect();
    encoding.encode(&known).0.into_owned()
}
