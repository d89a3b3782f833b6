//! The parts of a drawing.

use super::shape::{FinSet, Nose, Transition, Tube};
use crate::table::Curve;

/// One drawn part.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is called; unique in a rocket.
    pub name: String,
    /// Forward end, m from the nose tip. For fins, the forward end of the root chord.
    pub position: f64,
    /// Its form.
    pub shape: PartShape,
    /// What it is made of.
    pub stuff: PartMass,
    /// Height of its surface roughness, m; `None` takes the rocket's.
    pub roughness: Option<f64>,
    /// What replaces the drawn values.
    pub given: PartOverrides,
}

/// The form of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum PartShape {
    /// A nose cone.
    Nose(Nose),
    /// A cylindrical body section.
    Tube(Tube),
    /// A change of diameter: a shoulder when it widens aft, a boat-tail when it narrows.
    Transition(Transition),
    /// A set of like fins.
    Fins(FinSet),
    /// A launch lug: a small tube along the body. Guides the rocket along its rail at both ends.
    Lug {
        /// Length along the body, m.
        length: f64,
        /// Outer diameter, m.
        outer_diameter: f64,
        /// Inner diameter, m.
        inner_diameter: f64,
    },
    /// A rail button. Guides the rocket along its rail.
    RailButton {
        /// Diameter, m.
        diameter: f64,
        /// Height above the skin, m.
        height: f64,
    },
    /// Anything inside: electronics, recovery gear, ballast. A cylinder for its inertia, unseen by the air.
    Mass {
        /// Length along the axis, m; zero for a point.
        length: f64,
        /// Diameter, m; zero for a point.
        diameter: f64,
    },
}

/// What a part is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PartMass {
    /// The mass follows from the volume of material at this density, kg/m³.
    Density(f64),
    /// The whole part (all fins of a set together) weighs this, kg, spread as the drawing has it.
    Mass(f64),
    /// The part counts for the air only; its mass is in the rocket's given mass.
    Weightless,
}

/// What a team measured or computed of one part; each replaces what the drawing says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartOverrides {
    /// Centre of mass, m from the nose tip.
    pub center_of_mass: Option<f64>,
    /// Inertia about the part's own centre of mass.
    pub inertia: Option<super::Inertia>,
    /// Slope of the normal force against angle of attack, 1/rad on the rocket's reference area, against Mach.
    pub normal_force_slope: Option<Curve>,
    /// Centre of pressure, m from the nose tip, against Mach.
    pub center_of_pressure: Option<Curve>,
    /// Drag coefficient of this part on the rocket's reference area, against Mach; of a mass, that of what of it stands in the
    /// air though it is not drawn, as a pod.
    pub drag: Option<Curve>,
}
