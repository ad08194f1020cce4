#!/bin/sh
# The application, or with a word an operator's command: lumira, lumira reconcile --hours 72. It takes this shell's
# place, so that the platform's signals reach it.
exec /opt/jre/bin/java -XX:AOTCache=/app/app.aot @/app/jvm.options -jar /app/quarkus-run.jar "$@"
