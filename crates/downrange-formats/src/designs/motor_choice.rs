//! The motor of a section, chosen by its designation.

use std::collections::BTreeSet;

use downrange::motor::Motor;

use super::warnings::Warnings;
use super::xml::Node;
use crate::error::Error;
use crate::motors::{LibraryMotor, MotorError, MotorLibrary, is_name_of};

/// A motor may be wider than a thin tube around it, or than the drawing's rounding of it, by this share.
const TIGHT: f64 = 0.03;

/// A designation with the maker in brackets, if that is said.
pub fn labelled(designation: &str, maker: &str) -> String {
    match maker {
        "" => designation.to_owned(),
        maker => format!("{designation} ({maker})"),
    }
}

/// The motor of a library that an element names, as `J570W (AT)` or `J570W`, else of the user's motor library; what was
/// passed over, what is odd in its file, and a name that is not exactly this one are warnings.
///
/// # Errors
/// When there is no such motor, or when it may be one of several that differ.
pub fn choose(
    engine: Node<'_>,
    designation: &str,
    library: &MotorLibrary,
    warnings: &mut Warnings,
) -> Result<LibraryMotor, Error> {
    find(engine, designation, library, warnings)?.map_err(|error| refused(engine, &error))
}

/// As [`choose`], with the reason where there is no such motor.
///
/// # Errors
/// When it may be one of several that differ, or the user's motor library cannot be read.
pub fn find(
    engine: Node<'_>,
    designation: &str,
    library: &MotorLibrary,
    warnings: &mut Warnings,
) -> Result<Result<LibraryMotor, MotorError>, Error> {
    find_or_inside(engine, designation, library, || None, warnings)
}

/// As [`find`], with the motor file that the design holds itself, if it does: it goes before the user's motor library.
///
/// # Errors
/// As there.
pub fn find_or_inside(
    engine: Node<'_>,
    designation: &str,
    library: &MotorLibrary,
    inside: impl FnOnce() -> Option<LibraryMotor>,
    warnings: &mut Warnings,
) -> Result<Result<LibraryMotor, MotorError>, Error> {
    let refused = |error: MotorError| refused(engine, &error);
    let (library_motor, passed_over) = match library.find(designation) {
        Ok(found) => (found.library_motor.clone(), found.passed_over),
        Err(error) if error.is_ambiguous() => return Err(refused(error)),
        Err(error) => {
            if let Some(inside) = inside() {
                let message = "no motor file has it: the thrust curve in the design is taken";
                warnings.of(engine, message);
                warnings.repeat(inside.listed.warnings.iter().cloned());
                return Ok(Ok(inside.with_source()));
            }
            let found = match library.find_installed(designation).map_err(refused)? {
                Some(Ok(found)) => found,
                Some(Err(missing)) => {
                    // The caller may take something else.
                    if let Some(unread) = missing.unread() {
                        warnings.of(engine, unread);
                    }
                    return Ok(Err(error.and(&missing)));
                }
                None => return Ok(Err(error)),
            };
            warnings.of(engine, found.describe());
            (found.library_motor, found.passed_over)
        }
    };
    if let Some(passed_over) = passed_over {
        warnings.of(engine, passed_over);
    }
    warnings.repeat(library_motor.listed.warnings.iter().cloned());
    warnings.repeat(library_motor.listed.doubt(&library_motor.listed.motor));
    if !library_motor.is_called(designation) {
        let label = library_motor.label();
        warnings.of(
            engine,
            format!("none is called exactly that: {label} is taken"),
        );
    }
    Ok(Ok(library_motor.with_source()))
}

fn refused(engine: Node<'_>, error: &MotorError) -> Error {
    engine.error_of_text(error.message()).hint(error.hint())
}

/// Refuses a name that was asked for and that none of the engines of a file has: nothing would take its motor.
///
/// # Errors
/// When there is one.
pub fn refuse_unwanted<'n, T: AsRef<str>>(
    node: Node<'_>,
    mut names: impl Iterator<Item = &'n str>,
    engines: &[T],
) -> Result<(), Error> {
    let wants = |name: &str| {
        let mut engines = engines.iter();
        engines.any(|wanted| is_name_of(name, wanted.as_ref()))
    };
    let Some(name) = names.find(|name| !wants(name)) else {
        return Ok(());
    };
    let once: BTreeSet<&str> = engines.iter().map(AsRef::as_ref).collect();
    let hint = match once.is_empty() {
        true => "it names none".to_owned(),
        false => format!("its engines are {}", Vec::from_iter(once).join(", ")),
    };
    let title = format!("no engine of the file is called `{name}`");
    Err(node.error(title).hint(hint))
}

/// The error that no motor file has what an element names.
pub fn missing(engine: Node<'_>, missing: &MotorError) -> Error {
    let more = "thrustcurve.org has certified motors: put the .eng or .rse file beside the design, or name its folder with \
                --motors DIR";
    let hint = format!("{}; {more}", missing.hint());
    engine.error_of_text(missing.message()).hint(hint)
}

/// Makes a motor that is a little wider than the tube around it, m, as wide as that; one that is much wider stays, and is
/// refused with the rocket.
pub fn fit_into(motor: &mut Motor, tube: f64, engine: Node<'_>, warnings: &mut Warnings) {
    let Some(diameter) = motor.diameter else {
        return;
    };
    if diameter <= tube || diameter > (1.0 + TIGHT) * tube {
        return;
    }
    let message = format!(
        "{:.1} mm wide in a tube of {:.1} mm: taken as wide as the tube",
        1e3 * diameter,
        1e3 * tube
    );
    warnings.of(engine, message);
    let radius = tube / 2.0;
    motor.diameter = Some(tube);
    motor.dry.axial = motor.dry.mass * radius * radius;
    motor.dry.transverse =
        motor.dry.mass * (radius * radius / 2.0 + motor.length * motor.length / 12.0);
}
