//! What a description compiles to: flat tables and numbers, nothing else is read in a flight.
//!
//! | table | over | columns |
//! |---|---|---|
//! | air | height, 50 m cells at sea level, growing to space | density, pressure, 1/speed of sound, ln of Reynolds number per metre and Mach |
//! | wind | height, at the heights where it bends | east, north, up |
//! | aerodynamics | Mach number, 0.01 cells at rest, growing to Mach 12 | see [`Aero`] |
//! | burn | time since ignition, at the points of the thrust curve and between | impulse, mass, centre, inertia along and across |
//!
//! Thrust is the derivative of the impulse column: both are exact for a curve of straight lines. Its kinks are nodes,
//! and steps of the integration end there (it makes the error of a flight some hundred times smaller, measured).

use super::motion::STATE;
use super::{Launch, Rail, Settings, Start, StartState, Vehicle};
use crate::aero::{Aerodynamics, Load};
use crate::air::{Air, Wind};
use crate::earth::SiteFrame;
use crate::mass::MassProperties;
use crate::motor::{Motor, Propellant};
use crate::number::{Number, Quaternion, Vector};
use crate::rocket::{InertiaTensor, Object, ObjectCoefficients, Parachute, Rocket, Trigger};
use crate::table::{Surface, Table, Timeline};

/// A launch, compiled.
#[derive(Debug, Clone)]
pub struct Model {
    /// The site's frame.
    pub frame: SiteFrame,
    /// Height of the ground, m above the ellipsoid.
    pub elevation: f64,
    /// How it begins.
    pub start: StartModel,
    /// Density, pressure, one over the speed of sound, ln(density · speed of sound / viscosity) against height.
    pub air: Table<4>,
    /// Wind east, north, up against height.
    pub wind: Timeline<3>,
    /// What flies, as the air sees it.
    pub aero: AirModel,
    /// The rocket as it burns.
    pub burn: Burn,
    /// The parachutes, in the order of the description.
    pub canopies: Vec<Canopy>,
    /// How it is computed.
    pub settings: Settings,
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
    fn new(coefficients: &ObjectCoefficients) -> Self {
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

/// The rocket as it burns.
#[derive(Debug, Clone)]
pub struct Burn {
    /// Impulse, mass, centre, axial and transverse inertia against time since ignition.
    pub table: Timeline<5>,
    /// Times since ignition at which thrust bends: steps end there.
    pub kinks: Vec<f64>,
    /// When the motor lights, s since launch.
    pub ignition: f64,
    /// How long it burns, s.
    pub duration: f64,
    /// The rocket before ignition.
    pub before: MassProperties,
    /// The rocket after burn-out.
    pub after: MassProperties,
    /// The nozzle exit, m from the nose tip.
    pub nozzle: f64,
    /// Area of the nozzle exit over which ambient pressure acts, m²; zero where not given.
    pub nozzle_area: f64,
    /// Pressure at which the thrust was measured, Pa.
    pub reference_pressure: f64,
    /// Where the thrust points, if not along the axis.
    pub tilt: Option<Tilt>,
    /// What the whole adds to the inertia of an axisymmetric body, if it is none.
    pub asymmetry: Option<Asymmetry>,
}

/// A thrust line that is not the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tilt {
    /// Angle between thrust and axis, rad.
    pub angle: f64,
    /// Distance from the axis at the nozzle exit, m.
    pub offset: f64,
    /// Roll angle toward which both stand, rad.
    pub azimuth: f64,
}

/// Constant additions to the inertia tensor `diag(axial, transverse, transverse)`, kg m².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asymmetry {
    /// To the moments about body y and z.
    pub moments: [f64; 2],
    /// To the tensor's elements xy, xz, yz (not the negated products).
    pub products: [f64; 3],
}

/// A parachute, compiled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canopy {
    /// Drag area, m².
    pub drag_area: f64,
    /// What fires it.
    pub trigger: Trigger,
    /// From the trigger to its first drag, s.
    pub lag: f64,
    /// From its first drag to its full drag, s.
    pub filling_time: f64,
    /// Whether earlier ones stay.
    pub adds: bool,
}

impl Canopy {
    fn new(parachute: &Parachute) -> Self {
        Self {
            drag_area: parachute.drag_area,
            trigger: parachute.trigger,
            lag: parachute.lag,
            filling_time: parachute.filling_time,
            adds: parachute.adds,
        }
    }
}

