package dev.weir.simulate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response before it is written: everything but its framing. */
final class Answer {
    private final int status;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final @Nullable Document document;

    private Answer(int status, @Nullable Document document) {
        this.status = status;
        this.document = document;
    }

    static Answer empty(int status) {
        return new Answer(status, null);
    }

    static Answer of(int status, Document document) {
        return new Answer(status, document).with("Content-Type", "application/json");
    }

    /** An absent value adds no field. */
    Answer with(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> fields() {
        return fields;
    }

    @Nullable
    Document document() {
        return document;
    }
}
