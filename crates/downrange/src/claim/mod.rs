//! Checks of published claims: figures with intervals, assumptions on everything else, and a verdict.
//!
//! A [`Claim`] holds what was printed of a rocket (its launch mass, diameter, length, each with an interval), what is
//! claimed of its flight ([`Statement`]: a greatest range, height, speed or Mach number), and how uncertain everything
//! else is ([`Assumptions`]: a prior by class of rocket, or the user's). A [`Study`] draws rockets from it, flies each as
//! a point ([`crate::flight::point`]) and says how many can do what is claimed ([`Assessment`]).
//!
//! The tradition is Forden (2007), "GUI_Missile_Flyout: A general program for simulating ballistic missiles", *Science &
//! Global Security* 15, and D. Wright's analyses: a point mass and open figures. Added here is that nothing unknown is
//! given one value: the answer is a share of all rockets that fit the print.
//!
//! **Outside the model**: lift, gliding, guidance, shaping of the path, wind. For what these could add there is a bound
//! from energy alone ([`bound::energy_bound`]), and the word `refuted` is kept for what is beyond that too.
//!
//! **How well it does**: for the twelve amateur rockets in `validation`, of which only mass, diameter, length and class
//! are told, the 90 % interval of the apogee is compared with what was measured; no constant was fitted to them.

mod assessment;
pub mod bound;
mod class;
mod performance;
mod published;
mod quotable_text;
mod rocket;
mod study;

pub use assessment::{
    Assessment, DecidingFactor, Finding, POSSIBLE, Percentiles, REFUTED, SUPPORTED, Verdict,
    reached,
};
pub use class::{Assumption, Assumptions, Class, Unknown};
pub use performance::Performance;
pub use published::{Claim, LaunchSite, Limit, PublishedFigure, Quantity, Statement};
pub use quotable_text::{OUTSIDE, QuotableText, three_digits};
pub use rocket::Candidate;
pub use study::{CandidateOutcome, Study};
