//! Who does what: a rocket's aerodynamics part by part, and at an angle of attack.
//!
//! Shares are read from the curves whose sums are the coefficients that a flight flies: they add up to
//! [`Aerodynamics::coefficients`] and [`Aerodynamics::friction`] to rounding (test `shares_add_up`).
//!
//! **Conventions.** All on the reference area A and the calibre d, with q the dynamic pressure ½ρV². With u the speed
//! along the axis, v across it, a = atan(v/u) the total angle of attack:
//!
//! - normal force `q A C_N`, `C_N = sin a (C_pot cos a + C_fins + C_cross sin a)`, across; axial force `q A C_A`, aft,
//!   `C_A = C_A0 cos a |cos a|` (Jorgensen 1977, NASA TR R-474), or as given against angle;
//! - pitch moment of a pitch rate ω, `q A d C_mq ω d / (2V)` about the centre of mass; `C_mq` is the sum Cmq + Cmα̇
//!   that a free oscillation shows, as far as the method has it; negative damps;
//! - roll moment `q A d (C_l + C_lp p d / (2V))`; negative C_lp damps.

use super::surroundings::{AirFlow, MACH_LIMIT, within};
use super::{Aerodynamics, DragBreakdown, Load};
use crate::rocket::{PartShape, Rocket};

/// One part's share of what the air does at a Mach number and no angle of attack, on the rocket's reference area.
#[derive(Debug, Clone, PartialEq)]
pub struct PartShare {
    /// The part's name, or [`WHOLE`].
    pub name: String,
    /// Whether any of it is given instead of drawn.
    pub given: bool,
    /// Drag by origin, motor not burning.
    pub drag_power_off: DragBreakdown,
    /// Drag by origin while the motor burns.
    pub drag_power_on: DragBreakdown,
    /// Slope of its normal force and moment of that about the nose tip.
    pub normal_force: Load,
    /// Where its normal force acts, m from the nose tip.
    pub center_of_pressure: f64,
    /// Pitch damping: sums of slope times 1, x, x²: see [`Aerodynamics::pitch_damping`].
    pub damping: [f64; 3],
    /// Roll moment coefficient at no roll rate.
    pub roll_forcing: f64,
    /// Roll damping Clp, 1/rad of `p d / (2 V)`.
    pub roll_damping: f64,
}

/// Name of the share that holds what is given for the whole rocket and belongs to no part.
pub const WHOLE: &str = "given for the whole";

/// Force coefficients at an angle of attack.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtAngle {
    /// Normal force.
    pub normal: f64,
    /// Axial force, motor not burning.
    pub axial_power_off: f64,
    /// Axial force while the motor burns.
    pub axial_power_on: f64,
    /// Where the normal force acts, m from the nose tip; `None` where nothing lifts.
    pub center_of_pressure: Option<f64>,
}

impl PartShare {
    fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            given: false,
            drag_power_off: DragBreakdown::default(),
            drag_power_on: DragBreakdown::default(),
            normal_force: Load::default(),
            center_of_pressure: 0.0,
            damping: [0.0; 3],
            roll_forcing: 0.0,
            roll_damping: 0.0,
        }
    }
}

impl Aerodynamics {
    /// Greatest Mach number of the method; beyond, values are held.
    pub const GREATEST_MACH: f64 = MACH_LIMIT;

