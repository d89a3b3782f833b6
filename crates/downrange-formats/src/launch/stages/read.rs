//! `[[stages]]`: each stage by itself, and the vehicles put together from them.
//!
//! A file says of each stage what it is alone; the core wants the vehicle as it flies until that stage leaves
//! ([`Stack`]). The drawing of a vehicle is that of its serial stages one behind the other; its mass, centre and
//! inertia are the sum of its stages; and what `[stages.vehicle]` gives replaces either.

use downrange::error::Fault;
use downrange::mass::MassProperties;
use downrange::rocket::{
    Coefficient, Inertia, MountedMotor, Overrides, Part, Rocket, RocketDescription, Stack, Stage,
};
use downrange::table::Curve;

use super::entry::StageEntry;
use super::separation;
use crate::error::Error;
use crate::launch::common::{inertia, rocket_roughness, roughness};
use crate::launch::limits::MOST_PARTS;
use crate::launch::rocket::{given, mounted, thrust_line};
use crate::launch::{parachutes, parts};
use crate::toml_file::entry::TableReader;

/// The stack of the file.
pub fn read(root: TableReader<'_>, name: &str) -> Result<Stack, Error> {
    if root.has("parachutes") {
        return Err(root
            .error_at("parachutes", "`parachutes` beside `stages`")
            .label("each stage has its own: [[stages.parachutes]]"));
    }
    let mut said = root
        .tables("stages")
        .into_iter()
        .enumerate()
        .map(|(index, entry)| say(root, entry, index))
        .collect::<Result<Vec<_>, _>>()?;
    check_parts(&said)?;
    check_names(&said)?;
    place(&mut said)?;
    let mut stages = Vec::with_capacity(said.len());
    for index in 0..said.len() {
        stages.push(stage(root, &said, index)?);
    }
    let stack = Stack::new(name, stages);
    stack.map_err(|fault| root.fault(&as_in_the_file(fault)))
}

/// What stands in one table.
fn say<'a>(
    root: TableReader<'a>,
    entry: TableReader<'a>,
    index: usize,
) -> Result<StageEntry<'a>, Error> {
    let name = entry.need_text("name")?.to_owned();
    let given = Overrides {
        diameter: entry.number("diameter")?,
        length: entry.number("length")?,
        mass: entry.number("mass")?,
        center_of_mass: entry.number("center_of_mass")?,
        inertia: inertia(entry, "inertia")?,
        ..Overrides::default()
    };
    let parts = parts::read(entry, given.mass.is_some(), &format!("{name} "))?;
    let roughness = rocket_roughness(entry)?;
    let said = [
        given.length,
        given.mass,
        given.center_of_mass,
        given.inertia.map(|i| i.axial),
    ];
    let body = match parts.is_empty() && said.iter().all(Option::is_none) {
        true => None,
        false => {
            // Its mass and measures are asked of it, not what the air does to it.
            let nothing = || Some(Coefficient::Mach(Curve::constant(0.0)));
            let described = RocketDescription {
                name: name.clone(),
                parts: parts.clone(),
                given: Overrides {
                    drag_power_off: nothing(),
                    normal_force_slope: Some(Coefficient::Mach(Curve::constant(1.0))),
                    center_of_pressure: nothing(),
                    ..given.clone()
                },
                motor: None,
                parachutes: Vec::new(),
                roughness,
                thrust_misalignment: 0.0,
                thrust_offset: 0.0,
                thrust_azimuth: 0.0,
            };
            let rocket = entry.rocket("alone", described);
            let place = format!("stages[{index}]");
            Some(rocket.map_err(|fault| root.fault(&fault.inside(&place)))?)
        }
    };
    Ok(StageEntry {
        motor: entry.table("motor").map(mounted).transpose()?,
        parachutes: parachutes::read(entry)?,
        copies: match entry.has("copies") {
            true => entry.count("copies")?,
            false => 1,
        },
        distance: entry.number_or("distance", 0.0)?,
        offset: 0.0,
        entry,
        name,
        body,
        parts,
        given,
        roughness,
    })
}

