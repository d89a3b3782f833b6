//! Motor files that lie in no folder of the user's own: a launch file made of a design has them beside it; and files that are
//! chosen for motors.
#![allow(clippy::unwrap_used)]

mod drawn;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use downrange::motor::{Motor, MotorOrigin, MotorSource};
use downrange_formats::LaunchFile;
use downrange_formats::designs::openrocket::parse;
use downrange_formats::designs::{Conversion, DesignOptions, Import, convert};
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;
use drawn::{file, library, simple};
use tempfile::tempdir;

const CURVE: &str = "Z9 54 400 0 0.5 1.0 AT\n0.1 300\n2.0 0\n";

/// A design whose motor no folder has, with its curve inside.
fn with_curve_inside() -> Vec<u8> {
    let text = file(&simple("")).replace(
        "J300X</designation>",
        "Z9</designation><digest>abc</digest>",
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let files = [
        ("rocket.ork", text.as_str()),
        ("thrustcurves/abc.eng", CURVE),
    ];
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn motor(import: &Import) -> Motor {
    let rocket = import.launch.vehicle.rocket().unwrap();
    rocket.description().motor.clone().unwrap().motor
}

/// The file beside is the one that was inside, byte by byte; the launch file flies the same motor from it, without leaving its
/// folder.
#[test]
fn a_curve_inside_a_design_is_written_beside() {
    let none = MotorLibrary::default();
    let import = parse(&with_curve_inside(), &none, &DesignOptions::default()).unwrap();
    let Some(MotorSource::File { name, origin, .. }) = motor(&import).source else {
        unreachable!("no source");
    };
    assert_eq!((name.as_str(), origin), ("abc.eng", MotorOrigin::Design));
    let folder = tempdir().unwrap();
    let Conversion { file, motors } =
        convert(&import, Path::new("rocket.ork"), folder.path()).unwrap();
    assert!(motors.outside().is_empty());
    motors.write_beside(folder.path(), false).unwrap();
    assert_eq!(
        fs::read_to_string(folder.path().join("abc.eng")).unwrap(),
        CURVE
    );
    let path = folder.path().join("rocket.toml");
    fs::write(&path, file.to_toml()).unwrap();
    let again = LaunchFile::open(&path).unwrap().launch().unwrap().launch;
    let flown = again.vehicle.rocket().unwrap().description().motor.clone();
    let (flown, own) = (flown.unwrap().motor, motor(&import));
    let source = own.source.clone();
    assert_eq!(Motor { source, ..flown }, own);
}

/// A file of the same name with other bytes is another motor: it is kept unless it is to be replaced, and then nothing is written.
#[test]
fn another_motor_file_is_kept() {
    let none = MotorLibrary::default();
    let import = parse(&with_curve_inside(), &none, &DesignOptions::default()).unwrap();
    let folder = tempdir().unwrap();
    let motors = convert(&import, Path::new("rocket.ork"), folder.path()).unwrap();
    let motors = motors.motors;
    let path = folder.path().join("abc.eng");
    fs::write(&path, "; another\n").unwrap();
    let error = motors.write_beside(folder.path(), false).unwrap_err();
    let error = error.0.to_string();
    assert!(
        error.contains("abc.eng") && error.contains("--force"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "; another\n");
    motors.write_beside(folder.path(), true).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), CURVE);
    motors.write_beside(folder.path(), false).unwrap();
}

/// Defends that a file chosen for a motor that no configuration has is refused with the names of those there are, and that one for
/// a motor of the design is taken, with its maker or without.
#[test]
fn a_file_chosen_for_no_motor_is_refused() {
    let text = file(&simple(""));
    let chosen = |name: &str| {
        let mut library = library();
        library.prefer(name, &Folder::new(""), "maker.eng").unwrap();
        parse(text.as_bytes(), &library, &DesignOptions::default())
    };
    let said = chosen("K99").unwrap_err().render(false);
    assert!(
        said.contains("no engine of the file is called `K99`")
            && said.contains("its engines are J300X (AeroTech)"),
        "{said}"
    );
    for name in ["J300X", "j300x (AT)"] {
        chosen(name).unwrap();
    }
}
