//! Centres of gravity and of pressure of a vehicle on the pad.

use downrange::flight::Launch;

use crate::aero::AeroReport;

/// The Mach number at which the centre of pressure is marked: slow flight, as at the end of a rail.
pub const MACH: f64 = 0.3;

/// The centres of a vehicle with all its stages, m from the nose tip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Centers {
    /// Centre of gravity at lift-off, and when the motors that light first have burnt out.
    pub gravity: [f64; 2],
    /// Mass at the same times, kg.
    pub mass: [f64; 2],
    /// Centre of pressure at [`MACH`]; `None` where nothing lifts.
    pub pressure: Option<f64>,
    /// Static margin at the same times, calibres.
    pub margins: Option<[f64; 2]>,
}

impl Centers {
    /// The centres of the vehicle of a launch.
    pub fn new(launch: &Launch) -> Option<Self> {
        let report = AeroReport::new(launch, vec![MACH], Vec::new());
        let table = report.tables.first()?;
        let point = table.points.first()?;
        Some(Self {
            gravity: table.mass.map(|mass| mass.center),
            mass: table.mass.map(|mass| mass.mass),
            pressure: point.center,
            margins: point.margins,
        })
    }
}
