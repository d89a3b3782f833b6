//! Writes `[rocket]`.

use downrange::error::Fault;
use downrange::quantity::Dimension::{Angle, Length, Mass};
use downrange::rocket::{Overrides, RocketDescription};

use crate::launch::parts;
use crate::launch::written::{inertia, not_written};
use crate::toml_file::page::{ROUGHNESS, TomlWriter};

/// What is given of a rocket, and its drawing, as the table at a path.
pub fn write(
    page: &mut TomlWriter<'_>,
    table: &str,
    rocket: &RocketDescription,
    default_name: &str,
) -> Result<(), Fault> {
    page.table(table, false);
    if rocket.name != default_name {
        page.word("name", &rocket.name);
    }
    given(page, &rocket.given)?;
    match rocket.roughness == 0.0 {
        true => page.raw("roughness", "0"),
        false => page.quantity_in("roughness", rocket.roughness, Length, ROUGHNESS),
    }
    page.quantity_but(
        "thrust_misalignment",
        rocket.thrust_misalignment,
        0.0,
        Angle,
    );
    page.quantity_but("thrust_offset", rocket.thrust_offset, 0.0, Length);
    page.quantity_but("thrust_azimuth", rocket.thrust_azimuth, 0.0, Angle);
    parts::write(page, table, &rocket.parts, rocket.given.mass.is_some())
}

fn given(page: &mut TomlWriter<'_>, given: &Overrides) -> Result<(), Fault> {
    for (key, value, dimension) in [
        ("diameter", given.diameter, Length),
        ("length", given.length, Length),
        ("mass", given.mass, Mass),
        ("center_of_mass", given.center_of_mass, Length),
    ] {
        if let Some(value) = value {
            page.quantity(key, value, dimension);
        }
    }
    if let Some(own) = given.inertia {
        page.raw("inertia", &inertia(own));
    }
    let curves = [
        &given.drag_power_off,
        &given.drag_power_on,
        &given.normal_force_slope,
        &given.center_of_pressure,
    ];
    let against_mach = [
        &given.pitch_damping,
        &given.roll_damping,
        &given.roll_forcing,
    ];
    if curves.iter().any(|curve| curve.is_some())
        || against_mach.iter().any(|curve| curve.is_some())
    {
        return Err(not_written(
            "rocket",
            "a coefficient given for the whole rocket",
        ));
    }
    Ok(())
}
