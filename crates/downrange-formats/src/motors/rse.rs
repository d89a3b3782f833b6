//! RockSim `.rse` files: XML with one `engine` a motor, lengths in mm, masses in g.
//!
//! Each `eng-data` has time `t` in s and thrust `f` in N. With `auto-calc-mass="0"` its `m` is the propellant that
//! is left (or, in files that begin at `initWt`, the whole motor), and with `auto-calc-cg="0"` its `cg` is the
//! centre of the whole motor from the forward end, as OpenRocket reads it. Otherwise the geometry is unknown.
//! The inertia of tabled propellant is that of a cylinder which fills the case.

use std::ops::Range;

use downrange::motor::{Motor, Propellant};
use downrange::table::Curve;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::listed::{MotorEntry, Said};
use crate::error::Error;
use crate::lines::Lines;
use crate::table::curve::{in_time, order};
use crate::table::{PlacedPoint, Text};

/// An `engine` being read.
struct Engine {
    span: Range<usize>,
    code: String,
    maker: String,
    delays: String,
    diameter: f64,
    length: f64,
    propellant_mass: f64,
    total_mass: f64,
    exit_diameter: f64,
    tabled_mass: bool,
    tabled_center: bool,
    points: Result<Vec<PlacedPoint>, Error>,
    masses: Vec<Option<f64>>,
    centers: Vec<Option<f64>>,
    fault: Option<Error>,
}

impl Engine {
    /// Zero or more, or a fault and NaN.
    fn size(&mut self, element: &Element<'_>, name: &str) -> f64 {
        element.size(name).unwrap_or_else(|error| {
            self.fault.get_or_insert(error);
            f64::NAN
        })
    }
}

/// Reads the motors of a file.
pub fn read(file: &str, text: &str) -> Result<Vec<MotorEntry>, Error> {
    let lines = Lines::of(text);
    let text = Text {
        file,
        text,
        starts: Some(&lines),
    };
    let mut reader = Reader::from_str(text.text);
    let mut motors = Vec::new();
    let mut open: Option<Engine> = None;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|reason| {
            let at = reader.error_position() as usize;
            text.error(at..at + 1, format!("not XML: {reason}"))
        })?;
        let end = reader.buffer_position() as usize;
        let is_whole = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let element = Element {
                    text: &text,
                    span: start..end,
                    tag,
                };
                match (element.tag.name().as_ref(), &mut open) {
                    ("engine", _) if is_whole => motors.push(motor(text, engine(&element)?)),
                    ("engine", _) => open = Some(engine(&element)?),
                    ("eng-data", Some(engine)) => {
                        if let Err(error) = point(&element, engine)
                            && engine.points.is_ok()
                        {
                            engine.points = Err(error);
                        }
                    }
                    _ => {}
                }
            }
            Event::End(tag) if tag.name().as_ref() == "engine" => {
                if let Some(engine) = open.take() {
                    motors.push(motor(text, engine));
                }
            }
            Event::Eof => {
                return match open {
                    Some(engine) => Err(text
                        .error(
                            engine.span,
                            format!("the engine {} does not end", engine.code),
                        )
                        .hint("is the file cut off?")),
                    None => Ok(motors),
                };
            }
            _ => {}
        }
    }
}

struct Element<'a> {
    text: &'a Text<'a>,
    span: Range<usize>,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    fn attribute(&self, name: &str) -> Result<Option<String>, Error> {
        let wrong = |reason: String| {
            self.text
                .error(self.span.clone(), format!("not XML: {reason}"))
        };
        match self.tag.try_get_attribute(name) {
            Ok(None) => Ok(None),
            Ok(Some(attribute)) => match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => Ok(Some(value.trim().to_owned())),
                Err(reason) => Err(wrong(reason.to_string())),
            },
            Err(reason) => Err(wrong(reason.to_string())),
        }
    }

    fn number(&self, name: &str) -> Result<Option<f64>, Error> {
        let Some(value) = self.attribute(name)? else {
            return Ok(None);
        };
        match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.text.error(
                self.place(name),
                format!("{name}=\"{value}\" is not a number"),
            )),
        }
    }

    /// Where the value of an attribute stands; the whole tag where it has none.
    fn place(&self, name: &str) -> Range<usize> {
        let tag = self.text.text.get(self.span.clone()).unwrap_or_default();
        let value = tag.match_indices(name).find_map(|(at, _)| {
            let alone = tag.get(..at)?.ends_with(|c: char| c.is_ascii_whitespace());
            let rest = tag.get(at + name.len()..)?;
            let value = rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = value
                .chars()
                .next()
                .filter(|c| alone && matches!(c, '"' | '\''))?;
            let inside = value.get(1..)?.split(quote).next()?;
            let start = self.span.start + tag.len() - value.len() + 1;
            Some(start..start + inside.len())
        });
        value.unwrap_or(self.span.clone())
    }

    /// A size; one of zero only where nobody may have filled it in.
    fn size(&self, name: &str) -> Result<f64, Error> {
        match self.number(name)? {
            Some(number) if number > 0.0 || (number == 0.0 && name == "dia") => Ok(number),
            Some(number) => Err(self.text.error(
                self.place(name),
                format!("{name}=\"{number}\", expected more than zero"),
            )),
            None => Err(self
                .text
                .error(self.span.clone(), format!("no attribute `{name}`"))),
        }
    }

    /// Whether a flag says that the file has its own numbers.
    fn tabled(&self, flag: &str) -> Result<bool, Error> {
        Ok(matches!(
            self.attribute(flag)?.as_deref(),
            Some("0" | "false" | "FALSE")
        ))
    }
}

