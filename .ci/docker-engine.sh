#!/bin/bash
# A private Docker engine, unpacked from Debian packages into a folder; nothing is installed over the system, except runc
# and iptables where they are missing. For machines without Docker; needs root.
#   .ci/docker-engine.sh up DIR [SUITE]     then: . DIR/env
#   .ci/docker-engine.sh down DIR
set -euo pipefail
cmd=$1 D=$2 suite=${3:-trixie}
# shellcheck disable=SC2016 # the reader's PATH
env_file() { printf 'export PATH=%s/bin:$PATH DOCKER_CONFIG=%s/cfg DOCKER_HOST=unix://%s/run/docker.sock\n' "$D" "$D" "$D" >"$D/env"; }
case $cmd in
up)
  mkdir -p "$D"/{apt/etc/apt/apt.conf.d,apt/etc/apt/preferences.d,apt/etc/apt/sources.list.d,apt/var/lib/apt/lists/partial,apt/var/cache/apt/archives/partial,apt/var/lib/dpkg,deb,root,bin,run,cfg/cli-plugins}
  : >"$D/apt/var/lib/dpkg/status"
  # same mirror and keyring as the machine's own source file, other suite
  awk -v s="$suite" 'BEGIN{RS="";FS="\n"} /Suites: bookworm bookworm-updates/{sub(/Suites:[^\n]*/,"Suites: " s); print; exit}' /etc/apt/sources.list.d/debian.sources >"$D/apt/etc/apt/sources.list.d/x.sources"
  cat >"$D/apt/apt.conf" <<C
Dir "$D/apt"; Dir::State::status "$D/apt/var/lib/dpkg/status"; Dir::Etc::sourceparts "$D/apt/etc/apt/sources.list.d"; Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d";
Acquire::Check-Valid-Until "false"; Acquire::Check-Date "false"; Acquire::Languages "none"; APT::Architecture "amd64"; APT::Sandbox::User "root";
C
  export APT_CONFIG=$D/apt/apt.conf
  apt-get -qq update
  (cd "$D/deb" && apt-get -qq download docker.io docker-cli docker-compose docker-buildx containerd "$([ "$suite" = sid ] && echo tini-static || echo tini)")
  unset APT_CONFIG
  for f in "$D"/deb/*.deb; do dpkg-deb -x "$f" "$D/root"; done
  { command -v runc && command -v iptables; } >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends runc iptables >/dev/null
  for f in containerd containerd-shim-runc-v2 ctr docker tini tini-static dockerd docker-proxy docker-init; do p=$(find "$D/root/usr" -type f -name "$f" -perm -100 -not -path "*/contrib/*" -not -path "*/completion*" | head -1); [ -z "$p" ] || ln -sf "$p" "$D/bin/$f"; done
  [ -e "$D/bin/docker-init" ] || ln -sf "$(readlink -f "$D/bin/tini-static")" "$D/bin/docker-init"
  find "$D/root" -path '*cli-plugins*' -type f -exec ln -sf {} "$D/cfg/cli-plugins/" \;
  env_file
  # shellcheck disable=SC1091 # just written
  . "$D/env"
  setsid nohup dockerd -H "$DOCKER_HOST" --data-root "$D/data" --exec-root "$D/run/exec" --pidfile "$D/run/docker.pid" >"$D/dockerd.log" 2>&1 &
  for _ in $(seq 1 60); do docker version >/dev/null 2>&1 && break; sleep 0.5; done
  docker version --format '{{.Server.Version}}'; docker compose version --short; docker buildx version ;;
down)
  [ -s "$D/run/docker.pid" ] && kill "$(cat "$D/run/docker.pid")" && for _ in $(seq 1 40); do [ -e "$D/run/docker.pid" ] || break; sleep 0.5; done
  awk -v d="$D/" 'index($2,d)==1{print $2}' /proc/mounts | sort -r | while read -r m; do umount "$m" || true; done ;;
esac
