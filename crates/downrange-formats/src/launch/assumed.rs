//! What a launch file leaves open that the drag of its drawing depends on.

use downrange::compare::{AssumedFigure, AssumedValue, RougherLaunch};
use toml::de::DeTable;

use super::file::LaunchFile;
use super::materials::{DEFAULT_FINISH, ROUGHER_FINISH};
use super::parts::keys::{BLUNTER_SECTION, DEFAULT_SECTION};
use crate::error::Error;
use crate::toml_file::open::table;

/// Figures that may be left open, by their paths.
#[derive(Debug, Default, PartialEq)]
struct Open {
    finishes: Vec<String>,
    sections: Vec<String>,
}

impl LaunchFile {
    /// The launch with a rougher finish and with square edges of fins, where it says neither; `None` where it says both.
    ///
    /// # Errors
    /// As [`LaunchFile::launch`].
    pub fn rougher(&self) -> Result<Option<RougherLaunch>, Error> {
        let open = Open::of(&table(self.file(), self.to_toml())?);
        let finish = AssumedValue {
            figure: AssumedFigure::Finish,
            taken: DEFAULT_FINISH,
            instead: ROUGHER_FINISH,
        };
        let section = AssumedValue {
            figure: AssumedFigure::FinEdges,
            taken: DEFAULT_SECTION,
            instead: BLUNTER_SECTION,
        };
        let (mut rougher, mut values) = (self.clone(), Vec::new());
        for (paths, value) in [(&open.finishes, finish), (&open.sections, section)] {
            for path in paths {
                rougher = rougher.with(path, value.instead)?;
            }
            values.extend((!paths.is_empty()).then_some(value));
        }
        if values.is_empty() {
            return Ok(None);
        }
        let launch = rougher.launch()?.launch;
        Ok(Some(RougherLaunch { values, launch }))
    }
}

impl Open {
    /// Of the rocket of a file and its stages.
    fn of(root: &DeTable<'_>) -> Self {
        let mut open = Self::default();
        let rocket = root.get("rocket");
        let rocket = rocket.and_then(|value| value.get_ref().as_table());
        if let Some(rocket) = rocket {
            open.add("rocket", rocket);
        }
        for (index, stage) in tables(root, "stages").enumerate() {
            open.add(&format!("stages[{index}]"), stage);
        }
        open
    }

    fn add(&mut self, path: &str, vehicle: &DeTable<'_>) {
        let says_finish =
            |table: &DeTable<'_>| table.contains_key("finish") || table.contains_key("roughness");
        let kind = |part: &DeTable<'_>| part.get("type")?.get_ref().as_str().map(str::to_owned);
        let is_bare = |part: &DeTable<'_>| {
            let skins = ["nose", "tube", "transition", "fins"];
            !says_finish(part) && kind(part).is_some_and(|kind| skins.contains(&&*kind))
        };
        if !says_finish(vehicle) && tables(vehicle, "parts").any(is_bare) {
            self.finishes.push(format!("{path}.finish"));
        }
        for (index, part) in tables(vehicle, "parts").enumerate() {
            if kind(part).as_deref() == Some("fins") && !part.contains_key("section") {
                self.sections.push(format!("{path}.parts[{index}].section"));
            }
        }
    }
}

/// The tables of a list.
fn tables<'t>(table: &'t DeTable<'_>, key: &str) -> impl Iterator<Item = &'t DeTable<'t>> {
    let list = table.get(key).and_then(|value| value.get_ref().as_array());
    let list = list.into_iter().flat_map(|list| list.iter());
    list.filter_map(|value| value.get_ref().as_table())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends what counts as left open: a finish where a part has none of its own, the section of fins, in stages as well.
    #[test]
    fn what_is_left_open_is_found() {
        let open = |text: &str| Open::of(&table("a.toml", text).unwrap());
        let fins = "[[rocket.parts]]\ntype = \"nose\"\n[[rocket.parts]]\ntype = \"fins\"\n";
        let found = open(fins);
        assert_eq!(found.finishes, ["rocket.finish"]);
        assert_eq!(found.sections, ["rocket.parts[1].section"]);
        let said = format!("[rocket]\nroughness = 1e-6\n{fins}section = \"airfoil\"\n");
        assert_eq!(open(&said), Open::default());
        let own =
            "[[stages]]\n[[stages]]\n[[stages.parts]]\ntype = \"fins\"\nfinish = \"polished\"\n";
        assert_eq!(open(own).finishes, Vec::<String>::new());
        assert_eq!(open(own).sections, ["stages[1].parts[0].section"]);
    }
}
