//! Rows of the tables of a comparison, alike on a terminal and on a page.

use downrange::compare::{ComparedDrag, Pair};

use super::report::ComparisonReport;
use crate::units::Units;

/// What is compared: its name, the stored value, ours, and the difference.
pub type ValueRow = (String, [String; 3]);

/// Something that was exchanged, and what it accounts for.
pub struct CauseRow {
    /// Its name.
    pub label: &'static str,
    /// Whether it is a share of the drag.
    pub is_share: bool,
    /// Whether it is of all that was exchanged.
    pub is_whole: bool,
    /// By how much our apogee rises with it, SI.
    pub effect: f64,
    /// The same as a share of the stored apogee.
    pub share: f64,
}

impl CauseRow {
    /// Its name, with what it is a share of.
    pub fn name(&self) -> String {
        match self.is_share {
            true => format!("of it {}", self.label),
            false => self.label.to_owned(),
        }
    }
}

impl ComparisonReport<'_> {
    /// Mass, centres, impulse, wind: those that are stored.
    pub(super) fn values(&self, units: Units) -> Vec<ValueRow> {
        let values = &self.comparison.values;
        let mut rows = Vec::new();
        let mut add = |label: &str, pair: Option<Pair>, show: &dyn Fn(f64) -> String, by: By| {
            let Some(pair) = pair else { return };
            let difference = match by {
                By::Share if pair.stored != 0.0 => {
                    format!("{:+.1} %", 100.0 * (pair.ours / pair.stored - 1.0))
                }
                By::Share => String::new(),
                By::Length => signed(pair.ours - pair.stored, &|si| units.length().show(si)),
                By::Degrees => format!("{:+.1}°", (pair.ours - pair.stored).to_degrees()),
                By::Calibers => format!("{:+.2} cal", pair.ours - pair.stored),
            };
            rows.push((
                label.to_owned(),
                [show(pair.stored), show(pair.ours), difference],
            ));
        };
        let length = |si: f64| units.length().show(si);
        let calibers = |value: f64| format!("{value:.2} cal");
        add(
            "mass at lift-off",
            values.mass,
            &|si| units.mass().show(si),
            By::Share,
        );
        add(
            "centre of gravity",
            values.center_of_gravity,
            &length,
            By::Length,
        );
        add(
            "centre of pressure",
            values.center_of_pressure,
            &length,
            By::Length,
        );
        add(
            "static margin",
            values.static_margin,
            &calibers,
            By::Calibers,
        );
        let degrees = |rad: f64| format!("{:.1}°", rad.to_degrees());
        add("path at burn-out", values.path_angle, &degrees, By::Degrees);
        add(
            "impulse",
            values.impulse,
            &|si| units.impulse().show(si),
            By::Share,
        );
        add(
            "mean wind",
            values.wind,
            &|si| units.wind().show(si),
            By::Share,
        );
        if let Some(gusts) = values.gusts {
            let gusts = units.wind().show(gusts);
            rows.push((
                "gusts".to_owned(),
                [gusts, "none".to_owned(), String::new()],
            ));
        }
        rows
    }

    /// The drag coefficients at each Mach number: all together, then by origin.
    pub(super) fn drag(&self) -> Vec<ValueRow> {
        let of = |drag: &ComparedDrag| {
            let power = if drag.power_on { ", burning" } else { "" };
            let row = |label: String, stored: Option<f64>, ours: Option<f64>| {
                let (stored, ours) = (stored?, ours?);
                let shown = |value: f64| format!("{value:.3}");
                let difference = format!("{:+.3}", ours - stored);
                Some((label, [shown(stored), shown(ours), difference]))
            };
            let (stored, ours) = (&drag.stored, &drag.ours);
            [
                row(
                    format!("at Mach {:.2}{power}", drag.mach),
                    Some(stored.total),
                    Some(ours.total),
                ),
                row("  friction".to_owned(), stored.friction, ours.friction),
                row("  pressure".to_owned(), stored.pressure, ours.pressure),
                row("  base".to_owned(), stored.base, ours.base),
            ]
        };
        let rows = self.comparison.drag.iter().flat_map(of);
        rows.flatten().collect()
    }

    /// What was exchanged, and last what stays.
    pub(super) fn causes(&self) -> Vec<CauseRow> {
        let Some(apogee) = self.comparison.apogee() else {
            return Vec::new();
        };
        let row = |label, effect: f64| CauseRow {
            label,
            is_share: false,
            is_whole: false,
            effect,
            share: effect / apogee.stored,
        };
        let causes = self.comparison.causes.iter();
        let causes = causes.map(|cause| CauseRow {
            is_share: cause.kind.is_share(),
            ..row(cause.kind.label(), cause.effect)
        });
        let rest = [
            ("all together", self.comparison.together),
            ("unexplained", self.comparison.unexplained()),
        ];
        let rest = rest.into_iter().filter_map(|(label, effect)| {
            Some(CauseRow {
                is_whole: true,
                ..row(label, effect?)
            })
        });
        let rows: Vec<CauseRow> = causes.chain(rest).collect();
        rows
    }
}

/// How a difference is told.
#[derive(Clone, Copy)]
enum By {
    Share,
    Length,
    Calibers,
    Degrees,
}

/// With its sign, also where it is above zero.
pub fn signed(si: f64, show: &dyn Fn(f64) -> String) -> String {
    let sign = if si < 0.0 { "-" } else { "+" };
    format!("{sign}{}", show(si.abs()))
}
