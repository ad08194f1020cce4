# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# The checks of .ci/containers, in its order. Each is one line: ok or FAIL, what is true, what was seen.

passed=0
failed=0
ok() {
  passed=$((passed + 1))
  printf 'ok    %s\n' "$*"
}
fail() {
  failed=$((failed + 1))
  printf 'FAIL  %s\n' "$*"
}
# check WHAT COMMAND…: true when the command is
check() {
  local what=$1
  shift
  if "$@" >"$work/check.log" 2>&1; then ok "$what"; else
    fail "$what"
    tail -n 5 "$work/check.log" | sed 's/^/        /'
  fi
}
# refused WHAT COMMAND…: true when the command is not
refused() {
  local what=$1
  shift
  if "$@" >"$work/check.log" 2>&1; then fail "$what"; else ok "$what"; fi
}
# within SECONDS COMMAND…: tries every half second
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.5
  done
}

compose() { docker compose --env-file "$work/env" -f docker-compose.yml -f src/test/containers/compose.yml --profile sandbox "$@"; }
container() { compose ps --all --quiet "$1" | head -n 1; }
inspect() { docker inspect --format "$1" "$2"; }
healthy() { [ "$(inspect '{{.State.Health.Status}}' "$1")" = healthy ]; }
url() { echo "http://127.0.0.1:$PROXY_PORT$1"; }
status() { curl -s -o /dev/null -m 10 -w '%{http_code}' "$@"; }
answers() { [ "$(status "$(url "$2")")" = "$1" ]; } # STATUS PATH

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
  build "lumira-api:$commit" Dockerfile.jvm --target runtime "${given[@]}"
  build lumira-api:other Dockerfile.jvm --target runtime "${given[@]}" --build-arg COMMIT_SHA=other
  build "lumira-sandbox:$commit" Dockerfile.jvm --target sandbox "${given[@]}"
  build "lumira-backup:$commit" src/deploy/backup/Dockerfile
  # the native image's own stage, with a program in the executable's place that answers the probe and nothing else
  mkdir -p "$work/native/tmp/native"
  cat >"$work/native/tmp/native/lumira" <<'END'
#!/bin/sh
mkdir -p /tmp/www/health && echo stand-in >/tmp/www/health/ready && exec busybox httpd -f -p 8080 -h /tmp/www
END
  build lumira-api:native Dockerfile.native --target runtime --build-context "native=$work/native" --build-context "build=$work/native"
  size lumira-api:"$commit" 200 500
  size lumira-api:native 60 100
  for image in "lumira-api:$commit" lumira-api:native; do
    check "$image runs as 10001, starts without a shell, names its commit, has a health check" \
      test "$(inspect '{{.Config.User}} {{json .Config.Entrypoint}} {{index .Config.Labels "org.opencontainers.image.revision"}} {{len .Config.Healthcheck.Test}}' "$image")" \
      = "10001:10001 [\"/usr/local/bin/lumira\"] $commit 2"
  done
  check "the JVM of the image knows French" french
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

native_probe() {
  local id
  id=$(docker run --detach --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges lumira-api:native)
  within 30 healthy "$id"
  local result=$?
  docker rm --force "$id" >/dev/null
  return $result
}

# Every secret of the stack's .env, and what looks like one, in everything that an image is made of.
secret_in() { # IMAGE
  sed -n 's/^\(.*_PASSWORD\|.*_SECRET\|.*_CODE\|.*_SECRET_ACCESS_KEY\)=//p' "$work/env" >"$work/secrets"
  # this stack's: the program's own page has one for an example
  grep AGE-SECRET-KEY "$work/age.key" >>"$work/secrets"
  local found
  # counted, not -q: an early end would break the pipe
  found=$({ docker image inspect "$1"; docker history --no-trunc "$1"; docker save "$1" | tar -xO; } |
    LC_ALL=C grep -acE -f <(printf '%s\n' 'sk_live_[A-Za-z0-9]{10}' 'rk_live_[A-Za-z0-9]{10}' 'whsec_[A-Za-z0-9]{24}'; cat "$work/secrets") || true)
  [ "$found" -gt 0 ]
}

