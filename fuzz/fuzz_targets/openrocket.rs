//! The bytes of an OpenRocket file. The launch file that is written of it is read as the same launch.
#![no_main]

use std::sync::{Arc, LazyLock};

use downrange_formats::LaunchFile;
use downrange_formats::designs::{self, DesignOptions, openrocket};
use downrange_formats::files::{Files, Folder, Layers};
use downrange_formats::motors::MotorLibrary;
use downrange_fuzz::{check_error, check_finite, files};
use libfuzzer_sys::fuzz_target;

static LIBRARY: LazyLock<MotorLibrary> = LazyLock::new(|| {
    let motors = [
        files().join("rasaero/motors"),
        files().join("../../../../rockets/rasaero"),
    ];
    let motors = motors.map(|folder| Arc::new(Folder::new(folder)) as Arc<dyn Files>);
    let motors = Layers(motors.to_vec());
    MotorLibrary::open(&motors, "").expect("the motors of the project can be read")
});

fuzz_target!(|bytes: &[u8]| {
    let read = match openrocket::parse(bytes, &LIBRARY, &DesignOptions::default()) {
        Ok(read) => read,
        Err(error) => return check_error(&error),
    };
    check_finite(&read.launch);
    match designs::launch_file(&read, "rocket.ork".as_ref(), &files()) {
        // Motors of the examples lie outside the folder of the tests.
        Ok(written) => {
            let files = Arc::new(Folder::new(files()).allow_outside(true));
            match LaunchFile::parse(&written, files).launch() {
                Ok(again) => assert!(again.launch == read.launch, "another launch:\n{written}"),
                Err(error) => panic!("{error}\nin what was written:\n{written}"),
            }
        }
        Err(error) => check_error(&error),
    }
});
