//! Choosing among motors that are called alike.
//!
//! The same motor lies about in several files and forms. The one taken is, in this order: one that can fly, one of a `.eng` file
//! (which RASAero itself flies), the one whose curve has the most points, the first by the path of its file, the first in
//! its file. What was passed over is told, with how far it differs. Where impulses are further apart than two
//! motors of one type can be, these are different motors, and nothing is chosen.

use std::cmp::Reverse;

use downrange::motor::Motor;

use super::listed::MotorEntry;

/// Impulses of one type of motor differ by less: three times the standard deviation of 6.7 % of the mean that
/// certification allows (NFPA 1125, as the NAR's Standards & Testing Committee applies it).
const ONE_TYPE: f64 = 0.2;

/// Motors that a message lists at most.
pub const LISTED: usize = 6;

/// Puts motors in the order in which they are taken.
pub fn ranked<'m>(motors: impl IntoIterator<Item = &'m MotorEntry>) -> Vec<&'m MotorEntry> {
    let mut ranked: Vec<&MotorEntry> = motors.into_iter().collect();
    ranked.sort_by_key(|each| {
        let points = each.motor.thrust.points().len();
        let is_eng = each.file.to_lowercase().ends_with(".eng");
        (
            each.fault.is_some(),
            !is_eng,
            Reverse(points),
            &each.file,
            each.line,
        )
    });
    ranked
}

/// Whether two may be one motor.
pub fn may_be_one(one: &Motor, other: &Motor) -> bool {
    (other.total_impulse() / one.total_impulse() - 1.0).abs() <= ONE_TYPE
}

/// The same motor, called the same or not.
pub fn same_motor(one: &Motor, other: &Motor) -> bool {
    let renamed = Motor {
        name: one.name.clone(),
        ..other.clone()
    };
    *one == renamed
}

/// What is told of a choice: the one taken and those passed over, each with its label.
pub fn told(taken: (&str, &Motor), others: &[(String, &Motor)]) -> String {
    let mut passed: Vec<String> = others
        .iter()
        .take(LISTED)
        .map(|(label, other)| {
            let more = |of: fn(&Motor) -> f64| 100.0 * (of(other) / of(taken.1) - 1.0);
            format!(
                "{label} ({:+.1} % in impulse, {:+.1} % in burn time)",
                more(Motor::total_impulse),
                more(Motor::burn_time)
            )
        })
        .collect();
    if others.len() > LISTED {
        passed.push(format!("and {} more", others.len() - LISTED));
    }
    format!("{} is taken; passed over: {}", taken.0, passed.join(", "))
}
