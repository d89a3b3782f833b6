//! What is compared besides figures and drag: masses and centres at lift-off, impulse, path, wind.

use super::series::StoredChannel;
use super::spans::{ascent, lit_motors, rockets, winds};
use super::stored::{StoredEventKind, StoredFlight};
use super::thrust;
use crate::aero::Aerodynamics;
use crate::flight::{Flight, Launch, Vehicle};

/// A value of ours and the stored one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Ours.
    pub ours: f64,
    /// As stored.
    pub stored: f64,
}

/// What is compared besides figures and drag; `None` where it is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct ComparedValues {
    /// Mass at lift-off, kg.
    pub mass: Option<Pair>,
    /// Centre of gravity at lift-off, m from the nose tip.
    pub center_of_gravity: Option<Pair>,
    /// Centre of pressure where the stored flight, off its rod, has its least angle of attack, m from the nose tip.
    pub center_of_pressure: Option<Pair>,
    /// From that centre of gravity to that centre of pressure, calibres.
    pub static_margin: Option<Pair>,
    /// Angle of the path above the horizon when the last motor has burnt out, rad.
    pub path_angle: Option<Pair>,
    /// Impulse of all motors, N s.
    pub impulse: Option<Pair>,
    /// Speed of the wind on the way up, its mean, m/s.
    pub wind: Option<Pair>,
    /// Standard deviation of the stored wind on the way up from ours, m/s.
    pub gusts: Option<f64>,
}

impl ComparedValues {
    /// Compares a launch and its flight with a stored flight.
    pub fn new(launch: &Launch, flight: &Flight, stored: &StoredFlight) -> Self {
        let series = &stored.series;
        let first = |channel| series.pairs(StoredChannel::Time, channel).next();
        let at_first = |channel, ours: Option<f64>| {
            Some(Pair {
                ours: ours?,
                stored: first(channel)?.1,
            })
        };
        let point = flight.trajectory.first();
        let mass = at_first(StoredChannel::Mass, point.map(|point| point.mass));
        let center = point.map(|point| point.center_of_mass);
        let center_of_gravity = at_first(StoredChannel::CenterOfGravity, center);
        let center_of_pressure = center_of_pressure(launch, stored);
        let caliber = launch
            .vehicle
            .rocket()
            .map(|rocket| rocket.reference_diameter());
        let static_margin = center_of_gravity.zip(center_of_pressure).zip(caliber).map(
            |((gravity, pressure), caliber)| Pair {
                ours: (pressure.ours - gravity.ours) / caliber,
                stored: (pressure.stored - gravity.stored) / caliber,
            },
        );
        let (wind, gusts) = wind(launch, stored).unzip();
        Self {
            mass,
            center_of_gravity,
            center_of_pressure,
            static_margin,
            path_angle: path_angle(flight, stored),
            impulse: thrust::impulse(series).and_then(|stored| {
                Some(Pair {
                    ours: impulse(&launch.vehicle)?,
                    stored,
                })
            }),
            wind,
            gusts,
        }
    }
}

/// Angles of both paths above the horizon when the last motor has burnt out, rad.
fn path_angle(flight: &Flight, stored: &StoredFlight) -> Option<Pair> {
    let angle = |climb: f64, speed: f64| (climb / speed).clamp(-1.0, 1.0).asin();
    let burnout = flight.outcome.burnout_time?;
    let mut points = flight.trajectory.iter();
    let point = points.find(|point| point.time >= burnout && point.speed > 0.0)?;
    let top = stored.apogee_time()?;
    let burnouts = stored.events.iter().rev();
    let theirs = burnouts
        .filter(|event| event.kind == StoredEventKind::Burnout)
        .find(|event| event.time < top)?
        .time;
    let climb = stored
        .series
        .between(theirs, StoredChannel::VerticalSpeed)?;
    let speed = stored.series.between(theirs, StoredChannel::Speed)?;
    (speed > 0.0).then(|| Pair {
        ours: angle(point.velocity[2], point.speed),
        stored: angle(climb, speed),
    })
}

/// Impulse of all motors that can light, N s; `None` of what has none.
fn impulse(vehicle: &Vehicle) -> Option<f64> {
    let of_stages = rockets(vehicle)
        .into_iter()
        .enumerate()
        .filter_map(|(stage, rocket)| {
            let mounted = rocket.description().motor.as_ref()?;
            Some(f64::from(lit_motors(vehicle, stage)) * mounted.motor.total_impulse())
        });
    let sum: f64 = of_stages.sum();
    (sum > 0.0).then_some(sum)
}

/// Centre of pressure of the whole vehicle where its angle of attack is least.
fn center_of_pressure(launch: &Launch, stored: &StoredFlight) -> Option<Pair> {
    let count = rockets(&launch.vehicle).len();
    let aerodynamics = Aerodynamics::new(launch.vehicle.rocket()?);
    let points = ascent(stored, 0, count).filter_map(|point| {
        let at = |channel| stored.series.at(point, channel);
        let center = at(StoredChannel::CenterOfPressure).filter(|center| *center > 0.0)?;
        Some((
            at(StoredChannel::AngleOfAttack)?.abs(),
            at(StoredChannel::Mach)?,
            center,
        ))
    });
    let (_, mach, center) = points.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(Pair {
        ours: aerodynamics.center_of_pressure(mach),
        stored: center,
    })
}

/// Mean wind on the way up, ours and the stored one, and the standard deviation between them, m/s.
fn wind(launch: &Launch, stored: &StoredFlight) -> Option<(Pair, f64)> {
    let winds: Vec<[f64; 2]> = winds(launch, stored)
        .map(|(_, [east, north], speed)| [east.hypot(north), speed])
        .collect();
    let count = winds.len() as f64;
    let mean = |of: &dyn Fn(&[f64; 2]) -> f64| winds.iter().map(of).sum::<f64>() / count;
    (!winds.is_empty()).then(|| {
        let pair = Pair {
            ours: mean(&|wind| wind[0]),
            stored: mean(&|wind| wind[1]),
        };
        let deviation = mean(&|wind| (wind[1] - wind[0]).powi(2)).sqrt();
        (pair, deviation)
    })
}
