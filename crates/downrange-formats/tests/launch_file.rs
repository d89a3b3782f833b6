//! A launch file as a document: read from anywhere, edited, laid over another.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use downrange_formats::LaunchFile;
use downrange_formats::files::{Archive, FileError, Files, Folder, Memory};

const FILES: [&str; 4] = ["weighed.csv", "wind.csv", "winds.csv", "test54.eng"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn memory() -> Memory {
    FILES.iter().fold(Memory::new(), |memory, name| {
        memory.with(name, fs::read(folder().join(name)).unwrap())
    })
}

/// A launch with its motor and tables is the same from the disk, from memory and from an archive, and so are its digest and
/// all that is uncertain: a page or a notebook flies the bytes that a terminal does.
#[test]
fn the_same_from_disk_memory_and_archive() {
    let text = fs::read(folder().join("dispersed.toml")).unwrap();
    let disk = LaunchFile::open(folder().join("dispersed.toml")).unwrap();
    let memory = memory().with("dispersed.toml", &text);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default();
    for name in FILES.iter().chain(&["dispersed.toml"]) {
        zip.start_file(format!("design/{name}"), stored).unwrap();
        zip.write_all(&fs::read(folder().join(name)).unwrap())
            .unwrap();
    }
    let archive = Archive::zip(zip.finish().unwrap().into_inner()).unwrap();
    let places: [(Arc<dyn Files>, &str); 2] = [
        (Arc::new(memory), "dispersed.toml"),
        (Arc::new(archive), "design/dispersed.toml"),
    ];
    let expected = disk.dispersed().unwrap();
    for (files, name) in places {
        let from_there = LaunchFile::read(files, name).unwrap();
        // Names start from where the launch file lies.
        let read = from_there.dispersed().unwrap();
        assert_eq!(read.launch, expected.launch, "{name}");
        assert_eq!(read.digest, expected.digest, "{name}");
        let sample =
            |dispersed: &downrange_formats::Dispersed| dispersed.sampler().sample(3, 7).launch;
        assert_eq!(sample(&read).unwrap(), sample(&expected).unwrap(), "{name}");
    }
}

/// A launch file names nothing outside its folder, in whatever way, unless the caller allows it.
#[cfg(unix)]
#[test]
fn nothing_outside_is_read() {
    let root = tempfile::tempdir().unwrap();
    let inner = root.path().join("rocket");
    fs::create_dir(&inner).unwrap();
    for name in FILES {
        fs::copy(folder().join(name), inner.join(name)).unwrap();
    }
    fs::copy(folder().join("dispersed.toml"), inner.join("launch.toml")).unwrap();
    fs::copy(folder().join("test54.eng"), root.path().join("outside.eng")).unwrap();
    std::os::unix::fs::symlink("../outside.eng", inner.join("link.eng")).unwrap();
    let file = LaunchFile::open(inner.join("launch.toml")).unwrap();
    let absolute = root.path().join("outside.eng").display().to_string();
    for name in ["../outside.eng", "link.eng", &absolute, "/etc/hostname"] {
        let edited = file.with("motor.file", name).unwrap();
        let error = edited.launch().unwrap_err();
        let message = format!("`{name}` leads out of the folder of the launch file");
        assert_eq!(error.message(), message);
        if name != "/etc/hostname" {
            let trusted = Arc::new(Folder::new(&inner).allow_outside(true));
            assert!(edited.with_files(trusted).launch().is_ok(), "{name}");
        }
        let in_memory = LaunchFile::parse(file.to_toml(), Arc::new(memory()));
        let refused = in_memory.with("motor.file", name).unwrap().launch();
        let missing = name == "link.eng";
        assert_eq!(
            refused.unwrap_err().message() == message,
            !missing,
            "{name}"
        );
    }
}

/// An edit changes one value where it stands: keys, comments and their order stay, and what the edit says is read as if it
/// had been written there.
#[test]
fn edits_keep_the_rest() {
    let text = "# ours\n[site]\nlatitude = 0 # equator\nlongitude = 0\n[rail]\nlength = 5\nelevation_angle = \"90 deg\"\n\
                [rocket]\nmass = { mean = 2, sigma = 0.1 } # weighed\n\n[[rocket.parts]]\ntype = \"tube\"\nname = \"fin can\"\n\
                length = 1\n[[rocket.parts]]\ntype = \"fins\"\nname = \"fins\"\nspan = 0.1\n[motor]\nfile = \"a.eng\"\n";
    let file = LaunchFile::parse(text, Arc::new(Memory::new()));
    let with = |path: &str, value: &str| {
        let edited = file
            .with(path, value)
            .map_err(|error| error.message().to_owned());
        edited.map(|edited| edited.to_toml().to_owned())
    };
    for (path, from, to) in [
        ("rocket.mass", "{ mean = 2, sigma = 0.1 }", "\"2 kg\""),
        ("rocket.mass.sigma", "sigma = 0.1", "sigma = \"2 kg\""),
        (
            "site.latitude",
            "latitude = 0 # eq",
            "latitude = \"2 kg\" # eq",
        ),
        ("rocket.parts[1].span", "span = 0.1", "span = \"2 kg\""),
        ("rocket.parts.fins.span", "span = 0.1", "span = \"2 kg\""),
        (
            "rocket.parts.fin can.length",
            "length = 1",
            "length = \"2 kg\"",
        ),
        (
            "rocket.parts.\"fin can\".length",
            "length = 1",
            "length = \"2 kg\"",
        ),
    ] {
        assert_eq!(
            with(path, "2 kg").unwrap(),
            text.replacen(from, to, 1),
            "{path}"
        );
    }
    let added = file.with("air.wind.speed", "8 m/s").unwrap();
    assert_eq!(
        added.to_toml(),
        format!("{text}\n[air.wind]\nspeed = \"8 m/s\"\n")
    );
    for (path, message) in [
        (
            "rocket.parts[2].span",
            "no entry `rocket.parts[2].span`: the list has 2: fin can, fins",
        ),
        (
            "rocket.parts.nose.span",
            "no entry `rocket.parts.nose.span`: the list has 2: fin can, fins",
        ),
        (
            "rocket.parts[1]",
            "`rocket.parts[1]` is an entry of a list, expected a key of it",
        ),
        (
            "site.latitude.x",
            "`site.latitude.x` leads through a value that has no keys",
        ),
        ("site[1]", "`site[1]` numbers what is no list"),
        (
            "rocket..mass",
            "`rocket..mass` is no path of keys such as rocket.mass or rocket.parts[0].length",
        ),
        (
            "",
            "`` is no path of keys such as rocket.mass or rocket.parts[0].length",
        ),
    ] {
        assert_eq!(with(path, "2 kg").unwrap_err(), message, "{path}");
    }
    // What cannot be is found by the reader, and pointed at where it stands now.
    let error = file
        .with_assignment("rocket.mas = 2")
        .unwrap()
        .launch()
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("did you mean `mass`?") && text.contains("launch.toml (edited):10:1"),
        "{text}"
    );
}

