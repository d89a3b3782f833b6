//! A dispersed launch of a small rocket, the command line, and folders with the digest of every file in them.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

/// How many flights the undisturbed run has: four batches and a short one.
pub const N: &str = "2100";

pub const BINARY: &str = env!("CARGO_BIN_EXE_downrange");

const ROCKET: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../rockets/model-rocket/launch.toml"
);

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("whole-{name}"));
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// Writes the launch file, with so uncertain a drag.
pub fn launch(name: &str, sigma: &str) -> String {
    let path = folder(name).with_extension("toml");
    let text = fs::read_to_string(ROCKET).unwrap();
    let (motor, own) = (
        Path::new(ROCKET).with_file_name("Estes_C6.eng"),
        path.with_extension("eng"),
    );
    let called = own.file_name().unwrap().to_string_lossy();
    let text = text.replace("Estes_C6.eng", &called);
    let uncertain = format!(
        "\n[dispersion]\ndrag_factor = {{ mean = 1, sigma = \"{sigma}\" }}\nthrust_factor = {{ mean = 1, sigma = \"2 %\" }}\n"
    );
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(motor, &own).unwrap();
    fs::write(&path, text + &uncertain).unwrap();
    path.display().to_string()
}

/// The launch file of all tests.
pub fn common_launch() -> &'static str {
    static LAUNCH: OnceLock<String> = OnceLock::new();
    LAUNCH.get_or_init(|| launch(&format!("launch-{}", std::process::id()), "8 %"))
}

/// A meadow about the pad, of so many degrees.
pub fn area_text(size: f64) -> String {
    let (lat, lon) = (40.016, -105.222);
    let corner = |north: f64, east: f64| format!("[{}, {}]", lon + east * size, lat + north * size);
    let ring = [
        corner(-1.0, -1.0),
        corner(-1.0, 1.0),
        corner(1.0, 1.0),
        corner(1.0, -1.0),
        corner(-1.0, -1.0),
    ];
    format!(
        "{{\"type\": \"Polygon\", \"coordinates\": [[{}]]}}\n",
        ring.join(", ")
    )
}

/// The area file of all tests.
pub fn common_area() -> &'static str {
    static AREA: OnceLock<String> = OnceLock::new();
    AREA.get_or_init(|| {
        let path = folder(&format!("meadow-{}", std::process::id())).with_extension("geojson");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, area_text(0.002)).unwrap();
        path.display().to_string()
    })
}

/// The common launch with the common area into a folder, with more arguments.
pub fn command(out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    let place = out.display().to_string();
    let area = common_area();
    command
        .args(["disperse", common_launch(), "--area", area, "--out", &place])
        .args(more);
    command
}

/// What came of it, with the exit code that was expected.
pub fn done(command: &mut Command, code: i32) -> String {
    let output = command.output().unwrap();
    let said = words(&output);
    assert_eq!(output.status.code(), Some(code), "{command:?}\n{said}");
    said
}

pub fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// The digest of every file in a folder, by its name.
pub fn digests(folder: &Path) -> BTreeMap<String, String> {
    fn add(folder: &Path, before: &str, all: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{before}{}", path.file_name().unwrap().to_string_lossy());
            if path.is_dir() {
                add(&path, &format!("{name}/"), all);
            } else {
                let digest = Sha256::digest(fs::read(&path).unwrap());
                let hex = digest.iter().map(|byte| format!("{byte:02x}"));
                all.insert(name, hex.collect());
            }
        }
    }
    let mut all = BTreeMap::new();
    add(folder, "", &mut all);
    all
}

/// The undisturbed run.
pub fn undisturbed() -> &'static BTreeMap<String, String> {
    static WHOLE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let out = folder(&format!("undisturbed-{}", std::process::id()));
        done(&mut command(&out, &["-n", N, "--quiet"]), 0);
        let all = digests(&out);
        let names = [
            "flights.parquet",
            "landings.geojson",
            "landings.kml",
            "report.html",
            "run.json",
        ];
        assert!(all.keys().eq(names), "{:?}", all.keys());
        all
    })
}

/// A run that goes on for ever into a folder, once it has stored something.
pub fn endless(out: &Path) -> Child {
    let n = u64::MAX.to_string();
    let mut child = command(out, &["-n", &n, "--threads", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let patience = Instant::now();
    while parts(out) == 0 {
        assert!(
            patience.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none(),
            "it does not begin"
        );
        thread::sleep(Duration::from_millis(5));
    }
    child
}

/// How many batches are stored.
pub fn parts(out: &Path) -> usize {
    let entries = fs::read_dir(out.join("flights.parts"));
    let names = entries.into_iter().flatten().flatten();
    names
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "parquet"))
        .count()
}

/// The note of a run.
pub fn note(out: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap()
}
