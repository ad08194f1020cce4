#!/bin/sh
# The shop's database: dumps, where they are, and the way back. docs/runbook/backup-restore.md
set -eu
umask 077
here=$(dirname "$0")

: "${BACKUP_DIRECTORY:=/backup}" "${BACKUP_DATABASE:=lumira}" "${BACKUP_EVERY_SECONDS:=900}"
: "${BACKUP_KEEP:=192}" "${BACKUP_KEEP_DAYS:=30}" "${BACKUP_STALE_MINUTES:=45}"
export BACKUP_DIRECTORY BACKUP_DATABASE BACKUP_KEEP BACKUP_KEEP_DAYS

usage() {
  cat <<'END'
backup.sh run                       a dump now and then at every full BACKUP_EVERY_SECONDS, until it is stopped
backup.sh once                      one dump
backup.sh list                      what is kept, here and in the bucket
backup.sh fresh                     0 while the newest dump is young enough
backup.sh restore --into DATABASE [--from NAME|FILE]
                                    the newest dump, or the named one, into a database that has nothing in it
backup.sh drill [--from NAME|FILE]  the same into a database of its own that is dropped again, and a note that it was tried
END
}

# The newest dump counts from when it began: what was written after that is not in it.
fresh() {
  [ -n "$(find "$BACKUP_DIRECTORY/latest.json" -mmin "-$BACKUP_STALE_MINUTES" 2>/dev/null)" ] || {
    echo "backup.stale no dump in the last $BACKUP_STALE_MINUTES minutes" >&2
    return 1
  }
}

run() {
  trap 'kill "${sleeping:-}" 2>/dev/null; exit 0' TERM INT
  while :; do
    # a dump that failed is tried again soon: the database may just be starting. Not one that only missed the bucket (3):
    # a dump a minute would push the earlier ones off the volume
    pause=$((BACKUP_EVERY_SECONDS - $(date +%s) % BACKUP_EVERY_SECONDS))
    "$here/dump.sh" || [ $? -eq 3 ] || [ "$pause" -lt 60 ] || pause=60
    sleep "$pause" &
    sleeping=$!
    wait "$sleeping"
  done
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
run) run ;;
once) exec "$here/dump.sh" ;;
list)
  (cd "$BACKUP_DIRECTORY" && find . -maxdepth 1 -name 'lumira-*.json' | sed 's/^\.\///; s/\.json$//' | sort)
  if "$here/s3.sh" configured; then "$here/s3.sh" list | sed 's/^/bucket: /'; fi
  ;;
fresh) fresh ;;
restore) exec "$here/restore.sh" "$@" ;;
drill) exec "$here/drill.sh" "$@" ;;
*)
  usage >&2
  exit 64
  ;;
esac
