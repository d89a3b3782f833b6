#![allow(clippy::unwrap_used)]

mod damage;
mod fixture;
mod writing;
