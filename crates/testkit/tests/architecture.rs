//! The order of the house: no circle of imports between files, no import upward between rooms or crates.

use downrange_testkit::imports::Imports;
use std::path::Path;

/// The crates, and which of them each may import.
const CRATES: [(&str, &[&str]); 8] = [
    ("downrange", &[]),
    ("downrange-fetch", &[]),
    ("downrange-formats", &["downrange"]),
    ("downrange-runs", &["downrange"]),
    ("downrange-report", &["downrange"]),
    (
        "downrange-cli",
        &[
            "downrange",
            "downrange_fetch",
            "downrange_formats",
            "downrange_report",
            "downrange_runs",
        ],
    ),
    (
        "downrange-py",
        &[
            "downrange",
            "downrange_formats",
            "downrange_report",
            "downrange_runs",
        ],
    ),
    (
        "downrange-web",
        &[
            "downrange",
            "downrange_formats",
            "downrange_report",
            "downrange_runs",
        ],
    ),
];

/// The rooms of `downrange`, from the ground up. A room imports from lower floors only; those of the lowest floor may
/// import each other.
const FLOORS: [&[&str]; 10] = [
    &["error", "mass", "number", "quantity", "table", "text"],
    &["air", "earth"],
    &["area", "motor"],
    &["rocket"],
    &["aero"],
    &["flight"],
    &["dispersion", "impact"],
    &["claim", "compare", "results"],
    &["safety", "window"],
    &["rules"],
];

fn imports(name: &str) -> Imports {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(name)
        .join("src");
    let library = source.join("lib.rs");
    match library.exists() {
        true => Imports::read(&library),
        false => Imports::read(&source.join("main.rs")),
    }
}

/// The floor of a file of `downrange`; `None` for the root, which belongs to no room.
fn floor(file: &str) -> Option<usize> {
    let room = room(file);
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn room(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or(file);
    first.trim_end_matches(".rs")
}

/// Defends that each file can be read and changed without all others of a circle.
#[test]
fn no_circle_between_files() {
    let circles = CRATES.iter().flat_map(|(name, _)| {
        let imports = imports(name);
        let circles = imports.circles();
        let named = circles.iter().map(|circle| format!("{name}: {circle:?}"));
        named.collect::<Vec<_>>()
    });
    let circles: Vec<String> = circles.collect();
    assert!(circles.is_empty(), "files import each other: {circles:#?}");
}

/// Defends that data goes one way through the core, from quantities to hazard areas.
#[test]
fn no_import_upward_in_the_core() {
    let mut upward = Vec::new();
    for (file, imported) in &imports("downrange").files {
        if file == "lib.rs" {
            continue;
        }
        let from = floor(file);
        assert!(
            from.is_some(),
            "{file} is of a room that stands on no floor"
        );
        for other in imported {
            let same = room(file) == room(other) || (from == Some(0) && floor(other) == Some(0));
            if !same && floor(other) >= from {
                upward.push(format!("{file} imports {other}"));
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

/// Defends that readers, runs and reports stay siblings that only a face puts together.
#[test]
fn crates_import_what_stands_below_them() {
    for (name, allowed) in CRATES {
        let own = name.replace('-', "_");
        let imported: Vec<String> = imports(name)
            .outside
            .into_iter()
            .filter(|other| other.starts_with("downrange") && *other != own)
            .collect();
        let upward: Vec<_> = imported
            .iter()
            .filter(|other| !allowed.contains(&other.as_str()))
            .collect();
        assert!(upward.is_empty(), "{name} imports {upward:?}");
    }
}

/// Defends that the reader of imports sees any: it would pass anything if it saw nothing.
#[test]
fn imports_are_seen() {
    let imports = imports("downrange");
    let flies = &imports.files["flight/fly.rs"];
    assert!(flies.contains("flight/model/compiled.rs"), "{flies:?}");
}
