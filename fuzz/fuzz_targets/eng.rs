//! The bytes of a motor file (.eng). What is read has finite numbers, and what is not says why.
#![no_main]

use downrange_formats::motors::{read_motors, readable_motors};
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = "motor.eng";
    let (motors, wrong) = readable_motors(file, bytes);
    for listed in &motors {
        check_finite(&listed.motor);
        if let Some(doubt) = listed.doubt(&listed.motor) {
            assert!(!doubt.to_string().is_empty());
        }
    }
    for one in &wrong {
        check_error(&one.error);
    }
    assert!(
        read_motors(file, bytes).is_ok() == wrong.is_empty(),
        "one reader refuses what the other reads"
    );
});
