//! The user's motor library: its index, its look-ups, and launch files that name a motor by its designation alone.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use downrange::flight::Launch;
use downrange::motor::{Motor, MotorOrigin, MotorSource};
use downrange_formats::LaunchFile;
use downrange_formats::files::{Folder, Memory};
use downrange_formats::motors::{InstalledMotor, InstalledMotors, MotorLibrary};
use sha2::Digest;
use tempfile::{TempDir, tempdir};

/// A motor of a `.eng` file.
fn motor(name: &str, maker: &str, thrust: f64) -> String {
    format!("{name} 54 410 P .889 1.487 {maker}\n.1 {thrust}\n3 {thrust}\n3.5 0\n;\n")
}

/// Two files in a folder of each maker.
fn library() -> TempDir {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("AT")).unwrap();
    fs::create_dir(at("CTI")).unwrap();
    let two = motor("K550W", "AT", 500.0) + &motor("K560W", "AT", 510.0);
    fs::write(at("AT/k.eng"), two).unwrap();
    fs::write(at("CTI/k.eng"), motor("K550R", "CTI", 300.0)).unwrap();
    folder
}

fn index(folder: &TempDir) -> PathBuf {
    folder.path().join(".downrange/index.json")
}

fn sha256(bytes: &[u8]) -> String {
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let library = InstalledMotors::open(folder).unwrap();
    let motors = library.matching("").into_iter();
    motors.map(|each| each.designation).collect()
}

/// A look-up reads only the file of the motor wanted: the others may be gone behind the back of the index.
#[test]
fn only_the_file_wanted_is_read() {
    let folder = library();
    let library = InstalledMotors::open(folder.path()).unwrap();
    fs::remove_file(folder.path().join("CTI/k.eng")).unwrap();
    let found = library.find("K560W (AeroTech)").unwrap();
    assert_eq!(found.name, "AT/k.eng");
    assert_eq!(found.library_motor.file, folder.path().join("AT/k.eng"));
    assert_eq!(
        *found.library_motor.bytes,
        *fs::read(folder.path().join("AT/k.eng")).unwrap()
    );
    assert_eq!(found.passed_over, None);
}

/// Files that are new, changed or gone are found at the next opening, and the index is written only then.
#[test]
fn changes_are_seen() {
    let folder = library();
    assert_eq!(names(folder.path()), ["K550W", "K560W", "K550R"]);
    let first = fs::read(index(&folder)).unwrap();
    let written = fs::metadata(index(&folder)).unwrap().modified().unwrap();
    assert_eq!(names(folder.path()), ["K550W", "K560W", "K550R"]);
    let again = fs::metadata(index(&folder)).unwrap().modified().unwrap();
    assert_eq!(written, again, "written though nothing changed");
    fs::write(folder.path().join("CTI/k.eng"), motor("K700", "CTI", 700.0)).unwrap();
    fs::write(folder.path().join("new.ENG"), motor("J1", "AMW", 100.0)).unwrap();
    fs::remove_file(folder.path().join("AT/k.eng")).unwrap();
    assert_eq!(names(folder.path()), ["J1", "K700"]);
    assert_ne!(fs::read(index(&folder)).unwrap(), first);
}

/// A broken index, and one of another form, is built anew.
#[test]
fn a_broken_index_is_rebuilt() {
    let folder = library();
    let expected = names(folder.path());
    let good = fs::read_to_string(index(&folder)).unwrap();
    let other = good.replace("\"format\":2", "\"format\":999");
    assert_ne!(good, other);
    for broken in ["", "{", "[1]", &good[..good.len() / 2], &other] {
        fs::write(index(&folder), broken).unwrap();
        assert_eq!(names(folder.path()), expected);
        assert_eq!(fs::read_to_string(index(&folder)).unwrap(), good);
    }
}

