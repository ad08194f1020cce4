package com.oraclelumira.api.preflight.outside;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which installation is looked at. Addresses are https, without a path and without a slash at the end.
 *
 * @param sites the pages that call the API; none: what is said of them is left to people
 * @param commit that should run there
 * @param ca file (PEM) of the authorities that are trusted instead of the platform's own
 * @param plainPort where plain HTTP is answered
 * @param mongoPort where the database would be reached if it could be from outside
 * @param managementPort the same of the metrics
 * @param fromInside we look from within the deployment, where the proxy may take us for one of its own
 */
public record Target(URI api, List<URI> sites, @Nullable String commit, @Nullable Path ca, int plainPort,
        int mongoPort, int managementPort, boolean fromInside) {
    public static final Set<String> OPTIONS = Set.of("url", "sites", "commit", "ca", "plain-port", "mongo-port",
            "management-port");

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int HIGHEST_PORT = 65_535;
    private static final String OF_THE_API = "api.";

    public Target {
        sites = List.copyOf(sites);
    }

    /**
     * By what stands on the command line; {@link IllegalArgumentException} with a sentence when it is wrong. Without
     * {@code sites} those are looked for beside {@code api.}: the name itself and {@code desk.}
     */
    public static Target of(Map<String, String> options, boolean fromInside) {
        var api = address("url", options.getOrDefault("url", ""));
        var sites = options.containsKey("sites")
                ? Stream.of(options.get("sites").split(",")).map(site -> address("sites", site.strip())).toList()
                : beside(api);
        return new Target(api, sites, options.get("commit"),
                options.containsKey("ca") ? Path.of(options.get("ca")) : null,
                port(options, "plain-port", "80"), port(options, "mongo-port", "27017"),
                port(options, "management-port", "9000"), fromInside);
    }

    private static URI address(String option, String text) {
        var bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!bare.matches("https://[A-Za-z0-9.-]+(:[0-9]{1,5})?") || !isReachable(URI.create(bare)))
            throw new IllegalArgumentException(
                    "--" + option + " must be https://host[:port]" + (option.equals("sites") ? ", with commas" : ""));
        return URI.create(bare);
    }

    /** Java takes {@code https://-} and port 99999 for addresses, and finds no host or no port in them. */
    private static boolean isReachable(URI address) {
        return address.getHost() != null && portOf(address) > 0 && portOf(address) <= HIGHEST_PORT;
    }

    private static List<URI> beside(URI api) {
        var name = api.getAuthority();
        if (!name.startsWith(OF_THE_API))
            return List.of();
        var apex = name.substring(OF_THE_API.length());
        return List.of(URI.create("https://" + apex), URI.create("https://desk." + apex));
    }

    private static int port(Map<String, String> options, String name, String usual) {
        var text = options.getOrDefault(name, usual);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT || Integer.parseInt(text) == 0)
            throw new IllegalArgumentException("--" + name + " must be a port number from 1 to 65535");
        return Integer.parseInt(text);
    }

    /** The API and every page. */
    List<URI> all() {
        return Stream.concat(Stream.of(api), sites.stream()).distinct().toList();
    }

    Optional<URI> desk() {
        return sites.stream().filter(site -> site.getHost().startsWith("desk.")).findFirst();
    }

    /** Where an address is really reached. */
    static int portOf(URI address) {
        return address.getPort() < 0 ? HTTPS : address.getPort();
    }

    /** The same host, by plain HTTP. */
    URI plain(URI address) {
        return URI.create("http://" + address.getHost() + (plainPort == HTTP ? "" : ":" + plainPort));
    }
}
