//! Reads `[design]` of a file that is to be laid over its design.

use toml::de::DeValue;

use super::keys::DESIGN;
use crate::error::Error;
use crate::toml_file::check::check_table;
use crate::toml_file::entry::TableReader;
use crate::toml_file::open::table;
use crate::toml_file::source::TomlSource;

/// What a file says of its design.
#[derive(Debug, Clone, PartialEq)]
pub struct DesignKeys {
    /// The file of the design.
    pub file: String,
    /// Which of its simulations.
    pub simulation: Option<String>,
    /// Which of its flight configurations.
    pub configuration: Option<String>,
    /// The folder of the motors.
    pub motors: Option<String>,
    /// The motors of a design that names none, from the sustainer down.
    pub motor: Vec<String>,
}

/// The `[design]` of a launch file; `None` without one.
///
/// # Errors
/// When the file is no TOML, or the table says what it cannot.
pub fn read(source: &TomlSource<'_>) -> Result<Option<DesignKeys>, Error> {
    let root = table(source.file, source.text)?;
    let Some((key, value)) = root.iter().find(|(key, _)| key.get_ref() == "design") else {
        return Ok(None);
    };
    let DeValue::Table(design) = value.get_ref() else {
        let error = source.error(key.span(), "`design` is no table");
        return Err(error.label("expected [design] with file = \"team.ork\""));
    };
    check_table(source, &DESIGN, key.get_ref(), design, value.span())?;
    let reader = TableReader::root(source, &DESIGN, design);
    let text = |name| Ok(reader.text(name)?.map(str::to_owned));
    Ok(Some(DesignKeys {
        file: reader.need_text("file")?.to_owned(),
        simulation: text("simulation")?,
        configuration: text("configuration")?,
        motors: text("motors")?,
        motor: reader
            .texts("motor")?
            .into_iter()
            .map(|(name, _)| name.to_owned())
            .collect(),
    }))
}
