package dev.weir.cli;

import java.io.IOException;
import java.net.URI;

/** No answer of an admin plane, or none to this caller; the message says what to do. */
final class AdminFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private AdminFailure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    static AdminFailure unreachable(URI address, IOException cause) {
        String why = cause.getMessage() == null ? "no connection" : cause.getMessage();
        return new AdminFailure(
                address + " cannot be reached: " + why + ". Is the gateway running? --admin names its admin port.", 1);
    }

    /** The request may have arrived. */
    static AdminFailure lost(URI address, IOException cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new AdminFailure(
                address + " did not answer: " + why + ". Nobody knows whether it was done: repeat it.",
                ExitCode.UNKNOWN);
    }

    static AdminFailure refused(String why) {
        return new AdminFailure(why, 1);
    }

    /** What was asked is wrong. */
    static AdminFailure wrong(String why) {
        return new AdminFailure(why, 2);
    }

    static AdminFailure unauthorized(boolean given) {
        String what = given ? "The gateway has another token" : "The gateway wants a token";
        return new AdminFailure(
                what + ": give the admin.token of its configuration in --token, or in " + AdminOptions.TOKEN_VARIABLE
                        + ".",
                1);
    }

    static AdminFailure stranger(URI address, int status, String type) {
        return new AdminFailure(
                address + " is no admin port of Weir: it answered " + status + (type.isEmpty() ? "" : ", " + type)
                        + ". --admin names another.",
                1);
    }
}
