//! A flight beside a stored one, and what accounts for the difference of their apogees.

use super::causes::{Cause, CauseKind};
use super::drag::{ComparedDrag, DragCurves, PowerCurves, compared_drag, drag_curves};
use super::exchange::Exchange;
use super::figures::{ComparedFigure, StoredFigure};
use super::liftoff::{ComparedValues, Pair};
use super::stored::StoredFlight;
use crate::air::Wind;
use crate::error::Fault;
use crate::flight::{Flight, FlightError, Launch, Recording, fly};

/// A flight beside a stored one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Comparison {
    /// Our flight, recorded.
    pub flight: Flight,
    /// The figures that are stored, beside ours.
    pub figures: Vec<ComparedFigure>,
    /// Masses and centres at lift-off, impulse, wind.
    pub values: ComparedValues,
    /// Drag coefficients at three Mach numbers; none where they are not stored.
    pub drag: Vec<ComparedDrag>,
    /// The curves of the drag, of each vehicle that flies until a stage leaves.
    pub drag_curves: Vec<DragCurves>,
    /// What was exchanged, and what it accounts for; shares of the drag follow the drag.
    pub causes: Vec<Cause>,
    /// By how much our apogee rises with everything exchanged at once, m; `None` where nothing could be.
    pub together: Option<f64>,
    /// By how much our apogee rises without any wind, m; `None` where none blows.
    pub without_wind: Option<f64>,
    /// What could not be compared, and why: a sentence each.
    pub remarks: Vec<String>,
}

impl Comparison {
    /// The apogees, m above the site; `None` where none is stored.
    pub fn apogee(&self) -> Option<Pair> {
        let found = self
            .figures
            .iter()
            .find(|each| each.figure == StoredFigure::Apogee)?;
        Some(Pair {
            ours: found.ours?,
            stored: found.stored,
        })
    }

    /// What of the difference of the apogees stays when everything is exchanged, m: the stored one is higher by so much.
    pub fn unexplained(&self) -> Option<f64> {
        let apogee = self.apogee()?;
        Some(apogee.stored - apogee.ours - self.together?)
    }
}

/// Flies a launch beside a stored flight of it, and again with one thing exchanged for what was stored, each by itself and
/// all at once.
///
/// # Errors
/// When the launch cannot be flown as it is (see [`FlightError`]). With something exchanged it may not be: that is a remark.
pub fn compare(launch: &Launch, stored: &StoredFlight) -> Result<Comparison, FlightError> {
    let flight = fly(launch, Recording::Full)?;
    let curves = drag_curves(launch, stored);
    let exchange = Exchange {
        launch,
        flight: &flight,
        stored,
        drag: &curves,
    };
    let ours = flight.outcome.apogee_agl;
    let rise = |launch: &Launch| -> Result<f64, FlightError> {
        Ok(fly(launch, Recording::None)?.outcome.apogee_agl - ours)
    };
    // What has no apogee is nothing to account for.
    let kinds = match stored.has_no_apogee() {
        true => &[][..],
        false => &CauseKind::ALL,
    };
    let mut remarks = Vec::new();
    let mut causes = Vec::new();
    let mut whole: Option<Launch> = None;
    for &kind in kinds {
        let refused = |why: String| format!("{}: {why}", kind.label());
        let exchanged = match exchange.of(kind, launch) {
            Ok(Some(exchanged)) => exchanged,
            Ok(None) => {
                remarks.push(refused("not stored, or not told apart".into()));
                continue;
            }
            Err(fault) => {
                remarks.push(refused(not_exchanged(&fault)));
                continue;
            }
        };
        match rise(&exchanged) {
            Ok(effect) => causes.push(Cause { kind, effect }),
            Err(error) => {
                remarks.push(refused(format!("cannot be flown as stored: {error}")));
                continue;
            }
        }
        if kind == CauseKind::Drag {
            causes.extend(drag_shares(&exchange, launch));
        }
        let next = match &whole {
            Some(base) => exchange.of(kind, base),
            None => Ok(Some(exchanged)),
        };
        match next {
            Ok(next) => whole = next.or(whole),
            Err(fault) => remarks.push(refused(format!(
                "left out of all together: {}",
                not_exchanged(&fault)
            ))),
        }
    }
    let together = match whole.map(|whole| rise(&whole)).transpose() {
        Ok(together) => together,
        Err(error) => {
            remarks.push(format!("all together cannot be flown: {error}"));
            None
        }
    };
    let calm = launch.air.clone().with_wind(Wind::Calm).ok();
    let calm = calm
        .filter(|calm| !calm.same_wind(&launch.air))
        .map(|air| Launch {
            air,
            ..launch.clone()
        });
    let without_wind = match calm.map(|calm| rise(&calm)).transpose() {
        Ok(without_wind) => without_wind,
        Err(error) => {
            remarks.push(format!("without wind it cannot be flown: {error}"));
            None
        }
    };
    Ok(Comparison {
        without_wind,
        figures: stored.compared_figures(&flight),
        values: ComparedValues::new(launch, &flight, stored),
        drag: compared_drag(&curves),
        causes,
        together,
        remarks,
        drag_curves: curves,
        flight,
    })
}

/// What the shares of the drag account for, against a flight with our own drag taken at the same points.
fn drag_shares(exchange: &Exchange<'_>, launch: &Launch) -> Vec<Cause> {
    let apogee = |choose: &dyn Fn(&DragCurves) -> Option<&PowerCurves>| {
        let exchanged = exchange.drag(launch, choose).ok()??;
        let flown = fly(&exchanged, Recording::None).ok()?;
        Some(flown.outcome.apogee_agl)
    };
    let Some(own) = apogee(&|curves| Some(&curves.ours.total)) else {
        return Vec::new();
    };
    let shares = CauseKind::DRAG_SHARES.into_iter().filter_map(|kind| {
        let apogee = apogee(&|curves| curves.with_share(kind))?;
        Some(Cause {
            kind,
            effect: apogee - own,
        })
    });
    shares.collect()
}

fn not_exchanged(fault: &Fault) -> String {
    format!("no rocket has it as stored: {}", fault.message)
}
