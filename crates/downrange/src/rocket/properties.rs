//! Mass properties and lengths of the whole.

use super::cluster::Group;
use super::part_mass::scaled;
use super::{Body, MountedMotor, Part, PartShape, Rocket};
use crate::mass::{ChangingMass, MassProperties};

/// Motors in their places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MotorMounting {
    /// Of their forward ends, m from the nose tip.
    position: f64,
    lit: Group,
    /// All that do not light.
    cold: Option<MassProperties>,
}

impl MotorMounting {
    /// All motors, when one of those that light is so: centre from the nose tip.
    pub(crate) fn place(&self, one: ChangingMass) -> ChangingMass {
        let lit = one.shifted(self.position);
        let lit = lit.around(self.lit.count, self.lit.radius);
        match self.cold {
            None => lit,
            Some(cold) => lit.plus(ChangingMass::steady(cold)),
        }
    }
}

impl Rocket {
    /// Mass, centre (m from the nose tip) and inertia without the motor.
    ///
    /// A given mass replaces the sum of the parts and scales the drawn inertia with it; the centre and the inertia
    /// stay drawn unless they are given too.
    pub fn without_motor(&self) -> MassProperties {
        let given = &self.description.given;
        let radius = 0.5 * self.reference_diameter();
        let parts = self.description.fore_to_aft().into_iter();
        let mut properties: MassProperties = parts
            .map(|(_, part)| part.mass_properties(&self.body, radius))
            .sum();
        if let Some(mass) = given.mass {
            properties = if properties.mass > 0.0 {
                scaled(properties, mass / properties.mass)
            } else {
                MassProperties { mass, ..properties }
            };
        }
        if let Some(center) = given.center_of_mass {
            properties.center = center;
        }
        if let Some(inertia) = given.inertia {
            properties.axial = inertia.axial;
            properties.transverse = inertia.transverse;
        }
        properties
    }

    /// Mass, centre (m from the nose tip) and inertia of each part, in the order of the description: as drawn, before what
    /// is given for the whole rocket replaces them.
    pub fn part_masses(&self) -> Vec<MassProperties> {
        let radius = 0.5 * self.reference_diameter();
        let parts = self.description.parts.iter();
        parts
            .map(|part| part.mass_properties(&self.body, radius))
            .collect()
    }

    /// From the nose tip to the aft end of the body, m; given, or the drawing's.
    pub fn length(&self) -> f64 {
        self.description
            .given
            .length
            .or_else(|| self.body.aft())
            .unwrap_or_default()
    }

    /// The calibre, m: given, or the largest diameter drawn.
    pub fn reference_diameter(&self) -> f64 {
        self.description
            .given
            .diameter
            .or_else(|| self.body.diameter())
            .unwrap_or_default()
    }

    /// Where the motor's forward end sits, m from the nose tip; the aft end without a motor.
    pub fn motor_position(&self) -> f64 {
        let mounted = self.description.motor.as_ref();
        mounted.map_or_else(
            || self.length(),
            |mounted| {
                mounted
                    .position
                    .unwrap_or_else(|| self.length() - mounted.motor.length)
            },
        )
    }

    /// Whether both weigh the same without their motors: the same parts, and the same given for the whole.
    pub(crate) fn same_without_motor(&self, other: &Self) -> bool {
        fn given(rocket: &Rocket) -> impl PartialEq {
            let given = &rocket.description.given;
            let body = (given.diameter, given.length);
            (body, given.mass, given.center_of_mass, given.inertia)
        }
        self.description.parts == other.description.parts && given(self) == given(other)
    }

    /// Whether the air acts on both alike: the same drawing and the same given coefficients, whatever they weigh.
    pub(crate) fn same_shape(&self, other: &Self) -> bool {
        fn seen(rocket: &Rocket) -> impl PartialEq {
            let given = &rocket.description.given;
            (
                (given.diameter, given.length),
                (&given.drag_power_off, &given.drag_power_on),
                (&given.normal_force_slope, &given.center_of_pressure),
                (
                    &given.pitch_damping,
                    &given.roll_damping,
                    &given.roll_forcing,
                ),
            )
        }
        let same_part = |(a, b): (&Part, &Part)| {
            a.position == b.position
                && a.shape == b.shape
                && a.roughness == b.roughness
                && a.given.normal_force_slope == b.given.normal_force_slope
                && a.given.center_of_pressure == b.given.center_of_pressure
                && a.given.drag == b.given.drag
        };
        let nozzles = |rocket: &Self| {
            let mounted = rocket.description.motor.as_ref();
            mounted.map(|each| (each.lit(), each.motor.diameter, each.motor.nozzle_exit_area))
        };
        let (a, b) = (&self.description, &other.description);
        a.parts.len() == b.parts.len()
            && a.parts.iter().zip(&b.parts).all(same_part)
            && a.roughness == b.roughness
            && nozzles(self) == nozzles(other)
            && seen(self) == seen(other)
    }

    /// All its motors with what is left of their propellant at a time since ignition, s; those that do not light keep
    /// theirs. Centre in m from the nose tip; inertias about the rocket's axis, and across it on average over the
    /// directions.
    pub fn motors(&self, time: f64) -> MassProperties {
        let Some(mounted) = &self.description.motor else {
            return MassProperties::default();
        };
        let lit = ChangingMass::steady(mounted.motor.mass_properties(time));
        self.mounting(mounted).place(lit).now
    }

    /// Where its motors stand, and those of them that do not light.
    pub(crate) fn motor_mounting(&self) -> Option<MotorMounting> {
        let mounted = self.description.motor.as_ref()?;
        Some(self.mounting(mounted))
    }

