//! An adaptive explicit Runge–Kutta integrator with dense output, generic over the number type, on the stack.
//!
//! The pair is Tsitouras 5(4) (file `tsitouras`). A step is accepted when the estimated error of every component is
//! within `absolute + relative * |component|` (the greatest ratio counts, not a mean: the tolerances mean what they
//! say). The next step follows the proportional-integral rule of Gustafsson as given by Hairer, Nørsett and Wanner
//! (1993), *Solving Ordinary Differential Equations I*, §II.4 and §IV.2 of volume II, whose exponents −0.17 and 0.04 are
//! taken to the next 128th, so that square roots, which lanes take together, give them:
//! `h ← h · 0.9 · error^(−22/128) · previous^(5/128)`, between a fifth and ten times.

pub(super) mod bracket;
mod controller;
pub(super) mod extrapolation;
pub(super) mod golden;
mod hermite;
mod solver;
mod stages;
mod step;
mod tsitouras;

pub use controller::{Controller, ErrorPowers};
pub use hermite::Hermite;
pub use solver::Solver;
pub use stages::{Explicit, Stages};
pub use step::{INNER_STAGES, Interpolant, STAGE_TIMES, Step, System, Tolerance};
