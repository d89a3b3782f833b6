//! One flight of a batch, and how far its segment is.

use crate::earth::SiteFrame;
use crate::flight::FlightError;
use crate::flight::conditions::{Attempt, Glance};
use crate::flight::integrator::{INNER_STAGES, Powers, Step};
use crate::flight::model::Model;
use crate::flight::observation::Sight;
use crate::flight::observer::Track;
use crate::flight::propagate::{Progress, Stop, Verdict};
use crate::flight::simulation::segment::{Order, Regime, sight};
use crate::flight::simulation::state::Flyer;
use crate::flight::simulation::trajectory::Flown;
use crate::flight::state::{STATE, Seen};
use crate::number::{Lanes, Number, Vector};

/// Legs that can be flown in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kind {
    pub(crate) regime: Regime,
    pub(crate) power: u8,
    pub(crate) canopies: usize,
}

/// A flight, and where it stands in its leg.
pub(crate) struct Seat<'m> {
    pub(crate) model: &'m Model,
    pub(crate) flyer: Flyer<'m, Track>,
    pub(crate) order: Option<Order>,
    /// How far the leg under way is, and what was last seen.
    pub(crate) progress: Progress,
    pub(crate) glance: Glance,
    /// The rate of a leg under way that has left its lane.
    pub(crate) parked: Option<[f64; STATE]>,
    /// Why the leg has ended, and what was seen there.
    pub(crate) stop: Option<(Stop, Seen<f64>)>,
    /// Why it cannot go on.
    pub(crate) broken: Option<FlightError>,
    pub(crate) end: Option<Result<Flown<Track>, FlightError>>,
}

impl<'m> Seat<'m> {
    pub(crate) fn new(model: &'m Model, track: Track) -> Self {
        Self {
            model,
            flyer: Flyer::new(model, track),
            order: None,
            progress: Progress::default(),
            glance: Glance::default(),
            parked: None,
            stop: None,
            broken: None,
            end: None,
        }
    }
}

impl Seat<'_> {
    /// How long a step to try next, s; `None` at the leg's end.
    pub(crate) fn next_length(&mut self) -> Option<f64> {
        let until = self.order.map_or(0.0, |order| order.until);
        self.flyer.clock.next_length(&mut self.progress, until)
    }

    /// Whether the step that was tried in a lane is taken.
    pub(crate) fn judge<const N: usize>(
        &mut self,
        frame: &SiteFrame,
        tried: &Step<Lanes, N, Seen<Lanes>>,
        lane: usize,
        powers: Powers<f64>,
        (seen, inner): (&Sight<Lanes>, &[Lanes; INNER_STAGES]),
    ) -> bool {
        let after = glance(&tried.after, &tried.seen, lane);
        let attempt = Attempt {
            error: tried.error.lane(lane),
            powers,
            before: self.glance,
            after,
            at: &|share| tried.lane_at(lane, share),
        };
        let flyer = &mut self.flyer;
        let verdict = flyer
            .clock
            .judge(&mut self.progress, &flyer.watches, frame, &attempt);
        let verdict = match verdict {
            Ok(Verdict::Again) => return false,
            Ok(verdict) => verdict,
            Err(error) => {
                self.broken = Some(match &self.order {
                    Some(order) => order.named(error),
                    None => error,
                });
                self.stop = Some((Stop::Time, tried.seen.lane(lane)));
                return false;
            }
        };
        let end = tried.time.lane(lane) + tried.length.lane(lane);
        let bends = verdict == Verdict::Taken { bends: true };
        let (time, length) = (tried.time.lane(lane), tried.length.lane(lane));
        let (model, open, order) = (self.model, &flyer.open, self.order);
        let inside = |share: f64| {
            let time = length.mul_add(share, time);
            let state = tried.lane_at::<N>(lane, share);
            order.map_or_else(Sight::default, |order| {
                sight(model, open, &order, time, &state)
            })
        };
        let inner = inner.map(|square| square.lane(lane));
        flyer
            .observer
            .see(end, &seen.lane(lane), inner, &inside, bends);
        flyer.observer.recorder.see(after.position);
        self.glance = after;
        if let Verdict::Stopped(index) = verdict {
            self.stop = Some((Stop::Watch(index), tried.seen.lane(lane)));
        }
        true
    }
}

/// What watches see in a lane.
pub(crate) fn glance<const N: usize>(
    state: &[Lanes; N],
    seen: &Seen<Lanes>,
    lane: usize,
) -> Glance {
    let vector = |at: usize| Vector(std::array::from_fn(|k| state[at + k].lane(lane)));
    Glance {
        height: seen.height.lane(lane),
        vertical_speed: seen.vertical_speed.lane(lane),
        position: vector(0),
        velocity: vector(3),
        acceleration: Vector(seen.acceleration.0.map(|value| value.lane(lane))),
    }
}
