//! A rocket that can fly.

use super::body::Body;
use super::description::RocketDescription;
use super::parachute::Parachute;
use super::parachute::Trigger;
use crate::error::Fault;
use crate::rocket::checks::parachutes::check_parachutes;
use crate::rocket::checks::parts::check_names;
use crate::rocket::checks::parts::check_part;
use crate::rocket::checks::parts::check_row;
use crate::rocket::checks::parts::check_sets;

/// A rocket that can fly: it exists only when [`Rocket::new`] found it whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Rocket {
    pub(in crate::rocket) description: RocketDescription,
    pub(in crate::rocket) body: Body,
}

impl Rocket {
    /// A rocket from its description.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn new(description: RocketDescription) -> Result<Self, Fault> {
        Self::rebuild(description, None)
    }

    /// A rocket from another description: as [`Rocket::new`], to the last digit, but what is drawn as here is taken over.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn with_description(&self, description: RocketDescription) -> Result<Self, Fault> {
        Self::rebuild(description, Some(self))
    }

    fn rebuild(description: RocketDescription, known: Option<&Self>) -> Result<Self, Fault> {
        for (index, part) in description.parts.iter().enumerate() {
            check_part(part).map_err(|fault| fault.inside(&format!("parts[{index}]")))?;
        }
        check_sets(&description)?;
        check_names(&description)?;
        let body = Body::rebuild(
            &description,
            known.map(|known| (&known.description, &known.body)),
        );
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
    pub fn description(&self) -> &RocketDescription {
        &self.description
    }
}
