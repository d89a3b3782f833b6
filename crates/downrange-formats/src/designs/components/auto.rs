//! A length that may be left to the neighbours.

/// A length that may be left to the program: `0.05`, `auto`, or `auto 0.05` with what the program found last
/// (OpenRocket's `DoubleSetter`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Auto {
    /// This, m.
    Given(f64),
    /// What fits the neighbours; OpenRocket's own result, m, where the file has it.
    Auto(Option<f64>),
}

impl Auto {
    /// The length, where it is known without the neighbours.
    pub fn known(self) -> Option<f64> {
        match self {
            Self::Given(value) => Some(value),
            Self::Auto(found) => found,
        }
    }
}
