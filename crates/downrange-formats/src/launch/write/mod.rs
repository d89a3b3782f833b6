//! A launch file from a description: what another program's file says, written as a person would.
//!
//! What is written reads back as the same description, digit by digit. Each quantity stands in the unit in which its
//! number is shortest, and what the reader takes for granted is left out. Whoever writes may put a remark above a key
//! or a table. What no file of another program says here is not written but refused by name.

mod motor;
mod page;
mod parts;
mod stages;

use downrange::air::{Weather, Wind, wind_from};
use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::{Launch, Settings, Start, Vehicle};
use downrange::motor::Motor;
use downrange::quantity::Dimension::{
    Angle, Area, Length, Mass, Pressure, Speed, Temperature, Time,
};
use downrange::rocket::{Description, Given, Inertia, Parachute, Releases, Trigger};

pub use page::Remark;
use page::{HEIGHT, Page, ROUGHNESS, number, quantity, quoted, wrapped};

/// A motor that stands in a file of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct MotorFile {
    /// The motor as the file has it.
    pub motor: Motor,
    /// The path of the file, from the folder of the launch file, with `/` between folders.
    pub path: String,
    /// Which motor of the file, if it has several.
    pub designation: Option<String>,
}

/// Writes a launch file.
///
/// # Errors
/// When the launch has something that only its own launch file can say; the place is that of the description.
pub fn write_launch(
    launch: &Launch,
    motors: &[MotorFile],
    heading: &str,
    remarks: &[Remark],
) -> Result<String, Fault> {
    let mut page = Page::new(remarks);
    page.word("name", &launch.name);
    site(&mut page, launch)?;
    air(&mut page, launch)?;
    if !launch.failures.is_empty() || launch.failure.is_some() {
        return Err(not_written("failures", "what may go wrong"));
    }
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => {
            let rocket = rocket.description();
            self::rocket(&mut page, "rocket", rocket, &launch.name)?;
            let Some(mounted) = &rocket.motor else {
                return Err(not_written("motor", "a rocket without a motor"));
            };
            motor::write(&mut page, "motor", mounted, motors)?;
            parachutes(&mut page, "parachutes", &rocket.parachutes);
        }
        Vehicle::Stack(stack) => stages::write(&mut page, stack, motors)?,
        Vehicle::Object(_) => return Err(not_written("object", "a body that is no rocket")),
    }
    settings(&mut page, &launch.settings);
    let heading: String = wrapped(heading)
        .iter()
        .map(|line| format!("# {line}").trim_end().to_owned() + "\n")
        .collect();
    let gap = if heading.is_empty() { "" } else { "\n" };
    Ok(format!("{heading}{gap}{}", page.into_text()))
}

fn not_written(place: &str, what: &str) -> Fault {
    Fault::new(
        place,
        format!("{what} cannot be written into a launch file here"),
    )
}

