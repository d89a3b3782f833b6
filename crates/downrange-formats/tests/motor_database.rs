//! The public motor database: fetched, checked, stored, and found by look-ups.
#![allow(clippy::unwrap_used)]

mod database;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use database::{DOWNLOAD, MOTORS, TABLES, database, manifest, packed};
use downrange::motor::MotorOrigin;
use downrange_formats::files::Memory;
use downrange_formats::motors::{
    DATABASE_MANIFEST, DatabaseUpdate, ImportOutcome, InstalledMotors,
};
use downrange_formats::{Error, LaunchFile};
use tempfile::tempdir;

/// Fetches a database with this manifest; how many addresses were asked for.
fn fetched(
    folder: &Path,
    manifest: &str,
    database: &[u8],
) -> (Result<DatabaseUpdate, String>, usize) {
    let mut asked = 0;
    let fetch = |address: &str, limit: u64| {
        asked += 1;
        let bytes = match address {
            DATABASE_MANIFEST => manifest.as_bytes(),
            DOWNLOAD => database,
            other => return Err(Error::of_file(other, "not there")),
        };
        assert!(bytes.len() as u64 <= limit);
        Ok(bytes.to_vec())
    };
    let update = DatabaseUpdate::fetched(folder, DATABASE_MANIFEST, fetch);
    (update.map_err(|error| error.to_string()), asked)
}

fn published() -> (Vec<u8>, String) {
    let packed = packed(&database(&format!("{TABLES}{MOTORS}")));
    let manifest = manifest(&packed, 2, DOWNLOAD);
    (packed, manifest)
}

fn own_files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder.join(".downrange"))
        .into_iter()
        .flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The curves of the database are motors of the library: number by number those of the tables, with what cannot be flown told; fetching
/// again asks for the manifest only.
#[test]
fn a_database_is_fetched_once() {
    let folder = tempdir().unwrap();
    let (packed, manifest) = published();
    let (update, asked) = fetched(folder.path(), &manifest, &packed);
    let update = update.unwrap();
    assert_eq!((update.is_new, asked), (true, 2));
    let told = update.describe();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("not taken: L1H: "), "{told:?}");
    assert_eq!(told[1], "not taken: M1: it has no thrust curve");
    let stored = "stored the OpenRocket motor database of 2026-03-01: 2 thrust curves, 2 not taken";
    assert_eq!(told[2], stored);
    let (update, asked) = fetched(folder.path(), &manifest, &packed);
    assert_eq!((update.unwrap().is_new, asked), (false, 1));

    let library = InstalledMotors::open(folder.path()).unwrap();
    assert_eq!(library.len(), 2);
    let problems = library.problems();
    assert!(problems[0].contains("2 of its motors or curves cannot be flown, such as L1H"));
    let entries = library.matching("k6");
    assert_eq!(entries[0].designation, "K650_CS");
    let text = fs::read_to_string(&entries[0].file).unwrap();
    let line = text.lines().nth(entries[0].line - 1).unwrap();
    assert_eq!(line, "K650_CS 54 404 - 0.86 1.4505 Cesaroni Technology");

    let found = library.find("K550W (AT)").unwrap();
    let motor = found.library_motor;
    assert_eq!(motor.origin, MotorOrigin::Database);
    assert_eq!(motor.file_name(), "AeroTech_K550W.eng");
    let curve = "; OpenRocket motor database 20260301040958, curve 1, measured by cert, ThrustCurve.org abc\n\
         K550W 54 410 6-10-14 0.889 1.487 AeroTech\n0.1 500\n3 500.25\n3.5 0\n;\n";
    assert_eq!(std::str::from_utf8(&motor.bytes).unwrap(), curve);
    let error = library.find("K551W").unwrap_err();
    assert!(error.hint().contains("near: K550W (AeroTech)"), "{error:?}");
}

