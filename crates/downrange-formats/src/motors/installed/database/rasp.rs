//! A curve of the database as a RASP file.

use std::fmt::Write;

use super::curve::DatabaseCurve;

/// The RASP file of a curve: what the database says of it, number by number; a designation has no blanks there.
pub fn rasp(curve: &DatabaseCurve, database: &str) -> String {
    let word = |text: &Option<String>| {
        let kept = |c: char| !c.is_control() && c != ';';
        let text: String = text
            .iter()
            .flat_map(|text| text.chars())
            .filter(|c| kept(*c))
            .collect();
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let or_dash = |words: Vec<String>, between: &str| match words.is_empty() {
        true => "-".to_owned(),
        false => words.join(between),
    };
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    // The exact kilograms of decimal grams: dividing by a thousand rounds once.
    let kilograms = |value: Option<f64>| number(value.map(|grams| grams / 1e3));
    let delays = or_dash(word(&curve.delays), "").replace(',', "-");
    let mut text = format!("; {database}, curve {}", curve.id);
    for (what, value) in [
        ("measured by", &curve.source),
        ("ThrustCurve.org", &curve.number),
    ] {
        let value = word(value).join(" ");
        if !value.is_empty() {
            // Writing into a string cannot fail.
            let _ = write!(text, ", {what} {value}");
        }
    }
    let _ = writeln!(
        text,
        "\n{} {} {} {delays} {} {} {}",
        or_dash(word(&curve.designation), "_"),
        number(curve.diameter),
        number(curve.length),
        kilograms(curve.propellant_mass),
        kilograms(curve.total_mass),
        or_dash(word(&curve.maker), " "),
    );
    for (time, thrust) in &curve.points {
        let _ = writeln!(text, "{time} {thrust}");
    }
    text + ";\n"
}
