//! `[design]`: the design of another program over which the launch file is laid.

pub mod keys;
mod refuse;

pub use refuse::refuse;
