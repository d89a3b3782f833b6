//! Where the motors of a cluster stand, and which of them light.
//!
//! Each motor has a name: what is said of one of them does not depend on the order in which they are listed, and what
//! is summed over them is summed in the order of their places.

use super::checks::numbers::not_negative;
use crate::error::Fault;
use crate::motor::Motor;
use std::collections::BTreeSet;
use std::f64::consts::TAU;

/// A motor in its place, or a cluster of equal ones side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct MountedMotor {
    /// The motor.
    pub motor: Motor,
    /// How many, and where they stand off the axis.
    pub cluster: Cluster,
    /// Names of those that do not light; the others light together.
    pub cold: BTreeSet<String>,
    /// Where the forward ends sit, m from the nose tip; `None` puts the nozzle exits at the rocket's aft end.
    pub position: Option<f64>,
}

/// Where equal motors stand off the axis. Angles are roll angles, rad, as `thrust_azimuth` of a description: zero is
/// along body y (to the right of the rail, looking along the heading), a quarter turn along body z (down).
#[derive(Debug, Clone, PartialEq)]
pub enum Cluster {
    /// Evenly around the axis. They are called `1`, `2`, `3`, … from the first on, toward growing angles.
    Ring {
        /// How many.
        count: u32,
        /// Distance of each motor's axis from the rocket's, m. Zero for several says that it is not known: they count
        /// as on the axis.
        radius: f64,
        /// Where the first stands, rad.
        angle: f64,
    },
    /// Each where it is told, in any order.
    Places(Vec<MotorPlace>),
}

/// Where one motor of a cluster stands.
#[derive(Debug, Clone, PartialEq)]
pub struct MotorPlace {
    /// What it is called; unique in a cluster.
    pub name: String,
    /// Distance of its axis from the rocket's, m.
    pub radius: f64,
    /// Toward which roll angle, rad.
    pub angle: f64,
}

impl MotorPlace {
    /// Along body y and z, m.
    pub fn offset(&self) -> [f64; 2] {
        let (z, y) = libm::sincos(self.angle);
        [self.radius * y, self.radius * z]
    }
}

/// Motors that burn alike, taken together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Group {
    /// How many.
    pub count: u32,
    /// Root mean square of their distances from the axis, m.
    pub radius: f64,
    /// The sum of their offsets along body y and z, m: exactly zero where they balance.
    pub offsets: [f64; 2],
}

/// Offsets whose sum is a smaller share of their lengths balance: the rest is rounding of angles.
const BALANCE: f64 = 1e-9;

impl Group {
    fn of<'p>(places: impl Iterator<Item = &'p MotorPlace>) -> Self {
        let places: Vec<&MotorPlace> = places.collect();
        let count = places.len();
        let radius = match places.first() {
            Some(first) if places.iter().any(|each| each.radius != first.radius) => {
                let squares: f64 = places.iter().map(|each| each.radius * each.radius).sum();
                (squares / count as f64).sqrt()
            }
            Some(first) => first.radius,
            None => 0.0,
        };
        let offsets: Vec<[f64; 2]> = places.iter().map(|each| each.offset()).collect();
        let sum = [0, 1].map(|axis| offsets.iter().map(|offset| offset[axis]).sum::<f64>());
        let lengths: f64 = places.iter().map(|each| each.radius).sum();
        let balanced = libm::hypot(sum[0], sum[1]) <= BALANCE * lengths;
        Self {
            count: count as u32,
            radius,
            offsets: if balanced { [0.0; 2] } else { sum },
        }
    }
}

impl MountedMotor {
    /// One motor on the axis, its nozzle exit at the rocket's aft end.
    pub fn new(motor: Motor) -> Self {
        Self {
            motor,
            cluster: Cluster::Ring {
                count: 1,
                radius: 0.0,
                angle: 0.0,
            },
            cold: BTreeSet::new(),
            position: None,
        }
    }

    /// How many motors there are, lit or not.
    pub fn count(&self) -> u32 {
        match &self.cluster {
            Cluster::Ring { count, .. } => *count,
            Cluster::Places(places) => places.len() as u32,
        }
    }

    /// How many light.
    pub fn lit(&self) -> u32 {
        self.count().saturating_sub(self.cold.len() as u32)
    }

