#!/bin/sh
# As the real image's: at the first start, on an empty volume, a server for itself alone makes the root user and runs
# the scripts of /docker-entrypoint-initdb.d; then the command takes over.
set -eu
if [ "$1" = mongod ] && [ ! -e /data/db/shop.h2 ]; then
  MONGOD_PORT=27016 mongod &
  pid=$!
  until mongosh --quiet --norc mongodb://127.0.0.1:27016/admin --eval 'db.adminCommand({ ping: 1 })' >/dev/null 2>&1; do
    kill -0 "$pid"
    sleep 0.5
  done
  # shellcheck disable=SC2016 # the shell's own variables
  mongosh --quiet --norc mongodb://127.0.0.1:27016/admin --eval 'db.createUser({
    user: process.env.MONGO_INITDB_ROOT_USERNAME, pwd: process.env.MONGO_INITDB_ROOT_PASSWORD, roles: ["root"] })'
  for script in /docker-entrypoint-initdb.d/*.js; do
    mongosh --quiet --norc \
      "mongodb://$MONGO_INITDB_ROOT_USERNAME:$MONGO_INITDB_ROOT_PASSWORD@127.0.0.1:27016/admin" "$script"
  done
  kill "$pid"
  wait "$pid" || true
fi
exec "$@"
