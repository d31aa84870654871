#!/usr/bin/env bash
# From a fresh clone to a suite over real data with a processor that was dropped into a folder.
# Needs the .NET 10 SDK, Node and bash; asks apt for the sqlite3 command if it is missing, to show the stored rows.
set -euo pipefail
cd "$(dirname "$0")/.."

dqx=artifacts/bin/Dqx.Cli/release/dqx
demo=artifacts/demo

heading() {
  if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    printf '\n\033[1;36m== %s\033[0m\n\n' "$1"
  else
    printf '\n== %s\n\n' "$1"
  fi
}

# Shows a command line as one would type it, and runs it.
show() {
  printf '$'
  for word in "$@"; do
    case "$word" in
      *' '* | *'('*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$@"
}

have_sqlite3() {
  command -v sqlite3 > /dev/null && return
  command -v apt-get > /dev/null || return
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  { "${root[@]}" apt-get update && "${root[@]}" apt-get install -y --no-install-recommends sqlite3; } > artifacts/apt.log 2>&1
}

heading "1. Build everything (the first time takes a minute or two)"
dotnet build Dqx.sln -c Release --nologo -v quiet -clp:NoSummary
echo "Built: $dqx"

heading "2. Drop the built extensions into the catalog directory of the demo"
rm -rf "$demo"
mkdir -p "$demo/extensions"
show cp -r artifacts/extensions/. "$demo/extensions/"
show ls "$demo/extensions"

heading "3. Write a sample suite with 1,461 days of Seattle's weather, and run it"
show "$dqx" demo "$demo"

heading "4. What the processor db_writer stored in $demo/results.db"
if have_sqlite3; then
  show sqlite3 -header -column "$demo/results.db" \
    "SELECT suite, date, status, passed, failed, skipped FROM dqx_runs"
  echo
  show sqlite3 -header -column "$demo/results.db" \
    "SELECT check_name, assertion_name, status, value, expression FROM dqx_results WHERE status <> 'passed'"
else
  echo "The sqlite3 command is not here and could not be installed (artifacts/apt.log). The tables are dqx_runs, dqx_results and dqx_symbols."
fi

heading "5. What the history has of the days before"
show "$dqx" history show "average(temp_max)" "$demo/weather.yaml"

heading "6. Look at next"
cat << END
  $demo/weather.yaml                         the suite; change it, then:
  $dqx run $demo/weather.yaml --date 2015-12-31
  $dqx run $demo/weather.yaml --from 2015-12-01 --to 2015-12-31 --quiet
  $dqx validate $demo/weather.yaml           mistakes, with line and column
  $dqx extensions list $demo/weather.yaml    which processors there are, and where from
  $dqx run --help
END