/// A file of the user goes before the database, unless only the database has a motor of the very designation; which it is, is told.
#[test]
fn files_of_the_user_go_first() {
    let folder = tempdir().unwrap();
    let (packed, manifest) = published();
    fetched(folder.path(), &manifest, &packed).0.unwrap();
    let own = |name: &str| format!("{name} 54 410 P .889 1.487 AT\n.1 500\n3 500\n3.5 0\n;\n");
    fs::write(folder.path().join("own.eng"), own("K550W")).unwrap();
    let found = |wanted: &str| {
        let library = InstalledMotors::open(folder.path()).unwrap();
        library.find(wanted).unwrap()
    };
    assert!(
        found("K550W")
            .describe()
            .contains("own.eng of the motor library")
    );
    fs::write(folder.path().join("own.eng"), own("K550")).unwrap();
    let described = found("K550W").describe();
    let expected =
        "K550W (AeroTech) in AeroTech_K550W.eng of the OpenRocket motor database of 2026-03-01";
    assert!(described.starts_with(expected), "{described}");
    assert!(found("K550").describe().contains("own.eng"));
}

/// What the database has and cannot give is told where it would be looked for: a motor whose curve cannot be flown, one without a
/// curve, and all of a database that is broken or of another form, beside an alike file that is taken for want of it too.
#[test]
fn what_the_database_cannot_give_is_told() {
    let folder = tempdir().unwrap();
    let (packed, manifest) = published();
    fetched(folder.path(), &manifest, &packed).0.unwrap();
    let find = |wanted: &str| InstalledMotors::open(folder.path()).unwrap().find(wanted);
    let hint = |wanted: &str| find(wanted).unwrap_err().hint().to_owned();
    let without = "; cannot be read: M1 of the OpenRocket motor database of 2026-03-01: it has no thrust curve;";
    assert!(hint("M1").contains(without), "{}", hint("M1"));
    let unflyable = "; cannot be read: L1H of the OpenRocket motor database of 2026-03-01: ";
    assert!(hint("L1H").contains(unflyable), "{}", hint("L1H"));

    let index = folder.path().join(".downrange/database.json");
    let good = fs::read_to_string(&index).unwrap();
    let own = "K550 54 410 P .889 1.487 AT\n.1 500\n3 500\n3.5 0\n;\n";
    for (text, reason) in [
        (&good[..good.len() / 2], "is broken"),
        (
            &good.replace("\"format\":1", "\"format\":9"),
            "was stored by another version of Downrange",
        ),
    ] {
        fs::write(&index, text).unwrap();
        let told = format!("database.json: the motor database {reason}; `downrange motors update`");
        let hint = hint("K550W");
        assert!(
            hint.starts_with("it has no motors; cannot be read: ") && hint.contains(&told),
            "{hint}"
        );
        fs::write(folder.path().join("own.eng"), own).unwrap();
        let passed_over = find("K550W").unwrap().passed_over.unwrap();
        assert!(passed_over.contains(&told), "{passed_over}");
        // No motor of a database is called more so.
        assert_eq!(find("K550").unwrap().passed_over, None);
        fs::remove_file(folder.path().join("own.eng")).unwrap();
    }
}

/// Curves that are not those that were stored, or not there, are told with what to do, and that does it: they are fetched, and
/// imported, again. Defends against a look-up that says no more than that the library has no such motor, and an update that
/// takes the database for there.
#[test]
fn broken_curves_are_told_and_fetched_again() {
    let folder = tempdir().unwrap();
    let (packed, manifest) = published();
    let update = || fetched(folder.path(), &manifest, &packed).0.unwrap();
    let curves = folder
        .path()
        .join(".downrange")
        .join(update().database.curves_file);
    let good = fs::read_to_string(&curves).unwrap();
    let import = folder.path().join("motors.db.gz");
    fs::write(&import, &packed).unwrap();
    let other_name = good.replace("K550W", "K551W");
    for bad in [
        Some(&good[..100]),
        Some(&good[50..]),
        Some(&*other_name),
        None,
    ] {
        let damage = || match bad {
            Some(bad) => fs::write(&curves, bad).unwrap(),
            None => fs::remove_file(&curves).unwrap(),
        };
        damage();
        let error = InstalledMotors::open(folder.path())
            .unwrap()
            .find("K550W")
            .unwrap_err();
        let told = format!("{}: ", curves.display());
        assert!(error.message().starts_with(&told), "{error}");
        assert_eq!(error.hint(), "`downrange motors update` fetches it again");
        assert!(update().is_new);
        assert_eq!(fs::read_to_string(&curves).unwrap(), good);
        assert!(!update().is_new);
        damage();
        let imported = InstalledMotors::import(folder.path(), std::slice::from_ref(&import), false);
        assert_eq!(imported.files[0].outcome, ImportOutcome::Replaced);
        assert_eq!(fs::read_to_string(&curves).unwrap(), good);
    }
}

