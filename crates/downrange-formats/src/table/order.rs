//! Rows in the order of their abscissae.

use std::ops::Range;

use super::Text;
use crate::error::Error;
use crate::warning::Warning;

/// An abscissa may go back by this share of the table's span and be sorted whatever it says: where a hand traces a
/// steep curve, or a clock stutters, it is some per cent; a second curve below the first goes back by nearly all.
pub const LITTLE: f64 = 0.05;

/// Fewer rows are no curve of their own.
pub const CURVE: usize = 3;

/// What is put in order.
#[derive(Debug)]
pub struct Order<'a> {
    /// Where it stands.
    pub text: Text<'a>,
    /// What the abscissa is called: time, mach, height.
    pub name: &'a str,
    /// The abscissae, SI, and where they stand, as listed.
    pub rows: Vec<(f64, Range<usize>)>,
}

/// The rows, by index: those of one abscissa together, rising.
pub type Groups = Vec<Vec<usize>>;

impl Order<'_> {
    /// The rows as they are listed, from the other end if they fall: that is told.
    pub fn upward(&self, warnings: &mut Vec<Warning>) -> Vec<usize> {
        let steps = self.rows.windows(2);
        let signs = steps.map(|pair| pair[1].0.total_cmp(&pair[0].0) as i64);
        let mut listed: Vec<usize> = (0..self.rows.len()).collect();
        if signs.sum::<i64>() < 0 {
            listed.reverse();
            let whole: Vec<&Range<usize>> = self.rows.iter().map(|row| &row.1).take(1).collect();
            let read = self.read(&whole);
            let message = "listed from the greatest down: turned".to_owned();
            warnings.push(self.text.warning(&whole, read, message));
        }
        listed
    }

    /// The rows in order; those listed out of order are told. A run of rows that begins again far back is handed to
    /// `apart` with all rows before it, rising: the row that shows that they are two curves, and one that it contradicts.
    pub fn sorted(
        &self,
        warnings: &mut Vec<Warning>,
        apart: impl Fn(&[usize], &[usize]) -> Option<(usize, usize)>,
    ) -> Result<Groups, Error> {
        let listed = self.upward(warnings);
        for (before, run) in self.runs(&listed, LITTLE * self.span()) {
            if let Some((row, other)) = apart(&self.rising(before), run) {
                return Err(self.two_curves(row, other));
            }
        }
        self.tell_late(&listed, warnings);
        Ok(self.groups(&self.rising(&listed)))
    }

    /// Tells of rows that stand behind a greater abscissa.
    pub fn tell_late(&self, listed: &[usize], warnings: &mut Vec<Warning>) {
        let mut top = f64::NEG_INFINITY;
        let mut late: Vec<usize> = Vec::new();
        for row in listed {
            match self.x(*row) < top {
                true => late.push(*row),
                false => top = self.x(*row),
            }
        }
        if !late.is_empty() {
            let spans = self.spans(&late);
            let message = "out of order: sorted".to_owned();
            warnings.push(self.text.warning(&spans, self.read(&spans), message));
        }
    }

    /// The fault that a row goes back too far.
    pub fn goes_back(&self, row: usize, before: usize) -> Error {
        let title = format!(
            "{} {} follows {}, but it must rise",
            self.name,
            self.quote(row),
            self.quote(before)
        );
        self.text.error(self.span_of(row), title)
    }

    fn two_curves(&self, row: usize, other: usize) -> Error {
        let line = self.text.lines([&self.span_of(other)]);
        let title = format!(
            "{} goes back to {} and says otherwise than line {} does: two curves below each other?",
            self.name,
            self.quote(row),
            line.first().copied().unwrap_or_default()
        );
        self.text.error(self.span_of(row), title)
    }

    /// The runs that begin again more than `little` below what stood before, each after all rows before it.
    pub fn runs<'l>(&self, listed: &'l [usize], little: f64) -> Vec<(&'l [usize], &'l [usize])> {
        let mut starts: Vec<usize> = Vec::new();
        let mut top = f64::NEG_INFINITY;
        for (place, row) in listed.iter().enumerate() {
            let x = self.x(*row);
            if x < top - little {
                starts.push(place);
                top = x;
            }
            top = top.max(x);
        }
        let ends = starts.iter().skip(1).copied().chain([listed.len()]);
        let runs = starts.iter().zip(ends);
        runs.filter_map(|(start, end)| Some((listed.get(..*start)?, listed.get(*start..end)?)))
            .collect()
    }

    /// Rows that rise, grouped by equal abscissae.
    pub fn groups(&self, rising: &[usize]) -> Groups {
        let mut groups: Groups = Vec::new();
        for row in rising {
            match groups.last_mut() {
                Some(group) if group.first().map(|first| self.x(*first)) == Some(self.x(*row)) => {
                    group.push(*row);
                }
                _ => groups.push(vec![*row]),
            }
        }
        groups
    }

    /// Sorted; equal ones as listed.
    pub fn rising(&self, listed: &[usize]) -> Vec<usize> {
        let mut rising = listed.to_vec();
        rising.sort_by(|a, b| self.x(*a).total_cmp(&self.x(*b)));
        rising
    }

    /// The abscissa of a row.
    pub fn x(&self, row: usize) -> f64 {
        self.rows.get(row).map_or(f64::NAN, |row| row.0)
    }

    /// Where it stands.
    pub fn span_of(&self, row: usize) -> Range<usize> {
        self.rows.get(row).map_or(0..0, |row| row.1.clone())
    }

    /// As it is written.
    pub fn quote(&self, row: usize) -> String {
        self.text.quote(&self.span_of(row)).to_owned()
    }

    /// Where rows stand.
    pub fn spans(&self, rows: &[usize]) -> Vec<&Range<usize>> {
        let found = rows.iter().filter_map(|row| self.rows.get(*row));
        found.map(|row| &row.1).collect()
    }

    /// The abscissa as written, of one row; of several, what it is called.
    pub fn read(&self, spans: &[&Range<usize>]) -> String {
        match spans {
            [only] => format!("{} {}", self.name, self.text.quote(only)),
            _ => self.name.to_owned(),
        }
    }

    /// From the least to the greatest abscissa.
    pub fn span(&self) -> f64 {
        let all = || self.rows.iter().map(|row| row.0);
        all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min)
    }
}

/// Says something of rows.
pub fn tell(order: &Order<'_>, rows: &[usize], message: &str, warnings: &mut Vec<Warning>) {
    if !rows.is_empty() {
        let spans = order.spans(rows);
        let read = order.read(&spans);
        warnings.push(order.text.warning(&spans, read, message.to_owned()));
    }
}