fn engine(element: &Element<'_>) -> Result<Engine, Error> {
    let mut engine = Engine {
        span: element.span.clone(),
        code: element.attribute("code")?.unwrap_or_default(),
        maker: element.attribute("mfg")?.unwrap_or_default(),
        delays: element.attribute("delays")?.unwrap_or_default(),
        diameter: f64::NAN,
        length: f64::NAN,
        propellant_mass: f64::NAN,
        total_mass: f64::NAN,
        exit_diameter: element.number("exitDia")?.unwrap_or(0.0) / 1e3,
        tabled_mass: element.tabled("auto-calc-mass")?,
        tabled_center: element.tabled("auto-calc-cg")?,
        points: Ok(Vec::new()),
        masses: Vec::new(),
        centers: Vec::new(),
        fault: None,
    };
    engine.diameter = engine.size(element, "dia") / 1e3;
    engine.length = engine.size(element, "len") / 1e3;
    engine.propellant_mass = engine.size(element, "propWt") / 1e3;
    engine.total_mass = engine.size(element, "initWt") / 1e3;
    Ok(engine)
}

fn point(element: &Element<'_>, engine: &mut Engine) -> Result<(), Error> {
    let (Some(time), Some(thrust)) = (element.number("t")?, element.number("f")?) else {
        return Err(element
            .text
            .error(element.span.clone(), "a point needs `t` and `f`"));
    };
    if let Ok(points) = &mut engine.points {
        points.push(PlacedPoint {
            x: time,
            y: thrust,
            x_at: element.place("t"),
            y_at: element.place("f"),
        });
    }
    engine
        .masses
        .push(element.number("m")?.map(|grams| grams / 1e3));
    engine
        .centers
        .push(element.number("cg")?.map(|millimetres| millimetres / 1e3));
    Ok(())
}

fn motor(text: Text<'_>, mut engine: Engine) -> MotorEntry {
    let mut said = Said {
        text,
        span: engine.span.clone(),
        name: &engine.code,
        diameter: engine.diameter,
        length: engine.length,
        propellant_mass: engine.propellant_mass,
        total_mass: engine.total_mass,
        fault: engine.fault.take(),
        warnings: Vec::new(),
    };
    let points = engine
        .points
        .clone()
        .and_then(|points| match points.is_empty() {
            true => {
                let title = format!("no eng-data in the engine {}", engine.code);
                Err(text.error(engine.span.clone(), title))
            }
            false => Ok(points),
        });
    let mut motor = said.motor(points);
    if engine.exit_diameter > 0.0 && engine.exit_diameter <= engine.diameter {
        motor.nozzle_exit_area = Some(std::f64::consts::PI / 4.0 * engine.exit_diameter.powi(2));
    }
    if (engine.tabled_mass || engine.tabled_center)
        && said.fault.is_none()
        && let Err(fault) = tables(text, &engine, &mut motor)
    {
        said.spoil(text.error(engine.span.clone(), fault.message));
    }
    let (maker, delays) = (engine.maker.clone(), engine.delays.replace(',', "-"));
    said.listed(motor, maker, delays)
}

