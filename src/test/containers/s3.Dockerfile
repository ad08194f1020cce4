# A real S3 server (versitygw, built by .ci/s3-test) for the backups' offsite copy.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
COPY versitygw /usr/local/bin/versitygw
RUN mkdir -p /data/backups
CMD ["versitygw", "--port", ":7070", "--region", "eu-west-3", "posix", "/data"]
