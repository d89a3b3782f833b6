//! From a description to a rocket that can fly: what is physically impossible is refused by name.
//!
//! Places are relative to the rocket (`parts[2].position`, `motor`, `mass`); the reader of launch files prefixes
//! its own. What is merely strange is kept as it stands and listed by [`Rocket::oddities`].

use super::shape::FinSet;
use super::{
    Body, Coefficient, Description, Inertia, Parachute, Part, Releases, Rocket, Shape, Stuff,
    Trigger,
};
use crate::error::Fault;
use crate::table::Curve;
use std::collections::HashMap;

/// Sections may miss or overlap each other by this much, m: the rounding of drawings.
const SLACK: f64 = 1e-3;

impl Rocket {
    /// A rocket from its description.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn new(description: Description) -> Result<Self, Fault> {
        Self::like(description, None)
    }

    /// A rocket from another description: as [`Rocket::new`], to the last digit, but what is drawn as here is taken over.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn redescribed(&self, description: Description) -> Result<Self, Fault> {
        Self::like(description, Some(self))
    }

    fn like(description: Description, known: Option<&Self>) -> Result<Self, Fault> {
        for (index, part) in description.parts.iter().enumerate() {
            check_part(part).map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
        }
        check_sets(&description)?;
        check_names(&description)?;
        let body = Body::like(&description, known);
        check_row(&description, &body)?;
        let rocket = Self { description, body };
        rocket.check_whole()?;
        rocket.check_fins()?;
        rocket.check_air()?;
        rocket.check_motor()?;
        rocket.check_mass()?;
        check_parachutes(&rocket.description.parachutes)?;
        let waits = |parachute: &Parachute| matches!(parachute.trigger, Trigger::Burnout(_));
        let parachutes = &rocket.description.parachutes;
        if let (None, Some(index)) = (&rocket.description.motor, parachutes.iter().position(waits))
        {
            return Err(Fault::new(
                format!("parachutes[{index}].trigger"),
                "the parachute waits for a motor that is not there",
            ));
        }
        Ok(rocket)
    }

    /// What it was made from.
    pub fn description(&self) -> &Description {
        &self.description
    }

    fn check_whole(&self) -> Result<(), Fault> {
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

    fn check_fins(&self) -> Result<(), Fault> {
        let length = self.length();
        for (index, part) in self.description.parts.iter().enumerate() {
            let place = || format!("parts[{index}].position");
            if let Shape::Fins(fins) = &part.shape {
                self.check_root(part.position, fins)
                    .map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
            }
            let extent = match &part.shape {
                Shape::Fins(fins) => fins.outline.root_chord(),
                Shape::Lug { length, .. } | Shape::Mass { length, .. } => *length,
                Shape::RailButton { .. } => 0.0,
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
            if matches!(part.shape, Shape::Fins(_)) {
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

    fn check_air(&self) -> Result<(), Fault> {
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
                Shape::Nose(_) | Shape::Transition(_) | Shape::Fins(_)
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

    fn check_motor(&self) -> Result<(), Fault> {
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
            let Shape::Tube(tube) = &part.shape else {
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

    fn check_mass(&self) -> Result<(), Fault> {
        let given = &self.description.given;
        let weightless = self
            .description
            .parts
            .iter()
            .all(|part| matches!(part.stuff, Stuff::Weightless));
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

/// Moments of inertia may exceed what a body can have by this share: the rounding of what is given.
pub(super) const INERTIA_SLACK: f64 = 0.01;

/// That of a whole rocket by this much: below, it flies as published and [`Rocket::oddities`] names it (the flight of
/// Halcyon was published with 70 kg m² about the axis and 25 across).
const WHOLE_SLACK: f64 = 4.0;

/// What is far from the axis is far from a line across it, on average over the directions half as far squared: the axial
/// moment is at most twice the transverse one, as of a flat disc.
fn check_inertia(inertia: Inertia, slack: f64) -> Result<(), Fault> {
    let Inertia { axial, transverse } = inertia;
    if axial <= 2.0 * transverse * (1.0 + slack) {
        return Ok(());
    }
    let message = format!(
        "no body of mass has a moment of inertia of {axial} kg m² about its axis and {transverse} kg m² across it"
    );
    Err(Fault::new("inertia", message)
        .hint("about the axis it is at most twice that across, as of a flat disc; check the units, and which is which"))
}

/// A damping coefficient is never above zero, or it drives.
pub(super) fn check_damping(place: &str, curve: Option<&Curve>) -> Result<(), Fault> {
    let mut points = curve
        .into_iter()
        .flat_map(|curve| curve.points())
        .enumerate();
    match points.find(|(_, (_, value))| *value > 0.0) {
        Some((index, (mach, value))) => {
            let at = match curve.is_some_and(|curve| curve.points().len() > 1) {
                true => format!(" at Mach {mach}"),
                false => String::new(),
            };
            let message = format!("a damping of {value}{at}, above zero, would drive the turning");
            Err(Fault::new(format!("{place}[{index}]"), message)
                .hint(format!("negative damps: did you mean -{value}?")))
        }
        None => Ok(()),
    }
}

/// Whether a coefficient stands against angle of attack too.
fn at_angles(coefficient: &Coefficient) -> bool {
    matches!(coefficient, Coefficient::MachAndAngle { .. })
}

/// All points of a coefficient.
fn points(coefficient: &Coefficient) -> impl Iterator<Item = (String, f64)> {
    let (curves, many) = match coefficient {
        Coefficient::Mach(curve) => (std::slice::from_ref(curve), false),
        Coefficient::MachAndAngle { curves, .. } => (curves.as_slice(), true),
    };
    curves.iter().enumerate().flat_map(move |(index, curve)| {
        let angle = if many {
            format!("[{index}]")
        } else {
            String::new()
        };
        let points = curve.points().iter().enumerate();
        points.map(move |(point, (_, y))| (format!("{angle}[{point}]"), *y))
    })
}

/// A table against angle of attack has a curve for each angle, and its angles rise from zero.
fn check_coefficient(coefficient: &Coefficient) -> Result<(), Fault> {
    let Coefficient::MachAndAngle { angles, curves } = coefficient else {
        return Ok(());
    };
    if angles.is_empty() || angles.len() != curves.len() {
        return Err(Fault::new(
            "",
            format!(
                "{} angles of attack for {} columns, expected one column for each angle",
                angles.len(),
                curves.len()
            ),
        ));
    }
    let rising = angles.windows(2).all(|pair| pair[0] < pair[1]);
    if angles[0] != 0.0 || !rising || angles.iter().any(|angle| !angle.is_finite()) {
        return Err(Fault::new("", "the angles of attack do not rise from zero"));
    }
    Ok(())
}

/// Quantities of anything that flies, in SI units, but for zero: further off, arithmetic fails before sense does.
const SENSIBLE: std::ops::RangeInclusive<f64> = 1e-15..=1e15;

/// A quantity that has to be greater than zero.
pub(super) fn positive(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, value > 0.0, "more than zero")
}

/// A quantity that may be zero.
pub(super) fn not_negative(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, value >= 0.0, "zero or more")
}

/// A quantity of either sign.
pub(super) fn signed(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, true, "a number")
}

fn quantity(place: &str, value: f64, fits: bool, expected: &str) -> Result<(), Fault> {
    let fault = |expected: &str| {
        let message = format!("{} is {value}, expected {expected}", leaf(place));
        Err(Fault::new(place, message))
    };
    if !(value.is_finite() && fits) {
        fault(expected)
    } else if value != 0.0 && !SENSIBLE.contains(&value.abs()) {
        fault("what a rocket may have")
    } else {
        Ok(())
    }
}

fn leaf(place: &str) -> String {
    place.rsplit('.').next().unwrap_or(place).replace('_', " ")
}

fn check_wall(wall: Option<f64>, largest: f64) -> Result<(), Fault> {
    let Some(wall) = wall else { return Ok(()) };
    positive("wall", wall)?;
    if wall > 0.5 * largest {
        return Err(Fault::new(
            "wall",
            format!(
                "a wall {wall} m thick is thicker than the radius of {} m",
                0.5 * largest
            ),
        )
        .hint("leave `wall` out for a solid part"));
    }
    Ok(())
}

fn check_bore(outer: f64, inner: f64) -> Result<(), Fault> {
    positive("outer_diameter", outer)?;
    not_negative("inner_diameter", inner)?;
    if inner >= outer {
        return Err(Fault::new(
            "inner_diameter",
            format!("an inner diameter of {inner} m leaves no wall in an outer one of {outer} m"),
        ));
    }
    Ok(())
}

fn check_part(part: &Part) -> Result<(), Fault> {
    if !part.position.is_finite() {
        return Err(Fault::new("position", "the position is not a number"));
    }
    match &part.shape {
        Shape::Nose(nose) => {
            positive("length", nose.length)?;
            positive("base_diameter", nose.base_diameter)?;
            check_wall(nose.wall, nose.base_diameter)?;
            nose.profile.check(nose.length, 0.5 * nose.base_diameter)?;
            nose.check_tip()?;
        }
        Shape::Tube(tube) => {
            positive("length", tube.length)?;
            check_bore(tube.outer_diameter, tube.inner_diameter)?;
        }
        Shape::Transition(transition) => {
            positive("length", transition.length)?;
            positive("fore_diameter", transition.fore_diameter)?;
            positive("aft_diameter", transition.aft_diameter)?;
            check_wall(
                transition.wall,
                transition.fore_diameter.max(transition.aft_diameter),
            )?;
            let rise = 0.5 * (transition.aft_diameter - transition.fore_diameter).abs();
            if rise == 0.0 {
                return Err(Fault::new(
                    "aft_diameter",
                    "a transition between equal diameters is a tube",
                ));
            }
            transition.profile.check(transition.length, rise)?;
        }
        Shape::Fins(fins) => fins.check()?,
        Shape::Lug {
            length,
            outer_diameter,
            inner_diameter,
        } => {
            positive("length", *length)?;
            check_bore(*outer_diameter, *inner_diameter)?;
        }
        Shape::RailButton { diameter, height } => {
            positive("diameter", *diameter)?;
            positive("height", *height)?;
        }
        Shape::Mass { length, diameter } => {
            not_negative("length", *length)?;
            not_negative("diameter", *diameter)?;
            if matches!(part.stuff, Stuff::Density(_)) && length * diameter == 0.0 {
                return Err(Fault::new(
                    "density",
                    "a mass piece without volume cannot follow from a density",
                )
                .hint("give its mass"));
            }
        }
    }
    match part.stuff {
        Stuff::Density(density) => positive("density", density)?,
        Stuff::Mass(mass) => positive("mass", mass)?,
        Stuff::Weightless => {}
    }
    if let Some(roughness) = part.roughness {
        not_negative("roughness", roughness)?;
    }
    if let Some(inertia) = part.given.inertia {
        not_negative("inertia.axial", inertia.axial)?;
        not_negative("inertia.transverse", inertia.transverse)?;
        check_inertia(inertia, INERTIA_SLACK)?;
    }
    if part.given.center_of_mass.is_some_and(|x| !x.is_finite()) {
        return Err(Fault::new(
            "center_of_mass",
            "the centre of mass is not a number",
        ));
    }
    Ok(())
}

/// No rocket has more sets of fins: each has its own wave drag, and acts on those behind it.
const MOST_SETS: usize = 32;

fn check_sets(description: &Description) -> Result<(), Fault> {
    let parts = description.parts.iter().enumerate();
    let mut sets = parts.filter(|(_, part)| matches!(part.shape, Shape::Fins(_)));
    match sets.nth(MOST_SETS) {
        Some((index, _)) => {
            let message = format!("more than {MOST_SETS} sets of fins");
            Err(Fault::new(format!("parts[{index}]"), message)
                .hint("fins alike around the body are one set, with a `count`"))
        }
        None => Ok(()),
    }
}

fn check_names(description: &Description) -> Result<(), Fault> {
    let mut named: HashMap<&str, usize> = HashMap::with_capacity(description.parts.len());
    for (index, part) in description.parts.iter().enumerate() {
        Fault::named(&part.name).map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
        let first = *named.entry(&part.name).or_insert(index);
        if first < index {
            return Err(Fault::new(
                format!("parts[{index}].name"),
                format!("the name `{}` is taken by parts[{first}]", part.name),
            ));
        }
    }
    Ok(())
}

/// Parachutes of one body.
pub(super) fn check_parachutes(parachutes: &[Parachute]) -> Result<(), Fault> {
    for (index, parachute) in parachutes.iter().enumerate() {
        let inside = |fault: Fault| fault.inside(&format!("parachutes[{index}]"));
        Fault::named(&parachute.name).map_err(inside)?;
        if parachutes[..index]
            .iter()
            .any(|other| other.name == parachute.name)
        {
            let message = format!("two parachutes are called `{}`", parachute.name);
            return Err(inside(Fault::new("name", message)));
        }
        check_parachute(parachute).map_err(inside)?;
        check_releases(parachutes, parachute).map_err(inside)?;
    }
    Ok(())
}

/// What a parachute lets go of is another one, and does not let go of it in turn.
fn check_releases(parachutes: &[Parachute], parachute: &Parachute) -> Result<(), Fault> {
    let named = |parachute: &Parachute| match &parachute.releases {
        Releases::Named(names) => names.clone(),
        Releases::Drogue => Vec::new(),
    };
    for (at, name) in named(parachute).iter().enumerate() {
        let fault = |message: String| Fault::new(format!("releases[{at}]"), message);
        if *name == parachute.name {
            return Err(fault(format!("`{name}` would let go of itself")));
        }
        let Some(other) = parachutes.iter().find(|other| other.name == *name) else {
            let known: Vec<&str> = parachutes.iter().map(|each| each.name.as_str()).collect();
            return Err(fault(format!("no parachute is called `{name}`"))
                .hint(format!("there are: {}", known.join(", "))));
        };
        if named(other).contains(&parachute.name) {
            return Err(fault(format!(
                "`{}` and `{name}` would let go of each other",
                parachute.name
            )));
        }
    }
    Ok(())
}

/// The body sections follow each other from the nose tip aft.
fn check_row(description: &Description, body: &Body) -> Result<(), Fault> {
    let mut end = 0.0;
    let mut before = "the nose tip";
    let mut nose = None;
    for (order, section) in body.sections.iter().enumerate() {
        let part = &description.parts[section.part];
        let at = |key: &str| format!("parts[{}].{key}", section.part);
        if let Shape::Nose(_) = part.shape {
            if let Some(first) = nose {
                return Err(Fault::new(
                    at("shape"),
                    format!("a second nose, `{}`, besides `{first}`", part.name),
                ));
            }
            nose = Some(part.name.as_str());
        }
        let gap = section.fore() - end;
        if gap < -SLACK && order == 0 {
            return Err(Fault::new(
                at("position"),
                format!("`{}` begins {} m ahead of the nose tip", part.name, -gap),
            )
            .hint("positions count from the nose tip, positive aft"));
        }
        if gap.abs() > SLACK {
            let what = if gap > 0.0 {
                "leaves a gap of"
            } else {
                "overlaps by"
            };
            return Err(Fault::new(
                at("position"),
                format!(
                    "`{}` at {} m {what} {:.4} m after {before}, which ends at {end:.4} m",
                    part.name,
                    part.position,
                    gap.abs()
                ),
            )
            .hint("body sections follow each other; draw what is between, or move it"));
        }
        if matches!(part.shape, Shape::Nose(_)) && order > 0 {
            return Err(Fault::new(
                at("position"),
                format!("the nose `{}` is not the foremost part", part.name),
            ));
        }
        end = section.aft();
        before = &part.name;
    }
    Ok(())
}

fn check_parachute(parachute: &Parachute) -> Result<(), Fault> {
    not_negative("drag_area", parachute.drag_area)?;
    not_negative("lag", parachute.lag)?;
    not_negative("filling_time", parachute.filling_time)?;
    match parachute.trigger {
        Trigger::Apogee => Ok(()),
        Trigger::Altitude(height) => positive("altitude", height),
        Trigger::Time(time) => not_negative("time", time),
        Trigger::Burnout(delay) => not_negative("delay", delay),
    }
}
