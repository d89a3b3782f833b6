//! Invented RockSim files, written element by element.
#![allow(dead_code, unused_imports)]

#[path = "../imported/mod.rs"]
mod imported;

use downrange::rocket::Rocket;
use downrange_formats::Error;
use downrange_formats::designs::{DesignOptions, Import, rocksim::parse};
use imported::{expected, only_rocket};
pub use imported::{library, mass, near, part, warnings};

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

/// What is read of a file.
pub fn read(text: &str) -> Result<Import, Error> {
    parse(text, &library(), &DesignOptions::default())
}

/// What is read of a file that can be read.
pub fn import(text: &str) -> Import {
    expected(read(text))
}

/// The rocket of a file with one stage.
pub fn rocket(text: &str) -> Rocket {
    only_rocket(&import(text))
}
