//! The text of a RASAero II file. The launch file that is written of it is read as the same launch.
#![no_main]

use std::sync::LazyLock;

use downrange_formats::designs::rasaero;
use downrange_formats::motors::MotorLibrary;
use downrange_fuzz::{check_error, check_import, motors};
use libfuzzer_sys::fuzz_target;

static LIBRARY: LazyLock<MotorLibrary> = LazyLock::new(motors);

fuzz_target!(|text: &str| {
    match rasaero::parse(text, &LIBRARY, None) {
        Ok(read) => check_import(&read, "rocket.CDX1"),
        Err(error) => check_error(&error),
    }
});
