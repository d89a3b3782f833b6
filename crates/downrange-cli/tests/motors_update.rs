//! `downrange motors update` against a server on this machine.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "../../downrange-formats/tests/database/mod.rs"]
mod database;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::thread;

use common::text;
use database::{MOTORS, TABLES, manifest, packed};

/// A server that answers so many requests: for the manifest, and for the database.
fn serve(requests: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let packed = packed(&database::database(&format!("{TABLES}{MOTORS}")));
    let manifest = manifest(&packed, 2, &format!("http://{address}/motors.db.gz"));
    thread::spawn(move || {
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 2000];
            let length = stream.read(&mut request).unwrap();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let body = match request.starts_with("GET /metadata.json ") {
                true => manifest.as_bytes(),
                false => packed.as_slice(),
            };
            let length = body.len();
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        }
    });
    address
}

/// The database is fetched, told as there the second time, listed, and searched; where nobody answers, the message says so.
#[test]
fn the_database_is_fetched() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("motors-update");
    let _ = fs::remove_dir_all(&folder);
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
            .args(arguments)
            .env("DOWNRANGE_MOTORS", &folder)
            .output()
            .unwrap();
        let (told, errors) = (text(&output.stdout), text(&output.stderr));
        (output.status.code(), told, errors)
    };
    let from = format!("http://{}/metadata.json", serve(3));
    let update = || run(&["motors", "update", "--from", &from]);
    let (code, told, errors) = update();
    assert_eq!(code, Some(0), "{errors}");
    let stored = "stored the OpenRocket motor database of 2026-03-01: 2 thrust curves, 2 not taken";
    assert!(told.contains(stored), "{told}");
    let (code, told, _) = update();
    assert_eq!(code, Some(0));
    assert_eq!(
        told,
        "already there: OpenRocket motor database of 2026-03-01\n"
    );
    let (_, table, _) = run(&["motors", "K550"]);
    assert!(table.contains("K550W        AeroTech"), "{table}");
    // Nobody listens where a server was.
    let (code, _, error) = update();
    assert_eq!(code, Some(1));
    assert!(error.contains("the connection fails"), "{error}");
    assert!(error.contains("is the network there?"), "{error}");
    let (code, _, error) = run(&["motors", "update", "--from", "http://example.org/a"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("no address that is fetched"), "{error}");
}
