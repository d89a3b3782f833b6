//! Certified motors as they lie in a public collection, where it lies beside this workspace.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use std::sync::Arc;

use downrange_formats::LaunchFile;
use downrange_formats::files::Folder;
use downrange_formats::motors::readable_motors;

/// Of files of certified motors at most a hundredth may be refused, each for a reason that a person accepts: those known are
/// none. Each readable motor is flown in no flight, but has to be one that a launch can have.
#[test]
fn certified_motors_are_read() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = manifest
        .ancestors()
        .map(|folder| folder.join("shared/reference/motors"))
        .find(|folder| folder.is_dir());
    let Some(shared) = shared else {
        println!("skipped: no collection of motors here");
        return;
    };
    let mut files = Vec::new();
    collect(&shared, &mut files);
    let (mut refused, mut told) = (Vec::new(), 0);
    for path in &files {
        let (motors, wrong) =
            readable_motors(&path.display().to_string(), &std::fs::read(path).unwrap());
        refused.extend(wrong.into_iter().map(|one| format!("{}", one.error)));
        told += usize::from(motors.iter().any(|motor| !motor.warnings.is_empty()));
        let [motor] = motors.as_slice() else {
            continue;
        };
        let text = format!(
            "[site]\nlatitude = 0\nlongitude = 0\n[rail]\nlength = 5\nelevation_angle = \"90 deg\"\n\
             [rocket]\nlength = 10\ndiameter = 1\nmass = 10\ncenter_of_mass = 5\ninertia = {{ axial = 1, transverse = 50 }}\n\
             drag = 0.5\nnormal_force_slope = 10\ncenter_of_pressure = 8\n[motor]\nfile = {:?}\n",
            path.display().to_string()
        );
        let files = Arc::new(Folder::new(".").allow_outside(true));
        match LaunchFile::parse(&text, files).launch() {
            Ok(read) => assert_eq!(
                read.launch.vehicle.rocket().is_some(),
                !motor.motor.name.is_empty()
            ),
            Err(error) => refused.push(format!("{error}")),
        }
    }
    let of = files.len();
    println!(
        "{} of {of} files, {told} of them with a remark; refused:",
        of - refused.len()
    );
    refused.iter().for_each(|reason| println!("{reason}"));
    assert!(100 * refused.len() <= of, "{} of {of}", refused.len());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if path.is_dir() {
            collect(&path, files);
        } else if ending == "eng" || ending == "rse" {
            files.push(path);
        }
    }
}