fn site(page: &mut Page<'_>, launch: &Launch) -> Result<(), Fault> {
    let site = &launch.site;
    page.table("site", false);
    page.quantity("latitude", site.latitude, Angle);
    page.quantity("longitude", site.longitude, Angle);
    page.quantity_in("elevation", site.elevation, Length, HEIGHT);
    if let Some(date) = &site.date {
        page.word("date", date);
    }
    if launch.earth != Earth::WGS84 {
        return Err(not_written("earth", "another planet"));
    }
    let Start::Rail(rail) = &launch.start else {
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

fn air(page: &mut Page<'_>, launch: &Launch) -> Result<(), Fault> {
    let (weather, wind) = (launch.air.weather(), launch.air.site_wind());
    if *weather == Weather::Standard && wind.is_none() {
        return Ok(());
    }
    page.table("air", false);
    match weather {
        Weather::Standard => {}
        Weather::Site {
            temperature,
            pressure,
        } => {
            if let Some(temperature) = temperature {
                page.quantity("temperature", *temperature, Temperature);
            }
            if let Some(pressure) = pressure {
                page.quantity("pressure", *pressure, Pressure);
            }
        }
        Weather::Sounding(_) => return Err(not_written("air", "a measured profile of the air")),
    }
    match wind {
        None => Ok(()),
        Some(Wind::Constant(vector)) => {
            page.raw("wind", &constant(*vector));
            Ok(())
        }
        Some(_) => Err(not_written("air.wind", "a wind that changes with height")),
    }
}

/// A wind by speed and direction where that says exactly the same, else by components.
fn constant(vector: [f64; 3]) -> String {
    let [east, north, up] = vector;
    let (speed, degrees) = (east.hypot(north), (-east).atan2(-north).to_degrees());
    let from = downrange::quantity::parse(&format!("{degrees:.0} deg"), Angle);
    if let Ok(from) = from
        && wind_from(speed, from) == vector
    {
        return format!(
            "{{ speed = {}, from = {} }}",
            quantity(speed, Speed, &["mph", "m/s"]),
            quantity(from, Angle, &["deg", "rad"])
        );
    }
    format!(
        "{{ east = {}, north = {}, up = {} }}",
        number(east),
        number(north),
        number(up)
    )
}

/// What is given of a rocket, and its drawing, as the table at a path.
fn rocket(
    page: &mut Page<'_>,
    table: &str,
    rocket: &Description,
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
    parts::write(page, table, &rocket.parts)
}

fn given(page: &mut Page<'_>, given: &Given) -> Result<(), Fault> {
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

/// Moments of inertia as an inline table.
fn inertia(own: Inertia) -> String {
    let of = |value| quantity(value, downrange::quantity::Dimension::Inertia, &["kg m2"]);
    format!(
        "{{ axial = {}, transverse = {} }}",
        of(own.axial),
        of(own.transverse)
    )
}

/// Parachutes as the list at a path.
fn parachutes(page: &mut Page<'_>, list: &str, parachutes: &[Parachute]) {
    for (index, each) in parachutes.iter().enumerate() {
        page.table(list, true);
        parachute(page, each, index);
    }
}

fn parachute(page: &mut Page<'_>, parachute: &Parachute, index: usize) {
    if parachute.name != format!("parachute {}", index + 1) {
        page.word("name", &parachute.name);
    }
    page.quantity("drag_area", parachute.drag_area, Area);
    let table = |key: &str, value: String| format!("{{ {key} = {value} }}");
    let seconds = |value| quantity(value, Time, &["s"]);
    let trigger = match parachute.trigger {
        Trigger::Apogee => quoted("apogee"),
        Trigger::Burnout(0.0) => quoted("burnout"),
        Trigger::Burnout(delay) => table("burnout", seconds(delay)),
        Trigger::Time(time) => table("time", seconds(time)),
        Trigger::Altitude(height) => table("altitude", quantity(height, Length, HEIGHT)),
    };
    page.raw("trigger", &trigger);
    page.quantity_but("lag", parachute.lag, 0.0, Time);
    page.quantity_but("filling_time", parachute.filling_time, 0.0, Time);
    match &parachute.releases {
        Releases::Drogue => {}
        Releases::Named(names) if names.is_empty() => page.raw("adds", "true"),
        Releases::Named(names) => {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            page.raw("releases", &format!("[{}]", names.join(", ")));
        }
    }
}

fn settings(page: &mut Page<'_>, settings: &Settings) {
    let default = Settings::default();
    if *settings == default {
        return;
    }
    page.table("settings", false);
    for (key, value, default) in [
        (
            "relative_tolerance",
            settings.relative_tolerance,
            default.relative_tolerance,
        ),
        (
            "absolute_tolerance",
            settings.absolute_tolerance,
            default.absolute_tolerance,
        ),
        ("max_time", settings.max_time, default.max_time),
        (
            "max_evaluations",
            settings.max_evaluations as f64,
            default.max_evaluations as f64,
        ),
    ] {
        if value != default {
            page.raw(key, &number(value));
        }
    }
}
