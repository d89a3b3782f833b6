//! What flows past: Mach number, Reynolds number and the temperature of the wall.

/// What friction depends on.
#[derive(Debug, Clone, Copy)]
pub(super) struct AirFlow {
    pub(super) mach: f64,
    pub(super) reynolds_per_metre: f64,
    /// Temperature of the wall over that of the air; `None` is adiabatic.
    pub(super) wall: Option<f64>,
}

/// Mach numbers outside hold the value at the end; NaN counts as rest.
pub(super) const MACH_LIMIT: f64 = 10.0;

pub(super) fn within(mach: f64) -> f64 {
    if mach.is_nan() {
        return 0.0;
    }
    mach.clamp(0.0, MACH_LIMIT)
}
