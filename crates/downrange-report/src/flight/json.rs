//! The figures of a flight for scripts: SI, degrees, full precision.

use downrange::flight::{self, Flight};
use serde::Serialize;

/// Output of `downrange fly --json`. The names are a promise to scripts.
#[derive(Serialize)]
struct Figures<'a> {
    apogee_agl_m: f64,
    apogee_asl_m: f64,
    /// Reading of a barometric altimeter: compare with the log of a flight.
    apogee_altimeter_m: f64,
    apogee_time_s: f64,
    max_speed_m_s: f64,
    max_mach: f64,
    max_acceleration_m_s2: f64,
    max_dynamic_pressure_pa: f64,
    rail_exit_speed_m_s: Option<f64>,
    rail_exit_time_s: Option<f64>,
    rail_exit_static_margin_cal: Option<f64>,
    rail_exit_angle_of_attack_deg: Option<f64>,
    rail_exit_thrust_to_weight: Option<f64>,
    min_static_margin_cal: Option<f64>,
    min_static_margin_time_s: Option<f64>,
    max_static_margin_cal: Option<f64>,
    max_static_margin_time_s: Option<f64>,
    burnout_time_s: Option<f64>,
    burnout_altitude_agl_m: Option<f64>,
    liftoff_mass_kg: f64,
    descent_rates: Vec<DescentRate<'a>>,
    landing: Option<Landing>,
    bodies: Vec<Body<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'a str>,
    events: Vec<Event<'a>>,
    warnings: Vec<String>,
    solver: SolverStats,
}

/// A body that came down.
#[derive(Serialize)]
struct Body<'a> {
    name: &'a str,
    start_time_s: f64,
    mass_kg: f64,
    apogee_agl_m: f64,
    apogee_altimeter_m: f64,
    apogee_time_s: f64,
    descent_rates: Vec<DescentRate<'a>>,
    landing: Option<Landing>,
    impact_speed_m_s: Option<f64>,
}

#[derive(Serialize)]
struct Landing {
    time_s: f64,
    lat_deg: f64,
    lon_deg: f64,
    east_m: f64,
    north_m: f64,
    distance_m: f64,
    bearing_deg: f64,
    speed_m_s: f64,
}

/// Descent rate under a parachute.
#[derive(Serialize)]
struct DescentRate<'a> {
    parachute: &'a str,
    /// Vertical, positive down, at the end of its span.
    speed_m_s: f64,
}

#[derive(Serialize)]
struct Event<'a> {
    name: &'a str,
    time_s: f64,
    altitude_agl_m: f64,
    speed_m_s: f64,
}

#[derive(Serialize)]
struct SolverStats {
    evaluations: u64,
    accepted: u64,
    rejected: u64,
}

/// The figures of a flight as a JSON object, indented, without a line feed at the end. What did not happen is
/// `null`.
pub fn json(flight: &Flight) -> String {
    let outcome = &flight.outcome;
    let figures = Figures {
        apogee_agl_m: outcome.apogee_agl,
        apogee_asl_m: outcome.apogee_asl,
        apogee_altimeter_m: outcome.apogee_altimeter,
        apogee_time_s: outcome.apogee_time,
        max_speed_m_s: outcome.max_speed.value,
        max_mach: outcome.max_mach.value,
        max_acceleration_m_s2: outcome.max_acceleration.value,
        max_dynamic_pressure_pa: outcome.max_dynamic_pressure.value,
        rail_exit_speed_m_s: outcome.rail_exit.map(|exit| exit.speed),
        rail_exit_time_s: outcome.rail_exit.map(|exit| exit.time),
        rail_exit_static_margin_cal: outcome.rail_exit.map(|exit| exit.static_margin),
        rail_exit_angle_of_attack_deg: outcome
            .rail_exit
            .map(|exit| exit.angle_of_attack.to_degrees()),
        rail_exit_thrust_to_weight: outcome.rail_exit.map(|exit| exit.thrust_to_weight),
        min_static_margin_cal: outcome.min_static_margin.map(|least| least.value),
        min_static_margin_time_s: outcome.min_static_margin.map(|least| least.time),
        max_static_margin_cal: outcome.max_static_margin.map(|greatest| greatest.value),
        max_static_margin_time_s: outcome.max_static_margin.map(|greatest| greatest.time),
        burnout_time_s: outcome.burnout_time,
        burnout_altitude_agl_m: outcome.burnout_altitude_agl,
        liftoff_mass_kg: outcome.liftoff_mass,
        descent_rates: DescentRate::all(&outcome.descent_rates),
        landing: Landing::of(&outcome.landing),
        bodies: flight
            .bodies
            .iter()
            .map(|body| Body {
                name: &body.name,
                start_time_s: body.start_time,
                mass_kg: body.mass,
                apogee_agl_m: body.apogee_agl,
                apogee_altimeter_m: body.apogee_altimeter,
                apogee_time_s: body.apogee_time,
                descent_rates: DescentRate::all(&body.descent_rates),
                landing: Landing::of(&body.landing),
                impact_speed_m_s: body.landing.landed.then_some(body.landing.speed),
            })
            .collect(),
        failure: flight.failure.as_deref(),
        events: flight
            .events
            .iter()
            .map(|event| Event {
                name: &event.name,
                time_s: event.time,
                altitude_agl_m: event.altitude_agl,
                speed_m_s: event.speed,
            })
            .collect(),
        warnings: flight
            .warnings
            .iter()
            .map(|warning| format!("{}: {}", warning.rule, warning.message))
            .collect(),
        solver: SolverStats {
            evaluations: flight.solver.evaluations,
            accepted: flight.solver.accepted,
            rejected: flight.solver.rejected,
        },
    };
    // A struct of numbers and strings cannot fail to become text.
    serde_json::to_string_pretty(&figures).unwrap_or_default()
}

