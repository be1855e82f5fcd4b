#!/bin/sh
# All tests: formatting, lints, tests, documentation, and the sample site built twice. Needs cargo, nothing else.
set -eu
cd "$(dirname "$0")/.."

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
