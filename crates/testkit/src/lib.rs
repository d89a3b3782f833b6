//! Support for tests of the workspace as a whole. Never published.

pub mod imports;
