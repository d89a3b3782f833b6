//! The motors of RASAero II files: called otherwise, in several files, in wrong ones.
#![allow(clippy::unwrap_used)]

mod invented;

use std::path::Path;

use downrange_formats::designs::{launch_file, rasaero::parse};
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;
use downrange_formats::parse_launch;
use invented::{ONE, library, says};

/// Motors that files call otherwise are found, and that is said; of two that may be meant, neither is taken.
#[test]
fn motors_called_otherwise_are_found() {
    let fly_with = |name: &str| parse(&ONE.replacen("J300X  (AT)", name, 1), &library(), None);
    for (name, told) in [
        ("j300x(AeroTech)", false),
        ("J300X-14A   (AT)", false),
        ("J300-X  (AT)", true),
        ("640J300-X-P (AT)", true),
        ("J300  (AT)", true),
        ("J300XL  (AT)", true),
    ] {
        let said = fly_with(name).unwrap_or_else(|error| unreachable!("{error}"));
        let motor = &said.launch.vehicle.rocket().unwrap().description().motor;
        assert_eq!(motor.as_ref().unwrap().motor.thrust.at(0.05), 350.0);
        assert_eq!(
            says(&said, "J300X (AT) in maker.eng is taken"),
            told,
            "{name}"
        );
    }
    // Two makers' motors that are as near as two of one type: one is taken, and told; a preferred file is taken without a word.
    let either = fly_with("J300").unwrap();
    let told = "J300X (AT) in maker.eng is taken; passed over: J300X (CTI) in maker.eng (+5.0 % in impulse";
    assert!(says(&either, told), "{:?}", either.warnings);
    for other in ["J300R  (AT)", "J30X  (AT)", "J300X  (AMW)"] {
        let error = fly_with(other).unwrap_err().to_string();
        assert!(
            error.contains("no motor") && error.contains("near: J300X (AT)"),
            "{error}"
        );
    }
}

/// A motor that lies there twice is chosen by a rule that does not depend on the order of files, and told with what was passed
/// over; `--motor` chooses otherwise. Different motors of one name are not chosen among.
#[test]
fn one_motor_in_several_files() {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, header: &str, thrust: &str| {
        std::fs::write(
            folder.path().join(name),
            format!("{header}\n{thrust}\n2 0\n"),
        )
        .unwrap();
    };
    let header = "J300X 54 400 0 0.6 1.1 AT";
    write("b.eng", header, "0.1 300\n1 300");
    write("a.eng", header, "0.1 440");
    write("c.eng", header, "0.1 302\n1 300");
    let fly = |prefer: Option<&str>| {
        let mut library = MotorLibrary::open(&Folder::new(folder.path()), "").unwrap();
        if let Some(file) = prefer {
            library.prefer("j300x", &Folder::new(""), file)?;
        }
        parse(ONE, &library, None)
    };
    let said = fly(None).unwrap();
    assert!(said.motors[0].file.ends_with("b.eng"));
    let told = "J300X (AT) in b.eng is taken; passed over: J300X (AT) in c.eng";
    assert!(
        says(&said, told) && says(&said, "--motor NAME=FILE chooses"),
        "{:?}",
        said.warnings
    );
    let chosen = fly(Some("a.eng")).unwrap();
    assert!(chosen.motors[0].file.ends_with("a.eng") && !says(&chosen, "passed over"));
    assert!(
        fly(Some("d.eng"))
            .unwrap_err()
            .to_string()
            .contains("no such file for the motor `j300x`")
    );
    write("other.eng", header, "0.1 900");
    let error = fly(None).unwrap_err().to_string();
    assert!(
        error.contains("may be any of 4 motors") && error.contains("--motor NAME=FILE"),
        "{error}"
    );
    assert!(fly(Some("c.eng")).is_ok());
    let mut library = MotorLibrary::open(&Folder::new(folder.path()), "").unwrap();
    library.prefer("K1", &Folder::new(""), "a.eng").unwrap();
    let error = parse(ONE, &library, None).unwrap_err().to_string();
    assert!(
        error.contains("no engine of the file is called `K1`"),
        "{error}"
    );
}

/// One slip in a file of motors, as there are in those that come with programs, leaves the others; who wants that very
/// motor is told of it. The launch file finds the others too.
#[test]
fn one_wrong_motor_leaves_the_others() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slip");
    std::fs::create_dir_all(&folder).unwrap();
    let text = "J1 54 400 0 0.6 1.1 AT\n1.1 300\n0.1 290\n2 0\n;\nJ300X 54 400 0 0.6 1.1 AT\n0.1 300\n2 0\n";
    std::fs::write(folder.join("all.eng"), text).unwrap();
    let library = MotorLibrary::open(&Folder::new(&folder), "").unwrap();
    let read = parse(ONE, &library, None).unwrap();
    assert_eq!(read.motors[0].designation.as_deref(), Some("J300X"));
    let toml = launch_file(&read, Path::new("rocket.CDX1"), &folder).unwrap();
    assert_eq!(parse_launch(&toml, &folder).unwrap().launch, read.launch);

    let error = parse(&ONE.replacen("J300X", "J1", 1), &library, None).unwrap_err();
    let told = "all.eng:3: time 0.1 follows 1.1, but it must rise";
    assert!(error.to_string().contains(told), "{error}");
    let wanted = toml.replace("designation = \"J300X\"", "designation = \"J1\"");
    let error = parse_launch(&wanted, &folder).unwrap_err();
    assert!(error.to_string().contains("it must rise"), "{error}");
}

/// Defends that the launch file names a motor by its maker too where the file has another of that name with which something
/// is wrong: the reader of launch files knows of it. Found by fuzzing.
#[test]
fn a_wrong_motor_of_the_same_name_takes_the_maker() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("namesake");
    std::fs::create_dir_all(&folder).unwrap();
    let text =
        "J300X 54 400 0 1.6 1.1 AT\n0.1 300\n2 0\n;\nJ300X 54 400 0 0.6 1.1 CTI\n0.1 300\n2 0\n";
    std::fs::write(folder.join("all.eng"), text).unwrap();
    let library = MotorLibrary::open(&Folder::new(&folder), "").unwrap();
    let read = parse(
        &ONE.replacen("J300X  (AT)", "J300X  (CTI)", 1),
        &library,
        None,
    )
    .unwrap();
    assert_eq!(read.motors[0].designation.as_deref(), Some("J300X (CTI)"));
    let toml = launch_file(&read, Path::new("rocket.CDX1"), &folder).unwrap();
    assert_eq!(parse_launch(&toml, &folder).unwrap().launch, read.launch);
}
