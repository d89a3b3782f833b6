//! RASAero II files as they come from others: odd text and odd numbers. The rockets and motors are invented; what is odd
//! about them is from files that students publish.
#![allow(clippy::unwrap_used)]

mod invented;

use std::path::{Path, PathBuf};

use downrange::flight::{Recording, fly};
use downrange_formats::designs::{DesignOptions, Import, launch_file, rasaero::read};
use downrange_formats::parse_launch;
use invented::{INCH, ONE, TWO, folder, reading, refusal, says, with};

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
    let options = DesignOptions {
        motors: Some(folder().join("motors")),
        simulation: None,
        ..DesignOptions::default()
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
