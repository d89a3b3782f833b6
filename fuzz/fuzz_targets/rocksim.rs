//! The text of a RockSim file. The launch file that is written of it is read as the same launch.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use downrange_formats::designs::{DesignOptions, rocksim};
use downrange_formats::motors::MotorLibrary;
use downrange_fuzz::{check_error, check_import, motors};
use libfuzzer_sys::fuzz_target;

static LIBRARY: LazyLock<MotorLibrary> = LazyLock::new(motors);

fuzz_target!(|text: &str| {
    // Files without simulations fly with a motor that is named.
    let named = DesignOptions {
        preferred: vec![("J300X-6".to_owned(), PathBuf::new())],
        ..DesignOptions::default()
    };
    for options in [DesignOptions::default(), named] {
        match rocksim::parse(text, &LIBRARY, &options) {
            Ok(read) => check_import(&read, "rocket.rkt"),
            Err(error) => check_error(&error),
        }
    }
});
