//! The JSON Schema (2020-12) of the launch file, from the tables of keys.

use downrange::quantity::Dimension;
use serde_json::{Map, Value, json};

use crate::launch::keys::LAUNCH;
use crate::toml_file::distribution_form::DISTRIBUTION_NAMES;
use crate::toml_file::keys::{Absent, Either, Key, Kind, Section};
use crate::toml_file::range::Range;
use crate::toml_file::value::MOST_TEXTS;

/// The JSON Schema of the launch file, for editors that complete and check TOML by one (taplo, Even Better TOML):
/// put `#:schema ./launch.schema.json` on the first line of the launch file.
///
/// ```
/// assert!(downrange_formats::schema().contains("\"elevation_angle\""));
/// ```
pub fn schema() -> String {
    let mut root = Map::new();
    root.insert(
        "$schema".into(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("title".into(), json!("Downrange launch file"));
    if let Value::Object(object) = section(&LAUNCH) {
        root.extend(object);
        // A design says all that has to be said.
        let needed = ["required", "allOf"].map(|key| (key.to_owned(), root.remove(key)));
        let needed = needed
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)));
        let needed: Map<String, Value> = needed.collect();
        root.insert("if".into(), json!({ "required": ["design"] }));
        root.insert("else".into(), Value::Object(needed));
    }
    root.insert("$defs".into(), definitions());
    format!("{:#}", Value::Object(root))
}

fn section(section: &Section) -> Value {
    match section.variants {
        [] => {
            let mut object = object(section.doc, section.keys.iter(), None);
            let sides = section.either.iter().map(|Either(sides)| {
                let sides = sides
                    .iter()
                    .map(|side| json!({ "required": side.iter().take(1).collect::<Vec<_>>() }));
                json!({ "oneOf": sides.collect::<Vec<_>>() })
            });
            if let (Value::Object(object), false) = (&mut object, section.either.is_empty()) {
                object.insert("allOf".into(), sides.collect());
            }
            object
        }
        variants => {
            let each = variants.iter().map(|variant| {
                object(
                    variant.doc,
                    section.keys.iter().chain(variant.keys),
                    Some(variant.name),
                )
            });
            json!({ "description": section.doc, "oneOf": each.collect::<Vec<_>>() })
        }
    }
}

