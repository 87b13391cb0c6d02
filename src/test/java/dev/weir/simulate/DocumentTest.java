package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.simulate.Versions.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DocumentTest {
    private static final Version FIRST = new Version(1, Instant.EPOCH);

    @Property
    void slices_joinIntoOneDocumentOfTheLengthAskedFor(
            @ForAll @IntRange(min = 0, max = 300) int bytes, @ForAll @IntRange(min = 1, max = 310) int step) {
        Document document = document("/a\"b", bytes);
        Buffer joined = Buffer.buffer();
        for (int from = 0; from < document.length(); from += step) {
            joined.appendBuffer(document.slice(from, Math.min(from + step, document.length())));
        }

        JsonObject json = joined.toJsonObject();
        assertThat(joined.length()).isEqualTo(document.length()).isGreaterThanOrEqualTo(bytes);
        assertThat(json.fieldNames()).containsExactly("path", "version", "time", "padding");
        assertThat(json.getString("path")).isEqualTo("/a\"b");
        assertThat(json.getString("padding")).matches("x*");
    }

    @Test
    void otherBytes_haveAnotherEntityTag() {
        Document document = document("/a", 500);

        assertThat(document("/a", 500).entityTag())
                .isEqualTo(document.entityTag())
                .matches("\"v1-[0-9a-f]{16}\"");
        assertThat(document("/b", 500).entityTag()).isNotEqualTo(document.entityTag());
        assertThat(document("/a", 501).entityTag()).isNotEqualTo(document.entityTag());
        assertThat(new Document("/a", FIRST, new JsonObject().put("cookie", "c"), 500).entityTag())
                .isNotEqualTo(document.entityTag());
        assertThat(new Document("/a", new Version(1, Instant.MAX), new JsonObject(), 500).entityTag())
                .as("the first version of another run")
                .isNotEqualTo(document.entityTag());
    }

    private static Document document(String path, int bytes) {
        return new Document(path, FIRST, new JsonObject(), bytes);
    }
}
