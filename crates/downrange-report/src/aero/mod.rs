//! A vehicle's aerodynamics for people: [`AeroSheets`] holds the figures against Mach number and angle of attack, part by
//! part; as a table for the terminal ([`AeroSheets::summary`]), a page for a review ([`AeroSheets::page`]), JSON and CSV.
//!
//! The figures are those that a flight of the same launch file is compiled from. Friction depends on the Reynolds number
//! besides the Mach number: here it is that of the air at the site.

mod charts;
mod csv;
mod json;
mod object;
mod page;
mod summary;

use downrange::aero::{Aerodynamics, AtAngle, DragBreakdown, PartShare};
use downrange::air::AirState;
use downrange::flight::{Launch, Vehicle};
use downrange::mass::MassProperties;
use downrange::rocket::{Ignition, Rocket, Stage};

/// What the air does to a vehicle, against Mach number: one sheet for each way in which it flies.
#[derive(Debug, Clone)]
pub struct AeroSheets<'a> {
    launch: &'a Launch,
    /// Mach numbers, rising.
    mach: Vec<f64>,
    /// Total angles of attack, rad, rising.
    angles: Vec<f64>,
    /// The air at the site.
    air: AirState,
    /// At launch first; of a stack, then what flies on after each stage has left.
    sheets: Vec<Sheet>,
}

/// What flies between two separations.
#[derive(Debug, Clone)]
struct Sheet {
    /// The stage that flies, of a stack.
    stage: Option<String>,
    /// When it flies so.
    when: String,
    reference_area: f64,
    /// Reference length of all moments, the calibre, m; of an object that of pitch.
    reference_length: f64,
    /// Reference length of roll, m.
    roll_length: f64,
    /// From nose to tail, m; `None` of an object.
    length: Option<f64>,
    /// At ignition and burnt out; centre from the nose tip.
    mass: [MassProperties; 2],
    /// What of the whole is given, as the launch file's keys call it.
    given: Vec<&'static str>,
    /// One a Mach number.
    points: Vec<Point>,
}

/// What the air does at one Mach number.
#[derive(Debug, Clone)]
struct Point {
    mach: f64,
    drag_power_off: DragBreakdown,
    drag_power_on: DragBreakdown,
    slope: f64,
    /// From the nose tip, m; `None` where nothing lifts.
    center: Option<f64>,
    /// Static margin at ignition and burnt out, in reference lengths.
    margins: Option<[f64; 2]>,
    /// Cmq about the centre at ignition and burnt out, 1/rad.
    pitch_damping: [f64; 2],
    roll_forcing: f64,
    roll_damping: f64,
    shares: Vec<PartShare>,
    /// One an angle.
    at_angles: Vec<AtAngle>,
}

/// Mach numbers that say most where there is room for a few: slow, before, over and behind the transonic rise.
const TELLING: [f64; 5] = [0.3, 0.9, 1.1, 2.0, 4.0];
/// Where the flow is partly faster than sound, and figures are joins of what holds on either side.
const TRANSONIC: [f64; 2] = [0.8, 1.2];
/// A slope of less than this, 1/rad, has no centre that matters: a nose has 2.
const NO_LIFT: f64 = 5e-3;

impl<'a> AeroSheets<'a> {
    /// Figures of a launch's vehicle at these Mach numbers and total angles of attack (rad), both rising.
    pub fn new(launch: &'a Launch, mach: Vec<f64>, angles: Vec<f64>) -> Self {
        let air = launch.air.at(launch.site.elevation);
        let sheet = |rocket: &Rocket,
                     stage: Option<&str>,
                     when: String,
                     motors: &dyn Fn(f64) -> MassProperties| {
            Sheet::new(rocket, &mach, &angles, &air, stage, when, motors)
        };
        let sheets = match &launch.vehicle {
            Vehicle::Object(object) => vec![object::sheet(object, &mach, &angles)],
            Vehicle::Rocket(rocket) => {
                vec![sheet(rocket, None, "at launch".to_owned(), &|time| {
                    rocket.motors(time)
                })]
            }
            Vehicle::Stack(stack) => {
                let mut before: Option<&str> = None;
                let stages = stack.stages().iter().enumerate();
                stages
                    .map(|(index, stage)| {
                        let when = before.map_or("at launch".to_owned(), |name| {
                            format!("after {name} has left")
                        });
                        before = Some(&stage.name);
                        let aboard = |time| aboard(&stack.stages()[index..], time);
                        sheet(&stage.rocket, Some(&stage.name), when, &aboard)
                    })
                    .collect()
            }
        };
        Self {
            launch,
            mach,
            angles,
            air,
            sheets,
        }
    }

    /// The names of the stages, in the order in which they leave; none where nothing leaves.
    pub fn stages(&self) -> Vec<&str> {
        let names = self.sheets.iter();
        names.filter_map(|sheet| sheet.stage.as_deref()).collect()
    }

    /// Keeps what flies with this stage as its lowest; `false` if there is none of this name.
    pub fn keep_stage(&mut self, name: &str) -> bool {
        let found = self
            .sheets
            .iter()
            .position(|sheet| sheet.stage.as_deref() == Some(name));
        if let Some(index) = found {
            self.sheets = vec![self.sheets.swap_remove(index)];
        }
        found.is_some()
    }

    /// How many sheets there are: one, or one a stage.
    pub fn count(&self) -> usize {
        self.sheets.len()
    }

