//! With what do we count? The number type of the physics.
//!
//! The equations of motion and all they call are generic over [`Number`]: `f64` flies one flight, [`Lanes`] flies
//! four side by side. The trait names only what physics needs. Two rules make a flight the same digits in any
//! lane and on any machine:
//!
//! - every operation is correctly rounded (`+ - * /`, square root, fused multiply-add), or goes lane by lane
//!   through `libm`, which is the same code everywhere;
//! - a choice between values is a [`Number::select`], so that lanes may disagree; there is no branch on a value.
//!
//! [`Number::mul_add`] is always fused. A processor without the instruction gets the same digits from software,
//! four to ten times slower (see `.cargo/config.toml`); in a browser, where no processor has it, from the module `fused`.

mod cell;
mod fused;
mod lanes;
mod scalar;
mod traits;
mod trig;
mod vector;

pub use lanes::Lanes;
pub use traits::Number;
pub use vector::{Quaternion, Vector};
