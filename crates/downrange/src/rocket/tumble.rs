//! Drag of what tumbles: a spent stage without its nose turns end over end and falls broadside.
//!
//! Niskanen (2013), *OpenRocket technical documentation* for version 13.05, §3.5: the drag area is
//! `0.56 A_body + 1.42 ε A_fin`, with A_body the body's side view, A_fin the area of one fin and ε its effective number
//! for the fins of a set (table 3.4). Measured on five models of 44 to 103 mm diameter that fell 22 m at 5 to 7 m/s;
//! there it predicts the speed within 3 to 14 %. Larger and faster bodies lie outside: above a Reynolds number of some
//! 3e5 the drag of a cylinder across the flow falls by half (Hoerner 1965, *Fluid-Dynamic Drag*, ch. III), and above
//! Mach 0.5 it grows. Give a drag area where one is known.

use super::{PartShape, Rocket};

/// Drag coefficient of a tumbling tube on its side view (Niskanen 2013, §3.5).
const BODY: f64 = 0.56;
/// Drag coefficient of a tumbling fin (Niskanen 2013, §3.5; that of a cup).
const FIN: f64 = 1.42;
/// Effective number of fins in a set of one, two, … (Niskanen 2013, table 3.4); the last for more.
const EFFECTIVE_FINS: [f64; 8] = [0.50, 1.00, 1.50, 1.41, 1.81, 1.73, 1.90, 1.85];

impl Rocket {
    /// Drag area, m², of all its drawn parts tumbling together.
    pub fn drag_area_tumbling(&self) -> f64 {
        self.tumbling_drag_area(|_| true)
    }

    /// Drag area, m², of those of its drawn parts that a test of their name picks, tumbling together.
    pub(super) fn tumbling_drag_area(&self, picked: impl Fn(&str) -> bool) -> f64 {
        let parts = &self.description.parts;
        let body: f64 = self
            .body
            .sections
            .iter()
            .filter(|section| picked(&parts[section.part].name))
            .map(|section| section.planform_area())
            .sum();
        let fins: f64 = self
            .description
            .fore_to_aft()
            .into_iter()
            .filter(|(_, part)| picked(&part.name))
            .filter_map(|(_, part)| match &part.shape {
                PartShape::Fins(fins) => {
                    let index = (fins.count.max(1) as usize).min(EFFECTIVE_FINS.len()) - 1;
                    Some(EFFECTIVE_FINS[index] * fins.outline.planform().area)
                }
                _ => None,
            })
            .sum();
        BODY * body + FIN * fins
    }
}