/// Replaces the unknown propellant by the tables of the file.
fn tables(
    text: Text<'_>,
    engine: &Engine,
    motor: &mut Motor,
) -> Result<(), downrange::error::Fault> {
    // The thrust curve has been put in order from the same rows, and told what was done.
    let points = engine.points.as_deref().unwrap_or_default();
    let groups = in_time(&order(text, "time", points), &mut Vec::new()).unwrap_or_default();
    // Of several rows at one time the last: it is what burns on.
    let rows: Vec<usize> = groups
        .iter()
        .filter_map(|group| group.last())
        .copied()
        .collect();
    let times = || {
        rows.iter()
            .filter_map(|row| points.get(*row))
            .map(|point| point.x)
    };
    let column = |all: &[Option<f64>]| -> Option<Vec<f64>> {
        rows.iter()
            .map(|row| all.get(*row).copied().flatten())
            .collect()
    };
    let dry_mass = motor.dry.mass;
    let masses: Vec<f64> = match column(&engine.masses) {
        Some(masses) if engine.tabled_mass => {
            let first = masses.first().copied().unwrap_or(0.0);
            let whole = (first - engine.total_mass).abs() < (first - engine.propellant_mass).abs();
            masses
                .iter()
                .map(|mass| if whole { mass - dry_mass } else { *mass })
                .collect()
        }
        _ => times()
            .map(|time| motor.propellant_properties(time).mass)
            .collect(),
    };
    // The last centre, with the propellant gone, is that of the dry motor.
    let centers = match column(&engine.centers) {
        Some(centers) if engine.tabled_center => {
            motor.dry.center = centers.last().copied().unwrap_or(motor.dry.center);
            let whole = masses.iter().zip(&centers);
            let mut latest = motor.dry.center;
            whole
                .map(|(mass, center)| {
                    // Where little is left, its centre is lost in the rounding: it stays where it was.
                    if *mass > 0.01 * engine.propellant_mass {
                        let moment = (mass + dry_mass) * center - dry_mass * motor.dry.center;
                        latest = (moment / mass).clamp(0.0, engine.length);
                    }
                    latest
                })
                .collect()
        }
        _ => vec![engine.length / 2.0; masses.len()],
    };
    let radius = engine.diameter / 2.0;
    let against_time = |values: Vec<f64>| Curve::new(times().zip(values).collect());
    let inertia = |about: f64| against_time(masses.iter().map(|mass| mass * about).collect());
    motor.propellant = Propellant::Tables {
        axial: inertia(radius * radius / 2.0)?,
        transverse: inertia(radius * radius / 4.0 + engine.length * engine.length / 12.0)?,
        center: against_time(centers)?,
        mass: against_time(masses)?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::motors::read_motors;
    use downrange::motor::Propellant;

    fn file(flags: &str, data: &str) -> String {
        format!(
            "<engine-database><engine-list>\n<engine {flags} code=\"G33\" mfg=\"AeroTech &amp; Co\" delays=\"5,7\" \
             dia=\"29.\" len=\"124.\" propWt=\"72.\" initWt=\"159.\" exitDia=\"0.\">\n<comments>x</comments>\n<data>\n\
             {data}</data></engine></engine-list></engine-database>"
        )
    }

    const DATA: &str = "<eng-data cg=\"62.\" f=\"0.\" m=\"72.\" t=\"0.\"/>\n\
        <eng-data cg=\"60.\" f=\"60.\" m=\"40.\" t=\"1.\"/>\n<eng-data cg=\"58.\" f=\"0.\" m=\"0.\" t=\"2.\"/>\n";

    #[test]
    fn automatic_mass_means_an_unknown_grain() {
        let text = file("auto-calc-mass=\"1\" auto-calc-cg=\"1\"", DATA);
        let motors = read_motors("g.RSE", text.as_bytes()).unwrap();
        let listed = &motors[0];
        assert_eq!(
            (listed.motor.name.as_str(), listed.manufacturer.as_str()),
            ("G33", "AeroTech & Co")
        );
        assert_eq!(listed.delays, "5-7");
        assert_eq!(listed.motor.propellant, Propellant::Unknown { mass: 0.072 });
        assert!((listed.motor.total_impulse() - 60.0).abs() < 1e-12);
    }

    /// Mass and centre of the whole motor come back as the file has them.
    #[test]
    fn tabled_mass_and_centre_are_kept() {
        let text = file("auto-calc-mass=\"0\" auto-calc-cg=\"0\"", DATA);
        let motor = &read_motors("g.rse", text.as_bytes()).unwrap()[0].motor;
        for (time, mass, center) in [
            (0.0, 0.159, 0.062),
            (1.0, 0.127, 0.060),
            (2.0, 0.087, 0.058),
        ] {
            let now = motor.mass_properties(time);
            assert!((now.mass - mass).abs() < 1e-12, "{time}: {now:?}");
            assert!((now.center - center).abs() < 1e-12, "{time}: {now:?}");
        }
    }

    #[test]
    fn faults_point_at_the_element() {
        for (text, message, line) in [
            (
                "<engine-list></engine-list>".to_owned(),
                "no motor in the file",
                None,
            ),
            (file("", ""), "no eng-data in the engine G33", Some(2)),
            (
                file("", "<eng-data t=\"x\" f=\"1\"/>"),
                "t=\"x\" is not a number",
                Some(5),
            ),
            (
                "<engine dia=\"29\"/>".to_owned(),
                "no attribute `len`",
                Some(1),
            ),
        ] {
            let error = read_motors("g.rse", text.as_bytes()).unwrap_err();
            assert_eq!(error.message(), message);
            assert_eq!(error.line_and_column().map(|place| place.0), line);
        }
        assert!(read_motors("g.rse", b"<engine").is_err());
    }
}
