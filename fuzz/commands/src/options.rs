//! Command lines.

use fastrand::Rng;

use crate::mutate::Dictionary;
use crate::scene::{Kind, Scene};

/// Where the area of a case stands.
pub const AREA: &str = "in/area.geojson";

/// What `convert` writes.
pub const CONVERTED: &str = "out/converted.toml";

/// The flights of a dispersion that is only tried.
const FEW: &str = "16";

/// The flights of the runs that are merged and gone on with: three batches.
pub const FLIGHTS: &str = "1200";

/// A command line.
#[derive(Debug)]
pub struct Line {
    /// The subcommand.
    pub command: &'static str,
    /// All arguments, the subcommand first.
    pub arguments: Vec<String>,
}

/// Values where numbers, lists, names and paths are wanted; none that means much work.
const ODD: [&str; 30] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "2",
    "1.5",
    "1e3",
    "nan",
    "inf",
    "18446744073709551616",
    "0:1:0",
    "1:0:0.1",
    "0:1:-1",
    "0:1:1e-9",
    "0:10:0.01",
    "0.3,,0.8",
    "-5:5:1",
    "2/1",
    "0/0",
    "1/18446744073709551615",
    "p_outside<1e-2",
    "apogee.mean\u{b1}2m",
    "apogee.mean+-nan",
    "p_outside[x]<2",
    "in",
    "in/launch.toml",
    "out/a/b",
    "\u{1f680}",
    "a=b",
];

/// All options of all commands.
const OPTIONS: [&str; 26] = [
    "--json",
    "--out",
    "--units",
    "--quiet",
    "-q",
    "--seed",
    "--set",
    "--sample",
    "--failure",
    "--mach",
    "--alpha",
    "--stage",
    "--motors",
    "--simulation",
    "--motor",
    "-n",
    "--threads",
    "--area",
    "--resume",
    "--shard",
    "--until",
    "--inputs",
    "--force",
    "--help",
    "--version",
    "--",
];

/// Values that are set in a launch file.
const SET: [&str; 12] = [
    "air.wind.speed=8 m/s",
    "rail.length=\"9 ft\"",
    "rail.length=1e400",
    "rocket.mass={ mean = 2, sigma = 0.1 }",
    "rocket.parts[0].length=0.5",
    "rocket.parts[4294967296].length=[[[[[[1]]]]]]",
    "stages.booster.motor.file=../outside/secret.eng",
    "motor.file=in",
    "name=\u{1f680}\u{202e}",
    "settings.max_time = 0",
    "a.b.\"c.d\"[0].e=2026-05-30",
    "rocket=2",
];

/// A command line that a scene is made for.
pub fn of(rng: &mut Rng, scene: &Scene) -> Line {
    let main = format!("in/{}", scene.main);
    if rng.u16(..500) == 0 {
        return line("schema", &["schema"]);
    }
    let command = match (scene.kind, rng.u8(..100)) {
        (Kind::Launch, 0..48) => "fly",
        (Kind::Launch, 48..78) => "disperse",
        (Kind::Launch, 78..97) => "aero",
        (Kind::Launch, 97..99) => "convert",
        (Kind::Design, 0..35) => "fly",
        (Kind::Design, 35..45) => "aero",
        (Kind::Design, 45..50) => "compare",
        (Kind::Design, 50..97) => "convert",
        (Kind::Claim, 0..97) | (Kind::Launch | Kind::Design, 99..) => "check",
        (Kind::Claim | Kind::Design, _) => "disperse",
        (Kind::Run, 0..50) => "merge",
        (Kind::Run, _) => "resume",
    };
    let mut line = match command {
        "resume" => resumed(rng, &main),
        "merge" => merged(rng),
        command => line(command, &[command, &main]),
    };
    match command {
        "fly" => flown(rng, &mut line),
        "aero" => explained(rng, &mut line),
        "disperse" => dispersed(rng, &mut line),
        "check" => line.add(&["-n", "100"]),
        "convert" => line.add(&[CONVERTED]),
        _ => {}
    }
    if matches!(command, "fly" | "aero" | "convert")
        && scene.kind == Kind::Design
        && rng.u8(..10) == 0
    {
        match rng.u8(..3) {
            0 => line.add(&[
                "--motors",
                ["in", "in/motors", "outside", "nowhere"][rng.usize(..4)],
            ]),
            1 => line.add(&["--simulation", ["1", "2", "0", "99"][rng.usize(..4)]]),
            _ => line.add(&["--motor", "K650=in/Cesaroni_K650.eng"]),
        }
    }
    if matches!(command, "fly" | "aero" | "disperse") && rng.u8(..10) == 0 {
        line.add(&["--set", SET[rng.usize(..SET.len())]]);
    }
    common(rng, &mut line);
    line
}

