package dev.weir.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis refuses a command with, by the word its reply begins with; a tag's value. Each is a counted miss, or a store
 * that failed, and never a client's error.
 *
 * <p>Before Redis 7 what a script meets stands behind {@code ERR} and where in the script it was.
 */
public enum ErrorKind {
    OOM("its memory is full and nothing may be evicted: nothing new is stored"),
    MISCONF("it cannot save to disk and refuses writes: nothing new is stored"),
    NOREPLICAS("fewer replicas than min-replicas-to-write are there: nothing new is stored"),
    READONLY("it is a replica by now: looking for the master"),
    LOADING("it is still loading its data: look-ups are misses"),
    BUSY("a script blocks it: look-ups are misses"),
    MASTERDOWN("its master is gone and it may not serve what is old: look-ups are misses"),
    CLUSTERDOWN("slots are without a master: look-ups of their keys are misses"),
    NOAUTH("a password is required, and none is configured: look-ups are misses"),
    NOPERM("the user lacks a right that is needed"),
    WRONGTYPE("a key holds what Weir did not write: it is overwritten"),
    MOVED(""),
    ASK(""),
    TRYAGAIN(""),
    NOSCRIPT(""),
    OTHER("an error of no kind that is known");

    private static final Pattern WORD = Pattern.compile("^-?([A-Z]{3,20})\\b");
    private static final Pattern IN_SCRIPT = Pattern.compile("@user_script.*?-([A-Z]{3,20})\\b");

    private final String meaning;

    ErrorKind(String meaning) {
        this.meaning = meaning;
    }

    /** @param message of a reply */
    static ErrorKind of(String message) {
        Matcher script = IN_SCRIPT.matcher(message);
        Matcher word = message.startsWith("ERR ") && script.find() ? script : WORD.matcher(message);
        boolean found = word == script || word.find();
        return found ? named(word.group(1)) : OTHER;
    }

    private static ErrorKind named(String word) {
        for (ErrorKind kind : values()) {
            if (kind.name().equals(word)) {
                return kind;
            }
        }
        return OTHER;
    }

    /** For the operator; empty for what happens in good order. */
    String meaning() {
        return meaning;
    }

    /** Whether the server as a whole cannot answer now; slots without a master are not the server, and refused quickly. */
    boolean isOutage() {
        return switch (this) {
            case LOADING, BUSY, MASTERDOWN, NOAUTH -> true;
            case OOM,
                    MISCONF,
                    NOREPLICAS,
                    READONLY,
                    NOPERM,
                    WRONGTYPE,
                    CLUSTERDOWN,
                    MOVED,
                    ASK,
                    TRYAGAIN,
                    NOSCRIPT,
                    OTHER -> false;
        };
    }

    /** Whether keys stand elsewhere than was thought. */
    boolean isMove() {
        return this == MOVED || this == ASK || this == TRYAGAIN || this == CLUSTERDOWN || this == READONLY;
    }
}
