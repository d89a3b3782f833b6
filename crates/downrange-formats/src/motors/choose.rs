//! One motor of a file, by its designation.

use downrange::motor::Motor;

use super::listed::MotorEntry;
use super::motor_error::MotorError;
use super::{choice, designation};
use crate::similar::closest;
use crate::text::first_of;
use crate::warning::Warning;

/// Chooses a motor by its designation, with its maker in brackets where that takes both; a file with a single motor needs
/// none. Of several that are called the same and may be one motor it takes one (see [`choice`]), and tells.
///
/// # Errors
/// When there is no such motor, or there are several.
pub fn choose(
    motors: Vec<MotorEntry>,
    designation: Option<&str>,
) -> Result<(MotorEntry, Option<Warning>), MotorError> {
    let names: Vec<String> = motors.iter().map(|each| each.motor.name.clone()).collect();
    let list = format!("it has {}", first_of(names.iter(), choice::LISTED));
    let wanted = match (designation, names.as_slice()) {
        (Some(wanted), _) => wanted.trim(),
        (None, [first, others @ ..])
            if others.iter().all(|name| name.eq_ignore_ascii_case(first)) =>
        {
            first
        }
        (None, _) => {
            let title = format!(
                "the file has {} motors and `designation` does not say which",
                motors.len()
            );
            return Err(MotorError::ambiguous(title, list));
        }
    };
    let named = |name: &str, maker: Option<&str>| -> Vec<&MotorEntry> {
        let alike = motors.iter().filter(|each| {
            let of_maker = |maker| designation::same_maker(&each.manufacturer, maker);
            each.motor.name.eq_ignore_ascii_case(name) && maker.is_none_or(of_maker)
        });
        alike.collect()
    };
    let mut alike = named(wanted, None);
    if alike.is_empty() {
        let (name, maker) = designation::split(wanted);
        alike = maker.map_or(Vec::new(), |maker| named(name, Some(maker)));
    }
    let ranked = choice::ranked(alike);
    let Some((taken, others)) = ranked.split_first() else {
        let hint = match closest(wanted, names.iter().map(String::as_str)) {
            Some(name) => format!("did you mean \"{name}\"?"),
            None => list,
        };
        let title = format!("no motor \"{wanted}\" in the file");
        return Err(MotorError::missing(title, hint));
    };
    let label = |each: &MotorEntry| {
        format!(
            "{} ({}) on line {}",
            each.motor.name, each.manufacturer, each.line
        )
    };
    let others: Vec<(String, &Motor)> = others
        .iter()
        .filter(|other| !choice::same_motor(&taken.motor, &other.motor))
        .map(|other| (label(other), &other.motor))
        .collect();
    if let Some((other, _)) = others
        .iter()
        .find(|(_, other)| !choice::may_be_one(&taken.motor, other))
    {
        let title = format!("`{wanted}` names several motors of the file");
        let hint = format!(
            "{} and {other} are different motors: write the maker in brackets, or keep one in a file of its own",
            label(taken)
        );
        return Err(MotorError::ambiguous(title, hint));
    }
    let warning = (!others.is_empty()).then(|| Warning {
        file: taken.file.clone(),
        read: taken.motor.name.clone(),
        lines: vec![taken.line],
        message: choice::told((&label(taken), &taken.motor), &others),
    });
    Ok(((*taken).clone(), warning))
}