    /// Reynolds number per metre and Mach number at the site.
    fn reynolds(&self) -> f64 {
        reynolds(&self.air)
    }
}

/// The motors of what is still together, so long after those of the first of these stages have lit: those of the others
/// are masses until theirs do.
fn aboard(stages: &[Stage], time: f64) -> MassProperties {
    let motors = stages.iter().enumerate().map(|(above, stage)| {
        let lit = match stage.ignition {
            _ if above == 0 => time,
            Ignition::Launch { delay } => (time - delay).max(0.0),
            _ => 0.0,
        };
        let motors = stage.rocket.motors(lit);
        motors
            .around(stage.copies, stage.distance)
            .shifted(stage.nose - stages[0].nose)
    });
    motors.fold(MassProperties::default(), MassProperties::plus)
}

/// Reynolds number per metre and Mach number.
fn reynolds(air: &AirState) -> f64 {
    air.density * air.sound_speed / air.viscosity
}

/// Below this Mach number friction is that of its Reynolds number: at rest there is none, and no drag to speak of.
const SLOWEST: f64 = 0.1;

impl Sheet {
    fn new(
        rocket: &Rocket,
        mach: &[f64],
        angles: &[f64],
        air: &AirState,
        stage: Option<&str>,
        when: String,
        motors: &dyn Fn(f64) -> MassProperties,
    ) -> Self {
        let aero = Aerodynamics::new(rocket);
        let body = rocket.without_motor();
        let burn_time = rocket
            .description()
            .motor
            .as_ref()
            .map_or(0.0, |mounted| mounted.motor.burn_time());
        let mass = [0.0, burn_time].map(|time| body.plus(motors(time)));
        let points = mach
            .iter()
            .map(|mach| Point::new(&aero, rocket, *mach, angles, reynolds(air), mass))
            .collect();
        Self {
            stage: stage.map(str::to_owned),
            when,
            reference_area: aero.reference_area,
            reference_length: aero.reference_diameter,
            roll_length: aero.reference_diameter,
            length: Some(rocket.length()),
            mass,
            given: aero.given_keys(),
            points,
        }
    }

    /// Whether it burns: else power on is power off.
    fn burns(&self) -> bool {
        self.mass[0].mass != self.mass[1].mass
    }

    /// Whether the burning motor changes the drag: where its nozzle's exit is known, or both drags are given.
    fn jet_matters(&self) -> bool {
        let mut points = self.points.iter();
        points.any(|point| point.drag_power_on != point.drag_power_off)
    }

    /// The point nearest to each telling Mach number, each once.
    fn telling(&self) -> Vec<&Point> {
        let mut chosen: Vec<&Point> = Vec::new();
        for mach in TELLING {
            let nearest = self
                .points
                .iter()
                .min_by(|a, b| (a.mach - mach).abs().total_cmp(&(b.mach - mach).abs()));
            if let Some(point) = nearest
                && chosen.iter().all(|other| other.mach != point.mach)
            {
                chosen.push(point);
            }
        }
        chosen
    }

    /// Names of the parts.
    fn parts(&self) -> impl Iterator<Item = &PartShare> {
        self.points
            .first()
            .into_iter()
            .flat_map(|point| &point.shares)
    }
}

impl Point {
    fn new(
        aero: &Aerodynamics,
        rocket: &Rocket,
        mach: f64,
        angles: &[f64],
        reynolds: f64,
        mass: [MassProperties; 2],
    ) -> Self {
        let reynolds = reynolds * mach.max(SLOWEST);
        let whole = aero.coefficients(mach);
        let slope = aero.normal_force_slope(mach);
        let center = (slope > NO_LIFT).then(|| aero.center_of_pressure(mach));
        let margin = |center: f64| mass.map(|m| (center - m.center) / aero.reference_diameter);
        Self {
            mach,
            drag_power_off: aero.drag_breakdown(mach, reynolds, false),
            drag_power_on: aero.drag_breakdown(mach, reynolds, true),
            slope,
            center,
            margins: center.map(margin),
            pitch_damping: mass.map(|m| aero.pitch_damping(whole.damping, m.center)),
            roll_forcing: whole.roll_forcing,
            roll_damping: whole.roll_damping,
            shares: aero.shares(rocket, mach, reynolds),
            at_angles: angles
                .iter()
                .map(|angle| aero.at_angle(mach, reynolds, *angle))
                .collect(),
        }
    }
}

/// A part's drag, coasting, but for the base, which every part before it shapes.
fn before_base(share: &PartShare) -> f64 {
    share.drag_power_off.total() - share.drag_power_off.base
}

/// A share of the drag: what it is called in words, its key in JSON and CSV, and how to read it.
type Origin = (&'static str, &'static str, fn(&DragBreakdown) -> f64);

/// Drag by origin, from the skin up.
const ORIGINS: [Origin; 6] = [
    ("skin friction", "friction", |d| d.friction),
    ("base", "base", |d| d.base),
    ("nose, shoulders, boat-tails", "pressure", |d| d.pressure),
    ("fins' edges and waves", "fins", |d| d.fins),
    ("lugs, buttons", "protuberances", |d| d.protuberances),
    ("given, not drawn", "given", |d| d.given),
];

/// A part's centre, if it lifts.
fn center_of(share: &PartShare) -> Option<f64> {
    (share.normal_force.force.abs() > NO_LIFT).then_some(share.center_of_pressure)
}

#[cfg(test)]
pub(crate) mod tests;
