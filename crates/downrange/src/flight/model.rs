//! What a description compiles to: flat tables and numbers, nothing else is read in a flight.
//!
//! | table | over | columns |
//! |---|---|---|
//! | air | height, 50 m cells at sea level, growing to space | density, pressure, 1/speed of sound, ln of Reynolds number per metre and Mach |
//! | wind | height, at the heights where it bends | east, north, up |
//! | aerodynamics | Mach number, 0.01 cells at rest, growing to Mach 12 | see [`Aero`] |
//! | burn | time since ignition, at the points of the thrust curve and between | impulse, mass, centre, inertia along and across: see [`Burn`] |
//!
//! A vehicle that comes apart is told in [`super::stages`].

use super::burn::Burn;
use super::motion::STATE;
use super::stages::{self, StageModel};
use super::staging::Staging;
use super::{Launch, Rail, Settings, Start, StartState, Trim, Vehicle};
use crate::aero::{Aerodynamics, Load};
use crate::air::{Air, Wind};
use crate::earth::SiteFrame;
use crate::number::{Quaternion, Vector};
use crate::rocket::{ObjectCoefficients, Parachute, Releases, Trigger};
use crate::table::{Surface, Table, Timeline};
use std::sync::Arc;

/// A launch, compiled.
#[derive(Debug, Clone)]
pub struct Model {
    /// The site's frame.
    pub frame: SiteFrame,
    /// Height of the ground, m above the ellipsoid.
    pub elevation: f64,
    /// How it begins.
    pub start: StartModel,
    /// When it begins, s since launch.
    pub start_time: f64,
    /// Density, pressure, one over the speed of sound, ln(density · speed of sound / viscosity) against height.
    pub air: Arc<Table<4>>,
    /// Wind east, north, up against height.
    pub wind: Arc<Timeline<3>>,
    /// The same without what blows besides what is described.
    pub described_wind: Arc<Timeline<3>>,
    /// What flies, as the air sees it.
    pub aero: Arc<AirModel>,
    /// The rocket as it burns; of a vehicle of stages, its first burn.
    pub burn: Burn,
    /// The stages of a vehicle that comes apart, in the order in which they leave; none for any other.
    pub stages: Arc<[StageModel]>,
    /// The drag area, m², of what tumbles from its start: it falls as a point.
    pub tumbling: Option<f64>,
    /// What happened to it before its flight began.
    pub history: History,
    /// The parachutes, in the order of their names: nothing depends on the order of the description.
    pub canopies: Vec<Canopy>,
    /// How it departs from its description.
    pub trim: Trim,
    /// How it is computed.
    pub settings: Settings,
}

/// What happened to a body before its own flight began, while it was part of a vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct History {
    /// Whether it has passed a highest point: its devices know.
    pub past_apogee: bool,
    /// Whether its motors had lit.
    pub lit: bool,
}

/// How a flight begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StartModel {
    /// At rest on a rail.
    Rail(RailModel),
    /// From a state of the equations of motion.
    State([f64; STATE]),
}

impl StartModel {
    /// The rail, if there is one.
    pub fn rail(&self) -> Option<&RailModel> {
        match self {
            Self::Rail(rail) => Some(rail),
            Self::State(_) => None,
        }
    }

    /// The state at the start.
    pub fn state(&self, frame: &SiteFrame) -> [f64; STATE] {
        match self {
            Self::State(state) => *state,
            Self::Rail(rail) => {
                let turning = rail.attitude.axes().map(|axis| axis.dot(frame.rotation()));
                let mut state = [0.0; STATE];
                state[6..10].copy_from_slice(&rail.attitude.0);
                state[10..13].copy_from_slice(&turning);
                state
            }
        }
    }
}

/// What flies, as the air sees it.
// One exists a model: what the smaller variant wastes is not worth a box.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone)]
pub enum AirModel {
    /// A rocket: coefficients from its drawing or given for it.
    Rocket(Aero),
    /// Any body: coefficients given about any point.
    Object(ObjectAero),
}

impl AirModel {
    /// The calibre of a rocket, m; one for any other body.
    pub fn diameter(&self) -> f64 {
        match self {
            Self::Rocket(aero) => aero.diameter,
            Self::Object(_) => 1.0,
        }
    }
}

