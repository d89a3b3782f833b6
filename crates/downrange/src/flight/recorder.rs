//! The record of a flight: channels against time.

use crate::aero::{Aerodynamics, DragBreakdown};
use crate::earth::vacuum_impact;
use crate::flight::integrator::{Solver, Step};
use crate::flight::observer::Recorder;
use crate::flight::record::{Phase, TrajectoryPoint};
use crate::flight::state::{Evaluation, angle_of_attack};
use crate::flight::{Launch, Model};
use crate::number::{Quaternion, Vector};
use crate::rocket::Rocket;

/// How much of a flight is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Recording {
    /// Nothing: only figures and events.
    None,
    /// Enough points for smooth lines, every corner, and where the greatest values stand. After 20,000 points, which is more
    /// than a flight to the ground has, so many that on the straight lines between them the position is right within 10 m, and the
    /// velocity over the ground within 0.1 m/s: an orbit has some 20 a minute. With each 20,000 points more these are fourfold.
    Full,
    /// At the start and then at every multiple of this many seconds, to the accuracy of the integration.
    Every(f64),
}

/// What the air acts on from a time on, for the channels that name its parts.
#[derive(Debug, Clone)]
pub(crate) struct ActiveAero {
    from: f64,
    aerodynamics: Option<Aerodynamics>,
}

impl ActiveAero {
    /// A rocket, from a time since launch, s.
    pub(crate) fn new(from: f64, rocket: &Rocket) -> Self {
        Self {
            from,
            aerodynamics: Some(Aerodynamics::new(rocket)),
        }
    }

    /// Anything that is no rocket.
    pub(crate) fn nothing() -> Self {
        Self {
            from: 0.0,
            aerodynamics: None,
        }
    }
}

/// Keeps what a record needs, to be put into channels after the flight.
#[derive(Debug, Clone)]
pub(crate) struct ChannelRecorder {
    recording: Recording,
    kept: Vec<Point>,
    /// Points after the last that is kept which lie on lines from there.
    passed: Vec<Point>,
}

/// A point of a record: what it is doing, the time, s since launch, the state, and what is seen of it.
type Point = (Phase, f64, [f64; 14], Evaluation<f64>);

/// The spacing of a full record, s, and the most points of one step: enough for a smooth line.
const SPACING: f64 = 0.05;

/// See [`SPACING`].
const MOST_POINTS: f64 = 12.0;

/// Points of a record that are kept whatever they say: a thousand seconds of a smooth line.
const DENSE: usize = 20_000;

/// How far a point may lie from the straight line between its neighbours, m, to be left out of a long record: the width of a
/// line on a map of a country. With each 20,000 points more it is fourfold, and the points stand half as dense: months in orbit
/// can be written.
const OFF_LINE: f64 = 10.0;

/// The same of the velocity over the ground, m/s.
const OFF_SPEED: f64 = 0.1;

/// Points that are passed over at most from one that is kept to the next: what each costs grows with them.
const MOST_PASSED: usize = 50;

impl Recorder for ChannelRecorder {
    fn start<const N: usize>(
        &mut self,
        phase: Phase,
        time: f64,
        state: &[f64; N],
        evaluation: &Evaluation<f64>,
    ) {
        let kept = match self.recording {
            Recording::Every(_) => self.kept.is_empty(),
            _ => true,
        };
        if kept {
            self.keep(point(phase, time, state, evaluation));
        }
    }

