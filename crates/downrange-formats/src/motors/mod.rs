//! Motor files: RASP `.eng` and RockSim `.rse`.

mod choice;
mod designation;
mod eng;
mod rse;
mod shelf;

use std::ops::Range;

use downrange::motor::Motor;
use downrange::table::Curve;
use downrange::text::visible;

use crate::error::Error;
use crate::kind_of_file::{self, Wanted};
use crate::similar::closest;
use crate::table::thrust::thrust;
use crate::table::{Point, Text};
use crate::text::decoded;
use crate::text::first_of;
use crate::warning::Warning;
pub use shelf::{Found, Shelf, Shelved};

/// A motor of a file, and what the file says besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The motor; its name is the designation.
    pub motor: Motor,
    /// Who makes it.
    pub manufacturer: String,
    /// The delays of its ejection charge as written, such as `6-10-14`; empty or `P` if it has none.
    pub delays: String,
    /// The file.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What was read otherwise than it stands.
    pub warnings: Vec<Warning>,
    /// Why it cannot fly as the file has it: what a launch file gives may replace what is wrong.
    pub fault: Option<Error>,
}

impl Listed {
    /// What is hardly meant about a motor that was made of it, as a warning at its line.
    pub fn doubt(&self, motor: &Motor) -> Option<Warning> {
        let fault = motor.implausible()?;
        let hint = fault
            .hint
            .map_or(String::new(), |hint| format!(" ({hint})"));
        Some(Warning {
            file: self.file.clone(),
            read: self.motor.name.clone(),
            lines: vec![self.line],
            message: format!("{}{hint}", fault.message),
        })
    }
}

/// A motor of a file that cannot be read.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// Its designation, empty where the file has none.
    pub name: String,
    /// What is wrong with it.
    pub error: Error,
}

/// Reads all motors of a file by its name's ending: `.rse` is RockSim's, anything else RASP's.
///
/// # Errors
/// When the file is malformed, says something that cannot be, or holds no motor.
pub fn read_motors(file: &str, bytes: &[u8]) -> Result<Vec<Listed>, Error> {
    let (motors, wrong) = readable_motors(file, bytes);
    match wrong.into_iter().next() {
        Some(wrong) => Err(wrong.error),
        None => Ok(motors),
    }
}

/// Reads the motors of a file as [`read_motors`], and leaves out those with which something is wrong; an `.rse` file that is
/// not XML is wrong as a whole. Something is wrong where there is no motor.
pub fn readable_motors(file: &str, bytes: &[u8]) -> (Vec<Listed>, Vec<Wrong>) {
    let (mut motors, mut wrong) = (Vec::new(), Vec::new());
    for motor in listed_motors(file, bytes) {
        match motor {
            Ok(Listed {
                motor,
                fault: Some(error),
                ..
            }) => wrong.push(Wrong {
                name: motor.name,
                error,
            }),
            Ok(listed) => motors.push(listed),
            Err(one) => wrong.push(one),
        }
    }
    (motors, wrong)
}

/// The motors of a file in its order, with their faults, and what is no motor; at least one of either.
pub(crate) fn listed_motors(file: &str, bytes: &[u8]) -> Vec<Result<Listed, Wrong>> {
    let text = decoded(bytes);
    let nameless = |error| {
        Err(Wrong {
            name: String::new(),
            error,
        })
    };
    if let Err(error) = kind_of_file::expect(Wanted::Motor, file, bytes) {
        return vec![nameless(error)];
    }
    let motors = match file.to_lowercase().ends_with(".rse") {
        true => match rse::read(file, &text) {
            Ok(read) => read.into_iter().map(Ok).collect(),
            Err(error) => vec![nameless(error)],
        },
        false => eng::read(file, &text),
    };
    match motors.is_empty() {
        true => vec![nameless(Error::of_file(file, "no motor in the file"))],
        false => motors,
    }
}

/// Chooses a motor by its designation, with its maker in brackets where that takes both; a file with a single motor needs
/// none. Of several that are called the same and may be one motor it takes one (see [`choice`]), and tells.
///
/// # Errors
/// A message and a hint: when there is no such motor, or there are several.
pub(crate) fn choose(
    motors: Vec<Listed>,
    designation: Option<&str>,
) -> Result<(Listed, Option<Warning>), (String, String)> {
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
            return Err((title, list));
        }
    };
    let named = |name: &str, maker: Option<&str>| -> Vec<&Listed> {
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
        return Err((format!("no motor \"{wanted}\" in the file"), hint));
    };
    let label = |each: &Listed| {
        format!(
            "{} ({}) on line {}",
            each.motor.name, each.manufacturer, each.line
        )
    };
    let others: Vec<(String, &Motor)> = others
        .iter()
        .filter(|other| !choice::twins(&taken.motor, &other.motor))
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
        return Err((title, hint));
    }
    let warning = (!others.is_empty()).then(|| Warning {
        file: taken.file.clone(),
        read: taken.motor.name.clone(),
        lines: vec![taken.line],
        message: choice::told((&label(taken), &taken.motor), &others),
    });
    Ok(((*taken).clone(), warning))
}

/// What a file says of a motor, to be judged once what replaces it is known. Numbers that it does not say are NaN.
struct Said<'a> {
    text: Text<'a>,
    /// Where it begins.
    span: Range<usize>,
    name: &'a str,
    diameter: f64,
    length: f64,
    propellant_mass: f64,
    total_mass: f64,
    /// The first thing that was found to be wrong.
    fault: Option<Error>,
    warnings: Vec<Warning>,
}

impl Said<'_> {
    /// The first thing that is wrong counts.
    fn spoil(&mut self, error: Error) {
        self.fault.get_or_insert(error);
    }

    /// The motor of the points of its curve, and what is wrong with it.
    fn motor(&mut self, points: Result<Vec<Point>, Error>) -> Motor {
        let diameter = match self.diameter == 0.0 {
            true => {
                let message = "the diameter is 0: taken as not known".to_owned();
                let read = self.name.to_owned();
                self.warnings
                    .push(self.text.warning(&[&self.span], read, message));
                None
            }
            false => Some(self.diameter),
        };
        if self.propellant_mass > self.total_mass {
            let title = format!(
                "{} kg of propellant in a motor of {} kg",
                self.propellant_mass, self.total_mass
            );
            self.spoil(self.text.error(self.span.clone(), title));
        }
        let curve = points.and_then(|points| thrust(self.text, &points, &mut self.warnings));
        let curve = curve.map(|placed| placed.curve).unwrap_or_else(|error| {
            self.spoil(error);
            Curve::constant(0.0)
        });
        // Some programs leave control characters in names, and such files fly elsewhere.
        Motor::from_curve_unchecked(
            visible(self.name),
            diameter,
            self.length,
            curve,
            self.propellant_mass,
            self.total_mass,
        )
    }

    /// The motor with what else the file says, judged as it stands.
    fn listed(mut self, motor: Motor, manufacturer: String, delays: String) -> Listed {
        if let Err(fault) = motor.check() {
            let error = self.text.error(self.span.clone(), fault.message);
            self.spoil(match fault.hint {
                Some(hint) => error.hint(hint),
                None => error,
            });
        }
        let line = self.text.lines([&self.span]).first().copied();
        Listed {
            motor,
            manufacturer: visible(&manufacturer).into_owned(),
            delays: visible(&delays).into_owned(),
            file: self.text.file.to_owned(),
            line: line.unwrap_or_default(),
            warnings: self.warnings,
            fault: self.fault,
        }
    }
}
