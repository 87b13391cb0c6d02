package dev.weir.cli;

/** Exit codes beside those of picocli, from {@code sysexits.h}. */
final class ExitCode {
    /** {@code EX_CONFIG}: a supervisor that sees it knows that another start will not help. */
    static final int WRONG_CONFIGURATION = 78;

    private ExitCode() {}
}
