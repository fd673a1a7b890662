//! No text makes the reading of dates panic, and what is read in an order is a date of that order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recover_report_fuzz::normalize::written::{Order, Written, read};

fuzz_target!(|text: &str| {
    let Some(written) = read(text) else { return };
    if let Written::Numbers(numbers) = written {
        let readings: Vec<_> =
            Order::ALL.into_iter().filter_map(|order| numbers.in_order(order)).collect();
        assert!(!readings.is_empty());
        assert!(readings.iter().all(|reading| (1899..=2200).contains(&reading.year())));
    }
    // Blanks around a date say nothing.
    assert_eq!(read(&format!(" {text}\t")), Some(written));
});
