//! A launch with one thing exchanged for what was stored.

use super::causes::CauseKind;
use super::drag::{DragCurves, PowerCurves};
use super::mach_bins::by_mach;
use super::series::StoredChannel;
use super::spans::{ascent, lit_motors, rockets, starts, winds};
use super::stored::{StoredEventKind, StoredFlight};
use super::thrust;
use crate::air::Wind;
use crate::error::Fault;
use crate::flight::{EventKind, Flight, Launch, Rail, Start, TrajectoryPoint, Vehicle};
use crate::motor::{Motor, Propellant};
use crate::rocket::{Coefficient, Rocket, RocketDescription, Stack};
use crate::table::Curve;

/// The greatest angle of attack, rad, at which a stored centre of pressure is that of small angles (2°).
const SMALL_ANGLE: f64 = 0.035;

/// Least distance between the heights of a wind, m.
const WIND_STEP: f64 = 0.5;

/// Least length of a rod, m.
const SHORTEST_ROD: f64 = 0.05;

/// What a launch can be exchanged for.
pub struct Exchange<'a> {
    /// The launch.
    pub launch: &'a Launch,
    /// Our flight of it, recorded.
    pub flight: &'a Flight,
    /// The stored flight.
    pub stored: &'a StoredFlight,
    /// The drag coefficients of both, a vehicle of several stages having one for each.
    pub drag: &'a [DragCurves],
}

