#!/bin/sh
# Whether a deployed API is what it should be: looked at from outside, without a secret, and nothing is left behind.
#   API_URL=https://api.oraclelumira.com smoke.sh [COMMIT]
# A line a check. Ends with 0 when all passed, 1 when one did not, 64 called wrongly.
# SMOKE_SECONDS (60): how long the commit may take to show itself; SMOKE_PAUSE (2): seconds between two looks.
set -eu
: "${SMOKE_SECONDS:=60}" "${SMOKE_PAUSE:=2}"
if [ -z "${API_URL:-}" ] || [ $# -gt 1 ]; then
  echo "usage: API_URL=https://… smoke.sh [COMMIT]" >&2
  exit 64
fi
API_URL=${API_URL%/}
commit=${1:-}
failed=0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Status of the answer; its body and headers are left in files.
get() { # PATH [CURL'S ARGUMENTS…]
  path=$1
  shift
  rm -f "$work/headers" "$work/body"
  curl --silent --max-time 10 --dump-header "$work/headers" --output "$work/body" --write-out '%{http_code}' "$@" \
    "$API_URL$path" || true
}

in_body() { jq -e "$1" "$work/body" >/dev/null 2>&1; }
header() {
  awk -v "name=$1:" '{ sub(/\r$/, "") }
    index(tolower($0), name) == 1 { sub(/^[^:]*: */, ""); value = substr($0, 1, 200) }
    END { print value }' "$work/headers" 2>/dev/null || true
}

check() { # WHAT FOUND WANTED
  # shellcheck disable=SC2254 # a pattern on purpose
  case $2 in
  $3) echo "ok      $1" ;;
  *)
    echo "FAILED  $1: $2"
    failed=$((failed + 1))
    ;;
  esac
}

# A proxy may send some calls to the container before for as long as that one drains.
deadline=$(($(date +%s) + SMOKE_SECONDS))
wanted="200 UP ${commit:-*}"
while :; do
  status=$(get /health)
  said="$status $(jq -r '"\(.status) \(.commit)"' "$work/body" 2>/dev/null || true)"
  # shellcheck disable=SC2254 # a pattern on purpose
  case $said in $wanted) break ;; esac
  [ "$(date +%s)" -lt "$deadline" ] || break
  sleep "$SMOKE_PAUSE"
done
check "/health is up${commit:+ and of commit $commit}" "$said" "$wanted"

status=$(get /api/products)
check "the catalogue has products with prices" \
  "$status $(in_body '.products | length > 0 and all(.[]; .amountCents >= 0 and .currency == "eur")' && echo priced)" "200 priced"
check "answers are no documents to sniff" "$(header x-content-type-options)" nosniff
check "answers load nothing" "$(header content-security-policy)" "default-src 'none'*"
check "answers are in no frame" "$(header x-frame-options)" DENY
check "answers do not name the server" "$(header server)$(header x-powered-by)" ''
case $API_URL in
https://*) check "browsers are told to come by https for a year" "$(header strict-transport-security)" "max-age=31536000*" ;;
esac

status=$(get /api/payments/webhook --request POST --header 'Content-Type: application/json' --data '{}')
check "an unsigned event is refused" "$status $(jq -r .code "$work/body" 2>/dev/null)" "400 INVALID_SIGNATURE"
status=$(get /api/users/profile)
check "nobody's profile is for nobody" "$status" 401
status=$(get /api/products --request OPTIONS --header 'Origin: https://evil.example' \
  --header 'Access-Control-Request-Method: GET')
check "a foreign page reads nothing" "$status $(header access-control-allow-origin)" "403 "

[ "$failed" -eq 0 ] || { echo "smoke: $failed checks failed on $API_URL" >&2; exit 1; }
