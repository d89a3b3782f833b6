//! Writes `[[parachutes]]`.

use downrange::quantity::Dimension::{Area, Length, Time};
use downrange::rocket::{Parachute, Releases, Trigger};

use crate::toml_file::page::{HEIGHT, TomlWriter, quantity, quoted};

/// Parachutes as the list at a path.
pub fn write(page: &mut TomlWriter<'_>, list: &str, parachutes: &[Parachute]) {
    for (index, each) in parachutes.iter().enumerate() {
        page.table(list, true);
        parachute(page, each, index);
    }
}

fn parachute(page: &mut TomlWriter<'_>, parachute: &Parachute, index: usize) {
    if parachute.name != format!("parachute {}", index + 1) {
        page.word("name", &parachute.name);
    }
    page.quantity("drag_area", parachute.drag_area, Area);
    let table = |key: &str, value: String| format!("{{ {key} = {value} }}");
    let seconds = |value| quantity(value, Time, &["s"]);
    let trigger = match parachute.trigger {
        Trigger::Apogee => quoted("apogee"),
        Trigger::Burnout(0.0) => quoted("burnout"),
        Trigger::Burnout(delay) => table("burnout", seconds(delay)),
        Trigger::Time(time) => table("time", seconds(time)),
        Trigger::Altitude(height) => table("altitude", quantity(height, Length, HEIGHT)),
    };
    page.raw("trigger", &trigger);
    page.quantity_but("lag", parachute.lag, 0.0, Time);
    page.quantity_but("filling_time", parachute.filling_time, 0.0, Time);
    match &parachute.releases {
        Releases::Drogue => {}
        Releases::Named(names) if names.is_empty() => page.raw("adds", "true"),
        Releases::Named(names) => {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            page.raw("releases", &format!("[{}]", names.join(", ")));
        }
    }
}
