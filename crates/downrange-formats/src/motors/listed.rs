//! A motor of a file, as it stands.

use std::ops::Range;

use downrange::motor::Motor;
use downrange::table::Curve;
use downrange::text::visible;

use crate::error::Error;
use crate::table::thrust::thrust;
use crate::table::{PlacedPoint, Text};
use crate::warning::Warning;

/// A motor of a file, and what the file says besides.
#[derive(Debug, Clone, PartialEq)]
pub struct MotorEntry {
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

impl MotorEntry {
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
pub struct RejectedEntry {
    /// Its designation, empty where the file has none.
    pub name: String,
    /// What is wrong with it.
    pub error: Error,
}

/// What a file says of a motor, to be judged once what replaces it is known. Numbers that it does not say are NaN.
pub struct Said<'a> {
    pub text: Text<'a>,
    /// Where it begins.
    pub span: Range<usize>,
    pub name: &'a str,
    pub diameter: f64,
    pub length: f64,
    pub propellant_mass: f64,
    pub total_mass: f64,
    /// The first thing that was found to be wrong.
    pub fault: Option<Error>,
    /// What was read otherwise than it stands.
    pub warnings: Vec<Warning>,
}

impl Said<'_> {
    /// The first thing that is wrong counts.
    pub fn spoil(&mut self, error: Error) {
        self.fault.get_or_insert(error);
    }

    /// The motor of the points of its curve, and what is wrong with it.
    pub fn motor(&mut self, points: Result<Vec<PlacedPoint>, Error>) -> Motor {
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
    pub fn listed(mut self, motor: Motor, manufacturer: String, delays: String) -> MotorEntry {
        if let Err(fault) = motor.check() {
            let error = self.text.error(self.span.clone(), fault.message);
            self.spoil(match fault.hint {
                Some(hint) => error.hint(hint),
                None => error,
            });
        }
        let line = self.text.lines([&self.span]).first().copied();
        MotorEntry {
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
