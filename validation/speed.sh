#!/bin/sh
# How fast very many flights go, and that memory does not grow with them:
#   sh validation/speed.sh [GREATEST]      (default 100000; a million takes some minutes)
# Flies rockets/calisto-dispersed with 10³, 10⁴ … flights and prints the rate and the greatest memory of each.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet --bin downrange
greatest=${1:-100000}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
n=1000
echo "flights  seconds  flights/s  MiB while flying"
while [ "$n" -le "$greatest" ]; do
    start=$(date +%s.%N)
    # A shard of one is a run without its report: only flying and keeping.
    target/release/downrange disperse rockets/calisto-dispersed/launch.toml -n "$n" --shard 1/1 --out "$out/$n" --quiet &
    pid=$!
    peak=0
    while kill -0 "$pid" 2>/dev/null; do
        now=$(awk '/VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true)
        [ -n "$now" ] && peak=$now
        sleep 0.05
    done
    wait "$pid"
    end=$(date +%s.%N)
    awk -v n="$n" -v a="$start" -v b="$end" -v m="$peak" \
        'BEGIN { printf "%7d  %7.1f  %9.0f  %16.0f\n", n, b - a, n / (b - a), m / 1024 }'
    n=$((n * 10))
done
