//! What was read otherwise than it stands is told, by every command that reads a launch.

#![allow(clippy::unwrap_used)]

use std::process::Command;

const LAUNCH: &str = "\
[site]\nlatitude = \"45 deg\"\nlongitude = \"5 deg\"\n[rail]\nlength = 3\nelevation_angle = \"85 deg\"\nheading = \"90 deg\"\n\
[rocket]\nlength = 2\ndiameter = 0.1\nmass = { mean = 5, sigma = 0.01 }\ncenter_of_mass = 1\n\
inertia = { axial = 0.01, transverse = 1 }\ndrag = \"drag.csv\"\nnormal_force_slope = 10\ncenter_of_pressure = 1.5\n\
[motor]\nthrust = [[0, 900], [2, 900]]\nlength = 0.3\ndiameter = 0.05\npropellant_mass = 0.9\ndry_mass = 0.5\n\
[[parachutes]]\ndrag_area = 1\ntrigger = \"apogee\"\n";

/// Once on the standard error, however often the file is read for samples; the standard output is the same with `--quiet`, which
/// tells nothing.
#[test]
fn warnings_are_told_once() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("told");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("launch.toml"), LAUNCH).unwrap();
    std::fs::write(
        folder.join("drag.csv"),
        "mach,cd\n0.9,0.6\n0.5,0.4\n0.1,0.5\n",
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
        error
    };
    let told = "warning: drag.csv: mach 0.9 (line 2): listed from the greatest down: turned\n";
    for command in [
        &["fly", "launch.toml", "--json"][..],
        &["fly", "launch.toml", "--json", "--sample", "3"],
        &["aero", "launch.toml", "--json", "--mach", "0.3"],
        &["disperse", "launch.toml", "--json", "-n", "8"],
        &["disperse", "launch.toml", "--inputs"],
    ] {
        let error = run(command);
        assert_eq!(error.matches(told).count(), 1, "{command:?}: {error}");
        assert!(!run(&[command, &["--quiet"]].concat()).contains("warning"));
    }
}
