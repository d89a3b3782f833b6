//! A motor.

use downrange::error::Fault;
use downrange::motor::{Motor, Propellant};
use downrange::quantity::Dimension::{Angle, Length, Mass, Number, Pressure, Time};
use downrange::rocket::{Cluster, MotorPlace, MountedMotor};
use downrange::table::Curve;

use crate::launch::parts::disc;
use crate::launch::written::{MotorFile, inertia, not_written};
use crate::toml_file::page::{LENGTH, TomlWriter, number, quantity, quoted};

/// Writes a motor as the table at a path: from its file, with what differs, or whole.
pub fn write(
    page: &mut TomlWriter<'_>,
    table: &str,
    mounted: &MountedMotor,
    files: &[MotorFile],
) -> Result<(), Fault> {
    let motor = &mounted.motor;
    if motor.cut_off.is_some() {
        return Err(not_written("motor", "a motor that is cut off"));
    }
    if !mounted.cold.is_empty() {
        return Err(not_written("motor", "a motor that does not light"));
    }
    page.table(table, false);
    let file = files
        .iter()
        .find(|file| file.motor.thrust == motor.thrust && file.motor.name == motor.name);
    if let Some(file) = file {
        page.word("file", &file.path);
        if let Some(designation) = &file.designation {
            page.word("designation", designation);
        }
    } else {
        page.word("name", &motor.name);
        page.raw("thrust", &curve(&motor.thrust));
    }
    let base = file.map(|file| &file.motor);
    let is = |of: fn(&Motor) -> f64| base.is_some_and(|base| of(base) == of(motor));
    if !is(|motor| motor.length) {
        page.quantity("length", motor.length, Length);
    }
    if let Some(diameter) = motor.diameter
        && base.and_then(|base| base.diameter) != Some(diameter)
    {
        page.quantity("diameter", diameter, Length);
    }
    if base.is_none_or(|base| base.propellant != motor.propellant) {
        propellant(page, &motor.propellant);
    }
    if !is(|motor| motor.dry.mass) {
        page.quantity("dry_mass", motor.dry.mass, Mass);
    }
    if !is(|motor| motor.dry.center) {
        page.quantity("dry_center", motor.dry.center, Length);
    }
    if !is(|motor| motor.dry.axial) || !is(|motor| motor.dry.transverse) {
        let own = downrange::rocket::Inertia {
            axial: motor.dry.axial,
            transverse: motor.dry.transverse,
        };
        page.raw("dry_inertia", &inertia(own));
    }
    if let Some(area) = motor.nozzle_exit_area
        && base.and_then(|base| base.nozzle_exit_area) != Some(area)
    {
        disc(page, "nozzle_exit_diameter", "nozzle_exit_area", area);
    }
    if let Some(pressure) = motor.reference_pressure {
        page.quantity("reference_pressure", pressure, Pressure);
    }
    page.quantity_but("ignition_delay", motor.ignition_delay, 0.0, Time);
    page.quantity_but("burn_time_factor", motor.burn_time_factor, 1.0, Number);
    page.quantity_but("impulse_factor", motor.impulse_factor, 1.0, Number);
    cluster(page, &mounted.cluster);
    if let Some(position) = mounted.position {
        page.quantity("position", position, Length);
    }
    Ok(())
}

/// How many motors, and where they stand.
fn cluster(page: &mut TomlWriter<'_>, cluster: &Cluster) {
    match cluster {
        Cluster::Ring {
            count,
            radius,
            angle,
        } => {
            if *count != 1 {
                page.raw("count", &count.to_string());
            }
            page.quantity_but("cluster_radius", *radius, 0.0, Length);
            page.quantity_but("cluster_angle", *angle, 0.0, Angle);
        }
        Cluster::Places(places) => {
            let of = |each: &MotorPlace| {
                let (name, radius) = (quoted(&each.name), quantity(each.radius, Length, LENGTH));
                let angle = quantity(each.angle, Angle, &["deg", "rad"]);
                format!("{{ name = {name}, radius = {radius}, angle = {angle} }}")
            };
            let places: Vec<String> = places.iter().map(of).collect();
            page.raw("cluster", &format!("[{}]", places.join(", ")));
        }
    }
}

fn propellant(page: &mut TomlWriter<'_>, propellant: &Propellant) {
    match propellant {
        Propellant::Unknown { mass } => page.quantity("propellant_mass", *mass, Mass),
        Propellant::Grains(grains) => {
            let keys = [
                ("count", grains.count.to_string()),
                ("density", number(grains.density)),
                ("outer_diameter", number(grains.outer_diameter)),
                ("core_diameter", number(grains.core_diameter)),
                ("length", number(grains.length)),
                ("separation", number(grains.separation)),
                ("center", number(grains.center)),
                ("ends_inhibited", grains.ends_inhibited.to_string()),
            ];
            let keys = keys.map(|(key, value)| format!("{key} = {value}"));
            page.raw("grains", &format!("{{ {} }}", keys.join(", ")));
        }
        Propellant::Tables {
            mass,
            center,
            axial,
            transverse,
        } => {
            let keys = [
                ("mass", mass),
                ("center", center),
                ("axial", axial),
                ("transverse", transverse),
            ];
            let keys = keys.map(|(key, of)| format!("{key} = {}", curve(of)));
            page.raw("tables", &format!("{{ {} }}", keys.join(", ")));
        }
    }
}

/// Pairs in SI.
fn curve(curve: &Curve) -> String {
    let pairs: Vec<String> = curve
        .points()
        .iter()
        .map(|(x, y)| format!("[{}, {}]", number(*x), number(*y)))
        .collect();
    format!("[{}]", pairs.join(", "))
}
