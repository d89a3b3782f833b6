//! Writes `[air]`.

use downrange::air::{Air, Weather, Wind, wind_from};
use downrange::error::Fault;
use downrange::quantity::Dimension::{Angle, Pressure, Speed, Temperature};

use crate::launch::written::not_written;
use crate::toml_file::page::{TomlWriter, number, quantity};

/// Weather and wind at the site.
pub fn write(page: &mut TomlWriter<'_>, air: &Air) -> Result<(), Fault> {
    let (weather, wind) = (air.weather(), air.site_wind());
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
        Some(Wind::Layered(levels)) => {
            let layers: Vec<String> = levels
                .iter()
                .map(|(height, [east, north, up])| {
                    let [height, east, north, up] = [height, east, north, up].map(|of| number(*of));
                    format!("{{ height = {height}, east = {east}, north = {north}, up = {up} }}")
                })
                .collect();
            page.raw("wind", &format!("{{ layers = [{}] }}", layers.join(", ")));
            Ok(())
        }
        Some(_) => Err(not_written("air.wind", "a wind that grows with height")),
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
