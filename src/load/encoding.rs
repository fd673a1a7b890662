//! From bytes to UTF-8: which encoding, and a reader that gives UTF-8 whatever it was.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::lines::{QuoteCount, UnixLines};

/// The likeliest encoding of a file that begins with `head`.
///
/// A byte order mark decides. Without one, text in which every other byte is zero is UTF-16, text
/// that is valid UTF-8 is that, and for the rest the statistics of `chardetng` speak.
pub fn detect(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    if let Some(encoding) = utf_16_by_zeros(head) {
        return encoding;
    }
    if is_utf_8(head) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(head, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Latin letters in UTF-16 have a zero for their other byte.
fn utf_16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs > 8 && odd > pairs / 3 && even < pairs / 50 {
        Some(UTF_16LE)
    } else if pairs > 8 && even > pairs / 3 && odd < pairs / 50 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A cut at the end of the head is no fault of the file.
fn is_utf_8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// The head as text, for recognizing what it is.
pub fn decode(head: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode(head).0.replace("\r\n", "\n").replace('\r', "\n")
}

/// A reader that gives UTF-8 with LF at the end of every line. What cannot be decoded becomes
/// U+FFFD, which the rows count.
pub fn reader(
    file: impl Read + Send + 'static,
    encoding: &'static Encoding,
    quotes: QuoteCount,
) -> Box<dyn Read + Send> {
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .strip_bom(true)
        .bom_override(true)
        .build(file);
    Box::new(UnixLines::new(decoded, quotes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, SHIFT_JIS, WINDOWS_1252};

    const JAPANESE: &str = "日付,本文\n2026-05-11,このCMはひどい。二度と買わないと思いました。\n";

    #[test]
    fn the_encodings_of_japanese_tools_are_told_apart() {
        for encoding in [UTF_8, SHIFT_JIS, EUC_JP] {
            let (bytes, _, _) = encoding.encode(JAPANESE);
            assert_eq!(detect(&bytes), encoding);
        }
    }

    #[test]
    fn utf_16_is_known_with_and_without_its_mark() {
        let text = "Date\tHeadline\tURL\n15-Nov-25\tStorm\thttps://a.example/\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&little), UTF_16LE);
        assert_eq!(detect(&big), UTF_16BE);
        assert_eq!(detect(&[b"\xFF\xFE".as_slice(), &little].concat()), UTF_16LE);
    }

    #[test]
    fn western_letters_are_not_mistaken_for_japanese() {
        let (bytes, _, _) =
            WINDOWS_1252.encode("datum;tekst\n11-05-2026;Schandalig, één filiaal, geen excuses\n");
        assert_eq!(detect(&bytes), WINDOWS_1252);
    }

    #[test]
    fn a_character_cut_in_half_at_the_end_of_the_head_is_still_utf_8() {
        let bytes = JAPANESE.as_bytes();
        assert_eq!(detect(&bytes[..bytes.len() - 3]), UTF_8);
    }
}
