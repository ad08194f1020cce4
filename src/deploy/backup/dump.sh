#!/bin/sh
# One dump: NAME.archive.gz (with a recipient NAME.archive.gz.age) and NAME.json, which says what must be in it.
# Both go to the volume and, where one is configured, to the bucket; the database's collection `backups` gets the same
# report, so that the API can tell how old the newest dump is. Nothing half-done keeps a dump's name.
# Ends with 3 when all went well but the way to the bucket.
set -eu
umask 077
here=$(dirname "$0")
name=lumira-$(date -u +%Y%m%dT%H%M%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work" "$BACKUP_DIRECTORY/$name".part' EXIT
trap 'exit 143' TERM INT

printf 'uri: "%s"\n' "$BACKUP_MONGODB_URI" >"$work/tools.yml"
shell() { mongosh --quiet --norc --nodb --file "$here/$1"; }

# first, so that a full volume gets room although its dumps fail
"$here/keep.sh" || echo "backup.keep_failed what is too old was not all removed" >&2

begin=$(date +%s)
shell contents.js >"$work/before.json"
# no pipefail in sh: the dump's own end is noted in a file
dump() {
  if timeout 3600 mongodump --config "$work/tools.yml" --db "$BACKUP_DATABASE" --archive --gzip 2>"$work/tool.log"; then
    : >"$work/complete"
  fi
}
if [ -n "${BACKUP_AGE_RECIPIENT:-}" ]; then
  file=$name.archive.gz.age
  dump | age --encrypt --recipient "$BACKUP_AGE_RECIPIENT" >"$BACKUP_DIRECTORY/$name.part"
else
  file=$name.archive.gz
  dump >"$BACKUP_DIRECTORY/$name.part"
fi
if [ ! -e "$work/complete" ] || [ ! -s "$BACKUP_DIRECTORY/$name.part" ]; then
  echo "backup.failed mongodump ended without a whole dump:" >&2
  tail -n 5 "$work/tool.log" >&2
  exit 1
fi
shell contents.js >"$work/after.json"
mv "$BACKUP_DIRECTORY/$name.part" "$BACKUP_DIRECTORY/$file"

REPORT_NAME=$name REPORT_FILE=$file REPORT_BEGIN=$begin REPORT_SECONDS=$(($(date +%s) - begin))
REPORT_BYTES=$(wc -c <"$BACKUP_DIRECTORY/$file") REPORT_BEFORE=$work/before.json REPORT_AFTER=$work/after.json
REPORT_SHA256=$(sha256sum "$BACKUP_DIRECTORY/$file" | cut -c1-64)
export REPORT_NAME REPORT_FILE REPORT_BEGIN REPORT_SECONDS REPORT_BYTES REPORT_BEFORE REPORT_AFTER REPORT_SHA256
REPORT_OFFSITE=off
export REPORT_OFFSITE
shell report.js >"$work/report.json"
offsite=0
if "$here/s3.sh" configured; then
  if "$here/s3.sh" put "$BACKUP_DIRECTORY/$file" "$REPORT_SHA256" &&
    "$here/s3.sh" put "$work/report.json" "$(sha256sum "$work/report.json" | cut -c1-64)" "$name.json"; then
    REPORT_OFFSITE=stored
  else
    REPORT_OFFSITE=failed offsite=3
    echo "backup.offsite_failed the dump is on the volume only" >&2
  fi
  shell report.js >"$work/report.json"
fi
cp "$work/report.json" "$BACKUP_DIRECTORY/$name.part"
mv "$BACKUP_DIRECTORY/$name.part" "$BACKUP_DIRECTORY/$name.json"
# its time is the dump's beginning: what `fresh` looks at
touch -d "@$begin" "$work/report.json"
cp -p "$work/report.json" "$BACKUP_DIRECTORY/latest.json"
shell record.js
echo "backup.done name=$name bytes=$((REPORT_BYTES)) seconds=$REPORT_SECONDS offsite=$REPORT_OFFSITE"
exit "$offsite"
