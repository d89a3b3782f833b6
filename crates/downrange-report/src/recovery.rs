//! A parachute in words.

use downrange::rocket::{Parachute, Trigger};

use crate::text::printable;
use crate::units::Units;

/// Its name, drag area, trigger and lag.
pub fn recovery(parachute: &Parachute, units: Units) -> String {
    let trigger = match parachute.trigger {
        Trigger::Apogee => "at apogee".to_owned(),
        Trigger::Altitude(altitude) => {
            format!("at {} above the site", units.height().show(altitude))
        }
        Trigger::Time(time) => format!("{time} s after launch"),
        Trigger::Burnout(time) => format!("{time} s after burnout"),
    };
    format!(
        "{} · drag area {} · {trigger}, {} s lag",
        printable(&parachute.name),
        units.area().show(parachute.drag_area),
        parachute.lag
    )
}
