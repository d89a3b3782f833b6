//! Where is it? The ellipsoid, its gravity, the frame a flight lives in, distances over the ground, and where what
//! nothing holds comes down.
//!
//! Heights are above the ellipsoid; mean sea level is taken as the ellipsoid.

mod expansion;
mod frame;
mod geodesic;
mod gravity;
mod impact;
mod planet;

pub(crate) use expansion::LocalExpansion;
pub use frame::{LocalFrame, SiteFrame};
pub use geodesic::{Geodesic, direct_geodesic, from_east_north, inverse_geodesic, to_east_north};
pub use impact::{ImpactPoint, vacuum_impact};
pub use planet::Earth;
