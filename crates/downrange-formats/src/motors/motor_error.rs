//! Why a designation names no motor.

use std::fmt;

/// Why a designation names no motor of a library or a file; displayed, the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MotorError {
    message: String,
    hint: String,
    ambiguous: bool,
    /// What cannot be read where it was looked for, in a sentence.
    unread: Option<String>,
}

impl MotorError {
    /// None is called so.
    pub(super) fn missing(message: String, hint: String) -> Self {
        Self {
            message,
            hint,
            ambiguous: false,
            unread: None,
        }
    }

    /// Several motors that differ may be meant.
    pub(super) fn ambiguous(message: String, hint: String) -> Self {
        Self {
            message,
            hint,
            ambiguous: true,
            unread: None,
        }
    }

    /// The same where something cannot be read that may have it.
    #[must_use]
    pub(super) fn with_unread(self, unread: String) -> Self {
        let unread = Some(unread);
        Self { unread, ..self }
    }

    /// What cannot be read and may have it, in a sentence: to be told where something else is taken in its place.
    pub(crate) fn unread(&self) -> Option<&str> {
        self.unread.as_deref()
    }

    /// The same with what is wrong elsewhere, too.
    #[must_use]
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.hint = format!("{}; {}: {}", self.hint, other.message, other.hint);
        self
    }

    /// Whether several motors that differ may be meant; otherwise none is called so.
    pub fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do: the motors that are nearly it, or those that may be meant.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for MotorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MotorError {}
