//! The lines of a text.

/// Where the lines of a text begin: what has many places asks here, or their cost grows with the square of its length.
#[derive(Debug, Clone, Default)]
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(ends.map(|(at, _)| at + 1).collect())
    }

    /// The line of a place, from 1.
    pub fn number(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the lines that are known beforehand: they are those that counting gives, at every place.
    #[test]
    fn lines_are_those_that_counting_gives() {
        for text in ["", "a", "\n", "a\nbc\n\nd", "\r\nx\n"] {
            let lines = Lines::of(text);
            for at in 0..=text.len() {
                let counted = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
                assert_eq!(lines.number(at), counted, "{text:?} at {at}");
            }
        }
    }
}