/// Lowest and highest height of the air tables, m. Below and above, the ends are held.
const HEIGHTS: (f64, f64) = (-2_000.0, 1_000_000.0);
/// Cells of the air tables: 50 m at sea level.
const HEIGHT_CELLS: usize = 1_860;
/// Cells grow with height as (1 + h/100 km)².
const HEIGHT_STRETCH: f64 = 1e-5;
/// Half the difference in height that gives the slope of a power law, m: a tenth of its lowest cell.
const WIND_REACH: f64 = 1e-3;
/// Greatest Mach number of the aerodynamic tables; held beyond.
const MACH_LIMIT: f64 = 12.0;
/// Cells of the aerodynamic tables: 0.01 at rest, 0.014 at Mach 1.
const MACH_CELLS: usize = 360;
/// Cells grow with Mach number as (1 + M/5)².
const MACH_STRETCH: f64 = 0.2;
/// Cells of the burn table are at most this share of the burn.
const BURN_CELL: f64 = 1.0 / 64.0;
/// Most kinks of a thrust curve that end steps; a curve of more points is a measurement whose small ones are noise.
const MOST_KINKS: usize = 64;
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
        let Launch {
            earth,
            site,
            start,
            air,
            vehicle,
            settings,
            ..
        } = launch;
        let frame = SiteFrame::new(*earth, site.latitude, site.longitude, site.elevation);
        Self {
            frame,
            elevation: site.elevation,
            start: match start {
                Start::Rail(rail) => StartModel::Rail(RailModel::new(rail, vehicle)),
                Start::State(state) => StartModel::State(start_state(&frame, state)),
            },
            air: Table::sampled(
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
            ),
            wind: wind_table(air),
            aero: match vehicle {
                Vehicle::Rocket(rocket) => AirModel::Rocket(Aero::new(&Aerodynamics::new(rocket))),
                Vehicle::Object(object) => AirModel::Object(ObjectAero::new(&object.coefficients)),
            },
            burn: match vehicle {
                Vehicle::Rocket(rocket) => Burn::new(rocket),
                Vehicle::Object(object) => Burn::none(object),
            },
            canopies: vehicle.parachutes().iter().map(Canopy::new).collect(),
            settings: settings.clone(),
        }
    }
}

/// The wind as it is described: straight between layers, a power law curved.
fn wind_table(air: &Air) -> Timeline<3> {
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
            Vehicle::Object(_) => ((0.0, 0.0), 0.0),
        };
        // The aft end of the body stands at the foot of the rail.
        let travel = |guide: f64| (rail.length - (end - guide)).max(0.0);
        Self {
            direction: forward,
            attitude: Quaternion::from_axes([forward, right, forward.cross(right)]),
            exit: travel(fore),
            clear: travel(aft),
            aft_guide: aft,
        }
    }
}

