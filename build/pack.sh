#!/usr/bin/env bash
# Packs everything that is a package, the dqx command as a .NET tool included: `build/pack.sh [FOLDER [VERSION]]`.
# FOLDER is artifacts/packages where none is named. With --no-build first, what was built already is packed as it is; with
# --this-platform first, Dqx.DuckDb holds DuckDB's library for this platform alone instead of fetching that of every platform.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"

options=(-p:DuckDbPlatforms=all)
while [ $# -gt 0 ]; do
  case "$1" in
    --no-build) options+=(--no-build) ;;
    --this-platform) options+=(-p:DuckDbPlatforms=one) ;;
    *) break ;;
  esac
  shift
done

folder="${1:-$root/artifacts/packages}"
arguments=(pack "$root/Dqx.sln" -c "${CONFIGURATION:-Release}" -o "$folder" --nologo -v minimal -clp:NoSummary "${options[@]}")
if [ -n "${2:-}" ]; then
  arguments+=("-p:PackageVersion=$2")
fi

dotnet "${arguments[@]}"
