//! Flies one model from its start to its end.

use crate::flight::FlightError;
use crate::flight::model::Model;
use crate::flight::observer::Recorder;
use crate::flight::simulation::state::Simulation;
use crate::flight::simulation::trajectory::BodyTrajectory;

/// Flies a model from ignition to the ground, or until the allowed time is over.
///
/// # Errors
/// See [`FlightError`].
pub fn fly_model<R: Recorder>(
    model: &Model,
    recorder: R,
) -> Result<BodyTrajectory<R>, FlightError> {
    let mut simulation = Simulation::new(model, recorder);
    while let Some(plan) = simulation.next_segment()? {
        let (termination, evaluation) = simulation.propagate_segment(&plan)?;
        simulation.finish_segment(&plan, termination, evaluation)?;
    }
    Ok(simulation.flown())
}
