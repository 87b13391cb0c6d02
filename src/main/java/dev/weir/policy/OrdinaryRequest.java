package dev.weir.policy;

import dev.weir.message.Headers;

/**
 * Whether a request's fields are such as every server takes: 4 KiB of them at most, in visible ASCII. One that is not may
 * be the very cause of an error, which is then no answer to others who ask for the same (cache-poisoned denial of service;
 * Nguyen, Lo Iacono, Federrath, CCS 2019). Servers commonly refuse heads of more than 8 KiB.
 */
final class OrdinaryRequest {
    private static final int MOST_BYTES = 4 << 10;

    private OrdinaryRequest() {}

    static boolean is(Headers fields) {
        int[] left = {MOST_BYTES};
        fields.forEach((name, value) -> {
            left[0] -= name.length() + value.length();
            if (!value.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t')) {
                left[0] = -MOST_BYTES * MOST_BYTES;
            }
        });
        return left[0] >= 0;
    }
}
