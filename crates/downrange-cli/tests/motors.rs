//! The user's motor library, as a person uses it.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::text;
use sha2::Digest;

const ROCKETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rockets");

/// A folder for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs the program in a folder with its motor library in `library` there.
fn downrange(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
        .args(arguments)
        .current_dir(folder)
        .env("DOWNRANGE_MOTORS", folder.join("library"))
        .output()
        .unwrap()
}

/// A folder with the motor of the model rocket in its library.
fn with_motor(name: &str) -> PathBuf {
    let folder = folder(name);
    let motor = format!("{ROCKETS}/model-rocket/Estes_C6.eng");
    let output = downrange(&folder, &["motors", "import", &motor]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(
        told.starts_with("added ") && told.contains("1 added; 1 motor in "),
        "{told}"
    );
    folder
}

/// What is imported is listed: as a table, in either units, as JSON, by a pattern.
#[test]
fn motors_are_imported_and_listed() {
    let folder = with_motor("motors-list");
    let list = |arguments: &[&str]| {
        let output = downrange(&folder, &[&["motors"], arguments].concat());
        assert_eq!(output.status.code(), Some(0));
        (text(&output.stdout), text(&output.stderr))
    };
    let (table, told) = list(&[]);
    assert_eq!(table.lines().count(), 2, "{table}");
    assert!(
        table.contains("impulse N s") && table.contains("C6"),
        "{table}"
    );
    assert!(told.is_empty(), "{told}");
    assert_eq!(list(&["c6"]).0, table);
    assert!(list(&["--units", "us"]).0.contains("diameter in"));
    let (none, told) = list(&["K550"]);
    assert!(none.is_empty() && told.contains("of 1 motor in "), "{told}");
    let json: serde_json::Value = serde_json::from_str(&list(&["--json"]).0).unwrap();
    assert_eq!(json[0]["impulse_class"], "C");
    assert!(json[0]["file"].as_str().unwrap().ends_with("Estes_C6.eng"));
    assert_eq!(list(&["K550", "--json"]).0, "[]\n");
}

/// Another file of the same name is kept, and that ends with 1; the same bytes are told as there; `--force` replaces.
#[test]
fn imports_do_not_write_over_other_bytes() {
    let folder = with_motor("motors-import");
    let own = fs::read_to_string(folder.join("library/Estes_C6.eng")).unwrap();
    fs::write(folder.join("Estes_C6.eng"), own.clone() + "; changed\n").unwrap();
    let import = |options: &[&str]| {
        let output = downrange(&folder, &[&["motors", "import"], options].concat());
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, told, error) = import(&["Estes_C6.eng"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("has other bytes and is kept") && error.contains("not all files were copied"),
        "{told}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("library/Estes_C6.eng")).unwrap(),
        own
    );
    let (code, told, _) = import(&["Estes_C6.eng", "--force"]);
    assert!(code == Some(0) && told.contains("replaced "), "{told}");
    let (code, told, _) = import(&["Estes_C6.eng"]);
    assert!(code == Some(0) && told.contains("already there"), "{told}");
}

/// A launch file that gives the designation alone flies as the one that names the file, and tells the very file; without the motor
/// the message says how to get it.
#[test]
fn a_launch_file_names_its_motor_by_designation() {
    let folder = with_motor("motors-launch");
    let example = format!("{ROCKETS}/model-rocket/launch.toml");
    let named = "file = \"Estes_C6.eng\"";
    let launch = fs::read_to_string(&example).unwrap();
    assert!(launch.contains(named));
    let launch = launch.replace(named, "designation = \"C6\"");
    fs::write(folder.join("launch.toml"), launch).unwrap();
    let output = downrange(&folder, &["fly", "launch.toml", "--json"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("Estes_C6.eng") && told.contains("SHA-256"),
        "{told}"
    );
    let expected = downrange(&folder, &["fly", &example, "--json"]);
    assert_eq!(text(&output.stdout), text(&expected.stdout));
    fs::remove_file(folder.join("library/Estes_C6.eng")).unwrap();
    let output = downrange(&folder, &["fly", "launch.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let error = text(&output.stderr);
    assert!(
        error.contains("no motor `C6`") && error.contains("downrange motors import"),
        "{error}"
    );
}

/// A motor that is not beside a RASAero file comes from the motor library, and that is told.
#[test]
fn a_rasaero_file_finds_its_motor() {
    let folder = folder("motors-rasaero");
    let example = format!("{ROCKETS}/rasaero");
    fs::copy(
        format!("{example}/Sandpiper.CDX1"),
        folder.join("Sandpiper.CDX1"),
    )
    .unwrap();
    let output = downrange(&folder, &["fly", "Sandpiper.CDX1"]);
    assert_eq!(output.status.code(), Some(1));
    let output = downrange(&folder, &["motors", "import", &example]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = downrange(&folder, &["fly", "Sandpiper.CDX1"]);
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("of the motor library is taken"), "{told}");
}

/// A launch file made of a design has the motor of the library beside it, byte by byte: it flies the same JSON, without the library
/// and within its folder, and the JSON names the file by its digest.
#[test]
fn a_motor_of_the_library_is_written_beside() {
    let folder = folder("motors-convert");
    let example = format!("{ROCKETS}/rasaero");
    let design = format!("{example}/Sandpiper.CDX1");
    fs::copy(design, folder.join("Sandpiper.CDX1")).unwrap();
    let run = |arguments: &[&str]| {
        let output = downrange(&folder, arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    run(&["motors", "import", &example]);
    let flown = run(&["fly", "Sandpiper.CDX1", "--json"]);
    let set = ["fly", "Sandpiper.CDX1", "--json", "--set", "name=Sandpiper"];
    assert_eq!(run(&set), flown);
    let told = run(&["convert", "Sandpiper.CDX1", "made/launch.toml"]);
    let wrote = "wrote made/Cesaroni_K650.eng\nwrote made/launch.toml\n";
    assert_eq!(told, wrote);
    let bytes = fs::read(folder.join("made/Cesaroni_K650.eng")).unwrap();
    let own = fs::read(format!("{example}/Cesaroni_K650.eng")).unwrap();
    assert_eq!(bytes, own);
    fs::remove_dir_all(folder.join("library")).unwrap();
    let again = run(&["fly", "made/launch.toml", "--json"]);
    assert_eq!(again, flown);
    let json: serde_json::Value = serde_json::from_str(&flown).unwrap();
    let digest: String = sha2::Sha256::digest(&own)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(json["motors"][0]["file"], "Cesaroni_K650.eng");
    assert_eq!(json["motors"][0]["sha256"], digest.as_str());
}
