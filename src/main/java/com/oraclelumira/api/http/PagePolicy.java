package com.oraclelumira.api.http;

/**
 * What a page of ours may load and do: our own style sheets, nothing inline, no script, in nobody's frame.
 * A resource that serves one sets it as {@link #HEADER}. Checklist: SEC-9.
 */
public final class PagePolicy {
    public static final String HEADER = "Content-Security-Policy";
    private static final String BASICS = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; ";

    private PagePolicy() {}

    /** A page without a form. */
    public static String plain() {
        return BASICS + "form-action 'none'";
    }

    /** A page whose form is answered by a page of ours. */
    public static String withForm() {
        return BASICS + "form-action 'self'";
    }

    /** @param origin where the answer to the page's form leads on to: browsers hold redirects to form-action as well */
    public static String withForm(String origin) {
        return BASICS + "form-action 'self' " + origin;
    }
}
