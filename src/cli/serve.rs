//! `gongshi serve`: the site in memory, made anew at each save, shown on this machine only.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use notify_debouncer_full::{DebounceEventResult, new_debouncer, notify::RecursiveMode};
use tokio::sync::watch;

use super::report::{Format, Report};
use super::site::{as_of, counted, root, show, unreadable};
use super::{Context, Exit};
use crate::config::Edition;
use crate::diag::{Language, has_errors};
use crate::pipeline::{self, Inputs, Run};
use crate::say;
use crate::view::Address;

#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Arguments {
    /// 端口，默认 8000；被占用时依次试后面的 · port; the next free one if it is taken
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    open: bool,
    /// 站点按哪一天生成 · the day the site is built for
    #[arg(long, value_name = "DATE")]
    as_of: Option<crate::value::Date>,
}

impl Arguments {
    /// What a double click means.
    pub(crate) fn opened() -> Self {
        Self { open: true, ..Self::default() }
    }
}

const PORT: u16 = 8000;
/// Ports tried when the first is taken.
const PORTS: u16 = 20;
/// Saves that follow each other within this time are one.
const SETTLE: Duration = Duration::from_millis(150);
/// How long the page's question for news is held open.
const HOLD: Duration = Duration::from_secs(25);

/// What is shown now.
struct Shown {
    /// The newest run, for its findings.
    latest: Run,
    /// The newest run without errors; its pages are shown.
    good: Option<Run>,
    language: Language,
}

#[derive(Clone)]
struct Server {
    shown: Arc<RwLock<Shown>>,
    version: watch::Receiver<u64>,
    port: u16,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let root = match root(context, Format::Human) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let inputs = inputs(arguments);
    let shown = match pipeline::run(&root, inputs) {
        Ok(run) => {
            let language = super::site::language(context, &run);
            Shown { good: None, language, latest: run }.settled(context)
        }
        Err(error) => return unreadable(context, &error, Format::Human),
    };
    let language = shown.language;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(2).build() {
        Ok(runtime) => runtime,
        Err(error) => return cannot_serve(context, &error, language),
    };
    match runtime.block_on(serve(context, arguments, &root, shown)) {
        Ok(()) => Exit::Ok,
        Err(error) => cannot_serve(context, &error, language),
    }
}

fn inputs(arguments: &Arguments) -> Inputs {
    Inputs { as_of: as_of(arguments.as_of), edition: Edition::Preview, checklist: true }
}

fn cannot_serve(context: &Context, error: &std::io::Error, language: Language) -> Exit {
    let text = say!("不能打开预览：{error}。请用 --port 换一个端口", "cannot serve: {error}. Try another --port");
    context.console.say(text.get(language));
    Exit::Io
}

impl Shown {
    /// Tells what the latest run found, and keeps it for showing if it may be.
    fn settled(mut self, context: &Context) -> Self {
        let run = &self.latest;
        show(context, &run.diagnostics, &run.map, self.language, Format::Human);
        let (errors, warnings) =
            Report { diagnostics: &run.diagnostics, map: &run.map, language: self.language, colour: false, width: 0 }.counts();
        context.console.say(counted(errors, warnings).get(self.language));
        if !has_errors(&run.diagnostics) {
            self.good = Some(std::mem::replace(&mut self.latest, Run::nothing()));
        }
        self
    }

    fn findings(&self) -> &Run {
        match &self.good {
            Some(good) if self.latest.is_nothing() => good,
            _ => &self.latest,
        }
    }
}

