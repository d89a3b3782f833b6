//! Checks of a rocket as a whole: lengths, fins, air, motor and masses.

use super::coefficients::{
    WHOLE_SLACK, at_angles, check_coefficient, check_damping, check_inertia, points,
};
use super::numbers::{not_negative, positive};
use super::parts::SLACK;
use crate::error::Fault;
use crate::rocket::shape::FinSet;
use crate::rocket::{PartMass, PartShape, Rocket};

impl Rocket {
    pub(in crate::rocket) fn check_whole(&self) -> Result<(), Fault> {
        let given = &self.description.given;
        for (place, value) in [
            ("diameter", given.diameter),
            ("length", given.length),
            ("mass", given.mass),
            ("inertia.axial", given.inertia.map(|i| i.axial)),
            ("inertia.transverse", given.inertia.map(|i| i.transverse)),
        ] {
            value.map_or(Ok(()), |value| positive(place, value))?;
        }
        if let Some(inertia) = given.inertia {
            check_inertia(inertia, WHOLE_SLACK)?;
        }
        not_negative("roughness", self.description.roughness)?;
        for (place, value) in [
            ("thrust_misalignment", self.description.thrust_misalignment),
            ("thrust_offset", self.description.thrust_offset),
            ("thrust_azimuth", self.description.thrust_azimuth),
        ] {
            if !value.is_finite() {
                return Err(Fault::new(place, format!("{value} is not a number")));
            }
        }
        if self.description.parts.is_empty() && given.mass.is_none() {
            return Err(Fault::new(
                "",
                "the rocket has no parts and no given mass, so there is nothing to fly",
            )
            .hint("draw it in [[rocket.parts]], or give mass, length, diameter and coefficients"));
        }
        for (place, value) in [
            ("length", self.length()),
            ("diameter", self.reference_diameter()),
        ] {
            if value <= 0.0 {
                return Err(
                    Fault::new(place, format!("no body is drawn and no {place} is given"))
                        .hint(format!("draw a nose and tubes, or give `{place}`")),
                );
            }
        }
        Ok(())
    }

    pub(in crate::rocket) fn check_fins(&self) -> Result<(), Fault> {
        let length = self.length();
        for (index, part) in self.description.parts.iter().enumerate() {
            let place = || format!("parts[{index}].position");
            if let PartShape::Fins(fins) = &part.shape {
                self.check_root(part.position, fins)
                    .map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
            }
            let extent = match &part.shape {
                PartShape::Fins(fins) => fins.outline.root_chord(),
                PartShape::Lug { length, .. } | PartShape::Mass { length, .. } => *length,
                PartShape::RailButton { .. } => 0.0,
                _ => continue,
            };
            let aft = part.position + extent;
            if part.position < -1e-9 {
                return Err(Fault::new(
                    place(),
                    format!(
                        "`{}` begins {} m ahead of the nose tip",
                        part.name, -part.position
                    ),
                )
                .hint("positions count from the nose tip, positive aft"));
            }
            if matches!(part.shape, PartShape::Fins(_)) {
                // Fins may reach past the tail, as long as their root begins on the body.
                if part.position < length {
                    continue;
                }
                return Err(Fault::new(
                    place(),
                    format!(
                        "`{}` begins {:.4} m from the nose tip, behind the aft end at {length:.4} m",
                        part.name, part.position
                    ),
                )
                .hint("a root may reach past the tail, but it begins on the body"));
            }
            if aft > length + SLACK {
                return Err(Fault::new(
                    place(),
                    format!(
                        "`{}` ends {aft:.4} m from the nose tip, beyond the aft end at {length:.4} m",
                        part.name
                    ),
                ));
            }
        }
        Ok(())
    }