/// What cannot be read is told with file, line and reason, also from the index; a library that is not there is empty.
#[test]
fn what_cannot_be_read_is_told() {
    let folder = library();
    fs::write(
        folder.path().join("bad.eng"),
        "X1 54 410 P .9 1.4 AT\n.1 5\n.2 x\n",
    )
    .unwrap();
    for _ in 0..2 {
        let problems = InstalledMotors::open(folder.path()).unwrap().problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains("bad.eng:3: "), "{problems:?}");
    }
    let none = InstalledMotors::open(folder.path().join("none")).unwrap();
    assert!(none.is_empty() && !none.folder().exists());
    let error = none.find("K550W").unwrap_err();
    assert!(
        error.hint().contains("downrange motors import"),
        "{error:?}"
    );
}

/// A missing motor comes with what is near; motors that differ are not chosen among; a class is a pattern.
#[test]
fn errors_say_what_is_near() {
    let folder = library();
    let library = InstalledMotors::open(folder.path()).unwrap();
    let error = library.find("K555W").unwrap_err();
    assert!(error.hint().starts_with("near: K550W (AT)"), "{error:?}");
    let error = library.find("K550").unwrap_err();
    assert!(error.is_ambiguous(), "{error:?}");
    assert!(error.hint().contains("the maker in brackets"), "{error:?}");
    assert_eq!(library.matching("cti").len(), 1);
    assert_eq!(library.matching("k").len(), 2);
    assert_eq!(library.matching("550").len(), 2);
    assert_eq!(library.matching("M").len(), 0);
}

const LAUNCH: &str = "
[site]
latitude = 0
longitude = 0
[rail]
length = 5
elevation_angle = \"90 deg\"
[rocket]
diameter = \"60 mm\"
length = 1.5
mass = { mean = 3, sigma = 0.1 }
center_of_mass = 0.8
inertia = { axial = 0.001, transverse = 0.1 }
drag = 0.5
normal_force_slope = 10
center_of_pressure = 1.2
[motor]
designation = \"K550W\"
";

/// A launch that is packed carries its motor of the library, and no file under a name that nothing reads; elsewhere it is the same
/// without a library.
#[test]
fn a_packed_launch_carries_its_motor() {
    let folder = library();
    let file = LaunchFile::parse(LAUNCH, Arc::new(Memory::new())).with_motors(folder.path());
    let packed = file.pack().unwrap();
    assert_eq!(packed.files, BTreeMap::new());
    let elsewhere = LaunchFile::unpack(packed);
    assert_eq!(elsewhere.digest().unwrap(), file.digest().unwrap());
}

/// A launch file without `file` flies the motor of the library, as with the file; the digest is that of the bytes, wherever the
/// library lies; samples do not touch the disk.
#[test]
fn a_launch_file_finds_its_motor() {
    let folder = library();
    let file = |text: &str| LaunchFile::parse(text, Arc::new(Memory::new()));
    let installed = file(LAUNCH).with_motors(folder.path());
    let read = installed.launch().unwrap();
    let told: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("K550W (AT) in k.eng of the motor library"),
        "{told:?}"
    );
    assert_eq!(
        read.warnings[0].file,
        folder.path().join("AT/k.eng").display().to_string()
    );
    let named = LAUNCH.replace("designation", "file = \"AT/k.eng\"\ndesignation");
    let named = LaunchFile::parse(&named, Arc::new(Folder::new(folder.path())));
    let named = named.launch().unwrap().launch;
    let motor = |launch: &Launch| {
        let rocket = launch.vehicle.rocket().unwrap();
        rocket.description().motor.clone().unwrap().motor
    };
    let source = |origin| MotorSource::File {
        name: "k.eng".to_owned(),
        sha256: sha256(&fs::read(folder.path().join("AT/k.eng")).unwrap()),
        origin,
    };
    let (of_file, of_library) = (motor(&named), motor(&read.launch));
    assert_eq!(of_file.source, Some(source(MotorOrigin::Folder)));
    assert_eq!(of_library.source, Some(source(MotorOrigin::Library)));
    let source = of_file.source.clone();
    assert_eq!(
        of_file,
        Motor {
            source,
            ..of_library
        }
    );

    let moved = library_with_another_thrust(500.0);
    let digest = installed.digest().unwrap();
    assert_eq!(
        file(LAUNCH).with_motors(moved.path()).digest().unwrap(),
        digest
    );
    let other = library_with_another_thrust(501.0);
    assert_ne!(
        file(LAUNCH).with_motors(other.path()).digest().unwrap(),
        digest
    );

    let dispersed = installed.dispersed().unwrap();
    drop(folder);
    dispersed.sampled_launch(1, 3).unwrap();
}

