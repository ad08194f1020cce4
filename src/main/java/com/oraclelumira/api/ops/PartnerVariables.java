package com.oraclelumira.api.ops;

import java.util.List;

import static com.oraclelumira.api.ops.Formats.listOf;
import static com.oraclelumira.api.ops.Formats.oneOf;
import static com.oraclelumira.api.ops.Rule.always;
import static com.oraclelumira.api.ops.Rule.inProduction;
import static com.oraclelumira.api.ops.Variable.variable;

/** What the service works with: mail, object storage, n8n, the team's chat, a collector of traces. */
final class PartnerVariables {
    private static final int WEEK_MINUTES = 7 * 24 * 60;
    private static final Rule URL = always("must be an absolute http(s) URL", Formats::isUrl);
    private static final Rule HTTPS = inProduction("must be https in production", Formats::isHttps);
    private static final Rule ELSEWHERE = inProduction(
            "must not lead to this machine, its link or a cloud's metadata service in production",
            Destinations::isElsewhere);
    private static final Rule ADDRESS = always("must be an e-mail address", Formats::isEmail);
    private static final Rule BUCKET = always("must be a bucket name: 3 to 63 of a-z, 0-9, dot and dash",
            value -> value.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"));
    private static final Need WITH_S3 = Need.with("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_S3_BUCKET_NAME",
            "AWS_LECTURES_BUCKET_NAME", "S3_ENDPOINT");

    static final List<Variable> MAIL = List.of(
            variable("SMTP_HOST", "Mail server (for SendGrid smtp.sendgrid.net)").needed(Need.IN_PRODUCTION)
                    .rule(always("must be a host name or an IP address", Formats::isHost))
                    .changing("without it no mail leaves, and customers cannot sign in by link"),
            variable("SMTP_PORT", "Port of the mail server").byDefault("587")
                    .rule(always("must be a port number from 1 to 65535", Formats::isPort))
                    .changing("587 speaks STARTTLS, 465 TLS from the start"),
            variable("SMTP_USER", "User at the mail server (for SendGrid the word apikey)")
                    .needed(Need.with("SMTP_PASSWORD")).changing("a wrong user stops all mail"),
            variable("SMTP_PASSWORD", "Password or API key at the mail server")
                    .needed(Need.with("SMTP_USER")).changing("a wrong password stops all mail"),
            variable("SMTP_STARTTLS", "Whether the connection to the mail server must turn to TLS")
                    .byDefault("REQUIRED")
                    .rule(always("must be REQUIRED, OPTIONAL or DISABLED", oneOf("REQUIRED", "OPTIONAL", "DISABLED")))
                    .rule(inProduction("must be REQUIRED in production", oneOf("REQUIRED")))
                    .changing("OPTIONAL or DISABLED: mails, sign-in links among them, may cross the network in clear"),
            variable("MAIL_FROM", "Sender of all mail: address or Name <address>")
                    .needed(Need.IN_PRODUCTION.or(Need.with("SMTP_HOST")))
                    .rule(always("must be an e-mail address, or a name followed by <address>; a name with any of "
                            + ", : ; ( ) [ ] @ in double quotes", Formats::isSender))
                    .changing("the domain must allow this server (SPF, DKIM), or mails end as spam"),
            variable("SUPPORT_EMAIL", "Where customers' questions go").rule(ADDRESS)
                    .changing("shown in mails and on the status page"));

    static final List<Variable> S3 = List.of(
            variable("S3_ENDPOINT", "Address of an S3 server other than Amazon's").rule(URL).rule(HTTPS)
                    .rule(ELSEWHERE)
                    .changing("browsers send photos to this address: it must be public"),
            variable("AWS_REGION", "Region of the buckets").byDefault("us-east-1")
                    .rule(always("must be a region name: a-z, 0-9 and dashes",
                            value -> value.matches("[a-z0-9-]{2,40}")))
                    .changing("signatures are bound to the region"),
            variable("AWS_ACCESS_KEY_ID", "Key id for the buckets").needed(WITH_S3)
                    .rule(always("must contain letters, digits and _ - . only",
                            value -> value.matches("[\\w.-]{3,128}")))
                    .changing("links that were signed with the old key end with it"),
            variable("AWS_SECRET_ACCESS_KEY", "Secret of the key id").needed(WITH_S3)
                    .changing("links that were signed with the old key end with it"),
            variable("AWS_S3_BUCKET_NAME", "Bucket of customers' photos and audio").needed(WITH_S3).rule(BUCKET)
                    .changing("files in the old bucket are no longer found"),
            variable("AWS_LECTURES_BUCKET_NAME", "Bucket of the finished readings (PDF)").needed(WITH_S3).rule(BUCKET)
                    .changing("files in the old bucket are no longer found"),
            variable("S3_FORCE_PATH_STYLE", "Whether the bucket stands in the path and not in the host name")
                    .byDefault("false").rule(always("must be true or false", oneOf("true", "false")))
                    .changing("true for most servers other than Amazon's"));

    static final List<Variable> N8N_AND_ALERTS = List.of(
            variable("N8N_WEBHOOK_URL", "n8n's webhook that generates a reading").rule(URL).rule(HTTPS)
                    .rule(ELSEWHERE)
                    .changing(
                            "without it the experts' requests for a reading fail; the address gets the customer's form"),
            variable("N8N_WEBHOOK_TOKEN", "Token that n8n expects from us").changing("must equal n8n's own"),
            variable("N8N_CALLBACK_SECRET", "Signs n8n's answers to us")
                    .rule(always("must have 32 bytes or more", SecretStrength::isLongEnough))
                    .changing("must change in n8n at the same time; without it n8n's answers are refused"),
            variable("N8N_CALLBACK_ACCEPT_V1",
                    "Whether n8n may sign its answers as it did for the system before this one")
                    .byDefault("false").rule(always("must be true or false", oneOf("true", "false")))
                    .changing("true: one captured answer can be replayed for ever; for a migration only"),
            variable("ALERT_WEBHOOK_URL", "The team's chat webhook for alerts").rule(URL).rule(HTTPS)
                    .rule(ELSEWHERE)
                    .changing("without it alerts are logged and mailed only"),
            variable("ALERT_WEBHOOK_KIND", "Which chat it is: slack, discord or teams")
                    .needed(Need.with("ALERT_WEBHOOK_URL"))
                    .rule(always("must be slack, discord or teams", oneOf("slack", "discord", "teams")))
                    .changing("the wrong kind: the chat refuses the message"),
            variable("BACKUP_ALERT_MINUTES", "Age in minutes from which on the newest backup is too old and the team "
                    + "is told; 0: never")
                    .byDefault("45", "0").rule(always("must be a number of minutes from 0 to 10080",
                            Formats.number(0, WEEK_MINUTES)))
                    .changing("0: backups that have stopped are noticed when one is needed; below 20: alerts between "
                            + "two backups"));

    static final List<Variable> TRACES = List.of(
            variable("OTEL_EXPORTER_OTLP_ENDPOINT",
                    "Collector of traces (OTLP over HTTP, usually port 4318); without it there are none")
                    .rule(always("must be an absolute http(s) URL without a slash at its end", Formats::isBaseUrl))
                    .changing("set: each recorded request costs some processor time and some hundred bytes of network"),
            variable("OTEL_EXPORTER_OTLP_HEADERS", "Headers for the collector, such as a key: name=value, comma list")
                    .rule(always("must be a comma list of name=value, values percent-encoded, no spaces",
                            listOf(value -> value.matches("[A-Za-z0-9-]{1,64}=[!-+\\x2d-~]{1,1000}"))))
                    .changing("a wrong key: the collector refuses, traces are lost, nothing else"),
            variable("OTEL_TRACES_SAMPLER_ARG", "Share of requests and jobs that are traced, from 0 to 1")
                    .byDefault("1")
                    .rule(always("must be a number from 0 to 1, such as 0.1",
                            value -> value.matches("0(\\.\\d{1,4})?|1")))
                    .changing("lower: less of both, and the one request that you look for is probably not there"));

    private PartnerVariables() {}
}
