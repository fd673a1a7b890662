//! What a file is by its first bytes, and the tables inside it: the file itself, the members of an
//! archive, the sheets of a workbook.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use tempfile::NamedTempFile;
use zip::ZipArchive;

use super::limits::{Bounded, Limits};
use super::{Error, sheet};
use crate::model::display::plain;

/// The largest window of a Zstandard stream: what public dumps of forums are packed with.
const ZSTD_WINDOW_LOG: u32 = 31;

/// An archive within an archive within an archive is nobody's export.
const DEEPEST: usize = 2;

/// One table inside a file.
#[derive(Debug, Clone)]
pub struct Part {
    /// The file that lies in the folder.
    pub path: PathBuf,
    /// Its name inside that file, when it lies inside: a member of an archive, a sheet. No other part
    /// of the file has it, and nothing in it passes unseen.
    pub member: Option<String>,
    /// How it is packed, from the outside in: `gzip`, `zstd`, `zip`.
    pub packing: Vec<&'static str>,
    /// What it is.
    pub form: Form,
    /// How much it may ask of us.
    pub limits: Limits,
    bytes: PathBuf,
    squeeze: Squeeze,
}

/// What a table is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text: delimited, or JSON.
    Text,
    /// A sheet of an XLSX workbook, now delimited text whose first cell is the row's number.
    Xlsx,
    /// The same of an XLS workbook.
    Xls,
    /// Parquet.
    Parquet,
    /// Something that we know by name and do not read.
    Foreign(&'static str),
}

/// How a stream of bytes is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Squeeze {
    None,
    Gzip,
    Zstd,
}

impl Part {
    /// Its path for messages: that of the file, with the member below it.
    pub fn shown(&self) -> PathBuf {
        let Some(member) = &self.member else { return self.path.clone() };
        // Joined, a name that begins with a slash would stand alone.
        let mut shown = self.path.clone().into_os_string();
        shown.push("/");
        shown.push(member);
        shown.into()
    }

    /// Its bytes, unpacked, from the start.
    pub fn open(&self) -> Result<Box<dyn Read + Send>, Error> {
        stream(&self.bytes, self.squeeze, self.limits).map_err(|error| self.failed(error))
    }

    /// The file that its bytes lie in, which is not packed.
    pub(super) fn open_file(&self) -> Result<File, Error> {
        File::open(&self.bytes).map_err(|error| self.failed(error))
    }

    /// What went wrong in reading it, told of the path that an analyst knows.
    pub(super) fn failed(&self, error: io::Error) -> Error {
        Error::of_io(&self.shown(), error)
    }

    /// What a library finds wrong with it.
    pub(super) fn broken(&self, error: &dyn std::error::Error) -> Error {
        Error::broken(self.shown(), error)
    }
}

/// Shows every table inside a file to `take`, one after the other. What has to be unpacked for one
/// of them is gone before the next.
pub fn each_part<E: From<Error>>(
    path: &Path,
    limits: Limits,
    take: &mut dyn FnMut(&Part) -> Result<(), E>,
) -> Result<(), E> {
    let whole = Part {
        path: path.to_owned(),
        member: None,
        packing: Vec::new(),
        form: Form::Text,
        limits,
        bytes: path.to_owned(),
        squeeze: Squeeze::None,
    };
    let mut given = BTreeSet::new();
    let mut number = 0;
    walk(whole, &mut |part| {
        number += 1;
        let member = part.member.as_deref().map(|name| shown_name(name, number, &mut given));
        take(&Part { member, ..part.clone() })
    })
}

/// The name of a part as it is shown. Rows are kept under it, so where two would be the same, the
/// second has its number behind it.
fn shown_name(name: &str, number: usize, given: &mut BTreeSet<String>) -> String {
    let mut shown = plain(name);
    while !given.insert(shown.clone()) {
        shown = format!("{shown} ({number})");
    }
    shown
}

fn walk<E: From<Error>>(
    mut part: Part,
    take: &mut dyn FnMut(&Part) -> Result<(), E>,
) -> Result<(), E> {
    let head = head_of(&part)?;
    if head.is_empty() {
        return Err(Error::Empty { path: part.shown() }.into());
    }
    match Sight::of(&head) {
        Sight::Text => take(&part),
        Sight::Parquet => {
            part.form = Form::Parquet;
            take(&part)
        }
        Sight::Packed(squeeze) if part.squeeze == Squeeze::None => {
            part.squeeze = squeeze;
            part.packing.push(if squeeze == Squeeze::Gzip { "gzip" } else { "zstd" });
            if Sight::of(&head_of(&part)?) == Sight::Text {
                return take(&part);
            }
            unpacked(&part, part.open()?, part.member.clone(), take)
        }
        Sight::Zip => walk_zip(&part, take),
        Sight::Compound => {
            let book = sheet::Workbook::xls(&part)?;
            walk_sheets(&part, book, Form::Xls, take)
        }
        Sight::Packed(_) => Err(Error::NestedArchive { path: part.shown() }.into()),
        Sight::Foreign(what) => {
            part.form = Form::Foreign(what);
            take(&part)
        }
    }
}