/// Coefficients of any body: see [`ObjectCoefficients`].
#[derive(Debug, Clone)]
pub struct ObjectAero {
    /// Reference area, m².
    pub area: f64,
    /// Reference lengths of roll and yaw, and of pitch, m.
    pub lengths: [f64; 2],
    /// Where moments are taken about: forward, right, down of the centre of mass, m.
    pub reference_point: [f64; 3],
    /// The columns of [`ObjectCoefficients::at`].
    pub table: Table<12>,
}

impl ObjectAero {
    pub(super) fn new(coefficients: &ObjectCoefficients) -> Self {
        Self {
            area: coefficients.area,
            lengths: [coefficients.span, coefficients.chord],
            reference_point: coefficients.reference_point,
            table: Table::sampled(0.0, MACH_LIMIT, MACH_CELLS, MACH_STRETCH, |mach| {
                coefficients.at(mach.max(0.0))
            }),
        }
    }
}

/// The rail in the site's frame, and where along it the rocket is let go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RailModel {
    /// Along the rail, upward.
    pub direction: Vector<f64>,
    /// Attitude on the rail: body (forward, right, down) to site.
    pub attitude: Quaternion<f64>,
    /// Travel at which the foremost guide leaves.
    pub exit: f64,
    /// Travel at which the aftmost guide leaves.
    pub clear: f64,
    /// The aftmost guide, m from the nose tip.
    pub aft_guide: f64,
    /// Travel at which it stands on the pad: zero, and more when what stood below it has left.
    pub stands: f64,
    /// Its length, m.
    pub length: f64,
    /// Length of the whole vehicle, m, whose aft end stands at the foot of the rail.
    pub vehicle: f64,
}

/// Aerodynamic tables against Mach number. Columns: potential force and moment, fins force and moment, crossflow
/// force and moment, three damping sums, roll forcing, roll damping, axial force coasting, axial force burning.
#[derive(Debug, Clone)]
pub struct Aero {
    /// Reference area, m².
    pub area: f64,
    /// Reference diameter, m.
    pub diameter: f64,
    /// The columns.
    pub table: Table<13>,
    /// Friction against Mach number and ln of the Reynolds number per metre and Mach; `None` where drag is given.
    pub friction: Option<Surface>,
    /// Tables against angle of attack, where given; over Mach number and sin(angle/2).
    pub angle: AngleTables,
}

/// Coefficients given against angle of attack, over Mach number and sin(angle/2).
#[derive(Debug, Clone, Default)]
pub struct AngleTables {
    /// Axial force: coasting, burning.
    pub axial: Option<[Surface; 2]>,
    /// Normal force over sin(angle), and its moment about the nose tip.
    pub normal: Option<[Surface; 2]>,
}

/// A parachute, compiled.
#[derive(Debug, Clone, PartialEq)]
pub struct Canopy {
    /// Its place in the description.
    pub place: usize,
    /// Drag area, m².
    pub drag_area: f64,
    /// What fires it.
    pub trigger: Trigger,
    /// When it was triggered before the flight of its body began, s since launch.
    pub triggered: Option<f64>,
    /// From the trigger to its first drag, s.
    pub lag: f64,
    /// From its first drag to its full drag, s.
    pub filling_time: f64,
    /// What it lets go of, by their places in the description; `None` for its drogue.
    pub releases: Option<Vec<usize>>,
}

impl Canopy {
    /// The parachutes of a body, in the order of their names.
    pub(super) fn all(parachutes: &[Parachute]) -> Vec<Self> {
        let place = |name: &String| parachutes.iter().position(|other| other.name == *name);
        let mut order: Vec<usize> = (0..parachutes.len()).collect();
        order.sort_by_key(|index| &parachutes[*index].name);
        let canopy = |index: usize| {
            let parachute = &parachutes[index];
            Self {
                place: index,
                drag_area: parachute.drag_area,
                trigger: parachute.trigger,
                triggered: None,
                lag: parachute.lag,
                filling_time: parachute.filling_time,
                releases: match &parachute.releases {
                    Releases::Drogue => None,
                    Releases::Named(names) => Some(names.iter().filter_map(place).collect()),
                },
            }
        };
        order.into_iter().map(canopy).collect()
    }

