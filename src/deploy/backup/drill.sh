#!/bin/sh
# The restore, tried: a dump into a database made for it, the comparison with the dump's report, and that database is
# dropped again. What came of it goes to the collection `restore_drills` of the shop's own database, where the preflight
# looks. docs/runbook/backup-restore.md
# RESTORE_MONGODB_URI: a user that may create and drop the database, for this run only; BACKUP_AGE_IDENTITY as in a restore.
set -eu
umask 077
here=$(dirname "$0")
: "${RESTORE_MONGODB_URI:?a user that may create and drop a database}"
scratch=drill_$(date -u +%Y%m%d%H%M%S)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT

begin=$(date +%s)
ended=0
RESTORE_DRILL=true "$here/restore.sh" --into "$scratch" "$@" >"$work/restore.log" 2>&1 || ended=$?
cat "$work/restore.log"
[ "$ended" -ne 64 ] || exit 64
DRILL_EQUAL=$([ "$ended" -eq 0 ] && echo true || echo false)
DRILL_SECONDS=$(($(date +%s) - begin))
DRILL_DUMP=$(sed -n 's/^restore\.from name=//p' "$work/restore.log" | tail -n 1)
export DRILL_EQUAL DRILL_SECONDS DRILL_DUMP
DRILL_SCRATCH=$scratch BACKUP_MONGODB_URI=$RESTORE_MONGODB_URI mongosh --quiet --norc --nodb --file "$here/drop.js" ||
  echo "drill.left $scratch was not dropped: drop it by hand" >&2
mongosh --quiet --norc --nodb --file "$here/drilled.js"
echo "drill.done name=$DRILL_DUMP equal=$DRILL_EQUAL seconds=$DRILL_SECONDS"
[ "$DRILL_EQUAL" = true ]
