//! The examples run, and print what stands at their head.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// What a newcomer copies compiles and prints what it says. `UPDATE=1` writes the heads anew.
#[test]
fn examples_print_what_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        names.extend(name.strip_suffix(".rs").map(str::to_owned));
    }
    assert!(names.len() >= 3, "{names:?}");
    for name in names {
        let run = Command::new(env!("CARGO"))
            .args([
                "run",
                "--quiet",
                "--package",
                "downrange",
                "--example",
                &name,
            ])
            .output()
            .unwrap();
        let errors = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.success(), "{name}: {errors}");
        let printed = String::from_utf8(run.stdout).unwrap();
        let lines = printed.lines().map(|line| format!("//! {line}\n"));
        let printed = lines.collect::<String>();
        let file = folder.join(&name).with_extension("rs");
        let source = std::fs::read_to_string(&file).unwrap();
        let (open, close) = ("//! ```text\n", "//! ```\n");
        let start = source.find(open).unwrap() + open.len();
        let said = start..start + source[start..].find(close).unwrap();
        if std::env::var_os("UPDATE").is_some() {
            let mut updated = source.clone();
            updated.replace_range(said, &printed);
            std::fs::write(&file, updated).unwrap();
        } else {
            assert_eq!(source[said], printed, "{name}");
        }
    }
}
