//! The figures for scripts: SI, degrees, full precision.

use downrange::aero::{DragBreakdown, PartShare};
use serde_json::{Map, Value, json};

use super::object;
use super::report::AeroReport;
use super::vehicle_table::{MachPoint, ORIGINS, VehicleTable, center_of};

/// Conventions of signs and rates; part of the output, so that nobody has to guess.
const CONVENTIONS: [(&str, &str); 8] = [
    (
        "coefficients",
        "on reference_area_m2; moments on reference_area_m2 * reference_length_m",
    ),
    (
        "cd",
        "at zero angle of attack; power on: while the motor burns, its jet fills its share of the base",
    ),
    (
        "cn_alpha_per_rad",
        "slope of the normal force with the total angle of attack, at zero angle",
    ),
    (
        "cp_from_nose_m",
        "at zero angle of attack; null where nothing lifts",
    ),
    (
        "cmq_per_rad",
        "pitching moment of a pitch rate, per q d / (2 V), about the centre of mass at ignition (cmq_burnout_per_rad: \
         burnt out), with Cm(alpha dot) as far as the method has it; negative damps",
    ),
    (
        "clp_per_rad",
        "rolling moment of a roll rate, per p d / (2 V); negative damps",
    ),
    (
        "cl_fins",
        "rolling moment coefficient at no roll rate (canted fins); positive turns right-handed about the nose",
    ),
    (
        "alpha",
        "cn and ca across and along the axis (not along the wind) at a total angle of attack, [mach][alpha]; cross-flow \
         included; ca falls with the squared cosine",
    ),
];

impl AeroReport<'_> {
    /// The figures as a JSON object without a line feed at the end: of the vehicle at launch, or of the stage that was
    /// kept; of a stack, `stages` holds the other ways in which it flies, with the same keys.
    pub fn json(&self) -> String {
        let mut root = Map::new();
        root.insert("name".into(), json!(self.launch.name));
        root.insert("vehicle".into(), json!(self.launch.vehicle.name()));
        root.insert(
            "conditions".into(),
            json!({
                "friction": "of the air at the site, and below Mach 0.1 of the Reynolds number there; a flight follows both",
                "elevation_m": self.launch.site.elevation,
                "temperature_k": self.air.temperature,
                "pressure_pa": self.air.pressure,
                "reynolds_per_metre_and_mach": self.reynolds(),
            }),
        );
        let conventions = CONVENTIONS.map(|(key, text)| (key.to_owned(), json!(text)));
        root.insert(
            "conventions".into(),
            Value::Object(conventions.into_iter().collect()),
        );
        let mut tables = self.tables.iter().map(|table| self.table(table));
        root.extend(tables.next().unwrap_or_default());
        if self.tables.len() > 1 {
            root.insert("stages".into(), tables.map(Value::Object).collect());
        }
        let mut text = String::new();
        indented(&mut text, &Value::Object(root), "");
        text
    }

    fn table(&self, table: &VehicleTable) -> Map<String, Value> {
        let points = &table.points;
        let column = |value: &dyn Fn(&MachPoint) -> Option<f64>| -> Value {
            points.iter().map(value).collect()
        };
        let some = |value: fn(&MachPoint) -> f64| column(&|point| Some(value(point)));
        let mut keys = Map::new();
        let mut put = |key: &str, value: Value| {
            keys.insert(key.to_owned(), value);
        };
        put("stage", json!(table.stage));
        put("when", json!(table.when));
        if self.launch.vehicle.rocket().is_none() {
            put("not_available", json!(object::LACKS));
        }
        put("given", json!(table.given));
        put("reference_area_m2", json!(table.reference_area));
        let length = |value: f64| json!((value > 0.0).then_some(value));
        put("reference_length_m", length(table.reference_length));
        if table.roll_length != table.reference_length {
            put("reference_length_roll_m", length(table.roll_length));
        }
        put("length_m", json!(table.length));
        let center = |index: usize| table.length.map(|_| table.mass[index].center);
        put("mass_kg", json!(table.mass[0].mass));
        put("mass_burnout_kg", json!(table.mass[1].mass));
        put("center_of_mass_from_nose_m", json!(center(0)));
        put("center_of_mass_burnout_from_nose_m", json!(center(1)));
        put("mach", some(|p| p.mach));
        put("cd_power_off", some(|p| p.drag_power_off.total()));
        put("cd_power_on", some(|p| p.drag_power_on.total()));
        put(
            "cd_power_off_standard_uncertainty",
            some(|p| p.drag_power_off.uncertainty()),
        );
        put(
            "cd_power_on_standard_uncertainty",
            some(|p| p.drag_power_on.uncertainty()),
        );
        put("cn_alpha_per_rad", some(|p| p.slope));
        put("cp_from_nose_m", column(&|p| p.center));
        put("static_margin_cal", column(&|p| p.margins.map(|m| m[0])));
        put(
            "static_margin_burnout_cal",
            column(&|p| p.margins.map(|m| m[1])),
        );
        put("cmq_per_rad", some(|p| p.pitch_damping[0]));
        put("cmq_burnout_per_rad", some(|p| p.pitch_damping[1]));
        put("clp_per_rad", some(|p| p.roll_damping));
        put("cl_fins", some(|p| p.roll_forcing));
        put(
            "cd_by_origin_power_off",
            origins(points, |p| &p.drag_power_off),
        );
        put(
            "cd_by_origin_power_on",
            origins(points, |p| &p.drag_power_on),
        );
        let parts = table.parts().enumerate();
        put(
            "parts",
            Value::Object(
                parts
                    .map(|(index, part)| (part.name.clone(), share(table, index, part.given)))
                    .collect(),
            ),
        );
        let degrees = self.angles.iter().map(|angle| angle.to_degrees());
        put("alpha_deg", degrees.map(round).collect());
        let at_angle = |value: &dyn Fn(&downrange::aero::AtAngle) -> Option<f64>| -> Value {
            let row = |point: &MachPoint| -> Value { point.at_angles.iter().map(value).collect() };
            points.iter().map(row).collect()
        };
        put("cn", at_angle(&|a| Some(a.normal)));
        put("ca_power_off", at_angle(&|a| Some(a.axial_power_off)));
        put("ca_power_on", at_angle(&|a| Some(a.axial_power_on)));
        put(
            "cp_at_alpha_from_nose_m",
            at_angle(&|a| a.center_of_pressure),
        );
        keys
    }
}

