//! Checks of inertias and coefficients.

use crate::error::Fault;
use crate::rocket::{Coefficient, Inertia};
use crate::table::Curve;

/// Moments of inertia may exceed what a body can have by this share: the rounding of what is given.
pub(in crate::rocket) const INERTIA_SLACK: f64 = 0.01;

/// That of a whole rocket by this much: below, it flies as published and [`Rocket::remarks`] names it (the flight of
/// Halcyon was published with 70 kg m² about the axis and 25 across).
pub(in crate::rocket) const WHOLE_SLACK: f64 = 4.0;

/// What is far from the axis is far from a line across it, on average over the directions half as far squared: the axial
/// moment is at most twice the transverse one, as of a flat disc.
pub(in crate::rocket) fn check_inertia(inertia: Inertia, slack: f64) -> Result<(), Fault> {
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
pub(in crate::rocket) fn check_damping(place: &str, curve: Option<&Curve>) -> Result<(), Fault> {
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
pub(in crate::rocket) fn at_angles(coefficient: &Coefficient) -> bool {
    matches!(coefficient, Coefficient::MachAndAngle { .. })
}

/// All points of a coefficient.
pub(in crate::rocket) fn points(coefficient: &Coefficient) -> impl Iterator<Item = (String, f64)> {
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
pub(in crate::rocket) fn check_coefficient(coefficient: &Coefficient) -> Result<(), Fault> {
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
