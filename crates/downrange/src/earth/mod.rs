//! Where is it? The ellipsoid, its gravity, the frame a flight lives in, distances over the ground, and where what
//! nothing holds comes down.
//!
//! Heights are above the ellipsoid; mean sea level is taken as the ellipsoid.

mod frame;
mod geodesic;
mod gravity;
mod impact;
mod planet;

pub use frame::{Place, SiteFrame};
pub use geodesic::{Course, course, destination, east_north, place_at};
pub use impact::{ImpactPoint, vacuum_impact};
pub use planet::Earth;
