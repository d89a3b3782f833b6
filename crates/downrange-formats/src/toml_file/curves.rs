//! Curves, tables and points of a table of the file, or of files that it names.

use std::ops::Range as Span;

use downrange::quantity::Dimension;
use downrange::rocket::Coefficient;
use downrange::table::Curve;
use toml::de::{DeTable, DeValue};

use super::entry::TableReader;
use super::keys::Kind;
use super::range::Range;
use super::source::Value;
use super::value;
use crate::csv;
use crate::error::Error;
use crate::table::{self, NumberPlaces, PlacedPoint, Text};
use crate::warning::Warning;

impl<'a> TableReader<'a> {
    /// The curve a key gives: pairs or a CSV file.
    pub fn curve(&self, name: &str) -> Result<Option<Curve>, Error> {
        self.once_at(name, || self.read_curve(name))
    }

    fn read_curve(&self, name: &str) -> Result<Option<Curve>, Error> {
        let Some((value, Kind::Curve(x_name, x, y_name, y))) = self.get(name) else {
            return Ok(None);
        };
        match value.get_ref() {
            DeValue::String(path) => {
                let (path, bytes) = self.source.read(path, value.span())?;
                let read = |warnings: &mut _| {
                    csv::curve(&path, &bytes, (x_name, x), (y_name, y), warnings)
                };
                self.source.tabled(value, read).map(Some)
            }
            _ => self.pairs(name, value, (x_name, x), (y_name, y)).map(Some),
        }
    }

    /// The curve a key gives against Mach number: a number, pairs or a CSV file.
    pub fn mach_curve(&self, name: &str) -> Result<Option<Curve>, Error> {
        self.once_at(name, || match self.get(name) {
            Some((value, Kind::MachCurve(dimension))) => {
                self.against_mach(name, value, dimension).map(Some)
            }
            _ => Ok(None),
        })
    }

    fn against_mach(
        &self,
        name: &str,
        value: Value<'a>,
        dimension: Dimension,
    ) -> Result<Curve, Error> {
        match value.get_ref() {
            DeValue::Integer(_) | DeValue::Float(_) => {
                value::number(self.source, name, value, dimension, Range::Any).map(Curve::constant)
            }
            DeValue::String(text) if is_quantity(text) => {
                value::number(self.source, name, value, dimension, Range::Any).map(Curve::constant)
            }
            DeValue::String(path) => {
                let (path, bytes) = self.source.read(path, value.span())?;
                let mach = ("mach", Dimension::Number);
                let read =
                    |warnings: &mut _| csv::curve(&path, &bytes, mach, (name, dimension), warnings);
                self.source.tabled(value, read)
            }
            _ => self.pairs(name, value, ("mach", Dimension::Number), (name, dimension)),
        }
    }

    /// As [`Self::mach_curve`], and against angle of attack where it is given so.
    pub fn coefficient(&self, name: &str) -> Result<Option<Coefficient>, Error> {
        self.once_at(name, || self.read_coefficient(name))
    }

    fn read_coefficient(&self, name: &str) -> Result<Option<Coefficient>, Error> {
        use Coefficient::{Mach, MachAndAngle};
        let Some((value, Kind::Coefficient(dimension))) = self.get(name) else {
            return Ok(None);
        };
        let surface = match value.get_ref() {
            DeValue::Table(table) => self.by_angle(name, value, table, dimension)?,
            DeValue::String(path) if !is_quantity(path) => {
                let (path, bytes) = self.source.read(path, value.span())?;
                let read =
                    |warnings: &mut _| csv::surface(&path, &bytes, name, dimension, warnings);
                self.source.tabled(value, read)?
            }
            _ => {
                return self
                    .against_mach(name, value, dimension)
                    .map(|curve| Some(Mach(curve)));
            }
        };
        let (angles, mut curves): (Vec<f64>, Vec<Curve>) = surface.into_iter().unzip();
        Ok(Some(match curves.len() {
            1 => Mach(curves.swap_remove(0)),
            _ => MachAndAngle { angles, curves },
        }))
    }

