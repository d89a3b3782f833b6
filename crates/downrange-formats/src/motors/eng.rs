//! RASP `.eng` files.
//!
//! A motor is a header of seven fields (name, diameter in mm, length in mm, delays, propellant mass in kg, total
//! mass in kg, maker) and lines of time in s and thrust in N; `;` starts a comment. The first point is not at
//! zero: the thrust rises from nothing at ignition. The last point should have no thrust; where it has, the
//! thrust ends there. A line that is not two numbers begins the next motor. What is wrong with one motor leaves the others
//! of the file: those that come with programs hold hundreds, and some slips.

use std::ops::Range;

use super::listed::{MotorEntry, RejectedEntry, Said};
use crate::error::Error;
use crate::lines::Lines;
use crate::table::{PlacedPoint, Text};

const HEADER: &str =
    "name, diameter (mm), length (mm), delays, propellant mass (kg), total mass (kg), maker";

/// A header has so many fields at least; the maker may be missing.
const FIELDS: usize = 6;

/// Motors of one file that are read at most: several times what the catalogues of all makers list.
const MOST: usize = 4_000;

/// Motors that cannot be read and are told of one file at most: what has more is no motor file.
const MOST_WRONG: usize = 100;

type Field<'a> = (&'a str, Range<usize>);

/// A motor being read, or what is wrong with its curve.
struct Open<'a> {
    header: Vec<Field<'a>>,
    points: Result<Vec<PlacedPoint>, Error>,
    /// Where more than two numbers stand in a line of its curve.
    more: Vec<Range<usize>>,
}

impl Open<'_> {
    fn name(&self) -> &str {
        self.header.first().map_or("", |field| field.0)
    }

    /// The first thing that is wrong counts.
    fn spoil(&mut self, error: Error) {
        if self.points.is_ok() {
            self.points = Err(error);
        }
    }
}

/// Reads the motors of a file, each for itself.
pub fn read(file: &str, text: &str) -> Vec<Result<MotorEntry, RejectedEntry>> {
    let lines = Lines::of(text);
    let text = Text {
        file,
        text,
        starts: Some(&lines),
    };
    let mut motors = Vec::new();
    let mut open: Option<Open<'_>> = None;
    let (mut start, mut wrong, mut counted) = (0, 0, 0);
    for line in text.text.split_inclusive('\n') {
        wrong += motors[counted..]
            .iter()
            .filter(|each: &&Result<_, _>| each.is_err())
            .count();
        counted = motors.len();
        if counted >= MOST || wrong >= MOST_WRONG {
            let title = format!(
                "{counted} motors, {wrong} of which cannot be read: those from here on are not read"
            );
            let error = text.error(start..start + line.len(), title);
            motors.push(Err(RejectedEntry {
                name: String::new(),
                error: error.hint("is it a motor file? split one that has so many"),
            }));
            return motors;
        }
        let content = line.split(';').next().unwrap_or("");
        let fields = fields(content, start);
        start += line.len();
        let [first, rest @ ..] = fields.as_slice() else {
            continue;
        };
        if ["#", "//"].iter().any(|mark| first.0.starts_with(mark)) {
            continue;
        }
        let span = first.1.start..rest.last().unwrap_or(first).1.end;
        let second = rest.first();
        let numbers = (number(first.0), second.and_then(|second| number(second.0)));
        let short = fields.len() < FIELDS;
        match (numbers, second, &mut open) {
            ((Some(time), Some(thrust)), Some(second), Some(open)) if short => {
                if let Some(third) = rest.get(1) {
                    open.more.push(third.1.clone());
                }
                if !(time.is_finite() && thrust.is_finite()) {
                    let title = "a point of the thrust curve is not a number";
                    open.spoil(text.error(span, title));
                } else if let Ok(points) = &mut open.points {
                    points.push(PlacedPoint {
                        x: time,
                        y: thrust,
                        x_at: first.1.clone(),
                        y_at: second.1.clone(),
                    });
                }
            }
            ((Some(_), None) | (None, Some(_)), Some(_), Some(open)) if fields.len() == 2 => {
                let title = format!("expected time and thrust of {}, two numbers", open.name());
                open.spoil(text.error(span, title));
            }
            ((Some(_), Some(_)), _, None) if short => {
                let error = text.error(span, "a point of a thrust curve before any header");
                motors.push(Err(RejectedEntry {
                    name: String::new(),
                    error: error.hint(format!("a header is {HEADER}")),
                }));
            }
            _ => {
                motors.extend(open.take().map(|open| motor(text, open)));
                open = Some(Open {
                    header: fields,
                    points: Ok(Vec::new()),
                    more: Vec::new(),
                });
            }
        }
    }
    motors.extend(open.map(|open| motor(text, open)));
    motors
}

