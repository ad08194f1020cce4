# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# Counting and asking; what a customer and her bank do. Each check is one line: ok or FAIL, what is true, what was seen.

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

order() { # prints the id of a new order's payment
  curl -s -m 20 -H 'Content-Type: application/json' -d "{\"productId\":\"mystique\",\"customerEmail\":\"$1@example.com\"}" \
    "$(url /api/products/create-payment-intent)" | sed -n 's/.*"orderId":"\([^"]*\)".*/\1/p'
}
sandbox() { docker exec "$(container stripe)" curl -sf -m 20 "$@"; }
pay() { sandbox -X POST "http://127.0.0.1:12111/_sandbox/payment_intents/$1/succeed"; }
order_is() { curl -s -m 10 "$(url "/api/orders/$1")" | grep -q "\"status\":\"$2\""; }
