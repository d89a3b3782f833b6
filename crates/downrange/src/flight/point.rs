//! As a point: mass, thrust, drag and gravity, without attitude.
//!
//! `m a = m g − ½ ρ C_D A V u + T u/V − m [2 Ω × v + Ω × (Ω × r)]`, with u the velocity through the air: thrust and
//! drag act along the path. It is the motion of a rocket that always points where it flies (the gravity turn of
//! Cornelisse, Schöyer and Wakker 1979, *Rocket Propulsion and Spaceflight Dynamics*, on flight without lift), and what
//! is left of [free flight](super::equations::free) when the angle of attack is zero and nothing turns.
//!
//! At low speed a real rocket is guided, by a rail, a tower or its engine; the point is held in the direction of the
//! launch until it is fast enough for its fins ([`PointLaunch::free_speed`]).
//!
//! A [`PointLaunch`] is flown from an elevation and a heading to wherever it comes down. There is no solver here that
//! works back from a place.

use crate::earth::SiteFrame;
use crate::flight::conditions::EventCondition;
use crate::flight::equations::point::{PointEnvironment, PointMass};
use crate::flight::integrator::{Solver, Step, Tolerance};
use crate::flight::model::BurnState;
use crate::flight::propagate::{Propagator, Segment, StepObserver, Termination};
use crate::flight::record::SolverStats;
use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::flight::{FlightError, Settings};
use crate::number::Vector;
use crate::table::{ExtensibleTable, NodeTable, Table};

/// One burn of a point, and what it leaves behind.
#[derive(Debug, Clone, PartialEq)]
pub struct PointStage {
    /// Impulse and mass against time since ignition, s, in the columns of [`super::model::Burn::table`].
    pub table: NodeTable<5>,
    /// How long it burns, s.
    pub duration: f64,
    /// Mass when it has burnt and what is spent has left, kg.
    pub after: f64,
    /// Coasting before it, s, from the end of the burn before.
    pub delay: f64,
}

impl PointStage {
    /// A burn of a constant thrust, N, from a mass to a smaller one, kg, over a time, s; nothing leaves at its end.
    pub fn steady(thrust: f64, [before, after]: [f64; 2], duration: f64) -> Self {
        let column = |time: f64, mass: f64| [thrust * time, mass, 0.0, 0.0, 0.0];
        Self {
            table: NodeTable::straight(
                vec![0.0, duration],
                &[column(0.0, before), column(duration, after)],
            ),
            duration,
            after,
            delay: 0.0,
        }
    }
}

/// A launch of a point.
#[derive(Debug, Clone, Copy)]
pub struct PointLaunch<'m> {
    /// The site's frame; the launch is at its origin.
    pub frame: &'m SiteFrame,
    /// Height of the ground above the ellipsoid, m.
    pub ground: f64,
    /// Air against height, as in [`super::Model::air`].
    pub air: &'m ExtensibleTable<4>,
    /// Wind against height, as in [`super::Model::wind`].
    pub wind: &'m NodeTable<3>,
    /// Drag coefficient against Mach number: coasting, and while it burns.
    pub drag: &'m Table<2>,
    /// Reference area, m².
    pub area: f64,
    /// The burns, in order; at least one.
    pub stages: &'m [PointStage],
    /// Angle of the launch above the horizon, rad.
    pub elevation_angle: f64,
    /// Direction of the launch, rad clockwise from north.
    pub heading: f64,
    /// About until this speed its direction is held, m/s: over the length that its first acceleration needs for it.
    pub free_speed: f64,
}

/// Sees the way of a point: times, s, and positions in the site's frame, m, at the ends of steps and between them.
pub type Path<'w> = &'w mut dyn FnMut(f64, Vector<f64>);

/// Parts of a step of which a path sees the ends.
const PARTS: u32 = 8;

/// How a point flew.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PointFlight {
    /// From the launch to where it comes down, along the ground, m.
    pub range: f64,
    /// Greatest height above the launch, m.
    pub height: f64,
    /// Greatest speed over the ground, m/s.
    pub speed: f64,
    /// Greatest Mach number.
    pub mach: f64,
    /// Greatest sum of kinetic energy over the ground and potential energy above the launch, J/kg.
    pub energy: f64,
    /// Duration, s.
    pub time: f64,
}

