# Stands in for prom/prometheus and prom/alertmanager: the program (.ci/prometheus, .ci/alertmanager), and busybox as in the
# real images, whose health checks and start.sh need it. User, folders and entry point are the real images'.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends busybox && rm -rf /var/lib/apt/lists/* \
    && ln -s /usr/bin/busybox /usr/local/bin/wget && ln -s /usr/bin/busybox /usr/local/bin/nc \
    && mkdir -p /prometheus /alertmanager && chown 65534:65534 /prometheus /alertmanager
ARG PROGRAM
COPY ${PROGRAM} /usr/local/bin/
ENV PROGRAM=${PROGRAM}
USER 65534
VOLUME /${PROGRAM}
WORKDIR /${PROGRAM}
ENTRYPOINT ["sh", "-c", "exec \"$PROGRAM\" \"$@\"", "sh"]
