//! `[design]`: the design of another program over which the launch file is laid.

pub mod keys;
mod read;
mod refuse;

pub use read::{DesignKeys, read};
pub use refuse::refuse;
