package dev.weir.message;

/**
 * Who is told of interim responses with status 103 (RFC 8297): the client whose request made the origin send them. They
 * are never stored, and no other client hears of them, since they precede the head that says who may share.
 */
@FunctionalInterface
public interface EarlyHints {
    EarlyHints NONE = fields -> {};

    /** Called on the request's context, until its final response begins; later calls have no effect. */
    void hinted(FieldLines fields);
}
