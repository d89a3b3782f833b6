//! What is not printed, and what is assumed of it by class of rocket.
//!
//! Every prior has its source beside it, and a claim file can replace any of them. None was fitted to a flight: motors
//! come from motor catalogues, rules of flying from codes, shares of mass from textbooks, and what is our own estimate
//! says so.

use crate::dispersion::Distribution;
use crate::error::Fault;
use crate::quantity::Dimension;
use std::f64::consts::PI;

/// What kind of rocket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Built and flown by amateurs or students on solid propellant, commercial or their own.
    AmateurSolid,
    /// An unguided research rocket on solid propellant.
    SoundingRocket,
    /// A large rocket on solid propellant, launched from the ground.
    LargeSolid,
    /// A rocket on liquid propellants.
    Liquid,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::AmateurSolid,
        Self::SoundingRocket,
        Self::LargeSolid,
        Self::Liquid,
    ];

    /// As in a claim file.
    pub fn name(self) -> &'static str {
        match self {
            Self::AmateurSolid => "amateur solid",
            Self::SoundingRocket => "sounding rocket",
            Self::LargeSolid => "large solid",
            Self::Liquid => "liquid",
        }
    }
}

/// Something that is not printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Propellant over the mass at launch (of each stage with all above it).
    PropellantFraction,
    /// Propellant over the mass of the loaded motor.
    MotorPropellantShare,
    /// Mass of the loaded motor over its volume, kg/m³.
    MotorDensity,
    /// Mass of everything that is not motor over its volume, kg/m³.
    OtherDensity,
    /// Impulse over the weight of the propellant, s, mean over the burn.
    SpecificImpulse,
    /// Mean thrust over the weight at ignition.
    ThrustToWeight,
    /// How long each stage burns, s.
    BurnTime,
    /// Drag over that of the rocket we draw from the printed size.
    DragFactor,
    /// Angle of the launch above the horizon, rad.
    LaunchElevation,
    /// Of a stage that leaves: what is not propellant, over its mass.
    StructureShare,
    /// Coasting between two stages, s.
    StageDelay,
}

