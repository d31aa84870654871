#!/usr/bin/env bash
# Installs the servers that the tests talk to, from Debian's archive, when they are missing; does nothing when they are there.
# The tests start them by themselves, on loopback and in temporary folders: no service of the system is started, used or kept.
set -euo pipefail

# One package a line, with what is tested against it.
packages=(
  postgresql               # db_writer, the shared history, PostgreSQL as a data source
  clickhouse-server        # ClickHouse as a data source, one server and a cluster of three
  prometheus-pushgateway   # monitoring
  prometheus               # monitoring: what the Pushgateway holds is scraped
  chromium                 # reports: the page is opened, filtered and read
)

missing=()
for package in "${packages[@]}"; do
  if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "The tests need ${missing[*]}, which this script knows how to install only where there is apt-get." >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "The tests need ${missing[*]}, and neither root nor sudo without a password is here to install them. Install them once: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

# Debian starts what it installs unless this file says no. One that is there is the machine's own answer.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod +x "$policy"
fi

clusters=/etc/postgresql
had_clusters="$(ls "$clusters" 2>/dev/null || true)"

quietly() {
  local log
  log="$(mktemp)"
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

echo "Installing ${missing[*]}"
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
quietly "${apt[@]}" update
quietly "${apt[@]}" install -y --no-install-recommends "${missing[@]}"

# A fresh PostgreSQL comes with a database cluster that nobody asked for: the next start of the machine would run it.
if [ -z "$had_clusters" ] && [ -d "$clusters" ]; then
  for cluster in "$clusters"/*/main; do
    quietly "${as_root[@]}" pg_dropcluster "$(basename "$(dirname "$cluster")")" main
  done
fi