/// What is longer in flight than this, s, does not come down: it is an orbit, or nearly.
const FOREVER: f64 = 50_000.0;

/// Error allowed in a step: a metre and a decimetre a second, or a millionth. Ranges then agree with those of steps a
/// hundred times shorter within 0.05 % (test `steps_are_short_enough`).
const TOLERANCE: Tolerance<POINT_STATE_LEN> = Tolerance {
    relative: 1e-6,
    absolute: [1.0, 1.0, 1.0, 0.1, 0.1, 0.1],
};

impl PointLaunch<'_> {
    /// Flies from the launch to the ground; what cannot lift off stays where it is, and what does not come down ends half
    /// round the Earth after an infinite time. `path` sees the way.
    ///
    /// # Errors
    /// [`FlightError::Numerical`] when no step meets the tolerance.
    pub fn fly(&self, path: Option<Path<'_>>) -> Result<PointFlight, FlightError> {
        let mut simulation = PointSimulation {
            launch: self,
            propagator: Propagator {
                time: 0.0,
                step: 0.1,
                breakpoints: Vec::new(),
                solver: SolverStats::default(),
                budget: Settings::MAX_EVALUATIONS,
            },
            state: [0.0; POINT_STATE_LEN],
            peaks: Peaks {
                height: f64::NEG_INFINITY,
                speed: 0.0,
                mach: 0.0,
                energy: 0.0,
                ground: self.ground,
                radius: self.frame.earth().equatorial_radius,
                pull: self.frame.earth().gravitational_parameter,
                path,
            },
        };
        let end = simulation.fly()?;
        let range = match end {
            End::Stays => return Ok(PointFlight::default()),
            End::Lands => self.ground_distance(simulation.position()),
            End::Never => std::f64::consts::PI * self.frame.earth().equatorial_radius,
        };
        let PointSimulation {
            propagator, peaks, ..
        } = &simulation;
        Ok(PointFlight {
            range,
            height: peaks.height - self.ground,
            speed: peaks.speed,
            mach: peaks.mach,
            energy: peaks.energy,
            time: match end {
                End::Never => f64::INFINITY,
                End::Lands | End::Stays => propagator.time,
            },
        })
    }

    /// Along a sphere through the launch, m.
    fn ground_distance(&self, position: Vector<f64>) -> f64 {
        let from = self.frame.local_frame(Vector([0.0; 3])).radius;
        let to = self.frame.local_frame(position).radius;
        let angle = libm::atan2(from.cross(to).norm(), from.dot(to));
        angle * self.frame.earth().equatorial_radius
    }
}

/// How a flight ends.
enum End {
    /// It never lifts off.
    Stays,
    /// On the ground.
    Lands,
    /// Not in [`FOREVER`].
    Never,
}

/// A flight under way.
struct PointSimulation<'m, 'w> {
    launch: &'m PointLaunch<'m>,
    propagator: Propagator,
    state: [f64; POINT_STATE_LEN],
    peaks: Peaks<'w>,
}

impl PointSimulation<'_, '_> {
    fn position(&self) -> Vector<f64> {
        Vector([self.state[0], self.state[1], self.state[2]])
    }

    fn fly(&mut self) -> Result<End, FlightError> {
        let launch = self.launch;
        let Some(first) = launch.stages.first() else {
            return Ok(End::Stays);
        };
        let (sine, cosine) = libm::sincos(launch.elevation_angle);
        let (east, north) = libm::sincos(launch.heading);
        let direction = Vector([east * cosine, north * cosine, sine]);
        let start = BurnState::at(&first.table, 0.0);
        let net = start.thrust / start.mass - launch.frame.gravity_at_site() * sine;
        if net <= 0.0 {
            return Ok(End::Stays);
        }
        // A constant acceleration reaches the speed over this length.
        let held = 0.5 * launch.free_speed * launch.free_speed / net;
        let (mut mass, mut guided) = (start.mass, true);
        for stage in launch.stages {
            if stage.delay > 0.0 {
                guided = false;
                if self.advance(None, mass, stage.delay, None)? {
                    return Ok(End::Lands);
                }
            }
            let (ignition, end) = (self.propagator.time, self.propagator.time + stage.duration);
            if guided {
                let system = self.system(Some((&stage.table, ignition)), mass, Some(direction));
                guided = self.run(&system, end, &[EventCondition::Travel(direction, held)])?
                    == Termination::Time;
            }
            let left = end - self.propagator.time;
            if left > 0.0 && self.advance(Some((&stage.table, ignition)), mass, left, None)? {
                return Ok(End::Lands);
            }
            mass = stage.after;
        }
        let left = FOREVER - self.propagator.time;
        Ok(
            match self.advance(None, mass, left, Some(EventCondition::Apogee))? {
                true => End::Lands,
                false => End::Never,
            },
        )
    }