    fn step<const N: usize, S: Solver<f64, N, Output = Evaluation<f64>>>(
        &mut self,
        phase: Phase,
        system: &S,
        step: &Step<f64, N, Evaluation<f64>, S::Interpolant>,
        peaks: &dyn Fn() -> Vec<f64>,
    ) {
        let inside = |time: f64| {
            let state = step.at((time - step.time) / step.length);
            let (_, evaluation) = system.rate(time, &state);
            point(phase, time, &state, &evaluation)
        };
        let end = step.time + step.length;
        match self.recording {
            Recording::Every(interval) => {
                let (first, last) = (
                    (step.time / interval).floor() as u64 + 1,
                    (end / interval).floor() as u64,
                );
                for tick in first..=last {
                    self.keep(inside(tick as f64 * interval));
                }
            }
            _ => {
                let points = (step.length / SPACING).ceil().clamp(1.0, MOST_POINTS);
                let peaks = peaks();
                let mut times = peaks.clone();
                times.extend(
                    (1..points as u32)
                        .map(|point| step.time + step.length * f64::from(point) / points),
                );
                times.sort_by(f64::total_cmp);
                times.dedup();
                for time in times {
                    match peaks.contains(&time) {
                        true => self.keep(inside(time)),
                        false => self.offer(inside(time)),
                    }
                }
                self.offer(point(phase, end, &step.after, &step.output));
            }
        }
    }
}

impl ChannelRecorder {
    pub(crate) fn new(recording: Recording) -> Self {
        Self {
            recording,
            kept: Vec::new(),
            passed: Vec::new(),
        }
    }

    /// Keeps a point, unless it says again what the one before says: the next segment of a flight begins where the last one
    /// ends.
    fn keep(&mut self, point: Point) {
        let before = self.passed.pop();
        self.passed.clear();
        self.kept.extend(before);
        if self.kept.last().is_none_or(|last| *last != point) {
            self.kept.push(point);
        }
    }

    /// Keeps a point, or of a long record at least those that lie off the lines between others.
    fn offer(&mut self, point: Point) {
        let Some(last) = self.kept.last().filter(|_| self.kept.len() >= DENSE) else {
            return self.keep(point);
        };
        let looser = 4_f64.powi((self.kept.len() / DENSE - 1) as i32);
        let straight = self.passed.len() < MOST_PASSED
            && self
                .passed
                .iter()
                .all(|passed| on_line(last, &point, passed, looser));
        if !straight {
            let before = self.passed.pop();
            self.passed.clear();
            self.kept.extend(before);
        }
        self.passed.push(point);
    }

    pub(crate) fn samples(
        &self,
        launch: &Launch,
        model: &Model,
        views: &[ActiveAero],
    ) -> Vec<TrajectoryPoint> {
        let kept = self.kept.iter().chain(self.passed.last());
        kept.map(|(phase, time, state, evaluation)| {
            let view = views.iter().rfind(|view| view.from <= *time);
            sample(
                launch,
                model,
                view.and_then(|view| view.aerodynamics.as_ref()),
                *phase,
                *time,
                state,
                evaluation,
            )
        })
        .collect()
    }
}

fn point(phase: Phase, time: f64, state: &[f64], evaluation: &Evaluation<f64>) -> Point {
    // Under a parachute there is no attitude.
    let mut whole = [0.0; 14];
    for (to, from) in whole.iter_mut().zip(state) {
        *to = *from;
    }
    (phase, time, whole, *evaluation)
}

/// Whether a point lies on the straight line between two others, as near as a long record asks, or so many times looser.
fn on_line(from: &Point, to: &Point, point: &Point, looser: f64) -> bool {
    let theta = (point.1 - from.1) / (to.1 - from.1);
    let off = |first: usize| {
        let apart = |index: usize| {
            let line = (to.2[index] - from.2[index]).mul_add(theta, from.2[index]);
            point.2[index] - line
        };
        Vector([apart(first), apart(first + 1), apart(first + 2)]).norm()
    };
    off(0) <= OFF_LINE * looser && off(3) <= OFF_SPEED * looser
}

