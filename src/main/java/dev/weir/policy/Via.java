package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;

/** This gateway's mark on a message it forwards (RFC 9110 §7.6.3). */
final class Via {
    private static final String PSEUDONYM = " weir";

    private Via() {}

    /** Names the version in which the request was received, after the marks of those before. */
    static FieldLines append(RequestHead received, FieldLines headers) {
        return FieldLines.builder()
                .addAll(headers)
                .add(FieldNames.VIA, received.protocol() + PSEUDONYM)
                .build();
    }
}
