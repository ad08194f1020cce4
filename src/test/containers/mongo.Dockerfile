# Stands in for mongo:8: the real shell (from npm) over the embedded server, with the project's replacements of mongod,
# mongodump and mongorestore. User, folders, volumes and entry point are the real image's.
ARG JDK_IMAGE
FROM ${JDK_IMAGE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/* \
    && echo 'mongodb:x:999:999::/data/db:/bin/sh' >>/etc/passwd && echo 'mongodb:x:999:' >>/etc/group \
    && mkdir -p /data/db /data/configdb /docker-entrypoint-initdb.d && chown 999:999 /data/db /data/configdb
COPY mongosh /opt/mongosh
COPY lib /opt/stand-in/lib
COPY classes /opt/stand-in/classes
COPY --chmod=755 mongo-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN ln -s /opt/mongosh/node_modules/.bin/mongosh /usr/local/bin/mongosh \
    && for tool in Mongod Mongodump Mongorestore; do \
      name=$(echo "$tool" | tr M m); \
      printf '#!/bin/sh\nexec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "/opt/stand-in/classes:/opt/stand-in/lib/*" com.oraclelumira.sandbox.mongo.%sMain "$@"\n' "$tool" >"/usr/local/bin/$name"; \
      chmod 755 "/usr/local/bin/$name"; \
    done
ENV HOME=/data/db
VOLUME /data/db /data/configdb
EXPOSE 27017
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mongod"]
