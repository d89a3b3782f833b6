//! The difference of the apogees in sentences.

use super::causes::{Cause, CauseKind};
use super::comparison::Comparison;
use super::figures::StoredFigure;
use super::liftoff::Pair;
use super::stored::StoredFlight;

/// Effects of less than so much of the apogee are not named in sentences.
const NAMED: f64 = 0.002;

/// What stays unexplained and is more than so much of the apogee is looked into.
const MUCH: f64 = 0.02;

/// Speeds at the end of the rod that differ by less than this share are of the same thrust and mass: steps of the other
/// program are some hundredths of a second.
const SAME_START: f64 = 0.03;

impl Comparison {
    /// The cause that brings our apogee most of the way to the stored one; `None` where none does, or more stays unexplained.
    pub fn main_cause(&self) -> Option<Cause> {
        let apogee = self.apogee()?;
        let needed = apogee.stored - apogee.ours;
        let causes = self.causes.iter().filter(|cause| !cause.kind.is_share());
        let toward = causes.filter(|cause| cause.effect * needed > 0.0);
        let most = toward.max_by(|a, b| a.effect.abs().total_cmp(&b.effect.abs()))?;
        let rest = self.unexplained().unwrap_or(0.0);
        (rest.abs() <= most.effect.abs()).then_some(*most)
    }

    /// Why the apogees differ, in sentences; all shares are of the stored apogee.
    pub fn explanation(&self, stored: &StoredFlight) -> Vec<String> {
        if let Some(why) = stored.why_no_apogee() {
            return vec![why];
        }
        let Some(apogee) = self.apogee() else {
            return Vec::new();
        };
        let share = |metres: f64| metres / apogee.stored;
        let mut sentences = vec![format!(
            "Our apogee is {} than the stored one.",
            compared(share(apogee.ours - apogee.stored), "higher", "lower")
        )];
        if self.causes.is_empty() {
            sentences.push(
                "No series is stored with the figures: nothing can be exchanged against our flight."
                    .to_owned(),
            );
            sentences.extend(self.by_elimination());
            return sentences;
        }
        let main = self.main_cause();
        sentences.push(match &main {
            Some(cause) => self.main(cause, share),
            None => "The main cause is none of what can be exchanged.".to_owned(),
        });
        sentences.extend(self.others(share, main.map(|cause| cause.kind)));
        let Some(rest) = self.unexplained() else {
            return sentences;
        };
        sentences.push(format!(
            "With all of these together our apogee is {} than the stored one: that is what remains unexplained.",
            compared(-share(rest), "higher", "lower")
        ));
        if share(rest).abs() > MUCH {
            sentences.extend(self.turned(share));
        }
        sentences
    }

    fn main(&self, cause: &Cause, share: impl Fn(f64) -> f64) -> String {
        let values = &self.values;
        let shares = self.causes.iter().filter(|each| each.kind.is_share());
        let detail = match cause.kind {
            CauseKind::Drag => {
                let shares: Vec<String> = shares
                    .map(|each| format!("{} {}", each.kind.label(), points(share(each.effect))))
                    .collect();
                match shares.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", shares.join(", ")),
                }
            }
            CauseKind::Thrust => beside(values.impulse, "impulse"),
            CauseKind::Mass => beside(values.mass, "mass at lift-off"),
            CauseKind::CenterOfGravity | CauseKind::CenterOfPressure => values
                .static_margin
                .map(|margin| {
                    format!(
                        " (static margin: ours {:.2} cal, stored {:.2} cal)",
                        margin.ours, margin.stored
                    )
                })
                .unwrap_or_default(),
            _ => String::new(),
        };
        format!(
            "The main cause is the {}: with the stored one our apogee changes by {}{detail}.",
            cause.kind.label(),
            points(share(cause.effect)),
        )
    }

    /// How both turn off the rod, which cannot be exchanged: the path, and what the wind does to it.
    fn turned(&self, share: impl Fn(f64) -> f64) -> Option<String> {
        let angle = self.values.path_angle?;
        let wind = self.without_wind.map_or_else(String::new, |change| {
            format!(
                " Without wind our apogee changes by {}.",
                points(share(change))
            )
        });
        Some(format!(
            "At burn-out our path stands {:.1}° above the horizon, the stored one {:.1}°: how a flight turns off its rod, into the wind \
             and under gravity, cannot be exchanged.{wind}",
            angle.ours.to_degrees(),
            angle.stored.to_degrees()
        ))
    }

    fn others(&self, share: impl Fn(f64) -> f64, main: Option<CauseKind>) -> Option<String> {
        let mut others: Vec<&Cause> = self
            .causes
            .iter()
            .filter(|cause| !cause.kind.is_share() && Some(cause.kind) != main)
            .filter(|cause| share(cause.effect).abs() >= NAMED)
            .collect();
        others.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()));
        let named: Vec<String> = others
            .iter()
            .map(|cause| format!("{} {}", cause.kind.label(), points(share(cause.effect))))
            .collect();
        (!named.is_empty()).then(|| format!("Besides: {}.", named.join(", ")))
    }

    /// What figures alone say: the speed off the rod is of thrust and mass, and hardly of drag.
    fn by_elimination(&self) -> Option<String> {
        let figures = self.figures.iter();
        let difference = |wanted: StoredFigure| {
            let mut figures = figures.clone();
            figures.find(|each| each.figure == wanted)?.difference()
        };
        let exit = difference(StoredFigure::RailExitSpeed)?;
        let speed = difference(StoredFigure::MaxSpeed)?;
        Some(match exit.abs() < SAME_START {
            true => format!(
                "It leaves the rod as fast as the stored one ({:+.1} %), so thrust and mass are alike at the start; its greatest speed is {:+.1} %: \
                 what is left is the drag, or the thrust later in the burn.",
                100.0 * exit,
                100.0 * speed
            ),
            false => format!(
                "It leaves the rod {}: thrust, mass or the length of the rod differ.",
                compared(exit, "faster", "slower")
            ),
        })
    }
}

/// `3.2 % higher`.
fn compared(share: f64, more: &str, less: &str) -> String {
    let word = if share < 0.0 { less } else { more };
    format!("{:.1} % {word}", 100.0 * share.abs())
}

/// `+3.2 %`.
fn points(share: f64) -> String {
    format!("{:+.1} %", 100.0 * share)
}

fn beside(pair: Option<Pair>, what: &str) -> String {
    pair.filter(|pair| pair.stored != 0.0)
        .map(|pair| {
            let share = pair.ours / pair.stored - 1.0;
            format!(
                " (our {what} is {} than the stored one)",
                compared(share, "higher", "lower")
            )
        })
        .unwrap_or_default()
}