    /// One over the filling time, 1/s; what opens at once takes a nanosecond.
    pub(super) fn filling_rate(&self) -> f64 {
        1.0 / self.filling_time.max(1e-9)
    }
}

/// Lowest and highest height of the air tables, m. Below and above, the ends are held.
const HEIGHTS: (f64, f64) = (-2_000.0, 1_000_000.0);
/// Cells of the air tables: 50 m at sea level, 200 m at 20 km.
const HEIGHT_CELLS: usize = 470;
/// Cells grow with height as (1 + h/20 km)².
const HEIGHT_STRETCH: f64 = 5e-5;
/// Half the difference in height that gives the slope of a power law, m: a tenth of its lowest cell.
const WIND_REACH: f64 = 1e-3;
/// Greatest Mach number of the aerodynamic tables; held beyond.
const MACH_LIMIT: f64 = 12.0;
/// Cells of the aerodynamic tables: 0.01 at rest, 0.014 at Mach 1.
const MACH_CELLS: usize = 360;
/// Cells grow with Mach number as (1 + M/5)².
const MACH_STRETCH: f64 = 0.2;
/// ln of the Reynolds number per metre at Mach 1 over which friction is tabled: 1e4 (about 60 km) to 4e7 (a cold day
/// below the sea), held beyond.
const REYNOLDS: (f64, f64, usize) = (9.2, 17.5, 24);
/// Cells of the friction table over Mach number.
const FRICTION_CELLS: usize = 120;
/// Cells of the tables against angle of attack, over Mach number and over sin(angle/2).
const ANGLE_MACH_CELLS: usize = 120;
/// See [`ANGLE_MACH_CELLS`]: two degrees near zero.
const ANGLE_CELLS: usize = 57;

impl Model {
    /// Compiles a launch.
    pub fn new(launch: &Launch) -> Self {
        Self::compile(launch, None)
    }

    /// Compiles a launch, and takes from one that was compiled before what is the same there: the same digits at less
    /// cost, for launches that differ little.
    #[must_use]
    pub fn like(&self, before: &Launch, launch: &Launch) -> Self {
        Self::compile(launch, Some((before, self)))
    }

    fn compile(launch: &Launch, before: Option<(&Launch, &Self)>) -> Self {
        let Launch {
            earth,
            site,
            start,
            air,
            vehicle,
            trim,
            settings,
            ..
        } = launch;
        let frame = SiteFrame::new(*earth, site.latitude, site.longitude, site.elevation);
        let described_wind = match before {
            Some((launch, model)) if launch.air.blows_as(air) => Arc::clone(&model.described_wind),
            _ => Arc::new(wind_table(air)),
        };
        let stages: Arc<[StageModel]> = match vehicle {
            Vehicle::Stack(stack) => {
                let compiled = before
                    .and_then(|(launch, model)| Some((launch.vehicle.stack()?, &*model.stages)));
                stages::compile(stack, trim, compiled).into()
            }
            Vehicle::Rocket(_) | Vehicle::Object(_) => Arc::from([]),
        };
        Self {
            frame,
            elevation: site.elevation,
            start_time: 0.0,
            tumbling: None,
            history: History::default(),
            start: match start {
                Start::Rail(rail) => StartModel::Rail(RailModel::new(rail, vehicle)),
                Start::State(state) => StartModel::State(start_state(&frame, state)),
            },
            air: match before {
                Some((launch, model)) if launch.air.weighs_as(air) => Arc::clone(&model.air),
                _ => Arc::new(air_table(air)),
            },
            wind: match air.departure() {
                Some(departure) => Arc::new(described_wind.plus(&departure)),
                None => Arc::clone(&described_wind),
            },
            described_wind,
            aero: match (vehicle, before) {
                (Vehicle::Stack(_), _) => Arc::clone(&stages[0].aero),
                (vehicle, Some((launch, model))) if meets_air_as(&launch.vehicle, vehicle) => {
                    Arc::clone(&model.aero)
                }
                (Vehicle::Rocket(rocket), _) => {
                    Arc::new(AirModel::Rocket(Aero::new(&Aerodynamics::new(rocket))))
                }
                (Vehicle::Object(object), _) => {
                    Arc::new(AirModel::Object(ObjectAero::new(&object.coefficients)))
                }
            },
            burn: match vehicle {
                Vehicle::Rocket(rocket) => Burn::new(rocket, trim),
                Vehicle::Object(object) => Burn::object(object.mass, &object.inertia),
                Vehicle::Stack(_) => Staging::first_burn(&stages),
            },
            stages,
            canopies: Canopy::all(vehicle.parachutes()),
            trim: *trim,
            settings: settings.clone(),
        }
    }
}