/// All stages have no more parts than one rocket may have: until they leave, they are one.
fn check_parts(said: &[StageEntry<'_>]) -> Result<(), Error> {
    let mut count = 0;
    for stage in said {
        count += stage.parts.len();
        if count > MOST_PARTS {
            let title = format!("{count} parts up to and with this stage");
            let label = format!("expected {MOST_PARTS} at most in all stages together");
            return Err(stage.entry.error_at("parts", title).label(label));
        }
    }
    Ok(())
}

/// No two stages, and no two parts of different stages, are called alike.
fn check_names(said: &[StageEntry<'_>]) -> Result<(), Error> {
    for (index, stage) in said.iter().enumerate() {
        let (name, before) = (&stage.name, &said[..index]);
        if before.iter().any(|other| other.name == *name) {
            let title = format!("two stages are called `{name}`");
            return Err(stage.entry.error_at("name", title));
        }
        for (part, entry) in stage.parts.iter().zip(stage.entry.tables("parts")) {
            let has = |other: &&StageEntry<'_>| other.parts.iter().any(|own| own.name == part.name);
            if let Some(other) = before.iter().find(has) {
                let title = format!(
                    "the name `{}` is taken by a part of `{}`",
                    part.name, other.name
                );
                return Err(entry.error_at("name", title));
            }
        }
    }
    Ok(())
}

impl StageEntry<'_> {
    fn length(&self) -> f64 {
        self.body.as_ref().map_or(0.0, Rocket::length)
    }

    /// Where its aft end lies, m aft of the nose tip of the whole.
    fn end(&self) -> f64 {
        self.offset + self.length()
    }

    /// All copies without motor, from the nose tip of the whole.
    fn mass(&self) -> Option<MassProperties> {
        let one = self.body.as_ref()?.without_motor();
        Some(one.shifted(self.offset).around(self.copies, self.distance))
    }

    /// Whether it stands beside the others, so that its drawing is not in line with theirs.
    fn beside(&self) -> bool {
        self.copies > 1
    }
}

/// Puts each stage where it is told, or behind those above it.
fn place(said: &mut [StageEntry<'_>]) -> Result<(), Error> {
    let mut end = 0.0_f64;
    for stage in said.iter_mut().rev() {
        stage.offset = match (stage.entry.number("position")?, &stage.body) {
            (Some(position), _) => position,
            // Motors without a body of their own sit in the one above.
            (None, None) => 0.0,
            (None, Some(_)) if stage.beside() => (end - stage.length()).max(0.0),
            (None, Some(_)) => end,
        };
        end = end.max(stage.end());
    }
    Ok(())
}

fn stage(root: TableReader<'_>, said: &[StageEntry<'_>], index: usize) -> Result<Stage, Error> {
    let own = &said[index];
    let attached = &said[index..];
    let with_body = attached.iter().filter(|stage| stage.body.is_some());
    let nose = with_body
        .map(|stage| stage.offset)
        .fold(f64::INFINITY, f64::min);
    let nose = if nose.is_finite() { nose } else { own.offset };
    let separation = separation::separation(root, own, index)?;
    let (description, origins) = vehicle(said, index, nose)?;
    let rocket = own
        .entry
        .rocket("vehicle", description)
        .map_err(|fault| root.fault(&fault_of_vehicle(fault, index, &origins)))?;
    separation::check(said, index)?;
    Ok(Stage {
        name: own.name.clone(),
        rocket,
        copies: own.copies,
        distance: own.distance,
        nose,
        ignition: separation::ignition(own, index)?,
        separation,
    })
}

/// To which stage and part of the file each part of a drawing that was put together belongs.
type Origins = Vec<(usize, usize)>;

/// The vehicle until a stage leaves, and where its parts stand in the file.
fn vehicle(
    said: &[StageEntry<'_>],
    index: usize,
    nose: f64,
) -> Result<(RocketDescription, Origins), Error> {
    let (own, attached) = (&said[index], &said[index..]);
    let table = own.entry.table("vehicle");
    let mut whole = match table {
        Some(table) => given(table)?,
        None => Overrides::default(),
    };
    let drawn_whole = match table {
        Some(table) => parts::read(table, whole.mass.is_some(), "")?,
        None => Vec::new(),
    };
    let finish = table.map(roughness).transpose()?.flatten();
    let mut origins = Vec::new();
    let parts = if drawn_whole.is_empty() {
        check_beside(attached, &whole, own)?;
        let mut parts = Vec::new();
        for (stage, each) in said.iter().enumerate().skip(index).rev() {
            if each.beside() {
                continue;
            }
            for (place, part) in each.parts.iter().enumerate() {
                origins.push((stage, place));
                parts.push(Part {
                    position: part.position + each.offset - nose,
                    roughness: part.roughness.or(finish).or(Some(each.roughness)),
                    ..part.clone()
                });
            }
        }
        put_together(&mut whole, said, index, nose)?;
        parts
    } else {
        drawn_whole
    };
    let motor = own.motor.clone().map(|mounted| MountedMotor {
        position: match (mounted.position, &own.body) {
            (Some(position), _) => Some(own.offset - nose + position),
            (None, Some(_)) => Some(own.end() - nose - mounted.motor.length),
            (None, None) => None,
        },
        ..mounted
    });
    let line = match table {
        Some(table) => thrust_line(table)?,
        None => [0.0; 3],
    };
    let name = table.map(|table| table.text("name")).transpose()?.flatten();
    let described = RocketDescription {
        name: name.unwrap_or(&own.name).to_owned(),
        parts,
        given: whole,
        motor,
        parachutes: match index + 1 == said.len() {
            true => own.parachutes.clone(),
            false => Vec::new(),
        },
        roughness: finish.unwrap_or(own.roughness),
        thrust_misalignment: line[0],
        thrust_offset: line[1],
        thrust_azimuth: line[2],
    };
    Ok((described, origins))
}

/// Mass, centre, inertia and measures of a vehicle from those of its stages, where they are not given and do not follow
/// from the drawing.
fn put_together(
    whole: &mut Overrides,
    said: &[StageEntry<'_>],
    index: usize,
    nose: f64,
) -> Result<(), Error> {
    let attached = &said[index..];
    let known = whole.mass.is_some() && whole.center_of_mass.is_some() && whole.inertia.is_some();
    let last = said.last().map_or("", |stage| &stage.name);
    // Motors that sit in the stage above and stay there have no body of their own.
    let silent = |stage: &&StageEntry<'_>| {
        stage.body.is_none() && (stage.entry.has("separation") || stage.name == last)
    };
    if let (false, Some(silent)) = (known, attached.iter().find(silent)) {
        let title = format!("nothing says what `{}` weighs", silent.name);
        return Err(silent.entry.error(title).label(
            "expected `parts`, or `mass` with `center_of_mass`, `inertia`, `length` and `diameter`",
        ));
    }
    let bodies = || attached.iter().filter(|stage| stage.body.is_some());
    let in_line = bodies().all(|stage| !stage.beside());
    let gives_mass = |given: &Overrides| {
        given.mass.is_some() || given.center_of_mass.is_some() || given.inertia.is_some()
    };
    // Copies beside the axis are in no drawing.
    if !in_line || bodies().any(|stage| gives_mass(&stage.given)) {
        let sum: MassProperties = bodies().filter_map(StageEntry::mass).sum();
        let share = whole.mass.map_or(1.0, |mass| mass / sum.mass);
        whole.mass = whole.mass.or(Some(sum.mass));
        whole.center_of_mass = whole.center_of_mass.or(Some(sum.center - nose));
        whole.inertia = whole.inertia.or(Some(Inertia {
            axial: share * sum.axial,
            transverse: share * sum.transverse,
        }));
    }
    if !in_line || bodies().any(|stage| stage.given.length.is_some()) {
        let end = bodies().map(StageEntry::end).fold(nose, f64::max);
        whole.length = whole.length.or(Some(end - nose));
    }
    if bodies().any(|stage| stage.given.diameter.is_some()) {
        let diameters = bodies().filter(|stage| !stage.beside());
        let diameters = diameters.filter_map(|stage| stage.body.as_ref());
        let widest = diameters.map(Rocket::reference_diameter).reduce(f64::max);
        whole.diameter = whole.diameter.or(widest);
    }
    Ok(())
}

/// What stands beside the vehicle is in no drawing: its air forces have to be given.
fn check_beside(
    attached: &[StageEntry<'_>],
    whole: &Overrides,
    own: &StageEntry<'_>,
) -> Result<(), Error> {
    let given = (whole.drag_power_off.is_some() || whole.drag_power_on.is_some())
        && whole.normal_force_slope.is_some()
        && whole.center_of_pressure.is_some();
    match attached.iter().find(|stage| stage.beside()) {
        Some(beside) if !given => {
            let title = format!(
                "the air forces of `{}` beside the vehicle do not follow from its drawing",
                beside.name
            );
            let label = "expected `drag`, `normal_force_slope` and `center_of_pressure` in [stages.vehicle]";
            Err(own.entry.error(title).label(label))
        }
        _ => Ok(()),
    }
}

/// A fault of a vehicle, at what stands in the file.
fn fault_of_vehicle(mut fault: Fault, index: usize, origins: &[(usize, usize)]) -> Fault {
    let part = |place: &str| {
        let (number, rest) = place.strip_prefix("parts[")?.split_once(']')?;
        let (stage, part) = origins.get(number.parse::<usize>().ok()?)?;
        Some(format!("stages[{stage}].parts[{part}]{rest}"))
    };
    let own = ["motor", "parachutes"];
    fault.place = match part(&fault.place) {
        Some(place) => place,
        None if own.iter().any(|key| fault.place.starts_with(key)) => {
            format!("stages[{index}].{}", fault.place)
        }
        None => format!("stages[{index}].vehicle.{}", fault.place),
    };
    fault
}

/// A fault of the stack, at what stands in the file: what becomes of a stage has a table of its own there.
fn as_in_the_file(mut fault: Fault) -> Fault {
    for (core, file) in [
        ("separation.parachutes", "parachutes"),
        ("separation.drag_area", "alone.drag_area"),
        ("separation.mass", "alone.object.mass"),
        ("separation.nose", "position"),
    ] {
        fault.place = fault.place.replace(core, file);
    }
    fault
}
