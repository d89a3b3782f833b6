//! What OpenRocket stored in its files of the flights it had computed, read without the readers of the project.

use std::fs;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use downrange::flight::{Launch, Vehicle};

/// A stored simulation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoredSimulation {
    /// Whether it belongs to the design as saved: `uptodate`, `loaded`, `outdated`, …
    pub status: String,
    /// Apogee, m above the site.
    pub apogee: Option<f64>,
    /// Greatest speed, m/s.
    pub speed: Option<f64>,
    /// Mass at the first step, kg.
    pub mass: Option<f64>,
    /// Centre of gravity at the first step, m from the nose tip.
    pub center: Option<f64>,
    /// Impulse of all motors, N s.
    pub impulse: Option<f64>,
    /// Of the steps under the first thrust, between Mach 0.1 and 0.5, the one with the least angle of attack.
    pub steady: Option<StoredStep>,
    /// The steps under the first thrust.
    pub boost: Vec<StoredStep>,
    /// The steps from the last burn-out up to the apogee.
    pub coast: Vec<StoredStep>,
}

/// A step of a stored flight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoredStep {
    /// Time, s.
    pub time: f64,
    /// Mach number.
    pub mach: f64,
    /// Reynolds number of the rocket's length.
    pub reynolds: f64,
    /// Angle of attack, rad.
    pub angle: f64,
    /// Centre of pressure, m from the nose tip.
    pub center_of_pressure: f64,
    /// Drag, N.
    pub drag: f64,
    /// Drag coefficient at no angle of attack.
    pub drag_coefficient: f64,
    /// Reference length, m.
    pub reference_length: f64,
}

/// Mach numbers at which centres of pressure are compared: below, the wind turns the stream too far to tell; above, each program has
/// a method of its own for the compressible air.
const SLOW: Range<f64> = 0.1..0.5;

impl StoredStep {
    /// Whether all is known.
    fn is_flown(&self) -> bool {
        let said = [
            self.angle,
            self.center_of_pressure,
            self.drag,
            self.reynolds,
        ];
        said.iter().all(|value| value.is_finite())
            && self.drag_coefficient > 0.0
            && self.reference_length > 0.0
    }
}

impl StoredSimulation {
    /// Whether it is of the design as saved.
    pub fn is_current(&self) -> bool {
        self.status == "uptodate" || self.status == "loaded"
    }
}

/// A folder of reference data that stands beside the repository or above it, if it is there.
pub fn reference(name: &str) -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = above.map(|folder| folder.join("shared/reference").join(name));
    folders.find(|folder| folder.is_dir())
}

/// The folders of OpenRocket designs of the reference that are here, each with that of its motors; and the names of the others.
pub fn design_folders() -> (Vec<[PathBuf; 2]>, Vec<&'static str>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for (designs, motors) in [
        ("designs", "designs/motors"),
        ("openrocket/designs", "openrocket/motors"),
    ] {
        match (reference(designs), reference(motors)) {
            (Some(designs), Some(motors)) => found.push([designs, motors]),
            _ => missing.push(designs),
        }
    }
    (found, missing)
}

/// The design files of a folder with an ending (`ork`, `rkt`), by name.
///
/// # Errors
/// When the folder cannot be listed.
pub fn designs(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|its| its == ending) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The simulations of a file, in its order.
///
/// # Errors
/// When the file cannot be read or unpacked.
pub fn stored(path: &Path) -> io::Result<Vec<StoredSimulation>> {
    let text = xml(path)?;
    let simulations = text.split("<simulation ").skip(1);
    Ok(simulations
        .map(|each| simulation(each).unwrap_or_default())
        .collect())
}

/// The XML of a file, packed or not.
fn xml(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    let mut text = String::new();
    match bytes.as_slice() {
        [b'P', b'K', ..] => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
            archive.by_name("rocket.ork")?.read_to_string(&mut text)?;
        }
        [0x1f, 0x8b, ..] => {
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        }
        bytes => text = String::from_utf8_lossy(bytes).into_owned(),
    }
    Ok(text)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = tag.get(start..)?;
    rest.get(..rest.find('"')?)
}

