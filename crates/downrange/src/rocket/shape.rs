//! Forms of parts and their geometry: radius along a body, planform of a fin.

/// A nose cone.
#[derive(Debug, Clone, PartialEq)]
pub struct Nose {
    /// The generating curve.
    pub profile: Profile,
    /// Length from tip to base, m (of the blunted nose, if blunted).
    pub length: f64,
    /// Diameter of the base, m.
    pub base_diameter: f64,
    /// Radius of a spherical tip, m; zero is sharp.
    pub tip_radius: f64,
    /// Wall thickness, m; `None` is solid.
    pub wall: Option<f64>,
}

/// The generating curve of a nose cone or transition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Profile {
    /// A straight line.
    Conical,
    /// A circular arc tangent to the body.
    TangentOgive,
    /// A circular arc of this radius, m, that meets the body at an angle; larger than the tangent radius.
    SecantOgive(f64),
    /// A quarter ellipse.
    Elliptical,
    /// `r = R (x/L)^n`, with 0 < n <= 1.
    Power(f64),
    /// Parabolic series with parameter K in 0 (cone) to 1 (tangent to the body).
    Parabolic(f64),
    /// Haack series with parameter C: 0 is von Kármán (LD-Haack), 1/3 is LV-Haack.
    Haack(f64),
}

/// A cylindrical body section.
#[derive(Debug, Clone, PartialEq)]
pub struct Tube {
    /// Length, m.
    pub length: f64,
    /// Outer diameter, m.
    pub outer_diameter: f64,
    /// Inner diameter, m; zero is a solid rod.
    pub inner_diameter: f64,
}

/// A change of diameter along the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// The generating curve, from the narrower to the wider end.
    pub profile: Profile,
    /// Length, m.
    pub length: f64,
    /// Forward diameter, m.
    pub fore_diameter: f64,
    /// Aft diameter, m.
    pub aft_diameter: f64,
    /// Wall thickness, m; `None` is solid.
    pub wall: Option<f64>,
}

/// A set of like fins, evenly spaced around the body.
#[derive(Debug, Clone, PartialEq)]
pub struct FinSet {
    /// How many.
    pub count: u32,
    /// The outline of one, from root to tip.
    pub outline: FinOutline,
    /// Thickness, m.
    pub thickness: f64,
    /// The cross-section along the flow.
    pub section: FinSection,
    /// Radius of the leading edge, m; zero is sharp. Only sections with a thin leading edge have one
    /// ([`FinSection::has_thin_leading_edge`]).
    pub edge_radius: f64,
    /// Cant, rad: positive rolls the rocket right-handed about its forward axis.
    pub cant: f64,
    /// Diameter of the body at the root, m; `None` takes the drawn body's there.
    pub body_diameter: Option<f64>,
    /// Where the first stands, rad, as in a [`Cluster`](crate::rocket::Cluster), the others toward growing angles; `None` is not
    /// known. Drawings show it; flown is the mean over the roll.
    pub angle: Option<f64>,
}

/// The outline of one fin. Chordwise lengths run aft from the forward end of the root.
#[derive(Debug, Clone, PartialEq)]
pub enum FinOutline {
    /// Four corners.
    Trapezoidal {
        /// Chord at the body, m.
        root_chord: f64,
        /// Chord at the tip, m.
        tip_chord: f64,
        /// From the body to the tip, m.
        span: f64,
        /// How far the tip's leading edge lies aft of the root's, m.
        sweep_length: f64,
    },
    /// Half an ellipse.
    Elliptical {
        /// Chord at the body, m.
        root_chord: f64,
        /// From the body to the tip, m.
        span: f64,
    },
    /// Any polygon: points (aft of the root's forward end, out from the body there), m, the first at (0, 0), the last
    /// on the body again; where the body narrows under the root, that is below zero, and more such points before it follow a
    /// curve from the root's aft end forward.
    Freeform(Vec<(f64, f64)>),
}

/// The cross-section of a fin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FinSection {
    /// Flat plate with square edges.
    Square,
    /// Flat plate with rounded edges.
    Rounded,
    /// Rounded leading edge, thin trailing edge.
    Airfoil,
    /// Double wedge (diamond), thickest at this fraction of the chord.
    DoubleWedge(f64),
    /// Flat with bevelled leading and trailing edges, each over this fraction of the chord.
    Hexagonal {
        /// Fraction of the chord before the flat.
        leading: f64,
        /// Fraction of the chord behind the flat; zero leaves a blunt base.
        trailing: f64,
    },
    /// Wedge with a blunt base.
    SingleWedge,
    /// Biconvex: two circular arcs.
    Biconvex,
}
