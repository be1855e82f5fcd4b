//! A folder over HTTP, as a web server without settings would serve it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

/// Serves a folder, with its own page for what is not there, as long as the program runs; gives the address, without a slash at the end.
pub fn serve(root: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let root = root.to_owned();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let root = root.clone();
            std::thread::spawn(move || answer(stream, &root));
        }
    });
    address
}

fn answer(mut stream: TcpStream, root: &Path) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    // The rest of the head says nothing that matters here, but must be read before the answer.
    while lines.next()?.ok()?.trim() != "" {}
    let path = request.split(' ').nth(1)?.split(['?', '#']).next()?.trim_start_matches('/');
    let file: PathBuf = root.join(path);
    let missing = || ("404 Not Found", std::fs::read(root.join("404.html")).unwrap_or_default());
    let (status, bytes) = std::fs::read(&file).map_or_else(|_| missing(), |bytes| ("200 OK", bytes));
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css",
        _ => "application/octet-stream",
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes)).ok()
}