/// Words and where they stand.
fn fields(content: &str, start: usize) -> Vec<Field<'_>> {
    let mut at = 0;
    content
        .split_whitespace()
        .map(|word| {
            let offset = at + content[at..].find(word).unwrap_or(0);
            at = offset + word.len();
            (word, start + offset..start + at)
        })
        .collect()
}

/// A number; between blanks a comma is a decimal sign.
fn number(field: &str) -> Option<f64> {
    let comma = || field.replacen(',', ".", 1).parse().ok();
    field.parse().ok().or_else(comma)
}

fn motor(text: Text<'_>, open: Open<'_>) -> Result<MotorEntry, RejectedEntry> {
    let Open {
        header,
        points,
        more,
    } = open;
    let span = header.first().zip(header.last());
    let span = span.map_or(0..0, |(first, last)| first.1.start..last.1.end);
    let [
        name,
        diameter,
        length,
        delays,
        propellant,
        total,
        maker @ ..,
    ] = header.as_slice()
    else {
        let title = format!("a header of {} fields, expected seven", header.len());
        return Err(RejectedEntry {
            name: header.first().map_or("", |field| field.0).to_owned(),
            error: text
                .error(span, title)
                .hint(format!("a header is {HEADER}")),
        });
    };
    let mut said = Said {
        text,
        span: span.clone(),
        name: name.0,
        diameter: f64::NAN,
        length: f64::NAN,
        propellant_mass: f64::NAN,
        total_mass: f64::NAN,
        fault: None,
        warnings: Vec::new(),
    };
    let mut read = |field: &Field<'_>, what: &str| match number(field.0) {
        Some(number) if number.is_finite() && number > 0.0 => number,
        _ => {
            let title = format!("{what} is {}, expected more than zero", field.0);
            let error = text.error(field.1.clone(), title);
            said.spoil(error.hint(format!("a header is {HEADER}")));
            f64::NAN
        }
    };
    // A diameter of zero is one that nobody filled in.
    let unfilled = number(diameter.0) == Some(0.0);
    let diameter = match unfilled {
        true => 0.0,
        false => read(diameter, "the diameter (mm)") / 1e3,
    };
    let length = read(length, "the length (mm)") / 1e3;
    let propellant_mass = read(propellant, "the propellant mass (kg)");
    let total_mass = read(total, "the total mass (kg)");
    (said.diameter, said.length) = (diameter, length);
    (said.propellant_mass, said.total_mass) = (propellant_mass, total_mass);
    if propellant_mass > total_mass {
        let title = format!("{propellant_mass} kg of propellant in a motor of {total_mass} kg");
        said.spoil(text.error(propellant.1.clone(), title));
    }
    if !more.is_empty() {
        let spans: Vec<&Range<usize>> = more.iter().collect();
        let read = format!("`{}` after time and thrust", text.quote(spans[0]));
        let message = "a curve has two columns: passed over".to_owned();
        said.warnings.push(text.warning(&spans, read, message));
    }
    let points = points.and_then(|points| match points.is_empty() {
        true => {
            let title = format!("no thrust curve follows the header of {}", name.0);
            Err(text
                .error(span, title)
                .hint("lines of time (s) and thrust (N) are expected; is the file cut off?"))
        }
        false => Ok(points),
    });
    let motor = said.motor(points);
    let maker: Vec<&str> = maker.iter().map(|(field, _)| *field).collect();
    Ok(said.listed(motor, maker.join(" "), delays.0.to_owned()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::motors::read_motors;

    /// Everything that old files do: comments, tabs, CRLF, Latin-1, a maker of two words, several motors, no
    /// final zero, no final line end.
    #[test]
    fn the_wild_forms_are_read() {
        let text = b"; caf\xe9 \r\nA8\t18 70 3-5 0.0033 0.01635 Estes Industries\r\n  0.1 5.0 ; peak\r\n 0.5\t0\r\n;\r\n\
            1/2A3T 13 45 0 0.0020 0.0076 E\r\n0.1 3\r\n0.3 1";
        let motors = read_motors("a.eng", text).unwrap();
        assert_eq!(motors.len(), 2);
        assert_eq!(motors[0].manufacturer, "Estes Industries");
        assert_eq!(motors[0].delays, "3-5");
        assert_eq!(motors[0].motor.diameter, Some(0.018));
        assert_eq!(motors[0].motor.length, 0.07);
        // Led up from nothing at ignition: 0.25 N s to the first point, 1 N s after it.
        assert!((motors[0].motor.total_impulse() - 1.25).abs() < 1e-12);
        assert!((motors[0].motor.mass_properties(0.0).mass - 0.01635).abs() < 1e-12);
        assert_eq!(motors[1].motor.name, "1/2A3T");
        assert!((motors[1].motor.total_impulse() - 0.55).abs() < 1e-12);
    }

    #[test]
    fn faults_point_at_the_line() {
        for (text, message, place) in [
            ("; nothing\n", "no motor in the file", None),
            (
                "A8 18 70 3-5\n0.1 5\n",
                "a header of 4 fields, expected seven",
                Some((1, 1)),
            ),
            (
                "0.1 5\n",
                "a point of a thrust curve before any header",
                Some((1, 1)),
            ),
            (
                "A8 18 70 3-5 0.0033 0.01635 E\n; end\n",
                "no thrust curve follows the header of A8",
                Some((1, 1)),
            ),
            (
                "A8 18 70 3-5 0.0033 0.01635 E\n0.1 5\n0.5 4\n0.3 2\n",
                "time 0.3 follows 0.5, but it must rise",
                Some((4, 1)),
            ),
            (
                "A8 18 70 3-5 0.0033 0.01635 E\n0.1 x\n",
                "expected time and thrust of A8, two numbers",
                Some((2, 1)),
            ),
            (
                "A8 18 70 3-5 0.033 0.01635 E\n0.1 5\n0.2 0\n",
                "0.033 kg of propellant in a motor of 0.01635 kg",
                Some((1, 14)),
            ),
            (
                "A8 18 none 3-5 0.033 0.01635 E\n0.1 5\n0.2 0\n",
                "the length (mm) is none, expected more than zero",
                Some((1, 7)),
            ),
        ] {
            let error = read_motors("a.eng", text.as_bytes()).unwrap_err();
            assert_eq!(error.message(), message);
            assert_eq!(error.line_and_column(), place);
        }
    }

    /// Every `.eng` beside this workspace, where there are any.
    #[test]
    fn real_files_are_read() {
        let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let shared = manifest
            .ancestors()
            .map(|folder| folder.join("shared/reference"))
            .find(|folder| folder.exists())
            .unwrap_or_default();
        let mut count = 0;
        for folder in ["rasaero/motors", "openrocket/motors"] {
            let Ok(files) = std::fs::read_dir(shared.join(folder)) else {
                println!("skipped: no {folder} here");
                continue;
            };
            for file in files.filter_map(Result::ok) {
                let name = file.file_name().into_string().unwrap();
                let motors = read_motors(&name, &std::fs::read(file.path()).unwrap()).unwrap();
                let motor = &motors[0].motor;
                // The letter of the class doubles in impulse from A (1.25 to 2.5 N s) on; makers' own letters are
                // trusted within a tenth.
                let class = f64::from(motor.name.as_bytes()[0] - b'A');
                let most = 2.5 * class.exp2();
                let impulse = motor.total_impulse();
                assert!(
                    impulse > 0.45 * most && impulse < 1.1 * most,
                    "{name}: {impulse} N s"
                );
                count += motors.len();
            }
        }
        println!("{count} motors read");
    }
}
