//! Motors of a folder, found by their designation.
//!
//! RASAero writes `J570W  (AT)`: the designation, and the maker as it stands in the header of the `.eng` file. Makers are
//! the same if their words are, or if [`MAKERS`] has them as one.

use std::path::{Path, PathBuf};

use super::{Listed, read_motors};

/// Spellings of one maker: RASAero's first (RASAero II's engine file), then those of other motor files.
const MAKERS: &[&[&str]] = &[
    &["AT", "AEROTECH", "ISP", "AT-RMS", "RCS"],
    &[
        "CTI",
        "CESARONI",
        "CESARONI TECHNOLOGY",
        "CESARONI TECHNOLOGY INC",
        "PRO38",
        "CES",
    ],
    &["AMW", "ANIMAL MOTOR WORKS", "AMW/PROX"],
    &["ES", "ESTES", "ESTES INDUSTRIES", "E"],
    &["AP", "APOGEE", "APOGEE COMPONENTS"],
    &["QU", "QUEST", "QUEST AEROSPACE", "Q"],
    &["EM", "ELLIS", "ELLIS MOUNTAIN"],
    &["CONTRAIL", "CONTRAIL ROCKETS", "CR"],
    &["LR", "LOKI", "LOKI RESEARCH"],
    &["KBA", "KOSDON BY AEROTECH", "KOSDON"],
    &["GM", "GORILLA", "GORILLA ROCKET MOTORS"],
    &["RTW", "RATT", "RATT WORKS"],
    &["HT", "HYPERTEK"],
    &["SRS", "SKYR", "SKY RIPPER", "SKY RIPPER SYSTEMS"],
    &["RV", "ROCKETVISION"],
    &["RR", "ROADRUNNER", "ROADRUNNER ROCKETRY"],
    &["PML", "PUBLIC MISSILES", "PUBLIC MISSILES LTD"],
    &["HIST", "HISTORICAL"],
];

/// Folders within folders are searched so deep.
const DEEPEST: usize = 4;

/// Near matches that an error lists at most.
const LISTED: usize = 6;

/// A motor and its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// The motor.
    pub listed: Listed,
    /// The file it stands in.
    pub file: PathBuf,
    /// What names it in that file, where it is not the only one: its designation, with its maker if that takes both.
    pub designation: Option<String>,
}

/// The motors of some folders.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    motors: Vec<Shelved>,
    folders: Vec<PathBuf>,
    unreadable: Vec<PathBuf>,
}

impl Shelf {
    /// Reads the `.eng` and `.rse` files of the folders and of the folders in them.
    ///
    /// # Errors
    /// When a folder cannot be listed. A file that cannot be read is only named where a motor is not found.
    pub fn open(folders: &[PathBuf]) -> std::io::Result<Self> {
        let mut files = Vec::new();
        for folder in folders {
            motor_files(folder, DEEPEST, &mut files)?;
        }
        Ok(Self::of(files, folders.to_vec()))
    }

    fn of(mut files: Vec<PathBuf>, folders: Vec<PathBuf>) -> Self {
        files.sort();
        files.dedup();
        let mut shelf = Self {
            folders,
            ..Self::default()
        };
        for file in files {
            let name = file.display().to_string();
            let read = std::fs::read(&file).ok();
            match read.map(|bytes| read_motors(&name, &bytes)) {
                Some(Ok(motors)) => {
                    let names: Vec<Option<String>> = (0..motors.len())
                        .map(|index| named(&motors, index))
                        .collect();
                    shelf.motors.extend(motors.into_iter().zip(names).map(
                        |(listed, designation)| Shelved {
                            listed,
                            file: file.clone(),
                            designation,
                        },
                    ));
                }
                _ => shelf.unreadable.push(file),
            }
        }
        shelf
    }

    /// Reads the motor files that lie in a folder, and those under its `motors`.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn beside(folder: &Path) -> std::io::Result<Self> {
        let mut files = Vec::new();
        motor_files(folder, 0, &mut files)?;
        let motors = folder.join("motors");
        let mut folders = vec![folder.to_path_buf()];
        if motors.is_dir() {
            motor_files(&motors, DEEPEST, &mut files)?;
            folders.push(motors);
        }
        Ok(Self::of(files, folders))
    }

    /// The motor of this designation, with its maker in brackets or without one.
    ///
    /// # Errors
    /// A message and a hint: when there is no such motor, with those that are nearly it, or when there are several that
    /// differ.
    pub fn find(&self, wanted: &str) -> Result<&Shelved, (String, String)> {
        let (name, maker) = split(wanted);
        let mut found: Vec<&Shelved> = self
            .motors
            .iter()
            .filter(|each| same_name(&each.listed.motor.name, name))
            .filter(|each| maker.is_none_or(|maker| same_maker(&each.listed.manufacturer, maker)))
            .collect();
        // Twice the same motor is one.
        let all = found.clone();
        let mut index = 0;
        found.retain(|each| {
            index += 1;
            let before = &all[..index - 1];
            before
                .iter()
                .all(|other| other.listed.motor != each.listed.motor)
        });
        match found.as_slice() {
            [only] => Ok(only),
            [] => Err(self.missing(wanted, name)),
            several => Err((
                format!("`{wanted}` may be any of {} motors", several.len()),
                format!("{}; leave one of them in the folder", list(several)),
            )),
        }
    }

    fn missing(&self, wanted: &str, name: &str) -> (String, String) {
        let folders: Vec<String> = self
            .folders
            .iter()
            .map(|f| f.display().to_string())
            .collect();
        let title = format!("no motor `{wanted}` in {}", folders.join(" or "));
        let mut near: Vec<(usize, &Shelved)> = self
            .motors
            .iter()
            .filter_map(|each| Some((distance(&each.listed.motor.name, name)?, each)))
            .collect();
        near.sort_by_key(|(distance, each)| (*distance, each.listed.motor.name.clone()));
        let near: Vec<&Shelved> = near.into_iter().map(|(_, each)| each).collect();
        let mut hint = match (near.as_slice(), self.motors.len()) {
            ([], 0) => "there is no motor file: name their folder with --motors DIR".to_owned(),
            ([], count) => format!("none of the {count} motors there is nearly that"),
            (near, _) => format!("near: {}", list(near)),
        };
        if let [first, rest @ ..] = self.unreadable.as_slice() {
            let more = match rest.len() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            hint.push_str(&format!("; {}{more} cannot be read", first.display()));
        }
        (title, hint)
    }
}

