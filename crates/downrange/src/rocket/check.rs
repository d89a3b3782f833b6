//! From a description to a rocket that can fly.

use super::{Description, Rocket};
use crate::error::Fault;

impl Rocket {
    /// A rocket from its description.
    ///
    /// # Errors
    /// The first thing that makes it impossible.
    pub fn new(description: Description) -> Result<Self, Fault> {
        Ok(Self { description })
    }

    /// What it was made from.
    pub fn description(&self) -> &Description {
        &self.description
    }
}