    /// A root that goes inward does so no more than the body under it.
    fn check_root(&self, position: f64, fins: &FinSet) -> Result<(), Fault> {
        let fore = fins.body_diameter.map(|diameter| 0.5 * diameter);
        let fore = fore.or_else(|| self.body.radius_at(position));
        let fore = fore.unwrap_or(0.5 * self.reference_diameter());
        for (x, y) in fins.outline.root_corners() {
            let under = self.body.radius_at(position + x).unwrap_or(0.0);
            if *y < 0.0 && fore + y < under - SLACK {
                return Err(Fault::new(
                    "points",
                    format!(
                        "the point ({x}, {y}) of the outline lies inside the body: {:.4} m from the axis, where the body's radius is {under:.4} m",
                        fore + y
                    ),
                )
                .hint("a root follows the body inward only where the body narrows, as on a boat-tail"));
            }
        }
        Ok(())
    }

    pub(in crate::rocket) fn check_air(&self) -> Result<(), Fault> {
        let given = &self.description.given;
        for (place, coefficient) in [
            ("drag_power_off", &given.drag_power_off),
            ("drag_power_on", &given.drag_power_on),
            ("normal_force_slope", &given.normal_force_slope),
            ("center_of_pressure", &given.center_of_pressure),
        ] {
            let Some(coefficient) = coefficient else {
                continue;
            };
            check_coefficient(coefficient).map_err(|fault| fault.inside(place))?;
            let length = self.length();
            if place == "center_of_pressure"
                && let Some((at, y)) =
                    points(coefficient).find(|(_, y)| *y < -length || *y > 2.0 * length)
            {
                return Err(Fault::new(
                    format!("{place}{at}"),
                    format!("a centre of pressure {y} m from the nose tip is far off a rocket of {length:.3} m"),
                )
                .hint("positions are in metres unless they carry a unit: \"50 in\""));
            }
            if place == "normal_force_slope"
                && let Some((at, _)) = points(coefficient).find(|(_, y)| *y <= 0.0)
            {
                return Err(Fault::new(
                    format!("{place}{at}"),
                    "a slope of the normal force that is not above zero",
                )
                .hint("it is positive for any rocket; where it acts is `center_of_pressure`"));
            }
            // At an angle lift leans forward, and the axial force may too.
            if place.starts_with("drag")
                && let Some((at, _)) = points(coefficient)
                    .find(|(at, y)| *y < 0.0 && (!at_angles(coefficient) || at.starts_with("[0]")))
            {
                let message = "a drag coefficient below zero would push the rocket";
                let fault = Fault::new(format!("{place}{at}"), message);
                return Err(match at_angles(coefficient) {
                    true => fault.hint("at no angle of attack it is zero or more; at others the axial force may lean forward"),
                    false => fault,
                });
            }
        }
        for (place, curve) in [
            ("pitch_damping", &given.pitch_damping),
            ("roll_damping", &given.roll_damping),
        ] {
            check_damping(place, curve.as_ref())?;
        }
        let drawn = !self.body.sections.is_empty();
        let parts = || self.description.parts.iter();
        let missing = |place: &str, what: &str| {
            Err(
                Fault::new(place, format!("no body is drawn and no {what} is given")).hint(
                    format!("draw the rocket, or give `{place}` against Mach number"),
                ),
            )
        };
        if !drawn && given.drag_power_off.is_none() && given.drag_power_on.is_none() {
            return missing("drag_power_off", "drag");
        }
        if !drawn && given.normal_force_slope.is_none() {
            return missing("normal_force_slope", "slope of the normal force");
        }
        if !drawn && given.center_of_pressure.is_none() {
            return missing("center_of_pressure", "centre of pressure");
        }
        let lifts = parts().any(|part| {
            matches!(
                part.shape,
                PartShape::Nose(_) | PartShape::Transition(_) | PartShape::Fins(_)
            )
        });
        if !lifts && (given.center_of_pressure.is_none() || given.normal_force_slope.is_none()) {
            return Err(Fault::new(
                "center_of_pressure",
                "without nose, flare or fins it has no centre of pressure to speak of",
            )
            .hint("give `center_of_pressure` and `normal_force_slope` against Mach number"));
        }
        Ok(())
    }

