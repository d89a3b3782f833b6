//! Masses and centres of parts beside RockSim's own, which its files hold.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;

use super::read_tree;
use crate::designs::components::component::{Component, ComponentKind};
use crate::designs::components::own_mass::own_mass;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Document;

/// Every part whose mass RockSim computed and whose density it says, with the differences of mass and centre as shares.
fn compare(component: &Component<'_>, found: &mut Vec<(String, f64, f64)>) {
    let number = |name: &str| {
        let child = component.node.elements().find(|each| each.name() == name);
        child
            .and_then(|child| child.text().parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    let own = own_mass(&component.kind);
    let (mass, center) = (number("CalcMass") / 1e3, number("CalcCG") / 1e3);
    let stands = !matches!(component.kind, ComponentKind::Assembly(_));
    // Sets that were merged weigh together.
    let share = match &component.kind {
        ComponentKind::Fins(fins) => f64::from(fins.count) / number("FinCount").max(1.0),
        _ => 1.0,
    };
    if stands && mass > 1e-6 && center > 0.0 && own.mass > 0.0 {
        let name = format!("{} {}", component.node.name(), component.name);
        found.push((
            name,
            own.mass / (share * mass) - 1.0,
            own.center / center - 1.0,
        ));
    }
    for child in &component.children {
        compare(child, found);
    }
}

/// Why a part differs by more than 1 %; RockSim's own mass is then flown.
fn reason(file: &str, part: &str) -> Option<&'static str> {
    match (file, part) {
        ("r01.rkt" | "r06.rkt", _) => Some("written by OpenRocket: its masses are"),
        (_, part) if part.starts_with("Ring") => Some("RockSim fills its hole"),
        ("r03.rkt", part) if part.contains("FinSet") => {
            Some("part of it stands inside a wider part")
        }
        ("r05.rkt", "Transition Transition") => Some("RockSim's centre of its rear shoulder"),
        _ => None,
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.map(f64::abs).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// Defends that masses and centres are RockSim's: they follow from sizes and densities alone, by its forms. The files of
/// the reference lie beside the repository, or are left out.
#[test]
fn masses_are_those_that_rocksim_computed() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = here
        .ancestors()
        .map(|folder| folder.join("shared/reference/designs"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("left out: shared/reference/designs is not here");
        return;
    };
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "rkt") {
            continue;
        }
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let document = Document::parse(&file, text).unwrap();
        let design = document
            .root()
            .child("DesignInformation")
            .unwrap()
            .child("RocketDesign")
            .unwrap();
        let stages = read_tree::stages(design, &mut Warnings::of_file(&file)).unwrap();
        let mut found = Vec::new();
        for stage in &stages {
            compare(stage, &mut found);
        }
        for (name, mass, center) in &found {
            let (mass, center) = (100.0 * mass, 100.0 * center);
            if mass.abs() > 1.0 || center.abs() > 1.0 {
                let reason = reason(&file, name);
                println!("{file} {name}: mass {mass:+.3} %, centre {center:+.3} %: {reason:?}");
                assert!(reason.is_some(), "{file} {name} {mass} {center}");
            }
        }
        all.extend(found);
    }
    let (mass, center) = (
        median(all.iter().map(|each| each.1)),
        median(all.iter().map(|each| each.2)),
    );
    println!("{} parts, medians {mass} {center}", all.len());
    assert!(all.len() > 60, "{}", all.len());
    assert!(mass < 1e-4 && center < 1e-4, "{mass} {center}");
}