    /// Flies freely for a time, s; true at the ground. Its highest point is met on the way.
    fn advance(
        &mut self,
        burn: Option<(&NodeTable<5>, f64)>,
        mass: f64,
        time: f64,
        apogee: Option<EventCondition>,
    ) -> Result<bool, FlightError> {
        let until = self.propagator.time + time;
        let ground = EventCondition::Ground(self.launch.ground);
        let both = [ground, apogee.unwrap_or(ground)];
        let mut conditions = &both[..if apogee.is_some() { 2 } else { 1 }];
        loop {
            let system = self.system(burn, mass, None);
            match self.run(&system, until, conditions)? {
                Termination::Time => return Ok(false),
                Termination::Event(0) => return Ok(true),
                Termination::Event(_) => conditions = &both[..1],
            }
        }
    }

    fn system<'t>(
        &self,
        burn: Option<(&'t NodeTable<5>, f64)>,
        mass: f64,
        held: Option<Vector<f64>>,
    ) -> PointMass<'t, f64>
    where
        Self: 't,
    {
        let launch = self.launch;
        PointMass {
            environment: PointEnvironment {
                frame: *launch.frame,
                air: launch.air,
                wind: launch.wind,
            },
            drag: launch.drag,
            area: launch.area,
            mass,
            burn,
            held,
        }
    }

    fn run(
        &mut self,
        system: &PointMass<'_, f64>,
        until: f64,
        conditions: &[EventCondition],
    ) -> Result<Termination, FlightError> {
        let segment = Segment {
            until,
            conditions,
            tolerance: &TOLERANCE,
            frame: self.launch.frame,
        };
        let stop = self
            .propagator
            .advance(system, &mut self.state, &segment, &mut self.peaks)?;
        Ok(stop.0)
    }
}

/// Greatest values at the ends of steps, of which burn-out is one, and who wants to see the way.
struct Peaks<'w> {
    height: f64,
    speed: f64,
    mach: f64,
    energy: f64,
    ground: f64,
    radius: f64,
    pull: f64,
    path: Option<Path<'w>>,
}

impl Peaks<'_> {
    fn update(&mut self, time: f64, state: &[f64; POINT_STATE_LEN], evaluation: &Evaluation<f64>) {
        self.height = self.height.max(evaluation.height);
        let velocity = Vector([state[3], state[4], state[5]]);
        self.speed = self.speed.max(velocity.norm());
        self.mach = self.mach.max(evaluation.mach);
        let (low, high) = (self.radius + self.ground, self.radius + evaluation.height);
        let raised = self.pull * (high - low) / (low * high);
        self.energy = self.energy.max(0.5 * velocity.dot(velocity) + raised);
        if let Some(path) = &mut self.path {
            path(time, Vector([state[0], state[1], state[2]]));
        }
    }
}

impl StepObserver<POINT_STATE_LEN> for Peaks<'_> {
    fn start(&mut self, time: f64, state: &[f64; POINT_STATE_LEN], evaluation: &Evaluation<f64>) {
        self.update(time, state, evaluation);
    }

    fn step<S: Solver<f64, POINT_STATE_LEN, Output = Evaluation<f64>>>(
        &mut self,
        _: &S,
        step: &Step<f64, POINT_STATE_LEN, Evaluation<f64>, S::Interpolant>,
        _: bool,
    ) {
        if let Some(path) = &mut self.path {
            for part in 1..PARTS {
                let share = f64::from(part) / f64::from(PARTS);
                let [x, y, z, ..] = step.at(share);
                path(step.time + share * step.length, Vector([x, y, z]));
            }
        }
        self.update(step.time + step.length, &step.after, &step.output);
    }
}

#[cfg(test)]
#[path = "point_tests.rs"]
mod tests;
