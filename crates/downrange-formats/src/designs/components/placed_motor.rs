//! Motor mounts of a stage, and motors in them.

use downrange::motor::Motor;

use super::component::ComponentKind;
use super::rules::IgnitionRule;
use super::weigh::Weighed;
use crate::designs::xml::Node;
use crate::motors::LibraryMotor;

/// A motor in its mount.
#[derive(Debug, Clone)]
pub struct PlacedMotor<'a> {
    /// The motor.
    pub motor: Motor,
    /// As its file has it, if it is from a motor file.
    pub library_motor: Option<LibraryMotor>,
    /// The element that says which.
    pub node: Node<'a>,
    /// From burn-out to its ejection charge, s, if it has one.
    pub delay: Option<f64>,
    /// What lights it.
    pub ignition: IgnitionRule,
    /// Where each stands off the axis, along y and z, m.
    pub places: Vec<[f64; 2]>,
    /// Its forward end, m from the nose tip.
    pub position: f64,
}

/// A motor mount.
#[derive(Debug, Clone)]
pub struct MotorMount<'a> {
    /// The element that says so.
    pub node: Node<'a>,
    /// Its aft end, m from the nose tip.
    pub aft: f64,
    /// Where each stands off the axis, along y and z, m.
    pub places: Vec<[f64; 2]>,
}

/// The motor mounts of a stage.
pub fn motor_mounts<'a>(weighed: &[Weighed<'_, 'a>]) -> Vec<MotorMount<'a>> {
    let mount = |each: &Weighed<'_, 'a>| {
        let component = each.component;
        let (node, length, places) = match &component.kind {
            ComponentKind::Body(body) => (body.mount, body.length, vec![[0.0; 2]]),
            ComponentKind::Ring(ring) => (ring.mount, ring.length, ring.places.clone()),
            _ => (None, 0.0, Vec::new()),
        };
        Some(MotorMount {
            node: node?,
            aft: component.position + length,
            places: around(&places, each.offsets()),
        })
    };
    weighed.iter().filter_map(mount).collect()
}

/// Every place of every copy of what holds the mount.
fn around(places: &[[f64; 2]], offsets: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let of = |[y, z]: [f64; 2]| places.iter().map(move |place| [place[0] + y, place[1] + z]);
    offsets.into_iter().flat_map(of).collect()
}
