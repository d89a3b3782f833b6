//! Reads a RockSim file.

use std::f64::consts::PI;
use std::path::Path;

use super::engines::{self, Engine};
use super::events::{Deployments, plain};
use super::{conditions, drag, read_tree, results, simulations, unused};
use crate::designs::assembly::ImportedVehicle;
use crate::designs::components::component::{Component, ComponentKind, largest_diameter};
use crate::designs::components::parts::PartMaker;
use crate::designs::components::placed_motor::{MotorMount, motor_mounts};
use crate::designs::components::placing;
use crate::designs::components::rules::{DeploymentEvent, SeparationEvent, SeparationRule};
use crate::designs::components::stages::{BareStage, StageRules, bare, complete};
use crate::designs::components::vehicle::VehicleFrame;
use crate::designs::components::weigh::Rules;
use crate::designs::import::Import;
use crate::designs::motor_folder::{motor_library, motors_of_place};
use crate::designs::numbers;
use crate::designs::options::DesignOptions;
use crate::designs::source::{expect_root, launch_name, read_bytes};
use crate::designs::warnings::Warnings;
use crate::designs::xml::{Document, Node};
use crate::error::Error;
use crate::files::{self, Files};
use crate::motors::MotorLibrary;
use crate::text::decoded;

/// The newest version that is known (RockSim 9 and 10).
const NEWEST: f64 = 4.0;

/// Reads the bytes of a file of the disk and the motors it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]); a motor that is not there, or that may be several, with
/// those that are nearly it.
pub fn read(path: &Path, bytes: &[u8], options: &DesignOptions) -> Result<Import, Error> {
    let file = path.display().to_string();
    let document = Document::parse(&file, decoded(bytes))?;
    let name = launch_name(path);
    import(
        &file,
        &document,
        &name,
        &motor_library(path, options)?,
        options,
    )
}

/// Reads a file of a place with the motors that lie there: those of the folder that was given, or those beside it and in its
/// `motors`.
///
/// # Errors
/// As [`read`].
pub fn open(files: &dyn Files, name: &str, options: &DesignOptions) -> Result<Import, Error> {
    let bytes = read_bytes(files, name, files::TABLE)?;
    let file = files.display(name);
    let document = Document::parse(&file, decoded(&bytes))?;
    let library = motors_of_place(files, name, options)?;
    import(
        &file,
        &document,
        &launch_name(Path::new(name)),
        &library,
        options,
    )
}

/// Reads the text of a file called `rocket.rkt` with the motors of a library.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str, library: &MotorLibrary, options: &DesignOptions) -> Result<Import, Error> {
    let file = "rocket.rkt";
    let document = Document::parse(file, text.to_owned())?;
    import(file, &document, "rocket", library, options)
}

fn import(
    file: &str,
    document: &Document,
    name: &str,
    library: &MotorLibrary,
    options: &DesignOptions,
) -> Result<Import, Error> {
    let root = document.root();
    expect_root(root, "RockSimDocument", "a RockSim")?;
    let mut warnings = Warnings::of_file(file);
    version(root, &mut warnings)?;
    let information = root.need("DesignInformation")?;
    let design = information.need("RocketDesign")?;
    let mut stages = read_tree::stages(design, &mut warnings)?;
    if stages.is_empty() {
        return Err(design.error("no part is drawn in the design"));
    }
    placing::place(&mut stages);
    let names = engines::named(&simulations::simulations(root), root, options)?;
    let simulation = simulations::choose(root, options, &mut warnings)?;
    let weighed = bare(&stages, &[], Rules::New, &mut warnings);
    let mounts = weighed.iter().map(|stage| motor_mounts(&stage.weighed));
    let mounts: Vec<Vec<MotorMount<'_>>> = mounts.collect();
    let mounted = mounts.iter().filter(|mounts| !mounts.is_empty()).count();
    if mounted > 0
        && let Some(name) = names.get(mounted)
    {
        let title =
            format!("no stage is left for the motor `{name}`: {mounted} with a motor mount");
        let hint = "name one for each stage with a motor mount, from the sustainer down";
        return Err(root.error(title).hint(hint));
    }
    let stages_and_mounts = weighed.into_iter().zip(mounts).collect();
    let (flown, engines) = with_engines(stages_and_mounts, simulation, &names, &mut warnings)?;
    if flown.is_empty() {
        return Err(no_motor(root, design, simulation, mounted > 0));
    }
    staging(simulation, &mut warnings)?;
    let deployments = Deployments::read(design, simulation, &mut warnings)?;
    let drags = drag::fixed(design, flown.len(), &mut warnings)?;
    let diameter = largest_diameter(&stages);
    let mut maker = PartMaker::default();
    let mut complete_stages = Vec::new();
    // Of the stage below: whether there is one, and whether its charge makes it leave.
    let mut below = None;
    for (stage, engines) in flown.into_iter().zip(engines) {
        let mut placed = engines
            .iter()
            .map(|engine| engine.place(below, library, &mut warnings))
            .collect::<Result<Vec<_>, Error>>()?;
        engines::fire_together(&mut placed);
        let charge = placed.iter().any(|each| each.delay.is_some());
        below = Some(charge);
        for each in &stage.weighed {
            let (device, name) = (each.component.node, &each.component.name);
            let is_device = matches!(each.component.kind, ComponentKind::Device(_));
            if is_device && deployments.rule(device, charge).is_none() {
                let message = "no event is said, and no motor of its stage has an ejection charge";
                warnings.of(device, format!("`{name}`: {message}: it opens at apogee"));
            }
        }
        let said = StageRules {
            placed,
            separation: SeparationRule {
                event: match charge {
                    true => SeparationEvent::Ejection,
                    false => SeparationEvent::UpperIgnition,
                },
                delay: 0.0,
                altitude: 0.0,
            },
            deployment: &|device| {
                let apogee = plain(DeploymentEvent::Apogee);
                Ok(deployments.rule(device, charge).unwrap_or(apogee))
            },
        };
        let parts = (&mut maker, PI / 4.0 * diameter * diameter);
        complete_stages.push(complete(stage, said, parts, &mut warnings)?);
    }
    let frame = VehicleFrame {
        name,
        node: design,
        diameter: drags.iter().any(Option::is_some).then_some(diameter),
        drags,
    };
    let ImportedVehicle { vehicle, motors } = frame.assemble(&complete_stages, &mut warnings)?;
    let mut conditions = conditions::read(design, simulation, &mut warnings)?;
    if let Some(whole) = vehicle.rocket() {
        conditions.guide(whole, &mut warnings);
    }
    unused::report_unused(root, &mut warnings);
    let comments = design.word("Comments").unwrap_or_default();
    let (warnings, remarks) = warnings.into_parts();
    Ok(Import {
        program: "RockSim",
        launch: conditions.launch(name, vehicle),
        warnings,
        remarks,
        comments: comments.to_owned(),
        motors,
        stored: simulation.and_then(results::stored),
    })
}

