//! How does air act on it? Normal force, centre of pressure, drag, damping and roll of a rocket, from its drawing
//! or from given tables.
//!
//! | file | what | source |
//! |---|---|---|
//! | `bodies` | lift of noses, tubes, transitions by slender-body theory; cross-flow | Barrowman 1967; Allen & Perkins 1951; Jorgensen 1977 |
//! | `shock_expansion` | their lift above Mach 1.5 | Syvertson & Dennis 1957 (NACA Report 1328) |
//! | `fins` | lift of fins, subsonic, at Mach 1, supersonic | Diederich 1951; Barrowman 1967; Jones 1946; Busemann 1935 |
//! | `linear_wing` | a thin trapezoid in supersonic flow, with the Mach cone of its tip; its lag | Evvard 1950 (NACA Report 951); Garrick & Rubinow 1947 |
//! | `interference` | fins and body | Pitts, Nielsen & Kaattari 1957 (NACA Report 1307) |
//! | `downwash` | what forward fins take from those behind | Pitts, Nielsen & Kaattari 1957 (NACA Report 1307) |
//! | `lift` | all parts together, pitch damping | strip theory; Nielsen 1960 |
//! | `roll` | roll by cant and its damping | Barrowman 1967 |
//! | `friction` | skin friction, heat transfer | Barrowman 1967; Hopkins & Inouye 1971; DATCOM 1978 |
//! | `layer` | low steps and shoulders in the boundary layer | Schlichting 1979; Hoerner 1965 |
//! | `nose_drag` | noses, shoulders, boat-tails | McCoy 1981 (MC DRAG); Barrowman 1967; Stoney 1961; Busemann 1935; Niskanen 2013 |
//! | `fin_drag` | edges and wave drag of fins | Hoerner 1965; Ackeret 1925; von Kármán 1947 |
//! | `area_rule` | wave drag of fins with each other and a boat-tail | Jones 1956 (NACA Report 1284) |
//! | `bluff` | blunt fronts, bases, trailing edges | NACA Report 1135; Hoerner 1965; McCoy 1981; Fleeman 2001; Korst 1956 |
//! | `protuberance` | lugs and rail buttons | Niskanen 2013; NACA TN 2960 |
//! | `drag` | the build-up by origin | |
//! | `explain` | shares of the parts, coefficients at an angle | Jorgensen 1977 |
//! | `gas` | supersonic flow that turns | NACA Report 1135; Busemann 1935 |
//! | `smooth` | joins without steps | Fritsch & Butland 1984 |
//!
//! **Given replaces drawn.** A drag curve of the whole takes the place of all drawn drag, friction included; of power
//! on and off either stands for the other where only one is given. A slope of the normal force or a centre of pressure
//! of the whole replaces that of the parts together (the other of the two stays drawn), and cross-flow with it; the
//! damping stays that of the parts, or, where nothing is drawn, that of the given force at its centre (which
//! underrates it). Pitch damping, roll forcing and roll damping are replaced each by its own curve.
//!
//! **Agreement** (no constant is fitted to flights, nor to the shots and tunnel runs below). Slopes and centres of RocketPy
//! 1.12.1's gallery rockets to 1e-4 at low speed (tests `cavour_as_rocketpy_has_it`, `rocketpy_fins`). Ours less measured:
//!
//! | | Basic Finner in free flight, Mach 1.06–4.5 (DREV-TM-9703; `validation/src/windtunnel.rs`, test `basic_finner_in_free_flight`) |
//! |---|---|
//! | axial force | median -4 % with the cold wall of a shot, half within 5 %: -9 to -13 % to Mach 1.26, 0 to -9 % above; -9 % with an adiabatic wall |
//! | slope of normal force | median +2 % (-6 at Mach 1.06, -18 to +11 above) |
//! | centre of pressure | median 0.10 calibre, at most 0.33 |
//! | pitch damping | median -1 %, half of the shots within 10 %; to Mach 1.25 much too much (+42 to +77 %): of the lag of the fins' flow linear theory explains a third |
//! | roll damping | -6 to -1 % (Mach 1.5 to 3; test `basic_finner_roll_damping`) |
//!
//! | | Arcas Robin in the tunnel (NASA TN D-4013, D-4014; `validation/src/windtunnel.rs`; boat-tail of 15° under the fins; fairings and lip not modelled) |
//! |---|---|
//! | axial force | median -3 %, half within 7 %: ±3 % to Mach 0.8, -3 to -11 % from 0.9 to 1.5, ±4 % to 2.3, +8 to +14 % above |
//! | slope of normal force | median +6 %: -12 to +19 % to Mach 0.95, -15 % at 1, +14 and +15 % at 1.2 and 1.5, -5 to +8 % from 1.8 to 4.63 |
//! | centre of pressure | within 3.5 % of itself, Mach 1.5 to 4.63 |
//!
//! Twelve high-power flights from their drawings (`validation/src/drawings.rs`): apogees as their altimeters would show them 4.4 % off in the mean, too low by
//! 1.7 %, at most by 10 %; the heights 4.6 %, too high by 3.3 %, at most by 15 %. Seven student rockets, their fins' edges and finishes unknown: heights too
//! low by 5.5 % or too high by 3.5 %.
//!
//! Damping does not know the downwash of forward fins, and a body's lift knows neither vortices nor its boundary layer.
//!
//! Valid from Mach 0 to 5 and continuous to 10; small angles for the slopes, cross-flow to broadside.
//!
//! ```
//! # mod sparrow { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sparrow/mod.rs")); }
//! use downrange::aero::Aerodynamics;
//!
//! let launch = sparrow::launch()?; // `examples/sparrow/mod.rs`
//! let rocket = launch.vehicle.rocket().ok_or("no rocket")?;
//! let aerodynamics = Aerodynamics::new(rocket);
//! let air = launch.air.at(launch.site.elevation);
//! let (mach, coasting) = (0.3, false);
//! let reynolds_per_metre = mach * air.sound_speed * air.density / air.viscosity;
//! let drag = aerodynamics.drag_breakdown(mach, reynolds_per_metre, coasting);
//! assert!((drag.total() - 0.76).abs() < 0.02 && drag.friction > drag.base);
//!
//! // Static margin at burnout, calibres: centre of pressure behind centre of mass.
//! let mass = rocket.without_motor().plus(rocket.motors(2.0));
//! let margin = (aerodynamics.center_of_pressure(mach) - mass.center) / aerodynamics.reference_diameter;
//! assert!((2.0..4.0).contains(&margin));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod area_rule;
mod bluff;
mod bodies;
mod downwash;
mod drag;
mod explain;
mod fin_drag;
mod fins;
mod friction;
mod gas;
mod interference;
mod layer;
mod lift;
mod linear_wing;
mod nose_drag;
mod protuberance;
mod roll;
#[cfg(test)]
mod root_tests;
mod shock_expansion;
mod smooth;
#[cfg(test)]
mod tests;