    /// `{ angles = […], curves = […] }`.
    fn by_angle(
        &self,
        name: &str,
        value: Value<'a>,
        table: &'a DeTable<'a>,
        dimension: Dimension,
    ) -> Result<Vec<(f64, Curve)>, Error> {
        let expected = "{ angles = […], curves = […] }, a curve for each angle of attack";
        let list = |key: &str| table.get(key).and_then(|inner| inner.get_ref().as_array());
        let (Some(angles), Some(curves)) = (list("angles"), list("curves")) else {
            return Err(value::wrong(self.source, name, value, expected));
        };
        if angles.is_empty() || angles.len() != curves.len() || table.len() != 2 {
            let title = format!(
                "`{name}` has {} angles and {} curves, expected {expected}",
                angles.len(),
                curves.len()
            );
            return Err(self.source.error(value.span(), title));
        }
        let range = Range::Between(0.0, std::f64::consts::PI);
        let mut surface: Vec<(f64, Curve)> = Vec::with_capacity(angles.len());
        for (angle, curve) in angles.iter().zip(curves.iter()) {
            let read = value::number(self.source, "angles", angle, Dimension::Angle, range)?;
            if surface.last().is_some_and(|(before, _)| *before >= read) {
                return Err(self
                    .source
                    .error(angle.span(), format!("the angles of `{name}` do not rise")));
            }
            surface.push((read, self.against_mach(name, curve, dimension)?));
        }
        Ok(surface)
    }

    /// Points `[x, y]`, lengths.
    pub fn points(&self, name: &str) -> Result<Option<Vec<(f64, f64)>>, Error> {
        match self.get(name) {
            Some((value, Kind::Points)) => self
                .numbers(name, value, ("x", Dimension::Length), Dimension::Length)
                .map(|points| Some(points.iter().map(|point| (point.x, point.y)).collect())),
            _ => Ok(None),
        }
    }

    fn pairs(
        &self,
        name: &str,
        value: Value<'a>,
        x: (&str, Dimension),
        (y_name, y): (&str, Dimension),
    ) -> Result<Curve, Error> {
        let points = self.numbers(name, value, x, y)?;
        if points.is_empty() {
            let title = format!("`{name}`: a curve needs at least one point");
            return Err(self.source.error(value.span(), title));
        }
        self.placed(value, |text, warnings| {
            let placed = table::placed(text, (x.0, y_name), &points, warnings)?;
            Ok((placed.curve, placed.places))
        })
    }

    /// What is built from a list of this file, and where its rows stand.
    fn placed<T>(
        &self,
        value: Value<'a>,
        read: impl FnOnce(Text<'a>, &mut Vec<Warning>) -> Result<(T, Vec<Span<usize>>), Error>,
    ) -> Result<T, Error> {
        let text = self.source.place();
        self.source.tabled(value, |warnings| {
            let (built, places) = read(text, warnings)?;
            let origin = NumberPlaces {
                file: text.file.to_owned(),
                text: self.source.kept_text(),
                places: vec![places],
            };
            Ok((built, origin))
        })
    }

    /// What is built from the list that the value of a key holds, and where its rows stand.
    pub fn listed<T>(
        &self,
        name: &str,
        read: impl FnOnce(Text<'a>, &mut Vec<Warning>) -> Result<(T, Vec<Span<usize>>), Error>,
    ) -> Result<T, Error> {
        match self.table.get(name) {
            Some(value) => self.placed(value, read),
            None => Err(self.missing(name)),
        }
    }

    /// What is built from the table in a file that a key names.
    pub fn tabled<T>(
        &self,
        name: &str,
        read: impl FnOnce(&str, &[u8], &mut Vec<Warning>) -> Result<(T, NumberPlaces), Error>,
    ) -> Result<Option<T>, Error> {
        let (Some((path, bytes)), Some(value)) = (self.file(name)?, self.table.get(name)) else {
            return Ok(None);
        };
        let read = |warnings: &mut Vec<Warning>| read(&path, &bytes, warnings);
        self.source.tabled(value, read).map(Some)
    }

    /// Pairs and where each stands.
    fn numbers(
        &self,
        name: &str,
        value: Value<'a>,
        (x_name, x): (&str, Dimension),
        y: Dimension,
    ) -> Result<Vec<PlacedPoint>, Error> {
        let expected = format!("a list of pairs such as [[{x_name}, value], …]");
        let Some(items) = value.get_ref().as_array() else {
            return Err(value::wrong(self.source, name, value, &expected));
        };
        items
            .iter()
            .map(|item| {
                let pair: Vec<_> = item.get_ref().as_array().into_iter().flatten().collect();
                let [first, second] = pair.as_slice() else {
                    let title = format!(
                        "`{name}` holds {}, expected a pair [{x_name}, value]",
                        self.source.quote(item.span())
                    );
                    return Err(self.source.error(item.span(), title));
                };
                let read = |value, dimension| {
                    value::number(self.source, name, value, dimension, Range::Any)
                };
                Ok(PlacedPoint {
                    x: read(first, x)?,
                    y: read(second, y)?,
                    x_at: first.span(),
                    y_at: second.span(),
                })
            })
            .collect()
    }
}

/// Whether text is a quantity rather than the path of a file: it starts with a number and does not end as a file.
fn is_quantity(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let file = [".csv", ".txt", ".dat", ".tsv"]
        .iter()
        .any(|ending| text.ends_with(ending));
    text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && !file
}
