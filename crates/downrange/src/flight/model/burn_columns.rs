//! The columns of a burn at their nodes: the points of the thrust curve, those of tables of propellant, and between them.

use crate::mass::{ChangingMass, MassProperties};
use crate::motor::{Motor, Propellant};

/// Columns of a burn at one time, and their rates.
pub(crate) type BurnPoint = ([f64; 5], [f64; 5]);

/// Cells of the burn table are at most this share of the burn.
const BURN_CELL: f64 = 1.0 / 32.0;

/// Most kinks of a thrust curve that end steps; a curve of more points is a measurement whose small ones are noise.
const MOST_KINKS: usize = 64;

/// Points nearer to each other than this share of the burn are one.
const SAME_POINT: f64 = 1e-6;

/// Impulse and mass properties over the burn, at the points of the thrust curve and evenly between them, of so many motors
/// that make a whole of a mass. Rates are in closed form (see [`Motor::walk`]); where a table of propellant bends, they are
/// the mean of both sides.
pub(crate) fn burn_columns(
    motor: &Motor,
    count: f64,
    duration: f64,
    whole: &dyn Fn(ChangingMass) -> ChangingMass,
) -> (Vec<f64>, Vec<BurnPoint>) {
    let mut nodes = vec![0.0];
    let mut ends: Vec<f64> = corner(motor, duration)
        .chain(tabled(motor, duration))
        .chain([duration])
        .collect();
    ends.sort_by(f64::total_cmp);
    for end in ends {
        let start = nodes[nodes.len() - 1];
        if end - start < SAME_POINT * duration {
            continue;
        }
        let parts = ((end - start) / (BURN_CELL * duration)).ceil();
        nodes.extend((1..=parts as usize).map(|part| start + (end - start) * part as f64 / parts));
    }
    let last = nodes.len() - 1;
    let mut walk = motor.walk();
    let columns = nodes.iter().enumerate().map(|(node, time)| {
        let before = match node {
            0 => 0.0,
            node if node == last => 1.0,
            _ => 0.5,
        };
        let burning = walk.to(*time, SAME_POINT * duration, before);
        let ChangingMass { now, rate } = whole(burning.mass);
        let [values, rates] = [
            (count * burning.impulse, now),
            (count * burning.thrust, rate),
        ]
        .map(burn_column);
        (values, rates)
    });
    let columns = columns.collect();
    (nodes, columns)
}

