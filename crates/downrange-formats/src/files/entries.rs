//! What lies directly in a folder.

/// The names of what lies directly in a folder, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entries {
    /// The files, and whatever else may only turn out to be none when it is read: a pipe, a link that leads out.
    pub files: Vec<String>,
    /// The folders; a symbolic link is none of them, since it may lead around in a circle.
    pub folders: Vec<String>,
}

impl Entries {
    /// Sorted, each name once.
    pub(super) fn sorted(mut self) -> Self {
        for names in [&mut self.files, &mut self.folders] {
            names.sort_unstable();
            names.dedup();
        }
        self
    }
}
