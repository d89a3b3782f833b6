//! The server of a page, asked as browsers and others ask.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

use downrange_fetch::PageServer;

/// The status and the body of an answer.
fn ask(port: &str, request: &str) -> (String, String) {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].to_owned(), body.to_owned())
}

/// Defends that only who knows the random word, and asks this machine by its number, reads a file of the page, and no other: whatever
/// path is asked for, by whatever spelling.
#[test]
fn only_the_page_is_served_and_only_to_its_reader() {
    let files = [("index.html", "the page"), ("opened/a b.toml", "a launch")];
    let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    let server = PageServer::new(BTreeMap::from(files)).unwrap();
    let address = server.address();
    let (port, token) = address
        .strip_prefix("http://127.0.0.1:")
        .unwrap()
        .split_once('/')
        .unwrap();
    let (port, token) = (port.to_owned(), token.trim_end_matches('/').to_owned());
    assert!(token.len() == 32);
    assert_ne!(PageServer::new(BTreeMap::new()).unwrap().address(), address);
    thread::spawn(move || server.serve());
    let get = |path: &str, host: &str| {
        ask(
            &port,
            &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        )
    };
    let own = format!("127.0.0.1:{port}");
    let page = |path: &str| get(&format!("/{token}/{path}"), &own);
    assert_eq!(page(""), ("200".to_owned(), "the page".to_owned()));
    assert_eq!(page("?opened"), ("200".to_owned(), "the page".to_owned()));
    assert_eq!(page("opened/a%20b.toml").1, "a launch");
    for path in [
        "../Cargo.toml",
        "%2e%2e/Cargo.toml",
        "/etc/passwd",
        "opened/",
        "opened/%zz",
        "index.html/..",
    ] {
        assert_eq!(page(path).0, "404", "{path}");
    }
    for path in [
        "/",
        "/index.html",
        "/0123456789abcdef0123456789abcdef/index.html",
        "/etc/passwd",
    ] {
        assert_eq!(get(path, &own).0, "404", "{path}");
    }
    let path = format!("/{token}/index.html");
    assert_eq!(get(&path, "elsewhere.example").0, "404");
    let posted = format!("POST {path} HTTP/1.1\r\nHost: {own}\r\n\r\n");
    assert_eq!(ask(&port, &posted).0, "404");
}
