//! Reads an OpenRocket file.

use std::f64::consts::PI;
use std::path::Path;

use super::container::{self, Container};
use super::events::{deployment, separation};
use super::motors::{MotorSources, Mount, load, mounts, names};
use super::series::BurnSeries;
use super::{conditions, configuration, read_tree, stored, unused};
use crate::designs::assembly::ImportedVehicle;
use crate::designs::components::component::{
    AssemblyKind, Component, ComponentKind, largest_diameter, skin_radii,
};
use crate::designs::components::parts::PartMaker;
use crate::designs::components::placing;
use crate::designs::components::stages::{StageRules, bare, complete};
use crate::designs::components::vehicle::VehicleFrame;
use crate::designs::components::weigh::Rules;
use crate::designs::import::Import;
use crate::designs::motor_choice::refuse_unwanted;
use crate::designs::motor_folder::{motor_library, motors_of_place};
use crate::designs::numbers;
use crate::designs::options::DesignOptions;
use crate::designs::source::{expect_root, launch_name, read_bytes};
use crate::designs::warnings::Warnings;
use crate::designs::xml::{Document, Node};
use crate::error::Error;
use crate::files::{self, Files};
use crate::motors::MotorLibrary;

/// The newest format that is known (OpenRocket 24.12 and its successors).
const NEWEST: u32 = 11;

/// The last format whose masses are those of [`Rules::Old`].
const LAST_OLD: u32 = 7;

/// Reads the bytes of a file of the disk and the motors it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]); a motor that is not there, or that may be several, with
/// those that are nearly it.
pub fn read(path: &Path, bytes: Vec<u8>, options: &DesignOptions) -> Result<Import, Error> {
    let file = path.display().to_string();
    of_bytes(&file, path, bytes, options, || motor_library(path, options))
}

/// Reads a file of a place with the motors that lie there: those of the folder that was given, or those beside it and in its
/// `motors`.
///
/// # Errors
/// As [`read`].
pub fn open(files: &dyn Files, name: &str, options: &DesignOptions) -> Result<Import, Error> {
    let bytes = read_bytes(files, name, files::TABLE)?;
    let file = files.display(name);
    of_bytes(&file, Path::new(name), bytes, options, || {
        motors_of_place(files, name, options)
    })
}

fn of_bytes(
    file: &str,
    path: &Path,
    bytes: Vec<u8>,
    options: &DesignOptions,
    library: impl FnOnce() -> Result<MotorLibrary, Error>,
) -> Result<Import, Error> {
    let Container { xml, motors } = container::open(file, bytes)?;
    let name = launch_name(path);
    // A file that is none is refused before all motors beside it are read.
    let document = Document::parse(file, xml)?;
    import(file, &document, &name, &motors, &library()?, options)
}

/// Reads the bytes of a file called `rocket.ork` with the motors of a library.
///
/// # Errors
/// As [`read`].
pub fn parse(
    bytes: &[u8],
    library: &MotorLibrary,
    options: &DesignOptions,
) -> Result<Import, Error> {
    let file = "rocket.ork";
    let Container { xml, motors } = container::open(file, bytes.to_vec())?;
    let document = Document::parse(file, xml)?;
    import(file, &document, "rocket", &motors, library, options)
}

fn import(
    file: &str,
    document: &Document,
    name: &str,
    embedded: &[(String, Vec<u8>)],
    library: &MotorLibrary,
    options: &DesignOptions,
) -> Result<Import, Error> {
    let root = document.root();
    expect_root(root, "openrocket", "an OpenRocket")?;
    let mut warnings = Warnings::of_file(file);
    let rules = rules(root, &mut warnings)?;
    let rocket = root.need("rocket")?;
    // The rocket stands at its own nose tip.
    for name in ["axialoffset", "position"] {
        if let Some(child) = rocket.child(name) {
            child.mark_used();
        }
    }
    let mut stages = read_tree::children(rocket, &mut 0, &mut warnings)?;
    stages.retain(|stage| is_stage(stage, &mut warnings));
    if stages.is_empty() {
        return Err(rocket.error("no stage is drawn in the design"));
    }
    placing::place(&mut stages);
    let chosen = configuration::choose(rocket, root, options, &mut warnings)?;
    let bare = bare(&stages, &chosen.inactive, rules, &mut warnings);
    let structure: f64 = bare.iter().map(|stage| stage.mass()).sum();
    let mounts: Vec<Vec<Mount<'_>>> = bare
        .iter()
        .map(|stage| mounts(&stage.weighed, chosen.id))
        .collect();
    let count: usize = mounts.iter().map(Vec::len).sum();
    if count == 0 {
        return Err(no_motor(rocket, chosen.simulation));
    }
    refuse_unwanted(rocket, library.preferred(), &names(rocket))?;
    // Of several different motors a stored flight does not tell apart.
    let creator = root.word("@creator");
    let stored = chosen
        .simulation
        .and_then(|flown| stored::stored(flown, creator));
    let burn = match (count, &stored) {
        (1, Some(stored)) => BurnSeries::new(stored, structure),
        _ => None,
    };
    let sources = MotorSources {
        library,
        embedded,
        stored: burn.as_ref(),
    };
    let diameter = reference(rocket, &stages)?;
    let reference_area = PI / 4.0 * diameter.value * diameter.value;
    let mut maker = PartMaker::default();
    let mut complete_stages = Vec::new();
    for (stage, mounts) in bare.into_iter().zip(mounts) {
        let placed = mounts
            .iter()
            .map(|mount| load(mount, chosen.id, sources, &mut warnings))
            .collect::<Result<_, Error>>()?;
        let said = StageRules {
            placed,
            separation: separation(stage.component.node, chosen.id, rules)?,
            deployment: &|device| deployment(device, chosen.id),
        };
        let parts = (&mut maker, reference_area);
        complete_stages.push(complete(stage, said, parts, &mut warnings)?);
    }
    let frame = VehicleFrame {
        name,
        node: rocket,
        diameter: (diameter.given || has_given_drag(&stages)).then_some(diameter.value),
        drags: Vec::new(),
    };
    let ImportedVehicle { vehicle, motors } = frame.assemble(&complete_stages, &mut warnings)?;
    let mut conditions = conditions::read(chosen.simulation, &mut warnings)?;
    if let Some(whole) = vehicle.rocket() {
        conditions.guide(whole, &mut warnings);
    }
    unused::report_unused(root, &mut warnings);
    let comments = rocket.word("comment").unwrap_or_default();
    let (warnings, remarks) = warnings.into_parts();
    Ok(Import {
        program: "OpenRocket",
        launch: conditions.launch(name, vehicle),
        warnings,
        remarks,
        comments: comments.to_owned(),
        motors,
        stored,
    })
}

