//! Flies Downrange against its references.
//!
//! [`nesc`] flies NASA's check-cases; [`flights`] the seven student rockets of RocketPy's example gallery;
//! [`drawings`] these and twelve of RASAero's from their drawings alone; [`designs`] OpenRocket's of teams, [`rocksim`] RockSim's;
//! [`weather`] flies four of them in ERA5 read directly;
//! [`parts`] compares drag of parts with what was measured of them alone;
//! [`windtunnel`] compares drag and lift of a drawing with shots and tunnel runs;
//! [`closed_forms`] what is known without integrating; [`standards`] compares printed tables; [`claims`] tells twelve
//! amateur rockets from what a newspaper would print. A [`Group`] is what
//! belongs together, [`table`] and [`page`] print what was found. Nothing here is fitted: the rockets fly with the
//! figures and the drag that their teams published.

pub mod chart;
mod check;
pub mod claims;
pub mod closed_forms;
pub mod designs;
pub mod drawings;
pub mod flights;
mod group;
pub mod nesc;
pub mod page;
pub mod parts;
pub mod rocksim;
pub mod standards;
pub mod table;
pub mod weather;
pub mod windtunnel;

pub use check::{Check, Scale, Verdict};
pub use group::Group;