fn line(command: &'static str, arguments: &[&str]) -> Line {
    let mut line = Line {
        command,
        arguments: Vec::new(),
    };
    line.add(arguments);
    line
}

impl Line {
    fn add(&mut self, arguments: &[&str]) {
        self.arguments
            .extend(arguments.iter().map(|argument| (*argument).to_owned()));
    }

    fn has(&self, argument: &str) -> bool {
        self.arguments.iter().any(|each| each == argument)
    }
}

fn common(rng: &mut Rng, line: &mut Line) {
    if line.command == "convert" {
        return;
    }
    if rng.bool() {
        line.add(&["--json"]);
    }
    // What is written takes the most time.
    if !line.has("--out") && rng.u8(..100) < 8 {
        line.add(&["--out", "out"]);
    }
    if line.command != "check" && rng.u8(..100) < 15 {
        line.add(&["--units", "us"]);
    }
    if line.command != "check" && rng.u8(..100) < 20 {
        line.add(&["-q"]);
    }
}

fn flown(rng: &mut Rng, line: &mut Line) {
    match rng.u8(..100) {
        0..10 => line.add(&["--sample", ["0", "17"][rng.usize(..2)], "--seed", "3"]),
        10..15 => line.add(&["--failure", "main stays shut"]),
        _ => {}
    }
}

fn explained(rng: &mut Rng, line: &mut Line) {
    line.add(&[
        "--mach",
        ["0:2:0.5", "0.3", "0.8,1.2,4", "0:5:1"][rng.usize(..4)],
    ]);
    if line.command == "aero" && rng.u8(..100) < 80 {
        line.add(&["--alpha", ["0:10:5", "0", "15,45,90"][rng.usize(..3)]]);
    }
    if rng.u8(..100) < 5 {
        line.add(&[
            "--stage",
            ["sustainer", "booster", "nothing"][rng.usize(..3)],
        ]);
    }
}

fn dispersed(rng: &mut Rng, line: &mut Line) {
    line.add(&["-n", [FEW, FEW, FEW, "1", "100"][rng.usize(..5)]]);
    line.add(&["--threads", ["1", "2"][rng.usize(..2)]]);
    if rng.u8(..100) < 30 {
        line.add(&["--area", AREA]);
    }
    match rng.u8(..100) {
        0..10 => line.add(&["--inputs"]),
        10..20 => line.add(&[
            "--until",
            ["p_outside<0.5", "apogee.mean\u{b1}200m", "p_leaves<1e-1"][rng.usize(..3)],
        ]),
        20..25 => line.add(&["--shard", "1/2", "--out", "out"]),
        _ => {}
    }
    if rng.u8(..100) < 10 {
        line.add(&["--seed", ["0", "18446744073709551615"][rng.usize(..2)]]);
    }
}

fn merged(rng: &mut Rng) -> Line {
    let mut line = line("merge", &["merge", "in/shard1", "in/shard2"]);
    match rng.u8(..20) {
        0 => drop(line.arguments.pop()),
        1 => line.add(&["in/shard1"]),
        2 => line.add(&["in/run"]),
        3 => line.arguments.swap(1, 2),
        _ => {}
    }
    line.add(&["--out", "out"]);
    line
}

fn resumed(rng: &mut Rng, main: &str) -> Line {
    let mut line = line("disperse", &["disperse", main, "--resume", "-n"]);
    let n = [FLIGHTS, FLIGHTS, FLIGHTS, "600"][rng.usize(..4)];
    line.add(&[
        n,
        "--out",
        ["in/shard1", "in/shard2", "in/run", "out"][rng.usize(..4)],
    ]);
    if rng.u8(..10) == 0 {
        line.add(&["--until", "p_outside<0.5"]);
    }
    line
}

/// Changes the arguments: one goes, one comes, one is another, two change places.
pub fn change(rng: &mut Rng, arguments: &mut Vec<String>, dictionary: &Dictionary) {
    let at = rng.usize(..=arguments.len());
    // `-n` alone of these may ask for more than can be flown in time: its values stay what they are.
    let counts = |arguments: &[String], at: usize| at > 0 && arguments[at - 1] == "-n";
    match rng.u8(..6) {
        0 if at < arguments.len() && !counts(arguments, at + 1) => drop(arguments.remove(at)),
        1 | 2 if at < arguments.len() && !counts(arguments, at) => {
            arguments[at] = ODD[rng.usize(..ODD.len())].to_owned();
        }
        3 if at < arguments.len() => arguments.push(arguments[at].clone()),
        4 => arguments.push(dictionary.word(rng).to_owned()),
        _ => {
            arguments.push(OPTIONS[rng.usize(..OPTIONS.len())].to_owned());
            if rng.bool() {
                arguments.push(ODD[rng.usize(..ODD.len())].to_owned());
            }
        }
    }
}
