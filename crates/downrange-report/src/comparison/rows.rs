//! Rows of the tables of a comparison, alike on a terminal and on a page.

use downrange::compare::{ComparedDrag, Pair};

use super::report::ComparisonReport;
use crate::units::{Units, degrees, signed_percent};

/// What is compared.
pub struct ValueRow {
    /// Its name.
    pub label: String,
    /// Whether it is a share of the row above.
    pub is_share: bool,
    /// The stored value, ours, and the difference.
    pub cells: [String; 3],
}

/// What a row of causes is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CauseRowKind {
    /// One thing that was exchanged.
    One,
    /// A share of the drag.
    ShareOfDrag,
    /// All that was exchanged.
    Together,
    /// What stays.
    Unexplained,
}

/// Something that was exchanged, and what it accounts for.
pub struct CauseRow {
    /// What it is of.
    pub kind: CauseRowKind,
    /// Its name.
    pub label: &'static str,
    /// By how much our apogee rises with it, SI.
    pub effect: f64,
    /// The same as a share of the stored apogee.
    pub share: f64,
}

impl CauseRow {
    /// Its name, with what it is a share of.
    pub fn name(&self) -> String {
        match self.kind {
            CauseRowKind::ShareOfDrag => format!("of it {}", self.label),
            _ => self.label.to_owned(),
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
                By::Share if pair.stored != 0.0 => signed_percent(pair.ours / pair.stored - 1.0),
                By::Share => String::new(),
                By::Length => units.length().show_signed(pair.ours - pair.stored),
                By::Degrees => format!("{:+.1}°", (pair.ours - pair.stored).to_degrees()),
                By::Calibers => format!("{:+.2} cal", pair.ours - pair.stored),
            };
            let cells = [show(pair.stored), show(pair.ours), difference];
            rows.push(ValueRow::new(label, cells));
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
            rows.push(ValueRow::new(
                "gusts",
                [gusts, "none".to_owned(), String::new()],
            ));
        }
        rows
    }

    /// The drag coefficients at each Mach number: all together, then by origin.
    pub(super) fn drag(&self) -> Vec<ValueRow> {
        let of = |drag: &ComparedDrag| {
            let power = if drag.power_on { ", burning" } else { "" };
            let row = |label: &str, stored: f64, ours: f64| {
                let shown = |value: f64| format!("{value:.3}");
                let difference = format!("{:+.3}", ours - stored);
                ValueRow::new(label, [shown(stored), shown(ours), difference])
            };
            let share = |label, stored: Option<f64>, ours: Option<f64>| {
                Some(ValueRow {
                    is_share: true,
                    ..row(label, stored?, ours?)
                })
            };
            let (stored, ours) = (&drag.stored, &drag.ours);
            let whole = format!("at Mach {:.2}{power}", drag.mach);
            [
                Some(row(&whole, stored.total, ours.total)),
                share("friction", stored.friction, ours.friction),
                share("pressure", stored.pressure, ours.pressure),
                share("base", stored.base, ours.base),
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
        let row = |kind, label, effect: f64| CauseRow {
            kind,
            label,
            effect,
            share: effect / apogee.stored,
        };
        let causes = self.comparison.causes.iter();
        let causes = causes.map(|cause| {
            let kind = match cause.kind.is_share() {
                true => CauseRowKind::ShareOfDrag,
                false => CauseRowKind::One,
            };
            row(kind, cause.kind.label(), cause.effect)
        });
        let rest = [
            (
                CauseRowKind::Together,
                "all together",
                self.comparison.together,
            ),
            (
                CauseRowKind::Unexplained,
                "unexplained",
                self.comparison.unexplained(),
            ),
        ];
        let rest = rest
            .into_iter()
            .filter_map(|(kind, label, effect)| Some(row(kind, label, effect?)));
        causes.chain(rest).collect()
    }
}

impl ValueRow {
    fn new(label: &str, cells: [String; 3]) -> Self {
        Self {
            label: label.to_owned(),
            is_share: false,
            cells,
        }
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