fn object<'k>(
    doc: &str,
    keys: impl Iterator<Item = &'k Key> + Clone,
    variant: Option<&str>,
) -> Value {
    let properties: Map<String, Value> = keys
        .clone()
        .map(|key| (key.name.to_owned(), property(key, variant)))
        .collect();
    let required: Vec<&str> = keys
        .filter(|key| key.absent == Absent::Refused)
        .map(|key| key.name)
        .collect();
    json!({
        "description": doc,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(key: &Key, variant: Option<&str>) -> Value {
    let description = match key.absent {
        Absent::Refused => key.doc.to_owned(),
        Absent::Means(default) => format!("{} Without it: {default}.", key.doc),
    };
    if let ("type", Some(variant)) = (key.name, variant) {
        return json!({ "description": description, "const": variant });
    }
    let mut property = kind(key.kind);
    if let Value::Object(object) = &mut property {
        object.insert("description".into(), json!(description));
    }
    property
}

fn kind(kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::File(_) | Kind::Date => json!({ "type": "string" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Count(most) => json!({ "type": "integer", "minimum": 1, "maximum": most }),
        Kind::Quantity(dimension, range) => json!({ "anyOf": [
            quantity(dimension, range),
            { "$ref": format!("#/$defs/uncertain_{}", definition(dimension)) },
        ] }),
        Kind::Certain(dimension, range) => quantity(dimension, range),
        Kind::Uncertain(dimension, _) => {
            json!({ "$ref": format!("#/$defs/uncertain_{}", definition(dimension)) })
        }
        Kind::Probabilities => json!({
            "type": "object",
            "additionalProperties": quantity(Dimension::Number, Range::Between(0.0, 1.0)),
        }),
        Kind::Texts(_) => {
            json!({ "type": "array", "items": { "type": "string" }, "maxItems": MOST_TEXTS })
        }
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Curve(_, x, _, y) => json!({ "anyOf": [{ "type": "string" }, pairs(x, y)] }),
        Kind::MachCurve(y) => json!({ "anyOf": mach_curve(y) }),
        Kind::Coefficient(y) => {
            let mut forms = mach_curve(y);
            forms.push(json!({
                "type": "object",
                "properties": {
                    "angles": { "type": "array", "items": quantity(Dimension::Angle, Range::Any) },
                    "curves": { "type": "array", "items": { "anyOf": mach_curve(y) } },
                },
                "required": ["angles", "curves"],
                "additionalProperties": false,
            }));
            json!({ "anyOf": forms })
        }
        Kind::Points => pairs(Dimension::Length, Dimension::Length),
        Kind::Table(inner) => section(inner),
        Kind::List(inner, most) => {
            json!({ "type": "array", "items": section(inner), "maxItems": most })
        }
        Kind::Or(first, second) => json!({ "anyOf": [self::kind(*first), self::kind(*second)] }),
    }
}

fn mach_curve(y: Dimension) -> Vec<Value> {
    vec![
        json!({ "type": "number" }),
        json!({ "type": "string" }),
        pairs(Dimension::Number, y),
    ]
}

fn pairs(x: Dimension, y: Dimension) -> Value {
    json!({
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "array",
            "prefixItems": [quantity(x, Range::Any), quantity(y, Range::Any)],
            "minItems": 2,
            "maxItems": 2,
        },
    })
}

fn quantity(dimension: Dimension, range: Range) -> Value {
    let mut number = json!({ "type": "number" });
    if let Value::Object(object) = &mut number {
        let mut bound = |name: &str, value: f64| object.insert(name.into(), json!(value));
        match range {
            Range::Any => {}
            Range::Positive => drop(bound("exclusiveMinimum", 0.0)),
            Range::NotNegative => drop(bound("minimum", 0.0)),
            Range::Between(least, most) => {
                bound("minimum", least);
                bound("maximum", most);
            }
            Range::UpTo(most) => {
                bound("exclusiveMinimum", 0.0);
                bound("maximum", most);
            }
            Range::On(coordinate) => {
                let (least, most) = Range::bounds(coordinate);
                bound("minimum", least);
                bound("maximum", most);
            }
        }
    }
    let text = match range {
        // Its hemisphere may stand first.
        Range::On(coordinate) => json!({
            "type": "string",
            "description": coordinate.example(),
            "pattern": "^[^,]*[0-9][^,]*$",
        }),
        _ => json!({ "$ref": format!("#/$defs/{}", definition(dimension)) }),
    };
    json!({ "anyOf": [number, text] })
}

/// The name of a dimension's text among the definitions.
fn definition(dimension: Dimension) -> String {
    dimension.name().replace(' ', "_")
}

/// Quantities as text, by dimension. A schema cannot judge products of units: the reader does.
fn definitions() -> Value {
    // No key of a launch file is an acceleration.
    let dimensions = Dimension::ALL
        .into_iter()
        .filter(|dimension| *dimension != Dimension::Acceleration);
    let each = dimensions.clone().map(|dimension| {
        let text = json!({
            "type": "string",
            "description": dimension.example(),
            "pattern": "^\\s*[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?[^,]*$",
        });
        (definition(dimension), text)
    });
    let uncertain = dimensions.map(|dimension| {
        let name = format!("uncertain_{}", definition(dimension));
        (name, distribution(dimension))
    });
    Value::Object(each.chain(uncertain).collect())
}

/// A distribution of a quantity: the forms that go together are the reader's business.
fn distribution(dimension: Dimension) -> Value {
    let number = quantity(dimension, Range::Any);
    let list = json!({ "type": "array", "minItems": 1, "items": number });
    json!({
        "description": format!("A distribution of {}, see the page \"Uncertainty\" of the book.", dimension.example()),
        "type": "object",
        "minProperties": 1,
        "properties": {
            "distribution": { "enum": DISTRIBUTION_NAMES },
            "mean": number,
            "sigma": { "anyOf": [number, { "$ref": format!("#/$defs/{}", definition(Dimension::Number)) }] },
            "min": number,
            "mode": number,
            "max": number,
            "samples": { "anyOf": [list, { "type": "string" }] },
            "values": list,
            "weights": { "type": "array", "minItems": 1, "items": { "type": "number", "exclusiveMinimum": 0.0 } },
        },
        "additionalProperties": false,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Every key of every table is in the schema, with its sentence.
    #[test]
    fn every_key_is_described() {
        let text = schema();
        serde_json::from_str::<Value>(&text).unwrap();
        for section in LAUNCH.all() {
            let keys = section
                .keys
                .iter()
                .chain(section.variants.iter().flat_map(|each| each.keys));
            for key in keys {
                assert!(
                    text.contains(&format!("{:?}: {{", key.name)),
                    "{}",
                    key.name
                );
                assert!(
                    text.contains(&json!(key.doc).to_string().trim_matches('"').to_owned()),
                    "{}",
                    key.doc
                );
            }
        }
    }
}
