package dev.weir.origin;

/**
 * The origin gave no response. Carries no stack: it says what the network did, not where in the code it was noticed.
 */
public final class OriginFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    OriginFailure(Kind kind, Throwable cause) {
        super(kind.detail, cause, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What went wrong, and the gateway's status for it (RFC 9110 §15.6). */
    public enum Kind {
        UNREACHABLE(502, "The origin could not be reached."),
        BROKEN(502, "The origin closed the connection or sent what is not HTTP."),
        TIMED_OUT(504, "The origin did not answer in time."),
        /** Not sent: as many as the origin takes were under way, and as many as may wait were waiting. */
        OVERLOADED(503, "The origin has as many requests as it takes at once."),
        /** Counted, and seen by nobody. */
        ABANDONED(502, "The client left before the origin answered.");

        private final int status;
        private final String detail;

        Kind(int status, String detail) {
            this.status = status;
            this.detail = detail;
        }

        public int status() {
            return status;
        }

        public String detail() {
            return detail;
        }
    }
}
