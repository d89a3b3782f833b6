//! Where what is not motor has its centre, from the centre of gravity that a file gives of everything together.

use super::units::{inches, rounded};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// What a section weighs; kg, m from the nose tip, kg m.
pub struct Balance {
    /// The mass of everything that is still together.
    pub together: f64,
    /// The moment of all of it but the dry mass of the section.
    pub above: f64,
    /// The dry mass of the section.
    pub dry: f64,
    /// Its forward and aft end.
    pub section: (f64, f64),
}

impl Balance {
    /// Where the dry mass has its centre, so that all balances where the file says: whether a rocket flies straight
    /// hangs on that. Files whose rocket was never weighed ask for places off the section. Those on the rocket are
    /// taken; for those ahead of it the nose tip is, as ballast is carried forward. Behind it nothing is: the mass is
    /// spread over the skin as if the file said nothing.
    ///
    /// # Errors
    /// When the file says no number, or one below zero.
    pub fn center(
        &self,
        simulation: Node<'_>,
        name: &str,
        skin: f64,
        warnings: &mut Warnings,
    ) -> Result<f64, Error> {
        let said = inches(simulation.not_negative(name)?);
        let (fore, aft) = self.section;
        let asked = rounded((self.together * said - self.above) / self.dry);
        if said > 0.0 && (fore..=aft).contains(&asked) {
            return Ok(asked);
        }
        let inch = inches(1.0);
        let off = format!(
            "less motors it leaves a centre {:.2} in from the nose tip, off a section from {:.2} to {:.2} in: ",
            asked / inch,
            fore / inch,
            aft / inch
        );
        let evenly = "what is not motor is spread evenly over the skin";
        let (center, message) = if said <= 0.0 {
            (skin, format!("no centre of gravity is given: {evenly}"))
        } else if asked > aft {
            (skin, off + evenly)
        } else if asked >= 0.0 {
            let taken = "taken all the same, so that the whole balances there";
            (asked, off + taken)
        } else {
            let nearest = format!(
                "put at the nose tip, so that the whole balances at {:.2} in",
                self.above / self.together / inch
            );
            (0.0, off + &nearest)
        };
        let place = simulation.child(name).unwrap_or(simulation);
        warnings.of(place, message);
        Ok(rounded(center))
    }
}
