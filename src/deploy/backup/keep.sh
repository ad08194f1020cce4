#!/bin/sh
# What stays: the newest BACKUP_KEEP dumps and, of those before them, the last of each day for BACKUP_KEEP_DAYS days.
# On the volume; in the bucket only with BACKUP_S3_PRUNE=true, because a key that may delete there is a key whose thief
# may: better a lifecycle rule of the bucket's own.
set -eu
here=$(dirname "$0")
oldest=$(date -u -d "$BACKUP_KEEP_DAYS days ago" +%Y%m%dT%H%M%SZ)

# names on stdin, one a line; prints those to remove
surplus() {
  sort -r | awk -v keep="$BACKUP_KEEP" -v oldest="lumira-$oldest" '
    NR <= keep { next }
    $0 < oldest { print; next }
    { day = substr($0, 8, 8); if (day in seen) print; seen[day] = 1 }'
}

(cd "$BACKUP_DIRECTORY" && find . -maxdepth 1 -name 'lumira-*.json' | sed 's/^\.\///; s/\.json$//') | surplus |
  while read -r name; do
    rm -f "$BACKUP_DIRECTORY/$name".*
    echo "backup.removed name=$name"
  done
# what an interrupted dump left: its parts, or an archive without its report
find "$BACKUP_DIRECTORY" -maxdepth 1 -name 'lumira-*.part' -mmin +120 -exec rm -f {} +
find "$BACKUP_DIRECTORY" -maxdepth 1 -name 'lumira-*.archive.gz*' -mmin +120 | while read -r archive; do
  [ -e "${archive%.archive.gz*}.json" ] || rm -f "$archive"
done
# and an interrupted restore, which may be the dump in the clear
find "$BACKUP_DIRECTORY" -maxdepth 1 -type d -name 'restore.??????' -mmin +1440 -exec rm -rf {} +

if [ "${BACKUP_S3_PRUNE:-}" = true ] && "$here/s3.sh" configured; then
  objects=$("$here/s3.sh" list)
  printf '%s\n' "$objects" | sed -n 's/\.json$//p' | surplus | while read -r name; do
    printf '%s\n' "$objects" | grep "^$name\." | while read -r object; do "$here/s3.sh" delete "$object"; done
    echo "backup.removed bucket name=$name"
  done
fi