    pub(in crate::rocket) fn check_motor(&self) -> Result<(), Fault> {
        let Some(mounted) = &self.description.motor else {
            return Ok(());
        };
        let motor = &mounted.motor;
        mounted.check_cluster()?;
        motor.check().map_err(|fault| fault.inside("motor"))?;
        let length = self.length();
        if motor.length > length + SLACK {
            return Err(Fault::new(
                "motor",
                format!(
                    "the motor `{}` is {:.4} m long, longer than the rocket's {length:.4} m",
                    motor.name, motor.length
                ),
            ));
        }
        let (fore, aft) = (self.motor_position(), self.motor_position() + motor.length);
        if !fore.is_finite() || fore < -SLACK || fore > length {
            return Err(Fault::new(
                "motor.position",
                format!(
                    "the motor's forward end sits {fore} m from the nose tip, expected 0 to {length:.4} m"
                ),
            ));
        }
        if fore + 0.5 * motor.length > length {
            return Err(Fault::new(
                "motor.position",
                format!(
                    "most of the motor `{}` hangs out behind the rocket, which ends {length:.4} m from the nose tip",
                    motor.name
                ),
            ));
        }
        let calibre = self.reference_diameter();
        if let Some(area) = motor.nozzle_exit_area
            && area > 0.25 * std::f64::consts::PI * calibre * calibre
        {
            return Err(Fault::new(
                "motor",
                format!(
                    "the nozzle exit of {:.1} mm is wider than the rocket of {:.1} mm",
                    2e3 * (area / std::f64::consts::PI).sqrt(),
                    1e3 * calibre
                ),
            ));
        }
        let Some(diameter) = motor.diameter else {
            return Ok(());
        };
        for part in &self.description.parts {
            let PartShape::Tube(tube) = &part.shape else {
                continue;
            };
            let beside = part.position + SLACK < aft && part.position + tube.length > fore + SLACK;
            let room = if tube.inner_diameter > 0.0 {
                tube.inner_diameter
            } else {
                tube.outer_diameter
            };
            // A tenth of a millimetre: catalogues round.
            if beside && diameter > room + 1e-4 {
                return Err(Fault::new(
                    "motor",
                    format!(
                        "the motor `{}` is {:.1} mm in diameter, larger than its tube `{}` with {:.1} mm inside",
                        motor.name,
                        1e3 * diameter,
                        part.name,
                        1e3 * room
                    ),
                ));
            }
        }
        Ok(())
    }

    pub(in crate::rocket) fn check_mass(&self) -> Result<(), Fault> {
        let given = &self.description.given;
        let weightless = self
            .description
            .parts
            .iter()
            .all(|part| matches!(part.stuff, PartMass::Weightless));
        if weightless {
            for (place, known) in [
                ("mass", given.mass.is_some()),
                ("center_of_mass", given.center_of_mass.is_some()),
                ("inertia", given.inertia.is_some()),
            ] {
                if !known {
                    return Err(Fault::new(
                        place,
                        format!("no part has a mass and no `{place}` is given"),
                    )
                    .hint(
                        "give the whole rocket's mass, center_of_mass and inertia, or each part a mass or material",
                    ));
                }
            }
        }
        let dry = self.without_motor();
        positive("mass", dry.mass)?;
        let length = self.length();
        if !(0.0..=length).contains(&dry.center) {
            return Err(Fault::new(
                "center_of_mass",
                format!(
                    "the centre of mass without motor is {:.4} m from the nose tip, outside the rocket (0 to {length:.4} m)",
                    dry.center
                ),
            ));
        }
        for (name, value) in [("axial", dry.axial), ("transverse", dry.transverse)] {
            if !(value.is_finite() && value > 0.0) {
                return Err(Fault::new(
                    "inertia",
                    format!("the {name} moment of inertia is {value} kg m², expected more than zero"),
                )
                .hint("masses drawn as points on the axis have none: draw the body, or give `inertia`"));
            }
        }
        Ok(())
    }
}
