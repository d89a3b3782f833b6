//! What is wrong with a run, and what to do about it.

use std::fmt;
#[cfg(feature = "store")]
use std::path::Path;

use downrange::text::visible;

/// Why a run cannot be flown, stored or merged.
///
/// Displayed, it is a title, the file or folder where there is one, and a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunError {
    /// A manifest or a shard that was read is at fault.
    Input(RunFault),
    /// What is asked for contradicts what is there.
    Request(RunFault),
    /// A folder or a file of a run cannot be read or written, or holds something else.
    Store(RunFault),
    /// The folder holds another run: the fault says which value of the identity differs.
    Identity(RunFault),
    /// Another process writes into the folder.
    Locked(RunFault),
    /// A flight that all others need cannot be computed.
    Flight(RunFault),
    /// The system gives no threads.
    Threads(RunFault),
}

/// A fault in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunFault {
    title: String,
    path: Option<String>,
    hint: Option<String>,
}

impl RunFault {
    /// What is wrong, in one sentence.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The file or folder at fault, unless the title names it.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// A fault whose title says it all.
    pub(crate) fn new(title: impl AsRef<str>) -> Self {
        Self {
            title: visible(title.as_ref()).into_owned(),
            path: None,
            hint: None,
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub(crate) fn hint_at(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl RunError {
    /// The fault in words.
    pub fn fault(&self) -> &RunFault {
        match self {
            Self::Input(fault)
            | Self::Request(fault)
            | Self::Store(fault)
            | Self::Identity(fault)
            | Self::Locked(fault)
            | Self::Flight(fault)
            | Self::Threads(fault) => fault,
        }
    }
}

#[cfg(feature = "store")]
impl RunError {
    /// A fault of a file or folder.
    pub(crate) fn of_file(path: &Path, title: impl AsRef<str>) -> Self {
        let path = Some(visible(&path.display().to_string()).into_owned());
        Self::Store(RunFault {
            path,
            ..RunFault::new(title)
        })
    }

    /// The same error with advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.fault_mut().hint = Some(hint.into());
        self
    }

    /// The same fault, of what was read.
    #[must_use]
    pub(crate) fn into_input(self) -> Self {
        Self::Input(self.into_fault())
    }

    /// The fault alone.
    pub(crate) fn into_fault(mut self) -> RunFault {
        std::mem::take(self.fault_mut())
    }

    fn fault_mut(&mut self) -> &mut RunFault {
        match self {
            Self::Input(fault)
            | Self::Request(fault)
            | Self::Store(fault)
            | Self::Identity(fault)
            | Self::Locked(fault)
            | Self::Flight(fault)
            | Self::Threads(fault) => fault,
        }
    }
}

impl fmt::Display for RunFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.title)?;
        match (&self.path, &self.hint) {
            (Some(path), Some(hint)) => write!(f, "\n--> {path}\n = help: {hint}"),
            (Some(path), None) => write!(f, "\n--> {path}"),
            (None, Some(hint)) => write!(f, "\nhelp: {hint}"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault().fmt(f)
    }
}

impl std::error::Error for RunError {}
