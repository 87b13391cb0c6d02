package dev.weir.http;

import dev.weir.notation.AddressRange;
import java.util.List;

/**
 * Whose word counts on where a request comes from, and in which fields the origin is told.
 *
 * @param trustedProxies peers whose fields are believed; what all others say of themselves is dropped
 */
public record ForwardedSettings(Family family, List<AddressRange> trustedProxies) {
    public static final ForwardedSettings STANDARD = new ForwardedSettings(Family.X_FORWARDED, List.of());

    /** Fields that tell of the client. Those of a family that is not written are never passed on. */
    public enum Family {
        X_FORWARDED,
        FORWARDED,
        /** Both are written, {@code X-Forwarded-*} is read. */
        BOTH,
        OFF;

        boolean readsForwarded() {
            return this == FORWARDED;
        }

        boolean writesX() {
            return this == X_FORWARDED || this == BOTH;
        }

        boolean writesForwarded() {
            return this == FORWARDED || this == BOTH;
        }
    }

    boolean trusts(String address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }
}
