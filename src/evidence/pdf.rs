//! What lies inside a PDF: its attachments, by name.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::ZlibDecoder;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Stream, String as Text};

use super::Error;

/// A report of ours has no attachments that are longer together.
const MOST_BYTES: usize = 1 << 30;

/// The attachments of a PDF, by name.
pub fn attachments(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let bytes = fs::read(path).map_err(Error::disk("read", path))?;
    inside(bytes).ok_or_else(|| Error::NoPdf { path: path.to_owned() })
}

/// Reads the tree of names that PDF 32000-1, 7.7.4, puts embedded files in.
fn inside(bytes: Vec<u8>) -> Option<BTreeMap<String, Vec<u8>>> {
    let pdf = Pdf::new(bytes).ok()?;
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let mut found = BTreeMap::new();
    let mut length = 0_usize;
    let Some(tree) =
        root.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"))
    else {
        return Some(found);
    };
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            open.extend(kids.iter::<Dict<'_>>());
        }
        let Some(names) = node.get::<Array<'_>>("Names") else { continue };
        let mut items = names.flex_iter();
        while let Some(name) = items.next::<Text<'_>>() {
            let file: Dict<'_> = items.next::<Dict<'_>>()?;
            let stream: Stream<'_> = file.get::<Dict<'_>>("EF")?.get("F")?;
            let bytes = unpacked(&stream)?;
            length = length.checked_add(bytes.len()).filter(|length| *length <= MOST_BYTES)?;
            found.insert(String::from_utf8_lossy(name.as_bytes()).into_owned(), bytes);
        }
    }
    Some(found)
}

/// What an attachment holds, if it is packed as ours are: once, or not at all.
fn unpacked(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let mut bytes = Vec::new();
    match stream.dict().get::<Name<'_>>("Filter") {
        None if !stream.dict().contains_key("Filter") => bytes.extend_from_slice(&raw),
        Some(filter) if *filter == *b"FlateDecode" => {
            let most = MOST_BYTES as u64 + 1;
            ZlibDecoder::new(raw.as_ref()).take(most).read_to_end(&mut bytes).ok()?;
        }
        _ => return None,
    }
    Some(bytes)
}
