//! A server on this machine: what it sends comes, and what it does wrong is told.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use downrange_fetch::{HttpAnswer, HttpRequest, ask, fetch};

/// The address of a server that answers once with these bytes.
fn answering(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 1000];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(&answer);
    });
    format!("http://{address}/file")
}

fn with_body(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[test]
fn bytes_come_as_they_are() {
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    assert_eq!(fetch(&answering(with_body(&body)), 100_000).unwrap(), body);
}

/// Each fault is told in words, with what to do: too much, an answer that is cut off, a refusal, a move to elsewhere, nobody there.
/// The move leads to a server that would send something: that it is told shows that it is not followed.
#[test]
fn faults_are_told() {
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort".to_vec();
    let elsewhere = answering(with_body(b"elsewhere"));
    let moved = format!("HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
    let missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec();
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    for (address, told) in [
        (
            answering(with_body(&[0; 2_000_001])),
            "it is larger than 2 MB",
        ),
        (answering(cut), "the connection fails"),
        (answering(moved.into_bytes()), "the server answers 302"),
        (answering(missing), "nothing at this address"),
        (answering(b"hello\r\n\r\n".to_vec()), "it cannot be fetched"),
        (format!("http://{nobody}/file"), "the connection fails"),
        (
            "http://example.org/".to_owned(),
            "no address that is fetched",
        ),
    ] {
        let error = fetch(&address, 2_000_000).unwrap_err();
        assert!(error.to_string().contains(told), "{address}: {error}");
        assert!(!error.hint().is_empty());
        assert_eq!(error.address, address);
    }
}

/// What a server was asked, which is JSON that is posted, when it answered once with these bytes.
fn asked(answer: Vec<u8>) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/jobs", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut read = Vec::new();
        let mut piece = [0; 1000];
        // Head and body may come apart.
        while !read.ends_with(b"}") {
            let length = stream.read(&mut piece).unwrap();
            assert!(length > 0, "{}", String::from_utf8_lossy(&read));
            read.extend(&piece[..length]);
        }
        stream.write_all(&answer).unwrap();
        String::from_utf8(read).unwrap()
    });
    (address, asked)
}

/// Defends what an API needs: JSON is posted with its secret, and what a server says with a status of refusal comes with it.
#[test]
fn json_is_posted_and_refusals_come_with_their_words() {
    let refusal = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 7\r\n\r\nno key!".to_vec();
    let (address, asked) = asked(refusal);
    let answer = ask(HttpRequest {
        address: &address,
        secret: Some(("PRIVATE-TOKEN", "abc")),
        json: Some("{\"a\":1}"),
        limit: 1000,
    });
    let body = b"no key!".to_vec();
    assert_eq!(answer.unwrap(), HttpAnswer { status: 401, body });
    let asked = asked.join().unwrap().to_lowercase();
    assert!(asked.starts_with("post /jobs http/1.1\r\n"), "{asked}");
    assert!(asked.contains("private-token: abc\r\n"), "{asked}");
    assert!(
        asked.contains("content-type: application/json\r\n"),
        "{asked}"
    );
    assert!(asked.ends_with("{\"a\":1}"), "{asked}");
}

/// Defends a secret: a request with one is not moved to another address, whose server would read it.
#[test]
fn a_secret_is_not_moved() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    let to = elsewhere.local_addr().unwrap();
    let moved =
        format!("HTTP/1.1 307 Moved\r\nLocation: http://{to}/\r\nContent-Length: 0\r\n\r\n");
    let answer = ask(HttpRequest {
        secret: Some(("PRIVATE-TOKEN", "abc")),
        ..HttpRequest::get(&answering(moved.into_bytes()), 1000)
    });
    assert_eq!(answer.unwrap().status, 307);
    elsewhere.set_nonblocking(true).unwrap();
    assert!(elsewhere.accept().is_err());
}
