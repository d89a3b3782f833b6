//! Which rules of thumb a flight is held against, by name, and which of them it breaks.
//!
//! What a rule asks, and where it comes from, stands in `warnings` and `out_of_phase`, which judge single flights and those of a dispersion alike.

use crate::flight::record::FlightWarning;
use crate::flight::{Launch, Vehicle};

/// Of how it leaves a rail.
const RAIL: [&str; 7] = [
    "unstable",
    "static margin",
    "least static margin",
    "overstable",
    "rail exit speed",
    "thrust to weight",
    "angle of attack",
];

/// Of parachutes.
const PARACHUTES: [&str; 5] = [
    "opening speed",
    "landing speed",
    "parachute",
    "parachute under thrust",
    "trigger height",
];

/// Of what should hang under a parachute.
const BALLISTIC: &str = "ballistic";

/// Of what has its time.
const STILL_FLYING: &str = "still flying";

/// Of stages.
const STAGES: [&str; 6] = [
    "ignition",
    "separation",
    "ignition under parachute",
    "ignition nose down",
    "parachute aboard",
    "on the ground",
];

/// The names ([`FlightWarning::rule`]) of the rules of thumb whose answer may differ between flights of a launch, whether one
/// breaks them or not. Those about its description alone are not among them.
pub fn rules(launch: &Launch) -> Vec<&'static str> {
    let rocket = launch.vehicle.rocket().is_some();
    let mut rules = Vec::new();
    if rocket && launch.start.rail().is_some() {
        rules.extend(RAIL);
    }
    if has_parachutes(&launch.vehicle) {
        rules.extend(PARACHUTES);
    }
    if rocket {
        rules.push(BALLISTIC);
    }
    if launch.vehicle.stack().is_some() {
        rules.extend(STAGES);
    }
    rules.push(STILL_FLYING);
    rules
}

/// Whether anything of it has a parachute.
fn has_parachutes(vehicle: &Vehicle) -> bool {
    let stages = vehicle.stack().map_or(&[][..], |stack| stack.stages());
    let leaving = stages.iter().filter_map(|stage| stage.separation.as_ref());
    !vehicle.parachutes().is_empty()
        || leaving
            .into_iter()
            .any(|separation| !separation.after.parachutes.is_empty())
}

/// The rules that warnings are of, each once, in their order.
pub(crate) fn broken(warnings: &[FlightWarning]) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for warning in warnings {
        if !rules.contains(&warning.rule) {
            rules.push(warning.rule.clone());
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of rules stand twice: here they are those under which `warnings` warns.
    #[test]
    fn every_rule_is_one_that_is_warned_of() {
        let warnings = [include_str!("warnings.rs"), include_str!("out_of_phase.rs")].concat();
        let names = RAIL.iter().chain(&PARACHUTES).chain(&STAGES);
        for name in names.chain(&[BALLISTIC, STILL_FLYING]) {
            assert!(warnings.contains(&format!("\"{name}\"")), "{name}");
        }
    }
}
