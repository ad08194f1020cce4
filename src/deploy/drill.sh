#!/bin/sh
# The drill: a dump, then the loss of the whole database, then the way back, and what it cost. docs/runbook/drills.md
#   sh src/deploy/drill.sh [COMMAND…]     COMMAND runs between the dump and the loss, as the shop's business would
# It destroys the database of the compose stack it is started beside, so it refuses a production one, and one whose API
# does not run and so cannot say what it is.
# DRILL_COMPOSE: how compose is called, with its files and its environment (docker compose).
set -eu
: "${DRILL_COMPOSE:=docker compose}"
# shellcheck disable=SC2086 # words on purpose
compose() { $DRILL_COMPOSE "$@"; }
say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

# shellcheck disable=SC2016 # the container's variables
mode=$(compose exec -T api sh -c 'echo "$APP_ENV"') || mode=unknown
case $mode in
development | staging) ;;
*)
  echo "drill: APP_ENV of the running API is ${mode:-not set}; a drill destroys the database, so only staging and development have one" >&2
  exit 64
  ;;
esac
project=$(compose config --format json | sed -n 's/^  "name": "\([^"]*\)".*/\1/p')
RESTORE_MONGODB_URI="mongodb://root:$(compose exec -T mongo printenv MONGO_INITDB_ROOT_PASSWORD)@mongo:27017/?authSource=admin"
export RESTORE_MONGODB_URI

say "dump"
dumped=$(date +%s)
compose exec -T backup /opt/backup/backup.sh once
if [ $# -gt 0 ]; then
  say "business goes on: $*"
  "$@"
fi

lost=$(date +%s)
say "loss: the database's container and volumes are removed"
compose rm --force --stop mongo >/dev/null 2>&1
docker volume ls --quiet --filter "label=com.docker.compose.project=$project" | grep -E '_mongo-(data|config)$' |
  xargs docker volume rm >/dev/null

say "a new server"
compose up --detach --no-build --wait mongo >/dev/null 2>&1
MONGO_DATABASE=lumira_$(date -u +%Y%m%d%H%M%S)
say "restore into $MONGO_DATABASE"
failed=0
restored=$(compose run --rm --no-deps -T -e RESTORE_MONGODB_URI backup restore --into "$MONGO_DATABASE") || failed=$?
printf '%s\n' "$restored"
[ "$failed" -eq 0 ] || exit "$failed"
export MONGO_DATABASE
say "the service is pointed at it"
compose up --detach --no-build --no-deps --wait api backup >/dev/null 2>&1
serving=$(date +%s)
say "reconcile with Stripe"
compose exec -T api lumira reconcile --hours 72
done=$(date +%s)
say "the drill is written down where the preflight looks"
compose exec -T -e DRILL_EQUAL=true -e DRILL_SECONDS=$((serving - lost)) \
  -e DRILL_DUMP="$(printf '%s\n' "$restored" | sed -n 's/^restore\.from name=//p')" \
  backup mongosh --quiet --norc --nodb --file /opt/backup/drilled.js

say "drill.done database=$MONGO_DATABASE RPO_seconds=$((lost - dumped)) RTO_seconds=$((serving - lost)) reconciled_seconds=$((done - lost))"