impl Unknown {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::PropellantFraction,
        Self::MotorPropellantShare,
        Self::MotorDensity,
        Self::OtherDensity,
        Self::SpecificImpulse,
        Self::ThrustToWeight,
        Self::BurnTime,
        Self::DragFactor,
        Self::LaunchElevation,
        Self::StructureShare,
        Self::StageDelay,
    ];

    /// As in a claim file and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::PropellantFraction => "propellant_fraction",
            Self::MotorPropellantShare => "motor_propellant_share",
            Self::MotorDensity => "motor_density",
            Self::OtherDensity => "other_density",
            Self::SpecificImpulse => "specific_impulse",
            Self::ThrustToWeight => "thrust_to_weight",
            Self::BurnTime => "burn_time",
            Self::DragFactor => "drag_factor",
            Self::LaunchElevation => "launch_elevation",
            Self::StructureShare => "structure_share",
            Self::StageDelay => "stage_delay",
        }
    }

    /// For somebody who knows no rocketry.
    pub fn words(self) -> &'static str {
        match self {
            Self::PropellantFraction => "share of the launch mass that is propellant",
            Self::MotorPropellantShare => "share of the motor's mass that is propellant",
            Self::MotorDensity => "density of the loaded motor",
            Self::OtherDensity => "density of everything that is not motor",
            Self::SpecificImpulse => {
                "seconds for which a kilogram of propellant pushes with its own weight (specific impulse)"
            }
            Self::ThrustToWeight => "thrust at launch, in weights of the rocket",
            Self::BurnTime => "how long it burns",
            Self::DragFactor => {
                "air drag, against that of the plain finned rocket of the printed size"
            }
            Self::LaunchElevation => "launch angle above the horizon",
            Self::StructureShare => "share of a dropped stage that is not propellant",
            Self::StageDelay => "coasting between stages",
        }
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::SpecificImpulse | Self::BurnTime | Self::StageDelay => Dimension::Time,
            Self::LaunchElevation => Dimension::Angle,
            Self::MotorDensity | Self::OtherDensity => Dimension::Density,
            _ => Dimension::Number,
        }
    }

    /// A value in the unit in which people say it.
    pub fn show(self, value: f64) -> String {
        match self {
            Self::PropellantFraction | Self::MotorPropellantShare | Self::StructureShare => {
                format!("{:.0} %", 100.0 * value)
            }
            Self::SpecificImpulse => format!("{value:.0} s"),
            Self::BurnTime | Self::StageDelay => format!("{value:.1} s"),
            Self::ThrustToWeight => format!("{value:.1}"),
            Self::DragFactor => format!("{value:.2}"),
            Self::LaunchElevation => format!("{:.0}°", value.to_degrees()),
            Self::MotorDensity | Self::OtherDensity => format!("{value:.0} kg/m³"),
        }
    }

    /// Between which values one is looked for that makes a claim hold, SI: beyond what is built, but on the side of it on
    /// which more is better or worse without a turn.
    pub(super) fn search_range(self) -> (f64, f64) {
        match self {
            Self::PropellantFraction | Self::MotorPropellantShare => (0.01, 0.95),
            Self::SpecificImpulse => (50.0, 480.0),
            Self::ThrustToWeight => (1.05, 60.0),
            Self::BurnTime => (0.2, 300.0),
            Self::DragFactor => (0.02, 5.0),
            Self::LaunchElevation => (20f64.to_radians(), 0.5 * PI),
            Self::MotorDensity | Self::OtherDensity => (100.0, 2500.0),
            Self::StructureShare => (0.02, 0.6),
            Self::StageDelay => (0.0, 120.0),
        }
    }

    /// Between which values it can be at all, SI.
    pub fn physical_range(self) -> (f64, f64) {
        match self {
            Self::PropellantFraction | Self::MotorPropellantShare => (0.005, 0.97),
            Self::StructureShare => (0.01, 0.9),
            Self::MotorDensity | Self::OtherDensity => (10.0, 5000.0),
            Self::SpecificImpulse => (20.0, 500.0),
            Self::ThrustToWeight => (1.0, 500.0),
            Self::BurnTime => (0.01, 2000.0),
            Self::DragFactor => (0.01, 20.0),
            Self::LaunchElevation => (0.0, 0.5 * PI),
            Self::StageDelay => (0.0, 600.0),
        }
    }
}

/// How uncertain something is, and why we think so.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// What.
    pub unknown: Unknown,
    /// How uncertain, in SI.
    pub prior: Distribution,
    /// Why.
    pub source: String,
    /// Whether the claim file says so, not we.
    pub given: bool,
}

impl Assumption {
    /// What nine of ten of our rockets have, and the middle.
    pub fn range(&self) -> String {
        let at = |u: f64| self.unknown.show(self.prior.quantile(u));
        match (at(0.05), at(0.95)) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}, in the middle {}", at(0.5)),
        }
    }

    /// The prior in words and in the unit in which people say it.
    pub fn describe(&self) -> String {
        let show = |value: f64| self.unknown.show(value);
        self.prior.describe(show, show)
    }
}

/// All that is assumed of a rocket.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumptions {
    list: Vec<Assumption>,
}

/// A prior as it stands in this file.
enum Prior {
    /// All values between two equally likely.
    Even(f64, f64),
    /// Least, likeliest, greatest.
    Peaked(f64, f64, f64),
}

const CATALOGUE: &str = "sixteen certified reloadable motors of 29 to 98 mm by six makers, from their RASP files at \
                         ThrustCurve.org: propellant is 0.40 to 0.63 of the motor, specific impulse 166 to 222 s, \
                         loaded density 1140 to 1770 kg/m³";
const DRAG: &str = "Downrange's drag build-up is up to 14 % off either way against shots and the wind tunnel (Basic \
     Finner, DREV-TM-9703; Arcas, NASA TN D-4013, D-4014); nose and fins are not printed: our estimate";
