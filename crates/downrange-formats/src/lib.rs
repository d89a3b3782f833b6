//! Files in and out.

pub mod trajectory;