async fn serve(context: &Context, arguments: &Arguments, root: &Path, shown: Shown) -> std::io::Result<()> {
    let language = shown.language;
    let (listener, port) = bind(arguments.port).await?;
    let (news, version) = watch::channel(1_u64);
    let shown = Arc::new(RwLock::new(shown));
    let server = Server { shown: Arc::clone(&shown), version, port };
    let address = format!("http://127.0.0.1:{port}/");
    let text = say!(
        "预览：{address}　检查单：{address}checklist/　保存文件即刷新，按 Ctrl+C 结束",
        "preview: {address}  checklist: {address}checklist/  reloaded at each save; Ctrl+C ends it"
    );
    context.console.say(text.get(language));
    if arguments.open {
        open_browser(&address);
    }
    let (changed, mut changes) = tokio::sync::mpsc::unbounded_channel();
    let _watcher = watch_folder(root, changed);
    let application = Router::new().fallback(answer).with_state(server);
    let rebuild = async {
        while changes.recv().await.is_some() {
            while changes.try_recv().is_ok() {}
            if let Ok(run) = pipeline::run(root, inputs(arguments)) {
                let mut guard = shown.write().unwrap_or_else(|poisoned| poisoned.into_inner());
                let good = guard.good.take();
                *guard = Shown { latest: run, good, language }.settled(context);
                drop(guard);
                news.send_modify(|version| *version += 1);
            }
        }
    };
    tokio::select! {
        result = axum::serve(listener, application) => result,
        () = rebuild => Ok(()),
    }
}

async fn bind(asked: Option<u16>) -> std::io::Result<(tokio::net::TcpListener, u16)> {
    let first = asked.unwrap_or(PORT);
    let last = if asked.is_some() { first } else { first.saturating_add(PORTS) };
    let mut refused = None;
    for port in first..=last {
        match tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => {
                let port = listener.local_addr()?.port();
                return Ok((listener, port));
            }
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into()))
}

