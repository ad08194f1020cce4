# A chat with Slack's incoming webhooks: chat.py says what it takes.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY chat.py /opt/chat.py
USER 65534
CMD ["python3", "-u", "/opt/chat.py"]
