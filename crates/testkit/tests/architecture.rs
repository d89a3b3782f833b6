//! The order of the house: no circle of imports between files, no import upward between rooms or crates.

use downrange_testkit::imports::Imports;
use std::collections::BTreeSet;
use std::path::Path;

/// The crates, and which of them each may import.
const CRATES: [(&str, &[&str]); 5] = [
    ("downrange", &[]),
    ("downrange-formats", &["downrange"]),
    ("downrange-runs", &["downrange"]),
    ("downrange-report", &["downrange"]),
    (
        "downrange-cli",
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
const FLOORS: [&[&str]; 9] = [
    &["error", "mass", "number", "quantity", "table", "text"],
    &["air", "earth"],
    &["area", "motor"],
    &["rocket"],
    &["aero"],
    &["flight"],
    &["dispersion", "impact"],
    &["claim", "results"],
    &["safety"],
];

/// Files that stand on a circle and may until they are cut: of which crate, which file.
const CIRCLES_LEFT: &[(&str, &str)] = &[
    ("downrange-formats", "area/mod.rs"),
    ("downrange-formats", "area/text.rs"),
    ("downrange-formats", "launch/dispersed.rs"),
    ("downrange-formats", "launch/file.rs"),
    ("downrange-formats", "motors/choice.rs"),
    ("downrange-formats", "motors/eng.rs"),
    ("downrange-formats", "motors/mod.rs"),
    ("downrange-formats", "motors/rse.rs"),
    ("downrange-formats", "motors/shelf.rs"),
    ("downrange-formats", "rasaero/convert.rs"),
    ("downrange-formats", "rasaero/mod.rs"),
    ("downrange-formats", "table/curve.rs"),
    ("downrange-formats", "table/mod.rs"),
    ("downrange-formats", "table/order.rs"),
    ("downrange-formats", "table/thrust.rs"),
    ("downrange-cli", "aero.rs"),
    ("downrange-cli", "check.rs"),
    ("downrange-cli", "convert.rs"),
    ("downrange-cli", "disperse/mod.rs"),
    ("downrange-cli", "disperse/results.rs"),
    ("downrange-cli", "disperse/stop.rs"),
    ("downrange-cli", "fly.rs"),
    ("downrange-cli", "folder.rs"),
    ("downrange-cli", "input.rs"),
    ("downrange-cli", "main.rs"),
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

/// Defends that each file can be read and changed without all others of a circle. A file that was allowed to stand on a
/// circle and no longer does has to leave the list.
#[test]
fn no_circle_between_files() {
    let mut circles = Vec::new();
    let mut on_circle = BTreeSet::new();
    for (name, _) in CRATES {
        let imports = imports(name);
        for circle in imports.circles() {
            let known = |file: &&&str| CIRCLES_LEFT.contains(&(name, **file));
            let all_known = circle.iter().filter(known).count() == circle.len();
            on_circle.extend(circle.iter().map(|file| (name, (*file).to_owned())));
            if !all_known {
                circles.push(format!("{name}: {circle:?}"));
            }
        }
    }
    assert!(circles.is_empty(), "files import each other: {circles:#?}");
    let cut: Vec<_> = CIRCLES_LEFT
        .iter()
        .filter(|(name, file)| !on_circle.contains(&(*name, (*file).to_owned())))
        .collect();
    assert!(
        cut.is_empty(),
        "these stand on no circle any more, take them off CIRCLES_LEFT: {cut:#?}"
    );
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
