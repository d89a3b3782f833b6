//! The sheets that come with the library.

/// Name and text of each sheet.
pub const RULE_SHEETS: [(&str, &str); 9] = [
    ("irec", include_str!("sheets/irec.toml")),
    ("euroc", include_str!("sheets/euroc.toml")),
    ("launch-canada", include_str!("sheets/launch-canada.toml")),
    ("faa-101", include_str!("sheets/faa-101.toml")),
    ("faa-417", include_str!("sheets/faa-417.toml")),
    ("faa-450", include_str!("sheets/faa-450.toml")),
    ("nar", include_str!("sheets/nar.toml")),
    ("tripoli", include_str!("sheets/tripoli.toml")),
    ("nfpa-1122", include_str!("sheets/nfpa-1122.toml")),
];

/// The text of a sheet that comes with the library, by its name.
pub fn rule_sheet_text(name: &str) -> Option<&'static str> {
    let sheet = RULE_SHEETS.iter().find(|(known, _)| *known == name);
    sheet.map(|(_, text)| *text)
}