/// Tells of changes to what a build reads; what it writes is not watched.
fn watch_folder(root: &Path, changed: tokio::sync::mpsc::UnboundedSender<()>) -> Option<impl Sized + use<>> {
    let mut watcher = new_debouncer(SETTLE, None, move |events: DebounceEventResult| {
        let touched = events.is_ok_and(|events| events.iter().any(|event| !event.kind.is_access()));
        if touched {
            // The receiver goes away when serving ends.
            let _ = changed.send(());
        }
    })
    .ok()?;
    for folder in ["content", "templates", "static"] {
        // A site need not have its own templates.
        let _ = watcher.watch(root.join(folder), RecursiveMode::Recursive);
    }
    watcher.watch(root.join("gongshi.toml"), RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

fn open_browser(address: &str) {
    let mut command = if cfg!(windows) {
        let mut command = std::process::Command::new("cmd");
        command.args(["/C", "start", "", address]);
        command
    } else {
        let mut command = std::process::Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
        command.arg(address);
        command
    };
    // Without a browser the address was printed all the same.
    let _ = command.spawn();
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    if !is_local(&request, server.port) {
        return (StatusCode::FORBIDDEN, "forbidden").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match request.uri().path() {
        "/_gongshi/reload.js" => with_type(StatusCode::OK, "text/javascript", include_str!("serve/reload.js").into()),
        "/_gongshi/preview.css" => with_type(StatusCode::OK, "text/css", include_str!("serve/preview.css").into()),
        "/_gongshi/news" => news(server, request.uri().query().unwrap_or_default()).await,
        path => {
            let Some(path) = decoded(path) else { return StatusCode::BAD_REQUEST.into_response() };
            page(&server, &path)
        }
    }
}

/// A page of another site must not be able to read this one through the browser.
fn is_local(request: &Request, port: u16) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
}

/// Answers once there is something newer than the page has, with what is wrong with it.
async fn news(mut server: Server, query: &str) -> Response {
    let known: u64 = query.strip_prefix("after=").and_then(|number| number.parse().ok()).unwrap_or(0);
    let _ = tokio::time::timeout(HOLD, server.version.wait_for(|version| *version > known)).await;
    let version = *server.version.borrow();
    let shown = server.shown.read().unwrap_or_else(|poisoned| poisoned.into_inner());
    let run = shown.findings();
    let drawn = Report { diagnostics: &run.diagnostics, map: &run.map, language: shown.language, colour: false, width: 100 };
    let text = if has_errors(&run.diagnostics) { drawn.draw(Format::Human) } else { String::new() };
    let title = match shown.good {
        Some(_) => say!("内容有错误，下面是上一次没有错误时的页面", "the content has errors; below is the page as it last was without"),
        None => say!("内容有错误，改好后这里显示站点", "the content has errors; once they are mended the site is shown here"),
    };
    let body = serde_json::json!({ "version": version, "errors": text, "title": title.get(shown.language) });
    with_type(StatusCode::OK, "application/json", body.to_string().into_bytes())
}

/// The path without its escapes; `None` for one that is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%'
            && let [high, low, tail @ ..] = tail
            && let (Some(high), Some(low)) = (char::from(*high).to_digit(16), char::from(*low).to_digit(16))
        {
            bytes.push(u8::try_from(high * 16 + low).ok()?);
            rest = tail;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Only addresses of the plan can be asked for: there is no path to leave a folder by.
fn page(server: &Server, path: &str) -> Response {
    let mut wanted = path.trim_start_matches('/').to_owned();
    if wanted.is_empty() || wanted.ends_with('/') {
        wanted.push_str("index.html");
    }
    let shown = server.shown.read().unwrap_or_else(|poisoned| poisoned.into_inner());
    let findings = shown.findings();
    // Nothing is shown of a table that has an error: until there was a run without, every page is the checklist.
    if shown.good.is_none() && wanted.ends_with(".html") {
        wanted = "checklist/index.html".to_owned();
    }
    let run = if wanted.starts_with("checklist/") { findings } else { shown.good.as_ref().unwrap_or(findings) };
    let Some(ready) = &run.ready else {
        return with_type(StatusCode::OK, "text/html", reloading(b"<!doctype html><title>gongshi</title><body></body>".to_vec()));
    };
    if let Some((_, bytes)) = ready.assets().into_iter().find(|(address, _)| address.as_str() == wanted) {
        return with_type(StatusCode::OK, content_type(&wanted), bytes.to_vec());
    }
    let plan = ready.plan(&findings.diagnostics);
    let at = |wanted: &str| {
        let position = |address: &Address| address.as_str() == wanted;
        plan.files.iter().find_map(|file| Some((file, file.addresses.iter().position(position)?)))
    };
    let (status, found) = match at(&wanted) {
        Some(found) => (StatusCode::OK, Some(found)),
        None => (StatusCode::NOT_FOUND, at("404.html")),
    };
    let Some((planned, index)) = found else { return status.into_response() };
    match ready.make(planned) {
        Ok(mut contents) => {
            let bytes = contents.swap_remove(index);
            let kind = content_type(planned.addresses[index].as_str());
            with_type(status, kind, if kind == "text/html" { reloading(bytes) } else { bytes })
        }
        Err(fault) => {
            let diagnostics = [*fault];
            let drawn = Report { diagnostics: &diagnostics, map: &run.map, language: shown.language, colour: false, width: 100 };
            with_type(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", drawn.draw(Format::Human).into_bytes())
        }
    }
}

/// A page that asks for news of itself.
fn reloading(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8_lossy(&bytes);
    let text = text.replacen("default-src 'none'", "default-src 'none'; connect-src 'self'", 1);
    let script = "<link rel=\"stylesheet\" href=\"/_gongshi/preview.css\"><script src=\"/_gongshi/reload.js\"></script></body>";
    match text.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &text[..at], &text[at + "</body>".len()..]).into_bytes(),
        None => text.into_bytes(),
    }
}

fn with_type(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Response {
    let mut response = (status, body).into_response();
    let charset = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    if let Ok(value) = HeaderValue::from_str(&charset) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "csv" => "text/csv",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{decoded, reloading};

    #[test]
    fn paths_are_decoded_once() {
        for (path, expected) in
            [("/a%20b/", Some("/a b/")), ("/%E5%85%AC", Some("/公")), ("/%FF", None), ("/%2e%2e/", Some("/../")), ("/100%", Some("/100%"))]
        {
            assert_eq!(decoded(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_page_asks_for_news() {
        let page = String::from_utf8(reloading(b"<meta content=\"default-src 'none'; x\"><body>a</body></html>".to_vec())).unwrap();
        assert!(page.contains("default-src 'none'; connect-src 'self'; x"));
        assert!(page.ends_with("<script src=\"/_gongshi/reload.js\"></script></body></html>"));
        assert!(page.contains("/_gongshi/preview.css"));
    }
}
