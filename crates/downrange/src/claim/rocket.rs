//! One rocket that fits the print, as a point.
//!
//! **Propellant of an amateur's rocket.** Its motor, of density ρ_m, fills a share φ of the body, and everything else, of
//! density ρ_o, the rest: `ρ = φ ρ_m + (1 − φ) ρ_o`, with ρ the printed mass over the printed volume `π d² L / 4`. The
//! motor's share of the mass, `φ ρ_m / ρ`, times the propellant's share of the motor is the propellant fraction. A dense
//! rocket is mostly motor; that is what the printed size tells. Of the prior of ρ_o what is heavier than 0.9 ρ is left out.
//!
//! **Drag.** A plain rocket of the printed length and diameter is drawn, with a nose of four diameters and four fins, and
//! its drag is that of [`crate::aero`]; a factor stands for what is not printed.
//!
//! **Stages.** Each stage with all that is above it is like the whole, but smaller: the same propellant fraction f; what
//! leaves is the propellant with its structure, a share s of the two, so that the next has `1 − f/(1 − s)` of its mass.

use super::Claim;
use super::class::Unknown;
use crate::aero::Aerodynamics;
use crate::air::Air;
use crate::dispersion::Distribution;
use crate::error::Fault;
use crate::flight::point::PointStage;
use crate::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Tube};
use crate::rocket::{
    Overrides, Part, PartMass, PartOverrides, PartShape, Rocket, RocketDescription,
};
use crate::table::Table;
use std::f64::consts::PI;

/// Standard gravity, m/s² (exact: 3rd CGPM, 1901), by which specific impulse is defined.
const STANDARD_GRAVITY: f64 = 9.806_65;
/// A rocket has at least so much propellant, and a stage carries at least so much of its mass: else nothing is left to
/// fly.
const LEAST: f64 = 0.005;

/// What is known of one rocket when nothing is left open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Mass at launch, kg.
    pub mass: f64,
    /// Diameter, m.
    pub diameter: f64,
    /// Length, m.
    pub length: f64,
    values: [Option<f64>; Unknown::ALL.len()],
}

impl Candidate {
    /// Everything at a share of its interval or at a probability of its prior, by name.
    pub fn new(claim: &Claim, at: &dyn Fn(&str) -> f64) -> Self {
        let mut values = [None; Unknown::ALL.len()];
        for assumption in claim.assumptions.all() {
            let u = at(assumption.unknown.name());
            values[assumption.unknown as usize] = Some(assumption.prior.quantile(u));
        }
        let mut rocket = Self {
            mass: claim.mass.at(at("mass")),
            diameter: claim.diameter.at(at("diameter")),
            length: claim
                .length
                .as_ref()
                .map_or(claim.length_or_guess(), |length| length.at(at("length"))),
            values,
        };
        let mut list = claim.assumptions.all().iter();
        if let Some(other) = list.find(|each| each.unknown == Unknown::OtherDensity) {
            // Only what is lighter than the whole is left of the prior.
            let most = below(&other.prior, rocket.most_other_density());
            let u = most * at(Unknown::OtherDensity.name());
            rocket = rocket.with(Unknown::OtherDensity, other.prior.quantile(u));
        }
        rocket
    }

    /// Mass over volume, kg/m³.
    fn density(&self) -> f64 {
        self.mass / (0.25 * PI * self.diameter * self.diameter * self.length)
    }

    /// What is not motor is lighter than the whole, by a tenth at least, or there would hardly be a motor.
    fn most_other_density(&self) -> f64 {
        0.9 * self.density()
    }

    /// The same rocket with one thing known.
    #[must_use]
    pub fn with(mut self, unknown: Unknown, value: f64) -> Self {
        self.values[unknown as usize] = Some(value);
        self
    }

    /// What it has of something that is not printed, SI; not a number where nothing is said of it.
    pub fn of(&self, unknown: Unknown) -> f64 {
        match unknown {
            Unknown::PropellantFraction => self.propellant_fraction(),
            other => self.value(other).unwrap_or(f64::NAN),
        }
    }

    fn value(&self, unknown: Unknown) -> Option<f64> {
        self.values[unknown as usize]
    }

    /// Propellant over the mass at launch.
    pub fn propellant_fraction(&self) -> f64 {
        let given = self.value(Unknown::PropellantFraction);
        let fraction = given.unwrap_or_else(|| {
            let of = |unknown, default| self.value(unknown).unwrap_or(default);
            let motor = of(Unknown::MotorDensity, 1600.0);
            let mean = self.density();
            let most = self.most_other_density().min(0.9 * motor);
            let other = of(Unknown::OtherDensity, 300.0).min(most);
            let filled = ((mean - other) / (motor - other)).min(1.0);
            let share = (filled * motor / mean).min(0.95);
            share * of(Unknown::MotorPropellantShare, 0.5)
        });
        fraction.clamp(LEAST, 1.0 - LEAST)
    }

    /// Impulse over the weight of the propellant, s.
    pub fn specific_impulse(&self) -> f64 {
        self.value(Unknown::SpecificImpulse).unwrap_or(200.0)
    }

