//! Rows in the order of their abscissae.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::Text;
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

/// Rows by their abscissae, equal ones as they were added: what stands before a run that begins again. Sorting it anew for
/// each run would cost the square of the rows.
#[derive(Debug, Default)]
pub struct Earlier {
    rows: BTreeMap<(u64, usize), usize>,
}

impl Earlier {
    /// Numbers in their order: those below zero have their bits turned.
    fn key(x: f64) -> u64 {
        // Without the sign of a zero.
        let bits = (x + 0.0).to_bits();
        match bits >> 63 {
            0 => bits | 1 << 63,
            _ => !bits,
        }
    }

    /// Adds a row.
    pub fn insert(&mut self, x: f64, row: usize) {
        self.rows.insert((Self::key(x), self.rows.len()), row);
    }

    /// The first row that is not below an abscissa.
    pub fn from(&self, x: f64) -> Option<usize> {
        self.rows
            .range((Self::key(x), 0)..)
            .next()
            .map(|each| *each.1)
    }

    /// The last row below an abscissa.
    pub fn below(&self, x: f64) -> Option<usize> {
        self.rows
            .range(..(Self::key(x), 0))
            .next_back()
            .map(|each| *each.1)
    }
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
    /// `apart` with all rows before it: the row that shows that they are two curves, and one that it contradicts.
    pub fn sorted(
        &self,
        warnings: &mut Vec<Warning>,
        apart: impl Fn(&Earlier, &[usize]) -> Option<(usize, usize)>,
    ) -> Result<Groups, Error> {
        let listed = self.upward(warnings);
        let mut earlier = Earlier::default();
        let mut known = 0;
        for (before, run) in self.runs(&listed, LITTLE * self.span()) {
            for row in before.get(known..).unwrap_or_default() {
                earlier.insert(self.x(*row), *row);
            }
            known = before.len();
            if let Some((row, other)) = apart(&earlier, run) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the rows before a run: those next to an abscissa are the ones that sorting all of them anew would give, equal ones
    /// and zeros of either sign included.
    #[test]
    fn earlier_rows_are_found_as_by_sorting() {
        let mut state: u64 = 7;
        let mut earlier = Earlier::default();
        let mut rows: Vec<(f64, usize)> = Vec::new();
        for row in 0..300 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let x = ((state >> 40) % 41) as f64 - 20.0;
            let x = if x == 0.0 && row % 2 == 0 { -0.0 } else { x };
            earlier.insert(x, row);
            rows.push((x + 0.0, row));
            rows.sort_by(|a, b| a.0.total_cmp(&b.0));
            for at in [x, x + 0.5, -21.0, 21.0] {
                let above = rows.partition_point(|row| row.0 < at);
                assert_eq!(earlier.from(at), rows.get(above).map(|row| row.1));
                let below = above.checked_sub(1).and_then(|below| rows.get(below));
                assert_eq!(earlier.below(at), below.map(|row| row.1));
            }
        }
    }
}
