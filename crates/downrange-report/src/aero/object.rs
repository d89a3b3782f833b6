//! A body that is no rocket: its coefficients as they are given.

use downrange::aero::{AtAngle, DragBreakdown};
use downrange::mass::MassProperties;
use downrange::rocket::Object;

use super::vehicle_table::{MachPoint, VehicleTable};

/// Figures that a table of an object lacks, and why.
pub const LACKS: &str = "An [object] flies on given coefficients: nothing is drawn, so there are no parts, no friction of its own, and \
     without a nose tip no centre of pressure and no static margin.";

/// An object's coefficients, about its reference point. Drag acts against the velocity and so has a share in the normal
/// force.
pub fn table(object: &Object, mach: &[f64], angles: &[f64]) -> VehicleTable {
    let given = &object.coefficients;
    let points = mach.iter().map(|mach| {
        let [
            drag,
            axial,
            _,
            normal,
            roll,
            _,
            _,
            _,
            _,
            roll_damping,
            pitch_damping,
            _,
        ] = given.at(*mach);
        let all = DragBreakdown {
            given: drag + axial,
            ..DragBreakdown::default()
        };
        let at_angle = |angle: &f64| AtAngle {
            normal: (drag + normal) * angle.sin(),
            axial_power_off: (drag + axial) * angle.cos(),
            axial_power_on: (drag + axial) * angle.cos(),
            center_of_pressure: None,
        };
        MachPoint {
            mach: *mach,
            drag_power_off: all,
            drag_power_on: all,
            slope: drag + normal,
            center: None,
            margins: None,
            pitch_damping: [pitch_damping; 2],
            roll_forcing: roll,
            roll_damping,
            shares: Vec::new(),
            at_angles: angles.iter().map(at_angle).collect(),
        }
    });
    VehicleTable {
        stage: None,
        when: "as given".to_owned(),
        reference_area: given.area,
        reference_length: given.chord,
        roll_length: given.span,
        length: None,
        mass: [MassProperties::point(object.mass, 0.0); 2],
        given: vec!["object"],
        points: points.collect(),
    }
}
