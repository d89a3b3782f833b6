//! What a command reads and writes: nothing but regular files, none outside the launch file's folder, none in half.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use common::{downrange_in, text};

/// A launch that flies with a motor file of a path.
fn launch(motor: &str) -> String {
    format!(
        "[site]\nlatitude = 0\nlongitude = 0\n[rail]\nlength = 2\nelevation_angle = \"90 deg\"\n[rocket]\nlength = 1\ndiameter = 0.05\nmass = 0.5\n\
         center_of_mass = 0.6\ninertia = {{ axial = 0.0003, transverse = 0.05 }}\ndrag = 0.5\nnormal_force_slope = 10\n\
         center_of_pressure = 0.75\n[motor]\nfile = {motor:?}\n[settings]\nmax_time = 3\n"
    )
}

/// A folder with a launch file and its motor.
#[cfg(unix)]
fn with_motor() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.eng"), MOTOR).unwrap();
    fs::write(folder.path().join("launch.toml"), launch("a.eng")).unwrap();
    folder
}

/// A motor of a few points.
const MOTOR: &str = "A8 18 70 P 0.01 0.03 X\n0.1 10\n0.5 20\n1.0 0\n";

/// The message of a command that ends with 1, at once.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let started = Instant::now();
    let output = downrange_in(folder, arguments);
    let message = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {message}");
    // A hundred times what it takes.
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{arguments:?}: {message}"
    );
    message
}

/// A pipe without a writer, a device without an end and a folder are named at once, whatever is asked to read them.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let made = Command::new("mkfifo")
        .args(["pipe.toml", "pipe.CDX1", "pipe.eng", "pipe.csv"])
        .current_dir(at)
        .status();
    assert!(made.unwrap().success());
    fs::write(at.join("motor.toml"), launch("pipe.eng")).unwrap();
    let drag = launch("a.eng").replace("drag = 0.5", "drag = \"pipe.csv\"");
    fs::write(at.join("table.toml"), drag).unwrap();
    fs::write(at.join("a.eng"), MOTOR).unwrap();
    for arguments in [
        &["fly", "pipe.toml"][..],
        &["fly", "pipe.CDX1"],
        &["aero", "pipe.toml"],
        &["disperse", "pipe.toml"],
        &["convert", "pipe.CDX1", "out.toml"],
        &["check", "pipe.toml"],
        &["fly", "motor.toml"],
        &["fly", "table.toml"],
    ] {
        let message = refused(at, arguments);
        assert!(
            message.contains("it is a pipe, expected a file"),
            "{message}"
        );
    }
    for (path, what) in [("/dev/zero", "a device"), (".", "a folder")] {
        for command in ["fly", "check"] {
            let message = refused(at, &[command, path]);
            assert!(message.contains(&format!("it is {what}")), "{message}");
        }
    }
}

/// What is larger than any real file is refused with its size and the limit, before it is read.
#[test]
fn sizes_are_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    // A hole takes no room on the disk.
    for (name, size) in [("large.toml", 9_000_000), ("large.eng", 70_000_000_000)] {
        let file = fs::File::create(at.join(name)).unwrap();
        file.set_len(size).unwrap();
    }
    fs::write(at.join("launch.toml"), launch("large.eng")).unwrap();
    for command in ["fly", "check"] {
        let message = refused(at, &[command, "large.toml"]);
        assert!(
            message.contains("it holds 9.0 MB, at most 8 MB are read"),
            "{message}"
        );
    }
    let message = refused(at, &["fly", "launch.toml"]);
    assert!(
        message.contains("cannot read `large.eng`: it holds 70000.0 MB, at most 64 MB are read"),
        "{message}"
    );
    assert!(message.contains("launch.toml:17:8"), "{message}");
}

