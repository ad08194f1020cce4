package com.oraclelumira.api.experts;

/**
 * An expert's access has ended, at the word of {@code actor}. Fired after every {@link ExpertAccounts#disable}, in the
 * caller's thread; a second one for the same expert finds what the first left undone.
 */
public record ExpertDisabled(Expert expert, String actor) {}