/// The columns of an impulse and mass properties, or of their rates.
pub(crate) fn burn_column((impulse, mass): (f64, MassProperties)) -> [f64; 5] {
    [impulse, mass.mass, mass.center, mass.axial, mass.transverse]
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
fn corner(motor: &Motor, duration: f64) -> impl Iterator<Item = f64> {
    let ends = [SAME_POINT * duration, (1.0 - SAME_POINT) * duration];
    let inside = move |time: &f64| *time > ends[0] && *time < ends[1];
    motor
        .thrust
        .points()
        .iter()
        .map(|(time, _)| time * motor.burn_time_factor)
        .filter(inside)
}

/// The points at which the thrust curve bends most.
pub(crate) fn breakpoints(motor: &Motor, duration: f64) -> Vec<f64> {
    let points = motor.thrust.points();
    let slope = |a: (f64, f64), b: (f64, f64)| (b.1 - a.1) / (b.0 - a.0);
    let mut corner: Vec<(f64, f64)> = corner(motor, duration)
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
    corner.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut breakpoints: Vec<f64> = corner
        .into_iter()
        .take(MOST_KINKS)
        .map(|(_, time)| time)
        .collect();
    breakpoints.sort_by(f64::total_cmp);
    breakpoints
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::motor::Grains;
    use crate::table::Curve;

    fn motor(propellant: Propellant) -> Motor {
        let points = vec![
            (0.0, 0.0),
            (0.1, 900.0),
            (0.8, 1_100.0),
            (2.0, 700.0),
            (2.2, 0.0),
        ];
        let thrust = Curve::new(points).unwrap();
        Motor {
            propellant,
            impulse_factor: 1.03,
            burn_time_factor: 0.97,
            ..Motor::from_curve("M", 0.075, 0.7, thrust, 1.2, 2.6).unwrap()
        }
    }

    /// Rates in closed form are those of the mass properties, by differences of fourth order over a thousandth of the burn
    /// where the thrust is straight, to 1e-8 of the greatest; impulse and values are those of the motor, to the bit.
    #[test]
    fn rates_are_those_of_the_values() {
        let grains = |ends_inhibited| Grains {
            count: 5,
            density: 1_815.0,
            outer_diameter: 0.066,
            core_diameter: 0.03,
            length: 0.12,
            separation: 0.005,
            center: 0.36,
            ends_inhibited,
        };
        let line = |from: f64, to: f64| Curve::new(vec![(0.0, from), (0.9, to), (2.2, 0.3 * to)]);
        let tables = Propellant::Tables {
            mass: line(1.2, 0.5).unwrap(),
            center: line(0.36, 0.34).unwrap(),
            axial: line(8e-4, 6e-4).unwrap(),
            transverse: line(4e-2, 2e-2).unwrap(),
        };
        let body = MassProperties {
            mass: 14.4,
            center: 1.28,
            axial: 0.034,
            transverse: 6.3,
        };
        for propellant in [
            Propellant::Grains(grains(false)),
            Propellant::Grains(grains(true)),
            Propellant::Unknown { mass: 1.2 },
            tables,
        ] {
            let motor = motor(propellant);
            let duration = motor.burn_time();
            let whole = |one: ChangingMass| {
                let motors = one.shifted(1.7).around(3, 0.04);
                ChangingMass::steady(body).plus(motors)
            };
            let (nodes, columns) = burn_columns(&motor, 3.0, duration, &whole);
            let values = |time: f64| {
                let one = motor.mass_properties(time).shifted(1.7);
                let all = body.plus(one.around(3, 0.04));
                [all.mass, all.center, all.axial, all.transverse]
            };
            let little = 1e-3 * duration;
            let mut greatest = [0.0_f64; 4];
            for (_, [_, rates @ ..]) in &columns {
                greatest = std::array::from_fn(|c| greatest[c].max(rates[c].abs()));
            }
            let mut compared = 0;
            for (time, (at, rates)) in nodes.iter().zip(&columns) {
                assert_eq!(at[1..], values(*time));
                assert_eq!(at[0], 3.0 * motor.impulse_to(*time));
                assert_eq!(rates[0], 3.0 * motor.thrust_at(*time));
                let curves = corner(&motor, duration).chain(tabled(&motor, duration));
                let mut corners = curves.chain([0.0, duration]);
                if corners.any(|corner| (corner - time).abs() < 3.0 * little) {
                    continue;
                }
                compared += 1;
                let [a, b, c, d] = [-2.0, -1.0, 1.0, 2.0].map(|step| values(time + step * little));
                for column in 0..4 {
                    let near = (c[column] - b[column]) / (2.0 * little);
                    let far = (d[column] - a[column]) / (4.0 * little);
                    let difference = near + (near - far) / 3.0;
                    let error = (rates[column + 1] - difference).abs();
                    assert!(
                        error < 1e-8 * greatest[column],
                        "{column} at {time}: {error}"
                    );
                }
            }
            assert!(compared > 25, "{compared}");
        }
    }

    /// At a bend of a table of propellant its rate is the mean of both sides, at the ends that of the one there is.
    #[test]
    fn at_a_bend_the_rate_is_the_mean() {
        let curve = |points: &[(f64, f64)]| Curve::new(points.to_vec()).unwrap();
        let motor = motor(Propellant::Tables {
            mass: curve(&[(0.0, 1.2), (1.0, 0.7), (2.2, 0.4)]),
            center: curve(&[(0.0, 0.36)]),
            axial: curve(&[(0.0, 1e-4)]),
            transverse: curve(&[(0.0, 1e-3)]),
        });
        let alone = |one: ChangingMass| one;
        let (nodes, columns) = burn_columns(&motor, 1.0, motor.burn_time(), &alone);
        let at = |time: f64| {
            nodes
                .iter()
                .position(|node| (node - time).abs() < 1e-9)
                .unwrap()
        };
        let last = nodes.len() - 1;
        for (node, rate) in [(0, -0.5), (at(0.97), -0.375), (last, -0.25)] {
            assert!((columns[node].1[1] * 0.97 - rate).abs() < 1e-12, "{node}");
        }
    }
}
