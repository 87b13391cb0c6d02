package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A gateway before an origin that names in each answer the target it was asked for, and keeps every byte it got. */
final class Arena implements AutoCloseable {
    private static final Pattern REPLY = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) ");

    private final AtomicInteger innocents = new AtomicInteger();
    private final RawOrigin origin;
    private final Gateway gateway;

    Arena(Function<URI, Gateway> how) {
        this("Cache-Control: max-age=60", how);
    }

    /** @param fields of each answer */
    Arena(String fields, Function<URI, Gateway> how) {
        origin = RawOrigin.answeringEach(request -> {
            String content = "for " + request.split(" ", 3)[1];
            return "HTTP/1.1 200 OK|" + fields + "|Content-Length: " + content.length() + "||"
                    + (request.startsWith("HEAD ") ? "" : content);
        });
        gateway = how.apply(origin.address());
    }

    Gateway gateway() {
        return gateway;
    }

    RawOrigin origin() {
        return origin;
    }

    /**
     * What came of bytes on one connection, until the gateway ended it.
     *
     * @param answer all of it
     * @param reached what the origin got meanwhile
     */
    record Outcome(String answer, String reached) {
        int replies() {
            return (int) REPLY.matcher(answer).results().count();
        }

        /** Of the last reply. */
        int status() {
            return REPLY.matcher(answer)
                    .results()
                    .reduce((first, second) -> second)
                    .map(reply -> Integer.parseInt(reply.group(1)))
                    .orElse(0);
        }

        /** One reply that says no, and nothing of it at the origin. */
        void assertRefused() {
            assertThat(replies()).as(answer).isEqualTo(1);
            assertThat(status()).isEqualTo(400);
            assertThat(answer).startsWith("HTTP/1.").contains("application/problem+json");
            assertThat(reached).isEmpty();
        }
    }

    Outcome send(String bytes) {
        int before = origin.everything().length();
        try (RawConnection client = new RawConnection(gateway.port())) {
            String answer = client.send(bytes).readToEnd();
            return new Outcome(answer, origin.everything().substring(before));
        }
    }

    /** Somebody else's request gets its own answer, and reaches the origin whole and alone. */
    void assertNobodyElseIsHurt() {
        String path = "/innocent/" + innocents.incrementAndGet();
        Outcome other = send("GET " + path + " HTTP/1.1|Host: a|Connection: close||");
        assertThat(other.answer()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nfor " + path);
        assertThat(other.reached()).startsWith("GET " + path + " HTTP/1.1\r\n").endsWith("\r\n\r\n");
        assertThat(other.reached().split("HTTP/1\\.1", -1)).hasSize(2);
    }

    /** The same where a part of what was sent before may still be on its way to the origin. */
    void assertOthersAreAnswered() {
        String path = "/innocent/" + innocents.incrementAndGet();
        assertThat(send("GET " + path + " HTTP/1.1|Host: a|Connection: close||").answer())
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\nfor " + path);
    }

    @Override
    public void close() {
        gateway.close();
        origin.close();
    }
}
