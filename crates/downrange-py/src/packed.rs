//! A launch with its files, as Python pickles it.

use std::collections::BTreeMap;

use downrange::motor::MotorOrigin;
use downrange_formats::motors::PackedMotor;
use downrange_formats::{PackedLaunch, Warning};
use downrange_runs::SourceFiles;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A motor of a motor library: names of its file there and in messages, what it is of and whether that is a database, what names it
/// in the file, what was passed over for it, and the bytes of the file.
type MotorState<'py> = (
    (String, String),
    (String, bool),
    (Option<String>, Option<String>),
    Bound<'py, PyBytes>,
);

/// A launch with its files as Python pickles it: how it is called, and its text; its files; its motors of a motor library; what
/// is told of it; and what it was read from.
pub type State<'py> = (
    (String, String, String),
    BTreeMap<String, Bound<'py, PyBytes>>,
    BTreeMap<String, MotorState<'py>>,
    Vec<(String, String, Vec<usize>, String)>,
    (String, Vec<String>, Vec<String>, bool),
);

/// A packed launch, read from such files, for Python.
pub fn state<'py>(py: Python<'py>, packed: PackedLaunch, source: &SourceFiles) -> State<'py> {
    let files = packed.files.into_iter();
    let files = files.map(|(name, bytes)| (name, PyBytes::new(py, &bytes)));
    let motors = packed.motors.into_iter().map(|(wanted, motor)| {
        let state = (
            (motor.name, motor.file),
            (motor.place, motor.origin == MotorOrigin::Database),
            (motor.designation, motor.passed_over),
            PyBytes::new(py, &motor.bytes),
        );
        (wanted, state)
    });
    let warnings = packed.warnings.into_iter();
    let warnings = warnings.map(|each| (each.file, each.read, each.lines, each.message));
    let source = source.clone();
    (
        (packed.file, packed.name, packed.text),
        files.collect(),
        motors.collect(),
        warnings.collect(),
        (
            source.launch,
            source.options,
            source.set,
            source.allow_outside,
        ),
    )
}

/// The launch that Python unpickles, and what it was read from.
pub fn packed(state: State<'_>) -> (PackedLaunch, SourceFiles) {
    let ((file, name, text), files, motors, warnings, (launch, options, set, allow_outside)) =
        state;
    let files = files.into_iter();
    let files = files.map(|(name, bytes)| (name, bytes.as_bytes().to_vec()));
    let motors = motors.into_iter().map(|(wanted, motor)| {
        let ((name, file), (place, of_database), (designation, passed_over), bytes) = motor;
        let motor = PackedMotor {
            name,
            file,
            place,
            origin: match of_database {
                true => MotorOrigin::Database,
                false => MotorOrigin::Library,
            },
            designation,
            passed_over,
            bytes: bytes.as_bytes().to_vec(),
        };
        (wanted, motor)
    });
    let warnings = warnings.into_iter();
    let warnings = warnings.map(|(file, read, lines, message)| Warning {
        file,
        read,
        lines,
        message,
    });
    let packed = PackedLaunch {
        file,
        name,
        text,
        files: files.collect(),
        motors: motors.collect(),
        warnings: warnings.collect(),
    };
    let source = SourceFiles {
        launch,
        options,
        set,
        allow_outside,
        ..SourceFiles::default()
    };
    (packed, source)
}