/// Unpacks what `part` holds into a file of its own and looks at that.
fn unpacked<E: From<Error>>(
    part: &Part,
    mut bytes: impl Read,
    member: Option<String>,
    take: &mut dyn FnMut(&Part) -> Result<(), E>,
) -> Result<(), E> {
    if part.packing.len() > DEEPEST {
        return Err(Error::NestedArchive { path: part.shown() }.into());
    }
    let mut inner = Part {
        path: part.path.clone(),
        member,
        packing: part.packing.clone(),
        form: Form::Text,
        limits: part.limits,
        bytes: PathBuf::new(),
        squeeze: Squeeze::None,
    };
    let mut file = NamedTempFile::new().map_err(|error| inner.failed(error))?;
    io::copy(&mut bytes, &mut file).map_err(|error| inner.failed(error))?;
    inner.bytes = file.path().to_owned();
    walk(inner, take)
}

fn walk_zip<E: From<Error>>(
    part: &Part,
    take: &mut dyn FnMut(&Part) -> Result<(), E>,
) -> Result<(), E> {
    let mut archive = open_zip(part)?;
    check_directory(part, &mut archive)?;
    if archive.by_name("xl/workbook.xml").is_ok() {
        let book = sheet::Workbook::xlsx(part, &mut archive)?;
        return walk_sheets(part, book, Form::Xlsx, take);
    }
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| broken_zip(part, error))?;
        let name = member.name().map_err(|error| broken_zip(part, error))?.replace('\\', "/");
        let is_furniture = name.starts_with("__MACOSX/") || name.ends_with(".DS_Store");
        if member.is_dir() || is_furniture || member.size() == 0 {
            continue;
        }
        let mut holder = Part {
            path: part.path.clone(),
            member: part.member.clone(),
            packing: part.packing.clone(),
            bytes: PathBuf::new(),
            ..*part
        };
        holder.packing.push("zip");
        let packed = member.compressed_size();
        let shown = match &part.member {
            Some(outer) => format!("{outer}/{name}"),
            None => name,
        };
        unpacked(&holder, Bounded::new(member, packed, part.limits), Some(shown), take)?;
    }
    Ok(())
}

fn walk_sheets<E: From<Error>>(
    part: &Part,
    mut book: sheet::Workbook,
    form: Form,
    take: &mut dyn FnMut(&Part) -> Result<(), E>,
) -> Result<(), E> {
    for name in book.sheets(part)? {
        let member = match &part.member {
            Some(outer) => format!("{outer}/{name}"),
            None => name.clone(),
        };
        let mut sheet = Part {
            path: part.path.clone(),
            member: Some(member),
            packing: part.packing.clone(),
            form,
            limits: part.limits,
            bytes: PathBuf::new(),
            squeeze: Squeeze::None,
        };
        let Some(file) = book.unpack(&name, &sheet)? else { continue };
        sheet.bytes = file.path().to_owned();
        take(&sheet)?;
    }
    Ok(())
}

fn open_zip(part: &Part) -> Result<ZipArchive<BufReader<File>>, Error> {
    let file = part.open_file()?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| broken_zip(part, error))
}

fn broken_zip(part: &Part, error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => part.failed(error),
        other => part.broken(&other),
    }
}

/// Refuses an archive by its directory, before anything of it is unpacked.
fn check_directory<R: Read + Seek>(part: &Part, archive: &mut ZipArchive<R>) -> Result<(), Error> {
    let limits = part.limits;
    if archive.has_duplicate_names() {
        let mut file = part.open_file()?;
        let name = file
            .seek(SeekFrom::Start(archive.central_directory_start()))
            .and_then(|_| doubled_name(BufReader::new(file)))
            .map_err(|error| part.failed(error))?;
        return Err(Error::SameName { path: part.shown(), parts: "members", name });
    }
    let over = |error: super::limits::OverLimit| error.of(&part.shown());
    Limits::within("archive_members", limits.archive_members, archive.len() as u64, "members")
        .map_err(over)?;
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(|error| broken_zip(part, error))?;
        packed = packed.saturating_add(member.compressed_size());
        unpacked = unpacked.saturating_add(member.size());
        limits.unpacking(packed, unpacked).map_err(over)?;
    }
    Ok(())
}

/// The name that two members have, by the directory of the archive. Once opened, an archive knows one
/// of them only.
fn doubled_name(mut directory: impl Read) -> io::Result<String> {
    let mut names = BTreeSet::new();
    loop {
        let mut head = [0; 46];
        directory.read_exact(&mut head)?;
        let length = |at: usize| u64::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let mut name = Vec::new();
        directory.by_ref().take(length(28)).read_to_end(&mut name)?;
        io::copy(&mut directory.by_ref().take(length(30) + length(32)), &mut io::sink())?;
        if let Some(name) = names.replace(name) {
            return Ok(String::from_utf8_lossy(&name).into_owned());
        }
    }
}