impl Aero {
    fn new(aerodynamics: &Aerodynamics) -> Self {
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

impl Burn {
    /// A body that does not burn.
    fn none(object: &Object) -> Self {
        let InertiaTensor {
            xx,
            yy,
            zz,
            xy,
            xz,
            yz,
        } = object.inertia;
        let body = MassProperties {
            mass: object.mass,
            center: 0.0,
            axial: xx,
            transverse: yy,
        };
        Self {
            table: Timeline::new(
                vec![0.0, 1.0],
                &[([0.0, object.mass, 0.0, xx, yy], [0.0; 5]); 2],
            ),
            kinks: Vec::new(),
            ignition: f64::INFINITY,
            duration: 0.0,
            before: body,
            after: body,
            nozzle: 0.0,
            nozzle_area: 0.0,
            reference_pressure: 0.0,
            tilt: None,
            asymmetry: Some(Asymmetry {
                moments: [0.0, zz - yy],
                products: [-xy, -xz, -yz],
            }),
        }
    }

    fn new(rocket: &Rocket) -> Self {
        let description = rocket.description();
        let motor = &description.motor.motor;
        let body = rocket.without_motor();
        let position = rocket.motor_position();
        let at = |time: f64| body.plus(motor.mass_properties(time).shifted(position));
        let duration = motor.burn_time();
        let tilted = description.thrust_misalignment != 0.0 || description.thrust_offset != 0.0;
        Self {
            table: burn_table(motor, duration, &at),
            kinks: kinks(motor, duration),
            ignition: motor.ignition_delay,
            duration,
            before: at(0.0),
            after: at(duration),
            nozzle: position + motor.length,
            nozzle_area: motor.nozzle_exit_area.unwrap_or(0.0),
            reference_pressure: motor.reference_pressure,
            tilt: tilted.then_some(Tilt {
                angle: description.thrust_misalignment,
                offset: description.thrust_offset,
                azimuth: description.thrust_azimuth,
            }),
            asymmetry: None,
        }
    }
}

/// Impulse and mass properties over the burn, at the points of the thrust curve and evenly between them.
fn burn_table(motor: &Motor, duration: f64, at: &dyn Fn(f64) -> MassProperties) -> Timeline<5> {
    let mut nodes = vec![0.0];
    let mut ends: Vec<f64> = bends(motor, duration)
        .chain(tabled(motor, duration))
        .chain([duration])
        .collect();
    ends.sort_by(f64::total_cmp);
    for end in ends {
        let start = nodes[nodes.len() - 1];
        if end - start < 1e-6 * duration {
            continue;
        }
        let parts = ((end - start) / (BURN_CELL * duration)).ceil();
        nodes.extend((1..=parts as usize).map(|part| start + (end - start) * part as f64 / parts));
    }
    let values = |time: f64| {
        let rocket = at(time);
        [rocket.mass, rocket.center, rocket.axial, rocket.transverse]
    };
    // The rates of mass properties follow thrust, which has no steps: a difference over a little is their rate; where a
    // table of propellant bends it is the mean of both sides.
    let little = 1e-5 * duration;
    let columns: Vec<([f64; 5], [f64; 5])> = nodes
        .iter()
        .map(|time| {
            let (low, high) = ((time - little).max(0.0), (time + little).min(duration));
            let ([m, x, a, t], before, after) = (values(*time), values(low), values(high));
            let [dm, dx, da, dt] = std::array::from_fn(|c| (after[c] - before[c]) / (high - low));
            (
                [motor.impulse_to(*time), m, x, a, t],
                [motor.thrust_at(*time), dm, dx, da, dt],
            )
        })
        .collect();
    Timeline::new(nodes, &columns)
}

/// The points of tables of propellant within the burn, s since ignition.
fn tabled(motor: &Motor, duration: f64) -> impl Iterator<Item = f64> {
    let curves = match &motor.propellant {
        Propellant::Tables {
            mass,
            center,
            axial,
            transverse,
        } => vec![mass, center, axial, transverse],
        Propellant::Grains(_) | Propellant::Unknown { .. } => Vec::new(),
    };
    let times = curves
        .into_iter()
        .flat_map(|curve| curve.points().iter().map(|(time, _)| *time));
    times
        .map(|time| time * motor.burn_time_factor)
        .filter(move |time| *time > 0.0 && *time < duration)
}

/// The points of the thrust curve within the burn, s since ignition.
fn bends(motor: &Motor, duration: f64) -> impl Iterator<Item = f64> {
    let inside = move |time: &f64| *time > 1e-6 * duration && *time < (1.0 - 1e-6) * duration;
    motor
        .thrust
        .points()
        .iter()
        .map(|(time, _)| time * motor.burn_time_factor)
        .filter(inside)
}

/// The points at which the thrust curve bends most.
fn kinks(motor: &Motor, duration: f64) -> Vec<f64> {
    let points = motor.thrust.points();
    let slope = |a: (f64, f64), b: (f64, f64)| (b.1 - a.1) / (b.0 - a.0);
    let mut bends: Vec<(f64, f64)> = bends(motor, duration)
        .map(|time| {
            let at = points.partition_point(|point| point.0 * motor.burn_time_factor < time);
            let bend = match (
                at.checked_sub(1).and_then(|i| points.get(i)),
                points.get(at),
                points.get(at + 1),
            ) {
                (Some(a), Some(b), Some(c)) => (slope(*b, *c) - slope(*a, *b)).abs(),
                _ => f64::INFINITY,
            };
            (bend, time)
        })
        .collect();
    bends.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kinks: Vec<f64> = bends
        .into_iter()
        .take(MOST_KINKS)
        .map(|(_, time)| time)
        .collect();
    kinks.sort_by(f64::total_cmp);
    kinks
}

/// Mass properties and thrust at one time, while the motor burns or after.
#[derive(Debug, Clone, Copy)]
pub struct Burning<T> {
    /// Thrust at the reference pressure, N.
    pub thrust: T,
    /// Mass, kg.
    pub mass: T,
    /// Centre of mass, m from the nose tip.
    pub center: T,
    /// Inertia about the axis, kg m².
    pub axial: T,
    /// Inertia across, kg m².
    pub transverse: T,
    /// Mass flow out of the nozzle, kg/s.
    pub flow: T,
    /// Rate of the axial inertia, kg m²/s.
    pub axial_rate: T,
    /// Rate of the transverse inertia, kg m²/s.
    pub transverse_rate: T,
}

impl<T: Number> Burning<T> {
    /// At a time since ignition within the burn.
    #[inline(always)]
    pub fn at(table: T::Each<&Timeline<5>>, since_ignition: T) -> Self {
        let (
            [_, mass, center, axial, transverse],
            [thrust, mass_rate, _, axial_rate, transverse_rate],
        ) = T::look_up_with_slope(table, since_ignition);
        Self {
            thrust,
            mass,
            center,
            axial,
            transverse,
            flow: -mass_rate,
            axial_rate,
            transverse_rate,
        }
    }

    /// After the burn.
    #[inline(always)]
    pub fn done([mass, center, axial, transverse]: [T; 4]) -> Self {
        Self {
            thrust: T::zero(),
            mass,
            center,
            axial,
            transverse,
            flow: T::zero(),
            axial_rate: T::zero(),
            transverse_rate: T::zero(),
        }
    }
}
