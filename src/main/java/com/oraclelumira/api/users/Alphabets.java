package com.oraclelumira.api.users;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which alphabets a word is written in. A Cyrillic а in a Latin word is nobody's spelling, but looks like it. */
final class Alphabets {
    private static final Set<UnicodeScript> OF_ALL = Set.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);
    /** What languages write together (UTS 39). */
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            Set.of(UnicodeScript.HAN, UnicodeScript.HANGUL), Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    private Alphabets() {}

    static boolean oneOnly(String word) {
        var found = word.codePoints().mapToObj(UnicodeScript::of).filter(script -> !OF_ALL.contains(script))
                .collect(Collectors.toSet());
        return found.size() <= 1 || TOGETHER.stream().anyMatch(together -> together.containsAll(found));
    }
}
