//! What flights are held against: areas to stay in, areas to keep out of, a ceiling.

use downrange::area::{Area, AreaMonitor, KeepOut};
use downrange::dispersion::BodyOutcome;
use downrange::results::{ABOVE_CEILING, KEEP_OUT, keep_out_column};

/// Areas, keep-out areas and a ceiling, each of which adds columns of flags to the rows.
#[derive(Debug, Clone, Default)]
pub struct RunLimits<'a> {
    /// Where everything should stay.
    pub areas: &'a [Area],
    /// The same, as seen from the pad.
    pub monitors: Vec<AreaMonitor<'a>>,
    /// Where nothing may come down.
    pub keep_outs: &'a [KeepOut],
    /// Height above the ellipsoid that nothing may pass, m.
    pub ceiling: Option<f64>,
}

/// Names of what a question may be asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LimitNames<'a> {
    /// Those of the areas to stay in.
    pub areas: Vec<&'a str>,
    /// Those of the areas to keep out of.
    pub keep_outs: Vec<&'a str>,
    /// Whether there is a ceiling.
    pub has_ceiling: bool,
}

impl<'a> RunLimits<'a> {
    /// The same with areas in which everything should stay, as seen from a pad (latitude and longitude, rad).
    pub fn with_areas(self, areas: &'a [Area], pad: (f64, f64)) -> Self {
        let monitors = areas.iter().map(|area| AreaMonitor::new(area, pad));
        Self {
            areas,
            monitors: monitors.collect(),
            ..self
        }
    }

    /// Their names.
    pub fn names(&self) -> LimitNames<'a> {
        LimitNames {
            areas: self.areas.iter().map(Area::name).collect(),
            keep_outs: self.keep_outs.iter().map(KeepOut::name).collect(),
            has_ceiling: self.ceiling.is_some(),
        }
    }

    /// The columns of the areas to stay in.
    pub fn area_columns(&self) -> impl Iterator<Item = String> {
        let areas = self.areas.iter();
        areas.flat_map(|area| ["outside", "leaves"].map(|what| format!("{what}: {}", area.name())))
    }

    /// The columns of keep-out areas, of any of them, and of the ceiling.
    pub fn intrusion_columns(&self) -> impl Iterator<Item = String> {
        let keep_outs = self.keep_outs.iter();
        let any = (!self.keep_outs.is_empty()).then(|| KEEP_OUT.to_owned());
        keep_outs
            .map(|keep_out| keep_out_column(keep_out.name()))
            .chain(any)
            .chain(self.ceiling.map(|_| ABOVE_CEILING.to_owned()))
    }

    /// The flags of a body in the order of [`area_columns`](Self::area_columns). What did not come down, or whose flight broke
    /// (no body), did not come down inside.
    pub fn area_flags(&self, body: Option<&BodyOutcome>) -> Vec<bool> {
        let flags = |monitor: &AreaMonitor<'_>| match body {
            Some(body) => {
                let landed = body.track.last().copied().filter(|_| body.landed());
                let outside = landed.is_none_or(|place| !monitor.contains(place));
                [outside, monitor.leaves(body.track.iter().copied())]
            }
            None => [true, true],
        };
        self.monitors.iter().flat_map(flags).collect()
    }

    /// The flags of a body in the order of [`intrusion_columns`](Self::intrusion_columns). What did not come down, or whose
    /// flight broke, may have come down anywhere; whose flight broke may have flown as high as it liked.
    pub fn intrusion_flags(&self, body: Option<&BodyOutcome>) -> Vec<bool> {
        let landed = body.and_then(BodyOutcome::landing_place);
        let is_in = |keep_out: &KeepOut| {
            landed.is_none_or(|(latitude, longitude)| keep_out.contains(latitude, longitude))
        };
        let mut flags: Vec<bool> = self.keep_outs.iter().map(is_in).collect();
        if !flags.is_empty() {
            flags.push(flags.iter().any(|flag| *flag));
        }
        flags.extend(
            self.ceiling
                .map(|ceiling| body.is_none_or(|body| body.apogee_asl > ceiling)),
        );
        flags
    }
}
