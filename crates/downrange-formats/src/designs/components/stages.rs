//! The stages of a design in the order in which they leave, each with its parts, motors and parachutes.

use downrange::rocket::{Parachute, Releases, Trigger};
use downrange::text::shortened;

use super::beside;
use super::component::{AssemblyKind, Component, ComponentKind};
use super::finish;
use super::mounted::{StageMotors, mount};
use super::parts::PartMaker;
use super::placed_motor::PlacedMotor;
use super::placing;
use super::rules::{DeploymentEvent, DeploymentRule, SeparationRule};
use super::weigh::{PodPlaces, Rules, Weighed, weigh};
use crate::designs::motor_choice::fit_into;
use crate::designs::placing::{DesignSection, six_digits};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// Characters of a name that are kept.
const LONGEST_NAME: usize = 80;

/// What leaves together.
#[derive(Debug)]
pub struct DesignStage<'a> {
    /// What it is called.
    pub name: String,
    /// Its element.
    pub node: Node<'a>,
    /// Its parts, of all copies.
    pub section: DesignSection<'a>,
    /// Its motors, of one copy.
    pub motors: Option<StageMotors>,
    /// The element of its first motor.
    pub motor_node: Option<Node<'a>>,
    /// The motors as they were found.
    pub placed: Vec<PlacedMotor<'a>>,
    /// What opens when it has left.
    pub parachutes: Vec<Parachute>,
    /// When it leaves.
    pub separation: SeparationRule,
    /// Whether its motors light at launch where nothing else is said.
    pub at_launch: bool,
    /// How many leave, around the axis.
    pub copies: u32,
    /// Distance of their axes from that of the rocket, m.
    pub distance: f64,
    /// Drag area of one of them tumbling, m², where the parts do not say.
    pub tumbling: Option<f64>,
}

/// A stage before its motors are found.
#[derive(Debug)]
pub struct BareStage<'c, 'a> {
    /// Its component.
    pub component: &'c Component<'a>,
    /// What it holds, weighed; itself first.
    pub weighed: Vec<Weighed<'c, 'a>>,
    /// Whether it is the lowest, or stands beside it.
    pub lowest: bool,
    /// Length of the rocket that it flies on last, m.
    pub rocket_length: f64,
}

impl BareStage<'_, '_> {
    /// Mass of everything without motors, kg, all copies together.
    pub fn mass(&self) -> f64 {
        let copies = f64::from(copies(self.component).0);
        copies * self.weighed.iter().map(|each| each.mass.mass).sum::<f64>()
    }
}

/// What the file says of a stage besides its components.
pub struct StageRules<'r, 'a> {
    /// Its motors.
    pub placed: Vec<PlacedMotor<'a>>,
    /// When it leaves.
    pub separation: SeparationRule,
    /// When a recovery device opens, by its element.
    pub deployment: &'r dyn Fn(Node<'a>) -> Result<DeploymentRule, Error>,
}

/// How many equal bodies a stage is, and how far their axes are from that of the rocket, m.
fn copies(component: &Component<'_>) -> (u32, f64) {
    match &component.kind {
        ComponentKind::Assembly(assembly) => (assembly.count, assembly.distance),
        _ => (1, 0.0),
    }
}

/// The stages that fly, from the first that leaves, weighed, without those of the numbers that are `inactive`; stages are
/// numbered as OpenRocket counts them, boosters after what carries them.
pub fn bare<'c, 'a>(
    stages: &'c [Component<'a>],
    inactive: &[usize],
    rules: Rules,
    warnings: &mut Warnings,
) -> Vec<BareStage<'c, 'a>> {
    let mut numbered: Vec<Vec<&'c Component<'a>>> = Vec::new();
    let mut number = 0;
    for stage in stages {
        let mut together = Vec::new();
        for each in std::iter::once(stage).chain(boosters(stage)) {
            match inactive.contains(&number) {
                true => {
                    let name = &each.name;
                    warnings.of(
                        each.node,
                        format!(
                            "`{name}` is not active in this configuration: it stays on the ground"
                        ),
                    );
                    each.node.mark_used();
                }
                false => together.push(each),
            }
            number += 1;
        }
        numbered.push(together);
    }
    numbered.retain(|together| !together.is_empty());
    let count = numbered.len();
    let mut leaving = Vec::new();
    for (index, together) in numbered.iter().enumerate().rev() {
        // Boosters leave before what carries them.
        for component in together.iter().rev() {
            let weighed = weigh(component, rules);
            if weighed.iter().all(|each| each.mass.mass <= 0.0) {
                warnings.of(
                    component.node,
                    "a stage that weighs nothing: it is left out",
                );
                continue;
            }
            leaving.push(BareStage {
                component,
                weighed,
                lowest: index + 1 == count,
                rocket_length: 0.0,
            });
        }
    }
    let mut whole: Option<[f64; 2]> = None;
    for stage in leaving.iter_mut().rev() {
        let [fore, aft] = extent(stage.component);
        let [fore, aft] =
            whole.map_or([fore, aft], |whole| [fore.min(whole[0]), aft.max(whole[1])]);
        whole = Some([fore, aft]);
        stage.rocket_length = aft - fore;
    }
    leaving
}

/// Forward and aft end of a stage, m from the nose tip.
fn extent(component: &Component<'_>) -> [f64; 2] {
    let fore = component.position;
    [fore, fore + placing::length(component)]
}

