//! A rocket that can fly.

use super::body::Body;
use super::description::Description;

/// A rocket that can fly: it exists only when [`Rocket::new`] found it whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Rocket {
    pub(super) description: Description,
    pub(super) body: Body,
}
