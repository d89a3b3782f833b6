//! The keys of the whole launch file; each subject has its own beside its reader.

use super::air::keys::AIR;
use super::design::keys::DESIGN;
use super::dispersion::keys::DISPERSION;
use super::failures::keys::FAILURES;
use super::limits::{MOST_PARACHUTES, MOST_STAGES};
use super::motor::keys::MOTOR;
use super::object::keys::OBJECT;
use super::parachutes::keys::PARACHUTES;
use super::rocket::keys::ROCKET_TABLE;
use super::settings::keys::SETTINGS;
use super::site::keys::SITE;
use super::stages::keys::STAGES;
use super::start::keys::{EARTH, RAIL, START};
use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{List, Table, Text};
use crate::toml_file::keys::{Either, Section, key};

/// The whole file.
pub static LAUNCH: Section = Section {
    path: "",
    keys: &[
        key(
            "name",
            Text,
            Means("the name of the file"),
            "What the launch is called.",
        ),
        key(
            "design",
            Table(&DESIGN),
            Means("all stands in this file"),
            "The design of another program over which this file is laid.",
        ),
        key("site", Table(&SITE), Refused, "Where it stands."),
        key(
            "earth",
            Table(&EARTH),
            Means("WGS-84, turning"),
            "The planet.",
        ),
        key(
            "rail",
            Table(&RAIL),
            Means("`start` is given"),
            "What guides it at first.",
        ),
        key(
            "start",
            Table(&START),
            Means("`rail` is given"),
            "The state in which it starts away from a rail.",
        ),
        key(
            "air",
            Table(&AIR),
            Means("the standard atmosphere without wind"),
            "What it flies through.",
        ),
        key(
            "rocket",
            Table(&ROCKET_TABLE),
            Means("`object` or `stages` are given"),
            "What flies.",
        ),
        key(
            "motor",
            Table(&MOTOR),
            Means(
                "nothing pushes: `aero` and `draw` do without, and so does a flight that begins in the air; or `object` or `stages` are given",
            ),
            "What pushes the rocket.",
        ),
        key(
            "object",
            Table(&OBJECT),
            Means("`rocket` and `motor`, or `stages` are given"),
            "What flies, if it is no rocket.",
        ),
        key(
            "stages",
            List(&STAGES, MOST_STAGES),
            Means("`rocket` and `motor`, or `object` are given"),
            "What flies, if it comes apart: in the order in which the stages leave.",
        ),
        key(
            "failures",
            List(&FAILURES, 200),
            Means("nothing is said to fail"),
            "What may go wrong: `fly --failure NAME` picks one.",
        ),
        key(
            "parachutes",
            List(&PARACHUTES, MOST_PARACHUTES),
            Means("it comes down without one"),
            "What brings it down softly; of stages, see [[stages]].",
        ),
        key(
            "dispersion",
            Table(&DISPERSION),
            Means("only the numbers with a distribution are uncertain"),
            "What else is uncertain.",
        ),
        key(
            "settings",
            Table(&SETTINGS),
            Means("the defaults"),
            "How the flight is computed.",
        ),
    ],
    variants: &[],
    either: &[
        Either(&[&["rail"], &["start"]]),
        Either(&[&["rocket", "motor"], &["object"], &["stages"]]),
    ],
    doc: "A launch file is TOML. Paths in it start from its own folder. A quantity is text with a unit (`\"3.1 in\"`, \
     `\"12.4 lb\"`, `\"84 deg\"`) or a number in SI: metres, kilograms, seconds, radians, kelvin, pascals; in its place \
     may stand a distribution, see [uncertain numbers](#uncertain-numbers). \
     Positions are distances from the nose tip, positive aft.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::parts::keys::{PART_TYPES, PARTS};

    /// The reader's words and the table's words are one list.
    #[test]
    fn every_part_type_has_its_keys() {
        let variants: Vec<&str> = PARTS.variants.iter().map(|each| each.name).collect();
        assert_eq!(variants, PART_TYPES);
    }

    #[test]
    fn no_key_stands_twice() {
        for section in LAUNCH.all() {
            let types: Vec<Option<&str>> = match section.variants {
                [] => vec![None],
                variants => variants.iter().map(|each| Some(each.name)).collect(),
            };
            for each in types {
                let mut names: Vec<&str> = section.keys_of(each).map(|key| key.name).collect();
                let count = names.len();
                names.sort_unstable();
                names.dedup();
                assert_eq!(names.len(), count, "{} {each:?}", section.path);
            }
        }
    }

    /// The launch files of the tests, between them, say everything that can be said: what they read is asserted
    /// in `tests/launch.rs`.
    #[test]
    fn every_key_stands_in_a_test() {
        let files = concat!(
            include_str!("../../tests/files/everything.toml"),
            include_str!("../../tests/files/otherwise.toml"),
            include_str!("../../tests/files/inline_motor.toml"),
            include_str!("../../tests/files/dropped.toml"),
            include_str!("../../tests/files/thrown.toml"),
            include_str!("../../tests/files/staged.toml"),
            include_str!("../../tests/files/fairing.toml"),
            include_str!("../../tests/files/dispersed.toml"),
            include_str!("../../tests/files/over_design.toml"),
            include_str!("../../tests/files/named_motor.toml"),
            include_str!("../../tests/ensembles.rs"),
            include_str!("../../tests/dispersed.rs"),
        );
        for section in LAUNCH.all() {
            let variants = section.variants.iter().flat_map(|each| each.keys);
            for key in section.keys.iter().chain(variants) {
                let table = match section.path {
                    "" => format!("[{}]", key.name),
                    path => format!("[{}.{}]", path.trim_end_matches("[]"), key.name),
                };
                let stands = files.contains(&format!("{} =", key.name)) || files.contains(&table);
                assert!(stands, "[{}] {}", section.path, key.name);
            }
        }
    }
}
