//! Motor files: RASP `.eng` and RockSim `.rse`.

mod eng;
mod rse;
mod shelf;

use std::ops::Range;

use downrange::motor::Motor;

use crate::error::Error;
use crate::kind_of_file::{self, Wanted};
use crate::launch::nearest;
use crate::text::decoded;
pub use shelf::{Shelf, Shelved};

/// A motor of a file, and what the file says besides.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The motor; its name is the designation.
    pub motor: Motor,
    /// Who makes it.
    pub manufacturer: String,
    /// The delays of its ejection charge as written, such as `6-10-14`; empty or `P` if it has none.
    pub delays: String,
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

/// Reads the motors of a file as [`read_motors`], and leaves out those with which something is wrong; of an `.rse` file
/// that is all or none. Something is wrong where there is no motor.
pub fn readable_motors(file: &str, bytes: &[u8]) -> (Vec<Listed>, Vec<Wrong>) {
    let text = decoded(bytes);
    let nameless = |error| Wrong {
        name: String::new(),
        error,
    };
    let (mut motors, mut wrong) = (Vec::new(), Vec::new());
    if let Err(error) = kind_of_file::expect(Wanted::Motor, file, bytes) {
        return (motors, vec![nameless(error)]);
    }
    match file.to_lowercase().ends_with(".rse") {
        true => match rse::read(file, &text) {
            Ok(read) => motors = read,
            Err(error) => wrong.push(nameless(error)),
        },
        false => {
            for motor in eng::read(file, &text) {
                match motor {
                    Ok(motor) => motors.push(motor),
                    Err(one) => wrong.push(one),
                }
            }
        }
    }
    if motors.is_empty() && wrong.is_empty() {
        wrong.push(nameless(Error::of_file(file, "no motor in the file")));
    }
    (motors, wrong)
}

/// Chooses a motor by its designation, with its maker in brackets where that takes both; a file with a single motor needs
/// none.
///
/// # Errors
/// A message and a hint: when there is no such motor, or several and no designation.
pub fn choose(
    mut motors: Vec<Listed>,
    designation: Option<&str>,
) -> Result<Listed, (String, String)> {
    let names: Vec<String> = motors.iter().map(|each| each.motor.name.clone()).collect();
    let list = format!("it has {}", names.join(", "));
    let Some(wanted) = designation else {
        return match motors.len() {
            1 => Ok(motors.swap_remove(0)),
            count => Err((
                format!("the file has {count} motors and `designation` does not say which"),
                list,
            )),
        };
    };
    let exactly = names
        .iter()
        .position(|name| name.eq_ignore_ascii_case(wanted.trim()));
    let (name, maker) = shelf::split(wanted);
    let with_maker = || {
        motors.iter().position(|each| {
            each.motor.name.eq_ignore_ascii_case(name)
                && maker.is_some_and(|maker| shelf::same_maker(&each.manufacturer, maker))
        })
    };
    match exactly.or_else(with_maker) {
        Some(index) => Ok(motors.swap_remove(index)),
        None => {
            let hint = match nearest(wanted, names.iter().map(String::as_str)) {
                Some(name) => format!("did you mean \"{name}\"?"),
                None => list,
            };
            Err((format!("no motor \"{wanted}\" in the file"), hint))
        }
    }
}

/// The text of a motor file.
struct Text<'a> {
    file: &'a str,
    text: &'a str,
}

impl Text<'_> {
    fn error(&self, span: Range<usize>, title: impl Into<String>) -> Error {
        Error::of_file(self.file, title).at(self.text, span)
    }
}

/// A point of a thrust curve and where it stands.
struct Point {
    time: f64,
    thrust: f64,
    span: Range<usize>,
}

/// A curve through points whose times rise and whose thrusts are not negative.
fn thrust_curve(text: &Text<'_>, points: &[Point]) -> Result<downrange::table::Curve, Error> {
    let mut before = f64::NEG_INFINITY;
    for point in points {
        if point.time <= before {
            let title = format!("{} s follows {before} s, but times must rise", point.time);
            return Err(text.error(point.span.clone(), title));
        }
        if point.thrust < 0.0 || point.time < 0.0 {
            let title = format!(
                "{} N at {} s, expected neither below zero",
                point.thrust, point.time
            );
            return Err(text.error(point.span.clone(), title));
        }
        before = point.time;
    }
    let span = points.first().map_or(0..0, |point| point.span.clone());
    downrange::table::Curve::new(
        points
            .iter()
            .map(|point| (point.time, point.thrust))
            .collect(),
    )
    .map_err(|fault| text.error(span, fault.message))
}
