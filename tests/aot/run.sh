#!/usr/bin/env bash
# Compiles the cache ahead of time, with no warning allowed, and runs it against a redis-server of its own. Not part of ./test.sh: it takes a minute.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
port=$((20000 + RANDOM % 10000))
redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$work" >/dev/null &
redis=$!
trap 'kill $redis; wait $redis 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet publish "$root/tests/aot/cache" -c Release -v quiet --nologo -p:PublishAot=true -p:CppCompilerAndLinker="${CC:-gcc}" -o "$work/out"
ls -l "$work/out/Seckill.Caching.Aot" | awk '{print $5 " bytes"}'
"$work/out/Seckill.Caching.Aot" "127.0.0.1:$port"
