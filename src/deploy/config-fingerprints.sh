#!/bin/sh
# Which variables a container is configured by, and a fingerprint of each value: what a copy of the configuration can
# be compared with, and what no value can be read from. BAK-3
#   config-fingerprints > FILE        with a new salt, which the file carries
#   config-fingerprints FILE          compares: names that are new, gone or changed; 1 if there are any
# It takes the environment that it is started in: docker exec CONTAINER config-fingerprints.
set -eu

# 48 bits: enough to tell values apart; a guessable password could still be tried, so keep the files as the backups
fingerprint() { # SALT NAME
  eval "value=\${$2-}"
  # shellcheck disable=SC2154 # assigned by eval
  printf '%s\n%s\n%s' "$1" "$2" "$value" | sha256sum | cut -c1-12
}

print() { # SALT
  echo "# salt $1"
  env | sed -n 's/^\([A-Z][A-Z0-9_]*\)=.*/\1/p' | grep -vxE 'PATH|HOME|HOSTNAME|PWD|OLDPWD|SHLVL|TERM|_' | sort -u |
    while read -r name; do
      printf '%s %s\n' "$name" "$(fingerprint "$1" "$name")"
    done
}

if [ $# -eq 0 ]; then
  print "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  exit 0
fi
salt=$(sed -n 's/^# salt //p' "$1")
if [ -z "$salt" ]; then
  echo "config-fingerprints: $1 has no salt: it was not made by this command" >&2
  exit 64
fi
now=$(print "$salt")
# "new NAME", "gone NAME", "changed NAME"
differences=$(printf '%s\n' "$now" | awk '
  /^#/ { next }
  NR == FNR { then[$1] = $2; next }
  !($1 in then) { print "new " $1; next }
  then[$1] != $2 { print "changed " $1 }
  { delete then[$1] }
  END { for (name in then) print "gone " name }' "$1" -)
[ -z "$differences" ] || { printf '%s\n' "$differences"; exit 1; }
echo "as in $1"
