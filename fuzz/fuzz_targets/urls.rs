//! A canonical address is its own canonical address, and its domain is that of the address.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recover_report_fuzz::normalize::urls::{canonical, domain};

fuzz_target!(|text: &str| {
    let once = canonical(text);
    assert_eq!(canonical(&once), once);
    let _ = domain(&once);
});
