//! RockSim files of the disk: the example of the project as a design, as a base and damaged by chance; the files of the
//! reference, where they lie beside this repository.
//!
//! `MUTATIONS=5000 cargo test -p downrange-formats --test rocksim_files` damages more of them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use downrange::flight::{Recording, fly};
use downrange_formats::designs::{
    self, DesignOptions, Opened, launch_file, rocksim::parse, rocksim::stored_results,
};
use downrange_formats::files::{Files, Folder, Layers};
use downrange_formats::motors::MotorLibrary;
use downrange_testkit::damage::{Chance, damaged, tries};

/// Longer than any reading takes.
const LONGEST: Duration = Duration::from_secs(5);

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets/rocksim/Wheatear.rkt")
}

/// The folder of the designs of the reference, where it lies.
fn reference() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = here
        .ancestors()
        .map(|folder| folder.join("shared/reference/designs"));
    folders.find(|folder| folder.is_dir())
}

/// Defends the door: a RockSim file is a design, its launch file flies the same, and a launch file over it changes what it
/// says, its motor too.
#[test]
fn the_example_is_a_design_and_a_base() {
    let path = example();
    assert!(designs::is_design(&path));
    let import = designs::read(&path, &DesignOptions::default()).unwrap();
    let told: Vec<String> = import.warnings.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{told:?}");
    let alone = fly(&import.launch, Recording::None)
        .unwrap()
        .outcome
        .apogee_agl;
    let folder = tempfile::tempdir().unwrap();
    for name in ["Wheatear.rkt", "Estes_C6.eng"] {
        std::fs::copy(path.with_file_name(name), folder.path().join(name)).unwrap();
    }
    let open = |text: &str| {
        let file = folder.path().join("day.toml");
        std::fs::write(&file, text).unwrap();
        let opened = Opened::open(&file, &DesignOptions::default()).unwrap();
        let launch = opened.launch().unwrap().launch;
        fly(&launch, Recording::None).unwrap().outcome.apogee_agl
    };
    assert_eq!(open("[design]\nfile = \"Wheatear.rkt\"\n"), alone);
    let heavier = "[design]\nfile = \"Wheatear.rkt\"\n[[rocket.parts]]\nname = \"Altimeter\"\nmass = \"30 g\"\n";
    assert!(open(heavier) < alone);
    // The same rocket without its simulation takes its motor from the launch file.
    let text = std::fs::read_to_string(&path).unwrap();
    let start = text.find("<SimulationResults>").unwrap();
    let end = text.find("</SimulationResultsList>").unwrap();
    let bare = format!("{}{}", &text[..start], &text[end..]);
    std::fs::write(folder.path().join("bare.rkt"), bare).unwrap();
    let named = open(include_str!("files/named_motor.toml"));
    assert!((named / alone - 1.0).abs() < 0.05, "{named} {alone}");
}

/// Defends that a motor by its name alone is refused where the design names its motors another way.
#[test]
fn a_motor_by_name_is_for_rocksim() {
    let path = example().with_file_name("../openrocket/Dunlin.ork");
    let options = DesignOptions {
        preferred: vec![("K650".to_owned(), PathBuf::new())],
        ..DesignOptions::default()
    };
    let error = designs::read(&path, &options).unwrap_err();
    assert!(
        error
            .message()
            .contains("no file is said for the motor `K650`")
    );
}