/// What names a motor among those of its file.
fn named(motors: &[Listed], index: usize) -> Option<String> {
    let own = motors.get(index)?;
    let name = &own.motor.name;
    let alike = motors
        .iter()
        .filter(|each| each.motor.name.eq_ignore_ascii_case(name));
    match (motors.len(), alike.count()) {
        (1, _) => None,
        (_, 1) => Some(name.clone()),
        _ => Some(format!("{name} ({})", own.manufacturer)),
    }
}

fn motor_files(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if ending == "eng" || ending == "rse" {
            files.push(path);
        } else if depth > 0 && path.is_dir() && !path.is_symlink() {
            // What may not be listed holds nothing for us.
            let _ = motor_files(&path, depth - 1, files);
        }
    }
    Ok(())
}

/// `J570W  (AT)` into designation and maker.
pub(super) fn split(wanted: &str) -> (&str, Option<&str>) {
    let wanted = wanted.trim();
    let inner = wanted
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((name, maker)) => (
            name.trim(),
            Some(maker.trim()).filter(|maker| !maker.is_empty()),
        ),
        None => (wanted, None),
    }
}

/// A designation without the delay that some files append to it.
fn bare(name: &str) -> String {
    let name = name.trim().to_uppercase();
    match name.rsplit_once('-') {
        Some((motor, delay))
            if !motor.is_empty()
                && (delay == "P" || delay.chars().all(|c| c.is_ascii_digit()))
                && !delay.is_empty() =>
        {
            motor.to_owned()
        }
        _ => name,
    }
}

fn same_name(listed: &str, wanted: &str) -> bool {
    bare(listed) == bare(wanted)
}

pub(super) fn same_maker(listed: &str, wanted: &str) -> bool {
    let plain = |maker: &str| {
        let words: Vec<String> = maker
            .split(|c: char| c.is_whitespace() || c == '.' || c == ',')
            .filter(|word| !word.is_empty())
            .map(str::to_uppercase)
            .collect();
        words.join(" ")
    };
    let (listed, wanted) = (plain(listed), plain(wanted));
    listed == wanted
        || MAKERS
            .iter()
            .any(|maker| maker.contains(&&*listed) && maker.contains(&&*wanted))
}

/// How far a designation is from another, if that is little.
fn distance(listed: &str, wanted: &str) -> Option<usize> {
    let (listed, wanted) = (bare(listed), bare(wanted));
    let distance = strsim::damerau_levenshtein(&listed, &wanted);
    let inside = listed.len() > 2 && (listed.contains(&wanted) || wanted.contains(&listed));
    (inside || distance <= 1 + wanted.chars().count() / 3).then_some(distance)
}

fn list(motors: &[&Shelved]) -> String {
    let names: Vec<String> = motors
        .iter()
        .take(LISTED)
        .map(|each| {
            let file = each.file.file_name().unwrap_or_default().to_string_lossy();
            format!(
                "{} ({}) in {file}",
                each.listed.motor.name, each.listed.manufacturer
            )
        })
        .collect();
    let more = motors.len().saturating_sub(LISTED);
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations_come_apart() {
        assert_eq!(split("J570W  (AT)"), ("J570W", Some("AT")));
        assert_eq!(split(" 1/4A2 (AP) "), ("1/4A2", Some("AP")));
        assert_eq!(split("K550W"), ("K550W", None));
        assert_eq!(split("K550W ()"), ("K550W", None));
        assert_eq!(
            (bare("I205-16"), bare("L265-MY"), bare("h-p")),
            ("I205".into(), "L265-MY".into(), "H".into())
        );
    }

    #[test]
    fn makers_go_by_many_names() {
        assert!(
            same_maker("AeroTech", "AT")
                && same_maker("AT", "at")
                && same_maker("Cesaroni Technology, Inc.", "CTI")
        );
        assert!(!same_maker("AMW", "AT") && same_maker("DEAP-EX", "DEAP-EX"));
    }
}
