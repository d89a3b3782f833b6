//! The channels of a trajectory as one table: key, unit and value of each.

use downrange::flight::{Phase, TrajectoryPoint};

/// A channel of a trajectory against time.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Channel {
    /// Name for programs, with the unit at its end: `altitude_agl_m`. A promise: never renamed.
    pub key: &'static str,
    /// Symbol of the unit that the key names, SI but for degrees; empty for a pure number.
    pub unit: &'static str,
    value: fn(&TrajectoryPoint) -> f64,
}

impl Channel {
    /// The value at one time, in the unit that the key names; NaN where there is none, as the impact point of what is in orbit.
    pub fn value(&self, point: &TrajectoryPoint) -> f64 {
        (self.value)(point)
    }
}

const fn channel(
    key: &'static str,
    unit: &'static str,
    value: fn(&TrajectoryPoint) -> f64,
) -> Channel {
    Channel { key, unit, value }
}

/// Every channel but the phase, which is a word (see [`phase_word`]), in the order of the columns of `trajectory.csv`.
pub const CHANNELS: [Channel; 48] = [
    channel("time_s", "s", |s| s.time),
    channel("latitude_deg", "deg", |s| s.latitude.to_degrees()),
    channel("longitude_deg", "deg", |s| s.longitude.to_degrees()),
    channel("altitude_asl_m", "m", |s| s.altitude_asl),
    channel("altitude_agl_m", "m", |s| s.altitude_agl),
    channel("east_m", "m", |s| s.position[0]),
    channel("north_m", "m", |s| s.position[1]),
    channel("up_m", "m", |s| s.position[2]),
    channel("velocity_east_m_s", "m/s", |s| s.velocity[0]),
    channel("velocity_north_m_s", "m/s", |s| s.velocity[1]),
    channel("velocity_up_m_s", "m/s", |s| s.velocity[2]),
    channel("speed_m_s", "m/s", |s| s.speed),
    channel("acceleration_m_s2", "m/s2", |s| s.acceleration),
    channel("airspeed_m_s", "m/s", |s| s.airspeed),
    channel("mach", "", |s| s.mach),
    channel("dynamic_pressure_pa", "Pa", |s| s.dynamic_pressure),
    channel("angle_of_attack_deg", "deg", |s| {
        s.angle_of_attack.to_degrees()
    }),
    channel("attitude_w", "", |s| s.attitude[0]),
    channel("attitude_x", "", |s| s.attitude[1]),
    channel("attitude_y", "", |s| s.attitude[2]),
    channel("attitude_z", "", |s| s.attitude[3]),
    channel("pitch_deg", "deg", |s| s.pitch.to_degrees()),
    channel("heading_deg", "deg", |s| s.heading.to_degrees()),
    channel("roll_rate_deg_s", "deg/s", |s| {
        s.angular_rates[0].to_degrees()
    }),
    channel("pitch_rate_deg_s", "deg/s", |s| {
        s.angular_rates[1].to_degrees()
    }),
    channel("yaw_rate_deg_s", "deg/s", |s| {
        s.angular_rates[2].to_degrees()
    }),
    channel("mass_kg", "kg", |s| s.mass),
    channel("center_of_mass_m", "m", |s| s.center_of_mass),
    channel("center_of_pressure_m", "m", |s| s.center_of_pressure),
    channel("static_margin_cal", "cal", |s| s.static_margin),
    channel("thrust_n", "N", |s| s.thrust),
    channel("drag_n", "N", |s| s.drag),
    channel("drag_coefficient_friction", "", |s| {
        s.drag_breakdown.friction
    }),
    channel("drag_coefficient_pressure", "", |s| {
        s.drag_breakdown.pressure
    }),
    channel("drag_coefficient_base", "", |s| s.drag_breakdown.base),
    channel("drag_coefficient_fins", "", |s| s.drag_breakdown.fins),
    channel("drag_coefficient_protuberances", "", |s| {
        s.drag_breakdown.protuberances
    }),
    channel("drag_coefficient_given", "", |s| s.drag_breakdown.given),
    channel("wind_east_m_s", "m/s", |s| s.wind[0]),
    channel("wind_north_m_s", "m/s", |s| s.wind[1]),
    channel("wind_up_m_s", "m/s", |s| s.wind[2]),
    channel("density_kg_m3", "kg/m3", |s| s.density),
    channel("pressure_pa", "Pa", |s| s.pressure),
    channel("temperature_k", "K", |s| s.temperature),
    channel("impact_vacuum_latitude_deg", "deg", |s| {
        degrees(s.impact_vacuum, 0)
    }),
    channel("impact_vacuum_longitude_deg", "deg", |s| {
        degrees(s.impact_vacuum, 1)
    }),
    channel("impact_air_latitude_deg", "deg", |s| {
        degrees(s.impact_air, 0)
    }),
    channel("impact_air_longitude_deg", "deg", |s| {
        degrees(s.impact_air, 1)
    }),
];

/// A coordinate of an impact point, degrees; NaN without one.
fn degrees(point: Option<[f64; 2]>, index: usize) -> f64 {
    point.map_or(f64::NAN, |point| point[index].to_degrees())
}

/// A phase of flight as one word: the column `phase` of `trajectory.csv`.
pub fn phase_word(phase: Phase) -> &'static str {
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
    use super::*;

    /// Defends that the unit that a channel says is the one that its key ends with.
    #[test]
    fn keys_name_their_units() {
        for channel in CHANNELS {
            let unit = channel.unit.replace('/', "_").to_lowercase();
            let named = unit.is_empty() || channel.key.ends_with(&format!("_{unit}"));
            assert!(named, "{} {}", channel.key, channel.unit);
        }
    }
}
