package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.simulate.SimulationSettings;
import dev.weir.simulate.SimulationSettings.Fields;
import dev.weir.simulate.SimulationSettings.Latency;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SimulateCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void withoutOptions_itIsTheStandardSlowOrigin() {
        assertThat(settings())
                .isEqualTo(new SimulationSettings(
                        new Latency(Duration.ofMillis(250), Duration.ofMillis(900)),
                        0,
                        2048,
                        new Fields(null, null, true)));
    }

    @Test
    void everyOption_isASetting() {
        assertThat(settings(
                        "--latency=1s",
                        "--failure-rate=0.25",
                        "--body=64KiB",
                        "--cache-control=max-age=60, stale-if-error=600",
                        "--groups=a,b",
                        "--no-validators"))
                .isEqualTo(new SimulationSettings(
                        new Latency(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        0.25,
                        65536,
                        new Fields("max-age=60, stale-if-error=600", "a,b", false)));
        assertThat(settings("--median=1ms", "--p99=2ms").latency())
                .isEqualTo(new Latency(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "--latency=soon, soon (expected: a duration",
        "--body=5kb, 5kb (expected: a size",
        "--failure-rate=1.5, --failure-rate: 1.5 (expected: 0 to 1)",
        "--median=2s, --median: 2000ms",
        "--median=0ms, --median: 0ms",
        "--latency=1s --p99=2s, --latency together with",
        "--port=65536, --port: 65536 (expected: 0 to 65535)",
    })
    void aWrongOption_isWrongUsage(String options, String message) {
        assertThat(execute(options.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void aTakenPort_isNamedWithTheFlagThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(execute("--port=" + taken.getLocalPort())).isEqualTo(1);
            assertThat(err.toString())
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .contains("--port");
        }
    }

    private int execute(String... options) {
        return new CommandLine(new SimulateCommand())
                .setErr(new PrintWriter(err))
                .execute(options);
    }

    private static SimulationSettings settings(String... options) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(options);
        return holder.options.settings();
    }

    @Command
    private static final class Holder {
        @Mixin
        private final SimulationOptions options = new SimulationOptions();
    }
}
