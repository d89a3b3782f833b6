//! What can be wrong with a description: a [`Fault`], with the place where it stands.

use std::borrow::Cow;
use std::fmt;

use crate::text;

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
    /// Letters of a name at most: names stand in tables, file names and on maps.
    pub const LONGEST_NAME: usize = 1_000;

    /// A fault at a place, without a hint.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: told(message.into()),
            hint: None,
        }
    }

    /// A name that can be shown and written anywhere, or the fault at its key that it cannot.
    ///
    /// # Errors
    /// When it has a control character (see [`text::is_control`]), or more letters than [`Self::LONGEST_NAME`].
    pub fn named(name: &str) -> Result<(), Self> {
        let letters = name.chars().count();
        if letters > Self::LONGEST_NAME {
            let most = Self::LONGEST_NAME;
            let message = format!("the name has {letters} letters, expected {most} at most");
            return Err(Self::new("name", message).hint("shorten it"));
        }
        match name.chars().find(|c| text::is_control(*c)) {
            Some(c) => Err(Self::new(
                "name",
                format!("the name has a control character, U+{:04X}", u32::from(c)),
            )
            .hint("leave it out")),
            None => Ok(()),
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(told(hint.into()));
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

/// Characters of a message at most: what a file says in it may be of any length.
const LONGEST: usize = 800;

/// A message as it is shown.
fn told(message: String) -> String {
    match text::shortened(&message, LONGEST) {
        Cow::Owned(short) => short,
        Cow::Borrowed(_) => message,
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
