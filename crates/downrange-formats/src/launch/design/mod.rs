//! `[design]`: the design of another program over which the launch file is laid.

pub mod keys;
