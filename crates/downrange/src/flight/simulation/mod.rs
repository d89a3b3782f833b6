//! One flight under way, and many in lanes.

mod aboard;
mod advance;
pub(super) mod batch;
mod event_handling;
pub(super) mod run;
pub(super) mod segment;
pub(super) mod staging_state;
pub(super) mod state;
pub(super) mod trajectory;
