#!/usr/bin/env bash
# CPU time of the API process per request, over loopback with 50 connections: what a request costs, whatever the machine
# does besides, after a warm-up (WARM_UP, 10 s). Needs the shop running (mvn -Prun), wrk, python3. Seconds and connections: SECONDS_EACH (8), CONNECTIONS (50).
set -euo pipefail
cd "$(dirname "$0")"
BASE=${BASE_URL:-http://127.0.0.1:8080}
SECRETS=${SHOP_SECRETS:-../../.shop/secrets.properties}
EACH=${SECONDS_EACH:-8}
CONNECTIONS=${CONNECTIONS:-50}
PID=${API_PID:-$(python3 listener.py "$BASE")}
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

ticks() { awk '{print $14 + $15}' "/proc/$PID/stat"; }
hz=$(getconf CLK_TCK)

# measure NAME LUA URL : one row
measure() {
  wrk -t1 -c"$CONNECTIONS" -d"${WARM_UP:-10}s" -s "$2" "$3" >/dev/null
  local before after out requests errors
  before=$(ticks)
  out=$(wrk -t1 -c"$CONNECTIONS" -d"${EACH}s" -s "$2" "$3")
  sleep "${SETTLE:-1}"
  after=$(ticks)
  requests=$(awk '/requests in/{print $1}' <<<"$out")
  errors=$(awk '/Non-2xx/{print $NF}' <<<"$out")
  printf '| %-36s | %8s | %6s | %.3f |\n' "$1" "$requests" "${errors:-0}" \
    "$(python3 -c "print(($after - $before) * 1000 / $hz / $requests)")"
}

python3 prepare.py "$BASE" "$SECRETS" "$WORK" "${EVENTS:-60000}"
echo "| work | requests | errors | CPU ms/request |"
echo "|---|---|---|---|"
measure healthz get.lua "$BASE/api/healthz"
measure products get.lua "$BASE/api/products"
measure "order by id" get.lua "$BASE/api/orders/$(head -1 "$WORK/order")"
SIGNED=$WORK/repeated measure "webhook, one event repeated" webhook.lua "$BASE/api/payments/webhook"
# every event once, the first half for the warm-up; then time for the workers to finish
ONCE=true SIGNED=$WORK/warm-up wrk -t1 -c"$CONNECTIONS" -d60s -s webhook.lua "$BASE/api/payments/webhook" >/dev/null
sleep 8
before=$(ticks)
ONCE=true SIGNED=$WORK/distinct wrk -t1 -c"$CONNECTIONS" -d60s -s webhook.lua "$BASE/api/payments/webhook" >"$WORK/out"
sleep 8
after=$(ticks)
n=$(awk '/requests in/{print $1}' "$WORK/out")
printf '| %-36s | %8s | %6s | %.3f |\n' "webhook, distinct events, applied" "$n" "$(awk '/Non-2xx/{print $NF}' "$WORK/out")" \
  "$(python3 -c "print(($after - $before) * 1000 / $hz / $n)")"
