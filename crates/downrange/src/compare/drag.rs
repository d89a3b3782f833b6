//! Drag coefficients of a stored flight beside ours, at the Mach and Reynolds numbers of the stored flight.

use super::causes::CauseKind;
use super::mach_bins::by_mach;
use super::series::StoredChannel;
use super::spans::{ascent, rockets};
use super::stored::StoredFlight;
use crate::aero::Aerodynamics;
use crate::flight::Launch;
use crate::rocket::{Coefficient, RocketDescription};
use crate::table::Curve;

/// Shares of the greatest Mach number of the way up at which drag is compared.
const COMPARED: [f64; 3] = [0.3, 0.6, 0.9];

/// Reference lengths, m, that differ by less are the same: they are stored to a millimetre.
const ROUNDED: f64 = 0.001;

/// Least number of points on the way up from which a curve of the drag is made.
const FEWEST: usize = 10;

/// A drag coefficient at zero angle of attack, by origin, on our reference area.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DragShares {
    /// All together.
    pub total: f64,
    /// Skin friction; `None` where it is not told apart.
    pub friction: Option<f64>,
    /// Pressure ahead of the base: nose, shoulders, fins, lugs, rail buttons, with their wave drag.
    pub pressure: Option<f64>,
    /// Base of the body.
    pub base: Option<f64>,
}

/// Drag coefficients of both at a Mach number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ComparedDrag {
    /// Mach number.
    pub mach: f64,
    /// Whether a motor burns.
    pub power_on: bool,
    /// Ours.
    pub ours: DragShares,
    /// As stored.
    pub stored: DragShares,
}

/// Drag coefficients against Mach number, while a motor burns and while none does.
#[derive(Debug, Clone)]
pub struct PowerCurves {
    on: Option<Curve>,
    off: Option<Curve>,
}

/// Curves of one of the two flights, by origin.
#[derive(Debug, Clone)]
pub struct SharedCurves {
    /// All together.
    pub total: PowerCurves,
    friction: Option<PowerCurves>,
    pressure: Option<PowerCurves>,
    base: Option<PowerCurves>,
}

/// The drag of the vehicle that flies until a stage leaves.
#[derive(Debug, Clone)]
pub struct DragCurves {
    /// Index of the stage.
    pub stage: usize,
    /// Ours.
    pub ours: SharedCurves,
    /// As stored.
    pub stored: SharedCurves,
    /// Ours with one share as stored, where it is stored: friction, pressure, base.
    with_shares: Vec<(CauseKind, PowerCurves)>,
}

impl DragCurves {
    /// Our drag with one of its shares as stored.
    pub fn with_share(&self, share: CauseKind) -> Option<&PowerCurves> {
        let found = self.with_shares.iter().find(|(kind, _)| *kind == share);
        found.map(|(_, curves)| curves)
    }
}

impl DragShares {
    /// A share by its name; `None` where it is not told apart.
    fn share(&self, kind: CauseKind) -> Option<f64> {
        match kind {
            CauseKind::FrictionDrag => self.friction,
            CauseKind::PressureDrag => self.pressure,
            CauseKind::BaseDrag => self.base,
            _ => None,
        }
    }
}

impl PowerCurves {
    fn new(points: &[ComparedDrag], of: impl Fn(&ComparedDrag) -> Option<f64>) -> Option<Self> {
        let curve = |power_on: bool| {
            let alike = points.iter().filter(|point| point.power_on == power_on);
            by_mach(alike.filter_map(|point| Some((point.mach, of(point)?))))
        };
        let (on, off) = (curve(true), curve(false));
        (on.is_some() || off.is_some()).then_some(Self { on, off })
    }

    /// Gives a rocket this drag.
    pub fn put(&self, description: &mut RocketDescription) {
        let given = |curve: &Option<Curve>| curve.clone().map(Coefficient::Mach);
        description.given.drag_power_off = given(&self.off);
        description.given.drag_power_on = given(&self.on);
    }

    /// The curve with power on or off, where the flight had it.
    pub fn curve(&self, power_on: bool) -> Option<&Curve> {
        match power_on {
            true => self.on.as_ref(),
            false => self.off.as_ref(),
        }
    }
}

impl SharedCurves {
    fn new(points: &[ComparedDrag], of: fn(&ComparedDrag) -> &DragShares) -> Option<Self> {
        Some(Self {
            total: PowerCurves::new(points, |point| Some(of(point).total))?,
            friction: PowerCurves::new(points, |point| of(point).friction),
            pressure: PowerCurves::new(points, |point| of(point).pressure),
            base: PowerCurves::new(points, |point| of(point).base),
        })
    }

