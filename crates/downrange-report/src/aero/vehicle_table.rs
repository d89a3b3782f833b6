//! Aerodynamic figures of one configuration of a vehicle against Mach number.

use downrange::aero::{Aerodynamics, AtAngle, DragBreakdown, PartShare};
use downrange::air::AirState;
use downrange::mass::MassProperties;
use downrange::rocket::Rocket;

/// Figures of a configuration: the vehicle between two separations.
#[derive(Debug, Clone)]
pub struct VehicleTable {
    /// The stage that flies, of a stack.
    pub stage: Option<String>,
    /// Part of the flight, in words.
    pub when: String,
    pub reference_area: f64,
    /// Reference length of all moments, the calibre, m; of an object that of pitch.
    pub reference_length: f64,
    /// Reference length of roll, m.
    pub roll_length: f64,
    /// From nose to tail, m; `None` of an object.
    pub length: Option<f64>,
    /// At ignition and burnt out; centre from the nose tip.
    pub mass: [MassProperties; 2],
    /// Keys of the launch file that give coefficients of the whole.
    pub given: Vec<&'static str>,
    /// One a Mach number.
    pub points: Vec<MachPoint>,
}

/// Figures at one Mach number.
#[derive(Debug, Clone)]
pub struct MachPoint {
    pub mach: f64,
    pub drag_power_off: DragBreakdown,
    pub drag_power_on: DragBreakdown,
    pub slope: f64,
    /// From the nose tip, m; `None` where nothing lifts.
    pub center: Option<f64>,
    /// Static margin at ignition and burnt out, in reference lengths.
    pub margins: Option<[f64; 2]>,
    /// Cmq about the centre at ignition and burnt out, 1/rad.
    pub pitch_damping: [f64; 2],
    pub roll_forcing: f64,
    pub roll_damping: f64,
    pub shares: Vec<PartShare>,
    /// One an angle.
    pub at_angles: Vec<AtAngle>,
}

/// Mach numbers that say most where there is room for a few: slow, before, over and behind the transonic rise.
const TELLING: [f64; 5] = [0.3, 0.9, 1.1, 2.0, 4.0];

/// Transonic range of Mach numbers, where figures are joined from subsonic and supersonic methods.
pub const TRANSONIC: [f64; 2] = [0.8, 1.2];

/// A slope of less than this, 1/rad, has no centre that matters: a nose has 2.
pub const NO_LIFT: f64 = 5e-3;

/// Reynolds number per metre and Mach number.
pub fn reynolds(air: &AirState) -> f64 {
    air.density * air.sound_speed / air.viscosity
}

/// Below this Mach number friction is that of its Reynolds number: at rest there is none, and no drag to speak of.
const SLOWEST: f64 = 0.1;

impl VehicleTable {
    pub fn new(
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
            .map(|mach| MachPoint::new(&aero, rocket, *mach, angles, reynolds(air), mass))
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

    /// Whether the normal force comes from the drawing and not from curves of the whole.
    pub fn drawn_lift(&self) -> bool {
        let given = |key: &&str| ["normal_force_slope", "center_of_pressure"].contains(key);
        !self.given.iter().any(given)
    }

    /// Whether a motor burns; otherwise power on equals power off.
    pub fn burns(&self) -> bool {
        self.mass[0].mass != self.mass[1].mass
    }

    /// Whether the burning motor changes the drag: where its nozzle's exit is known, or both drags are given.
    pub fn jet_matters(&self) -> bool {
        let mut points = self.points.iter();
        points.any(|point| point.drag_power_on != point.drag_power_off)
    }

    /// The point nearest to each telling Mach number, each once.
    pub fn telling(&self) -> Vec<&MachPoint> {
        let mut chosen: Vec<&MachPoint> = Vec::new();
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
    pub fn parts(&self) -> impl Iterator<Item = &PartShare> {
        self.points
            .first()
            .into_iter()
            .flat_map(|point| &point.shares)
    }
}

impl MachPoint {
    pub fn new(
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
pub fn before_base(share: &PartShare) -> f64 {
    share.drag_power_off.total() - share.drag_power_off.base
}

/// A share of the drag: what it is called in words, its key in JSON and CSV, and how to read it.
pub type Origin = (&'static str, &'static str, fn(&DragBreakdown) -> f64);

/// Drag by origin, from the skin up.
pub const ORIGINS: [Origin; 6] = [
    ("skin friction", "friction", |d| d.friction),
    ("base", "base", |d| d.base),
    ("nose, shoulders, boat-tails", "pressure", |d| d.pressure),
    ("fins' edges and waves", "fins", |d| d.fins),
    ("lugs, buttons", "protuberances", |d| d.protuberances),
    ("given, not drawn", "given", |d| d.given),
];

/// A part's centre, if it lifts.
pub fn center_of(share: &PartShare) -> Option<f64> {
    (share.normal_force.force.abs() > NO_LIFT).then_some(share.center_of_pressure)
}
