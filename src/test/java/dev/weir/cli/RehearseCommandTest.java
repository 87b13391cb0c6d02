package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RehearseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyRequest_isAnswered_andTheGatewayEnds() {
        assertThat(rehearse("--requests", "60")).isZero();
        assertThat(out.toString()).contains("60 of 60 requests answered");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aWrongNumber_isNamed_withWhatWasExpected() {
        assertThat(rehearse("--requests", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--requests: 0 (expected: 1 or more)");
    }

    private int rehearse(String... options) {
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "rehearse";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return commands.execute(arguments);
    }
}
