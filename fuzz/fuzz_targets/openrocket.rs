//! The bytes of an OpenRocket file. The launch file that is written of it is read as the same launch.
#![no_main]

use std::sync::LazyLock;

use downrange_formats::designs::{DesignOptions, openrocket};
use downrange_formats::motors::MotorLibrary;
use downrange_fuzz::{check_error, check_import, motors};
use libfuzzer_sys::fuzz_target;

static LIBRARY: LazyLock<MotorLibrary> = LazyLock::new(motors);

fuzz_target!(|bytes: &[u8]| {
    match openrocket::parse(bytes, &LIBRARY, &DesignOptions::default()) {
        Ok(read) => check_import(&read, "rocket.ork"),
        Err(error) => check_error(&error),
    }
});