fn simulation(text: &str) -> Option<StoredSimulation> {
    let text = text.split("</simulation>").next()?;
    let tag = |name: &str| {
        let start = text.find(&format!("<{name} "))?;
        let rest = text.get(start..)?;
        rest.get(..rest.find('>')?)
    };
    let said = |name: &str| attribute(tag("flightdata")?, name)?.parse::<f64>().ok();
    let types: Vec<&str> = tag("databranch")
        .and_then(|branch| attribute(branch, "types"))
        .map(|types| types.split(',').collect())
        .unwrap_or_default();
    let column = |name: &str| types.iter().position(|each| *each == name);
    let points: Vec<Vec<&str>> = text
        .split("</databranch>")
        .next()
        .into_iter()
        .flat_map(|branch| branch.split("<datapoint>").skip(1))
        .filter_map(|point| point.split("</datapoint>").next())
        .map(|point| point.split(',').collect())
        .collect();
    let value = |point: &[&str], name: &str| point.get(column(name)?)?.trim().parse::<f64>().ok();
    let first = |name: &str| value(points.first()?, name);
    let step = |point: &[&str]| {
        Some(StoredStep {
            time: value(point, "Time")?,
            mach: value(point, "Mach number")?,
            reynolds: value(point, "Reynolds number")?,
            angle: value(point, "Angle of attack")?,
            center_of_pressure: value(point, "CP location")?,
            drag: value(point, "Drag force")?,
            drag_coefficient: value(point, "Drag coefficient")?,
            reference_length: value(point, "Reference length")?,
        })
        .filter(StoredStep::is_flown)
    };
    let thrusts = |point: &[&str]| value(point, "Thrust").is_some_and(|thrust| thrust > 0.0);
    let rises = |point: &[&str]| value(point, "Vertical velocity").is_some_and(|speed| speed > 0.0);
    let lit = points.iter().skip_while(|point| !thrusts(point));
    let lit = lit.take_while(|point| thrusts(point));
    let boost: Vec<StoredStep> = lit.filter_map(|point| step(point)).collect();
    let slow = boost.iter().filter(|step| SLOW.contains(&step.mach));
    let steady = slow.min_by(|a, b| a.angle.total_cmp(&b.angle)).copied();
    let burnt = points.iter().rposition(|point| thrusts(point));
    let coast = points
        .iter()
        .skip(burnt.map_or(points.len(), |last| last + 1));
    let coast = coast.take_while(|point| rises(point));
    let coast = coast.filter_map(|point| step(point)).collect();
    let impulse = || {
        let mut sum = 0.0;
        for pair in points.windows(2) {
            let of = |point: &[&str]| Some((value(point, "Time")?, value(point, "Thrust")?));
            if let (Some((start, thrust)), Some((end, _))) = (of(&pair[0]), of(&pair[1])) {
                sum += thrust * (end - start);
            }
        }
        (sum > 0.0).then_some(sum)
    };
    Some(StoredSimulation {
        status: attribute(text, "status")?.to_owned(),
        apogee: said("maxaltitude"),
        speed: said("maxvelocity"),
        mass: first("Mass"),
        center: first("CG location"),
        impulse: impulse(),
        steady,
        boost,
        coast,
    })
}

/// Mass, kg, and centre of gravity, m from the nose tip, of a rocket as it stands on the pad.
pub fn at_lift_off(launch: &Launch) -> Option<(f64, f64)> {
    let own = match &launch.vehicle {
        Vehicle::Rocket(rocket) => rocket.without_motor().plus(rocket.motors(0.0)),
        Vehicle::Stack(stack) => {
            let motors = stack.stages().iter().map(|stage| {
                let one = stage.rocket.motors(0.0);
                one.around(stage.copies, stage.distance)
            });
            motors.fold(stack.whole().without_motor(), |sum, motor| sum.plus(motor))
        }
        Vehicle::Object(_) => return None,
    };
    Some((own.mass, own.center))
}

/// Impulse of all motors of a rocket, N s; none of what comes apart, whose stages are stored each by itself.
pub fn impulse(launch: &Launch) -> Option<f64> {
    let Vehicle::Rocket(rocket) = &launch.vehicle else {
        return None;
    };
    let mounted = rocket.description().motor.as_ref()?;
    Some(f64::from(mounted.lit()) * mounted.motor.total_impulse())
}

/// The median of the sizes of some numbers; zero of none.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.map(f64::abs).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
