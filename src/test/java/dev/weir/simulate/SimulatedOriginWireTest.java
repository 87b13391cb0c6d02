package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only a client that writes its own bytes can do. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class SimulatedOriginWireTest {
    private RunningOrigin origin;

    @BeforeEach
    void start(Vertx vertx) {
        origin = RunningOrigin.start(vertx, RunningOrigin.PROMPT);
    }

    @Test
    void aClientThatLeaves_isNoLongerInFlight() throws IOException {
        try (Socket socket = request("GET /gone?sim-latency=1h HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(socket.isConnected()).isTrue();
            awaitInFlight(1);
        }
        awaitInFlight(0);
    }

    @Test
    void aMalformedEscape_isABadRequest() throws IOException {
        try (Socket socket = request("GET /a?sim-vary=%zz HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(lines(socket).readLine()).isEqualTo("HTTP/1.1 400 Bad Request");
        }
    }

    @Test
    void theAnswer_waitsForTheWholeRequest() throws IOException {
        try (Socket socket = request("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n1")) {
            awaitInFlight(1);
            assertThat(new JsonObject(origin.get("/a").body()).getInteger("version"))
                    .isEqualTo(1);
            socket.getOutputStream().write('2');
            assertThat(lines(socket).readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void contentWithoutEnd_isRefused() throws IOException {
        byte[] piece = new byte[1024 * 1024];
        try (Socket socket = request("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n")) {
            for (int i = 0; i < 65; i++) {
                socket.getOutputStream().write(piece);
            }
            assertThat(lines(socket).readLine()).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
        assertThat(new JsonObject(origin.get("/a").body()).getInteger("version"))
                .isEqualTo(1);
    }

    private Socket request(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private void awaitInFlight(int expected) {
        while (origin.stats().getInteger("inFlight") != expected) {
            Thread.onSpinWait();
        }
    }
}