const SOLID_IMPULSE: &str = "Sutton & Biblarz, Rocket Propulsion Elements, chapter on solid propellants: double-base and \
                             composite propellants, less for small nozzles and thrust at sea level";

impl Class {
    /// What is assumed, in the order of the table that people see.
    fn priors(self, sized: bool) -> Vec<(Unknown, Prior, &'static str)> {
        use Prior::{Even, Peaked};
        use Unknown::*;
        let degrees = |low: f64, high: f64| Even(low.to_radians(), high.to_radians());
        match self {
            Self::AmateurSolid => {
                let mut priors = vec![
                    (MotorPropellantShare, Peaked(0.40, 0.52, 0.63), CATALOGUE),
                    (MotorDensity, Peaked(1150.0, 1600.0, 1750.0), CATALOGUE),
                    (
                        OtherDensity,
                        Even(100.0, 700.0),
                        "a tube whose wall is 1 to 4 % of its diameter, of cardboard (700 kg/m³) to aluminium (2700), makes 30 to \
                         430; parachutes, electronics and fins 70 to 270 more: our estimate",
                    ),
                ];
                if !sized {
                    priors = vec![(
                        PropellantFraction,
                        Peaked(0.05, 0.18, 0.50),
                        "motors 0.15 to 0.8 of the rocket: our estimate; with a length it would follow from the density",
                    )];
                }
                priors.extend([
                    (SpecificImpulse, Peaked(160.0, 190.0, 230.0), CATALOGUE),
                    (
                        ThrustToWeight,
                        Peaked(3.0, 10.0, 30.0),
                        "at least 3 by the NAR High Power Rocket Safety Code; above 30 is rare: our estimate",
                    ),
                    (DragFactor, Peaked(0.7, 1.0, 1.6), DRAG),
                    (
                        LaunchElevation,
                        degrees(80.0, 90.0),
                        "near vertical; the NAR High Power Rocket Safety Code allows 20° from it",
                    ),
                ]);
                priors
            }
            Self::SoundingRocket => vec![
                (
                    PropellantFraction,
                    Peaked(0.38, 0.60, 0.78),
                    "propellant 0.70 to 0.87 of the motor (Sutton & Biblarz, Rocket Propulsion Elements), the motor 0.55 to 0.9 \
                     of the rocket with its payload: our estimate",
                ),
                (SpecificImpulse, Peaked(185.0, 220.0, 260.0), SOLID_IMPULSE),
                (
                    ThrustToWeight,
                    Peaked(3.0, 8.0, 25.0),
                    "slow enough for instruments, fast enough for a short launcher: our estimate",
                ),
                (DragFactor, Peaked(0.7, 1.0, 1.6), DRAG),
                (
                    LaunchElevation,
                    degrees(78.0, 88.0),
                    "as sounding rockets are launched from rails and tubes: our estimate",
                ),
            ],
            Self::LargeSolid => vec![
                (
                    PropellantFraction,
                    Peaked(0.40, 0.60, 0.82),
                    "propellant 0.80 to 0.93 of the motor (Sutton & Biblarz, Rocket Propulsion Elements), the motor 0.5 to 0.88 \
                     of the rocket with what it carries: our estimate",
                ),
                (SpecificImpulse, Peaked(210.0, 245.0, 275.0), SOLID_IMPULSE),
                (
                    ThrustToWeight,
                    Peaked(2.0, 6.0, 20.0),
                    "from slow burners to boosters: our estimate",
                ),
                (DragFactor, Peaked(0.7, 1.0, 1.6), DRAG),
                (
                    LaunchElevation,
                    degrees(40.0, 85.0),
                    "not printed; from a launcher on the ground: our estimate",
                ),
            ],
            Self::Liquid => vec![
                (
                    PropellantFraction,
                    Peaked(0.50, 0.70, 0.88),
                    "propellant 0.75 to 0.93 of tanks and engine (Sutton & Biblarz, Rocket Propulsion Elements), these 0.65 to \
                     0.95 of the rocket: our estimate",
                ),
                (
                    SpecificImpulse,
                    Peaked(185.0, 225.0, 300.0),
                    "Sutton & Biblarz, Rocket Propulsion Elements, chapter on liquid propellants: storable propellants and alcohol \
                     with oxygen at sea level, to kerosene with oxygen",
                ),
                (
                    ThrustToWeight,
                    Peaked(1.15, 1.8, 4.0),
                    "must exceed 1; engines are heavy, so that not by much: our estimate",
                ),
                (DragFactor, Peaked(0.7, 1.0, 1.6), DRAG),
                (
                    LaunchElevation,
                    degrees(87.0, 90.0),
                    "they rise vertically from a stand or a tower",
                ),
            ],
        }
    }
}