fn library_with_another_thrust(thrust: f64) -> TempDir {
    let folder = library();
    let two = motor("K550W", "AT", thrust) + &motor("K560W", "AT", 510.0);
    fs::write(folder.path().join("AT/k.eng"), two).unwrap();
    folder
}

/// Without a library the message says how to get one; in one without the motor, what is near.
#[test]
fn a_launch_file_without_its_motor_says_what_to_do() {
    let file = LaunchFile::parse(LAUNCH, Arc::new(Memory::new()));
    let error = file.launch().unwrap_err().to_string();
    assert!(error.contains("there is no motor library"), "{error}");
    assert!(error.contains("downrange motors import"), "{error}");
    let folder = library();
    fs::remove_file(folder.path().join("AT/k.eng")).unwrap();
    let error = file.with_motors(folder.path()).launch().unwrap_err();
    let error = error.to_string();
    assert!(error.contains("launch.toml:18"), "{error}");
    assert!(error.contains("near: K550R (CTI)"), "{error}");
}

/// Files are copied with their place in their folder; the same bytes are told as there, other bytes are kept unless they are to
/// be replaced, and what holds no motor is not copied.
#[test]
fn imports_tell_what_became_of_each_file() {
    let (from, to) = (library(), tempdir().unwrap());
    fs::write(from.path().join("bad.eng"), "no motor\n").unwrap();
    let to = to.path().join("library");
    let import = |replace| {
        let paths = [from.path().to_path_buf()];
        let import = InstalledMotors::import(&to, &paths, replace);
        (import.library.as_ref().unwrap().len(), import.describe())
    };
    let words = |told: &[String]| -> Vec<String> {
        let first = |line: &String| line.split_whitespace().next().unwrap().to_owned();
        told.iter().map(first).collect()
    };
    let (count, told) = import(false);
    assert_eq!(count, 3);
    assert_eq!(words(&told), ["added", "added", "not", "2"]);
    let counts = format!("2 added, 1 not copied; 3 motors in {}", to.display());
    assert_eq!(told[3], counts);
    let (_, told) = import(false);
    assert_eq!(words(&told), ["already", "already", "not", "2"]);
    fs::write(from.path().join("CTI/k.eng"), motor("K700", "CTI", 700.0)).unwrap();
    let (_, told) = import(false);
    assert!(told[1].contains("has other bytes and is kept"), "{told:?}");
    assert_eq!(names(&to), ["K550W", "K560W", "K550R"]);
    let (_, told) = import(true);
    assert_eq!(words(&told), ["already", "replaced", "not", "1"]);
    assert_eq!(names(&to), ["K550W", "K560W", "K700"]);
}

