//! Writes `[settings]`.

use downrange::flight::Settings;

use crate::toml_file::page::{TomlWriter, number};

/// How a flight is computed, where that is not as usual.
pub fn write(page: &mut TomlWriter<'_>, settings: &Settings) {
    let default = Settings::default();
    if *settings == default {
        return;
    }
    page.table("settings", false);
    for (key, value, default) in [
        (
            "relative_tolerance",
            settings.relative_tolerance,
            default.relative_tolerance,
        ),
        (
            "absolute_tolerance",
            settings.absolute_tolerance,
            default.absolute_tolerance,
        ),
        ("max_time", settings.max_time, default.max_time),
        (
            "max_evaluations",
            settings.max_evaluations as f64,
            default.max_evaluations as f64,
        ),
    ] {
        if value != default {
            page.raw(key, &number(value));
        }
    }
}
