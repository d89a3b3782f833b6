//! Launch files that are laid over a design of another program.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use downrange::flight::{Recording, fly};
use downrange_formats::Error;
use downrange_formats::LaunchFile;
use downrange_formats::designs::{self, DesignOptions, Opened};
use tempfile::TempDir;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets/openrocket")
}

/// A folder with the design of the examples, its motor, and a launch file.
fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(examples()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.path().join("day.toml"), text).unwrap();
    folder
}

fn opened(folder: &TempDir, name: &str) -> Result<LaunchFile, Error> {
    Opened::open(&folder.path().join(name), &DesignOptions::default())?.into_launch_file()
}

fn open(text: &str) -> Result<LaunchFile, Error> {
    let folder = folder(text);
    let file = opened(&folder, "day.toml")?;
    // What it names is read while the folder is there.
    file.launch().map(|_| file)
}

const DESIGN: &str = "[design]\nfile = \"Dunlin.ork\"\n";

fn apogee(text: &str) -> f64 {
    let folder = folder(text);
    let file = opened(&folder, "day.toml").unwrap();
    let launch = file.launch().unwrap().launch;
    fly(&launch, Recording::None).unwrap().outcome.apogee_agl
}

/// Defends that a launch file that says nothing but its design flies what the design flies, to the last bit, and tells what
/// was made of it.
#[test]
fn the_design_alone_flies_as_it_is() {
    let folder = folder(DESIGN);
    let design = folder.path().join("Dunlin.ork");
    let import = designs::read(&design, &DesignOptions::default()).unwrap();
    let alone = fly(&import.launch, Recording::None).unwrap();
    assert_eq!(apogee(DESIGN), alone.outcome.apogee_agl);
    let file = opened(&folder, "day.toml").unwrap();
    let told = file.launch().unwrap().warnings;
    assert!(import.warnings.iter().all(|warning| told.contains(warning)));
}

/// Defends that what the file says replaces what the design says: of the whole, of a part and of a parachute by their names;
/// and that what has another name is added.
#[test]
fn what_the_file_says_replaces_and_adds() {
    let heavier = format!("{DESIGN}[rocket]\nmass = \"8 kg\"\n");
    assert!(apogee(&heavier) < apogee(DESIGN));
    let text = format!(
        "{DESIGN}[[rocket.parts]]\nname = \"Tracker\"\nmass = \"1 kg\"\n\
         [[rocket.parts]]\nname = \"camera\"\ntype = \"mass\"\nposition = 0.5\nmass = 0.1\n\
         [[parachutes]]\nname = \"Drogue\"\nlag = 2\n"
    );
    let file = open(&text).unwrap();
    let text = file.to_toml();
    assert_eq!(text.matches("name = \"Tracker\"").count(), 1);
    assert_eq!(text.matches("name = \"camera\"").count(), 1);
    assert_eq!(
        text.matches("name = \"Drogue\"").count(),
        2,
        "its mass and itself"
    );
    assert!(text.contains("lag = 2\n") && text.contains("mass = \"1 kg\"\n"));
}

/// Defends that uncertainty is kept beside the design.
#[test]
fn what_is_uncertain_stands_beside_the_design() {
    let text = format!(
        "{DESIGN}[air.wind]\nspeed = {{ mean = \"4 m/s\", sigma = \"1 m/s\", min = 0 }}\nfrom = \"250 deg\"\n"
    );
    let folder = folder(&text);
    let file = opened(&folder, "day.toml").unwrap();
    assert_eq!(file.dispersed().unwrap().uncertainty.inputs().len(), 1);
}

/// Defends that a design by itself is opened as the launch file that flies the same, so that what is uncertain can be set in it.
#[test]
fn a_design_is_opened_as_its_launch_file() {
    let folder = folder(DESIGN);
    let file = opened(&folder, "Dunlin.ork").unwrap();
    let file = file.with_assignment("rail.heading={mean = 0, sigma = 0.1}");
    let dispersed = file.unwrap().dispersed().unwrap();
    assert_eq!(dispersed.uncertainty.inputs().len(), 1);
}

/// Defends the choice of a simulation, of a configuration and of a folder of motors.
#[test]
fn the_file_chooses_what_of_the_design_flies() {
    let chosen = include_str!("files/over_design.toml");
    assert_ne!(apogee(chosen), apogee(DESIGN));
    let elsewhere = chosen.replace("motors = \".\"", "motors = \"none\"");
    let said = open(&elsewhere).unwrap_err().render(false);
    assert!(said.contains("no such folder of motors"), "{said}");
}

/// Defends that a launch file leads to no design outside its folder unless that is allowed, and that a design that is not there,
/// a key that is not known, and a launch file from elsewhere are refused by name.
#[test]
fn what_cannot_be_is_refused_by_name() {
    let said = |text: &str| open(text).unwrap_err().render(false);
    let outside = said("[design]\nfile = \"../x.ork\"\n");
    assert!(
        outside.contains("`../x.ork`: it leads out of its folder"),
        "{outside}"
    );
    let missing = said("[design]\nfile = \"Dunlni.ork\"\n");
    assert!(missing.contains("Dunlni.ork"), "{missing}");
    let misspelled = said(&format!("{DESIGN}simulaton = \"2\"\n"));
    assert!(
        misspelled.contains("did you mean `simulation`"),
        "{misspelled}"
    );
    let number = said(&format!("{DESIGN}simulation = 2\n"));
    assert!(number.contains("expected text"), "{number}");
    let none = said("[design]\nsimulation = \"2\"\n");
    assert!(none.contains("no `file` in [design]"), "{none}");
    let unknown = said(&format!("{DESIGN}[rocket]\nmas = 3\n"));
    assert!(
        unknown.contains("mas") && unknown.contains("day.toml over Dunlin.ork"),
        "{unknown}"
    );
    let folder = folder(DESIGN);
    let unread = LaunchFile::open(folder.path().join("day.toml")).unwrap();
    let refused = unread.launch().unwrap_err().render(false);
    assert!(
        refused.contains("the file is not laid over its design"),
        "{refused}"
    );
}
