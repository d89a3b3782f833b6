//! Rule sheets: one TOML file each, those of known ranges and competitions within the library.

mod keys;
mod library;
mod read;

pub use library::{RULE_SHEETS, rule_sheet_text};
pub use read::{parse_rule_sheet, read_rule_sheet};
