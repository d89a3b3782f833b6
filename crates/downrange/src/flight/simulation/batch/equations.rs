//! Equations of motion of the models in the lanes of one number.

use crate::earth::SiteFrame;
use crate::flight::equations::descent::{Descent, OpenCanopy, overshoot};
use crate::flight::equations::free::Motion;
use crate::flight::equations::rail::{Guided, TipOff};
use crate::flight::integrator::Solver;
use crate::flight::model::{Model, RailModel, StartModel};
use crate::flight::state::{BurnPhase, Evaluation, POINT_STATE_LEN, STATE_LEN};
use crate::number::{Lanes, Number, Quaternion, Vector};

/// Lanes of a number.
pub(crate) const WIDTH: usize = Lanes::LANES;

/// Makes equations of motion for the models of four lanes, and the canopies that are open above them.
pub(crate) trait Equations<const N: usize> {
    type System<'m>: Solver<Lanes, N, Output = Evaluation<Lanes>>;

    fn system<'m>(
        &self,
        models: [&'m Model; WIDTH],
        open: &'m [OpenCanopy<Lanes>],
    ) -> Self::System<'m>;
}

pub(crate) struct FreeFlight(pub BurnPhase);

impl Equations<STATE_LEN> for FreeFlight {
    type System<'m> = Motion<'m, Lanes>;

    fn system<'m>(
        &self,
        models: [&'m Model; WIDTH],
        _: &'m [OpenCanopy<Lanes>],
    ) -> Motion<'m, Lanes> {
        Motion::new(|lane| models[lane], self.0)
    }
}

pub(crate) struct RailGuided(pub BurnPhase);

impl Equations<STATE_LEN> for RailGuided {
    type System<'m> = Guided<'m, Lanes>;

    fn system<'m>(
        &self,
        models: [&'m Model; WIDTH],
        _: &'m [OpenCanopy<Lanes>],
    ) -> Guided<'m, Lanes> {
        let rails = models.map(|model| rail(model).direction);
        Guided {
            motion: Motion::new(|lane| models[lane], self.0),
            direction: Vector(std::array::from_fn(|k| {
                Lanes::from_lanes(|lane| rails[lane][k])
            })),
        }
    }
}

pub(crate) struct RailTipOff(pub BurnPhase);

impl Equations<STATE_LEN> for RailTipOff {
    type System<'m> = TipOff<'m, Lanes>;

    fn system<'m>(
        &self,
        models: [&'m Model; WIDTH],
        _: &'m [OpenCanopy<Lanes>],
    ) -> TipOff<'m, Lanes> {
        let motion = Motion::new(|lane| models[lane], self.0);
        TipOff::new(motion, |lane| rail(models[lane]))
    }
}

pub(crate) struct CanopyDescent(pub SiteFrame, pub BurnPhase);

impl Equations<POINT_STATE_LEN> for CanopyDescent {
    type System<'m> = Descent<'m, Lanes>;

    fn system<'m>(
        &self,
        models: [&'m Model; WIDTH],
        open: &'m [OpenCanopy<Lanes>],
    ) -> Descent<'m, Lanes> {
        let Self(frame, burn_phase) = *self;
        Descent {
            frame,
            air: models.map(|model| &*model.air),
            wind: models.map(|model| &*model.wind),
            mass: Lanes::from_lanes(|lane| models[lane].burn.suspended_mass(burn_phase)),
            burn: (burn_phase == BurnPhase::Burning).then(|| {
                let ignition = Lanes::from_lanes(|lane| models[lane].burn.ignition);
                (models.map(|model| &model.burn.table), ignition)
            }),
            canopies: open,
            overshoot: overshoot(&models[0].settings),
        }
    }
}

/// The rail of a model whose segments lie on one; for any other, an upright one.
fn rail(model: &Model) -> RailModel {
    match model.start {
        StartModel::Rail(rail) => rail,
        StartModel::State(_) => RailModel {
            direction: Vector([0.0, 0.0, 1.0]),
            attitude: Quaternion([1.0, 0.0, 0.0, 0.0]),
            exit: 0.0,
            clear: 0.0,
            aft_guide: 0.0,
            stands: 0.0,
            length: 0.0,
            vehicle: 0.0,
        },
    }
}
