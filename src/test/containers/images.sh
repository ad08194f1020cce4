# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# What the images are.

build() { # TAG DOCKERFILE ARGUMENT…
  local tag=$1 file=$2
  shift 2
  docker build --quiet --build-arg "COMMIT_SHA=$commit" --tag "$tag" --file "$file" "$@" . >/dev/null
}

images() {
  local given=()
  if [ "$stand_ins" = true ]; then
    # packaged above: Maven inside the build would fetch everything once more
    mkdir -p "$work/build/build/target"
    cp -r target/quarkus-app target/test-classes "$work/build/build/target/"
    given=(--build-context "build=$work/build" --build-context "sandbox-build=$work/build")
  fi
  # the native image's own stage, with a program in the executable's place that answers the probe and nothing else
  mkdir -p "$work/native/tmp/native"
  cat >"$work/native/tmp/native/lumira" <<'END'
#!/bin/sh
mkdir -p /tmp/www/health && echo stand-in >/tmp/www/health/ready && exec busybox httpd -f -p 8080 -h /tmp/www
END
  # at once: they share stages, and half of the time is fetching
  local building=()
  build "lumira-api:$commit" Dockerfile.jvm --target runtime "${given[@]}" & building+=($!)
  build lumira-api:other Dockerfile.jvm --target runtime "${given[@]}" --build-arg COMMIT_SHA=other & building+=($!)
  build "lumira-sandbox:$commit" Dockerfile.jvm --target sandbox "${given[@]}" & building+=($!)
  build "lumira-backup:$commit" src/deploy/backup/Dockerfile & building+=($!)
  build lumira-api:native Dockerfile.native --target runtime --build-context "native=$work/native" --build-context "build=$work/native" &
  building+=($!)
  for pid in "${building[@]}"; do wait "$pid"; done
  size lumira-api:"$commit" 200 500
  size lumira-api:native 60 100
  for image in "lumira-api:$commit" lumira-api:native; do
    check "$image runs as 10001, starts without a shell, names its commit, has a health check" \
      test "$(inspect '{{.Config.User}} {{json .Config.Entrypoint}} {{index .Config.Labels "org.opencontainers.image.revision"}} {{len .Config.Healthcheck.Test}}' "$image")" \
      = "10001:10001 [\"/usr/local/bin/lumira\"] $commit 2"
  done
  check "the JVM of the image knows French" french
  check "the image's preflight needs no configuration, and where nobody answers says so" preflight_alone
  check "lumira-api:native becomes healthy by curl through sh, read-only and without capabilities" native_probe
}

size() { # IMAGE MB-COMPRESSED MB-ON-DISK
  local disk pulled
  disk=$(($(inspect '{{.Size}}' "$1") / 1000000))
  pulled=$(($(docker save "$1" | gzip -6 | wc -c) / 1000000))
  check "$1 is $pulled MB to pull (< $2) and $disk MB on disk (< $3)" test "$pulled" -lt "$2" -a "$disk" -lt "$3"
}

# Dates in French: without this module they come in English, and nothing fails.
french() { docker run --rm --entrypoint /opt/jre/bin/java "lumira-api:$commit" --list-modules | grep -q '^jdk.localedata'; }

preflight_alone() {
  local said code=0
  said=$(docker run --rm --network none "lumira-api:$commit" preflight outside --url https://api.lumira.invalid) || code=$?
  [ "$code" = 1 ] && grep -q '^NO-GO: 0 ✔' <<<"$said"
}

native_probe() {
  local id
  id=$(docker run --detach --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges lumira-api:native)
  within 30 healthy "$id"
  local result=$?
  docker rm --force "$id" >/dev/null
  return $result
}
