//! Results for people: [`FlightReport`] of a flight, as text for the terminal, as a page, and as JSON for scripts;
//! [`AeroReport`] for the aerodynamics of a vehicle; [`ComparisonReport`] of a flight beside a stored one; [`inputs`]
//! for dispersed inputs, [`motors()`] for a library of motors, [`DispersionReport`] for many flights, and a
//! [`map()`] of their landing points; [`WindowReport`] for a launch window; [`RuleReport`] for a rule sheet; [`claim`] for published figures.

mod aero;
mod charts;
pub mod claim;
mod comparison;
mod dispersion;
mod drawing;
mod figure;
mod flight;
mod inputs;
mod inputs_json;
mod map;
mod motors;
mod page;
mod recovery;
mod rounding;
mod rules;
mod svg;
mod terminal;
mod text;
mod units;
mod window;

pub use aero::AeroReport;
pub use comparison::ComparisonReport;
pub use dispersion::DispersionReport;
pub use drawing::drawing;
pub use flight::FlightReport;
pub use inputs::inputs;
pub use inputs_json::inputs_json;
pub use map::{flight_map, map};
pub use motors::{motors, motors_json};
pub use rules::RuleReport;
pub use units::{DisplayUnit, Units};
pub use window::WindowReport;
