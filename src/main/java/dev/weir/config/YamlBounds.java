package dev.weir.config;

import org.snakeyaml.engine.v2.events.Event;

/** Keeps a document small enough to walk: nesting that would exhaust the stack, aliases that multiply its size. */
final class YamlBounds {
    static final int MAX_DEPTH = 32;
    static final int MAX_ALIASES = 50;
    static final String EXPECTED =
            "one document, nested at most " + MAX_DEPTH + " deep, with at most " + MAX_ALIASES + " aliases";

    private int depth;
    private int aliases;
    private int documents;

    /** Whether the document is still within its bounds after this event. */
    boolean admit(Event event) {
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> depth++;
            case MappingEnd, SequenceEnd -> depth--;
            case Alias -> aliases++;
            case DocumentStart -> documents++;
            case Comment, DocumentEnd, Scalar, StreamEnd, StreamStart -> {}
        }
        return depth <= MAX_DEPTH && aliases <= MAX_ALIASES && documents <= 1;
    }

    String found() {
        if (documents > 1) {
            return "a second document";
        }
        return depth > MAX_DEPTH ? "nested too deeply" : "too many aliases";
    }
}
