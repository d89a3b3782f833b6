//! Keys of `[design]`.

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Text, Texts};
use crate::toml_file::keys::{Section, key, section};

pub static DESIGN: Section = section(
    "design",
    &[
        key(
            "file",
            Text,
            Refused,
            "The design: an OpenRocket file (.ork), a RockSim file (.rkt) or a RASAero II file (.CDX1).",
        ),
        key(
            "simulation",
            Text,
            Means("the first"),
            "Which of its simulations: its number from 1, or its name.",
        ),
        key(
            "configuration",
            Text,
            Means("that of the simulation"),
            "Which of its flight configurations, by name.",
        ),
        key(
            "motors",
            Text,
            Means("the folder of the design, and `motors` in it"),
            "The folder with the motors that it names.",
        ),
        key(
            "motor",
            Texts("[\"C6-5\"]"),
            Means("those that it names"),
            "The motors of a RockSim file that names none, from the sustainer down: `C6-5` ejects 5 s after its burn-out.",
        ),
    ],
    "The design of another program that is flown. All that this file says besides replaces what the design says, or adds to \
     it: tables key by key, a wind as a whole; parts, stages, parachutes and failures by their `name`, where one is called so, else beside those \
     that are there. What keys and names the design has, `downrange convert` shows.",
);