const STAGED: &str = "each stage is assumed to be a like share of what it lifts; our estimate";

impl Assumptions {
    /// What is assumed of a class where a claim says nothing else; `sized` where a length is printed, from which with
    /// mass and diameter the density follows.
    ///
    /// # Errors
    /// None from these tables; it says which prior cannot be.
    pub fn new(class: Class, sized: bool, stages: u32) -> Result<Self, Fault> {
        let mut priors = class.priors(sized);
        if stages > 1 {
            priors.push((
                Unknown::StructureShare,
                Prior::Peaked(0.1, 0.2, 0.4),
                STAGED,
            ));
            priors.push((Unknown::StageDelay, Prior::Even(0.0, 15.0), STAGED));
        }
        let list = priors.into_iter().map(|(unknown, prior, source)| {
            let prior = match prior {
                Prior::Even(low, high) => Distribution::uniform(low, high),
                Prior::Peaked(low, mode, high) => Distribution::triangular(low, mode, high),
            };
            Ok(Assumption {
                unknown,
                prior: prior.map_err(|fault| fault.inside(unknown.name()))?,
                source: source.to_owned(),
                given: false,
            })
        });
        Ok(Self {
            list: list.collect::<Result<_, Fault>>()?,
        })
    }

    /// Replaces what is assumed of something, and what it makes superfluous: a propellant fraction the densities it would
    /// follow from, a burn time the thrust, and the other way round.
    pub fn replace(&mut self, assumption: Assumption) {
        use Unknown::*;
        let same: &[Unknown] = match assumption.unknown {
            PropellantFraction => &[
                PropellantFraction,
                MotorPropellantShare,
                MotorDensity,
                OtherDensity,
            ],
            BurnTime | ThrustToWeight => &[BurnTime, ThrustToWeight],
            _ => &[],
        };
        let goes =
            |each: &Assumption| each.unknown == assumption.unknown || same.contains(&each.unknown);
        let at = self.list.iter().position(goes).unwrap_or(self.list.len());
        self.list.retain(|each| !goes(each));
        self.list.insert(at.min(self.list.len()), assumption);
    }

    /// All of them, in the order of the table that people see.
    pub fn all(&self) -> &[Assumption] {
        &self.list
    }

    /// Whether something is assumed here.
    pub fn has(&self, unknown: Unknown) -> bool {
        self.list.iter().any(|each| each.unknown == unknown)
    }

    /// Whether every value that may be drawn can be.
    pub(super) fn check(&self) -> Result<(), Fault> {
        for Assumption { unknown, prior, .. } in &self.list {
            let (least, most) = unknown.physical_range();
            // Far into both tails of what has tails.
            for value in [prior.quantile(1e-6), prior.quantile(1.0 - 1e-6)] {
                if !(least..=most).contains(&value) {
                    let message = format!(
                        "{} may be {}, expected {} to {}",
                        unknown.name(),
                        unknown.show(value),
                        unknown.show(least),
                        unknown.show(most)
                    );
                    return Err(Fault::new(format!("assume.{}", unknown.name()), message)
                        .hint("give it min and max"));
                }
            }
        }
        Ok(())
    }
}
