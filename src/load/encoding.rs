//! From bytes to UTF-8: which encoding, and a reader that gives UTF-8 whatever it was.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// How much of a text is looked at for a letter that is not ASCII.
const LOOKED_THROUGH: u64 = 64 << 20;

/// Below so many bytes the statistics of letters are weak.
const FEW: usize = 4 << 10;

/// How much is looked at from there on.
const LOOKED_AT: usize = 1 << 20;

/// The likeliest encoding of a text.
///
/// A byte order mark decides. Without one, text in which every other byte is zero is UTF-16, text
/// that is valid UTF-8 is that, and for the rest the statistics of `chardetng` speak. What is looked
/// at begins with the first byte that is not ASCII, however far down it stands, because the bytes
/// before it say nothing.
pub fn detect(mut text: impl Read) -> io::Result<&'static Encoding> {
    let mut chunk = read_up_to(&mut text, LOOKED_AT)?;
    if let Some((encoding, _)) = Encoding::for_bom(&chunk) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16_by_zeros(&chunk) {
        return Ok(encoding);
    }
    let mut looked_through = chunk.len() as u64;
    while chunk.is_ascii() && looked_through < LOOKED_THROUGH {
        chunk = read_up_to(&mut text, LOOKED_AT)?;
        if chunk.is_empty() {
            return Ok(UTF_8);
        }
        looked_through += chunk.len() as u64;
    }
    let first = chunk.iter().position(|byte| !byte.is_ascii()).unwrap_or(chunk.len());
    chunk.drain(..first);
    chunk.extend(read_up_to(&mut text, first)?);
    Ok(guess(&chunk))
}

fn guess(text: &[u8]) -> &'static Encoding {
    if is_utf_8(text) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(text, true);
    let likeliest = detector.guess(None, Utf8Detection::Allow);
    let is_usual = [SHIFT_JIS, EUC_JP, ISO_2022_JP, WINDOWS_1252].contains(&likeliest);
    // A few letters tell little, and the tools of our readers write Japanese more often than the
    // rest of the world's scripts.
    let is_japanese =
        || SHIFT_JIS.decode_without_bom_handling_and_without_replacement(text).is_some();
    if !is_usual && text.len() < FEW && is_japanese() { SHIFT_JIS } else { likeliest }
}

fn read_up_to(text: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    text.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
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
        utf_16_by_lines(head)
    }
}

/// Text of other letters has zeros at the ends of its lines, all at one place of a pair.
fn utf_16_by_lines(head: &[u8]) -> Option<&'static Encoding> {
    let ends = |pair: [u8; 2]| head.chunks_exact(2).filter(|found| **found == pair).count();
    let (little, big) = (ends([b'\n', 0]), ends([0, b'\n']));
    let cut = &head[..head.len() & !1];
    let is_text = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(cut).is_some()
    };
    match (little, big) {
        (1.., 0) if is_text(UTF_16LE) => Some(UTF_16LE),
        (0, 1..) if is_text(UTF_16BE) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a text is UTF-8, be it with a few broken characters, as a careless cut leaves them. In
/// text of any other encoding hardly a letter is valid UTF-8. A cut at the end is no fault.
fn is_utf_8(text: &[u8]) -> bool {
    const SOUND_PER_BROKEN: usize = 10;
    let (mut sound, mut broken) = (0, 0);
    for chunk in text.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    match std::str::from_utf8(text) {
        Err(error) if error.error_len().is_some() => broken * SOUND_PER_BROKEN <= sound,
        _ => true,
    }
}

/// A reader that gives UTF-8 without a byte order mark. What cannot be decoded becomes U+FFFD, which
/// the rows count.
pub fn decoded(
    bytes: impl Read + Send + 'static,
    encoding: &'static Encoding,
) -> Box<dyn Read + Send> {
    let decoded = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .strip_bom(true)
        .bom_override(true)
        .build(bytes);
    Box::new(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(bytes: &[u8]) -> &'static Encoding {
        super::detect(bytes).unwrap()
    }

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
    fn few_japanese_letters_are_still_japanese() {
        for text in ["id,本文\n1,ｺﾉCMﾋﾄﾞｲ\n", "name,note\nx,髙橋①\n"] {
            let (bytes, _, _) = SHIFT_JIS.encode(text);
            assert_eq!(detect(&bytes), SHIFT_JIS, "{text}");
        }
        let text = "日付\t本文\n今日\tこのCMはひどい\n";
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(detect(&big), UTF_16BE);
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

    #[test]
    fn the_first_letter_that_tells_may_stand_far_down() {
        let (tail, _, _) = SHIFT_JIS.encode(JAPANESE);
        let bytes = [b"2026-05-11,calm\n".repeat(200_000), tail.repeat(20)].concat();
        assert_eq!(detect(&bytes), SHIFT_JIS);
    }
}