/// What is not as it should be is told, and the library keeps what it had: a hash that does not fit, a database cut off, other tables,
/// another schema version, a manifest that is none, views in place of tables, a text for a number.
#[test]
fn what_is_wrong_is_told_and_nothing_is_stored() {
    let folder = tempdir().unwrap();
    let (good, good_manifest) = published();
    fetched(folder.path(), &good_manifest, &good).0.unwrap();
    let before = own_files(folder.path());
    let whole = database(&format!("{TABLES}{MOTORS}"));
    let of = |statements: &str| packed(&database(statements));
    let cut = packed(&whole[..whole.len() / 2]);
    let other = TABLES.replace("('schema_version', '2')", "('schema_version', '3')");
    let view = format!("{TABLES}{MOTORS}DROP TABLE thrust_data;")
        + "CREATE VIEW thrust_data AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) \
           SELECT x AS id, x AS curve_id, x AS time_seconds, x AS force_newtons FROM n;";
    let text = format!("{TABLES}{MOTORS}UPDATE motors SET diameter = 'wide';");
    for (database, schema, told) in [
        (cut, 2, "the database cannot be read"),
        (packed(b"SQLite format 3"), 2, "the database cannot be read"),
        (good[..good.len() / 2].to_vec(), 2, "it cannot be unpacked"),
        (
            of("CREATE TABLE meta (a)"),
            2,
            "it has no table `manufacturers`",
        ),
        (of(&other), 2, "a database of schema version 3, expected 2"),
        (of(&view), 2, "it has no table `thrust_data`"),
        (of(&text), 2, "the database cannot be read"),
        (of(TABLES), 2, "it has no thrust curve that can be flown"),
        (
            good.clone(),
            3,
            "a database of schema version 3, expected 2",
        ),
    ] {
        let manifest = manifest(&database, schema, DOWNLOAD);
        // Another version than the one that is there.
        let manifest = manifest.replace("20260301040958", "20260308000000");
        let error = fetched(folder.path(), &manifest, &database).0.unwrap_err();
        assert!(error.contains(told), "{error}");
        assert_eq!(own_files(folder.path()), before, "{told}");
    }
    let wrong = good_manifest.replace("20260301040958", "20260308000000");
    let error = fetched(folder.path(), &wrong, b"other bytes")
        .0
        .unwrap_err();
    assert!(
        error.contains("its SHA-256 is ") && error.contains("nothing was stored"),
        "{error}"
    );
    let error = fetched(folder.path(), "<html>", &good).0.unwrap_err();
    assert!(error.contains("no manifest of a motor database"), "{error}");
    assert_eq!(own_files(folder.path()), before);
    assert_eq!(InstalledMotors::open(folder.path()).unwrap().len(), 2);
}

/// A database file is imported, packed or not, and one that is there is replaced whole. Defends against a place that is told and
/// holds nothing, and against curves that are left out and not told.
#[test]
fn a_database_file_is_imported() {
    let (from, to) = (tempdir().unwrap(), tempdir().unwrap());
    let (good, _) = published();
    let plain = database(&format!(
        "{TABLES}{MOTORS}UPDATE meta SET value = 20260308000000;\n\
         UPDATE meta SET value = 2 WHERE key = 'schema_version';"
    ));
    let at = |name: &str| from.path().join(name);
    fs::write(at("motors.db.gz"), &good).unwrap();
    fs::write(at("new.DB"), &plain).unwrap();
    fs::write(at("bad.db"), "no database").unwrap();
    let index = to.path().join(".downrange/database.json");
    let import = |name: &str| {
        let import = InstalledMotors::import(to.path(), &[at(name)], false);
        let file = &import.files[0];
        assert_eq!(file.to, index);
        let is_there = fs::metadata(&file.to).is_ok_and(|about| about.is_file());
        assert_eq!(is_there, file.is_in_library());
        (file.outcome.clone(), import.describe())
    };
    let (outcome, _) = import("bad.db");
    assert!(matches!(outcome, ImportOutcome::Refused(_)));
    let (outcome, told) = import("motors.db.gz");
    assert_eq!(outcome, ImportOutcome::Added);
    assert_eq!(told[0], format!("added {}", index.display()));
    assert!(told[1].starts_with("not taken: L1H: "), "{told:?}");
    assert_eq!(told[2], "not taken: M1: it has no thrust curve");
    assert!(told[3].starts_with("stored the OpenRocket motor database of 2026-03-01: 2 thrust"));
    let (outcome, told) = import("motors.db.gz");
    assert_eq!(outcome, ImportOutcome::Same);
    assert_eq!(
        told[1],
        "already there: OpenRocket motor database of 2026-03-01"
    );
    assert_eq!(import("new.DB").0, ImportOutcome::Replaced);
    let own = own_files(to.path());
    assert_eq!(own.iter().filter(|name| name.ends_with(".eng")).count(), 1);
    assert_eq!(InstalledMotors::open(to.path()).unwrap().len(), 2);
}

