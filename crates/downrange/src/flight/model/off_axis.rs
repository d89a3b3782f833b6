//! Thrust and mass that stand off the axis: a motor beside it, or a cluster of which not all motors light.
//!
//! With r the place of a motor across the axis, F its thrust and m its mass, the thrust of all passes through
//! `Σ F r / Σ F`, and the centre of mass lies at `c = Σ m r / M` from the axis. Both sums are tabled against time, so
//! that the lever between them changes as propellant burns. Of three motors on a ring of radius R with one cold, thrust
//! passes R/2 from the axis; at ignition the three weigh the same and the centre of mass is on the axis, and as the two
//! get lighter it moves toward the cold one. Moments of all forces (thrust, air, the jet's Coriolis force) are about
//! that centre, and the inertias too: `M c²` less about the axis than those about the rocket's axis, half that across.
//!
//! **Left out**: that the mass on one side tilts the principal axes (an angle of about `m r x / I` with x the distance
//! along the axis from the motor to the centre of mass: 0.2° for the 0.1 kg of a cold motor's propellant 25 mm off the
//! axis of a rocket of 3 kg), that the inertia across then differs between the planes (`m r²`, a few thousandths of a
//! thousandth of it), and that the air and the rail take the centre of mass to be on the axis, some millimetres away.
//! A body that has left its vehicle has its centre of mass on its axis again.

use crate::flight::model::burn_columns::BurnPoint;
use crate::number::Number;
use crate::rocket::Rocket;
use crate::table::NodeTable;

/// Thrust and mass off the axis, along body y and z.
#[derive(Debug, Clone)]
pub struct OffAxis {
    /// Impulse times its place, N s m, and mass times its place, kg m, each along body y and z, against time since
    /// ignition.
    pub table: NodeTable<4>,
    /// The mean place of the nozzle exits over which ambient pressure acts, m.
    pub nozzle: [f64; 2],
    /// Mass times its place before ignition, kg m.
    pub before: [f64; 2],
    /// The same after burn-out.
    pub after: [f64; 2],
}

/// Columns off the axis at one time, and their rates.
pub(crate) type Beside = ([f64; 4], [f64; 4]);

impl OffAxis {
    /// What flies with mass off the axis and no thrust.
    pub(crate) fn unpowered(moment: [f64; 2]) -> Self {
        let [y, z] = moment;
        Self {
            table: NodeTable::new(vec![0.0, 1.0], &[([0.0, 0.0, y, z], [0.0; 4]); 2]),
            nozzle: [0.0; 2],
            before: moment,
            after: moment,
        }
    }

    /// Of a rocket's motors, from the columns of their burn; `None` where they balance.
    pub(crate) fn new(rocket: &Rocket, nodes: &[f64], columns: &[BurnPoint]) -> Option<Self> {
        let mounted = rocket.description().motor.as_ref()?;
        if mounted.balances() {
            return None;
        }
        let lit = mounted.lit_group();
        let place = lit
            .offsets
            .map(|offset| offset / f64::from(lit.count.max(1)));
        let full = rocket.motor_moment();
        let ([_, mass_at_ignition, ..], _) = columns.first()?;
        // All that gets lighter are the motors that burn, at their mean place.
        let beside: Vec<Beside> = columns
            .iter()
            .map(|([impulse, mass, ..], [thrust, flow, ..])| {
                let [y, z] = place;
                let [fy, fz] = full;
                let burnt = mass - mass_at_ignition;
                (
                    [y * impulse, z * impulse, y * burnt + fy, z * burnt + fz],
                    [y * thrust, z * thrust, y * flow, z * flow],
                )
            })
            .collect();
        Some(Self::tabled(nodes, &beside, place))
    }

    pub(crate) fn tabled(nodes: &[f64], beside: &[Beside], nozzle: [f64; 2]) -> Self {
        let end = |at: Option<&Beside>| at.map_or([0.0; 2], |([_, _, y, z], _)| [*y, *z]);
        Self {
            table: NodeTable::new(nodes.to_vec(), beside),
            nozzle,
            before: end(beside.first()),
            after: end(beside.last()),
        }
    }

    /// Columns and rates at a time since ignition.
    pub(crate) fn at(&self, since: f64) -> Beside {
        f64::look_up_with_slope(&self.table, since)
    }
}

