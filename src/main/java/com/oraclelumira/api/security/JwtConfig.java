package com.oraclelumira.api.security;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Our tokens. SEC-2 */
@ConfigMapping(prefix = "lumira.jwt")
interface JwtConfig {
    /** The first signs, all verify: to change it, put the new one first and take the old one away a day later. */
    @WithName("secret")
    List<String> secrets();

    /** Whether tokens of the system before this one count until they expire. */
    @WithDefault("false")
    boolean acceptV1();

    /** How long a customer stays signed in; a stolen token lives as long. */
    @WithDefault("24h")
    Duration customerLife();

    /** A working day: the desk signs its expert out without a warning. */
    @WithDefault("8h")
    Duration expertLife();

    /** Whatever claims to live longer was not issued by us. */
    default Duration longestLife() {
        return customerLife().compareTo(expertLife()) > 0 ? customerLife() : expertLife();
    }
}