/// A launch file reads no file outside its folder, by whatever way, unless it is allowed; and does not tell whether it is there.
#[cfg(unix)]
#[test]
fn files_outside_the_folder_are_read_only_if_allowed() {
    let root = tempfile::tempdir().unwrap();
    let at = root.path().join("rocket");
    fs::create_dir_all(at.join("motors")).unwrap();
    fs::write(root.path().join("secret.eng"), MOTOR).unwrap();
    fs::write(at.join("motors/own.eng"), MOTOR).unwrap();
    std::os::unix::fs::symlink("../secret.eng", at.join("link.eng")).unwrap();
    let absolute = root.path().join("secret.eng").display().to_string();
    let own = at.join("motors/own.eng").display().to_string();
    let said = |motor: &str| {
        fs::write(at.join("launch.toml"), launch(motor)).unwrap();
        let message = refused(&at, &["fly", "launch.toml"]);
        for command in [&["aero", "launch.toml"][..], &["disperse", "launch.toml"]] {
            assert_eq!(refused(&at, command), message);
        }
        assert!(
            message.contains("leads out of the folder of the launch file"),
            "{message}"
        );
        assert!(message.contains("launch.toml:17:8"), "{message}");
        assert!(message.contains("--allow-outside"), "{message}");
        message
    };
    for motor in ["../secret.eng", &absolute, "link.eng"] {
        said(motor);
        for arguments in [
            &["fly", "launch.toml", "--allow-outside"][..],
            &["aero", "launch.toml", "--allow-outside"],
        ] {
            let output = downrange_in(&at, arguments);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        }
    }
    // The same words, whether there is such a file or not.
    assert_eq!(
        said("../secret.eng").replace("secret", "nought"),
        said("../nought.eng")
    );
    for motor in ["motors/own.eng", "motors/../motors/own.eng", &own] {
        fs::write(at.join("launch.toml"), launch(motor)).unwrap();
        let output = downrange_in(&at, &["fly", "launch.toml"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
}

/// A name that cannot be read is not proposed again, and what to do is said.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_said_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_motor();
    let at = folder.path();
    fs::set_permissions(at.join("a.eng"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(at.join("a.eng")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let message = refused(at, &["fly", "launch.toml"]);
    assert!(
        message.contains("cannot read `a.eng`: permission denied"),
        "{message}"
    );
    assert!(message.contains("its permissions"), "{message}");
    assert!(!message.contains("did you mean"), "{message}");
}

/// What is written as a whole keeps the mode of the file before it, and leaves nothing beside it.
#[cfg(unix)]
#[test]
fn files_are_written_over_as_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let folder = with_motor();
    let at = folder.path();
    let out = at.join("out");
    let fly = || downrange_in(at, &["fly", "launch.toml", "--out", "out", "--quiet"]);
    assert_eq!(fly().status.code(), Some(0));
    fs::set_permissions(
        out.join("trajectory.csv"),
        fs::Permissions::from_mode(0o600),
    )
    .unwrap();
    let output = fly();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mode = |name: &str| fs::metadata(out.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("trajectory.csv"), 0o600);
    let plain = at.join("plain");
    fs::write(&plain, "").unwrap();
    let usual = fs::metadata(plain).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("trajectory.kml"), usual);
    let left = |folder: &Path| {
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_string_lossy().ends_with(".part"))
            .count()
    };
    assert_eq!((left(&out), left(at)), (0, 0));
}

/// A file that may not grow beyond what it takes to begin it, as on a full disk, does not take the place of the one before.
#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_what_was_there() {
    let folder = with_motor();
    let at = folder.path();
    let fly = |limit: &str| {
        let program = env!("CARGO_BIN_EXE_downrange");
        // The signal that the limit sends is ignored, so that writing fails with an error, as on a full disk.
        let script = format!(
            "trap '' XFSZ; ulimit -f {limit}; exec '{program}' fly launch.toml --out out --quiet"
        );
        let mut command = Command::new("bash");
        command
            .args(["-c", &script])
            .current_dir(at)
            .output()
            .unwrap()
    };
    assert_eq!(fly("unlimited").status.code(), Some(0));
    let names = ["report.html", "trajectory.csv", "trajectory.kml"];
    let hold = || names.map(|name| fs::read(at.join("out").join(name)).unwrap());
    let before = hold();
    let failed = fly("8");
    assert_eq!(failed.status.code(), Some(2), "{}", text(&failed.stderr));
    assert!(text(&failed.stderr).contains("cannot write out/report.html"));
    assert_eq!(hold(), before);
    let entries = fs::read_dir(at.join("out")).unwrap().count();
    // These three, GeoJSON, and the list.
    assert_eq!(entries, 5);
}

/// Pipes and the standard output are written into as they are.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_into() {
    let files = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/rasaero/one.CDX1"
    );
    let folder = tempfile::tempdir().unwrap();
    let output = downrange_in(
        folder.path(),
        &["convert", files, "/dev/stdout", "--force", "--quiet"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("[rocket]"));
}

/// A launch file made of another program's file names motors elsewhere: it says so, and flies where that is allowed.
#[test]
fn a_converted_file_says_that_it_needs_motors_elsewhere() {
    let files = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../downrange-formats/tests/files/rasaero/one.CDX1"
    );
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let output = downrange_in(at, &["convert", files, "one.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("fly it with --allow-outside"));
    let written = fs::read_to_string(at.join("one.toml")).unwrap();
    assert!(written.contains("# Motor files stand outside"), "{written}");
    refused(at, &["fly", "one.toml"]);
    let output = downrange_in(at, &["fly", "one.toml", "--allow-outside"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// A launch file flies the same as UTF-16 with its mark and with the line ends of old Macs, and a fault stands on its line.
#[test]
fn launch_files_of_any_editor_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.eng"), MOTOR).unwrap();
    let plain = launch("a.eng");
    let units = std::iter::once(0xfeff).chain(plain.encode_utf16());
    let wide: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let old = plain.replace('\n', "\r");
    let fly = |bytes: &[u8]| {
        fs::write(at.join("launch.toml"), bytes).unwrap();
        let output = downrange_in(at, &["fly", "launch.toml", "--json"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let expected = fly(plain.as_bytes());
    assert_eq!(fly(&wide), expected);
    assert_eq!(fly(old.as_bytes()), expected);
    fs::write(
        at.join("launch.toml"),
        old.replace("length = 2", "lenght = 2"),
    )
    .unwrap();
    let message = refused(at, &["fly", "launch.toml"]);
    assert!(message.contains("launch.toml:5:1"), "{message}");
}
