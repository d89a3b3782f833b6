//! What other programs, and people in a hurry, call the keys of a launch file.
//!
//! It is data for "did you mean": nothing is read by these names. Sources are the field's abbreviations, the arguments of
//! RocketPy's classes, and the labels of OpenRocket, RockSim and RASAero II.

/// A name, what is meant by it, and what differs.
#[derive(Debug)]
pub struct OtherName {
    /// Spellings, in lower case without `_`, `-` and blanks.
    pub names: &'static [&'static str],
    /// Keys that may be meant, the likeliest first; with the path of its table where it stands in one alone.
    pub keys: &'static [&'static str],
    /// What differs from what the other name says; empty where nothing does.
    pub note: &'static str,
}

const fn other(
    names: &'static [&'static str],
    keys: &'static [&'static str],
    note: &'static str,
) -> OtherName {
    OtherName { names, keys, note }
}

const TWICE: &str = "twice the radius";
const HORIZON: &str = "counted from the horizon: \"90 deg\" is straight up";
const NORTH: &str = "clockwise from true north";
const FROM: &str = "where it comes from, clockwise from true north";

/// All of them.
#[rustfmt::skip]
pub const OTHER_NAMES: &[OtherName] = &[
    // Aerodynamics.
    other(&["cd", "cx", "dragcoeff", "coefficientofdrag"], &["drag_coefficient", "drag"], ""),
    other(&["cda", "cds", "dragsurface"], &["drag_area"], ""),
    other(&["dragcurve", "cdcurve", "dragtable", "ca"], &["drag", "axial"], ""),
    other(&["poweroffdrag", "cdpoweroff", "cdoff", "coastdrag"], &["drag_power_off"], ""),
    other(&["powerondrag", "cdpoweron", "cdon", "boostdrag"], &["drag_power_on"], ""),
    other(&["cna", "cnalpha", "cnslope", "cla", "clalpha", "liftslope", "liftcurveslope"], &["normal_force_slope", "normal_slope"], ""),
    other(&["cp", "xcp", "cop", "centreofpressure", "cpposition"], &["center_of_pressure"], ""),
    other(&["cmq", "pitchdamp"], &["pitch_damping"], ""),
    other(&["clp", "rolldamp"], &["roll_damping"], ""),
    // Mass.
    other(&["massdry", "drymass", "emptymass", "massempty", "masswithoutmotor", "weight", "wt", "m"], &["mass", "dry_mass"], ""),
    other(&["cg", "xcg", "cog", "com", "cm", "centreofmass", "centreofgravity", "centerofgravity", "centerofmasswithoutmotor", "cgposition"], &["center_of_mass", "dry_center"], ""),
    other(&["centerofdrymassposition", "drycg"], &["dry_center"], ""),
    other(&["ixx", "iaxial", "rollinertia", "i33"], &["axial", "inertia"], ""),
    other(&["iyy", "izz", "itransverse", "pitchinertia", "yawinertia", "i11", "i22"], &["transverse", "inertia"], ""),
    other(&["momentofinertia", "moi"], &["inertia"], ""),
    other(&["dryinertia"], &["dry_inertia", "inertia"], ""),
    // Sizes.
    other(&["dia", "diam", "d", "od", "caliber", "calibre", "outerdiameter", "bodydiameter", "basediameter", "referencediameter", "maxdiameter"], &["diameter"], ""),
    other(&["radius", "r", "baseradius", "outerradius"], &["diameter"], TWICE),
    other(&["innerdia", "id", "insidediameter"], &["inner_diameter"], ""),
    other(&["innerradius"], &["inner_diameter", "core_diameter"], TWICE),
    other(&["frontdiameter", "topdiameter", "upperdiameter"], &["fore_diameter"], ""),
    other(&["foreradius", "topradius", "frontradius"], &["fore_diameter"], TWICE),
    other(&["reardiameter", "bottomdiameter", "lowerdiameter", "boattaildiameter"], &["aft_diameter"], ""),
    other(&["aftradius", "bottomradius", "rearradius"], &["aft_diameter"], TWICE),
    other(&["len", "l", "noselength", "bodylength", "totallength"], &["length"], ""),
    other(&["wallthickness", "thicknesswall"], &["wall"], ""),
    other(&["pos", "x", "z", "xpos", "station", "axialoffset", "axialposition", "offset"], &["position"], ""),
    other(&["kind", "noseshape", "noseconetype", "shape"], &["profile", "type", "planform"], ""),
    other(&["surfacefinish", "surface", "paint"], &["finish"], ""),
    // Fins.
    other(&["n", "number", "num", "numfins", "fincount", "numberoffins", "quantity", "qty"], &["count"], ""),
    other(&["chord", "cr", "chordroot"], &["root_chord", "chord"], ""),
    other(&["ct", "chordtip"], &["tip_chord"], ""),
    other(&["semispan", "halfspan", "finheight", "finspan"], &["span"], ""),
    other(&["sweep", "sweepdistance", "sweepback"], &["sweep_length"], ""),
    other(&["leadingedgesweep", "sweepdeg"], &["sweep_angle"], ""),
    other(&["thick", "finthickness"], &["thickness"], ""),
    other(&["cantangle", "fincant"], &["cant"], ""),
    other(&["crosssection", "airfoiltype", "finsection"], &["section"], ""),
    // The site, the rail and the air.
    other(&["lat"], &["latitude", "site.latitude"], ""),
    other(&["lon", "long", "lng"], &["longitude", "site.longitude"], ""),
    other(&["alt", "altitude", "elev", "asl", "amsl", "msl", "siteelevation", "launchaltitude"], &["altitude", "elevation", "height", "site.elevation"], ""),
    other(&["heightasl", "heightmsl"], &["height", "elevation"], ""),
    other(&["agl", "heightagl"], &["height_agl", "height"], ""),
    other(&["launchsite", "location", "launchlocation", "environment", "env", "launch"], &["site", "position"], ""),
    other(&["launchrod", "rod", "launchrail", "launcher", "tower", "launchtower", "guide"], &["rail"], ""),
    other(&["raillength", "rodlength", "launchrodlength", "launchraillength", "launcherlength"], &["length", "rail.length"], ""),
    other(&["inclination", "launchangle", "railangle", "rodangle", "launchrodangle", "elevation", "railinclination", "launchinclination", "tilt", "el"], &["elevation_angle", "rail.elevation_angle"], HORIZON),
    other(&["azimuth", "az", "bearing", "launchheading", "launchazimuth", "railheading", "railazimuth", "rodazimuth", "launchroddirection", "launchrodazimuth", "launchdirection"], &["heading", "from", "rail.heading"], NORTH),
    other(&["direction", "dir"], &["from", "heading"], NORTH),
    other(&["atmosphere", "weather", "atmospheric", "sky"], &["air"], ""),
    other(&["winds"], &["wind", "air.wind"], ""),
    other(&["windspeed", "windvelocity", "velocity", "vel", "v"], &["speed", "air.wind.speed"], ""),
    other(&["winddirection", "winddir", "windfrom"], &["from", "air.wind.from"], FROM),
    other(&["velocityu", "windvelocityu"], &["east", "air.wind.east"], ""),
    other(&["velocityv", "windvelocityv"], &["north", "air.wind.north"], ""),
    other(&["temp", "temperatur"], &["temperature", "air.temperature"], ""),
    other(&["press", "baro", "barometer", "qfe"], &["pressure", "air.pressure"], ""),
    other(&["qnh", "sealevelpressure"], &["pressure"], "at the site itself, not reduced to sea level"),
    other(&["sounding", "atmosphericmodel", "radiosonde"], &["profile", "air.profile"], ""),
    // The motor.
    other(&["engine", "motors", "engines"], &["motor"], ""),
    other(&["motorfile", "enginefile", "engfile", "eng", "rse", "path", "filename"], &["file", "motor.file"], ""),
    other(&["thrustsource", "thrustcurve", "thrusttable"], &["thrust", "file"], ""),
    other(&["propmass", "fuelmass", "propellantweight", "propweight", "propellant", "propellantinitialmass"], &["propellant_mass"], ""),
    other(&["isp", "specificimpulse"], &["specific_impulse", "propellant_mass"], "the specific impulse follows from `thrust` and `propellant_mass`"),
    other(&["nozzlediameter", "exitdiameter", "nozzleexit"], &["nozzle_exit_diameter"], ""),
    other(&["nozzleradius", "nozzleexitradius"], &["nozzle_exit_diameter"], TWICE),
    other(&["exitarea", "nozzlearea"], &["nozzle_exit_area"], ""),
    other(&["grainnumber", "graincount", "clustercount"], &["count"], ""),
    other(&["graindensity"], &["density"], ""),
    other(&["grainouterradius"], &["outer_diameter"], TWICE),
    other(&["grainouterdiameter"], &["outer_diameter"], ""),
    other(&["graininitialinnerradius", "coreradius"], &["core_diameter"], TWICE),
    other(&["graininitialheight", "grainheight", "grainlength"], &["length"], ""),
    other(&["grainseparation", "graingap"], &["separation"], ""),
    // Recovery.
    other(&["parachute", "chute", "chutes", "recovery", "drogue", "streamer"], &["parachutes"], ""),
    other(&["deploy", "deployat", "deployment", "deployevent", "event"], &["trigger", "when"], ""),
    other(&["deployaltitude", "deploymentaltitude", "deployheight", "mainaltitude"], &["trigger"], "as in `trigger = { altitude = \"300 m\" }`"),
    other(&["ejectiondelay", "delaytime"], &["trigger"], "as in `trigger = { burnout = \"6 s\" }`"),
    other(&["delay", "deploydelay", "deploymentdelay"], &["lag", "ignition_delay", "burnout"], ""),
    other(&["chutediameter", "canopydiameter"], &["diameter"], ""),
    // The rest.
    other(&["title", "label"], &["name"], ""),
    other(&["maxtime", "timeout", "tmax"], &["max_time"], ""),
    other(&["maxsteps", "maxevals", "maxiterations"], &["max_evaluations"], ""),
    other(&["rtol", "reltol"], &["relative_tolerance"], ""),
    other(&["atol", "abstol"], &["absolute_tolerance"], ""),
    other(&["misalignment"], &["thrust_misalignment"], ""),
    other(&["montecarlo", "uncertainty"], &["dispersion"], ""),
    other(&["options", "simulation", "config"], &["settings"], ""),
];