stack() {
  PROXY_PORT=$((RANDOM % 10000 + 20000))
  export PROXY_PORT COMMIT_SHA=$commit
  docker run --rm --entrypoint age-keygen "lumira-backup:$commit" >"$work/age.key" 2>/dev/null
  { sh src/deploy/new-env.sh; cat <<END; } >"$work/env"
APP_ENV=staging
PUBLIC_URL=https://staging.example.com
TRUSTED_PROXIES=172.16.0.0/12
BACKUP_EVERY_SECONDS=86400
BACKUP_AGE_RECIPIENT=$(sed -n 's/^# public key: //p' "$work/age.key")
BACKUP_S3_ENDPOINT=http://s3:7070
BACKUP_S3_REGION=eu-west-3
BACKUP_S3_BUCKET=backups
BACKUP_S3_ACCESS_KEY_ID=backup-key
BACKUP_S3_SECRET_ACCESS_KEY=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
END
  for image in "lumira-api:$commit" lumira-api:native "lumira-backup:$commit"; do
    refused "no secret in $image, its history or its settings" secret_in "$image"
  done
  docker build --quiet --tag lumira-test-leak - >/dev/null <<<"FROM $debian
RUN echo $(sed -n 's/^JWT_SECRET=//p' "$work/env") >/leak"
  check "the same look finds a secret that was put into a layer" secret_in lumira-test-leak

  refused "the stack does not start without its secrets" \
    env -i "PATH=$PATH" docker compose --env-file /dev/null config --quiet
  check "docker compose up: every service is healthy" compose up --detach --no-build --wait --wait-timeout 300
  live "$(container api)"
  within 30 answers 200 /health || true
  curl -s "$(url /health)" >"$work/health.json"
  check "the API answers behind the proxy, reaches the database, and runs this commit" \
    grep -q "$commit" "$work/health.json"
  for service in api mongo backup stripe; do locked_down "$service"; done
  check "api may write to /tmp" docker exec "$(container api)" touch /tmp/probe
  refused "api may write nowhere else" docker exec "$(container api)" touch /app/probe
  isolated
}

locked_down() { # SERVICE
  local id facts
  id=$(container "$1")
  facts=$(docker exec "$id" sh -c 'awk "/^Uid|^CapEff|^CapBnd|^NoNewPrivs/ { printf \"%s \", \$2 }" /proc/1/status')
  check "$1 is not root, has no capability and cannot gain one ($facts)" \
    grep -qE '^[1-9][0-9]* 0+ 0+ 1 $' <<<"$facts"
  facts=$(inspect '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{index .HostConfig.LogConfig.Config "max-size"}}' "$id")
  check "$1 is read-only, with limits of memory, CPU, processes and logs ($facts)" \
    grep -qE '^true [1-9][0-9]+ [1-9][0-9]+ [1-9][0-9]+ 10m$' <<<"$facts"
  check "$1 has its memory limit in force" \
    test "$(docker exec "$id" cat /sys/fs/cgroup/memory.max 2>/dev/null || docker exec "$id" cat /sys/fs/cgroup/memory/memory.limit_in_bytes)" \
    = "$(inspect '{{.HostConfig.Memory}}' "$id")"
}

