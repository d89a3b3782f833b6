//! What the heights of OpenRocket's finishes are here (`BarrowmanCalculator`); those of RockSim files are OpenRocket's.
//!
//! **A finish is a parameter of OpenRocket's friction.** Where roughness decides, that has `C_f = 0.032 (k/L)^0.2`, k the height of the
//! finish and L the length of the whole rocket, for every component of it. The core has the same law with the length l on which the layer has
//! grown ([`downrange::aero`]): on fins their chord. What keeps the coefficient that the designer was shown is the height
//!
//! `k l / L`,
//!
//! and that is what the parts get. Bodies keep k: the layer on them is as old as the rocket is long. A stage that flies alone in the end has
//! the length that it has then.
//!
//! **Taken as heights of sand grains on fins they would be too rough.** "Normal", the default, is 60 µm. Sprayed camouflage paint of mass production has
//! 30 µm, camouflage paint in average application 10 µm, smooth matte paint 6 µm (USAF Stability and Control DATCOM, 1978, table
//! 4.1.5.1-A, after S. F. Hoerner, *Fluid-Dynamic Drag*, 1965, ch. 5). On a chord of 0.1 m of a rocket of 2 m the translated height is 3 µm, and
//! the layer of a smooth turbulent plate rubs more than that.

use downrange::rocket::PartShape;

use crate::designs::placing::{DesignPart, six_digits};

/// Turns the heights that OpenRocket has into those that give the same friction here: of parts on a body of one length, m, in a rocket of
/// another.
pub fn translate(parts: &mut [DesignPart<'_>], body: f64, rocket: f64) {
    for each in parts {
        let own = match &each.part.shape {
            PartShape::Fins(set) => set.outline.planform().mean_chord,
            _ => body,
        };
        let share = own / rocket;
        if share.is_finite() && share != 1.0 {
            let roughness = &mut each.part.roughness;
            *roughness = roughness.map(|height| six_digits(height * share));
        }
    }
}
