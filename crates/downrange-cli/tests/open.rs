//! `downrange open`, asked as a browser asks.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_downrange"))
}

/// Defends that the page begins with the file that is asked for, a design with its motors, and that nothing beside what it names is
/// to be had, nor anything without the random word.
#[test]
fn the_page_is_served_with_a_design_and_its_motors() {
    let page = tempfile::tempdir().unwrap();
    fs::write(page.path().join("index.html"), "the page").unwrap();
    let rockets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets");
    let mut running = program()
        .arg("open")
        .arg(rockets.join("openrocket/Dunlin.ork"))
        .arg("--page")
        .arg(page.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let address = line.split_whitespace().nth(1).unwrap();
    let (host, path) = address
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let folder = path.strip_suffix("?opened").unwrap();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(host).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    assert!(get(path).ends_with("the page"));
    assert!(
        get(&format!("{folder}opened.json")).ends_with(r#"["Dunlin.ork","Cesaroni_K650.eng"]"#)
    );
    assert!(get(&format!("{folder}opened/Cesaroni_K650.eng")).starts_with("HTTP/1.1 200"));
    for other in [
        "opened.json",
        &format!("{folder}opened/../../Cargo.toml"),
        &format!("{folder}etc/passwd"),
    ] {
        assert!(get(other).starts_with("HTTP/1.1 404"), "{other}");
    }
    running.kill().unwrap();
    running.wait().unwrap();
}

/// Defends that a folder without the page is told, with what to do.
#[test]
fn a_folder_without_a_page_is_told() {
    let empty = tempfile::tempdir().unwrap();
    let refused = program()
        .arg("open")
        .arg("--page")
        .arg(empty.path())
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(
        told.contains("holds no page\nhelp: `web/build` makes it"),
        "{told}"
    );
}