/// The rules of a format; a newer one than is known is read as the newest.
fn rules(root: Node<'_>, warnings: &mut Warnings) -> Result<Rules, Error> {
    root.child("@creator");
    let Some(version) = root.child("@version") else {
        warnings.missing("no version of the format is said: read as 1.10");
        return Ok(Rules::New);
    };
    let minor = version
        .text()
        .strip_prefix("1.")
        .and_then(|minor| minor.parse::<u32>().ok());
    match minor {
        Some(minor) if minor <= LAST_OLD => Ok(Rules::Old),
        Some(minor) if minor <= NEWEST => Ok(Rules::New),
        _ => {
            let known = format!("only formats up to 1.{NEWEST} are known: read as that");
            warnings.of(version, known);
            Ok(Rules::New)
        }
    }
}

fn is_stage(component: &Component<'_>, warnings: &mut Warnings) -> bool {
    let stage = matches!(
        &component.kind,
        ComponentKind::Assembly(assembly) if assembly.kind == AssemblyKind::Stage
    );
    if !stage {
        warnings.of(
            component.node,
            "stands in no stage: it is left out, its mass and drag too",
        );
    }
    stage
}

fn no_motor(rocket: Node<'_>, simulation: Option<Node<'_>>) -> Error {
    let what = match simulation.and_then(|simulation| simulation.word("name")) {
        Some(name) => format!("the configuration of simulation `{name}` has no motor"),
        None => "the design has no motor".to_owned(),
    };
    let node = simulation.unwrap_or(rocket);
    node.error(what)
        .hint("choose another with --simulation or --configuration, or a motor in OpenRocket")
}

/// The reference diameter.
struct ReferenceDiameter {
    /// m.
    value: f64,
    /// Whether it is another than the largest.
    given: bool,
}

/// The reference diameter (`ReferenceType`).
fn reference(rocket: Node<'_>, stages: &[Component<'_>]) -> Result<ReferenceDiameter, Error> {
    #[derive(Clone, Copy)]
    enum Reference {
        Maximum,
        NoseCone,
        Custom,
    }
    let reference = numbers::choice(
        rocket,
        "referencetype",
        &[
            ("maximum", Reference::Maximum),
            ("nosecone", Reference::NoseCone),
            ("custom", Reference::Custom),
        ],
        Reference::Maximum,
    )?;
    let said = numbers::size(rocket, "customreference")?;
    let given = match reference {
        Reference::Maximum => None,
        Reference::NoseCone => skin_radii(stages)
            .map(|[_, aft]| 2.0 * aft)
            .find(|of| *of > 0.0),
        Reference::Custom => said.filter(|diameter| *diameter > 0.0),
    };
    Ok(ReferenceDiameter {
        value: given.unwrap_or_else(|| largest_diameter(stages)),
        given: given.is_some(),
    })
}

/// Whether drag is given for a component, or for what stands beside the axis: its reference area is that of the whole rocket
/// also where only a part of it flies on.
fn has_given_drag(components: &[Component<'_>]) -> bool {
    components.iter().any(|component| {
        let beside = matches!(
            &component.kind,
            ComponentKind::Assembly(assembly) if assembly.kind != AssemblyKind::Stage
        );
        beside || component.overrides.drag.is_some() || has_given_drag(&component.children)
    })
}
