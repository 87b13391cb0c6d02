package dev.weir.policy;

/** What a status code means for storing (RFC 9111 §3, RFC 9110 §15). */
final class StatusCodes {
    private StatusCodes() {}

    /** Final, and not an answer to something that a fill never asks: a range (206) or a condition (304). */
    static boolean isStorable(int status) {
        return status >= 200 && status <= 599 && status != 206 && status != 304;
    }

    /** Codes whose caching requirements this gateway knows ({@code must-understand}, RFC 9111 §5.2.2.3). */
    static boolean isUnderstood(int status) {
        return switch (status) {
            case 200, 201, 202, 203, 204, 205 -> true;
            case 300, 301, 302, 303, 307, 308 -> true;
            case 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 414, 415, 417, 421, 422, 426 -> true;
            case 428, 429, 431, 451 -> true;
            case 500, 501, 502, 503, 504, 505 -> true;
            default -> false;
        };
    }

    /** Codes that may be stored without explicit freshness (RFC 9110 §15.1). */
    static boolean isHeuristicallyCacheable(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501 -> true;
            default -> false;
        };
    }

    /** Codes that speak of what the request was, more than of what it asked for: others may ask for the same and get it. */
    static boolean isOfTheRequest(int status) {
        return switch (status) {
            case 400, 405, 406, 408, 411, 412, 413, 414, 415, 416, 417 -> true;
            case 421, 422, 425, 426, 428, 429, 431, 501, 505 -> true;
            default -> false;
        };
    }

    /** Codes by which an origin says that it is in trouble (RFC 5861 §4). */
    static boolean isFailure(int status) {
        return switch (status) {
            case 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Codes whose response is worth serving stale on the operator's word alone: an error must not outlive its cause. */
    static boolean isWorthKeepingStale(int status) {
        return status < 400 || status == 404 || status == 410;
    }
}