impl Exchange<'_> {
    /// The launch with one thing exchanged; `None` where it is not stored, or cannot be told apart.
    ///
    /// # Errors
    /// When no such rocket can be.
    pub fn of(&self, kind: CauseKind, launch: &Launch) -> Result<Option<Launch>, Fault> {
        match kind {
            CauseKind::Thrust => self.thrust(launch),
            CauseKind::Mass => self.mass(launch),
            CauseKind::CenterOfGravity => self.center(launch),
            CauseKind::CenterOfPressure => self.center_of_pressure(launch),
            CauseKind::Wind => self.wind(launch),
            CauseKind::Rod => Ok(self.rod(launch)),
            CauseKind::Drag => self.drag(launch, &|curves| Some(&curves.stored.total)),
            share => self.drag(launch, &|curves| curves.with_share(share)),
        }
    }

    /// Mass of each stage's vehicle at its start, and for a plain rocket its propellant.
    fn mass(&self, launch: &Launch) -> Result<Option<Launch>, Fault> {
        let theirs = self.at_starts(StoredChannel::Mass);
        let ours = self.own_at_starts(|point| point.mass);
        if theirs.iter().all(Option::is_none) {
            return Ok(None);
        }
        let single = matches!(launch.vehicle, Vehicle::Rocket(_));
        let burnt = single.then(|| self.burnt_out()).flatten();
        changed(launch, |index, rocket, description| {
            let (Some(Some(theirs)), Some(ours)) = (theirs.get(index), ours.get(index)) else {
                return;
            };
            let structure = rocket.without_motor().mass;
            let Some((our_end, their_end)) = burnt else {
                description.given.mass = Some(structure + theirs - ours);
                return;
            };
            description.given.mass = Some(structure + their_end - our_end);
            if let Some(mounted) = &mut description.motor {
                scale_propellant(&mut mounted.motor, (theirs - their_end) / (ours - our_end));
            }
        })
        .map(Some)
    }

    /// Our mass and theirs when all has burnt, kg; `None` without a burn on both sides.
    fn burnt_out(&self) -> Option<(f64, f64)> {
        let series = &self.stored.series;
        let thrust = series.pairs(StoredChannel::Time, StoredChannel::Thrust);
        let last = thrust.filter(|(_, thrust)| *thrust > 0.0).last()?.0;
        let masses = series.pairs(StoredChannel::Time, StoredChannel::Mass);
        let theirs = masses
            .filter(|(time, _)| *time > last)
            .map(|(_, mass)| mass);
        let theirs = theirs.take(3).fold(f64::INFINITY, f64::min);
        let burnout = self.flight.outcome.burnout_time?;
        let mut points = self.flight.trajectory.iter();
        let ours = points.find(|point| point.time >= burnout)?.mass;
        theirs.is_finite().then_some((ours, theirs))
    }

    /// Centre of gravity of each stage's vehicle at its start.
    fn center(&self, launch: &Launch) -> Result<Option<Launch>, Fault> {
        let theirs = self.at_starts(StoredChannel::CenterOfGravity);
        let ours = self.own_at_starts(|point| point.center_of_mass);
        let masses = self.own_at_starts(|point| point.mass);
        let flown = rockets(&self.launch.vehicle);
        if theirs.iter().all(Option::is_none) {
            return Ok(None);
        }
        changed(launch, |index, rocket, description| {
            let (Some(Some(theirs)), Some(ours), Some(mass), Some(flown)) = (
                theirs.get(index),
                ours.get(index),
                masses.get(index),
                flown.get(index),
            ) else {
                return;
            };
            // Motors are what our flight weighs beyond its structure; structure and propellant may have been exchanged.
            let (own, structure) = (flown.without_motor(), rocket.without_motor());
            let (before, after) = (flown.motors(0.0), rocket.motors(0.0));
            let motors = mass - own.mass + after.mass - before.mass;
            let moment = mass * ours - own.mass * own.center + after.mass * after.center
                - before.mass * before.center;
            let center = (theirs * (structure.mass + motors) - moment) / structure.mass;
            description.given.center_of_mass = Some(center);
        })
        .map(Some)
    }

    fn center_of_pressure(&self, launch: &Launch) -> Result<Option<Launch>, Fault> {
        let count = rockets(&launch.vehicle).len();
        let curves: Vec<Option<Curve>> = (0..count)
            .map(|stage| by_mach(self.centers_of_pressure(stage, count)))
            .collect();
        if curves.iter().all(Option::is_none) {
            return Ok(None);
        }
        changed(launch, |index, _, description| {
            if let Some(Some(curve)) = curves.get(index) {
                description.given.center_of_pressure = Some(Coefficient::Mach(curve.clone()));
            }
        })
        .map(Some)
    }

    /// Mach number and centre of pressure, m, of a stage's vehicle on its way up, at small angles of attack.
    fn centers_of_pressure(&self, stage: usize, count: usize) -> Vec<(f64, f64)> {
        let series = &self.stored.series;
        let points = ascent(self.stored, stage, count);
        let points = points.filter_map(|point| {
            let angle = series.at(point, StoredChannel::AngleOfAttack)?;
            let center = series.at(point, StoredChannel::CenterOfPressure)?;
            let mach = series.at(point, StoredChannel::Mach)?;
            (angle.abs() < SMALL_ANGLE && center > 0.0).then_some((mach, center))
        });
        points.collect()
    }

    /// The launch with drag coefficients against Mach number; `None` where there are none.
    pub fn drag(
        &self,
        launch: &Launch,
        choose: &dyn Fn(&DragCurves) -> Option<&PowerCurves>,
    ) -> Result<Option<Launch>, Fault> {
        if self.drag.iter().all(|curves| choose(curves).is_none()) {
            return Ok(None);
        }
        changed(launch, |index, _, description| {
            if let Some(curves) = self.drag.iter().find(|curves| curves.stage == index)
                && let Some(chosen) = choose(curves)
            {
                chosen.put(description);
            }
        })
        .map(Some)
    }

    fn thrust(&self, launch: &Launch) -> Result<Option<Launch>, Fault> {
        let count = rockets(&launch.vehicle).len();
        let powered: Vec<usize> = (0..count)
            .filter(|stage| lit_motors(&launch.vehicle, *stage) > 0)
            .collect();
        let burns = thrust::burns(&self.stored.series, powered.len());
        if burns.len() != powered.len() || burns.is_empty() {
            return Ok(None);
        }
        changed(launch, |index, _, description| {
            let Some(burn) = powered.iter().position(|stage| *stage == index) else {
                return;
            };
            if let Some(mounted) = &mut description.motor {
                let count = lit_motors(&launch.vehicle, index);
                mounted.motor.thrust = thrust::share(&burns[burn], count);
            }
        })
        .map(Some)
    }

    /// The rail, as much longer as the stored flight moves farther before it is free.
    fn rod(&self, launch: &Launch) -> Option<Launch> {
        let rail = launch.start.rail()?;
        let theirs = self.stored.first(StoredEventKind::RailExit)?;
        let theirs = self
            .stored
            .series
            .between(theirs, StoredChannel::Altitude)?;
        let mut events = self.flight.events.iter();
        let ours = events.find(|event| event.kind == EventKind::RailExit)?;
        let farther = (theirs - ours.altitude_agl) / rail.elevation_angle.sin();
        let length = rail.length + farther;
        (length > SHORTEST_ROD).then(|| Launch {
            start: Start::Rail(Rail {
                length,
                ..rail.clone()
            }),
            ..launch.clone()
        })
    }

    /// The wind as it blew on the way up, from where it blows in the launch.
    fn wind(&self, launch: &Launch) -> Result<Option<Launch>, Fault> {
        let mut levels: Vec<(f64, [f64; 3])> = Vec::new();
        for (height, [east, north], speed) in winds(launch, self.stored) {
            if levels
                .last()
                .is_some_and(|last| height < last.0 + WIND_STEP)
            {
                continue;
            }
            let ours = east.hypot(north);
            let toward = match ours > 0.0 {
                true => [east / ours, north / ours],
                false => [1.0, 0.0],
            };
            levels.push((height, [speed * toward[0], speed * toward[1], 0.0]));
        }
        if levels.is_empty() {
            return Ok(None);
        }
        let air = launch.air.clone().with_wind(Wind::Layered(levels))?;
        Ok(Some(Launch {
            air,
            ..launch.clone()
        }))
    }

    /// A stored channel as each stage's vehicle begins to fly.
    fn at_starts(&self, channel: StoredChannel) -> Vec<Option<f64>> {
        let count = rockets(&self.launch.vehicle).len();
        let series = &self.stored.series;
        let value = |start: &f64| {
            let after = series.pairs(StoredChannel::Time, channel);
            let mut after = after.filter(|(time, _)| time >= start);
            after.next().map(|(_, value)| value)
        };
        starts(self.stored, count).iter().map(value).collect()
    }

    /// The same of our flight.
    fn own_at_starts(&self, channel: fn(&TrajectoryPoint) -> f64) -> Vec<f64> {
        let events = self.flight.events.iter();
        let separations = events
            .filter(|event| event.body == 0 && matches!(event.kind, EventKind::Separation(_)))
            .map(|event| event.time);
        let starts = std::iter::once(f64::NEG_INFINITY).chain(separations);
        starts
            .filter_map(|start| {
                let mut points = self.flight.trajectory.iter();
                points.find(|point| point.time > start).map(channel)
            })
            .collect()
    }
}