/// What is refused, be it a file that is not there, one that is none, an empty folder or a file that cannot be written, is told with
/// its reason, and the others are imported all the same.
#[test]
fn an_import_goes_on_past_what_is_refused() {
    let (from, to) = (library(), tempdir().unwrap());
    let at = |name: &str| from.path().join(name);
    fs::write(at("a.txt"), "").unwrap();
    fs::create_dir(at("empty")).unwrap();
    fs::write(at("taken.eng"), motor("K1", "AT", 10.0)).unwrap();
    fs::create_dir(to.path().join("taken.eng")).unwrap();
    let paths = ["none.eng", "a.txt", "empty", "taken.eng", "CTI"].map(at);
    let import = InstalledMotors::import(to.path(), &paths, true);
    assert!(!import.is_complete());
    let told = import.describe();
    for (line, reason) in told.iter().zip([
        "none.eng: cannot read it: no such file",
        "a.txt: no motor file",
        "no motor file (.eng, .rse) in the folder",
        "taken.eng: cannot write ",
        "added ",
        "1 added, 4 not copied; 1 motor in ",
    ]) {
        assert!(line.contains(reason), "{line}");
    }
    assert_eq!(told.len(), 6, "{told:?}");
}

/// Once a library has rested, opening it looks at its folders only. A file written over in its place is still found as it is now,
/// by its new designation too, and is not found by its old one.
#[cfg(unix)]
#[test]
fn a_file_written_over_is_found_as_it_is_now() {
    let folder = library();
    let hour = Duration::from_secs(3600);
    let rest = || {
        InstalledMotors::open(folder.path()).unwrap();
        for name in ["", "AT", "CTI"] {
            let opened = fs::File::open(folder.path().join(name)).unwrap();
            opened.set_modified(SystemTime::now() - hour).unwrap();
        }
        InstalledMotors::reread(folder.path()).unwrap();
    };
    rest();
    let overwrite = |name: &str, thrust: f64| {
        fs::write(folder.path().join("CTI/k.eng"), motor(name, "CTI", thrust)).unwrap();
        let library = InstalledMotors::open(folder.path()).unwrap();
        move |wanted: &str| library.find(wanted)
    };
    let impulse = |found: InstalledMotor| found.library_motor.listed.motor.total_impulse();
    let before = impulse(
        InstalledMotors::open(folder.path())
            .unwrap()
            .find("K550R")
            .unwrap(),
    );
    let found = overwrite("K550R", 600.0)("K550R").unwrap();
    assert!((impulse(found) / before - 2.0).abs() < 1e-9);
    rest();
    let find = overwrite("K710R", 600.0);
    assert!(find("K710R").is_ok());
    assert!(find("K550R").is_err());
    rest();
    fs::write(
        folder.path().join("CTI/new.eng"),
        motor("K720R", "CTI", 9.0),
    )
    .unwrap();
    let library = InstalledMotors::open(folder.path()).unwrap();
    assert!(library.find("K720R").is_ok());
}

/// Among the certified motors, where they are there: each designation gives the motor that a full parse gives, or the same
/// refusal.
#[test]
fn certified_motors_are_found_as_by_a_full_parse() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/motors");
    if !shared.is_dir() {
        eprintln!("skipped: no {}", shared.display());
        return;
    }
    let folder = tempdir().unwrap();
    let paths = [shared];
    let import = InstalledMotors::import(folder.path(), &paths, false);
    assert!(import.files.len() > 1000, "{}", import.files.len());
    let library = import.library.unwrap();
    let full = MotorLibrary::open(&Folder::new(folder.path()), "").unwrap();
    let entries = library.matching("");
    for entry in entries.iter().step_by(41) {
        for wanted in [
            entry.designation.clone(),
            format!("{} ({})", entry.designation, entry.maker),
        ] {
            let (own, all) = (library.find(&wanted), full.find(&wanted));
            match (own, all) {
                (Ok(own), Ok(all)) => {
                    let (own, all) = (own.library_motor, all.library_motor);
                    assert_eq!(
                        (own.listed, own.file),
                        (all.listed.clone(), all.file.clone())
                    );
                }
                (Err(own), Err(all)) => {
                    assert_eq!(own.is_ambiguous(), all.is_ambiguous(), "{wanted}")
                }
                (own, all) => unreachable!("{wanted}: {own:?} {all:?}"),
            }
        }
    }
}
