//! When motors light, stages leave and parachutes open.

/// What lights a motor, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IgnitionRule {
    /// What.
    pub event: IgnitionEvent,
    /// Delay, s.
    pub delay: f64,
}

/// What lights a motor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IgnitionEvent {
    /// Launch of the lowest stage, the ejection charge below of the others.
    Automatic,
    /// Launch.
    Launch,
    /// The ejection charge of the stage below.
    Ejection,
    /// The burn-out of the stage below.
    Burnout,
    /// Nothing.
    Never,
}

/// What makes a stage leave, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeparationRule {
    /// What.
    pub event: SeparationEvent,
    /// Delay, s.
    pub delay: f64,
    /// Height above the site, m, of events that have one.
    pub altitude: f64,
}

/// What makes a stage leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeparationEvent {
    /// The ignition of the stage above.
    UpperIgnition,
    /// Its own ignition.
    Ignition,
    /// Its own burn-out.
    Burnout,
    /// Its own ejection charge.
    Ejection,
    /// Launch.
    Launch,
    /// The highest point.
    Apogee,
    /// A height on the way up.
    Ascending,
    /// A height on the way down.
    Descending,
    /// Nothing.
    Never,
}

/// What opens a parachute, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeploymentRule {
    /// What.
    pub event: DeploymentEvent,
    /// Delay, s.
    pub delay: f64,
    /// Height above the site, m, of events that have one.
    pub altitude: f64,
}

/// What opens a parachute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeploymentEvent {
    /// Launch.
    Launch,
    /// The ejection charge of its stage.
    Ejection,
    /// The highest point.
    Apogee,
    /// A height on the way down.
    Altitude,
    /// The separation of the stage below.
    LowerSeparation,
    /// Nothing.
    Never,
}
