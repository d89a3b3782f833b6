//! Drag coefficients that a team fixed.

use crate::designs::numbers::size_or;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// The drag of the upper stages while one, two or three of them fly.
const FIXED: [&str; 3] = ["FixedCd", "FixedCd2", "FixedCd3"];

/// Those of boosters that fall by themselves.
const ALONE: [&str; 2] = ["FixedCd2Alone", "FixedCd3Alone"];

/// The fixed drag coefficients on the reference area, by how many stages still fly; none where RockSim computes them, as
/// Downrange does.
pub fn fixed(
    design: Node<'_>,
    stages: usize,
    warnings: &mut Warnings,
) -> Result<Vec<Option<f64>>, Error> {
    let computed = size_or(design, "CalculateCD", 1.0)? != 0.0;
    let mut found = Vec::new();
    for name in FIXED {
        let said = size_or(design, name, 0.0)?;
        let used = !computed && found.len() < stages;
        if let Some(child) = design.child(name)
            && used
        {
            warnings.of(
                child,
                match said > 0.0 {
                    true => "the drag coefficient is fixed, at all speeds",
                    false => "RockSim flies without drag: Downrange computes it",
                },
            );
        }
        found.push(Some(said).filter(|said| used && *said > 0.0));
    }
    for name in ALONE {
        if let Some(child) = design.child(name)
            && !computed
            && stages > 1
        {
            warnings.of(child, "boosters fall with the drag of a tumbling body");
        }
    }
    Ok(found)
}
