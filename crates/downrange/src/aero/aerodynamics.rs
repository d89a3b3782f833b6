//! Aerodynamics of a rocket: from its drawing or as given for it.

use super::coefficients::{Coefficients, DragBreakdown, Load, PartCoefficients};
use super::drag::Drag;
use super::lift::Lift;
use super::surroundings::{AirFlow, within};
use super::terms::DragFactors;
use crate::rocket::{Coefficient, Overrides, Rocket};
use std::f64::consts::PI;

/// A rocket as the air sees it.
#[derive(Debug, Clone)]
pub struct Aerodynamics {
    /// Reference length (the calibre), m.
    pub reference_diameter: f64,
    /// Reference area, m².
    pub reference_area: f64,
    pub(super) length: f64,
    pub(super) lift: Lift,
    pub(super) drag: Drag,
    pub(super) given: Overrides,
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

    /// The same with strips of grit at every leading edge, as on models in a tunnel: no laminar run anywhere.
    pub fn with_transition_strips(self) -> Self {
        Self {
            drag: self.drag.tripped(),
            ..self
        }
    }

    /// The same with factors on the terms of its drawn drag.
    pub fn with_drag_factors(self, factors: DragFactors) -> Self {
        Self {
            drag: self.drag.with_factors(factors),
            ..self
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
        let [axial_power_off, axial_power_on] = match (
            self.given_drag(mach, 0.0, false),
            self.given_drag(mach, 0.0, true),
        ) {
            (Some(off), Some(on)) => [off, on],
            // Of both at least one is given or none.
            _ => self.drag.breakdowns(mach).map(|drag| drag.total()),
        };
        Coefficients {
            potential,
            fins,
            crossflow,
            damping,
            roll_forcing,
            roll_damping,
            axial_power_off,
            axial_power_on,
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

    /// The same as [`Self::friction`] at several Reynolds numbers per metre.
    pub(crate) fn frictions(&self, mach: f64, reynolds_per_metre: &[f64]) -> Vec<f64> {
        if self.drag_is_given() {
            return vec![0.0; reynolds_per_metre.len()];
        }
        self.drag.frictions(within(mach), reynolds_per_metre)
    }

    fn rubbing(&self, mach: f64, reynolds_per_metre: f64, wall: Option<f64>) -> f64 {
        if self.drag_is_given() {
            return 0.0;
        }
        self.drag.friction(AirFlow {
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
    pub(super) fn given_load(&self, mach: f64, angle: f64) -> Option<Load> {
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

    pub(super) fn drag_is_given(&self) -> bool {
        self.drag_table(false).is_some()
    }

    fn given_drag(&self, mach: f64, angle: f64, power_on: bool) -> Option<f64> {
        self.drag_table(power_on).map(|table| table.at(mach, angle))
    }
}

fn depends_on_angle(coefficient: &Coefficient) -> bool {
    matches!(coefficient, Coefficient::MachAndAngle { .. })
}