/// Whether the air acts on both alike.
fn meets_air_as(a: &Vehicle, b: &Vehicle) -> bool {
    match (a, b) {
        (Vehicle::Rocket(a), Vehicle::Rocket(b)) => a.shaped_as(b),
        (Vehicle::Object(a), Vehicle::Object(b)) => a.coefficients == b.coefficients,
        _ => false,
    }
}

/// The air against height, the columns of [`Model::air`]: density, pressure, one over the speed of sound and ln of the Reynolds number per metre and Mach number.
pub fn air_table(air: &Air) -> Table<4> {
    Table::sampled(
        HEIGHTS.0,
        HEIGHTS.1,
        HEIGHT_CELLS,
        HEIGHT_STRETCH,
        |height| {
            let at = air.at(height);
            [
                at.density,
                at.pressure,
                1.0 / at.sound_speed,
                libm::log(at.density * at.sound_speed / at.viscosity),
            ]
        },
    )
}

/// The wind as it is described: straight between layers, a power law curved.
pub fn wind_table(air: &Air) -> Timeline<3> {
    let mut heights = air.wind_heights();
    if let [only] = heights.as_slice() {
        heights.push(only + 1.0);
    }
    let values = heights.iter().map(|height| air.wind(*height));
    if !matches!(air.site_wind(), Some(Wind::PowerLaw { .. })) {
        let values: Vec<[f64; 3]> = values.collect();
        return Timeline::straight(heights, &values);
    }
    let columns: Vec<([f64; 3], [f64; 3])> = values
        .zip(&heights)
        .map(|(value, height)| {
            let (below, above) = (air.wind(height - WIND_REACH), air.wind(height + WIND_REACH));
            (
                value,
                std::array::from_fn(|c| (above[c] - below[c]) / (2.0 * WIND_REACH)),
            )
        })
        .collect();
    Timeline::new(heights, &columns)
}

impl RailModel {
    fn new(rail: &Rail, vehicle: &Vehicle) -> Self {
        let (climb, level) = libm::sincos(rail.elevation_angle);
        let (east, north) = libm::sincos(rail.heading);
        let forward = Vector([level * east, level * north, climb]);
        let right = Vector([north, -east, 0.0]);
        let ((fore, aft), end) = match vehicle {
            Vehicle::Rocket(rocket) => (rocket.guides(), rocket.length()),
            Vehicle::Stack(stack) => {
                let whole = stack.whole();
                (whole.guides(), whole.length())
            }
            Vehicle::Object(_) => ((0.0, 0.0), 0.0),
        };
        Self {
            direction: forward,
            attitude: Quaternion::from_axes([forward, right, forward.cross(right)]),
            exit: 0.0,
            clear: 0.0,
            aft_guide: aft,
            stands: 0.0,
            length: rail.length,
            vehicle: end,
        }
        .guiding((fore, aft), 0.0)
    }

    /// The rail as it guides what has guides at these places, m from the nose tip of the whole vehicle, and whose
    /// centre of mass stands so far, m, ahead of the whole vehicle's.
    pub(super) fn guiding(self, (fore, aft): (f64, f64), ahead: f64) -> Self {
        let travel = |guide: f64| (self.length - (self.vehicle - guide)).max(0.0) + ahead;
        Self {
            exit: travel(fore),
            clear: travel(aft),
            stands: ahead,
            ..self
        }
    }
}

