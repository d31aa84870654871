#!/usr/bin/env bash
# Builds everything and runs the tests. `build/test.sh NAME` runs only the tests whose full name holds NAME.
# Ends with the line `N passed, N failed`; exit code 0 only when nothing failed and the coverage bar holds.
set -euo pipefail
cd "$(dirname "$0")/.."

filter="${1:-}"
results="artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"

# In CI the warm compiler ends with the tests; elsewhere it serves the next build.
if [ "${CI:-}" = true ]; then
  trap 'dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true' EXIT
fi

bash build/services.sh
bash build/data/fetch.sh
bash build/junit/fetch.sh
dotnet build Dqx.sln -c Release --nologo -v minimal -clp:NoSummary

# Tests one project. What it says goes to its log, and its exit code beside it.
run_tests() {
  local name="$1" project="$2" code=0
  local arguments=(test "$project" -c Release --no-build --nologo --results-directory "$results/$name")
  # The others test the command, extensions and engines: counting lines takes them time and adds none.
  case "$name" in
    Dqx.Composition.Tests | Dqx.Tests | Hostile) arguments+=(--settings build/Coverage.runsettings --collect "XPlat Code Coverage") ;;
  esac

  if [ -n "$filter" ]; then
    arguments+=(--filter "FullyQualifiedName~$filter")
  fi

  dotnet "${arguments[@]}" 2>&1 | tee "$results/$name.log" || code=$?
  echo "$code" > "$results/$name.code"
}

# What runs in the background ends with this script.
trap 'jobs -p | xargs -r kill; exit 130' INT TERM

for project in tests/*.Tests tests/Hostile; do
  name="$(basename "$project")"
  case "$name" in
    # Both wait most of the time, the one for time limits and the other for servers, so they run side by side; the second log is shown after the first.
    Dqx.Composition.Tests)
      run_tests Dqx.Engines.Tests tests/Dqx.Engines.Tests > /dev/null &
      run_tests "$name" "$project"
      wait
      cat "$results/Dqx.Engines.Tests.log"
      ;;
    Dqx.Engines.Tests) ;;
    *) run_tests "$name" "$project" ;;
  esac
done

passed=0
failed=0
for log in "$results"/*.log; do
  name="$(basename "$log" .log)"
  counts="$(sed -nE 's/.*Failed: *([0-9]+), Passed: *([0-9]+).*/\1 \2/p' "$log" | tail -n 1)"
  if [ -n "$counts" ]; then
    failed=$((failed + ${counts% *}))
    passed=$((passed + ${counts#* }))
  fi

  # A test run that died without counting is a failure of its own: nothing is lost in silence.
  code="$(cat "$results/$name.code")"
  if [ "$code" -ne 0 ] && [ "${counts%% *}" = "${counts:+0}" ]; then
    echo "$name ended with exit code $code and counted no failure; see $log" >&2
    failed=$((failed + 1))
  fi
done

# What became of each case of the hostile corpus.
if [ -f "$results/hostile-table.txt" ]; then
  cat "$results/hostile-table.txt"
fi

# The same numbers on every engine: engines x cases, with the reason of each gap.
if [ -f "$results/conformance-table.txt" ]; then
  cat "$results/conformance-table.txt"
fi

if [ -z "$filter" ]; then
  node build/coverage.mjs "$results" 95 Dqx.Abstractions Dqx.Composition || failed=$((failed + 1))
elif [ $((passed + failed)) -eq 0 ]; then
  echo "No test has '$filter' in its name." >&2
  failed=1
fi

# Said again at the end, where the tail of a log still holds it: which tests failed, and how.
if [ "$failed" -ne 0 ]; then
  awk '/^  (Passed|Skipped|Failed) /{ show = 0 } /^  Failed /{ show = 20 } show-- > 0' "$results"/*.log | cut -c1-300 || true
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