    /// Each motor and where it stands, in an order that is that of the places: not of their list.
    pub fn places(&self) -> Vec<MotorPlace> {
        match &self.cluster {
            Cluster::Ring {
                count,
                radius,
                angle,
            } => (0..*count)
                .map(|index| MotorPlace {
                    name: (index + 1).to_string(),
                    radius: *radius,
                    angle: angle + TAU * f64::from(index) / f64::from(*count),
                })
                .collect(),
            Cluster::Places(places) => {
                let mut places = places.clone();
                places.sort_by(|a, b| {
                    let by_radius = a.radius.total_cmp(&b.radius);
                    let by_angle = by_radius.then(a.angle.total_cmp(&b.angle));
                    by_angle.then(a.name.cmp(&b.name))
                });
                places
            }
        }
    }

    /// Whether it is known where the motors stand: of a ring, its radius.
    pub fn places_known(&self) -> bool {
        match self.cluster {
            Cluster::Ring { count, radius, .. } => count == 1 || radius > 0.0,
            Cluster::Places(_) => true,
        }
    }

    /// Those that light, and those that do not.
    pub(crate) fn groups(&self) -> [Group; 2] {
        let places = self.places();
        let group = |cold: bool| {
            Group::of(
                places
                    .iter()
                    .filter(|each| self.cold.contains(&each.name) == cold),
            )
        };
        [group(false), group(true)]
    }

    /// Those that light.
    pub(crate) fn lit_group(&self) -> Group {
        self.groups()[0]
    }

    /// Whether thrust and mass of all motors balance about the axis.
    pub(crate) fn balances(&self) -> bool {
        self.groups().iter().all(|group| group.offsets == [0.0; 2])
    }

    /// Names and places that can be.
    pub(super) fn check_cluster(&self) -> Result<(), Fault> {
        let angle = |place: &str, angle: f64| match angle.is_finite() {
            true => Ok(()),
            false => Err(Fault::new(place, format!("{angle} is not an angle"))),
        };
        match &self.cluster {
            Cluster::Ring { count: 0, .. } => {
                return Err(Fault::new("motor.count", "a cluster of no motors")
                    .hint("leave the motor out for what has none"));
            }
            Cluster::Ring {
                radius, angle: at, ..
            } => {
                not_negative("motor.cluster_radius", *radius)?;
                angle("motor.cluster_angle", *at)?;
            }
            Cluster::Places(places) => {
                if places.is_empty() {
                    return Err(Fault::new("motor.cluster", "a cluster of no motors")
                        .hint("leave the motor out for what has none"));
                }
                for (index, each) in places.iter().enumerate() {
                    let place = |key: &str| format!("motor.cluster[{index}].{key}");
                    not_negative(&place("radius"), each.radius)?;
                    angle(&place("angle"), each.angle)?;
                    let before = &places[..index];
                    if before.iter().any(|other| other.name == each.name) {
                        let message = format!("two motors are called `{}`", each.name);
                        return Err(Fault::new(place("name"), message));
                    }
                    if let Some(other) = before.iter().find(|o| o.offset() == each.offset()) {
                        let message =
                            format!("`{}` and `{}` stand in one place", other.name, each.name);
                        return Err(Fault::new(place("radius"), message));
                    }
                }
            }
        }
        let places = self.places();
        let unknown = |name: &&String| places.iter().all(|each| each.name != **name);
        match self.cold.iter().find(unknown) {
            Some(name) => Err(self.no_motor("motor", name)),
            None => Ok(()),
        }
    }

    /// The fault that no motor of the cluster is called so.
    pub(crate) fn no_motor(&self, place: &str, name: &str) -> Fault {
        let known: Vec<String> = self.places().into_iter().map(|each| each.name).collect();
        Fault::new(place, format!("no motor of the cluster is called `{name}`"))
            .hint(format!("there are: {}", known.join(", ")))
    }

