//! The members of an ensemble forecast, or of a climatology: one of them is the weather of a sample.

use super::WindProfile;
use crate::air::Air;

/// Members one of which is the weather of a sample, each in the place of what is described.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Ensemble {
    /// No members: the weather is as described.
    #[default]
    None,
    /// Winds against height above the ground, which blow in the air as described (see
    /// [`Target::WindMember`](super::Target::WindMember)).
    Winds(Vec<WindProfile>),
    /// Whole states of the air over the site, pressure, temperature, humidity and wind (see
    /// [`Target::AirMember`](super::Target::AirMember)). What is compiled of a member is shared by its samples.
    Airs(Vec<Air>),
}

impl Ensemble {
    /// How many members.
    pub fn members(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Winds(winds) => winds.len(),
            Self::Airs(airs) => airs.len(),
        }
    }
}
