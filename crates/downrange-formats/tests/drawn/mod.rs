//! Invented OpenRocket files, written element by element.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;

use downrange::rocket::{Part, PartMass, Rocket};
use downrange_formats::Error;
use downrange_formats::designs::{DesignOptions, Import, openrocket::parse};
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;

/// A motor of the tests' own, 54 mm wide and 0.4 m long, of 1.1 kg.
pub const MOTOR: &str = "<motor configid=\"c\"><manufacturer>AeroTech</manufacturer><designation>J300X</designation>\
    <diameter>0.054</diameter><length>0.4</length><delay>6.0</delay></motor>";

/// A nose cone, a tube with a motor in it and three fins: `inside` stands in the tube.
pub fn simple(inside: &str) -> String {
    format!(
        "<stage><name>Sustainer</name><subcomponents>{NOSE}{}</subcomponents></stage>",
        tube(inside)
    )
}

/// A solid cone of 0.3 m and 50 mm radius, of 1000 kg/m³.
pub const NOSE: &str = "<nosecone><name>Nose</name><length>0.3</length><thickness>filled</thickness>\
    <shape>conical</shape><aftradius>0.05</aftradius><material type=\"bulk\" density=\"1000.0\">Foam</material></nosecone>";

/// A tube of 1 m and 50 mm radius with a wall of 1 mm, of 1500 kg/m³, and a motor in it.
pub fn tube(inside: &str) -> String {
    format!(
        "<bodytube><name>Tube</name><length>1.0</length><radius>0.05</radius><thickness>0.001</thickness>\
         <material type=\"bulk\" density=\"1500.0\">Phenolic</material>\
         <motormount><overhang>0.0</overhang>{MOTOR}</motormount>\
         <subcomponents>{FINS}{inside}</subcomponents></bodytube>"
    )
}

/// Three square plates of 0.1 m by 0.1 m and 3 mm, of 1000 kg/m³, at the aft end.
pub const FINS: &str = "<trapezoidfinset><name>Fins</name><axialoffset method=\"bottom\">0.0</axialoffset>\
    <fincount>3</fincount><thickness>0.003</thickness><rootchord>0.1</rootchord><tipchord>0.1</tipchord>\
    <sweeplength>0.0</sweeplength><height>0.1</height><material type=\"bulk\" density=\"1000.0\">Ply</material></trapezoidfinset>";

/// A file of some stages in format 1.10, flown from a vertical rod in still air.
pub fn file(stages: &str) -> String {
    file_of("1.10", stages, "")
}

/// A file of a format, with more conditions of its simulation.
pub fn file_of(version: &str, stages: &str, conditions: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?>\n<openrocket version=\"{version}\" creator=\"tests\">\n<rocket>\
         <name>Invented</name><motorconfiguration configid=\"c\" default=\"true\"><name>usual</name></motorconfiguration>\
         <subcomponents>{stages}</subcomponents></rocket>\n<simulations><simulation status=\"uptodate\"><name>first</name>\
         <conditions><configid>c</configid><launchrodlength>2.0</launchrodlength>\
         <geodeticmethod>wgs84</geodeticmethod>{conditions}</conditions></simulation></simulations></openrocket>"
    )
}

/// Where the motors of the tests lie.
pub fn library() -> MotorLibrary {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero/motors");
    MotorLibrary::open(&Folder::new(folder), "").unwrap()
}

/// What is read of a file.
pub fn read(text: &str) -> Result<Import, Error> {
    parse(text.as_bytes(), &library(), &DesignOptions::default())
}

/// What is read of a file that can be read.
pub fn import(text: &str) -> Import {
    read(text).unwrap_or_else(|error| unreachable!("{error}"))
}

/// The rocket of a file with one stage.
pub fn rocket(text: &str) -> Rocket {
    import(text).launch.vehicle.rocket().unwrap().clone()
}

/// A part by its name.
pub fn part<'a>(rocket: &'a Rocket, name: &str) -> &'a Part {
    let parts = &rocket.description().parts;
    parts.iter().find(|part| part.name == name).unwrap()
}

/// The mass of a part, kg.
pub fn mass(rocket: &Rocket, name: &str) -> f64 {
    match part(rocket, name).stuff {
        PartMass::Mass(mass) => mass,
        _ => 0.0,
    }
}

/// The warnings of a file, one a line.
pub fn warnings(import: &Import) -> String {
    let lines = import.warnings.iter().map(|warning| format!("{warning}\n"));
    lines.collect()
}

/// Values are kept to six digits.
pub fn near(value: f64, expected: f64) {
    let off = (value - expected).abs();
    assert!(
        off <= 1e-5 * expected.abs().max(1e-4),
        "{value}, expected {expected}"
    );
}
