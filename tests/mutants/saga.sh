#!/usr/bin/env bash
# Plants each bug of saga/*.patch into a copy of the saga engine and lets the simulations look for it: every one must be found.
# Usage: tests/mutants/saga.sh [name…]     Ends with "N bugs planted, N found", and fails unless all were.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export SECKILL_SAGA_RUNS="${SECKILL_SAGA_RUNS:-1500}" SECKILL_SAGA_PAIRS="${SECKILL_SAGA_PAIRS:-300}"

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && tar cf - --exclude bin --exclude obj Directory.*.props global.json nuget.config src/*.props src/*.txt src/Seckill.{Abstractions,Redis,Saga,Sqlite,Testing} tests/*.props tests/Seckill.Saga.Tests $(ls tests/.editorconfig .editorconfig 2>/dev/null)) | tar xf - -C "$copy"
cd "$copy"

build() { dotnet build -c Release tests/Seckill.Saga.Tests -v quiet -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false >build.log 2>&1 || { cat build.log; return 1; }; }
simulate() { timeout 300 artifacts/bin/Seckill.Saga.Tests/release/Seckill.Saga.Tests --progress off --filter-namespace '*.Simulation' --stop-on-fail on >run.log 2>&1; }

build
simulate || { tail -n 40 run.log; echo "The simulations fail without any bug planted."; exit 1; }

planted=0 found=0
for patch in "$here"/saga/*.patch; do
  name=$(basename "$patch" .patch)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  # Without fuzz: a bug that lands elsewhere than meant proves nothing.
  patch -p1 -s -F0 --no-backup-if-mismatch <"$patch"
  build
  planted=$((planted + 1)) status=0
  simulate || status=$?
  # 2: tests failed. Anything else, such as running out of time, is no finding.
  if [ "$status" = 2 ]; then
    found=$((found + 1))
    echo "$name: found, $( (grep -o '([a-n]) .*' run.log || grep '^failed' run.log) | head -n 1 | cut -c 1-120)"
  else
    echo "$name: NOT FOUND (status $status)"
  fi
  patch -p1 -s -R -F0 --no-backup-if-mismatch <"$patch"
done
echo "$planted bugs planted, $found found"
[ "$planted" = "$found" ] && [ "$planted" -gt 0 ]
