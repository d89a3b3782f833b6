//! The result of a flight: outcome, events, warnings, and trajectories (channels against time).

use crate::aero::DragBreakdown;
use crate::flight::events::EventKind;

/// The result of a flight.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Flight {
    /// Name of the failure that happened, if any.
    pub failure: Option<String>,
    /// The figures of the flight.
    pub outcome: Outcome,
    /// Events, in order of time.
    pub events: Vec<Event>,
    /// Broken rules of thumb.
    pub warnings: Vec<FlightWarning>,
    /// Every body: first the one that carries the payload, which all figures above are about, then what left it, in
    /// order of time. A rocket that stays whole is one body.
    pub bodies: Vec<BodyFlight>,
    /// Statistics of the integrator, over all bodies.
    pub solver: SolverStats,
    /// Trajectory of the body that carries the payload; empty unless recorded.
    pub trajectory: Vec<TrajectoryPoint>,
}

impl Flight {
    /// The trajectory of every body, with its name; empty unless recorded.
    pub fn trajectories(&self) -> impl Iterator<Item = (&str, &[TrajectoryPoint])> {
        let all = self.bodies.iter().enumerate();
        all.map(|(index, body)| (body.name.as_str(), self.trajectory_of(index)))
    }

    /// The trajectory of a body, by its index in `bodies`.
    pub fn trajectory_of(&self, body: usize) -> &[TrajectoryPoint] {
        match (body, self.bodies.get(body)) {
            (0, _) => &self.trajectory,
            (_, Some(body)) => &body.trajectory,
            (_, None) => &[],
        }
    }

    /// The trajectory point of the event's body at the event; `None` without a trajectory.
    pub fn at(&self, event: &Event) -> Option<&TrajectoryPoint> {
        let trajectory = self.trajectory_of(event.body);
        let after = trajectory.partition_point(|sample| sample.time < event.time);
        trajectory.get(after).or(trajectory.last())
    }
}

/// The result of one body of a flight.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BodyFlight {
    /// Name of the vehicle, or of its stage (numbered where several equal ones left together).
    pub name: String,
    /// Time of its separation, s since launch; zero for the body that carries the payload.
    pub start_time: f64,
    /// Mass at landing, kg.
    pub mass: f64,
    /// Greatest height above the site, m; of what left on its way down, that at which it left.
    pub apogee_agl: f64,
    /// The same above the ellipsoid, m.
    pub apogee_asl: f64,
    /// What a barometric altimeter shows there: see [`Outcome::apogee_altimeter`].
    pub apogee_altimeter: f64,
    /// When, s since launch.
    pub apogee_time: f64,
    /// Each parachute's descent: name and vertical speed at the end of its span, m/s, positive down.
    pub descent_rates: Vec<(String, f64)>,
    /// Landing.
    pub landing: Landing,
    /// Trajectory; empty unless recorded, and for the first body, whose trajectory is the flight's.
    pub trajectory: Vec<TrajectoryPoint>,
}

impl BodyFlight {
    /// The result of a body, from the figures of its flight.
    pub fn new(name: String, start_time: f64, mass: f64, outcome: &Outcome) -> Self {
        Self {
            name,
            start_time,
            mass,
            apogee_agl: outcome.apogee_agl,
            apogee_asl: outcome.apogee_asl,
            apogee_altimeter: outcome.apogee_altimeter,
            apogee_time: outcome.apogee_time,
            descent_rates: outcome.descent_rates.clone(),
            landing: outcome.landing,
            trajectory: Vec::new(),
        }
    }
}

/// The figures of a flight. `NaN` never stands here: what did not happen is `None`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// Greatest height above the site, m.
    pub apogee_agl: f64,
    /// The same above the ellipsoid, m.
    pub apogee_asl: f64,
    /// What a barometric altimeter shows there, m: of no meaning above some 30 km, where its sensor ends. It was set to
    /// zero at the site, also where the flight does not begin there. See [`Air::altimeter`](crate::air::Air::altimeter).
    pub apogee_altimeter: f64,
    /// When, s since launch.
    pub apogee_time: f64,
    /// Greatest speed over the ground before landing, m/s, and when, s.
    pub max_speed: Peak,
    /// Greatest Mach number of the airspeed, and when.
    pub max_mach: Peak,
    /// Greatest acceleration (of velocity relative to the ground) before the first parachute opens, m/s², and when.
    pub max_acceleration: Peak,
    /// Greatest dynamic pressure, Pa, and when.
    pub max_dynamic_pressure: Peak,
    /// Rail exit, if the flight began on a rail.
    pub rail_exit: Option<RailExit>,
    /// When the motor (of a stack, the last of them) burns out, s; `None` if it lands before.
    pub burnout_time: Option<f64>,
    /// Height above the site then, m.
    pub burnout_altitude_agl: Option<f64>,
    /// Speed over the ground then, m/s.
    pub burnout_speed: Option<f64>,
    /// Mass at launch, kg.
    pub liftoff_mass: f64,
    /// Least static margin between rail exit and apogee, calibres, and when (while the dynamic pressure is above
    /// a hundredth of its greatest so far); `None` for what is no rocket.
    pub min_static_margin: Option<Peak>,
    /// Greatest static margin in the same span.
    pub max_static_margin: Option<Peak>,
    /// Each parachute's descent: name and vertical speed at the end of its span, m/s, positive down.
    pub descent_rates: Vec<(String, f64)>,
    /// Where and how it came down.
    pub landing: Landing,
}

