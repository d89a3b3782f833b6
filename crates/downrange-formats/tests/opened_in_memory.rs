//! Launch and design files that are opened from memory, as a page in a browser has them.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use downrange_formats::designs::{DesignOptions, Opened};
use downrange_formats::files::Memory;

/// All files of a folder of examples.
fn memory(folder: &Path) -> Memory {
    let files = std::fs::read_dir(folder).unwrap();
    files.fold(Memory::new(), |all, entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        all.with(&name, std::fs::read(path).unwrap())
    })
}

/// Defends that a page flies what the command line flies: of every kind of design, and of a launch file over a design, the launch,
/// what is told of it, the text of its launch file and the digest are those of the files of the disk.
#[test]
fn what_is_opened_from_memory_is_what_lies_on_the_disk() {
    let rockets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets");
    let options = DesignOptions::default();
    for (folder, name, laid_over) in [
        ("openrocket", "Dunlin.ork", false),
        ("rocksim", "Wheatear.rkt", false),
        ("rasaero", "Sandpiper.CDX1", false),
        ("openrocket", "Dunlin.ork", true),
        ("calisto", "launch.toml", false),
    ] {
        let copy = tempfile::tempdir().unwrap();
        for entry in std::fs::read_dir(rockets.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
        }
        let name = match laid_over {
            false => name,
            true => {
                let text = format!("[design]\nfile = \"{name}\"\n[rail]\nlength = 4\n");
                std::fs::write(copy.path().join("day.toml"), text).unwrap();
                "day.toml"
            }
        };
        let disk = Opened::open(&copy.path().join(name), &options).unwrap();
        let page = Opened::read(Arc::new(memory(copy.path())), name, &options).unwrap();
        let (of_disk, of_page) = (disk.launch().unwrap(), page.launch().unwrap());
        assert_eq!(of_page.launch, of_disk.launch, "{name}");
        let told = |all: &[downrange_formats::Warning]| -> Vec<String> {
            all.iter().map(ToString::to_string).collect()
        };
        assert_eq!(told(&of_page.warnings), told(&of_disk.warnings), "{name}");
        assert_eq!(page.stored(), disk.stored(), "{name}");
        let (of_disk, of_page) = (
            disk.into_launch_file().unwrap(),
            page.into_launch_file().unwrap(),
        );
        assert_eq!(of_page.to_toml(), of_disk.to_toml());
        assert_eq!(of_page.digest().unwrap(), of_disk.digest().unwrap());
    }
}

/// Defends that a motor of a design is found in a folder of the place, and may be chosen there by its file.
#[test]
fn motors_of_a_place_are_found_where_they_are_said_to_lie() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets/openrocket");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let motor = "Cesaroni_K650.eng";
    let files = Memory::new().with("designs/Dunlin.ork", read("Dunlin.ork"));
    let files = files.with(&format!("certified/{motor}"), read(motor));
    let open = |options: &DesignOptions| {
        Opened::read(Arc::new(files.clone()), "designs/Dunlin.ork", options)
    };
    let options = DesignOptions {
        motors: Some("certified".into()),
        ..DesignOptions::default()
    };
    let file = open(&options).unwrap().into_launch_file().unwrap();
    let expected = format!("file = \"../certified/{motor}\"");
    assert!(file.to_toml().contains(&expected), "{}", file.to_toml());
    assert!(open(&DesignOptions::default()).is_err());
}