/// Assignments are values of TOML, or else text.
#[test]
fn assignments_are_toml_or_text() {
    let file = LaunchFile::parse("", Arc::new(Memory::new()));
    for (assignment, text) in [
        ("a=2.5", "a = 2.5\n"),
        (" a = 8 m/s ", "a = \"8 m/s\"\n"),
        ("a=true", "a = true\n"),
        ("a=\"true\"", "a = \"true\"\n"),
        (
            "a={ mean = 2, sigma = 0.1 }",
            "a = { mean = 2, sigma = 0.1 }\n",
        ),
        ("a=1\nb=2", "a = \"1\\nb=2\"\n"),
    ] {
        let edited = file.with_assignment(assignment).unwrap();
        let read: toml::Table = edited.to_toml().parse().unwrap();
        assert_eq!(read, text.parse().unwrap(), "{assignment}");
    }
    for assignment in ["a", "=2", ""] {
        let error = file.with_assignment(assignment).unwrap_err();
        assert_eq!(error.message(), format!("`{assignment}` sets nothing"));
    }
}

/// A launch file over a design: its keys win, tables are merged, lists replaced, and every table stays with what lists it.
#[test]
fn one_file_over_another() {
    let base = "[site]\nlatitude = 1\nlongitude = 2\n[[stages]]\nname = \"a\"\n[stages.motor]\nfile = \"a.eng\"\n\
                [[stages]]\nname = \"b\"\n[stages.motor]\nfile = \"b.eng\"\n";
    let over = "[air]\ntemperature = 300\n[site]\nlatitude = 3\n[[parachutes]]\nname = \"main\"\ntrigger = \"apogee\"\n";
    let base = LaunchFile::parse(
        base,
        Arc::new(Memory::new().with("a.eng", "a").with("b.eng", "b")),
    );
    let over = LaunchFile::parse(over, Arc::new(Memory::new().with("a.eng", "mine")));
    let merged = over.over(&base).unwrap();
    let read: toml::Table = merged.to_toml().parse().unwrap();
    let expected: toml::Table = "
        air = { temperature = 300 }
        site = { latitude = 3, longitude = 2 }
        parachutes = [{ name = 'main', trigger = 'apogee' }]
        stages = [{ name = 'a', motor = { file = 'a.eng' } }, { name = 'b', motor = { file = 'b.eng' } }]
    "
    .parse()
    .unwrap();
    assert_eq!(read, expected);
}

