//! One concept, one name: a public type name stands for one thing in the workspace.

use downrange_testkit::type_names::TypeNames;
use std::path::Path;

/// The crates whose names are read.
const CRATES: [&str; 8] = [
    "downrange",
    "downrange-fetch",
    "downrange-formats",
    "downrange-runs",
    "downrange-report",
    "downrange-cli",
    "downrange-py",
    "downrange-web",
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
    let shared = names.shared();
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
