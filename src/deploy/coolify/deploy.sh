#!/bin/sh
# Brings a commit's image to an application under Coolify (4.3 or newer), waits until it serves, looks at it from outside
# (smoke.sh), and brings the one before back when it is not what it should be. docs/runbook/deploy.md
#   deploy.sh COMMIT              the image's tag: a commit's whole SHA
#   deploy.sh --rollback COMMIT   the same way, but whatever the look says, it stays there
# COOLIFY_URL, COOLIFY_TOKEN (read, write, deploy), COOLIFY_APPLICATION (its uuid), API_URL (where its API is reached).
# DEPLOY_SECONDS (900): how long one deployment may take; DEPLOY_PAUSE (5): seconds between two looks at it;
# DEPLOY_RETRIES (5), DEPLOY_RETRY_PAUSE (5): how often and after how many seconds a call is repeated that Coolify could
# not answer (no connection, 429, 5xx). The token is never shown, and no argument of a process.
# Ends with
#   0   the commit serves
#   1   it was not what it should be; the one before serves again
#   2   it was not what it should be, and the way back failed: somebody has to look now
#   3   Coolify could not start it, or somebody cancelled it; the one before still serves
#   4   it takes too long: Coolify is still at it
#   64  called wrongly    66 no such application    69 Coolify does not answer
#   76  Coolify answered what this does not understand    77 Coolify refuses the token
set -eu
: "${DEPLOY_SECONDS:=900}" "${DEPLOY_PAUSE:=5}" "${DEPLOY_RETRIES:=5}" "${DEPLOY_RETRY_PAUSE:=5}"
here=$(dirname "$0")
began=$(date +%s)
tag_set='' way_back=false

say() { printf '%s  %s\n' "$(date -u +%H:%M:%S)" "$*"; }

fail() { # CODE WHAT…
  code=$1
  shift
  echo "deploy: $*" >&2
  if [ "$way_back" = true ]; then
    echo "deploy: THE WAY BACK FAILED. See what $API_URL/health says, and docs/runbook/rollback.md: in Coolify the tag by hand." >&2
    code=2
  elif [ -n "$tag_set" ]; then
    echo "deploy: in Coolify the tag is now $tag_set; what serves is on $API_URL/health. Back: deploy.sh --rollback ${before:-COMMIT}" >&2
  fi
  exit "$code"
}

usage() {
  echo "deploy: $1" >&2
  echo "usage: COOLIFY_URL=… COOLIFY_TOKEN=… COOLIFY_APPLICATION=… API_URL=… deploy.sh [--rollback] COMMIT" >&2
  exit 64
}

is_commit() { case $1 in *[!0-9a-f]*) false ;; *) [ ${#1} -eq 40 ] ;; esac }
is_name() { case $1 in '' | *[!A-Za-z0-9_-]*) false ;; esac }

# A token and a shop's state go over TLS or stay on this machine.
is_safe_url() { case $1 in https://?* | http://127.0.0.1:* | http://localhost:*) ;; *) false ;; esac }

rollback=false
if [ "${1:-}" = --rollback ]; then
  rollback=true
  shift
fi
[ $# -eq 1 ] || usage "one commit is wanted"
commit=$1
is_commit "$commit" || usage "a commit is named by its whole SHA: 40 digits of 0-9 and a-f"
for program in curl jq; do
  command -v "$program" >/dev/null || usage "$program is not installed"
done
is_safe_url "${COOLIFY_URL:-}" || usage "COOLIFY_URL must be an https address"
is_safe_url "${API_URL:-}" || usage "API_URL must be an https address"
is_name "${COOLIFY_APPLICATION:-}" || usage "COOLIFY_APPLICATION must be an application's uuid"
case ${COOLIFY_TOKEN:-} in '' | *[!A-Za-z0-9_\|-]*) usage "COOLIFY_TOKEN must be a token of Coolify's, as it was shown" ;; esac
COOLIFY_URL=${COOLIFY_URL%/} API_URL=${API_URL%/}
export API_URL

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# A member of the answer, or nothing.
member() { jq -r "$1 // empty" "$answer" 2>/dev/null | cut -c 1-300; }

# The answer is left for member(); false on 404. Whatever else is no success ends the script.
ask() { # METHOD PATH [BODY]
  http=$(printf 'header = "Authorization: Bearer %s"\n' "$COOLIFY_TOKEN" |
    curl --config - --silent --output "$answer" --write-out '%{http_code}' --request "$1" \
      --header 'Accept: application/json' --header 'Content-Type: application/json' ${3:+--data "$3"} \
      --connect-timeout 10 --max-time 30 --retry-all-errors --retry "$DEPLOY_RETRIES" \
      --retry-delay "$DEPLOY_RETRY_PAUSE" --retry-max-time 300 "$COOLIFY_URL/api/v1/$2") || http=000
  case $http in
  2??) ;;
  404) return 1 ;;
  401 | 403)
    fail 77 "Coolify refuses the token ($http, $(member .message)). Make one with deploy, read and write (Keys & Tokens;" \
      "it lives for 30 days unless you say otherwise), store it as COOLIFY_TOKEN, and run this again."
    ;;
  000 | 429 | 5??)
    fail 69 "Coolify does not answer $1 $2 ($http), asked $((DEPLOY_RETRIES + 1)) times. Is $COOLIFY_URL up? What serves" \
      "is not touched by that. Run this again when it answers."
    ;;
  *) fail 76 "Coolify answers $1 $2 with $http: $(member .message). Is it 4.3 or newer ($COOLIFY_URL/api/v1/version)?" ;;
  esac
}