impl<'a> DescentRate<'a> {
    fn all(rates: &'a [(String, f64)]) -> Vec<Self> {
        let rates = rates.iter();
        rates
            .map(|(parachute, speed)| Self {
                parachute,
                speed_m_s: *speed,
            })
            .collect()
    }
}

impl Landing {
    /// Nothing for what still flies.
    fn of(landing: &flight::Landing) -> Option<Self> {
        landing.landed.then_some(Self {
            time_s: landing.time,
            lat_deg: landing.latitude.to_degrees(),
            lon_deg: landing.longitude.to_degrees(),
            east_m: landing.east,
            north_m: landing.north,
            distance_m: landing.distance,
            bearing_deg: landing.bearing.to_degrees(),
            speed_m_s: landing.speed,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Names of all keys, those inside others too.
    fn names(value: &serde_json::Value) -> Vec<String> {
        match value {
            serde_json::Value::Object(map) => map
                .iter()
                .flat_map(|(name, inner)| std::iter::once(name.clone()).chain(names(inner)))
                .collect(),
            serde_json::Value::Array(all) => all.iter().flat_map(names).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_book_says_what_every_key_means() {
        let mut flight = downrange_testkit::fixture::flight();
        flight.failure = Some("no ignition".to_owned());
        let read = serde_json::from_str(&json(&flight)).unwrap();
        let page = include_str!("../../../../docs/book/src/first-flight.md");
        for name in names(&read) {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }

    #[test]
    fn scripts_find_every_key_they_were_promised() {
        let mut flight = downrange_testkit::fixture::flight();
        flight.outcome.burnout_time = None;
        flight.outcome.rail_exit = None;
        let read: serde_json::Value = serde_json::from_str(&json(&flight)).unwrap();
        let keys = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        let sorted = |words: &str| {
            let mut words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let mut found = keys(&read);
        found.sort();
        assert_eq!(
            found,
            sorted(
                "apogee_agl_m apogee_asl_m apogee_altimeter_m apogee_time_s max_speed_m_s max_mach max_acceleration_m_s2 \
                 max_dynamic_pressure_pa rail_exit_speed_m_s rail_exit_time_s rail_exit_static_margin_cal \
                 rail_exit_angle_of_attack_deg rail_exit_thrust_to_weight min_static_margin_cal \
                 min_static_margin_time_s max_static_margin_cal max_static_margin_time_s descent_rates \
                 burnout_time_s burnout_altitude_agl_m liftoff_mass_kg landing bodies events warnings solver"
            )
        );
        let mut found = keys(&read["landing"]);
        found.sort();
        assert_eq!(
            found,
            sorted("time_s lat_deg lon_deg east_m north_m distance_m bearing_deg speed_m_s")
        );
        let mut found = keys(&read["bodies"][0]);
        found.sort();
        assert_eq!(
            found,
            sorted(
                "name start_time_s mass_kg apogee_agl_m apogee_altimeter_m apogee_time_s descent_rates landing \
                 impact_speed_m_s"
            )
        );
        assert_eq!(read["bodies"][0]["landing"], read["landing"]);
        assert_eq!(read["bodies"][0]["descent_rates"], read["descent_rates"]);
        let main = serde_json::json!({"parachute": "main", "speed_m_s": 5.6});
        assert_eq!(read["descent_rates"][1], main);
        assert!(read["rail_exit_thrust_to_weight"].is_null());
        let whole: serde_json::Value =
            serde_json::from_str(&json(&downrange_testkit::fixture::flight())).unwrap();
        let exit = downrange_testkit::fixture::flight()
            .outcome
            .rail_exit
            .unwrap();
        assert_eq!(
            whole["rail_exit_thrust_to_weight"],
            serde_json::json!(exit.thrust_to_weight)
        );
        assert_eq!(
            whole["rail_exit_angle_of_attack_deg"],
            serde_json::json!(exit.angle_of_attack.to_degrees())
        );
        flight.failure = Some("no ignition".to_owned());
        let failed: serde_json::Value = serde_json::from_str(&json(&flight)).unwrap();
        assert_eq!(failed["failure"], "no ignition");
        assert!(read["burnout_time_s"].is_null());
        assert!(read["rail_exit_speed_m_s"].is_null());
        assert_eq!(read["events"][0]["name"], "ignition");
        assert!(
            read["warnings"][0]
                .as_str()
                .unwrap()
                .starts_with("rail exit speed: ")
        );
        assert_eq!(read["solver"]["accepted"], 622);
        let apogee = read["apogee_agl_m"].as_f64().unwrap();
        assert_eq!(apogee.to_bits(), flight.outcome.apogee_agl.to_bits());
    }
}
