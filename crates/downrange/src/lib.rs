//! The physics of Downrange: from a described launch to where everything comes down.
//!
//! The rooms, from the ground up; a room imports only from lower floors.
//!
//! | floor | rooms |
//! |---|---|
//! | 1 | [`number`], [`table`], [`mass`], [`quantity`], [`text`], [`error`] |
//! | 2 | [`earth`], [`air`] |
//! | 3 | [`motor`], [`area`] |
//! | 4 | [`rocket`] |
//! | 5 | [`aero`] |
//! | 6 | [`flight`] |
//! | 7 | [`dispersion`], [`impact`] |
//! | 8 | [`results`], [`claim`] |
//! | 9 | [`safety`] |
//!
//! Everything is SI, radians and kelvin. This crate opens no file, prints nothing and knows no clock.

pub mod aero;
pub mod air;
pub mod area;
pub mod claim;
pub mod dispersion;
pub mod earth;
pub mod error;
pub mod flight;
pub mod impact;
pub mod mass;
pub mod motor;
pub mod number;
pub mod quantity;
pub mod results;
pub mod rocket;
pub mod safety;
pub mod table;
pub mod text;
