//! Which kind of weather file some bytes are, by what stands in them.

use super::{igra, open_meteo, wyoming_csv, wyoming_list};

/// A kind of weather file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeatherKind {
    WyomingList,
    WyomingCsv,
    Igra,
    IowaState,
    OpenMeteo,
    /// The book's own: numbers in columns.
    Columns,
}

/// The kind of a text.
pub fn of_text(text: &str) -> WeatherKind {
    let start = text.trim_start();
    if start.starts_with('{') && text.contains("\"profiles\"") && text.contains("\"pres\"") {
        WeatherKind::IowaState
    } else if open_meteo::is_open_meteo(text) {
        WeatherKind::OpenMeteo
    } else if igra::is_igra(text) {
        WeatherKind::Igra
    } else if wyoming_list::is_wyoming_list(text) {
        WeatherKind::WyomingList
    } else if wyoming_csv::is_wyoming_csv(text) {
        WeatherKind::WyomingCsv
    } else {
        WeatherKind::Columns
    }
}
