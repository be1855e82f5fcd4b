//! Chromium without a window, told what to do over its debugging pipe: JSON messages that end in NUL.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// Where Debian, others and the surroundings have it.
fn program() -> Option<String> {
    let named = std::env::var("CHROMIUM").ok();
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(str::to_owned);
    let found = named.into_iter().chain(known).find(|path| Path::new(path).exists());
    assert!(
        found.is_some() || std::env::var_os("GONGSHI_BROWSER_REQUIRED").is_none(),
        "no Chromium found; install Debian's chromium or name one in CHROMIUM"
    );
    found
}

/// The address of a file.
pub fn file_address(path: &Path) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let address: String = path.to_str().unwrap().bytes().map(encode).collect();
    format!("file://{address}")
}

/// A browser with one tab.
pub struct Browser {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    session: String,
    last: u64,
    /// What the pages said on the console, and what went wrong on them.
    pub said: Vec<String>,
    /// What was asked for, when [`Browser::watch_requests`] was called.
    pub requests: Vec<String>,
    /// The profile; gone with the browser.
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one; absent where there is none to start, which is said.
    pub fn start() -> Option<Self> {
        let Some(program) = program() else {
            println!("skipped: no Chromium on this machine");
            return None;
        };
        let profile = tempfile::tempdir().expect("a temporary folder");
        let flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
                     --disable-sync --hide-scrollbars --remote-debugging-pipe";
        // The pipe is file descriptors 3 and 4 of the browser; the shell makes them of standard input and output.
        let mut process = Command::new("sh")
            .arg("-c")
            .arg(format!("exec \"$0\" {flags} --user-data-dir=\"$1\" about:blank 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null"))
            .arg(program)
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let (input, output) = (process.stdin.take().unwrap(), BufReader::new(process.stdout.take().unwrap()));
        let mut browser =
            Self { process, input, output, session: String::new(), last: 0, said: Vec::new(), requests: Vec::new(), _profile: profile };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = browser.call("Target.attachToTarget", &json!({"targetId": target["targetId"], "flatten": true}));
        browser.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.call(domain, &json!({}));
        }
        Some(browser)
    }

    /// Calls a method and waits for its answer; events that come meanwhile are looked at.
    pub fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.try_call(method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn try_call(&mut self, method: &str, parameters: &Value) -> Result<Value, Value> {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": parameters});
        if !self.session.is_empty() {
            message["sessionId"] = self.session.as_str().into();
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.input.write_all(&bytes).unwrap();
        loop {
            let answer = self.next();
            if answer["id"] == self.last {
                return if answer["error"].is_null() { Ok(answer["result"].clone()) } else { Err(answer["error"].clone()) };
            }
        }
    }

    fn next(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.output.read_until(0, &mut bytes).unwrap();
        assert!(bytes.pop().is_some(), "Chromium is gone");
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        match message["method"].as_str() {
            Some("Runtime.consoleAPICalled") => self.said.push(message["params"]["args"].to_string()),
            Some("Runtime.exceptionThrown") => self.said.push(message["params"]["exceptionDetails"].to_string()),
            Some("Log.entryAdded") => self.said.push(message["params"]["entry"].to_string()),
            Some("Network.requestWillBeSent") => {
                self.requests.push(message["params"]["request"]["url"].as_str().unwrap_or_default().to_owned());
            }
            // A page that leads on may be left before it does.
            Some("Network.loadingFailed") if message["params"]["canceled"] != true => self.said.push(message["params"].to_string()),
            _ => {}
        }
        message
    }

    /// Opens a page and waits until it and its scripts are there.
    pub fn open(&mut self, address: &str) {
        let answer = self.call("Page.navigate", &json!({"url": address}));
        assert!(answer["errorText"].is_null(), "{address}: {}", answer["errorText"]);
        // A jump within the page that is open loads nothing.
        if answer["loaderId"].is_null() {
            return;
        }
        while self.next()["method"] != "Page.loadEventFired" {}
    }

    /// Opens a file.
    pub fn open_file(&mut self, path: &Path, anchor: &str) {
        self.open(&format!("{}{anchor}", file_address(path)));
    }

    /// From the next page on it is that moment, as RFC 3339.
    pub fn set_clock(&mut self, now: &str) {
        let script = format!(
            "(() => {{ const Real = Date, shift = Real.parse('{now}') - Real.now();
               window.Date = class extends Real {{
                 constructor(...parts) {{ parts.length ? super(...parts) : super(Real.now() + shift); }}
                 static now() {{ return Real.now() + shift; }}
               }}; }})()"
        );
        self.call("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script}));
    }

    /// The value of an expression.
    pub fn value(&mut self, expression: &str) -> Value {
        let answer = self.call("Runtime.evaluate", &json!({"expression": expression, "returnByValue": true, "awaitPromise": true}));
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true, on this page or one that it leads to.
    pub fn until(&mut self, expression: &str) {
        for _ in 0..200 {
            match self.try_call("Runtime.evaluate", &json!({ "expression": expression, "returnByValue": true })) {
                Ok(answer) if answer["result"]["value"] == true => return,
                Ok(_) => {}
                // The page was left while it was asked.
                Err(error) => assert!(error.to_string().contains("navigated"), "{expression}: {error}"),
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("never: {expression}");
    }

    /// Clicks in the middle of an element, as a hand does.
    pub fn click(&mut self, selector: &str) {
        let place = self.value(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{block: 'center'}}); const b = e.getBoundingClientRect();
               return [b.x + b.width / 2, b.y + b.height / 2]; }})()"
        ));
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// A screen of that size, in CSS pixels.
    pub fn set_size(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// A screen of 1280 by 960, the page enlarged so many times.
    pub fn set_zoom(&mut self, times: u32) {
        let size = json!({"width": 1280 / times, "height": 960 / times, "deviceScaleFactor": times, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// What the reader's system prefers, `("prefers-color-scheme", "dark")`.
    pub fn set_media(&mut self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// From the next page on scripts run, or do not.
    pub fn set_scripts(&mut self, run: bool) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": !run }));
    }

    /// From now on what pages ask for is noted, and what fails is said.
    pub fn watch_requests(&mut self) {
        self.call("Network.enable", &json!({}));
    }

    /// Presses a key, by its name and, where it writes something, its text.
    pub fn press(&mut self, key: &str, text: &str) {
        let number = match key {
            "Tab" => 9,
            "Enter" => 13,
            _ => key.bytes().next().map_or(0, |byte| u32::from(byte.to_ascii_uppercase())),
        };
        let kind = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        for kind in [kind, "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": number});
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// How many sheets the page makes on paper: the count of the PDF's tree of pages.
    pub fn sheets(&mut self) -> usize {
        let answer = self.call("Page.printToPDF", &json!({"preferCSSPageSize": true, "generateTaggedPDF": false}));
        let pdf = self.value(&format!("atob({})", answer["data"]));
        let counts = pdf.as_str().unwrap().split("/Count ").skip(1);
        let number = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap_or_default();
        counts.map(number).max().unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that is gone already needs no end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
