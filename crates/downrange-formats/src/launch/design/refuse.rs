//! A launch file that is read without its design.

use toml::de::DeTable;

use crate::error::Error;
use crate::toml_file::source::TomlSource;

/// Refuses a file with a `[design]`: it is laid over the design before it is read.
///
/// # Errors
/// When there is one.
pub fn refuse(source: &TomlSource<'_>, root: &DeTable<'_>) -> Result<(), Error> {
    let Some((key, _)) = root.iter().find(|(key, _)| key.get_ref() == "design") else {
        return Ok(());
    };
    let error = source.error(key.span(), "the file is not laid over its design");
    Err(error.hint("open it with `designs::Opened::open`"))
}
