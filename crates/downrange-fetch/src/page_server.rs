//! The files of a page, for the browser of this machine.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Bytes of a request that are read at most.
const REQUEST: usize = 16 * 1024;

/// How long a browser may take to say or to take something.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves files to the browser of this machine, and to nobody else: it listens on 127.0.0.1, and what does not ask under a random
/// word, or under another name of this machine, gets nothing. All files are in memory before it begins, so that no path of a
/// request ever leads to the disk, and nothing is written.
#[derive(Debug)]
pub struct PageServer {
    listener: TcpListener,
    token: String,
    port: u16,
    files: Arc<BTreeMap<String, Vec<u8>>>,
}

impl PageServer {
    /// A server of these files, by their paths from the page, on a free port.
    ///
    /// # Errors
    /// When the system gives no port.
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        Ok(Self {
            port: listener.local_addr()?.port(),
            listener,
            token: token(),
            files: Arc::new(files),
        })
    }

    /// The address of the page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.token)
    }

    /// Answers for as long as the program runs.
    ///
    /// # Errors
    /// When the system takes the port away.
    pub fn serve(&self) -> io::Result<()> {
        for stream in self.listener.incoming() {
            let (files, token, port) = (Arc::clone(&self.files), self.token.clone(), self.port);
            let stream = stream?;
            // A browser that goes away is no fault, and without a thread it asks again.
            let _ = thread::Builder::new().spawn(move || answer(stream, &files, &token, port));
        }
        Ok(())
    }
}

/// All files of a folder and of the folders in it, by their paths with `/`.
///
/// # Errors
/// When one cannot be read.
pub fn files_of_folder(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, path)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = format!("{path}{}", entry.file_name().to_string_lossy());
            match entry.file_type()?.is_dir() {
                true => folders.push((entry.path(), path + "/")),
                false => _ = files.insert(path, fs::read(entry.path())?),
            }
        }
    }
    Ok(files)
}

/// A word that nobody guesses: the keys of the standard library's hash are drawn from the system.
fn token() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

fn answer(
    mut stream: TcpStream,
    files: &BTreeMap<String, Vec<u8>>,
    token: &str,
    port: u16,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = request(&mut stream)?;
    let found = asked(&request, token, port).and_then(|name| Some((files.get(&name)?, name)));
    let (status, kind, body): (_, _, &[u8]) = match &found {
        Some((bytes, name)) => ("200 OK", kind(name), bytes),
        None => ("404 Not Found", "text/plain", b"nothing is here\n"),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)?;
    stream.flush()
}

/// The head of a request, cut at its limit.
fn request(stream: &mut TcpStream) -> io::Result<String> {
    let (mut head, mut part) = (Vec::new(), [0; 1024]);
    while head.len() < REQUEST && !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut part)?;
        if read == 0 {
            break;
        }
        head.extend_from_slice(&part[..read]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// The file that a request asks for: `index.html` where it names none. `None` of what is not for this page.
fn asked(request: &str, token: &str, port: u16) -> Option<String> {
    let mut lines = request.split("\r\n");
    let path = lines.next()?.strip_prefix("GET /")?.split(' ').next()?;
    let host = lines.find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case("host").then(|| value.trim())
    });
    // A page of elsewhere whose name leads here is not this one.
    if host != Some(&format!("127.0.0.1:{port}")) {
        return None;
    }
    let path = path.split(['?', '#']).next()?;
    let name = decoded(path.strip_prefix(token)?.strip_prefix('/')?)?;
    Some(match name.is_empty() {
        true => "index.html".to_owned(),
        false => name,
    })
}

/// A path without its percent signs (RFC 3986, 2.1).
fn decoded(path: &str) -> Option<String> {
    let mut parts = path.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" | "geojson" => "application/json",
        _ => "application/octet-stream",
    }
}
