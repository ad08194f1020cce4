#!/bin/sh
# A dump into a database that has nothing in it, and the proof that all of it arrived: documents and indexes of every
# collection as the dump's report says. The service is then pointed at that database (MONGO_DATABASE, MONGODB_URI), so
# nothing of the damaged one is touched. docs/runbook/backup-restore.md
# RESTORE_MONGODB_URI: a user that may create the database, for this run only. BACKUP_AGE_IDENTITY: file with the key.
set -eu
umask 077
here=$(dirname "$0")
into='' from=latest
while [ $# -gt 1 ]; do
  case $1 in
  --into) into=$2 ;;
  --from) from=$2 ;;
  *) break ;;
  esac
  shift 2
done
if [ $# -ne 0 ] || ! printf '%s' "$into" | grep -qxE '[a-z][a-z0-9_]{0,50}'; then
  echo "usage: restore --into DATABASE [--from NAME|FILE] (a database name: a-z, 0-9, _)" >&2
  exit 64
fi
: "${RESTORE_MONGODB_URI:?a user that may create the database}"
work=$(mktemp -d "$BACKUP_DIRECTORY/restore.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 143' TERM INT
begin=$(date +%s)

# the report's fields come before its collections, whose names could look like them
field() { sed "s/,\"collections\":.*//; s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/" "$report"; }
local_names() { (cd "$BACKUP_DIRECTORY" && find . -maxdepth 1 -name 'lumira-*.json' | sed 's/^\.\///; s/\.json$//'); }
bucket_names() { ! "$here/s3.sh" configured || "$here/s3.sh" list | sed -n 's/\.json$//p'; }
if [ "$from" = latest ]; then
  from=$({ local_names; bucket_names; } | sort | tail -n 1)
  [ -n "$from" ] || { echo "restore: there is no dump, neither here nor in the bucket" >&2; exit 1; }
fi
case $from in
*/*) report=${from%%.archive.gz*}.json archive=$from ;;
*)
  report=$BACKUP_DIRECTORY/$from.json
  if [ ! -e "$report" ]; then
    echo "restore: $from comes from the bucket"
    report=$work/$from.json
    "$here/s3.sh" get "$from.json" "$report"
    "$here/s3.sh" get "$(field file)" "$work/archive"
    archive=$work/archive
  else
    archive=$BACKUP_DIRECTORY/$(field file)
  fi
  ;;
esac

echo "restore.from name=$(field name)"
if [ "$(sha256sum "$archive" | cut -c1-64)" != "$(field sha256)" ]; then
  echo "restore: $archive is not what its report describes (sha256)" >&2
  exit 1
fi
if [ "$(field encrypted)" = true ]; then
  : "${BACKUP_AGE_IDENTITY:?the dump is encrypted: the file with the age identity}"
  age --decrypt --identity "$BACKUP_AGE_IDENTITY" --output "$work/plain" "$archive"
  archive=$work/plain
fi

printf 'uri: "%s"\n' "$RESTORE_MONGODB_URI" >"$work/tools.yml"
export BACKUP_MONGODB_URI="$RESTORE_MONGODB_URI" BACKUP_DATABASE="$into"
shell() { mongosh --quiet --norc --nodb --file "$here/$1"; }
# apart from the test: a server that is not reached ends this with its own words
held=$(shell contents.js)
if [ "$held" != '{}' ]; then
  echo "restore: the database $into has something in it; choose a name that is free" >&2
  exit 1
fi
mongorestore --config "$work/tools.yml" --archive="$archive" --gzip --nsInclude "$(field database).*" \
  --nsFrom "$(field database).*" --nsTo "$into.*" --stopOnError

shell contents.js >"$work/restored.json"
REPORT=$report RESTORED=$work/restored.json
export REPORT RESTORED
shell compare.js
[ "${RESTORE_DRILL:-}" = true ] || shell allow.js
echo "restore.done name=$(field name) into=$into dump_began=$(field startedAt) seconds=$(($(date +%s) - begin))"
echo "Next: MONGO_DATABASE=$into (or that name in MONGODB_URI's path), deploy, then: lumira reconcile --hours 72"
