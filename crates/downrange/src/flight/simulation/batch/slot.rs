//! One flight of a batch, and how far its segment is.

use crate::earth::SiteFrame;
use crate::flight::FlightError;
use crate::flight::conditions::{EventInputs, TrialStep};
use crate::flight::integrator::{ErrorPowers, INNER_STAGES, Step};
use crate::flight::model::Model;
use crate::flight::observation::Observation;
use crate::flight::observer::TrackRecorder;
use crate::flight::propagate::{StepControl, StepDecision, Termination};
use crate::flight::simulation::segment::{Dynamics, SegmentPlan, sight};
use crate::flight::simulation::state::Simulation;
use crate::flight::simulation::trajectory::BodyTrajectory;
use crate::flight::state::{Evaluation, STATE_LEN};
use crate::number::{Lanes, Number, Vector};

/// Segments that can be flown in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SegmentKind {
    pub(crate) regime: Dynamics,
    pub(crate) power: u8,
    pub(crate) canopies: usize,
}

/// A flight, and where it stands in its segment.
pub(crate) struct Slot<'m> {
    pub(crate) model: &'m Model,
    pub(crate) flyer: Simulation<'m, TrackRecorder>,
    pub(crate) order: Option<SegmentPlan>,
    /// How far the segment under way is, and what was last seen.
    pub(crate) progress: StepControl,
    pub(crate) glance: EventInputs,
    /// The rate of a segment under way that has left its lane.
    pub(crate) suspended_rate: Option<[f64; STATE_LEN]>,
    /// Why the segment has ended, and what was seen there.
    pub(crate) stop: Option<(Termination, Evaluation<f64>)>,
    /// Why it cannot go on.
    pub(crate) broken: Option<FlightError>,
    pub(crate) end: Option<Result<BodyTrajectory<TrackRecorder>, FlightError>>,
}

impl<'m> Slot<'m> {
    pub(crate) fn new(model: &'m Model, track: TrackRecorder) -> Self {
        Self {
            model,
            flyer: Simulation::new(model, track),
            order: None,
            progress: StepControl::default(),
            glance: EventInputs::default(),
            suspended_rate: None,
            stop: None,
            broken: None,
            end: None,
        }
    }
}

impl Slot<'_> {
    /// How long a step to try next, s; `None` at the segment's end.
    pub(crate) fn next_step(&mut self) -> Option<f64> {
        let until = self.order.map_or(0.0, |order| order.until);
        self.flyer.clock.next_step(&mut self.progress, until)
    }

    /// Whether the step that was tried in a lane is taken.
    pub(crate) fn judge<const N: usize>(
        &mut self,
        frame: &SiteFrame,
        tried: &Step<Lanes, N, Evaluation<Lanes>>,
        lane: usize,
        powers: ErrorPowers<f64>,
        (seen, inner): (&Observation<Lanes>, &[Lanes; INNER_STAGES]),
    ) -> bool {
        let after = glance(&tried.after, &tried.seen, lane);
        let attempt = TrialStep {
            error: tried.error.lane(lane),
            powers,
            before: self.glance,
            after,
            at: &|share| tried.lane_at(lane, share),
        };
        let flyer = &mut self.flyer;
        let verdict = flyer
            .clock
            .judge(&mut self.progress, &flyer.conditions, frame, &attempt);
        let verdict = match verdict {
            Ok(StepDecision::Reject) => return false,
            Ok(verdict) => verdict,
            Err(error) => {
                self.broken = Some(match &self.order {
                    Some(order) => order.named(error),
                    None => error,
                });
                self.stop = Some((Termination::Time, tried.seen.lane(lane)));
                return false;
            }
        };
        let end = tried.time.lane(lane) + tried.length.lane(lane);
        let corner = verdict == StepDecision::Accept { corner: true };
        let (time, length) = (tried.time.lane(lane), tried.length.lane(lane));
        let (model, open, order) = (self.model, &flyer.open, self.order);
        let inside = |share: f64| {
            let time = length.mul_add(share, time);
            let state = tried.lane_at::<N>(lane, share);
            order.map_or_else(Observation::default, |order| {
                sight(model, open, &order, time, &state)
            })
        };
        let inner = inner.map(|square| square.lane(lane));
        flyer
            .observer
            .see(end, &seen.lane(lane), inner, &inside, corner);
        flyer.observer.recorder.see(after.position);
        self.glance = after;
        if let StepDecision::Event(index) = verdict {
            self.stop = Some((Termination::Event(index), tried.seen.lane(lane)));
        }
        true
    }
}

/// The inputs of conditions in one lane.
pub(crate) fn glance<const N: usize>(
    state: &[Lanes; N],
    seen: &Evaluation<Lanes>,
    lane: usize,
) -> EventInputs {
    let vector = |at: usize| Vector(std::array::from_fn(|k| state[at + k].lane(lane)));
    EventInputs {
        height: seen.height.lane(lane),
        vertical_speed: seen.vertical_speed.lane(lane),
        position: vector(0),
        velocity: vector(3),
        acceleration: Vector(seen.acceleration.0.map(|value| value.lane(lane))),
    }
}
