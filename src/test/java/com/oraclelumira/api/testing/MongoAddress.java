package com.oraclelumira.api.testing;

import com.mongodb.ConnectionString;

/**
 * A connection string in its parts, as MongoDB writes them:
 * {@code mongodb[+srv]://[user:password@]host[:port][,…][/database][?options]}.
 */
record MongoAddress(String scheme, String login, String hosts, String database, String options) {

    static MongoAddress of(String uri) {
        int start = uri.indexOf("://") + 3;
        int query = uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?');
        int path = uri.indexOf('/', start) < 0 ? query : Math.min(uri.indexOf('/', start), query);
        int login = uri.lastIndexOf('@', path) + 1; // a password's own "@" and "/" are written %40 and %2F
        return new MongoAddress(uri.substring(0, start), uri.substring(start, Math.max(start, login)),
                uri.substring(Math.max(start, login), path), path < query ? uri.substring(path + 1, query) : "",
                uri.substring(query));
    }

    /**
     * With this database instead. Whoever signs in does so where she did before: without {@code authSource} that would be
     * the database in the path, if there is one.
     */
    MongoAddress with(String other) {
        var credential = new ConnectionString(toString()).getCredential();
        if (credential == null || options.toLowerCase(java.util.Locale.ROOT).contains("authsource="))
            return new MongoAddress(scheme, login, hosts, other, options);
        return new MongoAddress(scheme, login, hosts, other,
                (options.length() < 2 ? "?" : options + "&") + "authSource=" + credential.getSource());
    }

    /** The same as seen through a detour on this machine. */
    MongoAddress through(int port) {
        return new MongoAddress(scheme, login, "127.0.0.1:" + port, database, options);
    }

    /** One server that answers at the address given, and not a cluster that names its members itself. */
    boolean oneServer() {
        var driver = new ConnectionString(toString());
        return !driver.isSrvProtocol() && driver.getHosts().size() == 1 && !Boolean.TRUE.equals(driver.getSslEnabled())
                && (driver.getRequiredReplicaSetName() == null || Boolean.TRUE.equals(driver.isDirectConnection()));
    }

    @Override
    public String toString() {
        return scheme + login + hosts + "/" + database + options;
    }
}
