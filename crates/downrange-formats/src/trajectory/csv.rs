//! The whole record as a table: one row a sample, one column a channel, each header with its unit.

use std::io::{self, Write};

use downrange::flight::{Flight, Phase, TrajectoryPoint};

/// A column: its header and how to read it from a sample.
type TrajectoryColumn = (&'static str, fn(&TrajectoryPoint) -> f64);

/// Every channel of a sample but its phase, which is a word.
const COLUMNS: &[TrajectoryColumn] = &[
    ("time_s", |s| s.time),
    ("latitude_deg", |s| s.latitude.to_degrees()),
    ("longitude_deg", |s| s.longitude.to_degrees()),
    ("altitude_asl_m", |s| s.altitude_asl),
    ("altitude_agl_m", |s| s.altitude_agl),
    ("east_m", |s| s.position[0]),
    ("north_m", |s| s.position[1]),
    ("up_m", |s| s.position[2]),
    ("velocity_east_m_s", |s| s.velocity[0]),
    ("velocity_north_m_s", |s| s.velocity[1]),
    ("velocity_up_m_s", |s| s.velocity[2]),
    ("speed_m_s", |s| s.speed),
    ("acceleration_m_s2", |s| s.acceleration),
    ("airspeed_m_s", |s| s.airspeed),
    ("mach", |s| s.mach),
    ("dynamic_pressure_pa", |s| s.dynamic_pressure),
    ("angle_of_attack_deg", |s| s.angle_of_attack.to_degrees()),
    ("attitude_w", |s| s.attitude[0]),
    ("attitude_x", |s| s.attitude[1]),
    ("attitude_y", |s| s.attitude[2]),
    ("attitude_z", |s| s.attitude[3]),
    ("pitch_deg", |s| s.pitch.to_degrees()),
    ("heading_deg", |s| s.heading.to_degrees()),
    ("roll_rate_deg_s", |s| s.angular_rates[0].to_degrees()),
    ("pitch_rate_deg_s", |s| s.angular_rates[1].to_degrees()),
    ("yaw_rate_deg_s", |s| s.angular_rates[2].to_degrees()),
    ("mass_kg", |s| s.mass),
    ("center_of_mass_m", |s| s.center_of_mass),
    ("center_of_pressure_m", |s| s.center_of_pressure),
    ("static_margin_cal", |s| s.static_margin),
    ("thrust_n", |s| s.thrust),
    ("drag_n", |s| s.drag),
    ("drag_coefficient_friction", |s| s.drag_breakdown.friction),
    ("drag_coefficient_pressure", |s| s.drag_breakdown.pressure),
    ("drag_coefficient_base", |s| s.drag_breakdown.base),
    ("drag_coefficient_fins", |s| s.drag_breakdown.fins),
    ("drag_coefficient_protuberances", |s| {
        s.drag_breakdown.protuberances
    }),
    ("drag_coefficient_given", |s| s.drag_breakdown.given),
    ("wind_east_m_s", |s| s.wind[0]),
    ("wind_north_m_s", |s| s.wind[1]),
    ("wind_up_m_s", |s| s.wind[2]),
    ("density_kg_m3", |s| s.density),
    ("pressure_pa", |s| s.pressure),
    ("temperature_k", |s| s.temperature),
    ("impact_vacuum_latitude_deg", |s| {
        degrees(s.impact_vacuum, 0)
    }),
    ("impact_vacuum_longitude_deg", |s| {
        degrees(s.impact_vacuum, 1)
    }),
    ("impact_air_latitude_deg", |s| degrees(s.impact_air, 0)),
    ("impact_air_longitude_deg", |s| degrees(s.impact_air, 1)),
];

/// Nothing stands in the file for what is no number.
fn degrees(point: Option<[f64; 2]>, index: usize) -> f64 {
    point.map_or(f64::NAN, |point| point[index].to_degrees())
}

/// Writes the record of a body (by its place in [`Flight::bodies`]) as CSV, numbers to ten significant digits; `phase` stands last.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(flight: &Flight, body: usize, out: impl Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().map(|(header, _)| *header).chain(["phase"]))?;
    for sample in flight.trajectory_of(body) {
        for (_, channel) in COLUMNS {
            table.write_field(number(channel(sample)))?;
        }
        table.write_field(word(sample.phase))?;
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

/// Ten significant digits without trailing zeros; nothing for what is no number.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    // Through text, since rounding by powers of ten leaves digits like 0.30000000000000004.
    format!("{value:.9e}")
        .parse::<f64>()
        .map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::Rail => "rail",
        Phase::Powered => "powered",
        Phase::Coast => "coast",
        Phase::Tumbling => "tumbling",
        Phase::Descent => "descent",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange_testkit::fixture;

    #[test]
    fn every_row_has_every_column_and_reads_back() {
        let flight = fixture::flight();
        let mut bytes = Vec::new();
        write(&flight, 0, &mut bytes).unwrap();
        let mut table = ::csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(table.headers().unwrap().len(), COLUMNS.len() + 1);
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), flight.trajectory.len());
        for (row, sample) in rows.iter().zip(&flight.trajectory) {
            // Ten digits of a latitude in degrees are 1e-8 of it.
            let latitude: f64 = row[1].parse().unwrap();
            assert!((latitude - sample.latitude.to_degrees()).abs() < 1e-7);
        }
        assert_eq!(&rows[0][COLUMNS.len()], "rail");
    }

    #[test]
    fn numbers_are_short_and_never_nan() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(0.0), "0");
        assert_eq!(number(f64::NAN), "");
        assert_eq!(number(1.25e-7), "0.000000125");
    }
}
