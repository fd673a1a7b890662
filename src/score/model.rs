//! A model of one language: what every feature adds to two answers, packed into a small file.
//!
//! Two logistic heads share one table. The first says how likely a text is to feel anything, the
//! second which way, if it does; sets of texts that know no neutral teach the second alone.

use std::io::{Read, Write};

use super::features::{INPUTS, Sink};
use crate::model::hash::sha256;

/// What every file of a model begins with; the digit is its version.
const MAGIC: &[u8; 8] = b"RRMODEL1";

/// How many bits a place in the table has.
pub const BITS: u8 = 19;

/// A model unpacked is never longer than this.
const LONGEST: u64 = 16 << 20;

/// No weight, step or bias of a model is larger.
const LARGEST: f32 = 1e4;

/// What runs of words weigh beside runs of characters, of which there are ten times as many.
pub const WORDS_WEIGH: f32 = 2.0;
/// What runs of characters weigh.
pub const CHARACTERS_WEIGH: f32 = 0.7;

/// The heads of a model, in the order of their weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// How likely a text is to feel anything.
    Polar = 0,
    /// Which way it feels.
    Direction = 1,
}

/// What a head takes besides features.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Inputs {
    /// The weights of what the word list says.
    pub lexicon: [f32; INPUTS],
    /// What is added always.
    pub bias: f32,
}

impl Inputs {
    /// What the head makes of a text's inputs.
    pub fn of(&self, inputs: &[f32; INPUTS]) -> f32 {
        let products = self.lexicon.iter().zip(inputs).map(|(weight, input)| weight * input);
        self.bias + products.sum::<f32>()
    }
}

/// Why the bytes of a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// They are something else.
    #[error("it is no model of this program")]
    Foreign,
    /// They are cut off, or were changed.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
}

/// A model of one language.
#[derive(Clone, PartialEq)]
pub struct Model {
    language: String,
    version: String,
    inputs: [Inputs; 2],
    /// What a step of a packed weight is worth, by head.
    steps: [f32; 2],
    table: Vec<[i8; 2]>,
}

/// Weights as they are learned, before they are packed.
pub struct Weights {
    /// The language (ISO 639-1).
    pub language: String,
    /// By head.
    pub inputs: [Inputs; 2],
    /// One weight per head for every place of the table.
    pub table: Vec<[f32; 2]>,
}

impl Model {
    /// Packs the weights that matter most, at most `keep` of them.
    pub fn pack(weights: &Weights, keep: usize) -> Vec<u8> {
        let size = |at: &usize| weights.table[*at][0].abs().max(weights.table[*at][1].abs());
        let mut kept: Vec<usize> = (0..weights.table.len()).filter(|at| size(at) > 0.0).collect();
        kept.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b)));
        kept.truncate(keep);
        kept.sort_unstable();
        let steps = [0, 1].map(|head| step(kept.iter().map(|at| weights.table[*at][head])));
        let packed = |at: usize, head: usize| {
            (weights.table[at][head] / steps[head]).round().clamp(-127.0, 127.0) as i8
        };

        let mut body = vec![weights.language.len() as u8];
        body.extend_from_slice(weights.language.as_bytes());
        for (inputs, step) in weights.inputs.iter().zip(steps) {
            for number in inputs.lexicon.iter().chain([&inputs.bias, &step]) {
                body.extend_from_slice(&number.to_le_bytes());
            }
        }
        body.extend_from_slice(&(kept.len() as u32).to_le_bytes());
        let mut before = 0;
        for at in &kept {
            put_varint(&mut body, at - before);
            before = *at;
        }
        for head in [0, 1] {
            body.extend(kept.iter().map(|at| packed(*at, head).to_le_bytes()[0]));
        }
        let mut bytes = MAGIC.to_vec();
        let mut writer = zstd::Encoder::new(&mut bytes, 19).expect("a level that there is");
        writer.write_all(&body).expect("writing to memory");
        writer.finish().expect("writing to memory");
        bytes
    }

    /// Unpacks a model.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Error> {
        let packed = bytes.strip_prefix(MAGIC).ok_or(Error::Foreign)?;
        let mut body = Vec::new();
        zstd::Decoder::new(packed)
            .and_then(|reader| reader.take(LONGEST).read_to_end(&mut body))
            .map_err(|_| Error::Damaged("it cannot be decompressed"))?;
        let mut rest = body.as_slice();
        let length = usize::from(take(&mut rest, 1)?[0]);
        let language = std::str::from_utf8(take(&mut rest, length)?)
            .map_err(|_| Error::Damaged("its language is no text"))?
            .to_owned();
        let mut inputs = [Inputs::default(); 2];
        let mut steps = [0.0; 2];
        for (inputs, step) in inputs.iter_mut().zip(&mut steps) {
            for number in inputs.lexicon.iter_mut().chain([&mut inputs.bias, step]) {
                *number = take_number(&mut rest)?;
            }
        }
        let kept = take(&mut rest, 4)?;
        let kept = u32::from_le_bytes([kept[0], kept[1], kept[2], kept[3]]) as usize;
        if kept > 1 << BITS {
            return Err(Error::Damaged("it has more weights than places"));
        }
        let mut places = Vec::with_capacity(kept);
        let mut at = 0_usize;
        for _ in 0..kept {
            at += take_varint(&mut rest)?;
            places.push(at);
        }
        let mut table = vec![[0; 2]; 1 << BITS];
        for head in [0, 1] {
            for (at, weight) in places.iter().zip(take(&mut rest, kept)?) {
                let place =
                    table.get_mut(*at).ok_or(Error::Damaged("a place is outside the table"))?;
                place[head] = i8::from_le_bytes([*weight]);
            }
        }
        let version = sha256(bytes)[..12].to_owned();
        Ok(Self { language, version, inputs, steps, table })
    }

    /// The language it knows (ISO 639-1).
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The first twelve digits of the SHA-256 of its bytes.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What one feature adds, by head, before it is shared among the features of its text.
    pub fn weight(&self, feature: u32) -> [f32; 2] {
        let packed = self.packed(feature);
        [0, 1].map(|head| f32::from(packed[head]) * self.steps[head])
    }

    #[inline]
    fn packed(&self, feature: u32) -> [i8; 2] {
        self.table[place(feature)]
    }

    /// What a head takes besides features.
    pub fn inputs(&self, head: Head) -> &Inputs {
        &self.inputs[head as usize]
    }

    /// Adds up the features of a text.
    pub fn sum(&self) -> Sum<'_> {
        Sum { model: self, words: [0; 2], characters: [0; 2], word_count: 0, character_count: 0 }
    }
}

