# shellcheck shell=bash disable=SC2154 # cache, work, commit, stand_ins: from .ci/containers
# Stand-ins for the base images, under their own names: Debian by debootstrap's like, the machine's JDK, the embedded
# server as mongo. Sourced by .ci/containers; needs $cache, $work and a Docker engine.

argument() { sed -n "s/^ARG $1=//p" Dockerfile.jvm | head -n 1; }
debian=$(argument DEBIAN_IMAGE)
jdk=$(argument JDK_IMAGE)
mongo=$(sed -n 's/^    image: \(mongo:.*\)/\1/p' docker-compose.yml)

have() { docker image inspect "$1" >/dev/null 2>&1; }

debian_base() {
  have "$debian" && return
  local suite=${debian#*:}
  suite=${suite%%-*}
  [ -s "$cache/$suite.tar" ] || mmdebstrap --quiet --variant=minbase --include=ca-certificates "$suite" "$cache/$suite.tar"
  docker import -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' -c 'CMD ["bash"]' \
    "$cache/$suite.tar" "$debian" >/dev/null
}

jdk_base() {
  have "$jdk" && return
  local home context=$work/jdk
  home=$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -type d | sort | tail -n 1)
  mkdir -p "$context"
  cp -rL "$home" "$context/jdk"
  rm -f "$context/jdk/lib/src.zip"
  docker build --quiet --tag "$jdk" --file - "$context" >/dev/null <<END
FROM $debian
COPY jdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
END
  rm -rf "$context"
}

mongo_base() {
  local context=$work/mongo
  mkdir -p "$context/lib" "$context/classes/com/oraclelumira/sandbox"
  if [ ! -d "$cache/mongosh-2.12.0" ]; then
    mkdir -p "$work/npm"
    (cd "$work/npm" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund --omit=optional mongosh@2.12.0)
    mv "$work/npm" "$cache/mongosh-2.12.0"
  fi
  cp -r "$cache/mongosh-2.12.0" "$context/mongosh"
  cp -r target/test-classes/com/oraclelumira/sandbox/mongo "$context/classes/com/oraclelumira/sandbox/"
  cp target/quarkus-app/lib/*/*.jar "$context/lib/"
  rm -f "$context"/lib/com.stripe.* "$context"/lib/software.amazon.*
  local repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository} version
  version=$(sed -n 's/.*<mongo-java-server.version>\(.*\)<.*/\1/p' pom.xml)
  cp "$repository"/de/bwaldvogel/*/"$version"/*-"$version".jar "$repository"/com/h2database/h2/*/h2-*.jar "$context/lib/"
  cp src/test/containers/mongo-entrypoint.sh "$context/"
  docker build --quiet --build-arg "JDK_IMAGE=$jdk" --tag "$mongo" --file src/test/containers/mongo.Dockerfile \
    "$context" >/dev/null
}

# as they are on this machine: an image for each program
monitoring_bases() {
  local program
  mkdir -p "$work/monitoring"
  cp "$(.ci/prometheus)/prometheus" "$(.ci/alertmanager)/alertmanager" "$work/monitoring/"
  for program in prometheus alertmanager; do
    docker build --quiet --build-arg "DEBIAN_IMAGE=$debian" --build-arg "PROGRAM=$program" \
      --tag "$(sed -n "s/^    image: \(prom\/$program:.*\)/\1/p" docker-compose.yml)" \
      --file src/test/containers/monitoring.Dockerfile "$work/monitoring" >/dev/null
  done
}

# what the checks add to the stack: these are no stand-ins
tools() {
  docker build --quiet --build-arg "DEBIAN_IMAGE=$debian" --tag lumira-test-proxy \
    --file src/test/containers/proxy.Dockerfile src/test/containers >/dev/null
  docker build --quiet --build-arg "DEBIAN_IMAGE=$debian" --tag lumira-test-chat \
    --file src/test/containers/chat.Dockerfile src/test/containers >/dev/null
  .ci/s3-test true 2>"$work/s3.log" || { cat "$work/s3.log" >&2; return 1; }
  local server
  server=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/oracle-lumira" -name versitygw -type f | sort | tail -n 1)
  mkdir -p "$work/s3"
  cp "$server" "$work/s3/"
  docker build --quiet --build-arg "DEBIAN_IMAGE=$debian" --tag lumira-test-s3 \
    --file src/test/containers/s3.Dockerfile "$work/s3" >/dev/null
}
