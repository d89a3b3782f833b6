//! What a launch file leaves open that the drag of its drawing depends on.

use downrange::compare::{AssumedFigure, RougherLaunch};
use toml::{Table, Value};

use super::file::LaunchFile;
use super::materials::{DEFAULT_FINISH, ROUGHER_FINISH};
use super::parts::keys::{BLUNTER_SECTION, DEFAULT_SECTION};
use crate::error::Error;

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
        let Ok(root) = self.to_toml().parse::<Table>() else {
            return Ok(None);
        };
        let open = Open::of(&root);
        let (mut rougher, mut taken, mut instead) = (self.clone(), Vec::new(), Vec::new());
        for (paths, figure, own, other) in [
            (
                &open.finishes,
                AssumedFigure::Finish,
                DEFAULT_FINISH,
                ROUGHER_FINISH,
            ),
            (
                &open.sections,
                AssumedFigure::FinEdges,
                DEFAULT_SECTION,
                BLUNTER_SECTION,
            ),
        ] {
            for path in paths {
                rougher = rougher.with(path, other)?;
            }
            if !paths.is_empty() {
                taken.push((figure, own));
                instead.push(other);
            }
        }
        if taken.is_empty() {
            return Ok(None);
        }
        let launch = rougher.launch()?.launch;
        Ok(Some(RougherLaunch {
            taken,
            instead,
            launch,
        }))
    }
}

impl Open {
    /// Of the rocket of a file and its stages.
    fn of(root: &Table) -> Self {
        let mut open = Self::default();
        let rocket = root.get("rocket").and_then(Value::as_table);
        let stages = root.get("stages").and_then(Value::as_array);
        let stages = stages.into_iter().flatten().filter_map(Value::as_table);
        let stages = stages
            .enumerate()
            .map(|(index, stage)| (format!("stages[{index}]"), stage));
        let rocket = rocket.map(|rocket| ("rocket".to_owned(), rocket));
        for (path, vehicle) in rocket.into_iter().chain(stages) {
            open.add(&path, vehicle);
        }
        open
    }

    fn add(&mut self, path: &str, vehicle: &Table) {
        let says_finish =
            |table: &Table| table.contains_key("finish") || table.contains_key("roughness");
        let text =
            |table: &Table, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let parts = vehicle.get("parts").and_then(Value::as_array);
        let parts: Vec<&Table> = parts
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .collect();
        let has_skin = |part: &&Table| {
            let kind = text(part, "type");
            matches!(
                kind.as_deref(),
                Some("nose" | "tube" | "transition" | "fins")
            )
        };
        let bare = parts.iter().filter(|part| has_skin(part));
        if !says_finish(vehicle) && bare.into_iter().any(|part| !says_finish(part)) {
            self.finishes.push(format!("{path}.finish"));
        }
        for (index, part) in parts.iter().enumerate() {
            if text(part, "type").as_deref() == Some("fins") && !part.contains_key("section") {
                self.sections.push(format!("{path}.parts[{index}].section"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends what counts as left open: a finish where a part has none of its own, the section of fins, in stages as well.
    #[test]
    fn what_is_left_open_is_found() {
        let open = |text: &str| Open::of(&text.parse().unwrap_or_default());
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
