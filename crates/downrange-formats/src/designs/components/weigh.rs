//! The mass of every component of a stage, with what a team gives instead of it (`MassCalculation`).
//!
//! A mass or centre that is given for a component with everything inside is carried by that component alone: what stands
//! inside weighs nothing any more. Its moments of inertia are those of all of it, in proportion to the mass. Where files up to
//! format 1.7 (OpenRocket 15.03) give such a mass, its centre stays that of everything together; in later ones it is the
//! component's own, or, of a stage, that of what it holds (`MassCalculator` of 15.03; `MassCalculation.calculateStructure`).

use std::f64::consts::TAU;

use downrange::mass::MassProperties;

use super::component::{AssemblyKind, Component, ComponentKind};
use super::own_mass::own_mass;
use super::solids::of_mass;

/// A component with its mass; the centre counts from the nose tip.
#[derive(Debug, Clone, Copy)]
pub struct Weighed<'c, 'a> {
    /// The component.
    pub component: &'c Component<'a>,
    /// Its mass, of all its instances and those of what holds it.
    pub mass: MassProperties,
    /// How many of it there are: as many as there are of what holds it.
    pub copies: u32,
    /// The pods it stands in: it is then no part of the skin on the axis.
    pub pods: Option<PodPlaces>,
}

/// Where pods stand, or boosters.
#[derive(Debug, Clone, Copy)]
pub struct PodPlaces {
    /// How many.
    pub count: u32,
    /// Distance of their axes from that of what carries them, m.
    pub distance: f64,
    /// Where the first stands around that, rad from y toward z.
    pub angle: f64,
}

impl Weighed<'_, '_> {
    /// Where the axes of what holds it stand, along y and z, m.
    pub fn offsets(&self) -> Vec<[f64; 2]> {
        let Some(pods) = self.pods else {
            return vec![[0.0; 2]];
        };
        let at = |index: u32| {
            let turn = TAU * f64::from(index) / f64::from(pods.count);
            let (sin, cos) = (pods.angle + turn).sin_cos();
            [pods.distance * cos, pods.distance * sin]
        };
        (0..pods.count).map(at).collect()
    }
}

/// How files count, by their format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Up to 1.7.
    Old,
    /// From 1.8 on.
    New,
}

/// Everything in a component, and itself first.
pub fn weigh<'c, 'a>(component: &'c Component<'a>, rules: Rules) -> Vec<Weighed<'c, 'a>> {
    let mut own = own_mass(&component.kind).shifted(component.position);
    let mut inside: Vec<Weighed<'c, 'a>> = component
        .children
        .iter()
        // Boosters are a stage of their own.
        .filter(|child| !is_stage(child))
        .flat_map(|child| weigh(child, rules))
        .collect();
    repeat(component, &mut inside);
    let said = component.overrides;
    if let Some(mass) = said.mass
        && !said.whole_mass
    {
        own = of_mass(own, mass);
    }
    if let Some(center) = said.center
        && !said.whole_center
    {
        own.center = component.position + center;
    }
    let sum = |inside: &[Weighed<'_, '_>]| -> MassProperties {
        inside.iter().map(|each| each.mass).sum()
    };
    if let Some(mass) = said.mass
        && said.whole_mass
    {
        let held = sum(&inside);
        let together = own.plus(held);
        let center = match rules {
            Rules::Old => together.center,
            Rules::New if is_assembly(component) => held.center,
            Rules::New => own.center,
        };
        own = MassProperties {
            center,
            ..of_mass(together, mass)
        };
        for each in &mut inside {
            each.mass = MassProperties::default();
        }
    }
    if let Some(center) = said.center
        && said.whole_center
    {
        let together = own.plus(sum(&inside));
        let shift = component.position + center - together.center;
        own = own.shifted(shift);
        for each in &mut inside {
            each.mass = each.mass.shifted(shift);
        }
    }
    let first = Weighed {
        component,
        mass: own,
        copies: 1,
        pods: None,
    };
    std::iter::once(first).chain(inside).collect()
}

/// What is in a cluster or a pod is there as often as that is.
fn repeat(component: &Component<'_>, inside: &mut [Weighed<'_, '_>]) {
    match &component.kind {
        ComponentKind::Ring(ring) if ring.inner_tube => {
            for each in inside {
                let places = ring.places.iter();
                each.mass = places.map(|[y, z]| each.mass.around(1, y.hypot(*z))).sum();
                each.copies *= ring.places.len() as u32;
            }
        }
        ComponentKind::Assembly(assembly) if assembly.kind == AssemblyKind::Pods => {
            for each in inside {
                each.mass = each.mass.around(assembly.count, assembly.distance);
                each.copies *= assembly.count;
                each.pods = Some(PodPlaces {
                    count: assembly.count,
                    distance: assembly.distance,
                    angle: assembly.angle,
                });
            }
        }
        _ => {}
    }
}

fn is_assembly(component: &Component<'_>) -> bool {
    matches!(component.kind, ComponentKind::Assembly(_))
}

fn is_stage(component: &Component<'_>) -> bool {
    match &component.kind {
        ComponentKind::Assembly(assembly) => assembly.kind != AssemblyKind::Pods,
        _ => false,
    }
}
