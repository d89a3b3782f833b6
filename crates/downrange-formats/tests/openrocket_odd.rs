//! OpenRocket files that are packed, or damaged by chance and by hand: each ends in a launch or in a message.
//!
//! `MUTATIONS=5000 cargo test -p downrange-formats --test openrocket_odd` tries more of them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod drawn;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use downrange::flight::{Recording, Vehicle, fly};
use downrange_formats::designs::{DesignOptions, Import, openrocket::parse};
use downrange_formats::files::{Files, Folder, Layers};
use downrange_formats::motors::MotorLibrary;
use downrange_testkit::damage::{Chance, damaged, tries};
use drawn::{file, import, library, simple, warnings};

/// Longer than any reading takes.
const LONGEST: Duration = Duration::from_secs(5);

/// The example of the project, and the designs of teams where they lie beside it.
fn designs() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![here.join("../../rockets/openrocket/Dunlin.ork")];
    for folder in here.ancestors() {
        let folder = folder.join("shared/reference/designs");
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            // What is long takes long to damage.
            let small = std::fs::metadata(&path).unwrap().len() < 30_000;
            if path.extension().is_some_and(|ending| ending == "ork") && small {
                found.push(path);
            }
        }
    }
    found
}

/// Texts that are odd where a number or a word is wanted.
const ODD: &[&str] = &[
    "0", "-1", "1e9", "1e-9", "NaN", "auto", "", "-0.0", "1e400", "filled", "999999",
];

/// No damage makes a panic, a hang or a flight of numbers that are none.
#[test]
fn damaged_files_end_in_a_launch_or_a_message() {
    let tries = tries(300);
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let teams = here
        .ancestors()
        .map(|folder| folder.join("shared/reference/designs/motors"));
    let folders = teams.chain([here.join("../../rockets/openrocket")]);
    let folders = folders.filter(|folder| folder.is_dir());
    let motors = Layers(
        folders
            .map(|folder| Arc::new(Folder::new(folder)) as Arc<dyn Files>)
            .collect(),
    );
    let library = MotorLibrary::open(&motors, "").unwrap();
    let designs = designs();
    let mut chance = Chance::default();
    let (mut launches, mut messages) = (0, 0);
    for index in 0..tries {
        let mut bytes = std::fs::read(&designs[index % designs.len()]).unwrap();
        // Archives are damaged as such, and what is in them.
        if bytes.starts_with(b"PK") && chance.next(8) > 0 {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            bytes = Vec::new();
            zip.by_name("rocket.ork")
                .unwrap()
                .read_to_end(&mut bytes)
                .unwrap();
        }
        let mut damaged_bytes = damaged(&bytes, ODD, &mut chance);
        for _ in 0..chance.next(3) {
            damaged_bytes = damaged(&damaged_bytes, ODD, &mut chance);
        }
        let started = Instant::now();
        match parse(&damaged_bytes, &library, &DesignOptions::default()) {
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

/// What nobody filled in flies, and is named: bodies of no length, fins of no thickness, lugs of no size, a cluster scale of 0.
#[test]
fn fields_of_zero_fly() {
    let inside = "<launchlug><name>Lug</name><radius>0.0</radius><length>0.03</length></launchlug>\
        <trapezoidfinset><name>Flat</name><thickness>0.0</thickness><rootchord>0.1</rootchord><height>0.1</height></trapezoidfinset>\
        <masscomponent><name>Nothing</name><mass>0.0</mass></masscomponent>";
    let stage = simple(inside).replace(
        "<bodytube>",
        "<bodytube><name>Empty</name><length>0.0</length><radius>0.05</radius></bodytube><bodytube>",
    );
    let import = import(&file(&stage));
    let told = warnings(&import);
    for expected in [
        "a lug without size: it guides nothing",
        "fins without size: they do nothing",
        "a body component without size: it is passed over",
    ] {
        assert!(told.contains(expected), "{told}");
    }
    fly(&import.launch, Recording::None).unwrap();
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parsed(bytes: &[u8]) -> Result<Import, String> {
    let import = parse(bytes, &library(), &DesignOptions::default());
    import.map_err(|error| error.to_string())
}

/// The same design in ZIP, in gzip and as it is.
#[test]
fn packed_or_not_it_is_the_same() {
    let text = file(&simple(
        "<parachute><name>Main</name><diameter>1.0</diameter></parachute>",
    ));
    let plain = parsed(text.as_bytes()).unwrap();
    let zip = packed(&[
        ("decals/../../nose.png", b"picture"),
        ("rocket.ork", text.as_bytes()),
    ]);
    assert_eq!(parsed(&zip).unwrap(), plain);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    assert_eq!(parsed(&gzip.finish().unwrap()).unwrap(), plain);
    // A thrust curve inside goes before nothing, but there is none else.
    let curve = b"Z9 54 400 0 0.5 1.0 AT\n0.1 300\n2.0 0\n";
    let unknown = file(&simple("")).replace(
        "J300X</designation>",
        "Z9</designation><digest>abc</digest>",
    );
    let zip = packed(&[
        ("rocket.ork", unknown.as_bytes()),
        ("thrustcurves/abc.eng", curve),
    ]);
    let import = parsed(&zip).unwrap();
    assert!(warnings(&import).contains("the thrust curve in the design is taken"));
    assert!(matches!(import.launch.vehicle, Vehicle::Rocket(_)));
}

/// What unpacks to too much, has too many entries, nests too deep or defines its own words is refused by name.
#[test]
fn hostile_files_are_refused() {
    let many: Vec<(String, &[u8])> = (0..1001)
        .map(|index| (format!("{index}"), &b""[..]))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let text = file(&simple(""));
    for (bytes, title) in [
        (
            packed(&many),
            "an archive of 1001 entries, expected 1000 at most",
        ),
        (
            packed(&[("other", b"")]),
            "the archive holds no `rocket.ork`",
        ),
        (
            packed(&[("rocket.ork", &vec![b' '; 64_000_001])]),
            "the design has more than 64 MB when unpacked",
        ),
        (
            text.replace("<openrocket", "<!DOCTYPE a [<!ENTITY b \"c\">]><openrocket")
                .into_bytes(),
            "a document type definition (DTD)",
        ),
        (
            text.replace("Invented", "&b;").into_bytes(),
            "an unknown entity",
        ),
        (
            "<a>".repeat(101).into_bytes(),
            "elements nested more than 100 deep",
        ),
        (b"PK\x03\x04broken".to_vec(), "the archive cannot be read"),
        (b"\x1f\x8bbroken".to_vec(), "the gzip file cannot be read"),
        (
            b"<rocket/>".to_vec(),
            "an XML file of `rocket`, expected `openrocket`",
        ),
    ] {
        let message = parsed(&bytes).unwrap_err();
        assert!(message.contains(title), "{message}");
    }
}