    fn mounting(&self, mounted: &MountedMotor) -> MotorMounting {
        let position = self.motor_position();
        let [lit, cold] = mounted.groups();
        let (count, radius) = (cold.count, cold.radius);
        let still = || mounted.motor.mass_properties(0.0).shifted(position);
        MotorMounting {
            position,
            lit,
            cold: (count > 0).then(|| still().around(count, radius)),
        }
    }

    /// Mass of all its motors as they stand before ignition, times their offsets from the axis along body y and z,
    /// kg m.
    pub(crate) fn motor_moment(&self) -> [f64; 2] {
        let Some(mounted) = &self.description.motor else {
            return [0.0; 2];
        };
        let mass = mounted.motor.mass_properties(0.0).mass;
        let [lit, cold] = mounted.groups();
        [0, 1].map(|axis| mass * (lit.offsets[axis] + cold.offsets[axis]))
    }

    /// Mass of one of its parts, kg, as drawn or given for it.
    pub(crate) fn part_mass(&self, part: &Part) -> f64 {
        let radius = 0.5 * self.reference_diameter();
        part.mass_properties(&self.body, radius).mass
    }

    /// Mass with full motors, kg.
    pub(crate) fn mass_with_motors(&self) -> f64 {
        self.without_motor().mass + self.motors(0.0).mass
    }

    /// Mass of one fin of a set times the distance of its centre from the axis, kg m; zero where there is none.
    pub(crate) fn fin_moment(&self, name: &str) -> f64 {
        let radius = 0.5 * self.reference_diameter();
        let parts = self.description.parts.iter();
        parts
            .filter(|part| part.name == name)
            .filter_map(|part| match &part.shape {
                PartShape::Fins(fins) => {
                    let root = self.body.radius_at(part.position).unwrap_or(radius);
                    let root = fins.body_diameter.map_or(root, |diameter| 0.5 * diameter);
                    let mass =
                        part.mass_properties(&self.body, radius).mass / f64::from(fins.count);
                    let outline = &fins.outline;
                    let height = outline.root_height() + outline.planform().mean_height;
                    Some(mass * (root + height))
                }
                _ => None,
            })
            .sum()
    }

    /// Area of the base that the motors' jets fill while they burn, m²: the nozzle exits; none where those are not
    /// known, for a plume of unknown width is no relief to count on.
    pub(crate) fn plume_area(&self) -> f64 {
        self.description.motor.as_ref().map_or(0.0, |mounted| {
            let motor = &mounted.motor;
            f64::from(mounted.lit()) * motor.nozzle_exit_area.unwrap_or(0.0)
        })
    }

    /// Positions of everything that guides it along a rail, m from the nose tip: foremost and aftmost. Rail
    /// buttons guide at their position, lugs at both ends. Without buttons or lugs, the base of the nose (the
    /// nose tip where none is drawn) and the aft end, as in a tower.
    pub fn guides(&self) -> (f64, f64) {
        let mut guides: Option<(f64, f64)> = None;
        for part in &self.description.parts {
            let (fore, aft) = match part.shape {
                PartShape::RailButton { .. } => (part.position, part.position),
                PartShape::Lug { length, .. } => (part.position, part.position + length),
                _ => continue,
            };
            guides = Some(guides.map_or((fore, aft), |(a, b)| (a.min(fore), b.max(aft))));
        }
        guides.unwrap_or_else(|| {
            let base = self
                .description
                .parts
                .iter()
                .find_map(|part| match &part.shape {
                    PartShape::Nose(nose) => Some(part.position + nose.length),
                    _ => None,
                });
            (base.unwrap_or(0.0), self.length())
        })
    }

    /// Whether its drag comes from its drawing: no curve of the whole is given.
    pub fn has_drawn_drag(&self) -> bool {
        let given = &self.description.given;
        given.drag_power_off.is_none() && given.drag_power_on.is_none()
    }

    /// Whether a rail button or a lug is described: without, [`Self::guides`] are taken.
    pub fn has_guides(&self) -> bool {
        let parts = &self.description.parts;
        parts.iter().any(|part| {
            matches!(
                part.shape,
                PartShape::RailButton { .. } | PartShape::Lug { .. }
            )
        })
    }

    /// The body as one contour; without sections when none is drawn.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// What is possible but strange enough to be a slip, each in a sentence.
    pub fn remarks(&self) -> Vec<String> {
        let dry = self.without_motor();
        let mut found = Vec::new();
        if dry.axial > 2.0 * dry.transverse {
            found.push(format!(
                "the inertia about the axis, {:.4} kg m², is more than twice that across it, {:.4} kg m²: no \
                 body of mass can be so",
                dry.axial, dry.transverse
            ));
        }
        let limit = dry.mass * self.length() * self.length() / 4.0;
        if dry.transverse > limit {
            found.push(format!(
                "the inertia across the axis, {:.4} kg m², is more than if all mass sat at nose and tail, \
                 {limit:.4} kg m²",
                dry.transverse
            ));
        }
        let without = self.description.parachutes.iter();
        found.extend(without.filter(|each| each.drag_area == 0.0).map(|each| {
            let name = &each.name;
            format!("{name} has no drag: it opens and does nothing")
        }));
        let mounted = self.description.motor.as_ref();
        if let Some((one, other)) = mounted.and_then(MountedMotor::overlap) {
            found.push(format!(
                "the motors `{one}` and `{other}` of the cluster reach into each other"
            ));
        }
        found
    }
}
