//! What the tests of several crates share, and support for tests of the workspace as a whole. Never published.

pub mod as_stored;
pub mod damage;
pub mod dropped;
pub mod fixture;
pub mod imports;
pub mod run;
pub mod stored_flights;
pub mod type_names;