/// RockSim's own events of the boosters, which files leave empty.
fn staging(simulation: Option<Node<'_>>, warnings: &mut Warnings) -> Result<(), Error> {
    for name in ["Booster1Staging", "Booster2Staging"] {
        let Some(list) = simulation.and_then(|simulation| simulation.child(name)) else {
            continue;
        };
        for event in list.all("SimulationEvent") {
            if numbers::number_or(event, "Type", 0.0)? != 0.0 {
                let message = "a stage leaves with the ejection charge of its motor";
                warnings.of(event.child("Type").unwrap_or(event), message);
            }
        }
        list.mark_used();
    }
    Ok(())
}

fn version(root: Node<'_>, warnings: &mut Warnings) -> Result<(), Error> {
    let version = numbers::number(root, "FileVersion")?;
    if let Some(child) = root.child("FileVersion")
        && version.is_some_and(|version| !(1.0..=NEWEST).contains(&version))
    {
        let known = format!("only versions up to {NEWEST} are known: read as that");
        warnings.of(child, known);
    }
    Ok(())
}

/// Stages, the lowest first, with the engines of each.
type Loaded<'c, 'a> = (Vec<BareStage<'c, 'a>>, Vec<Vec<Engine<'a>>>);

/// The stages that fly, from the first that leaves, each with its motors: as RockSim flies only the upper stages where nothing
/// is in the lower ones, those below the lowest motor stay on the ground.
fn with_engines<'c, 'a>(
    stages: Vec<(BareStage<'c, 'a>, Vec<MotorMount<'a>>)>,
    simulation: Option<Node<'a>>,
    names: &[&str],
    warnings: &mut Warnings,
) -> Result<Loaded<'c, 'a>, Error> {
    let top = stages.len().saturating_sub(1);
    let mounted = stages.iter().filter(|(_, mounts)| !mounts.is_empty());
    // Of the stages above with a mount: names are for those, from the sustainer down.
    let mut above = mounted.count();
    let (mut flown, mut engines): Loaded<'c, 'a> = (Vec::new(), Vec::new());
    for (index, (mut stage, mounts)) in stages.into_iter().enumerate() {
        above -= usize::from(!mounts.is_empty());
        let name = names.get(above).filter(|_| !mounts.is_empty());
        let own = match (name, simulation) {
            (Some(name), _) => engines::of_name(name, &mounts, warnings)?,
            (None, Some(simulation)) => {
                engines::of_stage(simulation, number(stage.component), &mounts, warnings)?
            }
            (None, None) => Vec::new(),
        };
        if own.is_empty() && flown.is_empty() {
            if index < top {
                warnings.of(
                    stage.component.node,
                    "no motor is in this stage, nor below it: it stays on the ground",
                );
            }
            continue;
        }
        stage.lowest = flown.is_empty();
        flown.push(stage);
        engines.push(own);
    }
    Ok((flown, engines))
}

/// The number of a stage from the top, by its element: a stage may have been left out above.
fn number(stage: &Component<'_>) -> usize {
    match stage.node.name() {
        "Stage3Parts" => 0,
        "Stage2Parts" => 1,
        _ => 2,
    }
}

fn no_motor(
    root: Node<'_>,
    design: Node<'_>,
    simulation: Option<Node<'_>>,
    has_mount: bool,
) -> Error {
    if !has_mount {
        return design
            .error("no tube of the design is a motor mount")
            .hint("make the tube that holds the motor one in RockSim, and save the file");
    }
    let what = match simulation.and_then(|simulation| simulation.word(simulations::NAME)) {
        Some(name) => format!("the simulation `{name}` has no motor"),
        None => "the design has no simulation, and so no motor".to_owned(),
    };
    let node = simulation.unwrap_or(design);
    // A motor by its name is for a file that names none.
    let others = simulations::simulations(root);
    node.error(what)
        .hint(match others.iter().any(simulations::has_engine) {
            true => "choose a simulation with a motor by --simulation N|NAME, or a motor in RockSim",
            false => {
                "say which with --motor C6-5, its delay in s last, or in a launch file over the design with \
                 `motor = [\"C6-5\"]`; of several stages from the sustainer down"
            }
        })
}
