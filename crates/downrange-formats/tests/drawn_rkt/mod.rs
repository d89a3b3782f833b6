//! Invented RockSim files, written element by element.
#![allow(clippy::unwrap_used, dead_code)]

use std::path::Path;

use downrange::rocket::{Part, PartMass, Rocket};
use downrange_formats::Error;
use downrange_formats::designs::{DesignOptions, Import, rocksim::parse};
use downrange_formats::files::Folder;
use downrange_formats::motors::MotorLibrary;

/// A solid cone of 300 mm and 100 mm diameter, of 1000 kg/m³.
pub const NOSE: &str = "<NoseCone><Name>Nose</Name><SerialNo>1</SerialNo><Len>300.</Len><BaseDia>100.</BaseDia>\
    <ShapeCode>0</ShapeCode><ConstructionType>0</ConstructionType><Density>1000.</Density></NoseCone>";

/// Three square plates of 100 mm and 3 mm, of 1000 kg/m³, at the aft end.
pub const FINS: &str = "<FinSet><Name>Fins</Name><SerialNo>3</SerialNo><LocationMode>2</LocationMode><Xb>0.</Xb>\
    <FinCount>3</FinCount><RootChord>100.</RootChord><TipChord>100.</TipChord><SemiSpan>100.</SemiSpan>\
    <SweepDistance>0.</SweepDistance><Thickness>3.</Thickness><ShapeCode>0</ShapeCode><TipShapeCode>0</TipShapeCode>\
    <Density>1000.</Density></FinSet>";

/// A tube of 1 m and 100 mm with a wall of 1 mm, of 1500 kg/m³; `inside` is attached to it, and a motor mount.
pub fn tube(inside: &str) -> String {
    tube_with("", inside)
}

/// The same, with more elements of its own.
pub fn tube_with(more: &str, inside: &str) -> String {
    format!(
        "<BodyTube><Name>Tube</Name><SerialNo>2</SerialNo><OD>100.</OD><ID>98.</ID><Len>1000.</Len><Density>1500.</Density>{more}\
         <AttachedParts>{FINS}<BodyTube><Name>Mount</Name><SerialNo>4</SerialNo><LocationMode>2</LocationMode><Xb>0.</Xb>\
         <OD>58.</OD><ID>54.</ID><Len>400.</Len><Density>0.</Density><IsMotorMount>1</IsMotorMount>\
         <EngineOverhang>10.</EngineOverhang><IsInsideTube>1</IsInsideTube></BodyTube>{inside}</AttachedParts></BodyTube>"
    )
}

/// A nose cone and a tube with a motor mount and three fins: `inside` is attached to the tube.
pub fn simple(inside: &str) -> String {
    format!("{NOSE}{}", tube(inside))
}

/// A motor of the tests' own, 54 mm wide and 0.4 m long, of 1.1 kg, in the mount.
pub const ENGINE: &str = "<EngineSet><EngineCount>1</EngineCount><EngineCode>J300X</EngineCode><EngineMfg>Aerotech</EngineMfg>\
    <IgnitionDelay>0.</IgnitionDelay><EngineOverhang>10.</EngineOverhang><MountSerialNo>4</MountSerialNo>\
    <EjectionDelay>6.</EjectionDelay></EngineSet>";

/// A file of one stage with a motor.
pub fn file(stage: &str) -> String {
    file_of(
        &format!("<Stage3Parts>{stage}</Stage3Parts>"),
        &simulation("", ENGINE),
    )
}

/// A simulation of the motors of the sustainer, with more elements of its own.
pub fn simulation(more: &str, engines: &str) -> String {
    format!(
        "<SimulationResults><SimulationName>[J300X-6] </SimulationName><LaunchGuideLen>2000.</LaunchGuideLen>{more}\
         <Stage3Engines>{engines}</Stage3Engines></SimulationResults>"
    )
}

/// A file of a design and simulations.
pub fn file_of(design: &str, simulations: &str) -> String {
    format!(
        "<RockSimDocument>\n<FileVersion>4</FileVersion>\n<DesignInformation><RocketDesign><Name>Invented</Name>\n\
         <StageCount>3</StageCount>{design}\n</RocketDesign></DesignInformation>\n<SimulationResultsList>{simulations}\n\
         </SimulationResultsList></RockSimDocument>"
    )
}

/// Where the motors of the tests lie.
pub fn library() -> MotorLibrary {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero/motors");
    MotorLibrary::open(&Folder::new(folder), "").unwrap()
}

/// What is read of a file.
pub fn read(text: &str) -> Result<Import, Error> {
    parse(text, &library(), &DesignOptions::default())
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