/// Points of a curve that is not there are told, and so is a motor without a curve where a curve is of no motor.
#[test]
fn rows_that_belong_to_nothing_are_told() {
    let folder = tempdir().unwrap();
    let tables = TABLES.replace("motor_id INTEGER NOT NULL", "motor_id INTEGER");
    let strays = "INSERT INTO thrust_data (curve_id, time_seconds, force_newtons) VALUES (8, 1, 1), (8, 2, 1), (9, 1, 1);
        INSERT INTO thrust_curves (motor_id, source) VALUES (NULL, 'user');";
    let packed = packed(&database(&format!("{tables}{MOTORS}{strays}")));
    let manifest = manifest(&packed, 2, DOWNLOAD);
    let told = fetched(folder.path(), &manifest, &packed)
        .0
        .unwrap()
        .describe();
    let expected = "not taken: table thrust_data: 3 of its points are of a thrust curve that is not there, such as curve 8";
    assert!(told.iter().any(|line| line == expected), "{told:?}");
    let without = "not taken: M1: it has no thrust curve";
    assert!(told.iter().any(|line| line == without), "{told:?}");
    assert!(
        told[told.len() - 1].ends_with("2 thrust curves, 4 not taken"),
        "{told:?}"
    );
}

/// A launch file flies a motor of the database by its designation, and its digest is that of the curve, not of the whole database.
#[test]
fn a_launch_file_flies_a_motor_of_the_database() {
    let launch = "
[site]
latitude = 0
longitude = 0
[rail]
length = 5
elevation_angle = \"90 deg\"
[rocket]
diameter = \"60 mm\"
length = 1.5
mass = 3
center_of_mass = 0.8
inertia = { axial = 0.001, transverse = 0.1 }
drag = 0.5
normal_force_slope = 10
center_of_pressure = 1.2
[motor]
designation = \"K550W\"
";
    let (packed, manifest) = published();
    let read = || {
        let folder = tempdir().unwrap();
        fetched(folder.path(), &manifest, &packed).0.unwrap();
        let file = LaunchFile::parse(launch, Arc::new(Memory::new()));
        let file = file.with_motors(folder.path());
        (file.launch().unwrap(), file.digest().unwrap())
    };
    let (read, digest) = {
        let (first, digest) = read();
        assert_eq!(read().1, digest);
        (first, digest)
    };
    assert!(!digest.is_empty());
    let told: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert!(
        told[0].contains("of the OpenRocket motor database of 2026-03-01"),
        "{told:?}"
    );
}

/// A broken byte here or there is refused, or changes a motor: no panic, and no endless reading.
#[test]
fn broken_bytes_do_no_harm() {
    let whole = database(&format!("{TABLES}{MOTORS}"));
    for round in 0..100 {
        let mut bytes = whole.clone();
        // Steps of a prime through the file, and through the values.
        for step in 0..20 {
            let at = (round * 7919 + step * 104_729) % bytes.len();
            bytes[at] = bytes[at].wrapping_add((round * 31 + step * 17 + 1) as u8);
        }
        let folder = tempdir().unwrap();
        let manifest = manifest(&bytes, 2, DOWNLOAD);
        if let (Err(reason), _) = fetched(folder.path(), &manifest, &bytes) {
            assert!(reason.contains("nothing was stored"), "{reason}");
        }
    }
}