/// Sets of boosters in a stage.
fn boosters<'c, 'a>(stage: &'c Component<'a>) -> Vec<&'c Component<'a>> {
    let mut found = Vec::new();
    for child in &stage.children {
        match &child.kind {
            ComponentKind::Assembly(assembly) if assembly.kind == AssemblyKind::Boosters => {
                found.push(child);
            }
            _ => {}
        }
        found.extend(boosters(child));
    }
    found
}

/// A stage with its motors, parts and parachutes; drag that is given counts on a reference area, m².
pub fn complete<'a>(
    bare: BareStage<'_, 'a>,
    said: StageRules<'_, 'a>,
    (maker, reference_area): (&mut PartMaker, f64),
    warnings: &mut Warnings,
) -> Result<DesignStage<'a>, Error> {
    let BareStage {
        component,
        mut weighed,
        lowest,
        rocket_length,
    } = bare;
    let StageRules {
        mut placed,
        separation,
        deployment,
    } = said;
    if let Some(room) = narrowest(&weighed) {
        for each in &mut placed {
            fit_into(&mut each.motor, room, each.node, warnings);
        }
    }
    let motors = mount(&placed, warnings)?;
    let charge = motors.as_ref().and_then(|motors| motors.delay);
    let parachutes = parachutes(&weighed, deployment, charge, warnings)?;
    let extent = extent(component);
    let (copies, distance) = copies(component);
    let mut tumbling = None;
    let boosters = matches!(
        &component.kind,
        ComponentKind::Assembly(assembly) if assembly.kind == AssemblyKind::Boosters
    );
    if boosters {
        if let Some(alone) = beside::alone(&weighed, extent, rocket_length) {
            tumbling = Some(six_digits(alone.drag_area_tumbling())).filter(|area| *area > 0.0);
        }
        for (index, each) in weighed.iter_mut().enumerate() {
            each.pods = Some(PodPlaces {
                count: copies,
                distance,
                angle: 0.0,
            });
            // A mass that is given for the set is of all of them.
            if index > 0 {
                each.mass = each.mass.around(copies, distance);
            }
        }
    }
    let mut section = maker.section(&weighed, extent, warnings);
    finish::translate(&mut section.parts, rocket_length, rocket_length);
    let whole = (rocket_length, reference_area);
    let in_the_air = beside::in_the_air(&weighed, whole, maker, warnings);
    section.parts.extend(in_the_air);
    Ok(DesignStage {
        name: shortened(&component.name, LONGEST_NAME).into_owned(),
        node: component.node,
        section,
        motor_node: placed.first().map(|each| each.node),
        motors,
        placed,
        parachutes,
        separation,
        at_launch: lowest,
        copies,
        distance,
        tumbling,
    })
}

/// The inner diameter of the narrowest tube of a stage, m.
fn narrowest(weighed: &[Weighed<'_, '_>]) -> Option<f64> {
    let tubes = weighed
        .iter()
        .filter_map(|each| match &each.component.kind {
            ComponentKind::Body(body) if body.curve.is_none() => Some(2.0 * body.inner_radius(0.0)),
            _ => None,
        });
    tubes.filter(|room| *room > 0.0).min_by(f64::total_cmp)
}

/// What opens: the drag of all devices that are open adds.
fn parachutes<'a>(
    weighed: &[Weighed<'_, 'a>],
    deployment: &dyn Fn(Node<'a>) -> Result<DeploymentRule, Error>,
    charge: Option<f64>,
    warnings: &mut Warnings,
) -> Result<Vec<Parachute>, Error> {
    let mut found = Vec::new();
    for each in weighed {
        let component = each.component;
        let ComponentKind::Device(device) = &component.kind else {
            continue;
        };
        let rule = deployment(component.node)?;
        let name = &component.name;
        let mut never = |why: &str| {
            warnings.of(component.node, format!("`{name}` does not open: {why}"));
        };
        let (trigger, lag) = match rule.event {
            DeploymentEvent::Never => {
                never("so the file says");
                continue;
            }
            DeploymentEvent::Ejection => match charge {
                Some(charge) => (Trigger::Burnout(charge + rule.delay), 0.0),
                None => {
                    never("no motor of its stage has an ejection charge");
                    continue;
                }
            },
            DeploymentEvent::Launch => (Trigger::Time(rule.delay), 0.0),
            DeploymentEvent::Apogee => (Trigger::Apogee, rule.delay),
            DeploymentEvent::Altitude if rule.altitude <= 0.0 => {
                never("its height is that of the ground");
                continue;
            }
            DeploymentEvent::Altitude => (Trigger::Altitude(rule.altitude), rule.delay),
            DeploymentEvent::LowerSeparation => {
                warnings.of(
                    component.node,
                    format!(
                        "`{name}` would open when the stage below leaves, which cannot be flown: it opens at apogee"
                    ),
                );
                (Trigger::Apogee, rule.delay)
            }
        };
        let drag_area = six_digits(device.drag_area * f64::from(each.copies));
        if drag_area <= 0.0 {
            warnings.of(
                component.node,
                format!("`{name}` has no drag: it opens and does nothing"),
            );
        }
        found.push(Parachute {
            name: shortened(name, LONGEST_NAME).into_owned(),
            drag_area,
            trigger,
            lag,
            filling_time: 0.0,
            releases: Releases::Named(Vec::new()),
        });
    }
    Ok(found)
}
