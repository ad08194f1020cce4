# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# What it survives: the database's restart and absence, an update, a rollback.

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
  check "its migrations are all recorded, and nothing would run" docker exec "$api" lumira migrate status
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