    /// Drag over that of the plain rocket.
    pub fn drag_factor(&self) -> f64 {
        self.value(Unknown::DragFactor).unwrap_or(1.0)
    }

    /// Launch angle above the horizon, rad.
    pub fn elevation(&self) -> f64 {
        self.value(Unknown::LaunchElevation).unwrap_or(0.5 * PI)
    }

    /// Its burns in order.
    pub fn stages(&self, count: u32) -> Vec<PointStage> {
        let fraction = self.propellant_fraction();
        let exhaust = STANDARD_GRAVITY * self.specific_impulse();
        let structure = self.value(Unknown::StructureShare).unwrap_or(0.2);
        let carried = (1.0 - fraction / (1.0 - structure)).max(LEAST);
        let mut mass = self.mass;
        (0..count)
            .map(|stage| {
                let propellant = fraction * mass;
                let time = self.value(Unknown::BurnTime).unwrap_or_else(|| {
                    let ratio = self.value(Unknown::ThrustToWeight).unwrap_or(5.0);
                    exhaust * propellant / (ratio * STANDARD_GRAVITY * mass)
                });
                let burn = PointStage::steady(
                    exhaust * propellant / time,
                    [mass, mass - propellant],
                    time,
                );
                let last = stage + 1 == count;
                mass = if last {
                    mass - propellant
                } else {
                    carried * mass
                };
                PointStage {
                    after: mass,
                    delay: match stage {
                        0 => 0.0,
                        _ => self.value(Unknown::StageDelay).unwrap_or(0.0),
                    },
                    ..burn
                }
            })
            .collect()
    }
}

/// The probability of a distribution below a value, by halving.
fn below(distribution: &Distribution, value: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if distribution.quantile(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Length of the nose of the plain rocket, in diameters: the middle of what rockets have.
const NOSE: f64 = 4.0;
/// Root chord, span and thickness of its fins, in diameters, likewise; the tip's chord is half the root's.
const FIN: (f64, f64, f64) = (1.6, 0.9, 0.04);
/// Share of the base that the nozzle fills, whose drag is gone while it burns: half, of a quarter to three quarters.
const NOZZLE: f64 = 0.5;
/// Roughness of paint as sprayed, m (Hoerner 1965, Fluid-Dynamic Drag, ch. 5: 0.02 to 0.05 mm).
const PAINT: f64 = 30e-6;
/// Height for which friction is taken, m: where most of the drag of a flight is.
const FRICTION_HEIGHT: f64 = 3000.0;

/// Drag coefficient of the plain rocket against Mach number: coasting, and while it burns.
pub fn plain_drag(diameter: f64, length: f64) -> Result<Table<2>, Fault> {
    let nose = (NOSE * diameter).min(0.4 * length);
    let (root, span, thickness) = FIN;
    let root = (root * diameter).min(0.4 * length);
    let part = |name: &str, position: f64, shape: PartShape| Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: PartMass::Weightless,
        roughness: None,
        given: PartOverrides::default(),
    };
    let rocket = Rocket::new(RocketDescription {
        name: "plain rocket".to_owned(),
        parts: vec![
            part(
                "nose",
                0.0,
                PartShape::Nose(Nose {
                    profile: Profile::TangentOgive,
                    length: nose,
                    base_diameter: diameter,
                    tip_radius: 0.0,
                    wall: None,
                }),
            ),
            part(
                "body",
                nose,
                PartShape::Tube(Tube {
                    length: length - nose,
                    outer_diameter: diameter,
                    inner_diameter: 0.0,
                }),
            ),
            part(
                "fins",
                length - root,
                PartShape::Fins(FinSet {
                    count: 4,
                    outline: FinOutline::Trapezoidal {
                        root_chord: root,
                        tip_chord: 0.5 * root,
                        span: span * diameter,
                        sweep_length: 0.5 * root,
                    },
                    thickness: thickness * diameter,
                    section: FinSection::Hexagonal {
                        leading: 0.2,
                        trailing: 0.2,
                    },
                    edge_radius: 0.0,
                    cant: 0.0,
                    body_diameter: None,
                    angle: None,
                }),
            ),
        ],
        given: Overrides {
            mass: Some(1.0),
            center_of_mass: Some(0.5 * length),
            inertia: Some(crate::rocket::Inertia {
                axial: 0.01,
                transverse: 1.0,
            }),
            ..Overrides::default()
        },
        motor: None,
        parachutes: Vec::new(),
        roughness: PAINT,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    })
    .map_err(|fault| Fault::new("printed", fault.message))?;
    let aerodynamics = Aerodynamics::new(&rocket);
    let air = Air::default().at(FRICTION_HEIGHT);
    let per_mach = air.density * air.sound_speed / air.viscosity;
    Ok(Table::sampled(0.0, 12.0, 120, 0.2, move |mach| {
        let drag = aerodynamics.drag_breakdown(mach, per_mach * mach.max(0.01), false);
        [drag.total(), drag.total() - NOZZLE * drag.base]
    }))
}