/// Rail exit of a rocket.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RailExit {
    /// When the foremost button (or lug's front) leaves the rail and the rail no longer holds the direction, s.
    pub time: f64,
    /// Speed then, m/s.
    pub speed: f64,
    /// Static margin then, calibres.
    pub static_margin: f64,
    /// Angle of attack then, rad.
    pub angle_of_attack: f64,
    /// Thrust over weight, averaged over the rail.
    pub thrust_to_weight: f64,
}

/// A greatest or least value and when it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Peak {
    /// The value.
    pub value: f64,
    /// When, s since launch.
    pub time: f64,
}

/// Landing of a body, or its state when `max_time` was over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Landing {
    /// Whether it landed. False for a body that still flew after `max_time`: the fields then hold its state at that time.
    pub landed: bool,
    /// When, s since launch.
    pub time: f64,
    /// Geodetic latitude, rad.
    pub latitude: f64,
    /// Longitude, rad.
    pub longitude: f64,
    /// East of the launch point along the ground, m (`distance * sin(bearing)`).
    pub east: f64,
    /// North of the launch point along the ground, m (`distance * cos(bearing)`).
    pub north: f64,
    /// Length of the geodesic from the launch point, m.
    pub distance: f64,
    /// Azimuth of that geodesic at the launch point, rad clockwise from north, 0 to 2π.
    pub bearing: f64,
    /// Speed over the ground at impact, m/s.
    pub speed: f64,
}

/// An event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Kind of the event.
    pub kind: EventKind,
    /// Name for people: `release`, `ignition`, `liftoff`, `rail exit`, `rail clear`, `burnout`, `apogee`, `NAME triggered`, `NAME opens`,
    /// `landing`, `still flying`. Of a stack, `STAGE ignition`, `STAGE burnout`, `STAGE separation`, and the events of a body that left
    /// begin with its name: `booster landing`.
    pub name: String,
    /// Index of its body in [`Flight::bodies`].
    pub body: usize,
    /// When, s since launch.
    pub time: f64,
    /// Height above the site, m.
    pub altitude_agl: f64,
    /// Speed over the ground, m/s.
    pub speed: f64,
    /// Mach number of the airspeed.
    pub mach: f64,
}

/// A broken rule of thumb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlightWarning {
    /// Short name of the rule: `rail exit speed`, `static margin`, …
    pub rule: String,
    /// What was found, what the rule asks, and where the rule comes from, in a sentence.
    pub message: String,
}

/// Statistics of the integrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SolverStats {
    /// Evaluations of the right-hand side.
    pub evaluations: u64,
    /// Steps accepted.
    pub accepted: u64,
    /// Steps rejected.
    pub rejected: u64,
}

/// Phase of a flight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// On the rail, not yet moving or held in direction.
    Rail,
    /// Free of the rail under thrust (tip-off included).
    Powered,
    /// Free, motor burnt out, no parachute.
    Coast,
    /// End over end, without parachute.
    Tumbling,
    /// Under one or more parachutes.
    Descent,
}

/// The channels of a flight at one time. Rates, forces and angles that have no meaning under a parachute are zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrajectoryPoint {
    /// Time since launch, s.
    pub time: f64,
    /// Phase.
    pub phase: Phase,
    /// Geodetic latitude, rad.
    pub latitude: f64,
    /// Longitude, rad.
    pub longitude: f64,
    /// Height above the ellipsoid, m.
    pub altitude_asl: f64,
    /// Height above the site, m.
    pub altitude_agl: f64,
    /// Position in the tangent frame of the site: east, north, up, m.
    pub position: [f64; 3],
    /// Velocity over the ground along the local east, north, up, m/s.
    pub velocity: [f64; 3],
    /// Speed over the ground, m/s.
    pub speed: f64,
    /// Size of the acceleration relative to the ground, m/s².
    pub acceleration: f64,
    /// Speed through the air, m/s.
    pub airspeed: f64,
    /// Mach number.
    pub mach: f64,
    /// Dynamic pressure, Pa.
    pub dynamic_pressure: f64,
    /// Total angle of attack, rad.
    pub angle_of_attack: f64,
    /// Attitude: body to site tangent frame (east, north, up), scalar first.
    pub attitude: [f64; 4],
    /// Angle of the axis above the local horizon, rad.
    pub pitch: f64,
    /// Compass direction of the axis, rad clockwise from north.
    pub heading: f64,
    /// Roll, pitch and yaw rates, rad/s.
    pub angular_rates: [f64; 3],
    /// Mass, kg.
    pub mass: f64,
    /// Centre of mass, m from the nose tip.
    pub center_of_mass: f64,
    /// Centre of pressure at this Mach number, m from the nose tip.
    pub center_of_pressure: f64,
    /// Static margin, calibres.
    pub static_margin: f64,
    /// Thrust, N.
    pub thrust: f64,
    /// Drag: aerodynamic force against the airspeed, N.
    pub drag: f64,
    /// Axial-force coefficient at zero angle of attack, by origin.
    pub drag_breakdown: DragBreakdown,
    /// Wind: east, north, up, m/s.
    pub wind: [f64; 3],
    /// Air density, kg/m³.
    pub density: f64,
    /// Air pressure, Pa.
    pub pressure: f64,
    /// Air temperature, K.
    pub temperature: f64,
    /// Where it would come down without thrust and without air: latitude and longitude, rad; `None` in orbit.
    pub impact_vacuum: Option<[f64; 2]>,
    /// The same with air: `None` until [`attach_impact_points`](crate::impact::attach_impact_points) has flown it down, and where it
    /// has not.
    pub impact_air: Option<[f64; 2]>,
}
