#!/bin/sh
# A bucket of any S3 server, by curl: s3.sh configured | put FILE SHA256 [NAME] | get NAME FILE | list | delete NAME.
# Objects lie under lumira/. The key goes to curl by standard input: a process's arguments can be read by others.
set -eu
: "${BACKUP_S3_ENDPOINT:=}" "${BACKUP_S3_REGION:=us-east-1}" "${BACKUP_S3_BUCKET:=}" "${BACKUP_S3_ACCESS_KEY_ID:=}"
BACKUP_S3_REGION=${BACKUP_S3_REGION:-us-east-1}
prefix=lumira

bucket() {
  if [ -n "$BACKUP_S3_ENDPOINT" ]; then
    echo "${BACKUP_S3_ENDPOINT%/}/$BACKUP_S3_BUCKET"
  else
    echo "https://s3.$BACKUP_S3_REGION.amazonaws.com/$BACKUP_S3_BUCKET"
  fi
}

request() { # curl's arguments
  printf 'user = "%s:%s"\n' "$BACKUP_S3_ACCESS_KEY_ID" "$BACKUP_S3_SECRET_ACCESS_KEY" |
    curl --config - --silent --show-error --fail --retry 3 --connect-timeout 10 --max-time 900 \
      --aws-sigv4 "aws:amz:$BACKUP_S3_REGION:s3" "$@"
}

names() { sed 's/<Key>/\n<Key>/g' | sed -n "s/^<Key>$prefix\/\([^<]*\)<\/Key>.*/\1/p"; }

# A page has up to a thousand names; the next one begins after the last.
list() {
  after=
  while :; do
    page=$(request "$(bucket)?list-type=2&prefix=$prefix%2F${after:+&start-after=$prefix%2F$after}")
    found=$(printf '%s' "$page" | names)
    [ -z "$found" ] || printf '%s\n' "$found"
    case $page in
    *'<IsTruncated>true</IsTruncated>'*) after=$(printf '%s\n' "$found" | tail -n 1) ;;
    *) break ;;
    esac
  done
}

case ${1:-} in
configured) [ -n "$BACKUP_S3_BUCKET" ] && [ -n "$BACKUP_S3_ACCESS_KEY_ID" ] ;;
put)
  request --output /dev/null --header "x-amz-content-sha256: $3" --upload-file "$2" \
    "$(bucket)/$prefix/${4:-$(basename "$2")}"
  ;;
get) request --output "$3" "$(bucket)/$prefix/$2" ;;
list) list ;;
delete) request --output /dev/null --request DELETE "$(bucket)/$prefix/$2" ;;
*)
  echo "usage: s3.sh configured | put FILE SHA256 [NAME] | get NAME FILE | list | delete NAME" >&2
  exit 64
  ;;
esac
