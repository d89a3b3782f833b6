//! The text of a claim file. What is read can be studied.
#![no_main]

use downrange::claim::Study;
use downrange_formats::parse_claim;
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let claim = match parse_claim(text) {
        Ok(claim) => claim,
        Err(error) => return check_error(&error),
    };
    check_finite(&claim);
    if let Ok(study) = Study::new(&claim) {
        check_finite(&study.middle());
    }
});