fn origins(points: &[MachPoint], drag: fn(&MachPoint) -> &DragBreakdown) -> Value {
    let column =
        |of: fn(&DragBreakdown) -> f64| -> Value { points.iter().map(|p| of(drag(p))).collect() };
    let origins = ORIGINS.map(|(_, key, of)| (key.to_owned(), column(of)));
    Value::Object(origins.into_iter().collect())
}

fn share(table: &VehicleTable, index: usize, given: bool) -> Value {
    let of = |value: &dyn Fn(&PartShare) -> Option<f64>| -> Value {
        let shares = table.points.iter().map(|point| point.shares.get(index));
        shares.map(|share| share.and_then(value)).collect()
    };
    json!({
        "given": given,
        "cd_power_off": of(&|s| Some(s.drag_power_off.total())),
        "cd_power_on": of(&|s| Some(s.drag_power_on.total())),
        "cd_friction": of(&|s| Some(s.drag_power_off.friction)),
        "cd_base_power_off": of(&|s| Some(s.drag_power_off.base)),
        "cd_pressure": of(&|s| Some(pressure(&s.drag_power_off))),
        "cn_alpha_per_rad": of(&|s| Some(s.normal_force.force)),
        "cp_from_nose_m": of(&center_of),
        "clp_per_rad": of(&|s| Some(s.roll_damping)),
    })
}

/// Pressure on all but the base, whatever the part.
fn pressure(drag: &DragBreakdown) -> f64 {
    drag.pressure + drag.fins + drag.protuberances
}

/// An angle in degrees as it was asked for: radians and back leave digits behind.
pub fn round(degrees: f64) -> f64 {
    (degrees * 1e9).round() / 1e9
}

/// Objects a line a key, arrays on one line: a hundred Mach numbers are one line, not a hundred.
fn indented(text: &mut String, value: &Value, indent: &str) {
    match value {
        Value::Object(keys) if !keys.is_empty() => {
            let inner = format!("{indent}  ");
            for (index, (key, value)) in keys.iter().enumerate() {
                text.push_str(if index == 0 { "{\n" } else { ",\n" });
                text.push_str(&format!("{inner}{}: ", Value::String(key.clone())));
                indented(text, value, &inner);
            }
            text.push_str(&format!("\n{indent}}}"));
        }
        Value::Array(all) if all.iter().any(Value::is_object) => {
            let inner = format!("{indent}  ");
            for (index, value) in all.iter().enumerate() {
                text.push_str(if index == 0 { "[\n" } else { ",\n" });
                text.push_str(&inner);
                indented(text, value, &inner);
            }
            text.push_str(&format!("\n{indent}]"));
        }
        value => text.push_str(&value.to_string()),
    }
}