/// The place of a feature in a table.
#[inline]
pub fn place(feature: u32) -> usize {
    (feature & ((1 << BITS) - 1)) as usize
}

/// What one of so many features of a kind counts for: a long text says no more than its kind.
#[inline]
pub fn share(weigh: f32, count: usize) -> f32 {
    weigh / (count.max(1) as f32).sqrt()
}

/// The features of one text, added up.
pub struct Sum<'a> {
    model: &'a Model,
    words: [i32; 2],
    characters: [i32; 2],
    word_count: usize,
    character_count: usize,
}

impl Sink for Sum<'_> {
    #[inline]
    fn words(&mut self, feature: u32, _: usize, _: usize) {
        let [polar, direction] = self.model.packed(feature);
        self.words[0] += i32::from(polar);
        self.words[1] += i32::from(direction);
        self.word_count += 1;
    }

    #[inline]
    fn characters(&mut self, feature: u32, _: usize, _: usize) {
        let [polar, direction] = self.model.packed(feature);
        self.characters[0] += i32::from(polar);
        self.characters[1] += i32::from(direction);
        self.character_count += 1;
    }
}

impl Sum<'_> {
    /// What the heads make of the features and inputs, as log odds.
    pub fn log_odds(&self, inputs: &[f32; INPUTS]) -> [f32; 2] {
        let words = share(WORDS_WEIGH, self.word_count);
        let characters = share(CHARACTERS_WEIGH, self.character_count);
        [0, 1].map(|head| {
            let steps = words * self.words[head] as f32 + characters * self.characters[head] as f32;
            steps * self.model.steps[head] + self.model.inputs[head].of(inputs)
        })
    }
}

/// What a step is worth, so that the largest of some weights takes 127 of them.
fn step(weights: impl Iterator<Item = f32>) -> f32 {
    let largest = weights.fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
    if largest > 0.0 { largest / 127.0 } else { 1.0 }
}

/// Seven bits a byte, the lowest first, the eighth set while more follow.
fn put_varint(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take_varint(rest: &mut &[u8]) -> Result<usize, Error> {
    let mut number = 0;
    for shift in [0, 7, 14] {
        let byte = take(rest, 1)?[0];
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(Error::Damaged("a place is too large"))
}

fn take_number(rest: &mut &[u8]) -> Result<f32, Error> {
    let bytes = take(rest, 4)?;
    let number = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    if number.abs() <= LARGEST { Ok(number) } else { Err(Error::Damaged("a number is too large")) }
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Result<&'a [u8], Error> {
    let (taken, after) = rest.split_at_checked(count).ok_or(Error::Damaged("it is cut off"))?;
    *rest = after;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        let mut table = vec![[0.0; 2]; 1 << BITS];
        table[3] = [1.0, -2.0];
        table[300_000] = [0.5, 0.0];
        table[(1 << BITS) - 1] = [0.25, 0.5];
        let inputs = Inputs { lexicon: [0.5, 0.25, 2.0], bias: -1.0 };
        Weights { language: "en".to_owned(), inputs: [inputs; 2], table }
    }

    #[test]
    fn what_is_packed_comes_back_within_a_step() {
        let model = Model::unpack(&Model::pack(&weights(), 10)).unwrap();
        assert_eq!(model.language(), "en");
        assert_eq!(model.inputs(Head::Polar).bias, -1.0);
        for (feature, [polar, direction]) in
            [(3, [1.0, -2.0]), (300_000, [0.5, 0.0]), (4, [0.0; 2])]
        {
            let [a, b] = model.weight(feature);
            assert!((a - polar).abs() <= 0.5 / 127.0 && (b - direction).abs() <= 1.0 / 127.0);
        }
    }

    #[test]
    fn the_weights_that_matter_least_are_left_out() {
        let model = Model::unpack(&Model::pack(&weights(), 1)).unwrap();
        assert_eq!(model.weight(300_000), [0.0; 2]);
        assert_ne!(model.weight(3), [0.0; 2]);
    }

    #[test]
    fn damaged_and_foreign_files_are_refused() {
        let bytes = Model::pack(&weights(), 10);
        assert!(matches!(Model::unpack(b"PK\x03\x04"), Err(Error::Foreign)));
        for length in 8..bytes.len() {
            assert!(matches!(Model::unpack(&bytes[..length]), Err(Error::Damaged(_))), "{length}");
        }
    }
}
