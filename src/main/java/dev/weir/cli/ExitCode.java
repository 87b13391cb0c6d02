package dev.weir.cli;

/** Exit codes beside those of picocli. */
final class ExitCode {
    /** {@code EX_CONFIG} of {@code sysexits.h}: a supervisor that sees it knows that another start will not help. */
    static final int WRONG_CONFIGURATION = 78;

    /** A gateway has not confirmed yet. */
    static final int PENDING = 3;

    /** Nobody knows whether it was done: repeat it. */
    static final int UNKNOWN = 4;

    /** Ended before everybody was served: by a second signal, or because it took too long. */
    static final int AT_ONCE = 5;

    /** Done, but not all of it went well. */
    static final int SOME_FAILED = 6;

    private ExitCode() {}
}