    /// Pairs of motors that reach into each other, by name, where their diameter and their places are known.
    pub(super) fn overlap(&self) -> Option<(String, String)> {
        let diameter = self.motor.diameter.filter(|_| self.places_known())?;
        let places = self.places();
        for (index, a) in places.iter().enumerate() {
            for b in &places[index + 1..] {
                let ([ay, az], [by, bz]) = (a.offset(), b.offset());
                // A thousandth less than touching is rounding of what a person wrote.
                if libm::hypot(by - ay, bz - az) < 0.999 * diameter {
                    return Some((a.name.clone(), b.name.clone()));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::table::Curve;

    fn cluster(cluster: Cluster, cold: &[&str]) -> MountedMotor {
        let thrust = Curve::new(vec![(0.0, 100.0), (1.0, 0.0)]).unwrap();
        MountedMotor {
            cluster,
            cold: cold.iter().map(|name| (*name).to_owned()).collect(),
            ..MountedMotor::new(Motor::from_curve("M", 0.03, 0.2, thrust, 0.1, 0.2).unwrap())
        }
    }

    fn place(name: &str, radius: f64, angle: f64) -> MotorPlace {
        MotorPlace {
            name: name.to_owned(),
            radius,
            angle,
        }
    }

    /// With one of N on a ring cold, thrust passes r / (N − 1) from the axis, away from the cold one; with all lit, and
    /// with two opposite ones of four cold, it is on the axis to the last bit.
    #[test]
    fn thrust_of_the_others_passes_beside_the_axis() {
        for count in 2..9_u32 {
            let ring = Cluster::Ring {
                count,
                radius: 0.025,
                angle: 0.3,
            };
            assert!(cluster(ring.clone(), &[]).balances());
            let [lit, cold] = cluster(ring, &["1"]).groups();
            assert_eq!((lit.count, cold.count), (count - 1, 1));
            let arm = lit.offsets.map(|offset| offset / f64::from(lit.count));
            let (sine, cosine) = libm::sincos(0.3);
            let expected = -0.025 / f64::from(count - 1);
            assert!((arm[0] - expected * cosine).abs() < 1e-15);
            assert!((arm[1] - expected * sine).abs() < 1e-15);
            assert_eq!((lit.radius, cold.radius), (0.025, 0.025));
        }
        let four = Cluster::Ring {
            count: 4,
            radius: 0.03,
            angle: 1.0,
        };
        assert!(cluster(four, &["1", "3"]).balances());
    }

    /// What is summed over the motors is the same to the last bit in any order of their list.
    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let places = [
            place("a", 0.031, 0.2),
            place("b", 0.047, 1.9),
            place("c", 0.031, 4.1),
            place("d", 0.0123, 3.3),
        ];
        let groups = |order: [usize; 4]| {
            let listed = order.map(|index| places[index].clone()).to_vec();
            cluster(Cluster::Places(listed), &["b"]).groups()
        };
        let first = groups([0, 1, 2, 3]);
        for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
            assert_eq!(groups(order), first);
        }
        let squares = 0.031_f64.powi(2) + 0.031_f64.powi(2) + 0.0123_f64.powi(2);
        assert!((first[0].radius - (squares / 3.0).sqrt()).abs() < 1e-15);
    }

    /// A list of the places of a ring is that ring.
    #[test]
    fn a_ring_written_out_is_the_ring() {
        let ring = cluster(
            Cluster::Ring {
                count: 3,
                radius: 0.025,
                angle: 0.5,
            },
            &["2"],
        );
        let written = cluster(Cluster::Places(ring.places()), &["2"]);
        assert_eq!(ring.groups(), written.groups());
        assert_eq!((ring.count(), ring.lit()), (written.count(), written.lit()));
    }

    /// Names that are taken or unknown, places that are taken, and numbers that cannot be are refused where they stand.
    #[test]
    fn a_cluster_that_cannot_be_is_refused() {
        let fault = |list: Vec<MotorPlace>, cold: &[&str]| {
            let fault = cluster(Cluster::Places(list), cold)
                .check_cluster()
                .unwrap_err();
            fault.place
        };
        let (a, b) = (place("a", 0.02, 0.0), place("b", 0.02, 3.0));
        assert_eq!(fault(Vec::new(), &[]), "motor.cluster");
        let twice = vec![a.clone(), place("a", 0.03, 1.0)];
        assert_eq!(fault(twice, &[]), "motor.cluster[1].name");
        let together = vec![a.clone(), place("b", 0.02, 0.0)];
        assert_eq!(fault(together, &[]), "motor.cluster[1].radius");
        let inside_out = vec![place("a", -0.02, 0.0)];
        assert_eq!(fault(inside_out, &[]), "motor.cluster[0].radius");
        let nowhere = vec![a.clone(), place("b", 0.02, f64::NAN)];
        assert_eq!(fault(nowhere, &[]), "motor.cluster[1].angle");
        assert_eq!(fault(vec![a, b], &["c"]), "motor");
    }

    /// Motors of 30 mm on a ring of 15 mm touch if there are two and reach into each other if there are three.
    #[test]
    fn motors_that_reach_into_each_other_are_named() {
        let ring = |count| {
            let ring = Cluster::Ring {
                count,
                radius: 0.015,
                angle: 0.0,
            };
            cluster(ring, &[]).overlap()
        };
        assert_eq!(ring(2), None);
        assert_eq!(ring(3), Some(("1".to_owned(), "2".to_owned())));
    }
}
