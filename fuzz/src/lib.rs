//! What holds of every reader, whatever it is given.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use downrange_formats::designs::{self, Import};
use downrange_formats::files::{Files, Folder, Layers};
use downrange_formats::motors::{MotorLibrary, read_motors, readable_motors};
use downrange_formats::{Error, LaunchFile};

/// The longest message, bytes: it quotes a line or two and says what to do.
const MESSAGE: usize = 8_000;

/// That a message says something, and has an end.
///
/// # Panics
/// Where it has not.
pub fn check_message(message: &str) {
    assert!(
        message.len() <= MESSAGE,
        "a message of {} bytes",
        message.len()
    );
    assert!(!message.trim().is_empty(), "an empty message");
}

/// That the message of an error has an end and no control characters but its line ends.
///
/// # Panics
/// Where it has not.
pub fn check_error(error: &Error) {
    check_message(&error.render(false));
    let _ = (error.line_and_column(), error.render(true));
}

/// That no number of a description is infinite or none.
///
/// # Panics
/// Where one is.
pub fn check_finite(what: &impl Debug) {
    let text = format!("{what:?}");
    let mut quoted = false;
    let mut escaped = false;
    let plain: String = text
        .chars()
        .map(|c| {
            let quote = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            quoted ^= quote;
            if quoted || quote { ' ' } else { c }
        })
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric() && c != '_');
    for word in words {
        assert!(
            word != "NaN" && word != "inf",
            "a number that is none in {text}"
        );
    }
}

/// That the motors of a file have finite numbers, that what is wrong with others is said, and that both readers agree.
///
/// # Panics
/// Where that is not so.
pub fn check_motors(file: &str, bytes: &[u8]) {
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
}

/// The folder of the project's own files that the seeds of launches name.
pub fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/downrange-formats/tests/files")
}

/// The motors that the project's own designs name.
///
/// # Panics
/// Where they cannot be read.
pub fn motors() -> MotorLibrary {
    let motors = [
        files().join("rasaero/motors"),
        files().join("../../../../rockets/rasaero"),
        files().join("../../../../rockets/rocksim"),
    ];
    let motors = motors.map(|folder| Arc::new(Folder::new(folder)) as Arc<dyn Files>);
    MotorLibrary::open(&Layers(motors.to_vec()), "").expect("the motors of the project can be read")
}

/// That what was read of a design is finite, and that the launch file that is written of it is read as the same launch.
///
/// # Panics
/// Where that is not so.
pub fn check_import(read: &Import, design: &str) {
    check_finite(&read.launch);
    match designs::launch_file(read, design.as_ref(), &files()) {
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
}

/// A folder for one run of a target, in memory where that can be.
///
/// # Panics
/// Where none can be made.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .expect("a folder can be made")
}
