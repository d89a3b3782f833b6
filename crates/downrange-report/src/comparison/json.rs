//! A comparison for scripts: SI units.

use downrange::compare::{DragShares, Pair};
use serde_json::{Map, Value, json};

use super::report::ComparisonReport;
use crate::flight::stored_json;

impl ComparisonReport<'_> {
    /// The comparison as a JSON object, indented, without a line feed at the end: SI units. The names are a promise to scripts.
    pub fn json(&self) -> String {
        let comparison = self.comparison;
        let values = &comparison.values;
        let pairs = [
            ("liftoff_mass_kg", values.mass),
            ("center_of_gravity_m", values.center_of_gravity),
            ("center_of_pressure_m", values.center_of_pressure),
            ("static_margin_cal", values.static_margin),
            ("impulse_n_s", values.impulse),
            ("mean_wind_m_s", values.wind),
        ];
        let degrees = values.path_angle.map(|angle| Pair {
            ours: angle.ours.to_degrees(),
            stored: angle.stored.to_degrees(),
        });
        let pairs: Map<String, Value> = pairs
            .into_iter()
            .chain([("path_angle_at_burnout_deg", degrees)])
            .map(|(key, pair)| (key.to_owned(), beside(pair)))
            .collect();
        let drag: Vec<Value> = comparison
            .drag
            .iter()
            .map(|drag| {
                json!({
                    "mach": drag.mach,
                    "power_on": drag.power_on,
                    "stored": shares(&drag.stored),
                    "ours": shares(&drag.ours),
                })
            })
            .collect();
        let apogee = comparison.apogee();
        let causes: Vec<Value> = comparison
            .causes
            .iter()
            .map(|cause| {
                json!({
                    "exchanged": cause.kind.key(),
                    "apogee_change_m": cause.effect,
                    "share_of_apogee": apogee.map(|apogee| cause.effect / apogee.stored),
                    "is_share_of_drag": cause.kind.is_share(),
                })
            })
            .collect();
        let root = json!({
            "name": self.launch.name,
            "stored": stored_json(self.stored, &comparison.flight),
            "compared": pairs,
            "gusts_m_s": values.gusts,
            "drag": drag,
            "causes": causes,
            "main_cause": comparison.main_cause().map(|cause| cause.kind.key()),
            "all_together_m": comparison.together,
            "without_wind_m": comparison.without_wind,
            "unexplained_m": comparison.unexplained(),
            "explanation": comparison.explanation(self.stored),
            "not_compared": comparison.remarks,
        });
        // Numbers and strings cannot fail to become text.
        serde_json::to_string_pretty(&root).unwrap_or_default()
    }
}

fn beside(pair: Option<Pair>) -> Value {
    match pair {
        Some(pair) => json!({ "stored": pair.stored, "ours": pair.ours }),
        None => Value::Null,
    }
}

fn shares(shares: &DragShares) -> Value {
    json!({
        "total": shares.total,
        "friction": shares.friction,
        "pressure": shares.pressure,
        "base": shares.base,
    })
}
