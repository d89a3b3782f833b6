//! Recovery: parachutes and streamers, and when they open.

/// A parachute (or streamer, or anything that hangs above what falls).
#[derive(Debug, Clone, PartialEq)]
pub struct Parachute {
    /// What it is called.
    pub name: String,
    /// Drag coefficient times area, m²; with zero it opens and does nothing.
    pub drag_area: f64,
    /// What fires it.
    pub trigger: Trigger,
    /// Time from the trigger until it starts to fill, s.
    pub lag: f64,
    /// Time from its first drag to its full drag, s; the drag area grows as the square of the time since
    /// (Knacke 1992, §5.4), zero opens at once.
    pub filling_time: f64,
    /// What it lets go of.
    pub releases: Releases,
}

/// What a parachute lets go of as it opens.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Releases {
    /// Its drogue: what hung before this one was triggered and has less than half its drag area.
    #[default]
    Drogue,
    /// These, by name, whenever both are open; none of them: it opens beside whatever hangs.
    Named(Vec<String>),
}

/// What fires a parachute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trigger {
    /// The highest point.
    Apogee,
    /// This height above the site, m, on the way down.
    Altitude(f64),
    /// This time after launch (motor ignition command), s.
    Time(f64),
    /// This time after the last motor burnt out, s: an ejection charge.
    Burnout(f64),
}