isolated() {
  local address
  address=$(inspect '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(container mongo)")
  check "api reaches mongo" docker exec "$(container api)" sh -c 'nc -w 3 mongo 27017 </dev/null'
  refused "the proxy, which is on the API's network only, does not, by name or address" \
    docker exec "$(container proxy)" bash -c "timeout 3 bash -c '</dev/tcp/mongo/27017' || timeout 3 bash -c '</dev/tcp/$address/27017'"
  check "the same look from the proxy reaches api" docker exec "$(container proxy)" bash -c "timeout 3 bash -c '</dev/tcp/api/8080'"
  check "mongo publishes no port" test -z "$(docker port "$(container mongo)")"
  refused "mongo has no way out" docker exec "$(container mongo)" bash -c "timeout 5 bash -c '</dev/tcp/s3/7070'"
  check "as the backups do, who have one" docker exec "$(container backup)" bash -c "timeout 5 bash -c '</dev/tcp/s3/7070'"
  check "mongo refuses whoever does not sign in" sh -c "docker exec '$(container backup)' mongosh --quiet --norc \
    mongodb://mongo/lumira --eval 'db.orders.countDocuments({})' 2>&1 | grep 'requires authentication'"
  # shellcheck disable=SC2016 # the container's variable
  check "mongo lets its users in" docker exec "$(container backup)" \
    sh -c 'mongosh --quiet --norc "$BACKUP_MONGODB_URI" --eval "db.getSiblingDB(\"lumira\").orders.countDocuments({})"'
}

order() { # prints the id of a new order's payment
  curl -s -m 20 -H 'Content-Type: application/json' -d "{\"productId\":\"mystique\",\"customerEmail\":\"$1@example.com\"}" \
    "$(url /api/products/create-payment-intent)" | sed -n 's/.*"orderId":"\([^"]*\)".*/\1/p'
}
sandbox() { docker exec "$(container stripe)" curl -sf -m 20 "$@"; }
pay() { sandbox -X POST "http://127.0.0.1:12111/_sandbox/payment_intents/$1/succeed"; }
order_is() { curl -s -m 10 "$(url "/api/orders/$1")" | grep -q "\"status\":\"$2\""; }

behaviour() {
  local id api
  id=$(order before-restart)
  pay "$id" >/dev/null
  check "an order is paid through the whole stack ($id)" within 60 order_is "$id" paid
  docker restart "$(container mongo)" >/dev/null
  check "it is still there after mongo's restart" within 90 order_is "$id" paid
  api=$(container api)
  docker stop "$(container mongo)" >/dev/null
  check "without mongo /health says 503" within 15 answers 503 /health
  check "without mongo the API lives and stays in the proxy's rotation" answers 200 /api/healthz
  sleep 10
  check "without mongo the container stays healthy, so nothing takes it away" healthy "$api"
  docker start "$(container mongo)" >/dev/null
  check "with mongo back it is well, without a restart of its own" within 90 answers 200 /health
  check "and was never restarted" test "$(inspect '{{.RestartCount}} {{.State.Running}}' "$api")" = "0 true"
  fingerprints
}

fingerprints() {
  docker exec "$(container api)" config-fingerprints >"$work/fingerprints"
  sed -n 's/^[A-Z0-9_]*=//p' "$work/env" | grep -E '.{8}' >"$work/values"
  check "the configuration's backup names every secret's variable" grep -q '^JWT_SECRET [0-9a-f]\{12\}$' "$work/fingerprints"
  refused "and has no value" grep -qFf "$work/values" "$work/fingerprints"
  check "it finds the same configuration again" \
    sh -c "docker exec -i '$(container api)' sh -c 'cat >/tmp/f && config-fingerprints /tmp/f' <'$work/fingerprints'"
  refused "and tells a changed one" \
    sh -c "docker exec -i -e CORS_ORIGIN=https://other.example '$(container api)' sh -c 'cat >/tmp/f && config-fingerprints /tmp/f' <'$work/fingerprints'"
}

# Signed deliveries, four at a time: each is verified and stored. Ends when told.
load() { # FILE
  local body now signature
  body='{"id":"evt_load","object":"event","type":"customer.created","created":1,"livemode":false,"data":{"object":{"id":"cus_load","object":"customer"}}}'
  now=$(date +%s)
  signature=$(printf '%s.%s' "$now" "$body" | openssl dgst -sha256 -hmac "$(sed -n 's/^STRIPE_WEBHOOK_SECRET=//p' "$work/env")" | sed 's/.* //')
  hey -z 280s -c 4 -q 12 -m POST -T application/json -H "stripe-signature: t=$now,v1=$signature" -d "$body" \
    "$(url /api/payments/webhook)" >"$1" 2>&1 &
}

# The proxy learns of a container once it is healthy, as the platform's does.
live() { docker network connect --alias live lumira_front "$1"; }

# As the platform does it: the new one starts, becomes healthy, and then the old one is stopped.
roll() { # TAG WHAT
  local old new start taken pid requests failures code
  load "$work/load"
  pid=$!
  sleep 3
  old=$(container api)
  start=$SECONDS
  COMMIT_SHA=$1 compose up --detach --no-build --no-deps --no-recreate --scale api=2 api >/dev/null 2>&1
  new=$(compose ps --quiet api | grep -v "$old")
  if ! within 120 healthy "$new"; then fail "$2: the new container did not become healthy"; fi
  live "$new"
  docker stop --time 40 "$old" >/dev/null
  taken=$((SECONDS - start))
  code=$(inspect '{{.State.ExitCode}}' "$old")
  docker rm "$old" >/dev/null
  # enough requests to mean something, whatever the machine
  while [ $((SECONDS - start)) -lt 30 ]; do sleep 1; done
  kill -INT "$pid"
  wait "$pid" || true
  requests=$(sed -n 's/^ *\[200\][^0-9]*\([0-9]*\) responses/\1/p' "$work/load")
  failures=$(awk '/^Error distribution/ { e = 1 } /^ *\[[0-9]+\]/ { gsub(/[][]/, "", $1); if (e) n += $1; else if ($1 != 200) n += $2 } END { print n + 0 }' "$work/load")
  check "$2 under load: ${requests:-0} answered (>= 1000), $failures failed" test "${requests:-0}" -ge 1000 -a "$failures" -eq 0
  [ "$failures" -eq 0 ] || sed -n '/Status code/,$p' "$work/load"
  check "$2: the old container ended by itself (exit $code, not 137)" test "$code" -eq 143
  check "$2: the new commit answers" sh -c "curl -s '$(url /health)' | grep -q '$1'"
  check "$2 took $taken s (< 300)" test "$taken" -lt 300
}

rolling() {
  roll other "rolling update"
  roll "$commit" "rollback by tag"
}

backups() {
  local late lost output
  check "a dump is made, encrypted, kept and sent to the bucket" \
    sh -c "docker exec '$(container backup)' /opt/backup/backup.sh once | grep 'backup.done.*offsite=stored'"
  check "the bucket lists it" sh -c "docker exec '$(container backup)' /opt/backup/backup.sh list | grep -q 'bucket: lumira-.*age'"
  check "the newest dump is fresh" docker exec "$(container backup)" /opt/backup/backup.sh fresh
  refused "what is kept cannot be read without the key" \
    docker exec "$(container backup)" sh -c 'gzip -t /backup/*.archive.gz.age'
  retention
  late=$(order paid-after-the-dump)
  chmod 644 "$work/age.key"
  cat >"$work/drill.yml" <<END
services: { backup: { volumes: ["$work/age.key:/run/age.key:ro"], environment: { BACKUP_AGE_IDENTITY: /run/age.key } } }
END
  compose -f "$work/drill.yml" up --detach --no-build --no-deps --wait backup >/dev/null 2>&1
  cat >"$work/business" <<END
#!/usr/bin/env bash
work=$work; . src/test/containers/checks.sh
pay $late >/dev/null; id=\$(order lost-with-the-database); pay "\$id" >/dev/null; echo "\$id" >"$work/lost"
END
  output=$work/drill.log
  if DRILL_COMPOSE="docker compose --env-file $work/env -f docker-compose.yml -f src/test/containers/compose.yml -f $work/drill.yml --profile sandbox" \
    sh src/deploy/drill.sh bash "$work/business" >"$output" 2>&1; then
    ok "the drill: $(sed -n 's/.*drill.done //p' "$output")"
  else fail "the drill"; tail -n 20 "$output"; fi
  live "$(container api)" || true
  within 30 answers 200 /health || true
  lost=$(cat "$work/lost")
  check "restored: $(grep -c '^equal' "$output") collections equal, none differs" sh -c "grep -q '^equal *orders' '$output' && ! grep -q DIFFERS '$output'"
  check "an order paid after the dump is paid again after the restore ($late)" within 60 order_is "$late" paid
  check "a payment whose order was lost is reported ($lost)" grep -q "Money without order:.*$lost" "$output"
  check "the restore was read from the bucket as well" from_bucket
}

# Four dumps on each of five days, one of which is forty days ago; the newest five and the last of each day stay.
retention() {
  # shellcheck disable=SC2016 # the container's variables
  check "of twenty dumps in five days the newest five stay, then the last of each day, and none that is too old" \
    docker exec -e BACKUP_DIRECTORY=/tmp/kept -e BACKUP_KEEP=5 -e BACKUP_KEEP_DAYS=30 -e BACKUP_S3_BUCKET= "$(container backup)" sh -c '
      mkdir /tmp/kept
      for day in 1 2 3 4 40; do for hour in 01 09 17 23; do
        echo {} >"/tmp/kept/lumira-$(date -u -d "$day days ago" +%Y%m%d)T${hour}0000Z.json"
      done; done
      /opt/backup/keep.sh >/dev/null
      want=$(for at in "1 23" "1 17" "1 09" "1 01" "2 23" "2 17" "3 23" "4 23"; do
        echo "lumira-$(date -u -d "${at% *} days ago" +%Y%m%d)T${at#* }0000Z.json"
      done | sort)
      test "$(ls /tmp/kept)" = "$want"'
}

# On a volume that lost everything: the newest dump comes from the bucket.
from_bucket() {
  docker exec "$(container backup)" sh -c 'rm -f /backup/lumira-* /backup/latest.json'
  RESTORE_MONGODB_URI="mongodb://root:$(sed -n 's/^MONGO_ROOT_PASSWORD=//p' "$work/env")@mongo:27017/?authSource=admin"
  export RESTORE_MONGODB_URI
  docker exec -e RESTORE_MONGODB_URI "$(container backup)" /opt/backup/backup.sh restore --into lumira_from_bucket
}
