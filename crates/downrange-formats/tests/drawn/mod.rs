//! Invented OpenRocket files, written element by element.
#![allow(dead_code, unused_imports)]

#[path = "../imported/mod.rs"]
mod imported;

use downrange::rocket::Rocket;
use downrange_formats::Error;
use downrange_formats::designs::{DesignOptions, Import, openrocket::parse};
use imported::{expected, only_rocket};
pub use imported::{library, mass, near, part, warnings};

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

/// What is read of a file.
pub fn read(text: &str) -> Result<Import, Error> {
    parse(text.as_bytes(), &library(), &DesignOptions::default())
}

/// What is read of a file that can be read.
pub fn import(text: &str) -> Import {
    expected(read(text))
}

/// The rocket of a file with one stage.
pub fn rocket(text: &str) -> Rocket {
    only_rocket(&import(text))
}
