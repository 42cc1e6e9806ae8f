#!/usr/bin/env bash
# Plants each bug of cache/*.patch into a copy of the cache's engine and lets the model look for it, the tests of two nodes,
# which know of rows read from a lagging replica, and those of watches: every one must be found.
# Usage: tests/mutants/cache.sh [name…]     Ends with "N bugs planted, N found", and fails unless all were.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$root" && tar cf - --exclude bin --exclude obj Directory.*.props global.json nuget.config src/*.props src/*.txt src/Seckill.{Abstractions,Caching,Redis,Sqlite,Saga,Embedded,Testing} src/Seckill benchmarks/Seckill.Caching.Stampede tests/*.props tests/Seckill.Caching.Tests $(ls tests/.editorconfig .editorconfig 2>/dev/null)) | tar xf - -C "$copy"
cd "$copy"

build() { dotnet build -c Release tests/Seckill.Caching.Tests -v quiet -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false >build.log 2>&1 || { cat build.log; return 1; }; }
model() { timeout 300 artifacts/bin/Seckill.Caching.Tests/release/Seckill.Caching.Tests --progress off --filter-class '*.RandomWalkTests' --filter-class '*InterleavingTests' --filter-class '*.SharedTierTests' --filter-class '*.KeyWatchTests' --stop-on-fail on >run.log 2>&1; }

build
model || { tail -n 40 run.log; echo "The model finds a fault without any bug planted."; exit 1; }

planted=0 found=0
for patch in "$here"/cache/*.patch; do
  name=$(basename "$patch" .patch)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  patch -p1 -s --no-backup-if-mismatch <"$patch"
  build
  planted=$((planted + 1)) status=0
  model || status=$?
  # 2: tests failed. Anything else, such as running out of time, is no finding.
  if [ "$status" = 2 ]; then
    found=$((found + 1))
    echo "$name: found, $(grep -m 1 -E 'seed [0-9]+:|(Request|Answer|Start|Record|Load) -?[0-9].*:' run.log | grep -o '[^:]*$' | cut -c 1-110)"
  else
    echo "$name: NOT FOUND (status $status)"
  fi
  patch -p1 -s -R --no-backup-if-mismatch <"$patch"
done
echo "$planted bugs planted, $found found"
[ "$planted" = "$found" ] && [ "$planted" -gt 0 ]
