//! A folder that is written into again.

#![allow(clippy::unwrap_used)]

mod common;

use common::{DUAL, downrange, text};

const STAGED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../downrange-formats/tests/files/two_stages.toml"
);

/// The names in a folder, in order.
fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn empty(name: &str) -> String {
    let folder = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// In a folder that was used before, nothing of the older flight stands beside the new one as if it were one of its
/// bodies; what the program cannot know to be its own stays to the last byte.
#[test]
fn a_used_folder_holds_the_files_of_the_last_run_alone() {
    let out = empty("used");
    let fly = |launch: &str, more: &[&str]| {
        let output = downrange(&[&["fly", launch, "--out", &out], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output
    };
    let fresh = text(&fly(DUAL, &[]).stdout);
    assert!(!fresh.contains("removed"), "{fresh}");
    let own = names(&out);
    fly(STAGED, &[]);
    let left: Vec<String> = names(&out)
        .into_iter()
        .filter(|n| !own.contains(n))
        .collect();
    assert!(!left.is_empty(), "a body that left has a file");
    // Files of a person, one of them called as a trajectory would be.
    for (name, content) in [("notes.txt", "windy"), ("trajectory-measured.csv", "t,h")] {
        std::fs::write(format!("{out}/{name}"), content).unwrap();
    }
    let said = text(&fly(DUAL, &[]).stdout);
    for name in &left {
        let told = format!("removed {out}/{name} of an earlier run");
        assert!(said.contains(&told), "{said}");
    }
    assert!(
        said.contains(&format!("kept {out}/trajectory-measured.csv")),
        "{said}"
    );
    let mut expected = own.clone();
    expected.extend(["notes.txt", "trajectory-measured.csv"].map(str::to_owned));
    expected.sort();
    assert_eq!(names(&out), expected);
    let measured = std::fs::read_to_string(format!("{out}/trajectory-measured.csv"));
    assert_eq!(measured.unwrap(), "t,h");

    // What somebody changed is theirs, also with --quiet; beside JSON it is told on the other stream.
    fly(STAGED, &["--quiet"]);
    let changed = format!("{out}/{}", left[0]);
    std::fs::write(&changed, "mine").unwrap();
    let output = fly(DUAL, &["--json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    assert!(text(&output.stderr).contains(&format!("kept {changed}")));
    assert_eq!(std::fs::read_to_string(&changed).unwrap(), "mine");
}

/// Tables of stages go with them; and one command leaves alone what another wrote into the same folder.
#[test]
fn tables_of_stages_that_are_gone_go() {
    let out = empty("used-aero");
    let quick = ["--mach", "0.3", "--alpha", "0"];
    let aero = |launch: &str| {
        let output = downrange(&[&["aero", launch, "--out", &out], &quick[..]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    aero(DUAL);
    let own = names(&out);
    downrange(&["fly", STAGED, "--out", &out, "--quiet"]);
    let both = names(&out);
    aero(STAGED);
    let added: Vec<String> = names(&out)
        .into_iter()
        .filter(|n| !both.contains(n))
        .collect();
    assert!(
        added.iter().any(|name| name.starts_with("aero-")),
        "{added:?}"
    );
    let said = aero(DUAL);
    assert_eq!(said.matches("removed ").count(), added.len(), "{said}");
    assert_eq!(names(&out), both);
    assert!(own.len() < both.len());
}

/// A list that names files elsewhere, or is none, removes nothing.
#[test]
fn a_list_of_files_removes_nothing_outside_its_folder() {
    let other = format!("{}/used-list-victim.csv", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&other, "").unwrap();
    // SHA-256 of nothing.
    let list = r#"{"../used-list-victim.csv": {"by": "fly", "sha256":
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}"#;
    for list in [list, "{", ""] {
        let out = empty("used-list");
        std::fs::create_dir_all(&out).unwrap();
        std::fs::write(format!("{out}/downrange-files.json"), list).unwrap();
        let output = downrange(&["fly", DUAL, "--out", &out]);
        assert_eq!(output.status.code(), Some(0));
        assert!(!text(&output.stdout).contains("removed"));
        assert!(std::fs::exists(&other).unwrap());
    }
}
