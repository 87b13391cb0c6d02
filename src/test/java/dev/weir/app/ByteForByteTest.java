package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin sent is what its clients get: on the way through, and out of Redis. */
class ByteForByteTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 65_535, 65_536, 1_000_003})
    void anyContentAndField_survivesStoreAndReply(int length) {
        Random random = new Random(length);
        byte[] content = new byte[length];
        random.nextBytes(content);
        String value = visible(random, 1 + length % 500);
        String head = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nX-Any: " + value + "\r\nContent-Length: "
                + length + "\r\n\r\n";
        Buffer sent = Buffer.buffer(head.getBytes(StandardCharsets.ISO_8859_1)).appendBytes(content);
        try (RawOrigin origin = new RawOrigin((socket, number) -> socket.write(sent));
                Gateway gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            for (String from : new String[] {"fwd=uri-miss", "; hit; "}) {
                gateway.awaitMeter("weir_flights", 0);
                String answer = exchange(gateway.port(), length);
                int headEnd = answer.indexOf("\r\n\r\n");

                assertThat(answer.substring(0, headEnd)).contains(from, "X-Any: " + value + "\r\n");
                assertThat(answer.substring(headEnd + 4).getBytes(StandardCharsets.ISO_8859_1))
                        .isEqualTo(content);
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    private static String exchange(int port, int path) {
        try (RawConnection client = new RawConnection(port)) {
            return client.send("GET /" + path + " HTTP/1.1|Host: a|Connection: close||")
                    .readToEnd();
        }
    }

    /** Any octets that a field value may hold (RFC 9110 §5.5). */
    private static String visible(Random random, int length) {
        StringBuilder text = new StringBuilder("<");
        while (text.length() < length) {
            int octet = random.nextInt(256);
            boolean allowed = octet == '\t' || (octet >= ' ' && octet != 0x7f);
            text.append(allowed ? (char) octet : 'x');
        }
        return text.append('>').toString();
    }
}
