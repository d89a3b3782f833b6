//! A RASAero II file and its motors read the same from wherever their bytes come.
#![allow(clippy::unwrap_used)]

mod invented;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use downrange_formats::designs::{
    DesignOptions, Import,
    rasaero::{open, read},
};
use downrange_formats::files::{Archive, Files, Folder, Memory};
use invented::{ONE, folder};

/// The files of the folder of tests, by their names in it.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut all = vec![("one.CDX1".to_owned(), ONE.as_bytes().to_vec())];
    for entry in fs::read_dir(folder().join("motors")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        all.push((format!("motors/{name}"), fs::read(&path).unwrap()));
    }
    all
}

/// What was read, without what the files are called.
fn plain(mut import: Import) -> Import {
    for motor in &mut import.motors {
        let name = motor.file.file_name().unwrap().to_os_string();
        motor.listed.file = name.to_string_lossy().into_owned();
        motor.file = name.into();
    }
    for warning in &mut import.warnings {
        let name = Path::new(&warning.file).file_name().unwrap();
        warning.file = name.to_string_lossy().into_owned();
    }
    import
}

/// A design with its motors is the same launch, with the same warnings, from a folder of the disk, from the memory and
/// from an archive, also where it lies in a folder of these.
#[test]
fn the_place_of_the_files_does_not_matter() {
    let expected = plain(read(&folder().join("one.CDX1"), &DesignOptions::default()).unwrap());
    let mut memory = Memory::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files() {
        memory = memory
            .with(&name, &bytes)
            .with(&format!("designs/{name}"), &bytes);
        zip.start_file(&*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let archive = Archive::zip(zip.finish().unwrap().into_inner()).unwrap();
    let places: [(&dyn Files, &str); 4] = [
        (&Folder::new(folder()), "one.CDX1"),
        (&memory, "one.CDX1"),
        (&memory, "designs/one.CDX1"),
        (&archive, "one.CDX1"),
    ];
    for (files, name) in places {
        let read = open(files, name, &DesignOptions::default())
            .unwrap_or_else(|error| unreachable!("{error}"));
        assert_eq!(plain(read), expected, "{name} of {files:?}");
    }
    let error = open(&memory, "../one.CDX1", &DesignOptions::default()).unwrap_err();
    assert_eq!(error.message(), "it leads out of its folder");
    let error = open(
        &Memory::new().with("one.CDX1", ONE),
        "one.CDX1",
        &DesignOptions::default(),
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("there is no motor file"),
        "{error}"
    );
}

/// A symbolic link out of the folder of the design, of a motor file or of all of them, is read only where that is
/// allowed, and otherwise named; a pipe is named, and a link that leads around in a circle is not followed.
#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_named() {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().unwrap();
    let (at, motors) = (place.path(), folder().join("motors"));
    fs::write(at.join("one.CDX1"), ONE).unwrap();
    symlink(&motors, at.join("motors")).unwrap();
    let read = |allow_outside| {
        let options = DesignOptions {
            allow_outside,
            ..DesignOptions::default()
        };
        read(&at.join("one.CDX1"), &options)
    };
    let outside = "it leads out of the folder of the file, which --allow-outside lets it";
    let error = read(false).unwrap_err().to_string();
    let link = at.join("motors").display().to_string();
    assert!(error.contains(&format!("{link}: {outside}")), "{error}");
    assert!(read(true).is_ok());

    fs::remove_file(at.join("motors")).unwrap();
    fs::create_dir_all(at.join("motors/more")).unwrap();
    symlink("..", at.join("motors/more/around")).unwrap();
    symlink(motors.join("maker.eng"), at.join("motors/more/maker.eng")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(at.join("motors/pipe.eng"))
        .status();
    assert!(made.unwrap().success());
    let error = read(false).unwrap_err().to_string();
    assert!(
        error.contains(outside) && error.contains("1 more"),
        "{error}"
    );
    let error = open(&Folder::new(at), "one.CDX1", &DesignOptions::default()).unwrap_err();
    assert!(error.to_string().contains(outside), "{error}");
    // What may be read is, whatever else is there.
    read(true).unwrap_or_else(|error| unreachable!("{error}"));
}
