package dev.weir.load;

/**
 * What one client of a crowd received.
 *
 * @param client the identity it sent
 * @param status the response's status, or 0 when the connection failed before the response was whole
 * @param body all of it, or the failure's text
 * @param nanos from sending the request to the last byte of the body
 */
record Answer(String client, int status, String body, long nanos) {
    double millis() {
        return nanos / 1e6;
    }
}
