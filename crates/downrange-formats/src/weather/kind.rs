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
    NetCdf,
    Grib,
    /// The book's own: numbers in columns.
    Columns,
}

/// Bytes in which the first message of GRIB begins: bulletins have a line before it.
const HEAD: usize = 200;

/// The kind of bytes that are no text.
pub fn of_bytes(bytes: &[u8]) -> Option<WeatherKind> {
    let net_cdf: [&[u8]; 4] = [b"CDF\x01", b"CDF\x02", b"CDF\x05", b"\x89HDF\r\n\x1a\n"];
    if net_cdf.iter().any(|start| bytes.starts_with(start)) {
        return Some(WeatherKind::NetCdf);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // A message has bytes that no text has: of its length.
    let grib = head.windows(4).any(|window| window == b"GRIB") && head.contains(&0);
    grib.then_some(WeatherKind::Grib)
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
