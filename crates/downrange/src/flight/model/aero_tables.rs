//! Aerodynamic tables against Mach number, Reynolds number and angle of attack.

use crate::aero::{Aerodynamics, DragFactors, Load};
use crate::rocket::{ObjectCoefficients, Rocket};
use crate::table::{Table, Table2d};
use std::sync::Arc;

/// What flies, as the air sees it.
// One exists a model: what the smaller variant wastes is not worth a box.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone)]
pub enum AeroModel {
    /// A rocket: coefficients from its drawing or given for it.
    Rocket(AeroTables),
    /// Any body: coefficients given about any point.
    Object(ObjectAeroTables),
}

impl AeroModel {
    /// The calibre of a rocket, m; one for any other body.
    pub fn diameter(&self) -> f64 {
        match self {
            Self::Rocket(aero) => aero.diameter,
            Self::Object(_) => 1.0,
        }
    }
}

/// Coefficients of any body: see [`ObjectCoefficients`].
#[derive(Debug, Clone)]
pub struct ObjectAeroTables {
    /// Reference area, m².
    pub area: f64,
    /// Reference lengths of roll and yaw, and of pitch, m.
    pub lengths: [f64; 2],
    /// Where moments are taken about: forward, right, down of the centre of mass, m.
    pub reference_point: [f64; 3],
    /// The columns of [`ObjectCoefficients::at`].
    pub table: Table<12>,
}

impl ObjectAeroTables {
    pub(crate) fn new(coefficients: &ObjectCoefficients) -> Self {
        let tabled = coefficients.clone();
        Self {
            area: coefficients.area,
            lengths: [coefficients.span, coefficients.chord],
            reference_point: coefficients.reference_point,
            table: Table::sampled(0.0, MACH_LIMIT, MACH_CELLS, MACH_STRETCH, move |mach| {
                tabled.at(mach.max(0.0))
            }),
        }
    }
}

/// Aerodynamic tables against Mach number. Columns: potential force and moment, fins force and moment, crossflow
/// force and moment, three damping sums, roll forcing, roll damping, axial force coasting, axial force burning.
#[derive(Debug, Clone)]
pub struct AeroTables {
    /// Reference area, m².
    pub area: f64,
    /// Reference diameter, m.
    pub diameter: f64,
    /// The columns.
    pub table: Table<13>,
    /// Friction against Mach number and ln of the Reynolds number per metre and Mach; `None` where drag is given.
    pub friction: Option<Table2d>,
    /// Tables against angle of attack, where given; over Mach number and sin(angle/2).
    pub angle: AngleTables,
}

/// Coefficients given against angle of attack, over Mach number and sin(angle/2).
#[derive(Debug, Clone, Default)]
pub struct AngleTables {
    /// Axial force: coasting, burning.
    pub axial: Option<[Table2d; 2]>,
    /// Normal force over sin(angle), and its moment about the nose tip.
    pub normal: Option<[Table2d; 2]>,
}

/// Greatest Mach number of the aerodynamic tables; held beyond.
const MACH_LIMIT: f64 = 12.0;

/// Cells of the aerodynamic tables: 0.01 at rest, 0.014 at Mach 1.
const MACH_CELLS: usize = 360;

/// Cells grow with Mach number as (1 + M/5)².
const MACH_STRETCH: f64 = 0.2;

/// ln of the Reynolds number per metre at Mach 1 over which friction is tabled: 1e4 (about 60 km) to 4e7 (a cold day
/// below the sea), held beyond.
const REYNOLDS: (f64, f64, usize) = (9.2, 17.5, 24);

/// Cells of the friction table over Mach number.
const FRICTION_CELLS: usize = 120;

/// Cells of the tables against angle of attack, over Mach number and over sin(angle/2).
const ANGLE_MACH_CELLS: usize = 120;

/// See [`ANGLE_MACH_CELLS`]: two degrees near zero.
const ANGLE_CELLS: usize = 57;

impl AeroTables {
    pub(crate) fn new(rocket: &Rocket, factors: DragFactors) -> Self {
        let aerodynamics = Arc::new(Aerodynamics::new(rocket).with_drag_factors(factors));
        let air = Arc::clone(&aerodynamics);
        let table = Table::sampled(0.0, MACH_LIMIT, MACH_CELLS, MACH_STRETCH, move |mach| {
            let c = air.coefficients(mach.max(0.0));
            [
                c.potential.force,
                c.potential.moment,
                c.fins.force,
                c.fins.moment,
                c.crossflow.force,
                c.crossflow.moment,
                c.damping[0],
                c.damping[1],
                c.damping[2],
                c.roll_forcing,
                c.roll_damping,
                c.axial_power_off,
                c.axial_power_on,
            ]
        });
        Self {
            area: aerodynamics.reference_area,
            diameter: aerodynamics.reference_diameter,
            table,
            friction: (aerodynamics.friction(0.3, 1e7) > 0.0).then(|| {
                let air = Arc::clone(&aerodynamics);
                Table2d::sampled(
                    (0.0, MACH_LIMIT, FRICTION_CELLS, MACH_STRETCH),
                    REYNOLDS,
                    move |mach, log_reynolds| {
                        // At rest there is no Reynolds number: friction is that of a walk.
                        let mach = mach.max(0.003);
                        let reynolds = log_reynolds.iter().map(|log| mach * libm::exp(*log));
                        air.frictions(mach, &reynolds.collect::<Vec<_>>())
                    },
                )
            }),
            angle: AngleTables::new(&aerodynamics),
        }
    }
}

impl AngleTables {
    fn new(aerodynamics: &Arc<Aerodynamics>) -> Self {
        let drag = |power_on: bool| {
            surface(aerodynamics, move |air, mach, angle| {
                air.drag_with_angle(mach, angle, power_on)
            })
        };
        let load = |part: fn(Load) -> f64| {
            surface(aerodynamics, move |air, mach, angle| {
                air.normal_force_with_angle(mach, angle).map(part)
            })
        };
        Self {
            axial: drag(false).zip(drag(true)).map(|(off, on)| [off, on]),
            normal: load(|load| load.force)
                .zip(load(|load| load.moment))
                .map(|(force, moment)| [force, moment]),
        }
    }
}

/// What is given against angle of attack, if it is.
fn surface(
    aerodynamics: &Arc<Aerodynamics>,
    value: impl Fn(&Aerodynamics, f64, f64) -> Option<f64> + Send + Sync + 'static,
) -> Option<Table2d> {
    let air = Arc::clone(aerodynamics);
    value(&air, 0.0, 0.0)?;
    // Over sin(angle/2) the grid is fine where rockets fly and reaches a rocket that falls tail first.
    Some(Table2d::sampled(
        (0.0, MACH_LIMIT, ANGLE_MACH_CELLS, MACH_STRETCH),
        (0.0, 1.0, ANGLE_CELLS),
        move |mach, half_sines| {
            let angles = half_sines.iter().map(|sine| 2.0 * libm::asin(*sine));
            angles
                .map(|angle| value(&air, mach, angle).unwrap_or_default())
                .collect()
        },
    ))
}
