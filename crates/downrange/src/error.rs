//! What can be wrong with a description: a [`Fault`], with the place where it stands.

use std::fmt;

/// Something in a description that cannot be.
///
/// The place is a dotted path into the description, spelled as in the launch file
/// (`rocket.parts[2].length`), so that a reader of files can point at the line. A path may name a table that
/// holds the offending key. The message says what was read and what was expected; the hint says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// Dotted path into the description, as in the launch file; empty for the whole.
    pub place: String,
    /// What was read and what was expected, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault at a place, without a hint.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            hint: None,
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same fault seen from further out: `parts[2]` inside `rocket` becomes `rocket.parts[2]`.
    #[must_use]
    pub fn inside(mut self, outer: &str) -> Self {
        self.place = match self.place.as_str() {
            "" => outer.to_owned(),
            inner if inner.starts_with('[') => format!("{outer}{inner}"),
            inner => format!("{outer}.{inner}"),
        };
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}
