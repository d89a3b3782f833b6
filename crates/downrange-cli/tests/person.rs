//! The program as a person or a script runs it.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

fn downrange(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn it_says_its_version() {
    let output = downrange(&["--version"]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!("downrange {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn help_shows_examples_and_exit_codes() {
    let output = downrange(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let help = text(&output.stdout);
    assert!(help.contains("downrange fly rocket.toml"), "{help}");
    assert!(help.contains("Exit codes:"), "{help}");
    let help = text(&downrange(&["fly", "--help"]).stdout);
    assert!(help.contains("report.html"), "{help}");
}

#[test]
fn a_wrong_command_line_ends_with_2_and_a_hint() {
    for arguments in [
        &["fly", "x.toml", "--jsn"][..],
        &["fly"],
        &["flye", "x.toml"],
        &["fly", "x.toml", "--units", "imperial"],
        &[],
    ] {
        let output = downrange(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    let output = downrange(&["fly", "x.toml", "--jsn"]);
    assert!(text(&output.stderr).contains("--json"));
}

#[test]
fn a_missing_file_ends_with_1_and_is_named() {
    for extra in [&[][..], &["--json"], &["--quiet"]] {
        let output = downrange(&[&["fly", "no/such/rocket.toml"], extra].concat());
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let message = text(&output.stderr);
        assert!(message.contains("no/such/rocket.toml"), "{message}");
        assert!(!message.contains('\u{1b}'), "no colours into a pipe");
    }
}

#[test]
fn the_schema_is_json_on_stdout() {
    let output = downrange(&["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with('{'));
    assert!(output.stderr.is_empty());
}
