# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# Whether anybody hears of it: the monitoring profile as it ships, and a chat as Slack's.

heard() { docker logs "$(container chat)" 2>&1 | grep "^took $1 " | grep -qF "$2"; } # SENDER WORDS
refused_by_chat() { docker logs "$(container chat)" 2>&1 | grep -v '^took '; }
measured() { docker exec "$(container prometheus)" wget -q -O - "http://127.0.0.1:9090/api/v1/query?query=$1" | grep -qF "$2"; }

# hears WHAT SECONDS SENDER WORDS, from $begin on
hears() {
  local what=$1 most=$2 took
  shift 2
  within $((most - SECONDS + begin)) heard "$@" || true
  took=$((SECONDS - begin))
  check "$what after $took s (< $most)" heard "$@"
}

alerts() {
  local begin
  check "the monitoring profile: Prometheus and Alertmanager are healthy, with the configuration as it ships" \
    compose up --detach --no-build --no-deps --wait --wait-timeout 120 prometheus alertmanager
  for service in prometheus alertmanager; do locked_down "$service"; done
  refused "Prometheus does not reach mongo" docker exec "$(container prometheus)" sh -c 'nc -w 3 mongo 27017 </dev/null'
  check "the same look reaches the API's numbers" docker exec "$(container prometheus)" sh -c 'nc -w 3 api 9000 </dev/null'
  check "Prometheus finds the API by its name and reads its numbers" within 90 measured 'up%7Bjob=%22api%22%7D' '"1"]'
  check "and Alertmanager's" within 60 measured 'up%7Bjob=%22alertmanager%22%7D' '"1"]'
  check "the database is there in them" within 60 measured lumira_database_up '"1"]'
  refused "nobody was told yet that it is not" heard '[a-z]*' DatabaseAway

  docker kill "$(container mongo)" >/dev/null
  begin=$SECONDS
  hears "mongo is killed: the API itself tells the chat" 120 api '🔴 DatabaseAway (staging)'
  hears "and Prometheus by Alertmanager" 120 alertmanager 'CRITICAL: DatabaseAway'
  check "with the page to read" heard alertmanager docs/runbook/alerts/DatabaseAway.md
  refused "the chat does not hear what follows from it besides" heard alertmanager 'CRITICAL: ErrorBudgetBurnsFast'

  docker start "$(container mongo)" >/dev/null
  begin=$SECONDS
  hears "mongo is back: the API tells the chat" 120 api '✅ DatabaseAway (staging)'
  hears "and Prometheus by Alertmanager" 180 alertmanager 'OVER: DatabaseAway'
  refused "nor of its failures one by one, as new ones" heard alertmanager 'WARNING: ErrorNew'
  check "begin and end were told once each" test "$(docker logs "$(container chat)" 2>&1 | grep -c '^took .*DatabaseAway')" -eq 4
  refused "the chat refused no message" refused_by_chat
}
