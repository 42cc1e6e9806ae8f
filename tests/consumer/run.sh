#!/usr/bin/env bash
# Packs the suite into a local folder; a project outside the solution restores from it and sells a unit.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
version=0.1.0-check.$(date +%s)
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
trap 'rm -rf "$work" "${packages%/}"/seckill*/"$version"' EXIT

for project in "$root"/src/*/*.csproj; do
  dotnet pack "$project" -c Release -v quiet --nologo -p:Version="$version" -o "$work/feed"
done
count=$(ls "$work/feed"/*.nupkg | wc -l)
echo "$count packages"

cp "$here/Consumer.csproj" "$here/Program.cs" "$work/"
cat >"$work/nuget.config" <<EOF
<configuration>
  <packageSources>
    <add key="local" value="$work/feed" />
  </packageSources>
  <packageSourceMapping>
    <packageSource key="local"><package pattern="Seckill" /><package pattern="Seckill.*" /></packageSource>
    <packageSource key="nuget.org"><package pattern="*" /></packageSource>
  </packageSourceMapping>
</configuration>
EOF
cd "$work"
dotnet run -c Release -p:SeckillVersion="$version" -- "$work/data"
echo " succeeded: 1"
echo " failed: 0"
