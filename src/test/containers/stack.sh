# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# What the running stack is: healthy, locked down, apart.

# Every secret of the stack's .env, and what looks like one, in everything that an image is made of.
secret_in() { # IMAGE
  sed -n 's/^\(.*_PASSWORD\|.*_SECRET\|.*_CODE\|.*_SECRET_ACCESS_KEY\)=//p' "$work/env" >"$work/secrets"
  # this stack's: the program's own page has one for an example
  grep AGE-SECRET-KEY "$work/age.key" >>"$work/secrets"
  local found
  # counted, not -q: an early end would break the pipe
  found=$({ docker image inspect "$1"; docker history --no-trunc "$1"; docker save "$1" | tar -xO; } |
    LC_ALL=C grep -acE -f <(printf '%s\n' 'sk_live_[A-Za-z0-9]{10}' 'rk_live_[A-Za-z0-9]{10}' 'whsec_[A-Za-z0-9]{24}'; cat "$work/secrets") || true)
  [ "$found" -gt 0 ]
}

stack() {
  PROXY_PORT=$((RANDOM % 10000 + 20000))
  export PROXY_PORT COMMIT_SHA=$commit
  docker run --rm --entrypoint age-keygen "lumira-backup:$commit" >"$work/age.key" 2>/dev/null
  { sh src/deploy/new-env.sh; cat <<END; } >"$work/env"
APP_ENV=staging
PUBLIC_URL=https://staging.example.com
TRUSTED_PROXIES=172.16.0.0/12
ALERT_WEBHOOK_URL=http://chat:8080/services/T000/B000/secret
ALERT_WEBHOOK_KIND=slack
BACKUP_EVERY_SECONDS=86400
BACKUP_AGE_RECIPIENT=$(sed -n 's/^# public key: //p' "$work/age.key")
BACKUP_S3_ENDPOINT=http://s3:7070
BACKUP_S3_REGION=eu-west-3
BACKUP_S3_BUCKET=backups
BACKUP_S3_ACCESS_KEY_ID=backup-key
BACKUP_S3_SECRET_ACCESS_KEY=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
END
  for image in "lumira-api:$commit" lumira-api:native "lumira-backup:$commit"; do
    refused "no secret in $image, its history or its settings" secret_in "$image"
  done
  docker build --quiet --tag lumira-test-leak - >/dev/null <<<"FROM $debian
RUN echo $(sed -n 's/^JWT_SECRET=//p' "$work/env") >/leak"
  check "the same look finds a secret that was put into a layer" secret_in lumira-test-leak

  refused "the stack does not start without its secrets" \
    env -i "PATH=$PATH" docker compose --env-file /dev/null config --quiet
  check "docker compose up: every service is healthy" compose up --detach --no-build --wait --wait-timeout 300
  live "$(container api)"
  within 30 answers 200 /health || true
  curl -s "$(url /health)" >"$work/health.json"
  check "the API answers behind the proxy, reaches the database, and runs this commit" \
    grep -q "$commit" "$work/health.json"
  for service in api mongo backup stripe; do locked_down "$service"; done
  check "api may write to /tmp" docker exec "$(container api)" touch /tmp/probe
  refused "api may write nowhere else" docker exec "$(container api)" touch /app/probe
  isolated
}

locked_down() { # SERVICE
  local id facts
  id=$(container "$1")
  facts=$(docker exec "$id" sh -c 'awk "/^Uid|^CapEff|^CapBnd|^NoNewPrivs/ { printf \"%s \", \$2 }" /proc/1/status')
  check "$1 is not root, has no capability and cannot gain one ($facts)" \
    grep -qE '^[1-9][0-9]* 0+ 0+ 1 $' <<<"$facts"
  facts=$(inspect '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}} {{index .HostConfig.LogConfig.Config "max-size"}}' "$id")
  check "$1 is read-only, with limits of memory, CPU, processes and logs ($facts)" \
    grep -qE '^true [1-9][0-9]+ [1-9][0-9]+ [1-9][0-9]+ 10m$' <<<"$facts"
  check "$1 has its memory limit in force" \
    test "$(docker exec "$id" cat /sys/fs/cgroup/memory.max 2>/dev/null || docker exec "$id" cat /sys/fs/cgroup/memory/memory.limit_in_bytes)" \
    = "$(inspect '{{.HostConfig.Memory}}' "$id")"
}

isolated() {
  local address
  address=$(inspect '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(container mongo)")
  check "api reaches mongo" docker exec "$(container api)" sh -c 'nc -w 3 mongo 27017 </dev/null'
  refused "the proxy, which is on the API's network only, does not, by name or address" \
    docker exec "$(container proxy)" bash -c "timeout 3 bash -c '</dev/tcp/mongo/27017' || timeout 3 bash -c '</dev/tcp/$address/27017'"
  check "the same look from the proxy reaches api" docker exec "$(container proxy)" bash -c "timeout 3 bash -c '</dev/tcp/api/8080'"
  check "mongo publishes no port" test -z "$(docker port "$(container mongo)")"
  refused "mongo has no way out" docker exec "$(container mongo)" bash -c "timeout 5 bash -c '</dev/tcp/s3/7070'"
  check "as the backups do, who have one" docker exec "$(container backup)" bash -c "timeout 5 bash -c '</dev/tcp/s3/7070'"
  check "mongo refuses whoever does not sign in" sh -c "docker exec '$(container backup)' mongosh --quiet --norc \
    mongodb://mongo/lumira --eval 'db.orders.countDocuments({})' 2>&1 | grep 'requires authentication'"
  # shellcheck disable=SC2016 # the container's variable
  check "mongo lets its users in" docker exec "$(container backup)" \
    sh -c 'mongosh --quiet --norc "$BACKUP_MONGODB_URI" --eval "db.getSiblingDB(\"lumira\").orders.countDocuments({})"'
}
