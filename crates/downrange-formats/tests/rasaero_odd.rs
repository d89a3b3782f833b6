//! RASAero II files as they come from others: stages, centres of gravity that do not fit, motors called otherwise, odd
//! text and odd numbers. The rockets and motors are invented; what is odd about them is from files that students publish.
#![allow(clippy::unwrap_used)]

mod invented;

use std::path::{Path, PathBuf};

use downrange::aero::Aerodynamics;
use downrange::flight::{Launch, Recording, Start, StartState, Vehicle, fly};
use downrange::rocket::{Ignition, Rocket, Stack};
use downrange_formats::designs::{
    Import, launch_file,
    rasaero::{Options, parse, read},
};
use downrange_formats::motors::MotorLibrary;
use downrange_formats::parse_launch;
use invented::{INCH, ONE, POUND, TWO, folder, library};

fn reading(text: &str) -> Import {
    parse(text, &library(), None).unwrap_or_else(|error| unreachable!("{error}"))
}

fn refusal(text: &str) -> String {
    parse(text, &library(), None).unwrap_err().to_string()
}

fn says(reading: &Import, expected: &str) -> bool {
    reading
        .warnings
        .iter()
        .any(|warning| warning.to_string().contains(expected))
}

/// With one text for another, everywhere.
fn with(file: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(file.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

/// Launch mass, lb, and centre, in from the nose tip, with the motors of these rockets aboard.
fn balance(rocket: &Rocket, above: &[&Rocket]) -> (f64, f64) {
    let motors = above.iter().map(|other| other.motors(0.0));
    let whole = motors.fold(
        rocket.without_motor().plus(rocket.motors(0.0)),
        |sum, motor| sum.plus(motor),
    );
    (whole.mass / POUND, whole.center / INCH)
}

fn stages(launch: &Launch) -> (&Rocket, &Rocket) {
    let [booster, sustainer] = launch.vehicle.stack().unwrap().stages() else {
        unreachable!()
    };
    (&booster.rocket, &sustainer.rocket)
}

/// A centre of gravity that the drawn section cannot have is met all the same as long as it is on the rocket: by the
/// stack where the booster's dry mass would sit ahead of the booster, by the rocket as nearly as can be where its dry
/// mass would sit ahead of the nose tip. Else a rocket that flies straight in RASAero would tumble here.
#[test]
fn a_rocket_balances_where_the_file_says() {
    // 17 lb at 44 in less 8 lb at 33 in and a motor of 4.85 lb at 69.6 in leave 4.15 lb at 35.3 in.
    let said = reading(&TWO.replace("<Booster1CG>50<", "<Booster1CG>44<"));
    let (booster, sustainer) = stages(&said.launch);
    let (mass, center) = balance(booster, &[sustainer]);
    assert!(
        (mass - 17.0).abs() < 1e-4 && (center - 44.0).abs() < 1e-3,
        "{mass} {center}"
    );
    assert!(says(
        &said,
        "off a section from 51.00 to 79.00 in: taken all the same"
    ));

    let said = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>9<"));
    let rocket = said.launch.vehicle.rocket().unwrap();
    let (mass, center) = balance(rocket, &[]);
    assert!(
        (mass - 9.5).abs() < 1e-4 && rocket.without_motor().center == 0.0,
        "{mass}"
    );
    let told = format!("put at the nose tip, so that the whole balances at {center:.2} in");
    assert!(says(&said, &told), "{told} {:?}", said.warnings);
    assert!(center < 20.0, "{center}");

    // Nothing is said, or what lies behind it: the skin.
    let skin = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>0<"));
    let behind = reading(&ONE.replace("<SustainerCG>45<", "<SustainerCG>450<"));
    assert!(says(
        &skin,
        "no centre of gravity is given: what is not motor"
    ));
    assert!(says(
        &behind,
        "off a section from 0.00 to 73.50 in: what is not motor is spread evenly"
    ));
    assert_eq!(skin.launch, behind.launch);
}

/// Once the booster has left, the sustainer flies as one that starts alone from that state, as high and as long (to a
/// decimetre in kilometres and a hundredth of a second: its record has the state to the accuracy of a step); until
/// then, the fins of both, and no base of the sustainer.
#[test]
fn the_sustainer_flies_as_if_alone() {
    let launch = reading(TWO).launch;
    let flight = fly(&launch, Recording::Full).unwrap();
    let time = |name: &str| {
        flight
            .events
            .iter()
            .find(|event| event.name == name)
            .unwrap()
            .time
    };
    let left = time("booster 1 separation");
    let state = flight
        .trajectory
        .iter()
        .rfind(|sample| sample.time <= left)
        .unwrap();
    assert!((state.time - left).abs() < 1e-9 && (state.mass / POUND - 8.0).abs() < 1e-5);
    let [east, north, up] = state.velocity;
    let mut sustainer = launch.vehicle.stack().unwrap().top().clone();
    sustainer.ignition = Ignition::Time(time("sustainer ignition") - left);
    let alone = Launch {
        vehicle: Vehicle::Stack(Stack::new("alone", vec![sustainer]).unwrap()),
        start: Start::State(StartState {
            latitude: state.latitude,
            longitude: state.longitude,
            height: state.altitude_asl,
            velocity: [north, east, -up],
            attitude: [state.heading, state.pitch, 0.0],
            angular_rates: state.angular_rates,
            inertial_rates: true,
        }),
        ..launch.clone()
    };
    let alone = fly(&alone, Recording::None).unwrap().outcome;
    let both = &flight.outcome;
    let (higher, later) = (
        alone.apogee_asl - both.apogee_asl,
        alone.apogee_time + left - both.apogee_time,
    );
    assert!(
        higher.abs() < 0.1 && later.abs() < 0.01,
        "{higher} m {later} s"
    );

    // What a user calls the apogee is the sustainer's, and stands first.
    assert_eq!(flight.bodies[0].name, "sustainer");
    assert_eq!(flight.bodies[0].apogee_agl, both.apogee_agl);
    assert!(flight.bodies[1].apogee_agl < 0.5 * both.apogee_agl);

    let (booster, sustainer) = stages(&launch);
    let (stack, top) = (Aerodynamics::new(booster), Aerodynamics::new(sustainer));
    let fins = |air: &Aerodynamics| -> f64 {
        let parts = air.parts(0.5).into_iter();
        parts.filter(|part| part.name.contains("fins")).count() as f64
    };
    assert_eq!((fins(&stack), fins(&top)), (2.0, 1.0));
    assert!(stack.normal_force_slope(0.5) > top.normal_force_slope(0.5));
}

/// A fin can ahead of the end of its tube leaves the end of the tube bare; one that would hang over it is drawn flush.
#[test]
fn fin_cans_stand_where_their_offset_says() {
    let said = reading(&ONE.replace("<Offset>-8<", "<Offset>-11<"));
    let parts = &said.launch.vehicle.rocket().unwrap().description().parts;
    let place = |name: &str| {
        parts
            .iter()
            .find(|part| part.name == name)
            .map(|part| part.position / INCH)
    };
    // The tube ends at 70.5 in.
    for (name, expected) in [
        ("fin can shoulder", 59.0),
        ("fin can", 59.5),
        ("fins 2", 60.0),
        ("tube behind the fin can", 67.5),
        ("boat-tail", 70.5),
    ] {
        let place = place(name).unwrap();
        assert!((place - expected).abs() < 1e-6, "{name} {place}");
    }
    let flush = reading(&ONE.replace("<Offset>-8<", "<Offset>-5<"));
    assert!(says(
        &flush,
        "Offset -5 (line 87): it would end behind its tube"
    ));
    assert_eq!(flush.launch, reading(ONE).launch);
}

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
        let mut library = MotorLibrary::open(&[folder.path().to_path_buf()]).unwrap();
        if let Some(file) = prefer {
            library.prefer("j300x", Path::new(file))?;
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
    let mut library = MotorLibrary::open(&[folder.path().to_path_buf()]).unwrap();
    library.prefer("K1", Path::new("a.eng")).unwrap();
    let error = parse(ONE, &library, None).unwrap_err().to_string();
    assert!(
        error.contains("no engine of the file is called `K1`"),
        "{error}"
    );
}

/// Zeros of fields that nobody filled in fly, and are named: a recovery device without drag or height, fins of no thickness or
/// none at all, a rod of no length. The rest of the flight does not depend on a device that does nothing.
#[test]
fn fields_of_zero_fly() {
    let flown = |text: &str| {
        let flight = fly(&reading(text).launch, Recording::None).unwrap();
        (flight.outcome.apogee_agl, flight)
    };
    let usual = flown(ONE);
    for (from, to, told) in [
        (
            "<CD2>1.33</CD2>",
            "<CD2>0</CD2>",
            "a recovery device without drag: it opens and does nothing",
        ),
        (
            "<Size2>36</Size2>",
            "<Size2>0</Size2>",
            "a recovery device without drag: it opens and does nothing",
        ),
        (
            "<Altitude2>400</Altitude2>",
            "<Altitude2>0</Altitude2>",
            "would open at the ground: it opens nothing",
        ),
    ] {
        let from = &ONE[ONE.find(&from[..from.find('>').unwrap()]).unwrap()..];
        let from = &from[..from.find('\n').unwrap()];
        let text = ONE.replacen(from.trim_end(), to, 1);
        assert!(says(&reading(&text), told), "{to}");
        let (height, flight) = flown(&text);
        assert_eq!(height, usual.0, "{to}");
        assert!(
            flight.outcome.landing.speed > usual.1.outcome.landing.speed,
            "{to}"
        );
        let converted = launch_file(
            &reading(&text),
            Path::new("rocket.CDX1"),
            &folder().join("motors"),
        );
        let again = parse_launch(&converted.unwrap(), folder().join("motors")).unwrap();
        assert_eq!(again.launch, reading(&text).launch, "{to}");
    }
    for (name, told) in [
        ("Thickness", "no thickness is said"),
        ("Span", "there is nothing of these fins"),
        ("RodLength", "no length of the rod is said"),
    ] {
        let begin = ONE.find(&format!("<{name}>")).unwrap() + name.len() + 2;
        let end = begin + ONE[begin..].find('<').unwrap();
        let text = format!("{}0{}", &ONE[..begin], &ONE[end..]);
        assert!(says(&reading(&text), told), "{name}");
    }
}

/// One slip in a file of motors, as there are in those that come with programs, leaves the others; who wants that very
/// motor is told of it. The launch file finds the others too.
#[test]
fn one_wrong_motor_leaves_the_others() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slip");
    std::fs::create_dir_all(&folder).unwrap();
    let text = "J1 54 400 0 0.6 1.1 AT\n1.1 300\n0.1 290\n2 0\n;\nJ300X 54 400 0 0.6 1.1 AT\n0.1 300\n2 0\n";
    std::fs::write(folder.join("all.eng"), text).unwrap();
    let library = MotorLibrary::open(std::slice::from_ref(&folder)).unwrap();
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
    let library = MotorLibrary::open(std::slice::from_ref(&folder)).unwrap();
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

/// Defends that no launch file is written that could not be read: fins of 12.7 m fly, but a launch file has none so large. Found by fuzzing.
#[test]
fn what_a_launch_file_refuses_is_not_written() {
    let begin = ONE.find("<Span>").unwrap() + "<Span>".len();
    let end = begin + ONE[begin..].find('<').unwrap();
    let read = reading(&format!("{}500{}", &ONE[..begin], &ONE[end..]));
    let motors = folder().join("motors");
    let error = launch_file(&read, Path::new("rocket.CDX1"), &motors).unwrap_err();
    let told = "its launch file would be refused: `span` is";
    assert!(error.to_string().contains(told), "{error}");
}

/// Defends that a site where no launch file could put it is refused as there: found by fuzzing, as a launch file was
/// written that could not be read.
#[test]
fn a_site_above_the_air_is_refused() {
    let text = with(
        ONE,
        &[("<Altitude>2750</Altitude>", "<Altitude>171887</Altitude>")],
    );
    let error = refusal(&text);
    assert!(
        error.contains("an Altitude of the site of 52391 m"),
        "{error}"
    );
    assert!(error.contains("in ft"), "{error}");
}

/// However a file is written, it says the same: marks, line ends and widths of Windows, and comments in Latin-1.
#[test]
fn encodings_do_not_matter() {
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        // One name, which is the launch's.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("rocket.CDX1");
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let options = Options {
        motors: Some(folder().join("motors")),
        simulation: None,
        ..Options::default()
    };
    let flown = |name: &str, bytes: &[u8]| {
        read(&write(name, bytes), &options).unwrap_or_else(|error| unreachable!("{error}"))
    };
    let comment = ONE.replace("An invented rocket", "Böse Rakete");
    let plain = flown("plain", comment.as_bytes());
    assert!(plain.comments.starts_with("Böse Rakete"));
    let latin: Vec<u8> = comment.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = format!("\u{feff}{comment}");
        text.encode_utf16().flat_map(order).collect()
    };
    // The files have their own names.
    let flown = |name: &str, bytes: &[u8]| {
        let mut read = flown(name, bytes);
        read.warnings.iter_mut().for_each(|one| one.file.clear());
        read
    };
    let plain = flown("plain", comment.as_bytes());
    for (name, bytes) in [
        (
            "mark",
            format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>{comment}").into_bytes(),
        ),
        ("latin", latin),
        ("little", wide(u16::to_le_bytes)),
        ("big", wide(u16::to_be_bytes)),
    ] {
        assert!(flown(name, &bytes) == plain, "{name}");
    }
    let windows = flown("windows", comment.replace('\n', "\r\n").as_bytes());
    assert!(windows.launch == plain.launch && windows.warnings == plain.warnings);
}

/// Numbers that no rocket has are refused where they stand; what a subtraction left of zero is zero.
#[test]
fn absurd_numbers_are_refused() {
    for (file, old, new, expected) in [
        (ONE, "<Length>12<", "<Length>1e300<", "Length is 1e300"),
        (ONE, "<Length>12<", "<Length>-12<", "Length is -12"),
        (
            ONE,
            "<LaunchLugDiameter>0.",
            "<LaunchLugDiameter>-0.",
            "LaunchLugDiameter is -0.",
        ),
        (
            TWO,
            "<BoattailLength>1<",
            "<BoattailLength>-1<",
            "BoattailLength is -1",
        ),
        (ONE, "<Size1>24<", "<Size1>99999<", "Size1 is 99999"),
        (
            TWO,
            "<SustainerIgnitionDelay>1.5<",
            "<SustainerIgnitionDelay>-1.5<",
            "SustainerIgnitionDelay is -1.5",
        ),
        (
            TWO,
            "<Booster1LaunchWt>17<",
            "<Booster1LaunchWt>7<",
            "Booster1LaunchWt is 7, and what the booster carries weighs 8.000 lb",
        ),
        (
            TWO,
            "<Booster1LaunchWt>17<",
            "<Booster1LaunchWt>NaN<",
            "Booster1LaunchWt is not a number",
        ),
        (
            TWO,
            "<ShoulderLength>3<",
            "<ShoulderLength>1e308<",
            "ShoulderLength is 1e308",
        ),
    ] {
        let error = refusal(&with(file, &[(old, new)]));
        assert!(error.contains(expected) && error.contains('^'), "{error}");
    }
    let dust = with(
        ONE,
        &[
            ("<Overhang>0<", "<Overhang>1.4E-14<"),
            ("<BluntRadius>0.125<", "<BluntRadius>1.4E-14<"),
        ],
    );
    let none = ONE.replace("<BluntRadius>0.125<", "<BluntRadius>0<");
    assert_eq!(reading(&dust).launch, reading(&none).launch);
}

/// Elements that older or other programs leave out are no reason to refuse a file.
#[test]
fn what_others_leave_out_may_be_missing() {
    let unsaid = [
        "FileVersion",
        "PartType",
        "Location",
        "Color",
        "BoattailOffset",
        "Overhang",
        "LERadius",
        "CP",
        "ModifiedBarrowman",
        "Turbulence",
        "UseBooster1",
        "UseBooster2",
        "InsideDiameter",
        "NozzleExitDiameter",
        "IncludeBooster2",
        "Booster2LaunchWt",
        "Booster1IgnitionDelay",
        "FlightTime",
        "TimetoApogee",
        "MaxAltitude",
        "MaxVelocity",
    ];
    let is_kept = |line: &&str, in_fin: &mut bool| {
        *in_fin = (*in_fin || line.contains("<Fin>")) && !line.contains("</Fin>");
        let said = |name: &&str| line.contains(&format!("<{name}>"));
        // Where fins sit matters.
        !unsaid.iter().any(&said) || (*in_fin && said(&"Location"))
    };
    for file in [ONE, TWO] {
        let mut in_fin = false;
        let lines: Vec<&str> = file
            .lines()
            .filter(|line| is_kept(line, &mut in_fin))
            .collect();
        assert!(lines.len() + 30 < file.lines().count());
        assert_eq!(reading(&lines.join("\n")).launch, reading(file).launch);
    }
    // What a flight does need is not silently made up.
    for (line, told) in [
        (
            "<Event1>True</Event1>",
            "no Event1 is said: it opens nothing",
        ),
        (
            "<TipChord>1</TipChord>",
            "no TipChord is said: taken as none",
        ),
        ("<Temperature>95</Temperature>", "no Temperature is said"),
        (
            "<Altitude>2750</Altitude>",
            "no Altitude of the site is said",
        ),
    ] {
        assert!(says(&reading(&with(ONE, &[(line, "")])), told), "{told}");
    }
}

/// Without guides in the drawing the rocket is guided over all of the rod, be that shorter than the rocket: 4 ft at
/// some 70 m/s² give 13 m/s. With them, until the foremost leaves.
#[test]
fn an_unguided_drawing_is_guided_over_the_rod() {
    let short = with(ONE, &[("<RodLength>10<", "<RodLength>4<")]);
    let speed = |said: &Import| {
        let outcome = fly(&said.launch, Recording::None).unwrap().outcome;
        outcome.rail_exit.unwrap().speed
    };
    assert_eq!(speed(&reading(&short)), 0.0);
    let bare = with(
        &short,
        &[
            ("Diameter>0.375<", "Diameter>0<"),
            ("<LaunchLugLength>1.5<", "<LaunchLugLength>0<"),
            ("<RailGuideHeight>0.3438<", "<RailGuideHeight>0<"),
            ("<LaunchShoeArea>0.0625<", "<LaunchShoeArea>0<"),
        ],
    );
    let said = reading(&bare);
    assert!(says(&said, "it is guided over all of RodLength"));
    let speed = speed(&said);
    assert!((12.0..14.0).contains(&speed), "{speed}");
}
