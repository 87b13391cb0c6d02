package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ForwardedRequestTest {
    private static final RequestHead CLIENT = Given.request(
            "HEAD",
            "Host",
            "shop.example",
            "Connection",
            "keep-alive, X-Hop",
            "X-Hop",
            "1",
            "Keep-Alive",
            "5",
            "TE",
            "trailers",
            "Proxy-Authorization",
            "Basic x",
            "Upgrade",
            "websocket",
            "If-Match",
            "\"a\"",
            "If-None-Match",
            "\"a\"",
            "If-Modified-Since",
            Given.NOW_DATE,
            "If-Unmodified-Since",
            Given.NOW_DATE,
            "If-Range",
            "\"a\"",
            "Range",
            "bytes=0-1",
            "Expect",
            "100-continue",
            "Content-Length",
            "0",
            "Cache-Control",
            "max-age=0",
            "Via",
            "2 other");

    @Nested
    class Fill {
        @Test
        void asksForTheWhole_withoutWhatIsTheClientsOwn() {
            RequestHead fill = FillRequest.of(CLIENT);
            assertThat(fill.method()).isEqualTo("GET");
            assertThat(fill.target()).isEqualTo(CLIENT.target());
            assertThat(fill.headers())
                    .isEqualTo(FieldLines.of(
                            "Host",
                            "shop.example",
                            "Cache-Control",
                            "max-age=0",
                            "Via",
                            "2 other",
                            "Accept-Encoding",
                            "identity"));
        }

        @Test
        void conditional_sendsBothValidators() {
            StoredResponse stored = Given.stored(Given.fresh(), "ETag", "W/\"v1\"", "Last-Modified", Given.NOW_DATE);
            RequestHead conditional = FillRequest.conditional(FillRequest.of(Given.get()), stored);
            assertThat(conditional.headers())
                    .isEqualTo(FieldLines.of(
                            "Accept-Encoding",
                            "identity",
                            "If-None-Match",
                            "W/\"v1\"",
                            "If-Modified-Since",
                            Given.NOW_DATE));
            assertThat(FillRequest.hasValidator(stored)).isTrue();
        }

        @Test
        void preferences_areSentAsTheyAreFiled() {
            RequestHead client = Given.get(
                    "accept-encoding", "BR, gzip;q=0.5", "Accept-Language", "en;q=0.50 , DE", "Accept", "a , b");
            RequestHead fill = FillRequest.of(client);
            assertThat(fill.headers().all("Accept-Encoding")).containsExactly("gzip, br");
            assertThat(fill.headers().all("Accept-Language")).containsExactly("de, en;q=0.5");
            assertThat(fill.headers().all("Accept")).containsExactly("a , b");
            List<String> names = List.of("accept-encoding", "accept-language");
            assertThat(Selection.select(names, fill)).isEqualTo(Selection.select(names, client));
        }

        @Test
        void invalidValidators_areNotSent() {
            StoredResponse stored = Given.stored(Given.fresh(), "ETag", "v1", "Last-Modified", "yesterday");
            RequestHead fill = FillRequest.of(Given.get());
            assertThat(FillRequest.conditional(fill, stored)).isSameAs(fill);
            assertThat(FillRequest.hasValidator(stored)).isFalse();
        }
    }

    @Nested
    class Pass {
        @Test
        @Tag("MUST")
        void asReceived_butForTheConnectionsFields() {
            RequestHead passed = PassRequest.of(CLIENT);
            assertThat(passed.method()).isEqualTo("HEAD");
            assertThat(passed.headers().contains("If-Match")).isTrue();
            assertThat(passed.headers().contains("Range")).isTrue();
            assertThat(passed.headers().all("TE"))
                    .as("what a gateway can do itself")
                    .containsExactly("trailers");
            for (String name : new String[] {"Connection", "X-Hop", "Keep-Alive", "Proxy-Authorization", "Upgrade"}) {
                assertThat(passed.headers().contains(name)).as(name).isFalse();
            }
        }
    }
}