unknown() { fail 66 "Coolify knows no application $COOLIFY_APPLICATION, or the token's team has none. Its uuid is in its address."; }

set_tag() {
  ask PATCH "applications/$COOLIFY_APPLICATION" "{\"docker_registry_image_tag\":\"$1\"}" || unknown
  tag_set=$1
}

wait_or_give_up() {
  if [ "$(date +%s)" -ge "$deadline" ]; then
    fail 4 "no end after $DEPLOY_SECONDS s${deployment:+ of deployment $deployment}. Coolify may still bring it: look at the" \
      "application's deployments, cancel what hangs there, and run this again."
  fi
  sleep "$DEPLOY_PAUSE"
}

# While another deployment runs Coolify skips ours and names one that does not exist. That one may have begun before the
# tag was set, so it is waited for and then ours is asked for again.
queue() {
  deployment=
  while :; do
    ask POST "deploy?uuid=$COOLIFY_APPLICATION" || unknown
    case $(member '.deployments[0].message') in
    *already*) say "another deployment runs, ours was skipped: waiting for its end" ;;
    *) break ;;
    esac
    wait_or_give_up
  done
  deployment=$(member '.deployments[0].deployment_uuid')
  is_name "$deployment" || fail 76 "Coolify named no deployment: $(member .message)$(member '.deployments[0].message')"
  say "deployment $deployment"
}

# Until the deployment has ended; $status tells how.
bring() { # COMMIT
  set_tag "$1"
  deadline=$(($(date +%s) + DEPLOY_SECONDS))
  status=
  queue
  while :; do
    if ask GET "deployments/$deployment"; then
      now=$(member .status)
      [ "$now" = "$status" ] || say "$now"
      status=$now
      case $status in
      finished | failed | cancelled*) return ;;
      queued | in_progress) wait_or_give_up ;;
      *) fail 76 "deployment $deployment has a state that this does not know: $status" ;;
      esac
    else
      say "Coolify does not know its own deployment: it was skipped"
      wait_or_give_up
      queue
    fi
  done
}

serves() { sh "$here/smoke.sh" "$1"; }

ask GET "applications/$COOLIFY_APPLICATION" || unknown
[ "$(member .uuid)" = "$COOLIFY_APPLICATION" ] || fail 76 "at $COOLIFY_URL/api/v1 is no API of Coolify's"
before=$(member .docker_registry_image_tag)
say "$commit, before it ${before:-nothing}"
bring "$commit"

if [ "$status" != finished ]; then
  [ -z "$before" ] || set_tag "$before"
  tag_set=
  fail 3 "deployment $deployment: $status. What served before still does, and its tag is put back. The deployment's log in" \
    "Coolify says why; a container with a wrong configuration lists every fault and ends with 78."
fi
if serves "$commit"; then
  say "deploy.done commit=$commit before=$before seconds=$(($(date +%s) - began))"
  exit 0
fi
way_back=true
[ "$rollback" = false ] || fail 2 "$commit serves, and is not what it should be"
if [ "$before" = "$commit" ] || ! is_commit "$before"; then
  fail 2 "there is no other commit to go back to (${before:-no tag})"
fi
say "back to $before"
bring "$before"
[ "$status" = finished ] || fail 2 "deployment $deployment: $status"
serves "$before" || fail 2 "$before serves again, and is not what it should be"
tag_set='' way_back=false
fail 1 "$commit was not what it should be (above). $before serves again, $(($(date +%s) - began)) s after the beginning."