/// Columns of a whole vehicle about its axis, as about its centre of mass off that axis.
pub(crate) fn about_center((values, rates): &mut BurnPoint, (moments, moment_rates): &Beside) {
    let ([_, _, y, z], [_, _, y_rate, z_rate]) = (moments, moment_rates);
    let (mass, flow) = (values[1], rates[1]);
    let squared = y * y + z * z;
    let steiner = squared / mass;
    let rate = 2.0 * (y * y_rate + z * z_rate) / mass - squared * flow / (mass * mass);
    values[3] -= steiner;
    values[4] -= 0.5 * steiner;
    rates[3] -= rate;
    rates[4] -= 0.5 * rate;
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::flight::Perturbation;
    use crate::flight::model::burn::Burn;
    use crate::motor::Motor;
    use crate::rocket::{
        Cluster, Coefficient, Ignition, Inertia, MotorPlace, MountedMotor, Overrides,
        RocketDescription, Stage,
    };
    use crate::table::Curve;

    /// Without motors: 3 kg, its centre 0.5 m from the nose tip.
    fn rocket(cluster: Cluster, cold: &[&str]) -> Rocket {
        let thrust = Curve::new(vec![(0.0, 150.0), (1.0, 120.0), (1.2, 0.0)]).unwrap();
        let motor = Motor::from_curve("M", 0.03, 0.2, thrust, 0.1, 0.22).unwrap();
        let constant = |value| Some(Coefficient::Mach(Curve::constant(value)));
        Rocket::new(RocketDescription {
            name: "off axis".to_owned(),
            parts: Vec::new(),
            given: Overrides {
                diameter: Some(0.1),
                length: Some(1.0),
                mass: Some(3.0),
                center_of_mass: Some(0.5),
                inertia: Some(Inertia {
                    axial: 0.004,
                    transverse: 0.25,
                }),
                drag_power_off: constant(0.5),
                normal_force_slope: constant(10.0),
                center_of_pressure: constant(0.8),
                ..Overrides::default()
            },
            motor: Some(MountedMotor {
                cluster,
                cold: cold.iter().map(|name| (*name).to_owned()).collect(),
                ..MountedMotor::new(motor)
            }),
            parachutes: Vec::new(),
            roughness: 0.0,
            thrust_misalignment: 0.0,
            thrust_offset: 0.0,
            thrust_azimuth: 0.0,
        })
        .unwrap()
    }

    fn ring(count: u32) -> Cluster {
        Cluster::Ring {
            count,
            radius: 0.025,
            angle: 0.0,
        }
    }

    /// Where thrust passes and where the centre of mass lies, m along body y, at a time since ignition.
    fn lever(burn: &Burn, since: f64) -> (f64, f64) {
        let ([_, _, y, _], [line, ..]) = burn.off_axis.as_ref().unwrap().at(since);
        let ([_, mass, ..], [thrust, ..]) = f64::look_up_with_slope(&burn.table, since);
        (line / thrust, y / mass)
    }

    /// One of three cold: thrust R/2 beside the axis all the while; the centre of mass on it at ignition, and at burn-out
    /// the cold motor's propellant times R over what is left, toward the cold one.
    #[test]
    fn the_lever_grows_as_the_others_get_lighter() {
        let burn = Burn::new(&rocket(ring(3), &["1"]), &Perturbation::default());
        for since in [0.0, 0.3, 0.77, 1.1] {
            let (line, center) = lever(&burn, since);
            assert!((line + 0.0125).abs() < 1e-12, "{line}");
            // What is missing of the other two's propellant, kg: half of it counts as if at the place of the cold one.
            let ([impulse, mass, ..], _) = f64::look_up_with_slope(&burn.table, since);
            let total = 2.0 * (0.5 * (150.0 + 120.0) + 0.5 * 120.0 * 0.2);
            let burnt = 0.2 * impulse / total;
            assert!((mass - (3.66 - burnt)).abs() < 1e-9, "{mass}");
            assert!(
                (center - 0.5 * burnt * 0.025 / mass).abs() < 1e-9,
                "{since}: {center}"
            );
        }
        let [y, z] = burn.off_axis.as_ref().unwrap().after;
        assert!((y - 0.1 * 0.025).abs() < 1e-15 && z.abs() < 1e-15);
        assert!((burn.after.mass - (3.0 + 2.0 * 0.12 + 0.22)).abs() < 1e-12);
    }

    /// Inertias about the centre of mass are those of the parts by the parallel-axis theorem.
    #[test]
    fn inertias_are_about_the_centre_of_mass() {
        let places = [("a", 0.01, 0.0), ("b", 0.03, 0.0), ("c", 0.04, 3.0)];
        let listed = places.map(|(name, radius, angle)| MotorPlace {
            name: name.to_owned(),
            radius,
            angle,
        });
        let rocket = rocket(Cluster::Places(listed.to_vec()), &["c"]);
        let burn = Burn::new(&rocket, &Perturbation::default());
        let motor = &rocket.description().motor.as_ref().unwrap().motor;
        let (full, spent) = (motor.mass_properties(0.0), motor.mass_properties(5.0));
        // Mass, place and own inertia of the body and each motor after burn-out.
        let parts = [
            (3.0, [0.0, 0.0], 0.004),
            (spent.mass, listed[0].offset(), spent.axial),
            (spent.mass, listed[1].offset(), spent.axial),
            (full.mass, listed[2].offset(), full.axial),
        ];
        let mass: f64 = parts.iter().map(|(mass, ..)| mass).sum();
        let center = [0, 1].map(|k| parts.iter().map(|(m, at, _)| m * at[k]).sum::<f64>() / mass);
        let axial: f64 = parts
            .iter()
            .map(|(m, [y, z], own)| own + m * ((y - center[0]).powi(2) + (z - center[1]).powi(2)))
            .sum();
        assert!((burn.after.axial / axial - 1.0).abs() < 1e-12);
        let ([.., after], _) = f64::look_up_with_slope(&burn.table, burn.duration);
        assert_eq!(after, burn.after.transverse);
        // Rates are those of the values.
        let at = |since| f64::look_up_with_slope(&burn.table, since);
        let ((low, _), (high, _), (_, rates)) = (at(0.5999), at(0.6001), at(0.6));
        for column in [1, 3, 4] {
            let slope = (high[column] - low[column]) / 2e-4;
            assert!(
                (slope - rates[column]).abs() < 1e-5 * rates[column].abs(),
                "{column}"
            );
        }
    }

    /// All lit evenly around the axis is no matter of this module; one motor beside it is.
    #[test]
    fn what_balances_stands_on_the_axis() {
        let burn = |cluster| Burn::new(&rocket(cluster, &[]), &Perturbation::default());
        assert!(burn(ring(3)).off_axis.is_none());
        let one = burn(ring(1));
        let (line, center) = lever(&one, 0.5);
        let ([_, mass, ..], _) = f64::look_up_with_slope(&one.table, 0.5);
        assert!((line - 0.025).abs() < 1e-12);
        assert!((center - (mass - 3.0) * 0.025 / mass).abs() < 1e-12);
    }

    /// A stage's motors added to a vehicle are what they are in a rocket of one piece, burning and burnt out; and with
    /// others beside them, thrust passes where the mean of all thrust does.
    #[test]
    fn motors_of_stages_add_up() {
        let rocket = rocket(ring(3), &["1"]);
        let whole = Burn::new(&rocket, &Perturbation::default());
        let stage = Stage {
            name: "all".to_owned(),
            copies: 1,
            distance: 0.0,
            nose: 0.0,
            ignition: Ignition::Launch { delay: 0.0 },
            separation: None,
            rocket: rocket.clone(),
        };
        let motors = Burn::motors(&stage, &Perturbation::default()).unwrap();
        let structure = rocket.without_motor();
        let together = Burn::combined(structure, &[(&motors, 2.0)], (2.0, 3.2), 0.0);
        for since in [0.0, 0.4, 0.9] {
            let (a, b) = (lever(&whole, since), lever(&together, since));
            assert!((a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12);
            let (a, _) = f64::look_up_with_slope(&whole.table, since);
            let (b, _) = f64::look_up_with_slope(&together.table, since);
            for column in 1..5 {
                assert!((a[column] / b[column] - 1.0).abs() < 1e-9, "{column}");
            }
        }
        let out = Burn::combined(
            structure,
            &[(&motors, f64::NEG_INFINITY)],
            (9.0, f64::INFINITY),
            0.0,
        );
        let after = |burn: &Burn| burn.off_axis.as_ref().unwrap().after[0];
        assert!((after(&out) - after(&whole)).abs() < 1e-15);
        assert!((out.after.axial / whole.after.axial - 1.0).abs() < 1e-12);
        // As much thrust again on the axis: half the lever.
        let axial = rocket_with_the_others_on_the_axis();
        let beside = Burn::motors(
            &Stage {
                rocket: axial,
                ..stage
            },
            &Perturbation::default(),
        )
        .unwrap();
        assert!(beside.off_axis.is_none());
        let both = Burn::combined(
            structure,
            &[(&beside, 0.0), (&motors, 0.0)],
            (0.0, 1.2),
            0.0,
        );
        assert!((lever(&both, 0.5).0 + 0.5 * 0.0125).abs() < 1e-12);
    }

    fn rocket_with_the_others_on_the_axis() -> Rocket {
        rocket(
            Cluster::Ring {
                count: 2,
                radius: 0.0,
                angle: 0.0,
            },
            &[],
        )
    }
}
