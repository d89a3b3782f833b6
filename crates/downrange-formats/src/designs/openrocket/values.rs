//! Lengths that may be left to the program, and densities. An OpenRocket file has SI units; angles in degrees, but for winds and
//! bevels, which are in radians.

use crate::designs::components::auto::Auto;
use crate::designs::numbers::{MOST, size, size_or};
use crate::designs::xml::Node;
use crate::error::Error;

/// A size that may be left to the program.
pub fn auto(node: Node<'_>, name: &str) -> Result<Option<Auto>, Error> {
    let Some(child) = node.child(name) else {
        return Ok(None);
    };
    let text = child.text();
    let Some(rest) = text.strip_prefix("auto") else {
        return Ok(size(node, name)?.map(Auto::Given));
    };
    let found = match rest.trim() {
        "" => None,
        rest => rest.parse::<f64>().ok(),
    };
    let plausible = found.filter(|found| (0.0..=MOST).contains(found));
    Ok(Some(Auto::Auto(plausible)))
}

/// The density that a material says: kg/m³ of a bulk, kg/m² of a surface, kg/m of a line; another without it.
pub fn density(node: Node<'_>, name: &str, otherwise: f64) -> Result<f64, Error> {
    match node.child(name) {
        Some(material) => {
            // What the material is called says nothing more than its density.
            for attribute in ["@type", "@group", "@key"] {
                material.child(attribute);
            }
            size_or(material, "@density", otherwise)
        }
        None => Ok(otherwise),
    }
}
