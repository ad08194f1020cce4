package com.oraclelumira.api.ops;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * What a text has to look like to be a port, an origin, a network… No method looks anything up in a network,
 * and none wakes a part of the framework that has to be set up first (Netty).
 */
final class Formats {
    private static final int WIDEST_PREFIX = 8;

    private static final String SRV = "mongodb+srv://";
    private static final int LONGEST_LOCAL_PART = 64;

    private Formats() {}

    static Predicate<String> oneOf(String... values) {
        return List.of(values)::contains;
    }

    /** Every part of a comma list, empty ones included, so that "a,,b" and "a," are refused. */
    static Predicate<String> listOf(Predicate<String> item) {
        return value -> items(value).stream().allMatch(item);
    }

    static List<String> items(String list) {
        return List.of(list.split(",", -1));
    }

    static Predicate<String> number(int from, int to) {
        return value -> value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= from && Integer.parseInt(value) <= to;
    }

    static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535;
    }

    /** {@code scheme://host[:port]} exactly as a browser writes it: lower case, no path, not the port of the scheme. */
    static boolean isOrigin(String value) {
        return uri(value).filter(Formats::isHttp).filter(uri -> value.equals(value.toLowerCase(Locale.ROOT))
                && value.equals(uri.getScheme() + "://" + uri.getAuthority()) && uri.getUserInfo() == null
                && uri.getPort() != (uri.getScheme().equals("https") ? 443 : 80)).isPresent();
    }

    static boolean isUrl(String value) {
        return uri(value).filter(Formats::isHttp)
                .filter(uri -> uri.getUserInfo() == null && uri.getFragment() == null).isPresent();
    }

    /** A URL to which paths are appended. */
    static boolean isBaseUrl(String value) {
        return isUrl(value) && !value.endsWith("/") && !value.contains("?");
    }

    static boolean isHttps(String value) {
        return value.startsWith("https://");
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && (uri.getPort() == -1 || isPort(Integer.toString(uri.getPort())));
    }

    private static Optional<URI> uri(String value) {
        try {
            return Optional.of(new URI(value));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** {@code address/prefix}, IPv4 or IPv6; a prefix of 0 would trust everybody and is refused. */
    static boolean isNetwork(String value) {
        int slash = Math.max(0, value.indexOf('/'));
        int bits = address(value.substring(0, slash)).map(address -> address.getAddress().length * 8).orElse(0);
        String prefix = value.substring(slash + 1);
        return prefix.matches("[1-9][0-9]{0,2}") && Integer.parseInt(prefix) >= WIDEST_PREFIX
                && Integer.parseInt(prefix) <= bits;
    }

    /** A written-out address; the short forms ("10.1") that the JDK knows too mean something else to others. */
    private static Optional<InetAddress> address(String value) {
        try {
            boolean whole = value.contains(":") ? !value.contains("%") : value.split("\\.", -1).length == 4;
            return whole ? Optional.of(InetAddress.ofLiteral(value)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static boolean isHost(String value) {
        return address(value).isPresent() || isHostName(value);
    }

    private static boolean isHostName(String value) {
        try {
            return !value.isEmpty() && value.indexOf('.') != 0
                    && IDN.toASCII(value, IDN.USE_STD3_ASCII_RULES).length() < 254;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean isEmail(String value) {
        int at = value.lastIndexOf('@');
        return at > 0 && at <= LONGEST_LOCAL_PART && value.substring(at + 1).contains(".")
                && isHostName(value.substring(at + 1))
                && value.substring(0, at).chars().noneMatch(c -> c <= ' ' || "<>(),;:\"@[]".indexOf(c) >= 0);
    }

    /** {@code a@b.c}, {@code Name <a@b.c>} or {@code "Name" <a@b.c>}. */
    static boolean isSender(String value) {
        int open = value.indexOf('<');
        return open < 0
                ? isEmail(value)
                : value.endsWith(">") && isPhrase(value.substring(0, open).strip())
                        && isEmail(value.substring(open + 1, value.length() - 1));
    }

    /** It leaves as it stands: unquoted, a comma would make two senders of it (RFC 5322, 3.2.3) and servers refuse. */
    private static boolean isPhrase(String name) {
        return name.matches("\"[^\"\\\\]*\"") || name.chars().noneMatch(c -> "()<>[]:;@\\,\"".indexOf(c) >= 0);
    }

    static boolean isDurationUpTo(String value, Duration longest) {
        try {
            var duration = DurationConverter.parseDuration(value);
            return !duration.isNegative() && duration.compareTo(longest) <= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean isMongoUri(String value) {
        return mongoDatabase(value).isPresent();
    }

    /** The database in the path of a MongoDB URI; empty also when the driver would not accept the URI. */
    static Optional<String> mongoDatabase(String uri) {
        try {
            return Optional.ofNullable(new ConnectionString(withoutSrv(uri)).getDatabase());
        } catch (IllegalArgumentException | MongoException _) {
            return Optional.empty();
        }
    }

    /** An srv URI as the driver reads it once the one name, which has no port, is looked up; it would do so right here. */
    private static String withoutSrv(String uri) {
        String rest = uri.startsWith(SRV) ? uri.substring(SRV.length()) : "";
        String host = rest.split("/", 2)[0].replaceFirst("^.*@", "");
        return isHostName(host) ? "mongodb://" + rest : uri.replace(SRV, "refused://");
    }
}
