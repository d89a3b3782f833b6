//! The conditions of a launch.

use downrange::air::Air;
use downrange::flight::{Rail, Site};

/// Where a launch stands, leans and breathes.
#[derive(Debug)]
pub struct LaunchConditions {
    /// The site.
    pub site: Site,
    /// The rail.
    pub rail: Rail,
    /// The air.
    pub air: Air,
}