    fn at(&self, mach: f64, power_on: bool) -> Option<DragShares> {
        let at = |curves: &PowerCurves| curves.curve(power_on).map(|curve| curve.at(mach));
        let share = |curves: &Option<PowerCurves>| curves.as_ref().and_then(at);
        Some(DragShares {
            total: at(&self.total)?,
            friction: share(&self.friction),
            pressure: share(&self.pressure),
            base: share(&self.base),
        })
    }
}

/// The drag of each stage's vehicle on its way up, where it is stored.
pub fn drag_curves(launch: &Launch, stored: &StoredFlight) -> Vec<DragCurves> {
    let count = rockets(&launch.vehicle).len();
    (0..count)
        .filter_map(|stage| {
            let points = drag_points(launch, stored, stage, count);
            if points.len() < FEWEST {
                return None;
            }
            let with = |kind: CauseKind| {
                let curves = PowerCurves::new(&points, |point| {
                    let (ours, stored) = (point.ours.share(kind)?, point.stored.share(kind)?);
                    Some(point.ours.total + stored - ours)
                });
                Some((kind, curves?))
            };
            Some(DragCurves {
                stage,
                ours: SharedCurves::new(&points, |point| &point.ours)?,
                stored: SharedCurves::new(&points, |point| &point.stored)?,
                with_shares: CauseKind::DRAG_SHARES
                    .into_iter()
                    .filter_map(with)
                    .collect(),
            })
        })
        .collect()
}

/// Our drag and the stored one at each point of the way up.
fn drag_points(
    launch: &Launch,
    stored: &StoredFlight,
    stage: usize,
    count: usize,
) -> Vec<ComparedDrag> {
    let rockets = rockets(&launch.vehicle);
    let Some(rocket) = rockets.get(stage) else {
        return Vec::new();
    };
    let aerodynamics = Aerodynamics::new(rocket);
    let series = &stored.series;
    let points = ascent(stored, stage, count).filter_map(|point| {
        let at = |channel| series.at(point, channel);
        let mach = at(StoredChannel::Mach)?;
        let total = at(StoredChannel::Drag)?;
        let height = launch.site.elevation + at(StoredChannel::Altitude)?;
        let air = launch.air.at(height);
        let reynolds_per_metre = mach * air.sound_speed * air.density / air.viscosity;
        let power_on = at(StoredChannel::Thrust).is_some_and(|thrust| thrust > 0.0);
        let diameter = aerodynamics.reference_diameter;
        let length = at(StoredChannel::ReferenceLength).unwrap_or(diameter);
        let scale = match (length - diameter).abs() < ROUNDED {
            true => 1.0,
            false => (length / diameter).powi(2),
        };
        let ours = aerodynamics.drag_breakdown(mach, reynolds_per_metre, power_on);
        let apart = ours.given == 0.0;
        let share = |value: f64| apart.then_some(value);
        Some(ComparedDrag {
            mach,
            power_on,
            ours: DragShares {
                total: ours.total(),
                friction: share(ours.friction),
                pressure: share(ours.pressure + ours.fins + ours.protuberances),
                base: share(ours.base),
            },
            stored: DragShares {
                total: total * scale,
                friction: at(StoredChannel::FrictionDrag).map(|value| value * scale),
                pressure: at(StoredChannel::PressureDrag).map(|value| value * scale),
                base: at(StoredChannel::BaseDrag).map(|value| value * scale),
            },
        })
    });
    points.collect()
}

/// The drag of both at three Mach numbers of the way up, coasting where it coasts; the vehicle that flies last.
pub fn compared_drag(curves: &[DragCurves]) -> Vec<ComparedDrag> {
    let Some(last) = curves.last() else {
        return Vec::new();
    };
    let power_on = last.stored.total.off.is_none();
    let Some(curve) = last.stored.total.curve(power_on) else {
        return Vec::new();
    };
    let greatest = curve.range().1;
    let at = |share: &f64| {
        let mach = (100.0 * share * greatest).round() / 100.0;
        Some(ComparedDrag {
            mach,
            power_on,
            ours: last.ours.at(mach, power_on)?,
            stored: last.stored.at(mach, power_on)?,
        })
    };
    COMPARED.iter().filter_map(at).collect()
}