impl Aero {
    pub(super) fn new(aerodynamics: &Aerodynamics) -> Self {
        let table = Table::sampled(0.0, MACH_LIMIT, MACH_CELLS, MACH_STRETCH, |mach| {
            let c = aerodynamics.coefficients(mach.max(0.0));
            [
                c.potential.force,
                c.potential.moment,
                c.fins.force,
                c.fins.moment,
                c.crossflow.force,
                c.crossflow.moment,
                c.damping[0],
                c.damping[1],
                c.damping[2],
                c.roll_forcing,
                c.roll_damping,
                c.axial_power_off,
                c.axial_power_on,
            ]
        });
        Self {
            area: aerodynamics.reference_area,
            diameter: aerodynamics.reference_diameter,
            table,
            friction: (aerodynamics.friction(0.3, 1e7) > 0.0).then(|| {
                let (low, high, cells) = REYNOLDS;
                Surface::sampled(
                    (0.0, MACH_LIMIT, FRICTION_CELLS, MACH_STRETCH),
                    (low, high, cells),
                    |mach, log_reynolds| {
                        // At rest there is no Reynolds number: friction is that of a walk.
                        let mach = mach.max(0.003);
                        aerodynamics.friction(mach, mach * libm::exp(log_reynolds))
                    },
                )
            }),
            angle: AngleTables::new(aerodynamics),
        }
    }
}

impl AngleTables {
    fn new(aerodynamics: &Aerodynamics) -> Self {
        // Over sin(angle/2) the grid is fine where rockets fly and reaches a rocket that falls tail first.
        let surface = |value: &dyn Fn(f64, f64) -> f64| {
            Surface::sampled(
                (0.0, MACH_LIMIT, ANGLE_MACH_CELLS, MACH_STRETCH),
                (0.0, 1.0, ANGLE_CELLS),
                |mach, half_sine| value(mach, 2.0 * libm::asin(half_sine)),
            )
        };
        let drag = |power_on: bool| {
            let value = |mach: f64, angle: f64| {
                aerodynamics
                    .drag_with_angle(mach, angle, power_on)
                    .unwrap_or_default()
            };
            aerodynamics
                .drag_with_angle(0.0, 0.0, power_on)
                .map(|_| surface(&value))
        };
        let load = |part: fn(Load) -> f64| {
            let value = |mach: f64, angle: f64| {
                aerodynamics
                    .normal_force_with_angle(mach, angle)
                    .map_or(0.0, part)
            };
            aerodynamics
                .normal_force_with_angle(0.0, 0.0)
                .map(|_| surface(&value))
        };
        Self {
            axial: drag(false).zip(drag(true)).map(|(off, on)| [off, on]),
            normal: load(|load| load.force)
                .zip(load(|load| load.moment))
                .map(|(force, moment)| [force, moment]),
        }
    }
}

/// A state relative to the turning ground, in the site's frame.
fn start_state(frame: &SiteFrame, start: &StartState) -> [f64; STATE] {
    let position = frame.position(start.latitude, start.longitude, start.height);
    let place = frame.place(position);
    let down = -place.up;
    let level = |north: f64, east: f64, fall: f64| {
        place
            .north
            .times(north)
            .plus_times(east, place.east)
            .plus_times(fall, down)
    };
    let [north, east, fall] = start.velocity;
    let [(sy, cy), (sp, cp), (sr, cr)] = start.attitude.map(libm::sincos);
    // Columns of the 3-2-1 rotation from body to north, east, down.
    let axes = [
        level(cp * cy, cp * sy, -sp),
        level(sr * sp * cy - cr * sy, sr * sp * sy + cr * cy, sr * cp),
        level(cr * sp * cy + sr * sy, cr * sp * sy - sr * cy, cr * cp),
    ];
    let turning = if start.inertial_rates {
        [0.0; 3]
    } else {
        axes.map(|axis| axis.dot(frame.rotation()))
    };
    let mut state = [0.0; STATE];
    state[..3].copy_from_slice(&position.0);
    state[3..6].copy_from_slice(&level(north, east, fall).0);
    state[6..10].copy_from_slice(&Quaternion::from_axes(axes).0);
    for axis in 0..3 {
        state[10 + axis] = start.rates[axis] + turning[axis];
    }
    state
}
