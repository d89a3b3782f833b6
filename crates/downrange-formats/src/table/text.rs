//! The text in which a table stands, its points, and their places.

use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;
use crate::lines::Lines;
use crate::warning::Warning;

/// The text of a file in which a table stands.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The file's name in messages.
    pub file: &'a str,
    /// What stands in it.
    pub text: &'a str,
    /// Where its lines begin, where many are asked for.
    pub starts: Option<&'a Lines>,
}

impl<'a> Text<'a> {
    /// A fault at a place.
    pub fn error(&self, span: Range<usize>, title: impl Into<String>) -> Error {
        let error = Error::of_file(self.file, title);
        match self.starts {
            Some(starts) => error.at_line_of(starts, self.text, span),
            None => error.at(self.text, span),
        }
    }

    /// What stands at a place.
    pub fn quote(&self, span: &Range<usize>) -> &'a str {
        let text = self.text.get(span.clone()).unwrap_or_default();
        text.trim().trim_matches('"')
    }

    /// The lines, from 1, of places that come in order.
    pub fn lines<'r>(&self, spans: impl IntoIterator<Item = &'r Range<usize>>) -> Vec<usize> {
        let (mut at, mut line) = (0, 1);
        let mut lines: Vec<usize> = Vec::new();
        let mut spans: Vec<&Range<usize>> = spans.into_iter().collect();
        spans.sort_by_key(|span| span.start);
        if let Some(starts) = self.starts {
            lines.extend(spans.into_iter().map(|span| starts.number(span.start)));
            lines.dedup();
            return lines;
        }
        for span in spans {
            let between = self.text.get(at..span.start).unwrap_or_default();
            line += between.bytes().filter(|byte| *byte == b'\n').count();
            at = span.start;
            lines.push(line);
        }
        lines.dedup();
        lines
    }

    /// A warning of what stands at some places.
    pub fn warning(&self, spans: &[&Range<usize>], read: String, message: String) -> Warning {
        Warning {
            file: self.file.to_owned(),
            read,
            lines: self.lines(spans.iter().copied()),
            message,
        }
    }
}

/// A point of a table, SI, and where its two numbers stand.
#[derive(Debug, Clone)]
pub struct PlacedPoint {
    /// The abscissa.
    pub x: f64,
    /// What is tabled.
    pub y: f64,
    /// Where the abscissa stands.
    pub x_at: Range<usize>,
    /// Where the value stands.
    pub y_at: Range<usize>,
}

/// A curve, and where the value of each of its points stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The curve.
    pub curve: downrange::table::Curve,
    /// One place a point.
    pub places: Vec<Range<usize>>,
}

/// Where the numbers of a table stand, for what is found when it is judged later.
#[derive(Debug, Clone)]
pub struct NumberPlaces {
    /// The file.
    pub file: String,
    /// What stands in it.
    pub text: Arc<str>,
    /// The place of each point of each curve.
    pub places: Vec<Vec<Range<usize>>>,
}

impl NumberPlaces {
    /// Of a file whose numbers stand in no lines.
    pub fn nowhere(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            text: Arc::default(),
            places: Vec::new(),
        }
    }

    /// A fault of a point: its index, after that of its curve where there are several.
    pub fn error(&self, steps: &[usize], title: &str) -> Option<Error> {
        let (curve, point) = match *steps {
            [point] => (0, point),
            [curve, point] => (curve, point),
            _ => return None,
        };
        let span = self.places.get(curve)?.get(point)?;
        Some(Error::of_file(&*self.file, title).at(&self.text, span.clone()))
    }
}