fn sample(
    launch: &Launch,
    model: &Model,
    aerodynamics: Option<&Aerodynamics>,
    phase: Phase,
    time: f64,
    state: &[f64; 14],
    evaluation: &Evaluation<f64>,
) -> TrajectoryPoint {
    let position = Vector([state[0], state[1], state[2]]);
    let velocity = Vector([state[3], state[4], state[5]]);
    let place = model.frame.local_frame(position);
    let local =
        |vector: Vector<f64>| [place.east, place.north, place.up].map(|axis| axis.dot(vector));
    let (latitude, longitude) = model.frame.latitude_longitude(position);
    let air = launch.air.at(evaluation.height);
    let flying = !matches!(phase, Phase::Descent | Phase::Tumbling);
    let diameter = aerodynamics.map_or(1.0, |a| a.reference_diameter);
    let attitude = rolled([state[6], state[7], state[8], state[9]], state[13]);
    let axis = if flying {
        local(Quaternion(attitude).axes()[0])
    } else {
        [0.0, 0.0, 0.0]
    };
    let level = (axis[0] * axis[0] + axis[1] * axis[1]).sqrt();
    let upwind = if evaluation.airspeed > 0.0 {
        1.0 / evaluation.airspeed
    } else {
        0.0
    };
    let reynolds = evaluation.density * evaluation.airspeed / air.viscosity;
    TrajectoryPoint {
        time,
        phase,
        latitude,
        longitude,
        altitude_asl: evaluation.height,
        altitude_agl: evaluation.height - model.elevation,
        position: position.0,
        velocity: local(velocity),
        speed: velocity.norm(),
        acceleration: evaluation.acceleration.norm(),
        airspeed: evaluation.airspeed,
        mach: evaluation.mach,
        dynamic_pressure: 0.5 * evaluation.density * evaluation.airspeed * evaluation.airspeed,
        angle_of_attack: if flying {
            angle_of_attack(evaluation)
        } else {
            0.0
        },
        attitude,
        pitch: if flying {
            libm::atan2(axis[2], level)
        } else {
            0.0
        },
        heading: if flying {
            libm::atan2(axis[0], axis[1]).rem_euclid(std::f64::consts::TAU)
        } else {
            0.0
        },
        angular_rates: [state[10], state[11], state[12]],
        mass: evaluation.mass,
        center_of_mass: evaluation.center,
        center_of_pressure: if flying && evaluation.normal_force_slope != 0.0 {
            evaluation.normal_force_moment / evaluation.normal_force_slope
        } else {
            0.0
        },
        static_margin: if flying && evaluation.normal_force_slope != 0.0 {
            evaluation.static_margin(diameter)
        } else {
            0.0
        },
        thrust: evaluation.thrust,
        drag: -evaluation.air_force.dot(evaluation.flow) * upwind,
        drag_breakdown: match aerodynamics {
            Some(aerodynamics) if flying => {
                aerodynamics.drag_breakdown(evaluation.mach, reynolds, evaluation.thrust > 0.0)
            }
            _ => DragBreakdown::default(),
        },
        wind: evaluation.wind,
        density: evaluation.density,
        pressure: evaluation.pressure,
        temperature: air.temperature,
        impact_vacuum: vacuum_impact(&model.frame, position, velocity, model.elevation)
            .map(|point| [point.latitude, point.longitude]),
        impact_air: None,
    }
}

/// The attitude of a body that has rolled by an angle, rad, against the moving frame of this attitude.
fn rolled([w, x, y, z]: [f64; 4], roll: f64) -> [f64; 4] {
    let (sine, cosine) = libm::sincos(0.5 * roll);
    [
        w * cosine - x * sine,
        w * sine + x * cosine,
        y * cosine + z * sine,
        z * cosine - y * sine,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A roll turns right into down and leaves the axis where it is.
    #[test]
    fn a_quarter_roll_turns_right_into_down() {
        let attitude = [0.8, 0.1, -0.3, 0.5];
        let before = Quaternion(attitude).axes();
        let after = Quaternion(rolled(attitude, std::f64::consts::FRAC_PI_2)).axes();
        assert!((after[0] - before[0]).norm() < 1e-12);
        assert!((after[1] - before[2]).norm() < 1e-12 && (after[2] + before[1]).norm() < 1e-12);
    }
}
