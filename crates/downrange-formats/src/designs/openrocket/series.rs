//! The motor of a stored flight: its thrust and mass against time.
//!
//! OpenRocket stores at each time step the thrust averaged over the step that begins there; it is taken at the middle of the
//! step. Files up to format 1.7 store the mass of the propellant, later ones that of the motors.

use downrange::compare::{StoredChannel, StoredFlight};
use downrange::mass::MassProperties;
use downrange::motor::{Motor, MotorSource, Propellant};
use downrange::table::Curve;

use crate::table::thrust::at_most;

/// Points of a burn that are kept at most.
const MOST_POINTS: usize = 5_000;

/// The burn of a stored flight, of all its motors together.
#[derive(Debug, Clone, PartialEq)]
pub struct BurnSeries {
    /// What the simulation is called.
    pub name: String,
    /// Time, s, thrust, N, mass of the rocket, kg, and of what changes of it, kg.
    steps: Vec<[f64; 4]>,
    /// Whether the last is the mass of the motors with their cases.
    with_cases: bool,
    /// The mass of the rocket without motors, kg.
    structure: f64,
}

impl BurnSeries {
    /// Of a stored flight, if it has thrust and mass; `structure` is the mass of the rocket without motors, kg.
    pub fn new(stored: &StoredFlight, structure: f64) -> Option<Self> {
        let series = &stored.series;
        let with_cases = series.has(StoredChannel::MotorMass);
        let burning = match with_cases {
            true => StoredChannel::MotorMass,
            false => StoredChannel::PropellantMass,
        };
        let needed = [
            StoredChannel::Time,
            StoredChannel::Thrust,
            StoredChannel::Mass,
            burning,
        ];
        if !needed.iter().all(|channel| series.has(*channel)) {
            return None;
        }
        let step = |point: usize| {
            let [time, thrust, mass, burning] = needed.map(|channel| series.at(point, channel));
            Some([time?, thrust?, mass?, burning?])
        };
        let points = 0..series.len().min(MOST_POINTS);
        Some(Self {
            name: stored.simulation.clone(),
            steps: points.filter_map(step).collect(),
            with_cases,
            structure,
        })
    }

    /// One of so many equal motors that flew; none where the series has no burn.
    pub fn motor(
        &self,
        name: &str,
        (diameter, length): (Option<f64>, Option<f64>),
        count: usize,
    ) -> Option<Motor> {
        let share = 1.0 / count.max(1) as f64;
        let last = self.steps.iter().rposition(|step| step[1] > 0.0)?;
        let first = self.steps.iter().position(|step| step[1] > 0.0)?;
        let start = self.steps.get(first)?[0];
        let burn = self
            .steps
            .get(first..=(last + 1).min(self.steps.len() - 1))?;
        let mut thrust = vec![(0.0, burn.first()?[1] * share)];
        for pair in burn.windows(2) {
            let middle = 0.5 * (pair[0][0] + pair[1][0]) - start;
            thrust.push((middle, pair[0][1].max(0.0) * share));
        }
        thrust.push((burn.last()?[0] - start, 0.0));
        thrust.dedup_by(|after, before| after.0 <= before.0);
        let (whole, rest) = (burn.first()?, burn.last()?);
        let mut least = f64::INFINITY;
        let mass: Vec<(f64, f64)> = burn
            .iter()
            .map(|step| {
                // It can only get less.
                least = least.min((step[3] - rest[3]).max(0.0));
                (step[0] - start, least * share)
            })
            .collect();
        let propellant = whole[3] - rest[3];
        let case = match self.with_cases {
            true => rest[3],
            false => whole[2] - self.structure - propellant,
        };
        let case = (case * share).max(0.0);
        let (length, radius) = (length?, diameter.unwrap_or(0.0) / 2.0);
        let times =
            |of: f64| Curve::new(mass.iter().map(|(t, mass)| (*t, of * mass)).collect()).ok();
        let across = (3.0 * radius * radius + length * length) / 12.0;
        let thrust = Curve::new(thrust).ok()?;
        // A launch file has no more points either.
        let thrust = at_most(&thrust).unwrap_or(thrust);
        let motor = Motor {
            propellant: Propellant::Tables {
                mass: times(1.0)?,
                center: Curve::constant(length / 2.0),
                axial: times(radius * radius / 2.0)?,
                transverse: times(across)?,
            },
            dry: MassProperties {
                mass: case,
                center: length / 2.0,
                axial: case * radius * radius,
                transverse: case * (radius * radius / 2.0 + length * length / 12.0),
            },
            source: Some(MotorSource::StoredFlight {
                simulation: self.name.clone(),
            }),
            ..Motor::from_curve_unchecked(
                name,
                diameter,
                length,
                thrust,
                propellant * share,
                propellant * share + case,
            )
        };
        motor.check().is_ok().then_some(motor)
    }
}
