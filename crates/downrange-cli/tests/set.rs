//! `--set`: another value for once, as a person gives it.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};

use common::{downrange_in, text};

fn rockets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets")
}

/// A copy of an example in a folder of its own.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(rockets().join(name)).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    folder
}

/// What is set flies to the same figures as what stands in the file, in every command that reads a launch.
#[test]
fn set_is_as_if_it_stood_in_the_file() {
    let folder = copy("model-rocket");
    let at = folder.path();
    let original = std::fs::read_to_string(at.join("launch.toml")).unwrap();
    let changed = original
        .replacen("[rail]", "[rail] # longer\n", 1)
        .replacen("length = ", "length = 1.5 # ", 1);
    assert_ne!(changed, original);
    std::fs::write(at.join("longer.toml"), changed).unwrap();
    for command in ["fly", "aero"] {
        let by_file = downrange_in(at, &[command, "longer.toml", "--json"]);
        let by_option = downrange_in(
            at,
            &[command, "launch.toml", "--json", "--set", "rail.length=1.5"],
        );
        let as_it_is = downrange_in(at, &[command, "launch.toml", "--json"]);
        assert!(by_file.status.success(), "{}", text(&by_file.stderr));
        assert_eq!(text(&by_file.stdout), text(&by_option.stdout), "{command}");
        assert_eq!(
            command == "fly",
            as_it_is.stdout != by_file.stdout,
            "{command}"
        );
    }
    assert_eq!(
        std::fs::read_to_string(at.join("launch.toml")).unwrap(),
        original
    );
}

/// A run with it is another run, which is told and can be made again.
#[test]
fn a_run_says_what_was_set() {
    let folder = copy("calisto-dispersed");
    let at = folder.path();
    let flags = [
        "disperse",
        "launch.toml",
        "-n",
        "20",
        "--out",
        "run",
        "--set",
        "air.wind.speed=3 m/s",
    ];
    let flown = downrange_in(at, &flags);
    assert!(flown.status.success(), "{}", text(&flown.stderr));
    let page = std::fs::read_to_string(at.join("run/report.html")).unwrap();
    assert!(
        page.contains("downrange disperse launch.toml --set")
            && page.contains("air.wind.speed=3 m/s")
    );
    let note = std::fs::read_to_string(at.join("run/run.json")).unwrap();
    assert!(note.contains("\"air.wind.speed=3 m/s\""), "{note}");
    let other = downrange_in(
        at,
        &[
            "disperse",
            "launch.toml",
            "-n",
            "20",
            "--out",
            "run",
            "--resume",
        ],
    );
    assert_eq!(other.status.code(), Some(2), "{}", text(&other.stderr));
}

/// What cannot be set is refused like what cannot stand in the file.
#[test]
fn what_cannot_be_is_refused() {
    let folder = copy("model-rocket");
    for (set, message) in [
        ("rocket.mas=2", "(edited)"),
        ("rail.length=8 parsecs", "parsecs"),
        ("rail", "`rail` sets nothing"),
        ("rail.length.x=2", "leads through a value that has no keys"),
        (
            "rocket.parts.wing.span=2",
            "no entry `rocket.parts.wing.span`",
        ),
        (
            "motor.file=/etc/hostname",
            "leads out of the folder of the launch file",
        ),
    ] {
        let refused = downrange_in(folder.path(), &["fly", "launch.toml", "--set", set]);
        assert_eq!(refused.status.code(), Some(1), "{set}");
        assert!(
            text(&refused.stderr).contains(message),
            "{set}: {}",
            text(&refused.stderr)
        );
    }
}

/// A RASAero file can be set too, by the keys of the launch file that `convert` makes of it.
#[test]
fn a_rasaero_file_is_set_by_the_keys_of_its_launch_file() {
    let folder = copy("rasaero");
    let at = folder.path();
    let set = ["--set", "rail.length=9 ft"];
    let direct = downrange_in(at, &["fly", "Sandpiper.CDX1", "--json", set[0], set[1]]);
    let converted = downrange_in(
        at,
        &["convert", "Sandpiper.CDX1", "out.toml", set[0], set[1]],
    );
    assert!(converted.status.success(), "{}", text(&converted.stderr));
    let flown = downrange_in(at, &["fly", "out.toml", "--json"]);
    assert!(direct.status.success(), "{}", text(&direct.stderr));
    assert_eq!(text(&direct.stdout), text(&flown.stdout));
    assert!(
        std::fs::read_to_string(at.join("out.toml"))
            .unwrap()
            .contains("length = \"9 ft\"")
    );
}

/// A design is dispersed with its motors in another folder, and the run says how to make it again.
#[test]
fn a_run_of_a_design_says_its_options() {
    let folder = copy("openrocket");
    let at = folder.path();
    std::fs::create_dir(at.join("my motors")).unwrap();
    let motor = "Cesaroni_K650.eng";
    std::fs::rename(at.join(motor), at.join("my motors").join(motor)).unwrap();
    let flags = ["disperse", "Dunlin.ork", "-n", "4", "--out", "run"];
    let design = [
        "--motors",
        "my motors",
        "--simulation",
        "1",
        "--set",
        "dispersion.thrust_factor={ mean = 1, sigma = 0.02 }",
    ];
    let run = downrange_in(at, &[&flags[..], &design].concat());
    assert!(run.status.success(), "{}", text(&run.stderr));
    let page = std::fs::read_to_string(at.join("run/report.html")).unwrap();
    let repeat = "downrange disperse Dunlin.ork --motors &#39;my motors&#39; --simulation 1 --set";
    assert!(
        page.contains(repeat),
        "{:?}",
        page.find("downrange disperse")
    );
}