pub use explain::{AtAngle, PartShare, WHOLE};

use crate::rocket::{Coefficient, Given, Rocket};
use drag::Drag;
use lift::Lift;
use std::f64::consts::PI;

/// A rocket as the air sees it.
#[derive(Debug, Clone)]
pub struct Aerodynamics {
    /// Reference length (the calibre), m.
    pub reference_diameter: f64,
    /// Reference area, m².
    pub reference_area: f64,
    length: f64,
    lift: Lift,
    drag: Drag,
    given: Given,
}

/// A slope and its moment: `force` is a coefficient's slope per rad on the reference area, `moment` that slope
/// times the distance of its centre from the nose tip, m.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    /// Slope, 1/rad.
    pub force: f64,
    /// Slope times distance aft of the nose tip, m/rad.
    pub moment: f64,
}

/// What the air does at one Mach number, on the reference area; skin friction apart.
///
/// With total angle of attack a and the centre of mass at x, the coefficient of normal force is
/// `sin a * (potential.force * cos a + fins.force + crossflow.force * sin a)` and that of its moment about the
/// nose tip the same with `.moment`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Coefficients {
    /// Slender-body (potential) lift of nose, transitions and tubes; vanishes broadside.
    pub potential: Load,
    /// Lift of fins, interference included.
    pub fins: Load,
    /// Viscous cross-flow on the body, per sin² of the angle of attack.
    pub crossflow: Load,
    /// Pitch damping: sums over parts of slope times 1, x, x² (1/rad, m/rad, m²/rad); the damping moment about a
    /// centre of mass at x is `-rho V A/2 * q * (d[2] - 2 x d[1] + x² d[0])`.
    pub damping: [f64; 3],
    /// Roll moment coefficient on `area * diameter` at no roll rate.
    pub roll_forcing: f64,
    /// Roll damping Clp, 1/rad of `p d / (2 V)`; negative damps.
    pub roll_damping: f64,
    /// Axial force coefficient at zero angle of attack without friction, motor not burning.
    pub axial_power_off: f64,
    /// The same while the motor burns.
    pub axial_power_on: f64,
}

