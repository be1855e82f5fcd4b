#!/bin/sh
# All tests: formatting, lints, tests, documentation, and the sample site built twice. Needs cargo; Chromium, which the
# tests of pages are run in, and Python and Node, whose libraries read what the program writes, are installed where that
# can be done without asking (Debian, as root).
set -eu
cd "$(dirname "$0")/.."

if ! command -v chromium > /dev/null && [ -z "${CHROMIUM:-}" ] && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
    echo "== chromium"
    { apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk; } > /dev/null || echo "chromium could not be installed"
fi
if command -v chromium > /dev/null; then export GONGSHI_BROWSER_REQUIRED=1; else echo "no Chromium: tests in the browser are skipped"; fi
tools=${CARGO_TARGET_DIR:-target}/test-tools
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)
if ! { command -v node && command -v npm && python3 -c 'import venv, ensurepip'; } > /dev/null 2>&1 && command -v apt-get > /dev/null && [ "$(id -u)" = 0 ]; then
    echo "== python and node"
    { apt-get update && apt-get install -y --no-install-recommends nodejs npm python3-venv; } > /dev/null || echo "they could not be installed"
fi
packages="ical.js@2 axe-core@4.14.1 html-validate@10.17.0 acorn@8"
if [ "$(cat "$tools/ready" 2> /dev/null)" != "$packages" ]; then
    echo "== readers of calendars, checkers of pages"
    # shellcheck disable=SC2086
    { python3 -m venv "$tools/python" && "$tools/python/bin/pip" install icalendar && npm install --prefix "$tools" $packages && echo "$packages" > "$tools/ready"; } > /dev/null 2>&1 \
        || echo "they could not be installed: calendars and pages are read by our own tests alone"
fi
if [ -e "$tools/ready" ]; then export GONGSHI_TEST_TOOLS="$tools"; fi
echo "== format"
cargo fmt --check
echo "== lints"
cargo clippy --quiet --all-targets -- -D warnings
echo "== tests"
log=$(mktemp)
trap 'rm -rf "$log" "$log.d"' EXIT
if ! cargo test --quiet > "$log" 2>&1; then
    cat "$log"
    exit 1
fi
grep '^test result' "$log"
echo "== documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps
echo "== sample site, twice"
cargo build --quiet
program=${CARGO_TARGET_DIR:-target}/debug/gongshi
"$program" build --as-of 2026-11-05 --out "$log.d/first" > /dev/null 2>&1
"$program" build --as-of 2026-11-05 --jobs 1 --out "$log.d/second" > /dev/null 2>&1
diff -r "$log.d/first" "$log.d/second"
echo "identical: $(find "$log.d/first" -type f | wc -l) files"
awk '/^test result/ { passed += $4; failed += $6; ignored += $8 } END { print "TOTAL: " passed " passed, " failed " failed, " ignored " skipped" }' "$log"
