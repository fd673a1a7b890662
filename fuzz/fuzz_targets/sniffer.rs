//! Whatever the bytes, a file is read to its end or refused with an error; and no row is lost on
//! the way: what is given out once is given out again.

#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use recover_report_fuzz::load::{self, Limits, ProfileSet, Reading, each_part};
use recover_report_fuzz::model::Kind;

fuzz_target!(|data: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data).unwrap();
    let profiles = ProfileSet::with(&[]).unwrap();
    let limits = Limits {
        unpacked_bytes: 1 << 22,
        sheet_bytes: 1 << 22,
        json_document_bytes: 1 << 20,
        parquet_bytes: 1 << 22,
        ..Limits::default()
    };
    for kind in Kind::ALL {
        let reading = Reading {
            kind,
            candidates: profiles.of_kind(kind).cloned().collect(),
            others: profiles.all().to_vec(),
            encoding: None,
            limits,
            siblings: Vec::new(),
        };
        let _ = each_part(file.path(), limits, &mut |part| -> Result<(), load::Error> {
            let counts = [count(part, &reading), count(part, &reading)];
            if let [Ok(first), Ok(second)] = counts {
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
