//! One concept, one name: a public type name stands for one thing in the workspace.

use downrange_testkit::type_names::TypeNames;
use std::path::Path;

/// The crates whose names are read.
const CRATES: [&str; 5] = [
    "downrange",
    "downrange-formats",
    "downrange-runs",
    "downrange-report",
    "downrange-cli",
];

/// Names that stand for several things, and why they may.
const EXCEPTIONS: [(&str, &str); 6] = [
    ("Column", "the report's pages are being renamed"),
    ("Point", "the report's tables of drag are being renamed"),
    ("Row", "the report's pages are being renamed"),
    ("Table", "the report's pages are being renamed"),
    ("Unit", "the report's units are being renamed"),
    ("View", "the report's charts and maps are being renamed"),
];

fn names() -> TypeNames {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut names = TypeNames::default();
    for name in CRATES {
        names.read(&root.join(name).join("src"), &root);
    }
    names
}

/// Defends that a reader who meets the name of a type in any crate knows which type it is.
#[test]
fn a_type_name_stands_for_one_thing() {
    let names = names();
    let mut shared = names.shared();
    for (name, reason) in EXCEPTIONS {
        assert!(!reason.is_empty(), "{name} needs a reason");
        assert!(
            shared.remove(name).is_some(),
            "{name} is defined once: it needs no exception"
        );
    }
    assert!(
        shared.is_empty(),
        "names that several files define: {shared:#?}"
    );
}

/// Defends that the reader of names sees any: it would pass anything if it saw nothing.
#[test]
fn names_are_seen() {
    let names = names();
    assert!(names.0["Launch"].contains("downrange/src/flight/launch.rs"));
    assert!(names.0.len() > 300, "{}", names.0.len());
}
