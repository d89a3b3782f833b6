//! A launch with its files, as Python pickles it.

use std::collections::BTreeMap;

use downrange_formats::{PackedLaunch, Warning};
use downrange_runs::SourceFiles;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A launch with its files as Python pickles it: how it is called, and its text; its files; what is told of it; and what it was
/// read from.
pub type State<'py> = (
    (String, String, String),
    BTreeMap<String, Bound<'py, PyBytes>>,
    Vec<(String, String, Vec<usize>, String)>,
    (String, Vec<String>, Vec<String>, bool),
);

/// A packed launch, read from such files, for Python.
pub fn state<'py>(py: Python<'py>, packed: PackedLaunch, source: &SourceFiles) -> State<'py> {
    let files = packed.files.into_iter();
    let files = files.map(|(name, bytes)| (name, PyBytes::new(py, &bytes)));
    let warnings = packed.warnings.into_iter();
    let warnings = warnings.map(|each| (each.file, each.read, each.lines, each.message));
    let source = source.clone();
    (
        (packed.file, packed.name, packed.text),
        files.collect(),
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
    let ((file, name, text), files, warnings, (launch, options, set, allow_outside)) = state;
    let files = files.into_iter();
    let files = files.map(|(name, bytes)| (name, bytes.as_bytes().to_vec()));
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
        warnings: warnings.collect(),
    };
    let source = SourceFiles {
        launch,
        options,
        set,
        allow_outside,
        areas: Vec::new(),
    };
    (packed, source)
}
