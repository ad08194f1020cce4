#!/bin/sh
# Starts Alertmanager, which reads no environment: what differs from shop to shop is written here, secrets into files of
# their own, all of it into memory (/tmp). Names are those of docs/runbook/configuration.md, and
#   ALERT_EMAIL   where critical alerts go besides the chat; without it to SUPPORT_EMAIL
#   RUNBOOK_URL   what stands before docs/runbook/… in messages, for example the address of the repository's pages;
#                 without it they name the page in the repository
# With neither chat nor mail nobody is told, and Alertmanager's own page is all there is.
set -eu
umask 077
here=$(cd "$(dirname "$0")" && pwd)
dir=${ALERTMANAGER_DIR:-/tmp}
url=${ALERT_WEBHOOK_URL:-}
kind=${ALERT_WEBHOOK_KIND:-}
to=${ALERT_EMAIL:-${SUPPORT_EMAIL:-}}

# chat SEND_RESOLVED
chat() {
  [ -n "$url" ] || return 0
  case "$kind" in
    slack) cat <<CHAT
    # no link on the title: it would lead to this container's own name
    slack_configs:
      - { api_url_file: "$dir/chat", send_resolved: $1, title: '{{ template "lumira.title" . }}', title_link: '', text: '{{ template "lumira.text" . }}', fallback: '{{ template "lumira.title" . }}' }
CHAT
    ;;
    discord) cat <<CHAT
    discord_configs:
      - { webhook_url_file: "$dir/chat", send_resolved: $1, title: '{{ template "lumira.title" . }}', message: '{{ template "lumira.text" . }}' }
CHAT
    ;;
    teams) cat <<CHAT
    msteamsv2_configs:
      - { webhook_url_file: "$dir/chat", send_resolved: $1, title: '{{ template "lumira.title" . }}', text: '{{ template "lumira.text" . }}' }
CHAT
    ;;
    *) echo "ALERT_WEBHOOK_KIND must be slack, discord or teams" >&2; exit 78 ;;
  esac
}

# inside single quotes, as YAML has it: a sender may well be called L'équipe
quoted() { printf %s "$1" | sed "s/'/''/g"; }

# mail SEND_RESOLVED
mail() {
  [ -n "$to" ] && [ -n "${SMTP_HOST:-}" ] || return 0
  cat <<MAIL
    email_configs:
      - to: '$(quoted "$to")'
        from: '$(quoted "${MAIL_FROM:-}")'
        smarthost: '$SMTP_HOST:${SMTP_PORT:-587}'
        auth_username: '$(quoted "${SMTP_USER:-}")'
        auth_password_file: '$dir/smtp-password'
        require_tls: $([ "${SMTP_STARTTLS:-REQUIRED}" = REQUIRED ] && echo true || echo false)
        send_resolved: $1
        headers: { Subject: '{{ template "lumira.title" . }}' }
        html: ''
        text: '{{ template "lumira.text" . }}'
MAIL
}

printf %s "$url" >"$dir/chat"
printf %s "${SMTP_PASSWORD:-}" >"$dir/smtp-password"
before=$(printf %s "${RUNBOOK_URL:-}" | sed 's/[&|\\]/\\&/g')
after=$([ -n "$before" ] || printf %s " in the API's repository")
sed -e "s|@BEFORE@|$before|" -e "s|@AFTER@|$after|" "$here/messages.tmpl" >"$dir/messages.tmpl"
{
  cat "$here/alertmanager.yml"
  echo "templates: ['$dir/messages.tmpl']"
  echo "receivers:"
  echo "  - name: critical"; chat true; mail true
  echo "  - name: critical-once"; chat false; mail false
  echo "  - name: warning"; chat true
  echo "  - name: warning-once"; chat false
} >"$dir/alertmanager.yml"

exec "${ALERTMANAGER:-alertmanager}" --config.file="$dir/alertmanager.yml" "$@"
