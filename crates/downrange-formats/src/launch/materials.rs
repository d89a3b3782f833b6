//! Materials by density and finishes by roughness.

/// A name, its value in SI, and where the figure is from.
pub struct Named {
    /// As written in a launch file.
    pub name: &'static str,
    /// Density, kg/m³, or height of roughness, m.
    pub value: f64,
    /// Where the figure is from.
    pub source: &'static str,
}

/// The value that goes by a name.
pub fn value(table: &[Named], name: &str) -> Option<f64> {
    table
        .iter()
        .find(|each| each.name == name)
        .map(|each| each.value)
}

const fn names<const N: usize>(table: &[Named; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = table[at].name;
        at += 1;
    }
    names
}

const fn named(name: &'static str, value: f64, source: &'static str) -> Named {
    Named {
        name,
        value,
        source,
    }
}

const OPENROCKET: &str = "OpenRocket's table of materials";
const ENGINEERS_EDGE: &str = "Engineers Edge, Properties of Plastic Materials";
const HOERNER: &str = "Hoerner (1965), ch. 5, as tabled by Niskanen (2013), Table 3.2";

/// Densities, kg/m³. Wood and paper vary by a fifth from piece to piece: weigh what you fly.
pub const MATERIALS: &[Named] = &MATERIAL_TABLE;
const MATERIAL_TABLE: [Named; 17] = [
    named("balsa", 170.0, OPENROCKET),
    named("basswood", 500.0, OPENROCKET),
    named(
        "birch plywood",
        680.0,
        "Giant Leap's parts in OpenRocket's database",
    ),
    named("cardboard", 680.0, OPENROCKET),
    named(
        "kraft phenolic",
        958.0,
        "Giant Leap's parts in OpenRocket's database",
    ),
    named("phenolic", 1380.0, ENGINEERS_EDGE),
    named("fiberglass", 1870.0, ENGINEERS_EDGE),
    named("carbon fiber", 1780.0, OPENROCKET),
    named("aluminum", 2700.0, "MakeItFrom, 6061 aluminium"),
    named("steel", 7850.0, "usual figure for carbon steel"),
    named("abs", 1050.0, ENGINEERS_EDGE),
    named("pla", 1240.0, "usual figure in makers' data sheets"),
    named("acrylic", 1190.0, ENGINEERS_EDGE),
    named("polycarbonate", 1190.0, ENGINEERS_EDGE),
    named("nylon", 1140.0, ENGINEERS_EDGE),
    named("acetal", 1410.0, ENGINEERS_EDGE),
    named("polyethylene", 970.0, ENGINEERS_EDGE),
];
/// Names of the materials.
pub const MATERIAL_NAMES: &[&str] = &names(&MATERIAL_TABLE);

/// Heights of roughness, m.
pub const FINISHES: &[Named] = &FINISH_TABLE;
const FINISH_TABLE: [Named; 7] = [
    named("polished", 0.5e-6, HOERNER),
    named("optimum paint", 5e-6, HOERNER),
    named("planed wood", 15e-6, HOERNER),
    named("smooth paint", 20e-6, HOERNER),
    named("regular paint", 60e-6, "OpenRocket's default finish"),
    named("rough paint", 200e-6, HOERNER),
    named("unfinished", 500e-6, HOERNER),
];
/// Names of the finishes.
pub const FINISH_NAMES: &[&str] = &names(&FINISH_TABLE);

/// The finish of a rocket that does not say: ordinary paint, carefully applied, of Hoerner's table (1965, ch. 5). 60 µm, which OpenRocket
/// takes for it, is in no table of measured surfaces.
pub const DEFAULT_FINISH: &str = "smooth paint";

/// A rougher one that such a rocket may have.
pub const ROUGHER_FINISH: &str = "regular paint";
