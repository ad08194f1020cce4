# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# What can be lost and brought back.

backups() {
  local late lost output
  check "a dump is made, encrypted, kept and sent to the bucket" \
    sh -c "docker exec '$(container backup)' /opt/backup/backup.sh once | grep 'backup.done.*offsite=stored'"
  check "the bucket lists it" sh -c "docker exec '$(container backup)' /opt/backup/backup.sh list | grep -q 'bucket: lumira-.*age'"
  check "the newest dump is fresh" docker exec "$(container backup)" /opt/backup/backup.sh fresh
  refused "what is kept cannot be read without the key" \
    docker exec "$(container backup)" sh -c 'gzip -t /backup/*.archive.gz.age'
  retention
  late=$(order paid-after-the-dump)
  chmod 644 "$work/age.key"
  cat >"$work/drill.yml" <<END
services: { backup: { volumes: ["$work/age.key:/run/age.key:ro"], environment: { BACKUP_AGE_IDENTITY: /run/age.key } } }
END
  compose -f "$work/drill.yml" up --detach --no-build --no-deps --wait backup >/dev/null 2>&1
  cat >"$work/business" <<END
#!/usr/bin/env bash
work=$work; . src/test/containers/lib.sh
pay $late >/dev/null; id=\$(order lost-with-the-database); pay "\$id" >/dev/null; echo "\$id" >"$work/lost"
END
  output=$work/drill.log
  if DRILL_COMPOSE="docker compose --env-file $work/env -f docker-compose.yml -f src/test/containers/compose.yml -f $work/drill.yml --profile sandbox" \
    sh src/deploy/drill.sh bash "$work/business" >"$output" 2>&1; then
    ok "the drill: $(sed -n 's/.*drill.done //p' "$output")"
  else fail "the drill"; tail -n 20 "$output"; fi
  live "$(container api)" || true
  within 30 answers 200 /health || true
  lost=$(cat "$work/lost")
  check "restored: $(grep -c '^equal' "$output") collections equal, none differs" sh -c "grep -q '^equal *orders' '$output' && ! grep -q DIFFERS '$output'"
  check "an order paid after the dump is paid again after the restore ($late)" within 60 order_is "$late" paid
  check "a payment whose order was lost is reported ($lost)" grep -q "Money without order:.*$lost" "$output"
  check "the API reports the age of the newest backup" within 90 sh -c \
    "docker exec '$(container api)' curl -sf http://127.0.0.1:9000/metrics | grep -q '^lumira_backup_age_seconds [0-9]'"
  check "the restore was read from the bucket as well" from_bucket
}

# Four dumps on each of five days, one of which is forty days ago; the newest five and the last of each day stay.
retention() {
  # shellcheck disable=SC2016 # the container's variables
  check "of twenty dumps in five days the newest five stay, then the last of each day, and none that is too old" \
    docker exec -e BACKUP_DIRECTORY=/tmp/kept -e BACKUP_KEEP=5 -e BACKUP_KEEP_DAYS=30 -e BACKUP_S3_BUCKET= "$(container backup)" sh -c '
      mkdir /tmp/kept
      for day in 1 2 3 4 40; do for hour in 01 09 17 23; do
        echo {} >"/tmp/kept/lumira-$(date -u -d "$day days ago" +%Y%m%d)T${hour}0000Z.json"
      done; done
      /opt/backup/keep.sh >/dev/null
      want=$(for at in "1 23" "1 17" "1 09" "1 01" "2 23" "2 17" "3 23" "4 23"; do
        echo "lumira-$(date -u -d "${at% *} days ago" +%Y%m%d)T${at#* }0000Z.json"
      done | sort)
      test "$(ls /tmp/kept)" = "$want"'
}

# On a volume that lost everything: the newest dump comes from the bucket.
from_bucket() {
  docker exec "$(container backup)" sh -c 'rm -f /backup/lumira-* /backup/latest.json'
  RESTORE_MONGODB_URI="mongodb://root:$(sed -n 's/^MONGO_ROOT_PASSWORD=//p' "$work/env")@mongo:27017/?authSource=admin"
  export RESTORE_MONGODB_URI
  docker exec -e RESTORE_MONGODB_URI "$(container backup)" /opt/backup/backup.sh restore --into lumira_from_bucket
}
