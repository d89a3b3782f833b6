//! RASAero II files (`.CDX1`): a drawing, a launch site, recovery, and simulations with their motors and weights.
//!
//! The file is XML in inches, pounds, feet, °F, mph and inches of mercury. RASAero publishes no description of it: what its
//! elements mean is taken from the *RASAero II Users Manual* (C. E. Rogers and D. Cooper, 2019), from what files say
//! that RASAero has written, and from OpenRocket's importer, and stands with the module that reads them. Everything that
//! a file says is used, or a [`Warning`](crate::Warning) names it; so does what a flight needs and the file leaves open.

mod body;
mod conditions;
mod design;
mod fins;
mod guides;
mod read;
mod row;
mod stored;
mod units;
mod unused;
mod vehicle;

pub(super) use read::of_disk;
pub use read::{open, parse, read};
