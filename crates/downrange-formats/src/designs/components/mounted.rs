//! The motors of a stage as the core has them: one, a cluster of equal ones, or one that stands for several that differ.

use std::collections::BTreeSet;

use downrange::mass::MassProperties;
use downrange::motor::{Motor, Propellant};
use downrange::rocket::{Cluster, MotorPlace, MountedMotor};
use downrange::table::Curve;

use super::placed_motor::PlacedMotor;
use super::rules::{IgnitionEvent, IgnitionRule};
use crate::designs::placing::six_digits;
use crate::designs::warnings::Warnings;
use crate::error::Error;

/// Motors whose forward ends are nearer to each other stand alike, m.
const ALIKE: f64 = 1e-3;

/// The motors of a stage, mounted.
#[derive(Debug)]
pub struct StageMotors {
    /// As the core has them.
    pub mounted: MountedMotor,
    /// What lights them.
    pub ignition: IgnitionRule,
    /// From burn-out to the first ejection charge, s, if there is one.
    pub delay: Option<f64>,
}

/// Mounts the motors of a stage; none without any.
pub fn mount(
    motors: &[PlacedMotor<'_>],
    warnings: &mut Warnings,
) -> Result<Option<StageMotors>, Error> {
    let Some(first) = motors.first() else {
        return Ok(None);
    };
    let delay = motors
        .iter()
        .filter_map(|each| each.delay)
        .min_by(f64::total_cmp);
    let alike = |each: &PlacedMotor<'_>| {
        each.motor == first.motor
            && each.ignition == first.ignition
            && (each.position - first.position).abs() < ALIKE
    };
    let lit: Vec<&PlacedMotor<'_>> = motors
        .iter()
        .filter(|each| each.ignition.event != IgnitionEvent::Never)
        .collect();
    if motors.iter().all(alike) {
        let places: Vec<[f64; 2]> = motors.iter().flat_map(|each| each.places.clone()).collect();
        let cluster = cluster(&places);
        if let Cluster::Ring { count: 2.., .. } = cluster {
            let count = places.len();
            warnings.of(
                first.node,
                format!(
                    "{count} motors stand on one axis: their thrusts and masses are flown there"
                ),
            );
        }
        return Ok(Some(StageMotors {
            mounted: MountedMotor {
                motor: first.motor.clone(),
                cluster,
                cold: BTreeSet::new(),
                position: Some(first.position),
            },
            ignition: first.ignition,
            delay,
        }));
    }
    let ignition = lit.first().map_or(first.ignition, |each| each.ignition);
    if let Some(other) = lit
        .iter()
        .find(|each| each.ignition.event != ignition.event)
    {
        let name = &other.motor.name;
        return Err(other
            .node
            .error(format!("`{name}` is lit otherwise than the other motors of its stage"))
            .hint("Downrange lights the motors of a stage together, or one after the other by their delays after the same event"));
    }
    let earliest = lit
        .iter()
        .map(|each| each.ignition.delay)
        .fold(f64::INFINITY, f64::min);
    let together = together(motors, earliest);
    warnings.of(
        first.node,
        format!(
            "{} in one stage burn as one motor on the axis, with their thrusts and masses together",
            together.motor.name
        ),
    );
    Ok(Some(StageMotors {
        mounted: together,
        ignition: IgnitionRule {
            event: ignition.event,
            delay: earliest,
        },
        delay,
    }))
}

/// Where the motors stand; all on the axis, or each by itself.
fn cluster(places: &[[f64; 2]]) -> Cluster {
    let on_axis = |[y, z]: &[f64; 2]| y.hypot(*z) < ALIKE / 10.0;
    if places.iter().all(on_axis) {
        return Cluster::Ring {
            count: places.len() as u32,
            radius: 0.0,
            angle: 0.0,
        };
    }
    let place = |(index, [y, z]): (usize, &[f64; 2])| MotorPlace {
        name: (index + 1).to_string(),
        radius: six_digits(y.hypot(*z)),
        // Angles of opposite motors are exactly opposite, so that they balance.
        angle: (z.atan2(*y) * 1e9).round() / 1e9,
    };
    Cluster::Places(places.iter().enumerate().map(place).collect())
}

/// One motor that delivers what all deliver; those that are never lit are part of its case.
fn together(motors: &[PlacedMotor<'_>], earliest: f64) -> MountedMotor {
    let fore = motors
        .iter()
        .map(|each| each.position)
        .fold(f64::INFINITY, f64::min);
    let aft = motors
        .iter()
        .map(|each| each.position + each.motor.length)
        .fold(f64::NEG_INFINITY, f64::max);
    let start = |each: &PlacedMotor<'_>| each.ignition.delay - earliest + each.motor.ignition_delay;
    let lit = |each: &PlacedMotor<'_>| each.ignition.event != IgnitionEvent::Never;
    let mut times: Vec<f64> = motors
        .iter()
        .filter(|each| lit(each))
        .flat_map(|each| {
            let points = each.motor.thrust.points();
            points.iter().map(|(time, _)| time + start(each))
        })
        .chain([0.0])
        .collect();
    times.sort_by(f64::total_cmp);
    times.dedup_by(|after, before| *after - *before < 1e-6);
    let thrust = |time: f64| -> f64 {
        let of = |each: &PlacedMotor<'_>| {
            let own = each.motor.thrust_at(time - start(each));
            each.places.len() as f64 * own
        };
        motors.iter().filter(|each| lit(each)).map(of).sum()
    };
    // What leaves, and what stays, each off the axis as it stands.
    let sum = |of: &dyn Fn(&PlacedMotor<'_>) -> MassProperties| -> MassProperties {
        let each = |each: &PlacedMotor<'_>| -> MassProperties {
            let one = of(each).shifted(each.position - fore);
            let places = each.places.iter();
            places.map(|[y, z]| one.around(1, y.hypot(*z))).sum()
        };
        motors.iter().map(each).sum()
    };
    let propellant = |time: f64| {
        sum(&|each| match lit(each) {
            true => each.motor.propellant_properties(time - start(each)),
            false => MassProperties::default(),
        })
    };
    let dry = sum(&|each| match lit(each) {
        true => each.motor.dry,
        false => each.motor.mass_properties(0.0),
    });
    let table = |of: &dyn Fn(f64) -> f64| {
        let points = times.iter().map(|time| (*time, of(*time))).collect();
        Curve::new(points).unwrap_or_else(|_| Curve::constant(of(0.0)))
    };
    let length = aft - fore;
    let mut names: Vec<&str> = motors.iter().map(|each| each.motor.name.as_str()).collect();
    names.dedup();
    let motor = Motor {
        propellant: Propellant::Tables {
            mass: table(&|time| propellant(time).mass),
            center: table(&|time| propellant(time).center.clamp(0.0, length)),
            axial: table(&|time| propellant(time).axial),
            transverse: table(&|time| propellant(time).transverse),
        },
        dry,
        ..Motor::from_curve_unchecked(names.join(" and "), None, length, table(&thrust), 0.0, 0.0)
    };
    MountedMotor {
        position: Some(fore),
        ..MountedMotor::new(motor)
    }
}
