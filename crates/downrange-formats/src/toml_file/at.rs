//! Where in a file a table stands.

use super::keys::Section;

/// A section and where it stands.
#[derive(Clone, Copy)]
pub struct At<'p> {
    pub section: &'static Section,
    /// Its path, which for one that several tables share is not its own. A list ends in `[]`.
    pub path: &'p str,
    /// Its path with the numbers of what is listed, as in `rocket.parts[2]`.
    pub place: &'p str,
    /// Its path with the names of what is listed, as in `rocket.parts.fins`.
    pub name: &'p str,
}