/// What a table of keys says is what its text says: dictionaries of a notebook are launch files.
#[test]
fn a_tree_of_keys_is_a_launch_file() {
    for name in [
        "everything.toml",
        "thrown.toml",
        "staged.toml",
        "dispersed.toml",
        "dropped.toml",
    ] {
        let file = LaunchFile::open(folder().join(name)).unwrap();
        let table: toml::Table = file.to_toml().parse().unwrap();
        let again = LaunchFile::from_table(&table, Arc::new(Folder::new(folder()))).unwrap();
        // What has no name is called after the file.
        let read = |file: &LaunchFile| file.with("name", "x").unwrap().launch().unwrap().launch;
        let (read, again) = (read(&file), read(&again));
        assert!(read == again, "{name}");
    }
}

/// Files of an archive unpack no further than what is read at most, and names that lead out are none of its files.
#[test]
fn archives_are_bounded() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("large", options).unwrap();
    zip.write_all(&vec![0; 3_000_000]).unwrap();
    zip.start_file("../out", options).unwrap();
    zip.write_all(b"x").unwrap();
    zip.add_directory("motors", options).unwrap();
    zip.start_file("motors/a.eng", options).unwrap();
    zip.write_all(b"motor").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 10_000);
    let archive = Archive::zip(bytes).unwrap();
    assert!(archive.read("large", 3_000_000).is_ok());
    let refused = archive.read("large", 1_000_000).unwrap_err().to_string();
    assert_eq!(refused, "it goes on beyond 1 MB, the most that is read");
    assert_eq!(
        archive.read("./motors/../motors/a.eng", 10).unwrap(),
        b"motor"
    );
    assert!(matches!(
        archive.read("../out", 10),
        Err(FileError::Outside)
    ));
    assert!(archive.read("motors", 10).is_err());
    assert_eq!(
        (archive.list(""), archive.list("motors")),
        (vec!["large".to_owned()], vec!["a.eng".to_owned()])
    );
    assert!(Archive::zip(b"PK no archive".to_vec()).is_err());
}

/// A thing without a name goes by its type in a path, as it does as an uncertain input; where two share one it goes by its number.
#[test]
fn what_has_no_name_goes_by_its_type() {
    let text = "[[rocket.parts]]\ntype = \"fins\"\nspan = 0.1\n[[rocket.parts]]\ntype = \"mass\"\n\
                [[rocket.parts]]\ntype = \"mass\"\n[[parachutes]]\nname = \"main\"\n";
    let file = LaunchFile::parse(text, Arc::new(Memory::new()));
    let edited = file.with("rocket.parts.fins.span", 0.2).unwrap();
    assert_eq!(
        edited.to_toml(),
        text.replacen("span = 0.1", "span = 0.2", 1)
    );
    let refused = file.with("rocket.parts.mass.mass", 0.2).unwrap_err();
    let said = refused.message();
    assert!(
        said.contains("no entry `rocket.parts.mass.mass`: the list has 3: fins"),
        "{said}"
    );
}

/// Defends that a slider can move what a file says: each of its quantities has a path that sets it, also a listed one and the mean of
/// a distribution, and is told in the unit that is written.
#[test]
fn quantities_are_listed_with_paths_that_set_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets");
    for rocket in ["calisto", "calisto-dispersed", "two-stage", "hybrid"] {
        let file = LaunchFile::open(path.join(rocket).join("launch.toml")).unwrap();
        let quantities = file.quantities().unwrap();
        assert!(quantities.len() > 10, "{rocket}: {quantities:#?}");
        for quantity in &quantities {
            let same = match quantity.unit.as_str() {
                "" => toml::Value::from(quantity.value),
                unit => format!("{} {unit}", quantity.value).into(),
            };
            let set = file.with(&quantity.path, same).unwrap();
            assert_eq!(set.quantities().unwrap(), quantities, "{}", quantity.path);
            assert_eq!(set.launch().unwrap().launch, file.launch().unwrap().launch);
        }
    }
}