    /// The share of every part that the air sees, in the order of the drawing, and after them, where something is given
    /// for the whole, that. What is given for the whole takes the place of the parts': theirs is then zero.
    ///
    /// `rocket` is the one that this was made from.
    pub fn shares(&self, rocket: &Rocket, mach: f64, reynolds_per_metre: f64) -> Vec<PartShare> {
        let mach = within(mach);
        let air = AirFlow {
            mach,
            reynolds_per_metre,
            wall: None,
        };
        let parts = &rocket.description().parts;
        let seen = |shape: &PartShape| !matches!(shape, PartShape::Mass { .. });
        let mut shares: Vec<PartShare> =
            parts.iter().map(|part| PartShare::of(&part.name)).collect();
        if !self.drag_is_given() {
            for (index, share) in shares.iter_mut().enumerate() {
                share.drag_power_off = self.drag.of_part(index, air, false);
                share.drag_power_on = self.drag.of_part(index, air, true);
                share.given = parts
                    .get(index)
                    .is_some_and(|part| part.given.drag.is_some());
            }
        }
        let given = &self.given;
        let lift_is_given = self.given_load(mach, 0.0).is_some();
        for loads in self.lift.by_part(mach) {
            let Some(share) = shares.get_mut(loads.part) else {
                continue;
            };
            if !lift_is_given {
                share.normal_force = loads.load;
                share.center_of_pressure = loads.center;
                share.given |= loads.is_given;
            }
            if given.pitch_damping.is_none() {
                share.damping = loads.damping;
            }
            if given.roll_forcing.is_none() {
                share.roll_forcing = loads.roll_forcing;
            }
            if given.roll_damping.is_none() {
                share.roll_damping = loads.roll_damping;
            }
        }
        let mut shares: Vec<PartShare> = shares
            .into_iter()
            .zip(parts)
            .filter(|(_, part)| seen(&part.shape))
            .map(|(share, _)| share)
            .collect();
        shares.extend(self.whole(mach));
        shares
    }

    /// What is given for the whole.
    fn whole(&self, mach: f64) -> Option<PartShare> {
        let given = &self.given;
        let mut share = PartShare {
            given: true,
            ..PartShare::of(WHOLE)
        };
        if self.drag_is_given() {
            share.drag_power_off = self.drag_breakdown(mach, 0.0, false);
            share.drag_power_on = self.drag_breakdown(mach, 0.0, true);
        }
        let load = self.given_load(mach, 0.0);
        if let Some(load) = load {
            share.normal_force = load;
            share.center_of_pressure = load.center();
        }
        // Without any part that lifts the given force damps.
        let damps = load.is_some() && !self.lift.is_drawn();
        if damps || given.pitch_damping.is_some() {
            share.damping = self.coefficients(mach).damping;
        }
        let at = |curve: &Option<crate::table::Curve>| curve.as_ref().map(|curve| curve.at(mach));
        share.roll_forcing = at(&given.roll_forcing).unwrap_or_default();
        share.roll_damping = at(&given.roll_damping).unwrap_or_default();
        let any = self.drag_is_given()
            || load.is_some()
            || given.pitch_damping.is_some()
            || given.roll_forcing.is_some()
            || given.roll_damping.is_some();
        any.then_some(share)
    }

