//! The figures of a flight, as they are told.

use crate::units::{Unit, Units};

/// A figure of [`FIGURES`](downrange::dispersion::FIGURES) for readers.
pub struct Figure {
    /// Its column.
    pub column: &'static str,
    /// What it is called.
    pub label: &'static str,
    kind: Kind,
}

enum Kind {
    Height,
    Speed,
    Acceleration,
    Pressure,
    /// As it is, with a unit and so many digits after the point.
    Plain(&'static str, usize),
}

const fn figure(column: &'static str, label: &'static str, kind: Kind) -> Figure {
    Figure {
        column,
        label,
        kind,
    }
}

/// What is told in tables, in their order.
pub const TOLD: [Figure; 14] = [
    figure("apogee_agl_m", "Apogee", Kind::Height),
    figure("apogee_time_s", "Time of apogee", Kind::Plain(" s", 2)),
    figure("max_speed_m_s", "Top speed", Kind::Speed),
    figure("max_mach", "Greatest Mach number", Kind::Plain("", 3)),
    figure(
        "max_acceleration_m_s2",
        "Greatest acceleration",
        Kind::Acceleration,
    ),
    figure(
        "max_dynamic_pressure_pa",
        "Greatest dynamic pressure",
        Kind::Pressure,
    ),
    figure("rail_exit_speed_m_s", "Speed off the rail", Kind::Speed),
    figure(
        "rail_exit_static_margin_cal",
        "Static margin off the rail",
        Kind::Plain(" cal", 2),
    ),
    figure(
        "min_static_margin_cal",
        "Least static margin",
        Kind::Plain(" cal", 2),
    ),
    figure("landing_distance_m", "Landing distance", Kind::Height),
    figure("landing_east_m", "Landing, east", Kind::Height),
    figure("landing_north_m", "Landing, north", Kind::Height),
    figure("landing_speed_m_s", "Landing speed", Kind::Speed),
    figure("landing_time_s", "Time of landing", Kind::Plain(" s", 1)),
];

impl Figure {
    /// The figure of a column, if it is told.
    pub fn of(column: &str) -> Option<&'static Self> {
        TOLD.iter().find(|figure| figure.column == column)
    }

    fn unit(&self, units: Units) -> Option<Unit> {
        match self.kind {
            Kind::Height => Some(units.height()),
            Kind::Speed => Some(units.speed()),
            Kind::Acceleration => Some(units.acceleration()),
            Kind::Pressure => Some(units.pressure()),
            Kind::Plain(..) => None,
        }
    }

    /// A value with its unit.
    pub fn show(&self, value: f64, units: Units) -> String {
        match (self.unit(units), &self.kind) {
            (Some(unit), _) => unit.show(value),
            (None, Kind::Plain(unit, decimals)) => format!("{value:.decimals$}{unit}"),
            (None, _) => value.to_string(),
        }
    }

    /// A value in the unit of the reader.
    pub fn value(&self, value: f64, units: Units) -> f64 {
        self.unit(units).map_or(value, |unit| unit.of(value))
    }

    /// That unit's symbol; empty where there is none.
    pub fn symbol(&self, units: Units) -> &'static str {
        match (self.unit(units), &self.kind) {
            (None, Kind::Plain(unit, _)) => unit.trim_start(),
            (unit, _) => unit.map_or("", |unit| unit.symbol),
        }
    }
}
