//! One flight of a batch, and how far its segment is.

use crate::earth::SiteFrame;
use crate::flight::FlightError;
use crate::flight::conditions::{EventInputs, TrialStep};
use crate::flight::integrator::{ErrorPowers, INNER_STAGES, Solver, Step};
use crate::flight::model::{AeroModel, Model};
use crate::flight::observation::Observation;
use crate::flight::observer::TrackRecorder;
use crate::flight::propagate::{StepControl, StepDecision, Termination};
use crate::flight::simulation::segment::{Dynamics, SegmentPlan, observe};
use crate::flight::simulation::state::Simulation;
use crate::flight::simulation::trajectory::BodyTrajectory;
use crate::flight::state::{Evaluation, STATE_LEN};
use crate::number::{Lanes, Number, Vector};

/// Segments that can be flown in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SegmentKind {
    pub(crate) dynamics: Dynamics,
    pub(crate) burn_phase: u8,
    pub(crate) canopies: usize,
    /// Of what has attitude.
    pub(crate) shape: Option<ModelShape>,
}

/// Which tables a model has, and which of its terms count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ModelShape {
    /// Of a body of revolution, whether its friction, its axial and its normal force have tables of their own; `None` of any
    /// other body.
    revolution: Option<[bool; 3]>,
    thrust_line: bool,
    off_axis: bool,
    asymmetry: bool,
    fin_misalignment: bool,
}

impl ModelShape {
    pub(crate) fn of(model: &Model) -> Self {
        Self {
            revolution: match &*model.aero {
                AeroModel::Rocket(tables) => Some([
                    tables.friction.is_some(),
                    tables.angle.axial.is_some(),
                    tables.angle.normal.is_some(),
                ]),
                AeroModel::Object(_) => None,
            },
            thrust_line: model.burn.thrust_line.is_some(),
            off_axis: model.burn.off_axis.is_some(),
            asymmetry: model.burn.asymmetry.is_some(),
            fin_misalignment: model.perturbation.has_fin_misalignment(),
        }
    }
}

/// A flight, and where it stands in its segment.
pub(crate) struct Slot<'m> {
    pub(crate) simulation: Simulation<'m, TrackRecorder>,
    pub(crate) plan: Option<SegmentPlan>,
    /// How far the segment under way is, and what was last seen.
    pub(crate) control: StepControl,
    pub(crate) inputs: EventInputs,
    /// The rate of a segment under way that has left its lane.
    pub(crate) suspended_rate: Option<[f64; STATE_LEN]>,
    /// Why the segment has ended, and what was seen there.
    pub(crate) termination: Option<(Termination, Evaluation<f64>)>,
    /// Why it cannot go on.
    pub(crate) broken: Option<FlightError>,
    pub(crate) end: Option<Result<BodyTrajectory<TrackRecorder>, FlightError>>,
}

impl<'m> Slot<'m> {
    pub(crate) fn new(model: &'m Model, track: TrackRecorder) -> Self {
        Self {
            simulation: Simulation::new(model, track),
            plan: None,
            control: StepControl::default(),
            inputs: EventInputs::default(),
            suspended_rate: None,
            termination: None,
            broken: None,
            end: None,
        }
    }
}

impl Slot<'_> {
    /// How long a step to try next, s; `None` at the segment's end.
    pub(crate) fn next_step<const N: usize>(
        &mut self,
        system: &impl Solver<Lanes, N>,
        lane: usize,
    ) -> Option<f64> {
        let until = self.plan.map_or(0.0, |plan| plan.until);
        let longest = system.longest_step(lane, self.inputs.vertical());
        let propagator = &mut self.simulation.propagator;
        propagator.next_step(&mut self.control, until, longest)
    }

    /// Whether the step that was tried in a lane is taken.
    pub(crate) fn decide<const N: usize, S: Solver<Lanes, N, Output = Evaluation<Lanes>>>(
        &mut self,
        frame: &SiteFrame,
        tried: &Step<Lanes, N, Evaluation<Lanes>, S::Interpolant>,
        lane: usize,
        powers: ErrorPowers<f64>,
        (evaluation, inner): (&Observation<Lanes>, &[Lanes; INNER_STAGES]),
    ) -> bool {
        let after = inputs(&tried.after, &tried.output, lane);
        let attempt = TrialStep {
            error: tried.error.lane(lane),
            evaluations: S::EVALUATIONS,
            powers,
            before: self.inputs,
            after,
            at: &|theta| tried.lane_at(lane, theta),
        };
        let simulation = &mut self.simulation;
        let verdict = simulation.propagator.decide(
            &mut self.control,
            &simulation.conditions,
            frame,
            &attempt,
        );
        let verdict = match verdict {
            Ok(StepDecision::Reject) => return false,
            Ok(verdict) => verdict,
            Err(error) => {
                self.broken = Some(match &self.plan {
                    Some(plan) => plan.named(error),
                    None => error,
                });
                self.termination = Some((Termination::Time, tried.output.lane(lane)));
                return false;
            }
        };
        let end = tried.time.lane(lane) + tried.length.lane(lane);
        let corner = verdict == StepDecision::Accept { corner: true };
        let (time, length) = (tried.time.lane(lane), tried.length.lane(lane));
        let (model, open, plan) = (&simulation.model, &simulation.open, self.plan);
        let inside = |theta: f64| {
            let time = length.mul_add(theta, time);
            let state = tried.lane_at::<N>(lane, theta);
            plan.map_or_else(Observation::default, |plan| {
                observe(model, open, &plan, time, &state)
            })
        };
        let inner = inner.map(|square| square.lane(lane));
        simulation
            .observer
            .observe(end, &evaluation.lane(lane), inner, &inside, corner);
        simulation.observer.recorder.observe(after.position);
        self.inputs = after;
        if let StepDecision::Event(index) = verdict {
            self.termination = Some((Termination::Event(index), tried.output.lane(lane)));
        }
        true
    }
}

/// The inputs of conditions in one lane.
pub(crate) fn inputs<const N: usize>(
    state: &[Lanes; N],
    evaluation: &Evaluation<Lanes>,
    lane: usize,
) -> EventInputs {
    let vector = |at: usize| Vector(std::array::from_fn(|k| state[at + k].lane(lane)));
    EventInputs {
        height: evaluation.height.lane(lane),
        vertical_speed: evaluation.vertical_speed.lane(lane),
        position: vector(0),
        velocity: vector(3),
        acceleration: Vector(evaluation.acceleration.0.map(|value| value.lane(lane))),
    }
}
