#!/usr/bin/env bash
# Packs everything that is a package, the dqx command as a .NET tool included: `build/pack.sh [FOLDER [VERSION]]`.
# FOLDER is artifacts/packages where none is named. With --no-build first, what was built already is packed as it is.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"

build=()
if [ "${1:-}" = "--no-build" ]; then
  build=(--no-build)
  shift
fi

folder="${1:-$root/artifacts/packages}"
arguments=(pack "$root/Dqx.sln" -c "${CONFIGURATION:-Release}" -o "$folder" --nologo -v minimal -clp:NoSummary "${build[@]}")
if [ -n "${2:-}" ]; then
  arguments+=("-p:PackageVersion=$2")
fi

dotnet "${arguments[@]}"
