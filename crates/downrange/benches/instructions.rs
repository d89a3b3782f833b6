//! Instructions of a flight and of one evaluation of the equations of motion, which no other program on the machine can
//! disturb: this program runs itself under `valgrind --tool=callgrind` with few and with many repetitions and prints the
//! difference.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use downrange::flight::equations::free::Motion;
use downrange::flight::integrator::System;
use downrange::flight::model::Model;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{BurnPhase, STATE_LEN, fly_model};
use downrange::number::{Lanes, Number};
use std::hint::black_box;
use std::process::Command;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, what, repetitions] = arguments.as_slice()
        && let Ok(repetitions) = repetitions.parse()
    {
        work(what, repetitions);
        return;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: no instructions counted");
        return;
    }
    println!("{:44} {:>14}", "what", "instructions");
    let evaluations = fly_model(&Model::new(&common::calisto()), NoRecorder)
        .unwrap()
        .solver
        .evaluations;
    for (what, name) in [
        ("compile", "compile a launch into a model".to_owned()),
        (
            "flight",
            format!("a flight of {evaluations} evaluations, f64"),
        ),
        ("scalar", "an evaluation under thrust, f64".to_owned()),
        ("lanes", "an evaluation under thrust, four lanes".to_owned()),
    ] {
        let count = (instructions(what, 11) - instructions(what, 1)) / 10;
        println!("{name:44} {count:>14}");
    }
}

/// What a run of this program with so many repetitions costs.
fn instructions(what: &str, repetitions: u32) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().unwrap())
        .args([what, &repetitions.to_string()])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = told
        .lines()
        .find_map(|line| line.split("Collected : ").nth(1));
    collected
        .unwrap_or_else(|| unreachable!("{told}"))
        .trim()
        .parse()
        .unwrap()
}

fn work(what: &str, repetitions: u32) {
    let launch = common::calisto();
    let model = Model::new(&launch);
    let state = common::in_flight(&model);
    let scalar = Motion::<f64>::new(|_| &model, BurnPhase::Burning);
    let lanes = Motion::<Lanes>::new(|_| &model, BurnPhase::Burning);
    let lane_state: [Lanes; STATE_LEN] = state.map(Lanes::splat);
    for _ in 0..repetitions {
        match what {
            "compile" => drop(black_box(Model::new(&launch))),
            "flight" => drop(black_box(fly_model(&model, NoRecorder))),
            "scalar" => drop(black_box(scalar.rate(black_box(2.0), &black_box(state)))),
            _ => drop(black_box(
                lanes.rate(black_box(Lanes::splat(2.0)), &black_box(lane_state)),
            )),
        }
    }
}