fn head_of(part: &Part) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    part.open()?.take(16).read_to_end(&mut head).map_err(|error| part.failed(error))?;
    Ok(head)
}

fn stream(path: &Path, squeeze: Squeeze, limits: Limits) -> io::Result<Box<dyn Read + Send>> {
    let file = File::open(path)?;
    let packed = file.metadata()?.len();
    let file = BufReader::with_capacity(1 << 16, file);
    Ok(match squeeze {
        Squeeze::None => Box::new(file),
        Squeeze::Gzip => Box::new(Bounded::new(MultiGzDecoder::new(file), packed, limits)),
        Squeeze::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(file)?;
            decoder.window_log_max(ZSTD_WINDOW_LOG)?;
            Box::new(Bounded::new(decoder, packed, limits))
        }
    })
}

/// What bytes are, by the first of them.
#[derive(Debug, PartialEq, Eq)]
enum Sight {
    Text,
    Packed(Squeeze),
    Zip,
    /// An OLE2 compound file, as old spreadsheets are.
    Compound,
    Parquet,
    /// A form that we know by name and do not read.
    Foreign(&'static str),
}

impl Sight {
    fn of(head: &[u8]) -> Self {
        const SIGHTS: [(&[u8], Sight); 11] = [
            (b"\x1f\x8b", Sight::Packed(Squeeze::Gzip)),
            (b"\x28\xb5\x2f\xfd", Sight::Packed(Squeeze::Zstd)),
            (b"PK\x03\x04", Sight::Zip),
            (b"PK\x05\x06", Sight::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Sight::Compound),
            (b"PAR1", Sight::Parquet),
            (b"%PDF-", Sight::Foreign("a PDF")),
            (b"BZh", Sight::Foreign("packed with bzip2")),
            (b"\xfd7zXZ\0", Sight::Foreign("packed with xz")),
            (b"7z\xbc\xaf\x27\x1c", Sight::Foreign("a 7z archive")),
            (b"SQLite format 3\0", Sight::Foreign("an SQLite database")),
        ];
        let is_skippable_zstd =
            head.len() > 4 && head[0] & 0xf0 == 0x50 && head[1..4] == *b"\x2a\x4d\x18";
        if is_skippable_zstd {
            return Self::Packed(Squeeze::Zstd);
        }
        SIGHTS
            .into_iter()
            .find(|(magic, _)| head.starts_with(magic))
            .map_or(Self::Text, |(_, sight)| sight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_content() {
        assert_eq!(Sight::of(b"\x1f\x8b\x08"), Sight::Packed(Squeeze::Gzip));
        assert_eq!(Sight::of(b"\x50\x2a\x4d\x18\0\0\0\0"), Sight::Packed(Squeeze::Zstd));
        assert_eq!(Sight::of(b"date,title"), Sight::Text);
        assert_eq!(Sight::of(b""), Sight::Text);
    }

    #[test]
    fn parts_that_would_be_shown_alike_have_names_of_their_own() {
        let mut given = BTreeSet::new();
        let names = ["a\u{7}.csv", "a⟨U+0007⟩.csv", "a\nb", "a b", "a b (4)"];
        let shown: Vec<String> =
            (1..).zip(names).map(|(number, name)| shown_name(name, number, &mut given)).collect();
        let expected = ["a⟨U+0007⟩.csv", "a⟨U+0007⟩.csv (2)", "a b", "a b (4)", "a b (4) (5)"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_part_lies_below_its_file_whatever_its_name() {
        let part = Part {
            path: PathBuf::from("in/a.zip"),
            member: Some("/etc/hosts".to_owned()),
            packing: Vec::new(),
            form: Form::Text,
            limits: Limits::default(),
            bytes: PathBuf::new(),
            squeeze: Squeeze::None,
        };
        assert_eq!(part.shown(), PathBuf::from("in/a.zip//etc/hosts"));
        let said = Error::Empty { path: PathBuf::from("a\nhint: b\u{1b}.csv") }.to_string();
        assert_eq!(said, "a hint: b⟨U+001B⟩.csv is empty");
    }

    #[test]
    fn the_name_that_two_members_have_is_found_in_the_directory() {
        let entry = |name: &str| {
            let mut head = [0; 46];
            head[28] = name.len() as u8;
            head[30] = 2;
            head[32] = 1;
            [head.as_slice(), name.as_bytes(), b"xxy"].concat()
        };
        let directory = [entry("a.csv"), entry("b.csv"), entry("a.csv")].concat();
        assert_eq!(doubled_name(directory.as_slice()).unwrap(), "a.csv");
        assert!(doubled_name(&directory[..110]).is_err());
    }
}