/// Slope and centre of pressure of one part at small angles of attack.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PartCoefficients {
    /// The part's name.
    pub name: String,
    /// Slope of its normal force, 1/rad on the rocket's reference area.
    pub normal_force_slope: f64,
    /// Where it acts, m from the nose tip.
    pub center_of_pressure: f64,
}

/// What friction depends on.
#[derive(Debug, Clone, Copy)]
struct Surroundings {
    mach: f64,
    reynolds_per_metre: f64,
    /// Temperature of the wall over that of the air; `None` is adiabatic.
    wall: Option<f64>,
}

/// Mach numbers outside hold the value at the end; NaN counts as rest.
const MACH_LIMIT: f64 = 10.0;

fn within(mach: f64) -> f64 {
    if mach.is_nan() {
        return 0.0;
    }
    mach.clamp(0.0, MACH_LIMIT)
}

impl Aerodynamics {
    /// The rocket as the air sees it.
    pub fn new(rocket: &Rocket) -> Self {
        let reference_diameter = rocket.reference_diameter();
        let reference_area = 0.25 * PI * reference_diameter * reference_diameter;
        Self {
            reference_diameter,
            reference_area,
            length: rocket.length(),
            lift: Lift::new(rocket, reference_area),
            drag: Drag::new(rocket, reference_area),
            given: rocket.description().given.clone(),
        }
    }

    /// Everything but skin friction at a Mach number.
    pub fn coefficients(&self, mach: f64) -> Coefficients {
        let mach = within(mach);
        let (mut potential, mut fins) = self.lift.loads(mach);
        let mut crossflow = self.lift.crossflow;
        let mut damping = self.lift.damping(mach);
        if let Some(load) = self.given_load(mach, 0.0) {
            (potential, crossflow, fins) = (Load::default(), Load::default(), load);
            if !self.lift.is_drawn() {
                damping = [load.force, load.moment, load.moment * load.center()];
            }
        }
        if let Some(curve) = &self.given.pitch_damping {
            // C_m = Cmq q d / (2 V) on area and diameter, as a sum in x².
            damping = [
                0.0,
                0.0,
                -0.5 * curve.at(mach) * self.reference_diameter.powi(2),
            ];
        }
        let (mut roll_forcing, mut roll_damping) = self.lift.roll(mach);
        if let Some(curve) = &self.given.roll_forcing {
            roll_forcing = curve.at(mach);
        }
        if let Some(curve) = &self.given.roll_damping {
            roll_damping = curve.at(mach);
        }
        let axial = |power_on| {
            self.given_drag(mach, 0.0, power_on)
                .unwrap_or_else(|| self.drag.breakdown(mach, power_on).total())
        };
        Coefficients {
            potential,
            fins,
            crossflow,
            damping,
            roll_forcing,
            roll_damping,
            axial_power_off: axial(false),
            axial_power_on: axial(true),
        }
    }

    /// Skin-friction drag coefficient at a Mach number and a Reynolds number per metre; zero where drag is given.
    pub fn friction(&self, mach: f64, reynolds_per_metre: f64) -> f64 {
        self.rubbing(mach, reynolds_per_metre, None)
    }

    /// The same with a wall whose temperature is not that of no heat transfer: `wall` is its ratio to the air's. A metal model
    /// in a ballistic range has 1; above it heats the air, below it cools and has more friction.
    pub fn friction_at_wall(&self, mach: f64, reynolds_per_metre: f64, wall: f64) -> f64 {
        self.rubbing(mach, reynolds_per_metre, Some(wall))
    }

    fn rubbing(&self, mach: f64, reynolds_per_metre: f64, wall: Option<f64>) -> f64 {
        if self.drag_is_given() {
            return 0.0;
        }
        self.drag.friction(Surroundings {
            mach: within(mach),
            reynolds_per_metre,
            wall: wall.map(|ratio| ratio.clamp(0.1, 10.0)),
        })
    }

    /// Drag coefficient at zero angle of attack, by origin.
    pub fn drag_breakdown(
        &self,
        mach: f64,
        reynolds_per_metre: f64,
        power_on: bool,
    ) -> DragBreakdown {
        let mach = within(mach);
        if let Some(given) = self.given_drag(mach, 0.0, power_on) {
            return DragBreakdown {
                given,
                ..DragBreakdown::default()
            };
        }
        DragBreakdown {
            friction: self.friction(mach, reynolds_per_metre),
            ..self.drag.breakdown(mach, power_on)
        }
    }

    /// Drag coefficient at a total angle of attack, rad, where a table against angle is given.
    pub fn drag_with_angle(&self, mach: f64, angle: f64, power_on: bool) -> Option<f64> {
        depends_on_angle(self.drag_table(power_on)?)
            .then(|| self.given_drag(within(mach), angle, power_on))
            .flatten()
    }

