//! Writes `[rail]`.

use downrange::error::Fault;
use downrange::flight::Start;
use downrange::quantity::Dimension::{Angle, Length};

use crate::launch::written::not_written;
use crate::toml_file::page::{HEIGHT, TomlWriter};

/// The rail of a launch.
pub fn write(page: &mut TomlWriter<'_>, start: &Start) -> Result<(), Fault> {
    let Start::Rail(rail) = start else {
        return Err(not_written("start", "a start away from a rail"));
    };
    page.table("rail", false);
    page.quantity_in("length", rail.length, Length, HEIGHT);
    page.quantity("elevation_angle", rail.elevation_angle, Angle);
    page.quantity_but("heading", rail.heading, 0.0, Angle);
    if rail.heading == 0.0 && rail.elevation_angle < std::f64::consts::FRAC_PI_2 - 1e-9 {
        page.quantity("heading", rail.heading, Angle);
    }
    Ok(())
}