/// What is meant by a name: as it is written, in whatever case and with whatever between its words.
pub fn meant(name: &str) -> impl Iterator<Item = &'static OtherName> + use<> {
    let plain = plain(name);
    OTHER_NAMES
        .iter()
        .filter(move |each| each.names.contains(&plain.as_str()))
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['_', '-', ' ', '.'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::CLAIM;
    use crate::launch::keys::LAUNCH;
    use crate::toml_file::keys::Section;

    /// A hint that names a key which no table has would send its reader nowhere.
    #[test]
    fn every_other_name_leads_to_a_key() {
        let sections: Vec<&'static Section> = [LAUNCH.all(), CLAIM.all()].concat();
        let stands = |path: Option<&str>, key: &str| {
            sections.iter().any(|section| {
                let variants = section.variants.iter().flat_map(|each| each.keys);
                path.is_none_or(|path| path == section.path)
                    && section
                        .keys
                        .iter()
                        .chain(variants)
                        .any(|each| each.name == key)
            })
        };
        for each in OTHER_NAMES {
            for key in each.keys {
                let (path, name) = match key.rsplit_once('.') {
                    Some((path, name)) => (Some(path), name),
                    None => (None, *key),
                };
                assert!(stands(path, name), "{key}");
            }
        }
    }

    /// A spelling that is not plain is never found, and one that stands twice has its second meaning hidden.
    #[test]
    fn spellings_are_plain_and_stand_once() {
        let mut names: Vec<&str> = OTHER_NAMES
            .iter()
            .flat_map(|each| each.names)
            .copied()
            .collect();
        for name in &names {
            assert_eq!(plain(name), *name);
        }
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
