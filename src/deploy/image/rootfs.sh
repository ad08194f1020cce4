#!/bin/sh
# Picks out of the Debian it runs in what a container of ours needs beside the application: the C library, zlib,
# certificates, curl for the platform's probe, and busybox as its shell. Nothing else, so neither a package manager nor
# anything setuid. The packages' records come along, so that a scanner knows what it looks at.
# usage: rootfs.sh DIRECTORY
set -eu
root=$1

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends busybox ca-certificates curl zlib1g

mkdir -p "$root/usr/bin" "$root/usr/lib" "$root/usr/lib64" "$root/usr/local/bin" "$root/etc/ssl/certs" "$root/app" \
  "$root/var/lib/dpkg/status.d" "$root/proc" "$root/sys" "$root/dev"
mkdir -m 1777 "$root/tmp"
for link in bin lib lib64; do ln -s "usr/$link" "$root/$link"; done

libraries=$(for program in /usr/bin/curl /usr/bin/busybox; do ldd "$program"; done | grep -o '/[^ ]*' | sort -u)
# what the JVM and a native executable open besides, by the names that they look for
folder=$(dirname "$(ldd /usr/bin/curl | grep -o '/[^ ]*/libc\.so\.6')")
for name in libdl.so.2 libm.so.6 libpthread.so.0 librt.so.1 libresolv.so.2 libz.so.1; do
  libraries="$libraries $folder/$name"
done
# shellcheck disable=SC2086 # a list of paths without spaces
cp --parents -L -u $libraries /usr/bin/curl "$root"
cp /usr/bin/busybox "$root/usr/bin/busybox"
for applet in $(busybox --list); do
  [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
done

cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp -L /etc/os-release "$root/etc/os-release"
printf 'root:x:0:0::/:/sbin/nologin\nlumira:x:10001:10001::/tmp:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nlumira:x:10001:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"

for file in $libraries /usr/bin/curl /usr/bin/busybox /usr/share/ca-certificates; do
  real=$(readlink -f "$file")
  dpkg -S "$real" 2>/dev/null || dpkg -S "${real#/usr}"
done | sed 's/:.*//; s/,.*//' | sort -u | while read -r package; do
  dpkg-query -s "$package" >"$root/var/lib/dpkg/status.d/$package"
done
