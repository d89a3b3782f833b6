//! The text of a launch file, with the files of the project beside it. What is read can be written and read again.
#![no_main]

use downrange_formats::{parse_launch, write_launch};
use downrange_fuzz::{check_error, check_finite, files};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let read = match parse_launch(text, files()) {
        Ok(read) => read,
        Err(error) => return check_error(&error),
    };
    check_finite(&read.launch);
    // What only its own launch file can say is not written.
    let Ok(written) = write_launch(&read.launch, &[], "", &[]) else {
        return;
    };
    match parse_launch(&written, files()) {
        // A motor from a file names it, and what is written gives the motor itself: then the texts are compared.
        Ok(again) => {
            let same_text =
                || write_launch(&again.launch, &[], "", &[]).is_ok_and(|twice| twice == written);
            let same = again.launch == read.launch || same_text();
            assert!(same, "another launch:\n{written}");
        }
        Err(error) => panic!("{error}\nin what was written:\n{written}"),
    }
});
