//! What does a rule sheet say of a launch? Rules of ranges and competitions with their numbers, held against what was flown.
//!
//! A [`RuleSheet`] is data: each [`Rule`] names a [`RuleQuantity`], a relation, a threshold and how that is known. [`assess`] holds a
//! sheet against a launch and its flight, [`judge_flight`] against one flight of a dispersion. What nobody computed and what was not
//! seen in the rule is never passed.

mod assess;
mod figures;
mod judge;
mod quantity;
mod sheet;
#[cfg(test)]
mod tests;

pub use assess::{RuleAssessment, RuleVerdict, RuledFlights, SheetAssessment, assess};
pub use figures::RuleFigure;
pub use judge::{BodyImpact, FlightJudgement, judge_flight};
pub use quantity::{RuleQuantity, RuleQuantityKind};
pub use sheet::{HowKnown, MotorClasses, Relation, Rule, RuleSheet, RuleText, Share, ShareOf};
