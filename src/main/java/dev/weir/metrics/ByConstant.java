package dev.weir.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One meter for each constant of an enum, resolved beforehand: the hot path indexes an array. */
final class ByConstant<E extends Enum<E>, M> {
    private final List<M> meters = new ArrayList<>();

    /** @param meter makes the meter for a constant's tag value */
    ByConstant(E[] constants, Function<String, M> meter) {
        for (E constant : constants) {
            meters.add(meter.apply(constant.name().toLowerCase(Locale.ROOT)));
        }
    }

    @SuppressWarnings("EnumOrdinal") // the list was filled in the order of the constants, in this very class
    M of(E constant) {
        return meters.get(constant.ordinal());
    }
}