    /// What of the whole is given instead of drawn, as the launch file's keys call it.
    pub fn given_keys(&self) -> Vec<&'static str> {
        let given = &self.given;
        [
            ("drag_power_off", given.drag_power_off.is_some()),
            ("drag_power_on", given.drag_power_on.is_some()),
            ("normal_force_slope", given.normal_force_slope.is_some()),
            ("center_of_pressure", given.center_of_pressure.is_some()),
            ("pitch_damping", given.pitch_damping.is_some()),
            ("roll_forcing", given.roll_forcing.is_some()),
            ("roll_damping", given.roll_damping.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, is_given)| is_given.then_some(key))
        .collect()
    }

    /// Pitch damping Cmq + Cmα̇ of such sums about a centre of mass, m from the nose tip: 1/rad of `ω d / (2 V)`.
    pub fn pitch_damping(&self, [d0, d1, d2]: [f64; 3], center_of_mass: f64) -> f64 {
        let x = center_of_mass;
        // Not -2.0 times: no damping is 0, not -0.
        0.0 - 2.0 * (d2 - x * (d1 + d1 - x * d0)) / self.reference_diameter.powi(2)
    }

    /// Force coefficients at a total angle of attack, rad from 0 to pi, as the flight applies them.
    pub fn at_angle(&self, mach: f64, reynolds_per_metre: f64, angle: f64) -> AtAngle {
        let c = self.coefficients(mach);
        let (sine, cosine) = libm::sincos(angle);
        let load = self
            .normal_force_with_angle(mach, angle)
            .unwrap_or_else(|| {
                let at_angle = |of: fn(&Load) -> f64| {
                    of(&c.potential) * cosine + of(&c.fins) + of(&c.crossflow) * sine
                };
                Load {
                    force: at_angle(|load| load.force),
                    moment: at_angle(|load| load.moment),
                }
            });
        let friction = self.friction(mach, reynolds_per_metre);
        let axial = |at_rest: f64, power_on: bool| match self.drag_with_angle(mach, angle, power_on)
        {
            Some(axial) => axial * if cosine < 0.0 { -1.0 } else { 1.0 },
            None => (at_rest + friction) * cosine * cosine.abs(),
        };
        AtAngle {
            normal: sine * load.force,
            axial_power_off: axial(c.axial_power_off, false),
            axial_power_on: axial(c.axial_power_on, true),
            center_of_pressure: (load.force > 0.0).then(|| load.center()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::{part, plain, trapezoid};
    use super::*;
    use crate::rocket::shape::{FinSection, Profile, Transition};
    use crate::rocket::{Coefficient, Overrides, RocketDescription};
    use crate::table::Curve;

    /// With steps up and down, a boat-tail, buttons and two sets of fins.
    fn rich() -> RocketDescription {
        let mut description = plain();
        description.parts.extend([
            part(
                "tail",
                1.2,
                PartShape::Transition(Transition {
                    profile: Profile::Conical,
                    length: 0.05,
                    fore_diameter: 0.058,
                    aft_diameter: 0.04,
                    wall: None,
                }),
            ),
            part(
                "canards",
                0.5,
                trapezoid(3, [0.05, 0.02, 0.03, 0.03], 0.002, FinSection::Biconvex),
            ),
            part(
                "button",
                0.6,
                PartShape::RailButton {
                    diameter: 0.01,
                    height: 0.01,
                },
            ),
            part(
                "ballast",
                0.2,
                PartShape::Mass {
                    length: 0.0,
                    diameter: 0.0,
                },
            ),
        ]);
        description
    }

    fn given_in_parts() -> RocketDescription {
        let mut description = rich();
        description.parts[0].given.drag = Some(Curve::constant(0.07));
        description.parts[2].given.normal_force_slope = Some(Curve::constant(9.0));
        description
    }

    fn given_for_the_whole() -> RocketDescription {
        let curve = |value| Some(Curve::constant(value));
        RocketDescription {
            given: Overrides {
                drag_power_off: Some(Coefficient::Mach(Curve::constant(0.5))),
                center_of_pressure: Some(Coefficient::Mach(Curve::constant(0.8))),
                pitch_damping: curve(-300.0),
                roll_damping: curve(-9.0),
                ..Overrides::default()
            },
            ..rich()
        }
    }

    #[track_caller]
    fn equal(sum: f64, whole: f64, what: &str, mach: f64) {
        let error = (sum - whole).abs();
        assert!(
            error <= 1e-12 * whole.abs().max(1e-3),
            "{what} at Mach {mach}: {sum}, {whole}"
        );
    }

    /// Whatever is drawn or given, the shares make up what the flight's tables are compiled from. Rounding only.
    #[test]
    fn shares_add_up() {
        for description in [plain(), rich(), given_in_parts(), given_for_the_whole()] {
            let rocket = Rocket::new(description).unwrap();
            let aero = Aerodynamics::new(&rocket);
            for step in 0..=250 {
                let (mach, reynolds) = (0.0203 * f64::from(step), 1.7e7 * 0.0203 * f64::from(step));
                let shares = aero.shares(&rocket, mach, reynolds);
                assert!(shares.iter().all(|share| share.name != "ballast"));
                let sum = |value: &dyn Fn(&PartShare) -> f64| shares.iter().map(value).sum::<f64>();
                let (whole, friction) = (aero.coefficients(mach), aero.friction(mach, reynolds));
                let (body, fins) = (whole.potential, whole.fins);
                for (what, sum, whole) in [
                    (
                        "drag off",
                        sum(&|s| s.drag_power_off.total()),
                        whole.axial_power_off + friction,
                    ),
                    (
                        "drag on",
                        sum(&|s| s.drag_power_on.total()),
                        whole.axial_power_on + friction,
                    ),
                    ("friction", sum(&|s| s.drag_power_off.friction), friction),
                    (
                        "slope",
                        sum(&|s| s.normal_force.force),
                        body.force + fins.force,
                    ),
                    (
                        "moment",
                        sum(&|s| s.normal_force.moment),
                        body.moment + fins.moment,
                    ),
                    ("damping 0", sum(&|s| s.damping[0]), whole.damping[0]),
                    ("damping 1", sum(&|s| s.damping[1]), whole.damping[1]),
                    ("damping 2", sum(&|s| s.damping[2]), whole.damping[2]),
                    ("forcing", sum(&|s| s.roll_forcing), whole.roll_forcing),
                    ("roll damping", sum(&|s| s.roll_damping), whole.roll_damping),
                ] {
                    equal(sum, whole, what, mach);
                }
                let center = sum(&|s| s.normal_force.moment) / sum(&|s| s.normal_force.force);
                equal(center, aero.center_of_pressure(mach), "centre", mach);
                for (off, on) in shares.iter().map(|s| (s.drag_power_off, s.drag_power_on)) {
                    equal(off.friction, on.friction, "friction with power", mach);
                }
            }
        }
    }

    /// What is given says so, and takes the place of what is drawn.
    #[test]
    fn given_is_named() {
        let shares = |description| {
            let rocket = Rocket::new(description).unwrap();
            let aero = Aerodynamics::new(&rocket);
            (aero.shares(&rocket, 0.8, 1e7), aero.given_keys())
        };
        let (drawn, keys) = shares(rich());
        assert!(keys.is_empty() && drawn.iter().all(|share| !share.given));
        let (parts, keys) = shares(given_in_parts());
        assert!(keys.is_empty());
        let given: Vec<bool> = parts.iter().map(|share| share.given).collect();
        assert_eq!(given, [true, false, true, false, false, false]);
        assert_eq!(parts[0].drag_power_off.total(), 0.07);
        assert_eq!(parts[0].drag_power_off.given, 0.07);
        let (whole, keys) = shares(given_for_the_whole());
        assert_eq!(
            keys,
            [
                "drag_power_off",
                "center_of_pressure",
                "pitch_damping",
                "roll_damping"
            ]
        );
        let last = whole.last().unwrap();
        assert_eq!(last.name, WHOLE);
        assert_eq!(last.drag_power_on.given, 0.5);
        assert!(whole[0].drag_power_off.total() == 0.0 && whole[0].normal_force.force == 0.0);
        // Roll forcing is not given, and stays the fins'.
        assert!(whole[2].roll_forcing > 0.0 && last.roll_forcing == 0.0);
    }

    /// A given damping comes back about any centre of mass, and the drawn grows with the distance of the fins.
    #[test]
    fn pitch_damping_is_per_qd_2v() {
        let rocket = Rocket::new(given_for_the_whole()).unwrap();
        let aero = Aerodynamics::new(&rocket);
        let damping = aero.coefficients(1.3).damping;
        for center in [0.2, 0.9] {
            assert!((aero.pitch_damping(damping, center) + 300.0).abs() < 1e-9);
        }
        // One fin set of slope 10/rad, one metre behind the mass: Cmq = -2 * 10 (1/d)².
        let d = aero.reference_diameter;
        let one = aero.pitch_damping([10.0, 15.0, 22.5], 0.5);
        assert!((one + 20.0 / (d * d)).abs() < 1e-9, "{one}");
    }

    /// At small angles the slope and its centre, broadside the cross-flow; tail first the axial force turns.
    #[test]
    fn at_an_angle() {
        let rocket = Rocket::new(plain()).unwrap();
        let aero = Aerodynamics::new(&rocket);
        let small = aero.at_angle(0.6, 1e7, 1e-6);
        assert!((small.normal / 1e-6 / aero.normal_force_slope(0.6) - 1.0).abs() < 1e-5);
        assert!(
            (small.center_of_pressure.unwrap() / aero.center_of_pressure(0.6) - 1.0).abs() < 1e-5
        );
        let drag = aero.drag_breakdown(0.6, 1e7, true).total();
        assert!((small.axial_power_on / drag - 1.0).abs() < 1e-9);
        let ahead = aero.at_angle(0.6, 1e7, 0.0);
        assert_eq!(ahead.normal, 0.0);
        assert!(
            (ahead.center_of_pressure.unwrap() / aero.center_of_pressure(0.6) - 1.0).abs() < 1e-9
        );
        let steep = aero.at_angle(0.6, 1e7, 0.2);
        assert!(steep.normal > 0.2 * aero.normal_force_slope(0.6));
        assert!(aero.at_angle(0.6, 1e7, 3.0).axial_power_off < 0.0);
    }
}
