//! Whatever the bytes, a file is read to its end or refused with an error; and read again, it gives
//! as many rows.

#![no_main]

use std::io::Write;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use recover_report_fuzz::load::{self, Limits, ProfileSet, Reading, each_part};
use recover_report_fuzz::model::Kind;

static LIMITS: LazyLock<Limits> = LazyLock::new(|| Limits {
    unpacked_bytes: 1 << 22,
    sheet_bytes: 1 << 22,
    json_document_bytes: 1 << 20,
    parquet_bytes: 1 << 22,
    ..Limits::default()
});

static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let profiles = ProfileSet::with(&[]).unwrap();
    Kind::ALL
        .into_iter()
        .map(|kind| Reading {
            kind,
            candidates: profiles.of_kind(kind).cloned().collect(),
            others: Vec::new(),
            encoding: None,
            limits: *LIMITS,
            siblings: Vec::new(),
        })
        .collect()
});

fuzz_target!(|data: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data).unwrap();
    for reading in READINGS.iter() {
        let _ = each_part(file.path(), *LIMITS, &mut |part| -> Result<(), load::Error> {
            if let [Ok(first), Ok(second)] = [count(part, reading), count(part, reading)] {
                assert_eq!(first, second);
            }
            Ok(())
        });
    }
});

fn count(part: &load::Part, reading: &Reading) -> Result<(u64, u64), load::Error> {
    let mut rows = load::load(part, reading)?;
    let _ = rows.sample()?;
    let (mut good, mut bad) = (0, 0);
    while let Some(row) = rows.next_row()? {
        match row {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    Ok((good, bad))
}
