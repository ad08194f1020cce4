package com.oraclelumira.api.users;

import java.net.IDN;
import java.util.Locale;

/** The host names of mail addresses, which may be written in letters of every alphabet or in ASCII ({@code xn--…}). */
final class Domains {
    private Domains() {}

    /** Empty for what is no domain. */
    static String ascii(String domain) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /**
     * The readable spelling, whichever of the two was given; the ASCII one where it has none. Empty when the letters stand
     * for other ones (ß for ss): newer software would send the mail to another domain than ours.
     */
    static String oneSpelling(String domain) {
        var ascii = ascii(domain);
        var readable = IDN.toUnicode(ascii);
        if (ascii.equals(domain))
            return ascii(readable).equals(ascii) ? readable : ascii;
        return readable.equals(domain) ? readable : "";
    }
}
