package dev.weir.message;

import org.jspecify.annotations.Nullable;

/**
 * Whoever follows a request, or a part of its way; {@link #NONE} where nobody does. On the event loop of whatever it
 * follows, unless a method says otherwise; none fails.
 */
public interface Trace {
    /** Parts of a way that are followed. */
    enum Step {
        LOOKUP,
        FILL,
        LEASE,
        ORIGIN,
        STORE
    }

    Trace NONE = new Trace() {
        @Override
        public Trace begin(Step step) {
            return this;
        }

        @Override
        public void linkTo(Trace other) {}

        @Override
        public void tell(String name, @Nullable String value) {}

        @Override
        public void end(String outcome) {}

        @Override
        public void fail(String outcome) {}

        @Override
        public FieldLines carriedBy(FieldLines fields) {
            return fields;
        }
    };

    /** A part begins, as its own. */
    Trace begin(Step step);

    /** This one got what another brought. Any thread. */
    void linkTo(Trace other);

    /** Something that is known of it; null where it is not. */
    void tell(String name, @Nullable String value);

    /** It is over, well or as was to be expected; at most once. */
    void end(String outcome);

    /** It is over, and somebody ought to look why; at most once. */
    void fail(String outcome);

    /** The fields of a request by which the next hop goes on with this trace (W3C Trace Context). */
    FieldLines carriedBy(FieldLines fields);
}