/// The launch with the descriptions of its rockets changed.
fn changed(
    launch: &Launch,
    change: impl Fn(usize, &Rocket, &mut RocketDescription),
) -> Result<Launch, Fault> {
    let rocket = |index: usize, rocket: &Rocket| {
        let mut description = rocket.description().clone();
        change(index, rocket, &mut description);
        rocket.with_description(description)
    };
    let vehicle = match &launch.vehicle {
        Vehicle::Rocket(own) => Vehicle::Rocket(rocket(0, own)?),
        Vehicle::Stack(stack) => {
            let mut stages = stack.stages().to_vec();
            for (index, stage) in stages.iter_mut().enumerate() {
                stage.rocket = rocket(index, &stage.rocket)?;
            }
            Vehicle::Stack(Stack::new(stack.name(), stages)?)
        }
        Vehicle::Object(object) => Vehicle::Object(object.clone()),
    };
    Ok(Launch {
        vehicle,
        ..launch.clone()
    })
}

/// So many times the propellant, spread alike.
fn scale_propellant(motor: &mut Motor, factor: f64) {
    let times = |curve: &mut Curve| {
        let points = curve.points().iter();
        let scaled = points.map(|(time, value)| (*time, value * factor));
        if let Ok(scaled) = Curve::new(scaled.collect()) {
            *curve = scaled;
        }
    };
    match &mut motor.propellant {
        Propellant::Grains(grains) => grains.density *= factor,
        Propellant::Unknown { mass } => *mass *= factor,
        Propellant::Tables {
            mass,
            axial,
            transverse,
            ..
        } => {
            times(mass);
            times(axial);
            times(transverse);
        }
    }
}