    /// Slope of the normal force over the sine of a total angle of attack, rad, and its moment, where a table against
    /// angle is given; it then stands for potential, fins and cross-flow together.
    pub fn normal_force_with_angle(&self, mach: f64, angle: f64) -> Option<Load> {
        let tables = [
            &self.given.normal_force_slope,
            &self.given.center_of_pressure,
        ];
        tables
            .into_iter()
            .flatten()
            .any(depends_on_angle)
            .then(|| self.given_load(within(mach), angle))
            .flatten()
    }

    /// Slope of the normal force at small angles of attack, 1/rad.
    pub fn normal_force_slope(&self, mach: f64) -> f64 {
        self.small_angle(mach).force
    }

    /// Centre of pressure at small angles of attack, m from the nose tip; half-way down a rocket without normal force.
    ///
    /// It lies on the rocket unless a boat-tail takes away more than half of the lift that small fins give: the two are then nearly a couple, whose
    /// centre is wherever the rest of the lift puts it, ahead of the nose even. No such rocket is stable.
    pub fn center_of_pressure(&self, mach: f64) -> f64 {
        let load = self.small_angle(mach);
        if load.force > 0.0 {
            load.center()
        } else {
            0.5 * self.length
        }
    }

    /// Slope and centre of pressure of every drawn part that lifts, in the order of the drawing.
    pub fn parts(&self, mach: f64) -> Vec<PartCoefficients> {
        let parts = self.lift.by_part(within(mach));
        parts
            .map(|part| PartCoefficients {
                name: part.name.to_owned(),
                normal_force_slope: part.load.force,
                center_of_pressure: part.center,
            })
            .collect()
    }

    fn small_angle(&self, mach: f64) -> Load {
        let mach = within(mach);
        self.given_load(mach, 0.0).unwrap_or_else(|| {
            let (potential, fins) = self.lift.loads(mach);
            Load {
                force: potential.force + fins.force,
                moment: potential.moment + fins.moment,
            }
        })
    }

    /// The whole's normal force where its slope or centre is given; what is not given of the two stays drawn.
    fn given_load(&self, mach: f64, angle: f64) -> Option<Load> {
        let (slope, center) = (
            &self.given.normal_force_slope,
            &self.given.center_of_pressure,
        );
        if slope.is_none() && center.is_none() {
            return None;
        }
        let (potential, fins) = self.lift.loads(mach);
        let drawn = Load {
            force: potential.force + fins.force,
            moment: potential.moment + fins.moment,
        };
        let force = slope
            .as_ref()
            .map_or(drawn.force, |slope| slope.at(mach, angle));
        let center = center
            .as_ref()
            .map_or_else(|| drawn.center(), |center| center.at(mach, angle));
        Some(Load {
            force,
            moment: force * center,
        })
    }

    /// The curve of the whole's drag: either one where only the other is given.
    fn drag_table(&self, power_on: bool) -> Option<&Coefficient> {
        let (off, on) = (
            self.given.drag_power_off.as_ref(),
            self.given.drag_power_on.as_ref(),
        );
        if power_on { on.or(off) } else { off.or(on) }
    }

    fn drag_is_given(&self) -> bool {
        self.drag_table(false).is_some()
    }

    fn given_drag(&self, mach: f64, angle: f64, power_on: bool) -> Option<f64> {
        self.drag_table(power_on).map(|table| table.at(mach, angle))
    }
}

fn depends_on_angle(coefficient: &Coefficient) -> bool {
    matches!(coefficient, Coefficient::MachAndAngle { .. })
}

impl Load {
    /// Where it acts, m from the nose tip; the nose tip where there is no force.
    fn center(&self) -> f64 {
        if self.force.abs() > 1e-12 {
            self.moment / self.force
        } else {
            0.0
        }
    }
}

/// Drag coefficient at zero angle of attack, by origin, on the reference area. With a given drag curve of the whole
/// all of it is `given`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DragBreakdown {
    /// Skin friction of body and fins.
    pub friction: f64,
    /// Pressure on nose, shoulders and boat-tails, wave drag included.
    pub pressure: f64,
    /// Base of the body.
    pub base: f64,
    /// Pressure on fins: leading and trailing edges, wave drag.
    pub fins: f64,
    /// Lugs and rail buttons.
    pub protuberances: f64,
    /// Drag curves given, for the whole or for parts.
    pub given: f64,
}

impl DragBreakdown {
    /// All together.
    pub fn total(&self) -> f64 {
        self.friction + self.pressure + self.base + self.fins + self.protuberances + self.given
    }
}