/// Defends that every file of the reference flies with a motor, or is refused because none of its tubes holds one; and that
/// the launch file that is written flies the same.
#[test]
fn files_of_the_reference_fly() {
    let Some(folder) = reference() else {
        println!("left out: shared/reference/designs is not here");
        return;
    };
    let motors = folder.join("motors");
    for (name, motor, refused) in [
        ("r01.rkt", &["F15-4"][..], ""),
        (
            "r02.rkt",
            &["F15-4"],
            "no tube of the design is a motor mount",
        ),
        (
            "r03.rkt",
            &["F15-4"],
            "no tube of the design is a motor mount",
        ),
        ("r05.rkt", &["F15-6", "F15-0", "F15-0"], ""),
        ("r06.rkt", &["K660-9"], ""),
        (
            "r01.rkt",
            &[],
            "the design has no simulation, and so no motor",
        ),
    ] {
        let options = DesignOptions {
            motors: Some(motors.clone()),
            preferred: motor
                .iter()
                .map(|name| ((*name).to_owned(), PathBuf::new()))
                .collect(),
            ..DesignOptions::default()
        };
        let path = folder.join(name);
        match designs::read(&path, &options) {
            Ok(import) => {
                assert!(refused.is_empty(), "{name}");
                let flight = fly(&import.launch, Recording::None).unwrap();
                println!("{name} {motor:?}: {:.0} m", flight.outcome.apogee_agl);
                for warning in &import.warnings {
                    println!("  {warning}");
                }
                assert!(flight.outcome.apogee_agl > 30.0, "{name}");
                launch_file(&import, &path, &motors).unwrap();
            }
            Err(error) => {
                println!("{name}: {}", error.message());
                assert!(
                    !refused.is_empty() && error.message().contains(refused),
                    "{error}"
                );
            }
        }
    }
    // One has a simulation, of a C6.
    let options = DesignOptions {
        motors: Some(example().parent().unwrap().to_owned()),
        ..DesignOptions::default()
    };
    let path = folder.join("r04.rkt");
    let import = designs::read(&path, &options).unwrap();
    for warning in &import.warnings {
        println!("r04 {warning}");
    }
    fly(&import.launch, Recording::None).unwrap();
    let stored = stored_results("r04.rkt", &std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(stored[0].name, "[C6-5]");
    assert_eq!(
        (stored[0].apogee, stored[0].mass),
        (Some(134.44), Some(0.149_308))
    );
}

/// Texts that are odd where a number or a list is wanted.
const ODD: &[&str] = &[
    "0",
    "-1",
    "1e9",
    "1e-9",
    "NaN",
    "",
    "-0.0",
    "1e400",
    "2",
    "7",
    "999999",
    "0,0|1,1|0,0|",
];

/// No damage makes a panic, a hang or a flight of numbers that are none.
#[test]
fn damaged_files_end_in_a_launch_or_a_message() {
    let tries = tries(300);
    let mut files = vec![example()];
    let mut folders = vec![example().parent().unwrap().to_owned()];
    if let Some(folder) = reference() {
        files.extend((1..=6).map(|number| folder.join(format!("r0{number}.rkt"))));
        folders.push(folder.join("motors"));
    }
    let motors = folders
        .into_iter()
        .map(|folder| Arc::new(Folder::new(folder)) as Arc<dyn Files>);
    let library = MotorLibrary::open(&Layers(motors.collect()), "").unwrap();
    let texts: Vec<Vec<u8>> = files
        .iter()
        .map(|file| std::fs::read(file).unwrap())
        .collect();
    // Files without simulations fly with these, one for each stage.
    let named = |which: usize| match which {
        5 => &["F15-6", "F15-0", "F15-0"][..],
        _ => &["F15-6"],
    };
    let mut chance = Chance::default();
    let (mut launches, mut messages) = (0, 0);
    for index in 0..tries {
        let which = index % texts.len();
        let mut bytes = damaged(&texts[which], ODD, &mut chance);
        for _ in 0..chance.next(3) {
            bytes = damaged(&bytes, ODD, &mut chance);
        }
        let has_own = bytes.windows(10).any(|word| word == b"<EngineSet");
        let options = DesignOptions {
            preferred: match has_own {
                true => Vec::new(),
                false => (named(which).iter())
                    .map(|name| ((*name).to_owned(), PathBuf::new()))
                    .collect(),
            },
            ..DesignOptions::default()
        };
        let started = Instant::now();
        match parse(&String::from_utf8_lossy(&bytes), &library, &options) {
            Ok(import) => {
                launches += 1;
                let flight = fly(&import.launch, Recording::None);
                let sound = flight.map(|flight| flight.outcome.apogee_agl.is_finite());
                assert_ne!(sound.ok(), Some(false));
            }
            Err(error) => {
                messages += 1;
                assert!(!error.message().is_empty());
            }
        }
        assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    }
    println!("{launches} launches, {messages} messages");
}
