//! A launch file with what is uncertain about it. Every sample that is drawn is a launch with finite numbers, or a fault
//! with a message; the same sample is the same launch.
#![no_main]

use downrange_formats::read_dispersed;
use downrange_fuzz::{check_error, check_finite, files};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The reader takes a path; beside the file stands what the seeds name.
    let path = files().join(format!("fuzzed-{}.toml", std::process::id()));
    std::fs::write(&path, bytes).expect("the file can be written");
    let read = read_dispersed(&path);
    std::fs::remove_file(&path).expect("the file is there");
    let read = match read {
        Ok(read) => read,
        Err(error) => return check_error(&error),
    };
    check_finite(&read.launch);
    let sampler = read.sampler();
    for index in 0..3 {
        let (one, again) = (sampler.sample(1, index), sampler.sample(1, index));
        assert!(
            format!("{:?}", one.launch) == format!("{:?}", again.launch),
            "sample {index} differs"
        );
        match one.launch {
            Ok(launch) => check_finite(&launch),
            Err(fault) => assert!(!fault.message.is_empty()),
        }
    }
});
